"""Data frames of any library that narwhals knows (pandas, polars, …), in and out; needs the extra [data]."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from unsc_sim.errors import RecordError, did_you_mean
from unsc_sim.records.extras import bring
from unsc_sim.records.layouts import ROLLCALLS, Layout
from unsc_sim.records.reading import read_table
from unsc_sim.records.tables import MAX_COLUMNS, MAX_ROWS, Row, Table
from unsc_sim.records.writing import to_rows

if TYPE_CHECKING:
    from unsc_sim.records.findings import Report
    from unsc_sim.records.reading import Progress
    from unsc_sim.rollcall import RollCall

__all__ = ["read_frame", "to_frame"]

BACKENDS = ("modin", "pandas", "polars", "pyarrow")


def read_frame(
    frame: Any,
    layout: Layout | Mapping[str, str] | None = None,
    *,
    report: Report | None = None,
    repair: bool = False,
    progress: Progress | None = None,
) -> Iterator[RollCall]:
    """Read the roll calls of a data frame, one by one; the arguments are those of `read_rollcalls`.

    Rows are numbered from 1. Dates may be dates or text; empty cells may be null, NaN or "".

    Raises:
        MissingExtraError: when narwhals is not installed.
        RecordError: when it is no data frame that is loaded, or holds no votes; without a report, when a vote does not
            fit.

    Example:
        `read_frame(pandas.read_csv("mine.csv"), {"date": "Day", "yes": "For", "no": "Against"})`

    >>> Layout.of({"date": "Day", "yes": "For", "no": "Against"}).columns
    ('Day', 'For', 'Against')
    """
    narwhals = bring("narwhals")
    try:
        loaded = narwhals.from_native(frame, eager_only=True)
    except TypeError as error:
        raise RecordError(
            type(frame).__name__, "is not a loaded data frame", "a pandas, polars or like frame",
            "Collect a lazy frame first; give a file to read_rollcalls.",
        ) from error  # fmt: skip
    if len(loaded) > MAX_ROWS or len(loaded.columns) > MAX_COLUMNS:
        raise RecordError(
            "This frame", "is too large", f"at most {MAX_ROWS:,} rows and {MAX_COLUMNS} columns", "Divide it."
        )

    def rows() -> Iterator[Row]:
        for number, cells in enumerate(loaded.iter_rows(named=True), start=1):
            yield Row(number, {str(column): _text(cell) for column, cell in cells.items()})

    table = Table("the frame", tuple(map(str, loaded.columns)), rows)
    return read_table(table, layout, report=report, repair=repair, progress=progress)


def to_frame(roll_calls: Iterable[RollCall], backend: str = "pandas", layout: Layout = ROLLCALLS) -> Any:
    """Put roll calls into a data frame of text, in a layout; `backend` is the library that makes it.

    Raises:
        MissingExtraError: when narwhals or the library is not installed.
        RecordError: when the library is not one we know, or the layout cannot hold a vote.

    Example:
        `to_frame(case("aleppo-2016").roll_calls, "polars")`

    >>> to_frame([], "panda")
    Traceback (most recent call last):
    unsc_sim.errors.RecordError: 'panda' makes no data frames that we know; expected one of modin, pandas, polars, \
pyarrow. Did you mean 'pandas'?
    """
    if backend not in BACKENDS:
        hint = did_you_mean(backend, BACKENDS, "Use to_rows for anything else.")
        raise RecordError(backend, "makes no data frames that we know", "one of " + ", ".join(BACKENDS), hint)
    narwhals = bring("narwhals")
    bring(backend, "the library whose frames you want", backend)
    rows = list(islice(to_rows(roll_calls, layout), MAX_ROWS + 1))
    if len(rows) > MAX_ROWS:
        raise RecordError("These roll calls", "are too many", f"at most {MAX_ROWS:,} rows", "Write them to a file.")
    columns = {column: [row.get(column, "") for row in rows] for column in layout.columns}
    schema = dict.fromkeys(columns, narwhals.String())
    return narwhals.from_dict(columns, schema, backend=backend).to_native()


def _text(cell: Any) -> str:
    if cell is None or cell != cell:  # noqa: PLR0124 - NaN and NaT alone differ from themselves
        return ""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Iterable):
        return "; ".join(map(_text, cell))
    return str(cell)
