"""The election of the ten by the General Assembly: two thirds of those voting, by region, ballot after ballot."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

import attrs

from unsc_sim.elections._majorities import two_thirds
from unsc_sim.errors import RuleError
from unsc_sim.seats import seats_on
from unsc_sim.states import State, state

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Ballot", "RegionalElection", "Term", "eligible", "split_term", "vacancies"]

_EVERY_YEAR = (("Africa", 1), ("Asia-Pacific", 1), ("Latin America and Caribbean", 1))
_EVEN = (*_EVERY_YEAR, ("Western Europe and Others", 2))
_ODD = (("Africa", 2), *_EVERY_YEAR[1:], ("Eastern Europe", 1))
_FIRST_YEAR = 1966
_CYCLE = 3


def vacancies(year: int) -> tuple[tuple[str, int], ...]:
    """The seats to be filled by region in the election of a year, for terms that begin the year after.

    >>> dict(vacancies(2024))["Western Europe and Others"], dict(vacancies(2011))["Africa"]
    (2, 2)

    Raises:
        RuleError: before 1966, when the pattern began.

    Source: General Assembly resolution 1991 A (XVIII), paragraph 3; the division of the five African and Asian seats
    is custom.
    """
    if year < _FIRST_YEAR:
        raise RuleError(year, "is before the present pattern of seats", f"a year from {_FIRST_YEAR}", "Give another.")
    return _ODD if year % 2 else _EVEN


def eligible(candidate: State | str, year: int) -> bool:
    """Whether a State can be elected in a year: it does not sit at the end of it, since nobody is re-elected at once.

    >>> eligible("Japan", 2022), eligible("Norway", 2022)
    (True, False)

    Raises:
        UnknownStateError, AmbiguousStateError: when the name is not one State's.
        DateError: when the year is outside the record.

    Source: Charter, Article 23(2).
    """
    return state(candidate) not in {seat.state for seat in seats_on(date(year, 12, 31))}


def _counts(votes: Mapping[str, int] | tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    pairs = votes if isinstance(votes, tuple) else tuple(votes.items())
    return tuple(sorted(pairs, key=lambda one: (-one[1], one[0])))


def _one_name_a_paper(ballot: Ballot) -> int:
    return sum(count for _, count in ballot.votes)


@attrs.frozen
class Ballot:
    """One secret ballot: the votes for each candidate, and who has two thirds of those voting.

    `voting` is the number of valid papers with a name on them; abstentions and invalid papers are not counted. With
    one seat it is the sum of the votes; with more, a paper bears up to as many names as there are seats, so give it.

    >>> tenth = Ballot({"Guatemala": 110, "Venezuela": 77})
    >>> tenth.needed, tenth.elected
    (125, ())

    Raises:
        RuleError: when the papers do not fit the votes.

    Source: General Assembly rules 83 and 92 to 94; the ballots of 2006.
    """

    votes: tuple[tuple[str, int], ...] = attrs.field(converter=_counts)
    seats: int = 1
    voting: int = attrs.field(kw_only=True, default=attrs.Factory(_one_name_a_paper, takes_self=True))

    def __attrs_post_init__(self) -> None:
        given = sum(count for _, count in self.votes)
        if self.seats < 1 or given > self.voting * self.seats or any(count > self.voting for _, count in self.votes):
            raise RuleError(self.voting, f"papers cannot bear {given} votes for {self.seats} seats",
                            "as many names a paper as seats, each name once", "Count again; give voting=.")  # fmt: skip

    @property
    def needed(self) -> int:
        """The votes a candidate needs: two thirds of those voting."""
        return two_thirds(self.voting)

    @property
    def elected(self) -> tuple[str, ...]:
        """The candidates elected, best first; no more than there are seats."""
        return tuple(name for name, count in self.votes if count >= max(1, self.needed))[: self.seats]


@attrs.frozen
class RegionalElection:
    """The ballots for one region's seats, and what ballot comes next.

    After an inconclusive ballot come restricted ones, among twice as many leading candidates as there are seats left;
    after three of them three open ones, and so on without a limit [exact cycle unverified].

    >>> election = RegionalElection(1).hold({"Guatemala": 110, "Venezuela": 77})
    >>> election.restricted_to, election.elected
    (('Guatemala', 'Venezuela'), ())

    Source: General Assembly rules 93 and 94; 2006, when balloting was opened after three restricted rounds.
    """

    seats: int
    ballots: tuple[Ballot, ...] = ()

    @property
    def elected(self) -> tuple[str, ...]:
        """The candidates elected, in the order in which they were."""
        return tuple(name for ballot in self.ballots for name in ballot.elected)

    @property
    def remaining(self) -> int:
        """The seats that are still to be filled."""
        return self.seats - len(self.elected)

    @property
    def restricted_to(self) -> tuple[str, ...]:
        """The only candidates in the next ballot, in order of votes; empty when it is open, or none is needed."""
        held = len(self.ballots)
        if self.remaining < 1 or not held or (held - 1) // _CYCLE % 2:
            return ()
        left = [name for name, _ in self.ballots[-1].votes if name not in self.elected]
        return tuple(left[: 2 * self.remaining])

    def hold(self, votes: Mapping[str, int], *, voting: int | None = None) -> Self:
        """The election after one more ballot.

        Raises:
            RuleError: when all seats are filled, the papers do not fit, or a restricted ballot names somebody else.
        """
        if self.remaining < 1:
            raise RuleError(self.seats, "seats are all filled", "a seat to fill", "Leave out the last ballot.")
        outside = [name for name in votes if self.restricted_to and name not in self.restricted_to]
        if outside:
            raise RuleError(outside[0], "is not in this restricted ballot", "one of " + ", ".join(self.restricted_to),
                            "Papers with other names are invalid: leave them out.")  # fmt: skip
        papers = sum(votes.values()) if voting is None else voting
        return attrs.evolve(self, ballots=(*self.ballots, Ballot(votes, self.remaining, voting=papers)))


@attrs.frozen
class Term:
    """A State's time on the Council, both days included, and how it came by it."""

    state: State
    start: date
    end: date
    how: str


def split_term(first: State | str, second: State | str, year: int) -> tuple[Term, Term]:
    """Two States agree to serve a year each: the first is elected for two years and resigns, the second follows.

    A term is two years by the Charter, so the second State comes in by a by-election for the rest.

    >>> [f"{term.state} {term.start.year}: {term.how}" for term in split_term("Italy", "Netherlands", 2016)]
    ['Italy 2017: elected for two years, resigns after one', 'Netherlands 2018: by-election for the rest of the term']

    Raises:
        UnknownStateError, AmbiguousStateError: when a name is not one State's.
        RuleError: when both are the same State.

    Source: Charter, Article 23(2); practice, as in 1956 to 1964 and in 2016.
    """
    one, two = state(first), state(second)
    if one == two:
        raise RuleError(str(one), "cannot share a term with itself", "two States", "Name another State.")
    return (
        Term(one, date(year + 1, 1, 1), date(year + 1, 12, 31), "elected for two years, resigns after one"),
        Term(two, date(year + 2, 1, 1), date(year + 2, 12, 31), "by-election for the rest of the term"),
    )
