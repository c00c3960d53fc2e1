"""Reforms: every figure adds up and carries its mark; a reform of a real vote says what nobody knows."""

from __future__ import annotations

import re
from pathlib import Path

import attrs
import pytest

from unsc_sim import P5, Affirmative, Concurrence, Council, Matter, Reason, decide, roll_call
from unsc_sim.changes import fewest_changes
from unsc_sim.counting import census, chance
from unsc_sim.errors import MissingVoteError, RuleError
from unsc_sim.modifiers import modifier, modifiers
from unsc_sim.reforms import apply, assumed_threshold, reform, reforms
from unsc_sim.whatif import what_if

FRENCH, RUSSIAN = roll_call("S/2016/846"), roll_call("S/2016/847")
SIZED = [plan for plan in reforms() if plan.size is not None and plan.id != "charter-1945"]
OF_1960 = Council.on("1960-01-05")


def council_before(plan):
    """The Council that a plan starts from: of eleven for the amendment of 1963, else of fifteen."""
    return OF_1960 if plan.id == "charter-1966" else FRENCH.council


@pytest.mark.parametrize("plan", SIZED, ids=lambda plan: plan.id)
def test_the_seats_add_up_to_the_figures(plan) -> None:
    """Size = permanent + elected, and the Council it makes has just these seats."""
    council = plan.council(council_before(plan))
    kept = () if plan.afresh else council_before(plan).permanent

    assert plan.size == plan.with_veto + plan.without_veto + plan.elected == len(council)
    assert plan.with_veto + plan.without_veto == len(council.permanent)
    assert plan.elected == len(council.elected)
    assert set(kept) <= set(council.permanent)
    assert len({member.code for member in council.members}) == len(council)
    assert len({str(member) for member in council.members}) == len(council)


@pytest.mark.parametrize("plan", SIZED, ids=lambda plan: plan.id)
def test_only_members_with_a_veto_can_block(plan) -> None:
    """With everybody else in favour, one negative vote blocks when it is of a member that the plan gives a veto."""
    council = plan.council(council_before(plan))
    rule = plan.rule(council)
    alone = [
        decide(council.roll_call(no=[member], default="yes"), rule=rule).reason is Reason.VETOED
        for member in council.members
    ]

    assert plan.with_veto == sum(alone)


def test_the_assumed_threshold_fits_every_example_on_record() -> None:
    """The co-chairs' examples of 2019, and the two Charters (reference on the rules, R-11.0)."""
    examples = {11: 7, 15: 9, 21: 12, 22: 12, 23: 13, 24: 13, 25: 14, 26: 14, 27: 15}

    assert examples == {size: assumed_threshold(size) for size in examples}
    assert all(
        plan.threshold == assumed_threshold(plan.size)
        for plan in reforms()
        if plan.threshold is not None and "threshold" not in plan.unverified
    )


def test_a_figure_is_shown_with_its_mark() -> None:
    for plan in reforms():
        for name, shown in plan.figures.items():
            assert ("[unverified]" in shown) == (name in plan.unverified)
            assert shown in str(plan)
        assert plan.threshold is not None or plan.size is None or "[assumed]" in plan.figures["threshold"]
        assert plan.sources
        assert (plan.confidence == "verified") == (not plan.unverified)
        assert re.fullmatch(r"(\d{4}(-\d{2}(-\d{2})?)?)?", plan.proposed)
    assert "15 [unverified] votes required" in what_if(FRENCH).under(reform("razali-1997"), default="yes").label


@pytest.mark.parametrize(
    ("name", "doubt"),
    [
        ("l69-2012", "unverified: size, members with a veto, elected members"),
        ("uniting-for-consensus-2024", "unverified: size, elected members"),
        ("popovski-888", "unverified: members with a veto, permanent members without a veto"),
        ("panel-model-a", "unverified: the new seats"),
        ("african-union-2005", "unverified: document symbols"),
    ],
)
def test_what_is_unverified_says_so_wherever_it_is_shown(name, doubt) -> None:
    """In the proposal itself, in the label of a scenario and where it is applied to a real vote."""
    plan = reform(name)

    assert f"{doubt}." in str(plan)
    assert f"{doubt})" in what_if(FRENCH).under(plan, default="yes").label
    assert f"{doubt})" in str(apply(plan, FRENCH))


def test_the_codes_of_2015_are_dated_and_bind_those_who_adhere() -> None:
    pledges = [modifier(name, atrocities=True) for name in ("france-mexico-2015", "act-code-2015")]
    against = attrs.evolve(RUSSIAN, votes=FRENCH.casting({"Russia": "abstain", "UK": "no"}).votes)

    assert ["2015", "2015-10-23"] == [one.proposed for one in pledges]
    assert [False, True] == [what_if(against).under(one).outcome.adopted for one in pledges]
    assert all("[unverified: " in what_if(against).under(one).label for one in pledges)


def test_the_page_of_reforms_shows_every_figure_with_its_mark() -> None:
    page = (Path(__file__).resolve().parents[1] / "docs" / "reference" / "reforms.md").read_text(encoding="utf-8")

    for plan in reforms():
        assert " | ".join((f"| `{plan.id}`", plan.proposed or "undated", *plan.figures.values())) + " |\n" in page
    for one in modifiers():
        assert f"| `{one.id}` | {one.says}" in page


def test_proposals_are_listed_by_date_and_undated_ones_last() -> None:
    dates = [plan.proposed for plan in reforms()]
    dated = [one for one in dates if one]

    assert dates == sorted(dated) + [""] * (len(dates) - len(dated))
    assert 14 == len(dates)


@pytest.mark.parametrize(
    ("name", "share"),
    [
        ("uniting-for-consensus-2005", 0.001859),
        ("g4-2005", 0.004838),
        ("african-union-2005", 0.001301),
        ("razali-1997", 0.001153),
    ],
)
def test_the_power_to_act_is_that_computed_elsewhere_and_always_less_than_now(name, share) -> None:
    """Adopted of all ways of voting, by closed forms (reference on voting power, section 5), to six places."""
    plan = reform(name)
    council = plan.council(FRENCH.council)
    found = census(plan.rule(council), council).share(Reason.ADOPTED)

    assert share == round(float(found), 6)
    assert found < census(FRENCH.rule, FRENCH.council).share(Reason.ADOPTED)


def test_a_reform_of_a_real_vote_says_what_stays_undefined() -> None:
    """Ten new members of the Group of Four: the French draft stays vetoed however they vote, having 11 of 14."""
    applied = apply("g4-2005", FRENCH)

    assert 10 == len(applied.undefined)
    assert 3**10 == applied.ways.total
    assert (Reason.VETOED, Reason.INSUFFICIENT_VOTES) == applied.possible
    assert not applied.settled
    assert "Undefined: the votes of 10 new members." in str(applied)


def test_the_bounds_hold_every_result_the_new_members_could_bring_about() -> None:
    """The count of ways is that of asking every way of voting of the four new seats of 1966, one by one."""
    votes = OF_1960.roll_call(yes="CHN FRA GBR USA ARG ECU ITA", no="", abstain="RUS", default="abstain")
    applied = apply("charter-1966", votes)
    each = {member: {"yes": 1 / 3, "no": 1 / 3, "abstain": 1 / 3} for member in applied.undefined}
    known = {member: {vote: 1} for member, vote in votes.votes.items()}
    council = reform("charter-1966").council(OF_1960)
    found = chance(Affirmative(9) & Concurrence(P5), council, each | known)

    assert 3**4 == applied.ways.total
    assert abs(found[Reason.ADOPTED] - applied.ways.share(Reason.ADOPTED)) < 1e-12
    assert (Reason.ADOPTED, Reason.INSUFFICIENT_VOTES) == applied.possible


def test_a_reform_that_adds_nobody_is_settled() -> None:
    applied = apply("charter-1945", OF_1960.roll_call(no="RUS", default="yes"))

    assert applied.settled
    assert str(applied).endswith("The result: vetoed by USSR (10-1-0).")


def test_a_council_elected_afresh_has_no_known_vote() -> None:
    applied = apply("elect-the-council", FRENCH)

    assert 24 == len(applied.undefined)
    assert 3**24 == applied.ways.total
    assert 0 == applied.ways[Reason.VETOED]
    assert "no vote is known" in str(applied)


def test_new_members_can_be_given_votes_by_their_codes() -> None:
    plan = reform("african-union-2005")
    scenario = what_if(FRENCH).under(plan, default="yes").casting({"AFR+1": "no", "Russia": "abstain"})

    assert [str(member) for member in scenario.outcome.vetoes] == ["new permanent member from Africa (1)"]
    assert 1 == fewest_changes(scenario.roll_call, rule=scenario.rule).size


def test_a_procedural_vote_knows_no_veto_under_any_reform() -> None:
    votes = attrs.evolve(FRENCH, matter=Matter.PROCEDURAL)

    assert what_if(votes).under(reform("g4-2005"), default="yes").outcome.adopted
    with pytest.raises(RuleError, match="substantive or procedural"):
        apply("g4-2005", attrs.evolve(FRENCH, matter=Matter.COURT_ELECTION))


@pytest.mark.parametrize(
    ("change", "adopted"),
    [
        (modifier("two-vetoes"), True),
        (modifier("n-vetoes", vetoes=1), False),
        (modifier("no-veto"), True),
        (modifier("chapter-vii-only", chapter="VI"), True),
        (modifier("chapter-vii-only", chapter="VII"), False),
        (modifier("chapter-vii-only", chapter="vii"), False),
        (modifier("chapter-vii-only", chapter=7), False),
        (modifier("atrocity-restraint", atrocities=True, adhering="Russia"), True),
        (modifier("party-abstention", parties="Russia"), True),
        (modifier("override-by-council", votes=11), True),
        (modifier("override-by-council"), False),
        (modifier("override-by-assembly", overridden=True), True),
        (modifier("override-by-assembly", overridden=False), False),
        (modifier("explain-or-void", explained=False), True),
        (modifier("explain-or-void", explained=True), False),
        (modifier("atrocity-restraint", atrocities=True), False),
        (modifier("atrocity-restraint", atrocities=True, adhering=["Russia"]), True),
        (modifier("atrocity-restraint", atrocities=True, adhering=["Russia", "China", "US", "UK", "France"]), True),
        (modifier("atrocity-restraint", atrocities=False, adhering=["Russia"]), False),
        (modifier("party-abstention", parties=["Russia"]), True),
    ],
    ids=lambda value: f"{value.id} {dict(value.options)}" if hasattr(value, "id") else "",
)
def test_each_change_to_the_veto_does_to_the_french_draft_what_it_says(change, adopted) -> None:
    scenario = what_if(FRENCH).under(change)

    assert adopted is scenario.outcome.adopted
    assert change.title in scenario.label
    assert 1 == len(scenario.changes)


def test_two_vetoes_tell_one_negative_vote_from_two() -> None:
    """Two negative votes of permanent members in October 2011 still block; the single one of April 2024 does not."""
    double, single = roll_call("S/2011/612"), roll_call("S/2024/312")

    assert (2, 1) == (len(decide(double).vetoes), len(decide(single).vetoes))
    assert not what_if(double).under(modifier("two-vetoes")).outcome.adopted
    assert what_if(single).under(modifier("two-vetoes")).outcome.adopted


def test_changes_to_the_veto_combine_with_any_reform() -> None:
    scenario = what_if(FRENCH).under(reform("uniting-for-consensus-2005"), default="yes").under(modifier("two-vetoes"))

    assert scenario.outcome.adopted
    assert scenario.label.endswith("new members in favour · two negative votes needed for a veto")


def test_every_change_to_the_veto_on_record_is_one_that_can_be_made() -> None:
    options = {
        "n-vetoes": {"vetoes": 2},
        "chapter-vii-only": {"chapter": "VI"},
        "override-by-assembly": {"overridden": True},
        "explain-or-void": {"explained": True},
        "atrocity-restraint": {"atrocities": True},
        "france-mexico-2015": {"atrocities": True},
        "act-code-2015": {"atrocities": True},
        "party-abstention": {"parties": ["Russia"]},
    }
    for one in modifiers():
        made = modifier(one.id, **options.get(one.id, {}))
        assert what_if(FRENCH).under(made).changes
        assert one.says in str(one)
        assert (one.confidence == "partial") == bool(one.unverified)
        assert (one.confidence == "design") == one.sources[0].startswith("a design of this project")
        assert f"Confidence: {one.confidence}." in str(one)


@pytest.mark.parametrize(
    ("error", "told", "ask"),
    [
        (RuleError, "Did you mean 'g4-2005'", lambda: reform("g4-2006")),
        (RuleError, "Did you mean 'two-vetoes'", lambda: modifier("two-vetos")),
        (RuleError, "missing a required .*argument: 'vetoes'", lambda: modifier("n-vetoes")),
        (RuleError, "cannot be the options", lambda: modifier("no-veto", votes=3)),
        (RuleError, "cannot be the options", lambda: what_if(FRENCH).under(modifiers()[1])),
        (RuleError, "no number of negative votes", lambda: what_if(FRENCH).under(modifier("n-vetoes", vetoes="2"))),
        (RuleError, "no chapter of a draft", lambda: what_if(FRENCH).under(modifier("chapter-vii-only", chapter=1))),
        (RuleError, "chapter not on record", lambda: what_if(FRENCH).under(modifier("chapter-vii-only"))),
        (RuleError, "gives no figures", lambda: apply("fixed-regional-seats", FRENCH)),
        (RuleError, "a Council of 11 members", lambda: apply("charter-1966", FRENCH)),
        (RuleError, "a Council of 15 members", lambda: apply("g4-2005", OF_1960.roll_call(default="yes"))),
        (MissingVoteError, "new permanent member from Africa", lambda: what_if(FRENCH).under(reform("g4-2005"))),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(error, told, ask) -> None:
    with pytest.raises(error, match=told):
        ask()
