"""How the record shows itself: a case, with its votes side by side."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from unsc_sim._dates import spoken_date
from unsc_sim.casefile import Case
from unsc_sim.decisions import RESULTS, decide
from unsc_sim.display._chamber import chamber, heading_lines
from unsc_sim.display._law import scene_of, votes_table
from unsc_sim.display._moved import moved_within
from unsc_sim.display._shown import Shown, Table, shown

if TYPE_CHECKING:
    from unsc_sim.casefile import Entry


@shown.register(Case)
def _(case: Case) -> Shown:
    moves = moved_within(case.roll_calls)
    scenes = [scene_of(votes, decide(votes), moved) for votes, moved in zip(case.roll_calls, moves, strict=True)]
    level = max([len(heading_lines(scene)) for scene in scenes], default=1)
    by_members = groupby(case.roll_calls, key=lambda votes: votes.council.seats)
    return Shown(
        sentence=" ".join([f"{case.title}.", *(scene.sentence for scene in scenes)]),
        heading=case.title,
        paragraphs=tuple(filter(None, (case.summary, case.lesson, *(str(moved) for moved in moves if moved)))),
        drawings=tuple(chamber(scene, level) for scene in scenes),
        tables=(_texts(case), *(votes_table(tuple(votes)) for _, votes in by_members)),
    )


def _texts(case: Case) -> Table:
    rows = tuple((named(entry), spoken_date(entry.date), entry.tally, result(entry)) for entry in case.entries)
    return Table("What was put to the vote", ("Text", "Date", "Count", "Result"), rows)


def named(entry: Entry) -> str:
    """A text by its symbol and its title, as far as it has them."""
    symbol, title = str(entry.draft.symbol or ""), entry.draft.title or entry.draft.text
    return ": ".join(filter(None, (symbol, title))) or entry.id


def result(entry: Entry) -> str:
    """What history decided, in one or two words."""
    if entry.result is not None:
        return RESULTS[entry.result]
    return "not recorded" if entry.tally else "not put to the vote"
