"""What it would take: the members whose vote alone decides, and the fewest changes that lead to another result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from itertools import islice
from operator import add
from typing import TYPE_CHECKING, Any

import attrs

from unsc_sim import _sentences
from unsc_sim._chances import of_each
from unsc_sim.automaton import Automaton, Counts, Weights, compile_rule, kind_of
from unsc_sim.council import Council
from unsc_sim.counting import USUAL_VOTES, VOTES, at_least_one
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
        if not self.size:
            return "Nothing would have to change."
        several, many = self.size > 1, self.ways > 1
        who = f"{self.size} members would have to change their votes" if several else (
            "1 member would have to change its vote"
        )  # fmt: skip
        number = f"there are {self.ways:,} ways" if many else "there is 1 way"
        each = f", {'each ' if many else ''}including {named(self.always, self.body)}" if self.always else ""
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


@attrs.frozen
class _Plan:
    """The cheapest ways to a result: before each member and at the end, what is the cheapest way on from each state."""

    machine: Automaton
    options: list[dict[Vote, Number]]
    on: list[dict[Counts, _Cheapest]]

    @classmethod
    def to(cls, reason: Reason, machine: Automaton, options: list[dict[Vote, Number]]) -> _Plan:
        """Read the members from the last to the first."""
        layers = machine.layers()
        on = [{state: _Cheapest(0) for state in layers[-1] if machine.reason(state) is reason}]
        for place in reversed(range(len(options))):
            kinds, then = _kinds({vote: _Cheapest(price) for vote, price in options[place].items()}), on[-1]
            moves = machine.moves(place, kinds)
            found = {
                state: [way * then[after] for gains, way in moves if (after := machine.after(state, gains)) in then]
                for state in layers[place]
            }
            on.append({state: reduce(add, ways) for state, ways in found.items() if ways})
        return cls(machine, options, on[::-1])

    @property
    def least(self) -> _Cheapest | None:
        """The cheapest of all, and the number of ways; None where no way leads there."""
        return self.on[0].get(self.machine.start)

    def steps(self, place: int, state: Counts) -> Iterator[tuple[Vote, Counts]]:
        """The votes of the member at a place with which a cheapest way goes on, and where each leads."""
        gains, then = self.machine.gains(place), self.on[place + 1]
        for vote, price in self.options[place].items():
            after = self.machine.after(state, gains[kind_of(vote)])
            if after in then and price + then[after].cost == self.on[place][state].cost:
                yield vote, after

    def ways(self) -> Iterator[tuple[Vote, ...]]:
        """All cheapest ways, each with every member's vote, in the order of members and votes."""
        begun: list[tuple[tuple[Vote, ...], Counts]] = [((), self.machine.start)]
        while begun:
            way, state = begun.pop()
            if len(way) == len(self.options):
                yield way
            else:
                begun += [((*way, vote), after) for vote, after in self.steps(len(way), state)][::-1]

    def always(self) -> tuple[Any, ...]:
        """The members that change their votes in every cheapest way: none of them costs nothing."""
        states, found = {self.machine.start}, []
        for place, member in enumerate(self.machine.members):
            steps = {step for state in states for step in self.steps(place, state)}
            if all(self.options[place][vote] for vote, _ in steps):
                found.append(member)
            states = {after for _, after in steps}
        return tuple(found)


def fewest_changes(
    roll_call: Mapping[Any, Vote | str],
    to: Reason | str = Reason.ADOPTED,
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
        RuleError: when a cost is not above 0, `limit` is below 1, there is no such reason, or rule or body is lacking.
        MissingVoteError, NotationError: when a member is given no vote, or one that cannot be read.
        NotOnTheCouncilError, DuplicateVoteError: when a name is not a member's, or two names are of one member.
        TooLargeError: when the machine of the rule would be too large.
    """
    at_least_one(limit)
    to = Reason.parse(to)
    body, rule = _law(roll_call, rule, body)
    cast = _cast(roll_call, body)
    machine = compile_rule(rule, body)
    price = _price(cost, body)
    stuck = {find_member(name, body.members, "this body") for name in fixed}
    kinds = tuple(Vote.parse(vote) for vote in votes)
    options = [_options(member, cast[member], () if member in stuck else kinds, price) for member in body.members]

    plan = _Plan.to(to, machine, options)
    least = plan.least
    if least is None:
        return Changes(to, None, 0, body=body)
    shown = (zip(body.members, way, strict=True) for way in islice(plan.ways(), limit))
    listed = tuple(MemberMapping({m: vote for m, vote in way if vote is not cast[m]}) for way in shown)
    return Changes(to, least.cost, least.ways, plan.always(), listed, body)


def pivotal(
    roll_call: Mapping[Any, Vote | str],
    to: Reason | str | None = None,
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
        RuleError: when rule or body is lacking, or there is no such reason.
        MissingVoteError, NotationError: when a member is given no vote, or one that cannot be read.
    """
    body, rule = _law(roll_call, rule, body)
    asked = None if to is None else Reason.parse(to)
    machine = compile_rule(rule, body)
    cast = list(_cast(roll_call, body).values())
    kinds = [Vote.parse(vote) for vote in votes]
    before = machine.reason(machine.read(cast))

    def decides(place: int) -> bool:
        found = (machine.reason(machine.read([*cast[:place], vote, *cast[place + 1 :]])) for vote in kinds)
        if asked is not None:
            return before is not asked and asked in found
        return any((reason is Reason.ADOPTED) is not (before is Reason.ADOPTED) for reason in found)

    return tuple(member for place, member in enumerate(body.members) if decides(place))


def _law(roll_call: Mapping[Any, Vote | str], rule: Rule | None, body: Body | None) -> tuple[Body, Rule]:
    if isinstance(roll_call, RollCall):
        return body or roll_call.council, roll_call.rule if rule is None else rule
    if rule is None or body is None:
        raise RuleError(
            roll_call, "is no roll call of a Council, whose rule is known", "rule= and body= beside it", "Give both."
        )
    return body, rule


def _cast(roll_call: Mapping[Any, Vote | str], body: Body) -> dict[Any, Vote]:
    """Every member's vote, in the body's order."""
    if isinstance(roll_call, RollCall):
        return {member: roll_call[member] for member in body.members}
    return {member: Vote.parse(vote) for member, vote in of_each(roll_call, body.members, "vote").items()}


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
    for value in dear.values():
        if not value > 0:
            raise RuleError(value, f"is no cost of a change for {member}", "a number above 0", "Use `fixed` to forbid.")
    return {vote: 0 if vote is cast else dear[vote] for vote in VOTES if vote is cast or vote in dear}


def _kinds(choices: Mapping[Vote, _Cheapest]) -> Weights:
    """Of the votes that the machine cannot tell apart, together; None where a member has no such vote."""
    kinds: list[_Cheapest | None] = [None, None, None]
    for vote, choice in choices.items():
        kept = kinds[kind_of(vote)]
        kinds[kind_of(vote)] = choice if kept is None else kept + choice
    in_favour, against, otherwise = kinds
    return in_favour, against, otherwise


def called(member: Any, body: object = None) -> str:
    """What a member is called: in a Council, its name that day."""
    return body.short(member) if isinstance(body, Council) and member in body.members else str(member)


def named(members: Iterable[Any], body: object = None) -> str:
    """Members as a list in a sentence, by what they are called in a body.

    >>> named(["France", "United Kingdom", "United States"])
    'France, United Kingdom and United States'
    """
    return _sentences.listed([called(member, body) for member in members])
