"""What a check found: each finding with its row, its reason and a repair, and the report that keeps them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import Enum

import attrs

from unsc_sim.errors import RecordError
from unsc_sim.votes import Vote

__all__ = ["MAX_KEPT", "Fault", "Finding", "Report", "Written", "shown"]

MAX_KEPT = 20_000
"""A report keeps at most this many findings; a table with more is read with the wrong layout, and refused."""


def shown(text: object) -> str:
    r"""A text of a table as a finding quotes it: on one line, without what would steer a terminal, and not too long.

    >>> shown("a\nb"), len(shown("x" * 1000))
    ("'a\\nb'", 83)
    """
    whole = str(text)
    return repr(whole) if len(whole) <= _QUOTED else repr(whole[:_QUOTED]) + "…"


_QUOTED = 80


class Fault(Enum):
    """What kind of thing does not fit; the value is how a report names it.

    >>> Fault.MISSING.grave, Fault.SYMBOL.grave
    (True, False)
    """

    ROW = "row that is not like the others"
    DATE = "date that cannot be"
    SWAPPED = "day and month swapped"
    COUNCIL = "not the Council of that day"
    MISSING = "member without a vote"
    DUPLICATE = "member with two votes"
    VOTE = "vote that cannot be read"
    TALLY = "tally that is not the votes'"
    OUTCOME = "label that the rule contradicts"
    MATTER = "matter that cannot be read"
    SYMBOL = "symbol that cannot be read"
    YEAR = "resolution of another year"
    SPONSOR = "sponsor that cannot be read"
    LABEL = "label that cannot be read"
    SEAT = "seat described wrongly"

    @property
    def grave(self) -> bool:
        """Whether a roll call with this fault is kept out of the results; the others are remarks beside it."""
        return self not in {Fault.SYMBOL, Fault.YEAR, Fault.SPONSOR, Fault.LABEL, Fault.SEAT}

    def __repr__(self) -> str:
        return f"Fault.{self.name}"


@attrs.frozen
class Written:
    """One vote as a table tells it, before anything is believed.

    `row` is the line of the file (or the row of the frame, from 1) where it begins; `votes` are pairs of a member and a
    vote as written, `permanent` the members it calls permanent (none where it does not say); `cells` is the rest under
    our names: "meeting", "draft", "outcome" …, and `lines` are all the rows it takes.

    >>> Written(2, "2016-10-08", (("FRA", "Y"),), {"draft": " S/2016/846"}).cell("draft")
    'S/2016/846'
    """

    row: int
    date: str
    votes: tuple[tuple[str, Vote | str], ...] = ()
    cells: Mapping[str, str] = attrs.field(factory=dict)
    permanent: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()

    def cell(self, name: str) -> str:
        """What a column says, without the spaces around it; "" where there is none."""
        return self.cells.get(name, "").strip()

    def __str__(self) -> str:
        votes = ", ".join(f"{name} {vote.value if isinstance(vote, Vote) else vote}" for name, vote in self.votes)
        return " ".join(filter(None, (self.date, self.cell("draft"), self.cell("resolution")))) + f": {votes}"

    def with_cell(self, name: str, text: str) -> Written:
        """The same vote with another text in one column."""
        return attrs.evolve(self, cells={**self.cells, name: text})


@attrs.frozen
class Finding:
    """One thing that does not fit, in one row.

    `repair` says what would mend it, and is empty where nothing suggests itself; `mended` is the row as it would then
    be, where that can be done without guessing; `repaired` tells whether it was done, because you asked for it.

    >>> print(Finding(7, Fault.DATE, "'2016-13-08' is not a date", "year-month-day"))
    row 7: date that cannot be: '2016-13-08' is not a date. Suggested: year-month-day.
    """

    row: int
    fault: Fault
    reason: str
    repair: str = ""
    mended: Written | None = attrs.field(default=None, repr=False, eq=False)
    repaired: bool = False

    def __str__(self) -> str:
        advice = f" {'Repaired' if self.repaired else 'Suggested'}: {self.repair}." if self.repair else ""
        return f"row {self.row}: {self.fault.value}: {self.reason}.{advice}"


@attrs.define(repr=False)
class Report:
    """What became of a table: how many votes were read and accepted, every finding, and the rows set aside.

    A reader fills it while you iterate. `quarantine` holds the votes kept out of the results, as they were written.

    >>> print(Report(read=3, accepted=2, findings=[Finding(7, Fault.DATE, "'x' is not a date")]))
    3 votes read, 2 accepted, 1 set aside.
    1 × date that cannot be
    row 7: date that cannot be: 'x' is not a date.
    """

    read: int = 0
    accepted: int = 0
    findings: list[Finding] = attrs.field(factory=list)
    quarantine: list[Written] = attrs.field(factory=list)

    @property
    def clean(self) -> bool:
        """Whether nothing was found, not even a remark."""
        return not self.findings

    def note(self, finding: Finding) -> None:
        """Keep a finding.

        Raises:
            RecordError: when there are more than `MAX_KEPT`.
        """
        if len(self.findings) >= MAX_KEPT:
            raise RecordError(
                "This table", f"has more than {MAX_KEPT:,} findings", "a table that mostly fits", "Check the layout."
            )
        self.findings.append(finding)

    def count(self) -> dict[Fault, int]:
        """How often each fault was found, in the order of `Fault`."""
        counts = Counter(finding.fault for finding in self.findings)
        return {fault: counts[fault] for fault in Fault if counts[fault]}

    def rows(self) -> tuple[dict[str, str], ...]:
        """The findings as rows of text; `written` repeats what was set aside, as it was written.

        >>> Report(findings=[Finding(7, Fault.DATE, "'x' is not a date")]).rows()[0]["fault"]
        'date that cannot be'
        """
        aside = {written.row: str(written) for written in self.quarantine}
        return tuple(
            {
                "row": str(finding.row),
                "fault": finding.fault.value,
                "reason": finding.reason,
                "repair": finding.repair,
                "repaired": "yes" if finding.repaired else "no",
                "written": aside.get(finding.row, ""),
            }
            for finding in self.findings
        )

    def __str__(self) -> str:
        lines = [f"{self.read} votes read, {self.accepted} accepted, {self.read - self.accepted} set aside."]
        lines += [f"{count} × {fault.value}" for fault, count in self.count().items()]
        return "\n".join([*lines, *map(str, self.findings)])

    def __repr__(self) -> str:
        return f"<Report: {self.read} read, {self.accepted} accepted, {len(self.findings)} findings>"
