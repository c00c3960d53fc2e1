"""Changing a rule: the same expression with another threshold, other holders of a veto, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from unsc_sim.errors import RuleError
from unsc_sim.rules import EVERYONE, Affirmative, AllOf, AnyOf, Concurrence, Rule

if TYPE_CHECKING:
    from collections.abc import Callable  # noqa: TC004 - an annotation, never read at run time
    from fractions import Fraction

    from unsc_sim.rules import Group

__all__ = ["Rewriting", "instead", "overridable_by", "requiring", "tolerating", "with_holders", "without_concurrence"]


@attrs.frozen
class Rewriting:
    """A change to a rule that is kept, so that it can be made again on another rule.

    >>> from unsc_sim import P5
    >>> Rewriting(requiring, (4,))(Affirmative(9) & Concurrence(P5))
    Affirmative(4) & Concurrence(P5)
    """

    change: Callable[..., Rule]
    arguments: tuple[Any, ...] = ()

    def __call__(self, rule: Rule) -> Rule:
        """The rule so changed.

        Raises:
            RuleError: as the change does.
        """
        return self.change(rule, *self.arguments)


def instead(rule: Rule, own: Rule) -> Rule:  # noqa: ARG001 - the rule that falls away
    """Your own rule in the place of another, whatever that was.

    >>> instead(Affirmative(9), Affirmative(8))
    Affirmative(8)
    """
    return own


def without_concurrence(rule: Rule) -> Rule:
    """The rule as if nobody could block.

    >>> from unsc_sim import P5
    >>> without_concurrence(Affirmative(9) & Concurrence(P5))
    Affirmative(9)
    """
    kept = _counts_alone(rule)
    return Affirmative(0) if kept is None else kept


def _counts_alone(rule: Rule) -> Rule | None:
    """What is left of a rule when every condition on negative votes is met; None where that is nothing."""
    if isinstance(rule, Concurrence):
        return None
    if not isinstance(rule, AllOf | AnyOf):
        return rule
    left = [_counts_alone(part) for part in rule.parts]
    kept = tuple(part for part in left if part is not None)
    if not kept or (isinstance(rule, AnyOf) and len(kept) < len(left)):
        return None
    return kept[0] if len(kept) == 1 else attrs.evolve(rule, parts=kept)


def requiring(rule: Rule, required: int | Fraction) -> Rule:
    """The rule with another number of votes in favour required of all members.

    What stands between the arms of an `|`, such as an overriding majority, stays as it is.

    >>> from unsc_sim import P5
    >>> requiring(Affirmative(9) & Concurrence(P5), 4)
    Affirmative(4) & Concurrence(P5)

    Raises:
        RuleError: when the rule requires no number of votes of all members.
    """
    parts = rule.parts if isinstance(rule, AllOf) else (rule,)
    if not any(_is_threshold(part) for part in parts):
        raise RuleError(rule, "requires no number of votes of all members", "a rule that does", "Write the rule anew.")
    changed = tuple(Affirmative(required) if _is_threshold(part) else part for part in parts)
    return attrs.evolve(rule, parts=changed) if isinstance(rule, AllOf) else changed[0]


def _is_threshold(rule: Rule) -> bool:
    return isinstance(rule, Affirmative) and rule.among == EVERYONE and rule.weights is None


def tolerating(rule: Rule, negative: int) -> Rule:
    """The rule blocked only by more than this many negative votes among the holders.

    >>> from unsc_sim import P5
    >>> tolerating(Affirmative(9) & Concurrence(P5), 1)
    Affirmative(9) & Concurrence(P5, tolerating=1)

    Raises:
        RuleError: when nobody can block under the rule, or the number is negative.
    """
    return _each_concurrence(rule, lambda atom: Concurrence(atom.holders, tolerating=negative))


def with_holders(rule: Rule, holders: Group) -> Rule:
    """The rule with other members able to block; where nobody could, they now can.

    >>> from unsc_sim import Group
    >>> print(with_holders(Affirmative(9), Group("members from Africa")))
    at least 9 votes in favour, and no negative vote among the members from Africa
    """
    if _can_block(rule):
        return _each_concurrence(rule, lambda atom: attrs.evolve(atom, holders=holders))
    return rule & Concurrence(holders)


def overridable_by(rule: Rule, votes: int) -> Rule:
    """The rule with a veto that falls when this many members vote in favour.

    >>> from unsc_sim import P5
    >>> overridable_by(Affirmative(9) & Concurrence(P5), 13)
    Affirmative(9) & (Concurrence(P5) | Affirmative(13))

    Raises:
        RuleError: when nobody can block under the rule.
    """
    return _each_concurrence(rule, lambda atom: atom | Affirmative(votes))


def _can_block(rule: Rule) -> bool:
    return isinstance(rule, Concurrence) or (
        isinstance(rule, AllOf | AnyOf) and any(_can_block(part) for part in rule.parts)
    )


def _each_concurrence(rule: Rule, change: Callable[[Concurrence], Rule]) -> Rule:
    if not _can_block(rule):
        raise RuleError(str(rule), "lets nobody block", "a rule with a veto to change", "Give somebody a veto first.")
    return _replaced(rule, change)


def _replaced(rule: Rule, change: Callable[[Concurrence], Rule]) -> Rule:
    if isinstance(rule, Concurrence):
        return change(rule)
    if isinstance(rule, AllOf | AnyOf):
        return attrs.evolve(rule, parts=tuple(_replaced(part, change) for part in rule.parts))
    return rule
