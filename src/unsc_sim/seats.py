"""Who held which seat on which day (Article 23), from the record of terms."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

import attrs

from unsc_sim._dates import optional_date, spoken_date, within
from unsc_sim._seeds import read_table
from unsc_sim.errors import DateError
from unsc_sim.states import State, fold, state

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["FIRST_DAY", "LAST_DAY", "Seat", "Term", "in_order", "seats_on", "term_of"]

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
class Term:
    """A term on the Council: the seat, its first day and its last, None where it is open.

    >>> str(term_of(state("Egypt"), date(2016, 10, 8)).end)
    '2017-12-31'
    """

    seat: Seat
    start: date | None
    end: date | None


def term_of(member: State, day: date) -> Term | None:
    """The term a member serves on a day, whole even where its name changed meanwhile; None where it has no seat.

    >>> upper_volta = term_of(state("Burkina Faso"), date(1985, 1, 1))
    >>> str(upper_volta.start), str(upper_volta.end)
    ('1984-01-01', '1985-12-31')

    Source: seeds/membership.csv.
    """
    whole = (term for term in _whole_terms() if term.seat.state == member and within(day, term.start, term.end))
    return next(whole, None)


@cache
def _whole_terms() -> tuple[Term, ...]:
    """The terms by member; what goes on the next day, under another name or in another group, is one term."""
    joined: list[Term] = []
    for term in sorted(_terms(), key=lambda one: (one.seat.state.code, one.start or FIRST_DAY)):
        last = joined[-1] if joined else None
        if last and last.end and last.seat.state == term.seat.state and term.start == last.end + timedelta(days=1):
            joined[-1] = attrs.evolve(term, start=last.start)
        else:
            joined.append(term)
    return tuple(joined)


@cache
def _terms() -> tuple[Term, ...]:
    return tuple(
        Term(
            Seat(state(row["state"]), row["kind"] == "permanent", row["region"]),
            optional_date(row["start"]),
            optional_date(row["end"]),
        )
        for row in read_table("membership.csv")
    )
