"""What follows from a decision: the agenda, a guest, a text's fate, a motion's effect, the class of a matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from unsc_sim.charter import Matter
from unsc_sim.procedure._act import said
from unsc_sim.procedure._business import rise
from unsc_sim.procedure._floor import Classification, Decision, Fate, Guest, Motion, MotionKind, Question, QuestionKind
from unsc_sim.procedure._floor import Ruling as _Ruling
from unsc_sim.procedure._table import classed, decided, divided, moved_first, without_motion

if TYPE_CHECKING:
    from unsc_sim.procedure.meeting import Meeting

__all__ = ["settle"]


def settle(meeting: Meeting, question: Question, decision: Decision) -> Meeting:
    """Take the question off the table and let its decision take effect."""
    meeting = attrs.evolve(
        meeting, questions=meeting.questions[:-1], decisions=(*meeting.decisions, decision)
    )  # fmt: skip
    return _EFFECTS[question.kind](meeting, question, decision)


def _agenda(meeting: Meeting, _: Question, decision: Decision) -> Meeting:
    if decision.carried:
        return said(attrs.evolve(meeting, agenda_adopted=True), f"The agenda is adopted: {meeting.agenda}.")
    return rise(meeting, Fate.NOT_PUT, "The agenda is not adopted; there is no meeting.")


def _invitation(meeting: Meeting, question: Question, decision: Decision) -> Meeting:
    guest = question.guest or Guest(question.item)
    if not decision.carried:
        return said(meeting, f"{guest.name} is not invited.")
    return said(
        attrs.evolve(meeting, guests=(*meeting.guests, guest)),
        f"{guest.name} is invited under rule {guest.under}, without a vote.",
    )


def _text(meeting: Meeting, question: Question, decision: Decision) -> Meeting:
    text = attrs.evolve(meeting.require_text(question.item), fate=decision.fate)
    return said(decided(meeting, text), f"{text.label}: {text.fate}.")


def _motion(meeting: Meeting, question: Question, decision: Decision) -> Meeting:
    motion = question.motion
    meeting = without_motion(meeting, question.item)
    if motion is None or not decision.carried:
        return said(meeting, "The motion falls; the meeting continues.")
    return _carried(meeting, motion)


def _carried(meeting: Meeting, motion: Motion) -> Meeting:
    match motion.kind:
        case MotionKind.SUSPEND:
            return said(attrs.evolve(meeting, suspended=True), "The meeting is suspended.")
        case MotionKind.ADJOURN | MotionKind.ADJOURN_TO:
            return rise(meeting, Fate.NOT_PUT, f"The motion is carried: the Council will {motion.label}.")
        case MotionKind.POSTPONE:
            return rise(meeting, Fate.POSTPONED, f"Discussion is postponed to {motion.detail}; the meeting rises.")
        case MotionKind.REFER:
            texts = tuple(attrs.evolve(one, fate=Fate.REFERRED) if one.pending else one for one in meeting.texts)
            return said(attrs.evolve(meeting, texts=texts), f"The matter is referred to {motion.detail}.")
        case MotionKind.TAKE_FIRST:
            return said(moved_first(meeting, motion.detail), f"{motion.detail} will be taken first.")
        case MotionKind.CLOSE_DEBATE:
            return said(attrs.evolve(meeting, debate_closed=True, speakers=()), "The debate is closed.")


def _ruling(meeting: Meeting, question: Question, decision: Decision) -> Meeting:
    if not decision.carried:
        return said(meeting, "The ruling stands.")
    meeting = said(meeting, "The ruling is overruled.")
    ruling = question.ruling
    return classed(meeting, ruling.item, ruling.overruled) if ruling and ruling.overruled else meeting


def _preliminary(meeting: Meeting, question: Question, decision: Decision) -> Meeting:
    matter = Matter.PROCEDURAL if decision.carried else Matter.SUBSTANTIVE
    if decision.fate is Fate.VETOED:
        meeting = said(meeting, "A permanent member voted against: the matter is not held to be procedural.")
    if decision.carried and meeting.classification is Classification.PRESIDENT_RULES:
        ruling = _Ruling(f"{question.item} is procedural", question.item, matter)
        meeting = said(attrs.evolve(meeting, ruling=ruling), f"The President rules accordingly: {ruling.words}.")
    return classed(meeting, question.item, matter)


def _statement(meeting: Meeting, question: Question, decision: Decision) -> Meeting:
    if decision.carried:
        return said(meeting, f"The statement is agreed: {question.item}.")
    return said(meeting, "The statement is not agreed; it needs the agreement of every member.")


def _division(meeting: Meeting, question: Question, decision: Decision) -> Meeting:
    if not decision.carried:
        return said(meeting, f"{question.item} will not be divided.")
    return said(divided(meeting, question.item, question.words), f"{question.words} will be voted on separately.")


_EFFECTS = {
    QuestionKind.AGENDA: _agenda,
    QuestionKind.INVITATION: _invitation,
    QuestionKind.TEXT: _text,
    QuestionKind.MOTION: _motion,
    QuestionKind.RULING: _ruling,
    QuestionKind.PRELIMINARY: _preliminary,
    QuestionKind.STATEMENT: _statement,
    QuestionKind.DIVISION: _division,
}
