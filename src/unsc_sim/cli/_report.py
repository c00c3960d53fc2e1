"""The command that puts a whole case on one page: report."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from unsc_sim import reports
from unsc_sim._dates import spoken_date
from unsc_sim._files import plain_name, write_whole
from unsc_sim.cli import _frame as frame
from unsc_sim.cli._council import is_file
from unsc_sim.cli._page_plain import page_plain
from unsc_sim.cli._plain import case_plain

OutFile = Annotated[str, Parameter(name=["--output", "-o"])]


def report(name: str, /, *, output: OutFile = "", forecast: bool = True, out: frame.Output = frame.TEXT) -> None:
    """Put a case on one page: what happened, why, what would have changed it, what was foreseeable, the sources.

    The page is one HTML file: it fetches nothing, runs nothing, and prints on A4. With --json and no file, the votes
    and all that the page says go to standard output instead.

    For example: `unsc-sim report aleppo-2016 --output report.html`

    Parameters
    ----------
    name
        The id of a case, the symbol of a draft or resolution, or a TOML file of your own.
    output
        The file to write, or a folder to write it to; without it the page goes to standard output.
    forecast
        --no-forecast leaves out what was foreseeable, which takes some seconds.
    """
    case = reports.subject(name)
    if not (output or out.json) and sys.stdout.isatty():
        there = f"unsc-sim report {_quoted(name)} -o {Path(name).stem if is_file(name) else case.id}.html"
        raise frame.QuestionError(name, "makes a page that no terminal shows", "a file to write", f"Try: {there}")
    with frame.bar("Forecasting from the past"):
        told = reports.report_page(case, forecast=forecast)
    if out.json and not output:
        out.give(case_plain(case, case.entries) | {"report": page_plain(told)})
        return
    page = reports.as_html(told)
    if not output:
        sys.stdout.write(page)
        return
    where = written(output, page, f"{case.id or 'report'}.html")
    days = spoken_date(case.entries[0].date)
    out.give(
        {"case": case.id, "title": case.title, "file": str(where), "bytes": len(page.encode())},
        frame.said(f"{case.title}, {days}: the report is in {where}."),
        frame.said("Open it in a browser; print it from there.", "dim"),
    )


def written(output: str, page: str, name: str) -> Path:
    """Write a page to a file, or under this name into a folder, and say where.

    Raises:
        FileError: when it cannot be written there.
    """
    place = Path(output)
    return write_whole(place / plain_name(name) if place.is_dir() else place, page)


def _quoted(name: str) -> str:
    return f"'{name}'" if " " in name else name
