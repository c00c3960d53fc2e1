"""Scores of a backtest with bootstrap intervals: each a sum over votes, so that drawing votes anew costs little."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from math import log
from typing import TYPE_CHECKING, Any

import attrs

from unsc_sim.forecast.scores import FLOOR, average_precision, balanced_accuracy, f1, matthews, trapezoid_precision

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unsc_sim.forecast.judged import Judged

__all__ = ["METRICS", "Metric", "Score", "summarise"]

BINS = 10
RESAMPLES = 100
Table = list[tuple[tuple[float, float, float], int]]
"""Chances of three kinds, and which it was."""


@attrs.frozen
class Metric:
    """One score: what it takes from one vote, how that is put together, and whether more is better.

    `of` says what is scored: the `votes` before the vote, those of the `elected` members once the permanent members'
    are known, or the `results`.
    """

    of: str
    name: str
    take: Callable[[Table], Any]
    finish: Callable[[Sequence[Any]], float]
    more_is_better: bool = True

    def table(self, row: Judged) -> Table:
        """What the forecaster said and what it was; empty where it was silent."""
        if self.of == "results":
            return [(row.outcomes, row.result)] if row.outcomes else []
        chances = row.before if self.of == "votes" else row.informed
        return [(table, row.sides[code]) for code, table in chances.items()] if chances else []


@attrs.frozen
class Score:
    """A score with its 95 % bootstrap interval, votes drawn anew as wholes; `number` is how many were scored."""

    forecaster: str
    of: str
    name: str
    value: float
    low: float
    high: float
    number: int

    def __str__(self) -> str:
        return f"{self.forecaster}, {self.of}, {self.name}: {self.value:.4f} ({self.low:.4f} to {self.high:.4f})"


def _mean(parts: Sequence[tuple[float, int]]) -> float:
    return sum(total for total, _ in parts) / sum(number for _, number in parts)


def _loss(table: Table) -> tuple[float, int]:
    return -sum(log(max(FLOOR, chances[kind])) for chances, kind in table), len(table)


def _brier(table: Table) -> tuple[float, int]:
    return sum((c - (k == kind)) ** 2 for chances, kind in table for k, c in enumerate(chances)), len(table)


def _ranked(table: Table) -> tuple[float, int]:
    total = sum(((a - (k == 0)) ** 2 + (a + b - (k <= 1)) ** 2) / 2 for (a, b, _), k in table)
    return total, len(table)


def _top(chances: tuple[float, float, float]) -> int:
    return max(range(3), key=chances.__getitem__)


def _sureness(table: Table) -> list[tuple[int, float, bool]]:
    """For each: the bin of the chance given to the likeliest kind, that chance, and whether it came true."""
    found = []
    for chances, kind in table:
        top = _top(chances)
        found.append((min(BINS - 1, int(chances[top] * BINS)), chances[top], top == kind))
    return found


def _calibration(parts: Sequence[list[tuple[int, float, bool]]]) -> float:
    gaps, number = [0.0] * BINS, 0
    for part in parts:
        for place, chance, truth in part:
            gaps[place] += chance - truth
            number += 1
    return sum(map(abs, gaps)) / number


def _ranking(*kinds: int) -> Callable[[Table], list[tuple[float, bool]]]:
    return lambda table: [(sum(chances[k] for k in kinds), kind in kinds) for chances, kind in table]


def _precision(parts: Sequence[list[tuple[float, bool]]]) -> float:
    scored = [pair for part in parts for pair in part]
    return average_precision([score for score, _ in scored], [truth for _, truth in scored])


def _trapezoid(parts: Sequence[list[tuple[float, bool]]]) -> float:
    scored = [pair for part in parts for pair in part]
    if not any(truth for _, truth in scored):
        return 0.0
    return trapezoid_precision([score for score, _ in scored], [truth for _, truth in scored])


def _said(table: Table) -> list[tuple[int, int]]:
    return [(_top(chances), kind) for chances, kind in table]


def _failing(table: Table) -> list[tuple[int, int]]:
    """Not adopted where that is likelier than not."""
    return [(int(chances[0] < 0.5), int(kind > 0)) for chances, kind in table]


def _flat(parts: Sequence[list[tuple[int, int]]]) -> tuple[list[int], list[int]]:
    pairs = [pair for part in parts for pair in part]
    return [said for said, _ in pairs], [kind for _, kind in pairs]


def _f1_of(kind: int) -> Callable[[Sequence[list[tuple[int, int]]]], float]:
    def finish(parts: Sequence[list[tuple[int, int]]]) -> float:
        said, happened = _flat(parts)
        return f1([one == kind for one in said], [one == kind for one in happened])

    return finish


def _macro(parts: Sequence[list[tuple[int, int]]]) -> float:
    return sum(_f1_of(kind)(parts) for kind in range(3)) / 3


def _balanced(parts: Sequence[list[tuple[int, int]]]) -> float:
    return balanced_accuracy(*_flat(parts))


def _matthews(parts: Sequence[list[tuple[int, int]]]) -> float:
    said, happened = _flat(parts)
    return matthews([bool(one) for one in said], [bool(one) for one in happened])


def _accuracy(parts: Sequence[list[tuple[int, int]]]) -> float:
    said, happened = _flat(parts)
    return sum(a == b for a, b in zip(said, happened, strict=True)) / len(said)


METRICS = (
    Metric("votes", "log loss", _loss, _mean, more_is_better=False),
    Metric("votes", "Brier score", _brier, _mean, more_is_better=False),
    Metric("votes", "ranked probability score", _ranked, _mean, more_is_better=False),
    Metric("votes", "calibration error", _sureness, _calibration, more_is_better=False),
    Metric("votes", "AP not in favour", _ranking(1, 2), _precision),
    Metric("votes", "AP against", _ranking(2), _precision),
    Metric("votes", "macro-F1", _said, _macro),
    Metric("votes", "accuracy", _said, _accuracy),
    Metric("results", "log loss", _loss, _mean, more_is_better=False),
    Metric("results", "AP not adopted", _ranking(1, 2), _precision),
    Metric("results", "AP vetoed", _ranking(1), _precision),
    Metric("results", "AP short of votes", _ranking(2), _precision),
    Metric("results", "balanced accuracy of three", _said, _balanced),
    Metric("results", "balanced accuracy", _failing, _balanced),
    Metric("results", "F1 not adopted", _failing, _f1_of(1)),
    Metric("results", "PR-AUC not adopted", _ranking(1, 2), _trapezoid),
    Metric("results", "MCC not adopted", _failing, _matthews),
    Metric("elected", "log loss", _loss, _mean, more_is_better=False),
    Metric("elected", "macro-F1", _said, _macro),
    Metric("elected", "F1 abstaining", _said, _f1_of(1)),
    Metric("elected", "F1 against", _said, _f1_of(2)),
    Metric("elected", "AP not in favour", _ranking(1, 2), _precision),
)
"""Every score of a backtest. Accuracy is there to be distrusted: always in favour has it too."""


def summarise(
    rows: Iterable[Judged],
    *,
    metrics: Sequence[Metric] = METRICS,
    resamples: int = RESAMPLES,
    seed: int | random.Random = 0,
) -> tuple[Score, ...]:
    """Every score of every forecaster that has something to say on it, with its interval.

    All forecasters are scored on the same draws of votes, so their intervals can be compared.
    """
    by_forecaster: dict[str, list[Judged]] = {}
    for row in rows:
        by_forecaster.setdefault(row.forecaster, []).append(row)
    rng = seed if isinstance(seed, random.Random) else random.Random(seed)  # noqa: S311 - no secret
    size = max(map(len, by_forecaster.values()), default=0)
    draws = [[rng.randrange(size) for _ in range(size)] for _ in range(resamples)]
    scores = (_score(name, own, metric, draws) for name, own in by_forecaster.items() for metric in metrics)
    return tuple(score for score in scores if score is not None)


def _score(name: str, rows: Sequence[Judged], metric: Metric, draws: Sequence[Sequence[int]]) -> Score | None:
    tables = [metric.table(row) for row in rows]
    parts = [metric.take(table) for table in tables if table]
    if not parts:
        return None
    values = sorted(metric.finish([parts[place % len(parts)] for place in draw]) for draw in draws)
    exact = metric.finish(parts)
    tail = len(values) // 40
    low, high = (values[tail], values[-1 - tail]) if values else (exact, exact)
    return Score(name, metric.of, metric.name, exact, low, high, len(parts))
