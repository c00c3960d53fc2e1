"""Who sat when, who presided, and what the Council is asked for by name."""

from __future__ import annotations

import csv
import datetime  # noqa: ICN001 - the name our repr uses
import io
from datetime import date, timedelta

import pytest
from hypothesis import given

from unsc_sim import Council, Matter, Seat, Vote, president, president_of_month, state
from unsc_sim._dates import optional_date
from unsc_sim._seeds import read_table
from unsc_sim.errors import DateError, DuplicateVoteError, MissingVoteError, NotOnTheCouncilError, RuleError
from unsc_sim.seats import FIRST_DAY, LAST_DAY, seats_on, term_of
from unsc_sim.states import fold
from unsc_sim.strategies import councils


def test_the_council_has_its_lawful_size_on_every_day_of_the_record() -> None:
    """Six elected members until 1965 and ten from 1966, but nine on 1-6 January 1980; always five permanent."""
    day = FIRST_DAY
    while day <= LAST_DAY:
        council = Council.on(day)
        late = date(1980, 1, 1) <= day <= date(1980, 1, 6)
        elected = 6 if day.year < 1966 else 10 - late
        assert (5, elected) == (len(council.permanent), len(council.elected)), day
        day += timedelta(days=1)


def test_every_sourced_presidency_comes_out() -> None:
    """All 128 sourced months of 1947-2026."""
    rows = [row for row in read_table("presidency.csv") if row["year"] != "1946"]

    wrong = [row for row in rows if president_of_month(int(row["year"]), int(row["month"])) != state(row["state"])]

    assert len(rows) == 128
    assert wrong == []


def test_the_seeded_presidencies_are_those_of_the_checked_reference(shared) -> None:
    reference = csv.DictReader(io.StringIO(shared("reference/presidents.csv").read_text(encoding="utf-8")))
    ours = {(row["year"], row["month"]): state(row["state"]) for row in read_table("presidency.csv")}

    assert {(row["year"], row["month"]): state(row["president"]) for row in reference} == ours


def test_the_seeded_seats_are_those_of_the_checked_reference(shared) -> None:
    reference = csv.DictReader(io.StringIO(shared("reference/council_membership.csv").read_text(encoding="utf-8")))
    for row in reference:
        start = max(date.fromisoformat(row["start"]), FIRST_DAY)
        end = min(date.fromisoformat(row["end"] or "2027-12-31"), LAST_DAY)
        member = state(row["iso3"])
        for day in (start, end):
            council = Council.on(day)
            assert council.name_of(member) == row["name_at_time"], (row, day)
            assert (member in council.permanent) == (row["kind"] == "permanent")


def test_the_presidency_of_1946_ran_from_the_17th() -> None:
    assert [str(president(day)) for day in ("1946-01-17", "1946-02-16", "1946-02-17", "1946-12-31")] == [
        "Australia", "Australia", "Brazil", "United States",
    ]  # fmt: skip
    with pytest.raises(DateError, match="17th"):
        president_of_month(1946, 5)


@pytest.mark.parametrize(("year", "month", "code"), [(1994, 9, "ESP"), (1994, 11, "USA"), (1994, 12, "RWA"),
                                                     (1995, 1, "ARG")])  # fmt: skip
def test_the_one_exception_to_the_rotation_is_in_the_record(year: int, month: int, code: str) -> None:
    assert president_of_month(year, month) == state(code)


@pytest.mark.parametrize("day", ["1946-01-11", "2028-01-01", "8 October 2016", "2016-13-01"])
def test_a_day_without_a_council_is_refused_by_name(day: str) -> None:
    with pytest.raises(DateError):
        Council.on(day)


def test_a_month_that_is_none_is_refused() -> None:
    with pytest.raises(DateError, match="2016-13"):
        president_of_month(2016, 13)
    with pytest.raises(DateError, match="2028"):
        president_of_month(2028, 1)
    with pytest.raises(DateError, match="1946-01-16"):
        president("1946-01-16")


def test_a_council_says_who_sits_by_kind() -> None:
    assert str(Council.on("2016-10-08")).splitlines()[1].startswith("Permanent  China, France, Russian Federation")


@given(councils())
def test_a_council_prints_so_that_it_can_be_read_back(council: Council) -> None:
    assert eval(repr(council), {"Council": Council}) == council


@given(councils())
def test_members_stand_in_the_alphabetical_order_of_the_day(council: Council) -> None:
    names = [fold(council.name_of(member)) for member in council.members]

    assert names == sorted(names)
    assert set(council.members) == set(council.permanent) | set(council.elected)


def test_regional_groups_split_the_elected_members() -> None:
    council = Council.on("2016-10-08")

    assert [str(member) for member in council.group("members from Eastern Europe")] == ["Russian Federation", "Ukraine"]
    assert sum(len(council.group(f"members from {region}")) for region in council.regions) == 15
    with pytest.raises(RuleError, match="'members from Afrika'.*Did you mean 'members from Africa'"):
        council.group("members from Afrika")


def test_a_shared_name_is_no_trouble_where_only_one_of_its_bearers_sits() -> None:
    """In 2006 Congo sat, the Democratic Republic of the Congo did not; in 2014 it was the Republic of Korea."""
    assert Council.on("2006-09-15").find("Congo") == state("COG")
    assert Council.on("2014-05-22").find("Korea") == state("KOR")


def test_names_codes_and_aliases_mix_in_one_roll_call() -> None:
    votes = Council.on("2016-10-08").roll_call(
        yes=["Egypt", "FRA", "jp", state("MYS"), "New Zealand", "SEN", "Spain", "UKR", "UK", "US", "Uruguay"],
        no="Russia; Venezuela (Bolivarian Republic of)",
        abstain="AGO CHN",
    )

    assert (11, 2, 2) == (votes.tally.yes, votes.tally.no, votes.tally.abstain)


def test_a_moment_counts_as_its_day() -> None:
    assert Council.on(datetime.datetime(2016, 10, 8, 14, 40)) == Council.on("2016-10-08")  # noqa: DTZ001


def test_a_single_name_of_two_words_needs_no_comma() -> None:
    votes = Council.on("2016-10-08").roll_call(no="Russian Federation", default="yes")

    assert votes["RUS"] is Vote.NO


def test_a_member_named_twice_is_refused() -> None:
    with pytest.raises(DuplicateVoteError, match=r"'Russia' is given two votes \(in favour and against\)"):
        Council.on("2016-10-08").roll_call(yes="RUS", no="Russia", default="abstain")


def test_a_member_without_a_vote_is_named_with_the_way_out() -> None:
    with pytest.raises(MissingVoteError, match=r"Angola.*default='yes'"):
        Council.on("2016-10-08").roll_call(yes="FRA")


def test_a_state_that_does_not_sit_is_named_with_those_that_do() -> None:
    with pytest.raises(NotOnTheCouncilError, match="'Germany' is not a member of the 15-member Council on 8 October"):
        Council.on("2016-10-08").roll_call(yes="Germany")


def test_no_state_holds_two_seats() -> None:
    with pytest.raises(RuleError, match="'France' would hold two seats"):
        Council(date(2016, 10, 8), (Seat(state("FRA"), permanent=True), Seat(state("FRA"))))
    with pytest.raises(RuleError, match="'France' would hold two seats"):
        Council(date(2016, 10, 8), tuple(Seat(state(code)) for code in ("FRA", "DEU", "FRA", "DEU")))


def test_seats_of_your_own_make_a_council_of_your_own() -> None:
    own = Council(date(2016, 10, 8), (Seat(state("FRA"), permanent=True), Seat(state("DEU"))))
    names = {"Council": Council, "Seat": Seat, "state": state, "datetime": datetime}

    assert eval(repr(own), names) == own
    assert own.roll_call("FRA DEU", matter=Matter.PROCEDURAL).tally.yes == 2


def test_a_seat_of_your_own_is_an_elected_one_unless_you_say_more() -> None:
    assert Seat(state("Ghana")) == Seat(state("Ghana"), permanent=False, region="")


def test_the_record_of_seats_holds_its_first_and_its_last_day() -> None:
    assert repr(Council.on(FIRST_DAY)) == "Council.on('1946-01-12')"
    assert repr(Council.on(LAST_DAY)) == "Council.on('2027-12-31')"
    assert (len(Council.on(FIRST_DAY)), len(Council.on(LAST_DAY))) == (11, 15)


def test_every_seat_of_the_record_belongs_to_one_whole_term() -> None:
    """From its first day to its last, under whatever name; the days before and after it the member does not sit."""
    for row in read_table("membership.csv"):
        member = state(row["state"])
        term = term_of(member, optional_date(row["start"]) or FIRST_DAY)
        assert term is not None, row
        assert term == term_of(member, optional_date(row["end"]) or LAST_DAY), row
        assert term.seat.state == member
        around = [term.start and term.start - timedelta(days=1), term.end and term.end + timedelta(days=1)]
        for day in (day for day in around if day and FIRST_DAY <= day <= LAST_DAY):
            assert member not in {seat.state for seat in seats_on(day)}, (row, day)
            assert term_of(member, day) is None, (row, day)


@pytest.mark.parametrize("day", [FIRST_DAY - timedelta(days=1), LAST_DAY + timedelta(days=1)])
def test_a_council_of_a_day_outside_the_record_prints_with_its_seats(day: date) -> None:
    own = Council(day, (Seat(state("FRA")),))

    assert repr(own) == f"Council({day!r}, {own.seats!r})"
    with pytest.raises(DateError, match="outside the record of seats"):
        Council.on(day)


FIRST_TERMS = ["AUS", "BRA", "CHN", "EGY", "FRA", "MEX", "NLD", "POL", "RUS", "GBR", "USA"]


@pytest.mark.parametrize(("month", "code"), [*enumerate(FIRST_TERMS, start=1)])
def test_each_term_of_1946_ran_from_the_17th_to_the_16th(month: int, code: str) -> None:
    last = date(1946, month + 1, 16) if month < 11 else date(1946, 12, 31)

    assert {president(day).code for day in (date(1946, month, 17), date(1946, month, 18), last)} == {code}


def test_the_rotation_begins_in_january_1947_and_runs_to_the_last_month_of_the_record() -> None:
    assert president("1947-01-01") == president_of_month(1947, 1) == state("AUS")
    assert president(LAST_DAY) == president_of_month(2027, 12) == president("2027-12-01")
    assert president(LAST_DAY) in Council.on(LAST_DAY).members


@pytest.mark.parametrize(
    ("year", "month", "problem"),
    [(2016, 0, "'2016-0' is not a month"), (2016, 13, "'2016-13' is not a month"),
     (1945, 12, "'1945' is outside the record"), (2028, 1, "'2028' is outside the record"),
     (1946, 12, "'1946-12' is not one presidency")],
)  # fmt: skip
def test_a_month_without_a_presidency_is_refused_for_its_own_reason(year: int, month: int, problem: str) -> None:
    with pytest.raises(DateError, match=problem):
        president_of_month(year, month)


@pytest.mark.parametrize("day", ["1946-01-16", "1945-12-31", "2028-01-01"])
def test_a_day_without_a_president_is_refused(day: str) -> None:
    with pytest.raises(DateError, match=f"'{day}' has no recorded President"):
        president(day)
