"""What voting power is asked of: a rule and the body it binds, and how its members may vote."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from math import isfinite, prod
from typing import Any, TypeVar, cast

import attrs

from unsc_sim.automaton import Automaton, Counter, machine_of
from unsc_sim.decisions import Reason
from unsc_sim.errors import RuleError
from unsc_sim.rules import Affirmative, Assembly, Body, Rule
from unsc_sim.states import MemberMapping
from unsc_sim.votes import Vote

__all__ = ["Game", "as_game", "weighted"]

T = TypeVar("T")
Amount = int | Fraction | float
Kind = tuple[int, ...]
"""The places, in the body's order, of members that the rule cannot tell apart."""


@attrs.frozen(slots=False)
class Game:
    """A rule and the body that votes by it. Combine with `&` and `|`, with a rule or another game of the same body.

    Raises:
        RuleError: when the rule holds even if all vote against, or fails even if all vote in favour: nobody has power.
    """

    rule: Rule
    body: Body

    def __attrs_post_init__(self) -> None:
        everyone = range(len(self.members))
        if self.wins(()) or not self.wins(everyone):
            always = "holds even when all vote against" if self.wins(()) else "fails even when all vote in favour"
            raise RuleError(self.rule, always, "a rule that the votes decide", "Mend the required votes or weight.")

    @property
    def members(self) -> tuple[Any, ...]:
        """All members, in the body's order."""
        return tuple(self.body.members)

    @cached_property
    def machine(self) -> Automaton:
        """The counters and thresholds of the rule."""
        return machine_of(self.rule, cast("Hashable", self.body))

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """The members by place, in groups of those that the rule cannot tell apart."""
        alike: dict[tuple[int, ...], list[int]] = {}
        for place in range(len(self.members)):
            alike.setdefault(tuple(counter.gains[place] for counter in self.machine.counters), []).append(place)
        return tuple(map(tuple, alike.values()))

    @property
    def profiles(self) -> int:
        """How many coalitions there are when members of one kind are not told apart."""
        return prod(len(kind) + 1 for kind in self.kinds)

    def wins(self, coalition: Any) -> bool:
        """Whether the members at these places, in favour against all others, carry the decision."""
        return self.carried([sum(counter.gains[place] for place in coalition) for counter in self.machine.counters])

    def carried(self, amounts: Sequence[int]) -> bool:
        """Whether a coalition wins that brings these amounts to the counters, all others voting against."""
        counters = self.machine.counters
        state = tuple(_reading(counter, amount) for counter, amount in zip(counters, amounts, strict=True))
        return self.machine.reason(state) is Reason.ADOPTED

    @staticmethod
    def adopts(reason: Reason) -> int:
        """1 for adoption, 0 for anything else: what the passes over the machine sum."""
        return int(reason is Reason.ADOPTED)

    def by_member(self, values: Mapping[Kind, T]) -> MemberMapping[Any, T]:
        """Spread what is known of each kind over the members, in the body's order."""
        at = {place: value for kind, value in values.items() for place in kind}
        return MemberMapping({member: at[place] for place, member in enumerate(self.members)})

    def __and__(self, other: Rule | Game) -> Game:
        return Game(self.rule & _rule_for(self, other), self.body)

    def __or__(self, other: Rule | Game) -> Game:
        return Game(self.rule | _rule_for(self, other), self.body)

    def __str__(self) -> str:
        return f"{self.rule} ({len(self.members)} members)"


def _reading(counter: Counter, in_favour: int) -> int:
    """What a counter reads when `in_favour` of it votes in favour and all the rest against."""
    return min(counter.cap, in_favour if counter.vote is Vote.YES else sum(counter.gains) - in_favour)


def _rule_for(game: Game, other: Rule | Game) -> Rule:
    if isinstance(other, Rule):
        return other
    if other.members != game.members:
        raise RuleError(other, "is a game of another body", f"the same {len(game.members)} members", "Name them alike.")
    return other.rule


def weighted(weights: Mapping[Any, Amount] | Sequence[Amount], quota: Amount) -> Game:
    """A weighted game: a proposal passes when those in favour weigh at least the quota.

    `weights` map members to weights; a bare sequence numbers the members from 1. A float is read as the decimal that it
    prints, so that 0.1 and 0.2 make 0.3. Further conditions join by `&` and `|`, so a double majority is
    `weighted(people, quota) & Affirmative(15)`.

    >>> weighted({"Ann": 3, "Bo": 2, "Cy": 2}, 4).wins([1, 2])
    True

    Raises:
        RuleError: when a weight is negative or no finite number, or the quota cannot be missed or cannot be reached.
    """
    named = weights if isinstance(weights, Mapping) else dict(enumerate(weights, start=1))
    body: Any = Assembly(tuple(named))
    return Game(Affirmative(exact(quota), weights={one: exact(weight) for one, weight in named.items()}), body)


def exact(number: Amount) -> int | Fraction:
    """A number as it is, or the decimal that a float prints.

    Raises:
        RuleError: when it is infinite or no number.
    """
    if not isfinite(number):
        raise RuleError(number, "is no amount", "a finite number", "Mend it.")
    return Fraction(str(number)) if isinstance(number, float) else number


def as_game(rule: Rule | Game, body: Body | None) -> Game:
    """The game that is meant by a rule with its body, or by a game alone.

    Raises:
        RuleError: when a rule comes without a body, or a game with one.
    """
    if isinstance(rule, Game) and body is None:
        return rule
    if isinstance(rule, Rule) and body is not None:
        return Game(rule, body)
    what = "already has its body" if isinstance(rule, Game) else "says nothing of who votes"
    raise RuleError(rule, what, "a rule and a body, or a game alone", "Write (rule, council) or (weighted(…)).")
