"""Values as text for the terminal: what was put, who voted how, what became of it; 80 columns are enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table

from unsc_sim._sentences import listed
from unsc_sim.cli._frame import said
from unsc_sim.decisions import Outcome, Reason, decide
from unsc_sim.rules import Concurrence
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from unsc_sim.casefile import Entry
    from unsc_sim.documents import DraftResolution
    from unsc_sim.rollcall import RollCall
    from unsc_sim.states import State

Row = tuple[str, RenderableType]
_STYLES = {Reason.ADOPTED: "bold cyan", Reason.VETOED: "bold magenta", Reason.INSUFFICIENT_VOTES: "bold yellow"}
_FEW = 6


def entry_told(entry: Entry) -> Iterator[RenderableType]:
    """A recorded vote: its text, its sponsors, the votes and the decision; or the count alone where that is all."""
    rows = [*_about(entry.draft, entry.date)]
    if entry.roll_call is not None:
        rows += outcome_rows(decide(entry.roll_call))
    else:
        rows += _count_alone(entry)
    if entry.confidence != "verified" or entry.uncertain:
        rows.append(("Confidence", said("; ".join(filter(None, (entry.confidence, _doubts(entry)))))))
    yield titled(entry.draft)
    yield grid(rows)


def titled(draft: DraftResolution) -> RenderableType:
    """The symbol and the title of what was put."""
    title = draft.title or draft.text
    line = said(str(draft.symbol), "bold") if draft.symbol else said("")
    return line.append(said(f"  {title}" if draft.symbol else title)) if title else line


def outcome_rows(outcome: Outcome) -> list[Row]:
    """Who voted how, by what rule it was decided, and the decision."""
    return [*_positions(outcome.roll_call), *decision_rows(outcome)]


def decision_rows(outcome: Outcome) -> list[Row]:
    """The count, the rule and the decision."""
    verdict, _, why = str(outcome).partition(": ")[2].partition(", ")
    decision = said(verdict[:1].upper() + verdict[1:], _STYLES[outcome.reason]).append(said(f", {why}" if why else ""))
    return [
        ("Count", said(outcome.tally.spoken)),
        ("Rule", said(outcome.rule)),
        ("Decision", decision),
        *_in_the_way(outcome),
        *(("Note", said(text)) for text in outcome.notes),
    ]


def grid(rows: Iterable[Row]) -> RenderableType:
    """Labels on the left, what they mean on the right."""
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for label, what in rows:
        table.add_row(label, what)
    return Padding(table, (0, 0, 0, 2))


def listing(*columns: str) -> Table:
    """An empty table for a list of answers; no word of a heading is ever cut."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for name in columns:
        table.add_column(name, overflow="fold", min_width=max(map(len, name.split()), default=0))
    return table


def names(members: Iterable[State], day: date) -> str:
    """States in a sentence, by what they were called on a day.

    >>> from datetime import date
    >>> from unsc_sim import state
    >>> names([state("FRA"), state("RUS"), state("USA")], date(1962, 10, 25))
    'France, USSR and United States'
    """
    return listed([member.short_on(day) for member in members])


def _about(draft: DraftResolution, day: date) -> Iterator[Row]:
    sponsors = [*draft.sponsors, *draft.co_sponsors]
    if sponsors:
        first = draft.sponsors if len(sponsors) > _FEW and draft.sponsors else sponsors
        others = len(sponsors) - len(first)
        several = f"{', '.join(one.short_on(day) for one in first)} and {others} others"
        yield "Tabled by", said(several if others else names(first, day))
    if draft.asks:
        yield "Text", said(draft.asks)


def _positions(votes: RollCall) -> Iterator[Row]:
    council = votes.council
    for vote in Vote:
        cast = votes.cast(vote)
        if cast:
            yield (
                vote.phrase.capitalize(),
                said(", ".join(f"{council.short(who)}{'*' if who in council.permanent else ''}" for who in cast)),
            )


def _in_the_way(outcome: Outcome) -> Iterator[Row]:
    if outcome.vetoes:
        yield "Blocked by", said(names(outcome.vetoes, outcome.roll_call.date))
    if outcome.reason is not Reason.INSUFFICIENT_VOTES:
        return
    yield "Short by", said(f"{outcome.short_by} {'vote' if outcome.short_by == 1 else 'votes'} in favour")
    against = [who for check in outcome.checks if isinstance(check.atom, Concurrence) for who in check.negative]
    if against:
        who = names(dict.fromkeys(against), outcome.roll_call.date)
        yield "No veto", said(f"{who} voted against; without the votes needed there was nothing to block")


def _count_alone(entry: Entry) -> Iterator[Row]:
    if entry.tally:
        yield "Count", said(entry.tally)
    result = entry.result.value if entry.result else ("not recorded" if entry.tally else "not put to the vote")
    yield "Decision", said(result.capitalize())
    yield "Positions", said("secret ballot" if entry.secret_ballot else "not recorded")


def _doubts(entry: Entry) -> str:
    return f"uncertain: {', '.join(entry.uncertain)}" if entry.uncertain else ""
