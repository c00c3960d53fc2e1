"""Indices side by side: what a profile and a comparison hold, in which order, and how they read."""

from __future__ import annotations

from fractions import Fraction

import pytest

from unsc_sim import power as p
from unsc_sim.errors import DuplicateVoteError
from unsc_sim.power.profile import PowerProfile
from unsc_sim.states import MemberMapping

GAME = p.weighted({"Ann": 3, "Bo": 2, "Cy": 2}, 5)


def test_a_profile_has_every_index_of_its_way_to_vote() -> None:
    usual, abstaining = p.profile(GAME), p.profile(GAME, abstention=True)

    assert list(usual.indices) == [
        "shapley_shubik", "banzhaf", "banzhaf_normalised", "coleman_prevent", "coleman_initiate", "rae",
        "deegan_packel", "holler_packel", "johnston",
    ]  # fmt: skip
    assert list(abstaining.indices) == [*list(usual.indices)[:5], "satisfaction"]
    assert abstaining.indices["satisfaction"] == p.satisfaction(GAME, abstention=True)
    assert abstaining.indices["satisfaction"] != p.satisfaction(GAME)
    assert sum(usual.indices["banzhaf_normalised"].values()) == 1 != sum(usual.indices["banzhaf"].values())


def test_members_are_shown_by_the_first_index_and_alike_ones_together() -> None:
    def values(*shares: int) -> MemberMapping:
        return MemberMapping(dict(zip(GAME.members, (Fraction(one, 10) for one in shares), strict=True)))

    indices = {"shapley_shubik": values(2, 6, 2), "coleman_prevent": values(8, 1, 8)}
    made = PowerProfile(GAME, abstention=False, collective=Fraction(1, 4), indices=indices)

    assert [row["members"] for row in made.rows()] == ["Bo", "Ann, Cy"]
    assert str(made).splitlines() == [
        f"{GAME.rule}: 3 members voting in favour or against; 25.0000% of all ways to vote pass.",
        "Bo", "  Shapley-Shubik       0.600000", "  prevent              0.100000",
        "Ann, Cy", "  Shapley-Shubik       0.200000", "  prevent              0.800000",
    ]  # fmt: skip
    assert " voting in favour, against or abstaining; " in str(p.profile(GAME, abstention=True))


def test_games_side_by_side_have_a_record_for_each_kind_the_most_power_first() -> None:
    game = p.weighted({"Bo": 2, "Cy": 2, "Ann": 3, "Di": 1, "Ed": 1}, 6)
    rows = p.compare({"club": game})

    assert [row["members"] for row in rows] == ["Ann", "Bo, Cy", "Di, Ed"]
    assert [row["count"] for row in rows] == [1, 2, 2]
    assert sum(row["count"] * row["banzhaf_normalised"] for row in rows) == 1
    assert [row["shapley_shubik"] for row in rows] == [p.shapley_shubik(game)[one] for one in ("Ann", "Bo", "Di")]
    assert [row["banzhaf_normalised"] for row in rows] == [
        p.banzhaf(game, normalised=True)[one] for one in ("Ann", "Bo", "Di")
    ]
    assert {row["passes"] for row in rows} == {p.coleman_collective(game)}
    [first, *_] = p.compare({"club": game}, abstention=True)
    assert first["banzhaf_normalised"] == p.banzhaf(game, normalised=True, abstention=True)["Ann"]


def test_satisfaction_is_the_chance_to_be_on_the_side_that_wins() -> None:
    """Of two members of whom both are needed, one is in favour always, the other in one of three votes it casts."""
    game = p.weighted({"A": 1, "B": 1}, 2)
    found = p.satisfaction(game, chances={"A": {"yes": 1}, "B": {"yes": 0.2, "no": 0.4, "abstain": 0.4}})

    assert found["A"] == Fraction(1, 5)
    assert found["B"] == 1
    other = p.satisfaction(game, chances={"A": {"yes": 0.5, "no": 0.5}, "B": {"yes": 0.2, "no": 0.4, "abstain": 0.4}})
    assert other["A"] == (Fraction(1, 2) * Fraction(1, 5) + Fraction(1, 2)) / 1
    assert other["B"] == (Fraction(1, 5) * Fraction(1, 2) + Fraction(2, 5)) / Fraction(3, 5)


@pytest.mark.parametrize("unions", [[["Ann", "Ann"]], [["Ann", "Bo"], ["Bo", "Cy"]], [["Ann", "Bo", "Ann"]]])
def test_nobody_is_in_two_unions_nor_twice_in_one(unions) -> None:
    with pytest.raises(DuplicateVoteError, match="is in two unions"):
        p.owen(GAME, unions=unions)
    assert sum(p.owen(GAME, unions=[["Ann", "Bo"]]).values()) == 1
