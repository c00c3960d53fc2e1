"""The backtest: scores as defined, no look ahead, the same answer however it is run, and the record it learns from."""

from __future__ import annotations

import random
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from itertools import pairwise
from multiprocessing import get_context

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import unsc_sim as sc
from unsc_sim import display
from unsc_sim.decisions import Reason
from unsc_sim.documents import DraftResolution
from unsc_sim.errors import NotationError, RuleError
from unsc_sim.forecast import FORECASTERS, METRICS, Backtest, Guess, Record, backtest, from_record, predict
from unsc_sim.forecast.baselines import climatology, member_by_topic, topic_by_sponsors
from unsc_sim.forecast.coefficients import record_before
from unsc_sim.forecast.features import AGAINST, CONTEST, DISSENT, ELECTED, elected_values
from unsc_sim.forecast.fitting import learn_record
from unsc_sim.forecast.judged import Judged
from unsc_sim.forecast.memory import Memory
from unsc_sim.forecast.question import PRESIDENTS_TEXT, Answer, tabled
from unsc_sim.forecast.record import fit_record
from unsc_sim.forecast.scores import (
    average_precision,
    balanced_accuracy,
    brier,
    calibration_error,
    f1,
    log_loss,
    macro_f1,
    matthews,
    ranked_probability,
    trapezoid_precision,
)
from unsc_sim.forecast.summary import summarise
from unsc_sim.records import read_rollcalls
from unsc_sim.records.about import OF_THE_PRESIDENT

CASEBOOK = sc.roll_calls()
SOME = {name: FORECASTERS[name] for name in ("climatology", "member by topic", "topic by sponsors", "from record")}
LOSS, RANKING = METRICS[0], METRICS[4]


@pytest.fixture(scope="module")
def tested() -> Backtest:
    return backtest(CASEBOOK, SOME, [2014, 2015])


# --- scores ---------------------------------------------------------------------------------------------------------

table = st.tuples(*[st.integers(0, 9)] * 3).filter(any).map(lambda t: tuple(value / sum(t) for value in t))
forecasts = st.lists(st.tuples(table, st.integers(0, 2)), min_size=1, max_size=30)


@given(forecasts)
def test_losses_are_least_for_the_truth(pairs):
    """No forecast beats saying with certainty what happened."""
    said, happened = zip(*pairs, strict=True)
    truth = [tuple(float(place == kind) for place in range(3)) for kind in happened]
    for loss in (log_loss, brier, ranked_probability, calibration_error):
        assert loss(truth, happened) == pytest.approx(0)
        assert loss(said, happened) >= 0


@given(table, table)
def test_losses_are_proper(belief, said):
    """Who believes something loses least, on its own belief, by saying it."""
    for loss in (log_loss, brier, ranked_probability):
        honest, other = (sum(belief[k] * loss([t], [k]) for k in range(3)) for t in (belief, said))
        assert honest <= other + 1e-9


def test_known_values():
    """Worked by hand: three votes, one of each kind."""
    said, happened = [(0.7, 0.2, 0.1), (0.5, 0.4, 0.1), (0.2, 0.2, 0.6)], [0, 1, 2]

    assert log_loss(said, happened) == pytest.approx((0.356675 + 0.916291 + 0.510826) / 3, abs=1e-5)
    assert brier(said, happened) == pytest.approx((0.14 + 0.62 + 0.24) / 3)
    assert ranked_probability(said, happened) == pytest.approx((0.05 + 0.13 + 0.1) / 3)
    assert macro_f1(said, happened) == pytest.approx((2 / 3 + 0 + 1) / 3)
    assert calibration_error(said, happened) == pytest.approx((0.3 + 0.5 + 0.4) / 3)


@given(
    st.lists(st.tuples(st.integers(0, 4), st.booleans()), min_size=1, max_size=30).filter(
        lambda x: any(b for _, b in x)
    )
)
def test_a_ranking_is_worth_the_same_in_any_order(pairs):
    shuffled = random.Random(1).sample(pairs, len(pairs))  # noqa: S311 - no secret
    for area in (average_precision, trapezoid_precision):
        first, second = (area([s for s, _ in given], [t for _, t in given]) for given in (pairs, shuffled))
        assert first == pytest.approx(second)
        assert 0 < first <= 1


def test_a_perfect_ranking_and_a_blind_one():
    assert 1.0 == average_precision([3, 2, 1], [True, True, False])
    assert average_precision([1] * 10, [True, *[False] * 9]) == pytest.approx(0.1)


def test_hard_labels():
    said, truth = [True, True, False, False], [True, False, True, False]

    assert 0.5 == f1(said, truth) == balanced_accuracy(said, truth)
    assert 0.0 == matthews(said, truth) == matthews([True] * 4, truth)
    assert 1.0 == matthews(truth, truth)


# --- no look ahead --------------------------------------------------------------------------------------------------


def _changed(votes: sc.RollCall) -> sc.RollCall:
    return attrs.evolve(votes, votes=dict.fromkeys(votes.votes, sc.Vote.ABSTAIN))


def test_changing_any_later_vote_leaves_a_forecast_as_it_was_bit_for_bit(monkeypatch):
    """Votes of the day and after it cannot be seen, neither in ties nor in shares nor in coefficients."""
    tampered = [votes if votes.date < date(2016, 10, 8) else _changed(votes) for votes in CASEBOOK]
    asked, records = sc.roll_call("S/2016/846"), (Record(CASEBOOK), Record(tampered))
    first, second = (predict("S/2016/847", record=record).worlds for record in records)
    assert first == second

    monkeypatch.setattr("unsc_sim.forecast.predicting.ENOUGH", 100)
    first, second = (from_record(asked.draft, council=asked.council, record=record).worlds for record in records)
    assert first == second


def test_and_changing_an_earlier_one_does_not(monkeypatch):
    """The test above can fail: the forecast does listen to earlier votes."""
    monkeypatch.setattr("unsc_sim.forecast.predicting.ENOUGH", 100)
    asked = sc.roll_call("S/2016/846")
    tampered = [_changed(votes) if votes.date.year == 2014 else votes for votes in CASEBOOK]
    said = [from_record(asked.draft, council=asked.council, record=Record(one)) for one in (CASEBOOK, tampered)]

    assert said[0].worlds != said[1].worlds


def test_a_shorter_record_ends_before_its_day():
    record = Record(CASEBOOK)
    day = record.roll_calls[100].date

    assert all(votes.date < day for votes in record.before(day).roll_calls)
    assert record.before(day).before("2025-01-01").last < day
    assert len(record.before(day).answers) == len(record.before(day)) <= 100


def test_asking_in_any_order_gives_the_same_memory():
    """What is kept between questions is no part of the answer."""
    record = Record(CASEBOOK)
    asked = [CASEBOOK[place] for place in (150, 250, 60, 250, 150)]
    said = [from_record(v.draft, council=v.council, record=record).worlds for v in asked]
    fresh = [from_record(v.draft, council=v.council, record=Record(CASEBOOK)).worlds for v in asked]

    assert fresh == said


# --- the backtest ---------------------------------------------------------------------------------------------------


def test_every_vote_of_the_years_is_forecast_once_by_everyone(tested):
    votes = [votes for votes in CASEBOOK if votes.date.year in {2014, 2015}]

    assert len(tested.rows) == len(votes) * len(SOME)
    assert tested.forecasters == tuple(SOME)
    assert all(a.day <= b.day for a, b in pairwise(tested.rows))


def test_an_executor_changes_nothing(tested):
    with ThreadPoolExecutor(2) as threads:
        assert tested.rows == backtest(CASEBOOK, SOME, [2014, 2015], executor=threads).rows


def test_processes_change_nothing():
    some = {name: FORECASTERS[name] for name in ("climatology", "topic by sponsors")}
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as processes:
        assert backtest(CASEBOOK, some, [2015]).rows == backtest(CASEBOOK, some, [2015], executor=processes).rows


def test_an_interrupted_backtest_goes_on_where_it_stopped(tested, tmp_path):
    file, told = tmp_path / "rows.jsonl", []
    attrs.evolve(tested, rows=tuple(row for row in tested.rows if row.day.year == 2014)).write(file)
    line = file.read_text(encoding="utf-8").splitlines()[0].replace("2014", "2015")
    with file.open("a", encoding="utf-8") as half:
        half.write(f'{line}\n{{"day": "2015-')
    again = backtest(CASEBOOK, SOME, [2014, 2015], resume=file, progress=lambda *done: told.append(done))

    assert tested.rows == again.rows
    assert [(2, 2)] == told
    assert (
        backtest(CASEBOOK, SOME, [2014, 2015], resume=file, progress=lambda *done: told.append(done)).rows
        == tested.rows
    )
    assert [(2, 2)] == told


def test_a_file_of_other_forecasters_is_left_alone(tested, tmp_path):
    tested.write(tmp_path / "rows.jsonl")
    with pytest.raises(NotationError, match="holds what others said"):
        backtest(CASEBOOK, {"climatology": SOME["climatology"]}, [2014], resume=tmp_path / "rows.jsonl")


def test_rows_survive_the_file(tested):
    for row in tested.rows:
        assert row == Judged.from_json(row.to_json())


def test_what_is_no_row_is_refused(tmp_path):
    (tmp_path / "rows.jsonl").write_text('{"day": 1}\n{}\n', encoding="utf-8")
    with pytest.raises(NotationError, match="is no row of a backtest"):
        backtest(CASEBOOK, SOME, [2014], resume=tmp_path / "rows.jsonl")


@pytest.mark.parametrize("years", [[], [1801], [2014, 2044]])
def test_years_without_votes_are_refused(years):
    with pytest.raises(RuleError, match="holds no vote to forecast"):
        backtest(CASEBOOK, SOME, years)


def test_a_score_is_that_of_the_votes_themselves(tested):
    """The sums over votes give what the plain definitions give."""
    rows = [row for row in tested.rows if row.forecaster == "from record"]
    said = [row.before[code] for row in rows for code in row.sides]
    happened = [side for row in rows for side in row.sides.values()]
    found = {(score.of, score.name): score.value for score in summarise(rows, resamples=0)}

    assert found["votes", "log loss"] == pytest.approx(log_loss(said, happened))
    assert found["votes", "Brier score"] == pytest.approx(brier(said, happened))
    assert found["votes", "ranked probability score"] == pytest.approx(ranked_probability(said, happened))
    assert found["votes", "calibration error"] == pytest.approx(calibration_error(said, happened))
    assert found["votes", "macro-F1"] == pytest.approx(macro_f1(said, happened))
    assert found["votes", "AP not in favour"] == pytest.approx(
        average_precision([1 - t[0] for t in said], [kind > 0 for kind in happened])
    )


def test_intervals_hold_the_score_and_come_from_the_seed(tested):
    first, second = (tested.scores(metrics=[LOSS, RANKING], resamples=60, seed=3) for _ in range(2))

    assert first == second
    assert all(score.low <= score.value <= score.high for score in first)


def test_who_is_silent_is_not_scored(tested):
    silent = {score.of for score in tested.scores(resamples=0) if score.forecaster == "topic by sponsors"}

    assert {"results"} == silent


def test_skill_is_loss_saved(tested):
    skill = tested.skill(LOSS)
    values = {score.forecaster: score.value for score in tested.scores(metrics=[LOSS], resamples=0)}

    assert 0.0 == skill["climatology"]
    assert skill["from record"] == pytest.approx(1 - values["from record"] / values["climatology"])
    with pytest.raises(RuleError, match="is no yardstick"):
        tested.skill(RANKING)


def test_years_and_topics_add_up(tested):
    years = tested.by_year(LOSS)

    assert ["2014", "2015"] == list(years)
    assert sum(scores[0].number for scores in years.values()) == len(tested.rows) // len(SOME)
    assert all(scores[0].number >= 4 for scores in tested.by_topic(LOSS, least=4).values())


def test_reliability_counts_every_vote(tested):
    rows = [row for row in tested.rows if row.forecaster == "from record"]

    assert sum(part.number for part in tested.reliability("from record")) == sum(len(row.sides) for row in rows)
    with pytest.raises(RuleError, match="was not asked"):
        tested.reliability("crystal ball")


def test_a_forecaster_of_your_own_is_any_callable():
    def coin(_draft, *, council, record, **_):
        assert record.last is None or record.last < council.date
        return Guess({member.code: (0.5, 0.0, 0.5) for member in council.members}, None)

    found = backtest(CASEBOOK, {"coin": coin}, [2014, 2015]).scores(metrics=[LOSS], resamples=0)

    assert found[0].value > 0.69


def test_a_backtest_shows_itself_with_its_reliability_and_every_score(tested):
    page = display.to_html(tested)

    assert "Reliability of" in page
    assert "Every score" in page
    assert "from record" in page
    assert "votes: log loss" in str(tested)


# --- the record forecaster ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def prepared():
    record, votes = Record(CASEBOOK), sc.roll_call("S/2016/846")
    return record.before(votes.date).prepare(record.answers[200].question)


def test_every_value_has_its_name(prepared):
    drawn = (-1, 0, 1, 1, 1)
    for member in prepared.question.permanent:
        assert len(DISSENT) == len(prepared.dissent[member])
        assert len(AGAINST) == len(prepared.against[member])
    for part in prepared.elected.values():
        assert len(ELECTED) == len(elected_values(part, prepared.question.permanent, drawn))
    assert len(CONTEST) == len(prepared.contest)


def test_worlds_hold_the_chances_the_model_gives_one_by_one(prepared):
    """The fast way through all patterns and the plain one agree."""
    model, asked = record_before(10**6), prepared.question
    for world in model.worlds(prepared)[-5:]:
        drawn = tuple((1, 0, -1)[world.votes[asked.members.index(one)].index(1.0)] for one in asked.permanent)
        for member in asked.elected:
            expected = model.chances_then(prepared, member, drawn)
            assert expected == pytest.approx(world.votes[asked.members.index(member)])


def test_without_ties_no_tie_is_looked_at(prepared):
    record = Record(CASEBOOK)
    blind = record.prepare(prepared.question, graph=False)

    assert all(not any((*part.spread, *part.ties, *part.follows)) for part in blind.elected.values())
    assert blind.contest == record.prepare(prepared.question).contest


def test_coefficients_come_from_earlier_answers_only():
    record, day = Record(CASEBOOK), date(1975, 1, 1).toordinal()
    early = record.before("1946-02-01")
    seen = [(answer, early.prepare(answer.question)) for answer in record.answers[:120]]
    later = [(_against(answer) if answer.question.day >= day else answer, found) for answer, found in seen]

    assert seen != later
    assert fit_record(seen, before=day) == fit_record(later, before=day)


def _against(answer: Answer) -> Answer:
    return attrs.evolve(answer, sides=dict.fromkeys(answer.sides, -1))


def test_memory_learns_what_was_contested():
    memory, record, day = Memory(), Record(CASEBOOK), date(2016, 10, 8)
    for answer in record.before(day).answers:
        memory.learn(answer)
    asked = attrs.evolve(record.answers[200].question, day=day.toordinal())
    quiet, syria = (memory.circumstances(attrs.evolve(asked, topic=topic)) for topic in ("Nowhere", "Syria"))

    assert syria.failing > quiet.failing
    assert quiet.unknown_topic
    assert not syria.unknown_topic


def test_a_text_of_the_president_is_known_by_its_note():
    votes = attrs.evolve(CASEBOOK[100], notes=f"{OF_THE_PRESIDENT} Read out.")

    assert tabled(votes).text.startswith(PRESIDENTS_TEXT)
    assert Record([votes]).answers[0].question.sponsorship == "president"


def test_a_record_too_short_teaches_nothing():
    with pytest.raises(RuleError, match="votes are too few"):
        learn_record(CASEBOOK[:50])


def test_counting_alone_knows_topics_and_sponsors():
    record, council = Record(CASEBOOK), sc.Council.on("2016-10-08")
    syria = DraftResolution(topics=("Syria",), sponsors=(sc.state("France"),))
    quiet = DraftResolution(topics=("Nowhere",))
    said = {
        one: one(syria, council=council, record=record.before("2016-10-08")) for one in (climatology, member_by_topic)
    }

    assert said[climatology].sides["RUS"] == said[climatology].sides["FRA"]
    assert said[member_by_topic].sides["RUS"][2] > said[member_by_topic].sides["FRA"][2]
    failing = [
        1 - topic_by_sponsors(d, council=council, record=record).outcomes[Reason.ADOPTED] for d in (syria, quiet)
    ]
    assert failing[0] > failing[1]


def test_the_coefficients_on_file_are_those_the_full_record_teaches(shared):
    """Needs the team's record, which is not ours to ship."""
    record = Record(read_rollcalls(shared("data/rollcalls_1994_2019.csv")))
    day = date(2005, 1, 1).toordinal()
    learnt, filed = record.model(day), record_before(day)

    assert filed.votes == learnt.votes
    assert filed.elected[0] == pytest.approx(learnt.elected[0], rel=1e-3, abs=1e-4)
    assert filed.permanent["RUS"][1] == pytest.approx(learnt.permanent["RUS"][1], rel=1e-3, abs=1e-4)
