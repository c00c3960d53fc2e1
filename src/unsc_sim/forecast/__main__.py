"""`python -m unsc_sim.forecast FILE [RECORD.csv]`: learn the coefficients anew and write them to a file."""

from __future__ import annotations

import sys

from unsc_sim._files import write_whole
from unsc_sim.casebook import roll_calls
from unsc_sim.forecast.fitting import learn_all
from unsc_sim.records import read_rollcalls


def main(file: str, record: str | None = None) -> None:
    """Learn from the casebook, and from a full record where one is given, and write the file."""
    full = read_rollcalls(record) if record is not None else None
    write_whole(file, learn_all(roll_calls(), full))


if __name__ == "__main__":
    main(*sys.argv[1:])
