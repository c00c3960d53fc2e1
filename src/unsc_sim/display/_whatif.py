"""How what-ifs show themselves: a scenario, scenarios side by side, what it would take, a reform of a real vote."""

from __future__ import annotations

from collections import Counter

import attrs

from unsc_sim.changes import Changes, called, named
from unsc_sim.comparisons import Comparison
from unsc_sim.display._chamber import chamber, heading_lines
from unsc_sim.display._law import scene_of, voted
from unsc_sim.display._shown import Drawing, Shown, Table, shown
from unsc_sim.paths import Paths
from unsc_sim.reforms import Applied
from unsc_sim.whatif import Scenario


@shown.register(Scenario)
def _(scenario: Scenario) -> Shown:
    sentence = f"{scenario.label}: {scenario.outcome}"
    as_it_was = f"As it was: {scenario.baseline}"
    decided = shown(scenario.outcome)
    return attrs.evolve(
        decided,
        sentence=sentence,
        heading=scenario.label,
        paragraphs=(as_it_was, *decided.paragraphs),
        drawings=_both(scenario, sentence),
        tables=(_votes(scenario),),
    )


def _both(scenario: Scenario, sentence: str) -> tuple[Drawing, ...]:
    """The chamber as it was and as it would have been; the second alone says what is supposed."""
    supposed = f"What if: {', '.join(scenario.changes)}" if scenario.changes else "Nothing changed"
    was = attrs.evolve(scene_of(scenario.start, scenario.baseline), heading="As it was")
    then = attrs.evolve(scene_of(scenario.roll_call, scenario.outcome), heading=supposed, sentence=sentence)
    level = max(len(heading_lines(scene)) for scene in (was, then))
    return chamber(was, level), chamber(then, level)


def _votes(scenario: Scenario) -> Table:
    was, then = scenario.start.votes, scenario.roll_call
    rows = tuple(
        (then.council.short(member), voted(was[member]) if member in was else "not a member", voted(vote))
        for member, vote in then.items()
    )
    return Table("How each member voted, and would have voted", ("Member", "As it was", "What if"), rows)


@shown.register(Comparison)
def _(comparison: Comparison) -> Shown:
    results = Counter(row["result"] for row in comparison.rows())
    told = ", ".join(f"{number} {result}" for result, number in sorted(results.items()))
    sentence = f"{len(comparison.scenarios)} scenarios side by side: {told or 'none'}."
    return Shown(sentence, heading=sentence, tables=(_table(comparison, "Scenarios side by side"),))


@shown.register(Changes)
def _(changes: Changes) -> Shown:
    ways = [
        named(f"{called(member, changes.body)} {vote.phrase}" for member, vote in way.items())
        for way in changes.listed
        if way
    ]
    caption = f"{f'The first {len(ways)} of {changes.ways:,}' if len(ways) < changes.ways else 'All'} ways"
    table = Table(caption, ("Way", "Changed votes"), tuple((str(n), way) for n, way in enumerate(ways, 1)))
    return Shown(str(changes), paragraphs=(str(changes),), tables=(table,) if ways else ())


@shown.register(Paths)
def _(paths: Paths) -> Shown:
    sentence, *points = str(paths).splitlines()
    tables = (_table(paths.rules, "The same votes under other rules"),) if paths.rules.scenarios else ()
    return Shown(sentence, heading="What would it take?", paragraphs=(sentence,), points=tuple(points), tables=tables)


@shown.register(Applied)
def _(applied: Applied) -> Shown:
    sentence, *points = str(applied).splitlines()
    return Shown(sentence, paragraphs=(sentence, str(applied.reform)), points=tuple(points))


def _table(comparison: Comparison, caption: str) -> Table:
    rows = tuple(
        (row["scenario"], row["count"], row["result"], named(row["blocked by"]), str(row["short by"] or ""))
        for row in comparison.rows()
    )
    return Table(caption, ("Scenario", "Count", "Result", "Blocked by", "Short by"), rows)
