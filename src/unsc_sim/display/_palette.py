"""Colours that stay apart for every eye (Okabe and Ito), and the mark and outline that say the same without colour."""

from __future__ import annotations

import attrs

from unsc_sim.display._markup import element
from unsc_sim.votes import Vote

INK, MUTED, PAPER, TABLE = "#1b1f27", "#4a5260", "#fbfaf7", "#dcd4c4"


@attrs.frozen
class Look:
    """How a vote looks: the fill, the mark's colour, the outline's dashes, and the mark's strokes in unit lengths."""

    fill: str
    ink: str
    strokes: str = ""
    dashes: str | None = None
    dot: bool = False


MARKS = {Vote.YES: "✓", Vote.NO: "✗", Vote.ABSTAIN: "–", Vote.NOT_PARTICIPATING: "⊙", Vote.ABSENT: "◌"}
"""The marks of the pictures, as letters."""
EMPTY_SEAT = Look("#e6e9ee", INK)
LOOKS = {
    Vote.YES: Look("#0072B2", "#ffffff", "M-.42 .04 L-.12 .34 L.44 -.34"),
    Vote.NO: Look("#D55E00", "#000000", "M-.34 -.34 L.34 .34 M.34 -.34 L-.34 .34"),
    Vote.ABSTAIN: Look("#F0E442", "#000000", "M-.44 0 L.44 0"),
    Vote.NOT_PARTICIPATING: Look("#ffffff", INK, dashes="3 3", dot=True),
    Vote.ABSENT: Look("#ffffff", INK, dashes="3 3"),
}


def disc(x: float, y: float, radius: float, look: Look, *, ring: bool = False, **more: object) -> str:
    """One member's vote: a disc with its mark, ringed where the member is permanent."""
    parts = [element("circle", r=radius, fill=look.fill, stroke=INK, stroke_width=1.5, stroke_dasharray=look.dashes)]
    if ring:
        thick = max(2.5, min(3.5, radius / 4))
        parts.append(element("circle", r=radius * 1.1 + 2.2, fill="none", stroke=INK, stroke_width=thick))
    if look.dot:
        parts.append(element("circle", r=radius * 0.2, fill=look.ink))
    if look.strokes:
        parts.append(mark(look, radius))
    return element("g", *parts, transform=f"translate({x:.1f} {y:.1f})", **more)


def mark(look: Look, size: float) -> str:
    """The mark alone, around the origin."""
    return element(
        "path", d=_scaled(look.strokes, size), fill="none", stroke=look.ink, stroke_width=size * 0.22,
        stroke_linecap="round", stroke_linejoin="round",
    )  # fmt: skip


def _scaled(strokes: str, size: float) -> str:
    scaled = (
        f"{part[0]}{float(part[1:]) * size:.1f}" if part[0] in "ML" else f"{float(part) * size:.1f}"
        for part in strokes.split()
    )
    return " ".join(scaled)
