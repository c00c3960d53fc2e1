"""The command that puts many votes under many rules, one record for each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any

import attrs
from cyclopts import Parameter

from unsc_sim import casebook
from unsc_sim.charter import Matter
from unsc_sim.cli import _frame as frame
from unsc_sim.cli._suppose import limit
from unsc_sim.cli._told import listing
from unsc_sim.decisions import RESULTS, Reason
from unsc_sim.reforms import reform as reform_of
from unsc_sim.sweep import grid
from unsc_sim.sweep import sweep as swept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import RenderableType

    from unsc_sim.rollcall import RollCall
    from unsc_sim.whatif import Change, Scenario

    Axis = list[Callable[[Scenario], Scenario] | Change | None]

said = frame.said
_EACH = "tried beside leaving it as it was; may be repeated."


@Parameter(name="*")
@attrs.frozen
class Axes:
    """Changes of which one of each kind, or none, is made at a time."""

    reform: Annotated[tuple[str, ...], Parameter(negative="", help=f"A proposal, {_EACH}")] = ()
    default: Annotated[str, Parameter(help="The vote of the members that a proposal adds.")] = ""
    modifier: Annotated[tuple[str, ...], Parameter(negative="", help=f"A limit to the veto, {_EACH}")] = ()
    requiring: Annotated[tuple[int, ...], Parameter(negative="", help=f"A number of votes required, {_EACH}")] = ()

    def scenarios(self, votes: RollCall) -> tuple[Scenario, ...]:
        """Every combination of them, for one vote.

        Raises:
            UnscSimError: when a change cannot be made.
        """
        default = self.default or None
        reforms: Axis = [_under(reform_of(name), default) for name in self.reform]
        limits: Axis = [limit(text) for text in self.modifier]
        counts: Axis = [_requiring(number) for number in self.requiring]
        return grid(votes, *([None, *axis] for axis in (reforms, limits, counts) if axis))


_NO_AXES = Axes()


def sweep(
    *names: str,
    topic: str = "",
    since: str = "",
    before: str = "",
    axes: Axes = _NO_AXES,
    keep: str = "",
    out: frame.Output = frame.TEXT,
) -> None:
    """Put many votes under every combination of changes, and count what becomes of them.

    For example: `unsc-sim sweep --topic Syria --modifier two-vetoes --requiring 8`

    Parameters
    ----------
    names
        Cases, symbols or ids of votes; without any, every substantive vote on record whose positions are known.
    topic
        Without names: votes on this subject alone.
    since
        Without names: the first day, year-month-day.
    before
        Without names: the day after the last.
    keep
        A file that keeps each answer, so that a sweep that was interrupted goes on where it stopped.
    """
    if names and (topic or since or before):
        raise frame.QuestionError(
            topic or since or before, "stands beside names", "names, or conditions", "Leave one or the other out."
        )
    votes = _named(names) if names else _recorded(topic, since, before)
    items = [scenario for one in votes for scenario in axes.scenarios(one)]
    with frame.bar("Sweeping") as progress:
        found = swept(items, progress=progress, resume=keep or None)
    plain = [
        {"draft": item.start.name, "date": item.start.date.isoformat(), "changes": list(item.changes)} | record
        for item, record in zip(items, found.records, strict=True)
    ]
    out.give(plain, *_told(len(votes), plain))


def _under(change: Change, default: str | None) -> Callable[[Scenario], Scenario]:
    return lambda scenario: scenario.under(change, default=default)


def _requiring(number: int) -> Callable[[Scenario], Scenario]:
    return lambda scenario: scenario.requiring(number)


def _named(names: tuple[str, ...]) -> list[RollCall]:
    known = {one.id: one for one in casebook.cases()}
    found: list[RollCall] = []
    for name in names:
        case = known.get(name.strip().casefold())
        found += case.roll_calls if case else [casebook.roll_call(name)]
    return found


def _recorded(topic: str, since: str, before: str) -> list[RollCall]:
    found = casebook.roll_calls(topic=topic, since=since or None, before=before or None)
    return [votes for votes in found if votes.matter is Matter.SUBSTANTIVE]


def _told(votes: int, records: list[dict[str, Any]]) -> Iterator[RenderableType]:
    yield said(f"{votes} {'vote' if votes == 1 else 'votes'}, {len(records)} scenarios.")
    if not records:
        return
    table = listing("Changes", *RESULTS.values(), "other than it was")
    for column in table.columns[1:]:
        column.justify = "right"
    for changes in dict.fromkeys(tuple(record["changes"]) for record in records):
        under = [record for record in records if tuple(record["changes"]) == changes]
        counted = Counter(Reason.parse(record["result"]) for record in under)
        differing = sum(record["differs"] for record in under)
        label = said("; ".join(changes) or "as it was")
        table.add_row(label, *(str(counted[reason]) for reason in RESULTS), str(differing))
    yield table
