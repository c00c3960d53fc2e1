"""Long work that is interrupted, however rudely, loses at most the item in flight and ends with the same result."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from unsc_sim import roll_call, roll_calls
from unsc_sim.errors import ResumeError
from unsc_sim.forecast import FORECASTERS, backtest
from unsc_sim.records import write_rollcalls
from unsc_sim.sweep import sweep

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SLOW_SWEEP = """
import sys, time
from unsc_sim import roll_call
from unsc_sim.sweep import outcome_of, sweep
def slowly(item, rng):
    time.sleep(0.02)
    return {**outcome_of(item, rng), "drawn": rng.random()}
sweep([roll_call("S/2016/846")] * 60, slowly, seed=7, resume=sys.argv[1], key="slowly")
"""
SLOW_BACKTEST = """
import sys, time
from unsc_sim import roll_calls
from unsc_sim.forecast import FORECASTERS, backtest
def slowly(*args, **kwargs):
    time.sleep(0.02)
    return FORECASTERS["climatology"](*args, **kwargs)
backtest(roll_calls(before="1990-01-01"), {"slowly": slowly}, range(1980, 1990), resume=sys.argv[1])
"""
SLOW_IMPORT = """
import sys, time
from unsc_sim.__main__ import stop_on_termination
from unsc_sim.records import convert
stop_on_termination()
convert(sys.argv[1], sys.argv[2], progress=lambda done, total: time.sleep(0.2))
"""
ENDS = [signal.SIGINT, signal.SIGTERM, signal.SIGKILL]


@pytest.fixture(autouse=True)
def heard() -> Iterator[None]:
    """Where the suite runs in the background SIGINT is ignored, and so it would be by the programs it starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before or signal.SIG_DFL)


def interrupted(code: str, *arguments: object, sign: signal.Signals, when) -> int:
    """Run a program, send it a signal as soon as `when` holds, and say how it ended."""
    with subprocess.Popen([sys.executable, "-c", code, *map(str, arguments)], stderr=subprocess.DEVNULL) as run:
        until = time.monotonic() + 60
        while not when():
            assert run.poll() is None, "it ended before it could be interrupted"
            assert time.monotonic() < until
            time.sleep(0.01)
        run.send_signal(sign)
        return run.wait(60)


def lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


def slowly(item, rng):
    """The measure of SLOW_SWEEP, in no time."""
    from unsc_sim.sweep import outcome_of  # noqa: PLC0415 - as there

    return {**outcome_of(item, rng), "drawn": rng.random()}


@pytest.mark.parametrize("sign", ENDS, ids=lambda sign: sign.name)
def test_a_sweep_that_was_stopped_goes_on_to_the_same_result(tmp_path, sign) -> None:
    kept, items = tmp_path / "kept.jsonl", [roll_call("S/2016/846")] * 60
    assert 0 != interrupted(SLOW_SWEEP, kept, sign=sign, when=lambda: lines(kept) > 4)
    before, told = lines(kept), []
    found = sweep(
        items, slowly, seed=7, resume=kept, key="slowly", progress=lambda done, total: told.append((done, total))
    )

    assert 4 < before < 60
    assert (before - 1, 60) == told[0]
    assert sweep(items, slowly, seed=7) == found


@pytest.mark.parametrize("sign", ENDS[1:], ids=lambda sign: sign.name)
def test_a_backtest_that_was_stopped_goes_on_to_the_same_result(tmp_path, sign) -> None:
    kept, votes, told = tmp_path / "kept.jsonl", roll_calls(before="1990-01-01"), []
    one = {"slowly": FORECASTERS["climatology"]}
    assert 0 != interrupted(SLOW_BACKTEST, kept, sign=sign, when=lambda: lines(kept) > 4)
    years = {json.loads(line)["day"][:4] for line in kept.read_bytes().splitlines(keepends=True) if line[-1:] == b"\n"}
    found = backtest(votes, one, range(1980, 1990), resume=kept, progress=lambda *done: told.append(done))

    assert backtest(votes, one, range(1980, 1990)) == found
    assert 10 - len(years) <= len(told) <= 11 - len(years)
    assert len(told) < 10


@pytest.mark.parametrize("sign", ENDS, ids=lambda sign: sign.name)
def test_an_import_that_was_stopped_leaves_the_old_file_and_can_be_repeated(tmp_path, sign) -> None:
    """Nothing is half imported. What is left of the new file, after a kill alone, is hidden and named .part."""
    source, target = tmp_path / "votes.csv", tmp_path / "out.csv"
    write_rollcalls([roll_call("S/2016/846")] * 3000, source)
    target.write_text("as it was", "utf-8")
    parts = lambda: list(tmp_path.glob(".out.csv.*.part"))  # noqa: E731
    assert 0 != interrupted(SLOW_IMPORT, source, target, sign=sign, when=parts)

    assert "as it was" == target.read_text("utf-8")
    assert (sign is signal.SIGKILL) == bool(parts())


def test_two_processes_never_write_one_file(tmp_path) -> None:
    """The second is refused in one line; when the first is gone, however it went, the file is free."""
    kept, items = tmp_path / "kept.jsonl", [roll_call("S/2016/846")] * 60
    with subprocess.Popen([sys.executable, "-c", SLOW_SWEEP, str(kept)]) as first:
        while lines(kept) < 2:
            time.sleep(0.01)
        os.kill(first.pid, signal.SIGSTOP)
        with pytest.raises(ResumeError, match="is being written by another process"):
            sweep(items, slowly, seed=7, resume=kept, key="slowly")
        first.kill()
    assert sweep(items, slowly, seed=7) == sweep(items, slowly, seed=7, resume=kept, key="slowly")


@pytest.mark.parametrize(("sign", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["INT", "TERM"])
def test_the_command_line_stops_without_a_traceback(tmp_path, sign, code) -> None:
    pytest.importorskip("cyclopts", reason="the extra [cli] is not installed")
    kept = tmp_path / "kept.jsonl"
    wanted = [word for number in (7, 8, 10, 11, 12) for word in ("--requiring", str(number))]
    words = ["sweep", *wanted, "--modifier", "two-vetoes", "--modifier", "no-veto", "--keep", str(kept)]
    with subprocess.Popen([sys.executable, "-m", "unsc_sim", *words], stderr=subprocess.PIPE, text=True,
                          stdout=subprocess.DEVNULL) as run:  # fmt: skip
        while lines(kept) < 2:
            time.sleep(0.005)
        run.send_signal(sign)
        _, err = run.communicate(timeout=60)
    assert code == run.returncode
    assert "Traceback" not in err
