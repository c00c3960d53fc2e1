"""The UN Security Council as a library: what happened to a draft, why, what would have changed it, and what next.

The house, in reading order (a module imports only from those above it):

- the law: `errors`, `votes`, `states`, `documents`, `rules`, `charter`, `rollcall`, `seats`, `presidency`, `council`,
  `decisions`
- the arithmetic: `counting`
- the Council at work: `procedure`, `elections`
- asking questions: `whatif`, `reforms`, `power`, `alliances`, `forecast`, `sweep`
- the record: `casebook`
- showing: `display`, `cli`
"""

from __future__ import annotations

from unsc_sim.casebook import case, cases, roll_call, roll_calls
from unsc_sim.casefile import Case, Entry, read_case
from unsc_sim.charter import Matter, Provision, provision_for, rule_for
from unsc_sim.council import Council
from unsc_sim.decisions import Outcome, PartyAbstention, Reason, decide
from unsc_sim.documents import DraftResolution, Symbol
from unsc_sim.errors import UnscSimError
from unsc_sim.presidency import president, president_of_month
from unsc_sim.rollcall import RollCall
from unsc_sim.rules import ELECTED, EVERYONE, P5, Affirmative, Assembly, Concurrence, Group
from unsc_sim.seats import Seat
from unsc_sim.states import State, state
from unsc_sim.votes import Tally, Vote

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
    "president",
    "president_of_month",
    "provision_for",
    "read_case",
    "roll_call",
    "roll_calls",
    "rule_for",
    "state",
]
