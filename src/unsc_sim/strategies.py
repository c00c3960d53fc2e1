"""Hypothesis strategies for the types of the library: days, Councils, votes, roll calls, rules and symbols.

Needs Hypothesis, which nothing else here imports. `hypothesis.strategies.from_type` knows them too, through the
entry point `hypothesis` of the package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from unsc_sim.charter import Matter
from unsc_sim.council import Council
from unsc_sim.documents import Symbol
from unsc_sim.rollcall import RollCall
from unsc_sim.rules import ELECTED, EVERYONE, P5, Affirmative, Assembly, Concurrence, Group, Rule
from unsc_sim.seats import FIRST_DAY, LAST_DAY
from unsc_sim.states import MemberMapping, State, all_states
from unsc_sim.votes import Tally, Vote

if TYPE_CHECKING:
    from datetime import date

__all__ = ["assemblies", "councils", "days", "roll_calls", "rules", "states", "symbols", "tallies", "votes"]


def days(first: date = FIRST_DAY, last: date = LAST_DAY) -> st.SearchStrategy[date]:
    """Days on which the Council had members.

    >>> from hypothesis import find
    >>> find(days(), lambda day: day.year > 1965)
    datetime.date(2000, 1, 1)
    """
    return st.dates(first, last)


def councils(first: date = FIRST_DAY, last: date = LAST_DAY) -> st.SearchStrategy[Council]:
    """The Council on any day."""
    return days(first, last).map(Council.on)


def states() -> st.SearchStrategy[State]:
    """Any state of the record."""
    return st.sampled_from(all_states())


def votes(kinds: tuple[Vote, ...] = tuple(Vote)) -> st.SearchStrategy[Vote]:
    """One vote, of all five kinds or of those given."""
    return st.sampled_from(kinds)


@st.composite
def roll_calls(draw: st.DrawFn, council: Council | None = None, kinds: tuple[Vote, ...] = tuple(Vote)) -> RollCall:
    """A roll call of a Council of any day, or of the one given."""
    body = council or draw(councils())
    cast = draw(st.lists(votes(kinds), min_size=len(body), max_size=len(body)))
    return RollCall(
        body, MemberMapping(dict(zip(body.members, cast, strict=True))), matter=draw(st.sampled_from(Matter))
    )


def tallies() -> st.SearchStrategy[Tally]:
    """Counts such as a body of up to 193 may produce."""
    counts = st.integers(0, 193)
    return st.builds(Tally, counts, counts, counts, counts, counts)


def symbols() -> st.SearchStrategy[Symbol]:
    """Document symbols of the kinds we read."""
    number, year = st.integers(1, 9999), st.integers(1946, 2030)
    return st.one_of(
        st.builds("S/{}/{}".format, year, number),
        st.builds("S/RES/{} ({})".format, number, year),
        st.builds("S/PV.{}".format, number),
        st.builds("S/{}/Rev.{}".format, number, st.integers(1, 9)),
    ).map(Symbol.parse)


@st.composite
def assemblies(draw: st.DrawFn, most: int = 6) -> Assembly:
    """A small body of letters, some of its members permanent."""
    members = tuple("ABCDEFGHIJKLMNO"[: draw(st.integers(1, most))])
    holders = draw(st.integers(0, len(members)))
    return Assembly(members, {"permanent members": members[:holders], "elected members": members[holders:]})


def rules(body: Any, *, depth: int = 2) -> st.SearchStrategy[Rule]:
    """A voting rule over a body: counts, groups, weights, powers to block, `&` and `|`, nested up to `depth`."""
    members = st.lists(st.sampled_from(body.members), unique=True, min_size=1).map(tuple)
    groups = st.one_of(st.sampled_from((EVERYONE, P5, ELECTED)), members.map(lambda some: Group("some members", some)))
    weights = st.dictionaries(st.sampled_from(body.members), st.integers(0, 4), min_size=1)
    required = st.integers(0, len(body.members) + 1)
    atoms: st.SearchStrategy[Rule] = st.one_of(
        st.builds(Affirmative, required, among=groups),
        st.builds(Affirmative, required, among=groups, weights=weights),
        st.builds(Concurrence, groups, tolerating=st.integers(0, 2)),
    )
    if depth == 0:
        return atoms
    inner = rules(body, depth=depth - 1)
    return st.one_of(atoms, st.builds(Rule.__and__, inner, inner), st.builds(Rule.__or__, inner, inner))
