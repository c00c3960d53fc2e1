"""`python -m unsc_sim.forecast RECORD.csv FILE`: learn the coefficients anew and write them to a file."""

from __future__ import annotations

import sys
from pathlib import Path

from unsc_sim.casebook import roll_calls
from unsc_sim.forecast.fitting import learn_all
from unsc_sim.forecast.reading import read_roll_calls


def main(record: str, file: str) -> None:
    """Learn from the casebook and a full record, and write the file."""
    Path(file).write_text(learn_all(roll_calls(), read_roll_calls(record)), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
