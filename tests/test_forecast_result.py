"""What a forecast says of two worlds made up here, and what became of it, summed in the plainest way beside it."""

from __future__ import annotations

import json
import warnings
from datetime import date
from itertools import product
from math import exp, log
from types import SimpleNamespace

import attrs
import networkx as nx
import pytest

import unsc_sim as sc
from unsc_sim.charter import Matter
from unsc_sim.decisions import Reason
from unsc_sim.documents import DraftResolution, Stake
from unsc_sim.errors import HindsightWarning, NotationError, RuleError, SeedError
from unsc_sim.forecast import Forecast, Record, backtesting, fitting, predict
from unsc_sim.forecast import predicting as predicted
from unsc_sim.forecast import rivals as rivalled
from unsc_sim.forecast.baselines import always_in_favour, climatology, member_by_topic, topic_by_sponsors
from unsc_sim.forecast.coefficients import (
    BaseRate,
    _weights,
    base_rate_before,
    contest_before,
    names_of,
    parts_of,
    record_before,
    sets_on_file,
    stakes_before,
    table_of,
)
from unsc_sim.forecast.contest import ContestModel
from unsc_sim.forecast.fitting import stand
from unsc_sim.forecast.grounds import Ground
from unsc_sim.forecast.judged import Judged, judge
from unsc_sim.forecast.logit import fit_logit, log_odds, probability, solve_symmetric, sparse
from unsc_sim.forecast.question import CHAIN, answers_of, question_of
from unsc_sim.forecast.record import RecordModel
from unsc_sim.forecast.result import read_chances
from unsc_sim.forecast.rivals import _leave_one_out
from unsc_sim.forecast.stakes import fit_stakes
from unsc_sim.forecast.worlds import VOTES, World
from unsc_sim.votes import Vote

COUNCIL = sc.Council.on("2016-10-08")
PERMANENT = {member.code for member in COUNCIL.permanent}
BASE = BaseRate(date(2016, 1, 1).toordinal(), 1234, dict(zip(Reason, (0.9, 0.075, 0.025), strict=True)),
                (0.9375, 0.05, 0.0125))  # fmt: skip
SIDES = {Vote.YES: (1.0, 0.0, 0.0), Vote.ABSTAIN: (0.0, 1.0, 0.0), Vote.NO: (0.0, 0.0, 1.0)}


def world(chance: float, against: str, lean: float) -> World:
    """A pattern of the permanent members, the elected leaning each a little otherwise."""
    elected = [member.code for member in COUNCIL.members if member.code not in PERMANENT]
    tables = []
    for member in COUNCIL.members:
        if member.code in PERMANENT:
            tables.append(SIDES[Vote.NO if member.code in against else Vote.YES])
        else:
            favour = lean - 0.03 * elected.index(member.code)
            tables.append((favour, (1 - favour) * 0.75, (1 - favour) * 0.25))
    return World(chance, tuple(tables))


WORLDS = (world(0.625, "RUS", 0.8), world(0.25, "", 0.5), world(0.125, "CHN RUS", 0.6))


@pytest.fixture
def made() -> Forecast:
    return Forecast(
        DraftResolution(title="A draft", text="A draft"), COUNCIL, sc.rule_for("substantive", "2016-10-08"), WORLDS,
        BASE, "ties", why=lambda: {"EGY": (Ground("small", 0.04), Ground("for", 0.05), Ground("against", -0.7))},
    )  # fmt: skip


def favourable(one: World) -> list[float]:
    """The chances of 0, 1, 2 … votes in favour, the votes taken one by one."""
    counted = {0: 1.0}
    for yes, *_ in one.votes:
        counted = {
            votes: counted.get(votes, 0) * (1 - yes) + counted.get(votes - 1, 0) * yes
            for votes in range(len(counted) + 1)
        }
    return [counted[votes] for votes in range(16)]


# --- what a forecast says -------------------------------------------------------------------------------------------


def test_votes_in_favour_are_counted_over_the_worlds(made) -> None:
    expected = [sum(one.chance * favourable(one)[votes] for one in WORLDS) for votes in range(16)]

    assert made.in_favour == pytest.approx(expected)
    assert len(made.in_favour) == 16
    assert made.expected_tally[Vote.YES] == pytest.approx(sum(k * share for k, share in enumerate(expected)))
    assert sum(made.expected_tally.values()) == pytest.approx(15)


def test_results_follow_from_the_votes_in_favour_and_the_vetoes(made) -> None:
    enough = [sum(favourable(one)[9:]) for one in WORLDS]

    assert made.outcomes == pytest.approx({
        Reason.ADOPTED: 0.25 * enough[1], Reason.VETOED: 0.625 * enough[0] + 0.125 * enough[2],
        Reason.INSUFFICIENT_VOTES: 1 - sum(one.chance * share for one, share in zip(WORLDS, enough, strict=True)),
    })  # fmt: skip
    assert made.likeliest is Reason.VETOED
    vetoes = {member.code: share for member, share in made.likely_vetoes}
    assert vetoes == pytest.approx({
        "RUS": 0.625 * enough[0] + 0.125 * enough[2], "CHN": 0.125 * enough[2], "FRA": 0, "GBR": 0, "USA": 0,
    })  # fmt: skip
    assert [member.code for member, _ in made.likely_vetoes] == ["RUS", "CHN", "FRA", "GBR", "USA"]
    assert made.contested == pytest.approx(1 - 0.25 * WORLDS[1].unanimous)


@pytest.mark.parametrize("share", [0.0, 0.5, 0.9, 0.99])
def test_the_interval_leaves_out_half_of_the_rest_on_either_side(made, share: float) -> None:
    low, high = made.interval(share)
    rest = (1 - share) / 2

    assert sum(made.in_favour[:low]) <= rest + 1e-12 < sum(made.in_favour[: low + 1]) + 2e-12
    assert sum(made.in_favour[high + 1 :]) <= rest + 1e-12 < sum(made.in_favour[high:]) + 2e-12
    certain = attrs.evolve(made, worlds=(attrs.evolve(world(1.0, "", 1.27), votes=(SIDES[Vote.YES],) * 15),))
    assert certain.interval(share) == (15, 15)
    nobody = attrs.evolve(made, worlds=(World(1.0, (SIDES[Vote.NO],) * 15),))
    assert nobody.interval(share) == (0, 0)


@pytest.mark.parametrize(
    ("share", "ends"), [(0.4, (9, 9)), (0.5, (9, 9)), (0.6, (8, 10)), (0.0, (9, 9)), (1.0, (8, 10))]
)
def test_the_ends_of_an_interval_are_met_exactly(made, share: float, ends: tuple[int, int]) -> None:
    """A quarter for eight votes in favour, half for nine, a quarter for ten."""
    worlds = tuple(
        World(chance, (SIDES[Vote.YES],) * votes + (SIDES[Vote.NO],) * (15 - votes))
        for votes, chance in ((8, 0.25), (9, 0.5), (10, 0.25))
    )
    assert attrs.evolve(made, worlds=worlds).interval(share) == ends


def test_whoever_holds_a_veto_is_a_likely_veto_as_far_as_its_vote_is_open(made) -> None:
    """Venezuela, in a reform that gives it one; its vote is open in every world."""
    seats = tuple(attrs.evolve(one, permanent=one.permanent or one.state.code == "VEN") for one in COUNCIL.seats)
    place = COUNCIL.members.index(sc.state("VEN"))
    share = 0.0
    for one in WORLDS:
        against = attrs.evolve(one, votes=(*one.votes[:place], SIDES[Vote.NO], *one.votes[place + 1 :]))
        share += one.chance * one.votes[place][2] * sum(favourable(against)[9:])
    found = dict(attrs.evolve(made, council=attrs.evolve(COUNCIL, seats=seats)).likely_vetoes)

    assert found[sc.state("VEN")] == pytest.approx(share)


def test_what_is_known_is_known_without_the_stakes_too(made) -> None:
    blind = attrs.evolve(made, method="ties", notes=("blind",))
    seeing = attrs.evolve(made, blind=lambda: blind)

    assert made.without_stakes is made
    assert seeing.without_stakes is blind
    told = seeing.given({"Russia": "yes"}).without_stakes
    assert (told.notes, [one.chance for one in told.worlds]) == (("blind",), pytest.approx([1.0]))


def test_each_member_has_its_chances_and_its_likeliest_vote(made) -> None:
    for place, member in enumerate(COUNCIL.members):
        shares = [sum(one.chance * one.votes[place][kind] for one in WORLDS) for kind in range(3)]
        assert [made[member.code][vote] for vote in VOTES] == pytest.approx(shares)
        assert made.sides[member.code] == pytest.approx(tuple(shares))
        assert made.votes[member] is VOTES[max(range(3), key=shares.__getitem__)]


def test_the_chance_of_a_roll_call_is_the_product_of_its_votes(made) -> None:
    votes = dict.fromkeys(COUNCIL.members, Vote.YES) | {sc.state("RUS"): Vote.NO, sc.state("EGY"): Vote.ABSTAIN}
    expected = 0.0
    for one in WORLDS:
        together = one.chance
        for table, member in zip(one.votes, COUNCIL.members, strict=True):
            together *= table[VOTES.index(votes[member])]
        expected += together

    assert made.chance_of(votes) == pytest.approx(expected)
    assert made.chance_of(votes | {sc.state("EGY"): Vote.ABSENT}) == pytest.approx(expected)


def test_the_likeliest_roll_calls_are_those_of_all_worlds_together(made) -> None:
    found = made.most_likely(4)
    tables = [one.votes[COUNCIL.members.index(sc.state("VEN"))] for one in WORLDS]

    assert len({tuple(way.votes.values()) for way in found}) == len(found) == 4
    assert [way.chance for way in found] == pytest.approx([made.chance_of(way.votes) for way in found])
    assert [way.chance for way in found] == sorted((way.chance for way in found), reverse=True)
    assert len(made.most_likely(1)) == 1
    assert tables[0][0] != tables[1][0]
    close = {member: [vote for vote in VOTES if made[member.code][vote] > 0.2] for member in COUNCIL.members}
    several = [dict(zip(close, votes, strict=True)) for votes in product(*close.values())]
    assert found[0].chance == pytest.approx(max(map(made.chance_of, several)))


def test_worlds_next_to_impossible_are_left_out_and_the_rest_is_a_whole(made) -> None:
    vetoed = [World(chance, WORLDS[0].votes) for chance in (1e-8, 1e-9)]
    likely = World(1.0, (SIDES[Vote.YES],) * 15)

    assert attrs.evolve(made, worlds=(likely, *vetoed)).outcomes == {
        Reason.ADOPTED: 1.0, Reason.VETOED: 0.0, Reason.INSUFFICIENT_VOTES: 0.0,
    }  # fmt: skip
    half = tuple(World(one.chance / 2, one.votes) for one in WORLDS)
    assert attrs.evolve(made, worlds=half).outcomes == pytest.approx(made.outcomes)


def test_a_world_is_looked_into_as_long_as_it_may_hold_one_of_the_likeliest(made) -> None:
    """A world of 60 in 100 holds ways of 48 and 12; one of 40 holds a single way, which is the second likeliest."""
    place = COUNCIL.members.index(sc.state("VEN"))
    united, doubtful = [SIDES[Vote.YES]] * 15, [SIDES[Vote.YES]] * 15
    doubtful[place] = (0.8, 0.2, 0.0)
    united[COUNCIL.members.index(sc.state("RUS"))] = SIDES[Vote.NO]
    forecast = attrs.evolve(made, worlds=(World(0.6, tuple(doubtful)), World(0.4, tuple(united))))

    assert [way.chance for way in forecast.most_likely(2)] == pytest.approx([0.48, 0.4])
    assert [way.chance for way in forecast.most_likely(3)] == pytest.approx([0.48, 0.4, 0.12])
    doubtful[place], doubtful[place - 1] = (0.6, 0.4, 0.0), (0.9, 0.1, 0.0)
    rarer = attrs.evolve(made, worlds=(World(0.9, tuple(doubtful)), World(0.1, tuple(united))))
    assert [way.chance for way in rarer.most_likely(3)] == pytest.approx([0.486, 0.324, 0.1])


def test_a_member_decides_where_its_vote_changes_the_result(made) -> None:
    """By casting its vote either way with everybody else as forecast."""
    pivotal = made.pivotal
    for name in ("Egypt", "Russia", "France"):
        yes, no = (made.casting({name: vote}).outcomes[Reason.ADOPTED] for vote in ("yes", "no"))
        assert pivotal[sc.state(name)] == pytest.approx(yes - no)


def test_what_is_known_weighs_the_worlds(made) -> None:
    told = made.given({"Russia": "yes"})

    assert [one.chance for one in told.worlds] == pytest.approx([1.0])
    assert told["China"][Vote.YES] == 1.0
    assert told.known[sc.state("RUS")] == {Vote.YES: 1.0, Vote.ABSTAIN: 0.0, Vote.NO: 0.0}
    both = told.given({"Egypt": {"yes": 0.5, "absent": 0.5}})
    assert list(both.known) == [sc.state("RUS"), sc.state("EGY")]
    assert both["Egypt"] == {Vote.YES: pytest.approx(0.5), Vote.ABSTAIN: pytest.approx(0.5), Vote.NO: 0.0}


def test_casting_is_noted_vote_by_vote(made) -> None:
    cast = made.casting({"Russia": "abstain", "Egypt": "no"}).casting({"China": Vote.YES})

    assert cast.notes == (
        "supposing Russian Federation abstaining, Egypt against", "supposing China in favour",
    )  # fmt: skip
    assert [one.chance for one in cast.worlds] == [0.625, 0.25, 0.125]
    assert cast["Russia"][Vote.ABSTAIN] == cast["China"][Vote.YES] == cast["Egypt"][Vote.NO] == 1.0


def test_explanations_leave_out_what_weighs_little_and_begin_with_what_weighs_most(made) -> None:
    lines = made.explain("Egypt").splitlines()

    assert [line.split()[-1] for line in lines[1:]] == ["against", "for"]
    assert lines[0].startswith("Egypt: ")
    assert lines[0].endswith("(any member on any draft: 94% in favour, 5% abstaining, 1% against)")
    assert made.explain("Spain").count("\n") == 0
    assert "Its vote is taken as announced." in made.given({"Egypt": "yes"}).explain("Egypt")


def test_forecasts_are_the_same_whatever_would_be_said_about_them(made) -> None:
    assert attrs.evolve(made, why=lambda: {"EGY": ()}, blind=lambda: made) == made
    assert attrs.evolve(made, method="record") != made


def test_a_forecast_reads_as_a_page(made) -> None:
    lines = str(made).splitlines()

    assert lines[0] == f"{made.sentence}"
    assert made.sentence.endswith(
        "(base rate of 1,234 votes before 1 January 2016: 90.0% adopted, 7.5% vetoed, 2.5% short of votes)."
    )
    assert lines[1].startswith("Veto by: Russian Federation ")
    assert lines[2].startswith("Contested, that is with anybody not in favour: ")
    low, high = made.interval()
    assert lines[3] == (f"Votes in favour: {made.expected_tally[Vote.YES]:.1f} expected, {low} to {high} with 90 %.")
    assert lines[4].split() == ["in", "favour", "abstaining", "against"]
    assert [line.rstrip() for line in lines[5:20]] == lines[5:20]
    assert len(lines) == 20
    assert {len(line) for line in lines[4:20]} == {len(lines[4])}
    assert made.casting({"Egypt": "yes"}).__str__().splitlines()[-1] == "Note: supposing Egypt in favour."
    quiet = attrs.evolve(made, worlds=(attrs.evolve(WORLDS[1], chance=1.0),))
    assert "Veto by" not in str(quiet)
    assert repr(made).startswith("<Forecast of A draft on 2016-10-08: vetoed, ")


@pytest.mark.parametrize(
    ("vote", "chances"),
    [
        ("yes", (1, 0, 0)), (Vote.ABSTAIN, (0, 1, 0)), ("absent", (0, 1, 0)), ("no", (0, 0, 1)),
        ({"yes": 0.5, "abstain": 0.375, "no": 0.125}, (0.5, 0.375, 0.125)),
        ({"no": 0.25, "absent": 0.5, "abstain": 0.25}, (0, 0.75, 0.25)), ({"yes": 1.0 + 1e-10}, (1 + 1e-10, 0, 0)),
    ],
)  # fmt: skip
def test_a_vote_or_chances_of_votes_are_read(vote, chances) -> None:
    assert read_chances(vote) == chances


@pytest.mark.parametrize(
    "chances", [{"yes": 0.9}, {"yes": 1.1}, {"yes": 1.0, "no": 1.0}, {"yes": 1.5, "no": -0.5}, {"yes": 1.0 + 1e-8}]
)
def test_chances_add_up_to_one(chances) -> None:
    with pytest.raises(RuleError, match="cannot be chances"):
        read_chances(chances)


# --- what became of it ----------------------------------------------------------------------------------------------


def test_a_verdict_is_the_plain_average_over_the_members_that_took_part(made) -> None:
    votes = COUNCIL.roll_call(no="RUS VEN", abstain="CHN EGY", absent="JPN", default="yes")
    found = made.score(votes)
    cast = {member: VOTES.index(vote) for member, vote in votes.items() if vote in VOTES}
    said = {member: made.sides[member.code] for member in cast}

    assert (found.votes, found.said, found.result, found.result_right) == (14, Reason.VETOED, Reason.VETOED, True)
    assert found.votes_right == sum(VOTES.index(made.votes[member]) == kind for member, kind in cast.items())
    assert found.log_loss == pytest.approx(sum(-log(max(1e-9, said[m][kind])) for m, kind in cast.items()) / 14)
    assert found.usual_log_loss == pytest.approx(sum(-log(BASE.sides[kind]) for kind in cast.values()) / 14)
    assert found.brier == pytest.approx(
        sum((said[m][k] - (k == kind)) ** 2 for m, kind in cast.items() for k in range(3)) / 14
    )
    assert found.ranked_probability == pytest.approx(
        sum((said[m][0] - (kind < 1)) ** 2 + (said[m][2] - (kind > 1)) ** 2 for m, kind in cast.items()) / 28
    )
    assert found.result_loss == pytest.approx(-log(made.outcomes[Reason.VETOED]))
    assert found.usual_result_loss == pytest.approx(-log(0.075))
    assert str(found) == (
        f"result ranked first: right; {found.votes_right} of 14 votes right; log loss per vote {found.log_loss:.3f} "
        f"(base rate {found.usual_log_loss:.3f}), of the result {found.result_loss:.3f} "
        f"(base rate {found.usual_result_loss:.3f})"
    )
    adopted = made.score(COUNCIL.roll_call(default="yes"))
    assert (adopted.result, adopted.result_right) == (Reason.ADOPTED, False)
    assert adopted.votes_right == sum(vote is Vote.YES for vote in made.votes.values()) < 15
    assert "result ranked first: wrong" in str(adopted)
    assert made.under(sc.Affirmative(9)).score(votes).result is Reason.ADOPTED


# --- the logit ------------------------------------------------------------------------------------------------------


def test_log_odds_are_kept_from_certainty() -> None:
    assert log_odds(1.0) == pytest.approx(-log_odds(0.0)) == pytest.approx(log(0.9999 / 0.0001))
    assert log_odds(1.0, 0.25) == pytest.approx(log(3))
    assert log_odds(0.3) == pytest.approx(log(3 / 7))
    for odds in (-800.0, -31.0, -29.0, 0.5, 31.0):
        assert probability(odds) == pytest.approx(1 / (1 + exp(-odds)) if odds > -700 else 0.0)


def test_a_row_beyond_all_measure_is_still_counted() -> None:
    [slope] = fit_logit([((0, 1000.0),), ((0, -900.0),)], [1, 0], precision=[1.0], mean=[1.0])
    assert slope == pytest.approx(1.0)
    [other] = fit_logit([((0, 1000.0),)], [0], precision=[1.0], mean=[1.0])
    assert abs(1000 * probability(1000 * other) - (1 - other)) < 1e-4


@pytest.mark.parametrize(
    ("rows", "labels"), [([1.0, 2.0, -1.5, 0.5, 3.0], [1, 0, 0, 1, 1]), ([20.0, -30.0, 1.0], [1, 0, 0])]
)
def test_the_fit_is_found_to_a_millionth(rows: list[float], labels: list[int]) -> None:
    """One coefficient, found here by halving the interval; from far off a whole step of Newton's goes too far."""

    def slope(at: float) -> float:
        return sum(x * (label - probability(at * x)) for x, label in zip(rows, labels, strict=True)) - 0.5 * (at - 0.2)

    low, high = -10.0, 10.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if slope(middle) > 0 else (low, middle)
    for start in (None, [3.0], [8.0], [-8.0]):
        [found] = fit_logit([sparse([x]) for x in rows], labels, precision=[0.5], mean=[0.2], start=start)
        assert found == pytest.approx(low, abs=1e-6)


def test_only_the_lower_triangle_is_read() -> None:
    lower = [[4.0, 9.0, 9.0], [1.0, 3.0, 9.0], [0.5, 0.2, 2.0]]
    whole = [[4.0, 1.0, 0.5], [1.0, 3.0, 0.2], [0.5, 0.2, 2.0]]

    [solved] = solve_symmetric(lower, [1.0, -2.0, 3.0])
    assert [sum(a * b for a, b in zip(line, solved, strict=True)) for line in whole] == pytest.approx([1, -2, 3])


# --- coefficients and rows on file ----------------------------------------------------------------------------------


def test_sets_are_written_a_row_a_part_with_five_digits() -> None:
    lines = table_of([BASE, stakes_before(0)]).splitlines()

    assert lines[0] == "model,before,votes,part,values"
    assert lines[1] == "base rate,2016-01-01,1234,results,0.9 0.075 0.025"
    assert lines[2] == "base rate,2016-01-01,1234,votes,0.9375 0.05 0.0125"
    assert [line.split(",")[0] for line in lines[3:]] == ["stakes", "stakes"]
    assert [line.split(",")[3] for line in lines[3:]] == ["dissent", "against"]
    assert (
        table_of([attrs.evolve(BASE, sides=(0.9376549, 0.05, 0.0123451))])
        .splitlines()[2]
        .endswith(",0.93765 0.05 0.012345")
    )


@pytest.mark.parametrize("find", [stakes_before, contest_before, base_rate_before, record_before])
def test_of_the_sets_on_file_the_newest_before_the_day_is_taken(find) -> None:
    newest = find(10**6)
    oldest = find(date(2005, 1, 1).toordinal() if find is not stakes_before else 1)

    assert find(newest.before) == newest
    assert find(newest.before - 1).before < newest.before
    assert find(oldest.before) == oldest
    assert find(1) == oldest


def test_every_set_learnt_from_a_record_is_told_in_the_order_of_its_days() -> None:
    found = [(type(one).__name__, one.before) for one in sets_on_file()]

    assert found == sorted(found, key=lambda one: (["ContestModel", "BaseRate", "RecordModel"].index(one[0]), one[1]))
    assert {name for name, _ in found} == {"ContestModel", "BaseRate", "RecordModel"}
    assert sum(name == "RecordModel" for name, _ in found) == 4


def test_a_permanent_member_sees_the_marks_of_those_before_it() -> None:
    assert names_of(("a",), 0) == ("a",)
    assert names_of((), 2) == ("RUS abstaining", "RUS against", "CHN abstaining", "CHN against")
    parts = {part: names for part, names, _ in parts_of(record_before(10**6))}
    assert [len(parts[f"{member} against"]) - len(parts["RUS against"]) for member in CHAIN] == [0, 2, 4, 6, 8]


@pytest.mark.parametrize("names", [("x",), ("x", "y", "z")])
def test_a_part_with_too_few_numbers_or_too_many_is_refused(names: tuple[str, ...]) -> None:
    with pytest.raises(SeedError, match=f"has 2 numbers under 'part'; expected {len(names)}"):
        _weights({"part": (1.0, 2.0)}, "part", names)


def test_counting_is_drawn_from_the_narrow_towards_the_wide() -> None:
    """Two votes on one topic with one kind of sponsor, and one on another; Russia is against the first."""
    votes = [a_vote("2015-03-01", "RUS"), a_vote("2015-04-01"), attrs.evolve(
        a_vote("2015-05-01"), draft=DraftResolution(topics=("Mali",), sponsors=(sc.state("Russia"),)),
    )]  # fmt: skip
    record, draft, council = Record(votes), votes[0].draft, sc.Council.on("2015-06-01")

    def drawn(counted: tuple[int, ...], towards: tuple[float, ...], weight: float) -> tuple[float, ...]:
        return tuple((n + weight * p) / (sum(counted) + weight) for n, p in zip(counted, towards, strict=True))

    usual = drawn((44, 0, 1), (0.96, 0.03, 0.01), 10)
    results = drawn((2, 1, 0), (0.97, 0.02, 0.01), 10)
    said = climatology(draft, council=council, record=record)
    assert said.sides == dict.fromkeys((one.code for one in council.members), pytest.approx(usual))
    assert tuple(said.outcomes.values()) == pytest.approx(results)

    said = member_by_topic(draft, council=council, record=record)
    assert said.sides["RUS"] == pytest.approx(drawn((1, 0, 1), drawn((2, 0, 1), usual, 20), 5))
    assert said.sides["FRA"] == pytest.approx(drawn((2, 0, 0), drawn((3, 0, 0), usual, 20), 5))
    vetoed = 1.0
    for member in council.permanent:
        vetoed *= 1 - said.sides[member.code][2]
    assert sum(said.outcomes.values()) == pytest.approx(1)
    assert said.outcomes[Reason.ADOPTED] == pytest.approx(vetoed, abs=1e-3)
    assert said.outcomes[Reason.VETOED] == pytest.approx(1 - vetoed, abs=1e-3)

    said = topic_by_sponsors(draft, council=council, record=record)
    wide = drawn((2, 1, 0), (0.97, 0.02, 0.01), 5)
    assert said.sides is None
    assert tuple(said.outcomes.values()) == pytest.approx(drawn((1, 1, 0), drawn((1, 1, 0), wide, 5), 5))


def test_a_year_of_another_record_is_not_taken_for_whole() -> None:
    """Whether its rows come before ours by name or after."""
    votes = a_vote("2015-03-01")
    record = Record([votes])
    found = judge("usual", climatology, votes, record.answers[0], record)
    for name, whole in ((votes.name, True), ("0", False), ("Z", False)):
        line = json.dumps(attrs.evolve(found, name=name).to_json()).encode()
        assert (backtesting._resumed(SimpleNamespace(lines=[line]), record, ("usual",)) != {}) is whole


def test_where_nobody_can_veto_no_veto_is_said_to_be_likely() -> None:
    seats = tuple(attrs.evolve(one, permanent=False) for one in COUNCIL.seats)
    said = member_by_topic(DraftResolution(), council=attrs.evolve(COUNCIL, seats=seats), record=Record(()))

    assert said.outcomes[Reason.VETOED] == 0.0
    assert sum(said.outcomes.values()) == pytest.approx(1)


def test_who_says_that_everybody_is_in_favour_says_that_all_is_adopted() -> None:
    assert always_in_favour(DraftResolution(), council=COUNCIL).outcomes == {
        Reason.ADOPTED: 1.0, Reason.VETOED: 0.0, Reason.INSUFFICIENT_VOTES: 0.0,
    }  # fmt: skip


@pytest.mark.parametrize("row", [[], "row", 7, None, {"day": "2016-10-08"}, {"day": 1}])
def test_what_is_no_row_of_a_backtest_is_refused_as_a_value(row) -> None:
    with pytest.raises(ValueError, match="not a table of keys and values|required field missing"):
        Judged.from_json(row)


GOOD = {
    "day": "2016-10-08", "name": "S/2016/846", "topic": "Syria", "forecaster": "seer", "sides": {"RUS": 2, "FRA": 0},
    "result": 1, "before": {"RUS": [0.1, 0.2, 0.7]}, "informed": None, "outcomes": [0.2, 0.8, 0.0],
}  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"outcomes": [0.2, 0.8, 1.1]}, {"outcomes": [-0.1, 0.8, 0.3]}, {"before": {"RUS": [0.1, 0.2, 1.7]}},
        {"informed": {"EGY": [0.5, -0.5, 1.0]}}, {"result": 3}, {"result": -1}, {"sides": {"RUS": 3}},
        {"colour": "red"}, {"outcomes": [0.2, 0.8]},
    ],
)  # fmt: skip
def test_a_row_with_something_wrong_in_it_is_refused(wrong) -> None:
    assert Judged.from_json(GOOD).to_json() == GOOD | {
        "before": {"RUS": (0.1, 0.2, 0.7)}, "outcomes": (0.2, 0.8, 0.0)
    }  # fmt: skip
    assert Judged.from_json(GOOD | {"outcomes": [0.0, 1.0, 0.0], "result": 2}).outcomes == (0.0, 1.0, 0.0)
    with pytest.raises(ValueError, match=r"outside 0 to 1|other than 0, 1 and 2|extra fields|invalid value"):
        Judged.from_json(GOOD | wrong)


@pytest.mark.parametrize(("faults", "named"), [(1, 1), (3, 3), (5, 3)])
def test_the_first_three_faults_of_a_row_are_named(faults: int, named: int) -> None:
    row = GOOD | dict.fromkeys(("day", "sides", "result", "before", "outcomes")[:faults], "x")
    with pytest.raises(ValueError, match=" @ ") as raised:
        Judged.from_json(row)
    assert str(raised.value).count(" @ ") == named


@pytest.mark.parametrize(("absent", "informed"), [("", True), ("RUS", False), ("ESP", True)])
def test_the_elected_are_asked_again_where_all_permanent_members_took_part(absent: str, informed) -> None:
    votes = sc.Council.on("2015-03-01").roll_call(absent=absent, default="yes")
    record = Record([votes])
    found = judge("usual", climatology, votes, record.answers[0], record)

    assert (found.informed is not None) is informed
    assert found.informed is None or set(found.informed) <= set(record.answers[0].question.elected)


# --- from the record ------------------------------------------------------------------------------------------------


def test_a_record_that_goes_by_its_own_coefficients_is_as_full_as_one_that_teaches_ours() -> None:
    assert predicted.ENOUGH == fitting.FEWEST == 300


@pytest.mark.parametrize(("enough", "learnt"), [(0, True), (1, True), (2, False)])
def test_a_short_record_goes_by_the_coefficients_on_file(monkeypatch, enough: int, learnt) -> None:
    """One vote in an earlier year, one in the same year."""
    votes = [sc.Council.on(day).roll_call(default="yes") for day in ("2015-03-01", "2016-03-01")]
    monkeypatch.setattr(predicted, "ENOUGH", enough)
    asked = question_of(DraftResolution(), COUNCIL)
    rule = sc.rule_for(Matter.SUBSTANTIVE, COUNCIL.date)
    found = predicted._recorded(asked, DraftResolution(), COUNCIL, rule, Record(votes))
    with_ties = predicted._recorded(asked, DraftResolution(), COUNCIL, rule, Record(votes), graph=True)

    assert found.worlds == with_ties.worlds
    filed = record_before(asked.day)
    number, before = (1, date(2016, 1, 1)) if learnt else (filed.votes, date.fromordinal(filed.before))
    assert found.notes == (f"coefficients learnt from {number} votes before {before}",)
    assert (found.method, found.base_rate.votes) == ("record", 2)


def test_the_chance_that_a_permanent_member_is_against_is_that_of_its_worlds() -> None:
    asked = question_of(DraftResolution(), COUNCIL)

    assert predicted._opposed(WORLDS, asked) == pytest.approx(0.75)
    assert predicted._opposed(WORLDS[1:2], asked) == 0.0


def test_a_forecast_says_what_it_stands_on() -> None:
    plain = DraftResolution(title="A draft", sponsors=(sc.state("France"),), topics=("Syria",))
    aimed = attrs.evolve(plain, aimed_at=(Stake(sc.state("Syria")),))

    assert predict(plain, council=COUNCIL).method == "ties"
    assert predict(aimed, council=COUNCIL).method == "stakes"
    record = Record([sc.Council.on("2016-03-01").roll_call(default="yes")])
    assert predict(plain, council=COUNCIL, record=record).method == "record"
    assert predict(aimed, council=COUNCIL, record=record).method == "stakes"
    cases = stakes_before(COUNCIL.date.toordinal()).cases
    assert predict(aimed, council=COUNCIL).notes == (f"strengths learnt from {cases} earlier contested votes",)
    with pytest.raises(NotationError):
        predict(aimed, council=COUNCIL, known={"Russia": "maybe"})


def test_the_forecaster_without_ties_uses_none_and_the_other_does(monkeypatch) -> None:
    monkeypatch.setattr(predicted, "_recorded", lambda *_, graph: graph)
    votes = Record([])

    assert predicted.from_record(DraftResolution(), council=COUNCIL, record=votes) is True
    assert predicted.from_record_without_ties(DraftResolution(), council=COUNCIL, record=votes) is False


DAY = COUNCIL.date.toordinal()


@pytest.mark.parametrize(
    ("through", "contest", "strengths", "said"),
    [
        ("2016-10-07", DAY, DAY, ""), ("2016-10-08", DAY, DAY, "the ties, which go through 2016-10-08"),
        ("", DAY + 1, DAY, "how often votes are contested"), ("", DAY, DAY + 1, "the strengths of stakes"),
    ],
)  # fmt: skip
def test_hindsight_begins_with_the_day_itself(monkeypatch, through, contest: int, strengths: int, said) -> None:
    monkeypatch.setattr(predicted, "contest_before", lambda _: attrs.evolve(contest_before(10**6), before=contest))
    given = predicted._Given(
        DraftResolution(), COUNCIL, sc.Affirmative(9), nx.Graph(through=through),
        attrs.evolve(stakes_before(0), before=strengths), None,
    )  # fmt: skip
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        given.warn_of_hindsight()
    assert [said in str(one.message) for one in caught] == [True] * bool(said)


def test_hindsight_is_shown_where_the_forecast_was_asked_for() -> None:
    with pytest.warns(HindsightWarning) as caught:
        predict("S/1501")
    assert {one.filename for one in caught} == {__file__}


# --- learning anew --------------------------------------------------------------------------------------------------


def a_vote(day: str, no: str = "", **about) -> sc.RollCall:
    draft = DraftResolution(title=day, topics=("Syria",), sponsors=(sc.state("France"),), text=day, **about)
    return sc.Council.on(day).roll_call(no=no, default="yes", draft=draft)


def test_strengths_are_kept_for_these_days() -> None:
    days = [date.fromisoformat(day) for day in fitting.STAKES_DAYS]

    assert days == sorted(set(days))
    assert [day.year for day in days if day < date(2000, 1, 1)] == [1946, *range(1950, 1990, 5), *range(1990, 2000)]
    assert days[-1] == date(2026, 1, 1)
    quarters = [(day.year, day.month, day.day) for day in days if date(2000, 1, 1) <= day < date(2026, 1, 1)]
    assert quarters == [(year, month, 1) for year in range(2000, 2026) for month in (1, 4, 7, 10)]


def test_a_record_teaches_for_the_years_that_have_votes_enough_before_them(monkeypatch) -> None:
    monkeypatch.setattr(fitting, "FEWEST", 2)
    votes = [a_vote(f"{year}-06-01", "RUS" if year % 2 else "") for year in (1991, 1992, 2006, 2008, 2009, 2010)]
    found = fitting.learn_record(votes)

    def days(kind: type) -> list[str]:
        return [date.fromordinal(one.before).isoformat() for one in found if isinstance(one, kind)]

    years = [f"{year}-01-01" for year in range(2005, 2012)]
    assert days(ContestModel) == days(BaseRate) == years
    assert days(RecordModel) == ["2005-01-01", "2010-01-01"]
    assert [one.votes for one in found if isinstance(one, BaseRate)] == [2, 2, 3, 3, 4, 5, 6]
    assert [one.votes for one in found if isinstance(one, RecordModel)] == [2, 5]
    for few in (votes[:1], votes[:2], []):
        with pytest.raises(RuleError, match="too few or too old; expected at least 2, and a vote in 2004 or later"):
            fitting.learn_record(few)


def test_the_record_forecaster_is_on_file_for_the_years_that_it_is_learnt_for() -> None:
    on_file = [date.fromordinal(one.before).year for one in sets_on_file() if isinstance(one, RecordModel)]

    assert tuple(on_file) == fitting.RECORD_YEARS
    with pytest.raises(RuleError, match="expected at least 300, and a vote in 2004 or later"):
        fitting.learn_record([])


def test_the_file_holds_strengths_for_every_day_and_what_a_record_teaches(monkeypatch) -> None:
    monkeypatch.setattr(fitting, "FEWEST", 1)
    monkeypatch.setattr(fitting, "STAKES_DAYS", ("1946-01-01", "2016-01-01"))
    casebook = [a_vote("2015-06-01", "RUS"), a_vote("2016-06-01", "RUS")]
    told = [line.split(",")[:3] for line in fitting.learn_all(casebook, [a_vote("2009-06-01")]).splitlines()[1:]]
    stakes = [["stakes", "1946-01-01", "0"], ["stakes", "2016-01-01", "1"]]

    assert [one for one in told if one[0] == "stakes"] == [one for one in stakes for _ in range(2)]
    assert [one for one in told if one[0] == "contest"] == [["contest", "2010-01-01", "1"]]
    kept = fitting.learn_all(casebook).splitlines()
    assert kept[5:] == table_of(sets_on_file()).splitlines()[1:]


def test_a_case_is_left_out_of_what_all_other_cases_teach() -> None:
    days = ("2015-03-01", "2015-04-01", "2015-05-01", "2015-06-01", "2015-07-01")
    votes = [a_vote(day, "RUS", id=day) for day in days]
    group = dict(zip(days, ("b", "a", "b", "c", "a"), strict=True))
    found = _leave_one_out(votes, group, votes[:2])

    assert {case: model.cases for case, model in found.items()} == {"b": 3, "a": 3}
    seen = stand(answers_of(votes))
    assert found["b"] == fit_stakes([seen[1], seen[3], seen[4]], before=date.max.toordinal())


def test_a_record_is_asked_in_any_order_and_never_tells_what_came_later() -> None:
    votes = [a_vote(f"2015-03-0{day}", "RUS" if day == 2 else "") for day in (1, 2, 3)]
    whole = Record(votes)
    for record, number, against in (
        (whole, 3, 1), (whole.before("2015-03-02"), 1, 0), (whole, 3, 1), (whole.before("2015-03-03"), 2, 1),
        (whole.before("2015-03-02"), 1, 0), (whole.before("2015-03-01"), 0, 0), (whole, 3, 1),
    ):  # fmt: skip
        memory, counts = record.memory(), record.counts()
        assert round(memory.rates.count("contested", date(2015, 3, 4).toordinal()), 2) == number
        assert (counts["vote", 1], counts["vote", -1]) == (15 * number - against, against)
    model = whole.model(date(2015, 3, 3).toordinal(), graph=False)
    assert (model.votes, model) == (2, whole.model(date(2015, 3, 3).toordinal(), graph=False))


@pytest.mark.parametrize("leave_out", [True, False])
def test_other_cases_teach_where_the_case_itself_is_left_out(monkeypatch, leave_out) -> None:
    model = attrs.evolve(stakes_before(0), cases=7)
    monkeypatch.setattr(rivalled, "_leave_one_out", lambda *_: {"aleppo-2016": model})
    found = rivalled.rival_tests("aleppo-2016", leave_out=leave_out)

    assert {one.forecast.notes[0].split()[3] for one in found} == {str(7 if leave_out else stakes_before(DAY).cases)}


def test_rival_drafts_are_told_one_by_one() -> None:
    told: list[tuple[int, int]] = []
    found = rivalled.rival_tests("aleppo-2016", progress=lambda done, of: told.append((done, of)))

    assert told == [(1, 2), (2, 2)]
    for one in found:
        assert one.right is (one.forecast.likeliest is one.result)
        assert one.votes_right == sum(one.roll_call[member] is vote for member, vote in one.forecast.votes.items())
        assert one.without_stakes is one.forecast.without_stakes.likeliest
        assert f": {'right' if one.right else 'wrong'}, {one.votes_right} of 15 votes right" in str(one)


def test_by_counting_the_commonest_result_of_earlier_contested_votes_is_said() -> None:
    asked = a_vote("2015-06-01")
    vetoed, contested = a_vote("2015-05-01", "RUS"), [a_vote("2015-05-01", "VEN")] * 2
    later = [a_vote("2015-07-01", "RUS")] * 5
    others = [attrs.evolve(vetoed, draft=attrs.evolve(vetoed.draft, sponsors=(sc.state("Russia"),)))] * 5
    others += [attrs.evolve(vetoed, draft=attrs.evolve(vetoed.draft, sponsors=()))] * 5
    quiet = [a_vote("2015-05-01")] * 5

    def said(*votes: sc.RollCall) -> Reason:
        return rivalled._most_common(asked, answers_of(votes))

    assert said() is said(*quiet, *contested[:1], vetoed) is Reason.VETOED
    assert said(*contested, vetoed, *later, *others, *quiet) is Reason.ADOPTED
    assert said(*contested[:1], a_vote("2015-06-01", "RUS"), a_vote("2015-06-01", "RUS")) is Reason.ADOPTED


def test_what_was_counted_of_votes_and_results() -> None:
    counts = Record([a_vote("2015-03-01", "RUS"), a_vote("2015-04-01"), a_vote("2015-05-01")]).counts()

    assert (counts["result", Reason.ADOPTED], counts["result", Reason.VETOED]) == (2, 1)
    for key in ("P3", ("Syria", "P3")):
        assert (counts["drafts", key], counts["failed", key], counts["result", key, Reason.VETOED]) == (3, 1, 1)
    assert (counts["vote", 1], counts["vote", -1], counts["vote", 0]) == (44, 1, 0)
    assert (counts["vote", "RUS", 1], counts["vote", "RUS", -1]) == (2, 1)
    assert (counts["vote", "RUS", "Syria", -1], counts["vote", "FRA", "Syria", 1]) == (1, 3)
