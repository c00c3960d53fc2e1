"""Ties between states as ordinary networkx graphs: agreement, blocs, sponsorship, and alliance, their combination.

Voting alike is not yet an alliance: `agreement_graph` shows votes only, `bloc_graph` shared memberships,
`sponsorship_graph` who puts texts forward together, and `alliance_graph` what a forecast uses. States without a seat
are nodes too, for they carry alignment.
"""

from __future__ import annotations

from unsc_sim.alliances.camps import (
    Frustration,
    TieVote,
    bridges,
    camps,
    change,
    closest,
    explain_tie,
    frustration,
)
from unsc_sim.alliances.files import read_graph, write_graph
from unsc_sim.alliances.graphs import agreement_graph, alliance_graph, bloc_graph, combine, sponsorship_graph

__all__ = [
    "Frustration",
    "TieVote",
    "agreement_graph",
    "alliance_graph",
    "bloc_graph",
    "bridges",
    "camps",
    "change",
    "closest",
    "combine",
    "explain_tie",
    "frustration",
    "read_graph",
    "sponsorship_graph",
    "write_graph",
]
