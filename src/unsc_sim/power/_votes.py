"""Voting with abstention: how every member may vote, with what chances, and what its vote is then worth.

The machine of the rule is read twice for every order of voting taken together: members who have yet to vote are counted
by powers of z, once as if all of them voted in favour and once as if all voted against. A decision is open while these
two differ; whoever closes it is pivotal (the roll call of Felsenthal and Machover; the formula of Kurz, Moyouwou and
Touyem).
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import comb, lcm
from typing import TYPE_CHECKING, Any

import attrs

from unsc_sim._chances import Number, tables
from unsc_sim.automaton import Automaton, Weights, compile_rule, kind_of, refuse_if_too_large
from unsc_sim.errors import RuleError
from unsc_sim.power._standing import swings_in_all, unpacked
from unsc_sim.power.game import exact
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unsc_sim.power.game import Game, Kind

__all__ = ["Ballot", "Pivot", "Standing", "ballot_of", "pivots", "standings"]

PASSES = 4
"""How often the machine is read for one answer: to and fro, hoping and fearing."""
CHEAP = 5_000_000
"""Multiplying numbers of so many bits, one's times the other's, takes about as long as the rest of a step."""
KINDS_OF_VOTE = (Vote.YES, Vote.NO, Vote.ABSTAIN)


@attrs.frozen
class Ballot:
    """How the members may vote: for each, whole-number odds of in favour, against and otherwise, all of one sum."""

    odds: tuple[tuple[int, int, int], ...]

    @property
    def whole(self) -> int:
        """The sum of every member's odds."""
        return sum(self.odds[0])

    @property
    def bits(self) -> int:
        """Room for any count of one answer: all ways to vote, each member perhaps yet to vote."""
        return len(self.odds) * (self.whole + 1).bit_length()


def ballot_of(game: Game, *, abstention: bool, absence: bool, chances: Mapping[Any, Any] | None) -> Ballot | None:
    """Read how members vote; None stands for the usual game of yes and no.

    Raises:
        RuleError: when chances are given along with abstention or absence, or are no chances.
        MissingVoteError: when a member is given no chances.
        DuplicateVoteError: when a member, or a vote, is given chances twice.
    """
    members = len(game.members)
    if chances is None:
        if not abstention and not absence:
            return None
        return Ballot(((1, 1, int(abstention) + int(absence)),) * members)
    if abstention or absence:
        raise RuleError(
            dict(chances), "comes with abstention=True or absence=True", "one of them", "Put all into the chances."
        )
    tables = _tables(game, chances)
    whole = lcm(*(value.denominator for table in tables for value in table))
    return Ballot(tuple((int(y * whole), int(n * whole), int(a * whole)) for y, n, a in tables))


def _tables(game: Game, chances: Mapping[Any, Any]) -> list[tuple[Fraction, Fraction, Fraction]]:
    """Each member's chances of in favour, against and otherwise.

    A float is read as the decimal that it prints; what floats lack to 1 by their rounding is shared out.
    """
    return [_exactly(table) for table in tables(chances, game.members)]


def _exactly(table: Mapping[Vote, Number]) -> tuple[Fraction, Fraction, Fraction]:
    odds = [Fraction(0)] * 3
    for vote, value in table.items():
        odds[kind_of(vote)] += exact(value)
    in_favour, against, otherwise = (value / sum(odds) for value in odds)
    return in_favour, against, otherwise


@attrs.frozen
class Standing:
    """What one member's vote is worth: the chance of adoption given that it votes in favour, against or otherwise.

    `odds` are the chances with which the member itself votes so.
    """

    odds: tuple[Fraction, Fraction, Fraction]
    adopted: tuple[Fraction, Fraction, Fraction]

    def given(self, vote: Vote) -> Fraction:
        """The chance of adoption given this vote."""
        return self.adopted[kind_of(vote)]

    @property
    def decisive(self) -> Fraction:
        """The chance that the others leave the decision to this member."""
        return self.adopted[0] - self.adopted[1]

    @property
    def passing(self) -> Fraction:
        """The chance of adoption, whatever this member does."""
        return sum((odds * adopted for odds, adopted in zip(self.odds, self.adopted, strict=True)), Fraction(0))


def standings(game: Game, ballot: Ballot | None) -> dict[Kind, Standing]:
    """Where the members of each kind stand; members with chances of their own are kinds of their own.

    Raises:
        TooLargeError: when no exact way is cheap enough.
    """
    return _yes_or_no(game) if ballot is None else _with_abstention(game, ballot)


@lru_cache(maxsize=32)
def _yes_or_no(game: Game) -> dict[Kind, Standing]:
    winning, swings = swings_in_all(game)
    half, ways = Fraction(1, 2), 1 << len(game.members)
    return {
        kind: Standing(
            (half, half, Fraction(0)), (Fraction(winning + swung, ways), Fraction(winning - swung, ways), Fraction(0))
        )
        for kind, swung in swings.items()
    }


@lru_cache(maxsize=32)
def _with_abstention(game: Game, ballot: Ballot) -> dict[Kind, Standing]:
    whole, ways = ballot.whole, ballot.whole ** (len(game.members) - 1)
    found = {}
    for kind, (in_favour, against, otherwise) in _worth(game, ballot, list(ballot.odds)).items():
        yes, no, other = (Fraction(odds, whole) for odds in ballot.odds[kind[0]])
        adopted = Fraction(in_favour, ways), Fraction(against, ways), Fraction(otherwise, ways)
        found[kind] = Standing((yes, no, other), adopted)
    return found


def _worth(game: Game, ballot: Ballot, weights: list[Weights]) -> dict[Kind, tuple[int, int, int]]:
    """By kind, what adoption is worth with each vote of a member of it, the others' votes weighing what they weigh."""
    machine = compile_rule(game.rule, game.body)
    bits = max(max(weight) for weight in weights).bit_length()
    refuse_if_too_large(machine, times=PASSES * (1 + len(weights) * bits * bits // CHEAP))
    before = list(machine.forward(weights))
    after = machine.backward(weights, game.adopts)
    return {kind: _of_each_vote(machine, before[kind[0]], after[kind[0] + 1], kind[0]) for kind in _kinds(game, ballot)}


def _of_each_vote(
    machine: Automaton, before: Mapping[Any, int], then: Mapping[Any, int], place: int
) -> tuple[int, int, int]:
    yes, no, other = (
        sum(value * then[machine.after(state, gains)] for state, value in before.items())
        for gains in machine.gains(place)
    )
    return yes, no, other


def _kinds(game: Game, ballot: Ballot) -> tuple[Kind, ...]:
    """The kinds of the game, split where members have different chances."""
    alike: dict[tuple[Kind, tuple[int, int, int]], list[int]] = {}
    for kind in game.kinds:
        for place in kind:
            alike.setdefault((kind, ballot.odds[place]), []).append(place)
    return tuple(map(tuple, alike.values()))


@attrs.frozen
class Pivot:
    """How a member comes to be pivotal in a roll call: the vote it casts, and whether it makes the proposal pass."""

    vote: Vote
    passing: bool


@lru_cache(maxsize=32)
def pivots(game: Game, ballot: Ballot) -> dict[Kind, dict[Pivot, Fraction]]:
    """The chance that a member closes the decision, by how it does: members vote one by one, all orders alike likely.

    Raises:
        TooLargeError: when the machine of the rule would be too large.
    """
    z = 1 << ballot.bits
    hoping = _worth(game, ballot, [(z + yes, no, other) for yes, no, other in ballot.odds])
    fearing = _worth(game, ballot, [(yes, z + no, other) for yes, no, other in ballot.odds])
    return {kind: _closing(ballot, kind, hoping[kind], fearing[kind]) for kind in hoping}


def _closing(
    ballot: Ballot, kind: Kind, hoping: tuple[int, int, int], fearing: tuple[int, int, int]
) -> dict[Pivot, Fraction]:
    """One member's chances: an adverse vote ends the hope of those yet to vote, a favourable one their fear."""
    found = {}
    for vote, odds, hope, fear in zip(KINDS_OF_VOTE, ballot.odds[kind[0]], hoping, fearing, strict=True):
        found[Pivot(vote, passing=True)] = _in_all_orders(ballot, odds * (fear - fearing[1]))
        found[Pivot(vote, passing=False)] = _in_all_orders(ballot, odds * (hoping[0] - hope))
    return found


def _in_all_orders(ballot: Ballot, packed: int) -> Fraction:
    """The sum over how many others have yet to vote, each number of them equally likely."""
    members, whole = len(ballot.odds), ballot.whole
    return sum(
        (
            Fraction(value, members * comb(members - 1, yet) * whole ** (members - yet))
            for yet, value in enumerate(unpacked(packed, ballot.bits, members))
        ),
        Fraction(0),
    )
