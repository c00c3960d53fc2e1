"""A case on one page: what happened, why, what would have changed it, what was foreseeable, and how far to trust it.

The page is one HTML file that fetches nothing, runs nothing, and prints on A4.
"""

from __future__ import annotations

from pathlib import Path

import attrs

from unsc_sim._dates import spoken_date
from unsc_sim._files import write_whole
from unsc_sim.casebook import asked
from unsc_sim.casefile import Case, Entry, read_own
from unsc_sim.decisions import decide
from unsc_sim.display._document import document
from unsc_sim.display._page import Page, Section, Verdict
from unsc_sim.display._record import named
from unsc_sim.errors import UnknownCaseError
from unsc_sim.reports._foreseen import foreseen
from unsc_sim.reports._grounds import VERSION, cited, limits, sources
from unsc_sim.reports._told import happened, otherwise, why
from unsc_sim.rollcall import RollCall

__all__ = ["report", "report_page", "save_report", "subject"]


def report(of: Case | RollCall | Path | str, *, forecast: bool = True) -> str:
    """A case as one whole HTML page: no script, nothing fetched, ready to read, to print and to pass on.

    `of` is a case, a roll call, the name of a case, the symbol of a draft, or a TOML file of your own; `forecast`
    leaves out, where it is False, what was foreseeable, which takes some seconds.

    >>> page = report("aleppo-2016", forecast=False)
    >>> "What would have changed it" in page, "<script" in page
    (True, False)

    Raises:
        UnknownCaseError: when the casebook holds no such case; near misses are suggested.
        SeedError: when a file of your own cannot be read as a case.
    """
    return as_html(report_page(of, forecast=forecast))


def as_html(page: Page) -> str:
    """A report's page as one whole HTML document."""
    return document(page, foot=f"Made by unsc_sim {VERSION}. No judgement is implied.")


def save_report(of: Case | RollCall | Path | str, path: Path | str, *, forecast: bool = True) -> Path:
    """Write the report of a case to a file, whole or not at all, and say where.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     save_report("S/2016/847", folder + "/report.html", forecast=False).name
    'report.html'

    Raises:
        UnknownCaseError, SeedError: as `report`.
        FileError: when the file cannot be written.
    """
    return write_whole(path, report(of, forecast=forecast))


def report_page(of: Case | RollCall | Path | str, *, forecast: bool = True) -> Page:
    """The report of a case as sections, before it is written as HTML."""
    case = subject(of)
    entries = case.entries
    sections = (
        Section("In short", _in_short(case)),
        happened(case),
        why(entries),
        otherwise(entries),
        *((foreseen(case),) if forecast else ()),
        sources(entries),
        limits(forecast=forecast),
        cited(case),
    )
    return Page(
        "report", case.title, _when(case), tuple(one for one in sections if one.parts), contents=True
    )  # fmt: skip


def subject(of: Case | RollCall | Path | str) -> Case:
    """The case that a report is about: a whole one, or one vote as a case of its own.

    >>> [str(entry.draft) for entry in subject("S/2016/847").entries]
    ['S/2016/847']

    Raises:
        UnknownCaseError, SeedError: as `report`.
    """
    if isinstance(of, Case):
        return of
    if isinstance(of, RollCall):
        return _of_votes(of)
    if isinstance(of, Path) or str(of).strip().casefold().endswith(".toml"):
        return read_own(of)
    if not isinstance(of, str):
        raise UnknownCaseError(of, "is no case", "a case, a roll call, a name or a file", "See cases().")
    case, entries = asked(of)
    if len(entries) == len(case.entries):
        return case
    return attrs.evolve(case, title=f"{case.title}: {named(entries[0])}", entries=entries)


def _of_votes(votes: RollCall) -> Case:
    about = {name: getattr(votes, name) for name in _SHARED}
    entry = Entry(
        votes.draft.id, votes.date, votes.matter, votes.draft, decide(votes).reason, str(votes.tally), votes, **about
    )
    title = named(entry) or f"A vote of the Security Council on {spoken_date(votes.date)}"
    return Case(votes.draft.id, title, votes.draft.topics, "", "", (), (entry,))


_SHARED = ("meeting", "resolution", "lesson", "notes", "confidence", "uncertain", "sources")


def _when(case: Case) -> str:
    first, last = case.entries[0].date, case.entries[-1].date
    days = spoken_date(first) if first == last else f"{spoken_date(first)} to {spoken_date(last)}"
    number = len(case.entries)
    meetings = ", ".join(dict.fromkeys(str(entry.meeting) for entry in case.entries if entry.meeting))
    return " · ".join(
        filter(None, (f"The United Nations Security Council, {days}", f"{number} vote{'s' * (number > 1)}", meetings))
    )


def _in_short(case: Case) -> tuple[str | Verdict, ...]:
    said = (Verdict(f"{named(one)}: {decide(one.roll_call)}") for one in case.entries if one.roll_call is not None)
    return (*filter(None, (case.summary.strip(),)), *said, *filter(None, (case.lesson.strip(),)))
