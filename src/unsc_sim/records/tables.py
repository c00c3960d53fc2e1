"""Tables as rows of text: CSV files in, within limits, and out, whole or not at all."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import attrs

from unsc_sim._files import demand_plain, writing
from unsc_sim.errors import RecordError

if TYPE_CHECKING:
    from typing import TextIO

__all__ = ["MAX_COLUMNS", "MAX_LINE", "MAX_ROWS", "Row", "Table", "csv_table", "neutral", "write_csv"]

MAX_LINE = 100_000
"""Characters in one line of a table; a longer one is refused before it is read whole."""
MAX_COLUMNS = 200
"""Columns of a table."""
MAX_ROWS = 2_000_000
"""Rows of a table: fifty times those of the whole record by member and vote."""


@attrs.frozen
class Row:
    """One row: its line in the file, its cells by column name, and what is wrong with its shape ("" if nothing).

    `raw` holds all its cells as they stand, those beyond the columns too.
    """

    number: int
    cells: dict[str, str]
    problem: str = ""
    raw: tuple[str, ...] = ()


Rows: TypeAlias = Callable[[], Iterator[Row]]
"""A table that can be gone through more than once."""


@attrs.frozen
class Table:
    """A table under its name: the names of its columns, and its rows, as often as they are wanted."""

    name: str
    columns: tuple[str, ...]
    rows: Rows


def csv_table(path: Path | str) -> Table:
    """A CSV file as a table whose rows are read one by one.

    Raises:
        RecordError: when the file cannot be opened, is not UTF-8 or CSV, or exceeds a limit.
    """
    file = Path(path)
    header = next(_records(file), (1, []))[1]
    columns = tuple(name.strip() for name in header)
    if not any(columns) or len(columns) > MAX_COLUMNS or len(set(columns)) < len(columns):
        raise RecordError(
            file.name,
            "has no first line of column names" if not any(columns) else "repeats a column name or has too many",
            f"up to {MAX_COLUMNS} different column names in the first line",
            "Mend the first line.",
        )

    def rows() -> Iterator[Row]:
        records = _records(file)
        next(records)
        for count, (line, cells) in enumerate(records):
            if count >= MAX_ROWS:
                raise RecordError(file.name, "is too long", f"at most {MAX_ROWS:,} rows", "Split the file.")
            if cells:
                problem = f"{len(cells)} cells where the first line has {len(columns)}"
                named = dict(zip(columns, cells, strict=False))
                yield Row(line, named, problem * (len(cells) != len(columns)), tuple(cells))

    return Table(file.name, columns, rows)


def _records(file: Path) -> Iterator[tuple[int, list[str]]]:
    line = 0
    try:
        demand_plain(file)
        with file.open(encoding="utf-8-sig", newline="") as opened:
            reader = csv.reader(_lines(opened, file.name), strict=True)
            while (cells := next(reader, None)) is not None:
                yield line + 1, cells
                line = reader.line_num
    except OSError as error:
        raise RecordError(str(file), f"cannot be read: {error.strerror}", "a CSV file", "Check the name.") from error
    except UnicodeDecodeError as error:
        raise RecordError(file.name, f"is not UTF-8 ({error.reason})", "UTF-8 text", "Save it as UTF-8.") from error
    except csv.Error as error:
        raise RecordError(
            file.name, f"is not CSV near line {line + 1}: {error}", "cells divided by commas", "Mend that line."
        ) from error


def _lines(opened: TextIO, name: str) -> Iterator[str]:
    number = 0
    while line := opened.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE:
            raise RecordError(
                name, f"has a line {number} that is too long", f"at most {MAX_LINE:,} characters", "Is it a CSV file?"
            )
        yield line


def neutral(cell: str) -> str:
    """A cell that a spreadsheet shows as text even where it begins like a formula.

    >>> neutral("=1+1"), neutral("S/2016/846")
    ("'=1+1", 'S/2016/846')
    """
    return "'" + cell if cell[:1] in {"=", "+", "-", "@", "\t", "\r", "\n"} else cell


def write_csv(path: Path | str, columns: Iterable[str], rows: Iterable[dict[str, str]]) -> int:
    """Write a table, whole or not at all; answers how many rows were written.

    Raises:
        FileError: when the place cannot be written to; nothing is left behind.
    """
    count = 0
    with writing(path) as opened:
        writer = csv.DictWriter(opened, list(columns))
        writer.writeheader()
        for count, row in enumerate(rows, start=1):  # noqa: B007 - the last count is the answer
            writer.writerow(row)
    return count
