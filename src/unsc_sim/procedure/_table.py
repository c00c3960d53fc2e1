"""Changes to what lies on the table of a meeting: texts replaced, lapsed, divided, reordered or classed anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from unsc_sim.documents import DraftResolution, Kind
from unsc_sim.procedure._act import said
from unsc_sim.procedure._floor import Fate, QuestionKind, Text

if TYPE_CHECKING:
    from unsc_sim.charter import Matter
    from unsc_sim.procedure.meeting import Meeting

__all__ = ["classed", "decided", "divided", "moved_first", "with_text", "without_motion"]


def with_text(meeting: Meeting, changed: Text) -> Meeting:
    """The meeting with one text replaced by its changed self, in the same place."""
    texts = tuple(changed if text.label == changed.label else text for text in meeting.texts)
    return attrs.evolve(meeting, texts=texts)


def decided(meeting: Meeting, text: Text) -> Meeting:
    """The meeting with a text that is settled, and whatever hung on it lapsed."""
    meeting = with_text(meeting, text)
    for child in meeting.texts:
        if child.on == text.label and child.pending:
            meeting = decided(meeting, attrs.evolve(child, fate=Fate.LAPSED))
    return meeting


def without_motion(meeting: Meeting, label: str) -> Meeting:
    """The meeting without a motion."""
    return attrs.evolve(meeting, motions=tuple(motion for motion in meeting.motions if motion.label != label))


def moved_first(meeting: Meeting, label: str) -> Meeting:
    """The meeting with one draft before all others."""
    return attrs.evolve(meeting, texts=tuple(sorted(meeting.texts, key=lambda text: text.label != label)))


def divided(meeting: Meeting, item: str, part: str) -> Meeting:
    """The meeting with a part of a text set apart for its own vote."""
    whole = meeting.require_text(item)
    label = f"{part} of {item}"
    draft = DraftResolution(title=label, kind=Kind.PARAGRAPH, sponsors=whole.draft.sponsors, text=label)
    text = Text(label, whole.by, draft, whole.matter, on=item)
    return attrs.evolve(meeting, texts=(*meeting.texts, text))


def classed(meeting: Meeting, item: str, matter: Matter) -> Meeting:
    """The meeting with a text held to be of this matter, together with all that hangs on it.

    A vote already taken on it is decided anew.
    """
    text = attrs.evolve(meeting.require_text(item), matter=matter, classed=True)
    meeting = with_text(meeting, text)
    outcome = meeting.outcome(item)
    if outcome is not None and outcome.roll_call.matter is not matter:
        again = meeting.house.decide(attrs.evolve(outcome.roll_call, matter=matter))
        fate = Fate[again.reason.name]
        decisions = tuple(
            attrs.evolve(one, fate=fate, outcome=again) if one.kind is QuestionKind.TEXT and one.item == item else one
            for one in meeting.decisions
        )
        meeting = with_text(attrs.evolve(meeting, decisions=decisions), attrs.evolve(text, fate=fate))
        meeting = said(meeting, f"So {item} is {again.reason.value} ({again.tally}).")
    for child in meeting.texts:
        if child.on == item:
            meeting = classed(meeting, child.label, matter)
    return meeting
