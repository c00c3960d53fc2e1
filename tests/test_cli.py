"""The command line: answers on standard output, notes beside it, and one clear line for what cannot be read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import unsc_sim as sc
from unsc_sim.__main__ import main
from unsc_sim.cli import command_names, run
from unsc_sim.display._page import Verdict
from unsc_sim.display._shown import Table
from unsc_sim.reports import report_page

VOTE = ("vote", "N: RUS, VEN / A: AGO, CHN", "--default", "yes", "--on", "2016-10-08")
ANSWERS = {
    "replay": ("replay", "aleppo-2016"),
    "replay one": ("replay", "s/2016/847"),
    "explain": ("explain", "S/2016/847"),
    "cases": ("cases", "--topic", "Syria"),
    "council": ("council", "1962-10-25"),
    "president": ("president", "2016-10"),
    "vote": VOTE,
}
PICTURED = ("replay", "replay one", "explain", "council", "vote")


def test_replay_tells_the_meeting_both_drafts_and_why_neither_was_adopted(ask) -> None:
    code, out, err = ask("replay", "aleppo-2016")
    told = " ".join(out.split())

    assert (code, err) == (0, "")
    for words in (
        "8 October 2016 · meeting S/PV.7785 · Russian Federation presiding",
        "S/2016/846 French draft: an end to air strikes on Aleppo Tabled by France, Spain and 44 others",
        "Count 11 in favour, 2 against, 2 abstaining",
        "Decision Not adopted, owing to the negative vote of a permanent member (Russian Federation).",
        "Blocked by Russian Federation",
        "Count 4 in favour, 9 against, 2 abstaining",
        "Decision Not adopted, having failed to obtain the required number of votes (9); short by 5.",
        "Short by 5 votes in favour",
        "No veto France, United Kingdom and United States voted against",
    ):
        assert words in told


def test_replay_of_a_symbol_tells_that_vote_alone(ask) -> None:
    _, out, _ = ask("replay", "S/2016/847")
    assert "S/2016/847" in out
    assert "S/2016/846" not in out


def test_votes_whose_positions_are_secret_are_told_as_far_as_they_are_known(ask) -> None:
    code, out, _ = ask("replay", "icj-2017")
    assert code == 0
    assert "9-?-?" in out
    assert "secret ballot" in out


def test_explain_says_which_condition_failed(ask) -> None:
    code, out, _ = ask("explain", "S/2016/847")
    told = " ".join(out.split())

    assert code == 0
    assert " ".join(sc.decide(sc.roll_call("S/2016/847")).explain().split()) in told


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (("president", "2016-10"), "October 2016: Russian Federation\n"),
        (("president", "1946-02-01"), "1 February 1946: Australia\n"),
    ],
)
def test_president_answers_for_a_month_and_for_a_day(ask, question, expected) -> None:
    assert ask(*question) == (0, expected, "")


def test_council_lists_the_members_under_one_another(ask) -> None:
    _, out, _ = ask("council", "2016-10-08")
    body = sc.Council.on("2016-10-08")

    rows = [line for line in out.splitlines() if "elected" in line or "permanent" in line]
    assert [row.split("  ")[0].strip() for row in rows] == [str(member) for member in body.members]
    assert "Russian Federation presiding" in out


def test_cases_are_found_by_every_condition_at_once(ask) -> None:
    code, out, _ = ask("cases", "Aleppo", "--reason", "vetoed", "--since", "2016-10-01", "--before", "2016-11-01")
    assert code == 0
    assert out.split()[-3:] == ["1", "case", "fits."]
    assert ask("cases", "no such words")[:2] == (0, "0 cases fit.\n")


def test_a_vote_is_decided_by_the_rule_of_its_day_and_matter(ask) -> None:
    assert "Blocked by  Russian Federation" in ask(*VOTE)[1]
    assert "Decision    Adopted." in ask(*VOTE, "--matter", "procedural")[1]
    early = ask("vote", "N: Yugoslavia / X: Egypt, India / –: USSR", "--default", "yes", "--on", "1950-06-27")[1]
    assert "at least 7 votes in favour" in early


def test_a_vote_of_three_lines_is_read_from_a_file(ask, tmp_path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('date = 2016-10-08\ndefault = "yes"\nno = ["Russia"]\n')
    code, out, _ = ask("vote", str(file))
    assert code == 0
    assert "14 in favour, 1 against, 0 abstaining" in out


@pytest.mark.parametrize("question", ANSWERS.values(), ids=ANSWERS)
def test_every_command_answers_in_json(ask, question) -> None:
    code, out, err = ask(*question, "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)


def test_json_says_what_the_library_says(ask) -> None:
    votes = json.loads(ask("replay", "aleppo-2016", "--json")[1])["votes"]
    decided = [sc.decide(votes) for votes in sc.case("aleppo-2016").roll_calls]

    assert [vote["outcome"]["sentence"] for vote in votes] == [str(outcome) for outcome in decided]
    assert [vote["outcome"]["vetoes"] for vote in votes] == [["RUS"], []]
    assert [vote["outcome"]["short_by"] for vote in votes] == [0, 5]
    council = sc.Council.on("2016-10-08")
    again = [council.roll_call(**_lists(vote["outcome"]["votes"])) for vote in votes]
    assert again == list(sc.case("aleppo-2016").roll_calls)


def _lists(votes: dict[str, str]) -> dict[str, list[str]]:
    return {kind: [code for code, cast in votes.items() if cast == kind] for kind in set(votes.values())}


@pytest.mark.parametrize("name", PICTURED)
def test_a_picture_is_written_beside_the_answer(ask, tmp_path, name: str) -> None:
    file = tmp_path / "a picture.svg"
    plain = ask(*ANSWERS[name])[1]
    code, out, err = ask(*ANSWERS[name], "--svg", str(file))

    assert (code, out) == (0, plain)
    assert err == f"The picture is in {file}.\n"
    assert ET.parse(file).getroot().tag.endswith("svg")  # noqa: S314 - our own drawing


@pytest.mark.parametrize("question", ANSWERS.values(), ids=ANSWERS)
def test_answers_fit_eighty_columns_without_colour(ask, question) -> None:
    lines = ask(*question)[1].splitlines()
    assert max(map(len, lines)) <= 80
    assert not any(line != line.rstrip() or "\x1b" in line for line in lines)


def test_the_whole_record_fits_eighty_columns(ask) -> None:
    lines = ask("cases")[1].splitlines()
    assert max(map(len, lines)) <= 80
    assert all(any(case.id in line.split() for line in lines) for case in sc.cases())


REFUSED = {
    "unknown command": (("replya", "x"), "'replya' is not a command", "Did you mean 'replay'"),
    "unknown option": (("replay", "aleppo-2016", "--jsn"), "--jsn", "Did you mean --json"),
    "no argument": (("replay",), "NAME", "See unsc-sim replay --help"),
    "one too many": (("replay", "aleppo-2016", "surplus"), "'surplus': more words", "See unsc-sim replay --help"),
    "no number": (("whatif", "S/2016/846", "--requiring", "many"), '"many" is no whole number', "whatif --help"),
    "a symbol as a vote": (("vote", "S/2016/846"), "'S/2016/846'", "unsc-sim whatif S/2016/846"),
    "unknown case": (("replay", "alepo-2016"), "'alepo-2016'", "Did you mean 'aleppo-2016'"),
    "unknown symbol": (("explain", "S/9999/1"), "'S/9999/1'", "Did you mean"),
    "no near miss": (("replay", "zzz"), "'zzz'", "List what there is with unsc-sim cases"),
    "unknown state": (("vote", "N: Rusia", "--on", "2016-10-08"), "'Rusia'", "Did you mean 'Russia'"),
    "ambiguous state": (("cases", "--member", "Korea"), "'Korea'", "'KOR'"),
    "not a member": (("vote", "N: Brazil", "--on", "2016-10-08"), "'Brazil'", "8 October 2016"),
    "vote given twice": (("vote", "N: RUS / Y: Russia", "--on", "2016-10-08"), "'Russia'", "two votes"),
    "no vote given": (("vote", "N: RUS", "--on", "2016-10-08"), "Angola", "add --default yes"),
    "malformed notation": (("vote", "hello", "--on", "2016-10-08"), "'hello'", "Y: FRA GBR"),
    "no day": (("vote", "N: RUS"), "'N: RUS'", "Add --on"),
    "no such day": (("council", "2016-02-30"), "'2016-02-30'", "year-month-day"),
    "before the Council": (("council", "1945-10-24"), "24 October 1945", "12 January 1946"),
    "no such month": (("president", "2016-13"), "'2016-13'", "from 1 to 12"),
    "month in words": (("president", "October"), "'October'", "2016-10"),
    "no month of 1946": (("president", "1946-02"), "'1946-02'", "day"),
    "no such reason": (("cases", "--reason", "vetod"), "'vetod'", "Did you mean 'vetoed'"),
    "no such matter": ((*VOTE, "--matter", "prozedural"), "'prozedural'", "Did you mean 'procedural'"),
    "no such default": ((*VOTE[:2], "--default", "perhaps", "--on", "2016-10-08"), "'perhaps'", "abstain"),
    "missing file": (("vote", "nowhere/mine.toml"), "'nowhere/mine.toml'", "No such file"),
    "folder not there": (("council", "2016-10-08", "--svg", "nowhere/a.svg"), "'nowhere/a.svg'", "cannot be written"),
    "folder as file": (("council", "2016-10-08", "--svg", "."), "'.'", "cannot be written"),
    "day beside a file": (("vote", "mine.toml", "--on", "2016-10-08"), "--on 2016-10-08", "file"),
}


@pytest.mark.parametrize(("question", "given_value", "help_offered"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_one_line_that_names_it(ask, question, given_value, help_offered) -> None:
    code, out, err = ask(*question)

    assert (code, out) == (2, "")
    assert err.startswith("unsc-sim: ")
    assert err.count("\n") == 1
    assert given_value in err
    assert help_offered in err


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"x = [", "is not TOML"),
        (b"\xff\xfe", "UTF-8"),
        (b"date = 2016-10-08\nnoo = ['Russia']\n", "noo"),
        (b"date = 2016-10-08\n", "0 roll calls"),
        (b"date = 2016-10-08\ndefault = 'yes'\nno = ['Brazil']\n", "Brazil"),
        (b"date = 'soon'\ndefault = 'yes'\n", "soon"),
    ],
)
def test_a_broken_file_is_one_line_that_names_file_and_fault(ask, tmp_path, content: bytes, named: str) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes(content)
    code, out, err = ask("vote", str(file))

    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "mine.toml" in err
    assert named in err


def test_titles_of_a_file_cannot_steer_the_terminal(ask, tmp_path) -> None:
    case = sc.case("aleppo-2016")
    file = tmp_path / "\x1b[31m.toml"
    file.write_text('date = 2016-10-08\ndefault = "yes"\ntitle = "\\u001b[31m[bold]<script>"\n')
    picture = tmp_path / "a.svg"
    code, out, _ = ask("vote", str(file), "--svg", str(picture))

    assert code == 0
    assert "\x1b" not in out + case.title
    assert "&lt;script&gt;" in picture.read_text(encoding="utf-8")


@given(words=st.lists(st.text(max_size=12), min_size=1, max_size=3), name=st.sampled_from(["", *command_names()]))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_are_answered_or_refused(capsys, name: str, words: list[str]) -> None:
    """Whatever is typed, the exit code is 0 or 2, and a refusal is one line."""
    typed = [name, *words] if name else words
    code = run([word for word in typed if not word.startswith("--svg")])
    err = capsys.readouterr().err

    assert code in {0, 2}
    assert code == 0 or (err.startswith("unsc-sim: ") and err.count("\n") == 1)


def test_a_missing_extra_is_one_line_that_names_it(monkeypatch, capsys) -> None:
    monkeypatch.setitem(sys.modules, "cyclopts", None)
    for name in [name for name in sys.modules if name.startswith("unsc_sim.cli")]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(SystemExit) as left:
        main()

    assert left.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "'cyclopts' is not installed" in err
    assert "pip install 'unsc-sim[cli]'" in err


def shell(*words: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "unsc_sim", *words], capture_output=True, check=False, env=os.environ | env
    )


def test_the_command_runs_in_a_shell_that_knows_only_ascii() -> None:
    done = shell("replay", "aleppo-2016", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"negative vote of a permanent member" in done.stdout


def test_colour_is_left_out_where_nobody_wants_it() -> None:
    """Forced colour shows that it is there; NO_COLOR takes it away again."""
    forced = shell("president", "2016-10", FORCE_COLOR="1", TERM="xterm").stdout
    replayed = shell("replay", "S/2016/846", FORCE_COLOR="1", TERM="xterm").stdout
    without = shell("replay", "S/2016/846", FORCE_COLOR="1", NO_COLOR="1", TERM="xterm").stdout

    assert forced == b"October 2016: Russian Federation\n"
    assert b"\x1b[1;35m" in replayed
    assert b"35m" not in without


def test_a_reader_that_stops_early_is_no_error() -> None:
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; '{sys.executable}' -m unsc_sim cases --json | head -1"],
        capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_exit_code_reaches_the_shell() -> None:
    done = shell("replay", "alepo-2016")
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)


def test_an_answer_that_cannot_be_written_is_one_line() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "unsc_sim", "replay", "aleppo-2016"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith(b"unsc-sim: the answer cannot be written (")
    assert done.stderr.count(b"\n") == 1


def test_a_report_goes_to_a_file_or_through_a_pipe(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["report", "S/2016/847", "--no-forecast", "-o", str(tmp_path)]) == 0
    assert "the report is in" in capsys.readouterr().out

    assert run(["report", "S/2016/847", "--no-forecast"]) == 0
    assert capsys.readouterr().out == (tmp_path / "aleppo-2016.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "noted"),
    [
        (("cases", "--topic", "Syira"), "Did you mean 'Syria'?"),
        (("cases", "Alepo"), "Did you mean 'aleppo-2016'?"),
        (("cases", "--topic", "Syria", "--since", "2027-01-01"), "Fewer conditions find more"),
        (("whatif", "S/2016/846", "--requiring", "99"), "nothing can be adopted: 99 votes of 15 members"),
    ],
)
def test_what_leads_nowhere_is_answered_and_noted(ask, words, noted) -> None:
    code, out, err = ask(*words)

    assert code == 0
    assert out
    assert noted in err
    assert ask("cases", "--topic", "Syria")[2] == ""


def test_a_report_as_data_says_all_that_the_page_says(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "S/2016/847", "--no-forecast", "--json"]) == 0
    given = json.loads(capsys.readouterr().out)

    assert [vote["draft"] for vote in given["votes"]] == ["S/2016/847"]
    page = report_page("S/2016/847", forecast=False)
    assert [one["heading"] for one in given["report"]["sections"]] == [one.heading for one in page.sections]
    said = json.dumps(given["report"], ensure_ascii=False)
    for part in page.walk():
        if isinstance(part, Table):
            assert all(json.dumps(list(row), ensure_ascii=False) in said for row in part.rows)
        elif isinstance(part, str | Verdict):
            assert json.dumps(getattr(part, "text", part), ensure_ascii=False) in said


def test_a_report_is_not_poured_over_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)

    assert run(["report", "S/2016/847"]) == 2
    assert "Try: unsc-sim report S/2016/847 -o aleppo-2016.html" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["aleppo-2017", "-o", "x.html"], "Did you mean 'aleppo-2016'?"),
        (["nowhere.toml"], "'nowhere.toml' cannot be read"),
        (["S/2016/847", "--no-forecast", "-o", "/nowhere/x.html"], "cannot be written"),
    ],
)
def test_a_report_that_cannot_be_made_is_one_line(
    asked: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", *asked]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1


def test_python_dash_m_runs() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "unsc_sim", "replay", "aleppo-2016"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "negative vote of a permanent member" in done.stdout
