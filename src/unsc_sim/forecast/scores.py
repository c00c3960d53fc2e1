"""Proper scores and the others people ask for: all from chances and what happened, nothing drawn, nothing tuned.

Votes come in the order in favour, abstaining, against; results in the order adopted, vetoed, short of votes. What
happened is the place in that order. Lower is better for loss, Brier, ranked probability and calibration; higher for
the rest.
"""

from __future__ import annotations

from math import log, sqrt
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "Bin",
    "average_precision",
    "balanced_accuracy",
    "brier",
    "calibration_error",
    "f1",
    "log_loss",
    "macro_f1",
    "matthews",
    "ranked_probability",
    "reliability",
    "trapezoid_precision",
]

Chances = tuple[float, float, float]
FLOOR = 1e-9
"""A chance below this is scored as this, so that one impossible thing does not make the average infinite."""
BINS = 10
_Z = 1.959963984540054
"""The standard normal distribution leaves 2.5 % beyond this on either side."""


def log_loss(chances: Sequence[Chances], happened: Sequence[int]) -> float:
    """The average of minus the logarithm of the chance given to what happened.

    >>> round(log_loss([(0.5, 0.25, 0.25)], [0]), 4)
    0.6931
    """
    return -sum(log(max(FLOOR, table[kind])) for table, kind in zip(chances, happened, strict=True)) / len(happened)


def brier(chances: Sequence[Chances], happened: Sequence[int]) -> float:
    """The average squared distance between chances and what happened, summed over the three kinds.

    >>> brier([(1.0, 0.0, 0.0)], [0]), brier([(1.0, 0.0, 0.0)], [2])
    (0.0, 2.0)
    """
    total = 0.0
    for table, kind in zip(chances, happened, strict=True):
        total += sum((value - (place == kind)) ** 2 for place, value in enumerate(table))
    return total / len(happened)


def ranked_probability(chances: Sequence[Chances], happened: Sequence[int]) -> float:
    """The average ranked probability score, against < abstaining < in favour: near misses cost less.

    >>> ranked_probability([(1.0, 0.0, 0.0)], [1]), ranked_probability([(1.0, 0.0, 0.0)], [2])
    (0.5, 1.0)
    """
    total = 0.0
    for (first, second, _), kind in zip(chances, happened, strict=True):
        total += ((first - (kind == 0)) ** 2 + (first + second - (kind <= 1)) ** 2) / 2
    return total / len(happened)


@attrs.frozen
class Bin:
    """Votes forecast with about the same chance: how many, the average chance, and how often it came true."""

    number: int
    chance: float
    share: float

    @property
    def low(self) -> float:
        """The lower end of Wilson's 95 % interval of the share, as if the votes were independent."""
        return self._wilson(-1)

    @property
    def high(self) -> float:
        """The upper end of Wilson's 95 % interval of the share, as if the votes were independent.

        >>> [round(end, 3) for end in (Bin(10, 0.5, 0.5).low, Bin(10, 0.5, 0.5).high)]
        [0.237, 0.763]

        Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference (1927).
        """
        return self._wilson(1)

    def _wilson(self, side: int) -> float:
        spread = _Z * _Z / self.number
        half = _Z * sqrt(self.share * (1 - self.share) / self.number + spread / (4 * self.number))
        return min(1.0, max(0.0, (self.share + spread / 2 + side * half) / (1 + spread)))


def reliability(chances: Sequence[float], came_true: Sequence[bool], bins: int = BINS) -> tuple[Bin, ...]:
    """Chances in bins of equal width, empty ones left out: in a good forecast chance and share agree.

    >>> reliability([0.9, 0.95, 0.1], [True, True, False])
    (Bin(number=1, chance=0.1, share=0.0), Bin(number=2, chance=0.925, share=1.0))
    """
    kept: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for chance, truth in zip(chances, came_true, strict=True):
        kept[min(bins - 1, int(chance * bins))].append((chance, truth))
    return tuple(
        Bin(len(part), sum(c for c, _ in part) / len(part), sum(t for _, t in part) / len(part))
        for part in kept
        if part
    )


def calibration_error(chances: Sequence[Chances], happened: Sequence[int]) -> float:
    """The expected calibration error of the likeliest kind, in ten bins weighted by their number.

    >>> calibration_error([(1.0, 0.0, 0.0)] * 4, [0, 0, 0, 1])
    0.25
    """
    top = [max(range(3), key=table.__getitem__) for table in chances]
    sure = [table[kind] for table, kind in zip(chances, top, strict=True)]
    bins = reliability(sure, [a == b for a, b in zip(top, happened, strict=True)])
    return sum(part.number * abs(part.chance - part.share) for part in bins) / len(happened)


def average_precision(scores: Sequence[float], positive: Sequence[bool]) -> float:
    """The average precision of a ranking: the share of positives among all ranked as high, averaged over positives.

    Equal scores are taken together, so their order cannot matter; a random ranking gets the share of positives.

    >>> average_precision([0.9, 0.8, 0.1], [True, False, True])
    0.8333333333333333
    """
    found = precisions = 0.0
    for group, size in _ranked(scores, positive):
        found += group
        precisions += group * found / size
    return precisions / found if found else 0.0


def trapezoid_precision(scores: Sequence[float], positive: Sequence[bool]) -> float:
    """The area under the precision-recall curve by the trapezoid rule, as some papers give it; somewhat flattering.

    >>> trapezoid_precision([0.9, 0.8, 0.1], [True, False, True])
    0.7916666666666666
    """
    total = sum(positive)
    area, recall, precision, found = 0.0, 0.0, 1.0, 0.0
    for group, size in _ranked(scores, positive):
        found += group
        now, exact = found / total, found / size
        area += (now - recall) * (precision + exact) / 2
        recall, precision = now, exact
    return area


def _ranked(scores: Sequence[float], positive: Sequence[bool]) -> list[tuple[int, int]]:
    """For each score, highest first: how many positives have it, and how many of all rank as high."""
    groups: dict[float, list[bool]] = {}
    for score, truth in zip(scores, positive, strict=True):
        groups.setdefault(score, []).append(truth)
    ranked, size = [], 0
    for score in sorted(groups, reverse=True):
        size += len(groups[score])
        ranked.append((sum(groups[score]), size))
    return ranked


def f1(said: Sequence[bool], positive: Sequence[bool]) -> float:
    """The harmonic mean of precision and recall; 0 when nothing was found.

    >>> f1([True, False], [True, True])
    0.6666666666666666
    """
    right = sum(a and b for a, b in zip(said, positive, strict=True))
    return 2 * right / (sum(said) + sum(positive)) if right else 0.0


def macro_f1(chances: Sequence[Chances], happened: Sequence[int]) -> float:
    """The average F1 of the three kinds, the likeliest kind taken as said.

    >>> macro_f1([(1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)], [0, 1, 2])
    1.0
    """
    top = [max(range(3), key=table.__getitem__) for table in chances]
    return sum(f1([kind == k for kind in top], [kind == k for kind in happened]) for k in range(3)) / 3


def balanced_accuracy(said: Sequence[int], happened: Sequence[int]) -> float:
    """The average share said right, over the kinds that happened.

    >>> balanced_accuracy([0, 0, 0, 1], [0, 0, 1, 1])
    0.75
    """
    kinds = sorted(set(happened))
    shares = []
    for kind in kinds:
        right = [a == kind for a, b in zip(said, happened, strict=True) if b == kind]
        shares.append(sum(right) / len(right))
    return sum(shares) / len(shares)


def matthews(said: Sequence[bool], positive: Sequence[bool]) -> float:
    """The correlation of what was said with what happened; 0 when one of the two never varies.

    >>> matthews([True, False], [True, False])
    1.0
    """
    both = sum(a and b for a, b in zip(said, positive, strict=True))
    neither = sum(not a and not b for a, b in zip(said, positive, strict=True))
    false, missed = sum(said) - both, sum(positive) - both
    under = sqrt((both + false) * (both + missed) * (neither + false) * (neither + missed))
    return (both * neither - false * missed) / under if under else 0.0
