"""Tallies to think about before any theory: votes of a Council of some day, made to show what decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from unsc_sim.charter import Matter, provision_for
from unsc_sim.decisions import Outcome, Reason, decide
from unsc_sim.display._shown import Table
from unsc_sim.rollcall import RollCall
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from unsc_sim.council import Council
    from unsc_sim.states import State

__all__ = ["OPENING", "SampleTally", "sample_tallies"]

OPENING = 5
"""So many of the tallies open a lesson."""


@attrs.frozen
class SampleTally:
    """One made-up tally: the votes, without names, and what they show.

    >>> from unsc_sim import Council
    >>> first = sample_tallies(Council.on("2016-10-08"))[0]
    >>> print(first.told)
    14 in favour, 1 against, 0 abstaining. Against: 1 permanent member.
    >>> first.result
    'not adopted: vetoed'
    """

    votes: RollCall
    shows: str

    @property
    def outcome(self) -> Outcome:
        """What becomes of it by the rule of its day."""
        return decide(self.votes)

    @property
    def matter(self) -> str:
        """What kind of matter is voted on."""
        return "A procedural matter" if self.votes.matter is Matter.PROCEDURAL else "A matter that is not procedural"

    @property
    def told(self) -> str:
        """The count, and what kind of members did not vote in favour."""
        return f"{self.votes.tally.spoken}. {self.others}".rstrip()

    @property
    def others(self) -> str:
        """What kind of members did not vote in favour."""
        kinds = (_kinds(self.votes, vote) for vote in (Vote.NO, Vote.ABSTAIN, Vote.NOT_PARTICIPATING, Vote.ABSENT))
        return " ".join(filter(None, kinds))

    @property
    def result(self) -> str:
        """The result in a few words, no member named."""
        return result_of(self.outcome)


def result_of(outcome: Outcome) -> str:
    """The result of a vote in a few words, no member named."""
    if outcome.reason is Reason.VETOED:
        return "not adopted: vetoed"
    return "adopted" if outcome.adopted else f"not adopted: short by {outcome.short_by}"


def tallies_table(tallies: Iterable[SampleTally]) -> Table:
    """Tallies by their numbers, what becomes of each, and what it shows."""
    rows = tuple((str(place), str(one.votes.tally), one.result, one.shows) for place, one in enumerate(tallies, 1))
    return Table("The tallies", ("Tally", "Count", "Result", "It shows"), rows)


def sample_tallies(council: Council) -> tuple[SampleTally, ...]:
    """Tallies for the Council of a day, by the numbers of that day; the first five open a lesson.

    >>> from unsc_sim import Council
    >>> [str(one.votes.tally) for one in sample_tallies(Council.on("2016-10-08"))[:OPENING]]
    ['14-1-0', '9-0-6', '8-0-7', '12-2-1', '9-5-1']
    >>> [str(one.votes.tally) for one in sample_tallies(Council.on("1960-12-13"))[:OPENING]]
    ['10-1-0', '7-0-4', '6-0-5', '8-2-1', '7-3-1']

    Raises:
        DateError: when no rule was in force that day.
    """
    permanent, elected = council.permanent, council.elected
    needed = provision_for(Matter.SUBSTANTIVE, council.date).affirmative
    _bare, rest = _split((*permanent, *elected), needed)
    _, short = _split((*permanent, *elected), needed - 1)
    _carrying, others = _split((*elected, *permanent), needed)
    _without_one, behind = _split((*elected, *permanent[1:], permanent[0]), needed - 1)
    return (
        _tally(council, "One negative vote of a permanent member outweighs all others.", {permanent[0]: Vote.NO}),
        _tally(council, f"{needed} votes are enough, whatever share of the members that is.", _all(rest, Vote.ABSTAIN)),
        _tally(council, "A text can fail though nobody votes against it.", _all(short, Vote.ABSTAIN)),
        _tally(
            council,
            "Negative votes of elected members block nothing by themselves.",
            _all(elected[:2], Vote.NO) | {elected[2]: Vote.ABSTAIN},
        ),
        _tally(
            council,
            "On a procedural matter a permanent member's negative vote counts as any other.",
            _all(others, Vote.NO) | {others[0]: Vote.ABSTAIN},
            Matter.PROCEDURAL,
        ),
        _tally(
            council,
            f"Without its {needed} votes a text fails by the count; the permanent member's negative vote is no veto.",
            _all(behind, Vote.ABSTAIN) | {behind[-1]: Vote.NO},
        ),
        _tally(council, "A permanent member that abstains blocks nothing.", {permanent[0]: Vote.ABSTAIN}),
        _tally(
            council,
            "Nor does one that takes no part in the vote, or is absent.",
            {permanent[0]: Vote.NOT_PARTICIPATING, permanent[1]: Vote.ABSENT},
        ),
    )  # fmt: skip


def _split(members: Sequence[State], first: int) -> tuple[tuple[State, ...], tuple[State, ...]]:
    return tuple(members[:first]), tuple(members[first:])


def _all(members: Sequence[State], vote: Vote) -> dict[State, Vote]:
    return dict.fromkeys(members, vote)


def _tally(
    council: Council, shows: str, others: Mapping[State, Vote], matter: Matter = Matter.SUBSTANTIVE
) -> SampleTally:
    """Everyone in favour but those named."""
    return SampleTally(council.roll_call(default="yes", matter=matter).casting(others), shows)


def _kinds(votes: RollCall, vote: Vote) -> str:
    cast = votes.cast(vote)
    permanent = sum(member in votes.council.permanent for member in cast)
    kinds = [(permanent, "permanent"), (len(cast) - permanent, "elected")]
    told = " and ".join(f"{number} {kind} member{'s' * (number > 1)}" for number, kind in kinds if number)
    return f"{vote.phrase.capitalize()}: {told}." if told else ""
