"""Putting questions, voting on them, and deciding without a vote."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

import attrs

from unsc_sim.charter import Matter
from unsc_sim.documents import DraftResolution, Kind, Symbol
from unsc_sim.procedure._act import Act, said
from unsc_sim.procedure._floor import Decision, Effect, Fate, MotionKind, Question, QuestionKind, Stage, Text
from unsc_sim.procedure._settle import settle
from unsc_sim.states import State
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unsc_sim.procedure.meeting import Meeting
    from unsc_sim.rollcall import RollCall

__all__ = ["AgreeStatement", "CastVotes", "DecideWithoutVote", "Object", "Put"]

AGENDA = "agenda"
_ASKED = frozenset({Stage.QUESTION})


@attrs.frozen
class Put(Act):
    """The President puts the agenda, a text or a motion to the decision of the Council."""

    name: ClassVar[str] = "put"
    rule: ClassVar[str] = "32(1)"
    because: ClassVar[str] = "Motions first, then amendments and parts, then drafts in the order of submission."
    stages: ClassVar[frozenset[Stage]] = frozenset({Stage.AGENDA, Stage.FLOOR})
    presides: ClassVar[bool] = True
    in_writing: ClassVar[bool] = True

    item: str

    @property
    def what(self) -> str:
        """What is put."""
        return "put the agenda" if self.item == AGENDA else f"put {self.item}"

    def ground(self, meeting: Meeting) -> str:
        """The rule on the agenda, on motions, on amendments, on parts or on drafts."""
        text = meeting.text(self.item)
        if text and text.on:
            return "36" if text.is_amendment else "32(2)"
        if text:
            return "32(1)"
        return "9" if self.item == AGENDA else "33"

    def forbidden(self, meeting: Meeting) -> None:
        """Only what comes next."""
        first = meeting.motions[0] if meeting.motions else None
        if first and self.item != first.label:
            self.refuse("33", f"the motion to {first.label}, which goes first", f"Put it: item '{first.label}'.")
        if first:
            return
        if meeting.stage is Stage.AGENDA:
            if self.item != AGENDA:
                self.refuse("9", "a decision on the agenda first", "Put the agenda: item 'agenda'.")
        elif self.item == AGENDA:
            self.refuse("9", "an agenda not yet adopted", "Go on with the business.")
        else:
            self._check_text(meeting, self.pending_text(meeting, self.item))

    def _check_text(self, meeting: Meeting, text: Text) -> None:
        root = meeting.root(text)
        if not root.asked:
            self.refuse(
                "38", "a member that asks for a vote on it", f"A member may do so: take up, item '{root.label}'."
            )
        if meeting.first_draft and root != meeting.first_draft:
            first = meeting.first_draft.label
            self.refuse("32(1)", f"{first}, submitted first", f"Put {first}, or move to take {root.label} first.")
        waiting = [one for one in meeting.texts if one.pending and one.on == text.label]
        for one in sorted(waiting, key=lambda one: one.draft.kind is Kind.PARAGRAPH):
            rule = "32(2)" if one.draft.kind is Kind.PARAGRAPH else "36"
            self.refuse(rule, f"a decision on {one.label} first", f"Put {one.label}.")
        if text.on:
            self._check_siblings(meeting, text)

    def _check_siblings(self, meeting: Meeting, text: Text) -> None:
        siblings = [one for one in meeting.texts if one.pending and one.on == text.on and one.is_amendment]
        if not text.is_amendment and siblings:
            self.refuse("36", f"the amendments first: {siblings[0].label}", f"Put {siblings[0].label}.")
        first = [one for one in siblings if one.effect is not Effect.CHANGES]
        if text.is_amendment and text.effect is Effect.CHANGES and first:
            self.refuse("36", f"{first[0].label} first, which {first[0].effect} words", f"Put {first[0].label}.")

    def done(self, meeting: Meeting) -> Meeting:
        """Open the question."""
        motion, text = meeting.motion(self.item), meeting.text(self.item)
        kind = QuestionKind.MOTION if motion else QuestionKind.TEXT if text else QuestionKind.AGENDA
        matter = text.matter if text and not motion else Matter.PROCEDURAL
        how = "opens the voting in writing, for twenty-four hours, on" if meeting.written else "puts"
        what = {QuestionKind.AGENDA: "the adoption of the agenda", QuestionKind.MOTION: f"the motion to {self.item}"}
        question = Question(kind, self.item, matter, motion=motion)
        return said(
            attrs.evolve(meeting, questions=(question,)),
            f"The President {how} {what.get(kind, self.item)}{'' if meeting.written else ' to the Council'}.",
        )

    @classmethod
    def candidates(cls, meeting: Meeting) -> Iterable[Self]:
        """The agenda, every motion and every text."""
        items = (AGENDA, *(one.label for one in meeting.motions), *(one.label for one in meeting.texts if one.pending))
        return tuple(cls(item) for item in items)


@attrs.frozen
class CastVotes(Act):
    """The Council votes on the question that has been put."""

    name: ClassVar[str] = "vote"
    rule: ClassVar[str] = "40"
    because: ClassVar[str] = "Every member has one vote; the law in force that day decides."
    needs: ClassVar[str] = "Put the agenda, a text or a motion to the Council first: put."
    stages: ClassVar[frozenset[Stage]] = _ASKED
    presides: ClassVar[bool] = True
    in_writing: ClassVar[bool] = True

    yes: tuple[State, ...] = ()
    no: tuple[State, ...] = ()
    abstain: tuple[State, ...] = ()
    not_participating: tuple[State, ...] = ()
    absent: tuple[State, ...] = ()
    default: str = ""
    resolution: Symbol | None = None

    def forbidden(self, meeting: Meeting) -> None:
        """Not on a statement, and not by abstaining where a house forbids it."""
        question = meeting.asked
        if question.kind is QuestionKind.STATEMENT:
            self.refuse("presidential-statement", "agreement, or an objection", "Decide without a vote, or object.")
        votes = self.roll_call(meeting)
        barred = question.matter is Matter.PROCEDURAL and not meeting.house.abstain_on_procedure
        if barred and votes.cast(Vote.ABSTAIN):
            who = ", ".join(map(meeting.called, votes.cast(Vote.ABSTAIN)))
            self.refuse("model-un", f"a vote for or against by {who}", "Nobody abstains on procedure in this house.")

    def roll_call(self, meeting: Meeting) -> RollCall:
        """The votes as a roll call of this meeting.

        Raises:
            UnscSimError: when a vote is missing or a name is not a member's.
        """
        question, text = meeting.asked, meeting.text(meeting.asked.item)
        motion = DraftResolution(kind=Kind.MOTION, text=str(question.kind))
        draft = text.draft if text and question.kind is QuestionKind.TEXT else motion
        return meeting.council.roll_call(
            self.yes, self.no, self.abstain, not_participating=self.not_participating, absent=self.absent,
            default=self.default or ("absent" if meeting.written else None), matter=question.matter, draft=draft,
            meeting=meeting.number, resolution=self.resolution,
        )  # fmt: skip

    def done(self, meeting: Meeting) -> Meeting:
        """Count, announce, and let the result take effect."""
        question, votes = meeting.asked, self.roll_call(meeting)
        closing = question.motion is not None and question.motion.kind is MotionKind.CLOSE_DEBATE
        outcome = meeting.house.decide(votes, meeting.house.closure if closing else None)
        lines = ["The members answer by letter." if meeting.written else "A vote is taken by show of hands."]
        lines += [f"    {vote.phrase.capitalize()}: {', '.join(map(meeting.called, votes.cast(vote)))}" for vote in Vote
                  if votes.cast(vote)]  # fmt: skip
        lines.append(f"The President announces the result: {outcome}")
        decision = Decision(question.kind, question.item, Fate[outcome.reason.name], outcome)
        return settle(said(meeting, *lines), question, decision)

    @classmethod
    def candidates(cls, meeting: Meeting) -> Iterable[Self]:  # noqa: ARG003 - check says when
        """Everybody in favour."""
        return (cls(default="yes"),)


@attrs.frozen
class DecideWithoutVote(Act):
    """The President declares decided what nobody opposes."""

    name: ClassVar[str] = "decide without a vote"
    rule: ClassVar[str] = "without-a-vote"
    because: ClassVar[str] = "Nobody has objected; any single objection brings a vote."
    needs: ClassVar[str] = "Put the agenda, a text or a motion to the Council first: put."
    stages: ClassVar[frozenset[Stage]] = _ASKED
    presides: ClassVar[bool] = True

    resolution: Symbol | None = None

    def forbidden(self, meeting: Meeting) -> None:
        """Not against an objection, and not where the rules want votes."""
        if meeting.asked.objected:
            self.refuse(self.rule, "a vote, since a member objected", "Vote.")
        if meeting.asked.kind in {QuestionKind.RULING, QuestionKind.PRELIMINARY}:
            self.refuse("30", "a vote: members disagree on this", "Vote.")

    def done(self, meeting: Meeting) -> Meeting:
        """Let it take effect."""
        question = meeting.asked
        decision = Decision(question.kind, question.item, Fate.WITHOUT_VOTE)
        return settle(said(meeting, "There is no objection; it is so decided."), question, decision)

    @classmethod
    def candidates(cls, meeting: Meeting) -> Iterable[Self]:  # noqa: ARG003 - check says when
        """One act."""
        return (cls(),)


@attrs.frozen
class Object(Act):
    """A member, any member, objects to a decision without a vote, or to a statement by the President."""

    name: ClassVar[str] = "object"
    rule: ClassVar[str] = "without-a-vote"
    because: ClassVar[str] = "One objection, by any of the members, brings a vote; it ends a presidential statement."
    needs: ClassVar[str] = "Speak in the debate; nothing has been put yet."
    stages: ClassVar[frozenset[Stage]] = _ASKED

    def forbidden(self, meeting: Meeting) -> None:
        """Once is enough, and a vote needs no objection."""
        if meeting.asked.objected or meeting.asked.kind in {QuestionKind.RULING, QuestionKind.PRELIMINARY}:
            self.refuse(self.rule, "a vote, which will be taken anyway", "Vote against.")

    def done(self, meeting: Meeting) -> Meeting:
        """Call for a vote, or end the statement."""
        question = meeting.asked
        meeting = said(meeting, f"{self.called(meeting)} objects.")
        if question.kind is QuestionKind.STATEMENT:
            return settle(meeting, question, Decision(question.kind, question.item, Fate.NOT_AGREED))
        objected = attrs.evolve(question, objected=True)
        return attrs.evolve(meeting, questions=(objected,))

    @classmethod
    def candidates(cls, meeting: Meeting) -> Iterable[Self]:  # noqa: ARG003 - check says when
        """Anybody."""
        return (cls(),)


@attrs.frozen
class AgreeStatement(Act):
    """The President proposes a statement on the Council's behalf, which needs everybody's agreement."""

    name: ClassVar[str] = "propose a presidential statement"
    rule: ClassVar[str] = "presidential-statement"
    because: ClassVar[str] = "Agreed by all members, never voted on; any one of them can hold it up."
    presides: ClassVar[bool] = True

    title: str

    @property
    def what(self) -> str:
        """What the statement is about."""
        return f"{self.name}: {self.title}"

    def forbidden(self, meeting: Meeting) -> None:
        """With a title, and after any motion."""
        if not self.title.strip():
            self.refuse(self.rule, "a title", "Say what the statement is about.")
        if meeting.motions:
            self.refuse("33", f"a decision on the motion to {meeting.motions[0].label}", "Put the motion.")

    def done(self, meeting: Meeting) -> Meeting:
        """Ask for agreement."""
        question = Question(QuestionKind.STATEMENT, self.title)
        return said(attrs.evolve(meeting, questions=(question,)), f"The President proposes a statement: {self.title}.")

    @classmethod
    def candidates(cls, meeting: Meeting) -> Iterable[Self]:  # noqa: ARG003 - check says when
        """One act."""
        return (cls("the situation"),)
