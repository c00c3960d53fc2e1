"""Commands about tables of votes: check one, import one, fetch one, and the layouts that are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
from cyclopts import App

from unsc_sim import records
from unsc_sim.cli import _frame as frame
from unsc_sim.cli._told import listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

said = frame.said
_SHOWN = 40
"""Findings told as text; JSON and the report file have all."""

data = App(
    name="data",
    help="Check, import and fetch tables of votes.\n\nFor example: `unsc-sim data layouts`",
)


@data.command
def layouts(*, out: frame.Output = frame.TEXT) -> None:
    """List the columns of the layouts that are recognised without being told.

    For example: `unsc-sim data layouts`
    """
    known = {"one row per vote": records.ROLLCALLS, "UN Digital Library": records.DIGITAL_LIBRARY}
    plain = {name: list(layout.columns) for name, layout in known.items()}
    parts: list[RenderableType] = []
    for name, columns in plain.items():
        parts += [said(name, "bold"), said("  " + ", ".join(columns))]
    out.give(plain, *parts, said("Any other: name its columns, as in --column.date Day --column.yes For."))


@data.command
def check(
    file: str, /, *, column: dict[str, str] | None = None, report: str = "", out: frame.Output = frame.TEXT
) -> None:
    """Hold every vote of a CSV file against the Council, the tally and the rule of its day.

    For example: `unsc-sim data check votes.csv`

    Parameters
    ----------
    file
        The table.
    column
        What a column of another layout holds: --column.date Day --column.yes For --column.no Against.
    report
        Write every finding to this CSV file as well.
    """
    with frame.bar("Checking") as progress:
        found = records.check(file, column, progress=progress)
    _reported(found, report)
    out.give(_plain(found), *_told(found))


@data.command(name="import")
def import_(
    file: str,
    /,
    *,
    to: str,
    column: dict[str, str] | None = None,
    repair: bool = False,
    spreadsheet: bool = False,
    report: str = "",
    quarantine: str = "",
    out: frame.Output = frame.TEXT,
) -> None:
    """Check a CSV file of votes, and write those that fit to another, one row per vote.

    For example: `unsc-sim data import votes.csv --to clean.csv --report report.csv`

    Parameters
    ----------
    file
        The table.
    to
        The file to write.
    column
        What a column of another layout holds: --column.date Day --column.yes For --column.no Against.
    repair
        Mend what can be mended without guessing.
    spreadsheet
        Keep a spreadsheet from taking any cell for a formula.
    report
        Write every finding to this CSV file as well.
    quarantine
        Write the rows that were set aside to this CSV file, in their own columns, to be mended and imported anew.
    """
    with frame.bar("Importing") as progress:
        found = records.convert(file, to, column, repair=repair, spreadsheet=spreadsheet, progress=progress)
    _reported(found, report)
    if quarantine:
        records.write_quarantine(found, file, quarantine)
        frame.note(f"The rows set aside are in {quarantine}.")
    out.give(_plain(found), *_told(found), said(f"The votes are in {to}."))


@data.command
def fetch(url: str, /, *, to: str, sha256: str = "", name: str = "", out: frame.Output = frame.TEXT) -> None:
    """Fetch a published file into a folder; what broke off goes on where it stopped.

    For example: `unsc-sim data fetch https://example.org/votes.csv --to data`

    Parameters
    ----------
    url
        The file's address. The page of the UN Digital Library's voting data links its current file.
    to
        The folder.
    sha256
        The checksum of the file that you mean.
    name
        The file's name in the folder, by default the address's last part.
    """
    with frame.bar("Fetching") as progress:
        fetched = records.fetch(url=url, folder=to, sha256=sha256 or None, name=name or None, progress=progress)
    plain = {"path": str(fetched.path), "sha256": fetched.sha256}
    out.give(plain, said(fetched.path), said(f"sha256 {fetched.sha256}"))


def _reported(report: records.Report, file: str) -> None:
    if file:
        records.write_report(report, file)
        frame.note(f"The findings are in {file}.")


def _plain(report: records.Report) -> dict[str, Any]:
    return {
        "read": report.read,
        "accepted": report.accepted,
        "set_aside": report.read - report.accepted,
        "faults": {fault.value: count for fault, count in report.count().items()},
        "findings": [attrs.asdict(one, filter=_told_field) | {"fault": one.fault.value} for one in report.findings],
    }


def _told_field(field: attrs.Attribute[Any], _: object) -> bool:
    return field.name not in {"mended", "fault"}


def _told(report: records.Report) -> Iterator[RenderableType]:
    yield said(f"{report.read} votes read, {report.accepted} accepted, {report.read - report.accepted} set aside.")
    if report.clean:
        return
    table = listing("Row", "What", "Why", "Repair")
    for one in report.findings[:_SHOWN]:
        repair = f"done: {one.repair}" if one.repaired else one.repair
        table.add_row(str(one.row), said(one.fault.value), said(one.reason), said(repair))
    yield table
    for fault, count in report.count().items():
        yield said(f"{count} × {fault.value}")
    if len(report.findings) > _SHOWN:
        yield said(f"The first {_SHOWN} of {len(report.findings)} findings are listed; --json gives all.", "dim")
