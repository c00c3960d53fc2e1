"""What is handed out: role cards, tally cards and sheets, truth tables, the quiz, the exit ticket; and the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unsc_sim.charter import Matter
from unsc_sim.display._page import Facts, Page, Points, Section, Verdict
from unsc_sim.display._shown import Table
from unsc_sim.teach.quiz import letter, quiz
from unsc_sim.teach.roles import VOTES, role_cards
from unsc_sim.teach.tallies import sample_tallies, tallies_table
from unsc_sim.teach.ticket import exit_ticket
from unsc_sim.teach.truth import truth_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unsc_sim.teach.lessons import Lesson
    from unsc_sim.teach.quiz import Question
    from unsc_sim.teach.roles import RoleCard

_TASKS = (
    "What in the text can your Government accept, and what not?",
    "Whose votes does the text need, and what would you change to get them?",
    "How will you vote, and what will you say to explain it?",
)
_BOX = "☐"


def roles_page(what: Lesson) -> Page:
    """A card for each seat, to cut out; two to a sheet."""
    cards = role_cards(what.on, without=what.case)
    lead = (
        f"The {len(cards)} seats of the Security Council on {what.day}, in the order in which the roll is called. Cut "
        "along the frames. A card says what a seat can do, not what to think."
    )
    return Page("roles", "Role cards", lead, tuple(_role(what, card) for card in cards))


def _role(what: Lesson, card: RoleCard) -> Section:
    official = (("Official name", card.name),) if card.name != card.called else ()
    seat = card.seat + (", presiding that day" if card.presides else "")
    facts = (*official, ("Seat", seat), ("Regional group", card.region or "none recorded"), ("Term", card.term))
    own = tuple(_in_the_case(what, card))
    record = f"{card.recorded} Your vote today is yours."
    return Section(
        card.called,
        (
            Facts((*facts, *own)),
            Section("You can", (Points(card.can),)),
            Section("You cannot", (Points(card.cannot),)),
            Section("Before the vote", (Points(_TASKS, numbered=True), record)),
        ),
        kind="card",
    )


def _in_the_case(what: Lesson, card: RoleCard) -> Iterator[tuple[str, str]]:
    tabled = [
        str(entry.draft)
        for entry in what.case.entries
        if card.state in (*entry.draft.sponsors, *entry.draft.co_sponsors)
    ]  # fmt: skip
    if tabled:
        yield "In the case", f"tabled, alone or with others: {', '.join(tabled)}"


def tallies_page(what: Lesson) -> Page:
    """Tallies to cut out, signs to hold up, a sheet to tick, and the answers on a sheet of their own."""
    tallies = sample_tallies(what.council)
    cards = tuple(
        Section(f"Tally {place}", (one.matter, Verdict(one.told), "Adopted, or not? Why?"), kind="small")
        for place, one in enumerate(tallies, 1)
    )
    signs = tuple(Section(vote.phrase.capitalize(), (_SIGNS[vote.name],), kind="sign") for vote in VOTES)
    lead = (
        f"For the {len(what.council)} members of {what.day}; {what.provision.affirmative} votes in favour are needed."
    )
    return Page(
        "tally-cards",
        "Tally cards, signs and tally sheet",
        lead,
        (
            Section("Tallies to cut out", cards),
            Section("Signs to hold up", signs, kind="sheet"),
            Section("Tally sheet", (_sheet(what), Points(_ON_THE_SHEET, numbered=True)), kind="sheet"),
            Section("Answers, for the teacher", (tallies_table(tallies),), kind="sheet"),
        ),
    )


_SIGNS = {
    "YES": "✓ The one vote that counts towards the number needed.",
    "NO": "✗ A veto only from a permanent member, only on a text that has its votes, and not on a procedural matter.",
    "ABSTAIN": "– Present, and neither for nor against. Blocks nothing.",
    "NOT_PARTICIPATING": "⊙ Present, and takes no part in the vote. Blocks nothing.",
}
_ON_THE_SHEET = (
    "Are there enough votes in favour?    ☐ yes    ☐ no: not adopted, short of votes",
    (
        "Unless the matter is procedural: did a permanent member (*) vote against?    ☐ no: adopted    ☐ yes: not "
        "adopted, vetoed"
    ),
)


def _sheet(what: Lesson) -> Table:
    council = what.council
    boxes = (_BOX,) * len(VOTES)
    rows = tuple((f"{council.short(who)}{'*' * (who in council.permanent)}", *boxes) for who in council.members)
    heads = ("Member", *(vote.phrase.capitalize() for vote in VOTES))
    return Table(f"The roll of {what.day}; * permanent member", heads, (*rows, ("Count", *("…",) * len(VOTES))))


def truth_page(what: Lesson) -> Page:
    """For each kind of matter two questions and their answers, and examples."""
    return Page(
        "truth-tables",
        "Truth tables",
        f"What adopts a text in the Council of {what.day}, by kind of matter. Every result is computed from the rule.",
        tuple(
            Section(
                _KINDS[table.provision.matter],
                (f"{table.provision.says} ({table.provision.authority})", table.questions, table.tallies),
                kind="sheet" if place else "",
            )
            for place, table in enumerate(truth_tables(what.on))
        ),
    )


_KINDS = {
    Matter.SUBSTANTIVE: "Matters that are not procedural",
    Matter.PROCEDURAL: "Procedural matters",
    Matter.PRELIMINARY_QUESTION: "Is it procedural? The preliminary question",
    Matter.PRELIMINARY_QUESTION_AFTER_RULING: "The preliminary question after a ruling",
}


def quiz_page(what: Lesson) -> Page:
    """The quiz, without its answers."""
    drawn = quiz(what.seed, what.questions)
    lead = f"{len(drawn.questions)} questions from the record, drawn by the seed {what.seed}. * permanent member."
    return Page("quiz", "Quiz", lead, tuple(asked(drawn.questions)))


def quiz_answers_page(what: Lesson) -> Page:
    """The key to the quiz of the same seed."""
    drawn = quiz(what.seed, what.questions)
    lead = f"For the teacher: the key to the quiz drawn by the seed {what.seed}. Every answer is computed."
    return Page("quiz-answers", "Quiz: the answers", lead, (Section("Key", (key(drawn.questions),)),))


def ticket_page(what: Lesson) -> Page:
    """The exit ticket, without its answers."""
    lead = f"By the rule of {what.day}. Tick one answer each. Your name is not needed."
    return Page("exit-ticket", "Exit ticket", lead, tuple(asked(exit_ticket(what.on))))


def ticket_answers_page(what: Lesson) -> Page:
    """The key to the exit ticket."""
    lead = f"For the teacher: the key, by the rule of {what.day}."
    return Page(
        "exit-ticket-answers", "Exit ticket: the answers", lead, (Section("Key", (key(exit_ticket(what.on)),)),)
    )


def asked(questions: Sequence[Question]) -> Iterator[Section]:
    """Questions as sections, each with its choices to tick."""
    for place, one in enumerate(questions, 1):
        choices = tuple(f"{letter(number)}  {choice}" for number, choice in enumerate(one.choices))
        yield Section(f"Question {place}", (one.asks, Points(choices, boxes=True)), kind="question")


def key(questions: Sequence[Question]) -> Table:
    """The answers, why, and where it can be read."""
    rows = tuple(
        (
            str(place),
            f"{one.letter}  {one.answer}",
            " ".join(filter(None, (one.why, f"({one.source})" * bool(one.source)))),
        )
        for place, one in enumerate(questions, 1)
    )
    return Table("Answers", ("Question", "Answer", "Why"), rows)
