"""The machinery of voting power: against brute force, on large weighted bodies, and where others go wrong."""

from __future__ import annotations

from fractions import Fraction
from importlib import import_module
from itertools import pairwise, permutations, product
from math import comb, factorial
from types import SimpleNamespace
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from benchmarks import bodies
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from unsc_sim import P5, Affirmative, Assembly, Concurrence, Council, Group, Vote, rule_for
from unsc_sim import power as p
from unsc_sim.errors import DuplicateVoteError, MissingVoteError, NotOnTheCouncilError, RuleError, TooLargeError
from unsc_sim.power import _packed
from unsc_sim.power import _standing as standing
from unsc_sim.power._packed import Sizes, Totals, minimal_coalitions
from unsc_sim.strategies import assemblies, rules

if TYPE_CHECKING:
    from collections.abc import Callable

counting = import_module("unsc_sim.power.coalitions")
"""The module; the function of that name hides it in its room."""
COUNCIL, RULE = Council.on("2016-10-08"), rule_for("substantive", "2016-10-08")
FEW = settings(max_examples=25)
THREE = (Vote.YES, Vote.ABSTAIN, Vote.NO)


def decided_by_votes(rule, body) -> bool:
    return rule.holds(dict.fromkeys(body.members, Vote.YES), body) and not rule.holds(
        dict.fromkeys(body.members, Vote.NO), body
    )


@st.composite
def games(draw: st.DrawFn, most: int = 5) -> p.Game:
    """A random rule over a small body that its votes decide."""
    body = draw(assemblies(most))
    rule = draw(rules(body))
    assume(decided_by_votes(rule, body))
    return p.Game(rule, body)


@st.composite
def weights_and_quota(draw: st.DrawFn, most: int = 8) -> tuple[list[int], int]:
    weights = draw(st.lists(st.integers(0, 12), min_size=1, max_size=most).filter(any))
    return weights, draw(st.integers(1, sum(weights)))


def wins(game: p.Game, coalition) -> bool:
    """Asked of the rule itself, member by member."""
    votes = {m: Vote.YES if m in coalition else Vote.NO for m in game.members}
    return game.rule.holds(votes, game.body)


def subsets(members):
    members = list(members)
    for choice in product((False, True), repeat=len(members)):
        yield {m for m, chosen in zip(members, choice, strict=True) if chosen}


def brute_swings(game: p.Game) -> dict:
    return {
        m: sum(wins(game, s | {m}) and not wins(game, s) for s in subsets(x for x in game.members if x != m))
        for m in game.members
    }


def brute_shapley(game: p.Game) -> dict:
    """Every order of the members."""
    found, n = dict.fromkeys(game.members, Fraction(0)), len(game.members)
    for order in permutations(game.members):
        pivot = next(m for k, m in enumerate(order) if wins(game, set(order[: k + 1])))
        found[pivot] += Fraction(1, factorial(n))
    return found


def brute_roll_calls(game: p.Game) -> dict:
    """Every order of the members and every way to vote: the pivot settles the result, whatever the rest do."""
    found, n = dict.fromkeys(game.members, Fraction(0)), len(game.members)
    for order in permutations(game.members):
        for cast in product(THREE, repeat=n):
            for k in range(1, n + 1):
                said = dict(zip(order[:k], cast, strict=False))
                best, worst = (said | dict.fromkeys(order[k:], vote) for vote in (Vote.YES, Vote.NO))
                if game.rule.holds(best, game.body) == game.rule.holds(worst, game.body):
                    found[order[k - 1]] += Fraction(1, factorial(n) * 3**n)
                    break
    return found


class TestAgainstBruteForce:
    """Random rules with groups, weights, tolerance, `&` and `|`."""

    @FEW
    @given(games())
    def test_swings(self, game) -> None:
        assert brute_swings(game) == p.swings(game)

    @FEW
    @given(games(most=4))
    def test_shapley_shubik(self, game) -> None:
        assert brute_shapley(game) == p.shapley_shubik(game)

    @FEW
    @given(games(most=3))
    def test_shapley_shubik_with_abstention(self, game) -> None:
        assert brute_roll_calls(game) == p.shapley_shubik(game, abstention=True)

    @FEW
    @given(games())
    def test_wins_by_vote_with_abstention(self, game) -> None:
        found = p.wins_by_vote(game, abstention=True)
        for member in game.members:
            others = [m for m in game.members if m != member]
            for vote in THREE:
                ways = sum(
                    game.rule.holds(dict(zip(others, cast, strict=True)) | {member: vote}, game.body)
                    for cast in product(THREE, repeat=len(others))
                )
                assert ways == found[member][vote]

    @FEW
    @given(games())
    def test_coalitions(self, game) -> None:
        everyone = set(game.members)
        winning = [s for s in subsets(everyone) if wins(game, s)]
        blocking = [s for s in subsets(everyone) if not wins(game, everyone - s)]
        counted = p.coalitions(game)

        assert (len(winning), len(blocking)) == (counted.winning, counted.blocking)
        assert counted.minimal_winning == sum(all(not wins(game, s - {m}) for m in s) for s in winning)
        assert counted.minimal_blocking == sum(all(wins(game, (everyone - s) | {m}) for m in s) for s in blocking)

    @FEW
    @given(games(most=4))
    def test_tripartitions(self, game) -> None:
        passing = {cast for cast in product(THREE, repeat=len(game.members)) if self._passes(game, cast)}
        lower = {Vote.YES: Vote.ABSTAIN, Vote.ABSTAIN: Vote.NO}
        minimal = [
            cast
            for cast in passing
            if not any((*cast[:i], lower[v], *cast[i + 1 :]) in passing for i, v in enumerate(cast) if v in lower)
        ]
        counted = p.tripartitions(game)

        assert (len(passing), len(minimal)) == (counted.winning, counted.minimal_winning)

    @staticmethod
    def _passes(game, cast) -> bool:
        return game.rule.holds(dict(zip(game.members, cast, strict=True)), game.body)

    @FEW
    @given(games(most=4))
    def test_indices_of_coalitions(self, game) -> None:
        """Deegan and Packel, Holler and Packel, Johnston, from their definitions."""
        winning = [s for s in subsets(game.members) if wins(game, s)]
        needed = [(s, {m for m in s if not wins(game, s - {m})}) for s in winning]
        minimal = [s for s, critical in needed if s == critical]
        vulnerable = [critical for _, critical in needed if critical]
        memberships = sum(map(len, minimal))
        for m in game.members:
            assert p.deegan_packel(game)[m] == sum(Fraction(1, len(s)) for s in minimal if m in s) / len(minimal)
            assert p.holler_packel(game)[m] == Fraction(sum(m in s for s in minimal), memberships)
            assert p.johnston(game)[m] == sum(Fraction(1, len(c)) for c in vulnerable if m in c) / len(vulnerable)

    @FEW
    @given(games(most=4), st.data())
    def test_owen(self, game, data) -> None:
        """Every order in which the members of each union stand together."""
        label = {m: data.draw(st.integers(0, 2)) for m in game.members}
        unions = [[m for m in game.members if label[m] == one] for one in sorted(set(label.values()))]
        orders = [o for o in permutations(game.members) if self._together(o, label)]
        found = dict.fromkeys(game.members, Fraction(0))
        for order in orders:
            pivot = next(m for k, m in enumerate(order) if wins(game, set(order[: k + 1])))
            found[pivot] += Fraction(1, len(orders))

        assert found == p.owen(game, unions=unions)

    @staticmethod
    def _together(order, label) -> bool:
        labels = [label[m] for m in order]
        return sum(a != b for a, b in pairwise(labels)) == len(set(labels)) - 1

    @FEW
    @given(games(most=4), st.data())
    def test_myerson(self, game, data) -> None:
        """Every order, asking each time whether a connected part of those so far wins by itself."""
        pairs = [(a, b) for a in game.members for b in game.members if a < b]
        graph = nx.Graph([pair for pair in pairs if data.draw(st.booleans())])
        graph.add_nodes_from(game.members)

        def acts(coalition) -> bool:
            return any(wins(game, part) for part in nx.connected_components(graph.subgraph(coalition)))

        found = dict.fromkeys(game.members, Fraction(0))
        for order in permutations(game.members):
            for k, m in enumerate(order):
                if acts(set(order[: k + 1])) and not acts(set(order[:k])):
                    found[m] += Fraction(1, factorial(len(order)))

        assert found == p.myerson(game, graph=graph)


class TestEveryWayAgrees:
    """Mixes of kinds, the machine and packed numbers answer the same questions."""

    @FEW
    @given(games())
    def test_mixes_and_machine(self, game) -> None:
        assert standing._from_mixes(game) == standing._from_machine(game)

    @FEW
    @given(weights_and_quota())
    def test_packed_totals(self, drawn) -> None:
        weights, quota = drawn
        game, found = p.weighted(weights, quota), Totals.of(weights, quota)
        counted = p.coalitions(game)

        assert list(p.swings(game).values()) == [found.swings(weight) for weight in weights]
        assert counted.winning == found.winning
        assert counted.minimal_winning == minimal_coalitions(weights, quota)
        assert counted.minimal_blocking == minimal_coalitions(weights, sum(weights) - quota + 1)

    @FEW
    @given(weights_and_quota(), st.data())
    def test_packed_sizes(self, drawn, data) -> None:
        """A quota of weight with a head count that is also required, and one that always suffices."""
        weights, quota = drawn
        heads = data.draw(st.integers(0, len(weights)))
        enough = data.draw(st.integers(max(heads, 1), len(weights) + 1))
        game = p.weighted(weights, quota) & Affirmative(heads) | Affirmative(enough)
        sizes = range(len(weights) + 1)
        never = sum(weights) + 1
        quotas = [0 if s >= enough else quota if s >= heads else never for s in sizes]
        found, expected = Sizes.of(weights, quotas), standing._from_mixes(game)

        assert expected.winning == found.winning()
        assert expected.by_kind == {kind: found.swings(weights[kind[0]]) for kind in game.kinds}

    def test_the_same_rule_through_large_and_small_doors(self, monkeypatch) -> None:
        """With the visit of mixes switched off, a double majority with a group goes through the machine."""
        weights = dict(list(bodies.EU_POPULATION.items())[8:18])
        game = p.weighted({name: weight // 500 for name, weight in weights.items()}, 90) & Affirmative(4)
        expected = p.shapley_shubik(game), p.swings(game)
        for cached in (standing.swings_by_size, standing.swings_in_all):
            cached.cache_clear()
        monkeypatch.setattr(standing, "FEW_MIXES", 0)

        assert expected == (p.shapley_shubik(game), p.swings(game))

    @FEW
    @given(weights_and_quota(), st.data())
    def test_the_ways_for_large_bodies_agree_with_a_visit_of_every_mix(self, drawn, data) -> None:
        """A weight alone, with head counts that are required or suffice, a group that blocks, and no weight at all."""
        weights, quota = drawn
        members = range(1, len(weights) + 1)
        heads, enough = (data.draw(st.integers(1, len(weights))) for _ in range(2))
        double = Affirmative(2 * heads, weights=dict.fromkeys(members, 2))
        some = Group("some", tuple(members)[:: data.draw(st.integers(1, 3))])
        other = p.weighted(weights, data.draw(st.integers(1, sum(weights))))
        weighted, blocked = p.weighted(weights, quota), Concurrence(some, tolerating=data.draw(st.integers(0, 3)))
        for game in (
            weighted, weighted & double, weighted | Affirmative(enough), weighted & double | Affirmative(enough),
            weighted | other, weighted & other,
            p.Game(Affirmative(heads) & blocked, weighted.body), p.Game(Affirmative(heads), weighted.body),
        ):  # fmt: skip
            expected = standing._from_mixes(game)
            totals = {kind: sum(swung) for kind, swung in expected.by_kind.items()}
            counted = p.coalitions(game)
            with pytest.MonkeyPatch.context() as patched:
                patched.setattr(standing, "FEW_MIXES", 0)
                assert p.coalitions(game) == counted
                assert standing.swings_by_size.__wrapped__(game) == expected
                assert standing.swings_in_all.__wrapped__(game) == (sum(expected.winning), totals)

    def test_a_condition_that_nobody_can_meet_adds_nothing(self, monkeypatch) -> None:
        """A counter to which no member brings anything."""
        game = p.weighted([4, 3, 2, 1], 6) | Affirmative(1, among=Group("nobody", ()))
        monkeypatch.setattr(standing, "FEW_MIXES", 0)

        assert standing.swings_by_size.__wrapped__(game) == standing._from_mixes(game)
        assert standing.swings_in_all.__wrapped__(game)[0] == sum(standing._from_mixes(game).winning)

    def test_members_without_weight_can_be_enough(self, monkeypatch) -> None:
        game = p.weighted([0, 0, 5], 5) | Affirmative(2)
        monkeypatch.setattr(standing, "FEW_MIXES", 0)

        assert standing.swings_by_size.__wrapped__(game) == standing._from_mixes(game)
        assert standing._quotas(game, standing._one_weight(game)) == (1, 1, 0, 0)

    @pytest.mark.parametrize(
        ("heads", "few", "by_size", "in_all"),
        [
            (0, 31, "Sizes", "Totals"), (0, 32, "_from_mixes", "_from_mixes"), (0, 33, "_from_mixes", "_from_mixes"),
            (2, 31, "Sizes", "Sizes"), (2, 32, "_from_mixes", "_from_mixes"),
        ],
    )  # fmt: skip
    def test_the_cheapest_way_is_taken(self, monkeypatch, heads: int, few: int, by_size: str, in_all: str) -> None:
        """Five members of five weights make 32 mixes; a weight alone, or with a head count that is also required."""
        game = p.weighted([5, 4, 3, 2, 1], 8)
        game = game & Affirmative(heads) if heads else game
        asked: list[str] = []

        def noting(name: str, way: Callable) -> Callable:
            return lambda *given: asked.append(name) or way(*given)

        for name in ("_from_mixes", "_from_machine"):
            monkeypatch.setattr(standing, name, noting(name, getattr(standing, name)))
        for one in (Sizes, Totals):
            monkeypatch.setattr(standing, one.__name__, SimpleNamespace(of=noting(one.__name__, one.of)))
        monkeypatch.setattr(standing, "FEW_MIXES", few)
        for ask, way in ((standing.swings_by_size, by_size), (standing.swings_in_all, in_all)):
            for cached in (standing.swings_by_size, standing.swings_in_all):
                cached.cache_clear()
            asked.clear()
            ask(game)
            assert asked == [way]

    @pytest.mark.parametrize(("few", "asked"), [(31, [13, 3]), (32, []), (33, [])])
    def test_minimal_coalitions_are_counted_by_weight_where_mixes_are_many(self, monkeypatch, few: int, asked) -> None:
        """The quota and its dual, the dearer first, so that what is too dear is refused before anything is counted."""
        game = p.weighted([5, 4, 3, 2, 1], 13)
        expected, noted = p.coalitions(game), []
        monkeypatch.setattr(standing, "FEW_MIXES", few)
        monkeypatch.setattr(
            counting, "minimal_coalitions", lambda *given: noted.append(given[1]) or minimal_coalitions(*given)
        )

        assert p.coalitions(game) == expected
        assert noted == asked

    def test_as_many_mixes_as_are_visited_and_no_more(self, monkeypatch) -> None:
        """Three weights make eight mixes, and 27 divisions into in favour, against and abstaining."""
        game = p.weighted([3, 2, 1], 4)
        for most, count in ((8, p.johnston), (27, p.tripartitions)):
            monkeypatch.setattr(counting, "MOST_MIXES", most)
            count(game)
            monkeypatch.setattr(counting, "MOST_MIXES", most - 1)
            with pytest.raises(TooLargeError, match=rf"has {most} "):
                count(game)

    def test_as_many_coalitions_as_are_visited_and_no_more(self, monkeypatch) -> None:
        graphs = import_module("unsc_sim.power.graphs")
        game, path = p.weighted([1, 1, 1], 2), nx.path_graph([1, 2, 3])
        monkeypatch.setattr(graphs, "MOST_COALITIONS", 4)
        assert sum(p.myerson(game, graph=path).values()) == 1
        monkeypatch.setattr(graphs, "MOST_COALITIONS", 3)
        with pytest.raises(TooLargeError, match="is won by 4 coalitions"):
            p.myerson(game, graph=path)

    def test_what_is_too_much_is_told_with_its_limit(self) -> None:
        with pytest.raises(
            TooLargeError, match="has 524,288 mixes of members of different kinds; expected at most 262,144"
        ):
            p.johnston(p.weighted([2**place for place in range(19)], 2**18))
        with pytest.raises(TooLargeError, match="is won by 262,143 coalitions; expected at most 131,072"):
            p.myerson(p.weighted([1] * 18, 1), graph=nx.Graph())

    def test_members_alike_make_a_kind_and_games_join_over_one_body(self) -> None:
        game = p.weighted({"A": 1, "B": 1, "C": 1, "D": 2}, 3)

        assert (game.kinds, game.profiles) == (((0, 1, 2), (3,)), 8)
        for others in ({"A": 1, "B": 1, "C": 1, "E": 2}, {"A": 1, "B": 1}, {"A": 1, "B": 1, "C": 1, "A2": 2}):
            for join in (game.__and__, game.__or__):
                with pytest.raises(RuleError, match="is a game of another body"):
                    join(p.weighted(others, 1))

    @pytest.mark.parametrize(
        ("least", "said"), [(0, "holds even when all vote against"), (4, "fails even when all vote in favour")]
    )
    def test_a_rule_that_no_vote_decides_is_no_game(self, least: int, said: str) -> None:
        with pytest.raises(RuleError, match=said):
            p.Game(Affirmative(least), Assembly(("A", "B", "C")))


class TestIdentities:
    """What theory promises of every game."""

    @FEW
    @given(games())
    def test_shares_sum_to_one(self, game) -> None:
        assert sum(p.shapley_shubik(game).values()) == 1
        assert sum(p.shapley_shubik(game, abstention=True).values()) == 1
        assert sum(p.banzhaf(game, normalised=True).values()) == 1
        assert sum(p.deegan_packel(game).values()) == sum(p.holler_packel(game).values()) == 1
        assert sum(p.johnston(game).values()) == 1
        assert sum(p.owen(game, unions=[game.members[:2]]).values()) == 1

    @FEW
    @given(games())
    def test_dubey_and_shapley(self, game) -> None:
        """A member's swings are twice the winning coalitions it is in, less all winning coalitions."""
        winning = p.coalitions(game).winning
        ways = p.wins_by_vote(game)

        assert p.swings(game) == {m: 2 * ways[m][Vote.YES] - winning for m in game.members}
        assert p.rae(game) == {m: (1 + value) / 2 for m, value in p.banzhaf(game).items()}
        assert p.rae(game) == p.satisfaction(game)

    @FEW
    @given(weights_and_quota())
    def test_the_dual_game_has_the_same_power(self, drawn) -> None:
        weights, quota = drawn
        game, dual = p.weighted(weights, quota), p.weighted(weights, sum(weights) - quota + 1)

        assert p.shapley_shubik(game) == p.shapley_shubik(dual)
        assert p.banzhaf(game) == p.banzhaf(dual)
        assert p.coleman_prevent(game) == p.coleman_initiate(dual)

    @FEW
    @given(games())
    def test_whoever_can_block_alone_prevents_everything(self, game) -> None:
        prevent, ternary = p.coleman_prevent(game), p.coleman_prevent(game, abstention=True)
        for m in game.members:
            assert (prevent[m] == 1) == (not wins(game, set(game.members) - {m}))
            assert (prevent[m] == 1) == (ternary[m] == 1)

    @FEW
    @given(games())
    def test_without_abstention_nothing_changes(self, game) -> None:
        """Chances of one half each give back the yes/no game, in every index."""
        half = {"yes": Fraction(1, 2), "no": Fraction(1, 2)}
        for index in (p.shapley_shubik, p.banzhaf, p.coleman_prevent, p.coleman_initiate, p.satisfaction):
            assert index(game) == index(game, chances=half)
        assert p.coleman_collective(game) == p.coleman_collective(game, chances=half)

    @FEW
    @given(games())
    def test_on_a_complete_graph_everybody_can_act(self, game) -> None:
        assert p.shapley_shubik(game) == p.myerson(game, graph=nx.complete_graph(game.members))

    @FEW
    @given(games())
    def test_without_unions_owen_is_shapley(self, game) -> None:
        assert p.shapley_shubik(game) == p.owen(game, unions=[])
        assert p.banzhaf(game) == p.banzhaf_owen(game, unions=[])
        assert p.banzhaf(game) == p.symmetric_coalitional_banzhaf(game, unions=[])


EU = p.weighted(bodies.EU_POPULATION, bodies.EU_QUOTA)


class TestLargeBodies:
    """The Council of the European Union, the electors of the United States, and a made-up body of 190."""

    @pytest.mark.parametrize(
        ("game", "germany", "malta", "banzhaf", "shapley"),
        [
            (EU, 20_937_312, 131_996, None, (0.21007949, 0.00107503)),
            (EU & Affirmative(15), 14_290_384, 2_035_352, (0.12203038, 0.01738055), (0.18120858, 0.00835422)),
            (
                (EU & Affirmative(15)) | Affirmative(24),
                14_290_364, 2_035_376, (0.12202968, 0.01738068), (0.17872995, 0.00869610),
            ),
        ],
        ids=["population only", "and 15 members", "or 24 members"],
    )  # fmt: skip
    def test_qualified_majority(self, game, germany, malta, banzhaf, shapley) -> None:
        """Treaty on European Union, Article 16(4). powerindices 1.0.2 agrees on the second; no peer has the third."""
        swings = p.swings(game)

        assert (germany, malta) == (swings["Germany"], swings["Malta"])
        for values, expected in ((p.banzhaf(game, normalised=True), banzhaf), (p.shapley_shubik(game), shapley)):
            assert sum(values.values()) == 1
            assert expected in {None, (round(float(values["Germany"]), 8), round(float(values["Malta"]), 8))}

    def test_two_ways_to_the_same_totals(self) -> None:
        """The swings of the packed totals are the sums over sizes."""
        by_size = standing.swings_by_size(EU)

        assert {kind: sum(swung) for kind, swung in by_size.by_kind.items()} == standing.swings_in_all(EU)[1]

    def test_electors(self) -> None:
        """California has 0.108 of the Shapley-Shubik power; the multilinear approximation of `shapley` 1.0.2 says 0."""
        values = p.shapley_shubik(p.weighted(bodies.ELECTORAL_VOTES, 270))

        assert (538, 51) == (sum(bodies.ELECTORAL_VOTES.values()), len(values))
        assert sum(values.values()) == 1
        assert round(float(values["California"]), 3) == 0.108

    def test_190_members_have_no_negative_power(self) -> None:
        """The peer powerindices 1.0.2 counts in 64 bits, which overflow without a word from about 64 members."""
        weights = bodies.skewed(100_936)
        values = p.banzhaf(p.weighted(weights, 50_469), normalised=True)

        assert sum(values.values()) == 1
        assert min(values.values()) > 0
        assert sorted(weights.values()) == [w for _, w in sorted((values[m], w) for m, w in weights.items())]

    def test_what_is_too_large_is_refused_with_an_estimate(self) -> None:
        game = p.weighted(bodies.skewed(5_046_981), 2_523_491)
        with pytest.raises(TooLargeError, match=r"needs about [\d,]+ MB and [\d,]+ GB of additions"):
            p.shapley_shubik(game)
        with pytest.raises(TooLargeError, match=r"134,217,728 mixes"):
            p.johnston(EU)
        with pytest.raises(TooLargeError, match=r"values over 27 members"):
            p.shapley_shubik(EU, abstention=True)
        with pytest.raises(TooLargeError, match="coalitions"):
            p.myerson(EU, graph=nx.Graph())
        with pytest.raises(TooLargeError, match=r"43,046,721 divisions"):
            p.tripartitions(p.weighted(range(1, 17), 70))

    def test_what_would_take_minutes_is_refused_at_once(self) -> None:
        """Chances of nine digits in a large body; coalitions counted from both sides of a quota of millions."""
        large = Assembly(tuple(range(190)))
        fine = {"yes": 0.123456789, "no": 0.8, "abstain": 0.076543211}
        with pytest.raises(TooLargeError, match="values over 190 members"):
            p.shapley_shubik(Affirmative(100), large, chances=fine)
        with pytest.raises(TooLargeError, match="GB of additions"):
            p.coalitions(p.weighted(range(1, 100_000, 527), 5_000_000))


class TestTraps:
    """Answers that other software gets wrong; what is right is worked out by hand."""

    def test_seventy_equal_voters(self) -> None:
        """The peer powerindices says 0.00128 instead of 0.0950, and its Shapley-Shubik values sum to 0.013."""
        game = p.weighted([1] * 70, 36)

        assert {Fraction(comb(69, 35), 2**69)} == set(p.banzhaf(game).values())
        assert round(float(p.banzhaf(game)[1]), 4) == 0.0950
        assert {Fraction(1, 70)} == set(p.shapley_shubik(game).values())

    def test_a_member_that_wins_alone_is_not_the_only_one_with_power(self) -> None:
        """The peer powerindex gives all power to whoever reaches the quota of [5; 5, 3, 3] alone; others can too."""
        game = p.weighted([5, 3, 3], 5)

        assert [Fraction(3, 5), Fraction(1, 5), Fraction(1, 5)] == list(p.banzhaf(game, normalised=True).values())
        assert [Fraction(2, 3), Fraction(1, 6), Fraction(1, 6)] == list(p.shapley_shubik(game).values())

    def test_absolute_is_a_chance_and_not_the_index_times_the_quota(self) -> None:
        """powerindex(absolute=True) says 6.51 for a permanent member, which is 39 times its share."""
        absolute = p.banzhaf(p.weighted([7] * 5 + [1] * 10, 39))[1]

        assert Fraction(53, 1024) == absolute
        assert absolute <= 1

    def test_absolute_and_normalised_do_not_trade_names(self) -> None:
        """The Leech port labels each as the other."""
        assert p.banzhaf(RULE, COUNCIL)["China"] == Fraction(848, 2**14)
        assert sum(p.banzhaf(RULE, COUNCIL, normalised=True).values()) == 1

    def test_the_whole_is_two_to_the_power_of_the_others(self) -> None:
        """CooperativeGames.jl divides by 2^n - 1; a dictator is decisive for certain."""
        assert p.banzhaf(p.weighted([3, 1, 1], 3))[1] == 1

    def test_a_quota_below_half_is_a_game_too(self) -> None:
        """go-banzhaf refuses quotas up to half of the weight."""
        game = p.weighted([4, 3, 2, 1], 3)

        assert [3, 3, 1, 1] == list(p.swings(game).values())

    def test_the_power_to_act_is_no_member_s(self) -> None:
        """The Leech port prints swings / 2^n under that name; it is the share of coalitions that win."""
        assert p.coleman_collective(RULE, COUNCIL) == Fraction(848, 2**15)

    def test_every_answer_is_a_fraction(self) -> None:
        """Others round to three or six digits."""
        for index in (p.shapley_shubik, p.banzhaf, p.rae, p.johnston, p.deegan_packel, p.coleman_initiate):
            assert {Fraction} == {type(value) for value in index(RULE, COUNCIL).values()}


class TestWhatIsRefused:
    """A question that makes no sense is answered with what is wrong with it."""

    @pytest.mark.parametrize("quota", [0, 8])
    def test_a_game_decided_beforehand(self, quota) -> None:
        with pytest.raises(RuleError, match="a rule that the votes decide"):
            p.weighted([3, 2, 2], quota)

    def test_rule_without_body_and_game_with_body(self) -> None:
        with pytest.raises(RuleError, match="says nothing of who votes"):
            p.banzhaf(RULE)
        with pytest.raises(RuleError, match="already has its body"):
            p.banzhaf(p.weighted([1, 1], 2), COUNCIL)

    def test_games_of_different_bodies(self) -> None:
        with pytest.raises(RuleError, match="another body"):
            p.weighted([1, 1], 2) & p.weighted([1, 1, 1], 2)

    def test_games_of_one_body_join(self) -> None:
        """Weight and another weight: the double majority of two keys."""
        joined = p.weighted({"A": 2, "B": 1, "C": 1}, 3) | p.weighted({"A": 0, "B": 1, "C": 1}, 2)

        assert [Fraction(1, 3)] * 3 == list(p.shapley_shubik(joined).values())

    def test_chances_that_are_none(self) -> None:
        with pytest.raises(RuleError, match="add up to 1"):
            p.shapley_shubik(RULE, COUNCIL, chances={"yes": 0.5, "no": 0.4})
        with pytest.raises(RuleError, match="one of them"):
            p.banzhaf(RULE, COUNCIL, abstention=True, chances={"yes": 0.5, "no": 0.5})
        with pytest.raises(MissingVoteError, match="China"):
            p.banzhaf(RULE, COUNCIL, chances={"France": {"yes": 1}})
        with pytest.raises(RuleError, match="take a side"):
            p.satisfaction(RULE, COUNCIL, chances={"abstain": 1})

    def test_chances_are_read_as_everywhere(self) -> None:
        """Floats may be off by their rounding, which is shared out; nothing is said twice."""
        thirds = dict.fromkeys(("yes", "no", "abstain"), 1 / 3)
        with pytest.raises(DuplicateVoteError, match="twice"):
            p.banzhaf(RULE, COUNCIL, chances={"yes": 0.5, "Y": 0.5})

        assert p.shapley_shubik(RULE, COUNCIL, abstention=True) == p.shapley_shubik(RULE, COUNCIL, chances=thirds)
        assert p.banzhaf(RULE, COUNCIL) == p.banzhaf(RULE, COUNCIL, chances={"yes": Fraction(1, 2), "no": 0.5})

    def test_shares_of_nothing(self) -> None:
        with pytest.raises(RuleError, match="'passes' is what no proposal does"):
            p.coleman_prevent(RULE, COUNCIL, chances={"no": 1})
        with pytest.raises(RuleError, match="'fails' is what no proposal does"):
            p.coleman_initiate(RULE, COUNCIL, chances={"yes": 1})

    @pytest.mark.parametrize("weight", [float("nan"), float("inf")])
    def test_weights_that_are_no_amounts(self, weight) -> None:
        with pytest.raises(RuleError, match="is no amount"):
            p.weighted([weight, 1], 1)
        with pytest.raises(RuleError, match="is no amount"):
            p.weighted([1, 1], weight)

    def test_unions_that_overlap_or_name_strangers(self) -> None:
        with pytest.raises(DuplicateVoteError, match="two unions"):
            p.owen(RULE, COUNCIL, unions=[["France", "China"], ["France", "Russia"]])
        with pytest.raises(NotOnTheCouncilError):
            p.owen(RULE, COUNCIL, unions=[["France", "Germany"]])

    def test_a_graph_with_strangers(self) -> None:
        with pytest.raises(NotOnTheCouncilError):
            p.myerson(RULE, COUNCIL, graph=nx.Graph([("France", "Germany")]))


class TestProfile:
    """All indices side by side."""

    def test_records(self) -> None:
        records = p.profile(RULE, COUNCIL).records()

        assert [str(m) for m in COUNCIL.members] == [record["member"] for record in records]
        assert {Fraction(283, 1590)} == {r["johnston"] for r in records if r["member"] in map(str, COUNCIL.permanent)}
        assert len(records[0]) == 10

    def test_rows_put_equals_together(self) -> None:
        rows = p.profile(RULE, COUNCIL, abstention=True).rows()

        assert ["0.163390", "0.018305"] == [row["Shapley-Shubik"] for row in rows]
        assert rows[0]["members"] == ", ".join(map(str, COUNCIL.permanent))

    def test_text(self) -> None:
        text = str(p.profile(RULE, COUNCIL))

        assert text.startswith("at least 9 votes in favour, and no negative vote of a permanent member: 15 members")
        assert "2.5879% of all ways to vote pass" in text
        assert "Shapley-Shubik       0.196270" in text

    def test_bars(self) -> None:
        bars = p.profile(RULE, COUNCIL).bars("banzhaf")

        assert (15, 1.0) == (len(bars), bars[0]["length"])
        with pytest.raises(RuleError, match="Did you mean 'banzhaf'"):
            p.profile(RULE, COUNCIL).bars("banzaf")

    def test_what_is_left_out_is_said(self) -> None:
        found = p.profile(p.weighted(bodies.ELECTORAL_VOTES, 270))

        assert "johnston" not in found.indices
        assert "Without the Deegan-Packel, Holler-Packel and Johnston indices" in str(found)


def test_compare_sets_before_and_after_side_by_side() -> None:
    """Two negative votes to veto: elected members gain, permanent ones lose, and more than twice as much passes."""
    after = p.Game(Affirmative(9) & Concurrence(P5, tolerating=1), COUNCIL)
    rows = p.compare({"now": p.Game(RULE, COUNCIL), "then": after}, abstention=True)

    assert [("now", 5), ("now", 10), ("then", 5), ("then", 10)] == [(row["game"], row["count"]) for row in rows]
    assert Fraction(48932, 4782969) == rows[0]["passes"]
    assert rows[2]["shapley_shubik"] < rows[0]["shapley_shubik"]
    assert rows[3]["shapley_shubik"] == p.shapley_shubik(after, abstention=True)["Egypt"]


def test_fractions_as_weights() -> None:
    """Weights need not be whole: thirds and halves are counted exactly."""
    game = p.weighted({"A": Fraction(1, 2), "B": Fraction(1, 3), "C": Fraction(1, 6)}, Fraction(2, 3))

    assert p.shapley_shubik(p.weighted([3, 2, 1], 4)) == dict(enumerate(p.shapley_shubik(game).values(), start=1))


def test_floats_as_weights_are_the_decimals_they_print() -> None:
    """0.1 + 0.2 reaches 0.3, which it does not in binary."""
    assert p.shapley_shubik(p.weighted([1, 2, 3], 3)) == p.shapley_shubik(p.weighted([0.1, 0.2, 0.3], 0.3))


def test_tolerance_in_a_large_body() -> None:
    """A general rule that is too varied for mixes and packed numbers goes through the machine."""
    members = [f"M{i}" for i in range(24)]
    body = Assembly(members, {"permanent members": members[:3]})
    rule = Affirmative(60, weights={m: 1 + i % 8 for i, m in enumerate(members)}) & Concurrence(P5, tolerating=1)
    values = p.shapley_shubik(rule & Affirmative(3, among=Group("some", members[5:15])), body)

    assert sum(values.values()) == 1
    assert values["M0"] > values["M8"] > 0


class TestWhatIsRefusedByEstimate:
    """One gigabyte and forty thousand million bytes of additions are allowed, one byte more is not."""

    @pytest.mark.parametrize(("members", "bits"), [(1, 32), (31, 32), (32, 64), (63, 64), (64, 128), (190, 192)])
    def test_a_field_holds_any_number_of_coalitions(self, members: int, bits: int) -> None:
        assert _packed.field_bits(members) == bits

    def test_up_to_the_limits_nothing_is_refused(self) -> None:
        _packed.refuse_beyond(7, 4, 2**25, 64, 0)
        _packed.refuse_beyond(7, 1, 10**6, 64, 5_000)

    def test_the_estimate_is_told_in_whole_megabytes_and_gigabytes(self) -> None:
        at_most = "expected at most 1,074 MB and 40 GB. Round the weights to fewer digits."
        with pytest.raises(TooLargeError) as memory:
            _packed.refuse_beyond(7, 4, 2**25 + 8, 64, 3)
        assert str(memory.value) == f"7 is a quota that needs about 1,074 MB and 1 GB of additions; {at_most}"
        with pytest.raises(TooLargeError) as time:
            _packed.refuse_beyond(7, 2, 10**6, 64, 5_001)
        assert str(time.value) == f"7 is a quota that needs about 16 MB and 40 GB of additions; {at_most}"
