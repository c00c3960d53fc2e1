"""The sentences of a decision: what the President would say, and how each condition fared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unsc_sim.bodies import P5
from unsc_sim.rules import Affirmative

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from unsc_sim.bodies import Group
    from unsc_sim.rules import Check

__all__ = ["capital", "listed", "not_carried", "stopped", "told"]


def capital(words: str) -> str:
    """Words as a sentence begins, the rest of them as they are.

    >>> capital("vetoed by the United States")
    'Vetoed by the United States'
    """
    return words[:1].upper() + words[1:]


def listed(names: Sequence[str]) -> str:
    """Names as speech joins them.

    >>> listed(["China", "France", "Russian Federation"])
    'China, France and Russian Federation'
    """
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def stopped(holders: Sequence[Group], names: Sequence[str]) -> str:
    """Why a draft with the votes it needed was not adopted.

    >>> stopped([P5], ["Russian Federation"])
    'not adopted, owing to the negative vote of a permanent member (Russian Federation)'
    """
    one = len(names) == 1
    if all(group == P5 for group in holders):
        whose = "vote of a permanent member" if one else "votes of permanent members"
    else:
        whose = f"{'vote' if one else 'votes'} among the {listed(sorted({str(group) for group in holders}))}"
    return f"not adopted, owing to the negative {whose} ({listed(names)})"


def not_carried(checks: Sequence[Check]) -> str:
    """Why a draft without the votes it needed was not adopted; the number required where there is just one."""
    counts = [check for check in checks if isinstance(check.atom, Affirmative)]
    required = f" ({_amount(counts[0], counts[0].needed)})" if len(counts) == 1 else ""
    return f"not adopted, having failed to obtain the required number of votes{required}"


def told(check: Check, names: Sequence[str], *, asked: bool) -> str:
    """How one condition fared; `asked` is false for a condition that came too late to matter."""
    atom = check.atom
    if isinstance(atom, Affirmative):
        found = f"{_amount(check, check.count)} {_were(check.count)} cast"
        if check.held:
            return f"Met: {atom}: {found}."
        lacking = check.needed - check.count
        return f"Not met: {atom}: {found}, so {_amount(check, lacking)} {_were(lacking)} lacking."
    against = f"{listed(names)} voted against" if names else "none voted against"
    if asked:
        return f"{'Met' if check.held else 'Not met'}: {atom}: {against}."
    late = "" if check.held else ", but a negative vote is a veto only where the votes needed are there"
    return f"Not asked: {atom}: {against}{late}."


def _amount(check: Check, number: int | Fraction) -> str:
    weighted = isinstance(check.atom, Affirmative) and check.atom.weights is not None
    return f"{number} of the weight" if weighted else str(number)


def _were(number: int | Fraction) -> str:
    return "was" if number == 1 else "were"
