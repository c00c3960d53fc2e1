"""Roll calls out of tables, one by one, each checked against the law of its day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

import attrs

from unsc_sim._dates import as_date
from unsc_sim.errors import DateError, RecordError
from unsc_sim.records.about import split_cell
from unsc_sim.records.examining import examine
from unsc_sim.records.findings import Fault, Finding, Report, Written
from unsc_sim.records.layouts import Layout
from unsc_sim.records.meetings import Meetings, meeting_number, of_the_casebook
from unsc_sim.records.tables import Row, Table, csv_table
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from unsc_sim.rollcall import RollCall

__all__ = ["LISTS", "MAX_OPEN", "Progress", "check", "read_rollcalls", "read_table"]

Progress: TypeAlias = Callable[[int, int], object]
"""Told from time to time how many rows are done, and of how many."""

MAX_OPEN = 100_000
"""Rows of unfinished votes kept in memory where a table has one row per member and they are not together."""
EVERY = 256
"""Rows between two calls of a progress callback."""


def read_rollcalls(
    path: Path | str,
    layout: Layout | Mapping[str, str] | None = None,
    *,
    report: Report | None = None,
    repair: bool = False,
    progress: Progress | None = None,
) -> Iterator[RollCall]:
    """Read the roll calls of a CSV file, one by one, in the order of the file.

    `layout` is found from the column names where it is one of ours (`ROLLCALLS`, `DIGITAL_LIBRARY`); name the columns
    of any other with a `Layout` or a mapping. Every vote is held against the seats of its day, its own totals and the
    rule in force. What does not fit is kept in `report`; without a report, the first vote that does not fit is an
    error. `repair` mends what can be mended without guessing, and says so in the report. `progress` is called with the
    numbers of rows done and of all rows.

    >>> import tempfile
    >>> from pathlib import Path
    >>> file = Path(tempfile.mkdtemp()) / "mine.csv"
    >>> _ = file.write_text('''date,yes,no,abstain
    ... 2016-10-08,EGY ESP FRA GBR JPN MYS NZL SEN UKR URY USA,RUS VEN,AGO CHN
    ... 2016-10-08,CHN EGY RUS VEN,ESP FRA GBR JPN MYS NZL SEN UKR USA,AGO
    ... ''')
    >>> report = Report()
    >>> [str(votes.tally) for votes in read_rollcalls(file, report=report)]
    ['11-2-2']
    >>> print(report.findings[0])
    row 3: member without a vote: Uruguay: no vote recorded; 15 members sat on 8 October 2016. Suggested: look it up: \
it may not have participated, or the data may lack it.

    Raises:
        RecordError: when the file is no table of votes within the limits; without a report, when a vote does not fit.
    """
    return read_table(csv_table(path), layout, report=report, repair=repair, progress=progress)


def check(
    path: Path | str, layout: Layout | Mapping[str, str] | None = None, *, progress: Progress | None = None
) -> Report:
    r"""Read a CSV file of votes for the report alone.

    >>> import tempfile
    >>> from pathlib import Path
    >>> file = Path(tempfile.mkdtemp()) / "mine.csv"
    >>> _ = file.write_text("date,yes,no,abstain\n2016-13-08,FRA,,\n")
    >>> print(check(file))
    1 votes read, 0 accepted, 1 set aside.
    1 × day and month swapped
    row 2: day and month swapped: '2016-13-08' is not a date. Suggested: day and month swapped: 2016-08-13.

    Raises:
        RecordError: when the file is no table of votes within the limits.
    """
    report = Report()
    for _ in read_rollcalls(path, layout, report=report, progress=progress):
        pass
    return report


def read_table(
    table: Table,
    layout: Layout | Mapping[str, str] | None = None,
    *,
    report: Report | None = None,
    repair: bool = False,
    progress: Progress | None = None,
) -> Iterator[RollCall]:
    """Read the roll calls of any table that can be gone through twice; see `read_rollcalls`."""
    if isinstance(layout, Mapping):
        layout = Layout.of(layout)
    known = layout or Layout.recognised(table.columns, table.name)
    known.demand(table.columns, table.name)
    return _read(table, known, report, repair=repair, progress=progress)


def _read(
    table: Table, layout: Layout, report: Report | None, *, repair: bool, progress: Progress | None
) -> Iterator[RollCall]:
    total, sizes, meetings = _survey(table, layout)
    kept = Report() if report is None else report
    counted = _counting(table.rows(), total, progress)
    for written, problem in _gathered(counted, layout, sizes, table.name):
        kept.read += 1
        examined = examine(written, layout, meetings, repair=repair)
        findings = (
            *([Finding(written.row, Fault.ROW, problem, "mend the row")] if problem else []),
            *examined.findings,
        )
        grave = [one for one in findings if one.fault.grave and not one.repaired]
        if grave and report is None:
            raise RecordError(
                table.name, f"does not fit in {str(grave[0]).rstrip('.')}", "votes that the law of their day allows",
                "Give report=Report() to set such rows aside and read the rest.",
            )  # fmt: skip
        for finding in findings:
            kept.note(finding)
        if grave or examined.roll_call is None:
            kept.quarantine.append(written)
        else:
            kept.accepted += 1
            yield examined.roll_call


def _survey(table: Table, layout: Layout) -> tuple[int, Counter[str], Meetings]:
    """Go through a table once for what single rows cannot tell: its length, the size of its votes, its meetings."""
    total, sizes = 0, Counter[str]()
    held: dict[int, date] = {}
    for row in table.rows():
        total += 1
        if layout.key:
            sizes[row.cells.get(layout.key, "")] += 1
        number = meeting_number(row.cells.get(layout.meeting, "")) if layout.meeting else None
        if number is not None and number not in held and not layout.date_format:
            try:
                held[number] = as_date(row.cells.get(layout.date, ""))
            except DateError:
                continue
    return total, sizes, Meetings.of([*of_the_casebook(), *held.items()])


def _counting(rows: Iterator[Row], total: int, progress: Progress | None) -> Iterator[Row]:
    for done, row in enumerate(rows):
        if progress is not None and done % EVERY == 0:
            progress(done, total)
        yield row
    if progress is not None:
        progress(total, total)


def _gathered(rows: Iterator[Row], layout: Layout, sizes: Counter[str], name: str) -> Iterator[tuple[Written, str]]:
    """Whole votes, with what is wrong with the shape of their rows."""
    if not layout.one_row_per_member:
        yield from ((_wide(row, layout), row.problem) for row in rows)
        return
    groups: dict[str, list[Row]] = {}
    waiting = 0
    for row in rows:
        key = row.cells.get(layout.key, "")
        group = groups.setdefault(key, [])
        group.append(row)
        waiting += 1
        if waiting > MAX_OPEN:
            raise RecordError(
                name, f"scatters the rows of one {layout.key}", "the rows of one vote near each other", "Sort the file."
            )
        if len(group) == sizes[key]:
            waiting -= len(groups.pop(key))
            yield _long(group, layout), next((one.problem for one in group if one.problem), "")


def _cells(row: Row, layout: Layout) -> dict[str, str]:
    taken = {
        field.name: row.cells.get(column, "")
        for field in attrs.fields(Layout)
        if isinstance(column := getattr(layout, field.name), str) and column
    }
    return taken | {f"topics.{place}": row.cells.get(column, "") for place, column in enumerate(layout.topics)}


LISTS = (
    ("yes", Vote.YES),
    ("no", Vote.NO),
    ("abstain", Vote.ABSTAIN),
    ("not_participating", Vote.NOT_PARTICIPATING),
    ("absent", Vote.ABSENT),
)


def _wide(row: Row, layout: Layout) -> Written:
    cells = _cells(row, layout)
    votes = [(name, vote) for column, vote in LISTS for name in split_cell(cells.get(column, ""))]
    return Written(row.number, cells.get("date", ""), tuple(votes), cells, lines=(row.number,))


def _long(group: list[Row], layout: Layout) -> Written:
    """One vote out of its rows; a blank vote is non-participation, as in the Digital Library's older exports."""
    cells = _cells(group[0], layout)
    names = ["|".join(row.cells.get(column, "") for column in (layout.member, layout.member_name)) for row in group]
    votes = [row.cells.get(layout.vote, "").strip() or Vote.NOT_PARTICIPATING for row in group]
    permanent = [
        name
        for name, row in zip(names, group, strict=True)
        if row.cells.get(layout.permanent, "").strip().casefold() in _TRUE
    ]
    return Written(
        group[0].number, cells.get("date", ""), tuple(zip(names, votes, strict=True)), cells, tuple(permanent),
        tuple(row.number for row in group),
    )  # fmt: skip


_TRUE = frozenset(("true", "yes", "1", "p"))
