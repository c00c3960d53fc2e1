"""A-priori unions: members that have agreed beforehand to enter any coalition together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from math import comb
from typing import TYPE_CHECKING, Any

import attrs

from unsc_sim.automaton import Automaton, refuse_if_too_large
from unsc_sim.errors import DuplicateVoteError
from unsc_sim.power._standing import decisive, unpacked
from unsc_sim.power.game import Game, Kind, as_game
from unsc_sim.states import MemberMapping, find_member

if TYPE_CHECKING:
    from unsc_sim.rules import Body, Rule

__all__ = ["banzhaf_owen", "owen", "symmetric_coalitional_banzhaf"]

Unions = Iterable[Iterable[Any]]
Powers = MemberMapping[Any, Fraction]
Share = Callable[[int, int], Fraction]


def owen(rule: Rule | Game, body: Body | None = None, *, unions: Unions) -> Powers:
    """The Owen value: pivotal in an order drawn union by union, and within each union at random.

    Members of no union stand alone; with nobody in a union, or all in one, it is the Shapley-Shubik index.

    >>> from unsc_sim import Council, rule_for
    >>> council, rule = Council.on("2016-10-08"), rule_for("substantive", "2016-10-08")
    >>> owen(rule, council, unions=[["France", "United Kingdom", "United States"]])["Russia"]
    Fraction(133, 429)

    Raises:
        UnknownStateError, NotOnTheCouncilError: when a union names somebody who is not a member.
        DuplicateVoteError: when a member is in two unions.
        RuleError, TooLargeError: as `shapley_shubik` does.

    Source: Owen, in Henn and Moeschlin (eds.), Mathematical Economics and Game Theory (1977).
    """
    return _with_unions(rule, body, unions, _by_order, _by_order)


def banzhaf_owen(rule: Rule | Game, body: Body | None = None, *, unions: Unions) -> Powers:
    """The Banzhaf-Owen value: decisive when every other union, and every other member of its own, decides by a coin.

    >>> from unsc_sim import Council, rule_for
    >>> council, rule = Council.on("2016-10-08"), rule_for("substantive", "2016-10-08")
    >>> banzhaf_owen(rule, council, unions=[["France", "United Kingdom", "United States"]])["Russia"]
    Fraction(53, 256)

    Raises:
        UnknownStateError, NotOnTheCouncilError, DuplicateVoteError, RuleError, TooLargeError: as `owen` does.

    Source: Owen, in Holler (ed.), Power, Voting, and Voting Power (1982).
    """
    return _with_unions(rule, body, unions, _by_coin, _by_coin)


def symmetric_coalitional_banzhaf(rule: Rule | Game, body: Body | None = None, *, unions: Unions) -> Powers:
    """The symmetric coalitional Banzhaf value: coins between the unions, random order within each.

    >>> from unsc_sim import Council, rule_for
    >>> council, rule = Council.on("2016-10-08"), rule_for("substantive", "2016-10-08")
    >>> symmetric_coalitional_banzhaf(rule, council, unions=[["France", "United Kingdom", "United States"]])["France"]
    Fraction(53, 768)

    Raises:
        UnknownStateError, NotOnTheCouncilError, DuplicateVoteError, RuleError, TooLargeError: as `owen` does.

    Source: Alonso-Meijide and Fiestras-Janeiro, Annals of Operations Research 109 (2002).
    """
    return _with_unions(rule, body, unions, _by_coin, _by_order)


def _by_order(others: int, place: int) -> Fraction:
    """The chance that just one given set of `place` of the others comes first, in a random order."""
    return Fraction(1, (others + 1) * comb(others, place))


def _by_coin(others: int, place: int) -> Fraction:  # noqa: ARG001 - every set of the others is equally likely
    """The chance of one given set of the others, when each tosses a coin."""
    return Fraction(1, 1 << others)


def _with_unions(rule: Rule | Game, body: Body | None, unions: Unions, between: Share, within: Share) -> Powers:
    game = as_game(rule, body)
    parts = _parts(game, unions)
    known: dict[Any, dict[Any, Fraction]] = {}
    found: dict[Kind, Fraction] = {}
    for part in parts:
        alike = tuple(_gains(game, (place,)) for place in part)
        if alike not in known:
            known[alike] = _inside(game, part, [other for other in parts if other != part], between, within)
        found |= {(place,): known[alike][_gains(game, (place,))] for place in part}
    return game.by_member(found)


def _parts(game: Game, unions: Unions) -> tuple[Kind, ...]:
    """The unions as places in the body; whoever is in none is a union of one."""
    part_of: dict[int, Kind] = {}
    for union in unions:
        part = tuple(sorted(game.members.index(find_member(name, game.members, "this body")) for name in union))
        for place in part:
            if place in part_of or part.count(place) > 1:
                raise DuplicateVoteError(
                    str(game.members[place]), "is in two unions", "each member in one at most", "Leave one out."
                )
        part_of |= dict.fromkeys(part, part)
    return tuple(dict.fromkeys(part_of.get(place, (place,)) for place in range(len(game.members))))


def _gains(game: Game, places: Sequence[int]) -> tuple[int, ...]:
    return tuple(sum(counter.gains[place] for place in places) for counter in game.machine.counters)


def _inside(
    game: Game, part: Kind, others: Sequence[Kind], between: Share, within: Share
) -> dict[tuple[int, ...], Fraction]:
    """The value of each kind of member of one union: the other unions move whole, its own members one by one."""
    machine = _quotient(game.machine, (*others, *((place,) for place in part)))
    refuse_if_too_large(machine)
    bits, rows = len(machine.members), len(others) + 1
    votes = [(1 << bits, 1, 0)] * len(others) + [(1 << bits * rows, 1, 0)] * len(part)
    before, after = list(machine.forward(votes)), machine.backward(votes, game.adopts)
    found: dict[tuple[int, ...], Fraction] = {}
    for place in range(len(others), len(machine.members)):
        swung = unpacked(decisive(machine, before, after, place), bits, rows * len(part))
        found[_gains(game, machine.members[place])] = sum(
            (
                count * between(rows - 1, at % rows) * within(len(part) - 1, at // rows)
                for at, count in enumerate(swung)
                if count
            ),
            Fraction(0),
        )
    return found


def _quotient(machine: Automaton, parts: tuple[Kind, ...]) -> Automaton:
    """The same rule read union by union: each brings all that its members bring."""
    counters = tuple(
        attrs.evolve(counter, gains=tuple(sum(counter.gains[place] for place in part) for part in parts))
        for counter in machine.counters
    )
    return attrs.evolve(machine, members=parts, counters=counters)
