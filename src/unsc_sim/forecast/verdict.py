"""What one forecast was worth once the votes are cast."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from unsc_sim.decisions import Reason, decide
from unsc_sim.errors import RuleError
from unsc_sim.forecast.scores import brier, log_loss, ranked_probability
from unsc_sim.forecast.worlds import VOTES

if TYPE_CHECKING:
    from unsc_sim.forecast.result import Forecast
    from unsc_sim.rollcall import RollCall

__all__ = ["Verdict", "judge_forecast"]


@attrs.frozen
class Verdict:
    """Scores of one forecast: of the members' votes, and of the result; `usual_…` is what the base rate scores.

    Losses are averages per vote in natural logarithms, so 0.69 is a coin; `ranked_probability` counts abstaining as
    half way. Members that took no part are left out.
    """

    votes_right: int
    votes: int
    log_loss: float
    usual_log_loss: float
    brier: float
    ranked_probability: float
    said: Reason
    result: Reason
    result_loss: float
    usual_result_loss: float

    @property
    def result_right(self) -> bool:
        """Whether the result ranked first is the one that came."""
        return self.said is self.result

    def __str__(self) -> str:
        words = {True: "right", False: "wrong"}[self.result_right]
        return (
            f"result ranked first: {words}; {self.votes_right} of {self.votes} votes right; log loss per vote "
            f"{self.log_loss:.3f} (base rate {self.usual_log_loss:.3f}), of the result {self.result_loss:.3f} "
            f"(base rate {self.usual_result_loss:.3f})"
        )


def judge_forecast(forecast: Forecast, roll_call: RollCall) -> Verdict:
    """Put what happened beside a forecast.

    Raises:
        RuleError: when the roll call is of another Council.
    """
    if roll_call.council.members != forecast.council.members:
        raise RuleError(str(roll_call.council.date), "is another Council's vote", f"one of {forecast.council.date}",
                        "Score a forecast with the roll call it was made for.")  # fmt: skip
    cast = {member: VOTES.index(vote) for member, vote in roll_call.items() if vote in VOTES}
    tables, kinds = [forecast.sides[member.code] for member in cast], list(cast.values())
    usual, reasons = forecast.base_rate, list(Reason)
    result = decide(roll_call, rule=forecast.rule).reason
    came = [reasons.index(result)]
    said = forecast.votes
    return Verdict(
        votes_right=sum(VOTES.index(said[member]) == kind for member, kind in cast.items()),
        votes=len(cast),
        log_loss=log_loss(tables, kinds),
        usual_log_loss=log_loss([usual.sides] * len(kinds), kinds),
        brier=brier(tables, kinds),
        ranked_probability=ranked_probability(tables, kinds),
        said=forecast.likeliest,
        result=result,
        result_loss=log_loss([_of(forecast.outcomes)], came),
        usual_result_loss=log_loss([_of(usual.results)], came),
    )


def _of(outcomes: dict[Reason, float]) -> tuple[float, float, float]:
    adopted, vetoed, short = (outcomes[reason] for reason in Reason)
    return adopted, vetoed, short
