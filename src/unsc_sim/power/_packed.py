"""Large weighted bodies: how many coalitions have each weight, all counted at once inside whole numbers.

The numbers of coalitions of weight 0, 1, 2, … stand side by side in one Python integer, in fields of equal width
(Kronecker substitution). One more member is then one shift and one addition; running totals are as many of them as the
quota has binary digits; and a member is taken out again by looking up every multiple of its weight. Only weights below
`reach` matter: the smaller of the quota and its dual, the weight that blocks.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Sequence
from math import comb

import attrs

from unsc_sim.errors import TooLargeError

__all__ = ["MOST_BYTES", "MOST_WORK", "Sizes", "Totals", "minimal_coalitions"]

MOST_BYTES = 1 << 30
"""More memory than this, by estimate, is refused."""

MOST_WORK = 4 * 10**10
"""More bytes than this to shift and add is refused: roughly a minute."""

SPARE = 4
"""How many copies of a packed number a running total needs at once."""


def field_bits(members: int) -> int:
    """The bits of one field: room for any number of coalitions, in 32 bits or whole words of 64."""
    return 32 if members < 32 else 64 * (members // 64 + 1)


def refuse_beyond(quota: int, copies: int, reach: int, bits: int, rounds: int) -> None:
    """Refuse work that would need too much memory or too long.

    Raises:
        TooLargeError: with the estimate.
    """
    size = reach * bits // 8
    if copies * size > MOST_BYTES or rounds * size > MOST_WORK:
        raise TooLargeError(
            quota,
            f"is a quota that needs about {_in_short(copies * size, rounds * size)} of additions",
            f"at most {_in_short(MOST_BYTES, MOST_WORK)}",
            "Round the weights to fewer digits.",
        )


def _in_short(memory: int, work: int) -> str:
    return f"{memory / 1e6:,.0f} MB and {work / 1e9:,.0f} GB"


@attrs.frozen
class Fields:
    """A packed number laid open for reading: field by field, or every so many fields together."""

    words: array[int]
    per_field: int

    @classmethod
    def of(cls, packed: int, reach: int, bits: int) -> Fields:
        """Lay the lowest `reach` fields open."""
        words = array("I" if bits == 32 else "Q")
        words.frombytes(packed.to_bytes(reach * bits // 8, "little"))
        if sys.byteorder == "big":
            words.byteswap()
        return cls(words, bits // (8 * words.itemsize))

    @property
    def reader(self) -> Callable[[int], int]:
        """What reads one field."""
        words, per_field = self.words, self.per_field
        if per_field == 1:
            return words.__getitem__

        def read(place: int) -> int:
            value = 0
            for word in reversed(words[place * per_field : (place + 1) * per_field]):
                value = value << 64 | word
            return value

        return read

    def every(self, start: int, step: int) -> int:
        """The sum of the fields at start, start - step, start - 2 step, … down to 0."""
        if start < 0:
            return 0
        jump = -step * self.per_field
        return sum(sum(self.words[start * self.per_field + i :: jump]) << 64 * i for i in range(self.per_field))


def _running(reach: int) -> list[int]:
    """Weights which, put among those of the members, turn numbers of coalitions into running totals.

    The product of 1 + x^1, 1 + x^2, 1 + x^4, … is 1 + x + x^2 + x^3 + …; as factors of their own they are taken up
    along with the members from the lightest, while the numbers are still short.
    """
    return [1 << digit for digit in range((reach - 1).bit_length())]


@attrs.frozen
class Totals:
    """A weighted game by weight alone: how many coalitions win, and how many each member swings."""

    winning: int
    below: Fields = attrs.field(repr=False)
    reach: int

    @classmethod
    def of(cls, weights: Sequence[int], quota: int) -> Totals:
        """Count the coalitions of every weight below the quota, or below its dual when that is smaller.

        Raises:
            TooLargeError: when that would need too much memory.
        """
        members, dual = len(weights), sum(weights) - quota + 1
        reach, bits = min(quota, dual), field_bits(members)
        refuse_beyond(quota, SPARE, reach, bits, members)
        below = Fields.of(_by_weight([*weights, *_running(reach)], reach, bits), reach, bits)
        few = below.reader(reach - 1)
        return cls(few if dual < quota else (1 << members) - few, below, reach)

    def swings(self, weight: int) -> int:
        """The coalitions of the others that lose alone and win with a member of this weight."""
        if weight == 0:
            return 0
        odd = self.below.every(self.reach - 1 - weight, 2 * weight)
        even = self.below.every(self.reach - 1 - 2 * weight, 2 * weight)
        return self.below.reader(self.reach - 1) - 2 * (odd - even)


def _by_weight(weights: Sequence[int], reach: int, bits: int) -> int:
    """The number of coalitions of each weight below `reach`, made from the lightest member up."""
    packed, top, full = 1, 0, (1 << reach * bits) - 1
    for weight in sorted(weights):
        shift, top = weight * bits, top + weight
        packed += (packed if top < reach else packed & full >> shift) << shift
    return packed


@attrs.frozen
class Sizes:
    """A game decided by weight and head count: how many coalitions of each size win, and how many a member swings.

    A coalition of size s wins when it weighs at least `quotas[s]`; a quota above the whole weight is never reached.
    """

    weights: tuple[int, ...]
    quotas: tuple[int, ...]
    total: int
    below: tuple[Callable[[int], int], ...] = attrs.field(repr=False)
    dual: bool

    @classmethod
    def of(cls, weights: Sequence[int], quotas: Sequence[int]) -> Sizes:
        """Count the coalitions of every size and weight below the quotas, or in the dual game when they are smaller.

        Raises:
            TooLargeError: when that would need too much memory or too long.
        """
        total, members = sum(weights), len(weights)
        turned = tuple(total + 1 - quota for quota in reversed(quotas))
        dual = _reach(turned, total) < _reach(quotas, total)
        asked = turned if dual else tuple(quotas)
        reach, bits = _reach(asked, total), field_bits(members)
        refuse_beyond(max(quotas), 2 * members, reach, bits, members * members // 2)
        packed = _by_size_and_weight(weights, reach, bits)
        below: list[Callable[[int], int]] = []
        for size in range(members + 1):
            below.append(Fields.of(packed[size], reach, bits).reader)
            packed[size] = 0  # its memory is needed for the others
        return cls(tuple(weights), asked, total, tuple(below), dual)

    def winning(self) -> tuple[int, ...]:
        """How many coalitions of each size win."""
        members = len(self.weights)
        losing = [
            comb(members, size) if quota > self.total else self._at(size, quota - 1)
            for size, quota in enumerate(self.quotas)
        ]
        return tuple(losing[::-1] if self.dual else [comb(members, s) - lost for s, lost in enumerate(losing)])

    def swings(self, weight: int) -> tuple[int, ...]:
        """Of the others' coalitions of each size, those that lose alone and win with a member of this weight."""
        found = tuple(
            self._without(weight, size, quota - 1) - self._without(weight, size, after - weight - 1)
            for size, (quota, after) in enumerate(zip(self.quotas, self.quotas[1:], strict=False))
        )
        return found[::-1] if self.dual else found

    def _at(self, size: int, most: int) -> int:
        return self.below[size](most) if most >= 0 else 0

    def _without(self, weight: int, size: int, most: int) -> int:
        """The coalitions of this size that weigh at most `most` and lack one given member of this weight."""
        if most >= self.total - weight:
            return comb(len(self.weights) - 1, size)
        found, sign = 0, 1
        while size >= 0 and most >= 0:
            found += sign * self.below[size](most)
            size, most, sign = size - 1, most - weight, -sign
        return found


def _reach(quotas: Sequence[int], total: int) -> int:
    return max([1, *(quota for quota in quotas if quota <= total)])


def _by_size_and_weight(weights: Sequence[int], reach: int, bits: int) -> list[int]:
    """For every size, the number of coalitions up to each weight below `reach`."""
    packed, done = [1] + [0] * len(weights), 0
    factors = [(weight, 1) for weight in weights] + [(weight, 0) for weight in _running(reach)]
    for weight, members in sorted(factors):
        room = max(0, reach - weight) * bits
        mask = (1 << room) - 1
        for size in range(done, -1, -1):
            smaller = packed[size]
            if smaller:
                packed[size + members] += (smaller & mask) << weight * bits
        done += members
    return packed


def minimal_coalitions(weights: Sequence[int], quota: int) -> int:
    """How many coalitions reach the quota and would miss it without any one of their members.

    Members are added from the heaviest: a coalition is minimal when its lightest member is the one that takes it there.

    Raises:
        TooLargeError: when that would need too much memory or, for a quota and its dual, too long.
    """
    bits = field_bits(len(weights))
    refuse_beyond(quota, SPARE, quota, bits, 4 * len(weights))
    packed, found, losing = 1, 0, (1 << quota * bits) - 1
    for weight in sorted(filter(None, weights), reverse=True):
        found += (packed >> max(0, quota - weight) * bits) % ((1 << bits) - 1)
        packed = (packed + (packed << min(weight, quota) * bits)) & losing
    return found
