"""Scores, worlds, base rates and moves, worked out by hand beside them."""

from __future__ import annotations

import random
from concurrent.futures import Executor, Future
from datetime import date
from math import log, sqrt

import attrs
import pytest

import unsc_sim as sc
from unsc_sim.decisions import Reason
from unsc_sim.documents import DraftResolution
from unsc_sim.errors import RuleError
from unsc_sim.forecast import METRICS, Backtest, Forecast, Record, backtest, predict
from unsc_sim.forecast.baselines import climatology
from unsc_sim.forecast.coefficients import BaseRate
from unsc_sim.forecast.judged import Judged
from unsc_sim.forecast.moves import Move, _likely_part, coalition, moves, tipping
from unsc_sim.forecast.scores import (
    Bin,
    average_precision,
    balanced_accuracy,
    brier,
    calibration_error,
    f1,
    log_loss,
    macro_f1,
    matthews,
    ranked_probability,
    reliability,
    trapezoid_precision,
)
from unsc_sim.forecast.summary import summarise
from unsc_sim.forecast.worlds import VOTES, World, condition, with_contest
from unsc_sim.votes import Vote

# --- scores ---------------------------------------------------------------------------------------------------------


def test_the_correlation_of_a_table_of_four() -> None:
    """Three found, one missed, three false, six rightly left out."""
    said = [True] * 3 + [False] + [True] * 3 + [False] * 6
    truth = [True] * 4 + [False] * 9

    assert matthews(said, truth) == pytest.approx((3 * 6 - 3 * 1) / sqrt(6 * 4 * 9 * 7))
    assert f1(said, truth) == pytest.approx(2 * 3 / (6 + 4))
    assert balanced_accuracy(said, truth) == pytest.approx((3 / 4 + 6 / 9) / 2)
    assert f1([False, False], [True, False]) == 0.0


def test_areas_under_a_curve_with_equal_scores() -> None:
    """Two of three at the top, then one of two, then one of one."""
    scores = [3, 3, 3, 2, 2, 1]
    truth = [True, True, False, True, False, True]

    assert average_precision(scores, truth) == pytest.approx((2 * 2 / 3 + 3 / 5 + 4 / 6) / 4)
    assert trapezoid_precision(scores, truth) == pytest.approx(
        0.5 * (1 + 2 / 3) / 2 + 0.25 * (2 / 3 + 3 / 5) / 2 + 0.25 * (3 / 5 + 4 / 6) / 2
    )
    assert average_precision([1, 2], [False, False]) == 0.0


def test_a_chance_of_nothing_is_scored_as_the_floor() -> None:
    assert log_loss([(0.0, 0.0, 1.0)], [0]) == pytest.approx(-log(1e-9))
    assert ranked_probability([(0.2, 0.3, 0.5)], [0]) == pytest.approx((0.8**2 + 0.5**2) / 2)
    assert ranked_probability([(0.2, 0.3, 0.5)], [1]) == pytest.approx((0.2**2 + 0.5**2) / 2)
    assert ranked_probability([(0.2, 0.3, 0.5)], [2]) == pytest.approx((0.2**2 + 0.5**2) / 2)


def test_bins_are_ten_and_the_last_holds_certainty() -> None:
    chances = [0.0, 0.05, 0.1, 0.19, 0.95, 1.0]
    truth = [False, True, True, False, True, True]

    assert reliability(chances, truth) == (
        Bin(2, pytest.approx(0.025), 0.5), Bin(2, pytest.approx(0.145), 0.5), Bin(2, pytest.approx(0.975), 1.0),
    )  # fmt: skip
    assert [part.number for part in reliability(chances, truth, bins=2)] == [4, 2]


@pytest.mark.parametrize(("number", "share"), [(1, 0.0), (7, 3 / 7), (40, 1.0)])
def test_the_interval_of_a_bin_is_wilsons(number: int, share: float) -> None:
    z = 1.959963984540054
    found = Bin(number, 0.3, share)
    for end in (found.low, found.high):
        if 0 < end < 1:  # where Wilson's interval ends, the share lies z standard errors away
            assert abs(share - end) == pytest.approx(z * sqrt(end * (1 - end) / number))
    assert found.low <= share <= found.high
    assert (found.low > 0) is (share > 0)
    assert (found.high < 1) is (share < 1)


# --- rows and their summary -----------------------------------------------------------------------------------------


def row(day: str, topic: str, sides, before, informed=None, **result) -> Judged:
    def by_code(values) -> dict:
        return dict(zip("ABC", values, strict=True))

    return Judged(
        date.fromisoformat(day), f"draft {day}", topic, "seer", by_code(sides), before=by_code(before),
        informed=informed and by_code(informed), **result,
    )  # fmt: skip


SURE, LEANING, SPLIT, DOUBTFUL = (1.0, 0.0, 0.0), (0.7, 0.2, 0.1), (0.25, 0.5, 0.25), (0.2, 0.2, 0.6)
ROWS = (
    row("2015-02-01", "Syria", (0, 1, 2), (LEANING, SPLIT, DOUBTFUL), (SURE, SPLIT, LEANING),
        result=1, outcomes=(0.3, 0.6, 0.1)),
    row("2015-03-01", "Mali", (0, 0, 1), (SURE, LEANING, LEANING), (SURE, SURE, DOUBTFUL),
        result=0, outcomes=(0.9, 0.05, 0.05)),
    row("2016-01-01", "Syria", (2, 0, 0), (DOUBTFUL, SPLIT, SURE), (DOUBTFUL, SURE, SPLIT),
        result=2, outcomes=(0.5, 0.2, 0.3)),
    row("2016-05-01", "Mali", (0, 0, 0), (SURE, SURE, SURE), result=0, outcomes=(0.55, 0.35, 0.1)),
)  # fmt: skip


@pytest.fixture
def tested() -> Backtest:
    return Backtest(ROWS)


def flat(table: str) -> tuple[list, list[int]]:
    """Chances and what happened, of `before` or `informed`, over all rows."""
    pairs = [(chances, one.sides[code]) for one in ROWS for code, chances in (getattr(one, table) or {}).items()]
    return [chances for chances, _ in pairs], [kind for _, kind in pairs]


def test_every_score_is_what_its_definition_says(tested) -> None:
    said, happened = flat("before")
    told, came = flat("informed")
    results, were = [one.outcomes for one in ROWS], [one.result for one in ROWS]
    top = [max(range(3), key=chances.__getitem__) for chances in said]
    top_of_told = [max(range(3), key=chances.__getitem__) for chances in told]
    top_of_results = [max(range(3), key=chances.__getitem__) for chances in results]
    failing, failed = [chances[0] < 0.5 for chances in results], [kind > 0 for kind in were]

    def ranked(tables, kinds, *wanted: int):
        return [sum(t[k] for k in wanted) for t in tables], [kind in wanted for kind in kinds]

    expected = {
        ("votes", "log loss"): log_loss(said, happened), ("votes", "Brier score"): brier(said, happened),
        ("votes", "ranked probability score"): ranked_probability(said, happened),
        ("votes", "calibration error"): calibration_error(said, happened),
        ("votes", "AP not in favour"): average_precision(*ranked(said, happened, 1, 2)),
        ("votes", "AP against"): average_precision(*ranked(said, happened, 2)),
        ("votes", "macro-F1"): macro_f1(said, happened),
        ("votes", "accuracy"): sum(a == b for a, b in zip(top, happened, strict=True)) / 12,
        ("results", "log loss"): log_loss(results, were),
        ("results", "AP not adopted"): average_precision(*ranked(results, were, 1, 2)),
        ("results", "AP vetoed"): average_precision(*ranked(results, were, 1)),
        ("results", "AP short of votes"): average_precision(*ranked(results, were, 2)),
        ("results", "balanced accuracy of three"): balanced_accuracy(top_of_results, were),
        ("results", "balanced accuracy"): balanced_accuracy(failing, failed),
        ("results", "F1 not adopted"): f1(failing, failed),
        ("results", "PR-AUC not adopted"): trapezoid_precision(*ranked(results, were, 1, 2)),
        ("results", "MCC not adopted"): matthews(failing, failed),
        ("elected", "log loss"): log_loss(told, came), ("elected", "macro-F1"): macro_f1(told, came),
        ("elected", "F1 abstaining"): f1([one == 1 for one in top_of_told], [one == 1 for one in came]),
        ("elected", "F1 against"): f1([one == 2 for one in top_of_told], [one == 2 for one in came]),
        ("elected", "AP not in favour"): average_precision(*ranked(told, came, 1, 2)),
    }  # fmt: skip
    found = {(score.of, score.name): score for score in tested.scores(resamples=0)}

    assert {key: score.value for key, score in found.items()} == pytest.approx(expected)
    assert {key: score.number for key, score in found.items()} == {key: 3 if key[0] == "elected" else 4
                                                                   for key in expected}  # fmt: skip
    losses = {"log loss", "Brier score", "ranked probability score", "calibration error"}
    assert {metric.name for metric in METRICS if not metric.more_is_better} == losses


def test_intervals_come_from_votes_drawn_anew(tested) -> None:
    loss = METRICS[0]
    rng = random.Random(7)  # noqa: S311 - no secret
    draws = [[rng.randrange(4) for _ in range(4)] for _ in range(130)]
    each = [([one.before[code] for code in one.sides], list(one.sides.values())) for one in ROWS]

    def each_of(some: list[list[int]]) -> list[float]:
        pairs = [[pair for place in draw for pair in zip(*each[place], strict=True)] for draw in some]
        return [log_loss(*zip(*drawn, strict=True)) for drawn in pairs]

    values = sorted(each_of(draws))
    [found] = tested.scores(metrics=[loss], resamples=130, seed=7)

    assert (found.low, found.high) == pytest.approx((values[3], values[126]))
    [few] = tested.scores(metrics=[loss], resamples=39, seed=7)
    assert (few.low, few.high) == pytest.approx((min(each_of(draws[:39])), max(each_of(draws[:39]))))
    [more] = tested.scores(metrics=[loss], resamples=40, seed=7)
    assert (more.low, more.high) == pytest.approx((sorted(each_of(draws[:40]))[1], sorted(each_of(draws[:40]))[-2]))
    rarely = [attrs.evolve(one, forecaster="rare", before=one.before if not place else None)
              for place, one in enumerate(ROWS)]  # fmt: skip
    [_, once] = Backtest((*ROWS, *rarely)).scores(metrics=[loss], resamples=40, seed=7)
    assert (once.number, once.low) == (1, once.high) == (1, once.value)
    [plain] = tested.scores(metrics=[loss], resamples=0)
    assert plain.low == plain.high == plain.value
    assert str(found) == f"seer, votes, log loss: {found.value:.4f} ({found.low:.4f} to {found.high:.4f})"


def test_calibration_puts_chances_that_are_about_the_same_together() -> None:
    """62 and 68 in a hundred stand in one bin of ten, 72 in the next."""
    said = ((0.62, 0.38, 0.0), (0.68, 0.32, 0.0), (0.72, 0.28, 0.0))
    [found] = summarise(
        [row("2015-02-01", "Syria", (0, 1, 1), said, result=0, outcomes=None)], metrics=METRICS[3:4], resamples=0
    )

    assert found.value == pytest.approx((abs(0.62 - 1 + 0.68) + 0.72) / 3)
    assert calibration_error(said, (0, 1, 1)) == pytest.approx(found.value)


def test_chances_near_certainty_have_a_bin_of_their_own() -> None:
    vote = row("2015-02-01", "Syria", (0, 1, 0), ((0.85, 0.15, 0.0), (0.97, 0.03, 0.0), SURE), result=0, outcomes=None)
    [found] = summarise([vote], metrics=METRICS[3:4], resamples=0)

    assert found.value == pytest.approx((abs(0.85 - 1) + abs(0.97 - 0 + 1 - 1)) / 3)


def test_where_nothing_failed_no_ranking_of_failures_is_worth_anything() -> None:
    scores = {score.name: score.value for score in summarise(ROWS[1:2], resamples=0)}

    assert scores["PR-AUC not adopted"] == scores["AP not adopted"] == 0.0


def test_who_says_nothing_has_no_score_and_years_and_topics_have_their_own(tested) -> None:
    silent = attrs.evolve(ROWS[0], before=None, outcomes=None, informed=None, forecaster="mute")
    assert {score.forecaster for score in summarise([*ROWS, silent], resamples=0)} == {"seer"}
    assert {year: scores[0].number for year, scores in tested.by_year(METRICS[0]).items()} == {"2015": 2, "2016": 2}
    assert all(score.low == score.value == score.high for scores in tested.by_year(METRICS[0]).values()
               for score in scores)  # fmt: skip
    assert list(tested.by_topic(METRICS[0], least=2)) == ["Mali", "Syria"]
    assert tested.by_topic(METRICS[0], least=3) == tested.by_topic(METRICS[0]) == {}
    assert [score.number for score in tested.by_topic(METRICS[0], least=1)["Syria"]] == [2]
    other = attrs.evolve(ROWS[0], forecaster="other")
    assert [score.number for score in Backtest((*ROWS, other)).by_topic(METRICS[0], least=2)["Syria"]] == [2, 1]


def test_skill_is_the_share_of_a_baselines_loss_that_is_saved() -> None:
    blunt = [attrs.evolve(one, forecaster="climatology", before=dict.fromkeys(one.sides, (0.8, 0.1, 0.1)))
             for one in ROWS]  # fmt: skip
    skill = Backtest((*ROWS, *blunt)).skill(METRICS[0])
    happened = flat("before")[1]

    assert skill["climatology"] == 0
    assert skill["seer"] == pytest.approx(
        1 - log_loss(*flat("before")) / log_loss([(0.8, 0.1, 0.1)] * len(happened), happened)
    )


def test_reliability_is_of_votes_in_favour_or_of_all_others(tested) -> None:
    said, happened = flat("before")
    others = attrs.evolve(ROWS[0], forecaster="other", before=dict.fromkeys("ABC", SURE))
    both = Backtest((*ROWS, others, attrs.evolve(ROWS[1], before=None)))

    assert tested.reliability("seer") == both.reliability("seer") == reliability(
        [1 - chances[0] for chances in said], [kind > 0 for kind in happened]
    )  # fmt: skip
    assert tested.reliability("seer", kind=0) == reliability(
        [chances[0] for chances in said], [kind == 0 for kind in happened]
    )


def test_a_backtest_is_a_table_of_scores(tested) -> None:
    lines = str(tested).splitlines()

    assert lines[0].split() == ["seer"]
    assert len(lines) == len(METRICS) + 1
    assert {len(line) for line in lines} == {max(len(f"{one.of}: {one.name}") for one in METRICS) + 2 + 9}
    assert lines[8].split("  ")[0] == "votes: accuracy"
    assert lines[8].endswith(f"  {'0.8333':>9}")
    assert repr(tested) == "<Backtest of 1 forecasters on 4 votes>"


def test_rows_are_written_as_they_are_spelt(tmp_path) -> None:
    Backtest((attrs.evolve(ROWS[0], name="Réunion"),)).write(tmp_path / "rows.jsonl")
    assert "Réunion" in (tmp_path / "rows.jsonl").read_text(encoding="utf-8")


def test_years_that_hold_no_vote_are_named() -> None:
    votes = [sc.Council.on("2015-03-01").roll_call(default="yes")]
    with pytest.raises(RuleError, match=r"^\[1950, 2016\] holds no vote to forecast"):
        backtest(votes, {"climatology": climatology}, [1950, 2015, 2016])
    with pytest.raises(RuleError, match=r"^\(\) holds no vote to forecast"):
        backtest(votes, {"climatology": climatology}, [])


def test_years_that_wait_are_called_off_when_one_fails() -> None:
    """As when the user interrupts: nothing that was not begun is begun."""
    handed: list[Future] = []

    class Waiting(Executor):
        def submit(self, *_: object, **__: object) -> Future:
            handed.append(Future())
            if len(handed) == 1:
                handed[0].set_exception(OSError("the disk is full"))
            return handed[-1]

    votes = [sc.Council.on(f"{year}-03-01").roll_call(default="yes") for year in (2014, 2015, 2016)]
    with pytest.raises(OSError, match="the disk is full"):
        backtest(votes, {"climatology": climatology}, [2014, 2015, 2016], executor=Waiting())
    assert [one.cancelled() for one in handed] == [False, True, True]


# --- worlds ---------------------------------------------------------------------------------------------------------


def test_unanimity_is_the_product_of_the_chances_in_favour() -> None:
    assert World(0.3, ((0.5, 0.5, 0.0), (0.25, 0.0, 0.75), (0.8, 0.1, 0.1))).unanimous == pytest.approx(0.1)
    assert World(1.0, ()).unanimous == 1.0


def test_a_contest_is_taken_apart_by_the_first_that_is_not_in_favour() -> None:
    found = with_contest([World(1.0, ((0.5, 0.5, 0.0), (0.25, 0.15, 0.6)))], 0.6)

    assert found[0] == World(0.4, ((1.0, 0.0, 0.0),) * 2)
    assert [world.chance for world in found[1:]] == pytest.approx([0.6 * 0.5 / 0.875, 0.6 * 0.375 / 0.875])
    assert found[1].votes == ((0.0, 1.0, 0.0), (0.25, 0.15, 0.6))
    assert sum(found[2].votes, ()) == pytest.approx((1.0, 0.0, 0.0, 0.0, 0.2, 0.8))
    assert with_contest([World(1.0, ((1.0, 0.0, 0.0),))], 1.0) == ()


def test_a_known_vote_weighs_the_worlds_anew() -> None:
    worlds = [World(0.5, ((0.8, 0.2, 0.0), (1.0, 0.0, 0.0))), World(0.5, ((0.2, 0.2, 0.6), (0.0, 1.0, 0.0)))]
    found = condition(worlds, 0, (0.5, 0.0, 0.5))

    assert [world.chance for world in found] == pytest.approx([0.4, 0.1, 0.5])
    assert [world.votes[0] for world in found] == [(1.0, 0.0, 0.0)] * 2 + [(0.0, 0.0, 1.0)]
    assert [world.votes[1][0] for world in found] == [1.0, 0.0, 0.0]


# --- base rates -----------------------------------------------------------------------------------------------------


def test_base_rates_are_the_shares_of_votes_and_results() -> None:
    draft = DraftResolution(topics=("Syria",))
    votes = [
        sc.Council.on("2016-10-08").roll_call(no="RUS", abstain="CHN AGO", default="yes", draft=draft),
        sc.Council.on("2016-10-09").roll_call(default="yes", draft=draft, absent="EGY"),
    ]  # fmt: skip
    found = Record(votes).base_rate()

    assert found.results == {Reason.ADOPTED: 0.5, Reason.VETOED: 0.5, Reason.INSUFFICIENT_VOTES: 0.0}
    assert found.sides == pytest.approx((26 / 29, 2 / 29, 1 / 29))
    assert (found.votes, found.before) == (2, date(2016, 10, 10).toordinal())
    assert Record(votes[1:]).base_rate().results[Reason.ADOPTED] == 1.0
    assert Record(votes[:1]).base_rate().before == date(2016, 10, 9).toordinal()
    cut = Record(votes).before("2016-10-09").base_rate()
    assert (cut.votes, cut.before, cut.sides[2]) == (1, date(2016, 10, 9).toordinal(), pytest.approx(1 / 15))
    nothing = Record(()).base_rate()
    assert set(nothing.results.values()) == set(nothing.sides) == {0.0}


# --- moves ----------------------------------------------------------------------------------------------------------


def few_worlds(symbol: str) -> Forecast:
    """A forecast cut down to its three likeliest worlds, which is soon counted."""
    whole = predict(symbol)
    kept = sorted(whole.worlds, key=lambda world: -world.chance)[:3]
    share = sum(world.chance for world in kept)
    return attrs.evolve(whole, worlds=tuple(attrs.evolve(one, chance=one.chance / share) for one in kept))


@pytest.fixture(scope="module")
def french() -> Forecast:
    return few_worlds("S/2016/846")


def open_votes(forecast: Forecast) -> list[tuple[sc.State, Vote]]:
    return [(member, vote) for member, table in forecast.chances.items() for vote in VOTES if table[vote] < 1]


def test_each_move_is_a_vote_that_is_not_certain_with_its_price(french) -> None:
    certain = french.casting({"Egypt": "no"})

    for forecast in (french, certain):
        found = moves(forecast)
        assert sorted((move.member.code, move.vote.value) for move in found) == sorted(
            (member.code, vote.value) for member, vote in open_votes(forecast)
        )
        for move in found:
            assert move.price == pytest.approx(-log(max(1e-6, forecast.chances[move.member][move.vote])))
            cast = forecast.casting({move.member: move.vote})
            assert move.adopted == pytest.approx(cast.outcomes[Reason.ADOPTED])
        assert list(found) == sorted(found, key=lambda one: (-one.adopted, one.member.code, VOTES.index(one.vote)))
    assert len(open_votes(certain)) == len(open_votes(french)) - 1


def test_a_single_position_tips_where_it_makes_adoption_likelier_than_not(french) -> None:
    almost = french.casting({"Russia": "yes", "China": "no"})

    assert {(move.member.code, move.vote) for move in tipping(almost)} == {("CHN", Vote.YES), ("CHN", Vote.ABSTAIN)}
    assert tipping(french.casting({"Russia": "yes", "China": "yes"})) == ()


@pytest.mark.parametrize("symbol", ["S/2016/846", "S/2016/847"])
def test_a_coalition_takes_what_gains_most_for_its_price(symbol: str) -> None:
    """Each step as the rule says, found here by asking every open vote."""
    forecast = few_worlds(symbol)
    permanent = set(forecast.council.permanent)
    cast: dict[sc.State, Vote] = {}
    while (now := forecast.casting(cast) if cast else forecast).outcomes[Reason.ADOPTED] <= 0.5:
        gains = {
            (member, vote): (now.casting({member: vote}).outcomes[Reason.ADOPTED] - now.outcomes[Reason.ADOPTED])
            / -log(max(1e-6, forecast.chances[member][vote]))
            for member, vote in open_votes(forecast)
            if member not in cast and (vote is Vote.YES or (vote is Vote.ABSTAIN and member in permanent))
        }
        member, vote = max(gains, key=lambda one: (gains[one], one[0].code))
        cast[member] = vote
    taken = coalition(forecast)

    assert {move.member: move.vote for move in taken}.items() <= cast.items()
    assert forecast.casting({move.member: move.vote for move in taken}).outcomes[Reason.ADOPTED] > 0.5
    for move in taken:
        assert move.price == pytest.approx(-log(max(1e-6, forecast.chances[move.member][move.vote])))
        rest = {other.member: other.vote for other in taken if other is not move}
        assert not rest or forecast.casting(rest).outcomes[Reason.ADOPTED] <= 0.5


COUNCIL = sc.Council.on("2016-10-08")
"""Elected: Angola, Egypt, Japan, Malaysia, New Zealand, Senegal, Spain, Ukraine, Uruguay, Venezuela."""
CERTAIN = {"yes": (1.0, 0.0, 0.0), "abstain": (0.0, 1.0, 0.0), "no": (0.0, 0.0, 1.0)}


def certain(*worlds: tuple[float, str, str]) -> Forecast:
    """A forecast of worlds in which nobody is in doubt: the chance of each, who is against, who abstains."""
    base = BaseRate(1, 1, dict.fromkeys(Reason, 1 / 3), (1.0, 0.0, 0.0))
    tables = []
    for chance, against, abstaining in worlds:
        votes = ["no" if one.code in against else "abstain" if one.code in abstaining else "yes"
                 for one in COUNCIL.members]  # fmt: skip
        tables.append(World(chance, tuple(map(CERTAIN.__getitem__, votes))))
    return Forecast(DraftResolution(), COUNCIL, sc.rule_for("substantive", "2016-10-08"), tuple(tables), base, "ties")


def told(taken: tuple[Move, ...]) -> list[tuple[str, Vote]]:
    return sorted(((move.member.code, move.vote) for move in taken), key=lambda one: one[0])


def test_just_as_likely_as_not_is_not_likelier_than_not() -> None:
    even = certain((0.5, "RUS", ""), (0.5, "", ""))

    assert told(tipping(even)) == [("RUS", Vote.YES), ("RUS", Vote.ABSTAIN)]
    assert told(coalition(even)) == [("RUS", Vote.YES)]


@pytest.mark.parametrize(
    ("against", "abstaining", "needed"),
    [
        ("RUS", "AGO EGY JPN MYS NZL SEN", [("RUS", Vote.YES)]),
        ("CHN RUS", "AGO EGY JPN MYS NZL SEN", [("CHN", Vote.YES), ("RUS", Vote.YES)]),
        ("", "AGO EGY JPN MYS NZL SEN UKR", [("UKR", Vote.YES)]),
    ],
)
def test_nobody_in_a_coalition_is_superfluous(against: str, abstaining: str, needed) -> None:
    """Eight or seven are in favour; while no single vote helps, members are tried by their codes and dropped again."""
    assert told(coalition(certain((1.0, against, abstaining)))) == needed


def test_the_search_leaves_out_worlds_of_one_in_ten_thousand_and_less() -> None:
    chances = (0.5, 0.25, 0.0002, 1e-4, 1e-5, 0.0)
    kept = _likely_part(certain(*((chance, "RUS", "") for chance in chances))).worlds

    assert [one.chance for one in kept] == pytest.approx([chance / 0.7502 for chance in chances[:3]])


def test_a_vote_that_is_certain_but_for_rounding_is_no_move() -> None:
    rounded = certain((0.5, "RUS", ""), (0.5 + 2**-52, "RUS", ""))

    assert {table[Vote.NO] > 1 for member, table in rounded.chances.items() if member.code == "RUS"} == {True}
    assert ("RUS", Vote.NO) not in told(moves(rounded))
    assert ("FRA", Vote.YES) not in told(moves(rounded))
    assert told(coalition(rounded)) == [("RUS", Vote.YES)]
