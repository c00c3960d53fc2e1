"""The Council table: a start, a vote on every seat and a rule, and everything that a page or a notebook shows of it."""

from __future__ import annotations

from unsc_sim.chamber._bridge import answer
from unsc_sim.chamber._fragment import read_fragment, write_fragment
from unsc_sim.chamber._law import LIMITS, Law
from unsc_sim.chamber._table import CouncilTable, OnRecord
from unsc_sim.chamber._view import catalogue, choices, forecast, view, ways
from unsc_sim.chamber._ways import Suggestion, by_rule, by_votes

__all__ = [
    "LIMITS",
    "CouncilTable",
    "Law",
    "OnRecord",
    "Suggestion",
    "answer",
    "by_rule",
    "by_votes",
    "catalogue",
    "choices",
    "forecast",
    "read_fragment",
    "view",
    "ways",
    "write_fragment",
]
