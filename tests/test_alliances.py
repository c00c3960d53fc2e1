"""Ties between states: what agreement is, what fades, what blocs suggest, and graphs that stay ordinary networkx."""

from __future__ import annotations

import random
from datetime import date
from itertools import combinations, product

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import unsc_sim as sc
from unsc_sim.alliances import (
    agreement_graph,
    alliance_graph,
    bloc_graph,
    bridges,
    camps,
    change,
    closest,
    combine,
    explain_tie,
    frustration,
    read_graph,
    sponsorship_graph,
    write_graph,
)
from unsc_sim.alliances.graphs import GraphTies, learn
from unsc_sim.alliances.ties import Decayed, earnings
from unsc_sim.errors import NotationError, RuleError, UnknownStateError

DAY = "2016-10-08"
BEFORE = sc.roll_calls(before=DAY)
TIES = alliance_graph(BEFORE, on=DAY)
SIDES = st.dictionaries(
    st.sampled_from([f"AA{letter}" for letter in "ABCDEFGH"]), st.sampled_from([1, 0, -1]), min_size=2
)


def test_permanent_members_stand_as_two_generations_of_votes_left_them():
    assert camps(TIES, among=["FRA", "GBR", "USA", "RUS", "CHN"])[0] == ("FRA", "GBR", "USA")
    assert TIES["RUS"]["SYR"]["weight"] > 0.5
    assert TIES["USA"]["ISR"]["weight"] > 0.5
    assert TIES["USA"]["RUS"]["weight"] < 0


def test_votes_of_the_day_and_later_leave_the_graph_as_it_was():
    """Ties on a day come from votes before it, whatever else is handed over."""
    assert nx.utils.graphs_equal(TIES, alliance_graph(sc.roll_calls(), on=DAY))


def test_order_of_the_roll_calls_does_not_matter():
    shuffled = list(BEFORE)
    random.Random(3).shuffle(shuffled)  # noqa: S311 - no secret

    for one, other in (("FRA", "RUS"), ("AGO", "EGY"), ("CHN", "SYR")):
        again = alliance_graph(shuffled, on=DAY)
        assert again[one][other]["weight"] == pytest.approx(TIES[one][other]["weight"], abs=1e-9)


def test_a_tie_is_the_same_to_the_last_bit_whoever_is_named_first():
    ledger, day = learn(BEFORE, before=date(2016, 10, 8)), date(2016, 10, 8).toordinal()
    ties = ledger.on(day)

    for one, other in combinations([member.code for member in sc.Council.on(DAY).members], 2):
        assert ties.tie(one, other) == ties.tie(other, one) == ledger.tie(other, one, day)


def test_unanimous_votes_teach_nothing():
    council = sc.Council.on("2016-01-05")
    unanimous = [council.roll_call(default="yes") for _ in range(5)]

    assert nx.utils.graphs_equal(TIES, alliance_graph([*BEFORE, *unanimous], on=DAY))


@given(SIDES)
def test_what_members_earn_from_each_other_adds_up_to_nothing(taken):
    """Agreement is counted beyond what is usual in that vote, so its sum over members is 0."""
    assert sum(earned for *_, earned in earnings(taken, {})) == pytest.approx(0, abs=1e-9)


@given(SIDES, st.sampled_from([1, -1]))
def test_an_outsider_stands_nearest_to_those_on_its_side(taken, side):
    found = {one: earned for one, other, earned in earnings(taken, {"ZZZ": side}) if other == "ZZZ"}
    mine, theirs = ([found[m] for m in taken if taken[m] == s] for s in (side, -side))

    assert all(a > b for a, b in product(mine, theirs))


def test_sums_lose_half_their_value_in_a_half_life():
    sums = Decayed(4)
    sums.add("x", 3.0, 1000)
    sums.add("x", 1.0, 1000 + 1461)

    assert 2.5 == sums.get("x", 1000 + 1461)


def test_a_tie_is_the_weighted_average_of_the_votes_that_explain_it():
    graph = agreement_graph(BEFORE, on=DAY)
    for pair in (("FRA", "RUS"), ("RUS", "SYR"), ("AGO", "VEN")):
        votes = explain_tie(*pair, BEFORE, on=DAY)
        expected = sum(vote.earned * vote.weight for vote in votes) / sum(vote.weight for vote in votes)
        assert expected == pytest.approx(graph[pair[0]][pair[1]]["weight"])


def test_few_votes_leave_a_tie_near_what_blocs_suggest():
    edge = TIES["AGO"]["JPN"]

    assert edge["sample"] < 10
    assert min(edge["agreement"], edge["expected"]) <= edge["weight"] <= max(edge["agreement"], edge["expected"])


def test_every_pair_of_the_council_has_a_tie():
    members = sorted(member.code for member in sc.Council.on(DAY).members)

    assert all(TIES.has_edge(*pair) for pair in combinations(members, 2))


def test_a_graph_says_what_it_is_and_what_it_has_learnt():
    assert {"kind": "alliance", "on": DAY, "votes": TIES.graph["votes"]}.items() <= TIES.graph.items()
    assert "2000-01-01" < TIES.graph["through"] < DAY


def test_blocs_have_dates():
    assert bloc_graph("2016-10-08")["FRA"]["GBR"]["blocs"] == "EU;G7;NATO"
    assert bloc_graph("2021-10-08")["FRA"]["GBR"]["blocs"] == "G7;NATO"


def test_sponsors_of_the_same_draft_are_tied_and_rivals_are_not():
    graph = sponsorship_graph(sc.case("aleppo-2016").roll_calls, on="2016-12-31")

    assert graph["ESP"]["FRA"]["weight"] == 1.0
    assert not graph.has_edge("FRA", "RUS")


def test_the_forecast_finds_in_the_graph_what_the_ledger_holds():
    ledger, day = learn(BEFORE, before=date(2016, 10, 8)), date(2016, 10, 8).toordinal()
    ties = GraphTies(TIES)

    for one, other in (("FRA", "RUS"), ("RUS", "SYR"), ("URY", "UKR")):
        assert ledger.tie(one, other, day) == ties.tie(one, other)
    assert ledger.habits("VEN", day, permanent=False) == ties.habits("VEN", permanent=False)


def test_ties_of_your_own_are_averaged_in_by_share():
    own = nx.Graph()
    own.add_edge("Russia", "France", weight=1.0)
    both = combine({"votes": (TIES, 3.0), "own": (own, 1.0)})

    assert both["RUS"]["FRA"]["weight"] == pytest.approx((3 * TIES["RUS"]["FRA"]["weight"] + 1) / 4)
    assert both["RUS"]["CHN"]["weight"] == TIES["RUS"]["CHN"]["weight"]
    assert both.graph["through"] == TIES.graph["through"]
    assert both.nodes["RUS"]["dissent"] == TIES.nodes["RUS"]["dissent"]


def test_a_tie_without_a_weight_is_refused():
    own = nx.Graph()
    own.add_edge("Russia", "France")

    with pytest.raises(RuleError, match="has no weight in 'own'"):
        combine({"own": (own, 1.0)})


def _signed(seed: int, size: int) -> nx.Graph:
    rng, graph = random.Random(seed), nx.Graph()  # noqa: S311 - no secret
    states = sorted(state.code for state in sc.Council.on(DAY).members)[:size]
    graph.add_nodes_from(states)
    for pair in combinations(states, 2):
        graph.add_edge(*pair, weight=rng.uniform(-1, 1))
    return graph


@pytest.mark.parametrize("seed", range(5))
def test_frustration_is_the_least_over_all_divisions(seed):
    graph = _signed(seed, 7)
    found = frustration(graph)
    ties, whole = list(graph.edges(data="weight")), sum(abs(w) for *_, w in graph.edges(data="weight"))
    least = min(
        sum(abs(w) for a, b, w in ties if ((a in camp) == (b in camp)) == (w < 0))
        for size in range(8)
        for camp in map(set, combinations(sorted(graph), size))
    )

    assert found.share == pytest.approx(least / whole)
    assert sorted(found.camps[0] + found.camps[1]) == sorted(graph)


def test_two_opposed_camps_are_not_frustrated_even_in_a_large_graph():
    """Beyond exact size the search still finds a perfect division where there is one."""
    states = sorted(state.code for state in sc.states.all_states())[:30]
    graph = nx.Graph()
    for one, other in combinations(states, 2):
        graph.add_edge(one, other, weight=1.0 if states.index(one) % 3 == states.index(other) % 3 == 0 or
                       (states.index(one) % 3 and states.index(other) % 3) else -1.0)  # fmt: skip

    assert frustration(graph).share == 0
    assert len(frustration(graph).camps[1]) in {10, 20}


def test_whoever_stands_between_scores_as_a_bridge():
    graph = nx.path_graph(["FRA", "GBR", "EGY", "CHN", "RUS"])
    nx.set_edge_attributes(graph, 0.5, "weight")

    assert bridges(graph)[0][0] == "EGY"
    assert bridges(graph)[-1][1] == 0


def test_opponents_are_no_friends_however_many_are_asked_for():
    assert all(weight > 0 for _, weight in closest(TIES, "Russia", k=100))


def test_ties_change_over_time():
    earlier, later = change("United States", "Russia", sc.roll_calls(), days=["1991-06-01", "2024-06-01"])

    assert earlier[1] > later[1]


@pytest.mark.parametrize("name", ["ties.graphml", "ties.gexf", "ties.json"])
def test_graphs_go_out_and_come_back(tmp_path, name):
    council = [member.code for member in sc.Council.on(DAY).members]
    graph = TIES.subgraph(council).copy()
    write_graph(graph, tmp_path / name)
    back = read_graph(tmp_path / name)

    assert sorted(back) == sorted(graph)
    for one, other, weight in graph.edges(data="weight"):
        assert back[one][other]["weight"] == pytest.approx(weight)
    assert back.nodes["RUS"]["name"] == "Russian Federation"


@pytest.mark.parametrize("content", ["<graphml", "[1, 2]", ""])
@pytest.mark.parametrize("ending", ["graphml", "gexf", "json"])
def test_what_is_no_graph_is_refused_by_name(tmp_path, ending, content):
    file = tmp_path / f"broken.{ending}"
    file.write_text(content, encoding="utf-8")

    with pytest.raises(NotationError, match=rf"broken\.{ending}"):
        read_graph(file)


def test_an_unknown_ending_is_refused(tmp_path):
    with pytest.raises(NotationError, match=r"\.graphml, \.gexf or \.json"):
        write_graph(TIES, tmp_path / "ties.xls")


def test_a_state_outside_the_graph_is_named():
    with pytest.raises(UnknownStateError, match="Tuvalu"):
        closest(TIES, "Tuvalu")
