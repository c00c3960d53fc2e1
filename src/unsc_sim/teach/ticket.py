"""The exit ticket: five questions on what the lesson was about, their answers found by the rule of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unsc_sim.council import Council
from unsc_sim.decisions import RESULTS, Reason
from unsc_sim.teach.quiz import Question
from unsc_sim.teach.tallies import SampleTally, sample_tallies
from unsc_sim.teach.truth import truth_tables
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["exit_ticket"]

_RESULTS = tuple(RESULTS[reason] for reason in Reason)


def exit_ticket(on: dt.date | str) -> tuple[Question, ...]:
    """Five questions by the rule of a day, each with its answer and why.

    >>> [question.answer for question in exit_ticket("2016-10-08")]
    ['9', 'vetoed', 'short of votes', 'adopted', '7']
    >>> [question.answer for question in exit_ticket("1960-12-13")]
    ['7', 'vetoed', 'short of votes', 'adopted', '5']

    Raises:
        DateError: when the text is no date, or no seats are recorded for it.
    """
    council = Council.on(on)
    substantive = truth_tables(council.date)[0].provision
    vetoed, _, _, _, procedural, no_veto, *_ = sample_tallies(council)
    needed, members = substantive.affirmative, len(council)
    blocking = members - needed + 1
    how_many = "How many votes in favour does a decision need that is not procedural?"
    hidden = "How many members that do not vote in favour are enough to keep a text from being adopted, without a veto?"
    return (
        _number(how_many, needed, substantive.says, lower=1),
        _result(vetoed),
        _result(no_veto),
        _result(procedural),
        _number(hidden, blocking, f"{members} members, less the {needed} votes needed, and one more.", lower=2),
    )


def _number(asks: str, right: int, why: str, *, lower: int) -> Question:
    """A number among four in a row, so many of them lower than the right one."""
    choices = tuple(str(right - lower + place) for place in range(4))
    return Question(asks, choices, lower, why)


def _result(tally: SampleTally) -> Question:
    told = tally.told if tally.votes.cast(Vote.NO) else f"{tally.told} Nobody votes against."
    reason = tally.outcome.reason
    return Question(f"{tally.matter}. {told} What becomes of it?", _RESULTS, list(Reason).index(reason), tally.shows)
