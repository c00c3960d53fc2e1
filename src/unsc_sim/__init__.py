"""The UN Security Council as a library: what happened to a draft, why, what would have changed it, and what next.

The house, in reading order (a module imports only from those above it):

- the law: `errors`, `votes`, `states`, `documents`, `rules`, `charter`, `rollcall`, `seats`, `presidency`, `council`,
  `decisions`
- the record: `casefile`, `casebook`
- the arithmetic: `counting`
- asking questions: `whatif`, `reforms`, `power`, `alliances`, `forecast`, `sweep`
- the Council at work: `procedure`, `elections`
- showing: `display`, `cli`; for tests of your own: `strategies`

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
    from unsc_sim import display
    from unsc_sim.casebook import case, cases, roll_call, roll_calls
    from unsc_sim.casefile import Case, Entry, read_case, read_vote

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
    "Group",
    "HindsightWarning",
    "Matter",
    "Outcome",
    "PartyAbstention",
    "Provision",
    "Reason",
    "RollCall",
    "Seat",
    "State",
    "Symbol",
    "Tally",
    "UnscSimError",
    "Vote",
    "case",
    "cases",
    "decide",
    "display",
    "president",
    "president_of_month",
    "provision_for",
    "read_case",
    "read_vote",
    "roll_call",
    "roll_calls",
    "rule_for",
    "state",
]

_ROOMS = frozenset(("display",))
_LAZY = {
    "case": "casebook",
    "cases": "casebook",
    "roll_call": "casebook",
    "roll_calls": "casebook",
    "Case": "casefile",
    "Entry": "casefile",
    "read_case": "casefile",
    "read_vote": "casefile",
}


def __getattr__(name: str) -> Any:
    if name in _ROOMS:
        return import_module(f"unsc_sim.{name}")
    if name in _LAZY:
        return getattr(import_module(f"unsc_sim.{_LAZY[name]}"), name)
    raise AttributeError(f"module 'unsc_sim' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
