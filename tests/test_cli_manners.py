"""How the command line behaves: examples that run, lines that fit, colour and progress on a terminal only."""

from __future__ import annotations

import os
import pty
import re
import shlex
import subprocess
import sys
from shutil import which
from typing import TYPE_CHECKING, Any

import pytest

import unsc_sim as sc

cli = pytest.importorskip("unsc_sim.cli", reason="the extra [cli] is not installed")
frame = pytest.importorskip("unsc_sim.cli._frame")
write = frame.write

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = ((), *cli.every_command())
every_command = pytest.mark.parametrize("command", COMMANDS, ids=" ".join)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the files that examples name, where nobody types anything."""
    (tmp_path / "data").mkdir()
    for file in (tmp_path / "votes.csv", tmp_path / "data" / "votes.csv"):
        sc.records.write_rollcalls(sc.case("aleppo-2016").roll_calls, file)
    monkeypatch.setattr("builtins.input", _nobody)
    monkeypatch.chdir(tmp_path)


def _nobody(_: str = "") -> str:
    raise EOFError


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Answer a command line once and read the text as terminals of several widths show it."""
    parts: list[Any] = []
    monkeypatch.setattr(frame, "write", lambda *given: parts.extend(given))

    def read(words: list[str], widths: tuple[int, ...]) -> list[str]:
        assert cli.run(words) == 0, capsys.readouterr().err
        capsys.readouterr()
        texts = []
        for width in widths:
            monkeypatch.setenv("COLUMNS", str(width))
            write(*parts)
            texts.append(capsys.readouterr().out)
        return texts

    return read


def widest(text: str) -> int:
    return max((len(line.rstrip()) for line in text.splitlines()), default=0)


@every_command
@pytest.mark.usefixtures("desk")
def test_the_example_in_every_help_runs_and_its_answer_fits_the_terminal(ask, told, monkeypatch, command) -> None:
    """80 columns, and 60 for a narrow window. Nothing is fetched: the file of that name is in the folder already."""
    code, narrow, err = ask(*command, "--help")
    monkeypatch.setenv("COLUMNS", "200")
    examples = re.findall(r"For example: (unsc-sim .+)", ask(*command, "--help")[1])
    assert (code, err, len(examples)) == (0, "", 1)
    assert widest(narrow) <= 80
    words = shlex.split(examples[0])[1:]
    assert tuple(words[: len(command)]) == command
    if command == ("data", "fetch"):
        pytest.importorskip("pooch", reason="the extra [data] is not installed")

    at_80, at_60 = told(words, (80, 60))
    assert at_80.strip() or command == ("completion",)  # a script for a shell, which has no width
    assert widest(at_80) <= 80
    assert widest(at_60) <= 60


def test_alone_it_greets_with_three_things_to_try_that_work(ask) -> None:
    code, out, _ = ask()
    tries = [line.strip() for line in out.splitlines() if line.startswith("  unsc-sim")]

    assert (code, len(tries)) == (0, 3)
    assert [ask(*shlex.split(line)[1:])[0] for line in tries] == [0, 0, 0]


@pytest.mark.skipif(which("bash") is None, reason="there is no bash to complete anything")
def test_bash_completes_commands_and_options_once_it_has_been_taught(ask) -> None:
    script = ask("completion", "bash")[1]
    for typed, offered in (("pre", ["predict", "president"]), ("vote --def", ["--default"])):
        words = f"COMP_WORDS=(unsc-sim {typed}); COMP_CWORD={len(typed.split())}"
        lines = f'{script}\n{words}; _unsc_sim; echo "${{COMPREPLY[@]}}"'
        done = subprocess.run(["bash", "-c", lines], capture_output=True, check=True, text=True)
        assert (sorted(done.stdout.split()), done.stderr) == (offered, "")


def on_a_terminal(*words: str, **env: str) -> str:
    """What a terminal of 80 columns is sent: answers and notes, with everything that steers it."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "unsc_sim", *words],
        stdin=theirs, stdout=theirs, stderr=theirs,
        env=_plain_environment() | {"TERM": "xterm-256color", "COLUMNS": "80"} | env,
    ) as process:  # fmt: skip
        os.close(theirs)
        shown = b"".join(iter(lambda: _read(ours), b""))
        assert process.wait() == 0
    os.close(ours)
    return shown.decode()


def _plain_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR", "TERM"}}


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when the other end is closed
        return b""


COLOUR = re.compile(r"\x1b\[[\d;]*(?:3|4|9|10)[0-8][\d;]*m")


def test_an_answer_has_colour_on_a_terminal() -> None:
    assert COLOUR.search(on_a_terminal("replay", "S/2016/846"))


def test_long_work_shows_how_far_it_is_on_a_terminal_without_colour_where_nobody_wants_it() -> None:
    shown = on_a_terminal("sweep", "S/2016/846", NO_COLOR="1")
    assert "Sweeping" in shown
    assert not COLOUR.search(shown)


def test_help_is_a_word_that_people_type(ask) -> None:
    assert ask("help") == ask("--help")
    assert ask("help", "data", "check") == ask("data", "check", "--help")
