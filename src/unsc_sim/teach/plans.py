"""The plans of 90 and of 45 minutes: activities with notes for the teacher, by the numbers of the day played."""

from __future__ import annotations

from unsc_sim._sentences import capital, listed
from unsc_sim.changes import pivotal
from unsc_sim.charter import Matter, provision_for
from unsc_sim.decisions import decide
from unsc_sim.errors import LessonError
from unsc_sim.teach.lessons import Activity, Lesson, Plan, lesson
from unsc_sim.teach.roles import SEPARATE, stands
from unsc_sim.teach.tallies import OPENING, sample_tallies
from unsc_sim.teach.ticket import exit_ticket

__all__ = ["LENGTHS", "lesson_plan"]

LENGTHS = (90, 45)
"""So many minutes there are plans for."""


def lesson_plan(minutes: int = 90, about: Lesson | None = None) -> Plan:
    """The plan of a lesson, with notes for the teacher.

    >>> [one.title for one in lesson_plan(45).activities][:2]
    ['Five tallies before any theory', 'Two questions decide']

    Raises:
        LessonError: when there is no plan of that length.
    """
    if minutes not in LENGTHS:
        expected = " or ".join(map(str, LENGTHS))
        raise LessonError(minutes, "is no length we have a plan for", f"{expected} minutes", "Cut the longer one.")
    what = about or lesson()
    whole = minutes == max(LENGTHS)
    activities = _long(what) if whole else _short(what)
    return Plan(f"A vote in the Security Council: {minutes} minutes", _goals(what, whole=whole), activities)


def _goals(what: Lesson, *, whole: bool) -> tuple[str, ...]:
    needed = what.provision.affirmative
    return (
        f"Predict from a tally whether a text is adopted, and tell a veto from a text short of its {needed} votes.",
        "Explain why abstaining, taking no part and being absent block nothing by themselves.",
        *(("Say what a procedural matter is, and who decides whether a matter is one.",) if whole else ()),
        "Find the fewest votes that would have changed a result, and say what arithmetic does not tell.",
    )


def _long(what: Lesson) -> tuple[Activity, ...]:
    return (
        _tallies(what, 8),
        _two_questions(what, 12),
        _one_vote(what, 12),
        _procedural(what, 13),
        _negotiation(what, 20, rounds=2),
        _guess(what, 13),
        _debrief(what, 10),
        _ticket(what, 2),
    )


def _short(what: Lesson) -> tuple[Activity, ...]:
    return (
        _tallies(what, 5),
        _two_questions(what, 8),
        _one_vote(what, 6),
        _negotiation(what, 15, rounds=1),
        _debrief(what, 9),
        _ticket(what, 2),
    )


def _tallies(what: Lesson, minutes: int) -> Activity:
    first = sample_tallies(what.council)[:OPENING]
    third, fifth = first[2], first[4]
    return Activity(
        f"{_WORDS[len(first)].capitalize()} tallies before any theory",
        minutes,
        (
            "Show one tally at a time. The class votes by raising hands: adopted, or not?",
            "Write the class's answers on the board. Correct nothing yet; the gap to the rule is the lesson.",
        ),
        (
            f"Most will call {first[0].votes.tally} adopted, and {third.votes.tally} too: a majority, nobody against.",
            f"On {fifth.votes.tally} say that the matter is procedural, and do not say what that changes.",
            "A class that gets all of them right can be asked for the reasons; the reasons are rarely right.",
        ),
        "slides or tally cards",
        "Read the tally cards aloud, or draw the counts on the board.",
    )


def _two_questions(what: Lesson, minutes: int) -> Activity:
    needed = what.provision.affirmative
    return Activity(
        "Two questions decide",
        minutes,
        (
            f"First question: are there {needed} votes in favour? Only then: did a permanent member vote against?",
            (
                "Pairs apply the two questions to the tallies, enter them in the browser page or look them up in the "
                "truth table, and compare with the board. Keep a count of surprises."
            ),
        ),
        (
            f"{needed} of {len(what.council)} is a fixed number, no share of those voting: abstaining lowers nothing.",
            "Insist on the order of the questions: a negative vote on a text without its votes is no veto.",
            f"Authority: {what.provision.authority}.",
        ),
        "browser page, truth tables",
        "Use the printed truth table for substantive matters.",
    )


def _one_vote(what: Lesson, minutes: int) -> Activity:
    tallies = sample_tallies(what.council)
    defeat, abstains, away = tallies[2], tallies[6], tallies[7]
    return Activity(
        "Abstaining, taking no part, being absent",
        minutes,
        (
            "Pairs start from every member in favour and change one vote at a time: what does each kind of vote do?",
            "Task: find a defeat without a single negative vote.",
        ),
        (
            f"The defeat they look for: {defeat.told} Result: {defeat.result}.",
            (
                f"A permanent member that abstains: {abstains.votes.tally}, {abstains.result}. Takes no part or is "
                f"absent: {away.votes.tally}, {away.result}."
            ),
            "The three weigh alike in the count; the record keeps them apart, because they do not mean the same.",
        ),
        "browser page, tally sheets",
        "Use tally sheets: one student reads the roll, the others tick.",
    )


def _procedural(what: Lesson, minutes: int) -> Activity:
    chair = capital(what.president)
    question = provision_for(Matter.PRELIMINARY_QUESTION, what.on)
    ruling = provision_for(Matter.PRELIMINARY_QUESTION_AFTER_RULING, what.on)
    return Activity(
        "Procedural or substantive?",
        minutes,
        (
            f"{chair} presides. A member moves to invite a speaker; another says that this is not procedural.",
            (
                "The President rules. If the ruling is challenged, ask the class at once who would overrule it. Then "
                "ask the preliminary question: is the matter procedural? Vote on it, and only then on the matter."
            ),
            "Compare with the truth table: who could have stopped the invitation, and at which of the two votes?",
        ),
        (
            f"A challenged ruling {stands(what.council)}.",
            "A permanent member could so prevent a decision twice: first that it is procedural, then the matter.",
            question.says,
            question.practice,
            f"{ruling.says} {ruling.practice}",
        ),
        "role cards, truth tables",
        "As it stands: this activity needs no computer.",
    )


def _negotiation(what: Lesson, minutes: int, *, rounds: int) -> Activity:
    teams, members = what.teams, len(what.council)
    names = listed([f"{name} ({len(who)})" for name, who in teams])
    number = "one round" if rounds == 1 else f"{_WORDS[rounds]} rounds"
    return Activity(
        "What would it take?",
        minutes,
        (
            f"{_WORDS[len(teams)].capitalize()} teams share the {members} seats: {names}.",
            (
                f"Put one short draft on the board. Teams negotiate in {number}; after each, call the roll in the "
                "order of the role cards, enter the votes, and read what would change the result."
            ),
            "The sponsors may change the draft before the next vote. Whoever would change the result alone says what "
            "it would want for its vote."
            if rounds > 1
            else "Whoever could have changed the result alone says what it would have wanted for its vote.",
        ),
        (
            "Students speak for a State, not for themselves: the card says what the seat can do, not what to think.",
            f"A member may ask for a separate vote on a part of the draft: it is {SEPARATE}.",
            "Watch for deals that change no result: the page shows at once which votes matter.",
            "A class of another size: two students share a seat, or a student holds several seats of one team.",
        ),
        "role cards, browser page on one shared screen",
        "Count on the tally sheet; find the fewest changes with the two questions.",
    )


def _guess(what: Lesson, minutes: int) -> Activity:
    members = len(what.council)
    return Activity(
        "Guess the class's own vote",
        minutes,
        (
            "Before the last vote everyone writes down, for each seat, how it will vote, from the earlier votes alone.",
            f"Vote. Count the right guesses of {members}; then those of a guesser who says “in favour” of all.",
            "Who beat the plain guess? Where did knowing the earlier votes mislead?",
        ),
        (
            "The plain guess is the base rate; most forecasts of votes look good until it is put beside them.",
            "Voting alike is not yet an alliance: it may be the same text, seen for different reasons.",
        ),
        "tally sheets; command line for the real forecast",
        "Use two tally sheets: one for guesses, one for votes.",
    )


def _debrief(what: Lesson, minutes: int) -> Activity:
    told = tuple(f"{votes.draft}: {decide(votes)}" for votes in what.replayed)
    alone = (
        f"{votes.draft}: {listed([votes.council.short(who) for who in pivotal(votes)]) or 'nobody'}"
        for votes in what.replayed
    )
    return Activity(
        "What history did",
        minutes,
        (
            f"Show the case: {what.case.title}. Ask before each vote: adopted, vetoed, or short of votes?",
            "Then ask: was it the procedure that decided, or the politics? What does the count not tell?",
        ),
        (
            *what.caveats,
            *told,
            f"Who alone could have changed whether it was adopted: {'; '.join(alone)}.",
            "Do not ask who was right; ask who could have changed what, and at what price.",
        ),
        "slides",
        "Read the sentences above aloud; pass the pictures of the slides around.",
    )


def _ticket(what: Lesson, minutes: int) -> Activity:
    number = len(exit_ticket(what.on))
    return Activity(
        "Exit ticket",
        minutes,
        (f"Each student answers the {_WORDS[number]} questions alone and hands the sheet in.",),
        ("Look first at the last question: it shows who understood that nobody needs to vote against.",),
        "exit ticket",
        "As it stands: this activity needs no computer.",
    )


_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
