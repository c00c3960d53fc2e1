"""Texts before the Council: submitted, amended, revised, withdrawn, taken up, divided."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, ClassVar, Self

import attrs

from unsc_sim._sentences import listed
from unsc_sim.charter import Matter
from unsc_sim.documents import DraftResolution, Kind, Symbol
from unsc_sim.errors import SymbolError
from unsc_sim.procedure._act import Act, ended, said
from unsc_sim.procedure._floor import Effect, Fate, Question, QuestionKind, Stage, Text
from unsc_sim.procedure._table import decided, divided, with_text, without_motion
from unsc_sim.states import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unsc_sim.procedure.meeting import Meeting

__all__ = ["Accept", "Amend", "Divide", "OpposeDivision", "Revise", "Sponsor", "Submit", "TakeUp", "Withdraw"]

RESERVED = "agenda"
_FEW = 4


def _by(meeting: Meeting, sponsors: tuple[State, ...]) -> str:
    """Who tabled it: every sponsor by name where they are few."""
    names = [meeting.called(sponsor) for sponsor in sponsors]
    return listed(names if len(names) <= _FEW else [names[0], f"{len(names) - 1} others"])


def _symbol(label: str) -> Symbol | None:
    try:
        return Symbol.parse(label)
    except SymbolError:
        return None


def _free_label(meeting: Meeting, word: str) -> str:
    taken = {text.label for text in meeting.texts}
    return next(label for label in (f"{word} {n}" for n in count(1)) if label not in taken)


@attrs.frozen
class Submit(Act):
    """A draft resolution is submitted; `item` is its symbol or any name it shall have."""

    name: ClassVar[str] = "submit"
    rule: ClassVar[str] = "31"
    because: ClassVar[str] = "Drafts are taken in the order of submission; no seconder is needed (rules 32 and 34)."
    outsiders: ClassVar[bool] = True
    in_writing: ClassVar[bool] = True

    item: str
    title: str = ""
    matter: Matter = Matter.SUBSTANTIVE
    sponsors: tuple[State, ...] = ()

    def forbidden(self, meeting: Meeting) -> None:
        """A new name, by a member or an invited State."""
        if self.item == RESERVED or not self.item.strip() or meeting.text(self.item):
            self.refuse("31", "a name no other text bears", "Give the draft's symbol, or another name.")
        if self.by not in meeting.council.members and not meeting.is_invited(self.who(meeting)):
            self.refuse("38", "a member, or a State invited under rule 37", f"Invite {self.called(meeting)} first.")

    def done(self, meeting: Meeting) -> Meeting:
        """Put the draft behind those submitted before."""
        mover = self.who(meeting)
        sponsors = tuple(dict.fromkeys((mover, *self.sponsors)))
        draft = DraftResolution(_symbol(self.item), title=self.title, sponsors=sponsors, text=self.item)
        text = Text(self.item, mover, draft, self.matter, asked=mover in meeting.council.members)
        how = "in blue" if meeting.written else "submitted"
        line = f"Draft resolution {self.item} is {how} by {_by(meeting, sponsors)}{ended(self.title)}"
        return said(attrs.evolve(meeting, texts=(*meeting.texts, text)), line)

    @classmethod
    def candidates(cls, meeting: Meeting) -> Iterable[Self]:
        """A draft under the first free name."""
        return (cls(_free_label(meeting, "draft")),)


@attrs.frozen
class Amend(Act):
    """An amendment to a draft, or to another amendment; `item` is its symbol or any name."""

    name: ClassVar[str] = "amend"
    rule: ClassVar[str] = "36"
    because: ClassVar[str] = "An amendment goes before its text and is decided as its text is."

    item: str
    on: str
    words: str = ""
    effect: Effect = Effect.CHANGES

    @property
    def what(self) -> str:
        """What is amended by what."""
        return f"amend {self.on}: {self.item}"

    def forbidden(self, meeting: Meeting) -> None:
        """A new name, on a text that can be amended."""
        if self.item == RESERVED or not self.item.strip() or meeting.text(self.item):
            self.refuse("36", "a name no other text bears", "Give the amendment's symbol, or another name.")
        target = self.pending_text(meeting, self.on)
        if target.draft.kind is Kind.PARAGRAPH or (target.is_amendment and meeting.parent(target).on):
            self.refuse("36", "a draft, or an amendment to a draft", f"Amend {target.on}.")

    def done(self, meeting: Meeting) -> Meeting:
        """Put the amendment before its text."""
        target = meeting.require_text(self.on)
        mover = self.who(meeting)
        draft = DraftResolution(
            _symbol(self.item), title=self.words, kind=Kind.AMENDMENT, sponsors=(mover,), text=self.item
        )
        text = Text(self.item, mover, draft, target.matter, on=self.on, effect=self.effect)
        line = f"{meeting.called(mover)} introduces {self.item}, an amendment to {self.on}{ended(self.words)}"
        return said(attrs.evolve(meeting, texts=(*meeting.texts, text)), line)

    @classmethod
    def candidates(cls, meeting: Meeting) -> Iterable[Self]:
        """An amendment to each text."""
        return tuple(cls(_free_label(meeting, "amendment"), on=text.label) for text in meeting.texts)


@attrs.frozen
class _OnText(Act):
    item: str

    @classmethod
    def candidates(cls, meeting: Meeting) -> Iterable[Self]:
        """One for each text."""
        return tuple(cls(text.label) for text in meeting.texts)

    def _by_the_mover(self, meeting: Meeting, rule: str, remedy: str) -> Text:
        text = self.pending_text(meeting, self.item)
        if self.by != text.by:
            self.refuse(rule, f"the mover, {meeting.called(text.by)}", remedy)
        return text


@attrs.frozen
class Revise(_OnText):
    """The mover revises the text, often to take in a change that others ask for."""

    name: ClassVar[str] = "revise"
    rule: ClassVar[str] = "31"
    because: ClassVar[str] = "A mover may change the text until it is put; what it accepts so is not voted on."
    outsiders: ClassVar[bool] = True
    in_writing: ClassVar[bool] = True

    words: str = ""

    def forbidden(self, meeting: Meeting) -> None:
        """Only the mover, only its own text."""
        self._by_the_mover(meeting, "31", "Introduce an amendment instead: amend.")

    def done(self, meeting: Meeting) -> Meeting:
        """Count the revision."""
        text = meeting.require_text(self.item)
        revised = attrs.evolve(text, revision=text.revision + 1)
        line = f"{self.called(meeting)} revises {self.item} (revision {revised.revision}){ended(self.words)}"
        return said(with_text(meeting, revised), line)


@attrs.frozen
class Accept(_OnText):
    """The mover of a draft accepts an amendment as friendly: Model UN only."""

    name: ClassVar[str] = "accept"
    rule: ClassVar[str] = "36"
    because: ClassVar[str] = "In this Model UN an amendment that the mover accepts needs no vote."

    def forbidden(self, meeting: Meeting) -> None:
        """Not in the Council, which knows no friendly amendments."""
        if not meeting.house.friendly_amendments:
            self.refuse("36", "a vote on the amendment, or a revision", "The mover may take it in: revise.")
        text = self.pending_text(meeting, self.item)
        if not text.is_amendment or meeting.parent(text).by != self.by:
            self.refuse("model-un", "the mover of the text that is amended", "Put the amendment to the vote.")

    def done(self, meeting: Meeting) -> Meeting:
        """Take the amendment in."""
        text = attrs.evolve(meeting.require_text(self.item), fate=Fate.WITHOUT_VOTE)
        return said(decided(meeting, text), f"{self.called(meeting)} accepts {self.item}; no vote is needed.")


@attrs.frozen
class Sponsor(_OnText):
    """A State joins the sponsors of a draft, which changes nothing in how it is decided."""

    name: ClassVar[str] = "sponsor"
    rule: ClassVar[str] = "31"
    because: ClassVar[str] = "States may join until the vote, members or not; a sponsor may still vote as it likes."
    outsiders: ClassVar[bool] = True
    in_writing: ClassVar[bool] = True

    def forbidden(self, meeting: Meeting) -> None:
        """Once each."""
        if self.by in self.pending_text(meeting, self.item).draft.sponsors:
            self.refuse("31", "a State that is not yet a sponsor", "Nothing needs to be done.")

    def done(self, meeting: Meeting) -> Meeting:
        """Add the sponsor."""
        text = meeting.require_text(self.item)
        draft = attrs.evolve(text.draft, sponsors=(*text.draft.sponsors, self.who(meeting)))
        return said(
            with_text(meeting, attrs.evolve(text, draft=draft)),
            f"{self.called(meeting)} joins the sponsors of {self.item}.",
        )


@attrs.frozen
class Withdraw(_OnText):
    """The mover withdraws a text or a motion that has not been voted on."""

    name: ClassVar[str] = "withdraw"
    rule: ClassVar[str] = "35"
    because: ClassVar[str] = "The mover's right until the vote; another member may take the text up."
    stages: ClassVar[frozenset[Stage]] = frozenset({Stage.FLOOR, Stage.AGENDA, Stage.QUESTION})
    outsiders: ClassVar[bool] = True
    in_writing: ClassVar[bool] = True

    def forbidden(self, meeting: Meeting) -> None:
        """Only the mover, and not once letters are being written."""
        motion = meeting.motion(self.item)
        asked = meeting.question
        if asked and (asked.item != self.item or asked.kind not in {QuestionKind.TEXT, QuestionKind.MOTION}):
            self.refuse("40", "a decision on the question that has been put", "Vote on it first.")
        if meeting.question and meeting.written:
            self.refuse("written-procedure", "the letters of the members", "Wait for the result.")
        if motion is None:
            self._by_the_mover(meeting, "35", "Speak against it, or vote against it.")
        elif motion.by != self.by:
            self.refuse("35", f"the mover, {meeting.called(motion.by)}", "Speak against it, or vote against it.")

    def done(self, meeting: Meeting) -> Meeting:
        """Take it off the table, with the amendments to it."""
        motion = meeting.motion(self.item)
        meeting = attrs.evolve(meeting, questions=())
        if motion:
            return said(
                without_motion(meeting, self.item), f"{self.called(meeting)} withdraws the motion to {self.item}."
            )
        text = attrs.evolve(meeting.require_text(self.item), fate=Fate.WITHDRAWN)
        return said(decided(meeting, text), f"{self.called(meeting)} withdraws {self.item}.")

    @classmethod
    def candidates(cls, meeting: Meeting) -> Iterable[Self]:
        """One for each text and each motion."""
        movable = [
            *meeting.motions,
            *([meeting.question.motion] if meeting.question and meeting.question.motion else []),
        ]
        return (*super().candidates(meeting), *(cls(motion.label) for motion in movable))


@attrs.frozen
class TakeUp(_OnText):
    """A member asks for a vote on a text that was withdrawn, or that a State not on the Council submitted."""

    name: ClassVar[str] = "take up"
    rule: ClassVar[str] = "38"
    because: ClassVar[str] = "A withdrawn text, or one of a non-member, is put when a member makes it its own."

    def ground(self, meeting: Meeting) -> str:
        """Rule 35 for what was withdrawn, rule 38 for what a State not on the Council submitted."""
        text = meeting.text(self.item)
        return "35" if text and text.fate is Fate.WITHDRAWN else self.rule

    def forbidden(self, meeting: Meeting) -> None:
        """Only where it is needed, and not for a part of a text that is gone."""
        text = meeting.text(self.item)
        if text is None or not (text.fate is Fate.WITHDRAWN or (text.pending and not text.asked)):
            self.refuse(
                "35", "a text withdrawn, or one of a non-member not yet asked for", "Submit a text of your own."
            )
        if text.on and not meeting.require_text(text.on).pending:
            self.refuse("35", f"an amendment whose text is still before the Council, not {text.on}", "Submit a draft.")

    def done(self, meeting: Meeting) -> Meeting:
        """Put it back, in its old place."""
        text = meeting.require_text(self.item)
        mover = self.who(meeting) if text.fate is Fate.WITHDRAWN else text.by
        draft = attrs.evolve(text.draft, sponsors=tuple(dict.fromkeys((self.who(meeting), *text.draft.sponsors))))
        back = attrs.evolve(text, by=mover, draft=draft, fate=Fate.PENDING, asked=True)
        return said(with_text(meeting, back), f"{self.called(meeting)} asks that {self.item} be put to the vote.")


@attrs.frozen
class Divide(_OnText):
    """A member asks that a part of a text be voted on separately."""

    name: ClassVar[str] = "ask for a separate vote"
    rule: ClassVar[str] = "32(2)"
    because: ClassVar[str] = "Any member may ask; nobody votes on the request; only the mover can prevent it."

    part: str

    @property
    def label(self) -> str:
        """What the part is called."""
        return f"{self.part} of {self.item}"

    @property
    def what(self) -> str:
        """What is to be voted on separately."""
        return f"{self.name} on {self.label}"

    def forbidden(self, meeting: Meeting) -> None:
        """Not against the mover, not twice, not of a part of a part."""
        text = self.pending_text(meeting, self.item)
        if not text.divisible:
            self.refuse(
                "32(2)",
                f"the consent of the mover, {meeting.called(text.by)}, who objected",
                "Move to delete the part: amend.",
            )
        if text.draft.kind is Kind.PARAGRAPH or not self.part.strip() or meeting.text(self.label):
            self.refuse("32(2)", "a part not yet asked for", "Name another part.")

    def done(self, meeting: Meeting) -> Meeting:
        """Set the part apart, or ask the house where the house decides."""
        line = f"{self.called(meeting)} asks for a separate vote on {self.label}."
        if meeting.house.division_is_voted:
            question = Question(QuestionKind.DIVISION, self.item, words=self.part)
            return said(attrs.evolve(meeting, questions=(question,)), line)
        return said(divided(meeting, self.item, self.part), line)

    @classmethod
    def candidates(cls, meeting: Meeting) -> Iterable[Self]:
        """The first part not yet asked for, of each text."""
        part = f"paragraph {len(meeting.texts)}"
        return tuple(cls(text.label, part=part) for text in meeting.texts)


@attrs.frozen
class OpposeDivision(_OnText):
    """The mover objects to separate votes on its text; that ends the matter."""

    name: ClassVar[str] = "oppose a separate vote"
    rule: ClassVar[str] = "32(2)"
    because: ClassVar[str] = "The mover's objection is final; no vote is taken on it."
    outsiders: ClassVar[bool] = True

    def forbidden(self, meeting: Meeting) -> None:
        """Only the mover, only while parts wait for their vote."""
        if meeting.house.division_is_voted:
            self.refuse("model-un", "the vote on the request", "Vote against the division.")
        self._by_the_mover(meeting, "32(2)", "Vote against the part when it is put.")
        if not any(part.pending for part in meeting.parts_of(self.item)):
            self.refuse("32(2)", "a request for a separate vote", "Wait until a member asks for one.")

    def done(self, meeting: Meeting) -> Meeting:
        """Drop the requests."""
        for part in meeting.parts_of(self.item):
            if part.pending:
                meeting = with_text(meeting, attrs.evolve(part, fate=Fate.LAPSED))
        text = attrs.evolve(meeting.require_text(self.item), divisible=False)
        return said(
            with_text(meeting, text),
            f"{self.called(meeting)} objects; {self.item} will be voted on as a whole (rule 32(2)).",
        )
