"""Meetings on the command line: history played, a meeting chaired through mistakes, interrupts and resumption."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from unsc_sim.cli import run
from unsc_sim.procedure import Fate, Stage, read_meeting, replay, replays

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@pytest.fixture
def chaired(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Chair a meeting by typing these lines; an exception among them is raised at the prompt, like Ctrl-C."""

    def chair(lines: Iterable[object], *options: str) -> tuple[int, str]:
        typed = iter(lines)

        def answer(_: str = "") -> str:
            line = next(typed, EOFError())
            if isinstance(line, BaseException):
                raise line
            return str(line)

        monkeypatch.setattr("builtins.input", answer)
        code = run(["meeting", "new", str(tmp_path / "class.toml"), *options])
        shown = capsys.readouterr()
        return code, " ".join((shown.out + shown.err).split())

    return chair


OPENING = ("put agenda", "decide without a vote", "submit S/2016/846 by France", "submit second by Russian Federation")


def test_a_chair_is_led_through_mistakes_to_the_transcript(chaired, tmp_path) -> None:
    code, shown = chaired(
        ["put S/2016/846", "applaud", "99", *OPENING, "put second", "put S/2016/846", "vote N: RUS",
         "vote N: Rusia default yes", "vote N: RUS VEN / A: AGO CHN default yes", "t", "h", "submit 'x",
         "close the meeting", "speak by Egypt"],
        "--on", "2016-10-08", "--agenda", "Syria",
    )  # fmt: skip
    meeting = read_meeting(tmp_path / "class.toml")

    assert (0, Stage.CLOSED) == (code, meeting.stage)
    assert [Fate.VETOED, Fate.NOT_PUT] == [text.fate for text in meeting.texts]
    for words in (
        "under rule 9", "'applaud' is not an act", "99 is not in the list", "under rule 32(1)", "Did you mean 'Russia'",
        "cannot be read (No closing quotation)", "under rule 2", "Go on with",
    ):  # fmt: skip
        assert words in shown


def test_numbers_ask_for_what_is_missing(chaired, tmp_path) -> None:
    def number(name: str) -> int:
        listed = [opening.act.name for opening in read_meeting(tmp_path / "class.toml").in_order]
        return listed.index(name) + 1

    chaired(["put agenda", "decide without a vote"], "--on", "2016-10-08")
    chaired([number("submit"), "France", "my draft", "A title"])
    chaired([number("move"), "Egypt", ""])
    code, _ = chaired([number("vote"), "RUS, VEN", "France", "", "", "", "abstain"])
    meeting = read_meeting(tmp_path / "class.toml")

    assert code == 0
    assert ("my draft", "A title") == (meeting.texts[0].label, meeting.texts[0].draft.title)
    assert ("suspend the meeting", "2-1-12") == (meeting.decisions[-1].item, str(meeting.decisions[-1].outcome.tally))


def test_an_interrupted_question_changes_nothing_and_an_interrupted_meeting_goes_on(chaired, tmp_path) -> None:
    code, shown = chaired([*OPENING, "put S/2016/846", "1", "France", KeyboardInterrupt(), KeyboardInterrupt()],
                          "--on", "2016-10-08")  # fmt: skip
    before = read_meeting(tmp_path / "class.toml")
    again, resumed = chaired(["vote default yes"])

    assert (0, 0) == (code, again)
    assert "Left as it was" in shown
    assert before.stage is Stage.QUESTION
    assert f"taken up after {len(before.acts)} steps" in resumed
    assert read_meeting(tmp_path / "class.toml").text("S/2016/846").fate is Fate.ADOPTED


def test_a_step_back_is_saved_too(chaired, tmp_path) -> None:
    chaired([*OPENING, "b"], "--on", "2016-10-08")
    assert len(OPENING) - 1 == len(read_meeting(tmp_path / "class.toml").acts)


def test_another_course_of_history_begins_at_a_step(chaired, tmp_path) -> None:
    chaired([], "--like", "syria-october-2017", "--step", "5")
    assert replay("syria-october-2017").meeting.at(5) == read_meeting(tmp_path / "class.toml")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("new", "here.toml"), "Add --on"),
        (("new", "here.txt", "--on", "2016-10-08"), "Add .toml"),
        (("new", "here.toml", "--on", "2016-10-08", "--rules", "reel"), "Did you mean 'real'"),
        (("new", "here.toml", "--on", "1939-10-08"), "1939"),
        (("play", "alepo"), "Did you mean 'aleppo-2016'"),
        (("compare", "S/2016/847", "--rules", "mine"), "'mine'"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_one_line(words, named, capsys, monkeypatch, tmp_path) -> None:
    monkeypatch.chdir(tmp_path)
    code, err = run(["meeting", *words]), capsys.readouterr().err
    assert (2, 1) == (code, err.count("\n"))
    assert named in err


@pytest.mark.parametrize("script", replays(), ids=lambda script: script.id)
def test_every_meeting_of_history_plays_at_once(script, capsys) -> None:
    assert run(["meeting", "play", script.id, "--json"]) == 0
    played = json.loads(capsys.readouterr().out)
    assert list(script.meeting.transcript) == played["transcript"]
    assert run(["meeting", "play", script.id, "--whole"]) == 0
    assert "called to order" in capsys.readouterr().out or script.opened.written


def test_the_lists_and_the_comparison_answer(capsys) -> None:
    for words, expected in ((("list",), "formosa-1950"), (("rules",), "mun-generic")):
        assert run(["meeting", *words]) == 0
        assert expected in capsys.readouterr().out
        assert run(["meeting", *words, "--json"]) == 0
        assert json.loads(capsys.readouterr().out)
    assert run(["meeting", "compare", "S/2022/155", "--matter", "procedural", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["real"]["adopted"]


@pytest.mark.skipif(not hasattr(pty, "openpty"), reason="needs a pseudo-terminal")
def test_a_key_at_a_time_in_a_real_terminal() -> None:
    """Enter shows the next step and q stops, with the exit code of an answer."""
    main, terminal = pty.openpty()
    playing = subprocess.Popen(
        [sys.executable, "-m", "unsc_sim", "meeting", "play", "laos-1959"], stdin=terminal, stdout=terminal,
        stderr=subprocess.STDOUT,
    )  # fmt: skip
    os.close(terminal)
    shown = ""
    for key in ("\n", "\n", "q\n"):
        shown += _until(main, "q to stop: ")
        os.write(main, key.encode())
    assert playing.wait(timeout=30) == 0
    os.close(main)
    assert "Provisional agenda" in shown
    assert "[3/" in shown
    assert "S/4214" not in shown


def _until(terminal: int, prompt: str) -> str:
    text, patience = "", time.monotonic() + 30
    while not text.endswith(prompt) and time.monotonic() < patience:
        text += os.read(terminal, 4096).decode()
    return text
