"""How much `import unsc_sim` adds to importing attrs and cattrs, side by side in one run.

Run `python tests/benchmarks/bench_import.py [runs]`; it prints medians in milliseconds and asserts nothing.
"""

# ruff: noqa: T201 - a benchmark prints

from __future__ import annotations

import statistics
import subprocess
import sys
import time

KIT = "import attrs, cattrs"
OURS = f"{KIT}, unsc_sim"


def seconds(code: str) -> float:
    """How long a fresh interpreter takes for some code."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - start


def main(runs: int = 15) -> None:
    """Time both in turn, so that a drifting machine drifts for both."""
    pairs = [(seconds(KIT), seconds(OURS)) for _ in range(runs)]
    kit, ours = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    print(f"{KIT}: {kit:.0f} ms; with unsc_sim: {ours:.0f} ms; the library adds {ours - kit:.0f} ms")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
