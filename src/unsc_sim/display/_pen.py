"""What charts share: text, lines and the sheet with its heading, all of one width that a telephone can show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unsc_sim.display._markup import element, words, wrapped
from unsc_sim.display._palette import INK, MUTED, PAPER
from unsc_sim.display._shown import Drawing

if TYPE_CHECKING:
    from collections.abc import Iterable

WIDTH, MARGIN = 480.0, 20.0
"""Every chart is this wide, so that its type stays readable on a telephone and two stand side by side on paper."""


def text(
    said: object, x: float, y: float, *, size: float = 13, fill: str = INK, anchor: str = "start", bold: bool = False
) -> str:
    """A line of text."""
    return element(
        "text", words(said), x=x, y=y, font_size=size, fill=fill, text_anchor=None if anchor == "start" else anchor,
        font_weight="bold" if bold else None,
    )  # fmt: skip


def paragraph(said: str, x: float, y: float, *, size: float = 13, fill: str = MUTED, width: float = WIDTH - 2 * MARGIN
              ) -> tuple[list[str], float]:  # fmt: skip
    """A text in as many lines as it needs, and where the next one may begin."""
    lines = wrapped(said, width, size)
    step = round(size * 1.3)
    return [text(line, x, y + step * row, size=size, fill=fill) for row, line in enumerate(lines)], y + step * len(
        lines
    )


def headed(heading: str, *beneath: str) -> tuple[list[str], float]:
    """A heading with what is said beneath it, and where the chart may begin."""
    lines = wrapped(heading, WIDTH - 2 * MARGIN, 18, lines=3, bold=True)
    drawn = [text(line, MARGIN, 32 + 22 * row, size=18, bold=True) for row, line in enumerate(lines)]
    y = 32.0 + 22 * len(lines)
    for said in filter(None, beneath):
        more, y = paragraph(said, MARGIN, y)
        drawn += more
    return drawn, y


def rule(x1: float, y1: float, x2: float, y2: float, **more: object) -> str:
    """A straight line."""
    look: dict[str, object] = {"stroke": MUTED, "stroke_width": 1.0, "fill": "none"}
    return element("path", d=f"M{x1:.1f} {y1:.1f} L{x2:.1f} {y2:.1f}", **(look | more))


def sheet(parts: Iterable[str], height: float, title: str, desc: str) -> Drawing:
    """The chart on its paper."""
    paper = element("rect", width=WIDTH, height=height, rx=10, fill=PAPER)
    return Drawing(WIDTH, height, "".join([paper, *parts]), title, desc)
