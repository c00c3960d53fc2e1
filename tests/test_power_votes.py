"""How members may vote in a game with abstention, and what the work is estimated at, worked out by hand."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from unsc_sim import Vote
from unsc_sim import power as p
from unsc_sim.power import _votes
from unsc_sim.power._votes import Ballot, ballot_of, standings

GAME = p.weighted([2, 1, 1], 3)
HALF, THIRD = Fraction(1, 2), Fraction(1, 3)


@pytest.mark.parametrize(
    ("odds", "members", "whole", "bits"),
    [((1, 1, 0), 3, 2, 6), ((1, 1, 1), 3, 3, 9), ((1, 1, 1), 5, 3, 15), ((2, 2, 3), 2, 7, 8), ((3, 2, 1), 2, 6, 6)],
)
def test_a_count_has_room_for_every_way_to_vote(odds, members: int, whole: int, bits: int) -> None:
    """Each member has its odds, or is yet to vote: as many bits as that number needs, for every member."""
    ballot = Ballot((odds,) * members)

    assert (ballot.whole, ballot.bits) == (whole, bits)
    assert (whole + 1) ** members <= 1 << bits


@pytest.mark.parametrize(("abstention", "absence", "otherwise"), [(1, 0, 1), (0, 1, 1), (1, 1, 2)])
def test_abstaining_and_being_absent_are_ways_of_their_own(abstention, absence, otherwise: int) -> None:
    ballot = ballot_of(GAME, abstention=bool(abstention), absence=bool(absence), chances=None)

    assert ballot == Ballot(((1, 1, otherwise),) * 3)
    assert ballot_of(GAME, abstention=False, absence=False, chances=None) is None


def test_chances_become_odds_of_one_sum() -> None:
    tables = {
        1: {"yes": 0.5, "no": 0.5}, 2: {"yes": 0.1, "abstain": 0.2, "no": 0.7}, 3: {"yes": 1 / 3, "no": 2 / 3},
    }  # fmt: skip
    ballot = ballot_of(GAME, abstention=False, absence=False, chances=tables)

    assert {sum(odds) for odds in ballot.odds} == {ballot.whole}
    shares = [[Fraction(one, ballot.whole) for one in odds] for odds in ballot.odds]
    assert shares[0] == [HALF, HALF, 0]
    assert shares[1] == [Fraction(1, 10), Fraction(7, 10), Fraction(2, 10)]
    assert [float(share) for share in shares[2]] == pytest.approx([1 / 3, 2 / 3, 0.0])


def test_what_floats_lack_to_one_is_shared_out() -> None:
    shares = _votes._exactly({Vote.YES: 0.3333, Vote.ABSTAIN: 0.3333, Vote.NO: 0.3333})

    assert shares == (THIRD, THIRD, THIRD)


def adopted(place: int, vote: Vote, chances: list[dict[Vote, Fraction]]) -> Fraction:
    """The chance of adoption when one member votes so, by every way of the others."""
    total = Fraction(0)
    for cast in product(Vote, repeat=3):
        if cast[place] is vote:
            ways = [chances[other].get(cast[other], Fraction(0)) for other in range(3) if other != place]
            weight = sum(one for one, how in zip((2, 1, 1), cast, strict=True) if how is Vote.YES)
            total += ways[0] * ways[1] * (weight >= 3)
    return total


def test_what_a_vote_is_worth_is_summed_over_all_ways() -> None:
    usual = [{Vote.YES: HALF, Vote.NO: HALF}] * 3
    for kind, standing in standings(GAME, None).items():
        assert standing.odds == (HALF, HALF, 0)
        assert standing.adopted == (adopted(kind[0], Vote.YES, usual), adopted(kind[0], Vote.NO, usual), 0)
        assert standing.passing == Fraction(3, 8)
    uneven = [
        {Vote.YES: HALF, Vote.NO: HALF}, {Vote.YES: THIRD, Vote.ABSTAIN: THIRD, Vote.NO: THIRD},
        {Vote.YES: Fraction(1, 4), Vote.ABSTAIN: Fraction(3, 4)},
    ]  # fmt: skip
    ballot = Ballot(((6, 6, 0), (4, 4, 4), (3, 0, 9)))
    found = standings(GAME, ballot)
    assert list(found) == [(0,), (1,), (2,)]
    for (place,), standing in found.items():
        ways = (Vote.YES, Vote.NO, Vote.ABSTAIN)
        assert standing.adopted == tuple(adopted(place, vote, uneven) for vote in ways)
        assert standing.odds == tuple(uneven[place].get(vote, 0) for vote in ways)
        assert standing.passing == sum(o * a for o, a in zip(standing.odds, standing.adopted, strict=True))


def test_the_work_is_estimated_by_passes_and_by_the_length_of_numbers(monkeypatch) -> None:
    """Four passes; as often again for every five million bits times bits of all members."""
    asked: list[int] = []
    monkeypatch.setattr(_votes, "refuse_if_too_large", lambda _machine, times: asked.append(times))
    ballot = Ballot(((1, 1, 1),) * 3)
    for bits in (1, 1200, 3000):
        _votes._worth(GAME, ballot, [(1 << bits - 1, 1, 1)] * 3)

    assert asked == [4, 4, 4 * (1 + 27_000_000 // 5_000_000)]
