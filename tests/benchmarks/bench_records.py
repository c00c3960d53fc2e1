"""Time and memory of a file as large as the Digital Library's: `python tests/benchmarks/bench_records.py [VOTES]`.

It writes a synthetic file into a temporary folder, one row per member and vote, then reads and imports it, each in a
process of its own, whose peak memory the system tells. 2,933 votes are some 41,000 rows.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from unsc_sim import Council, Symbol
from unsc_sim.records import DIGITAL_LIBRARY, Report, convert, read_rollcalls, write_rollcalls


def write(path: str, votes: str) -> str:
    """Unanimous votes on days drawn from 1946 to 2025."""
    chance = random.Random(3)  # noqa: S311 - not a secret
    days = sorted(date(1946, 2, 1) + timedelta(days=chance.randrange(29_000)) for _ in range(int(votes)))
    made = (Council.on(day).roll_call(default="yes", resolution=Symbol(f"S/RES/{place % 9000 + 1}"))
            for place, day in enumerate(days))  # fmt: skip
    return f"{write_rollcalls(made, path, DIGITAL_LIBRARY):,} rows written"


def read(path: str, _: str) -> str:
    """Read for the roll calls, none of which is kept."""
    return f"{sum(1 for _ in read_rollcalls(path, report=Report())):,} votes read"


def imported(path: str, _: str) -> str:
    """Read, check, and write in our own layout."""
    return f"{convert(path, f'{path}.out').accepted:,} votes imported"


def main(votes: str) -> None:
    """Do each in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        for task in (write, read, imported):
            subprocess.run(
                [sys.executable, __file__, task.__name__, str(Path(folder) / "votes.csv"), votes], check=True
            )


if __name__ == "__main__":
    if len(sys.argv) < 4:
        main(sys.argv[1] if len(sys.argv) > 1 else "2933")
    else:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        began, used = time.perf_counter(), time.process_time()
        told = {one.__name__: one for one in (write, read, imported)}[sys.argv[1]](*sys.argv[2:4])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        wall, cpu = time.perf_counter() - began, time.process_time() - used
        sys.stdout.write(f"{told}: {cpu:.1f} s of processor, {wall:.1f} s, at most {peak} MB ({before} MB before)\n")
