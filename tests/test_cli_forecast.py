"""The command line looks ahead: predict, ties and backtest answer, and refuse in one line."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import pytest

from unsc_sim import roll_calls
from unsc_sim.cli import _forecast
from unsc_sim.cli._forecast import announced
from unsc_sim.forecast.rivals import rival_tests

ROWS = """date,draft,topic,region,sponsors,yes,no,abstain
2016-10-08,S/2016/846,Syria,Middle East,FRA ESP,EGY ESP FRA GBR JPN MYS NZL SEN UKR URY USA,RUS VEN,AGO CHN
"""


def test_predict_ranks_first_what_came_of_both_drafts_on_aleppo(ask) -> None:
    """Vetoed for the French draft, short of votes for the Russian one, 12 of 15 votes right, and the base rate."""
    code, out, err = ask("predict", "aleppo-2016", "--json")
    french, russian = json.loads(out)["forecasts"]

    assert (0, "") == (code, err)
    assert ("vetoed", "insufficient_votes") == (french["likeliest"], russian["likeliest"])
    assert "RUS" == next(iter(french["likely_vetoes"]))
    assert french["without_stakes"]["vetoed"] < 0.5 < french["outcomes"]["vetoed"]
    assert french["base_rate"]["outcomes"]["vetoed"] < 0.05
    for one in (french, russian):
        assert one["score"]["votes_right"] >= 12
        assert one["score"]["result_right"]
        assert 15 == len(one["members"])


def test_predict_tells_the_likeliest_first_with_the_base_rate_beside(ask) -> None:
    code, out, _ = ask("predict", "S/2016/846")
    told = out.splitlines()
    results = [line for line in told if line.split()[:1] in (["Vetoed"], ["Adopted"], ["Short"])]

    assert 0 == code
    assert "Vetoed" == results[0].split()[0]
    assert "Of any draft" in out
    assert "Veto by       Russian Federation" in out
    assert "Stakes aside" in out
    assert "vetoed, which was ranked first" in out
    assert all(len(line) <= 80 for line in told)


def test_announced_votes_are_taken_as_they_are(ask) -> None:
    code, out, _ = ask("predict", "S/2016/846", "--known", "Russia=no", "--known", "China=no:0.7,abstain:0.3", "--json")
    members = {one["code"]: one["chances"] for one in json.loads(out)["forecasts"][0]["members"]}

    assert 0 == code
    assert pytest.approx({"yes": 0.0, "abstain": 0.0, "no": 1.0}) == members["RUS"]
    assert 0.7 == pytest.approx(members["CHN"]["no"])
    assert {"Russia": "no"} == announced(["Russia = no"])


def test_a_draft_of_before_the_record_is_forecast_with_a_note_of_hindsight(ask) -> None:
    early = next(votes for votes in roll_calls(before="1990-01-01") if votes.draft.symbol)
    code, out, err = ask("predict", str(early.draft.symbol), "--json")
    assert 0 == code
    assert err.startswith("Mind hindsight")
    assert json.loads(out)["hindsight"]


def test_ties_name_the_closest_and_explain_a_pair(ask, tmp_path) -> None:
    picture = tmp_path / "ties.svg"
    code, out, err = ask("ties", "--on", "2016-10-08", "--svg", str(picture))
    assert 0 == code
    assert "ties.svg" in err
    assert "Russian Federation – United States" in out.partition("Furthest apart")[2]
    ET.parse(picture)  # noqa: S314 - our own picture

    code, out, _ = ask("ties", "--on", "2016-10-08", "--explain", "Russia,Syria", "--json")
    explained = json.loads(out)
    assert 0 == code
    assert explained["weight"] > 0.5
    assert "S/2014/348" == explained["explained"][0]["name"]
    assert max(vote["date"] for vote in explained["explained"]) < "2016-10-08"


def test_backtest_scores_every_forecaster_and_goes_on_where_it_stopped(ask, tmp_path) -> None:
    kept, picture = tmp_path / "kept.jsonl", tmp_path / "bins.svg"
    code, first, err = ask("backtest", "--years", "1988-1989", "--resume", str(kept), "--json", "--svg", str(picture))
    assert (0, True) == (code, "bins.svg" in err)
    found = json.loads(first)
    assert ([1988, 1989], 3) == (found["years"], found["votes"])
    assert set(found["forecasters"]) == {score["forecaster"] for score in found["scores"]}
    ET.parse(picture)  # noqa: S314 - our own picture

    assert first == ask("backtest", "--years", "1988-1989", "--resume", str(kept), "--json")[1]
    told = ask("backtest", "--years", "1988-1989", "--resume", str(kept))[1]
    assert all(len(line) <= 80 for line in told.splitlines())
    assert "…" not in told


def test_a_record_of_your_own_is_read_up_to_the_day(ask, tmp_path) -> None:
    """A vote of the day itself, in the record given, changes nothing."""
    file = tmp_path / "votes.csv"
    file.write_text(ROWS)
    with_it = ask("predict", "S/2016/847", "--record", str(file), "--json")
    file.write_text(ROWS.replace("RUS VEN,AGO CHN", "VEN,AGO CHN RUS"))
    assert 0 == with_it[0]
    assert with_it[:2] == ask("predict", "S/2016/847", "--record", str(file), "--json")[:2]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("predict", "alepo-2016"), "aleppo-2016"),
        (("predict", "icj-2017"), "ballot"),
        (("predict", "S/2016/846", "--known", "Russia"), "Russia=no"),
        (("predict", "S/2016/846", "--known", "Russia=perhaps"), "perhaps"),
        (("predict", "S/2016/846", "--known", "Germany=no"), "Germany"),
        (("predict", "S/2016/846", "--known", "China=no:x"), "no number"),
        (("predict", "S/2016/846", "--known", "China=no", "--known", "China=yes"), "two votes"),
        (("predict", "S/2016/846", "--record", "nowhere.csv"), "nowhere.csv"),
        (("ties", "--on", "yesterday"), "yesterday"),
        (("ties", "--explain", "Russia"), "Russia,Syria"),
        (("ties", "--explain", "Russia,USSR"), "one state twice"),
        (("backtest", "--years", "soon"), "soon"),
        (("backtest", "--years", "1988", "--workers", "0"), "one process"),
        (("backtest", "nowhere.csv"), "nowhere.csv"),
        (("backtest", "--rivals", "--years", "1999"), "--years"),
        (("backtest", "--years", "1988", "--resume", "nowhere/kept"), "nowhere/kept"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else "",
)
def test_what_cannot_be_answered_is_one_line_that_says_why(ask, words, named) -> None:
    code, out, err = ask(*words)
    assert (2, "", 1) == (code, out, err.count("\n"))
    assert named in err


def test_every_draft_that_had_a_rival_is_told_with_its_hits_and_misses(ask, monkeypatch) -> None:
    """Two groups stand for all of them here; test_forecast_rivals forecasts every one."""
    some = (*rival_tests("aleppo-2016"), *rival_tests("korea-1950"))
    monkeypatch.setattr(_forecast, "rival_tests", lambda **_: some)
    code, out, err = ask("backtest", "--rivals")
    found = json.loads(ask("backtest", "--rivals", "--json")[1])

    assert (0, "") == (code, err)
    assert 0 < sum(not test.right for test in some) == out.count("(missed)")
    assert f"{sum(test.right for test in some)} of {len(some)} results ranked first" in out
    assert max(map(len, out.splitlines())) <= 80
    assert [test.right for test in some] == [draft["right"] for draft in found["drafts"]]
    assert sum(test.right for test in some) == found["right"]["with_stakes"]
