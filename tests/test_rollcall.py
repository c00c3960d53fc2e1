"""A roll call reads back from its own notation, whoever sat and whatever they did."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unsc_sim import Council, Matter, RollCall, Vote, state
from unsc_sim.errors import (
    DuplicateVoteError,
    MissingVoteError,
    NotationError,
    NotOnTheCouncilError,
    UnknownStateError,
    UnscSimError,
)
from unsc_sim.rollcall import Source, read_votes, split_names
from unsc_sim.strategies import roll_calls

SATURDAY = Council.on("2016-10-08")
FRENCH = SATURDAY.roll_call(no="RUS VEN", abstain="AGO CHN", default="yes")


@given(roll_calls())
def test_the_notation_reads_back(votes: RollCall) -> None:
    again = RollCall.parse(votes.notation, votes.council, matter=votes.matter)

    assert again == votes
    assert hash(again) == hash(votes)


@given(roll_calls())
def test_the_repr_reads_back(votes: RollCall) -> None:
    assert eval(repr(votes), {"RollCall": RollCall, "Council": Council, "Matter": Matter}) == votes


@given(roll_calls(), st.permutations(list(Vote)))
def test_sections_may_stand_in_any_order_and_names_in_any_form(votes: RollCall, order: list[Vote]) -> None:
    text = "\n".join(f"{vote.phrase}: {', '.join(map(votes.council.name_of, votes.cast(vote)))}" for vote in order)

    assert RollCall.parse(text, votes.council, matter=votes.matter) == votes


@given(roll_calls())
def test_every_member_casts_one_vote_in_the_councils_order(votes: RollCall) -> None:
    assert tuple(votes) == votes.council.members
    assert len(votes) == votes.tally.total
    assert sorted(map(str, votes)) == sorted(str(member) for vote in Vote for member in votes.cast(vote))


@given(roll_calls(), st.data())
def test_casting_changes_what_it_names_and_nothing_else(votes: RollCall, data: st.DataObject) -> None:
    member, vote = data.draw(st.sampled_from(votes.council.members)), data.draw(st.sampled_from(Vote))
    changed = votes.casting({member.code: vote})

    assert changed[member] is vote
    assert all(changed[other] is votes[other] for other in votes if other != member)
    assert changed.casting({member: votes[member]}) == votes


def test_members_are_found_by_any_name() -> None:
    assert FRENCH["Russia"] is FRENCH["RU"] is FRENCH[state("RUS")] is Vote.NO
    assert "Egypt" in FRENCH
    assert "Germany" not in FRENCH
    assert 3 not in FRENCH
    assert FRENCH.get("Germany", "no seat") == "no seat"
    with pytest.raises(NotOnTheCouncilError, match="'Germany'"):
        FRENCH["Germany"]


def test_what_is_recorded_about_a_roll_call_does_not_make_it_another() -> None:
    assert SATURDAY.roll_call(no="RUS VEN", abstain="AGO CHN", default="yes", notes="elsewhere") == FRENCH


def test_the_roll_call_prints_who_voted_how_with_a_star_for_permanent_members() -> None:
    assert str(FRENCH).splitlines()[1] == "Against            2  Russian Federation*, Venezuela"


@pytest.mark.parametrize(
    ("notation", "error", "named"),
    [
        ("Y FRA", NotationError, "'Y FRA'"),
        ("Q: FRA", NotationError, "'Q'"),
        ("Y: FRA / N: France", DuplicateVoteError, "'France'"),
        ("Y: FRA FRA", DuplicateVoteError, "'FRA'"),
        ("Y: FRA", MissingVoteError, "Angola"),
        ("Y: DEU", NotOnTheCouncilError, "'DEU'"),
        ("Y: Narnia", UnknownStateError, "'Narnia'"),
        ("Y: " + "FRA " * 20_000, NotationError, "too long"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(notation: str, error: type[UnscSimError], named: str) -> None:
    with pytest.raises(error) as raised:
        RollCall.parse(notation, SATURDAY)
    assert named in str(raised.value)
    assert "\n" not in str(raised.value)


@given(st.text(max_size=60))
def test_no_text_whatever_ends_in_anything_but_our_own_error(text: str) -> None:
    try:
        votes = RollCall.parse(text, SATURDAY, default="yes")
    except UnscSimError as error:
        assert str(error)  # noqa: PT017 - any text may be refused, none may crash
    else:
        assert RollCall.parse(votes.notation, SATURDAY) == votes


def test_votes_may_be_made_of_names_and_words_and_strangers_are_refused() -> None:
    by_name = {member.code: "yes" for member in SATURDAY.members} | {
        "RUS": "no",
        "VEN": "N",
        "AGO": "A",
        "CHN": "abstain",
    }

    assert RollCall(SATURDAY, by_name) == FRENCH
    with pytest.raises(NotOnTheCouncilError, match="'Germany'"):
        RollCall(SATURDAY, {**by_name, "Germany": "no"})
    with pytest.raises(DuplicateVoteError, match="'Russia'"):
        FRENCH.casting({"RUS": "no", "Russia": "yes"})


@pytest.mark.parametrize("names", ["France and Japan", "France, Japan", "FRA JPN", "fra jpn", "FRA; Japan"])
def test_names_may_be_written_as_people_write_them(names: str) -> None:
    assert SATURDAY.roll_call(names, default="no").cast("yes") == (state("FRA"), state("JPN"))


def test_a_draft_and_a_meeting_may_be_given_by_symbol() -> None:
    votes = SATURDAY.roll_call(default="yes", draft="S/2016/846", meeting="s/pv.7785")

    assert (votes.name, str(votes.meeting)) == ("S/2016/846", "S/PV.7785")


def test_one_state_may_stand_for_a_list() -> None:
    assert SATURDAY.roll_call(no=state("RUS"), default="yes").cast("no") == (state("RUS"),)


def test_a_roll_call_knows_its_day_its_name_and_its_law() -> None:
    assert (str(FRENCH.date), FRENCH.name) == ("2016-10-08", "a draft without a symbol")
    assert repr(FRENCH.rule) == "Affirmative(9) & Concurrence(P5)"


def test_an_empty_section_names_nobody() -> None:
    assert RollCall.parse("N: / A: ", SATURDAY, default="yes").tally.yes == 15


def test_a_source_tells_what_it_confirms_where_it_says_so() -> None:
    assert str(Source("S/PV.7785")) == "S/PV.7785"
    assert str(Source("S/PV.7785", "the count")) == "S/PV.7785 (the count)"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Germany, Federal Republic of", ["Germany, Federal Republic of"]),
        ("France, Germany, Federal Republic of, Japan", ["France", "Germany, Federal Republic of", "Japan"]),
        ("Germany, Federal Republic of; France", ["Germany, Federal Republic of", "France"]),
        ("France, Japan, China", ["France", "Japan", "China"]),
        ("FRA", ["FRA"]),
        (" ; , ", []),
        ("Bosnia and Herzegovina, France and Japan", ["Bosnia and Herzegovina", "France", "Japan"]),
        ("nobody at all", ["nobody at all"]),
        ("FRA JPN and CHN", ["FRA", "JPN", "CHN"]),
    ],
)
def test_names_are_told_apart(text: str, names: list[str]) -> None:
    assert split_names(text) == names


def test_a_member_given_two_votes_is_named_as_it_was_given() -> None:
    with pytest.raises(DuplicateVoteError, match=r"^'Russian Federation' is given two votes \(against and in favour\)"):
        FRENCH.casting({"RUS": "no", state("RUS"): "yes"})
    with pytest.raises(DuplicateVoteError, match="^'RUS' is given two votes"):
        FRENCH.casting({state("RUS"): "no", "RUS": "yes"})


def test_a_notation_may_be_as_long_as_the_limit_and_no_longer() -> None:
    notation = "N: RUS".ljust(20_000)

    assert RollCall.parse(notation, SATURDAY, default="yes").tally.no == 1
    with pytest.raises(NotationError, match="too long"):
        RollCall.parse(notation + " ", SATURDAY, default="yes")


def test_the_vote_of_all_who_are_not_named_is_given_by_name_only() -> None:
    assert len(read_votes(SATURDAY, [(Vote.NO, "RUS")], default="yes")) == 15
    with pytest.raises(TypeError, match="positional argument"):
        read_votes(SATURDAY, [(Vote.NO, "RUS")], "yes")


def test_an_empty_line_between_sections_ends_nothing() -> None:
    assert RollCall.parse("N: RUS VEN\n\nA: AGO CHN", SATURDAY, default="yes") == FRENCH


@pytest.mark.parametrize(
    "told",
    [{"draft": "S/2016/846"}, {"meeting": "S/PV.7785"}, {"resolution": "S/RES/2334 (2016)"}, {"lesson": "So it goes."},
     {"notes": "A remark."}, {"confidence": "disputed"}, {"uncertain": ("RUS",)}, {"sources": (Source("S/PV.7785"),)}],
)  # fmt: skip
def test_what_is_told_beside_the_votes_makes_no_other_roll_call(told: dict[str, object]) -> None:
    assert RollCall(SATURDAY, FRENCH.votes, **told) == FRENCH


@pytest.mark.parametrize("value", [Matter.PROCEDURAL, "procedural", "S/PV.7785", None, ()])
def test_only_the_council_and_its_votes_are_given_without_a_name(value: object) -> None:
    with pytest.raises(TypeError, match="positional"):
        RollCall(SATURDAY, FRENCH.votes, value)
