"""Several pictures as one: two to a row, under a heading."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from unsc_sim.display._markup import element, words, wrapped
from unsc_sim.display._palette import INK, PAPER
from unsc_sim.display._shown import Drawing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_GAP = 12


def side_by_side(drawings: Sequence[Drawing], heading: str = "") -> Drawing:
    """One picture of several, two to a row; a single one stays as it is."""
    if len(drawings) == 1:
        return drawings[0]
    across = 2 * max(drawing.width for drawing in drawings) + _GAP
    lines = wrapped(heading, across - 40, 22, lines=2)
    title = [
        element("text", words(line), x=24, y=36 + 26 * row, font_size=22, font_weight="bold", fill=INK)
        for row, line in enumerate(lines)
    ]
    parts, y = [], 26.0 * len(lines) + _GAP
    for row in _pairs(drawings):
        parts += [drawing.at(place * (across + _GAP) / 2, y) for place, drawing in enumerate(row)]
        y += max(drawing.height for drawing in row) + _GAP
    height = y - _GAP
    paper = element("rect", width=across, height=height, fill=PAPER)
    named = heading or " ".join(drawing.title for drawing in drawings)
    return Drawing(across, height, "".join([paper, *title, *parts]), named, "\n".join(d.desc for d in drawings))


def _pairs(drawings: Iterable[Drawing]) -> Iterator[tuple[Drawing, ...]]:
    left = iter(drawings)
    while pair := tuple(islice(left, 2)):
        yield pair
