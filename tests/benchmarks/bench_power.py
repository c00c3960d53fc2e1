"""Voting power measured side by side: ours against the peers that install from the registry, in one run.

`python tests/benchmarks/bench_power.py [--limit SECONDS] [--quick]` prints tables in Markdown. Each measurement is the
median of up to nine runs in a fresh process, caches emptied before each; a contender that exceeds the limit is stopped.
Answers are compared with ours, which are exact and proved against brute force by the tests: a peer that errs by more
than a millionth is shown as wrong and does not count as fastest.
"""

# ruff: noqa: T201 - a benchmark prints its tables
from __future__ import annotations

import argparse
import importlib.util
import json
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

import bodies
from contenders import BODIES, CONTENDERS, forget, timed

from unsc_sim import Council, power, rule_for
from unsc_sim.errors import TooLargeError

HERE = Path(__file__).resolve().parent
INDICES = ("Banzhaf", "Shapley-Shubik")
WRONG = 1e-6


def measure(name: str, index: str, body: str, limit: float) -> dict[str, Any]:
    """Run one contender on one task; what went wrong stands under "note"."""
    if name != "unsc_sim" and importlib.util.find_spec(name) is None:
        return {"note": "skipped: not installed"}
    command = [sys.executable, str(HERE / "contenders.py"), name, index, body]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        return {"note": f"> {limit:.0f} s"}
    if done.returncode:
        error = done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "killed"
        return {"note": "refused" if "TooLargeError" in error else error.split(":")[0].split(".")[-1]}
    return json.loads(done.stdout)


def shown(found: dict[str, Any], exact: list[float]) -> str:
    """One cell of the table: the time, and the error where the answer is wrong."""
    if "note" in found:
        return found["note"]
    error = max(abs(mine - theirs) for mine, theirs in zip(exact, found["values"], strict=True))
    found["wrong"] = not error <= WRONG
    return spoken(found["seconds"]) + (f" **wrong** (by {error:.2g})" if found["wrong"] else "")


def spoken(seconds: float) -> str:
    """Three digits, in the unit that suits."""
    if seconds < 0.0995:
        return f"{seconds * 1e3:.3g} ms"
    return f"{seconds:.3g} s"


def against_peers(limit: float, tasks: list[tuple[str, str]]) -> None:
    """One row per task: every contender's time, and how many times faster ours is than the fastest correct peer."""
    print("| body | index | " + " | ".join(CONTENDERS) + " | our memory | ratio |")
    print("|---" * (len(CONTENDERS) + 4) + "|")
    for body, index in tasks:
        mine = measure("unsc_sim", index, body, limit)
        silent = "note" in mine
        peers = {one: {"note": "–"} if silent else measure(one, index, body, limit) for one in list(CONTENDERS)[1:]}
        found = {"unsc_sim": mine, **peers}
        cells = [shown(one, mine.get("values", [])) for one in found.values()]
        correct = [one["seconds"] for one in found.values() if one is not mine and not one.get("wrong", "note" in one)]
        memory = f"{mine['megabytes']:.0f} MB" if "megabytes" in mine else "–"
        ratio = f"{min(correct) / mine['seconds']:.2g}" if correct and "seconds" in mine else "–"
        print(f"| {body} | {index} | " + " | ".join(cells) + f" | {memory} | {ratio} |", flush=True)


def council() -> None:
    """All indices of the Council together, from nothing."""
    body, rule = Council.on("2016-10-08"), rule_for("substantive", "2016-10-08")

    def all_indices(*, abstention: bool) -> None:
        forget()
        power.profile(rule, body, abstention=abstention)
        power.tripartitions(rule, body) if abstention else power.coalitions(rule, body)

    print("\n| the Council, all indices together | time |\n|---|---|")
    for abstention in (False, True):
        seconds, _ = timed(lambda: all_indices(abstention=abstention), times=25, patience=5.0)  # noqa: B023 - run now
        print(f"| {'with' if abstention else 'without'} abstention | {spoken(seconds)} |", flush=True)


def growth() -> None:
    """How the cost grows with members at one sum of weights, and with the sum at one number of members."""
    print("\n| members | sum of weights | Banzhaf | Shapley-Shubik |\n|---|---|---|---|")
    for members, total in ((25, 10**5), (50, 10**5), (100, 10**5), (50, 10**4), (50, 10**6), (50, 10**7)):
        weights = list(bodies.skewed(total, members).values())
        cells = []
        for function in (power.banzhaf, power.shapley_shubik):
            try:
                seconds, _ = timed(lambda: fresh(function, weights, total), times=3, patience=2.0)  # noqa: B023 - now
                cells.append(spoken(seconds))
            except TooLargeError:
                cells.append("refused")
        print(f"| {members} | {total:,} | {cells[0]} | {cells[1]} |", flush=True)


def fresh(function: Any, weights: list[int], total: int) -> Any:
    """Compute from nothing."""
    forget()
    return function(power.weighted(weights, total // 2 + 1))


def main() -> None:
    """Print all tables."""
    read = argparse.ArgumentParser(description=__doc__)
    read.add_argument("--limit", type=float, default=120.0, help="seconds after which a contender is stopped")
    read.add_argument("--quick", action="store_true", help="leave out the bodies of 190 members")
    asked = read.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}; limit {asked.limit:.0f} s\n", flush=True)
    tasks = [(body, index) for body in BODIES for index in INDICES]
    against_peers(asked.limit, [task for task in tasks if not (asked.quick and "190" in task[0])])
    council()
    growth()


if __name__ == "__main__":
    main()
