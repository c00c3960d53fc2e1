"""When the meetings of a table were held, by number: the check that finds swapped days and months."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date
from functools import cache
from statistics import median_high, median_low
from typing import TYPE_CHECKING

import attrs

from unsc_sim.casebook import roll_calls
from unsc_sim.records.findings import Fault, Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unsc_sim.records.findings import Written

__all__ = ["FAR", "NEAR", "Meetings"]

FAR = 10
"""Days outside the meetings around it by number beyond which a meeting's date is doubted."""
NEAR = 3
"""Days outside them within which the swapped date must lie to be suggested."""
NEIGHBOURS = 5
"""Meetings looked at on either side; the middle one of each side counts, so that two may be wrong themselves."""


@attrs.frozen
class Meetings:
    """Numbers of meetings in order, and the day each was held by its table.

    >>> meetings = Meetings.of([(4075, date(1999, 11, 30)), (4076, date(1999, 12, 1)), (4078, date(1999, 12, 6))])
    >>> meetings.around(4077)
    (datetime.date(1999, 11, 30), datetime.date(1999, 12, 6))
    """

    numbers: tuple[int, ...] = ()
    days: tuple[date, ...] = ()

    @classmethod
    def of(cls, held: Iterable[tuple[int, date]]) -> Meetings:
        """From pairs of a number and a day; the first day given for a number stands."""
        first: dict[int, date] = {}
        for number, day in held:
            first.setdefault(number, day)
        ordered = sorted(first)
        return cls(tuple(ordered), tuple(first[number] for number in ordered))

    def around(self, number: int) -> tuple[date, date] | None:
        """The days between which a meeting lies by its number, or None at the ends of the table.

        They are the middle ones of the few meetings before and of the few after, the meeting itself left out.
        """
        here = bisect_left(self.numbers, number)
        after = here + (here < len(self.numbers) and self.numbers[here] == number)
        sides = self.days[max(0, here - NEIGHBOURS) : here], self.days[after : after + NEIGHBOURS]
        return (median_low(sides[0]), median_high(sides[1])) if all(sides) else None

    def doubts(self, written: Written, day: date) -> Iterator[Finding]:
        """A finding where the meetings around say that day and month were swapped."""
        number = meeting_number(written.cell("meeting"))
        between = None if number is None else self.around(number)
        if between is None or day.day > 12 or day.day == day.month:
            return
        swapped = date(day.year, day.day, day.month)
        off = _outside(day, between)
        if off > FAR and _outside(swapped, between) <= NEAR:
            reason = f"meeting {number} on {day} lies {off} days from the meetings around it"
            mended = attrs.evolve(written, date=swapped.isoformat())
            yield Finding(written.row, Fault.SWAPPED, reason, f"day and month swapped: {swapped}", mended)


def _outside(day: date, between: tuple[date, date]) -> int:
    """By how many days a day lies outside a period; 0 within it."""
    first, last = min(between), max(between)
    return max((first - day).days, (day - last).days, 0)


def meeting_number(text: str) -> int | None:
    """The number in "3326", "S/PV.3326" or "S/PV.3326 (Resumption 1)".

    >>> meeting_number("S/PV.7785"), meeting_number("7785"), meeting_number("nan")
    (7785, 7785, None)
    """
    found = re.match(r"\s*(?:S/PV\.)?\s*(\d{1,5})\b", text, re.IGNORECASE)
    return int(found[1]) if found else None


@cache
def of_the_casebook() -> tuple[tuple[int, date], ...]:
    """The meetings of our own record."""
    votes = [(votes.meeting, votes.date) for votes in roll_calls()]
    return tuple((meeting.number, day) for meeting, day in votes if meeting is not None and meeting.number is not None)
