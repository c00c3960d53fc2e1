"""The forecast held against every draft that had a rival, as text for the terminal and as plain data for `--json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unsc_sim.cli._frame import said
from unsc_sim.cli._told import grid, listing
from unsc_sim.decisions import RESULTS
from unsc_sim.display._chances import percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from unsc_sim.forecast.rivals import RivalTest


def rivals_told(found: Sequence[RivalTest]) -> Iterator[RenderableType]:
    """Every draft that had a rival, its chances and what became of it; a draft forecast wrongly says so in words."""
    heads = ("Date", "Draft", "Adopted", "Vetoed", "Short", "Result", "Votes right")
    table = listing(*heads)
    for place in (2, 3, 4, 6):
        table.columns[place].justify = "right"
    for test in found:
        chances = (said(percent(chance)) for chance in test.forecast.outcomes.values())
        result = RESULTS[test.result]
        table.add_row(test.roll_call.date.isoformat(), said(test.roll_call.name), *chances,
                      said(result if test.right else f"{result}  (missed)"),
                      f"{test.votes_right}/{len(test.roll_call)}")  # fmt: skip
    yield said(f"{len(found)} drafts that had a rival, each forecast from what was public before the day.", "bold")
    yield table
    yield grid([(how, said(f"{right} of {len(found)} results ranked first")) for how, right in _right(found).items()])


def _right(found: Sequence[RivalTest]) -> dict[str, int]:
    return {
        "With stakes": sum(test.right for test in found),
        "Without stakes": sum(test.without_stakes is test.result for test in found),
        "By counting": sum(test.by_counting is test.result for test in found),
    }


def rivals_plain(found: Sequence[RivalTest]) -> dict[str, Any]:
    """Every draft that had a rival as forecast and as it came, and how often each method ranked the result first."""
    return {
        "drafts": [
            {
                "case": test.case,
                "draft": test.roll_call.name,
                "date": test.roll_call.date.isoformat(),
                "outcomes": {reason.name.lower(): chance for reason, chance in test.forecast.outcomes.items()},
                "result": test.result.name.lower(),
                "right": test.right,
                "votes_right": test.votes_right,
                "votes": len(test.roll_call),
            }
            for test in found
        ],
        "right": {how.lower().replace(" ", "_"): right for how, right in _right(found).items()},
    }
