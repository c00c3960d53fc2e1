"""The machine agrees with brute force over every way of voting, and brings out the numbers that must come out."""

from __future__ import annotations

import random
from collections import Counter
from fractions import Fraction
from itertools import product
from math import isclose, prod

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unsc_sim import (
    ELECTED,
    EVERYONE,
    P5,
    Affirmative,
    Assembly,
    Concurrence,
    Council,
    Group,
    Reason,
    RollCall,
    Vote,
    decide,
    rule_for,
)
from unsc_sim.automaton import compile_rule
from unsc_sim.counting import census, chance, most_likely, pivotal_chances, sample
from unsc_sim.errors import (
    DuplicateVoteError,
    MissingVoteError,
    NotOnTheCouncilError,
    RuleError,
    TooLargeError,
    UnknownStateError,
)
from unsc_sim.rules import AllOf, AnyOf, Rule
from unsc_sim.strategies import assemblies, rules, votes

COUNCIL = Council.on("2016-10-08")
ARTICLE_27_3 = rule_for("substantive", "2016-10-08")
THIRDS = dict.fromkeys((Vote.YES, Vote.NO, Vote.ABSTAIN), Fraction(1, 3))


def reason_of(rule: Rule, body, cast) -> Reason:
    """The two questions of `decide`, asked of any body."""
    if not rule.holds(cast, body, concurring=True):
        return Reason.INSUFFICIENT_VOTES
    return Reason.ADOPTED if rule.holds(cast, body) else Reason.VETOED


def every_way(body, kinds):
    """All roll calls of a small body."""
    return [dict(zip(body.members, cast, strict=True)) for cast in product(kinds, repeat=len(body.members))]


@st.composite
def questions(draw: st.DrawFn, most: int = 5):
    """A random rule, over a small body that has the groups it names."""
    body = draw(assemblies(most))
    return draw(rules(body)), body


@st.composite
def leanings(draw: st.DrawFn, body):
    """Exact chances of all five votes, for every member."""
    parts = st.lists(st.integers(0, 5), min_size=5, max_size=5).filter(any)
    return {
        member: {vote: Fraction(part, sum(drawn)) for vote, part in zip(Vote, drawn, strict=True)}
        for member, drawn in ((member, draw(parts)) for member in body.members)
    }


def weight_of(cast, lean) -> Fraction:
    return prod((lean[member][vote] for member, vote in cast.items()), start=Fraction(1))


def random_rule(rng: random.Random, members, depth: int) -> Rule:
    """A rule of any shape, with weights that may be fractions and groups that may name a member twice."""
    kind = rng.randrange(5 if depth else 3)
    if kind > 2:
        return (AllOf if kind == 3 else AnyOf)(
            tuple(random_rule(rng, members, depth - 1) for _ in range(rng.choice((2, 3))))
        )
    group = rng.choice((EVERYONE, P5, ELECTED, Group("some", tuple(rng.choices(members, k=rng.randint(1, 4))))))
    if kind == 2:
        return Concurrence(group, tolerating=rng.randint(0, 2))
    weights = {member: Fraction(rng.randint(0, 6), rng.choice((1, 2, 3))) for member in members}
    return Affirmative(Fraction(rng.randint(0, 9), rng.choice((1, 2))), among=group, weights=weights if kind else None)


@pytest.mark.parametrize("part", range(4))
def test_the_census_of_two_thousand_random_rules_is_what_counting_one_by_one_gives(part) -> None:
    rng = random.Random(part)  # noqa: S311 - no secret
    for _ in range(500):
        members = tuple("ABCD"[: rng.randint(1, 4)])
        held = rng.randint(0, len(members))
        body = Assembly(members, {"permanent members": members[:held], "elected members": members[held:]})
        rule = random_rule(rng, members, depth=2)
        one_by_one = Counter(reason_of(rule, body, cast) for cast in every_way(body, tuple(THIRDS)))

        assert {reason: one_by_one[reason] for reason in Reason} == dict(census(rule, body)), f"{rule!r} {body}"


@settings(max_examples=100)
@given(questions(), st.lists(votes(), unique=True, min_size=1, max_size=3))
def test_the_census_is_what_counting_one_by_one_gives(question, kinds) -> None:
    rule, body = question
    one_by_one = Counter(reason_of(rule, body, cast) for cast in every_way(body, kinds))

    assert {reason: one_by_one[reason] for reason in Reason} == dict(census(rule, body, kinds))


@settings(max_examples=40)
@given(questions(most=4))
def test_the_census_of_all_five_votes_is_what_counting_one_by_one_gives(question) -> None:
    rule, body = question
    one_by_one = Counter(reason_of(rule, body, cast) for cast in every_way(body, tuple(Vote)))

    assert {reason: one_by_one[reason] for reason in Reason} == dict(census(rule, body, tuple(Vote)))


def test_the_machine_reads_any_roll_call_as_decide_does() -> None:
    """Two thousand random rules over up to nine members, each with five random roll calls of all five votes."""
    rng = random.Random(9)  # noqa: S311 - no secret
    for _ in range(2000):
        members = tuple("ABCDEFGHI"[: rng.randint(1, 9)])
        body = Assembly(members, {"permanent members": members[:3], "elected members": members[3:]})
        rule = random_rule(rng, members, depth=2)
        machine = compile_rule(rule, body)
        for _ in range(5):
            cast = rng.choices(list(Vote), k=len(members))

            assert reason_of(rule, body, dict(zip(members, cast, strict=True))) is machine.reason(machine.read(cast))


@settings(max_examples=60)
@given(st.data())
def test_chances_are_exact_sums_over_all_roll_calls(data) -> None:
    """With fractions, nothing is lost; and the likeliest roll calls are the likeliest of all of them."""
    rule, body = data.draw(questions(most=3))
    lean = data.draw(leanings(body))
    ways = [(weight_of(cast, lean), reason_of(rule, body, cast), cast) for cast in every_way(body, tuple(Vote))]

    expected = {reason: sum(weight for weight, found, _ in ways if found is reason) for reason in Reason}
    assert expected == chance(rule, body, lean)

    for reason in Reason:
        weights = sorted((weight for weight, found, _ in ways if found is reason and weight), reverse=True)
        best = most_likely(rule, body, lean, given=reason, k=4)
        assert weights[:4] == [way.chance for way in best]
        assert all(weight_of(way.votes, lean) == way.chance for way in best)
        assert all(reason_of(rule, body, way.votes) is reason for way in best)


@settings(max_examples=60)
@given(st.data())
def test_a_member_is_pivotal_when_its_vote_alone_makes_the_difference(data) -> None:
    rule, body = data.draw(questions(most=3))
    lean = data.draw(leanings(body))
    ways = every_way(body, tuple(Vote))

    for member, value in pivotal_chances(rule, body, lean).items():
        decided_by_it = sum(
            weight_of(cast, lean)
            for cast in ways
            if reason_of(rule, body, {**cast, member: Vote.YES}) is Reason.ADOPTED
            and reason_of(rule, body, {**cast, member: Vote.NO}) is not Reason.ADOPTED
        )
        assert decided_by_it == value


@settings(max_examples=60)
@given(st.data())
def test_samples_end_as_asked_and_only_in_ways_that_can_happen(data) -> None:
    rule, body = data.draw(questions())
    lean = data.draw(leanings(body))
    for reason, value in chance(rule, body, lean).items():
        if not value:
            with pytest.raises(RuleError, match="has no chance"):
                sample(rule, body, lean, given=reason)
            continue
        for cast in sample(rule, body, lean, given=reason, k=5, seed=3):
            assert reason_of(rule, body, cast) is reason
            assert weight_of(cast, lean) > 0


def test_article_27_3_divides_its_roll_calls_as_published() -> None:
    """3^15 = 146,796 adopted + 295,551 vetoed + 13,906,560 short of nine (reference on voting power, section 3)."""
    counted = census(ARTICLE_27_3, COUNCIL)

    assert (146_796, 295_551, 13_906_560) == (counted.adopted, counted.vetoed, counted.insufficient_votes)
    assert 3**15 == counted.total == sum(counted.values())


@pytest.mark.parametrize(
    ("day", "kinds", "adopted"),
    [("1960-01-05", "yes no abstain", 2503), ("1960-01-05", "yes no", 57), ("2016-10-08", "yes no", 848)],
)
def test_winning_ways_are_as_many_as_published(day, kinds, adopted) -> None:
    """2,503 of 3^11 with abstention until 1965; 57 and 848 winning coalitions (voting power, sections 1 to 3)."""
    assert adopted == census(rule_for("substantive", day), Council.on(day), kinds.split()).adopted


@pytest.mark.parametrize(
    ("yes", "abstain", "adopted"),
    [
        (Fraction(1, 2), Fraction(0), Fraction(53, 2048)),
        (Fraction(2, 5), Fraction(1, 5), Fraction(632_157_696, 30_517_578_125)),
        (Fraction(4, 5), Fraction(1, 10), Fraction(17_892_900_864, 30_517_578_125)),
    ],
)
def test_chances_of_alike_members_are_as_computed_elsewhere(yes, abstain, adopted) -> None:
    """P(pass) for members who vote alike and independently (voting power, section 3, computed by closed forms)."""
    alike = {Vote.YES: yes, Vote.ABSTAIN: abstain, Vote.NO: 1 - yes - abstain}

    assert adopted == chance(ARTICLE_27_3, COUNCIL, alike)[Reason.ADOPTED]


def test_pivotal_chances_of_thirds_are_the_swings_of_the_ternary_game() -> None:
    """69,876 + 38,460 and 53,154 of 3^14 (voting power, section 3)."""
    found = pivotal_chances(ARTICLE_27_3, COUNCIL, THIRDS)

    assert (Fraction(108_336, 3**14), Fraction(53_154, 3**14)) == (found["Russia"], found["Egypt"])


def test_floats_are_fast_and_come_within_rounding_of_fractions() -> None:
    floats = dict.fromkeys(THIRDS, 1 / 3)
    exact, fast = (chance(ARTICLE_27_3, COUNCIL, table) for table in (THIRDS, floats))

    assert all(isinstance(value, float) for value in fast.values())
    assert all(isclose(exact[reason], fast[reason], rel_tol=1e-12) for reason in Reason)


def test_worlds_mix_by_their_own_chances() -> None:
    """Two worlds, each all for or all against: the members' votes hang together, and no roll call lies between."""
    worlds = [(Fraction(1, 4), {Vote.YES: 1}), (Fraction(3, 4), {Vote.NO: 1})]

    assert {
        Reason.ADOPTED: Fraction(1, 4),
        Reason.VETOED: 0,
        Reason.INSUFFICIENT_VOTES: Fraction(3, 4),
    } == chance(ARTICLE_27_3, COUNCIL, worlds)
    assert {(15, 0), (0, 15)} == {
        (votes.tally.yes, votes.tally.no) for votes in sample(ARTICLE_27_3, COUNCIL, worlds, k=30, seed=5)
    }
    alone = pivotal_chances(ARTICLE_27_3, COUNCIL, worlds)
    assert (Fraction(1, 4), 0) == (alone["China"], alone["Egypt"])


def test_members_may_be_named_as_people_name_them() -> None:
    lean = {member.code: {"yes": 1} for member in COUNCIL.members} | {
        "RUS": {"no": Fraction(1, 2), "A": Fraction(1, 2)}
    }
    found = chance(ARTICLE_27_3, COUNCIL, lean)

    assert (Fraction(1, 2), Fraction(1, 2)) == (found[Reason.ADOPTED], found[Reason.VETOED])


def test_samples_given_a_result_follow_the_distribution_given_it() -> None:
    """Of all vetoed roll calls, those with one permanent member against are those that two vetoes would let pass."""
    drawn = sample(ARTICLE_27_3, COUNCIL, given=Reason.VETOED, k=1500, seed=8)
    single = sum(len(decide(votes).vetoes) == 1 for votes in drawn) / 1500
    usual, tolerant = (census(rule, COUNCIL) for rule in (ARTICLE_27_3, Affirmative(9) & Concurrence(P5, tolerating=1)))

    assert isclose((tolerant.adopted - usual.adopted) / usual.vetoed, single, abs_tol=0.04)


def test_the_same_seed_draws_the_same_and_a_generator_goes_on() -> None:
    rng = random.Random(4)  # noqa: S311 - no secret
    first, second = (sample(ARTICLE_27_3, COUNCIL, seed=rng)[0] for _ in range(2))

    assert (first, second) == sample(ARTICLE_27_3, COUNCIL, seed=4, k=2)
    assert isinstance(first, RollCall)


def test_the_likeliest_vetoed_roll_call_of_the_aleppo_council() -> None:
    """All lean in favour, Russia leans against: alone against, then with each of the others in turn abstaining."""
    lean = {member: {"yes": 0.8, "abstain": 0.15, "no": 0.05} for member in COUNCIL.members}
    lean[COUNCIL.find("Russia")] = {"yes": 0.1, "abstain": 0.2, "no": 0.7}
    first, *rest = most_likely(ARTICLE_27_3, COUNCIL, lean, given=Reason.VETOED, k=5)

    assert "14-1-0" == str(first.votes.tally)
    assert ["13-1-1"] * 4 == [str(way.votes.tally) for way in rest]
    assert isclose(0.7 * 0.8**14, first.chance)


def test_conditions_that_count_the_same_votes_share_a_counter() -> None:
    """Overridable by thirteen: 14 x 2 states, not 10 x 14 x 2."""
    machine = compile_rule(Affirmative(9) & (Concurrence(P5) | Affirmative(13)), COUNCIL)

    assert (13, 1) == machine.caps
    assert 28 == len(machine.states)


def test_weights_are_counted_in_their_own_units() -> None:
    """Fractions and large round weights need no more states than the sums that can come about."""
    shares = {"A": Fraction(1, 2), "B": Fraction(1, 3), "C": Fraction(1, 6)}
    machine = compile_rule(Affirmative(Fraction(2, 3), weights=shares), Assembly(tuple(shares)))

    assert [(3, 2, 1), 4] == [machine.counters[0].gains, machine.counters[0].cap]
    assert [Fraction(2, 3), "adopted"] == list(machine.rows()[-1].values())


def test_the_machine_of_article_27_3_is_a_graph_of_twenty_states() -> None:
    graph = compile_rule(ARTICLE_27_3, COUNCIL).to_networkx()

    assert 20 == len(graph)
    assert nx.is_directed_acyclic_graph(nx.DiGraph((a, b) for a, b in graph.edges if a != b))
    assert {(9, 0): Reason.ADOPTED, (9, 1): Reason.VETOED} == {
        state: reason for state, reason in graph.nodes(data="reason") if reason is not Reason.INSUFFICIENT_VOTES
    }
    assert COUNCIL.permanent == graph.edges[(1, 0), (1, 1)]["members"]
    assert ("against",) == graph.edges[(1, 0), (1, 1)]["votes"]


def test_members_alike_to_the_machine_are_grouped() -> None:
    kinds = compile_rule(ARTICLE_27_3, COUNCIL).kinds

    assert {COUNCIL.permanent, COUNCIL.elected} == set(kinds)


def test_what_is_too_large_is_refused_with_an_estimate() -> None:
    """Hundreds of members with unrelated weights under two counts would need more states than any memory."""
    body = Assembly(tuple(range(400)))
    heavy = Affirmative(10**7, weights={member: 10**5 + member * member for member in body.members})

    with pytest.raises(TooLargeError, match=r"may need [\d,]+ values over 400 members; expected at most 12,000,000"):
        compile_rule(heavy & Affirmative(200), body)
    with pytest.raises(TooLargeError, match="may need"):
        most_likely(ARTICLE_27_3, COUNCIL, THIRDS, k=10**6)


def test_a_picture_too_large_to_draw_is_refused() -> None:
    """The machine itself can be counted with."""
    body = Assembly(tuple(range(190)))
    machine = compile_rule(Affirmative(20_000, weights={member: 1 + member * 2 for member in body.members}), body)

    with pytest.raises(TooLargeError, match="over 190 members"):
        machine.to_networkx()


def test_more_samples_begin_with_the_same() -> None:
    """The odds at every state are worked out once, and remembering them changes nothing that is drawn."""
    assert sample(ARTICLE_27_3, COUNCIL, k=2000, seed=6)[:5] == sample(ARTICLE_27_3, COUNCIL, k=5, seed=6)


Opinion = type("Opinion", (Rule,), {name: lambda *_, **__: True for name in Rule.__abstractmethods__})
"""A rule of a kind that the machine does not know."""


@pytest.mark.parametrize(
    ("error", "told", "ask"),
    [
        (MissingVoteError, "Angola, China", lambda: chance(ARTICLE_27_3, COUNCIL, {"Russia": {"no": 1}})),
        (NotOnTheCouncilError, "Germany", lambda: chance(ARTICLE_27_3, COUNCIL, {"Germany": {"no": 1}})),
        (RuleError, "add up to 1", lambda: chance(ARTICLE_27_3, COUNCIL, {"yes": 0.5, "no": 0.4})),
        (RuleError, "from 0 up", lambda: chance(ARTICLE_27_3, COUNCIL, {"yes": 2, "no": -1})),
        (RuleError, "from 0 up", lambda: chance(ARTICLE_27_3, COUNCIL, {"yes": float("nan"), "no": 0.5})),
        (RuleError, "chances of the worlds", lambda: chance(ARTICLE_27_3, COUNCIL, [(0.5, THIRDS)])),
        (RuleError, "from 1 up", lambda: sample(ARTICLE_27_3, COUNCIL, k=0)),
        (RuleError, "is not a reason", lambda: most_likely(ARTICLE_27_3, COUNCIL, THIRDS, given="blocked")),
        (RuleError, "is not a reason", lambda: sample(ARTICLE_27_3, COUNCIL, given="blocked")),
        (RuleError, "are several worlds", lambda: most_likely(ARTICLE_27_3, COUNCIL, [(1, THIRDS)])),
        (DuplicateVoteError, "names Vote.YES twice", lambda: chance(ARTICLE_27_3, COUNCIL, {"yes": 0.5, "Y": 0.5})),
        (
            DuplicateVoteError,
            "names Russian Federation twice",
            lambda: chance(ARTICLE_27_3, COUNCIL, {"Russia": {"no": 1}, "RUS": {"yes": 1}}),
        ),
        (UnknownStateError, "Fraance", lambda: census(Affirmative(3, weights={"Fraance": 2, "China": 1}), COUNCIL)),
        (RuleError, "not a rule we can count", lambda: compile_rule(Opinion(), COUNCIL)),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(error, told, ask) -> None:
    with pytest.raises(error, match=told):
        ask()


@pytest.mark.parametrize("reason", Reason)
def test_a_reason_may_be_said_in_words(reason) -> None:
    word = reason.name.lower()

    assert most_likely(ARTICLE_27_3, COUNCIL, THIRDS, given=reason) == most_likely(
        ARTICLE_27_3, COUNCIL, THIRDS, given=word
    )
    assert sample(ARTICLE_27_3, COUNCIL, given=reason, k=3) == sample(ARTICLE_27_3, COUNCIL, given=word, k=3)


def test_a_group_that_lists_members_counts_only_them() -> None:
    rule = Affirmative(2, among=Group("the drafters", ("France", "Spain")))

    assert 3**13 == census(rule, COUNCIL).adopted


@pytest.mark.parametrize("kinds", [["yes"], ["no"], ["abstain"], ["yes", "absent"], ["no", "abstain", "absent"],
                                   ["yes", "no", "no"], [*"YNAX-"]])  # fmt: skip
def test_one_member_alone_casts_each_of_the_votes_allowed_once(kinds) -> None:
    cast = {Vote.parse(kind) for kind in kinds}
    enough, blocked = (
        census(Affirmative(1), Assembly(("A",)), kinds),
        census(Concurrence(EVERYONE), Assembly(("A",)), kinds),
    )

    assert (enough.adopted, enough.total) == (Vote.YES in cast, len(cast))
    assert (blocked.vetoed, blocked.total) == (Vote.NO in cast, len(cast))


@pytest.mark.parametrize("reason", [None, *Reason])
def test_equally_likely_ways_stand_in_the_order_of_members_and_votes(reason) -> None:
    body = Assembly(("A", "B", "C"), {"permanent members": ("C",)})
    rule = Affirmative(2) & Concurrence(P5)
    found = [way.votes for way in most_likely(rule, body, THIRDS, given=reason, k=27)]

    assert found == [way for way in every_way(body, THIRDS) if reason in {None, reason_of(rule, body, way)}]


def test_given_a_result_each_world_is_drawn_by_its_share_of_that_result() -> None:
    """One world in ten, where all is adopted, against nine in ten where next to nothing is: ten to one."""
    seldom = {"A": {"yes": Fraction(1, 90), "no": Fraction(89, 90)}, "B": {"yes": 1}}
    always = {"A": {"yes": Fraction(1, 2), "abstain": Fraction(1, 2)}, "B": {"yes": 1}}
    worlds = [(Fraction(1, 10), always), (Fraction(9, 10), seldom)]
    body = Assembly(("A", "B"))
    rule = Affirmative(1) & Concurrence(Group("the first", ("A",)))
    drawn = sample(Affirmative(2), body, worlds, given=Reason.ADOPTED, k=1000, seed=2)

    assert {tuple(votes.values()) for votes in drawn} == {(Vote.YES, Vote.YES)}
    abstained = sum(
        votes["A"] is Vote.ABSTAIN for votes in sample(rule, body, worlds, given=Reason.ADOPTED, k=1000, seed=2)
    )
    assert isclose(abstained / 1000, Fraction(5, 11), abs_tol=0.05)


def test_what_has_next_to_no_chance_can_be_drawn_where_chances_are_exact() -> None:
    """A float would hold neither the chance nor the odds against it."""
    hardly = Fraction(1, 10**400)
    body, lean = Assembly(("A", "B")), {Vote.YES: hardly, Vote.NO: 1 - hardly}

    assert sample(Affirmative(2), body, lean, given=Reason.ADOPTED) == ({"A": Vote.YES, "B": Vote.YES},)
    assert sample(Affirmative(2), body, lean, k=3) == ({"A": Vote.NO, "B": Vote.NO},) * 3


def test_votes_are_drawn_by_their_chances_said_as_floats_too() -> None:
    lean = {Vote.YES: 0.1, Vote.NO: 0.7, Vote.ABSTAIN: 0.2}
    drawn = Counter(votes["A"] for votes in sample(Affirmative(1), Assembly(("A",)), lean, k=2000, seed=1))

    assert set(drawn) == set(lean)
    assert all(isclose(drawn[vote] / 2000, share, abs_tol=0.04) for vote, share in lean.items())
