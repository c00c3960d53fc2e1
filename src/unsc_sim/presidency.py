"""Who presides: the monthly rotation in English alphabetical order (rule 18), with its recorded exceptions."""

from __future__ import annotations

from bisect import bisect
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import attrs

from unsc_sim._dates import as_date
from unsc_sim._seeds import read_table
from unsc_sim.errors import DateError
from unsc_sim.seats import LAST_DAY, seats_on
from unsc_sim.states import State, fold, state

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["president", "president_of_month"]

FIRST_PRESIDENCY = date(1946, 1, 17)
_TERMS_OF_1946 = range(1, 12)
_CALENDAR_YEARS = range(1947, LAST_DAY.year + 1)
_CALENDAR_MONTHS = range(1, 13)


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
    terms = tuple(_rotation())
    return _rotation()[terms[bisect(terms, day) - 1]]


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
    if month not in _CALENDAR_MONTHS:
        raise DateError(f"{year}-{month}", "is not a month", "a month from 1 to 12", "Write it like '2016-10'.")
    if year not in _CALENDAR_YEARS:
        raise DateError(str(year), "is outside the record", "a year from 1947 to 2027", "Give another year.")
    return _rotation()[date(year, month, 1)]


@attrs.frozen
class _Exception:
    state: State
    moves_pointer: bool


@cache
def _exceptions() -> dict[date, _Exception]:
    moves = {"yes": True, "no": False}
    return {
        date(int(row["year"]), int(row["month"]), 1): _Exception(state(row["state"]), moves[row["moves_pointer"]])
        for row in read_table("presidency_exceptions.csv")
    }


def _first_days() -> Iterator[date]:
    """The day on which each presidency began."""
    for month in _TERMS_OF_1946:
        yield FIRST_PRESIDENCY.replace(month=month)
    for year in _CALENDAR_YEARS:
        for month in _CALENDAR_MONTHS:
            yield date(year, month, 1)


@cache
def _rotation() -> dict[date, State]:
    """Who presided from each of these days on, in order of time."""
    presiding: dict[date, State] = {}
    last = ""
    for first in _first_days():
        out_of_turn = _exceptions().get(first)
        presiding[first] = out_of_turn.state if out_of_turn else _next_after(last, first)
        if out_of_turn is None or out_of_turn.moves_pointer:
            last = fold(presiding[first].name_on(first))
    return presiding


def _next_after(last: str, first: date) -> State:
    members = [seat.state for seat in seats_on(first)]
    return next((member for member in members if fold(member.name_on(first)) > last), members[0])
