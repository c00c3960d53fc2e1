"""What speaks for and against a member's vote in favour, in words and log-odds."""

from __future__ import annotations

from datetime import date
from math import fsum
from typing import TYPE_CHECKING

import attrs

from unsc_sim.forecast.features import DISSENT, ELECTED, elected_values
from unsc_sim.forecast.stakes import MOVING, VALUES
from unsc_sim.forecast.worlds import SIDES
from unsc_sim.states import state

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unsc_sim.alliances.ties import Ties
    from unsc_sim.forecast.features import Prepared
    from unsc_sim.forecast.question import Question
    from unsc_sim.forecast.record import RecordModel
    from unsc_sim.forecast.stakes import Positions, StakesModel
    from unsc_sim.forecast.worlds import World

__all__ = ["Ground", "record_grounds", "stakes_grounds"]

USUAL = 2
"""The first two values say what is usual in a contested vote: always, and for an elected member."""


@attrs.frozen
class Ground:
    """One thing that speaks for or against a member's vote in favour.

    `weight` is in log-odds: above 0 it speaks for a vote in favour, and 0.7 doubles the odds.
    """

    about: str
    weight: float

    def __str__(self) -> str:
        return f"{self.weight:+.2f}  {self.about}"


def stakes_grounds(
    positions: Positions, model: StakesModel, worlds: Sequence[World], ties: Ties
) -> dict[str, tuple[Ground, ...]]:
    """Each member's grounds if the vote is contested, the permanent members' votes taken as likely as they are."""
    patterns = _patterns(worlds, positions.question)
    return {
        member: tuple(_of_member(positions, model, member, patterns, ties)) for member in positions.question.members
    }


def _of_member(
    positions: Positions, model: StakesModel, member: str, patterns: Sequence[tuple[float, tuple[int, ...]]], ties: Ties
) -> list[Ground]:
    asked = positions.question
    before = asked.permanent.index(member) if member in asked.permanent else len(asked.permanent)
    values = positions.values(member, ())
    moving = [(chance, positions.moving(member, drawn[:before])) for chance, drawn in patterns]
    values[MOVING] = [fsum(chance * found[k] for chance, found in moving) for k in range(len(values[MOVING]))]
    weights = [-weight * value for weight, value in zip(model.dissent, values, strict=True)]
    details = _details(asked, member, ties)
    usual = Ground("what is usual in a contested vote", sum(weights[:USUAL]))
    return [
        usual,
        *(Ground(VALUES[k] + details.get(VALUES[k], ""), weights[k]) for k in range(USUAL, len(VALUES)) if values[k]),
    ]


def _details(asked: Question, member: str, ties: Ties) -> dict[str, str]:
    """The strongest ties behind each position on the graph."""
    kinds = {
        "near the sponsors": asked.sponsors,
        "near the opponents of a rival text": asked.rival_sponsors,
        "near the opponents of states it is aimed at": asked.aimed_at,
        "near the states it favours": asked.favoured,
        "near the permanent members in favour": frozenset(asked.permanent),
    }
    day = date.fromordinal(asked.day)
    return {value: _strongest(member, kind, ties, day) for value, kind in kinds.items()}


def _strongest(member: str, kind: frozenset[str], ties: Ties, day: date, most: int = 3) -> str:
    found = sorted(((ties.tie(member, one), one) for one in kind if one != member), key=lambda t: (-abs(t[0]), t[1]))
    named = [f"{state(one).short_on(day)} {tie:+.2f}" for tie, one in found[:most]]
    return f" (ties: {', '.join(named)})" if named else ""


def record_grounds(model: RecordModel, prepared: Prepared, worlds: Sequence[World]) -> dict[str, tuple[Ground, ...]]:
    """Each member's grounds from the record, the permanent members' votes taken as likely as they are."""
    asked = prepared.question
    patterns = _patterns(worlds, asked)
    found = {}
    for member in asked.permanent:
        weights = model.permanent[member][0]
        found[member] = _named(DISSENT, weights, prepared.dissent[member])
    for member, part in prepared.elected.items():
        rows = [(chance, elected_values(part, asked.permanent, drawn)) for chance, drawn in patterns]
        values = [fsum(chance * row[k] for chance, row in rows) for k in range(len(ELECTED))]
        found[member] = _named(ELECTED, model.elected[0], values)
    return found


def _named(names: Sequence[str], weights: Sequence[float], values: Sequence[float]) -> tuple[Ground, ...]:
    named = zip(names, weights, values, strict=False)
    return tuple(Ground(f"record: {name}", -weight * value) for name, weight, value in named if value)


def _patterns(worlds: Sequence[World], asked: Question) -> list[tuple[float, tuple[int, ...]]]:
    """The permanent members' sides in each world, with its chance."""
    places = [asked.members.index(member) for member in asked.permanent]
    return [(world.chance, tuple(SIDES[world.votes[place].index(1.0)] for place in places)) for world in worlds]
