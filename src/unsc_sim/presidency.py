"""Who presides: the monthly rotation in English alphabetical order (rule 18), with its recorded exceptions."""

from __future__ import annotations

from datetime import date
from functools import cache

import attrs

from unsc_sim._dates import MONTHS, as_date
from unsc_sim._seeds import read_table
from unsc_sim.errors import DateError
from unsc_sim.seats import LAST_DAY, seats_on
from unsc_sim.states import State, fold, state

__all__ = ["president", "president_of_month"]

FIRST_PRESIDENCY = date(1946, 1, 17)
_MONTHS_IN_YEAR = len(MONTHS)


def president(on: date | str) -> State:
    """The member that presides on a day.

    In 1946 terms ran from the 17th to the 16th, the last one to the end of the year; from 1947 on they are calendar
    months. The rotation does not restart in January: the next President is the next name in the alphabet among
    those who are members on the first of the month.

    >>> president("2016-10-08"), president("1946-02-01")
    (state('RUS'), state('AUS'))

    Raises:
        DateError: before 17 January 1946, or beyond the recorded seats.

    Source: provisional rules of procedure, rule 18; resolution 14 (1946); seeds/presidency.csv.
    """
    day = as_date(on)
    if not FIRST_PRESIDENCY <= day <= LAST_DAY:
        raise DateError(
            str(day), "has no recorded President", f"a day from {FIRST_PRESIDENCY} to {LAST_DAY}", "Give another date."
        )
    if day.year == FIRST_PRESIDENCY.year:
        term = day.month - 1 - (day.day < FIRST_PRESIDENCY.day)
        return seats_on(day)[min(term, len(seats_on(day)) - 1)].state
    return _rotation()[day.year, day.month]


def president_of_month(year: int, month: int) -> State:
    """The member that presides for a calendar month, from January 1947 on.

    >>> president_of_month(1994, 12)
    state('RWA')

    Raises:
        DateError: for 1946, when terms were not calendar months, and beyond the recorded seats.
    """
    if year == FIRST_PRESIDENCY.year:
        raise DateError(
            f"{year}-{month:02}",
            "is not one presidency: in 1946 terms ran from the 17th to the 16th",
            "a month from January 1947 on",
            "Ask for a day instead.",
        )
    if not 1 <= month <= _MONTHS_IN_YEAR:
        raise DateError(f"{year}-{month}", "is not a month", "a month from 1 to 12", "Write it like '2016-10'.")
    if not FIRST_PRESIDENCY.year <= year <= LAST_DAY.year:
        raise DateError(str(year), "is outside the record", "a year from 1947 to 2027", "Give another year.")
    return president(date(year, month, 1))


@attrs.frozen
class _Exception:
    state: State
    moves_pointer: bool


@cache
def _exceptions() -> dict[tuple[int, int], _Exception]:
    return {
        (int(row["year"]), int(row["month"])): _Exception(state(row["state"]), row["moves_pointer"] == "yes")
        for row in read_table("presidency_exceptions.csv")
    }


@cache
def _rotation() -> dict[tuple[int, int], State]:
    presiding: dict[tuple[int, int], State] = {}
    last = ""
    for year in range(FIRST_PRESIDENCY.year + 1, LAST_DAY.year + 1):
        for month in range(1, _MONTHS_IN_YEAR + 1):
            first = date(year, month, 1)
            out_of_turn = _exceptions().get((year, month))
            chosen = out_of_turn.state if out_of_turn else _next_after(last, first)
            presiding[year, month] = chosen
            if out_of_turn is None or out_of_turn.moves_pointer:
                last = fold(chosen.name_on(first))
    return presiding


def _next_after(last: str, first: date) -> State:
    members = [seat.state for seat in seats_on(first)]
    return next((member for member in members if fold(member.name_on(first)) > last), members[0])
