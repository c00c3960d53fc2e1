"""A record of roll calls as a forecast may use it: cut off at a day, and learnt from in order."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from unsc_sim._dates import as_date
from unsc_sim.decisions import Reason
from unsc_sim.forecast.coefficients import BaseRate
from unsc_sim.forecast.features import prepare
from unsc_sim.forecast.memory import Memory
from unsc_sim.forecast.question import answers_of
from unsc_sim.forecast.record import RecordModel, fit_record
from unsc_sim.forecast.worlds import SIDES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unsc_sim.forecast.features import Prepared
    from unsc_sim.forecast.question import Answer, Question
    from unsc_sim.rollcall import RollCall

__all__ = ["Record"]

FAR = date.max.toordinal()


class Record:
    """Roll calls in order of date, up to but not including a day.

    `before(day)` cuts it: what comes later cannot be seen through the shorter record, whatever a forecaster asks of
    it. What is learnt on the way is kept, so that asking day after day costs little.

    >>> from unsc_sim import roll_calls
    >>> record = Record(roll_calls())
    >>> len(record.before("2016-10-08")) < len(record)
    True
    """

    def __init__(self, roll_calls: Iterable[RollCall], *, _shared: _Shared | None = None, _until: int = FAR) -> None:
        self._until = _until
        self._shared = _shared or _Shared(tuple(sorted(roll_calls, key=lambda votes: votes.date)))

    def before(self, day: date | str) -> Record:
        """The same record as it stood when a day began."""
        return Record((), _shared=self._shared, _until=min(self._until, as_date(day).toordinal()))

    @property
    def roll_calls(self) -> tuple[RollCall, ...]:
        """The roll calls, oldest first."""
        return self._shared.roll_calls[: len(self)]

    @property
    def answers(self) -> Sequence[Answer]:
        """The same in the compact form the arithmetic works on."""
        return self._shared.answers[: len(self)]

    @property
    def last(self) -> date | None:
        """The day of the last vote."""
        return self.roll_calls[-1].date if len(self) else None

    def __len__(self) -> int:
        return self._shared.position(self._until)

    def memory(self) -> Memory:
        """Everything learnt from the votes; ask at once, for it moves on with the next question."""
        return self._shared.memory(len(self))

    def counts(self) -> Counter[tuple[object, ...]]:
        """How often votes and results were what, for base rates; ask at once, as with `memory`."""
        return self._shared.counts(len(self))

    def base_rate(self) -> BaseRate:
        """The shares of results and votes in the record."""
        counts, last = self.counts(), self.last
        before = last.toordinal() + 1 if last and self._until == FAR else self._until
        votes = sum(counts["vote", side] for side in SIDES) or 1
        results = {reason: counts["result", reason] / max(1, len(self)) for reason in Reason}
        in_favour, abstaining, against = (counts["vote", side] / votes for side in SIDES)
        return BaseRate(before, len(self), results, (in_favour, abstaining, against))

    def prepare(self, asked: Question, *, graph: bool = True) -> Prepared:
        """What the record says about a question."""
        return prepare(asked, self.memory(), graph=graph)

    def model(self, before: int, *, graph: bool = True) -> RecordModel:
        """Coefficients learnt from the votes before a day (an ordinal)."""
        return self._shared.model(min(len(self), self._shared.position(before)), before, graph)


class _Shared:
    """The roll calls behind a record and its shorter versions, with what has been learnt so far."""

    def __init__(self, roll_calls: tuple[RollCall, ...]) -> None:
        self.roll_calls = roll_calls
        self.answers = answers_of(roll_calls)
        self._days = [answer.question.day for answer in self.answers]
        self._memory, self._learnt = Memory(), 0
        self._counts: Counter[tuple[object, ...]] = Counter()
        self._counted = 0
        self._seen: dict[bool, list[tuple[Answer, Prepared]]] = {True: [], False: []}
        self._models: dict[tuple[int, int, bool], RecordModel] = {}

    def position(self, day: int) -> int:
        """How many votes lie before a day."""
        return bisect_left(self._days, day)

    def memory(self, size: int) -> Memory:
        if size < self._learnt:
            self._memory, self._learnt = Memory(), 0
        for answer in self.answers[self._learnt : size]:
            self._memory.learn(answer)
        self._learnt = size
        return self._memory

    def counts(self, size: int) -> Counter[tuple[object, ...]]:
        if size < self._counted:
            self._counts, self._counted = Counter(), 0
        for answer in self.answers[self._counted : size]:
            _count(self._counts, answer)
        self._counted = size
        return self._counts

    def model(self, size: int, before: int, graph: bool) -> RecordModel:  # noqa: FBT001 - one of two kinds
        key = (size, before, graph)
        if key not in self._models:
            self._models[key] = fit_record(self._prepared(size, graph), before=before)
        return self._models[key]

    def _prepared(self, size: int, graph: bool) -> list[tuple[Answer, Prepared]]:  # noqa: FBT001 - as above
        """Each answer with what was known before its day."""
        seen = self._seen[graph]
        for answer in self.answers[len(seen) : size]:
            memory = self.memory(self.position(answer.question.day))
            seen.append((answer, prepare(answer.question, memory, graph=graph)))
        return seen[:size]


def _count(counts: Counter[tuple[object, ...]], answer: Answer) -> None:
    asked = answer.question
    failed = answer.reason is not Reason.ADOPTED
    counts["result", answer.reason] += 1
    for key in (asked.sponsorship, (asked.topic, asked.sponsorship)):
        counts["drafts", key] += 1
        counts["failed", key] += failed
        counts["result", key, answer.reason] += 1
    for member, side in answer.sides.items():
        counts["vote", side] += 1
        counts["vote", member, side] += 1
        counts["vote", member, asked.topic, side] += 1
