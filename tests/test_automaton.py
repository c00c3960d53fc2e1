"""The machine of a rule as one can look at it: what it counts, what each state is worth, its table and its picture."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import pairwise, product

import attrs
import pytest

from unsc_sim import ELECTED, EVERYONE, P5, Affirmative, Assembly, Concurrence, Council, Group, Reason, Vote
from unsc_sim import automaton as machines
from unsc_sim.automaton import compile_rule, kind_of
from unsc_sim.counting import most_likely
from unsc_sim.errors import NotOnTheCouncilError, TooLargeError

COUNCIL = Council.on("2016-10-08")
BOARD = Assembly(tuple("ABCD"), {"permanent members": ("A", "B"), "elected members": ("C", "D")})
RULES = [
    Affirmative(0),
    Affirmative(2),
    Affirmative(3) & Concurrence(P5),
    Affirmative(2, among=ELECTED) & (Concurrence(P5, tolerating=1) | Affirmative(4)),
    Affirmative(2) & (Affirmative(4) | Concurrence(P5)),
    Affirmative(1) & (Concurrence(EVERYONE) | Concurrence(EVERYONE, tolerating=2)) & Affirmative(3, among=EVERYONE),
    Affirmative(1) & Concurrence(EVERYONE) & Concurrence(EVERYONE, tolerating=2),
    Affirmative(Fraction(1, 2), weights={"A": Fraction(1, 3), "B": Fraction(1, 4), "C": Fraction(1, 6)}),
]
WAYS = list(product((Vote.YES, Vote.NO, Vote.ABSTAIN), repeat=4))
SAID = ("in favour", "against", "otherwise")
SAID_SHORT = ("yes", "no", "abstain")


@pytest.mark.parametrize("rule", RULES)
def test_read_from_either_end_the_votes_are_worth_the_same(rule) -> None:
    """At every place, what leads to a state times what is to be expected from it adds up to one and the same."""
    rng = random.Random(6)  # noqa: S311 - no secret
    machine = compile_rule(rule, BOARD)
    weights = [tuple(rng.randint(0, 4) for _ in range(3)) for _ in BOARD.members]
    value = {Reason.ADOPTED: 5, Reason.VETOED: 3, Reason.INSUFFICIENT_VOTES: 1}.__getitem__
    worth = sum(value(reason) * weight for reason, weight in machine.final(weights).items())
    ahead = machine.backward(weights, value)

    assert len(ahead) == len(BOARD.members) + 1
    assert [
        sum(weight * expected[state] for state, weight in before.items())
        for before, expected in zip(machine.forward(weights), ahead, strict=True)
    ] == [worth] * 5


@pytest.mark.parametrize("rule", RULES)
def test_every_way_of_voting_ends_as_the_rule_says(rule) -> None:
    machine = compile_rule(rule, BOARD)
    for way in WAYS:
        cast = dict(zip("ABCD", way, strict=True))
        enough, holds = rule.holds(cast, BOARD, concurring=True), rule.holds(cast, BOARD)

        assert machine.reason(machine.read(way)) is (
            Reason.ADOPTED if holds else Reason.VETOED if enough else Reason.INSUFFICIENT_VOTES
        )


@pytest.mark.parametrize("rule", RULES)
def test_before_each_member_the_states_share_all_ways_of_voting_so_far(rule) -> None:
    layers = compile_rule(rule, BOARD).layers()

    assert [sum(layer.values()) for layer in layers] == [1, 3, 9, 27, 81]


@pytest.mark.parametrize("rule", RULES)
def test_the_picture_has_the_steps_that_some_way_of_voting_takes_and_no_other(rule) -> None:
    machine = compile_rule(rule, BOARD)
    taken: dict = {}
    for way in WAYS:
        states = [machine.read(way[:number]) for number in range(5)]
        for member, vote, step in zip("ABCD", way, pairwise(states), strict=True):
            votes, members = taken.setdefault(step, (set(), set()))
            votes.add(SAID[kind_of(vote)])
            members.add(member)
    graph = machine.to_networkx()

    assert {
        (before, then): (tuple(sorted(votes)), tuple(sorted(members)))
        for (before, then), (votes, members) in taken.items()
    } == {(before, then): (votes["votes"], votes["members"]) for before, then, votes in graph.edges(data=True)}
    assert [state for state, first in graph.nodes(data="start") if first] == [machine.start]
    assert [state for state, first in graph.nodes(data="start") if first is False] == list(machine.states[1:])


def test_the_table_has_a_row_for_every_state_in_the_words_of_all_tables() -> None:
    assert str(compile_rule(Affirmative(1) & Concurrence(P5), Assembly(("A", "B"), {"permanent members": ("A",)}))) == (
        "votes in favour  negative votes of permanent members  result\n"
        "0                0                                    short of votes\n"
        "0                1                                    short of votes\n"
        "1                0                                    adopted\n"
        "1                1                                    vetoed"
    )


def test_the_rows_count_in_votes_or_weight_and_not_in_steps() -> None:
    thirds = compile_rule(Affirmative(1, weights={"A": Fraction(2, 3), "B": Fraction(1, 3)}), BOARD)
    tens = compile_rule(Affirmative(30, weights={"A": 20, "B": 10}), BOARD)

    assert [row["weight in favour"] for row in thirds.rows()] == [0, Fraction(1, 3), Fraction(2, 3), 1]
    assert [row["weight in favour"] for row in tens.rows()] == [0, 10, 20, 30]
    assert [row["result"] for row in tens.rows()] == ["insufficient votes"] * 3 + ["adopted"]


def test_members_that_count_alike_are_of_one_kind() -> None:
    assert compile_rule(Affirmative(3) & Concurrence(P5), BOARD).kinds == (("A", "B"), ("C", "D"))
    assert compile_rule(Affirmative(3), BOARD).kinds == (tuple("ABCD"),)
    assert compile_rule(Affirmative(3, weights={"A": 1, "C": 1}), BOARD).kinds == (("A", "C"), ("B", "D"))


def test_a_rule_that_asks_for_nothing_has_one_state_and_a_table_of_one_row() -> None:
    machine = compile_rule(Affirmative(0), BOARD)

    assert str(machine) == "votes in favour  result\n0                adopted"
    assert len(machine.states) == len(machine.to_networkx()) == 1


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        (Affirmative(1), "votes in favour"),
        (Affirmative(1, among=ELECTED), "votes in favour of elected members"),
        (Affirmative(1, among=P5), "votes in favour of permanent members"),
        (Affirmative(1, weights={"A": 2}), "weight in favour"),
        (Affirmative(1, among=P5, weights={"A": 2}), "weight in favour of permanent members"),
        (Concurrence(EVERYONE), "negative votes of members"),
        (Affirmative(1, among=Group("all of them", tuple("ABCD"))) & Affirmative(2), "votes in favour of all of them"),
        (Affirmative(2) & Affirmative(1, among=Group("all of them", tuple("ABCD"))), "votes in favour"),
    ],
)
def test_a_count_is_named_after_the_first_condition_that_asks_for_it(rule, name: str) -> None:
    (counter,) = compile_rule(rule, BOARD).counters

    assert counter.name == name


@pytest.mark.parametrize("tolerating", range(4))
def test_negative_votes_are_counted_until_one_too_many(tolerating: int) -> None:
    assert compile_rule(Concurrence(P5, tolerating=tolerating), COUNCIL).caps == (tolerating + 1,)


@pytest.mark.parametrize(
    ("required", "weights", "gains", "cap", "unit"),
    [
        (1, {"A": 2, "B": 2}, (1, 1, 0, 0), 1, 2),
        (5, {"A": 4, "B": 6}, (2, 3, 0, 0), 3, 2),
        (Fraction(1, 2), {"A": Fraction(2, 3), "B": Fraction(4, 9)}, (3, 2, 0, 0), 3, Fraction(2, 9)),
        (3, {"A": 0}, (0, 0, 0, 0), 3, 1),
        (3, {}, (0, 0, 0, 0), 3, 1),
    ],
)
def test_weights_are_counted_in_the_largest_steps_that_lose_nothing(required, weights, gains, cap, unit) -> None:
    """A quota between two sums asks for the higher of them."""
    (counter,) = compile_rule(Affirmative(required, weights=weights), BOARD).counters

    assert (counter.gains, counter.cap, counter.unit) == (gains, cap, unit)


def test_a_weight_given_to_nobody_of_the_body_is_refused_by_name() -> None:
    with pytest.raises(NotOnTheCouncilError, match="'E'"):
        compile_rule(Affirmative(1, weights={"A": 1, "E": 1}), BOARD)


@pytest.mark.parametrize(
    ("rule", "body", "values"),
    [
        (Affirmative(9), COUNCIL, 2 + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 7 * 10),
        (Affirmative(3) & Concurrence(EVERYONE), Assembly(("A",)), 3),
        (Affirmative(3) & Concurrence(EVERYONE), Assembly(("A", "B")), 3 + 6),
        (Affirmative(3) & Concurrence(EVERYONE, tolerating=2), Assembly(("A", "B", "C")), 3 + 9 + 16),
    ],
)
def test_what_a_pass_may_need_is_told_and_held_against_the_limit(rule, body, values: int, monkeypatch) -> None:
    monkeypatch.setattr(machines, "MOST_MOVES", values)
    compile_rule(rule, body)
    assert sum(map(len, compile_rule(rule, body).layers()[1:])) <= values

    monkeypatch.setattr(machines, "MOST_MOVES", values - 1)
    with pytest.raises(TooLargeError, match=f"may need {values:,} values over {len(body.members)} members"):
        compile_rule(rule, body)


def test_a_picture_may_need_thirty_values_for_every_state(monkeypatch) -> None:
    machine = compile_rule(Affirmative(2), BOARD)

    monkeypatch.setattr(machines, "MOST_MOVES", 30 * (2 + 3 + 3 + 3))
    assert len(machine.to_networkx()) == 3
    monkeypatch.setattr(machines, "MOST_MOVES", 30 * (2 + 3 + 3 + 3) - 1)
    with pytest.raises(TooLargeError, match="may need 330 values"):
        machine.to_networkx()


def test_twelve_million_values_are_the_most() -> None:
    """Asked for so many of the likeliest ways of one member's vote, of which there are three."""
    one, alike = Assembly(("A",)), dict.fromkeys(SAID_SHORT, Fraction(1, 3))

    assert len(most_likely(Affirmative(0), one, alike, k=12_000_000)) == 3
    with pytest.raises(TooLargeError, match="expected at most 12,000,000"):
        most_likely(Affirmative(0), one, alike, k=12_000_001)


def test_a_step_is_worth_one_vote_unless_said_otherwise() -> None:
    assert machines.Counter("votes in favour", Vote.YES, (1, 1), 2).unit == 1


def test_machines_of_one_rule_are_equal_and_can_be_kept_in_sets() -> None:
    first, second = (compile_rule(Affirmative(2) & Concurrence(P5), body) for body in (BOARD, attrs.evolve(BOARD)))

    assert {first} == {second, first}
    assert "thresholds" not in repr(first)
