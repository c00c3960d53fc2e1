"""What lies before the Council during a meeting: texts, motions, questions, rulings, and what became of them."""

from __future__ import annotations

from enum import Enum

import attrs

from unsc_sim.charter import Matter
from unsc_sim.decisions import Outcome
from unsc_sim.documents import DraftResolution, Kind
from unsc_sim.states import State

__all__ = [
    "Classification", "Decision", "Effect", "Fate", "Guest", "Motion", "MotionKind", "Question", "QuestionKind",
    "Ruling", "Stage", "Text",
]  # fmt: skip


class _Worded(Enum):
    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self.name}"

    def __str__(self) -> str:
        return str(self.value)


class Stage(_Worded):
    """Where a meeting stands; it settles what kind of act can be in order."""

    AGENDA = "the agenda is not yet adopted"
    FLOOR = "the floor is open"
    QUESTION = "a question has been put"
    POINT_OF_ORDER = "a point of order awaits the President's ruling"
    SUSPENDED = "the meeting is suspended"
    CLOSED = "the meeting has risen"


class Fate(_Worded):
    """What became of a text or a question.

    >>> Fate("vetoed")
    Fate.VETOED
    """

    PENDING = "before the Council"
    ADOPTED = "adopted"
    VETOED = "vetoed"
    INSUFFICIENT_VOTES = "insufficient votes"
    WITHOUT_VOTE = "adopted without a vote"
    NOT_AGREED = "not agreed"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    REFERRED = "referred"
    POSTPONED = "postponed"
    NOT_PUT = "not put to the vote"


class Effect(_Worded):
    """What an amendment does to its text; additions and deletions are voted on first (rule 36)."""

    CHANGES = "changes"
    ADDS = "adds"
    DELETES = "deletes"


class Classification(_Worded):
    """How the preliminary question, whether a matter is procedural, is decided.

    `FOUR_POWER_STATEMENT` asks for the permanent members' concurrence (the double veto of 1948); `PRESIDENT_RULES` has
    the President rule as the Council's majority answers (1950, 1959), open to challenge.

    Source: San Francisco statement of 7 June 1945; rule 30.
    """

    FOUR_POWER_STATEMENT = "four-power statement"
    PRESIDENT_RULES = "president rules"

    @property
    def matter(self) -> Matter:
        """The matter under which the preliminary question is decided."""
        ruled = self is Classification.PRESIDENT_RULES
        return Matter.PRELIMINARY_QUESTION_AFTER_RULING if ruled else Matter.PRELIMINARY_QUESTION


class MotionKind(_Worded):
    """The motions there are, in the order of precedence of rule 33; the last two are not in that rule."""

    SUSPEND = "suspend the meeting"
    ADJOURN = "adjourn the meeting"
    ADJOURN_TO = "adjourn to"
    REFER = "refer to"
    POSTPONE = "postpone discussion to"
    TAKE_FIRST = "take first"
    CLOSE_DEBATE = "close the debate"

    @property
    def precedence(self) -> int:
        """Its place: 1 goes first."""
        return list(MotionKind).index(self) + 1

    @property
    def debatable(self) -> bool:
        """Whether it may be discussed: only suspension and simple adjournment may not."""
        return self not in {MotionKind.SUSPEND, MotionKind.ADJOURN}


class QuestionKind(_Worded):
    """What a question that has been put is about."""

    AGENDA = "the adoption of the agenda"
    INVITATION = "an invitation"
    TEXT = "a text"
    MOTION = "a motion"
    RULING = "whether to overrule the President's ruling"
    PRELIMINARY = "whether the matter is procedural"
    STATEMENT = "a statement by the President"
    DIVISION = "whether to vote separately"


@attrs.frozen
class Text:
    """A draft, an amendment to one, or a part of one that is voted on separately.

    `on` names the text it amends or is part of; `asked` is False for a text of a State that is not a member until a
    member asks for a vote; `divisible` becomes False when the mover objects to separate votes.
    """

    label: str
    by: State
    draft: DraftResolution
    matter: Matter = Matter.SUBSTANTIVE
    on: str = ""
    effect: Effect = Effect.CHANGES
    fate: Fate = Fate.PENDING
    asked: bool = True
    divisible: bool = True
    classed: bool = False
    revision: int = 0

    @property
    def pending(self) -> bool:
        """Whether it is still to be decided."""
        return self.fate is Fate.PENDING

    @property
    def is_amendment(self) -> bool:
        """Whether it amends another text, rather than being a draft or a part of one."""
        return self.draft.kind is Kind.AMENDMENT


@attrs.frozen
class Motion:
    """A motion that is being discussed; `label` is its kind and detail, such as "adjourn to 7 November"."""

    kind: MotionKind
    by: State
    detail: str = ""

    @property
    def label(self) -> str:
        """How the motion is called in the meeting."""
        return f"{self.kind} {self.detail}".strip()


@attrs.frozen
class Ruling:
    """The President's ruling, and the class it gave a text, if it was about one."""

    words: str
    item: str = ""
    matter: Matter | None = None

    @property
    def overruled(self) -> Matter | None:
        """The class of the text if the ruling is overruled: the other of the two."""
        if self.matter is None:
            return None
        return Matter.SUBSTANTIVE if self.matter is Matter.PROCEDURAL else Matter.PROCEDURAL


@attrs.frozen
class Question:
    """A question that the President has put: what it is about, and of which kind the matter is."""

    kind: QuestionKind
    item: str
    matter: Matter = Matter.PROCEDURAL
    words: str = ""
    objected: bool = False
    ruling: Ruling | None = None
    motion: Motion | None = None
    guest: Guest | None = None

    @property
    def debatable(self) -> bool:
        """Whether votes on it may be explained: not on suspension, simple adjournment or a challenged ruling."""
        return self.kind is not QuestionKind.RULING and (self.motion is None or self.motion.kind.debatable)


@attrs.frozen
class Decision:
    """One question as it was decided: the outcome of its vote, None where there was none, and its fate."""

    kind: QuestionKind
    item: str
    fate: Fate
    outcome: Outcome | None = None

    @property
    def carried(self) -> bool:
        """Whether what was proposed came about."""
        return self.fate in {Fate.ADOPTED, Fate.WITHOUT_VOTE}


@attrs.frozen
class Guest:
    """Somebody invited to take part without a vote: a State under rule 37, another person under rule 39."""

    name: str
    under: str = "37"
