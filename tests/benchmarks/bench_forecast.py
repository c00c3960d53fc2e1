"""How long a forecast takes once the casebook is loaded; run `python tests/benchmarks/bench_forecast.py`."""

from __future__ import annotations

import sys
from time import perf_counter

from unsc_sim.forecast import predict

DRAFTS = ("S/2016/846", "S/2016/847", "S/2014/348", "S/2019/757")
MOST_MS = 100.0


def milliseconds(symbol: str, times: int = 5) -> float:
    """The best of several forecasts with all their results, after one that loads what is needed."""
    predict(symbol)
    found = []
    for _ in range(times):
        start = perf_counter()
        _ = predict(symbol).outcomes
        found.append(1000 * (perf_counter() - start))
    return min(found)


def main() -> int:
    """Print a line per draft; fail where one takes longer than promised."""
    slow = 0
    for symbol in DRAFTS:
        taken = milliseconds(symbol)
        slow += taken > MOST_MS
        sys.stdout.write(f"{symbol}  {taken:6.1f} ms\n")
    return slow


if __name__ == "__main__":
    raise SystemExit(main())
