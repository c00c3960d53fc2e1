"""The method on every group of rival drafts in the casebook: hits and misses alike, beside counting alone."""

from __future__ import annotations

import warnings
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import attrs

from unsc_sim._chances import percent
from unsc_sim.casebook import cases, roll_calls
from unsc_sim.decisions import RESULTS, Reason, decide
from unsc_sim.errors import HindsightWarning
from unsc_sim.forecast.fitting import stand
from unsc_sim.forecast.predicting import predict
from unsc_sim.forecast.question import Answer, answers_of, question_of
from unsc_sim.forecast.result import Forecast
from unsc_sim.forecast.stakes import StakesModel, fit_stakes
from unsc_sim.rollcall import RollCall

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


__all__ = ["RivalTest", "rival_tests"]

NEVER = date.max.toordinal()
"""An ordinal after every vote: all cases but those left out are learnt from."""


@attrs.frozen
class RivalTest:
    """One of several rival drafts as forecast and as it came.

    `without_stakes` and `by_counting` are the results ranked first without the stakes, and by the result most common
    among earlier contested votes with such sponsors.
    """

    case: str
    roll_call: RollCall
    forecast: Forecast
    result: Reason
    without_stakes: Reason
    by_counting: Reason

    @property
    def right(self) -> bool:
        """Whether the result ranked first is the one that came."""
        return self.forecast.likeliest is self.result

    @property
    def votes_right(self) -> int:
        """How many members' likeliest votes are those they cast."""
        return sum(self.roll_call[member] is vote for member, vote in self.forecast.votes.items())

    def __str__(self) -> str:
        chances = "/".join(percent(chance) for chance in self.forecast.outcomes.values())
        return (
            f"{self.roll_call.date} {self.roll_call.name}: {chances} adopted/vetoed/short, "
            f"{RESULTS[self.result]}: {'right' if self.right else 'wrong'}, "
            f"{self.votes_right} of {len(self.roll_call)} votes right"
        )


def rival_tests(
    case: str = "", *, leave_out: bool = False, progress: Callable[[int, int], None] | None = None
) -> tuple[RivalTest, ...]:
    """Forecast every draft that had a rival, or those of one case, from what was known before its day.

    With `leave_out`, the strengths of stakes are learnt from all other cases, later ones included, instead of from
    earlier ones alone; ties come from earlier votes either way. `progress` is called with the drafts done and of all.

    >>> [test.right for test in rival_tests("venezuela-2019")]
    [True, True]
    """
    record = roll_calls()
    answers = answers_of(record)
    group = {entry.draft.id: one.id for one in cases() for entry in one.entries}
    wanted = [votes for votes in record if votes.draft.rivals and case in {"", group[votes.draft.id]}]
    strengths = _leave_one_out(record, group, wanted) if leave_out else {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", HindsightWarning)  # before 2005 there is no full record to learn contests from
        found = []
        for done, votes in enumerate(wanted, 1):
            found.append(_test(votes, answers, group[votes.draft.id], strengths))
            if progress is not None:
                progress(done, len(wanted))
    return tuple(found)


def _leave_one_out(
    record: Sequence[RollCall], group: dict[str, str], wanted: Iterable[RollCall]
) -> dict[str, StakesModel]:
    """For each case with rival drafts, the strengths that all other cases teach."""
    ordered = sorted(record, key=lambda votes: votes.date)
    seen = list(zip((group[votes.draft.id] for votes in ordered), stand(answers_of(record)), strict=True))
    out = dict.fromkeys(group[votes.draft.id] for votes in wanted)
    return {case: fit_stakes([one for name, one in seen if name != case], before=NEVER) for case in out}


def _test(votes: RollCall, answers: Sequence[Answer], case: str, strengths: dict[str, StakesModel]) -> RivalTest:
    forecast = predict(votes.draft, council=votes.council, matter=votes.matter, stakes=strengths.get(case))
    return RivalTest(
        case=case,
        roll_call=votes,
        forecast=forecast,
        result=decide(votes).reason,
        without_stakes=forecast.without_stakes.likeliest,
        by_counting=_most_common(votes, answers),
    )


def _most_common(votes: RollCall, answers: Sequence[Answer]) -> Reason:
    """The result most common among earlier contested votes with such sponsors, vetoed before there are any."""
    asked = question_of(votes.draft, votes.council)
    earlier = Counter(
        answer.reason for answer in answers
        if answer.question.day < asked.day and answer.contested
        and answer.question.sponsorship == asked.sponsorship
    )  # fmt: skip
    return max(Reason, key=lambda reason: (earlier[reason], reason is Reason.VETOED))
