"""Truth tables: for each kind of matter, which votes adopt a text and which do not, by the rule of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from unsc_sim.charter import Matter, Provision, provision_for
from unsc_sim.council import Council
from unsc_sim.decisions import decide
from unsc_sim.display._shown import Table
from unsc_sim.teach.tallies import result_of, sample_tallies
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    import datetime as dt

    from unsc_sim.decisions import Outcome
    from unsc_sim.rollcall import RollCall

__all__ = ["MATTERS", "TruthTable", "truth_tables"]

MATTERS = (
    Matter.SUBSTANTIVE,
    Matter.PROCEDURAL,
    Matter.PRELIMINARY_QUESTION,
    Matter.PRELIMINARY_QUESTION_AFTER_RULING,
)


@attrs.frozen
class TruthTable:
    """What decides one kind of matter on a day: the provision, two questions, example tallies."""

    provision: Provision
    questions: Table
    tallies: Table


def truth_tables(on: dt.date | str) -> tuple[TruthTable, ...]:
    """The truth tables of a day: substantive, procedural, and the preliminary question, with a ruling and without.

    >>> substantive, procedural, *_ = truth_tables("2016-10-08")
    >>> for row in substantive.questions.rows:
    ...     print(*row, sep=" | ")
    yes | no | adopted
    yes | yes | not adopted: vetoed
    no | no | not adopted: short of 9 votes
    no | yes | not adopted: short of 9 votes
    >>> procedural.questions.rows[1]
    ('yes', 'yes', 'adopted')

    Raises:
        DateError: when the text is no date, or no seats are recorded for it.
    """
    council = Council.on(on)
    return tuple(_table(council, provision_for(matter, council.date)) for matter in MATTERS)


def _table(council: Council, provision: Provision) -> TruthTable:
    matter = provision.matter
    heads = (f"{provision.affirmative} votes in favour?", "A permanent member against?", "Result")
    rows = tuple(
        ("yes" if enough else "no", "yes" if against else "no", _said(_votes(council, provision, enough, against)))
        for enough in (True, False)
        for against in (False, True)
    )
    examples = {str(one.votes.tally) + one.told: one for one in sample_tallies(council)}.values()
    outcomes = [(one.told, decide(one.votes, matter=matter)) for one in examples]
    tallies = tuple((told, _means(matter, outcome, result_of(outcome))) for told, outcome in outcomes)
    return TruthTable(
        provision,
        Table(f"{matter.value.capitalize()}: two questions", heads, rows),
        Table(f"{matter.value.capitalize()}: tallies", ("Votes", "Result"), tallies),
    )


def _votes(council: Council, provision: Provision, enough: bool, against: bool) -> RollCall:  # noqa: FBT001
    """As many votes in favour as are needed or one fewer, a permanent member against or nobody, the rest abstaining."""
    opponent = council.permanent[0]
    willing = [member for member in (*council.permanent, *council.elected) if not (against and member == opponent)]
    votes = dict.fromkeys(willing[: provision.affirmative - (not enough)], Vote.YES)
    votes |= {opponent: Vote.NO} if against else {}
    return council.roll_call(default="abstain", matter=provision.matter).casting(votes)


def _said(votes: RollCall) -> str:
    outcome = decide(votes)
    short = f"not adopted: short of {votes.provision.affirmative} votes"
    return _means(votes.matter, outcome, short if outcome.short_by else result_of(outcome))


def _means(matter: Matter, outcome: Outcome, result: str) -> str:
    """The result, and of the preliminary question what it settles."""
    if matter not in _PRELIMINARY:
        return result
    return f"{result}: the matter is procedural" if outcome.adopted else f"{result}; the matter is not procedural"


_PRELIMINARY = {Matter.PRELIMINARY_QUESTION, Matter.PRELIMINARY_QUESTION_AFTER_RULING}
