"""How what-ifs show themselves: a scenario, scenarios side by side, what it would take, a reform of a real vote."""

from __future__ import annotations

from collections import Counter

import attrs

from unsc_sim._dates import spoken_date
from unsc_sim._sentences import listed
from unsc_sim.comparisons import Comparison, told_rows
from unsc_sim.decisions import RESULTS
from unsc_sim.display._chamber import Scene, chamber, heading_lines
from unsc_sim.display._law import scene_of, voted
from unsc_sim.display._moved import Moved, on_one_question
from unsc_sim.display._shown import Drawing, Shown, Table, shown
from unsc_sim.reforms import Applied
from unsc_sim.whatif import Scenario

MOST = 4
"""More scenarios than this are shown as a table alone."""


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
    moved = Moved(scenario.start, scenario.roll_call, ("the vote as it was", "what is supposed"))
    was = attrs.evolve(scene_of(scenario.start, scenario.baseline), heading="As it was")
    then = scene_of(scenario.roll_call, scenario.outcome, moved if moved.votes else None)
    then = attrs.evolve(then, heading=supposed, sentence=sentence)
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
    results = Counter(RESULTS[one.outcome.reason] for one in comparison.scenarios)
    counted = ", ".join(f"{number} {result}" for result, number in sorted(results.items()))
    sentence = f"{len(comparison.scenarios)} scenarios side by side: {counted or 'none'}."
    moves = _moves(comparison)
    told = (*(str(moved) for moved in moves if moved), *_apart(comparison))
    return Shown(
        " ".join([sentence, *told]),
        heading=sentence,
        paragraphs=told,
        drawings=_chambers(comparison, moves) if len(comparison.scenarios) <= MOST else (),
        tables=(comparison_table(comparison, "Scenarios side by side"), *_members(comparison, moves)),
    )


def _moves(comparison: Comparison) -> tuple[Moved | None, ...]:
    """What moved from the first scenario to each of the others, where the same members vote on one question."""
    if not 1 < len(comparison.scenarios) <= MOST:
        return (None,) * len(comparison.scenarios)
    first, *others = comparison.scenarios
    moves = (
        Moved(first.roll_call, one.roll_call, (first.label, one.label))
        if _same_members(first, one) and on_one_question(first.roll_call, one.roll_call)
        else None
        for one in others
    )
    return (None, *(moved if moved and moved.votes else None for moved in moves))


def _apart(comparison: Comparison) -> tuple[str, ...]:
    """Why nobody is said to have moved, where the scenarios are about different questions."""
    if not 1 < len(comparison.scenarios) <= MOST:
        return ()
    first, *others = comparison.scenarios
    apart = [one for one in others if not on_one_question(first.roll_call, one.roll_call)]
    texts = dict.fromkeys(map(_about, (first, *apart)))
    told = f"These are different questions, so nobody is said to have moved: {listed(list(texts))}."
    return (told,) if apart else ()


def _about(scenario: Scenario) -> str:
    votes = scenario.roll_call
    return f"{votes.name} ({', '.join(filter(None, (votes.draft.topic, spoken_date(votes.date))))})"


def _same_members(one: Scenario, other: Scenario) -> bool:
    return set(one.roll_call) == set(other.roll_call)


def _chambers(comparison: Comparison, moves: tuple[Moved | None, ...]) -> tuple[Drawing, ...]:
    scenes = [_supposed(one, moved) for one, moved in zip(comparison.scenarios, moves, strict=True)]
    level = max((len(heading_lines(scene)) for scene in scenes), default=1)
    return tuple(chamber(scene, level) for scene in scenes)


def _supposed(scenario: Scenario, moved: Moved | None) -> Scene:
    scene = scene_of(scenario.roll_call, scenario.outcome, moved)
    heading = f"What if: {', '.join(scenario.changes)}" if scenario.changes else scene.heading
    return attrs.evolve(scene, heading=heading, sentence=f"{scenario.label}: {scenario.outcome}")


def _members(comparison: Comparison, moves: tuple[Moved | None, ...]) -> tuple[Table, ...]:
    """Who voted how in each scenario, where any member moved, or the same members voted on different questions."""
    scenarios = comparison.scenarios
    if not any(moves) and not (_apart(comparison) and all(_same_members(scenarios[0], one) for one in scenarios)):
        return ()
    council = scenarios[0].roll_call.council
    rows = tuple(
        (
            council.short(member),
            *(voted(one.roll_call[member]) if member in one.roll_call else "not a member" for one in scenarios),
            *(moved.told(member) for moved in moves if moved),
        )
        for member in council.members
    )
    heads = (*(one.label for one in scenarios), *(f"What moved to {moved.names[1]}" for moved in moves if moved))
    return (Table("How each member voted", ("Member", *heads), rows),)


@shown.register(Applied)
def _(applied: Applied) -> Shown:
    sentence, *points = str(applied).splitlines()
    return Shown(
        sentence,
        paragraphs=(sentence, str(applied.reform)),
        points=tuple(points),
        drawings=_alike(applied),
        tables=(_ends(applied),),
    )


def _alike(applied: Applied) -> tuple[Drawing, ...]:
    """A chamber for each way in which all new members vote alike; one where there is no new member."""
    settled = not applied.undefined
    outcomes = applied.outcomes[:1] if settled else applied.outcomes
    scenes = []
    for words, outcome in zip(_DOING, outcomes, strict=False):
        heading = f"What if: {applied.reform.title}" if settled else f"What if: all {words}"
        scene = scene_of(outcome.roll_call, outcome)
        scenes.append(attrs.evolve(scene, heading=heading, sentence=f"{heading}. {scene.sentence}"))
    level = max((len(heading_lines(scene)) for scene in scenes), default=1)
    return tuple(chamber(scene, level) for scene in scenes)


_DOING = ("new members vote in favour", "new members vote against", "new members abstain")


def _ends(applied: Applied) -> Table:
    total = applied.ways.total
    rows = tuple((RESULTS[reason], f"{number:,}", f"{number / total:.4%}") for reason, number in applied.ways.items())
    return Table("How the new members' votes could end it", ("Result", "Ways", "Share"), rows)


def comparison_table(comparison: Comparison, caption: str) -> Table:
    """What each scenario leads to."""
    return Table(caption, ("Scenario", "Count", "Result", "Blocked by", "Short by"), told_rows(comparison))
