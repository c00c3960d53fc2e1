"""The Council at work: a meeting step by step, under its own rules or those of a Model UN.

`Meeting.open()` begins one, `meeting.in_order` says what may be done now, `meeting.do()` does it or names the rule
that forbids it; `replay()` plays meetings that history held; `same_vote()` compares two rule books.
"""

from __future__ import annotations

from unsc_sim.procedure._act import Act
from unsc_sim.procedure._acts import ACTS
from unsc_sim.procedure._floor import Classification, Decision, Fate, MotionKind, QuestionKind, Stage, Text
from unsc_sim.procedure._rulebook import ProcedureRule, rule_of_procedure, rules_of_procedure
from unsc_sim.procedure.classes import ClassedMatter, class_of, classes_of_matters
from unsc_sim.procedure.meeting import Meeting, Opening
from unsc_sim.procedure.presets import Comparison, HouseRules, preset, presets, read_preset, same_vote
from unsc_sim.procedure.transcript import (
    Replay,
    Step,
    meeting_to_toml,
    read_meeting,
    read_replay,
    replay,
    replays,
    save_meeting,
)  # fmt: skip

__all__ = [
    "ACTS", "Act", "ClassedMatter",
    "Classification", "Comparison", "Decision", "Fate", "HouseRules", "Meeting", "MotionKind",
    "Opening", "ProcedureRule", "QuestionKind", "Replay", "Stage", "Step", "Text",
    "class_of",
    "classes_of_matters", "meeting_to_toml", "preset",
    "presets", "read_meeting", "read_preset", "read_replay", "replay", "replays", "rule_of_procedure",
    "rules_of_procedure", "same_vote", "save_meeting",
]  # fmt: skip
