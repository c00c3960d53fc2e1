"""Voting power, exact: of any rule on any body, with and without abstention, with unions and on graphs.

Every function takes a rule and a body, `shapley_shubik(rule, council)`, or a game alone,
`shapley_shubik(weighted({"Ann": 3, "Bo": 2}, 4))`, and answers with a `Fraction` for every member; any of a state's
names is a key. In reading order:

- `game`: `weighted`, `Game`, and their double majorities by `&` and `|`
- `indices`: pivotal (`shapley_shubik`), decisive (`banzhaf`, `swings`), able to prevent and to initiate (`coleman_…`)
- `coalitions`: counts, and the indices of Deegan and Packel, Holler and Packel, Johnston
- `unions`, `graphs`: members that agree beforehand, members that must be connected
- `profile`: all indices side by side
"""

from __future__ import annotations

from unsc_sim.power._votes import Pivot
from unsc_sim.power.coalitions import (
    Coalitions,
    Tripartitions,
    coalitions,
    deegan_packel,
    holler_packel,
    johnston,
    tripartitions,
)
from unsc_sim.power.game import Game, weighted
from unsc_sim.power.graphs import myerson
from unsc_sim.power.indices import (
    banzhaf,
    coleman_collective,
    coleman_initiate,
    coleman_prevent,
    inclusiveness,
    nevison,
    rae,
    roll_call_pivots,
    satisfaction,
    shapley_shubik,
    swings,
    wins_by_vote,
)
from unsc_sim.power.profile import PowerProfile, compare, profile
from unsc_sim.power.unions import banzhaf_owen, owen, symmetric_coalitional_banzhaf

__all__ = [
    "Coalitions",
    "Game",
    "Pivot",
    "PowerProfile",
    "Tripartitions",
    "banzhaf",
    "banzhaf_owen",
    "coalitions",
    "coleman_collective",
    "coleman_initiate",
    "coleman_prevent",
    "compare",
    "deegan_packel",
    "holler_packel",
    "inclusiveness",
    "johnston",
    "myerson",
    "nevison",
    "owen",
    "profile",
    "rae",
    "roll_call_pivots",
    "satisfaction",
    "shapley_shubik",
    "swings",
    "symmetric_coalitional_banzhaf",
    "tripartitions",
    "weighted",
    "wins_by_vote",
]
