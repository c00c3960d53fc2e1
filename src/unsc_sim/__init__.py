"""The UN Security Council as a library: what happened to a draft, why, what would have changed it, and what next.

The house, in reading order (a module imports only from those above it):

- the law: `errors`, `votes`, `states`, `documents`, `bodies`, `rules`, `charter`, `rollcall`, `seats`, `presidency`,
  `council`, `decisions`
- the record: `casefile`, `casebook`, `records`
- the arithmetic: `automaton` (a rule as a machine), `counting`, `changes`
- asking questions: `whatif`, `comparisons`, `paths`, `reforms`, `modifiers`, `power`, `alliances`, `forecast`, `sweep`
- the Council at work: `procedure`, `elections`
- showing: `display`, `plot` (matplotlib), `reports`, `teach`, `chamber` (the Council table), `cli`
- for tests of your own: `strategies`

The law is loaded at once; every other room when you first ask for it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from unsc_sim.charter import Matter, Provision, provision_for, rule_for
from unsc_sim.council import Council
from unsc_sim.decisions import Outcome, PartyAbstention, Reason, decide
from unsc_sim.documents import DraftResolution, Symbol
from unsc_sim.errors import HindsightWarning, UnscSimError
from unsc_sim.presidency import president, president_of_month
from unsc_sim.rollcall import RollCall
from unsc_sim.rules import ELECTED, EVERYONE, P5, Affirmative, Assembly, Concurrence, Group
from unsc_sim.seats import Seat
from unsc_sim.states import State, state
from unsc_sim.votes import Tally, Vote

if TYPE_CHECKING:
    from unsc_sim import (
        alliances,
        chamber,
        counting,
        display,
        elections,
        forecast,
        modifiers,
        plot,
        power,
        procedure,
        records,
        reforms,
        sweep,
        teach,
    )
    from unsc_sim.alliances import agreement_graph, alliance_graph, bloc_graph
    from unsc_sim.casebook import case, cases, roll_call, roll_calls
    from unsc_sim.casefile import Case, Entry, read_case, read_vote
    from unsc_sim.changes import fewest_changes, pivotal
    from unsc_sim.comparisons import compare
    from unsc_sim.counting import census, chance, most_likely, sample
    from unsc_sim.display import save_svg, to_html
    from unsc_sim.forecast import Forecast, backtest, predict
    from unsc_sim.paths import what_would_it_take
    from unsc_sim.procedure import Meeting
    from unsc_sim.reforms import reform
    from unsc_sim.reports import report, save_report
    from unsc_sim.whatif import Scenario, what_if
    from unsc_sim.widgets import council_table

__all__ = [
    "ELECTED",
    "EVERYONE",
    "P5",
    "Affirmative",
    "Assembly",
    "Case",
    "Concurrence",
    "Council",
    "DraftResolution",
    "Entry",
    "Forecast",
    "Group",
    "HindsightWarning",
    "Matter",
    "Meeting",
    "Outcome",
    "PartyAbstention",
    "Provision",
    "Reason",
    "RollCall",
    "Scenario",
    "Seat",
    "State",
    "Symbol",
    "Tally",
    "UnscSimError",
    "Vote",
    "agreement_graph",
    "alliance_graph",
    "alliances",
    "backtest",
    "bloc_graph",
    "case",
    "cases",
    "census",
    "chamber",
    "chance",
    "compare",
    "council_table",
    "counting",
    "decide",
    "display",
    "elections",
    "fewest_changes",
    "forecast",
    "modifiers",
    "most_likely",
    "pivotal",
    "plot",
    "power",
    "predict",
    "president",
    "president_of_month",
    "procedure",
    "provision_for",
    "read_case",
    "read_vote",
    "records",
    "reform",
    "reforms",
    "report",
    "roll_call",
    "roll_calls",
    "rule_for",
    "sample",
    "save_report",
    "save_svg",
    "state",
    "sweep",
    "teach",
    "to_html",
    "what_if",
    "what_would_it_take",
]

_ROOMS = frozenset(
    (
        "alliances",
        "chamber",
        "counting",
        "display",
        "elections",
        "forecast",
        "modifiers",
        "plot",
        "power",
        "procedure",
        "records",
        "reforms",
        "sweep",
        "teach",
    )
)
_LAZY = {
    "agreement_graph": "alliances",
    "alliance_graph": "alliances",
    "bloc_graph": "alliances",
    "case": "casebook",
    "cases": "casebook",
    "roll_call": "casebook",
    "roll_calls": "casebook",
    "Case": "casefile",
    "Entry": "casefile",
    "read_case": "casefile",
    "read_vote": "casefile",
    "fewest_changes": "changes",
    "pivotal": "changes",
    "compare": "comparisons",
    "census": "counting",
    "chance": "counting",
    "most_likely": "counting",
    "sample": "counting",
    "save_svg": "display",
    "to_html": "display",
    "Forecast": "forecast",
    "backtest": "forecast",
    "predict": "forecast",
    "what_would_it_take": "paths",
    "Meeting": "procedure",
    "reform": "reforms",
    "report": "reports",
    "save_report": "reports",
    "Scenario": "whatif",
    "what_if": "whatif",
    "council_table": "widgets",
}


def __getattr__(name: str) -> Any:
    if name in _ROOMS:
        return import_module(f"unsc_sim.{name}")
    if name in _LAZY:
        return getattr(import_module(f"unsc_sim.{_LAZY[name]}"), name)
    raise AttributeError(f"module 'unsc_sim' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
