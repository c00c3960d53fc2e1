"""What moved: who voted otherwise on one text than on another, in words, for the picture and for the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from unsc_sim._sentences import capital, listed
from unsc_sim.rollcall import RollCall
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unsc_sim.states import State

SAME = "the same"


@attrs.frozen
class Moved:
    """Two votes of the same members, and who voted otherwise on the second: from which vote to which.

    `names` are what the two are called; `among` counts the members that took part in both.
    """

    first: RollCall
    second: RollCall
    names: tuple[str, str]

    @property
    def votes(self) -> dict[State, tuple[Vote, Vote]]:
        """The two votes of every member that moved, in the order of the Council."""
        was = self.first.votes
        pairs = {member: (was[member], vote) for member, vote in self.second.items() if member in was}
        return {member: pair for member, pair in pairs.items() if pair[0] is not pair[1]}

    @property
    def among(self) -> int:
        """How many members took part in both."""
        return sum(member in self.first.votes for member in self.second)

    def told(self, member: State) -> str:
        """What a member did, in a cell of a table."""
        if member not in self.votes:
            return SAME
        before, after = self.votes[member]
        return f"{before.phrase} → {after.phrase}"

    def __str__(self) -> str:
        one, other = self.names
        if not self.votes:
            return f"All {self.among} members voted the same on {one} and on {other}."
        ways: dict[tuple[Vote, Vote], list[str]] = {}
        for member, pair in self.votes.items():
            ways.setdefault(pair, []).append(self.second.council.short(member))
        kinds = sorted(ways, key=lambda pair: (-len(ways[pair]), [list(Vote).index(vote) for vote in pair]))
        told = [f"{before.phrase}, then {after.phrase}: {listed(ways[before, after])}" for before, after in kinds]
        number = len(self.votes)
        what = f"{number} of {self.among} {'member' if self.among == 1 else 'members'} voted otherwise"
        return f"What moved from {one} to {other}: {what}. {'. '.join(map(capital, told))}."


def moved_within(roll_calls: Sequence[RollCall]) -> tuple[Moved | None, ...]:
    """For each of a case's votes, how it moved from the latest rival before it; None where there is none.

    Rivals are drafts that name each other as such; two votes alone in their case, cast by the same members, are
    compared as well.
    """
    found: list[Moved | None] = []
    for place, votes in enumerate(roll_calls):
        earlier = [one for one in roll_calls[:place] if set(one) == set(votes) and _rivals(one, votes, roll_calls)]
        found.append(Moved(earlier[-1], votes, (earlier[-1].name, votes.name)) if earlier else None)
    return tuple(found)


def on_one_question(one: RollCall, other: RollCall) -> bool:
    """Whether two votes are on one text, on rivals, or on one main subject; if no subject is told, on one day.

    >>> from unsc_sim import roll_call
    >>> on_one_question(roll_call("S/2016/846"), roll_call("S/2016/1026"))  # both on Syria
    True
    >>> on_one_question(roll_call("S/2016/846"), roll_call("S/2016/1085"))  # on Syria and on South Sudan
    False
    """
    if _names(one) & _names(other) or _named_as_rivals(one, other):
        return True
    subjects = one.draft.topic, other.draft.topic
    return subjects[0] == subjects[1] if all(subjects) else one.date == other.date


def _rivals(one: RollCall, other: RollCall, among: Sequence[RollCall]) -> bool:
    return len(among) == 2 or _named_as_rivals(one, other)


def _named_as_rivals(one: RollCall, other: RollCall) -> bool:
    return bool(_names(one) & set(other.draft.rivals) or _names(other) & set(one.draft.rivals))


def _names(votes: RollCall) -> set[str]:
    return {str(name) for name in (votes.draft.symbol, votes.draft.id) if name}
