"""A logit with a stated prior, fitted by Newton's method in plain Python.

Small enough to read: a few dozen coefficients, a few thousand rows with few entries each. The prior is normal, with a
mean and a precision per coefficient, so what the data do not speak about stays where the prior put it.
"""

from __future__ import annotations

from math import exp, log, log1p, sqrt
from operator import mul
from typing import TYPE_CHECKING

from unsc_sim.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Row", "fit_logit", "log_odds", "probability", "score", "solve_symmetric", "sparse"]

Row = tuple[tuple[int, float], ...]
"""The entries of a row that are not zero, as (place, value)."""
Matrix = list[list[float]]

MOST_STEPS = 60
TOLERANCE = 1e-6
LARGEST = 30.0
"""Beyond this many log-odds a chance is as good as 0 or 1."""


def sparse(values: Iterable[float]) -> Row:
    """The entries that are not zero.

    >>> sparse([1.0, 0.0, 2.5])
    ((0, 1.0), (2, 2.5))
    """
    return tuple((place, value) for place, value in enumerate(values) if value)


def probability(log_odds_value: float) -> float:
    """The chance that goes with log-odds.

    >>> probability(0.0)
    0.5
    """
    if log_odds_value < -LARGEST:
        return exp(log_odds_value)
    return 1.0 / (1.0 + exp(-log_odds_value))


def log_odds(chance: float, least: float = 1e-4) -> float:
    """The log-odds of a chance, kept away from certainty by `least`.

    >>> log_odds(0.5)
    0.0
    """
    kept = min(1.0 - least, max(least, chance))
    return log(kept / (1.0 - kept))


def score(weights: Sequence[float], values: Sequence[float]) -> float:
    """The weighted sum of a row."""
    return sum(map(mul, weights, values), start=0.0)


def fit_logit(
    rows: Sequence[Row],
    labels: Sequence[int],
    *,
    precision: Sequence[float],
    mean: Sequence[float] | None = None,
    start: Sequence[float] | None = None,
) -> tuple[float, ...]:
    """The coefficients that are likeliest given rows, labels (0 or 1) and a normal prior.

    `precision` is one over the prior's variance, per coefficient; `mean` is 0 where not given; `start` saves steps.
    Newton's method, each step halved until it helps; the posterior has one summit, so the answer does not depend on
    the start beyond rounding.

    >>> steps = [sparse([1.0, x]) for x in (-2.0, -1.0, 0.0, 2.0)]
    >>> [round(b, 3) for b in fit_logit(steps, [0, 0, 1, 1], precision=[0.1, 1.0])]
    [0.265, 0.912]

    Raises:
        RuleError: when it does not settle, which a proper prior rules out.

    Source: penalised likelihood; Newton-Raphson as in any textbook on generalised linear models.
    """
    centre = list(mean) if mean is not None else [0.0] * len(precision)
    at = list(start) if start is not None else list(centre)
    value, gradient, curvature = _posterior(rows, labels, precision, centre, at)
    for _ in range(MOST_STEPS):
        step = _solve(curvature, gradient)
        while True:
            there = [b - s for b, s in zip(at, step, strict=True)]
            found = _posterior(rows, labels, precision, centre, there)
            if found[0] <= value + TOLERANCE**2 or max(map(abs, step)) < TOLERANCE:
                break
            step = [s / 2 for s in step]
        at, (value, gradient, curvature) = there, found
        if max(map(abs, step)) < TOLERANCE:
            return tuple(at)
    raise RuleError(len(rows), "rows do not settle", "a prior with some precision on every coefficient", "Add one.")


def _posterior(
    rows: Sequence[Row], labels: Sequence[int], precision: Sequence[float], mean: Sequence[float], at: Sequence[float]
) -> tuple[float, list[float], Matrix]:
    """Minus the log posterior, its gradient, and the lower triangle of its curvature."""
    gradient = [p * (b - m) for p, b, m in zip(precision, at, mean, strict=True)]
    value = sum(g * (b - m) for g, b, m in zip(gradient, at, mean, strict=True)) / 2
    curvature = [[0.0] * len(precision) for _ in precision]
    for place, p in enumerate(precision):
        curvature[place][place] = p
    for row, label in zip(rows, labels, strict=True):
        z = 0.0
        for place, x in row:
            z += at[place] * x
        chance = probability(z)
        value += (z if z > LARGEST else log1p(exp(z))) - label * z
        error, weight = chance - label, chance * (1.0 - chance)
        for k, (place, x) in enumerate(row):
            gradient[place] += error * x
            line, wx = curvature[place], weight * x
            for other, y in row[: k + 1]:
                line[other] += wx * y
    return value, gradient, curvature


def _solve(curvature: Matrix, gradient: Sequence[float]) -> list[float]:
    [solved] = solve_symmetric(curvature, gradient)
    return solved


def solve_symmetric(matrix: Sequence[Sequence[float]], *rights: Sequence[float]) -> list[list[float]]:
    """Solve a symmetric positive definite system for one or more right-hand sides; only its lower triangle is read.

    >>> solve_symmetric([[4.0, 0.0], [0.0, 16.0]], [4.0, 8.0])
    [[1.0, 0.5]]

    Source: Cholesky's factorisation.
    """
    factor = _factor(matrix)
    return [_substituted(factor, right) for right in rights]


def _factor(matrix: Sequence[Sequence[float]]) -> Matrix:
    factor: Matrix = []
    for i, given in enumerate(matrix):
        line = list(given[: i + 1])
        for j, above in enumerate(factor):
            rest = line[j]
            for k in range(j):
                rest -= line[k] * above[k]
            line[j] = rest / above[j]
        line[i] = sqrt(line[i] - sum(value * value for value in line[:i]))
        factor.append(line)
    return factor


def _substituted(factor: Matrix, right: Sequence[float]) -> list[float]:
    half: list[float] = []
    for line, value in zip(factor, right, strict=True):
        half.append((value - sum(a * b for a, b in zip(line, half, strict=False))) / line[len(half)])
    solved = [0.0] * len(half)
    for i in reversed(range(len(half))):
        rest = half[i]
        for k in range(i + 1, len(half)):
            rest -= factor[k][i] * solved[k]
        solved[i] = rest / factor[i][i]
    return solved
