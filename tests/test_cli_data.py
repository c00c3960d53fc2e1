"""The commands about tables: a report is an answer, and what cannot be read is one line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from unsc_sim import case
from unsc_sim.records import read_rollcalls, write_rollcalls

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def votes(tmp_path: Path) -> Path:
    """The two votes of 8 October 2016, the second without Uruguay."""
    write_rollcalls(case("aleppo-2016").roll_calls, tmp_path / "votes.csv")
    text = (tmp_path / "votes.csv").read_text("utf-8").replace("AGO URY", "AGO")
    (tmp_path / "votes.csv").write_text(text, "utf-8")
    return tmp_path / "votes.csv"


def test_check_tells_what_does_not_fit_and_why(ask, votes) -> None:
    code, out, err = ask("data", "check", votes)

    assert (0, "") == (code, err)
    assert "2 votes read, 1 accepted, 1 set aside." in out
    assert "1 × member without a vote" in out
    assert max(map(len, out.splitlines())) <= 80


def test_check_answers_in_json(ask, votes) -> None:
    report = json.loads(ask("data", "check", votes, "--json")[1])

    assert (2, 1, 1) == (report["read"], report["accepted"], report["set_aside"])
    assert [(3, "member without a vote", False)] == [
        (one["row"], one["fault"], one["repaired"]) for one in report["findings"]
    ]


def test_import_writes_what_fits_and_a_report_of_the_rest(ask, votes, tmp_path) -> None:
    files = ("--to", tmp_path / "out.csv", "--report", tmp_path / "report.csv", "--quarantine", tmp_path / "aside.csv")
    code, out, err = ask("data", "import", votes, *files)

    assert (0, True, True) == (code, err.startswith("The findings are in "), "The rows set aside are in " in err)
    assert "1 set aside" in ask("data", "check", tmp_path / "aside.csv", "--report", tmp_path / "again.csv")[1]
    assert 2 == (tmp_path / "again.csv").read_text("utf-8").count("\n")
    assert "1 set aside" in out
    assert ["11-2-2"] == [str(one.tally) for one in read_rollcalls(tmp_path / "out.csv")]
    assert "Uruguay" in (tmp_path / "report.csv").read_text("utf-8")


def test_columns_are_named_on_the_command_line(ask, tmp_path) -> None:
    members = "AGO CHN EGY ESP FRA GBR JPN MYS NZL RUS SEN UKR URY VEN"
    (tmp_path / "mine.csv").write_text(f"Day,For,Abstained\n2016-12-23,{members},USA\n", "utf-8")
    named = ("--column.date", "Day", "--column.yes", "For", "--column.abstain", "Abstained")

    assert (0, "1 votes read, 1 accepted, 0 set aside.\n", "") == ask("data", "check", tmp_path / "mine.csv", *named)


def test_the_layouts_are_listed(ask) -> None:
    code, out, _ = ask("data", "layouts")

    assert 0 == code
    assert "ms_vote" in out
    assert {"one row per vote", "UN Digital Library"} == set(json.loads(ask("data", "layouts", "--json")[1]))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("data", "check", "nowhere.csv"), "cannot be read: No such file"),
        (("data", "fetch", "ftp://x/a.csv", "--to", "data"), "not an address on the web"),
        (("data", "import", "nowhere.csv", "--to", "x.csv"), "cannot be read: No such file"),
    ],
)
def test_what_cannot_be_done_is_one_line(ask, monkeypatch, tmp_path, words, says) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = ask(*words)

    assert (2, "") == (code, out)
    assert says in err
    assert 1 == err.count("\n")
    assert [] == list(tmp_path.iterdir())


def test_many_findings_are_counted_and_the_first_told(ask, tmp_path) -> None:
    (tmp_path / "bad.csv").write_text("date,yes,no,abstain\n" + "never,FRA,,\n" * 60, "utf-8")

    _, out, _ = ask("data", "check", tmp_path / "bad.csv")
    assert "60 × date that cannot be" in out
    assert "The first 40 of 60 findings are listed" in out
