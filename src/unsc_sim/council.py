"""The Council on a date: its seats, its regional groups and its President (Articles 23 and 28, rule 18)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Any, Self

import attrs

from unsc_sim._dates import as_date, spoken_date
from unsc_sim.errors import RuleError, did_you_mean
from unsc_sim.presidency import president
from unsc_sim.rollcall import RollCall, read_votes
from unsc_sim.seats import FIRST_DAY, LAST_DAY, Seat, seats_on
from unsc_sim.states import State, find_member
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from unsc_sim.rollcall import Names

__all__ = ["Council"]


def _seats(seats: Iterable[Seat]) -> tuple[Seat, ...]:
    return tuple(seats)


@attrs.frozen(repr=False)
class Council:
    """The members of the Security Council on one day, in the English alphabetical order of their names that day.

    >>> council = Council.on("2016-10-08")
    >>> len(council.members), council.president
    (15, state('RUS'))
    >>> [str(member) for member in council.permanent]
    ['China', 'France', 'Russian Federation', 'United Kingdom', 'United States']

    Source: seeds/membership.csv; Charter, Article 23; provisional rules of procedure, rule 18.
    """

    date: dt.date
    seats: tuple[Seat, ...] = attrs.field(converter=_seats)

    def __attrs_post_init__(self) -> None:
        twice = [member for member, seats in Counter(self.members).items() if seats > 1]
        if twice:
            raise RuleError(str(twice[0]), "would hold two seats", "one seat a State", "Leave one of the seats out.")

    @classmethod
    def on(cls, day: dt.date | str) -> Self:
        """The Council as it sat on a day between 12 January 1946 and the end of 2027.

        >>> len(Council.on("1965-12-31").members), len(Council.on("1966-01-01").members)
        (11, 15)

        Raises:
            DateError: when the text is no date, or no seats are recorded for it.
        """
        when = as_date(day)
        return cls(when, seats_on(when))

    @property
    def members(self) -> tuple[State, ...]:
        """All members."""
        return tuple(seat.state for seat in self.seats)

    @property
    def permanent(self) -> tuple[State, ...]:
        """The permanent members."""
        return tuple(seat.state for seat in self.seats if seat.permanent)

    @property
    def elected(self) -> tuple[State, ...]:
        """The elected members."""
        return tuple(seat.state for seat in self.seats if not seat.permanent)

    @property
    def regions(self) -> tuple[str, ...]:
        """The regional groups that have a seat, in alphabetical order."""
        return tuple(sorted({seat.region for seat in self.seats if seat.region}))

    @property
    def president(self) -> State:
        """Who presides that day, by rule 18 and its recorded exceptions; see `president()`.

        Raises:
            DateError: before 17 January 1946, when the first President took the chair.
        """
        return president(self.date)

    def group(self, name: str) -> tuple[State, ...]:
        """The "permanent members", the "elected members", or the "members from" a region.

        >>> [str(member) for member in Council.on("2016-10-08").group("members from Africa")]
        ['Angola', 'Egypt', 'Senegal']

        Raises:
            RuleError: when there is no such group in this Council.
        """
        named = {"members": self.members, "permanent members": self.permanent, "elected members": self.elected}
        if name in named:
            return named[name]
        regional = {f"members from {region}": region for region in self.regions}
        if name in regional:
            return tuple(seat.state for seat in self.seats if seat.region == regional[name])
        known = (*named, *regional)
        raise RuleError(
            name,
            "is not a group of this Council",
            "one of " + ", ".join(known),
            did_you_mean(name, known, "Use one of these."),
        )

    def find(self, name: object) -> State:
        """The member that is meant by a name, a code or an alias.

        A name that several states share is no trouble when only one of them sits.

        Raises:
            UnknownStateError, AmbiguousStateError, NotOnTheCouncilError: when no one member is meant.
        """
        return find_member(name, self.members, f"the {len(self.seats)}-member Council on {spoken_date(self.date)}")

    def name_of(self, member: object) -> str:
        """The official name a member bore that day."""
        return self.find(member).name_on(self.date)

    def short(self, member: object) -> str:
        """What a member was called that day, for short.

        >>> Council.on("1960-12-13").short("Russia")
        'USSR'
        """
        return self.find(member).short_on(self.date)

    def roll_call(
        self,
        yes: Names = (),
        no: Names = (),
        abstain: Names = (),
        *,
        not_participating: Names = (),
        absent: Names = (),
        default: Vote | str | None = None,
        **about: Any,
    ) -> RollCall:
        """A roll call of this Council from names, codes or aliases in any mix.

        A text is read as names separated by commas, or as codes separated by spaces. `default` is the vote of the
        members not named; `about` takes what `RollCall` takes: `matter`, `draft`, `meeting`, `sources` …

        >>> str(Council.on("2022-02-25").roll_call(no="Russia", abstain="China, IND, UAE", default="yes").tally)
        '11-1-3'

        Raises:
            DuplicateVoteError: when a member is given two votes.
            MissingVoteError: when a member is given none and there is no default.
            UnknownStateError, AmbiguousStateError, NotOnTheCouncilError: when a name is not a member's.
        """
        named: Mapping[Vote, Names] = dict(zip(Vote, (yes, no, abstain, not_participating, absent), strict=True))
        return RollCall(self, read_votes(self, named.items(), default=default), **about)

    def __len__(self) -> int:
        return len(self.seats)

    def __str__(self) -> str:
        permanent, elected = (", ".join(map(self.short, who)) for who in (self.permanent, self.elected))
        return (
            f"The Security Council on {spoken_date(self.date)}: {len(self.seats)} members\n"
            f"Permanent  {permanent}\nElected    {elected}"
        )

    def __repr__(self) -> str:
        if FIRST_DAY <= self.date <= LAST_DAY and self.seats == seats_on(self.date):
            return f"Council.on('{self.date}')"
        return f"Council({self.date!r}, {self.seats!r})"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        from unsc_sim import display  # noqa: PLC0415 - the one upward glance

        return display.mimebundle(self)
