"""What every plot shares: axes to draw on, the look of a vote in matplotlib's terms, and lines that fit."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from unsc_sim.display._palette import EMPTY_SEAT, INK, LOOKS, MARKS
from unsc_sim.records.extras import bring
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HATCHES = {Vote.YES: "", Vote.ABSTAIN: "....", Vote.NO: "////"}
"""What tells the parts of a bar apart where there is no colour."""


def axes(ax: Axes | None, *, wide: float, tall: float) -> Axes:
    """The axes given, or those of a new figure of so many inches.

    Raises:
        MissingExtraError: when matplotlib is not installed.
    """
    plots = bring("matplotlib.pyplot", "the extra [plot]", "'unsc-sim[plot]'")
    if ax is not None:
        return ax
    _, fresh = plots.subplots(figsize=(wide, tall), layout="constrained")
    found: Axes = fresh
    return found


def bare(ax: Axes) -> None:
    """Leave away what a picture without scales does not need; a circle stays a circle."""
    ax.set_aspect("equal")
    ax.set_axis_off()


def titled(ax: Axes, heading: str, beneath: str = "") -> None:
    """The heading, and under it what is said beside; both in lines as long as the axes are wide."""
    figure = ax.get_figure(root=True)
    wide = ax.get_position().width * (figure.get_figwidth() if figure is not None else 6.4)
    letters = max(24, int(wide * 12))
    lines = [line for part in (heading, beneath) for line in textwrap.wrap(part, letters)]
    ax.set_title("\n".join(lines), fontsize="medium")


def seat(ax: Axes, x: float, y: float, vote: Vote | None, *, size: float = 15, ring: bool = False) -> None:
    """One member's vote: a disc with its mark, in a ring where the member is permanent."""
    look = EMPTY_SEAT if vote is None else LOOKS[vote]
    edge: dict[str, Any] = {"markeredgecolor": INK, "linestyle": "none"}
    ax.plot([x], [y], marker="o", markersize=size, markerfacecolor=look.fill, zorder=3, **edge)
    if ring:
        ax.plot(
            [x], [y], marker="o", markersize=size * 1.3, markerfacecolor="none", markeredgewidth=1.8, zorder=3, **edge
        )
    if vote is not None:
        ax.text(x, y, MARKS[vote], color=look.ink, fontsize=size * 0.62, ha="center", va="center", zorder=4,
                fontfamily="DejaVu Sans", fontweight="bold")  # fmt: skip
