"""How voting power shows itself: a bar for each member, every index as a table, and before beside after a reform."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from unsc_sim._sentences import capital
from unsc_sim.changes import called
from unsc_sim.display._markup import element, wrapped
from unsc_sim.display._palette import INK, MUTED
from unsc_sim.display._pen import MARGIN, headed, paragraph, sheet, text
from unsc_sim.display._shown import Drawing, Showing, Shown, Table, shown
from unsc_sim.errors import RuleError, did_you_mean
from unsc_sim.power.profile import SHOWN, PowerProfile

if TYPE_CHECKING:
    from typing import Any

LEFT, LONGEST, ROW = 158.0, 228.0, 24
BAR = "#0072B2"
_NAMED = 4
"""Of a kind with more members than this, so many are named in the picture, and all in the table."""


@attrs.frozen
class PowerKind:
    """Members whose power is the same before and the same after; None where they have no seat."""

    members: tuple[str, ...]
    before: Fraction | None
    after: Fraction | None

    @property
    def difference(self) -> Fraction | None:
        """What one of them gains; None where it had or has no seat."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def title(self) -> str:
        """The members, shortened where they are many."""
        some = self.members if len(self.members) <= _NAMED + 1 else self.members[:_NAMED]
        rest = len(self.members) - len(some)
        return f"{', '.join(some)}{f' and {rest} others' if rest else ''}"


@attrs.frozen
class PowerChange(Showing):
    """Voting power before and after a change of law, by one index; `names` are what the two are called."""

    before: PowerProfile
    after: PowerProfile
    index: str = "shapley_shubik"
    names: tuple[str, str] = ("before", "after")

    @property
    def kinds(self) -> tuple[PowerKind, ...]:
        """The members in groups of equal power, before and after; the most powerful afterwards first."""
        was, then = (profile.indices[self.index] for profile in (self.before, self.after))
        alike: dict[tuple[Fraction | None, Fraction | None], list[str]] = {}
        for member in dict.fromkeys((*self.before.game.members, *self.after.game.members)):
            body = (self.before if member in was else self.after).game.body
            alike.setdefault((was.get(member), then.get(member)), []).append(called(member, body))
        found = [PowerKind(tuple(members), *pair) for pair, members in alike.items()]
        return tuple(sorted(found, key=lambda kind: (-(kind.after or 0), -(kind.before or 0))))

    @property
    def title(self) -> str:
        """What the picture is of."""
        return f"Voting power, {self.names[0]} and {self.names[1]}: {SHOWN[self.index]}"

    def __str__(self) -> str:
        was, then = self.before, self.after
        head = f"From {len(was.game.members)} to {len(then.game.members)} members; " if len(was.game.members) != len(
            then.game.members) else f"{len(then.game.members)} members; "  # fmt: skip
        one, other = self.names
        passing = f"ways to vote that pass: {one} {float(was.collective):.4%}, {other} {float(then.collective):.4%}"
        kinds = [f"each of {len(kind.members)} ({kind.title}): {self._moves(kind)}" if len(kind.members) > 1
                 else f"{kind.title}: {self._moves(kind)}" for kind in self.kinds]  # fmt: skip
        return f"{self.title}. {head}{passing}. {capital('; '.join(kinds))}."

    def _moves(self, kind: PowerKind) -> str:
        pairs = zip(self.names, (kind.before, kind.after), strict=True)
        return ", ".join(f"{name} {_figure(value)}" for name, value in pairs)


def power_change(
    before: PowerProfile, after: PowerProfile, *, index: str = "", names: tuple[str, str] = ("before", "after")
) -> PowerChange:
    """Voting power before and after a change of law, side by side for every kind of member.

    >>> from unsc_sim import Affirmative, Council, rule_for
    >>> from unsc_sim.power import profile
    >>> council = Council.on("2016-10-08")
    >>> change = power_change(profile(rule_for("substantive", "2016-10-08"), council), profile(Affirmative(9), council))
    >>> [(len(kind.members), str(kind.before), str(kind.after)) for kind in change.kinds]
    [(5, '421/2145', '1/15'), (10, '4/2145', '1/15')]

    Raises:
        RuleError: when one of the two lacks the index; near misses are suggested.
    """
    both = [name for name in before.indices if name in after.indices]
    index = index or next(iter(both), "")
    if index not in both:
        raise RuleError(
            index, "is not an index of both profiles", ", ".join(both), did_you_mean(index, both, "Choose one of them.")
        )
    return PowerChange(before, after, index, names)


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


@shown.register(PowerChange)
def _(change: PowerChange) -> Shown:
    rows = tuple(
        (", ".join(kind.members), _figure(kind.before), _figure(kind.after), _gain(kind)) for kind in change.kinds
    )
    heads = ("Each of", change.names[0].capitalize(), change.names[1].capitalize(), "Difference")
    return Shown(
        str(change),
        paragraphs=(str(change),),
        drawings=(_both(change),),
        tables=(Table(change.title, heads, rows),),
    )


def _sentence(power: PowerProfile) -> str:
    return capital(str(power).splitlines()[0])


def _bars(power: PowerProfile) -> Drawing:
    """The first index of the profile: one bar for each member, longest first, its value beside it."""
    index = next(iter(power.indices))
    bars = power.bars(index)
    title = f"Voting power of {len(bars)} members: {SHOWN[index]}"
    parts, top = headed(title, _sentence(power))
    for bar in bars:
        more, top = _bar(bar, top)
        parts += more
    told = "; ".join(f"{bar['member']} {float(bar['value']):.6f}" for bar in bars)
    return sheet(parts, top + 12, title, f"{title}. {told}.")


def _bar(bar: dict[str, Any], y: float) -> tuple[list[str], float]:
    """One bar with its name, in one line or in several small ones, and where the next bar may begin."""
    length, lines = LONGEST * bar["length"], wrapped(bar["member"], LEFT - MARGIN - 10, 13)
    size, first = (13.0, y + 14) if len(lines) == 1 else (11.0, y + 9)
    lines = lines if len(lines) == 1 else wrapped(bar["member"], LEFT - MARGIN - 6, size, even=True)
    return [
        *(text(line, LEFT - 10, first + 12 * row, size=size, anchor="end") for row, line in enumerate(lines)),
        element("rect", x=LEFT, y=y, width=max(length, 1.0), height=18, rx=2, fill=BAR),
        text(f"{float(bar['value']):.6f}", LEFT + length + 8, y + 14),
    ], y + max(ROW, 12.0 * len(lines) + 4)


def _both(change: PowerChange) -> Drawing:
    """For each kind of member a full bar before and a hollow one after, with the difference."""
    parts, y = headed(change.title)
    longest = max(float(value) for kind in change.kinds for value in (kind.before, kind.after) if value is not None)
    for kind in change.kinds:
        number = f" (each of {len(kind.members)})" if len(kind.members) > 1 else ""
        more, y = paragraph(f"{capital(kind.title)}{number}", MARGIN, y + 18, fill=INK)
        parts += more
        for name, value, hollow in zip(change.names, (kind.before, kind.after), (False, True), strict=True):
            parts += _one(name, value, longest, y - 10, hollow=hollow)
            y += 20
        if kind.difference is not None:
            parts.append(text(f"difference {_gain(kind)}", LEFT, y + 3, size=12, fill=MUTED))
            y += 14
    note = f"Full bar: {change.names[0]}; hollow bar: {change.names[1]}. The numbers are for each member."
    foot, y = paragraph(note, MARGIN, y + 14, size=12)
    return sheet([*parts, *foot], y, change.title, str(change))


def _one(name: str, value: Fraction | None, longest: float, y: float, *, hollow: bool) -> list[str]:
    label = [text(line, LEFT - 10, y + 13, size=12, fill=MUTED, anchor="end")
             for line in wrapped(name, LEFT - MARGIN - 10, 12, lines=1)]  # fmt: skip
    if value is None:
        return [*label, text("no seat", LEFT, y + 13, size=12)]
    length = max(1.0, LONGEST * float(value) / longest)
    look = {"fill": "#ffffff", "stroke": INK, "stroke_width": 1.6} if hollow else {"fill": BAR}
    bar = element("rect", x=LEFT, y=y + 1, width=length, height=15, rx=2, **look)
    return [*label, bar, text(_figure(value), LEFT + length + 8, y + 13, size=12)]


def _figure(value: Fraction | None) -> str:
    return "no seat" if value is None else f"{float(value):.6f}"


def _gain(kind: PowerKind) -> str:
    if kind.difference is None:
        return "–"
    return f"{float(kind.difference):+.6f}".replace("-", "−")
