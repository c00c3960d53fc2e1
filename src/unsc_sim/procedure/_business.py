"""The chair, the floor and the guests: who presides, who speaks, who is invited, when the meeting ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

import attrs

from unsc_sim.procedure._act import Act, ended, said
from unsc_sim.procedure._floor import Fate, Guest, Question, QuestionKind, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unsc_sim.procedure.meeting import Meeting

__all__ = ["AskForTheFloor", "CedeTheChair", "Close", "Explain", "Invite", "Resume", "Speak", "rise"]

_TALK = frozenset({Stage.AGENDA, Stage.FLOOR})


def rise(meeting: Meeting, fate: Fate, line: str) -> Meeting:
    """End the meeting; what was not decided takes this fate."""
    texts = tuple(attrs.evolve(text, fate=fate) if text.pending else text for text in meeting.texts)
    return said(attrs.evolve(meeting, texts=texts, motions=(), speakers=(), questions=(), closed=True), line)


@attrs.frozen
class AskForTheFloor(Act):
    """A member asks to speak."""

    name: ClassVar[str] = "ask for the floor"
    rule: ClassVar[str] = "27"
    because: ClassVar[str] = "Members speak in the order in which they ask."
    stages: ClassVar[frozenset[Stage]] = _TALK

    def forbidden(self, meeting: Meeting) -> None:
        """A member is on the list once, and a closed debate has no list."""
        if self.by in meeting.speakers:
            self.refuse("27", "a member that is not on the list yet", "Wait for the turn, or speak if it has come.")
        if meeting.debate_closed:
            self.refuse("model-un", "a vote: the debate is closed", "Put the first text to the vote.")

    def done(self, meeting: Meeting) -> Meeting:
        """Put the member at the end of the list."""
        who = self.who(meeting)
        return said(
            attrs.evolve(meeting, speakers=(*meeting.speakers, who)), f"{self.called(meeting)} asks for the floor."
        )

    @classmethod
    def candidates(cls, meeting: Meeting) -> Iterable[Self]:  # noqa: ARG003 - anybody at any moment
        """Anybody who is not on the list."""
        return (cls(),)


@attrs.frozen
class Speak(Act):
    """A member, or a guest by name, makes a statement; `words` says in short what."""

    name: ClassVar[str] = "speak"
    rule: ClassVar[str] = "27"
    because: ClassVar[str] = "The floor is given in the order asked; to anybody while nobody is waiting."
    stages: ClassVar[frozenset[Stage]] = _TALK

    words: str = ""
    guest: str = ""

    @property
    def what(self) -> str:
        """Who is given the floor."""
        return f"give the floor to {self.guest}" if self.guest else self.name

    def _check_member(self, meeting: Meeting) -> None:
        if not self.guest:
            super()._check_member(meeting)

    def forbidden(self, meeting: Meeting) -> None:
        """In turn, and only while there is a debate."""
        if self.guest and self.guest not in {guest.name for guest in meeting.guests}:
            self.refuse("39", "a member or somebody invited", f"Invite {self.guest} first (rules 37 and 39).")
        if not self.guest and meeting.speakers and meeting.speakers[0] != self.by:
            self.refuse(
                "27", f"{meeting.called(meeting.speakers[0])}, the first on the list", "Ask for the floor and wait."
            )
        if meeting.debate_closed:
            self.refuse("model-un", "a vote: the debate is closed", "Put the first text to the vote.")

    def done(self, meeting: Meeting) -> Meeting:
        """Record the statement and move the list on."""
        who = self.guest or self.called(meeting)
        waiting = tuple(one for one in meeting.speakers if one != self.by or self.guest)
        said_what = f": {self.words}" if self.words else " makes a statement."
        return said(attrs.evolve(meeting, speakers=waiting), f"{who}{said_what}")

    @classmethod
    def candidates(cls, meeting: Meeting) -> Iterable[Self]:
        """Whoever is next, and the guests."""
        return (cls(), *(cls(guest=guest.name) for guest in meeting.guests))


@attrs.frozen
class Explain(Act):
    """A member explains its vote, before or after the voting."""

    name: ClassVar[str] = "explain the vote"
    rule: ClassVar[str] = "40"
    because: ClassVar[str] = "Votes are explained before or after the voting, except where there is no debate."
    stages: ClassVar[frozenset[Stage]] = frozenset({Stage.QUESTION, Stage.FLOOR})

    words: str = ""

    def forbidden(self, meeting: Meeting) -> None:
        """Not on a question decided without debate, and not before any question."""
        if meeting.question and not meeting.question.debatable:
            rule = "30" if meeting.question.kind is QuestionKind.RULING else "33"
            self.refuse(rule, "the vote at once, without debate", "Vote; speak afterwards.")
        if not meeting.question and not meeting.decisions:
            self.refuse("27", "a vote to explain", "Speak in the debate instead.")

    def done(self, meeting: Meeting) -> Meeting:
        """Record the explanation."""
        when = "before the vote" if meeting.question else "after the vote"
        return said(meeting, f"{self.called(meeting)} explains its position {when}{ended(self.words)}")

    @classmethod
    def candidates(cls, meeting: Meeting) -> Iterable[Self]:  # noqa: ARG003 - anybody at any moment
        """Anybody."""
        return (cls(),)


@attrs.frozen
class Invite(Act):
    """A member proposes to invite a State (rule 37) or another person (rule 39); the Council then decides."""

    name: ClassVar[str] = "invite"
    rule: ClassVar[str] = "37"
    because: ClassVar[str] = "Decided without a vote unless a member objects; procedural."

    guest: str
    under: str = "37"

    @property
    def what(self) -> str:
        """Who is invited, and how."""
        return f"invite {self.guest} under rule {self.under}"

    def ground(self, meeting: Meeting) -> str:  # noqa: ARG002 - the rule is its own detail
        """Rule 37 or rule 39."""
        return self.under

    def forbidden(self, meeting: Meeting) -> None:
        """A guest is invited once, under one of two rules, and is not a member."""
        if self.under not in {"37", "39"}:
            self.refuse("37", "under='37' for a State or under='39' for a person", "Choose one of the two rules.")
        if self.guest in {guest.name for guest in meeting.guests}:
            self.refuse(self.under, "somebody not yet invited", "Give the guest the floor: speak, guest=…")
        if meeting.is_member(self.guest):
            self.refuse("37", "a State that is not a member of the Council", "Members need no invitation.")

    def done(self, meeting: Meeting) -> Meeting:
        """Put the invitation."""
        question = Question(QuestionKind.INVITATION, self.guest, guest=Guest(self.guest, self.under))
        return said(
            attrs.evolve(meeting, questions=(question,)),
            f"{self.called(meeting)} proposes to invite {self.guest} under rule {self.under}.",
        )

    @classmethod
    def candidates(cls, meeting: Meeting) -> Iterable[Self]:
        """A guest of each kind, under names not yet taken."""
        number = len(meeting.guests) + 1
        return (cls(f"guest {number}"), cls(f"briefer {number}", under="39"))


@attrs.frozen
class CedeTheChair(Act):
    """The President leaves the chair for this question."""

    name: ClassVar[str] = "cede the chair"
    rule: ClassVar[str] = "20"
    because: ClassVar[str] = "The President's own choice; the next member in alphabetical order presides."
    stages: ClassVar[frozenset[Stage]] = _TALK
    presides: ClassVar[bool] = True

    def forbidden(self, meeting: Meeting) -> None:
        """Not once round the table."""
        if meeting.next_chair == meeting.council.president:
            self.refuse("20", "a member that has not stepped aside", f"{meeting.called(meeting.chair)} presides.")

    def done(self, meeting: Meeting) -> Meeting:
        """Seat the next member in the chair."""
        leaves, presides = meeting.called(meeting.chair), meeting.called(meeting.next_chair)
        line = f"{leaves} leaves the chair for this question; {presides} presides (rule 20)."
        return said(attrs.evolve(meeting, chair=meeting.next_chair), line)

    @classmethod
    def candidates(cls, meeting: Meeting) -> Iterable[Self]:  # noqa: ARG003 - at any moment
        """One act."""
        return (cls(),)


@attrs.frozen
class Resume(Act):
    """The President resumes a suspended meeting."""

    name: ClassVar[str] = "resume the meeting"
    rule: ClassVar[str] = "33"
    because: ClassVar[str] = "A suspended meeting goes on where it stopped."
    needs: ClassVar[str] = "The meeting is not suspended; go on."
    stages: ClassVar[frozenset[Stage]] = frozenset({Stage.SUSPENDED})
    presides: ClassVar[bool] = True

    def done(self, meeting: Meeting) -> Meeting:
        """Go on."""
        return said(attrs.evolve(meeting, suspended=False), "The meeting is resumed.")

    @classmethod
    def candidates(cls, meeting: Meeting) -> Iterable[Self]:  # noqa: ARG003 - the stage says when
        """One act."""
        return (cls(),)


@attrs.frozen
class Close(Act):
    """The President ends a meeting that has no more business; drafts not pressed are not put to the vote."""

    name: ClassVar[str] = "close the meeting"
    rule: ClassVar[str] = "19"
    because: ClassVar[str] = (
        "Nobody is waiting to speak and no motion is pending; a draft need not be pressed to a vote."
    )
    presides: ClassVar[bool] = True
    in_writing: ClassVar[bool] = True

    def forbidden(self, meeting: Meeting) -> None:
        """Not over the heads of speakers and movers."""
        if meeting.speakers:
            self.refuse(
                "27", f"{meeting.called(meeting.speakers[0])} to speak first", "Give the floor to those on the list."
            )
        if meeting.motions:
            self.refuse("33", f"a decision on the motion to {meeting.motions[0].label}", "Put the motion.")

    def done(self, meeting: Meeting) -> Meeting:
        """End the meeting."""
        left = [text.label for text in meeting.texts if text.pending]
        beside = f" Not put to the vote: {', '.join(left)}." if left else ""
        return rise(meeting, Fate.NOT_PUT, f"The meeting rises.{beside}")

    @classmethod
    def candidates(cls, meeting: Meeting) -> Iterable[Self]:  # noqa: ARG003 - check says when
        """One act."""
        return (cls(),)
