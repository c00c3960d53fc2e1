"""Learns all coefficients anew: from the casebook for what is at stake, from a full record for everything else.

Run `python -m unsc_sim.forecast FILE RECORD.csv` to write them; nothing is printed. Without a record, what was learnt
from one is kept as it is on file, and only the strengths of stakes are learnt anew.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from unsc_sim.alliances.ties import Ledger
from unsc_sim.errors import RuleError
from unsc_sim.forecast.coefficients import sets_on_file, table_of
from unsc_sim.forecast.contest import fit_contest
from unsc_sim.forecast.history import Record
from unsc_sim.forecast.question import answers_of
from unsc_sim.forecast.stakes import Positions, find_positions, fit_stakes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unsc_sim.forecast.coefficients import BaseRate
    from unsc_sim.forecast.contest import ContestModel
    from unsc_sim.forecast.question import Answer
    from unsc_sim.forecast.record import RecordModel
    from unsc_sim.forecast.stakes import StakesModel
    from unsc_sim.rollcall import RollCall

__all__ = ["learn_all", "learn_record", "learn_stakes", "stand"]

STAKES_DAYS = (
    "1946-01-01",
    *(f"{year}-01-01" for year in (*range(1950, 1990, 5), *range(1990, 2000))),
    *(f"{year}-{month:02}-01" for year in range(2000, 2026) for month in (1, 4, 7, 10)),
    "2026-01-01",
)
"""A set of strengths for each of these days, more often where there are more cases."""
RECORD_YEARS = (2005, 2010, 2015, 2020)
FIRST_YEAR = RECORD_YEARS[0]
FEWEST = 300
"""A full record must hold at least this many votes before a year to teach anything for it."""


def learn_all(casebook: Iterable[RollCall], record: Iterable[RollCall] | None = None) -> str:
    """The text of the coefficients' file.

    `casebook` are the roll calls of the casebook, `record` a full record such as the United Nations' since 1994;
    without one, what was learnt from a record is taken from the file as it stands.

    Raises:
        RuleError: when the record holds too few votes.
    """
    stakes = learn_stakes(casebook, [date.fromisoformat(day).toordinal() for day in STAKES_DAYS])
    return table_of([*stakes, *(sets_on_file() if record is None else learn_record(record))])


def learn_record(record: Iterable[RollCall]) -> list[ContestModel | BaseRate | RecordModel]:
    """What a full record teaches: contests and base rates for every year, the record forecaster for some.

    Raises:
        RuleError: when the record holds too few votes.
    """
    full = Record(record)
    until = full.last.year + 1 if full.last else 0
    years = [year for year in range(FIRST_YEAR, until + 1) if len(full.before(f"{year}-01-01")) >= FEWEST]
    if not years:
        expected = f"at least {FEWEST}, and a vote in {FIRST_YEAR - 1} or later"
        raise RuleError(len(full), "votes are too few or too old", expected, "Give a fuller record.")
    days = [date(year, 1, 1).toordinal() for year in years]
    return [
        *(fit_contest(full.answers, before=day) for day in days),
        *(full.before(date.fromordinal(day)).base_rate() for day in days),
        *(full.model(day) for day in days if date.fromordinal(day).year in RECORD_YEARS),
    ]


def learn_stakes(casebook: Iterable[RollCall], days: Sequence[int]) -> list[StakesModel]:
    """The strengths of what is at stake as they could be learnt before each of several days."""
    seen = stand(answers_of(casebook))
    return [fit_stakes(seen, before=day) for day in days]


def stand(answers: Iterable[Answer]) -> list[tuple[Answer, Positions]]:
    """Each answer with where everybody stood before its day, on ties from the votes before it."""
    ledger = Ledger()
    found: list[tuple[Answer, Positions]] = []
    today: list[Answer] = []
    for answer in answers:
        if today and today[0].question.day != answer.question.day:
            for past in today:
                ledger.learn(past.question.day, past.sides, past.question.interests, frozenset(past.question.permanent))
            today.clear()
        today.append(answer)
        found.append((answer, find_positions(answer.question, ledger.on(answer.question.day))))
    return found
