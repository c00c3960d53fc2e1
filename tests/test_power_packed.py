"""Coalitions packed into whole numbers, against lists of numbers and against every coalition."""

from __future__ import annotations

from itertools import combinations
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unsc_sim.errors import TooLargeError
from unsc_sim.power import _packed
from unsc_sim.power._packed import Fields, Sizes, Totals, minimal_coalitions

WIDTHS = (32, 64, 128, 192, 512)
HEAVY = 10**15
"""A weight that far beyond any quota: shifting by it would fill the memory many times over."""


def pack(values: list[int], bits: int) -> int:
    return sum(value << place * bits for place, value in enumerate(values))


def subsets(weights: list[int]) -> list[tuple[int, int]]:
    """Size and weight of every coalition."""
    return [(size, sum(one)) for size in range(len(weights) + 1) for one in combinations(weights, size)]


@pytest.mark.parametrize("bits", WIDTHS)
def test_fields_are_read_as_they_were_packed(bits: int) -> None:
    values = [0, 1, 2**bits - 1, 5, 2 ** (bits - 1) + 3, 7, 2 ** (bits // 2), 9]
    fields = Fields.of(pack(values, bits), len(values), bits)

    assert [fields.reader(place) for place in range(len(values))] == values
    assert len(fields.words) == len(values) * fields.per_field
    assert fields.per_field == max(1, bits // 64)
    for start in range(len(values)):
        for step in range(1, 5):
            assert fields.every(start, step) == sum(values[start::-step])
    assert fields.every(-1, 2) == 0


@pytest.mark.parametrize(("reach", "digits"), [(1, 0), (2, 1), (3, 2), (4, 2), (5, 3), (8, 3), (9, 4)])
def test_running_totals_are_as_many_members_as_the_reach_has_digits(reach: int, digits: int) -> None:
    weights = [1, 2, 4, 8][:digits]

    assert _packed._running(reach) == weights
    fields = Fields.of(_packed._by_weight(weights, reach, 32), reach, 32)
    assert [fields.reader(place) for place in range(reach)] == [1] * reach


@given(st.lists(st.integers(0, 12), min_size=1, max_size=8), st.integers(1, 40), st.sampled_from([32, 64, 128]))
def test_the_coalitions_of_each_weight_are_counted(weights: list[int], reach: int, bits: int) -> None:
    counted = [sum(weight == at for _, weight in subsets(weights)) for at in range(reach)]

    assert _packed._by_weight([*weights, HEAVY, reach], reach, bits) == pack(counted, bits)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=8).filter(any), st.data())
def test_totals_are_those_of_every_coalition(weights: list[int], data) -> None:
    quota = data.draw(st.integers(1, sum(weights)))
    found = Totals.of(weights, quota)

    assert found.winning == sum(weight >= quota for _, weight in subsets(weights))
    assert found.reach == min(quota, sum(weights) - quota + 1)
    for place, weight in enumerate(weights):
        others = subsets(weights[:place] + weights[place + 1 :])
        assert found.swings(weight) == sum(quota - weight <= one < quota for _, one in others)


@pytest.mark.parametrize(("members", "quota"), [(20, 11), (31, 16), (40, 39), (70, 40), (70, 33), (150, 80)])
def test_members_alike_are_counted_by_binomials(members: int, quota: int) -> None:
    """Fields of 32 bits, of one word and of several."""
    found = Totals.of([1] * members, quota)

    assert found.winning == sum(comb(members, size) for size in range(quota, members + 1))
    assert found.swings(1) == comb(members - 1, quota - 1)
    assert minimal_coalitions([1] * members, quota) == comb(members, quota)
    sizes = Sizes.of([1] * members, [quota] * (members + 1))
    assert sizes.winning() == tuple(comb(members, size) if size >= quota else 0 for size in range(members + 1))
    assert sizes.swings(1) == tuple(comb(members - 1, size) if size == quota - 1 else 0 for size in range(members))


def test_a_member_heavier_than_all_others_together_costs_nothing() -> None:
    found = Totals.of([HEAVY, 3, 2, 1], 4)

    assert found.winning == 8 + sum(weight >= 4 for _, weight in subsets([3, 2, 1]))
    assert (found.swings(HEAVY), found.reach) == (sum(weight < 4 for _, weight in subsets([3, 2, 1])), 4)
    assert minimal_coalitions([HEAVY, 3, 2, 1], 4) == 3


@given(st.lists(st.integers(0, 9), min_size=1, max_size=7).filter(any), st.data())
def test_sizes_are_those_of_every_coalition(weights: list[int], data) -> None:
    """Quotas that rise and fall with the size, some never reached."""
    whole = sum(weights)
    quotas = [data.draw(st.integers(0, whole + 1)) for _ in range(len(weights) + 1)]
    found = Sizes.of(weights, quotas)

    assert found.winning() == tuple(
        sum(size == at and weight >= quotas[at] for size, weight in subsets(weights)) for at in range(len(weights) + 1)
    )


@given(st.lists(st.integers(0, 9), min_size=1, max_size=7).filter(any), st.data())
def test_minimal_coalitions_are_those_that_no_member_can_leave(weights: list[int], data) -> None:
    quota = data.draw(st.integers(1, sum(weights)))
    found = 0
    for size in range(1, len(weights) + 1):
        for members in combinations(weights, size):
            found += sum(members) >= quota > sum(members) - min(members)

    assert minimal_coalitions(weights, quota) == found


@pytest.mark.parametrize(
    ("quotas", "reach", "dual"),
    [
        ((7, 7, 7, 7), 3, True), ((3, 3, 3, 3), 3, False), ((10, 5, 5, 5), 5, False), ((0, 9, 9, 0), 1, True),
        ((9, 9, 9, 1), 9, False),
    ],
)  # fmt: skip
def test_the_smaller_of_a_game_and_its_dual_is_counted(quotas, reach: int, dual) -> None:
    """Weights 2, 3 and 4, whole 9: a quota of 10 is never reached."""
    found = Sizes.of((2, 3, 4), quotas)

    assert found.dual is dual
    assert found.quotas == (tuple(10 - quota for quota in reversed(quotas)) if dual else quotas)
    assert max(one for one in found.quotas if one <= 9) == reach


def test_packed_numbers_are_not_shown() -> None:
    assert repr(Totals.of([1, 1, 1], 2)) == "Totals(winning=4, reach=2)"
    assert repr(Sizes.of([1, 1], [2, 2, 2])) == "Sizes(weights=(1, 1), quotas=(1, 1, 1), total=2, dual=True)"


@pytest.mark.parametrize(("quotas", "reach"), [((9, 10), 9), ((3, 8, 10), 8), ((10,), 1), ((0, 10), 1), ((), 1)])
def test_weights_are_counted_up_to_the_highest_quota_that_can_be_reached(quotas: tuple[int, ...], reach: int) -> None:
    assert _packed._reach(quotas, 9) == reach


def test_the_work_is_estimated_before_it_is_begun(monkeypatch) -> None:
    """Totals: four copies, an addition a member. Sizes: two a member, half their square. Minimal ones: four, four."""
    asked: list[tuple[int, ...]] = []
    monkeypatch.setattr(_packed, "refuse_beyond", lambda *estimate: asked.append(estimate))
    weights = [1, 2, 3, 4, 5, 6, 7]
    Totals.of(weights, 20)
    Totals.of(weights * 5, 20)
    Sizes.of(weights, [0, 30, 20, 20, 20, 20, 20, 20])
    minimal_coalitions(weights, 20)

    assert asked == [(20, 4, 9, 32, 7), (20, 4, 20, 64, 35), (30, 14, 9, 32, 24), (20, 4, 20, 32, 28)]


def test_the_estimate_is_told_to_the_last_digit() -> None:
    with pytest.raises(TooLargeError) as raised:
        _packed.refuse_beyond(10**15, 3, 10**15, 64, 7)

    assert "needs about 24,000,000,000 MB and 56,000,000 GB of additions" in str(raised.value)
    assert _packed._in_short(10**15 + 10**6, 10**18 + 10**9) == "1,000,000,001 MB and 1,000,000,001 GB"
