"""What a graph of ties shows: camps, how far from two balanced camps, bridges, the closest states, and change."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import TYPE_CHECKING

import attrs
import networkx as nx

from unsc_sim._dates import as_date
from unsc_sim.alliances.graphs import _code, learn
from unsc_sim.alliances.ties import earnings, interests, sides
from unsc_sim.errors import UnknownStateError, did_you_mean
from unsc_sim.states import State, state

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unsc_sim.rollcall import RollCall

__all__ = [
    "Frustration",
    "TieVote",
    "bridges",
    "camps",
    "change",
    "closest",
    "explain_tie",
    "frustration",
]


def camps(graph: nx.Graph, *, among: Iterable[State | str] | None = None) -> tuple[tuple[str, ...], ...]:
    """Groups of states that stand closer to each other than to the rest, the largest first.

    Communities of greatest modularity on the positive ties (Clauset, Newman and Moore's greedy method, in networkx).
    `among` limits the graph, for instance to a Council's members. The answer is the same in every run.

    >>> from unsc_sim import Council, roll_calls
    >>> from unsc_sim.alliances import alliance_graph
    >>> ties = alliance_graph(roll_calls(), on="2016-10-08")
    >>> found = camps(ties, among=Council.on("2016-10-08").permanent)
    >>> next(camp for camp in found if "FRA" in camp)
    ('FRA', 'GBR', 'USA')

    Raises:
        UnknownStateError: when the graph does not know one of the states.
    """
    part = _part(graph, among)
    friendly = nx.Graph()
    friendly.add_nodes_from(sorted(part))
    friendly.add_weighted_edges_from((a, b, w) for a, b, w in _in_order(part) if w > 0)
    if not friendly.number_of_edges():
        return tuple((node,) for node in friendly)
    found = nx.community.greedy_modularity_communities(friendly, weight="weight")
    return tuple(sorted((tuple(sorted(camp)) for camp in found), key=lambda camp: (-len(camp), camp)))


@attrs.frozen
class Frustration:
    """How far a graph is from two camps at peace inside and opposed to each other.

    `share` is the part of all ties, by weight, that goes against the best division into `camps`: positive ties
    between the camps and negative ones within.
    """

    share: float
    camps: tuple[tuple[str, ...], tuple[str, ...]]


MOST_EXACT = 16
"""Up to this many states every division is tried; beyond, the best one found by moving states one by one is given."""


def frustration(graph: nx.Graph, *, among: Iterable[State | str] | None = None) -> Frustration:
    """The division into two camps that the fewest ties contradict, and how much still does.

    Exact up to `MOST_EXACT` states; above it, improved from the split by sign of tie to each state in turn.

    >>> triangle = nx.Graph()
    >>> triangle.add_weighted_edges_from([("FRA", "GBR", 1.0), ("FRA", "RUS", -1.0), ("GBR", "RUS", -1.0)])
    >>> frustration(triangle)
    Frustration(share=0.0, camps=(('FRA', 'GBR'), ('RUS',)))

    Raises:
        UnknownStateError: when the graph does not know one of the states.

    Source: F. Harary, On the notion of balance of a signed graph (1953); the line index of balance.
    """
    part = _part(graph, among)
    nodes, ties = sorted(part), _in_order(part)
    whole = sum(abs(weight) for *_, weight in ties)
    if len(nodes) <= MOST_EXACT:
        rest = product((1, -1), repeat=max(0, len(nodes) - 1))
        splits = [dict(zip(nodes, (1, *signs), strict=True)) for signs in rest] if nodes else [{}]
    else:
        splits = [_improved({node: 1 if part.get_edge_data(start, node, {}).get("weight", 1) > 0 else -1
                             for node in nodes}, part) for start in nodes]  # fmt: skip
    best = min(splits, key=lambda split: (_contradicted(split, ties), tuple(-split[node] for node in nodes)))
    both = tuple(tuple(node for node in nodes if best[node] == sign) for sign in (1, -1))
    return Frustration(_contradicted(best, ties) / whole if whole else 0.0, (both[0], both[1]))


def _contradicted(split: dict[str, int], ties: list[tuple[str, str, float]]) -> float:
    return sum(abs(weight) for one, other, weight in ties if split[one] * split[other] * weight < 0)


def _improved(split: dict[str, int], graph: nx.Graph) -> dict[str, int]:
    """Move states to the other camp one by one as long as that contradicts fewer ties."""
    pulls = {node: sum(split[node] * split[near] * about.get("weight", 0.0) for near, about in graph.adj[node].items())
             for node in split}  # fmt: skip
    while True:
        node = min(sorted(split), key=pulls.__getitem__)
        if pulls[node] >= -1e-12:
            return split
        split[node] *= -1
        pulls[node] *= -1
        for near, about in graph.adj[node].items():
            pulls[near] += 2 * split[node] * split[near] * about.get("weight", 0.0)


def bridges(graph: nx.Graph, *, among: Iterable[State | str] | None = None, least: float = 0.0
            ) -> tuple[tuple[str, float], ...]:  # fmt: skip
    """The states that others are connected through, most first: betweenness over ties above `least`.

    The closer a tie, the shorter the way along it. A broker between camps scores high, the heart of a camp low.

    >>> path = nx.Graph()
    >>> path.add_weighted_edges_from([("FRA", "EGY", 0.5), ("EGY", "RUS", 0.5)])
    >>> bridges(path)[0]
    ('EGY', 1.0)

    Raises:
        UnknownStateError: when the graph does not know one of the states.
    """
    part = _part(graph, among)
    near = nx.Graph()
    near.add_nodes_from(sorted(part))
    for one, other, weight in _in_order(part):
        if weight > least:
            near.add_edge(one, other, distance=1.0 / weight)
    scores = nx.betweenness_centrality(near, weight="distance")
    return tuple(sorted(scores.items(), key=lambda item: (-round(item[1], 12), item[0])))


def closest(graph: nx.Graph, to: State | str, *, k: int = 5) -> tuple[tuple[str, float], ...]:
    """The k states with the strongest positive tie to a state, strongest first.

    >>> from unsc_sim import roll_calls
    >>> from unsc_sim.alliances import alliance_graph
    >>> closest(alliance_graph(roll_calls(), on="2016-10-08"), "Syria", k=2)[0][0] in {"CHN", "RUS"}
    True

    Raises:
        UnknownStateError: when the graph does not know the state.
    """
    code = _known(graph, to)
    near = sorted(((other, about["weight"]) for other, about in graph.adj[code].items()), key=lambda t: (-t[1], t[0]))
    return tuple((other, weight) for other, weight in near[:k] if weight > 0)


@attrs.frozen
class TieVote:
    """One vote that brought two states closer (`earned` above 0) or drove them apart, with its weight on the day."""

    date: date
    name: str
    sides: tuple[int, int]
    earned: float
    weight: float

    def __str__(self) -> str:
        words = {1: "in favour", 0: "abstaining", -1: "against"}
        return f"{self.date} {self.name}: {words[self.sides[0]]} / {words[self.sides[1]]} ({self.earned:+.2f})"


def explain_tie(
    one: State | str, other: State | str, roll_calls: Iterable[RollCall], *, on: date | str, half_life: float = 8.0
) -> tuple[TieVote, ...]:
    """The contested votes behind a tie, those that count most first.

    A state without a seat is given the side of its interest in the text.

    >>> from unsc_sim import roll_calls
    >>> print(explain_tie("Russia", "Syria", roll_calls(), on="2016-10-08")[0])
    2014-05-22 S/2014/348: against / against (+1.73)

    Raises:
        DateError, UnknownStateError, AmbiguousStateError: when a day or a state cannot be read.
    """
    when, pair = as_date(on), (_code(one), _code(other))
    found = []
    for votes in roll_calls:
        taken, stakes = sides(votes), interests(votes.draft)
        standing = {**stakes, **taken}
        if votes.date >= when or min(taken.values(), default=1) == 1 or not set(pair) <= set(standing):
            continue
        for first, second, earned in earnings(taken, stakes):
            if {first, second} == set(pair):
                weight = 0.5 ** ((when - votes.date).days / (half_life * 365.25))
                found.append(TieVote(votes.date, votes.name, (standing[pair[0]], standing[pair[1]]), earned, weight))
    return tuple(sorted(found, key=lambda vote: (-abs(vote.earned) * vote.weight, vote.date, vote.name)))


def change(one: State | str, other: State | str, roll_calls: Iterable[RollCall], *, days: Iterable[date | str]
           ) -> tuple[tuple[date, float], ...]:  # fmt: skip
    """The tie of two states on each of several days.

    >>> from unsc_sim import roll_calls
    >>> [day.year for day, tie in change("China", "Russia", roll_calls(), days=["2005-01-01", "2015-01-01"])]
    [2005, 2015]

    Raises:
        DateError, UnknownStateError, AmbiguousStateError: when a day or a state cannot be read.
    """
    record, pair = tuple(roll_calls), (_code(one), _code(other))
    whens = [as_date(day) for day in days]
    return tuple((when, learn(record, before=when).tie(*pair, when.toordinal())) for when in whens)


def _in_order(graph: nx.Graph) -> list[tuple[str, str, float]]:
    """The ties of a graph in alphabetical order, so that no sum depends on how it was built."""
    edges = graph.edges(data="weight", default=0.0)
    return sorted((min(one, other), max(one, other), weight) for one, other, weight in edges if weight)


def _part(graph: nx.Graph, among: Iterable[State | str] | None) -> nx.Graph:
    return graph if among is None else graph.subgraph([_known(graph, one) for one in among])


def _known(graph: nx.Graph, one: State | str) -> str:
    code = one.code if isinstance(one, State) else state(one).code
    if code in graph:
        return code
    names = [str(state(node)) for node in graph]
    raise UnknownStateError(
        str(one), "is not in this graph", f"one of its {len(graph)} states",
        did_you_mean(str(one), names, "Give it as `also` when the graph is made."),
    )  # fmt: skip
