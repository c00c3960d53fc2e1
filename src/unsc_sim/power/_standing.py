"""Where every member stands in a game: how often its vote decides, counted exactly, by whichever way is cheapest.

Few kinds of members: every mix of kinds is visited (`mixes`). Weights and head counts alone: packed numbers
(`_packed`). Anything else: one pass over the machine of the rule, the number of votes in favour carried along as a
power of z.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import product
from math import comb, prod
from operator import mul
from typing import Any

import attrs

from unsc_sim.automaton import Automaton, Counter, refuse_if_too_large
from unsc_sim.power._packed import Sizes, Totals
from unsc_sim.power.game import Game, Kind
from unsc_sim.votes import Vote

__all__ = ["Mix", "Swings", "by_weight_alone", "mixes", "swings_by_size", "swings_in_all", "unpacked"]

FEW_MIXES = 16_384
"""Up to so many mixes of kinds it is cheapest to visit them all."""


@attrs.frozen
class Mix:
    """The coalitions with given numbers of each kind: how many there are, and which kinds they cannot do without."""

    numbers: tuple[int, ...]
    coalitions: int
    critical: tuple[int, ...]

    @property
    def size(self) -> int:
        """How many members are in favour."""
        return sum(self.numbers)

    @property
    def minimal(self) -> bool:
        """Whether every member of it is critical."""
        return all(kind in self.critical for kind, number in enumerate(self.numbers) if number)

    def with_one(self, kind: int, members: int) -> int:
        """How many of these coalitions include one given member of a kind of so many members."""
        return self.coalitions * self.numbers[kind] // members


def mixes(game: Game) -> tuple[Mix, ...]:
    """The winning coalitions, by how many of each kind are in favour."""
    return _mixes(game)


@lru_cache(maxsize=32)
def _mixes(game: Game) -> tuple[Mix, ...]:
    gains = [[counter.gains[kind[0]] for kind in game.kinds] for counter in game.machine.counters]
    ranges = [range(len(kind) + 1) for kind in game.kinds]
    carried: dict[tuple[int, ...], bool] = {}
    winning = set()
    for numbers in product(*ranges):
        amounts = tuple(sum(map(mul, numbers, brought)) for brought in gains)
        if amounts not in carried:
            carried[amounts] = game.carried(amounts)
        if carried[amounts]:
            winning.add(numbers)
    return tuple(_mix(game, numbers, winning) for numbers in sorted(winning))


def _mix(game: Game, numbers: tuple[int, ...], winning: set[tuple[int, ...]]) -> Mix:
    critical = tuple(
        kind
        for kind, number in enumerate(numbers)
        if number and (*numbers[:kind], number - 1, *numbers[kind + 1 :]) not in winning
    )
    coalitions = prod(comb(len(kind), number) for kind, number in zip(game.kinds, numbers, strict=True))
    return Mix(numbers, coalitions, critical)


@attrs.frozen
class Swings:
    """How many coalitions of each size win; and, by kind, how many of the others' coalitions of each size it swings."""

    winning: tuple[int, ...]
    by_kind: Mapping[Kind, tuple[int, ...]]


@lru_cache(maxsize=32)
def swings_by_size(game: Game) -> Swings:
    """Count the swings of every kind by the size of the coalition joined.

    Raises:
        TooLargeError: when no exact way is cheap enough.
    """
    if game.profiles <= FEW_MIXES:
        return _from_mixes(game)
    amounts = _one_weight(game)
    if amounts is None:
        return _from_machine(game)
    found = Sizes.of(amounts.gains, _quotas(game, amounts))
    return Swings(found.winning(), {kind: found.swings(amounts.gains[kind[0]]) for kind in game.kinds})


@lru_cache(maxsize=32)
def swings_in_all(game: Game) -> tuple[int, dict[Kind, int]]:
    """The number of winning coalitions, and the swings of each kind.

    Raises:
        TooLargeError: when no exact way is cheap enough.
    """
    alone = by_weight_alone(game)
    if alone is None:
        by_size = swings_by_size(game)
        return sum(by_size.winning), {kind: sum(swung) for kind, swung in by_size.by_kind.items()}
    weights, quota = alone
    found = Totals.of(weights, quota)
    return found.winning, {kind: found.swings(weights[kind[0]]) for kind in game.kinds}


def by_weight_alone(game: Game) -> tuple[tuple[int, ...], int] | None:
    """The weights and the quota, where one weight alone decides and mixes are too many to visit; None elsewhere."""
    match game.machine.counters:
        case [amounts] if amounts.vote is Vote.YES and game.profiles > FEW_MIXES:
            return amounts.gains, _quota(game, amounts, 0)
        case _:
            return None


def _from_mixes(game: Game) -> Swings:
    members = len(game.members)
    winning, swung = [0] * (members + 1), [[0] * members for _ in game.kinds]
    for mix in mixes(game):
        winning[mix.size] += mix.coalitions
        for kind in mix.critical:
            swung[kind][mix.size - 1] += mix.with_one(kind, len(game.kinds[kind]))
    return Swings(tuple(winning), dict(zip(game.kinds, map(tuple, swung), strict=True)))


def _one_weight(game: Game) -> Counter | None:
    """The only counter to which members bring different amounts, when there is just one."""
    match [counter for counter in game.machine.counters if len(set(counter.gains)) > 1]:
        case [amounts]:
            return amounts
        case _:
            return None


def _quotas(game: Game, amounts: Counter) -> tuple[int, ...]:
    """For every size, the least weight that wins; one more than all the weight when none does."""
    return tuple(_quota(game, amounts, size) for size in range(len(game.members) + 1))


def _quota(game: Game, amounts: Counter, size: int) -> int:
    whole, here = sum(amounts.gains), game.machine.counters.index(amounts)
    thresholds = [needed for place, needed in game.machine.thresholds.values() if place == here]
    steps = sorted({0, *(needed if amounts.vote is Vote.YES else whole - needed + 1 for needed in thresholds)})
    can = (step for step in steps if step <= whole and game.carried(_amounts(game, amounts, size, step)))
    return next(can, whole + 1)


def _amounts(game: Game, amounts: Counter, size: int, step: int) -> list[int]:
    return [step if counter is amounts else size * counter.gains[0] for counter in game.machine.counters]


def _from_machine(game: Game) -> Swings:
    """Fields of as many bits as there are members: no number of coalitions of one size reaches 2 to that power."""
    members, machine = len(game.members), game.machine
    refuse_if_too_large(machine)
    votes = [(1 << members, 1, 0)] * members
    before = list(machine.forward(votes))
    after = machine.backward(votes, game.adopts)
    winning = unpacked(after[0][machine.start], members, members + 1)
    by_kind = {kind: unpacked(decisive(machine, before, after, kind[0]), members, members) for kind in game.kinds}
    return Swings(winning, by_kind)


def decisive(machine: Automaton, before: list[dict[Any, int]], after: list[dict[Any, int]], place: int) -> int:
    """What is carried in favour with the vote of the member at a place, and not with its vote against."""
    in_favour, against, _ = machine.gains(place)
    then = after[place + 1]
    return sum(
        value * (then[machine.after(state, in_favour)] - then[machine.after(state, against)])
        for state, value in before[place].items()
    )


def unpacked(packed: int, bits: int, count: int) -> tuple[int, ...]:
    """The first `count` fields of a packed number."""
    mask = (1 << bits) - 1
    return tuple(packed >> bits * place & mask for place in range(count))


def shared(values: Mapping[Kind, Fraction | int], whole: int | None = None) -> dict[Kind, Fraction]:
    """The same values as shares of a whole; by default of their sum over all members."""
    total = sum(len(kind) * value for kind, value in values.items()) if whole is None else whole
    return {kind: Fraction(value, total) for kind, value in values.items()}
