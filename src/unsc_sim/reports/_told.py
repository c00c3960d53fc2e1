"""What happened, why, and what would have changed it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import attrs

from unsc_sim._dates import spoken_date
from unsc_sim._sentences import listed
from unsc_sim.changes import fewest_changes
from unsc_sim.council import Council
from unsc_sim.decisions import Reason, decide
from unsc_sim.display import president_of, shown
from unsc_sim.display._law import votes_table
from unsc_sim.display._moved import moved_within
from unsc_sim.display._page import Facts, Points, Section, Verdict
from unsc_sim.display._record import named, result
from unsc_sim.display._shown import Drawing, Table
from unsc_sim.paths import what_would_it_take

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unsc_sim.casefile import Case, Entry
    from unsc_sim.display._page import Part
    from unsc_sim.rollcall import RollCall

_WAYS = 6
"""So many of the ways to another result are listed."""
_OTHER_RULES = "The same votes under other rules"


def happened(case: Case) -> Section:
    """The meeting, each text, the chambers side by side, what moved between them, every vote in a table."""
    texts, *_ = shown(case).tables
    each = tuple(Section(named(entry), tuple(_text(entry))) for entry in case.entries)
    return Section("What happened", (*each, texts, *_chambers(shown(case).drawings), *_by_members(case.roll_calls)))


def _chambers(drawings: Sequence[Drawing]) -> tuple[Part, ...]:
    name = "The chamber" if len(drawings) == 1 else "The chambers side by side"
    return (Section(name, tuple(drawings)),) if drawings else ()


def _text(entry: Entry) -> Iterator[Part]:
    if entry.draft.asks:
        yield entry.draft.asks.strip()
    council = Council.on(entry.date)
    president = entry.president or president_of(council)
    rows = (
        ("Put to the vote", spoken_date(entry.date) + (f", {entry.meeting}" if entry.meeting else "")),
        ("Presiding", president.short_on(entry.date) if president else ""),
        ("Tabled by", listed([one.short_on(entry.date) for one in entry.draft.sponsors])),
        ("Also by", listed([one.short_on(entry.date) for one in entry.draft.co_sponsors])),
        ("Matter", entry.matter.value),
        ("Count", entry.tally),
        ("Result", result(entry) + (f", {entry.resolution}" if entry.resolution else "")),
        ("Positions", "" if entry.roll_call else ("a secret ballot" if entry.secret_ballot else "not recorded")),
    )
    yield Facts(tuple((name, what) for name, what in rows if what))


def _by_members(roll_calls: Sequence[RollCall]) -> Iterator[Part]:
    """What moved between rival texts, and every vote in a table, for each Council."""
    moves = tuple(str(moved) for moved in moved_within(roll_calls) if moved)
    tables = [votes_table(tuple(group)) for _, group in groupby(roll_calls, key=lambda votes: votes.council.seats)]
    if moves:
        yield Section("What moved", (*moves, *tables))
    else:
        yield from tables


def why(entries: Sequence[Entry]) -> Section:
    """The rule, step by step, for each vote."""
    return Section("Why", tuple(Section(named(one), tuple(_why(one))) for one in entries if one.roll_call is not None))


def _why(entry: Entry) -> Iterator[Part]:
    if entry.roll_call is None:
        return
    outcome = decide(entry.roll_call)
    yield from outcome.explain().splitlines()[:2]
    yield Points(outcome.steps)
    yield Verdict(str(outcome))
    yield from filter(None, (entry.lesson.strip(),))


def otherwise(entries: Sequence[Entry]) -> Section:
    """Who alone decided, the fewest changes to every other result, the same votes under other rules."""
    found = (Section(named(one), tuple(_paths(one.roll_call))) for one in entries if one.roll_call is not None)
    return Section("What would have changed it", tuple(found))


def _paths(votes: RollCall) -> Iterator[Part]:
    paths = what_would_it_take(votes)
    yield Points(paths.by_votes)
    towards = Reason.INSUFFICIENT_VOTES if paths.outcome.adopted else Reason.ADOPTED
    ways = fewest_changes(votes, towards, limit=_WAYS)
    goal = "not adopted, for want of votes" if paths.outcome.adopted else "adopted"
    yield from (Table(f"{table.caption} to {goal}", table.columns, table.rows) for table in shown(ways).tables)
    if paths.rules.scenarios:
        yield from (attrs.evolve(table, caption=_OTHER_RULES) for table in shown(paths.rules).tables)
