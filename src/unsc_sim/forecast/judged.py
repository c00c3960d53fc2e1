"""What one forecaster said of one vote, and what happened: a row of a backtest, in and out as JSON."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self

import attrs
import cattrs

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
    def from_json(cls, row: object) -> Self:
        """Back from plain values.

        Raises:
            ValueError: when they are not those of a row.
        """
        try:
            read = _STRICT.structure(row, cls)
        except cattrs.BaseValidationError as error:
            raise ValueError("; ".join(cattrs.transform_error(error)[:3])) from error
        except AttributeError as error:  # cattrs asks anything for its keys
            raise ValueError("not a table of keys and values") from error
        chances = [*(read.before or {}).values(), *(read.informed or {}).values(), *filter(None, [read.outcomes])]
        if not all(0.0 <= one <= 1.0 for three in chances for one in three):
            raise ValueError("a chance outside 0 to 1")
        if {read.result, *read.sides.values()} - {0, 1, 2}:
            raise ValueError("a result or a side other than 0, 1 and 2")
        return read


_STRICT = cattrs.Converter(forbid_extra_keys=True)


@_STRICT.register_structure_hook
def _day(text: object, _: Any) -> date:
    return date.fromisoformat(str(text))


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
