"""Who held which seat on which day (Article 23), from the record of terms."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import attrs

from unsc_sim._dates import optional_date, spoken_date, within
from unsc_sim._seeds import read_table
from unsc_sim.errors import DateError
from unsc_sim.states import State, fold, state

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["FIRST_DAY", "LAST_DAY", "Seat", "in_order", "seats_on"]

FIRST_DAY = date(1946, 1, 12)
LAST_DAY = date(2027, 12, 31)


@attrs.frozen
class Seat:
    """One seat: who holds it, whether it is permanent, and its regional group ("" where there is none).

    >>> Seat(state("France"), permanent=True, region="Western Europe and Others").state
    state('FRA')
    """

    state: State
    permanent: bool = False
    region: str = ""


@cache
def seats_on(day: date) -> tuple[Seat, ...]:
    """The seats filled on a day, in order.

    >>> [len(seats_on(date(year, 1, 31))) for year in (1946, 1965, 1966, 2027)]
    [11, 11, 15, 15]

    Raises:
        DateError: when the day is before 12 January 1946 or after 2027.

    Source: seeds/membership.csv.
    """
    if not FIRST_DAY <= day <= LAST_DAY:
        raise DateError(
            spoken_date(day),
            "is outside the record of seats",
            f"a day from {spoken_date(FIRST_DAY)} to {spoken_date(LAST_DAY)}",
            "Give another date.",
        )
    return in_order((term.seat for term in _terms() if within(day, term.start, term.end)), day)


def in_order(seats: Iterable[Seat], day: date) -> tuple[Seat, ...]:
    """Seats in the English alphabetical order of their holders' official names on a day."""
    return tuple(sorted(seats, key=lambda seat: fold(seat.state.name_on(day))))


@attrs.frozen
class _Term:
    seat: Seat
    start: date | None
    end: date | None


@cache
def _terms() -> tuple[_Term, ...]:
    return tuple(
        _Term(
            Seat(state(row["state"]), row["kind"] == "permanent", row["region"]),
            optional_date(row["start"]),
            optional_date(row["end"]),
        )
        for row in read_table("membership.csv")
    )
