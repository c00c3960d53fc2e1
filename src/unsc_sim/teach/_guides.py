"""What the teacher reads: the plans, the notes on access, how to do without computers, how to use the browser page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unsc_sim.display._page import Commands, Facts, Page, Points, Section
from unsc_sim.display._shown import Table
from unsc_sim.teach.plans import LENGTHS, lesson_plan

if TYPE_CHECKING:
    from unsc_sim.teach.lessons import Activity, Lesson

PLAY = "play/"
"""Where the Council table stands on the site, below its home page."""


def plan_page(what: Lesson, minutes: int) -> Page:
    """A plan: goals, what to prepare, the timetable, each activity with notes."""
    plan = lesson_plan(minutes, what)
    timetable = Table(
        "Every activity, by the minute",
        ("Minutes", "Activity", "Material"),
        tuple((when, one.title, one.material) for when, one in zip(plan.times, plan.activities, strict=True)),
    )
    activities = tuple(
        Section(f"{when}: {one.title}", _activity(one))
        for when, one in zip(plan.times, plan.activities, strict=True)
    )  # fmt: skip
    lead = (
        f"For one class, the Council of {what.day}, and the case “{what.case.title}”. No earlier knowledge is needed."
    )
    return Page(
        f"plan-{minutes}",
        plan.title,
        lead,
        (
            Section("Afterwards students can", (Points(plan.goals),)),
            Section("Prepare", (Points(_prepare(what)),)),
            Section("Timetable", (timetable,)),
            *activities,
            Section("What the lesson does not show", (Points(_LIMITS),)),
        ),
    )


def _activity(one: Activity) -> tuple[Points | Section | Facts, ...]:
    return (
        Facts((("Time", f"{one.minutes} minutes"), ("Material", one.material), ("No computers", one.offline))),
        Section("Do", (Points(one.does, numbered=True),)),
        Section("Notes for the teacher", (Points(one.watch),)),
    )


def _prepare(what: Lesson) -> tuple[str, ...]:
    return (
        f"Print the {len(what.council)} role cards once, and for each pair a truth table and a tally sheet.",
        "Print the exit ticket for each student; print the keys for yourself.",
        "Open the slides in a browser, full screen, and scroll; or print them. One slide fills one page.",
        "Open the browser page once on a school computer. It runs there, sends nothing, and needs no account.",
        f"Choose the student who presides: {what.president}.",
    )


_LIMITS = (
    "Negotiation: most texts are settled before a vote, and many are never put to one.",
    "Who was right: no case is told to praise or to blame a State.",
    "The whole record: the cases are contested and instructive ones, most votes are neither.",
)


def access_page(what: Lesson) -> Page:
    """How the material serves students who see, hear, move or read differently."""
    return Page(
        "accessibility",
        "Accessibility notes",
        "What the material does by itself, and what the teacher can do.",
        (
            Section("Seeing", (Points(_SEEING),)),
            Section("Hearing and speaking", (Points(_HEARING),)),
            Section("Moving", (Points(_MOVING),)),
            Section("Reading and language", (Points(_reading(what)),)),
            Section("Strong feelings", (Points(_FEELINGS),)),
        ),
    )


_SEEING = (
    "No meaning hangs on colour: every vote has a mark (✓ ✗ –) and a word; permanent members have a ring and a star.",
    "Every picture has a sentence that says the same, and the votes stand in a table beside it or on the next page.",
    "Headings are in order and tables have headers: a screen reader can go from one to the next.",
    "Pages can be enlarged to four times their size and still fit the width of the screen.",
    "Read tallies aloud in the President's order: in favour, against, abstaining.",
)
_HEARING = (
    "Every instruction that is spoken is also printed.",
    "Roll calls can be answered with the signs of the tally cards instead of the voice.",
    (
        "A student may pass a note to a neighbour who speaks; in the Council, too, a delegation may choose which of "
        "its members speaks."
    ),
)
_MOVING = (
    "Nothing needs a mouse; the slides need no key but those that scroll.",
    "Negotiate at the tables, not across the room; let the paper move.",
)


def _reading(what: Lesson) -> tuple[str, ...]:
    needed = what.provision.affirmative
    return (
        "Sentences are short. Two terms are enough to begin: votes needed, and veto.",
        f"Write on the board: {needed} votes? Then: a permanent member against?",
        "Hand out the role cards a day before to whoever reads slowly or in a second language.",
        "Give the exit ticket aloud where writing is the hurdle; the choices are letters.",
    )


_FEELINGS = (
    (
        "Many cases are about wars, and students may be touched by one. Look at the case before, and choose another by "
        "its id."
    ),
    "No student should have to speak for a State that harmed their family: cards may be exchanged, no reason asked.",
)


def offline_page(what: Lesson) -> Page:
    """The whole lesson on paper."""
    plan = lesson_plan(max(LENGTHS), what)
    rows = tuple((one.title, one.offline) for one in plan.activities)
    return Page(
        "without-computers",
        "Without computers",
        "Everything in the lesson works on paper. Print the pages of this folder; nothing else is needed.",
        (
            Section("Instead of the screen", (Table("Each activity on paper", ("Activity", "On paper"), rows),)),
            Section(
                "Finding the fewest changes by hand",
                (
                    Points(
                        (
                            f"Count the votes in favour. Lacking to {what.provision.affirmative}: so many must change.",
                            "Every permanent member that voted against must change as well, for it would veto.",
                            "A permanent member that comes to vote in favour serves both ends with one change.",
                            "The larger of the two numbers is the fewest votes that would have had to change.",
                        ),
                        numbered=True,
                    ),
                ),
            ),
            Section(
                "No network, but computers",
                (
                    "The pages of this folder open from a memory stick by a double click: they fetch nothing.",
                    "The browser page needs a server, in the school or on the teacher's computer; see the page on it.",
                ),
            ),
        ),
    )


def browser_page(what: Lesson) -> Page:
    """How to run the class with the Council table in the browser."""
    return Page(
        "in-the-browser",
        "With the browser page",
        f"At {PLAY} on the site, or where your own server has the classroom: the Council table, and the notebooks. "
        "No account, no installation, nothing sent.",
        (
            Section(
                "Before the class",
                (
                    Points(
                        (
                            (
                                "Open the page once on a school computer and wait until the table stands: the first "
                                "visit loads Python into the browser, the next ones are quick."
                            ),
                            f"Set the day to {what.on.isoformat()}: the seats, names and rule of that day appear.",
                            "A slow network: let a pair share a screen, or put the site on a server in the school.",
                        )
                    ),
                ),
            ),
            Section(
                "In the class",
                (
                    Points(
                        (
                            "Every member starts in favour. Change only those that vote otherwise.",
                            (
                                "Read the sentence below the table: it is what the President would say, and tells a "
                                "veto from a lack of votes."
                            ),
                            "Before each change, say what will happen; then change it. Count the surprises.",
                            (
                                "After a negotiation round, one student enters the roll on the screen, another reads "
                                "aloud what would change the result."
                            ),
                        ),
                        numbered=True,
                    ),
                ),
            ),
            Section(
                "If it does not load",
                ("Go on with the tally sheet and the truth table: no activity depends on the page.",),
            ),
            Section(
                "For the teacher who types",
                (
                    "The same answers come from the command line:",
                    Commands(
                        (
                            f'unsc-sim vote "N: {what.council.permanent[0].code}" --default yes --on {what.on}',
                            f"unsc-sim replay {what.case.id}",
                            f"unsc-sim predict {what.case.id}",
                        )
                    ),
                ),
            ),
        ),
    )
