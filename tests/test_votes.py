"""One vote has five meanings, and the count of all of them prints and reads back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unsc_sim import Tally, Vote
from unsc_sim.errors import NotationError
from unsc_sim.strategies import tallies, votes


@pytest.mark.parametrize("vote", Vote)
def test_a_vote_reads_back_from_its_letter_its_phrase_and_its_name(vote: Vote) -> None:
    assert Vote.parse(vote.value) is vote
    assert Vote.parse(vote.phrase.upper()) is vote
    assert Vote.parse(vote.name) is vote
    assert Vote.parse(vote) is vote


def test_an_empty_text_is_no_vote() -> None:
    with pytest.raises(NotationError, match="''"):
        Vote.parse("")


def test_a_hyphen_and_a_dash_both_mean_absent() -> None:
    assert Vote.parse("-") is Vote.parse("–") is Vote.ABSENT


def test_an_unreadable_vote_is_named_and_a_near_miss_suggested() -> None:
    with pytest.raises(NotationError, match=r"'abstian' is not a vote; .*Did you mean .*'abstain'"):
        Vote.parse("abstian")


@given(tallies())
def test_a_tally_reads_back_from_its_text(tally: Tally) -> None:
    assert Tally.parse(str(tally)) == tally


@given(st.lists(votes(), max_size=20))
def test_a_tally_counts_every_vote_once(cast: list[Vote]) -> None:
    tally = Tally.of(cast)

    assert tally.total == len(cast)
    assert tally.yes == cast.count(Vote.YES)
    assert tally.absent == cast.count(Vote.ABSENT)


def test_the_count_is_spoken_in_the_presidents_order() -> None:
    assert Tally(14, 0, 0, not_participating=1).spoken == "14 in favour, 0 against, 0 abstaining, 1 not participating"


@pytest.mark.parametrize(
    "text",
    ["", "11-2", "11-2-2-1", "eleven-2-2", "-1-2-2", "99999-0-0", "11-2-2 ()", "9-1-1 (1 not participating2 absent)"],
)
def test_what_is_no_tally_is_refused_by_name(text: str) -> None:
    with pytest.raises(NotationError) as raised:
        Tally.parse(text)
    assert repr(text) in str(raised.value)


def test_a_count_that_is_no_whole_number_is_refused() -> None:
    with pytest.raises(NotationError, match=r"1\.5"):
        Tally(1.5, 0, 0)  # type: ignore[arg-type]


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(NotationError, match="negative"):
        Tally(-1, 0, 0)


@pytest.mark.parametrize(
    ("text", "not_participating", "absent"),
    [
        ("11-0-2 (1 not participating, 1 absent)", 1, 1),
        ("13-0-0 (2 absent)", 0, 2),
        ("14-0-0 (1 not participating)", 1, 0),
        ("15-0-0", 0, 0),
    ],
)
def test_who_took_no_part_is_read_beside_the_count(text: str, not_participating: int, absent: int) -> None:
    tally = Tally.parse(text)

    assert (tally.not_participating, tally.absent, tally.total) == (not_participating, absent, 15)
    assert str(tally) == text
