"""What is said of every member's vote, as people write it: read in one place for all who count and weigh."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import fsum, isclose
from typing import Any, TypeVar

from unsc_sim.errors import DuplicateVoteError, MissingVoteError, RuleError
from unsc_sim.states import find_member
from unsc_sim.votes import Vote

__all__ = ["Number", "of_each", "percent", "tables", "total_one"]

Number = int | float | Fraction
T = TypeVar("T")


def of_each(given: Mapping[Any, T], members: Sequence[Any], what: str) -> dict[Any, T]:
    """What is given for each member, by any of its names, in the order of the members.

    >>> of_each({"Bo": 2, "Ann": 1}, ("Ann", "Bo"), "vote")
    {'Ann': 1, 'Bo': 2}

    Raises:
        NotOnTheCouncilError: when a name is not a member's.
        DuplicateVoteError: when two names are of one member.
        MissingVoteError: when a member is left out.
    """
    named = _once([(find_member(name, members, "this body"), value) for name, value in given.items()], given)
    missing = [str(member) for member in members if member not in named]
    if missing:
        raise MissingVoteError(", ".join(missing), f"is given no {what}", f"a {what} for each", "Add it.")
    return {member: named[member] for member in members}


def tables(chances: Mapping[Any, Any], members: Sequence[Any]) -> list[dict[Vote, Number]]:
    """The chances of each member's votes, in the order of the members; one table may do for all.

    Raises:
        MissingVoteError, NotOnTheCouncilError: when a member is given no chances, or a stranger is.
        DuplicateVoteError: when a member, or a vote, is given chances twice.
        RuleError: when chances are negative or do not add up to 1.
    """
    if not any(isinstance(value, Mapping) for value in chances.values()):
        return [_table(chances, "every member")] * len(members)
    each = of_each(chances, members, "chance")
    return [_table(table, str(member)) for member, table in each.items()]


def percent(chance: float) -> str:
    """A chance in per cent; what is not certain is never written 0% or 100%.

    >>> percent(0.934), percent(0.0004), percent(0.9996), percent(1.0)
    ('93%', '<1%', '>99%', '100%')
    """
    chance = round(chance, 12)
    if 0.0 < chance < 0.005:
        return "<1%"
    return ">99%" if 0.995 <= chance < 1.0 else f"{chance:.0%}"


def _table(given: Mapping[Any, Number], whose: str) -> dict[Vote, Number]:
    read = _once([(Vote.parse(vote), value) for vote, value in given.items()], given)
    total_one(list(read.values()), f"the chances of {whose}")
    return {vote: read[vote] for vote in Vote if read.get(vote)}


def _once(pairs: Iterable[tuple[Any, T]], given: Mapping[Any, T]) -> dict[Any, T]:
    """The pairs as a mapping, when no key comes twice."""
    found: dict[Any, T] = {}
    for key, value in pairs:
        if key in found:
            raise DuplicateVoteError(
                dict(given), f"names {key} twice", "each member and each vote once", "Take one out."
            )
        found[key] = value
    return found


def total_one(values: list[Number], what: str) -> None:
    """Refuse what are no chances; floats may be off by their rounding, a thousand-millionth.

    Raises:
        RuleError: when a value is negative or they do not add up to 1.
    """
    exact = not any(isinstance(value, float) for value in values)
    total = sum(values) if exact else fsum(values)
    if any(not value >= 0 for value in values) or not (total == 1 if exact else isclose(total, 1, abs_tol=1e-9)):
        raise RuleError(values, f"cannot be {what}", "numbers from 0 up that add up to 1", f"They add up to {total}.")
