"""What a lesson is about, and its plan: one day of the Council, one case of the record, one seed; so many minutes."""

from __future__ import annotations

import datetime as dt
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import attrs

from unsc_sim._dates import as_date, spoken_date
from unsc_sim.casebook import all_cases
from unsc_sim.casebook import case as recorded
from unsc_sim.casefile import Case
from unsc_sim.charter import Matter, Provision, provision_for
from unsc_sim.council import Council
from unsc_sim.display import president_of
from unsc_sim.errors import LessonError

if TYPE_CHECKING:
    from unsc_sim.rollcall import RollCall

__all__ = ["Activity", "Lesson", "Plan", "lesson"]

MOST_REPLAYED = 3
"""So many votes of a case are replayed in class."""


@attrs.frozen
class Lesson:
    """What the pages of a lesson are made of: the day that is played, the case that is replayed, the quiz's seed."""

    on: dt.date
    case: Case
    seed: int = 0
    questions: int = 8

    @property
    def council(self) -> Council:
        """The Council that is played."""
        return Council.on(self.on)

    @property
    def provision(self) -> Provision:
        """What a decision takes that day on a matter that is not procedural."""
        return provision_for(Matter.SUBSTANTIVE, self.on)

    @property
    def day(self) -> str:
        """The day in words."""
        return spoken_date(self.on)

    @property
    def president(self) -> str:
        """Who presides, or "the oldest of the class" where the record names nobody."""
        presides = president_of(self.council)
        return self.council.short(presides) if presides else "the oldest of the class"

    @property
    def replayed(self) -> tuple[RollCall, ...]:
        """The votes of the case that are shown: the first few of them.

        >>> lesson = Lesson(dt.date(1950, 6, 25), recorded("korea-1950"))
        >>> len(lesson.replayed), len(lesson.case.roll_calls)
        (3, 5)
        """
        return self.case.roll_calls[:MOST_REPLAYED]

    @property
    def caveats(self) -> tuple[str, ...]:
        """What is to be said before the case is shown: votes left out, and another law than that of the day played.

        >>> Lesson(dt.date(2016, 10, 8), recorded("korea-1950")).caveats
        ('The first 3 of 5 votes.', 'Then: 11 members, 7 votes required.')
        """
        shown, every = len(self.replayed), len(self.case.roll_calls)
        then = dict.fromkeys(_law(votes.council) for votes in self.replayed)
        return (
            *([f"The first {shown} of {every} votes."] if shown < every else []),
            *(f"Then: {law}." for law in then if law != _law(self.council)),
        )

    @property
    def teams(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Teams for the negotiation: the permanent members, and the elected ones by regional group."""
        council = self.council
        groups: dict[str, list[str]] = {"Permanent members": [council.short(who) for who in council.permanent]}
        for seat in council.seats:
            if not seat.permanent:
                groups.setdefault(seat.region or "Elected members", []).append(council.short(seat.state))
        return tuple((name, tuple(members)) for name, members in groups.items())


def _law(council: Council) -> str:
    required = provision_for(Matter.SUBSTANTIVE, council.date).affirmative
    return f"{len(council)} members, {required} votes required"


def lesson(
    on: dt.date | str | None = None, case: Case | str | None = None, *, seed: int = 0, questions: int = 8
) -> Lesson:
    """Settle what a lesson is about.

    Without a case, it is one of the day, or the latest before it whose members' votes are recorded; without a day, it
    is the day of the case; without either, the two drafts on Aleppo.

    >>> lesson("2016-10-08").case.id, str(lesson(case="berlin-1948").on)
    ('aleppo-2016', '1948-10-25')

    Raises:
        DateError: when the text is no date, or no seats are recorded for it.
        UnknownCaseError: when the casebook holds no such case.
        LessonError: when no member's vote is recorded in it.
    """
    day = None if on is None else as_date(on)
    chosen = case if isinstance(case, Case) else (recorded(case) if case else _case_of(day))
    if not chosen.roll_calls:
        raise LessonError(chosen.id, "has no recorded positions to replay", "a case with roll calls", "See cases().")
    return Lesson(Council.on(day or chosen.roll_calls[0].date).date, chosen, seed, questions)


def _case_of(day: dt.date | None) -> Case:
    if day is None:
        return recorded("aleppo-2016")
    known = [one for one in all_cases() if one.roll_calls]
    past = [one for one in known if one.roll_calls[0].date <= day]
    return max(past, key=lambda one: one.roll_calls[0].date) if past else known[0]


@attrs.frozen
class Activity:
    """One activity of a plan: how long, what the class does, what to watch for, what is needed.

    `minutes` is its length; `watch` are notes for the teacher; `offline` is what to do without computers.
    """

    title: str
    minutes: int
    does: tuple[str, ...]
    watch: tuple[str, ...] = ()
    material: str = ""
    offline: str = ""


@attrs.frozen
class Plan:
    """A lesson in activities, one after another."""

    title: str
    goals: tuple[str, ...]
    activities: tuple[Activity, ...]

    @property
    def minutes(self) -> int:
        """How long the lesson takes.

        >>> from unsc_sim.teach import lesson_plan
        >>> lesson_plan(90).minutes, lesson_plan(45).minutes
        (90, 45)
        """
        return sum(one.minutes for one in self.activities)

    @property
    def times(self) -> tuple[str, ...]:
        """From which minute to which each activity goes.

        >>> from unsc_sim.teach import lesson_plan
        >>> lesson_plan(90).times[:2]
        ('0–8', '8–20')
        """
        ends = list(accumulate((one.minutes for one in self.activities), initial=0))
        return tuple(f"{start}–{end}" for start, end in pairwise(ends))
