"""Forecasts: worlds and exact sums, what is known and what is changed, and the two drafts the library is built on."""

from __future__ import annotations

import warnings
from datetime import date
from itertools import product

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import unsc_sim as sc
from unsc_sim.alliances import alliance_graph
from unsc_sim.counting import chance
from unsc_sim.decisions import Reason
from unsc_sim.documents import DraftResolution, Stake
from unsc_sim.errors import HindsightWarning, MissingVoteError, NotationError, NotOnTheCouncilError, RuleError
from unsc_sim.forecast import predict
from unsc_sim.forecast.coefficients import base_rate_before, contest_before, parts_of, record_before, stakes_before
from unsc_sim.forecast.contest import contested_with_stakes, heat_of
from unsc_sim.forecast.fitting import learn_stakes
from unsc_sim.forecast.logit import fit_logit, probability, score, solve_symmetric, sparse
from unsc_sim.forecast.moves import coalition, moves, tipping
from unsc_sim.forecast.question import CHAIN, Question, answers_of, question_of
from unsc_sim.forecast.stakes import STATED, fit_stakes
from unsc_sim.forecast.worlds import VOTES, World, condition, enumerate_worlds, with_contest
from unsc_sim.states import state
from unsc_sim.votes import Vote

FRENCH, RUSSIAN = sc.case("aleppo-2016").roll_calls
OCTOBER = date(2016, 10, 8)


@pytest.fixture(scope="module")
def french():
    return predict("S/2016/846")


@pytest.fixture(scope="module")
def russian():
    return predict("S/2016/847")


# --- worlds ---------------------------------------------------------------------------------------------------------

chances = st.tuples(*[st.integers(0, 5)] * 3).filter(any).map(lambda t: tuple(value / sum(t) for value in t))
some_worlds = st.lists(st.tuples(chances, chances, chances), min_size=1, max_size=3).map(
    lambda tables: tuple(World(1 / len(tables), table) for table in tables)
)


def _joint(worlds):
    """The chance of every way to vote, by brute force."""
    found = dict.fromkeys(product(range(3), repeat=len(worlds[0].votes)), 0.0)
    for world in worlds:
        for way in found:
            together = world.chance
            for table, kind in zip(world.votes, way, strict=True):
                together *= table[kind]
            found[way] += together
    return found


def test_permanent_members_make_243_patterns_and_one_whole():
    even = (0.5, 0.3, 0.2)
    worlds = enumerate_worlds(
        (*CHAIN, "AAA"), CHAIN, lambda _m, _d: even, lambda _m, drawn: even if 0 in drawn else (1.0, 0, 0)
    )

    assert len(worlds) == 243
    assert sum(world.chance for world in worlds) == pytest.approx(1)


@given(some_worlds, st.sampled_from([0.0, 0.25, 0.9, 1.0]))
def test_another_chance_of_a_contest_leaves_everything_else_in_proportion(worlds, contested):
    before, after = _joint(worlds), _joint(with_contest(worlds, contested))
    unanimous = (0, 0, 0)
    rest = 1 - before[unanimous]
    if rest > 1e-9:
        assert after[unanimous] == pytest.approx(1 - contested)
        for way in before:
            if way != unanimous:
                assert after[way] == pytest.approx(before[way] / rest * contested, abs=1e-9)


@given(some_worlds, st.integers(0, 2), st.integers(0, 2))
def test_knowing_a_vote_is_bayes(worlds, place, kind):
    before = _joint(worlds)
    whole = sum(value for way, value in before.items() if way[place] == kind)
    if whole > 1e-9:
        told = _joint(condition(worlds, place, tuple(float(k == kind) for k in range(3))))
        for way, value in before.items():
            assert told[way] == pytest.approx(value / whole if way[place] == kind else 0, abs=1e-9)


@given(some_worlds)
def test_a_vote_known_up_to_its_own_chances_tells_nothing(worlds):
    own = tuple(sum(world.chance * world.votes[1][kind] for world in worlds) for kind in range(3))
    before, after = _joint(worlds), _joint(condition(worlds, 1, own))

    for way in before:
        assert after[way] == pytest.approx(before[way], abs=1e-9)


def test_a_vote_that_cannot_be_is_refused():
    with pytest.raises(RuleError, match="'against' has no chance"):
        condition([World(1.0, ((1.0, 0.0, 0.0),))], 0, (0.0, 0.0, 1.0))


# --- the logit ------------------------------------------------------------------------------------------------------

rows = st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3), st.integers(0, 1)), min_size=1, max_size=20)


@given(rows)
def test_the_fit_stands_where_the_slope_is_zero(data):
    """At the answer the data pull exactly as hard as the prior."""
    values = [(1.0, float(a), float(b)) for a, b, _ in data]
    labels = [label for *_, label in data]
    precision, mean = (0.5, 1.0, 2.0), (0.1, -0.2, 0.3)
    found = fit_logit([sparse(row) for row in values], labels, precision=precision, mean=mean)
    for place in range(3):
        pull = sum(
            row[place] * (label - probability(score(found, row))) for row, label in zip(values, labels, strict=True)
        )
        assert pull == pytest.approx(precision[place] * (found[place] - mean[place]), abs=1e-4)


def test_without_data_the_prior_stands():
    assert fit_logit([], [], precision=[1.0, 2.0], mean=[0.5, -0.5]) == (0.5, -0.5)


def test_data_that_divide_perfectly_still_give_a_finite_answer():
    [slope] = fit_logit([((0, 1.0),), ((0, -1.0),)] * 50, [1, 0] * 50, precision=[0.01])

    assert 3 < slope < 20


def test_the_start_does_not_matter():
    data = [sparse((1.0, x)) for x in (-2.0, -1.0, 0.5, 2.0)]
    cold = fit_logit(data, [0, 1, 0, 1], precision=[0.1, 0.1])
    warm = fit_logit(data, [0, 1, 0, 1], precision=[0.1, 0.1], start=[5.0, -5.0])

    assert cold == pytest.approx(warm, abs=1e-5)


def test_several_right_hand_sides_are_solved_together():
    matrix = [[4.0, 1.0, 0.5], [1.0, 3.0, 0.2], [0.5, 0.2, 2.0]]
    for right, solved in zip(([1.0, 2.0, 3.0], [0.0, 1.0, 0.0]),
                             solve_symmetric(matrix, [1.0, 2.0, 3.0], [0.0, 1.0, 0.0]), strict=True):  # fmt: skip
        assert [sum(a * b for a, b in zip(line, solved, strict=True)) for line in matrix] == pytest.approx(right)


# --- the two drafts on Aleppo ---------------------------------------------------------------------------------------


def test_the_french_draft_is_vetoed_by_russia_and_twelve_votes_are_right(french):
    assert french.likeliest is Reason.VETOED
    assert str(french.likely_vetoes[0][0]) == "Russian Federation"
    assert french.score(FRENCH).votes_right >= 12


def test_the_russian_draft_falls_short_and_twelve_votes_are_right(russian):
    assert russian.likeliest is Reason.INSUFFICIENT_VOTES
    assert russian.interval()[1] < 9
    assert russian.score(RUSSIAN).votes_right >= 12


@pytest.mark.parametrize("symbol", ["S/2016/846", "S/2016/847"])
def test_without_the_stakes_both_drafts_look_like_any_other(symbol):
    """What makes the forecasts is the rivalry and the states concerned, not the method's taste."""
    blind = predict(symbol).without_stakes

    assert blind.likeliest is Reason.ADOPTED
    assert blind.without_stakes is blind


@pytest.mark.parametrize("votes", [FRENCH, RUSSIAN], ids=["French draft", "Russian draft"])
def test_the_forecast_beats_the_base_rate_on_both(votes):
    found = predict(votes.name).score(votes)

    assert found.log_loss < found.usual_log_loss
    assert found.result_loss < found.usual_result_loss


def test_learning_without_october_2016_changes_nothing():
    """No strength that speaks about the two drafts has seen them, nor any vote after them."""
    day = date(2016, 10, 1).toordinal()
    earlier = [votes for votes in sc.roll_calls() if votes.date < date(2016, 10, 1)]

    assert learn_stakes(sc.roll_calls(), [day]) == learn_stakes(earlier, [day])


def test_and_learning_with_later_cases_would_change_something():
    """The test above can fail: strengths do move with the cases."""
    first, second = learn_stakes(sc.roll_calls(), [date(2016, 10, 1).toordinal(), date(2020, 1, 1).toordinal()])

    assert first.dissent != second.dissent
    assert first.cases < second.cases


def test_the_strengths_on_file_are_those_that_the_cases_teach():
    """When this fails, learn them anew: python -m unsc_sim.forecast seeds/forecast.csv."""
    days = [date(year, 1, 1).toordinal() for year in (1975, 2005, 2026)]
    for learnt in learn_stakes(sc.roll_calls(), days):
        filed = stakes_before(learnt.before)
        assert filed.cases == learnt.cases
        assert filed.dissent == pytest.approx(learnt.dissent, rel=1e-3, abs=1e-3)
        assert filed.against == pytest.approx(learnt.against, rel=1e-3, abs=1e-3)


def test_before_any_case_the_strengths_are_the_stated_ones():
    nothing = stakes_before(0)

    assert nothing.cases == 0
    assert nothing.dissent == tuple(prior.dissent for prior in STATED)
    assert fit_stakes([], before=10**6).against == nothing.against


@pytest.mark.parametrize("find", [stakes_before, contest_before, base_rate_before, record_before])
def test_a_set_of_coefficients_is_never_younger_than_the_draft(find):
    for year in (2005, 2011, 2016, 2026):
        assert find(date(year, 7, 1).toordinal()).before <= date(year, 7, 1).toordinal()


def test_every_number_on_file_has_a_name():
    for model in (stakes_before(10**6), contest_before(10**6), base_rate_before(10**6), record_before(10**6)):
        for _, names, values in parts_of(model):
            assert len(set(names)) == len(names) == len(values)


# --- what a forecast can be asked -----------------------------------------------------------------------------------


def test_chances_and_results_are_whole(french):
    assert sum(french.outcomes.values()) == pytest.approx(1)
    assert sum(french.in_favour) == pytest.approx(1)
    for table in french.chances.values():
        assert sum(table.values()) == pytest.approx(1)
    assert french.expected_tally[Vote.YES] == pytest.approx(sum(k * p for k, p in enumerate(french.in_favour)))


def test_results_are_the_counting_engines(french):
    """The same worlds, handed to the engine that everything else is counted with, give the same chances."""

    def tables(world):
        return {m: dict(zip(VOTES, t, strict=True)) for m, t in zip(french.council.members, world.votes, strict=True)}

    worlds = [(world.chance, tables(world)) for world in french.worlds]
    counted = chance(french.rule, french.council, worlds)

    assert french.outcomes == pytest.approx(counted, abs=1e-5)


def test_members_are_not_independent(french):
    """The permanent members' votes tell of the others': worlds are joint."""
    told = french.given({"Russia": "yes"})

    assert told["China"][Vote.YES] > french["China"][Vote.YES] + 0.1


def test_a_vote_can_be_announced_with_doubts(french):
    told = french.given({"China": {"yes": 0.25, "abstain": 0.75}})

    assert told["China"] == pytest.approx({Vote.YES: 0.25, Vote.ABSTAIN: 0.75, Vote.NO: 0.0})
    assert predict("S/2016/846", known={"China": "abstain"})["China"][Vote.ABSTAIN] == pytest.approx(1)


def test_persuading_a_member_moves_nobody_else(french):
    cast = french.casting({"Russia": "abstain", "China": "abstain"})

    assert cast["Egypt"] == pytest.approx(french["Egypt"])
    assert cast.outcomes[Reason.VETOED] < 0.05
    assert "Russian Federation abstaining" in cast.notes[-1]


def test_the_veto_can_be_taken_away_in_the_forecast(french):
    assert french.under(sc.Affirmative(9)).outcomes[Reason.VETOED] == 0
    assert french.under(sc.Affirmative(9)).outcomes[Reason.ADOPTED] > 0.9


def test_likely_vetoes_are_no_more_likely_than_a_veto(french):
    assert all(share <= french.outcomes[Reason.VETOED] + 1e-9 for _, share in french.likely_vetoes)
    assert sum(share for _, share in french.likely_vetoes) >= french.outcomes[Reason.VETOED] - 1e-9


def test_a_permanent_member_of_a_reform_can_be_a_likely_veto_too():
    """Whoever holds a veto counts, also where the worlds leave its vote open."""
    council = sc.Council.on("2016-10-08")
    seats = tuple(attrs.evolve(seat, permanent=seat.permanent or seat.state.code == "VEN") for seat in council.seats)
    found = dict(predict("S/2016/846", council=attrs.evolve(council, seats=seats)).likely_vetoes)

    assert found[state("VEN")] > 0.2


def test_the_likeliest_roll_calls_come_in_order_and_beat_their_neighbours(french):
    found = french.most_likely(3)
    assert [way.chance for way in found] == sorted((way.chance for way in found), reverse=True)
    for member, vote in product(french.council.members, VOTES):
        assert french.chance_of({**found[0].votes, member: vote}) <= found[0].chance + 1e-12
        assert found[0].chance == pytest.approx(french.chance_of(found[0].votes))


def test_a_coalition_does_what_it_says_and_nobody_in_it_is_superfluous(french):
    taken = coalition(french)
    together = {move.member: move.vote for move in taken}

    assert french.casting(together).outcomes[Reason.ADOPTED] > 0.5
    for move in taken:
        rest = {member: vote for member, vote in together.items() if member != move.member}
        assert not rest or french.casting(rest).outcomes[Reason.ADOPTED] <= 0.5 + 1e-3


def test_no_single_position_saves_the_russian_draft(russian):
    assert tipping(russian) == ()
    assert moves(russian)[0].adopted < 0.5


def test_where_adoption_is_likely_nothing_needs_to_tip(french):
    assert tipping(french.without_stakes) == ()
    assert coalition(french.without_stakes) == ()


def test_explanations_name_what_speaks_and_by_how_much(french):
    said = french.explain("Russia")

    assert "the text is aimed at it" in said
    assert "sponsors a rival text" in said
    assert "Syria +" in said
    assert "any member on any draft" in said


def test_text_shows_the_base_rate_beside_every_forecast(french):
    assert "base rate of" in str(french)
    assert repr(french).startswith("<Forecast of S/2016/846")


def test_a_score_belongs_to_the_same_council(french):
    with pytest.raises(RuleError, match="is another Council's vote"):
        french.score(sc.roll_call("S/2019/757"))


@pytest.mark.parametrize(("known", "error"), [
    ({"Germany": "yes"}, NotOnTheCouncilError),
    ({"Russia": "perhaps"}, NotationError),
    ({"Russia": {"yes": 0.5}}, RuleError),
    ({"Russia": {"yes": 1.5, "no": -0.5}}, RuleError),
])  # fmt: skip
def test_what_cannot_be_known_is_refused(french, known, error):
    with pytest.raises(error):
        french.given(known)


# --- drafts of your own ---------------------------------------------------------------------------------------------

COUNCIL = sc.Council.on("2016-10-08")
OWN = DraftResolution(title="A draft", sponsors=(state("France"),), topics=("Syria",))


def test_a_draft_needs_a_council():
    with pytest.raises(MissingVoteError, match="Council.on"):
        predict(OWN)


def test_a_rival_of_your_own_counts_as_one_of_the_record():
    rival = DraftResolution(title="Another", sponsors=(state("Russia"),))
    alone, against = predict(OWN, council=COUNCIL), predict(OWN, council=COUNCIL, rivals=[rival])

    assert against["Russia"][Vote.YES] < alone["Russia"][Vote.YES] - 0.2


def test_aiming_at_a_states_friend_moves_the_friend_more_than_others():
    aimed = attrs.evolve(OWN, aimed_at=(Stake(state("Syria")),))
    before, after = predict(OWN, council=COUNCIL), predict(aimed, council=COUNCIL)
    lost = {name: before[name][Vote.YES] - after[name][Vote.YES] for name in ("Russia", "United States")}

    assert lost["Russia"] > 2 * lost["United States"] > 0


def test_a_text_that_favours_a_friend_wins_the_friend():
    favouring = attrs.evolve(OWN, sponsors=(), favours=(Stake(state("Syria")),), aimed_at=(Stake(state("Israel")),))

    assert (
        predict(favouring, council=COUNCIL)["Russia"][Vote.YES] > predict(favouring, council=COUNCIL)["USA"][Vote.YES]
    )


def test_little_evidence_shows_as_wide_chances():
    """A Council and a topic the casebook knows little about give no bold numbers."""
    unknown = predict(DraftResolution(title="A draft", topics=("Outer space",)), council=sc.Council.on("2017-03-01"))

    assert all(0.02 < table[Vote.ABSTAIN] + table[Vote.NO] < 0.5 for table in unknown.chances.values())


def test_another_years_council_can_be_asked():
    later = predict("S/2016/846", council=sc.Council.on("2018-10-08"))

    assert later.council.find("Bolivia")
    assert later.likeliest is Reason.VETOED


def test_ties_that_know_the_vote_are_called_hindsight():
    late = alliance_graph(sc.roll_calls(), on="2017-01-01")
    with pytest.warns(HindsightWarning, match="the ties, which go through 2016-12"):
        predict("S/2016/846", ties=late)


def test_strengths_that_know_the_vote_are_called_hindsight():
    with pytest.warns(HindsightWarning, match="the strengths of stakes"):
        predict("S/2016/846", stakes=stakes_before(date(2020, 1, 1).toordinal()))


def test_drafts_from_before_the_record_are_called_hindsight():
    with pytest.warns(HindsightWarning, match="how often votes are contested"):
        predict("S/1501")


def test_no_draft_since_2014_needs_hindsight():
    """With nothing but the casebook, any draft of 2014 to 2025 can be forecast, quietly and with whole chances."""
    drafts = [votes for votes in sc.roll_calls(since="2014-01-01") if votes.matter is sc.Matter.SUBSTANTIVE][::25]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for votes in drafts:
            assert sum(predict(votes.draft, council=votes.council).outcomes.values()) == pytest.approx(1)


# --- questions and contests -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("sponsors", "kind"), [
    (("FRA", "ESP"), "P3"), (("RUS",), "China or Russia"), (("USA", "CHN"), "both sides"), (("EGY",), "others"),
    ((), "unknown"),
])  # fmt: skip
def test_who_stands_behind_a_text(sponsors, kind):
    assert kind == Question(0, (), (), frozenset(sponsors)).sponsorship


def test_a_question_holds_what_is_public_before_the_vote_and_no_vote():
    asked = question_of(FRENCH.draft, FRENCH.council)

    assert asked.rival_sponsors == {"RUS"}
    assert asked.aimed_at == {"RUS", "SYR"}
    assert {field.name for field in attrs.fields(Question)}.isdisjoint({"sides", "votes", "result", "reason"})
    assert not asked.without_stakes().stakes


def test_stakes_never_make_a_contest_less_likely_and_rivals_make_it_nearly_sure():
    asked = question_of(FRENCH.draft, FRENCH.council)
    for before, opposed in product((0.05, 0.5, 0.95), (0.0, 0.5, 1.0)):
        assert contested_with_stakes(before, attrs.evolve(asked, rivals=0), opposed, (0, 0)) >= before - 1e-9
        assert contested_with_stakes(before, asked, opposed, (15, 15)) >= 0.95


def test_a_topic_cools_down_by_half_in_four_years():
    [answer] = answers_of([FRENCH])
    day = answer.question.day
    warm, cool = (heat_of("Syria", day + days, [answer]) for days in (1, 1 + 1461))

    assert 0 == heat_of("Syria", day, [answer])
    assert 2.718281828**warm - 1 == pytest.approx(2 * (2.718281828**cool - 1), rel=1e-3)


@settings(max_examples=10)
@given(st.permutations(FRENCH.draft.sponsors + FRENCH.draft.co_sponsors))
def test_the_order_of_sponsors_does_not_matter(sponsors):
    shuffled = attrs.evolve(FRENCH.draft, sponsors=tuple(sponsors), co_sponsors=())

    assert predict(shuffled, council=FRENCH.council).sides == predict("S/2016/846").sides
