"""What it would take: the fewest changes are the fewest of all, and every one of them is counted."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unsc_sim import Affirmative, Assembly, Council, Reason, Vote, decide, roll_call
from unsc_sim.changes import fewest_changes, pivotal
from unsc_sim.errors import DuplicateVoteError, MissingVoteError, NotationError, NotOnTheCouncilError, RuleError
from unsc_sim.strategies import assemblies, rules, votes

FRENCH, RUSSIAN = roll_call("S/2016/846"), roll_call("S/2016/847")
ALONE = Assembly(("A",))
USUAL = (Vote.YES, Vote.NO, Vote.ABSTAIN)


def reason_of(rule, body, cast) -> Reason:
    if not rule.holds(cast, body, concurring=True):
        return Reason.INSUFFICIENT_VOTES
    return Reason.ADOPTED if rule.holds(cast, body) else Reason.VETOED


@st.composite
def situations(draw: st.DrawFn):
    """A small body, its rule, the votes cast, what each member's change costs, and one member that cannot move."""
    body = draw(assemblies(4))
    cast = {member: draw(votes()) for member in body.members}
    cost = {member: draw(st.integers(1, 3)) for member in body.members}
    return draw(rules(body)), body, cast, cost, draw(st.sampled_from(body.members))


def changed(cast, then):
    return {member: vote for member, vote in then.items() if vote is not cast[member]}


@settings(max_examples=120)
@given(situations(), st.sampled_from(Reason), st.booleans())
def test_the_fewest_changes_are_the_fewest_of_all(situation, to, is_fixed) -> None:
    """Every way of changing votes is tried: cost, number of ways, the ways themselves and who is in all of them."""
    rule, body, cast, cost, stuck = situation
    fixed = [stuck] if is_fixed else []
    ways = [
        changed(cast, dict(zip(body.members, then, strict=True)))
        for then in product(*([*{*USUAL, vote}] for vote in cast.values()))
    ]
    leading = [
        way for way in ways if reason_of(rule, body, {**cast, **way}) is to and not any(one in way for one in fixed)
    ]
    priced = [(sum(cost[member] for member in way), way) for way in leading]
    least = min((price for price, _ in priced), default=None)
    cheapest = [way for price, way in priced if price == least]
    found = fewest_changes(cast, to, rule=rule, body=body, cost=cost, fixed=fixed)

    assert (least, len(cheapest)) == (found.cost, found.ways)
    assert sorted(map(_shown, cheapest)) == sorted(map(_shown, found.listed))
    assert [m for m in body.members if cheapest and all(m in way for way in cheapest)] == list(found.always)


def _shown(way) -> str:
    return str(sorted((member, vote.value) for member, vote in way.items()))


@settings(max_examples=60)
@given(situations())
def test_a_pivotal_member_could_alone_have_changed_the_result(situation) -> None:
    rule, body, cast, _, _ = situation
    before = reason_of(rule, body, cast) is Reason.ADOPTED
    alone = tuple(
        member
        for member in body.members
        if any((reason_of(rule, body, {**cast, member: vote}) is Reason.ADOPTED) is not before for vote in USUAL)
    )

    assert alone == pivotal(cast, rule=rule, body=body)


def test_the_french_draft_needed_one_member_and_the_russian_draft_five() -> None:
    """Russia alone decided the first; the second had 28 ways, each with the three that voted against it."""
    council = FRENCH.council
    assert (council.find("Russia"),) == pivotal(FRENCH)
    assert () == pivotal(RUSSIAN)

    found = fewest_changes(RUSSIAN)
    assert (5, 28, 28) == (found.size, found.ways, len(found.listed))
    assert ("FRA", "GBR", "USA") == tuple(member.code for member in found.always)
    assert all(decide(RUSSIAN.casting(way)).adopted for way in found.listed)


def test_a_function_may_say_what_each_change_costs() -> None:
    """Where a vote in favour is dear, the permanent member only abstains."""
    found = fewest_changes(FRENCH, cost=lambda _member, _cast, then: 3 if then is Vote.YES else Fraction(1, 2))

    assert (Fraction(1, 2), 1) == (found.cost, found.ways)
    assert {FRENCH.council.find("Russia"): Vote.ABSTAIN} == dict(found.listed[0])


def test_all_ways_are_counted_where_only_some_are_listed() -> None:
    found = fewest_changes(FRENCH, Reason.INSUFFICIENT_VOTES, limit=7)

    assert (3, 7) == (found.size, len(found.listed))
    assert 165 * 2**3 == found.ways
    assert str(found) == "3 members would have to change their votes; there are 1,320 ways."


@pytest.mark.parametrize(
    ("to", "said"),
    [
        (Reason.VETOED, "Nothing would have to change."),
        (
            Reason.ADOPTED,
            "1 member would have to change its vote; there are 2 ways, each including Russian Federation.",
        ),
    ],
)
def test_the_answer_is_said_in_words(to, said) -> None:
    assert said == str(fewest_changes(FRENCH, to))


def test_one_member_may_alone_bring_about_a_veto() -> None:
    """Of an adopted draft every permanent member decides; that a veto comes about, too."""
    votes = Council.on("2016-10-08").roll_call(abstain="EGY", default="yes")

    assert votes.council.permanent == pivotal(votes) == pivotal(votes, Reason.VETOED)
    assert () == pivotal(votes, Reason.INSUFFICIENT_VOTES) == pivotal(votes, Reason.ADOPTED)


@pytest.mark.parametrize(
    ("error", "told", "ask"),
    [
        (RuleError, "a number above 0", lambda: fewest_changes(FRENCH, cost={"Russia": 0})),
        (RuleError, "from 1 up", lambda: fewest_changes(FRENCH, limit=0)),
        (RuleError, "rule= and body=", lambda: pivotal({"A": Vote.YES})),
        (RuleError, "is not a reason", lambda: fewest_changes(FRENCH, "passed")),
        (RuleError, "is not a reason", lambda: pivotal(FRENCH, "passed")),
        (NotationError, "is not a vote", lambda: pivotal({"A": "perhaps"}, rule=Affirmative(1), body=ALONE)),
        (MissingVoteError, "'B'", lambda: fewest_changes({}, rule=Affirmative(1), body=Assembly(("B",)))),
        (
            DuplicateVoteError,
            "names Russian Federation twice",
            lambda: pivotal({"Russia": "no", "RUS": "yes"}, rule=FRENCH.rule, body=FRENCH.council),
        ),
        (NotOnTheCouncilError, "Germany", lambda: fewest_changes(FRENCH, fixed=["Germany"])),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(error, told, ask) -> None:
    with pytest.raises(error, match=told):
        ask()


@pytest.mark.parametrize("reason", Reason)
def test_a_reason_may_be_said_in_words(reason) -> None:
    """A word means what it says, and is never passed over in silence."""
    word = reason.name.lower().replace("_", " ")

    assert fewest_changes(RUSSIAN, reason) == fewest_changes(RUSSIAN, word)
    assert pivotal(FRENCH, reason) == pivotal(FRENCH, word)


def test_votes_may_be_said_in_words() -> None:
    body, rule = Assembly(("a", "b", "c")), Affirmative(2)

    assert ("b", "c") == pivotal({"a": "yes", "b": Vote.NO, "c": "against"}, rule=rule, body=body)
    assert 2 == fewest_changes({"c": "no", "a": "yes", "b": "absent"}, "adopted", rule=rule, body=body).ways


def test_ninety_six_of_a_hundred_and_ninety_are_found_in_one_reading() -> None:
    """Every way changes as many votes; the first hundred are listed without making the others."""
    body = Assembly(tuple(range(190)))
    found = fewest_changes(dict.fromkeys(body.members, Vote.NO), rule=Affirmative(96), body=body, limit=3)

    assert (96, comb(190, 96), ()) == (found.cost, found.ways, found.always)
    assert [*range(95), 97] == sorted(found.listed[2])


def test_any_body_will_do() -> None:
    body, cast = Assembly(("Ann", "Bo", "Cy")), {"Ann": Vote.YES, "Bo": Vote.NO, "Cy": Vote.ABSENT}
    found = fewest_changes(cast, rule=Affirmative(2), body=body)

    assert [{"Bo": Vote.YES}, {"Cy": Vote.YES}] == [dict(way) for way in found.listed]
    assert ("Ann", "Bo") == pivotal({**cast, "Bo": Vote.YES}, rule=Affirmative(2), body=body)


def test_where_all_must_change_there_is_one_way_and_it_names_them() -> None:
    body = Assembly(("Ann", "Bo", "Cy"))
    none = dict.fromkeys(body.members, Vote.NO)

    assert str(fewest_changes(none, rule=Affirmative(3), body=body)) == (
        "3 members would have to change their votes; there is 1 way, including Ann, Bo and Cy."
    )
    assert str(fewest_changes(none, rule=Affirmative(2), body=body)) == (
        "2 members would have to change their votes; there are 3 ways."
    )


def test_the_size_is_that_of_the_first_way_where_equally_cheap_ways_differ_in_it() -> None:
    """One change at two against two at one each."""
    body, cost = Assembly(("Ann", "Bo", "Cy")), {"Ann": 2, "Bo": 1, "Cy": 1}
    found = fewest_changes(
        dict.fromkeys(body.members, Vote.NO),
        rule=Affirmative(2, weights={"Ann": 2, "Bo": 1, "Cy": 1}),
        body=body,
        cost=cost,
        votes=["yes"],
    )

    assert (found.cost, found.ways, found.size) == (2, 2, 1)
    assert [len(way) for way in found.listed] == [1, 2]


@pytest.mark.parametrize("told", [{}, {"rule": Affirmative(1)}, {"body": ALONE}])
def test_votes_that_are_no_roll_call_need_both_rule_and_body(told) -> None:
    with pytest.raises(RuleError, match="rule= and body="):
        fewest_changes({"A": Vote.NO}, **told)


@pytest.mark.parametrize("price", [0, -1, float("nan")])
def test_a_change_cannot_cost_nothing_or_less(price) -> None:
    with pytest.raises(RuleError, match=f"{price} is no cost of a change for A; expected a number above 0"):
        fewest_changes(
            {"A": Vote.NO}, rule=Affirmative(1), body=ALONE, cost=lambda _a, _b, to: price if to is Vote.YES else 1
        )


def test_the_body_that_voted_is_known_and_not_printed() -> None:
    found = fewest_changes(FRENCH)

    assert found.body is FRENCH.council
    assert "body" not in repr(found)
