"""Elections to the International Court of Justice: two bodies vote apart, and a judge needs both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from unsc_sim.charter import Matter, provision_for
from unsc_sim.elections._majorities import majority
from unsc_sim.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

__all__ = ["CourtElection", "CourtMeeting", "elect_judges"]

MAX_COURT_MEETINGS = 3
"""After so many meetings either body may ask for a joint conference (Statute, Article 12)."""


@attrs.frozen
class CourtMeeting:
    """One meeting of an election to the Court: who had the majority in each body, and who is elected.

    `council` and `assembly` hold the candidates with an absolute majority of all members of that body.

    >>> elect_judges("2017-11-09", 1, [({"A": 9, "B": 6}, {"A": 100, "B": 93})]).meetings[0].elected
    ('A',)
    """

    council: tuple[str, ...]
    assembly: tuple[str, ...]
    elected: tuple[str, ...]


@attrs.frozen
class CourtElection:
    """An election of judges: its meetings so far, who is elected, how many seats remain.

    `needed` are the votes of an absolute majority in the Council and in the Assembly: no veto, and nine plays no part.
    """

    seats: int
    needed: tuple[int, int]
    meetings: tuple[CourtMeeting, ...] = ()

    @property
    def elected(self) -> tuple[str, ...]:
        """The candidates elected, in the order in which they were."""
        return tuple(name for meeting in self.meetings for name in meeting.elected)

    @property
    def remaining(self) -> int:
        """The seats that are still to be filled."""
        return self.seats - len(self.elected)

    @property
    def joint_conference(self) -> bool:
        """Whether either body may now ask for a joint conference [unverified]."""
        return self.remaining > 0 and len(self.meetings) >= MAX_COURT_MEETINGS

    def __str__(self) -> str:
        won = ", ".join(self.elected) or "nobody"
        return (
            f"A majority is {self.needed[0]} in the Council and {self.needed[1]} in the General Assembly. "
            f"Elected: {won}; seats to fill: {self.remaining} of {self.seats}; meetings so far: {len(self.meetings)}."
        )


def elect_judges(
    on: date | str,
    seats: int,
    meetings: Iterable[tuple[Mapping[str, int], Mapping[str, int]]],
    *,
    assembly_members: int = 193,
) -> CourtElection:
    """Run an election to the Court: in each meeting the two bodies vote apart, and a judge needs both.

    `meetings` are pairs of counts by candidate, the Council's last ballot and the Assembly's; a body's meeting goes on
    through as many ballots as it needs, so a count that gives more candidates the majority than there are seats is
    refused: that ballot was not the last.

    >>> greenwood, bhandari = {"Greenwood": 9, "Bhandari": 5}, {"Greenwood": 68, "Bhandari": 121}
    >>> print(elect_judges("2017-11-13", 1, [(greenwood, bhandari)]))
    A majority is 8 in the Council and 97 in the General Assembly. Elected: nobody; seats to fill: 1 of 1; \
meetings so far: 1.

    Raises:
        RuleError: when more candidates have the majority than there are seats, or no seats are left to fill.

    Source: Statute of the Court, Articles 4, 8, 10 to 12; rule 61. 13 November 2017.
    """
    needed = (provision_for(Matter.COURT_ELECTION, on).affirmative, majority(assembly_members))
    election = CourtElection(seats, needed)
    for council, assembly in meetings:
        chosen = [_chosen(votes, most, election) for votes, most in zip((council, assembly), needed, strict=True)]
        both = tuple(name for name in chosen[0] if name in chosen[1])
        election = attrs.evolve(election, meetings=(*election.meetings, CourtMeeting(chosen[0], chosen[1], both)))
    return election


def _chosen(votes: Mapping[str, int], needed: int, election: CourtElection) -> tuple[str, ...]:
    passed = tuple(sorted((name for name, count in votes.items() if count >= needed), key=lambda name: -votes[name]))
    if election.remaining < 1:
        raise RuleError(election.seats, "seats are all filled", "a seat to fill", "Leave out the last meeting.")
    if len(passed) > election.remaining:
        raise RuleError(
            ", ".join(passed),
            f"all have the {needed} votes of a majority",
            f"no more than {election.remaining} with a majority",
            "Ballot again on all candidates: the meeting goes on.",
        )
    return passed
