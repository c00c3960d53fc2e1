"""A voting rule is an expression: two atoms, two connectives, and the dated rule book of the Council.

Article 27(3) of the Charter, as it is applied, reads::

    Affirmative(9) & Concurrence(P5)
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

import attrs

from unsc_sim.bodies import ELECTED, EVERYONE, P5, Assembly, Body, Group, Member, Votes
from unsc_sim.errors import RuleError
from unsc_sim.states import MemberMapping, find_member
from unsc_sim.votes import Vote

__all__ = [
    "ELECTED",
    "EVERYONE",
    "P5",
    "Affirmative",
    "AllOf",
    "AnyOf",
    "Assembly",
    "Body",
    "Check",
    "Concurrence",
    "Group",
    "Member",
    "Rule",
    "Votes",
]


def _weights(weights: Mapping[Any, int | Fraction] | None) -> MemberMapping[Any, int | Fraction] | None:
    return None if weights is None else MemberMapping(weights)


def _group(group: Group | str) -> Group:
    return Group(group) if isinstance(group, str) else group


@attrs.frozen
class Check:
    """How one atom of a rule fared: what it asked, what it found, and who was in the way.

    `count` and `needed` are votes (or weight) for an `Affirmative`; for a `Concurrence`, negative votes cast and
    the most that would be tolerated. `negative` lists the holders who voted against.
    """

    atom: Affirmative | Concurrence
    held: bool
    count: Fraction | int
    needed: Fraction | int
    negative: tuple[Any, ...] = ()


class Rule(ABC):
    """What must be true of the votes for a proposal to be adopted. Combine with `&` and `|`; print it as law.

    >>> str(Affirmative(9) & Concurrence(P5))
    'at least 9 votes in favour, and no negative vote of a permanent member'
    >>> Affirmative(9) & (Concurrence(P5) | Affirmative(13))
    Affirmative(9) & (Concurrence(P5) | Affirmative(13))
    """

    @abstractmethod
    def holds(self, votes: Votes, body: Body, *, concurring: bool = False) -> bool:
        """Whether the votes satisfy the rule; with `concurring`, supposing that nobody blocks."""

    @abstractmethod
    def shortfall(self, votes: Votes, body: Body) -> Fraction | int:
        """How many more votes in favour (or how much weight) the counts still lack; 0 when they are reached."""

    @abstractmethod
    def checks(self, votes: Votes, body: Body) -> tuple[Check, ...]:
        """How every atom of the rule fared, in the order in which the rule names them."""

    @abstractmethod
    def blocking(self, votes: Votes, body: Body) -> tuple[Check, ...]:
        """The conditions whose negative votes stand in the way of what would otherwise be adopted."""

    def __and__(self, other: Rule) -> AllOf:
        if not isinstance(other, Rule):
            return NotImplemented
        return AllOf(_parts(self, AllOf) + _parts(other, AllOf))

    def __or__(self, other: Rule) -> AnyOf:
        if not isinstance(other, Rule):
            return NotImplemented
        return AnyOf(_parts(self, AnyOf) + _parts(other, AnyOf))


def _parts(rule: Rule, kind: type[AllOf | AnyOf]) -> tuple[Rule, ...]:
    return rule.parts if isinstance(rule, kind) else (rule,)


@attrs.frozen
class Affirmative(Rule):
    """At least `required` votes in favour, among all members or a group, one each or by weight.

    Only a vote in favour counts; abstaining and staying away never do. With `weights`, `required` is an amount of
    weight; a member without a weight weighs nothing.

    >>> str(Affirmative(9)), Affirmative(3, among=Group("members from Africa"))
    ('at least 9 votes in favour', Affirmative(3, among=Group('members from Africa')))

    Raises:
        RuleError: when `required` or a weight is negative, or neither a whole number nor a Fraction.

    Source: Charter, Article 27(2).
    """

    required: int | Fraction
    among: Group = attrs.field(default=EVERYONE, kw_only=True, converter=_group)
    weights: Mapping[Any, int | Fraction] | None = attrs.field(default=None, converter=_weights, kw_only=True)

    def __attrs_post_init__(self) -> None:
        amounts: tuple[Any, ...] = (self.required, *(self.weights or {}).values())
        if not all(isinstance(amount, int | Fraction) and amount >= 0 for amount in amounts):
            raise RuleError(
                self, "counts below nothing, or what is no number", "whole numbers or Fractions from 0 up", "Mend it."
            )

    def weight_of(self, member: Member) -> Fraction | int:
        """What one member's vote in favour weighs: 1, or its weight."""
        if self.weights is None:
            return 1
        return self.weights.get(member, 0)

    def count(self, votes: Votes, body: Body) -> Fraction | int:
        """The votes in favour, or their weight.

        Raises:
            NotOnTheCouncilError: when a weight is given to somebody who is not a member.
        """
        refuse_strangers(self.weights or (), body)
        return sum(self.weight_of(member) for member in self.among.of(body) if votes[member] is Vote.YES)

    def holds(self, votes: Votes, body: Body, *, concurring: bool = False) -> bool:  # noqa: ARG002 - a count asks nobody
        """Whether enough votes in favour were cast."""
        return self.count(votes, body) >= self.required

    def shortfall(self, votes: Votes, body: Body) -> Fraction | int:
        """How many votes in favour are lacking."""
        return max(0, self.required - self.count(votes, body))

    def checks(self, votes: Votes, body: Body) -> tuple[Check, ...]:
        """This one count."""
        return (Check(self, self.holds(votes, body), self.count(votes, body), self.required),)

    def blocking(self, votes: Votes, body: Body) -> tuple[Check, ...]:  # noqa: ARG002 - a count asks nobody
        """Nothing: a count is never blocked."""
        return ()

    def __str__(self) -> str:
        what = "votes in favour" if self.weights is None else "of the weight in favour"
        if self.required == 1 and self.weights is None:
            what = "vote in favour"
        where = "" if self.among == EVERYONE else f" among the {self.among}"
        return f"at least {self.required} {what}{where}"

    def __repr__(self) -> str:
        among = "" if self.among == EVERYONE else f", among={_named(self.among)}"
        weights = "" if self.weights is None else f", weights={dict(self.weights)!r}"
        return f"Affirmative({self.required!r}{among}{weights})"


def refuse_strangers(named: Iterable[Any], body: Body) -> None:
    """Refuse what names somebody who is not a member.

    Raises:
        UnknownStateError, NotOnTheCouncilError: for the first such name.
    """
    for stranger in set(named) - set(body.members):
        find_member(stranger, body.members, "this body")


@attrs.frozen
class Concurrence(Rule):
    """No more than `tolerating` negative votes among the holders: the permanent members' power to block.

    An abstention, a voluntary absence or not participating is no bar.

    >>> str(Concurrence(P5)), str(Concurrence(P5, tolerating=1))
    ('no negative vote of a permanent member', 'no more than 1 negative vote among the permanent members')

    Raises:
        RuleError: when `tolerating` is negative or no whole number.

    Source: Charter, Article 27(3); International Court of Justice, Namibia, advisory opinion of 21 June 1971,
    paragraph 22, on abstention.
    """

    holders: Group = attrs.field(default=P5, converter=_group)
    tolerating: int = attrs.field(default=0, kw_only=True)

    def __attrs_post_init__(self) -> None:
        tolerating: Any = self.tolerating
        if not isinstance(tolerating, int) or tolerating < 0:
            raise RuleError(
                self.tolerating, "is no number of negative votes", "a whole number from 0 up", "Count votes."
            )

    def negative(self, votes: Votes, body: Body) -> tuple[Any, ...]:
        """The holders who voted against."""
        return tuple(member for member in self.holders.of(body) if votes[member] is Vote.NO)

    def holds(self, votes: Votes, body: Body, *, concurring: bool = False) -> bool:
        """Whether no more holders than tolerated voted against."""
        return concurring or len(self.negative(votes, body)) <= self.tolerating

    def shortfall(self, votes: Votes, body: Body) -> int:  # noqa: ARG002 - a negative vote is no lack of votes
        """Nothing: a negative vote is not a lack of votes in favour."""
        return 0

    def checks(self, votes: Votes, body: Body) -> tuple[Check, ...]:
        """This one condition."""
        against = self.negative(votes, body)
        return (Check(self, len(against) <= self.tolerating, len(against), self.tolerating, against),)

    def blocking(self, votes: Votes, body: Body) -> tuple[Check, ...]:
        """This condition, where it is not met."""
        return tuple(check for check in self.checks(votes, body) if not check.held)

    def __str__(self) -> str:
        if self.tolerating == 0 and self.holders == P5:
            return "no negative vote of a permanent member"
        votes = "negative vote" if self.tolerating <= 1 else "negative votes"
        return f"no {f'more than {self.tolerating} ' if self.tolerating else ''}{votes} among the {self.holders}"

    def __repr__(self) -> str:
        tolerating = f", tolerating={self.tolerating}" if self.tolerating else ""
        return f"Concurrence({_named(self.holders)}{tolerating})"


@attrs.frozen
class _Compound(Rule, ABC):
    parts: tuple[Rule, ...]

    def __attrs_post_init__(self) -> None:
        if not self.parts:
            raise RuleError(self.parts, "joins no rules", "at least one rule", "Give the rules to be joined.")

    def checks(self, votes: Votes, body: Body) -> tuple[Check, ...]:
        """How every atom of every part fared."""
        return tuple(check for part in self.parts for check in part.checks(votes, body))


class AllOf(_Compound):
    """All parts must hold: what `&` makes.

    >>> (Affirmative(9) & Concurrence(P5)).parts
    (Affirmative(9), Concurrence(P5))
    """

    def holds(self, votes: Votes, body: Body, *, concurring: bool = False) -> bool:
        """Whether every part holds."""
        return all(part.holds(votes, body, concurring=concurring) for part in self.parts)

    def shortfall(self, votes: Votes, body: Body) -> Fraction | int:
        """The largest shortfall of a part."""
        return max(part.shortfall(votes, body) for part in self.parts)

    def blocking(self, votes: Votes, body: Body) -> tuple[Check, ...]:
        """What blocks any part."""
        return tuple(check for part in self.parts for check in part.blocking(votes, body))

    def __str__(self) -> str:
        return ", and ".join(str(part) for part in self.parts)

    def __repr__(self) -> str:
        return " & ".join(f"({part!r})" if isinstance(part, AnyOf) else repr(part) for part in self.parts)


class AnyOf(_Compound):
    """One part must hold: what `|` makes.

    >>> str(Affirmative(13) | Concurrence(P5))
    '(at least 13 votes in favour, or no negative vote of a permanent member)'
    """

    def holds(self, votes: Votes, body: Body, *, concurring: bool = False) -> bool:
        """Whether a part holds."""
        return any(part.holds(votes, body, concurring=concurring) for part in self.parts)

    def shortfall(self, votes: Votes, body: Body) -> Fraction | int:
        """The smallest shortfall of a part."""
        return min(part.shortfall(votes, body) for part in self.parts)

    def blocking(self, votes: Votes, body: Body) -> tuple[Check, ...]:
        """Nothing where a part holds; otherwise what blocks the parts that nothing else keeps from holding."""
        if self.holds(votes, body):
            return ()
        ready = (part for part in self.parts if part.holds(votes, body, concurring=True))
        return tuple(check for part in ready for check in part.blocking(votes, body))

    def __str__(self) -> str:
        return "(" + ", or ".join(str(part) for part in self.parts) + ")"

    def __repr__(self) -> str:
        return " | ".join(f"({part!r})" if isinstance(part, AllOf) else repr(part) for part in self.parts)


def _named(group: Group) -> str:
    return {P5: "P5", ELECTED: "ELECTED", EVERYONE: "EVERYONE"}.get(group, repr(group))
