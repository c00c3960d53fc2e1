"""What is asked of the Council, and what it answered, in the compact form the arithmetic works on.

A `Question` holds what is known before a vote and nothing else; an `Answer` adds what happened. States are codes, days
are ordinals, sides are 1 (in favour), 0 (abstaining) and -1 (against).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs

from unsc_sim.alliances.ties import interests, sides, sponsors_of
from unsc_sim.casebook import entries
from unsc_sim.decisions import Reason, decide
from unsc_sim.documents import DraftResolution, Kind
from unsc_sim.records.about import OF_THE_PRESIDENT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unsc_sim.council import Council
    from unsc_sim.rollcall import RollCall

__all__ = ["CHAIN", "PRESIDENTS_TEXT", "Answer", "Question", "answers_of", "question_of"]

CHAIN = ("RUS", "CHN", "USA", "FRA", "GBR")
"""The order in which permanent members are taken: those that differ most often first."""
P3 = frozenset(("FRA", "GBR", "USA"))
EAST = frozenset(("CHN", "RUS"))
PRESIDENTS_TEXT = OF_THE_PRESIDENT
"""How a draft's `text` begins when it was prepared in consultations and put forward by the President."""


@attrs.frozen
class Question:
    """A draft before the vote.

    `permanent` are the permanent members in the order of `CHAIN`; `sponsors` include co-sponsors and states without a
    seat; `sponsorship` says which kind they are; `companions` counts other texts on the topic put that day, `rivals`
    whether some of them are known to oppose this one; `topic` and `wider` are its first two tags.
    """

    day: int
    members: tuple[str, ...]
    permanent: tuple[str, ...]
    sponsors: frozenset[str] = frozenset()
    rival_sponsors: frozenset[str] = frozenset()
    aimed_at: frozenset[str] = frozenset()
    favoured: frozenset[str] = frozenset()
    topic: str = ""
    wider: str = ""
    from_president: bool = False
    amendment: bool = False
    companions: int = 0
    rivals: int = 0

    @property
    def elected(self) -> tuple[str, ...]:
        """The members that are not taken one by one."""
        return tuple(member for member in self.members if member not in self.permanent)

    @property
    def sponsorship(self) -> str:
        """Who stands behind the text: "president", "unknown", "P3", "China or Russia", "both sides" or "others".

        >>> Question(0, (), (), frozenset(("FRA", "SEN"))).sponsorship
        'P3'
        """
        if self.from_president:
            return "president"
        if not self.sponsors:
            return "unknown"
        west, east = bool(self.sponsors & P3), bool(self.sponsors & EAST)
        return {(1, 1): "both sides", (1, 0): "P3", (0, 1): "China or Russia"}.get((west, east), "others")

    @property
    def stakes(self) -> bool:
        """Whether anything is known of rivals, or of states it is aimed at or favours."""
        return bool(self.rival_sponsors or self.aimed_at or self.favoured or self.rivals)

    @property
    def interests(self) -> dict[str, int]:
        """The side that the text gives to states: 1 to those for it, -1 to those it is against."""
        against, supporting = self.rival_sponsors | self.aimed_at, self.sponsors | self.favoured
        return dict.fromkeys(sorted(against), -1) | dict.fromkeys(sorted(supporting), 1)

    def without_stakes(self) -> Question:
        """The same question with nothing known but sponsors and topic."""
        nobody: frozenset[str] = frozenset()
        return attrs.evolve(self, rival_sponsors=nobody, aimed_at=nobody, favoured=nobody, rivals=0)


@attrs.frozen
class Answer:
    """A question and what came of it: the side of every member that took one, and the reason."""

    question: Question
    sides: dict[str, int]
    reason: Reason

    @property
    def contested(self) -> bool:
        """Whether anybody was not in favour."""
        return min(self.sides.values(), default=1) < 1


def question_of(draft: DraftResolution, council: Council, *, rivals: Iterable[DraftResolution] | None = None,
                companions: int = 0) -> Question:  # fmt: skip
    """What is known before the vote on a draft.

    `rivals` are the opposing drafts; where not given, those that the draft names are looked up in the casebook.
    """
    opposing = tuple(rivals) if rivals is not None else rivals_of(draft)
    sponsors = frozenset(sponsors_of(draft))
    sitting = {state.code for state in council.permanent}
    stakes = interests(draft)
    return Question(
        day=council.date.toordinal(),
        members=tuple(state.code for state in council.members),
        permanent=tuple(code for code in CHAIN if code in sitting),
        sponsors=sponsors,
        rival_sponsors=frozenset(code for rival in opposing for code in sponsors_of(rival)) - sponsors,
        aimed_at=frozenset(code for code, side in stakes.items() if side < 0),
        favoured=frozenset(stake.state.code for stake in draft.favours),
        topic=draft.topic,
        wider=draft.topics[1] if len(draft.topics) > 1 else "",
        from_president=draft.text.startswith(PRESIDENTS_TEXT),
        amendment=draft.kind is Kind.AMENDMENT or "amendment" in draft.text.casefold(),
        companions=max(companions, len(draft.rivals)),
        rivals=len(opposing) or len(draft.rivals),
    )


def tabled(votes: RollCall) -> DraftResolution:
    """The draft of a roll call, with what the notes say of its origin carried over to its text."""
    if OF_THE_PRESIDENT not in votes.notes or votes.draft.text.startswith(PRESIDENTS_TEXT):
        return votes.draft
    return attrs.evolve(votes.draft, text=f"{PRESIDENTS_TEXT} {votes.draft.text}".strip())


def rivals_of(draft: DraftResolution) -> tuple[DraftResolution, ...]:
    """The drafts that a draft names as its rivals, as far as the casebook knows them.

    >>> from unsc_sim import roll_call
    >>> [str(rival) for rival in rivals_of(roll_call("S/2016/846").draft)]
    ['S/2016/847']
    """
    if not draft.rivals:
        return ()
    wanted = set(draft.rivals)
    return tuple(entry.draft for entry in entries() if {entry.draft.id, str(entry.draft.symbol)} & wanted)


def answers_of(roll_calls: Iterable[RollCall]) -> tuple[Answer, ...]:
    """A record in the order of its dates, each vote with the number of texts on its topic that day.

    >>> from unsc_sim import case
    >>> [answer.reason.name for answer in answers_of(case("aleppo-2016").roll_calls)]
    ['VETOED', 'INSUFFICIENT_VOTES']
    """
    record = sorted(roll_calls, key=lambda votes: votes.date)
    same_day = Counter((votes.date, votes.draft.topic) for votes in record)
    return tuple(
        Answer(
            question_of(tabled(votes), votes.council, companions=same_day[votes.date, votes.draft.topic] - 1),
            sides(votes),
            decide(votes).reason,
        )
        for votes in record
    )
