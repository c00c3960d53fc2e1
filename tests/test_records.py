"""Tables of roll calls: what is read is checked against the law, and nothing is dropped or mended in silence."""

from __future__ import annotations

import csv
import random
import sys
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unsc_sim import Council, Matter, Reason, Symbol, Vote, case, decide, roll_calls
from unsc_sim.errors import FileError, MissingExtraError, RecordError
from unsc_sim.records import (
    DIGITAL_LIBRARY,
    Fault,
    Layout,
    Report,
    check,
    convert,
    fetch,
    read_frame,
    read_rollcalls,
    to_frame,
    to_rows,
    write_quarantine,
    write_report,
    write_rollcalls,
)
from unsc_sim.records.about import OF_THE_PRESIDENT, WITHOUT_A_VOTE
from unsc_sim.records.frames import _text
from unsc_sim.records.tables import MAX_LINE, write_csv

if TYPE_CHECKING:
    from pathlib import Path

    from unsc_sim import RollCall

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


# --- what does not fit -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "found", "says"),
    [
        (IRAQ.replace("1999-12-03", "1999-03-12"), Fault.SWAPPED, "1999-12-03"),
        (IRAQ.replace("1999-12-03", "1999-13-03"), Fault.SWAPPED, "1999-03-13"),
        (IRAQ.replace("1999-12-03", "3 Dec 1999"), Fault.DATE, "year-month-day"),
        (IRAQ.replace("1999-12-03", "1899-12-13"), Fault.DATE, "12 January 1946"),
        (IRAQ.replace("1999-12-03", "1998-12-13"), Fault.COUNCIL, "these members sat in 1999"),
        (IRAQ.replace("BHR", "BRH"), Fault.COUNCIL, "UN name"),
        (IRAQ.replace("BHR", "Bahrein"), Fault.COUNCIL, "Did you mean 'Bahrain'"),
        (IRAQ.replace(" BHR", ""), Fault.MISSING, "look it up"),
        (IRAQ.replace("CHN", "CHN BHR"), Fault.DUPLICATE, "meeting record"),
        (IRAQ.replace("ARG BHR", "ARG BHR Bahrain"), Fault.DUPLICATE, "count the vote once"),
        (IRAQ.replace("ARG BHR", "ARG ARG BHR"), Fault.DUPLICATE, "count the vote once"),
        (IRAQ.replace("CAN GAB GBR", "CAN GAB").replace(",,CHN", ",GBR,CHN"), Fault.OUTCOME, "another draft"),
        (FRENCH.replace("VETOED", "ADOPTED"), Fault.OUTCOME, "label it VETOED"),
        (RUSSIAN.replace("INSUFFICIENT", "VETOED"), Fault.OUTCOME, "label it INSUFFICIENT_VOTES"),
        (FRENCH.replace("VETOED", "carried"), Fault.LABEL, "adopted, vetoed or insufficient"),
        (IRAQ.replace("1280 (1999)", "1280 (2009)"), Fault.YEAR, "S/RES/1280 (1999)"),
        (IRAQ.replace("1280 (1999)", "Missing"), Fault.SYMBOL, "left out"),
        (IRAQ.replace("1280 (1999)", "S/PV.4077"), Fault.SYMBOL, "left out"),
        (IRAQ.replace("4077", "nan"), Fault.SYMBOL, "left out"),
        (IRAQ.replace("S/1999/1215", "para. 4 of the report"), Fault.SYMBOL, "kept as free text"),
        (IRAQ.replace("PRESIDENT", "Ruritania"), Fault.SPONSOR, "left out"),
        (IRAQ + ",more", Fault.ROW, "mend the row"),
        (IRAQ.removesuffix(",FRA"), Fault.ROW, "mend the row"),
    ],
)
def test_what_does_not_fit_is_found_with_its_row_and_a_suggestion(table, line, found, says) -> None:
    """Grave faults keep the vote out of the results; remarks stand beside it."""
    report = Report()
    read = list(read_rollcalls(table(FRENCH, line), report=report))

    finding = next(one for one in report.findings if one.fault is found)
    assert 3 == finding.row
    assert says in str(finding)
    assert (1 if found.grave else 2) == len(read) == report.accepted
    assert [] == [one for one in report.findings if one.repaired]


@pytest.mark.parametrize(
    "line",
    [
        IRAQ.replace("1999-12-03", "1999-03-12"),
        IRAQ.replace("ARG BHR", "ARG ARG BHR"),
        IRAQ.replace("1280 (1999)", "1280 (2009)"),
        IRAQ.replace("1999-12-03", "1999-03-12").replace("ARG BHR", "ARG ARG ARG BHR"),
    ],
)
def test_what_can_be_mended_without_guessing_is_mended_when_asked(table, line) -> None:
    """The mended vote equals the one that was right, and the report says that it was mended."""
    (right,) = read_rollcalls(table(IRAQ))
    report = Report()
    (mended,) = read_rollcalls(table(line), report=report, repair=True)

    assert right == mended
    assert right.resolution == mended.resolution
    assert report.findings
    assert all(finding.repaired for finding in report.findings)


def test_two_votes_of_one_member_are_never_chosen_between(table) -> None:
    """Which of two different votes is right cannot be known from the table."""
    report = Report()

    assert [] == list(read_rollcalls(table(IRAQ.replace("CHN", "CHN BHR")), report=report, repair=True))
    assert [(2, Fault.DUPLICATE)] == faults(report)


def test_a_resolution_with_another_drafts_votes_is_not_relabelled(table) -> None:
    """An adopted resolution whose votes are a veto's carries the votes of another draft: nothing to mend."""
    line = IRAQ.replace("CAN GAB GBR", "CAN GAB").replace(",,CHN", ",GBR,CHN")

    report = Report()
    assert [] == list(read_rollcalls(table(line), report=report, repair=True))
    assert [(2, Fault.OUTCOME)] == faults(report)


def test_a_procedural_resolution_may_be_adopted_against_a_permanent_member(table) -> None:
    """Resolution 2623 (2022) called an emergency special session of the Assembly: no veto applies."""
    line = (
        "2022-02-27,8980,S/2022/160,2623 (2022),Ukraine,Ukraine,Europe,,ADOPTED,,"
        "ALB BRA FRA GAB GBR GHA IRL KEN MEX NOR USA,RUS,ARE CHN IND,"
    )
    (votes,) = read_rollcalls(table(line))

    assert Matter.PROCEDURAL is votes.matter
    assert decide(votes).adopted


def test_most_swapped_dates_are_found_and_no_right_one_is_doubted(shared, tmp_path) -> None:
    """Of the dates of 1994-2019 that can be swapped, half swapped at random, most are found again."""
    with shared("data/rollcalls_1994_2019.csv").open(encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    chance, swapped = random.Random(8), set()  # noqa: S311 - not a secret
    for line, row in enumerate(rows, start=2):
        day = date.fromisoformat(row["date"])
        if day.day <= 12 and day.day != day.month and chance.random() < 0.5:
            row["date"] = str(date(day.year, day.day, day.month))
            swapped.add(line)
    write_csv(tmp_path / "swapped.csv", rows[0], rows)
    found = {one.row for one in check(tmp_path / "swapped.csv").findings if one.fault is Fault.SWAPPED}

    assert set() == found - swapped
    assert len(found) > 0.85 * len(swapped)


@pytest.mark.parametrize(
    ("written", "right"), [("1980-01-02", date(1980, 2, 1)), ("1946-11-01", None)], ids=["seat filled in January", "no"]
)
def test_a_date_that_the_council_contradicts_is_swapped_where_that_council_fits(table, written, right) -> None:
    """The seat of 1980 that was filled on 7 January tells 2 January from 1 February."""
    sat = " ".join(member.code for member in Council.on("1980-02-01").members)
    report = Report()
    read = list(read_rollcalls(table(f"{written},{sat},,", header="date,yes,no,abstain"), report=report, repair=True))

    assert [right] * bool(right) == [votes.date for votes in read]
    assert {Fault.COUNCIL} == set(report.count())


def test_a_matter_of_the_tables_own_decides_the_rule(table) -> None:
    """A procedural motion is adopted against a permanent member; an unknown matter is grave."""
    line = FRENCH.replace("VETOED", "ADOPTED")
    header = f"{HEADER},matter"
    (votes,) = read_rollcalls(table(f"{line},procedural", header=header))
    assert decide(votes).adopted

    report = check(table(f"{line},procedure", "", header=header))
    assert [(2, Fault.MATTER)] == faults(report)
    assert "Fault.MATTER" in repr(report.findings)
    assert "<Report: 1 read, 0 accepted, 1 findings>" == repr(report)


# --- the Digital Library's file ----------------------------------------------------------------------------------

UNDL_HEADER = (
    "undl_id,ms_code,ms_name,permanent_member,ms_vote,date,resolution,draft,meeting,description,agenda,subjects,"
    "vote_note,modality,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link"
)
SETTLEMENTS = [
    f"854301,{code},{name},{permanent},{vote},2016-12-23,S/RES/2334(2016),S/2016/1110,S/PV.7853,"
    '"Security Council resolution 2334 (2016) [on settlements]","The situation in the Middle East, including the '
    'Palestinian question",TERRITORIES OCCUPIED BY ISRAEL--SETTLEMENT POLICY,,Vote,14,0,1,0,15,'
    "https://digitallibrary.un.org/record/854301"
    for code, name, permanent, vote in [
        ("AGO", "ANGOLA", False, "Y"),
        ("CHN", "CHINA", True, "Y"),
        ("EGY", "EGYPT", False, "Y"),
        ("ESP", "SPAIN", False, "Y"),
        ("FRA", "FRANCE", True, "Y"),
        ("GBR", "UNITED KINGDOM", True, "Y"),
        ("JPN", "JAPAN", False, "Y"),
        ("MYS", "MALAYSIA", False, "Y"),
        ("NZL", "NEW ZEALAND", False, "Y"),
        ("RUS", "RUSSIAN FEDERATION", True, "Y"),
        ("SEN", "SENEGAL", False, "Y"),
        ("UKR", "UKRAINE", False, "Y"),
        ("URY", "URUGUAY", False, "Y"),
        ("USA", "UNITED STATES", True, "A"),
        ("VEN", "VENEZUELA (BOLIVARIAN REPUBLIC OF)", False, "Y"),
    ]
]


def test_the_digital_librarys_rows_become_one_roll_call(table) -> None:
    """Fifteen rows of one member each are one vote, with its documents, its subject and its link."""
    (votes,) = read_rollcalls(table(*SETTLEMENTS, header=UNDL_HEADER))

    assert Council.on("2016-12-23").roll_call(abstain="USA", default="yes") == votes
    assert (Symbol("S/RES/2334 (2016)"), Symbol("S/PV.7853")) == (votes.resolution, votes.meeting)
    assert "The situation in the Middle East, including the Palestinian question" == votes.draft.topic
    assert "https://digitallibrary.un.org/record/854301" == votes.sources[0].ref


def test_rows_of_one_vote_need_not_stand_together(table) -> None:
    lines = [*SETTLEMENTS, *(line.replace("854301", "1").replace("12-23", "11-23") for line in SETTLEMENTS)]
    random.Random(1).shuffle(lines)  # noqa: S311 - not a secret

    assert 2 == len(list(read_rollcalls(table(*lines, header=UNDL_HEADER))))


@pytest.mark.parametrize(
    ("number", "old", "new", "fault"),
    [
        (13, ",True,A,", ",True,X,", Fault.TALLY),
        (13, ",True,A,", ",True,Q,", Fault.VOTE),
        (13, ",True,A,", ",False,A,", Fault.SEAT),
        (13, "USA,UNITED STATES", "USA,FRANCE", Fault.COUNCIL),
        (13, "USA,UNITED STATES", "FRA,FRANCE", Fault.DUPLICATE),
        (14, "VEN,VENEZUELA (BOLIVARIAN REPUBLIC OF)", "COL,COLOMBIA", Fault.COUNCIL),
    ],
)
def test_a_wrong_row_among_the_fifteen_is_found(table, number, old, new, fault) -> None:
    lines = list(SETTLEMENTS)
    assert old in lines[number]
    lines[number] = lines[number].replace(old, new)

    assert fault in check(table(*lines, header=UNDL_HEADER)).count()


def test_a_code_we_do_not_know_is_helped_by_the_name(table) -> None:
    lines = [line.replace(",RUS,", ",SU,").replace(",VEN,", ",VZL,") for line in SETTLEMENTS]

    assert check(table(*lines, header=UNDL_HEADER)).clean


def test_a_blank_vote_is_non_participation(table) -> None:
    """As in the library's older exports."""
    lines = [line.replace(",True,A,", ",True,,").replace(",14,0,1,0,", ",14,0,0,1,") for line in SETTLEMENTS]
    (votes,) = read_rollcalls(table(*lines, header=UNDL_HEADER))

    assert Vote.NOT_PARTICIPATING is votes["United States"]


def test_a_missing_row_is_mended_only_where_the_totals_account_for_it(table) -> None:
    """Non-participation and missing data look alike; the totals tell them apart."""
    lines = [line.replace(",14,0,1,0,", ",14,0,0,1,") for line in SETTLEMENTS if ",USA," not in line]
    report = Report()
    (votes,) = read_rollcalls(table(*lines, header=UNDL_HEADER), report=report, repair=True)
    assert (Vote.NOT_PARTICIPATING, [True]) == (votes["USA"], [finding.repaired for finding in report.findings])

    lost = [line for line in SETTLEMENTS if ",USA," not in line]
    assert [] == list(read_rollcalls(table(*lost, header=UNDL_HEADER), report=Report(), repair=True))


def test_wrong_totals_are_recounted_when_asked(table) -> None:
    lines = [line.replace(",14,0,1,0,", ",15,0,0,0,") for line in SETTLEMENTS]
    report = Report()
    (votes,) = read_rollcalls(table(*lines, header=UNDL_HEADER), report=report, repair=True)

    assert "14-0-1" == str(votes.tally)
    assert "the totals say 15-0-0, the votes make 14-0-1" == report.findings[0].reason


# --- other tables ------------------------------------------------------------------------------------------------


def test_any_table_is_read_by_naming_its_columns(table) -> None:
    line = "23/12/2016;x".replace(";x", ',"Angola, China, Egypt, Spain, France, UK, Japan, Malaysia, New Zealand, ')
    line += 'Russia, Senegal, Ukraine, Uruguay, Venezuela",USA'
    path = table(line, header="Day,For,Abstained")
    layout = {"date": "Day", "yes": "For", "abstain": "Abstained", "date_format": "%d/%m/%Y"}

    assert ["14-0-1"] == [str(votes.tally) for votes in read_rollcalls(path, layout)]
    assert [Fault.DATE] == list(check(path, Layout(date="Day", yes="For", date_format="%Y")).count())


@pytest.mark.parametrize(
    ("layout", "says"),
    [
        (None, "which are no layout we know"),
        ({"date": "day", "yes": "For"}, "has no column 'day'.*Did you mean 'Day'"),
        ({"date": "Day", "yes": "For", "draft": "Fort"}, "has no column 'Fort'.*Did you mean 'For'"),
        ({"dates": "Day", "yes": "For"}, "Did you mean 'date'"),
        ({"date": "Day"}, "does not say where the votes are"),
        ({"yes": "For", "key": "Day", "member": "For", "vote": "For"}, "both ways"),
    ],
)
def test_a_layout_that_does_not_fit_the_table_says_what_would(table, layout, says) -> None:
    with pytest.raises(RecordError, match=says):
        list(read_rollcalls(table("2016-10-08,FRA", header="Day,For"), layout))


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_frame_is_read_and_made_as_a_file_is(library) -> None:
    """Frames of either library give the roll calls they were made of, dates as dates too."""
    pytest.importorskip("narwhals", reason="the extra [data] is not installed")
    pytest.importorskip(library, reason=f"{library} is not installed")
    known = case("aleppo-2016").roll_calls
    frame = to_frame(known, library)
    assert list(known) == list(read_frame(frame))

    import narwhals  # noqa: PLC0415 - only where the extra is

    dated = narwhals.from_native(frame).with_columns(
        narwhals.col("date").str.to_datetime(format="%Y-%m-%d"), narwhals.lit(None).alias("absent")
    )
    assert list(known) == list(read_frame(dated.to_native()))


def test_what_is_no_loaded_frame_or_too_large_a_one_is_refused(monkeypatch) -> None:
    pytest.importorskip("narwhals", reason="the extra [data] is not installed")
    with pytest.raises(RecordError, match="'list' is not a loaded data frame"):
        read_frame([1])

    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    monkeypatch.setattr("unsc_sim.records.frames.MAX_ROWS", 1)
    with pytest.raises(RecordError, match="expected at most 1 rows"):
        read_frame(pandas.DataFrame({"date": ["", ""]}))
    with pytest.raises(RecordError, match="'These roll calls' are too many"):
        to_frame(case("aleppo-2016").roll_calls)


def test_a_library_that_is_not_installed_is_named(monkeypatch) -> None:
    pytest.importorskip("narwhals", reason="the extra [data] is not installed")
    monkeypatch.setitem(sys.modules, "polars", None)

    with pytest.raises(MissingExtraError, match="'polars' is not installed"):
        to_frame([], "polars")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (float("nan"), ""),
        (7785.0, "7785"),
        (True, "True"),
        (date(2016, 10, 8), "2016-10-08"),
        (datetime(2016, 10, 8, 15), "2016-10-08"),  # noqa: DTZ001 - a frame's column has no time zone
        (["FRA", "GBR"], "FRA; GBR"),
    ],
)
def test_a_cell_of_a_frame_is_read_as_the_text_it_would_be_in_a_file(cell, text) -> None:
    assert text == _text(cell)


@pytest.mark.parametrize(
    ("name", "ask"), [("narwhals", lambda: to_frame([])), ("pooch", lambda: fetch(url="http://x/a.csv", folder="."))]
)
def test_without_the_extra_the_message_names_it(monkeypatch, name, ask) -> None:
    monkeypatch.setitem(sys.modules, name, None)

    with pytest.raises(MissingExtraError, match=r"unsc-sim\[data\]"):
        ask()


# --- writing -----------------------------------------------------------------------------------------------------


def told(votes: RollCall) -> tuple:
    """A roll call with what is said about it."""
    return (
        votes,
        votes.draft.symbol,
        votes.draft.title,
        votes.draft.topics,
        votes.meeting,
        votes.resolution,
        votes.notes,
    )


def test_the_whole_casebook_survives_being_written_and_read(tmp_path) -> None:
    known = [votes for votes in roll_calls() if len(votes.draft.topics) <= 2]
    write_rollcalls(known, tmp_path / "all.csv")
    report = Report()
    again = list(read_rollcalls(tmp_path / "all.csv", report=report))

    assert known == again
    assert report.accepted == report.read == len(known) > 100
    assert [votes.meeting for votes in known] == [votes.meeting for votes in again]


def test_what_was_read_in_either_layout_is_written_and_read_back_alike(table, tmp_path) -> None:
    """Documents, sponsors, subjects, notes and links included."""
    lines = FRENCH, RUSSIAN, IRAQ, IRAQ.replace("ADOPTED,", "ADOPTED,yes").replace("CHN MYS RUS,FRA", ",")
    first = list(read_rollcalls(table(*lines[:3])))
    write_rollcalls(first, tmp_path / "a.csv")
    assert list(map(told, first)) == list(map(told, read_rollcalls(tmp_path / "a.csv")))

    second = list(read_rollcalls(table(*SETTLEMENTS, header=UNDL_HEADER)))
    write_rollcalls(second, tmp_path / "b.csv", DIGITAL_LIBRARY)
    assert list(map(told, second)) == list(map(told, read_rollcalls(tmp_path / "b.csv")))
    assert second[0].sources == next(read_rollcalls(tmp_path / "b.csv")).sources


def test_the_presidents_drafts_and_votes_not_taken_are_notes(table) -> None:
    everyone = "ARG BHR BRA CAN CHN FRA GAB GBR GMB MYS NAM NLD RUS SVN USA"
    line = f"1999-12-03,4077,,1280 (1999),Iraq,Iraq,,PRESIDENT,ADOPTED,yes,{everyone},,,"
    (votes,) = read_rollcalls(table(line))
    assert f"{OF_THE_PRESIDENT} {WITHOUT_A_VOTE}" == votes.notes

    (row,) = to_rows([votes])
    assert ("PRESIDENT", "yes", "") == (row["sponsors"], row["without_vote"], row["notes"])


def test_a_table_of_resolutions_takes_no_draft_that_was_not_adopted(tmp_path) -> None:
    with pytest.raises(RecordError, match=r"S/2016/846.*negative vote of a permanent member"):
        write_rollcalls(case("aleppo-2016").roll_calls, tmp_path / "x.csv", DIGITAL_LIBRARY)
    assert [] == list(tmp_path.iterdir())


def test_what_was_set_aside_is_written_in_its_own_columns_and_can_be_mended_there(table, tmp_path) -> None:
    """Every row of a vote that was set aside, cells too many included; nothing of the votes that fit."""
    later = [line.replace("854301", "7").replace("2334(2016)", "2335(2016)") for line in SETTLEMENTS]
    lines = [line for pair in zip(SETTLEMENTS, later, strict=True) for line in pair if not line.startswith("7,USA")]
    source = table(*lines, header=UNDL_HEADER)
    report = convert(source, tmp_path / "out.csv")
    assert 14 == write_quarantine(report, source, tmp_path / "aside.csv")
    text = (tmp_path / "aside.csv").read_text("utf-8")
    assert {"7"} == {row["undl_id"] for row in csv.DictReader(text.splitlines())}

    usa = next(line for line in later if line.startswith("7,USA"))
    (tmp_path / "aside.csv").write_text(f"{text}{usa}\n", "utf-8")
    assert check(tmp_path / "aside.csv").clean

    source = table(FRENCH, FRENCH + ',"=HYPERLINK(1)"', IRAQ.removesuffix(",FRA"))
    assert 2 == write_quarantine(convert(source, tmp_path / "out.csv"), source, tmp_path / "aside.csv")
    rows = list(csv.reader((tmp_path / "aside.csv").read_text("utf-8").splitlines()))[1:]
    assert [[*next(csv.reader([FRENCH])), "'=HYPERLINK(1)"], next(csv.reader([IRAQ]))[:-1]] == rows


def test_a_report_is_written_for_a_spreadsheet(table, tmp_path) -> None:
    """With what was set aside, as it was written, and without formulas."""
    report = check(table(IRAQ.replace(" BHR", "").replace("1999-12-03", "=1+1")))
    assert 1 == write_report(report, tmp_path / "report.csv")

    (row,) = csv.DictReader((tmp_path / "report.csv").read_text("utf-8").splitlines())
    assert ("2", "date that cannot be", "no") == (row["row"], row["fault"], row["repaired"])
    assert row["written"].startswith("'=1+1 S/1999/1215 1280 (1999): ARG Y, BRA Y")


def test_a_spreadsheet_takes_no_cell_for_a_formula(table, tmp_path) -> None:
    """Only on demand: a program that reads the file wants the text as it is."""
    votes = list(read_rollcalls(table(FRENCH.replace("The situation in the Middle East", "=cmd|' /C calc'!A0"))))
    write_rollcalls(votes, tmp_path / "safe.csv", spreadsheet=True)
    write_rollcalls(votes, tmp_path / "plain.csv")

    assert ",'=cmd" in (tmp_path / "safe.csv").read_text("utf-8")
    assert ",=cmd" in (tmp_path / "plain.csv").read_text("utf-8")


def test_an_unwritable_place_is_one_line_and_leaves_nothing(tmp_path) -> None:
    with pytest.raises(FileError, match=r"cannot be written \(No such file or directory\)"):
        write_rollcalls([], tmp_path / "nowhere" / "x.csv")


def test_a_reading_that_fails_leaves_the_old_file_as_it_was(table, tmp_path) -> None:
    (tmp_path / "out.csv").write_text("old", "utf-8")
    with pytest.raises(RecordError):
        write_rollcalls(read_rollcalls(table(FRENCH, IRAQ.replace(" BHR", ""))), tmp_path / "out.csv")

    assert "old" == (tmp_path / "out.csv").read_text("utf-8")
    assert {"out.csv", "votes.csv"} == {path.name for path in tmp_path.iterdir()}


def test_converting_keeps_what_fits_and_reports_the_rest(table, tmp_path) -> None:
    report = convert(table(*SETTLEMENTS, *SETTLEMENTS[:0], header=UNDL_HEADER), tmp_path / "out.csv")
    assert (1, 1, True) == (report.read, report.accepted, report.clean)

    report = convert(table(FRENCH, IRAQ.replace(" BHR", "")), tmp_path / "out.csv", spreadsheet=True)
    assert ["3"] == [row["row"] for row in report.rows() if row["written"].startswith("1999-12-03 S/1999/1215")]
    assert 1 == len(list(read_rollcalls(tmp_path / "out.csv")))


# --- size and hostility ------------------------------------------------------------------------------------------


def test_a_long_table_is_read_one_row_after_the_other(tmp_path) -> None:
    """The first vote is there before the rest is read; benchmarks/bench_records.py has the Digital Library's length."""
    chance = random.Random(3)  # noqa: S311 - not a secret
    days = sorted(date(1946, 2, 1) + timedelta(days=chance.randrange(29_000)) for _ in range(600))
    votes = (Council.on(day).roll_call(default="yes", meeting=None, resolution=Symbol(f"S/RES/{number}"))
             for number, day in enumerate(days, start=3_000))  # fmt: skip
    count = write_rollcalls(votes, tmp_path / "big.csv", DIGITAL_LIBRARY)
    told: list[tuple[int, int]] = []
    reading = read_rollcalls(tmp_path / "big.csv", progress=lambda done, total: told.append((done, total)))
    first, when = next(reading), list(told)
    accepted = 1 + sum(1 for _ in reading)

    assert (days[0], [(0, count)]) == (first.date, when)
    assert (600, (count, count)) == (accepted, told[-1])
    assert count > 7_500


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no first line of column names"),
        (b"date,date,yes", "repeats a column name"),
        (b",".join(b"c%d" % n for n in range(300)), "too many"),
        (b"date,yes,no,abstain\n" + b"x" * (MAX_LINE + 1), "line 2 that is too long"),
        (b"date,yes,no,abstain\n\xff\xfe,,,\n", "not UTF-8"),
        (b'date,yes,no,abstain\n"a"b,,,\n', "not CSV near line 2"),
        (b'date,yes,no,abstain\n"' + b"a,\n" * 60_000, "not CSV near line 2"),
        (b"date,yes,no,abstain\n\0,,,\n", "date that cannot be|not CSV"),
    ],
)
def test_what_is_no_table_is_refused_in_one_line(tmp_path, content, says) -> None:
    (tmp_path / "odd.csv").write_bytes(content)
    with pytest.raises(RecordError, match=says) as raised:
        list(read_rollcalls(tmp_path / "odd.csv"))

    assert "\n" not in str(raised.value)


def test_a_file_that_is_not_there_says_so(tmp_path) -> None:
    with pytest.raises(RecordError, match="cannot be read: No such file"):
        check(tmp_path / "none.csv")


def test_limits_hold(table, monkeypatch) -> None:
    """Too many rows, too many findings and too many unfinished votes are refused, each by name."""
    monkeypatch.setattr("unsc_sim.records.tables.MAX_ROWS", 1)
    with pytest.raises(RecordError, match="is too long; expected at most 1 rows"):
        check(table(FRENCH, RUSSIAN))
    monkeypatch.undo()
    monkeypatch.setattr("unsc_sim.records.findings.MAX_KEPT", 1)
    with pytest.raises(RecordError, match="more than 1 findings"):
        check(table(IRAQ.replace(" BHR", ""), IRAQ.replace(" BHR", "")))
    monkeypatch.setattr("unsc_sim.records.reading.MAX_OPEN", 5)
    with pytest.raises(RecordError, match="scatters the rows of one undl_id"):
        check(table(*SETTLEMENTS, header=UNDL_HEADER))


@given(content=st.binary(max_size=400))
def test_any_bytes_are_a_report_or_a_record_error(content, tmp_path_factory) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzz.csv"
    path.write_bytes(b"date,yes,no,abstain\n" + content)
    with suppress(RecordError):
        check(path)


@given(cells=st.lists(st.text(max_size=30), min_size=14, max_size=14), place=st.integers(0, 13))
def test_any_cells_are_a_report(cells, place, tmp_path_factory) -> None:
    """A readable row with one cell replaced, and a row of anything, never break the reading of the others."""
    path = tmp_path_factory.getbasetemp() / "cells.csv"
    mutant = IRAQ.split(",")
    mutant[place] = cells[place]
    rows = [dict(zip(HEADER.split(","), one, strict=True)) for one in (cells, mutant, FRENCH.split(","))]
    write_csv(path, HEADER.split(","), rows)
    with suppress(RecordError):
        report = Report()
        read = list(read_rollcalls(path, report=report, repair=True))
        assert report.read == 3
        assert "S/2016/846" == str(read[-1].draft)
        assert all(str(one).isprintable() and len(str(one)) < 3000 for one in report.findings)
        assert report.accepted == len(read) == report.read - len(report.quarantine)
