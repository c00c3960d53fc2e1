"""The indices of voting power that are asked of every game: pivotal, decisive, able to prevent and to initiate."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import factorial
from operator import mul
from typing import TYPE_CHECKING, Any

from unsc_sim.errors import RuleError
from unsc_sim.power._standing import shared, swings_by_size, swings_in_all
from unsc_sim.power._votes import Pivot, Standing, ballot_of, pivots, standings
from unsc_sim.power.game import Game, as_game
from unsc_sim.states import MemberMapping
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from unsc_sim.rules import Body, Rule

__all__ = [
    "banzhaf",
    "coleman_collective",
    "coleman_initiate",
    "coleman_prevent",
    "inclusiveness",
    "nevison",
    "rae",
    "roll_call_pivots",
    "satisfaction",
    "shapley_shubik",
    "swings",
    "wins_by_vote",
]

Chances = Mapping[Any, Any]
Powers = MemberMapping[Any, Fraction]


def shapley_shubik(
    rule: Rule | Game,
    body: Body | None = None,
    *,
    abstention: bool = False,
    absence: bool = False,
    chances: Chances | None = None,
) -> Powers:
    """The chance of being pivotal when members are called in random order; the values of all members sum to 1.

    In the yes/no game the pivot turns a losing coalition into a winning one. With `abstention`, members vote in favour,
    against or abstain with equal chances, and the pivot is the member after whose vote the result is settled whatever
    the rest do. `absence` adds staying away as one more way to vote. `chances`, for all members or for each, replace
    equal ones; chances of 1/2 and 1/2 give back the yes/no game.

    >>> from unsc_sim import Council, rule_for
    >>> council, rule = Council.on("2016-10-08"), rule_for("substantive", "2016-10-08")
    >>> shapley_shubik(rule, council)["Russia"], shapley_shubik(rule, council, abstention=True)["Russia"]
    (Fraction(421, 2145), Fraction(118525786, 725416965))

    Raises:
        RuleError: when the game is decided beforehand, or the chances are no chances.
        TooLargeError: when no exact way is cheap enough; the message has the estimate.

    Source: Shapley and Shubik, American Political Science Review 48 (1954); with abstention, Felsenthal and Machover,
    The Measurement of Voting Power (1998), chapter 8.
    """
    game = as_game(rule, body)
    ballot = ballot_of(game, abstention=abstention, absence=absence, chances=chances)
    if ballot is not None:
        return game.by_member({kind: sum(ways.values(), Fraction(0)) for kind, ways in pivots(game, ballot).items()})
    members = len(game.members)
    ways = [factorial(size) * factorial(members - 1 - size) for size in range(members)]
    by_kind = swings_by_size(game).by_kind
    return game.by_member({kind: Fraction(sum(map(mul, ways, by_kind[kind])), factorial(members)) for kind in by_kind})


def banzhaf(
    rule: Rule | Game,
    body: Body | None = None,
    *,
    normalised: bool = False,
    abstention: bool = False,
    absence: bool = False,
    chances: Chances | None = None,
) -> Powers:
    """The chance that the others' votes leave the decision to this member: the absolute Penrose-Banzhaf measure.

    With `normalised`, the same as shares that sum to 1: the Banzhaf index. The other keywords are those of
    `shapley_shubik`; with abstention, a member is decisive when its vote in favour carries what its vote against does
    not.

    >>> from unsc_sim import Council, rule_for
    >>> council, rule = Council.on("2016-10-08"), rule_for("substantive", "2016-10-08")
    >>> banzhaf(rule, council)["Russia"], banzhaf(rule, council, normalised=True)["Russia"]
    (Fraction(53, 1024), Fraction(106, 635))

    Raises:
        RuleError, TooLargeError: as `shapley_shubik` does.

    Source: Penrose, Journal of the Royal Statistical Society 109 (1946); Banzhaf, Rutgers Law Review 19 (1965).
    """
    game = as_game(rule, body)
    ballot = ballot_of(game, abstention=abstention, absence=absence, chances=chances)
    if ballot is None:
        swung = swings_in_all(game)[1]
        return game.by_member(shared(swung) if normalised else shared(swung, 1 << len(game.members) - 1))
    decisive = {kind: one.decisive for kind, one in standings(game, ballot).items()}
    return game.by_member(shared(decisive) if normalised else decisive)


def swings(rule: Rule | Game, body: Body | None = None, *, abstention: bool = False) -> MemberMapping[Any, int]:
    """How many ways the others can vote that leave the decision to this member: the raw Banzhaf count.

    >>> from unsc_sim.power import weighted
    >>> swings(weighted({"Ann": 3, "Bo": 2, "Cy": 2}, 4))
    MemberMapping({'Ann': 2, 'Bo': 2, 'Cy': 2})

    Raises:
        RuleError, TooLargeError: as `shapley_shubik` does.
    """
    game = as_game(rule, body)
    if not abstention:
        return game.by_member(swings_in_all(game)[1])
    won = wins_by_vote(game, abstention=True)
    return MemberMapping({member: ways[Vote.YES] - ways[Vote.NO] for member, ways in won.items()})


def wins_by_vote(
    rule: Rule | Game, body: Body | None = None, *, abstention: bool = False
) -> MemberMapping[Any, Mapping[Vote, int]]:
    """For each vote of a member, how many ways of voting of the others carry the proposal.

    The differences are its swings: from in favour to against, or with `abstention` in two steps.

    >>> from unsc_sim import Council, rule_for
    >>> council, rule = Council.on("2016-10-08"), rule_for("substantive", "2016-10-08")
    >>> wins_by_vote(rule, council, abstention=True)["Russia"]
    {Vote.YES: 108336, Vote.ABSTAIN: 38460, Vote.NO: 0}

    Raises:
        RuleError, TooLargeError: as `shapley_shubik` does.
    """
    game, standing = _standings(rule, body, abstention=abstention)
    votes = (Vote.YES, Vote.ABSTAIN, Vote.NO) if abstention else (Vote.YES, Vote.NO)
    ways = len(votes) ** (len(game.members) - 1)
    return game.by_member(
        {kind: {vote: int(ways * one.given(vote)) for vote in votes} for kind, one in standing.items()}
    )


def roll_call_pivots(
    rule: Rule | Game,
    body: Body | None = None,
    *,
    absence: bool = False,
    chances: Chances | None = None,
) -> MemberMapping[Any, Mapping[Pivot, Fraction]]:
    """How each member's Shapley-Shubik value with abstention comes about: by which vote it settles the result, and how.

    >>> from unsc_sim import Council, rule_for
    >>> council, rule = Council.on("2016-10-08"), rule_for("substantive", "2016-10-08")
    >>> ways = roll_call_pivots(rule, council)["Russia"]
    >>> f"{float(5 * ways[Pivot(Vote.NO, passing=False)]):.1%} of roll calls are settled by a permanent member's no"
    "75.2% of roll calls are settled by a permanent member's no"

    Raises:
        RuleError, TooLargeError: as `shapley_shubik` does.
    """
    game = as_game(rule, body)
    ballot = ballot_of(game, abstention=chances is None, absence=absence, chances=chances)
    if ballot is None:
        raise RuleError(chances, "gives no way to vote", "chances", "Leave them out.")
    return game.by_member(pivots(game, ballot))


def coleman_collective(
    rule: Rule | Game,
    body: Body | None = None,
    *,
    abstention: bool = False,
    absence: bool = False,
    chances: Chances | None = None,
) -> Fraction:
    """Coleman's power of a collectivity to act: the chance that a proposal passes.

    >>> from unsc_sim.power import weighted
    >>> coleman_collective(weighted({"Ann": 3, "Bo": 2, "Cy": 2}, 4))
    Fraction(1, 2)

    Raises:
        RuleError, TooLargeError: as `shapley_shubik` does.

    Source: Coleman, in Lieberman (ed.), Social Choice (1971).
    """
    _, standing = _standings(rule, body, abstention=abstention, absence=absence, chances=chances)
    return next(iter(standing.values())).passing


def coleman_prevent(
    rule: Rule | Game,
    body: Body | None = None,
    *,
    abstention: bool = False,
    absence: bool = False,
    chances: Chances | None = None,
) -> Powers:
    """Coleman's power to prevent action: of what passes, the share that this member's vote against would stop.

    It is 1 for whoever can block alone.

    >>> from unsc_sim.power import weighted
    >>> coleman_prevent(weighted({"Ann": 3, "Bo": 2, "Cy": 2}, 6))["Bo"]
    Fraction(1, 1)

    Raises:
        RuleError, TooLargeError: as `shapley_shubik` does; RuleError also when there is nothing to have a share of.

    Source: Coleman, as for `coleman_collective`.
    """
    keywords = {"abstention": abstention, "absence": absence, "chances": chances}
    return _each(rule, body, keywords, lambda one: _share(one.passing - one.adopted[1], one.passing, "passes"))


def coleman_initiate(
    rule: Rule | Game,
    body: Body | None = None,
    *,
    abstention: bool = False,
    absence: bool = False,
    chances: Chances | None = None,
) -> Powers:
    """Coleman's power to initiate action: of what fails, the share that this member's vote in favour would carry.

    >>> from unsc_sim.power import weighted
    >>> coleman_initiate(weighted({"Ann": 3, "Bo": 2, "Cy": 2}, 6))["Bo"]
    Fraction(1, 7)

    Raises:
        RuleError, TooLargeError: as `shapley_shubik` does; RuleError also when there is nothing to have a share of.

    Source: Coleman, as for `coleman_collective`.
    """
    keywords = {"abstention": abstention, "absence": absence, "chances": chances}
    return _each(rule, body, keywords, lambda one: _share(one.adopted[0] - one.passing, 1 - one.passing, "fails"))


def satisfaction(
    rule: Rule | Game,
    body: Body | None = None,
    *,
    abstention: bool = False,
    absence: bool = False,
    chances: Chances | None = None,
) -> Powers:
    """The chance that the result is the one the member voted for, given that it votes in favour or against.

    >>> from unsc_sim.power import weighted
    >>> satisfaction(weighted({"Ann": 3, "Bo": 2, "Cy": 2}, 4))["Ann"]
    Fraction(3, 4)

    Raises:
        RuleError, TooLargeError: as `shapley_shubik` does; RuleError also when a member never takes a side.

    Source: Straffin, Davis and Brams, in Holler (ed.), Power, Voting, and Voting Power (1982).
    """
    keywords = {"abstention": abstention, "absence": absence, "chances": chances}
    return _each(rule, body, keywords, _satisfied)


def rae(rule: Rule | Game, body: Body | None = None) -> Powers:
    """Rae's index of the yes/no game: the chance that the result agrees with the member's vote, (1 + Banzhaf) / 2.

    >>> from unsc_sim.power import weighted
    >>> rae(weighted({"Ann": 3, "Bo": 2, "Cy": 2}, 4))["Ann"]
    Fraction(3, 4)

    Raises:
        RuleError, TooLargeError: as `shapley_shubik` does.

    Source: Rae, American Political Science Review 63 (1969); Dubey and Shapley, Mathematics of Operations Research 4
    (1979).
    """
    return _each(rule, body, {}, lambda one: (1 + one.decisive) / 2)


def inclusiveness(rule: Rule | Game, body: Body | None = None) -> Powers:
    """König and Bräuninger's inclusiveness: the share of the winning coalitions that the member belongs to.

    >>> from unsc_sim.power import weighted
    >>> inclusiveness(weighted({"Ann": 3, "Bo": 2, "Cy": 2}, 6))["Ann"]
    Fraction(1, 1)

    Raises:
        RuleError, TooLargeError: as `shapley_shubik` does.

    Source: König and Bräuninger, Journal of Theoretical Politics 10 (1998).
    """
    return _each(rule, body, {}, lambda one: one.odds[0] * one.adopted[0] / one.passing)


def nevison(rule: Rule | Game, body: Body | None = None) -> Powers:
    """Nevison's index: the chance of winning, given that the member votes in favour.

    >>> from unsc_sim.power import weighted
    >>> nevison(weighted({"Ann": 3, "Bo": 2, "Cy": 2}, 4))["Ann"]
    Fraction(3, 4)

    Raises:
        RuleError, TooLargeError: as `shapley_shubik` does.

    Source: Nevison, in Brams, Schotter and Schwödiauer (eds.), Applied Game Theory (1979).
    """
    return _each(rule, body, {}, lambda one: one.adopted[0])


def _standings(rule: Rule | Game, body: Body | None, **keywords: Any) -> tuple[Game, Mapping[Any, Standing]]:
    game = as_game(rule, body)
    usual: dict[str, Any] = {"abstention": False, "absence": False, "chances": None}
    return game, standings(game, ballot_of(game, **(usual | keywords)))


def _each(
    rule: Rule | Game, body: Body | None, keywords: Mapping[str, Any], index: Callable[[Standing], Fraction]
) -> Powers:
    game, standing = _standings(rule, body, **keywords)
    return game.by_member({kind: index(one) for kind, one in standing.items()})


def _share(part: Fraction, whole: Fraction, becomes: str) -> Fraction:
    if not whole:
        raise RuleError(
            becomes, "is what no proposal does with these chances", "chances of both results", "Change the chances."
        )
    return part / whole


def _satisfied(one: Standing) -> Fraction:
    in_favour, against, _ = one.odds
    if not in_favour + against:
        raise RuleError(one.odds, "never take a side", "a member that sometimes does", "Change its chances.")
    return (in_favour * one.adopted[0] + against * (1 - one.adopted[1])) / (in_favour + against)
