"""Side by side: scenarios, or roll calls as they were, with their counts and results in one table."""

from __future__ import annotations

from typing import Any

import attrs

from unsc_sim.changes import named
from unsc_sim.decisions import RESULTS
from unsc_sim.rollcall import RollCall
from unsc_sim.whatif import Scenario, what_if

__all__ = ["Comparison", "compare"]


@attrs.frozen
class Comparison:
    """Scenarios side by side, in the order given.

    >>> from unsc_sim import roll_call, what_if
    >>> russian = what_if(roll_call("S/2016/847"))
    >>> print(compare(russian, russian.requiring(4)))
    scenario                   count  result              blocked by                                         short by
    S/2016/847                 4-9-2  short of votes                                                5
    S/2016/847 · requiring 4   4-9-2  vetoed              France, United Kingdom and United States
    """

    scenarios: tuple[Scenario, ...]

    def rows(self) -> tuple[dict[str, Any], ...]:
        """One record per scenario: label, count, result, who blocked, how many votes were lacking, whether it differs.

        `differs` says whether the reason is another one than that of the roll call as it was.
        """
        return tuple(
            {
                "scenario": scenario.label,
                "count": str(scenario.outcome.tally),
                "result": scenario.outcome.reason.name.replace("_", " ").lower(),
                "blocked by": tuple(map(scenario.roll_call.council.short, scenario.outcome.vetoes)),
                "short by": scenario.outcome.short_by,
                "differs": scenario.differs,
            }
            for scenario in self.scenarios
        )

    def __str__(self) -> str:
        head = ("scenario", "count", "result", "blocked by", "short by")
        rows = told_rows(self)
        widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
        return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in (head, *rows))

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        from unsc_sim import display  # noqa: PLC0415 - the one upward glance

        return display.mimebundle(self)


def told_rows(comparison: Comparison) -> tuple[tuple[str, ...], ...]:
    """The rows as readers see them: label, count, result, who blocked, how many votes were lacking."""
    return tuple(
        (
            one.label,
            str(one.outcome.tally),
            RESULTS[one.outcome.reason],
            named(tuple(map(one.roll_call.council.short, one.outcome.vetoes))),
            str(one.outcome.short_by or ""),
        )
        for one in comparison.scenarios
    )


def compare(*scenarios: Scenario | RollCall) -> Comparison:
    """Set scenarios, or roll calls as they were, side by side.

    Shown as a picture, it says who moved from the first to each of the others where both are on one question: on one
    text, on rivals, or on one subject.

    >>> from unsc_sim import roll_call, what_if
    >>> french = roll_call("S/2016/846")
    >>> [row["differs"] for row in compare(french, what_if(french).without_veto()).rows()]
    [False, True]
    """
    return Comparison(tuple(what_if(one) if isinstance(one, RollCall) else one for one in scenarios))
