"""What one forecaster said of one vote, and what happened: a row of a backtest, in and out as JSON."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

import attrs

from unsc_sim.decisions import Reason
from unsc_sim.forecast.question import CHAIN, tabled
from unsc_sim.forecast.worlds import SIDES, VOTES, Chances

if TYPE_CHECKING:
    from unsc_sim.forecast.baselines import Forecaster
    from unsc_sim.forecast.history import Record
    from unsc_sim.forecast.question import Answer
    from unsc_sim.rollcall import RollCall

__all__ = ["Judged", "judge"]

RESULTS = tuple(Reason)


@attrs.frozen
class Judged:
    """One vote as forecast and as it came.

    `sides` holds each member's side (0 in favour, 1 abstaining, 2 against) and `before` its chances before the vote;
    `informed` the elected members' chances once the permanent members' votes are known; `outcomes` the chances of the
    results, in the order adopted, vetoed, short of votes, and `result` what it was. A forecaster that is silent on
    votes or results leaves them None.
    """

    day: date
    name: str
    topic: str
    forecaster: str
    sides: dict[str, int]
    result: int
    before: dict[str, Chances] | None
    informed: dict[str, Chances] | None
    outcomes: Chances | None

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        return {**attrs.asdict(self), "day": self.day.isoformat()}

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> Self:
        """Back from plain values."""
        tables = {key: _tables(row[key]) for key in ("before", "informed")}
        outcomes = tuple(row["outcomes"]) if row["outcomes"] is not None else None
        return cls(**{**row, **tables, "day": date.fromisoformat(row["day"]), "outcomes": outcomes})


def _tables(given: dict[str, list[float]] | None) -> dict[str, Chances] | None:
    return None if given is None else {code: (table[0], table[1], table[2]) for code, table in given.items()}


def judge(name: str, forecaster: Forecaster, votes: RollCall, answer: Answer, record: Record) -> Judged:
    """Ask a forecaster about a vote, with the record as it was when the day began, and put what happened beside it."""
    said = forecaster(
        tabled(votes), council=votes.council, record=record.before(votes.date), companions=answer.question.companions
    )
    known = {code: VOTES[SIDES.index(answer.sides[code])] for code in CHAIN if code in answer.sides}
    informed = said.given(known).sides if len(known) == len(answer.question.permanent) else None
    return Judged(
        day=votes.date,
        name=votes.name,
        topic=answer.question.topic,
        forecaster=name,
        sides={code: SIDES.index(side) for code, side in answer.sides.items()},
        result=RESULTS.index(answer.reason),
        before=said.sides and {code: said.sides[code] for code in answer.sides},
        informed=informed and {code: informed[code] for code in answer.question.elected if code in answer.sides},
        outcomes=said.outcomes and tuple(said.outcomes[reason] for reason in RESULTS),
    )
