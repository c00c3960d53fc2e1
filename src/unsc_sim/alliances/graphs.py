"""Ties between states as ordinary networkx graphs, each with its date, its sources and what its numbers mean.

Nodes are state codes ("RUS"); every node has `name`. Edges have `weight`, from -1 (opponents) to 1 (friends), and what
it rests on. The graph itself says in its attributes what it is (`kind`), `on` which day, and `through` which last
vote it has learnt, so that a forecast can tell hindsight from foresight.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any

import networkx as nx

from unsc_sim._dates import as_date
from unsc_sim.alliances.ties import HALF_LIFE, SHRINKAGE, Ledger, blocs_of, sponsors_of
from unsc_sim.casebook import entries
from unsc_sim.council import Council
from unsc_sim.errors import RuleError
from unsc_sim.states import State, all_states, state

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from unsc_sim.rollcall import RollCall

__all__ = ["GraphTies", "agreement_graph", "alliance_graph", "bloc_graph", "combine", "learn", "sponsorship_graph"]

FEW = 0.05
"""Pairs that met less often, old votes counting less, are left out."""


def learn(roll_calls: Iterable[RollCall], *, before: date, half_life: float = HALF_LIFE,
          shrinkage: float = SHRINKAGE) -> Ledger:  # fmt: skip
    """A ledger of all contested roll calls before a day, in order of date."""
    ledger = Ledger(half_life=half_life, shrinkage=shrinkage)
    known = {name: entry.draft for entry in entries() for name in (entry.draft.id, str(entry.draft.symbol))}
    for votes in sorted(roll_calls, key=lambda one: one.date):
        if votes.date < before:
            opposing = (known[name] for name in votes.draft.rivals if name in known)
            ledger.add(votes, [code for draft in opposing for code in sponsors_of(draft)])
    return ledger


def agreement_graph(roll_calls: Iterable[RollCall], *, on: date | str, half_life: float = HALF_LIFE) -> nx.Graph:
    """Who voted alike in contested votes before a day, beyond what two members usually do.

    Edges carry `weight` (the average of what the pair earned, -1 to about 1, old votes fading by half every
    `half_life` years) and `sample` (how many votes it rests on, old ones counting less). States without a seat appear
    where a text was theirs, favoured them or was aimed at them. Nothing is shrunk: few votes give strong numbers.

    >>> from unsc_sim import roll_calls
    >>> graph = agreement_graph(roll_calls(), on="2016-10-08")
    >>> graph["FRA"]["GBR"]["weight"] > graph["FRA"]["RUS"]["weight"]
    True

    Raises:
        DateError: when the text is no date.
    """
    when = as_date(on)
    ledger, day = learn(roll_calls, before=when, half_life=half_life, shrinkage=0.0), when.toordinal()
    graph = _empty("agreement", when, ledger, half_life_years=half_life)
    for one, other in ledger.pairs():
        if (sample := ledger.sample(one, other, day)) >= FEW:
            graph.add_edge(one, other, weight=ledger.tie(one, other, day), sample=sample)
    return _named(graph)


def bloc_graph(on: date | str, *, states: Iterable[State | str] | None = None) -> nx.Graph:
    """Which states belong to the same organisations and groupings on a day.

    Edges carry `blocs`, their names joined by ";", and `weight`, the share of the smaller state's memberships that
    the two have in common. `states` limits the nodes; by default all states of the record that belong to any.

    >>> graph = bloc_graph("2016-10-08", states=["France", "Germany", "Russia", "China"])
    >>> graph["FRA"]["DEU"]["blocs"], graph["RUS"]["CHN"]["blocs"]
    ('EU;G7;NATO', 'BRICS;SCO')

    Raises:
        DateError, UnknownStateError, AmbiguousStateError: when a day or a state cannot be read.

    Source: seeds/blocs.csv, with the confidence of each row.
    """
    when = as_date(on)
    codes = sorted({_code(one) for one in states} if states is not None else {one.code for one in all_states()})
    belongs = {code: blocs_of(code, when.toordinal()) for code in codes}
    graph = nx.Graph(kind="blocs", on=when.isoformat(), source="seeds/blocs.csv")
    graph.add_nodes_from(code for code in codes if belongs[code] or states is not None)
    for one, other in combinations(codes, 2):
        if shared := sorted(set(belongs[one]) & set(belongs[other])):
            least = min(len(belongs[one]), len(belongs[other]))
            graph.add_edge(one, other, weight=len(shared) / least, blocs=";".join(shared))
    return _named(graph)


def sponsorship_graph(roll_calls: Iterable[RollCall], *, on: date | str) -> nx.Graph:
    """Which states sponsored drafts together before a day; edges carry `drafts`, and `weight`, the share in common.

    >>> from unsc_sim import case
    >>> graph = sponsorship_graph(case("aleppo-2016").roll_calls, on="2017-01-01")
    >>> graph["FRA"]["ESP"]["drafts"], graph.has_edge("FRA", "RUS")
    (1, False)

    Raises:
        DateError: when the text is no date.
    """
    when = as_date(on)
    past = [votes for votes in roll_calls if votes.date < when]
    each: Counter[str] = Counter()
    both: Counter[tuple[str, str]] = Counter()
    for votes in past:
        names = sorted(sponsors_of(votes.draft))
        each.update(names)
        both.update(combinations(names, 2))
    graph = nx.Graph(kind="sponsorship", on=when.isoformat(), through=_last(past), votes=len(past))
    graph.add_nodes_from((name, {"drafts": number}) for name, number in sorted(each.items()))
    for (one, other), number in sorted(both.items()):
        graph.add_edge(one, other, drafts=number, weight=number / min(each[one], each[other]))
    return _named(graph)


def alliance_graph(
    roll_calls: Iterable[RollCall],
    *,
    on: date | str,
    half_life: float = HALF_LIFE,
    shrinkage: float = SHRINKAGE,
    also: Iterable[State | str] = (),
) -> nx.Graph:
    """How close states stand on a day, as a forecast uses it: agreement, drawn towards what blocs and groups suggest.

    Every pair of the Council of that day has an edge, also where the two never voted together; `also` adds states
    that a draft may concern. Edges carry `weight`, `sample`, `agreement` (what the votes alone say), `expected` (what
    organisations and regional groups suggest) and `blocs`. Nodes carry `permanent`, and for members `dissent` and
    `against`: their shares of contested votes not in favour and, of these, against.

    >>> from unsc_sim import roll_calls
    >>> ties = alliance_graph(roll_calls(), on="2016-10-08")
    >>> ties["RUS"]["SYR"]["weight"] > 0.5 > ties["USA"]["SYR"]["weight"]
    True

    Raises:
        DateError, UnknownStateError, AmbiguousStateError: when a day or a state cannot be read.
    """
    when = as_date(on)
    ledger = learn(roll_calls, before=when, half_life=half_life, shrinkage=shrinkage)
    return graph_of(ledger, when, also=[_code(one) for one in also])


def graph_of(ledger: Ledger, when: date, *, also: Iterable[str] = ()) -> nx.Graph:
    """The alliance graph that a ledger gives on a day."""
    day, council = when.toordinal(), Council.on(when)
    sitting = sorted(member.code for member in council.members)
    graph = _empty("alliance", when, ledger, shrinkage_votes=ledger.shrinkage)
    graph.add_nodes_from(sitting)
    met = [pair for pair in ledger.pairs() if ledger.sample(*pair, day) >= FEW]
    outside = sorted({*also, *(code for pair in met for code in pair)} - set(sitting))
    beside = [(one, other) for one in sitting for other in outside]
    for one, other in sorted({*met, *combinations(sitting, 2), *(tuple(sorted(pair)) for pair in beside)}):
        graph.add_edge(one, other, **_edge(ledger, one, other, day))
    permanent = {member.code for member in council.permanent}
    for code in graph:
        dissent, against = ledger.habits(code, day, permanent=code in permanent)
        graph.nodes[code].update(permanent=code in permanent, dissent=dissent, against=against)
    return _named(graph)


def _edge(ledger: Ledger, one: str, other: str, day: int) -> dict[str, Any]:
    expected, sample = ledger.expected_tie(one, other, day), ledger.sample(one, other, day)
    weight = ledger.shrunk(one, other, day, expected)
    agreement = weight + (weight - expected) * ledger.shrinkage / sample if sample >= FEW else 0.0
    shared = sorted(set(blocs_of(one, day)) & set(blocs_of(other, day)))
    return {
        "weight": weight, "sample": sample, "agreement": agreement, "expected": expected, "blocs": ";".join(shared),
    }  # fmt: skip


def combine(graphs: Mapping[str, tuple[nx.Graph, float]]) -> nx.Graph:
    """Several graphs as one: the weighted average of their ties, each graph by its name and share.

    Your own ties plug in here: any `networkx.Graph` whose nodes are names or codes of states and whose edges have
    `weight` from -1 to 1 (agreement in the General Assembly, treaties, trade, arms). Where a graph has no edge it says
    nothing, and the others decide alone. Edges keep each part under its name; nodes keep the attributes of the first
    graph that knows them.

    >>> own = nx.Graph()
    >>> own.add_edge("Russia", "Syria", weight=1.0)
    >>> both = combine({"blocs": (bloc_graph("2016-10-08"), 1.0), "own": (own, 1.0)})
    >>> both["RUS"]["SYR"]["weight"], both["RUS"]["SYR"]["own"]
    (1.0, 1.0)

    Raises:
        RuleError: when no graph is given, or an edge has no weight.
        UnknownStateError, AmbiguousStateError: when a node is not a state.
    """
    if not graphs:
        raise RuleError({}, "is no graph at all", "at least one graph with its share", "Give one.")
    first = next(iter(graphs.values()))[0]
    whole = nx.Graph(**{**first.graph, "kind": "combined", "parts": ";".join(graphs)})
    through = [part.graph["through"] for part, _ in graphs.values() if part.graph.get("through")]
    whole.graph["through"] = max(through, default="")
    for name, (part, share) in graphs.items():
        for node, about in part.nodes(data=True):
            code = _code(node)
            whole.add_node(code, **{**about, **whole.nodes.get(code, {})})
        for one, other, about in part.edges(data=True):
            if "weight" not in about:
                raise RuleError(f"{one} - {other}", f"has no weight in {name!r}", "a weight from -1 to 1", "Add it.")
            whole.add_edge(_code(one), _code(other))
            edge: dict[str, Any] = whole.adj[_code(one)][_code(other)]
            edge[name] = about["weight"]
            edge.setdefault("_shares", []).append((share, about["weight"]))
    for *_, joint in whole.edges(data=True):
        shares = joint.pop("_shares")
        joint["weight"] = sum(share * weight for share, weight in shares) / sum(share for share, _ in shares)
    return _named(whole)


class GraphTies:
    """Ties and habits as a forecast finds them in an alliance graph."""

    def __init__(self, graph: nx.Graph) -> None:
        self._graph = graph
        self._adjacent = graph.adj

    def tie(self, one: str, other: str) -> float:
        """The tie of two states, 0 where the graph has none."""
        near = self._adjacent.get(one, {})
        return float(near[other].get("weight", 0.0)) if other in near else 0.0

    def habits(self, member: str, *, permanent: bool) -> tuple[float, float]:
        """A member's shares in contested votes, or what is usual where the graph does not say."""
        node = self._graph.nodes.get(member, {})
        usual = Ledger().habits("", 0, permanent=permanent)
        return float(node.get("dissent", usual[0])), float(node.get("against", usual[1]))


def _empty(kind: str, when: date, ledger: Ledger, **about: Any) -> nx.Graph:
    through = date.fromordinal(ledger.last).isoformat() if ledger.last else ""
    return nx.Graph(kind=kind, on=when.isoformat(), through=through, votes=ledger.votes, **about)


def _named(graph: nx.Graph) -> nx.Graph:
    """The same graph with a name on every node, in alphabetical order of codes."""
    ordered = nx.Graph(**graph.graph)
    for code in sorted(graph):
        ordered.add_node(code, **{"name": str(state(code)), **graph.nodes[code]})
    for one, other in sorted(tuple(sorted(edge)) for edge in graph.edges):
        ordered.add_edge(one, other, **graph.edges[one, other])
    return ordered


def _code(one: object) -> str:
    return one.code if isinstance(one, State) else state(str(one)).code


def _last(past: list[RollCall]) -> str:
    return max((votes.date.isoformat() for votes in past), default="")
