"""How voting power shows itself: a bar for each member, and every index as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unsc_sim.display._markup import element, words, wrapped
from unsc_sim.display._palette import INK, MUTED, PAPER
from unsc_sim.display._shown import Drawing, Shown, Table, shown
from unsc_sim.power.profile import SHOWN, PowerProfile

if TYPE_CHECKING:
    from typing import Any

WIDTH, LEFT, LONGEST, ROW = 640.0, 210.0, 330.0, 24
_BAR = "#0072B2"


@shown.register(PowerProfile)
def _(power: PowerProfile) -> Shown:
    sentence = _sentence(power)
    rows = power.rows()
    table = Table(
        "Voting power by every index computed",
        ("Each of", *(SHOWN[name] for name in power.indices)),
        tuple(tuple(row.values()) for row in rows),
    )
    return Shown(sentence, paragraphs=(sentence, *power.notes), drawings=(_bars(power),), tables=(table,))


def _sentence(power: PowerProfile) -> str:
    said = str(power).splitlines()[0]
    return said[:1].upper() + said[1:]


def _bars(power: PowerProfile) -> Drawing:
    """The first index of the profile: one bar for each member, longest first, its value beside it."""
    index = next(iter(power.indices))
    bars = power.bars(index)
    title = f"Voting power of {len(bars)} members: {SHOWN[index]}"
    beneath = wrapped(_sentence(power), WIDTH - 48, 13)
    top = 56.0 + 17 * len(beneath)
    height = top + ROW * len(bars) + 12
    parts = [
        element("rect", width=WIDTH, height=height, rx=10, fill=PAPER),
        element("text", words(title), x=24, y=32, font_size=18, font_weight="bold", fill=INK),
        *(_line(line, 24, 52 + 17 * row, MUTED) for row, line in enumerate(beneath)),
        *(part for row, bar in enumerate(bars) for part in _bar(bar, top + ROW * row)),
    ]
    told = "; ".join(f"{bar['member']} {float(bar['value']):.6f}" for bar in bars)
    return Drawing(WIDTH, height, "".join(parts), title, f"{title}. {told}.")


def _bar(bar: dict[str, Any], y: float) -> list[str]:
    length = LONGEST * bar["length"]
    return [
        *_name(bar["member"], y),
        element("rect", x=LEFT, y=y, width=max(length, 1.0), height=18, rx=2, fill=_BAR),
        _line(f"{float(bar['value']):.6f}", LEFT + length + 8, y + 14, INK),
    ]


def _name(member: str, y: float) -> list[str]:
    """The name before its bar: in one line, or in two small ones."""
    lines = wrapped(member, LEFT - 36, 14)
    size, first = (14, y + 14) if len(lines) == 1 else (10, y + 8)
    lines = lines if len(lines) == 1 else wrapped(member, LEFT - 36, size, lines=2, even=True)
    return [
        element("text", words(line), x=LEFT - 12, y=first + 11 * row, font_size=size, text_anchor="end", fill=INK)
        for row, line in enumerate(lines)
    ]


def _line(text: str, x: float, y: float, fill: str) -> str:
    return element("text", words(text), x=x, y=y, font_size=13, fill=fill)
