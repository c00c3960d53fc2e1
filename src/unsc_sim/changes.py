"""What it would take: the members whose vote alone decides, and the fewest changes that lead to another result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from operator import add
from typing import TYPE_CHECKING, Any

import attrs

from unsc_sim._sentences import listed
from unsc_sim.automaton import Automaton, Weights, compile_rule, kind_of, refuse_if_too_large
from unsc_sim.council import Council
from unsc_sim.counting import USUAL_VOTES, VOTES, Best, at_least_one, collected
from unsc_sim.decisions import Reason
from unsc_sim.errors import RuleError
from unsc_sim.rollcall import RollCall
from unsc_sim.states import MemberMapping, find_member
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from unsc_sim.rules import Body, Rule

__all__ = ["LISTED", "Changes", "Cost", "fewest_changes", "pivotal"]

LISTED = 100
"""At most this many ways are listed unless you ask for more; they are always all counted."""

Number = int | float | Fraction
Cost = Mapping[Any, Number] | Callable[[Any, Vote, Vote], Number]
"""What a change costs: by member, or by a function of member, vote cast and new vote; 1 where nothing is said."""


@attrs.frozen
class Changes:
    """The fewest, or cheapest, changes of votes that bring about a result.

    `ways` is their exact number; `listed` the first of them, each from a member to its new vote; `always` the members
    that change in every way; `body` the one that voted. `cost` is their total cost, with one for each change unless
    you say otherwise, and None where no change leads there (then `ways` is 0).

    >>> from unsc_sim import roll_call
    >>> print(fewest_changes(roll_call("S/2016/847")))
    5 members would have to change their votes; there are 28 ways, each including France, United Kingdom and \
United States.
    """

    to: Reason
    cost: Number | None
    ways: int
    always: tuple[Any, ...] = ()
    listed: tuple[MemberMapping[Any, Vote], ...] = ()
    body: Any = attrs.field(default=None, repr=False)

    @property
    def size(self) -> int | None:
        """How many members change their votes in the first way listed; None where there is none."""
        return len(self.listed[0]) if self.listed else None

    def __str__(self) -> str:
        if self.size is None:
            return "No change of these members' votes leads there."
        if self.size == 0:
            return "Nothing would have to change."
        who = "1 member would have to change its vote" if self.size == 1 else (
            f"{self.size} members would have to change their votes"
        )  # fmt: skip
        number = "there is 1 way" if self.ways == 1 else f"there are {self.ways:,} ways"
        each = f", {'' if self.ways == 1 else 'each '}including {named(self.always, self.body)}" if self.always else ""
        return f"{who}; {number}{each}."

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        from unsc_sim import display  # noqa: PLC0415 - the one upward glance

        return display.mimebundle(self)


@attrs.frozen
class _Cheapest:
    """The least cost so far and the number of ways at that cost; `+` chooses and `*` joins two parts of the body."""

    cost: Number
    ways: int = 1

    def __add__(self, other: _Cheapest) -> _Cheapest:
        if self.cost == other.cost:
            return _Cheapest(self.cost, self.ways + other.ways)
        return min(self, other, key=lambda one: one.cost)

    def __mul__(self, other: _Cheapest) -> _Cheapest:
        return _Cheapest(self.cost + other.cost, self.ways * other.ways)


def fewest_changes(
    roll_call: Mapping[Any, Vote],
    to: Reason = Reason.ADOPTED,
    *,
    rule: Rule | None = None,
    body: Body | None = None,
    cost: Cost | None = None,
    fixed: Iterable[Any] = (),
    votes: Sequence[Vote | str] = USUAL_VOTES,
    limit: int = LISTED,
) -> Changes:
    """The fewest changes of votes that lead to a result, all of them counted and the first `limit` listed.

    Two ways differ when some member's new vote does. `cost` makes some changes dearer than others and the answer the
    cheapest ones; `fixed` members keep their votes; `votes` are those a member may change to. Without `rule`, the rule
    in force for the roll call decides; votes that are no RollCall need `rule` and `body`.

    >>> from unsc_sim import roll_call
    >>> french = fewest_changes(roll_call("S/2016/846"))
    >>> french.size, french.ways, french.always
    (1, 2, (state('RUS'),))
    >>> print(fewest_changes(roll_call("S/2016/847"), fixed=["United States"]))
    No change of these members' votes leads there.

    Raises:
        RuleError: when a cost is not above 0, `limit` is below 1, or rule or body is lacking.
        NotOnTheCouncilError: when a name is not a member's.
        TooLargeError: when the machine of the rule would be too large, or `limit` times its size.
    """
    at_least_one(limit)
    body, rule = _law(roll_call, rule, body)
    machine = compile_rule(rule, body)
    price = _price(cost, body)
    stuck = {find_member(name, body.members, "this body") for name in fixed}
    kinds = tuple(Vote.parse(vote) for vote in votes)
    options = [_options(member, roll_call[member], () if member in stuck else kinds, price) for member in body.members]

    least = _cheapest(machine, options).get(to)
    if least is None:
        return Changes(to, None, 0, body=body)
    number = min(limit, least.ways)
    refuse_if_too_large(machine, times=number)
    shown = tuple(
        MemberMapping(
            {
                member: VOTES[place]
                for member, place in zip(body.members, way, strict=True)
                if VOTES[place] is not roll_call[member]
            }
        )
        for _, way in _best(machine, options, number)[to].ways
    )
    always = (
        member
        for place, member in enumerate(body.members)
        if member in shown[0] and _dearer(machine, options, place, to, least.cost)
    )
    return Changes(to, least.cost, least.ways, tuple(always), shown, body)


def pivotal(
    roll_call: Mapping[Any, Vote],
    to: Reason | None = None,
    *,
    rule: Rule | None = None,
    body: Body | None = None,
    votes: Sequence[Vote | str] = USUAL_VOTES,
) -> tuple[Any, ...]:
    """The members each of whom could alone have changed the result by voting otherwise.

    To change it is to turn adopted into not adopted or the reverse; with `to`, to bring about that reason. Without
    `rule`, the rule in force for the roll call decides; votes that are no RollCall need `rule` and `body`.

    >>> from unsc_sim import roll_call
    >>> pivotal(roll_call("S/2016/846")), pivotal(roll_call("S/2016/847"))
    ((state('RUS'),), ())

    Raises:
        RuleError: when rule or body is lacking.
    """
    body, rule = _law(roll_call, rule, body)
    machine = compile_rule(rule, body)
    cast = [roll_call[member] for member in body.members]
    kinds = [Vote.parse(vote) for vote in votes]
    before = machine.reason(machine.read(cast))

    def decides(place: int) -> bool:
        found = (machine.reason(machine.read([*cast[:place], vote, *cast[place + 1 :]])) for vote in kinds)
        if to is not None:
            return before is not to and to in found
        return any((reason is Reason.ADOPTED) is not (before is Reason.ADOPTED) for reason in found)

    return tuple(member for place, member in enumerate(body.members) if decides(place))


def _law(roll_call: Mapping[Any, Vote], rule: Rule | None, body: Body | None) -> tuple[Body, Rule]:
    if isinstance(roll_call, RollCall):
        return body or roll_call.council, roll_call.rule if rule is None else rule
    if rule is None or body is None:
        raise RuleError(
            roll_call, "is no roll call of a Council, whose rule is known", "rule= and body= beside it", "Give both."
        )
    return body, rule


def _price(cost: Cost | None, body: Body) -> Callable[[Any, Vote, Vote], Number]:
    if callable(cost):
        return cost
    prices = {find_member(name, body.members, "this body"): price for name, price in (cost or {}).items()}
    return lambda member, _before, _then: prices.get(member, 1)


def _options(
    member: Any, cast: Vote, kinds: tuple[Vote, ...], price: Callable[[Any, Vote, Vote], Number]
) -> dict[Vote, Number]:
    """What each vote of a member would cost, the vote that it cast costing nothing."""
    dear = {vote: price(member, cast, vote) for vote in kinds if vote is not cast}
    cheap = [value for value in dear.values() if not value > 0]
    if cheap:
        raise RuleError(cheap[0], f"is no cost of a change for {member}", "a number above 0", "Use `fixed` to forbid.")
    return {vote: 0 if vote is cast else dear[vote] for vote in VOTES if vote is cast or vote in dear}


def _cheapest(machine: Automaton, options: list[dict[Vote, Number]]) -> dict[Reason, _Cheapest]:
    return machine.final([_kinds({v: _Cheapest(c) for v, c in some.items()}) for some in options], _Cheapest(0))


def _kinds(choices: Mapping[Vote, _Cheapest]) -> Weights:
    """Of the votes that the machine cannot tell apart, together; None where a member has no such vote."""
    kinds: list[_Cheapest | None] = [None, None, None]
    for vote, choice in choices.items():
        kept = kinds[kind_of(vote)]
        kinds[kind_of(vote)] = choice if kept is None else kept + choice
    in_favour, against, otherwise = kinds
    return in_favour, against, otherwise


def _best(machine: Automaton, options: list[dict[Vote, Number]], limit: int) -> dict[Reason, Best]:
    nothing = Best(limit, (), add)
    weights = [
        collected(nothing, {vote: Best(limit, ((-cost, (VOTES.index(vote),)),), add) for vote, cost in some.items()})
        for some in options
    ]
    return machine.final(weights, Best(limit, ((0, ()),), add))


def _dearer(machine: Automaton, options: list[dict[Vote, Number]], place: int, to: Reason, cost: Number) -> bool:
    """Whether the result costs more, or cannot be had, when the member at a place keeps its vote."""
    kept = {vote: price for vote, price in options[place].items() if not price}
    without = _cheapest(machine, [*options[:place], kept, *options[place + 1 :]]).get(to)
    return without is None or without.cost > cost


def called(member: Any, body: object = None) -> str:
    """What a member is called: in a Council, its name that day."""
    return body.short(member) if isinstance(body, Council) and member in body.members else str(member)


def named(members: Iterable[Any], body: object = None) -> str:
    """Members as a list in a sentence, by what they are called in a body.

    >>> named(["France", "United Kingdom", "United States"])
    'France, United Kingdom and United States'
    """
    return listed([called(member, body) for member in members])
