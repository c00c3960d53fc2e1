"""A lesson a teacher can use tomorrow: plans, slides, role cards, tallies, truth tables, a quiz, an exit ticket.

Everything is made for one day of the Council, one case of the record and one seed; every number is computed.
`save_kit()` writes it all as pages to print.
"""

from __future__ import annotations

from unsc_sim.teach.kit import kit_pages, page_html, save_kit
from unsc_sim.teach.lessons import Activity, Lesson, Plan, lesson
from unsc_sim.teach.plans import lesson_plan
from unsc_sim.teach.quiz import Question, Quiz, quiz
from unsc_sim.teach.roles import RoleCard, role_cards
from unsc_sim.teach.tallies import SampleTally, sample_tallies
from unsc_sim.teach.ticket import exit_ticket
from unsc_sim.teach.truth import TruthTable, truth_tables

__all__ = [
    "Activity", "Lesson", "Plan", "Question", "Quiz", "RoleCard", "SampleTally", "TruthTable",
    "exit_ticket", "kit_pages", "lesson", "lesson_plan", "page_html", "quiz", "role_cards", "sample_tallies",
    "save_kit", "truth_tables",
]  # fmt: skip
