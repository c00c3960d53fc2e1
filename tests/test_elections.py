"""The other votes: what was elected, recommended or called, and by which majority of which body."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unsc_sim import Council, Reason, decide, roll_call, state
from unsc_sim.elections import (
    Ballot,
    RegionalElection,
    amendment_in_force,
    ballot_on_recommendation,
    calls_emergency_session,
    elect_judges,
    eligible,
    majority,
    review_conference,
    split_term,
    straw_poll,
    two_stages,
    two_thirds,
    vacancies,
    veto_debate_deadline,
)  # fmt: skip
from unsc_sim.errors import DateError, RuleError
from unsc_sim.seats import seats_on
from unsc_sim.states import all_states

# The Court


def test_a_judge_needs_eight_of_fifteen_and_no_permanent_member_can_block() -> None:
    """Mistake 11: neither nine nor the veto plays a part; 2017, when a permanent member lost its seat."""
    votes = Council.on("2017-11-20").roll_call("EGY ETH ITA JPN KAZ SEN SWE UKR", default="no", matter="court election")
    assert decide(votes).adopted
    election = elect_judges("2017-11-20", 1, [({"Bhandari": 8, "X": 7}, {"Bhandari": 183})])
    assert (("Bhandari",), 0) == (election.elected, election.remaining)


def test_both_bodies_must_agree_and_meetings_go_on_until_they_do() -> None:
    """13 November 2017: one candidate had the Council each time, the other the Assembly; then one left the race."""
    apart = ({"Greenwood": 9, "Bhandari": 5}, {"Greenwood": 68, "Bhandari": 121})
    election = elect_judges("2017-11-13", 1, [apart] * 5)
    assert ((), 1, True) == (election.elected, election.remaining, election.joint_conference)
    settled = elect_judges("2017-11-13", 1, [apart, ({"Bhandari": 15}, {"Bhandari": 183})])
    assert (("Bhandari",), False) == (settled.elected, settled.joint_conference)
    assert "Elected: Bhandari; seats to fill: 0 of 1; meetings so far: 2." in str(settled)


def test_before_1966_six_of_eleven_were_the_majority() -> None:
    assert (6, 58) == elect_judges("1963-10-21", 5, [], assembly_members=114).needed


def test_a_ballot_with_too_many_winners_was_not_the_last() -> None:
    with pytest.raises(RuleError, match="Ballot again"):
        elect_judges("2017-11-09", 1, [({"A": 9, "B": 8}, {"A": 100})])
    with pytest.raises(RuleError, match="all filled"):
        elect_judges("2017-11-09", 1, [({"A": 9}, {"A": 100})] * 2)


# The Secretary-General


def test_a_straw_poll_warns_and_decides_nothing() -> None:
    poll = straw_poll({"Ann": (13, 0, 2), "Bo": (13, 1, 1), "Cy": (11, 3, 1)}, permanent_discouraging={"Cy": 2})
    assert ("Ann", "Bo", "Cy") == poll.order
    assert poll.warnings == (
        "Cy: 2 permanent members discourage; in the formal vote this would be a veto if the votes needed are there.",
    )
    assert str(poll).endswith("A straw poll decides nothing.")
    with pytest.raises(RuleError, match="at most 1"):
        straw_poll({"Bo": (13, 1, 1)}, permanent_discouraging={"Bo": 2})


@pytest.mark.parametrize(
    ("tally", "permanent_against", "day", "reason"),
    [
        ("14-1-0", 1, "1996-11-19", Reason.VETOED),
        ("14-1-0", 0, "1996-11-19", Reason.ADOPTED),
        ("8-1-6", 1, "1996-11-19", Reason.INSUFFICIENT_VOTES),
        ("10-0-1", 0, "1953-03-31", Reason.ADOPTED),
        ("7-4-0", 0, "1953-03-31", Reason.ADOPTED),
    ],
)
def test_the_formal_vote_counts_ballots(tally: str, permanent_against: int, day: str, reason: Reason) -> None:
    """19 November 1996: fourteen in favour and a veto. 1953: ten of eleven."""
    found = ballot_on_recommendation(tally, permanent_against=permanent_against, on=day)
    assert reason is found.reason
    assert reason.value in str(found)


@given(st.integers(0, 15), st.integers(0, 15), st.integers(-1, 6))
def test_secret_ballots_are_decided_as_any_roll_call_that_fits_them(yes: int, no: int, permanent: int) -> None:
    """Vetoed exactly when nine are in favour and a permanent member is against."""
    if yes + no > 15:
        return
    tally = f"{yes}-{no}-{15 - yes - no}"
    if not (0 <= permanent <= min(5, no) and no - permanent <= 10):
        with pytest.raises(RuleError):
            ballot_on_recommendation(tally, permanent_against=permanent, on="2016-10-06")
        return
    expected = Reason.INSUFFICIENT_VOTES if yes < 9 else Reason.VETOED if permanent else Reason.ADOPTED
    found = ballot_on_recommendation(tally, permanent_against=permanent, on="2016-10-06")
    assert expected is found.reason


# Membership


def test_no_admission_without_a_recommendation_however_the_assembly_votes() -> None:
    """18 April 2024: 12-1-2, vetoed."""
    votes = Council.on("2024-04-18").roll_call(no="US", abstain="Switzerland, UK", default="yes")
    result = two_stages(votes, "190-0-0")
    assert (False, None) == (result.done, result.assembly)
    assert "cannot act" in str(result)


def test_with_one_the_assembly_needs_two_thirds_of_those_voting() -> None:
    """14 December 1955: 8-0-3, three permanent or elected members abstaining, is a recommendation."""
    votes = Council.on("1955-12-14").roll_call(abstain="Belgium, China, US", default="yes")
    assert [True, False] == [two_stages(votes, count).done for count in ("40-20-0", "39-21-0")]
    assert [True, False] == [two_stages(votes, count, important=False).done for count in ("31-29-0", "30-30-0")]
    assert "40 needed: decided" in str(two_stages(votes, "40-20-0"))


def test_a_permanent_member_can_veto_its_own_expulsion() -> None:
    votes = Council.on("1974-10-30").roll_call(no="France", default="yes")
    assert not two_stages(votes, "138-0-0").done


# The Charter


def test_an_amendment_needs_every_permanent_ratification_and_no_council_vote() -> None:
    council = Council.on("1965-08-31")
    others = [one for one in all_states() if one not in council.permanent][:100]
    everybody = [*others, *council.permanent]
    assert amendment_in_force(assembly_yes=97, members=113, ratified=everybody, council=council)
    assert not amendment_in_force(assembly_yes=97, members=113, ratified=everybody[:-1], council=council)
    assert not amendment_in_force(assembly_yes=75, members=113, ratified=everybody, council=council)
    assert not amendment_in_force(assembly_yes=97, members=113, ratified=everybody[40:], council=council)


def test_a_review_conference_needs_the_council_without_a_veto() -> None:
    """16 December 1955: 9-1-1, a permanent member against, was enough."""
    votes = Council.on("1955-12-16").roll_call(no="USSR", abstain="France", default="yes")
    assert review_conference(votes, assembly_yes=43, members=60)
    assert not review_conference(votes, assembly_yes=39, members=60)
    few = Council.on("1955-12-16").roll_call("UK, US, China, Brazil, Peru, Turkey", default="abstain")
    assert not review_conference(few, assembly_yes=60, members=60)


# The General Assembly after a veto


def test_an_emergency_session_is_called_by_nine_after_a_veto_and_not_after_a_shortfall() -> None:
    call = roll_call("S/RES/2623 (2022)")
    assert calls_emergency_session(call, decide(roll_call("S/2022/155")))
    assert not calls_emergency_session(call, decide(roll_call("S/2016/847")))
    suez = Council.on("1956-10-31").roll_call(no="France, UK", abstain="Australia, Belgium", default="yes")
    veto = decide(Council.on("1956-10-30").roll_call(no="France, UK", abstain="Australia, Belgium", default="yes"))
    assert calls_emergency_session(suez, veto)


@pytest.mark.parametrize(
    ("day", "holidays", "deadline"),
    [
        ("2022-05-26", (), date(2022, 6, 9)),
        ("2022-05-26", ("2022-05-30",), date(2022, 6, 10)),
        ("2022-05-26", ("2022-05-28",), date(2022, 6, 9)),
        ("2022-04-25", (), None),
    ],
)
def test_a_veto_is_debated_within_ten_working_days(day: str, holidays: tuple[str, ...], deadline: date | None) -> None:
    """The first debate, on 8 June 2022, fell within the term; holidays are given, weekends are known."""
    veto = decide(Council.on(day).roll_call(no="China, Russia", default="yes"))
    assert deadline == veto_debate_deadline(veto, holidays=holidays)


def test_a_negative_vote_that_is_no_veto_is_not_debated() -> None:
    """24 February 2025: 6-1-8, a permanent member against and short of nine."""
    assert veto_debate_deadline(decide(roll_call("S/2025/114"))) is None


def test_a_holiday_is_a_date() -> None:
    with pytest.raises(DateError, match="'Easter'"):
        veto_debate_deadline(decide(roll_call("S/2024/312")), holidays=["Easter"])


# The ten


@pytest.mark.parametrize(
    ("votes", "needed"),
    [
        ({"Guatemala": 110, "Venezuela": 77}, 125),
        ({"Guatemala": 109, "Venezuela": 72}, 121),
        ({"Guatemala": 100, "Venezuela": 82, "A": 1, "B": 1}, 123),
        ({"Guatemala": 101, "Venezuela": 78, "A": 1, "B": 1, "C": 1}, 122),
    ],
)
def test_the_ballots_of_2006(votes: dict[str, int], needed: int) -> None:
    """Rounds 10, 36, 41 and 47 of the Latin American seat: two thirds of the valid votes, and nobody elected."""
    ballot = Ballot(votes)
    assert (needed, ()) == (ballot.needed, ballot.elected)


def test_an_unopposed_candidate_still_needs_two_thirds() -> None:
    assert ("Panama",) == Ballot({"Panama": 128}, voting=192).elected
    assert () == Ballot({"Panama": 127}, voting=192).elected
    assert () == Ballot({}, voting=0).elected


def test_ballots_are_restricted_then_opened_in_turns_of_three() -> None:
    election = RegionalElection(1).hold({"A": 90, "B": 60, "C": 30})
    shown = []
    for _ in range(8):
        shown.append(bool(election.restricted_to))
        election = election.hold({"A": 100, "B": 80})
    assert [True] * 3 + [False] * 3 + [True] * 2 == shown


def test_a_restricted_ballot_takes_the_leading_candidates_and_no_others() -> None:
    election = RegionalElection(2).hold({"A": 150, "B": 60, "C": 50, "D": 40}, voting=180)
    assert (("A",), 1, ("B", "C")) == (election.elected, election.remaining, election.restricted_to)
    with pytest.raises(RuleError, match="'D' is not in this restricted ballot"):
        election.hold({"B": 100, "D": 80})
    done = election.hold({"B": 130, "C": 50})
    assert (("A", "B"), ()) == (done.elected, done.restricted_to)
    with pytest.raises(RuleError, match="all filled"):
        done.hold({"C": 100})


def test_papers_that_do_not_fit_the_votes_are_refused() -> None:
    with pytest.raises(RuleError, match="as many names a paper as seats"):
        Ballot({"A": 100, "B": 100}, voting=150)
    with pytest.raises(RuleError, match="Count again"):
        Ballot({"A": 200}, seats=2, voting=150)


@pytest.mark.parametrize("year", range(1966, 2026))
def test_the_seats_that_become_vacant_are_five_and_every_year_brings_them(year: int) -> None:
    assert 5 == sum(seats for _, seats in vacancies(year))
    with pytest.raises(RuleError, match="before the present pattern"):
        vacancies(year - 60 - 1)


@pytest.mark.parametrize("year", range(2012, 2026))
def test_the_pattern_is_the_record(year: int) -> None:
    """Who came in, region by region, is what the pattern says, but for the shared term of 2017 and 2018."""
    before = {seat.state for seat in seats_on(date(year, 12, 31))}
    came = [seat.region for seat in seats_on(date(year + 1, 1, 1)) if seat.state not in before]
    expected = [region for region, seats in vacancies(year) for _ in range(seats)]
    assert sorted(came) == sorted([*expected, "Western Europe and Others"] if year == 2017 else expected)


def test_nobody_is_elected_again_at_once() -> None:
    """Every member elected to the Council of a later day was eligible by this rule in the year of its election."""
    for year in range(1966, 2026):
        sitting = {seat.state for seat in seats_on(date(year, 12, 31)) if not seat.permanent}
        assert not any(eligible(one, year) for one in sitting)
    assert eligible("Germany", 2025)


def test_a_split_term_is_an_election_a_resignation_and_a_by_election() -> None:
    italy, netherlands = split_term("Italy", "Netherlands", 2016)
    assert italy.state in Council.on(italy.end).members
    assert netherlands.state in Council.on(netherlands.start).members
    assert netherlands.state not in Council.on(italy.end).members
    with pytest.raises(RuleError, match="two States"):
        split_term("Italy", state("ITA"), 2016)


@given(st.integers(0, 400))
def test_majorities_are_the_least_that_suffice(members: int) -> None:
    assert 3 * two_thirds(members) >= 2 * members > 3 * (two_thirds(members) - 1)
    assert 2 * majority(members) > members >= 2 * (majority(members) - 1)
