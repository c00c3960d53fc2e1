"""Majorities of the General Assembly, in votes."""

from __future__ import annotations

__all__ = ["majority", "two_thirds"]


def two_thirds(counted: int) -> int:
    """The votes that two thirds of a number of members are, rounded up.

    >>> two_thirds(187), two_thirds(192)
    (125, 128)

    Source: Charter, Article 18(2); General Assembly rules 83 and 94.
    """
    return -(-2 * counted // 3)


def majority(counted: int) -> int:
    """The votes that more than half of a number of members are.

    >>> majority(193), majority(15)
    (97, 8)
    """
    return counted // 2 + 1
