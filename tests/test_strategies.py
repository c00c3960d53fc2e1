"""The strategies make what they promise, however and whenever they are loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unsc_sim import Council, RollCall, State, Symbol, Tally, Vote
from unsc_sim.strategies import assemblies, days, roll_calls

AFTERWARDS = """
import unsc_sim, unsc_sim.strategies
from hypothesis import strategies as st
st.from_type(unsc_sim.Council).validate()
"""


@pytest.mark.parametrize("kind", [Council, RollCall, State, Symbol, Tally])
@given(data=st.data())
def test_hypothesis_knows_our_types(kind: type, data: st.DataObject) -> None:
    assert isinstance(data.draw(st.from_type(kind)), kind)


@pytest.mark.parametrize("first", ["unsc_sim.strategies", "hypothesis", "unsc_sim"])
def test_it_does_not_matter_what_is_imported_first(first: str) -> None:
    """Hypothesis loads our entry point while it is itself being imported."""
    code = f"import {first}; {AFTERWARDS}"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


@given(roll_calls(kinds=(Vote.YES, Vote.NO)))
def test_roll_calls_keep_to_the_kinds_of_vote_asked_for(votes: RollCall) -> None:
    assert votes.tally.yes + votes.tally.no == len(votes.council)


@given(assemblies(most=4), days())
def test_bodies_are_small_and_days_lie_in_the_record(body, day) -> None:
    assert 1 <= len(body.members) <= 4
    assert 1946 <= day.year <= 2027
