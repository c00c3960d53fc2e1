"""A voting rule is an expression: it prints as law, prints as Python, and says which part failed."""

from __future__ import annotations

import inspect
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
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
    Matter,
    Vote,
    charter,
    provision_for,
    rule_for,
)
from unsc_sim._seeds import seeds_root
from unsc_sim.charter import provisions
from unsc_sim.errors import DateError, NotOnTheCouncilError, RuleError, SeedError
from unsc_sim.rules import AllOf, AnyOf, Rule
from unsc_sim.strategies import assemblies, days, rules, votes

NAMES = {
    "Affirmative": Affirmative, "Concurrence": Concurrence, "Group": Group, "P5": P5, "ELECTED": ELECTED,
    "EVERYONE": EVERYONE, "Fraction": Fraction,
}  # fmt: skip


@st.composite
def questions(draw: st.DrawFn):
    """A rule over a small body, and the votes of its members."""
    body = draw(assemblies())
    return draw(rules(body)), body, {member: draw(votes()) for member in body.members}


@given(questions())
def test_a_rule_prints_as_the_expression_that_makes_it(question) -> None:
    rule, body, cast = question
    again = eval(repr(rule), NAMES)

    assert repr(again) == repr(rule)
    assert again.holds(cast, body) == rule.holds(cast, body)
    assert str(again) == str(rule)


@given(questions())
def test_more_votes_in_favour_never_break_a_rule(question) -> None:
    """Turning any vote into a vote in favour keeps what was adopted adopted."""
    rule, body, cast = question
    for member in body.members:
        better = {**cast, member: Vote.YES}
        assert rule.holds(better, body) >= rule.holds(cast, body)


@given(questions())
def test_supposing_that_nobody_blocks_never_makes_a_rule_harder(question) -> None:
    rule, body, cast = question

    assert rule.holds(cast, body, concurring=True) >= rule.holds(cast, body)


@given(questions())
def test_a_rule_without_shortfall_is_one_that_holds_but_for_negative_votes(question) -> None:
    rule, body, cast = question

    assert (rule.shortfall(cast, body) == 0) == rule.holds(cast, body, concurring=True)


@given(questions())
def test_abstaining_staying_away_and_being_absent_weigh_alike(question) -> None:
    rule, body, cast = question
    quiet = {Vote.ABSTAIN, Vote.NOT_PARTICIPATING, Vote.ABSENT}
    for other in quiet:
        alike = {member: other if vote in quiet else vote for member, vote in cast.items()}
        assert rule.holds(alike, body) == rule.holds(cast, body)


@given(questions(), questions())
def test_and_or_combine_as_logic_does(first, second) -> None:
    (one, body, cast), (other, _, _) = first, second
    if any(not _fits(rule, body) for rule in (one, other)):
        return

    assert (one & other).holds(cast, body) == (one.holds(cast, body) and other.holds(cast, body))
    assert (one | other).holds(cast, body) == (one.holds(cast, body) or other.holds(cast, body))


def _fits(rule: Rule, body: Assembly) -> bool:
    try:
        rule.holds(dict.fromkeys(body.members, Vote.YES), body)
    except NotOnTheCouncilError:
        return False
    return True


def test_connectives_flatten_their_own_kind_and_keep_the_other() -> None:
    rule = Affirmative(9) & Concurrence(P5) & Affirmative(1, among=ELECTED)

    assert isinstance(rule, AllOf)
    assert len(rule.parts) == 3
    assert isinstance(rule | Affirmative(13), AnyOf)
    assert repr(rule | Affirmative(13)) == (
        "(Affirmative(9) & Concurrence(P5) & Affirmative(1, among=ELECTED)) | Affirmative(13)"
    )


@pytest.mark.parametrize(
    ("rule", "law"),
    [
        (Affirmative(0), "at least 0 votes in favour"),
        (Affirmative(1), "at least 1 vote in favour"),
        (Affirmative(1, weights={"A": 1}), "at least 1 of the weight in favour"),
        (Concurrence(ELECTED, tolerating=1), "no more than 1 negative vote among the elected members"),
        (Affirmative(9), "at least 9 votes in favour"),
        (Affirmative(2, among=Group("members of it")), "at least 2 votes in favour among the members of it"),
        (Affirmative(65, weights={"A": 60, "B": 40}), "at least 65 of the weight in favour"),
        (Concurrence(P5), "no negative vote of a permanent member"),
        (Concurrence(P5, tolerating=1), "no more than 1 negative vote among the permanent members"),
        (Concurrence(P5, tolerating=2), "no more than 2 negative votes among the permanent members"),
        (Concurrence(ELECTED), "no negative vote among the elected members"),
        (Affirmative(9) & (Concurrence() | Affirmative(13)),
         "at least 9 votes in favour, and (no negative vote of a permanent member, or at least 13 votes in favour)"),
    ],
)  # fmt: skip
def test_a_rule_prints_as_law(rule: Rule, law: str) -> None:
    assert str(rule) == law


def test_weights_count_for_those_who_have_them_and_fractions_stay_exact() -> None:
    body = Assembly(("A", "B", "C"))
    rule = Affirmative(Fraction(1, 2), weights={"A": Fraction(1, 3), "B": Fraction(1, 6)})
    cast = {"A": Vote.YES, "B": Vote.YES, "C": Vote.YES}

    assert rule.holds(cast, body)
    assert rule.shortfall({**cast, "B": Vote.NO}, body) == Fraction(1, 6)


def test_checks_tell_how_each_atom_fared() -> None:
    council = Council.on("2016-10-08")
    votes_cast = council.roll_call(no="RUS, VEN", abstain="AGO, CHN", default="yes").votes
    count, concurrence = (Affirmative(9) & Concurrence(P5)).checks(votes_cast, council)

    assert (count.held, count.count, count.needed) == (True, 11, 9)
    assert (concurrence.held, concurrence.count, [str(member) for member in concurrence.negative]) == (
        False, 1, ["Russian Federation"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("make", "named"),
    [
        (lambda: Affirmative(-1), "-1"),
        (lambda: Affirmative(1, weights={"A": -1}), "-1"),
        (lambda: Affirmative(9.5), "9.5"),
        (lambda: Concurrence(tolerating=-1), "-1"),
        (lambda: Concurrence(tolerating="1"), "'1'"),
        (lambda: AllOf(()), "joins no rules"),
    ],
)
def test_an_impossible_rule_is_refused(make, named: str) -> None:
    with pytest.raises(RuleError, match=named):
        make()


def test_a_rule_joins_only_rules() -> None:
    with pytest.raises(TypeError):
        Affirmative(9) & 3
    with pytest.raises(TypeError):
        Affirmative(9) | "Concurrence"


def test_a_body_names_each_member_once_and_prints_so_that_it_can_be_read_back() -> None:
    board = Assembly(["Ann", "Bo"], {"chairs": ["Ann"]})

    assert eval(repr(board), {"Assembly": Assembly}) == board
    with pytest.raises(RuleError, match="names a member twice"):
        Assembly(("Ann", "Ann"))


@pytest.mark.parametrize("named", ["AA", "ABBC", "BABC"])
def test_a_body_with_a_member_named_twice_is_refused_wherever_it_stands(named: str) -> None:
    with pytest.raises(RuleError, match="names a member twice"):
        Assembly(tuple(named))


def test_a_body_without_the_group_says_which_it_has() -> None:
    with pytest.raises(RuleError, match="'permanent members' is not a group of this body; expected chairs"):
        Concurrence(P5).holds({"A": Vote.NO}, Assembly(("A",), {"chairs": ("A",)}))


@given(days())
def test_seven_votes_until_1965_and_nine_from_1966(day: date) -> None:
    needed = 7 if day < date(1966, 1, 1) else 9

    assert rule_for(Matter.SUBSTANTIVE, day) == Affirmative(needed) & Concurrence(P5)
    assert rule_for("procedural", day) == Affirmative(needed)
    assert rule_for(Matter.PRELIMINARY_QUESTION, day) == Affirmative(needed) & Concurrence(P5)
    assert rule_for(Matter.PRELIMINARY_QUESTION_AFTER_RULING, day) == Affirmative(needed)


@given(days())
def test_the_court_needs_an_absolute_majority_and_knows_no_veto(day: date) -> None:
    assert rule_for(Matter.COURT_ELECTION, day) == Affirmative(len(Council.on(day).members) // 2 + 1) or (
        date(1980, 1, 1) <= day <= date(1980, 1, 6)
    )


def test_a_review_conference_needs_any_seven_and_later_any_nine() -> None:
    assert rule_for("review conference", "1955-12-16") == Affirmative(7)
    assert rule_for("review conference", "1968-06-12") == Affirmative(9)
    assert provision_for("review conference", "1970-01-01").confidence == "memory"


@given(st.sampled_from(Matter), days())
def test_one_provision_covers_every_matter_on_every_day(matter: Matter, day: date) -> None:
    found = [p for p in provisions() if p.matter is matter and p.start <= day and (p.end is None or day <= p.end)]

    assert found == [provision_for(matter, day)]


def test_before_the_council_met_there_was_no_rule() -> None:
    with pytest.raises(DateError, match="31 December 1945"):
        rule_for(Matter.SUBSTANTIVE, "1945-12-31")


def test_an_unknown_matter_is_refused_with_near_misses() -> None:
    with pytest.raises(RuleError, match="'procedral'.*Did you mean 'procedural'"):
        rule_for("procedral", "2016-10-08")
    assert str(provision_for("procedural", "2016-10-08")) == (
        "Charter of the United Nations, Article 27(2): at least 9 votes in favour"
    )


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("[[provisions]]", "[[rules]]"),
        ("affirmative = 9", 'affirmative = "many"'),
        ("says =", "sayeth ="),
        ("says =", 'adds = "a key that no rule book has"\nsays ='),
    ],
)
def test_a_broken_rule_book_is_refused_by_its_file(was: str, becomes: str, tmp_path, monkeypatch) -> None:
    book = (seeds_root() / "rules.toml").read_text(encoding="utf-8")
    (tmp_path / "rules.toml").write_text(book.replace(was, becomes), encoding="utf-8")
    monkeypatch.setattr(charter, "seeds_root", lambda: tmp_path)

    with pytest.raises(SeedError, match=r"'rules\.toml' cannot be read"):
        provisions.__wrapped__()


@given(questions())
def test_a_rule_that_asks_for_nothing_always_holds(question) -> None:
    _, body, cast = question

    assert Affirmative(0).holds(cast, body)
    assert Affirmative(0, weights=dict.fromkeys(body.members, 0)).holds(cast, body)
    assert Concurrence("members", tolerating=len(body.members)).holds(cast, body)


def test_only_a_count_can_fall_short_and_a_surplus_is_no_shortfall() -> None:
    body = Assembly(("A", "B", "C"))
    cast = {"A": Vote.YES, "B": Vote.YES, "C": Vote.NO}

    assert [Affirmative(needed).shortfall(cast, body) for needed in (0, 1, 2, 3)] == [0, 0, 0, 1]
    assert Concurrence("members").shortfall(cast, body) == Concurrence("members", tolerating=1).shortfall(cast, body)
    assert Concurrence("members").shortfall(cast, body) == 0
    assert (Affirmative(3) & Affirmative(2)).shortfall(cast, body) == 1
    assert (Affirmative(3) | Affirmative(2)).shortfall(cast, body) == 0


@pytest.mark.parametrize(("against", "held"), [(0, True), (1, True), (2, True), (3, False), (4, False)])
def test_negative_votes_are_tolerated_up_to_their_number(against: int, held) -> None:
    body = Assembly(tuple("ABCDE"))
    cast = {name: Vote.NO if number < against else Vote.YES for number, name in enumerate("ABCDE")}
    rule = Concurrence("members", tolerating=2)
    (check,) = rule.checks(cast, body)

    assert rule.holds(cast, body) is check.held is held
    assert (check.count, check.needed, check.negative) == (against, 2, tuple("ABCDE"[:against]))
    assert rule.blocking(cast, body) == (() if held else (check,))


@pytest.mark.parametrize("question", ["holds", "shortfall", "checks", "blocking"])
@pytest.mark.parametrize("kind", [Affirmative, Concurrence, AllOf, AnyOf])
def test_any_rule_can_take_the_place_of_any_other(kind: type[Rule], question: str) -> None:
    asked = inspect.signature(getattr(kind, question)).parameters

    assert asked == inspect.signature(getattr(Rule, question)).parameters


@pytest.mark.parametrize("kind", [Affirmative, Concurrence, AllOf, AnyOf])
def test_whom_to_suppose_concurring_is_said_by_name_and_nobody_is_by_default(kind: type[Rule]) -> None:
    concurring = inspect.signature(kind.holds).parameters["concurring"]

    assert (concurring.kind, concurring.default) == (inspect.Parameter.KEYWORD_ONLY, False)


@pytest.mark.parametrize("make", [lambda: Affirmative(9, ELECTED), lambda: Affirmative(9, {"A": 1}),
                                  lambda: Concurrence(P5, 1)])  # fmt: skip
def test_what_narrows_or_loosens_a_rule_is_given_by_name_only(make) -> None:
    with pytest.raises(TypeError, match="positional argument"):
        make()


@pytest.mark.parametrize("missing", ["holds", "shortfall", "checks", "blocking"])
def test_a_rule_of_your_own_must_answer_all_four_questions(missing: str) -> None:
    answers = {name: getattr(Affirmative, name) for name in ("holds", "shortfall", "checks", "blocking")}
    whole = type("Whole", (Rule,), answers)
    half = type("Half", (Rule,), {name: answers[name] for name in answers if name != missing})

    assert isinstance(whole(), Rule)
    with pytest.raises(TypeError, match=missing):
        half()


@pytest.mark.parametrize("lacking", ["holds", "shortfall", "checks", "blocking"])
def test_a_rule_of_your_own_says_all_that_a_rule_must_say(lacking: str) -> None:
    told = {name: lambda *_: 0 for name in ("holds", "shortfall", "checks", "blocking") if name != lacking}

    with pytest.raises(TypeError, match=lacking):
        type("Lacking", (Rule,), told)()
