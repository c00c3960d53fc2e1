"""What every act in a meeting shares: the rule it stands on, the moments at which it is in order, how it is refused."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar, NoReturn, Self

import attrs

from unsc_sim.errors import OutOfOrderError, did_you_mean
from unsc_sim.procedure._floor import Stage, Text
from unsc_sim.procedure._rulebook import rule_of_procedure
from unsc_sim.states import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unsc_sim.procedure.meeting import Meeting

__all__ = ["Act", "ended", "said"]

_NOT_NOW: dict[Stage, tuple[str, str, str]] = {
    Stage.AGENDA: ("9", "a decision on the agenda first", "Put the agenda: put, item 'agenda'."),
    Stage.QUESTION: ("40", "a decision on the question that has been put", "Vote on it, or decide without a vote."),
    Stage.POINT_OF_ORDER: ("30", "the President's ruling, at once", "Rule on the point of order first."),
    Stage.SUSPENDED: ("33", "a meeting that is in session", "Resume the meeting first."),
    Stage.CLOSED: ("2", "a meeting that is in session", "Open a new meeting, or branch off with at()."),
}


@attrs.frozen
class Act(ABC):
    """Something done in a meeting, as a value; `by` is the member that does it, None for the President.

    `check` raises what forbids it now, `done` gives the meeting that follows, `candidates` proposes acts of this kind
    that may be in order.
    """

    name: ClassVar[str]
    rule: ClassVar[str]
    because: ClassVar[str]
    needs: ClassVar[str] = "See what is in order with in_order."
    stages: ClassVar[frozenset[Stage]] = frozenset({Stage.FLOOR})
    presides: ClassVar[bool] = False
    outsiders: ClassVar[bool] = False
    in_writing: ClassVar[bool] = False

    by: State | None = attrs.field(default=None, kw_only=True)

    @abstractmethod
    def done(self, meeting: Meeting) -> Meeting:
        """The meeting after this act; called only when `check` found nothing against it."""

    @classmethod
    @abstractmethod
    def candidates(cls, meeting: Meeting) -> Iterable[Self]:
        """Acts of this kind that may be in order, without a member where any might do it."""

    @classmethod
    def timely(cls, meeting: Meeting) -> bool:
        """Whether the moment, and the form of the meeting, allow acts of this kind at all."""
        return meeting.stage in cls.stages and (cls.in_writing or not meeting.written)

    def forbidden(self, meeting: Meeting) -> None:  # noqa: B027 - many acts need only their moment
        """Raise what forbids just this act; the moment and the member are already checked."""

    def check(self, meeting: Meeting) -> None:
        """Raise what forbids the act now.

        Raises:
            OutOfOrderError: with the rule, what was expected and what could be done instead.
        """
        if meeting.written and not self.in_writing:
            self.refuse("written-procedure", "drafts, revisions, letters and the result", "Open a meeting in person.")
        if meeting.stage not in self.stages:
            if meeting.stage is Stage.FLOOR:
                self.refuse(self.rule, "another moment: the floor is open", self.needs)
            self.refuse(*_NOT_NOW[meeting.stage])
        self._check_member(meeting)
        self.forbidden(meeting)

    def _check_member(self, meeting: Meeting) -> None:
        if self.presides:
            if self.by not in {None, meeting.chair}:
                self.refuse(
                    "19",
                    f"the President, {meeting.called(meeting.chair)}",
                    "Leave out who does it, or raise a point of order.",
                )
        elif self.by is None:
            self.refuse(self.rule, "a member that does it", "Say by whom, such as by='France'.")
        elif self.by not in meeting.council.members and not self.outsiders:
            self.refuse("38", "a member of the Council", "A member may take it up, or the State be invited (rule 37).")

    def who(self, meeting: Meeting) -> State:
        """The member that does it: the one named, or the President."""
        return self.by or meeting.chair

    def called(self, meeting: Meeting) -> str:
        """What the member that does it was called that day."""
        return meeting.called(self.who(meeting))

    def refuse(self, rule: str, expected: str, remedy: str) -> NoReturn:
        """Refuse this act under a rule.

        Raises:
            OutOfOrderError: always.
        """
        ground = rule_of_procedure(rule)
        raise OutOfOrderError(
            str(self), f"is not in order under {ground} ({ground.says.rstrip('.')})", expected, remedy
        )

    def pending_text(self, meeting: Meeting, label: str) -> Text:
        """The text of this name that is still before the Council; anything else is refused."""
        text = meeting.text(label)
        if text is None:
            known = [one.label for one in meeting.texts if one.pending]
            self.refuse(self.rule, "a text before the Council", did_you_mean(label, known, "Submit it first."))
        if not text.pending:
            self.refuse(self.rule, f"a text still to be decided: {label} is {text.fate}", "Take another text.")
        return text

    @property
    def what(self) -> str:
        """What is done, in words, without who does it."""
        return f"{self.name} {getattr(self, 'item', '')}".strip()

    def ground(self, meeting: Meeting) -> str:  # noqa: ARG002 - most acts stand on one rule
        """The rule on which this act stands in this meeting."""
        return self.rule

    def __str__(self) -> str:
        return self.what if self.by is None else f"{self.what}, by {self.by}"


def said(meeting: Meeting, *lines: str) -> Meeting:
    """The meeting with these lines added to its transcript."""
    return attrs.evolve(meeting, transcript=(*meeting.transcript, *lines))


def ended(words: str) -> str:
    """The end of a line of the transcript: what was said in short, or a full stop."""
    return f": {words}" if words else "."
