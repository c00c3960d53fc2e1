"""The method on every group of rival drafts in the casebook, hits and misses alike."""

from __future__ import annotations

from functools import cache

import pytest

import unsc_sim as sc
from unsc_sim.decisions import Reason
from unsc_sim.forecast.rivals import RivalTest, rival_tests


@cache
def others(*, leave_out: bool) -> tuple[RivalTest, ...]:
    """All but the pair of Aleppo; kept, because chance may take the tests of the two ways in turns."""
    return tuple(test for test in rival_tests(leave_out=leave_out) if test.case != "aleppo-2016")


@pytest.fixture(params=[False, True], ids=["past only", "leave one group out"])
def tests(request) -> tuple[RivalTest, ...]:
    return others(leave_out=request.param)


def test_three_quarters_of_the_other_rival_drafts_are_right_and_counting_is_beaten(tests):
    right = sum(test.right for test in tests)

    assert right >= 0.75 * len(tests)
    assert right > sum(test.by_counting is test.result for test in tests)
    assert right > sum(test.without_stakes is test.result for test in tests)


def test_every_rival_group_is_there(tests):
    groups = {one.id for one in sc.cases() if any(entry.draft.rivals and entry.roll_call for entry in one.entries)}

    assert groups - {"aleppo-2016"} == {test.case for test in tests}


def test_more_than_seven_votes_in_ten_are_right(tests):
    assert sum(test.votes_right for test in tests) >= 0.7 * sum(len(test.roll_call) for test in tests)


def test_one_case_is_told_in_a_line_each():
    french, russian = rival_tests("aleppo-2016")

    assert french.right
    assert russian.right
    assert Reason.ADOPTED is french.without_stakes is russian.without_stakes
    assert "S/2016/846" in str(french)
    assert "vetoed: right" in str(french)
