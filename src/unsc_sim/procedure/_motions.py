"""The motions of rule 33, the order of drafts, points of order and rulings, and the preliminary question."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

import attrs

from unsc_sim.charter import Matter
from unsc_sim.documents import Kind
from unsc_sim.procedure._act import Act, ended, said
from unsc_sim.procedure._floor import Motion, MotionKind, Question, QuestionKind, Ruling, Stage
from unsc_sim.procedure._rulebook import rule_of_procedure
from unsc_sim.procedure._table import classed
from unsc_sim.states import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unsc_sim.procedure.meeting import Meeting

__all__ = ["AskWhetherProcedural", "Challenge", "Move", "RaisePoint", "Rule"]

_EARLY = frozenset({MotionKind.SUSPEND, MotionKind.ADJOURN, MotionKind.ADJOURN_TO})
_DETAILED = {
    MotionKind.ADJOURN_TO: "another day",
    MotionKind.REFER: "the Secretary-General",
    MotionKind.POSTPONE: "another day",
}


@attrs.frozen
class Move(Act):
    """A member makes a motion; `detail` is the day, the committee or the text it speaks of."""

    name: ClassVar[str] = "move"
    rule: ClassVar[str] = "33"
    because: ClassVar[str] = "Motions go before drafts, in the order of rule 33, and are procedural."
    stages: ClassVar[frozenset[Stage]] = frozenset({Stage.AGENDA, Stage.FLOOR})

    motion: MotionKind
    detail: str = ""
    seconded_by: State | None = None

    @property
    def what(self) -> str:
        """What is moved."""
        return f"move to {self.motion} {self.detail}".rstrip()

    def ground(self, meeting: Meeting) -> str:  # noqa: ARG002 - the rule goes with the kind
        """Rule 33, except for the order of drafts and for closure."""
        return {MotionKind.TAKE_FIRST: "32(1)", MotionKind.CLOSE_DEBATE: "model-un"}.get(self.motion, self.rule)

    def forbidden(self, meeting: Meeting) -> None:
        """A complete motion that this house knows, not before the Council already."""
        if meeting.stage is Stage.AGENDA and self.motion not in _EARLY:
            self.refuse("9", "a decision on the agenda first", "Put the agenda: put, item 'agenda'.")
        if self.motion is MotionKind.CLOSE_DEBATE and not meeting.house.closure:
            self.refuse("no-closure", "patience", "Move to suspend or adjourn (rule 33), or put the draft to the vote.")
        if self.motion is MotionKind.TAKE_FIRST:
            self._check_order(meeting)
        if self.motion in _DETAILED and not self.detail.strip():
            self.refuse("33", f"what to {self.motion}", f"Say it: detail='{_DETAILED[self.motion]}'.")
        if meeting.motion(Motion(self.motion, self.who(meeting), self.detail).label):
            self.refuse("33", "a motion that is not before the Council yet", "Wait for the decision on it.")
        if meeting.house.seconds and (
            self.seconded_by in {None, self.by} or self.seconded_by not in meeting.council.members
        ):
            self.refuse("model-un", "another member that seconds it", "Say who: seconded_by=…")

    def _check_order(self, meeting: Meeting) -> None:
        text = self.pending_text(meeting, self.detail)
        if text.on or text == meeting.first_draft:
            self.refuse("32(1)", "a draft that is not first already", "Put the first draft to the vote.")

    def done(self, meeting: Meeting) -> Meeting:
        """Queue it, or put it at once where there is no debate."""
        motion = Motion(self.motion, self.who(meeting), self.detail)
        seconded = f", seconded by {self.seconded_by}" if self.seconded_by and meeting.house.seconds else ""
        line = f"{self.called(meeting)} moves to {motion.label} ({rule_of_procedure(self.ground(meeting)).title})"
        if motion.kind.debatable:
            order = sorted((*meeting.motions, motion), key=lambda one: one.kind.precedence)
            return said(attrs.evolve(meeting, motions=tuple(order)), f"{line}{seconded}.")
        question = Question(QuestionKind.MOTION, motion.label, motion=motion)
        return said(
            attrs.evolve(meeting, questions=(question,)),
            f"{line}{seconded}; the motion is put at once, without debate.",
        )

    @classmethod
    def candidates(cls, meeting: Meeting) -> Iterable[Self]:
        """Every kind of motion, on every draft where it is about one."""
        seconder = meeting.council.members[-1] if meeting.house.seconds else None
        for kind in MotionKind:
            if kind is MotionKind.TAKE_FIRST:
                yield from (cls(kind, text.label, seconded_by=seconder) for text in meeting.texts)
            else:
                yield cls(kind, _DETAILED.get(kind, ""), seconded_by=seconder)


@attrs.frozen
class RaisePoint(Act):
    """A member raises a point of order; the President rules at once."""

    name: ClassVar[str] = "raise a point of order"
    rule: ClassVar[str] = "30"
    because: ClassVar[str] = "At any moment of a meeting; the President rules at once."
    stages: ClassVar[frozenset[Stage]] = frozenset({Stage.AGENDA, Stage.FLOOR, Stage.QUESTION})

    words: str = ""

    def done(self, meeting: Meeting) -> Meeting:
        """Wait for the ruling."""
        line = f"{self.called(meeting)} raises a point of order{ended(self.words)}"
        return said(attrs.evolve(meeting, point=self.words or "a point of order"), line)

    @classmethod
    def candidates(cls, meeting: Meeting) -> Iterable[Self]:  # noqa: ARG003 - anybody at any moment
        """Anybody."""
        return (cls(),)


@attrs.frozen
class Rule(Act):
    """The President rules on a point of order; with `item` and `matter`, on the class of a text."""

    name: ClassVar[str] = "rule"
    rule: ClassVar[str] = "30"
    because: ClassVar[str] = "The ruling follows at once and stands unless it is overruled."
    needs: ClassVar[str] = "Raise a point of order first."
    stages: ClassVar[frozenset[Stage]] = frozenset({Stage.POINT_OF_ORDER})
    presides: ClassVar[bool] = True

    words: str
    item: str = ""
    matter: Matter | None = None

    @property
    def what(self) -> str:
        """The ruling."""
        return f"rule: {self.words}"

    def forbidden(self, meeting: Meeting) -> None:
        """A ruling on a class names a text and one of two classes."""
        if self.item and meeting.text(self.item) is None:
            self.refuse("30", "a text of this meeting", "Leave out item, or give a text's name.")
        if (self.matter is None) != (not self.item) or self.matter not in {
            None, Matter.PROCEDURAL, Matter.SUBSTANTIVE,
        }:  # fmt: skip
            self.refuse("30", "a text and its class: item and matter together", "matter='procedural' or 'substantive'.")

    def done(self, meeting: Meeting) -> Meeting:
        """State the ruling; it takes effect at once."""
        ruling = Ruling(self.words, self.item, self.matter)
        meeting = said(attrs.evolve(meeting, point="", ruling=ruling), f"The President rules: {self.words}.")
        return classed(meeting, self.item, self.matter) if self.matter else meeting

    @classmethod
    def candidates(cls, meeting: Meeting) -> Iterable[Self]:
        """A ruling, and one on the class of each text."""
        kinds = (Matter.PROCEDURAL, Matter.SUBSTANTIVE)
        about = (cls(f"{text.label} is {kind.value}", text.label, kind) for text in meeting.texts for kind in kinds)
        return (cls("the point is not well taken"), *about)


@attrs.frozen
class Challenge(Act):
    """A member challenges the ruling just made; the Council decides at once whether to overrule it."""

    name: ClassVar[str] = "challenge the ruling"
    rule: ClassVar[str] = "30"
    because: ClassVar[str] = "Those who want to overrule need the required votes; the ruling stands otherwise."
    stages: ClassVar[frozenset[Stage]] = frozenset({Stage.AGENDA, Stage.FLOOR, Stage.QUESTION})

    def forbidden(self, meeting: Meeting) -> None:
        """Only right after a ruling."""
        if meeting.ruling is None:
            self.refuse("30", "a ruling made just now", "Raise a point of order; the President will rule.")

    def done(self, meeting: Meeting) -> Meeting:
        """Put the question, on top of any other."""
        question = Question(QuestionKind.RULING, "ruling", ruling=meeting.ruling)
        line = f"{self.called(meeting)} challenges the ruling; the question is whether to overrule it."
        return said(attrs.evolve(meeting, questions=(*meeting.questions, question)), line)

    @classmethod
    def candidates(cls, meeting: Meeting) -> Iterable[Self]:  # noqa: ARG003 - check says when
        """Anybody."""
        return (cls(),)


@attrs.frozen
class AskWhetherProcedural(Act):
    """A member asks the preliminary question, whether a text is procedural, before or after the vote on it."""

    name: ClassVar[str] = "ask whether it is procedural"
    rule: ClassVar[str] = "preliminary-question"
    because: ClassVar[str] = "Asked where members disagree on the class of a text; not since 1959."

    item: str

    @property
    def what(self) -> str:
        """What is asked."""
        return f"ask whether {self.item} is procedural"

    def forbidden(self, meeting: Meeting) -> None:
        """Once for each draft of this meeting that was not taken away."""
        text = meeting.text(self.item)
        if text is None or text.draft.kind is not Kind.DRAFT_RESOLUTION:
            self.refuse(self.rule, "a draft of this meeting", "Name the draft; its amendments follow its class.")
        if text.classed or not (text.pending or meeting.outcome(self.item)):
            self.refuse(self.rule, "a draft whose class has not been settled", "Raise a point of order.")

    def done(self, meeting: Meeting) -> Meeting:
        """Put the question."""
        question = Question(QuestionKind.PRELIMINARY, self.item, meeting.classification.matter)
        line = f"{self.called(meeting)} asks the preliminary question: is {self.item} a matter of procedure?"
        return said(attrs.evolve(meeting, questions=(question,)), line)

    @classmethod
    def candidates(cls, meeting: Meeting) -> Iterable[Self]:
        """One for each text."""
        return tuple(cls(text.label) for text in meeting.texts)
