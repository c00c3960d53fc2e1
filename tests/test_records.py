"""Tables of roll calls: what is read is checked against the law, and nothing is dropped or mended in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from unsc_sim import Council, Reason, Symbol, decide
from unsc_sim.errors import RecordError
from unsc_sim.records import Fault, Report, check, read_rollcalls

if TYPE_CHECKING:
    from pathlib import Path

HEADER = (
    "date,meeting,draft,resolution,agenda,topic,region,sponsors,outcome,without_vote,yes,no,abstain,no_vote_recorded"
)
FRENCH = (
    "2016-10-08,7785,S/2016/846,,The situation in the Middle East,Middle East (Syria),Middle East,FRA ESP MAR,VETOED,,"
    "EGY ESP FRA GBR JPN MYS NZL SEN UKR URY USA,RUS VEN,AGO CHN,"
)
RUSSIAN = (
    "2016-10-08,7785,S/2016/847,,The situation in the Middle East,Middle East (Syria),Middle East,RUS,INSUFFICIENT,,"
    "CHN EGY RUS VEN,ESP FRA GBR JPN MYS NZL SEN UKR USA,AGO URY,"
)
IRAQ = (
    "1999-12-03,4077,S/1999/1215,1280 (1999),The situation between Iraq and Kuwait,Iraq and Kuwait,Middle East,"
    "PRESIDENT,ADOPTED,,ARG BHR BRA CAN GAB GBR GMB NAM NLD SVN USA,,CHN MYS RUS,FRA"
)


@pytest.fixture
def table(tmp_path: Path):
    """Write a table of our layout from its lines."""

    def write(*lines: str, header: str = HEADER) -> Path:
        path = tmp_path / "votes.csv"
        path.write_text("\n".join([header, *lines, ""]), encoding="utf-8")
        return path

    return write


def faults(report: Report) -> list[tuple[int, Fault]]:
    return [(finding.row, finding.fault) for finding in report.findings]


def test_a_row_becomes_the_roll_call_it_says(table) -> None:
    """The votes, the documents, the sponsors on and off the Council, and the subjects are all there."""
    french, russian = read_rollcalls(table(FRENCH, RUSSIAN))

    assert Council.on("2016-10-08").roll_call(no="RUS VEN", abstain="AGO CHN", default="yes") == french
    assert [Reason.VETOED, Reason.INSUFFICIENT_VOTES] == [decide(votes).reason for votes in (french, russian)]
    assert (Symbol("S/2016/846"), Symbol("S/PV.7785"), None) == (french.draft.symbol, french.meeting, french.resolution)
    assert ("FRA", "ESP") == tuple(state.code for state in french.draft.sponsors)
    assert ("MAR",) == tuple(state.code for state in french.draft.co_sponsors)
    assert ("Middle East (Syria)", "Middle East") == french.draft.topics


def test_without_a_report_the_first_vote_that_does_not_fit_is_an_error(table) -> None:
    """Nothing is dropped in silence."""
    reading = read_rollcalls(table(FRENCH, RUSSIAN.replace("AGO URY", "AGO")))

    assert "11-2-2" == str(next(reading).tally)
    with pytest.raises(RecordError, match=r"row 3: member without a vote: Uruguay"):
        next(reading)


def test_with_a_report_it_is_set_aside_and_the_rest_is_read(table) -> None:
    report = Report()
    read = list(read_rollcalls(table(RUSSIAN.replace("AGO URY", "AGO"), FRENCH), report=report))

    assert ["11-2-2"] == [str(votes.tally) for votes in read]
    assert (2, 1, [(2, Fault.MISSING)]) == (report.read, report.accepted, faults(report))
    assert ["S/2016/847"] == [written.cell("draft") for written in report.quarantine]


def test_the_shared_record_fits_the_law_of_every_day(shared) -> None:
    """All of the 1,601 votes of 1994-2019 are those of the Council of their day and end as their label says."""
    report = check(shared("data/rollcalls_1994_2019.csv"))

    assert (1601, 1601) == (report.read, report.accepted)
    assert {Fault.SYMBOL, Fault.YEAR} == set(report.count())
