"""Commands about what might have been: a vote with changes, and what it would take to change a result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter
from rich.table import Table

from unsc_sim import casebook
from unsc_sim.changes import called, fewest_changes, named
from unsc_sim.cli import _frame as frame
from unsc_sim.cli._council import from_file, is_file
from unsc_sim.cli._plain import changes_plain, codes, outcome_plain
from unsc_sim.cli._suppose import Supposed
from unsc_sim.cli._told import decision_rows, grid, listing, titled
from unsc_sim.decisions import Reason
from unsc_sim.paths import what_would_it_take
from unsc_sim.whatif import what_if

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from unsc_sim.changes import Changes
    from unsc_sim.paths import Paths
    from unsc_sim.rollcall import RollCall
    from unsc_sim.whatif import Scenario

said = frame.said
_WAYS = 10
_AS_IT_WAS = Supposed()


def meant(vote: str) -> RollCall:
    """The one vote that is meant: recorded under this name, or held in this file.

    Raises:
        QuestionError: when the file cannot be read.
        UnknownCaseError: when the casebook has none, has several, or has it without the members' votes.
    """
    return from_file(vote) if is_file(vote) else casebook.roll_call(vote)


def whatif(vote: str, /, *, suppose: Supposed = _AS_IT_WAS, out: frame.Picture = frame.WITH_PICTURE) -> None:
    """Change a vote, its Council or its rule, and set what was beside what would have been.

    For example: `unsc-sim whatif S/2016/846 --cast Russia=abstain`

    Parameters
    ----------
    vote
        The symbol of a draft or resolution, the id of a vote, or a TOML file of your own.
    """
    scenario = suppose.made(what_if(meant(vote)))
    plain = {
        "scenario": scenario.label,
        "changes": list(scenario.changes),
        "differs": scenario.differs,
        "baseline": outcome_plain(scenario.baseline),
        "outcome": outcome_plain(scenario.outcome),
    }
    out.draw(scenario)
    out.give(plain, *_side_by_side(scenario))
    if suppose.requiring and suppose.requiring > len(scenario.roll_call):
        frame.note(f"So nothing can be adopted: {suppose.requiring} votes of {len(scenario.roll_call)} members.")


def paths(
    vote: str,
    /,
    *,
    to: str = "",
    fixed: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    ways: int = _WAYS,
    out: frame.Picture = frame.WITH_PICTURE,
) -> None:
    """Say what it would take to change a result: which votes, or which other rule.

    For example: `unsc-sim paths S/2016/847 --to adopted`

    Parameters
    ----------
    vote
        The symbol of a draft or resolution, the id of a vote, or a TOML file of your own.
    to
        adopted, vetoed or insufficient votes: lists the ways to this result alone.
    fixed
        A member that keeps its vote; may be repeated.
    ways
        With --to: list at most so many ways.
    """
    votes = meant(vote)
    if to:
        changes = fewest_changes(votes, Reason.parse(to), fixed=fixed, limit=ways)
        out.draw(changes)
        out.give({"draft": votes.name, **changes_plain(changes)}, titled(votes.draft), *_ways(changes))
    else:
        found = what_would_it_take(votes, fixed=fixed)
        first, *points = str(found).splitlines()
        out.draw(found)
        out.give(_plain(found), said(first, "bold"), grid([("-", said(point)) for point in points]))


def _side_by_side(scenario: Scenario) -> Iterator[RenderableType]:
    was, then = dict(decision_rows(scenario.baseline)), dict(decision_rows(scenario.outcome))
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(style="dim", no_wrap=True)
    for _ in (was, then):
        table.add_column(overflow="fold", ratio=1)
    table.add_row("", said("As it was", "bold"), said("What if", "bold"))
    for label in dict.fromkeys([*was, *then]):
        table.add_row(label, was.get(label, ""), then.get(label, ""))
    yield titled(scenario.start.draft)
    yield grid([("What if", said("; ".join(scenario.changes)))])
    yield said("")
    yield table
    yield said("")
    yield said("The result is another one." if scenario.differs else "The result stays the same.")


def _ways(changes: Changes) -> Iterator[RenderableType]:
    yield said(changes)
    shown = [way for way in changes.listed if way]
    if not shown:
        return
    table = listing("Way", "Changed votes")
    for number, way in enumerate(shown, 1):
        votes = named(f"{called(member, changes.body)} {vote.phrase}" for member, vote in way.items())
        table.add_row(str(number), said(votes))
    yield table
    if len(shown) < changes.ways:
        yield said(f"The first {len(shown)} of {changes.ways:,} ways; --ways gives more.", "dim")


def _plain(found: Paths) -> dict[str, Any]:
    return {
        "draft": found.outcome.roll_call.name,
        "outcome": outcome_plain(found.outcome),
        "alone": codes(found.alone),
        "changes": [changes_plain(changes) for changes in found.changes],
        "rules": [
            {"changes": list(one.changes), "outcome": outcome_plain(one.outcome)} for one in found.rules.scenarios
        ],
    }
