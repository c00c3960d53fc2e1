"""What would change it: tables that lead to another result, one step away, by votes or by the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from unsc_sim.chamber._law import Law
from unsc_sim.chamber._table import CouncilTable
from unsc_sim.changes import Changes, fewest_changes, named, pivotal
from unsc_sim.charter import Matter
from unsc_sim.decisions import Reason
from unsc_sim.errors import RuleError
from unsc_sim.paths import in_short
from unsc_sim.votes import Vote
from unsc_sim.whatif import CAST

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Suggestion", "alone", "by_rule", "by_votes"]

TOGETHER = dict(
    zip(Vote, ("vote in favour", "vote against", "abstain", "do not participate", "are absent"), strict=True)
)
SHOWN = 3
"""So many of the ways to a result are offered; all are counted."""
_LIMITS = ("no-veto", "two-vetoes", "override-by-council")


@attrs.frozen
class Suggestion:
    """One step to another result: what it is in words, and the table after it."""

    words: str
    table: CouncilTable

    @property
    def result(self) -> str:
        """What would come of it, in a few words."""
        return in_short(self.table.outcome)


def alone(table: CouncilTable) -> str:
    """Who could alone change whether the draft is adopted, in a sentence.

    >>> from unsc_sim.chamber import CouncilTable
    >>> alone(CouncilTable.of("S/2016/846"))
    'Russian Federation could alone change whether it is adopted.'
    """
    scenario = table.scenario
    members = pivotal(scenario.roll_call, rule=scenario.rule)
    each = "Each of " if len(members) > 1 else ""
    return f"{each}{named(members, table.council) or 'No member'} could alone change whether it is adopted."


def by_votes(table: CouncilTable) -> tuple[tuple[Changes, tuple[Suggestion, ...]], ...]:
    """For every other result, the fewest changes of votes that lead there and the first of the ways.

    >>> from unsc_sim.chamber import CouncilTable
    >>> [way.words for way in by_votes(CouncilTable.of("S/2016/846"))[0][1]]
    ['Russian Federation votes in favour', 'Russian Federation abstains']
    """
    scenario = table.scenario
    found = (
        fewest_changes(scenario.roll_call, reason, rule=scenario.rule, limit=SHOWN)
        for reason in Reason
        if reason is not table.outcome.reason
    )
    return tuple((changes, tuple(_ways(table, changes))) for changes in found)


def _ways(table: CouncilTable, changes: Changes) -> Iterator[Suggestion]:
    for way in changes.listed:
        told = (_told([who for who, cast in way.items() if cast is vote], vote, table) for vote in Vote)
        yield Suggestion("; ".join(filter(None, told)), table.casting(way))


def _told(members: list[Any], vote: Vote, table: CouncilTable) -> str:
    """Who votes so, as "France and United Kingdom abstain"; nothing where nobody does."""
    does = CAST[vote] if len(members) == 1 else TOGETHER[vote]
    return f"{named(members, table.council)} {does}" if members else ""


def by_rule(table: CouncilTable) -> tuple[Suggestion, ...]:
    """Other rules under which the same votes lead to another result, each one step from the rule supposed.

    >>> from unsc_sim.chamber import CouncilTable
    >>> [(way.words, way.result) for way in by_rule(CouncilTable.of("S/2016/847"))]
    [('requiring 4', 'not adopted, vetoed by France, United Kingdom and United States'),
     ('requiring 4, no veto', 'adopted')]
    """
    found: dict[str, Suggestion] = {}
    for law in _laws(table):
        try:
            then = table.under(law)
        except RuleError:
            continue  # a veto that nobody has cannot be limited
        words = ", ".join(then.reset().under(law).scenario.changes) or "the rule as it was"
        if then.outcome.reason is not table.outcome.reason and len(then.council) == len(table.council):
            found.setdefault(words, Suggestion(words, then))
    return tuple(found.values())


def _laws(table: CouncilTable) -> Iterator[Law]:
    law = table.law
    yield Law()
    for limit in _LIMITS:
        yield attrs.evolve(law, limit=limit)
    yield attrs.evolve(law, matter=Matter.PROCEDURAL, limit="")
    if table.outcome.reason is Reason.INSUFFICIENT_VOTES and table.outcome.tally.yes:
        fewer = attrs.evolve(law, required=table.outcome.tally.yes)
        yield fewer
        yield attrs.evolve(fewer, limit="no-veto")
