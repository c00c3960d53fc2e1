"""A voting rule as a machine: it reads the members' votes one by one and remembers only a few capped counts.

Every expression of `Affirmative`, `Concurrence`, `&` and `|` becomes such a machine. For Article 27(3) it remembers how
many voted in favour, up to nine, and whether a permanent member voted against: twenty states, whatever the votes were.
All that `counting` answers is one pass over it, in the arithmetic of the question: whole numbers count roll calls,
chances weigh them, costs find the cheapest.
"""

from __future__ import annotations

from collections import Counter as Multiset
from collections import deque
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate
from math import ceil, gcd, lcm, prod
from operator import add
from typing import Any, cast

import attrs

from unsc_sim.decisions import RESULTS, Reason
from unsc_sim.errors import RuleError, TooLargeError
from unsc_sim.rules import Affirmative, AllOf, AnyOf, Body, Concurrence, Rule, refuse_strangers
from unsc_sim.votes import Vote

__all__ = ["MOST_MOVES", "Automaton", "Counter", "Counts", "compile_rule", "machine_of"]

Counts = tuple[int, ...]
"""What the machine remembers: the reading of each of its counters."""

Weights = tuple[Any, Any, Any]
"""What one member's vote contributes to an answer: in favour, against, otherwise."""

MOST_MOVES = 12_000_000
"""What may need more states, summed over the members, is refused: a pass takes one to three seconds a million."""

EDGE = 30
"""What the edges of a picture cost for every state, beside a pass."""


@attrs.frozen
class Counter:
    """One count the machine keeps: of which vote, what each member adds to it, and where it stops.

    `gains` are whole steps, one per member of the body; one step is worth `unit` (votes or weight). Beyond `cap` the
    count decides nothing more, so it stays there.
    """

    name: str
    vote: Vote
    gains: tuple[int, ...]
    cap: int
    unit: Fraction = Fraction(1)


@attrs.frozen
class Automaton:
    """The machine of one rule and one body: `start`, `after` each vote, and the `reason` of the state it ends in.

    >>> from unsc_sim import Council, rule_for
    >>> machine = compile_rule(rule_for("substantive", "2016-10-08"), Council.on("2016-10-08"))
    >>> [(counter.name, counter.cap) for counter in machine.counters]
    [('votes in favour', 9), ('negative votes of permanent members', 1)]
    >>> machine.reason((9, 1)), machine.reason((8, 1))
    (Reason.VETOED, Reason.INSUFFICIENT_VOTES)
    """

    rule: Rule
    members: tuple[Any, ...]
    counters: tuple[Counter, ...]
    thresholds: Mapping[Rule, tuple[int, int]] = attrs.field(eq=False, repr=False)

    @property
    def start(self) -> Counts:
        """Before any vote is read: every count is nought."""
        return (0,) * len(self.counters)

    @property
    def caps(self) -> Counts:
        """Where each count stops."""
        return tuple(counter.cap for counter in self.counters)

    def after(self, state: Counts, gains: Counts) -> Counts:
        """The state after one vote that adds these gains."""
        return tuple(map(min, map(add, state, gains), self.caps))

    def gains(self, position: int) -> tuple[Counts, Counts, Counts]:
        """What the member at a position adds to the counts by voting in favour, against, or otherwise."""
        in_favour, against, otherwise = (
            tuple(counter.gains[position] if counter.vote is vote else 0 for counter in self.counters)
            for vote in (Vote.YES, Vote.NO, Vote.ABSTAIN)
        )
        return in_favour, against, otherwise

    def moves(self, position: int, weights: Weights) -> tuple[tuple[Counts, Any], ...]:
        """What the member at a position may add to the counts, and with what weight; alike votes taken together."""
        total: dict[Counts, Any] = {}
        for gains, weight in zip(self.gains(position), weights, strict=True):
            if weight:
                total[gains] = total[gains] + weight if gains in total else weight
        return tuple(total.items())

    def read(self, votes: Sequence[Vote]) -> Counts:
        """The state in which the machine ends, given every member's vote in the body's order."""
        state = self.start
        for position, vote in enumerate(votes):
            state = self.after(state, self.gains(position)[kind_of(vote)])
        return state

    def reason(self, state: Counts) -> Reason:
        """The reason of a final state, by the two questions of `decide`: enough votes? then, is it blocked?"""
        if not self._holds(self.rule, state, concurring=True):
            return Reason.INSUFFICIENT_VOTES
        return Reason.ADOPTED if self._holds(self.rule, state, concurring=False) else Reason.VETOED

    def _holds(self, rule: Rule, state: Counts, *, concurring: bool) -> bool:
        if isinstance(rule, AllOf):
            return all(self._holds(part, state, concurring=concurring) for part in rule.parts)
        if isinstance(rule, AnyOf):
            return any(self._holds(part, state, concurring=concurring) for part in rule.parts)
        counter, needed = self.thresholds[rule]
        if isinstance(rule, Concurrence):
            return concurring or state[counter] < needed
        return state[counter] >= needed

    def forward(self, weights: Sequence[Weights], one: Any = 1) -> Iterator[dict[Counts, Any]]:
        """Read the members in order; yield, before each and at the end, what every reachable state is worth.

        A state is worth the sum, over all ways of voting that lead to it, of the product of the members' weights. Any
        arithmetic with `+` and `*` will do: numbers count or weigh, and `counting` brings two of its own.
        """
        caps, nothing = self.caps, self.start
        worth = {nothing: one}
        yield worth
        for position, weight in enumerate(weights):
            moves = self.moves(position, weight)
            following: dict[Counts, Any] = {}
            for state, value in worth.items():
                for gains, factor in moves:
                    then = tuple(map(min, map(add, state, gains), caps)) if gains != nothing else state
                    following[then] = following[then] + value * factor if then in following else value * factor
            worth = following
            yield worth

    def final(self, weights: Sequence[Weights], one: Any = 1) -> dict[Reason, Any]:
        """What each reason is worth when all votes are read; a reason that cannot come about is left out."""
        total: dict[Reason, Any] = {}
        last = deque(self.forward(weights, one), maxlen=1).pop()
        for state, value in last.items():
            reason = self.reason(state)
            total[reason] = total[reason] + value if reason in total else value
        return total

    def backward(self, weights: Sequence[Weights], value: Callable[[Reason], Any]) -> list[dict[Counts, Any]]:
        """Before each member and at the end, the value still to be expected from every state that can be reached."""
        layers = self.layers()
        worth = [{state: value(self.reason(state)) for state in layers[-1]}]
        for position in reversed(range(len(self.members))):
            moves, then = self.moves(position, weights[position]), worth[-1]
            worth.append({s: sum(w * then[self.after(s, g)] for g, w in moves) for s in layers[position]})
        return worth[::-1]

    def layers(self) -> list[dict[Counts, Any]]:
        """The states that can be reached before each member and at the end; their value counts the ways."""
        return list(self.forward([(1, 1, 1)] * len(self.members)))

    @property
    def states(self) -> tuple[Counts, ...]:
        """Every state that can be reached, in order of the counts.

        >>> from unsc_sim import Council, rule_for
        >>> len(compile_rule(rule_for("substantive", "2016-10-08"), Council.on("2016-10-08")).states)
        20
        """
        return tuple(sorted(set().union(*self.layers())))

    @property
    def kinds(self) -> tuple[tuple[Any, ...], ...]:
        """The members in groups of those that the machine cannot tell apart, in the body's order."""
        alike: dict[Any, list[Any]] = {}
        for position, member in enumerate(self.members):
            alike.setdefault(self.gains(position), []).append(member)
        return tuple(tuple(group) for group in alike.values())

    def rows(self) -> tuple[dict[str, Any], ...]:
        """The machine as a table, one row per state: the counts, and the reason if the reading ended there.

        >>> from unsc_sim import Council, rule_for
        >>> machine = compile_rule(rule_for("substantive", "2016-10-08"), Council.on("2016-10-08"))
        >>> machine.rows()[-1]
        {'votes in favour': 9, 'negative votes of permanent members': 1, 'result': 'vetoed'}
        """
        return tuple(
            {counter.name: _plain(steps * counter.unit) for counter, steps in zip(self.counters, state, strict=True)}
            | {"result": self.reason(state).name.replace("_", " ").lower()}
            for state in self.states
        )

    def to_networkx(self) -> Any:
        """The machine as a `networkx.DiGraph`: a node per state, an edge per step that some member's vote takes.

        Nodes carry `reason` and `start`; edges carry `votes`, the kinds of vote that take it ("in favour", "against",
        "otherwise"), and `members`, those who can.

        >>> from unsc_sim import Assembly, Affirmative
        >>> graph = compile_rule(Affirmative(2), Assembly(("Ann", "Bo", "Cy"))).to_networkx()
        >>> sorted(graph.nodes), graph.edges[(0,), (1,)]["votes"]
        ([(0,), (1,), (2,)], ('in favour',))

        Raises:
            TooLargeError: when it would have more nodes and edges than one can draw or wait for.
        """
        import networkx as nx  # noqa: PLC0415 - only this picture needs it

        refuse_if_too_large(self, times=EDGE)
        graph = nx.DiGraph(rule=str(self.rule))
        for state in self.states:
            graph.add_node(state, reason=self.reason(state), start=state == self.start)
        takes: dict[tuple[Counts, Counts], dict[str, dict[Any, None]]] = {}
        for position, layer in enumerate(self.layers()[:-1]):
            for state in sorted(layer):
                for gains, vote in zip(self.gains(position), ("in favour", "against", "otherwise"), strict=True):
                    edge = takes.setdefault((state, self.after(state, gains)), {"votes": {}, "members": {}})
                    edge["votes"][vote] = edge["members"][self.members[position]] = None
        for (before, then), edge in takes.items():
            graph.add_edge(before, then, votes=tuple(sorted(edge["votes"])), members=tuple(edge["members"]))
        return graph

    def __str__(self) -> str:
        first, *_ = self.rows()
        table = [tuple(first), *told_rows(self)]
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in table)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        from unsc_sim import display  # noqa: PLC0415 - the one upward glance

        return display.mimebundle(self)


def told_rows(machine: Automaton) -> tuple[tuple[str, ...], ...]:
    """The rows as readers see them: the counts, and the result in the words of every table."""
    ends = (RESULTS[machine.reason(state)] for state in machine.states)
    return tuple((*map(str, tuple(row.values())[:-1]), end) for row, end in zip(machine.rows(), ends, strict=True))


def kind_of(vote: Vote) -> int:
    """The place of a vote among what a machine tells apart: 0 in favour, 1 against, 2 anything else."""
    return {Vote.YES: 0, Vote.NO: 1}.get(vote, 2)


def compile_rule(rule: Rule, body: Body) -> Automaton:
    """Make the machine of a rule over a body. Conditions that count the same votes share one counter.

    >>> from unsc_sim import Affirmative, Concurrence, Council, P5
    >>> overridable = Affirmative(9) & (Concurrence(P5) | Affirmative(13))
    >>> compile_rule(overridable, Council.on("2016-10-08")).caps
    (13, 1)

    Raises:
        RuleError: when the rule is not made of `Affirmative`, `Concurrence`, `&` and `|`, or names a group or member
            that the body does not have.
        UnknownStateError, NotOnTheCouncilError: when a weight is given to somebody who is not a member.
        TooLargeError: when it might need more than `MOST_MOVES` states, summed over the members.
    """
    machine = machine_of(rule, cast("Hashable", body))
    refuse_if_too_large(machine)
    return machine


@lru_cache(maxsize=128)
def machine_of(rule: Rule, body: Any) -> Automaton:
    """The machine of a rule, however many states it has: for ways that never visit them one by one."""
    counters: dict[tuple[Vote, tuple[Fraction | int, ...]], list[tuple[Affirmative | Concurrence, int | Fraction]]] = {}
    for atom in _atoms(rule):
        counters.setdefault(_counted(atom, body), []).append((atom, _needed(atom)))
    kept: list[Counter] = []
    thresholds: dict[Rule, tuple[int, int]] = {}
    for place, ((vote, amounts), asking) in enumerate(counters.items()):
        unit = _unit(amounts)
        steps = {atom: ceil(needed / unit) for atom, needed in asking}
        thresholds |= {atom: (place, needed) for atom, needed in steps.items()}
        gains = tuple(int(amount * unit.denominator) // unit.numerator for amount in amounts)
        kept.append(Counter(_name(asking[0][0]), vote, gains, max(steps.values()), unit))
    return Automaton(rule, tuple(body.members), tuple(kept), thresholds)


def _atoms(rule: Rule) -> Iterator[Affirmative | Concurrence]:
    if isinstance(rule, AllOf | AnyOf):
        for part in rule.parts:
            yield from _atoms(part)
    elif isinstance(rule, Affirmative | Concurrence):
        yield rule
    else:
        raise RuleError(rule, "is not a rule we can count", "Affirmative, Concurrence, & and |", "Write it with these.")


def _counted(atom: Affirmative | Concurrence, body: Body) -> tuple[Vote, tuple[Fraction | int, ...]]:
    """Which vote an atom counts, and how much of it each member brings."""
    group = atom.among if isinstance(atom, Affirmative) else atom.holders
    times = Multiset(group.of(body))
    if isinstance(atom, Concurrence):
        return Vote.NO, tuple(times[member] for member in body.members)
    refuse_strangers(atom.weights or (), body)
    return Vote.YES, tuple(times[member] * atom.weight_of(member) for member in body.members)


def _needed(atom: Affirmative | Concurrence) -> int | Fraction:
    return atom.required if isinstance(atom, Affirmative) else atom.tolerating + 1


def _unit(amounts: tuple[Fraction | int, ...]) -> Fraction:
    """The largest amount of which all amounts are whole multiples."""
    if not any(amounts):
        return Fraction(1)
    if all(isinstance(amount, int) for amount in amounts):
        return Fraction(gcd(*map(int, amounts)))
    exact = [Fraction(amount) for amount in amounts if amount]
    whole = lcm(*(amount.denominator for amount in exact))
    return Fraction(gcd(*(int(amount * whole) for amount in exact)), whole)


def _name(atom: Affirmative | Concurrence) -> str:
    if isinstance(atom, Concurrence):
        return f"negative votes of {atom.holders}"
    what = "votes in favour" if atom.weights is None else "weight in favour"
    return what if atom.among.name == "members" else f"{what} of {atom.among}"


def refuse_if_too_large(machine: Automaton, times: int = 1) -> None:
    """Refuse a pass that may need too many states, each holding `times` values.

    Raises:
        TooLargeError: with the estimate.
    """
    reach = [[min(counter.cap, so_far) + 1 for so_far in accumulate(counter.gains)] for counter in machine.counters]
    moves = times * sum(min(prod(layer), 3 ** (read + 1)) for read, layer in enumerate(zip(*reach, strict=True)))
    if moves > MOST_MOVES:
        raise TooLargeError(
            machine.rule,
            f"may need {moves:,} values over {len(machine.members)} members",
            f"at most {MOST_MOVES:,}",
            "Round the weights or ask for fewer; for weights alone, `power` has faster ways.",
        )


def _plain(number: Fraction) -> int | Fraction:
    return int(number) if number.denominator == 1 else number
