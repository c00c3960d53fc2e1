"""What if: every change has a name, changes nothing else, and leaves the roll call as it was."""

from __future__ import annotations

import html
import pickle
import re
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unsc_sim import P5, Affirmative, Concurrence, Council, Group, Matter, Reason, Vote, decide, roll_call
from unsc_sim.changes import fewest_changes
from unsc_sim.comparisons import compare
from unsc_sim.errors import DateError, MissingVoteError, NotOnTheCouncilError, RuleError
from unsc_sim.paths import what_would_it_take
from unsc_sim.reforms import apply, reform
from unsc_sim.rewriting import overridable_by, requiring, tolerating, with_holders, without_concurrence
from unsc_sim.strategies import assemblies, roll_calls, rules, votes
from unsc_sim.whatif import what_if

FRENCH, RUSSIAN = roll_call("S/2016/846"), roll_call("S/2016/847")


@pytest.mark.parametrize(
    ("make", "label", "reason", "tally"),
    [
        (lambda: what_if(FRENCH), "S/2016/846", Reason.VETOED, "11-2-2"),
        (lambda: what_if(FRENCH).without_veto(), "S/2016/846 · without veto", Reason.ADOPTED, "11-2-2"),
        (
            lambda: what_if(FRENCH).casting({"Russia": "abstain"}),
            "S/2016/846 · Russian Federation abstains",
            Reason.ADOPTED,
            "11-1-3",
        ),
        (
            lambda: what_if(FRENCH).without_veto().casting({"Russia": "abstain"}),
            "S/2016/846 · without veto · Russian Federation abstains",
            Reason.ADOPTED,
            "11-1-3",
        ),
        (lambda: what_if(FRENCH).tolerating(1), "S/2016/846 · tolerating 1 negative vote", Reason.ADOPTED, "11-2-2"),
        (lambda: what_if(FRENCH).overridable_by(11), "S/2016/846 · overridable by 11", Reason.ADOPTED, "11-2-2"),
        (lambda: what_if(FRENCH).overridable_by(12), "S/2016/846 · overridable by 12", Reason.VETOED, "11-2-2"),
        (lambda: what_if(FRENCH).as_procedural(), "S/2016/846 · as a procedural matter", Reason.ADOPTED, "11-2-2"),
        (
            lambda: what_if(FRENCH).as_matter("preliminary question"),
            "S/2016/846 · as preliminary question",
            Reason.VETOED,
            "11-2-2",
        ),
        (
            lambda: what_if(FRENCH).party_must_abstain("Russia"),
            "S/2016/846 · the party Russian Federation must abstain",
            Reason.ADOPTED,
            "11-1-3",
        ),
        (
            lambda: what_if(FRENCH).with_veto_holders("Venezuela", "UK"),
            "S/2016/846 · a veto for Venezuela and United Kingdom only",
            Reason.VETOED,
            "11-2-2",
        ),
        (
            lambda: what_if(FRENCH).adding("India", "Germany", vote="no").without_veto().requiring(12),
            "S/2016/846 · India and Germany added, against · without veto · requiring 12",
            Reason.INSUFFICIENT_VOTES,
            "11-4-2",
        ),
        (
            lambda: what_if(FRENCH).adding("India", vote="no", permanent=True).casting({"Russia": "yes"}),
            "S/2016/846 · India added, against · Russian Federation votes in favour",
            Reason.VETOED,
            "12-2-2",
        ),
        (
            lambda: what_if(FRENCH).replacing({"Venezuela": "Brazil"}).casting({"Brazil": "absent", "Russia": "X"}),
            "S/2016/846 · Brazil in the place of Venezuela · Brazil is absent, Russian Federation does not participate",
            Reason.ADOPTED,
            "11-0-2 (1 not participating, 1 absent)",
        ),
        (
            lambda: what_if(FRENCH).on("1965-12-31", default="yes"),
            "S/2016/846 · the Council of 31 December 1965, its other members in favour",
            Reason.VETOED,
            "9-1-1",
        ),
        (lambda: what_if(RUSSIAN).requiring(4), "S/2016/847 · requiring 4", Reason.VETOED, "4-9-2"),
        (
            lambda: what_if(RUSSIAN).requiring(4).without_veto(),
            "S/2016/847 · requiring 4 · without veto",
            Reason.ADOPTED,
            "4-9-2",
        ),
    ],
)
def test_each_change_has_its_words_and_its_effect(make, label, reason, tally) -> None:
    scenario = make()

    assert label == scenario.label
    assert reason is scenario.outcome.reason
    assert tally == str(scenario.outcome.tally)
    assert scenario.differs == (reason is not scenario.baseline.reason)


def test_the_names_of_those_who_would_have_blocked() -> None:
    """With four votes enough, the negative votes of three permanent members become vetoes."""
    names = [str(member) for member in what_if(RUSSIAN).requiring(4).outcome.vetoes]

    assert ["France", "United Kingdom", "United States"] == names


def test_a_veto_for_more_members_keeps_that_of_the_others() -> None:
    scenario = what_if(FRENCH).veto_for("Venezuela")

    assert {"Russian Federation", "Venezuela"} == set(map(str, scenario.outcome.vetoes))
    assert "no negative vote among the permanent members and Venezuela" in str(scenario.rule)
    assert "a veto for Venezuela" == scenario.changes[0]
    assert what_if(FRENCH).as_procedural().veto_for("Venezuela").outcome.vetoes == (FRENCH.council.find("Venezuela"),)


def test_a_veto_for_a_member_that_has_one_names_it_once() -> None:
    scenario = what_if(FRENCH).veto_for("Russia", "Egypt")

    assert "no negative vote among the permanent members and Egypt" in str(scenario.rule)
    assert what_if(FRENCH).outcome.vetoes == scenario.outcome.vetoes


def test_a_scenario_never_changes_the_roll_call_it_began_with() -> None:
    before = FRENCH.notation
    scenario = what_if(FRENCH).without_veto()
    scenario.casting({"Russia": "yes"}).on("1990-01-01", default="no")

    assert ("without veto",) == scenario.changes
    assert before == FRENCH.notation == scenario.start.notation
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        scenario.changes = ()


@given(roll_calls(), votes())
def test_changing_nothing_changes_nothing(votes_cast, vote) -> None:
    """The scenario of a roll call is decided as the roll call is, and a vote cast as it was is no change."""
    scenario = what_if(votes_cast)
    member = votes_cast.cast(vote)[:1]

    assert decide(votes_cast).reason is scenario.outcome.reason
    assert not scenario.casting(dict.fromkeys(member, vote)).differs if member else not scenario.differs


def test_on_another_date_who_sat_on_both_votes_as_it_did() -> None:
    scenario = what_if(FRENCH).on("2016-10-08")
    assert FRENCH == scenario.roll_call

    with pytest.raises(MissingVoteError, match=r"Bolivia.*Give default"):
        what_if(FRENCH).on("2017-04-12")


def test_a_rule_of_your_own_stays_when_the_date_changes() -> None:
    scenario = what_if(RUSSIAN).requiring(4).on("1960-01-05", default="abstain")

    assert Affirmative(4) & Concurrence(P5) == scenario.rule


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda scenario: scenario.without_veto(), Affirmative(7)),
        (lambda scenario: scenario.tolerating(1), Affirmative(7) & Concurrence(P5, tolerating=1)),
        (lambda scenario: scenario.requiring(4).without_veto(), Affirmative(4)),
    ],
)
def test_the_order_of_date_and_rule_makes_no_difference(change, rule) -> None:
    """On the last day of eleven members seven votes are required, whether the rule is changed before or after."""
    scenario = what_if(FRENCH)

    assert rule == change(scenario).on("1965-12-31", default="abstain").rule
    assert rule == change(scenario.on("1965-12-31", default="abstain")).rule


@pytest.mark.parametrize(
    "change", [lambda s: s.without_veto(), lambda s: s.requiring(12), lambda s: s.veto_for("Egypt")]
)
@pytest.mark.parametrize(
    "later",
    [lambda s: s.as_procedural(), lambda s: s.under(reform("g4-2005"), default="yes")],
    ids=["matter", "reform"],
)
def test_no_change_to_the_rule_is_lost_in_silence(change, later) -> None:
    """A reform or another matter brings a rule of its own: it comes first, or is refused with what to do."""
    with pytest.raises(RuleError, match="first, and the rule after it"):
        later(change(what_if(FRENCH)))
    assert 2 == len(change(later(what_if(FRENCH))).changes)


def test_equal_changes_make_equal_scenarios_and_others_do_not() -> None:
    own = [what_if(FRENCH).changed("mine", rule=rule) for rule in (Affirmative(8), Affirmative(8), Affirmative(9))]

    assert own[0] == own[1] != own[2]
    assert what_if(FRENCH).requiring(4) == pickle.loads(pickle.dumps(what_if(FRENCH).requiring(4)))  # noqa: S301


def test_parties_are_those_on_record_or_those_named() -> None:
    draft = attrs.evolve(FRENCH.draft, parties=(FRENCH.council.find("Russia"),))

    assert what_if(attrs.evolve(FRENCH, draft=draft)).party_must_abstain().outcome.adopted
    with pytest.raises(RuleError, match="Name the parties"):
        what_if(FRENCH).party_must_abstain()


@pytest.mark.parametrize(
    ("error", "told", "ask"),
    [
        (NotOnTheCouncilError, "Germany", lambda: what_if(FRENCH).casting({"Germany": "yes"})),
        (NotOnTheCouncilError, "Germany", lambda: what_if(FRENCH).veto_for("Germany")),
        (RuleError, "names nobody", lambda: what_if(FRENCH).with_veto_holders()),
        (RuleError, "names nobody", lambda: what_if(FRENCH).casting({})),
        (RuleError, "would sit on the Council twice", lambda: what_if(FRENCH).adding("Japan", vote="yes")),
        (RuleError, "India.*twice", lambda: what_if(FRENCH).adding("India", "India", vote="yes")),
        (RuleError, "France.*twice", lambda: what_if(FRENCH).replacing({"Venezuela": "France"})),
        (RuleError, "Brazil.*twice", lambda: what_if(FRENCH).replacing({"Venezuela": "Brazil", "Egypt": "Brazil"})),
        (RuleError, "names nobody", lambda: what_if(FRENCH).replacing({})),
        (RuleError, "names nobody", lambda: what_if(FRENCH).adding(vote="yes")),
        (RuleError, "'g4-2005' is no change", lambda: what_if(FRENCH).under("g4-2005")),
        (RuleError, "lets nobody block", lambda: what_if(FRENCH).without_veto().tolerating(1)),
        (RuleError, "lets nobody block", lambda: what_if(FRENCH).without_veto().overridable_by(12)),
        (RuleError, "below nothing|from 0 up", lambda: what_if(FRENCH).requiring(-1)),
        (DateError, "no seats|outside the record", lambda: what_if(FRENCH).on("1945-01-01")),
    ],
)
def test_what_cannot_be_changed_is_refused_in_words(error, told, ask) -> None:
    with pytest.raises(error, match=told):
        ask()


def test_scenarios_stand_side_by_side() -> None:
    table = compare(FRENCH, what_if(FRENCH).without_veto(), what_if(RUSSIAN).requiring(4))
    head, *rows = str(table).splitlines()

    assert ["vetoed", "adopted", "vetoed"] == [row["result"] for row in table.rows()]
    assert [False, True, True] == [row["differs"] for row in table.rows()]
    assert ("France", "United Kingdom", "United States") == table.rows()[2]["blocked by"]
    assert ["short of votes", "5"] == re.split(r"\s{2,}", str(compare(RUSSIAN)).splitlines()[1])[2:]
    assert [0, 0, 5] == [row["short by"] for row in compare(FRENCH, FRENCH, RUSSIAN).rows()]
    assert ["scenario", "count", "result", "blocked by", "short by"] == re.split(r"\s{2,}", head)
    assert [head.index("count")] * 3 == [
        row.index(count) for row, count in zip(rows, ["11-", "11-", "4-"], strict=True)
    ]


def test_what_it_would_take_is_said_in_words() -> None:
    told = str(what_would_it_take(FRENCH))

    assert "Russian Federation could alone have changed whether it was adopted." in told
    assert "To be adopted: 1 member would have to change its vote; there are 2 ways" in told
    assert "Without veto: adopted." in told
    assert "vetoed by Russian Federation" not in told.splitlines()[-1]


def test_what_it_would_take_to_undo_an_adoption() -> None:
    """Of a draft adopted by nine, anyone in favour could have prevented it, and the permanent member abstaining too."""
    nine = Council.on("2016-10-08").roll_call(
        abstain="China, Egypt, Angola, Malaysia, Venezuela, Uruguay", default="yes"
    )
    found = what_would_it_take(nine)

    assert {*nine.cast("yes"), nine.council.find("China")} == set(found.alone)
    assert [Reason.VETOED, Reason.INSUFFICIENT_VOTES] == [change.to for change in found.changes]
    assert str(found).splitlines()[1].startswith("Each of China, France, ")


def test_a_procedural_vote_has_no_veto_to_take_away() -> None:
    votes_cast = attrs.evolve(RUSSIAN, matter=Matter.PROCEDURAL)
    told = str(what_would_it_take(votes_cast))

    assert "Without veto" not in told
    assert "To be vetoed: no change of these members' votes leads there." in told
    assert "Requiring 4: adopted." in told


def test_members_are_called_what_they_were_called_that_day() -> None:
    """In 1960 it was the USSR that could alone have changed the result, not the Russian Federation."""
    votes_cast = Council.on("1960-12-13").roll_call(no="Russia", default="yes")

    assert "USSR could alone have changed" in str(what_would_it_take(votes_cast))
    assert "each including USSR" in str(fewest_changes(votes_cast))
    assert "USSR abstains" == what_if(votes_cast).casting({"Russia": "abstain"}).changes[0]
    assert ("USSR",) == compare(votes_cast).rows()[0]["blocked by"]


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: what_if(FRENCH).without_veto(), ["S/2016/846 · without veto", "As it was: 11 in favour, 2 against"]),
        (
            lambda: compare(FRENCH, what_if(RUSSIAN).requiring(4)),
            ["2 vetoed", "France, United Kingdom and United States"],
        ),
        (compare, ["0 scenarios side by side: none."]),
        (
            lambda: compare(FRENCH, roll_call("S/2016/1026")),
            ["1 of 15 members voted otherwise", "Abstaining, then against: China"],
        ),
        (
            lambda: compare(FRENCH, roll_call("S/2016/1085")),
            ["different questions", "S/2016/1085 (South Sudan, 23 December"],
        ),
        (lambda: fewest_changes(RUSSIAN), ["there are 28 ways", "All ways", "Angola in favour"]),
        (lambda: fewest_changes(RUSSIAN, Reason.VETOED), ["The first 100 of 434 ways"]),
        (lambda: fewest_changes(FRENCH, Reason.VETOED), ["Nothing would have to change."]),
        (lambda: what_would_it_take(RUSSIAN), ["What would it take?", "To be adopted: 5 members", "Requiring 4"]),
        (lambda: apply("g4-2005", FRENCH), ["14 [unverified]", "the votes of 10 new members", "2005-07-06"]),
    ],
)
def test_a_notebook_shows_every_what_if(make, told) -> None:
    shown = make()._repr_mimebundle_()

    assert {"text/plain", "text/html"} <= set(shown)
    assert [words for words in told if words not in html.unescape(shown["text/html"])] == []


@st.composite
def rules_and_votes(draw: st.DrawFn):
    body = draw(assemblies())
    return draw(rules(body)), body, {member: draw(votes()) for member in body.members}


@given(rules_and_votes())
def test_without_veto_a_rule_holds_when_it_would_hold_if_nobody_blocked(question) -> None:
    rule, body, cast = question

    assert rule.holds(cast, body, concurring=True) == without_concurrence(rule).holds(cast, body)


def test_rules_are_rewritten_where_it_is_meant_and_nowhere_else() -> None:
    double = Affirmative(9) & Affirmative(2, among=Group("members from Africa")) & Concurrence(P5)

    assert Affirmative(10) & Affirmative(2, among=Group("members from Africa")) & Concurrence(P5) == requiring(
        double, 10
    )
    assert Affirmative(Fraction(19, 2)) == requiring(Affirmative(9), Fraction(19, 2))
    assert requiring(overridable_by(double, 13), 10) == overridable_by(requiring(double, 10), 13)
    assert tolerating(overridable_by(double, 13), 1) == overridable_by(tolerating(double, 1), 13)
    assert Concurrence(P5) == with_holders(Concurrence(Group("members")), P5)
    with pytest.raises(RuleError, match="requires no number of votes of all members"):
        requiring(Concurrence(P5), 9)


def test_votes_of_a_scenario_are_words_one_can_read() -> None:
    assert Vote.ABSTAIN is what_if(FRENCH).casting({"Russia": "abstaining"}).roll_call["Russia"]
    assert "<Scenario S/2016/846 · without veto: adopted>" == repr(what_if(FRENCH).without_veto())


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: what_if(FRENCH).tolerating(0), "tolerating 0 negative votes"),
        (lambda: what_if(FRENCH).tolerating(2), "tolerating 2 negative votes"),
        (lambda: what_if(FRENCH).on("2016-10-09"), "the Council of 9 October 2016"),
        (
            lambda: what_if(FRENCH).party_must_abstain("Russia", "Egypt"),
            "the parties Russian Federation and Egypt must abstain",
        ),
        (
            lambda: what_if(FRENCH).replacing({"Egypt": "India", "Angola": "Ghana"}),
            "India in the place of Egypt, Ghana in the place of Angola",
        ),
    ],
)
def test_a_change_is_said_in_the_singular_or_the_plural(make, words: str) -> None:
    assert make().changes == (words,)


def test_a_party_on_record_that_does_not_sit_is_not_bound() -> None:
    draft = attrs.evolve(FRENCH.draft, parties=tuple(Council.on("1995-01-01").members))
    bound = what_if(attrs.evolve(FRENCH, draft=draft)).party_must_abstain()

    assert all(bound.roll_call[member] is Vote.ABSTAIN for member in FRENCH.council.permanent)
    assert bound.roll_call["Venezuela"] is Vote.NO
    assert bound.start[FRENCH.council.find("China")] is Vote.ABSTAIN


def test_only_votes_for_or_against_give_way_to_an_abstention() -> None:
    """A party that stayed away stays away."""
    votes_cast = Council.on("2016-10-08").roll_call(no="Russia", absent="Egypt", default="yes")
    bound = what_if(votes_cast).party_must_abstain("Russia", "Egypt", "Japan").roll_call

    assert [bound[name] for name in ("Russia", "Egypt", "Japan")] == [Vote.ABSTAIN, Vote.ABSENT, Vote.ABSTAIN]


def test_who_is_added_takes_a_seat_of_the_kind_and_region_named() -> None:
    before = FRENCH.council
    plain = what_if(FRENCH).adding("India", vote="yes").roll_call.council
    named = what_if(FRENCH).adding("India", vote="yes", permanent=True, region="Asia").roll_call.council
    seat, own = (next(one for one in body.seats if one.state.code == "IND") for body in (named, plain))

    assert (seat.permanent, seat.region) == (True, "Asia")
    assert (own.permanent, own.region) == (False, "")
    assert len(plain) == len(named) == len(before) + 1


def test_a_rule_of_your_own_takes_the_place_of_all_changes_before() -> None:
    scenario = what_if(RUSSIAN).requiring(4).changed("by simple majority", rule=Affirmative(8))

    assert (scenario.rule, len(scenario.rewritings)) == (Affirmative(8), 1)
    assert scenario.changed("and a word").rule == Affirmative(8)
    assert str(scenario) == f"{scenario.label}\n{scenario.outcome}"


def test_only_a_roll_call_begins_a_what_if() -> None:
    with pytest.raises(RuleError, match="is not a roll call"):
        what_if("S/2016/846")
