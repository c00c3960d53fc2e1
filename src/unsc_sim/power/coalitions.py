"""The coalitions of a game, counted; and the indices that look only at coalitions with nobody to spare."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import comb, prod
from typing import TYPE_CHECKING, Any

import attrs

from unsc_sim.decisions import Reason
from unsc_sim.errors import TooLargeError
from unsc_sim.power._packed import minimal_coalitions
from unsc_sim.power._standing import Mix, by_weight_alone, mixes, shared, swings_in_all
from unsc_sim.power._votes import ballot_of, standings
from unsc_sim.power.game import Game, as_game
from unsc_sim.states import MemberMapping
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from unsc_sim.rules import Body, Rule

__all__ = ["Coalitions", "Tripartitions", "coalitions", "deegan_packel", "holler_packel", "johnston", "tripartitions"]

MOST_MIXES = 262_144
"""More mixes of kinds than this are not visited one by one: it would take more than a few seconds."""

Powers = MemberMapping[Any, Fraction]


@attrs.frozen
class Coalitions:
    """How many coalitions of the yes/no game there are, win, and block (the others cannot win without them).

    A minimal coalition wins, or blocks, and no longer does when any one of its members leaves it.
    """

    total: int
    winning: int
    minimal_winning: int
    blocking: int
    minimal_blocking: int


@attrs.frozen
class Tripartitions:
    """How many ways there are to divide the members into those in favour, against and abstaining, and how many pass.

    A minimal one passes, and no longer does when any one member moves one step from in favour over abstaining to
    against.
    """

    total: int
    winning: int
    minimal_winning: int


def coalitions(rule: Rule | Game, body: Body | None = None) -> Coalitions:
    """Count the coalitions of the yes/no game.

    >>> from unsc_sim import Council, rule_for
    >>> coalitions(rule_for("substantive", "2016-10-08"), Council.on("2016-10-08"))
    Coalitions(total=32768, winning=848, minimal_winning=210, blocking=31920, minimal_blocking=125)

    Raises:
        RuleError: when the game is decided beforehand.
        TooLargeError: when no exact way is cheap enough; the message has the estimate.
    """
    game = as_game(rule, body)
    alone = by_weight_alone(game)
    if alone is None:
        minimal, blocking = sum(mix.coalitions for mix in _minimal(game)), _minimal_blocking(game)
    else:
        minimal, blocking = _minimal_by_weight(*alone)
    total, winning = 1 << len(game.members), swings_in_all(game)[0]
    return Coalitions(total, winning, minimal, total - winning, blocking)


def tripartitions(rule: Rule | Game, body: Body | None = None) -> Tripartitions:
    """Count the ways to vote in favour, against or abstaining.

    >>> from unsc_sim import Council, rule_for
    >>> tripartitions(rule_for("substantive", "2016-10-08"), Council.on("2016-10-08"))
    Tripartitions(total=14348907, winning=146796, minimal_winning=5005)

    Raises:
        RuleError, TooLargeError: as `coalitions` does.
    """
    game = as_game(rule, body)
    total = 3 ** len(game.members)
    standing = next(iter(standings(game, ballot_of(game, abstention=True, absence=False, chances=None)).values()))
    return Tripartitions(total, int(total * standing.passing), _minimal_tripartitions(game))


def deegan_packel(rule: Rule | Game, body: Body | None = None) -> Powers:
    """The Deegan-Packel index: every minimal winning coalition is equally likely and shares power equally.

    >>> from unsc_sim import Council, rule_for
    >>> deegan_packel(rule_for("substantive", "2016-10-08"), Council.on("2016-10-08"))["Egypt"]
    Fraction(2, 45)

    Raises:
        RuleError, TooLargeError: as `coalitions` does.

    Source: Deegan and Packel, International Journal of Game Theory 7 (1978).
    """
    game = as_game(rule, body)
    return _shares(game, lambda mix: Fraction(1, mix.size), _minimal(game))


def holler_packel(rule: Rule | Game, body: Body | None = None) -> Powers:
    """The public good index of Holler and Packel: memberships of minimal winning coalitions, as shares.

    >>> from unsc_sim import Council, rule_for
    >>> holler_packel(rule_for("substantive", "2016-10-08"), Council.on("2016-10-08"))["China"]
    Fraction(1, 9)

    Raises:
        RuleError, TooLargeError: as `coalitions` does.

    Source: Holler and Packel, Zeitschrift für Nationalökonomie 43 (1983).
    """
    game = as_game(rule, body)
    return _shares(game, lambda _: Fraction(1), _minimal(game))


def johnston(rule: Rule | Game, body: Body | None = None) -> Powers:
    """The Johnston index: a winning coalition with members that it needs shares one unit of power among these.

    >>> from unsc_sim import Council, rule_for
    >>> johnston(rule_for("substantive", "2016-10-08"), Council.on("2016-10-08"))["China"]
    Fraction(283, 1590)

    Raises:
        RuleError, TooLargeError: as `coalitions` does.

    Source: Johnston, Environment and Planning A 10 (1978).
    """
    game = as_game(rule, body)
    return _shares(game, lambda mix: Fraction(1, sum(mix.numbers[kind] for kind in mix.critical)), _all_mixes(game))


def _shares(game: Game, each: Callable[[Mix], Fraction], among: Iterable[Mix]) -> Powers:
    """What the critical members get, `each` from every coalition, as shares of the whole."""
    total = dict.fromkeys(game.kinds, Fraction(0))
    for mix in among:
        for place in mix.critical:
            kind = game.kinds[place]
            total[kind] += mix.with_one(place, len(kind)) * each(mix)
    return game.by_member(shared(total))


def _all_mixes(game: Game) -> tuple[Mix, ...]:
    if game.profiles > MOST_MIXES:
        raise TooLargeError(
            game.rule,
            f"has {game.profiles:,} mixes of members of different kinds",
            f"at most {MOST_MIXES:,}",
            "Ask for Shapley-Shubik or Banzhaf, which need not visit them, or give like members like weights.",
        )
    return mixes(game)


def _minimal(game: Game) -> tuple[Mix, ...]:
    return tuple(mix for mix in _all_mixes(game) if mix.minimal)


def _minimal_by_weight(weights: tuple[int, ...], quota: int) -> tuple[int, int]:
    """The minimal winning and minimal blocking coalitions; the dearer to count come first, to be refused at once."""
    dual = sum(weights) - quota + 1
    found = {least: minimal_coalitions(weights, least) for least in sorted({quota, dual}, reverse=True)}
    return found[quota], found[dual]


def _minimal_blocking(game: Game) -> int:
    """The coalitions without which nothing passes, though it does without all but any one of their members."""
    sizes = [len(kind) for kind in game.kinds]
    winning = {mix.numbers for mix in _all_mixes(game)}
    found = 0
    for left in product(*(range(size + 1) for size in sizes)):
        blockers = [size - number for size, number in zip(sizes, left, strict=True)]
        joined = [(*left[:k], left[k] + 1, *left[k + 1 :]) for k, number in enumerate(blockers) if number]
        if left not in winning and all(one in winning for one in joined):
            found += prod(map(comb, sizes, blockers))
    return found


def _minimal_tripartitions(game: Game) -> int:
    steps = [_divisions(len(kind)) for kind in game.kinds]
    divisions = prod(map(len, steps))
    if divisions > MOST_MIXES:
        raise TooLargeError(
            game.rule, f"has {divisions:,} divisions of its kinds", f"at most {MOST_MIXES:,}", "Ask for `census`."
        )
    passes = {division for division in product(*steps) if _passes(game, division)}
    return sum(
        prod(comb(sum(votes), votes[0]) * comb(votes[1] + votes[2], votes[1]) for votes in division)
        for division in passes
        if not any(lower in passes for lower in _one_step_down(division))
    )


def _divisions(members: int) -> list[tuple[int, int, int]]:
    """All ways to divide so many members into those in favour, otherwise and against."""
    return [(yes, rest - no, no) for yes in range(members + 1) for rest in [members - yes] for no in range(rest + 1)]


def _passes(game: Game, division: tuple[tuple[int, int, int], ...]) -> bool:
    machine = game.machine
    state = tuple(
        min(
            counter.cap,
            sum(
                counter.gains[kind[0]] * votes[0 if counter.vote is Vote.YES else 2]
                for kind, votes in zip(game.kinds, division, strict=True)
            ),
        )
        for counter in machine.counters
    )
    return machine.reason(state) is Reason.ADOPTED


def _one_step_down(division: tuple[tuple[int, int, int], ...]) -> Iterator[tuple[tuple[int, int, int], ...]]:
    for place, (yes, other, no) in enumerate(division):
        if yes:
            yield (*division[:place], (yes - 1, other + 1, no), *division[place + 1 :])
        if other:
            yield (*division[:place], (yes, other - 1, no + 1), *division[place + 1 :])
