"""Roll calls into tables: rows of text in a layout, and whole files."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from unsc_sim._files import writing
from unsc_sim.charter import Matter
from unsc_sim.decisions import decide
from unsc_sim.errors import RecordError
from unsc_sim.records.about import OF_THE_PRESIDENT, WITHOUT_A_VOTE
from unsc_sim.records.findings import Report
from unsc_sim.records.layouts import ROLLCALLS, Layout
from unsc_sim.records.reading import LISTS, read_rollcalls
from unsc_sim.records.tables import csv_table, neutral, write_csv
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from unsc_sim.records.reading import Progress
    from unsc_sim.rollcall import RollCall
    from unsc_sim.states import State

__all__ = ["convert", "to_rows", "write_quarantine", "write_report", "write_rollcalls"]


def to_rows(roll_calls: Iterable[RollCall], layout: Layout = ROLLCALLS) -> Iterator[dict[str, str]]:
    """Give roll calls as rows of text under the layout's column names; what has no column is left out.

    A layout of one row per member and vote writes absence as X, like non-participation: it has no other letter.

    >>> from unsc_sim import roll_call
    >>> row, = to_rows([roll_call("S/2016/847")])
    >>> row["yes"], row["outcome"]
    ('CHN EGY RUS VEN', 'INSUFFICIENT_VOTES')

    Raises:
        RecordError: when a text that was not adopted is to go into a table of adopted resolutions.
    """
    for place, votes in enumerate(roll_calls, start=1):
        about = _named(_cells(votes, layout), layout) | _topics(votes, layout)
        if layout.one_row_per_member:
            yield from (about | row for row in _by_member(votes, layout, place))
        else:
            lists = {column: " ".join(sorted(one.code for one in votes.cast(vote))) for column, vote in LISTS}
            yield about | _named(lists, layout)


def write_rollcalls(
    roll_calls: Iterable[RollCall], path: Path | str, layout: Layout = ROLLCALLS, *, spreadsheet: bool = False
) -> int:
    """Write roll calls to a CSV file, whole or not at all; answers how many rows were written.

    `spreadsheet` puts an apostrophe before every cell that a spreadsheet would take for a formula; leave it out where
    a program will read the file.

    >>> import tempfile
    >>> from pathlib import Path
    >>> from unsc_sim import case
    >>> file = Path(tempfile.mkdtemp()) / "aleppo.csv"
    >>> write_rollcalls(case("aleppo-2016").roll_calls, file)
    2
    >>> list(read_rollcalls(file)) == list(case("aleppo-2016").roll_calls)
    True

    Raises:
        FileError: when the place cannot be written to; nothing is left behind.
        RecordError: when the layout cannot hold a vote; nothing is left behind.
    """
    rows = to_rows(roll_calls, layout)
    safe = ({column: neutral(cell) for column, cell in row.items()} for row in rows) if spreadsheet else rows
    return write_csv(path, layout.columns, safe)


def convert(
    source: Path | str,
    target: Path | str,
    layout: Layout | Mapping[str, str] | None = None,
    *,
    into: Layout = ROLLCALLS,
    repair: bool = False,
    spreadsheet: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Read a CSV file of votes and write those that fit to another, one by one; answers the report on the rest.

    >>> import tempfile
    >>> from pathlib import Path
    >>> from unsc_sim import case
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = write_rollcalls(case("aleppo-2016").roll_calls, folder / "aleppo.csv")
    >>> convert(folder / "aleppo.csv", folder / "again.csv").accepted
    2

    Raises:
        RecordError: when the source cannot be read.
        FileError: when the target cannot be written; nothing half-written is left behind.
    """
    report = Report()
    votes = read_rollcalls(source, layout, report=report, repair=repair, progress=progress)
    write_rollcalls(votes, target, into, spreadsheet=spreadsheet)
    return report


def write_report(report: Report, path: Path | str) -> int:
    """Write the findings of a report to a CSV file, safe to open in a spreadsheet; answers how many there are.

    >>> import tempfile
    >>> from pathlib import Path
    >>> write_report(Report(), Path(tempfile.mkdtemp()) / "report.csv")
    0

    Raises:
        FileError: when the place cannot be written to.
    """
    rows = ({column: neutral(cell) for column, cell in row.items()} for row in report.rows())
    return write_csv(path, ("row", "fault", "reason", "repair", "repaired", "written"), rows)


def write_quarantine(report: Report, source: Path | str, path: Path | str) -> int:
    r"""Write the rows of `source` that were set aside to a CSV file, in the columns they came in; answers how many.

    Mend them there and import that file. It is safe to open in a spreadsheet, as `write_report`'s is.

    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "mine.csv").write_text("date,yes,no,abstain\n2016-13-08,FRA,,\n")
    >>> report = convert(folder / "mine.csv", folder / "out.csv")
    >>> write_quarantine(report, folder / "mine.csv", folder / "aside.csv")
    1
    >>> (folder / "aside.csv").read_text().splitlines()
    ['date,yes,no,abstain', '2016-13-08,FRA,,']

    Raises:
        RecordError: when the source cannot be read again.
        FileError: when the place cannot be written to.
    """
    table = csv_table(source)
    aside = {line for written in report.quarantine for line in written.lines}
    count = 0
    with writing(path) as opened:
        writer = csv.writer(opened)
        writer.writerow(table.columns)
        for row in table.rows():
            if row.number in aside:
                writer.writerow(map(neutral, row.raw))
                count += 1
    return count


def _cells(votes: RollCall, layout: Layout) -> dict[str, str]:
    draft, notes = votes.draft, votes.notes
    president, without = OF_THE_PRESIDENT in notes and layout.sponsors, WITHOUT_A_VOTE in notes and layout.without_vote
    for said, column in ((OF_THE_PRESIDENT, president), (WITHOUT_A_VOTE, without)):
        notes = notes.replace(said, "") if column else notes
    sponsors = [*(["PRESIDENT"] if president else []), *(one.code for one in (*draft.sponsors, *draft.co_sponsors))]
    return {
        "date": votes.date.strftime(layout.date_format) if layout.date_format else votes.date.isoformat(),
        "meeting": str(votes.meeting or ""),
        "draft": draft.text or str(draft.symbol or ""),
        "resolution": str(votes.resolution or ""),
        "title": draft.title,
        "sponsors": " ".join(sponsors),
        "matter": "" if votes.matter is Matter.SUBSTANTIVE else votes.matter.value,
        "outcome": decide(votes).reason.name,
        "without_vote": "yes" if without else "",
        "notes": " ".join(notes.split()),
        "link": next((source.ref for source in votes.sources), ""),
    }


def _named(cells: dict[str, str], layout: Layout) -> dict[str, str]:
    """Cells under the table's own column names."""
    return {column: cells[name] for name in cells if (column := getattr(layout, name))}


def _topics(votes: RollCall, layout: Layout) -> dict[str, str]:
    """One subject in each column, the rest together in the last."""
    topics, last = votes.draft.topics, len(layout.topics) - 1
    return {
        column: "; ".join(topics[place:] if place == last else topics[place : place + 1])
        for place, column in enumerate(layout.topics)
    }


def _by_member(votes: RollCall, layout: Layout, place: int) -> Iterator[dict[str, str]]:
    outcome = decide(votes)
    if layout.resolutions_only and not outcome.adopted:
        raise RecordError(
            votes.name, f"was {outcome.reason.value}", "adopted resolutions, which are all that this layout holds",
            "Write it in another layout, such as ROLLCALLS.",
        )  # fmt: skip
    tally = votes.tally
    link = re.search(r"/record/(\d+)", next((source.ref for source in votes.sources), ""))
    once = {
        "key": link[1] if link else str(place),
        "total_yes": str(tally.yes),
        "total_no": str(tally.no),
        "total_abstain": str(tally.abstain),
        "total_not_participating": str(tally.not_participating + tally.absent),
        "total_members": str(tally.total),
    }
    for seat in votes.council.seats:
        yield _named(once | _seat(votes, seat.state, permanent=seat.permanent), layout)


def _seat(votes: RollCall, member: State, *, permanent: bool) -> dict[str, str]:
    vote = votes[member]
    return {
        "member": member.code,
        "member_name": member.name_on(votes.date),
        "permanent": str(permanent),
        "vote": Vote.NOT_PARTICIPATING.value if vote is Vote.ABSENT else vote.value,
    }
