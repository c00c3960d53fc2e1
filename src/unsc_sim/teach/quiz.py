"""A quiz drawn from the casebook by a seed: results, vetoes, and the fewest changes, each with its answer and why."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

import attrs

from unsc_sim._dates import spoken_date
from unsc_sim._sentences import listed
from unsc_sim.casebook import all_cases, history_agrees
from unsc_sim.changes import fewest_changes
from unsc_sim.charter import Matter
from unsc_sim.decisions import RESULTS, Reason, decide
from unsc_sim.display._record import named
from unsc_sim.errors import LessonError
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unsc_sim.casefile import Entry
    from unsc_sim.rollcall import RollCall
    from unsc_sim.states import State

    Fits = Callable[[RollCall], bool]

__all__ = ["MOST_QUESTIONS", "Question", "Quiz", "quiz"]

MOST_QUESTIONS = 30
_CHOICES = 4
NOBODY = "nobody"


@attrs.frozen
class Question:
    """One question: what is asked, the choices, which of them is right, why, and where it can be read."""

    asks: str
    choices: tuple[str, ...]
    right: int
    why: str
    source: str = ""

    @property
    def answer(self) -> str:
        """The right choice.

        >>> Question("How many permanent members?", ("four", "five"), 1, "Article 23.").answer
        'five'
        """
        return self.choices[self.right]

    @property
    def letter(self) -> str:
        """The letter of the right choice.

        >>> Question("How many permanent members?", ("four", "five"), 1, "Article 23.").letter
        'B'
        """
        return letter(self.right)


def letter(place: int) -> str:
    """The letter that a choice bears on paper."""
    return "ABCDEFGH"[place]


Ask = Callable[["Entry", "RollCall", random.Random], Question]


@attrs.frozen
class Quiz:
    """Questions drawn by a seed; the same seed draws the same quiz."""

    seed: int
    questions: tuple[Question, ...]


def quiz(seed: int = 0, questions: int = 8) -> Quiz:
    """Draw a quiz from the verified votes of the casebook; no case comes twice.

    >>> one = quiz(seed=7, questions=3)
    >>> one == quiz(seed=7, questions=3)
    True
    >>> all(question.answer in question.choices for question in one.questions)
    True

    Raises:
        LessonError: when the number of questions is not from 1 to 30.
    """
    if not 1 <= questions <= MOST_QUESTIONS:
        raise LessonError(
            questions, "is no number of questions", f"a number from 1 to {MOST_QUESTIONS}", "Write 8, for example."
        )
    rng = random.Random(seed)  # noqa: S311 - a game of chance, no secret
    left = rng.sample(_pool(), len(_pool()))
    drawn: list[Question] = []
    for ask, fits in _order(rng, questions):
        case_id, entry, votes = next(one for one in left if fits(one[2]))
        left = [one for one in left if one[0] != case_id]
        drawn.append(ask(entry, votes, rng))
    rng.shuffle(drawn)
    return Quiz(seed, tuple(drawn))


def _order(rng: random.Random, questions: int) -> Iterable[tuple[Ask, Fits]]:
    """What is asked and of which votes: the three kinds in turn, and every result in turn within the first."""
    reasons = rng.sample(list(Reason), len(Reason))
    kinds: list[tuple[Ask, list[Fits]]] = [
        (_what_became, [_ended(reason) for reason in reasons]),
        (_whose_vetoes, [_opposed(reason) for reason in (Reason.INSUFFICIENT_VOTES, Reason.VETOED)]),
        (_how_many, [_ended(reason) for reason in (Reason.INSUFFICIENT_VOTES, Reason.VETOED)]),
    ]
    for place in range(questions):
        ask, wanted = kinds[place % len(kinds)]
        yield ask, wanted[place // len(kinds) % len(wanted)]


def _ended(reason: Reason) -> Fits:
    return lambda votes: decide(votes).reason is reason


def _opposed(reason: Reason) -> Fits:
    """Ended so, with a permanent member and another against, so that there is something to tell apart."""
    return lambda votes: (
        decide(votes).reason is reason
        and len(votes.cast(Vote.NO)) > 1
        and any(who in votes.council.permanent for who in votes.cast(Vote.NO))
    )


@cache
def _pool() -> tuple[tuple[str, Entry, RollCall], ...]:
    """The verified votes on matters of substance that history decided as the rule of the day does, in a fixed order."""
    found = [
        (one.id, entry, entry.roll_call)
        for one in all_cases()
        for entry in one.entries
        if entry.roll_call is not None
        and entry.confidence == "verified"
        and entry.matter is Matter.SUBSTANTIVE
        and history_agrees(entry)
    ]
    return tuple(sorted(found, key=lambda one: (one[0], one[1].id)))


def _what_became(entry: Entry, votes: RollCall, _: random.Random) -> Question:
    outcome = decide(votes)
    choices = tuple(RESULTS[reason] for reason in Reason)
    asks = f"{_told(entry, votes)} What became of it?"
    return Question(asks, choices, list(Reason).index(outcome.reason), str(outcome), _source(entry))


def _whose_vetoes(entry: Entry, votes: RollCall, _: random.Random) -> Question:
    outcome = decide(votes)
    against = votes.cast(Vote.NO)
    permanent = tuple(who for who in against if who in votes.council.permanent)
    elected = tuple(who for who in against if who not in permanent)
    right = _whose(votes, outcome.vetoes)
    groups = [(), permanent, against, elected, *((who,) for who in against)]
    choices = list(dict.fromkeys([right, *(_whose(votes, group) for group in groups)]))
    shown = sorted(choices[:_CHOICES], key=lambda one: (one != NOBODY, len(one), one))
    asks = f"{_told(entry, votes)} Who vetoed it, if anybody?"
    why = str(outcome)
    if outcome.reason is Reason.INSUFFICIENT_VOTES:
        why += " A negative vote is a veto only where the votes needed are there."
    return Question(asks, tuple(shown), shown.index(right), why, _source(entry))


def _how_many(entry: Entry, votes: RollCall, rng: random.Random) -> Question:
    changes = fewest_changes(votes, Reason.ADOPTED, limit=1)
    right = changes.size or 0
    near = [number for number in range(max(1, right - 3), right + 4) if number != right]
    choices = sorted([right, *rng.sample(near, _CHOICES - 1)])
    asks = f"{_told(entry, votes)} It was not adopted. How many votes, at the least, would have had to change?"
    return Question(asks, tuple(map(str, choices)), choices.index(right), str(changes), _source(entry))


def _told(entry: Entry, votes: RollCall) -> str:
    """The text, the day, and who did not vote in favour; permanent members bear a star."""
    others = (
        f"{vote.phrase}: {listed([_starred(votes, who) for who in votes.cast(vote)])}"
        for vote in Vote
        if vote is not Vote.YES and votes.cast(vote)
    )
    needed = votes.provision.affirmative
    said = f"{'; '.join(others)}." if votes.tally.yes < len(votes) else "Nobody else."
    return (
        f"{named(entry)}, {spoken_date(entry.date)}; {len(votes)} members, {needed} votes needed. "
        f"{votes.tally.yes} in favour; {said}"
    )


def _starred(votes: RollCall, who: State) -> str:
    return f"{votes.council.short(who)}{'*' if who in votes.council.permanent else ''}"


def _whose(votes: RollCall, members: Sequence[State]) -> str:
    return f"{listed([votes.council.short(who) for who in members])}" if members else NOBODY


def _source(entry: Entry) -> str:
    return ", ".join(str(one) for one in (entry.draft.symbol, entry.meeting) if one) or entry.id
