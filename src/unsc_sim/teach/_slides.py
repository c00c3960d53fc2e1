"""The slides: one to a printed page, read by scrolling; every count and result is computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unsc_sim._sentences import listed
from unsc_sim.decisions import decide
from unsc_sim.display import shown
from unsc_sim.display._page import Page, Points, Section, Verdict
from unsc_sim.display._shown import Table
from unsc_sim.paths import what_would_it_take
from unsc_sim.teach.plans import LENGTHS, lesson_plan
from unsc_sim.teach.tallies import OPENING, sample_tallies, tallies_table
from unsc_sim.teach.ticket import exit_ticket
from unsc_sim.teach.truth import truth_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unsc_sim.display._page import Part
    from unsc_sim.teach.lessons import Lesson


def slides_page(what: Lesson) -> Page:
    """All slides, for the longer lesson; the shorter one leaves some out."""
    sections = (
        *_opening(what),
        *_rule(what),
        *_round(what),
        *_history(what),
        _slide("Exit ticket", f"{len(exit_ticket(what.on))} questions, alone, one answer each."),
    )
    lead = f"The Council of {what.day}; the case “{what.case.title}”. {len(sections)} slides, one to a page; scroll on."
    return Page("slides", "Slides", lead, sections, wide=True)


def _slide(heading: str, *parts: Part) -> Section:
    return Section(heading, tuple(parts), kind="slide")


def _opening(what: Lesson) -> Iterator[Section]:
    council = what.council
    yield _slide(
        "A vote in the Security Council",
        f"{what.day}: {len(council)} members, {len(council.permanent)} permanent, {len(council.elected)} elected.",
        "After this lesson you can:",
        Points(lesson_plan(max(LENGTHS), what).goals),
    )
    tallies = sample_tallies(council)[:OPENING]
    for place, one in enumerate(tallies, 1):
        yield _slide(
            f"Tally {place} of {len(tallies)}", f"{one.matter}.", Verdict(one.told), "Adopted, or not? Hands up."
        )
    yield _slide("What the rule says", tallies_table(tallies))


def _rule(what: Lesson) -> Iterator[Section]:
    substantive, procedural, question, _ = truth_tables(what.on)
    yield _slide("Two questions, in this order", substantive.questions, substantive.provision.authority)
    shows = sample_tallies(what.council)[-2:]
    yield _slide(
        "Abstaining, taking no part, being absent",
        Points(tuple(f"{one.told} Result: {one.result}." for one in shows)),
        "Task: find a defeat without a single negative vote.",
    )
    yield _slide("Procedural matters", procedural.questions, procedural.provision.authority)
    yield _slide("Is it procedural?", question.provision.says, question.questions, question.provision.authority)


def _round(what: Lesson) -> Iterator[Section]:
    rows = tuple((name, str(len(who)), listed(who)) for name, who in what.teams)
    yield _slide("Teams", Table(f"{len(what.council)} seats", ("Team", "Seats", "Members"), rows))
    yield _slide(
        "After each vote",
        Points(
            (
                "What became of it, and for which of the two reasons?",
                "Who could have changed the result alone?",
                f"How many more votes would it take to reach {what.provision.affirmative} without a veto?",
                "What would you change in the text, and for whose vote?",
            ),
            numbered=True,
        ),
    )


def _history(what: Lesson) -> Iterator[Section]:
    yield _slide("What history did", what.case.title, *what.caveats, what.case.summary.strip())
    for one in what.replayed:
        heading = str(one.draft.symbol or one.draft.title or one.draft)
        outcome = decide(one)
        yield _slide(heading, *shown(one).drawings, Verdict(str(outcome)), Points(outcome.steps))
    for one in what.replayed:
        paths = what_would_it_take(one)
        yield _slide(f"{one.draft}: what would it take?", Verdict(str(paths.outcome)), Points(paths.by_votes))
        if paths.by_rules:
            yield _slide(f"{one.draft}: the same votes, another rule", Points(paths.by_rules))
    yield _slide(
        "Procedure, or politics?",
        Points(
            (
                "Was it the rule that decided, or what States wanted?",
                "What does the count not tell?",
                "Under another rule, would the same votes have been cast?",
            )
        ),
    )
