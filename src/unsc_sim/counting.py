"""Exact answers about every way the members might vote: how many, how likely, who decides, and which is likeliest.

Each is one pass over the machine of the rule (`automaton`), with the arithmetic of the question. Nothing here is
estimated: with whole numbers and fractions the answers are exact, with floats they are as exact as floats are.
"""

from __future__ import annotations

import heapq
import random
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import accumulate
from math import lcm
from operator import mul
from typing import TYPE_CHECKING, Any

import attrs

from unsc_sim._chances import Number, tables, total_one
from unsc_sim.automaton import Automaton, Counts, Weights, compile_rule, kind_of, refuse_if_too_large
from unsc_sim.council import Council
from unsc_sim.decisions import Reason
from unsc_sim.errors import RuleError
from unsc_sim.rollcall import RollCall
from unsc_sim.states import MemberMapping
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from unsc_sim.rules import Body, Rule

__all__ = [
    "USUAL_VOTES",
    "Census",
    "Likely",
    "census",
    "chance",
    "compile_rule",
    "most_likely",
    "pivotal_chances",
    "sample",
]

Chances = Mapping[Any, Any]
"""For every member the chance of each vote, or one such table for all members alike."""
Worlds = Sequence[tuple[Number, Chances]]
"""Several worlds, each with its own chance: how votes that hang together are said."""

VOTES = tuple(Vote)
USUAL_VOTES = (Vote.YES, Vote.NO, Vote.ABSTAIN)


@attrs.frozen
class Census(Mapping[Reason, int]):
    """How many roll calls end in each reason: a mapping from `Reason` to a whole number.

    >>> from unsc_sim import Council, rule_for
    >>> counted = census(rule_for("substantive", "2016-10-08"), Council.on("2016-10-08"))
    >>> print(counted)
    14,348,907 roll calls: 146,796 adopted, 295,551 vetoed, 13,906,560 short of the votes required
    >>> counted.share(Reason.ADOPTED)
    Fraction(48932, 4782969)
    """

    adopted: int
    vetoed: int
    insufficient_votes: int

    @property
    def total(self) -> int:
        """All roll calls counted."""
        return self.adopted + self.vetoed + self.insufficient_votes

    def share(self, reason: Reason) -> Fraction:
        """The part of all roll calls that ends this way."""
        return Fraction(self[reason], self.total)

    def __getitem__(self, reason: Reason) -> int:
        counts = {
            Reason.ADOPTED: self.adopted,
            Reason.VETOED: self.vetoed,
            Reason.INSUFFICIENT_VOTES: self.insufficient_votes,
        }
        return counts[reason]

    def __iter__(self) -> Iterator[Reason]:
        return iter(Reason)

    def __len__(self) -> int:
        return len(Reason)

    def __str__(self) -> str:
        return (
            f"{self.total:,} roll calls: {self.adopted:,} adopted, {self.vetoed:,} vetoed, "
            f"{self.insufficient_votes:,} short of the votes required"
        )


def census(rule: Rule, body: Body, votes: Sequence[Vote | str] = USUAL_VOTES) -> Census:
    """Count the roll calls that end in each reason, when every member may cast any of these votes.

    >>> from unsc_sim import Council, rule_for
    >>> census(rule_for("substantive", "2016-10-08"), Council.on("2016-10-08"))[Reason.VETOED]
    295551

    Raises:
        TooLargeError: when the machine of the rule would be too large.
        NotationError: when a vote cannot be read.
    """
    kinds = [kind_of(vote) for vote in dict.fromkeys(map(Vote.parse, votes))]
    each = (kinds.count(0), kinds.count(1), kinds.count(2))
    counted = compile_rule(rule, body).final([each] * len(body.members))
    return Census(*(counted.get(reason, 0) for reason in Reason))


def chance(rule: Rule, body: Body, chances: Chances | Worlds) -> dict[Reason, Number]:
    """The chance of each reason, when members vote independently with the chances given.

    `chances` gives every member a table from votes to chances that add up to 1, or one such table for all; votes left
    out have no chance. Fractions give exact answers. Votes that hang together are given as several worlds, in each
    of which they are independent: a sequence of (chance of the world, chances in it).

    >>> from unsc_sim import Council, rule_for
    >>> council, rule = Council.on("2016-10-08"), rule_for("substantive", "2016-10-08")
    >>> third = Fraction(1, 3)
    >>> chance(rule, council, {Vote.YES: third, Vote.NO: third, Vote.ABSTAIN: third})[Reason.ADOPTED]
    Fraction(48932, 4782969)

    Raises:
        MissingVoteError: when a member is given no chances.
        DuplicateVoteError: when a member, or a vote, is given chances twice.
        RuleError: when chances are negative or do not add up to 1.
        TooLargeError: when the machine of the rule would be too large.
    """
    machine = compile_rule(rule, body)
    total: dict[Reason, Number] = dict.fromkeys(Reason, 0)
    for weight, each in _worlds(chances, body):
        for reason, value in machine.final(_weights(each)).items():
            total[reason] += weight * value
    return total


def pivotal_chances(rule: Rule, body: Body, chances: Chances | Worlds) -> MemberMapping[Any, Number]:
    """The chance of each member that the others leave the decision to it: in favour adopts, against does not.

    >>> from unsc_sim import Assembly, Affirmative
    >>> half = Fraction(1, 2)
    >>> pivotal_chances(Affirmative(2), Assembly(("Ann", "Bo", "Cy")), {Vote.YES: half, Vote.NO: half})["Bo"]
    Fraction(1, 2)

    Raises:
        MissingVoteError, RuleError, TooLargeError: as `chance` does.
    """
    machine = compile_rule(rule, body)
    total: dict[Any, Number] = dict.fromkeys(body.members, 0)
    for weight, each in _worlds(chances, body):
        for member, value in _decisive(machine, _weights(each)).items():
            total[member] += weight * value
    return MemberMapping(total)


def _decisive(machine: Automaton, weights: list[Weights]) -> dict[Any, Number]:
    before = list(machine.forward(weights))
    adopted = machine.backward(weights, lambda reason: int(reason is Reason.ADOPTED))
    found: dict[Any, Number] = {}
    for position, member in enumerate(machine.members):
        (in_favour, against, _), then = machine.gains(position), adopted[position + 1]
        found[member] = sum(
            value * (then[machine.after(state, in_favour)] - then[machine.after(state, against)])
            for state, value in before[position].items()
        )
    return found


@attrs.frozen
class Likely:
    """One way to vote and its chance: `votes` is a roll call where the body is a Council, else a mapping."""

    votes: Any
    chance: Number


@attrs.frozen
class Best:
    """The k best ways to vote so far, each with its score and, per member, the place of its vote in `Vote`.

    As arithmetic, `+` pools ways and `*` joins those of two parts of the body, whose scores are then multiplied, or
    whatever `joined` does.
    """

    k: int
    ways: tuple[tuple[Number, tuple[int, ...]], ...] = ()
    joined: Callable[[Any, Any], Number] = mul

    def __add__(self, other: Best) -> Best:
        return self._kept((*self.ways, *other.ways))

    def __mul__(self, other: Best) -> Best:
        return self._kept(
            (self.joined(mine, theirs), way + then) for mine, way in self.ways for theirs, then in other.ways
        )

    def __bool__(self) -> bool:
        return bool(self.ways)

    def _kept(self, ways: Iterable[tuple[Number, tuple[int, ...]]]) -> Best:
        return attrs.evolve(self, ways=tuple(heapq.nsmallest(self.k, ways, key=lambda way: (-way[0], way[1]))))


def most_likely(
    rule: Rule, body: Body, chances: Chances, *, given: Reason | str | None = None, k: int = 1
) -> tuple[Likely, ...]:
    """The k most probable ways to vote, likeliest first; with `given`, among those that end in that reason.

    Each comes with its own chance, not divided by the chance of the reason. Equally likely ways stand in the order of
    members and votes. There are fewer than k where fewer have any chance. Of several worlds, ask for each.

    >>> from unsc_sim import Assembly, Affirmative
    >>> lean = {"Ann": {"yes": 0.9, "no": 0.1}, "Bo": {"yes": 0.4, "no": 0.6}}
    >>> board = Assembly(("Ann", "Bo"))
    >>> [dict(way.votes) for way in most_likely(Affirmative(2), board, lean, given=Reason.ADOPTED)]
    [{'Ann': Vote.YES, 'Bo': Vote.YES}]

    Raises:
        MissingVoteError, RuleError: as `chance` does; RuleError also when k is below 1, when there is no such reason,
            or when several worlds are given.
        TooLargeError: when the machine of the rule would be too large, or k times its size.
    """
    at_least_one(k)
    machine = compile_rule(rule, body)
    refuse_if_too_large(machine, times=k)
    asked = None if given is None else Reason.parse(given)
    if not isinstance(chances, Mapping):
        raise RuleError(chances, "are several worlds", "the chances of one", "Ask for each world by itself.")
    [(_, each)] = _worlds(chances, body)
    weights = [
        collected(Best(k), {vote: Best(k, ((value, (VOTES.index(vote),)),)) for vote, value in table.items()})
        for table in each
    ]
    found = machine.final(weights, Best(k, ((1, ()),)))
    pool = Best(k)
    for reason, best in found.items():
        pool = pool + best if asked in {None, reason} else pool
    return tuple(Likely(voting(body, [VOTES[place] for place in way]), value) for value, way in pool.ways)


def sample(
    rule: Rule,
    body: Body,
    chances: Chances | Worlds | None = None,
    *,
    given: Reason | str | None = None,
    k: int = 1,
    seed: int | random.Random = 0,
) -> tuple[Any, ...]:
    """Draw k roll calls; with `given`, exactly as they are distributed among those that end in that reason.

    None is thrown away: each vote is drawn with the chance that it has, given the votes before it and the end.
    Each is a RollCall where the body is a Council, else a mapping from members to votes.
    Without `chances`, every way of voting in favour, against or abstaining is equally likely. The same seed draws
    the same roll calls; a `random.Random` goes on from where it is.

    >>> from unsc_sim import Council, decide, rule_for
    >>> council, rule = Council.on("2016-10-08"), rule_for("substantive", "2016-10-08")
    >>> {decide(votes).reason for votes in sample(rule, council, given=Reason.VETOED, k=20, seed=1)}
    {Reason.VETOED}

    Raises:
        MissingVoteError, RuleError, TooLargeError: as `chance` does; RuleError also when `given` has no chance.
    """
    at_least_one(k)
    rng = seed if isinstance(seed, random.Random) else random.Random(seed)  # noqa: S311 - a game of chance, no secret
    asked = None if given is None else Reason.parse(given)
    machine = compile_rule(rule, body)
    worlds = _worlds(dict.fromkeys(USUAL_VOTES, Fraction(1, 3)) if chances is None else chances, body)
    ways = [
        (weight, each, machine.backward(_weights(each), lambda reason: int(asked in {None, reason})))
        for weight, each in worlds
    ]
    odds = [weight * expected[0][machine.start] for weight, _, expected in ways]
    if not any(odds):
        raise RuleError(given, "has no chance with these votes", "a reason that can come about", "Ask `chance` first.")
    walks = [_Walk(machine, each, expected) for _, each, expected in ways]
    lots = _lots(odds)
    return tuple(voting(body, walks[_draw(rng, lots)].votes(rng)) for _ in range(k))


@attrs.frozen
class _Walk:
    """Draws roll calls of one world, vote by vote; the odds of each vote are worked out once for every state."""

    machine: Automaton
    tables: list[dict[Vote, Number]]
    expected: list[dict[Counts, Number]]
    known: dict[tuple[int, Counts], tuple[Lots, list[tuple[Vote, Counts]]]] = attrs.field(factory=dict)

    def votes(self, rng: random.Random) -> list[Vote]:
        """One roll call, in the order of the members."""
        state, votes = self.machine.start, []
        for position in range(len(self.tables)):
            if (position, state) not in self.known:
                self.known[position, state] = self._next(position, state)
            lots, steps = self.known[position, state]
            vote, state = steps[_draw(rng, lots)]
            votes.append(vote)
        return votes

    def _next(self, position: int, state: Counts) -> tuple[Lots, list[tuple[Vote, Counts]]]:
        table, gains = self.tables[position], self.machine.gains(position)
        steps = [(vote, self.machine.after(state, gains[kind_of(vote)])) for vote in table]
        return _lots([table[vote] * self.expected[position + 1][then] for vote, then in steps]), steps


Lots = list[Any]
"""Odds added up: whole numbers where they are exact, else floats."""


def _lots(odds: Sequence[Number]) -> Lots:
    if any(isinstance(value, float) for value in odds):
        return list(accumulate(map(float, odds)))
    whole = lcm(*(Fraction(value).denominator for value in odds))
    return list(accumulate(int(value * whole) for value in odds))


def _draw(rng: random.Random, lots: Lots) -> int:
    """Draw a place by its odds: exactly where they are whole numbers."""
    if isinstance(lots[-1], float):
        (place,) = rng.choices(range(len(lots)), cum_weights=lots)
        return place
    return bisect(lots, rng.randrange(lots[-1]))


def voting(body: Body, votes: Sequence[Vote]) -> Any:
    """These votes in the body's order: a roll call where the body is a Council, else a mapping from its members."""
    cast = MemberMapping(dict(zip(body.members, votes, strict=True)))
    return RollCall(body, cast) if isinstance(body, Council) else cast


def _worlds(chances: Chances | Worlds, body: Body) -> list[tuple[Number, list[dict[Vote, Number]]]]:
    worlds = [(1, chances)] if isinstance(chances, Mapping) else list(chances)
    total_one([weight for weight, _ in worlds], "the chances of the worlds")
    return [(weight, tables(table, body.members)) for weight, table in worlds]


def _weights(given: list[dict[Vote, Number]]) -> list[Weights]:
    return [collected(0, table) for table in given]


def collected(nothing: Any, table: Mapping[Vote, Any]) -> Weights:
    """What a member's votes are worth together, of each kind that a machine tells apart."""
    worth = [nothing, nothing, nothing]
    for vote, value in table.items():
        worth[kind_of(vote)] = worth[kind_of(vote)] + value
    in_favour, against, otherwise = worth
    return in_favour, against, otherwise


def at_least_one(k: int) -> None:
    """Refuse to look for less than one roll call.

    Raises:
        RuleError: when k is below 1.
    """
    if k < 1:
        raise RuleError(k, "asks for no roll call at all", "a number from 1 up", "Leave it out for the usual number.")
