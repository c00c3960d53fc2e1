"""How a graph of ties shows itself: who stands near whom, in camps; friends by whole lines, opponents by dashes."""

from __future__ import annotations

from collections import defaultdict

import attrs
import networkx as nx

from unsc_sim._dates import as_date, spoken_date
from unsc_sim._sentences import listed
from unsc_sim.alliances import bridges, camps
from unsc_sim.council import Council
from unsc_sim.display._layout import Point, fitted, hull, spread
from unsc_sim.display._markup import element, words
from unsc_sim.display._palette import INK, MUTED
from unsc_sim.display._pen import MARGIN, WIDTH, headed, paragraph, rule, sheet, text
from unsc_sim.display._shown import Drawing, NotShownError, Shown, Table, shown
from unsc_sim.seats import LAST_DAY
from unsc_sim.states import state

ACROSS, DOWN = 392.0, 330.0
MOST = 40
"""More states than this make no readable picture."""
FAINT = 0.15
"""Ties weaker than this are left out of the picture, not of the table."""
NEAREST, FURTHEST = 3, 3
"""So many of the closest and of the furthest ties of each state are drawn."""
BRIDGES = 3
"""So many states are marked as bridges, where they are."""
FRIENDS, OPPONENTS = "#0072B2", "#D55E00"
TINTS = ("#e4ecf2", "#f1e9dc", "#e6efe3", "#efe4ec")


@attrs.frozen
class Web:
    """What the picture of a graph of ties tells: where each state stands, its camp, the bridges and the ties drawn.

    Places are pixels from the middle; codes name the states; `camps` are the largest first.
    """

    graph: nx.Graph
    camps: tuple[tuple[str, ...], ...]
    bridges: tuple[tuple[str, float], ...]
    ties: tuple[tuple[str, str, float], ...]

    @classmethod
    def of(cls, graph: nx.Graph) -> Web:
        """The web of a graph of ties: of the members of the Council of its day, where it has one.

        Raises:
            NotShownError: when it is no graph of ties, or has more states than can be seen.
        """
        part = _sitting(graph)
        edges = ((min(one, other), max(one, other), weight) for one, other, weight in
                 part.edges(data="weight", default=0.0))  # fmt: skip
        ties = tuple(sorted(edges, key=lambda tie: (-tie[2], *tie[:2])))
        found = camps(part)
        camp_of = {code: camp for camp in found for code in camp}
        between = {code for one, other, weight in ties if weight >= FAINT and camp_of[one] != camp_of[other]
                   for code in (one, other)}  # fmt: skip
        brokers = tuple((code, score) for code, score in bridges(part) if score > 0 and code in between)
        return cls(part, found, brokers[:BRIDGES], ties)

    @property
    def title(self) -> str:
        """What the picture is of."""
        return f"Ties on {spoken_date(as_date(self.graph.graph['on']))}" if "on" in self.graph.graph else "Ties"

    @property
    def names(self) -> dict[str, str]:
        """What each state was called on the graph's day, by code."""
        day = as_date(self.graph.graph["on"]) if "on" in self.graph.graph else LAST_DAY
        return {code: state(code).short_on(day) for code in sorted(self.graph)}

    def called(self, camp: tuple[str, ...]) -> str:
        """The states of a camp by name, in the English alphabetical order."""
        return ", ".join(sorted(self.names[code] for code in camp))

    @property
    def drawn(self) -> tuple[tuple[str, str, float], ...]:
        """The ties in the picture: of every state the closest and the furthest, as far as they are not faint."""
        kept: set[tuple[str, str, float]] = set()
        near: dict[str, int] = defaultdict(int)
        far: dict[str, int] = defaultdict(int)
        for ranked, count, most in ((self.ties, near, NEAREST), (self.ties[::-1], far, FURTHEST)):
            for tie in ranked:
                sign = 1 if count is near else -1
                if sign * tie[2] >= FAINT:
                    wanted = [code for code in tie[:2] if count[code] < most]
                    for code in wanted:
                        count[code] += 1
                    kept |= {tie} if wanted else set()
        return tuple(sorted(kept, key=lambda tie: (abs(tie[2]), tie)))

    @property
    def places(self) -> dict[str, Point]:
        """Where each state stands: friends near, opponents far, camps apart."""
        weights = {frozenset(tie[:2]): tie[2] for tie in self.ties}
        camp_of = {code: place for place, camp in enumerate(self.camps) for code in camp}

        def distance(one: str, other: str) -> float:
            apart = 1.0 if camp_of[one] != camp_of[other] else 0.0
            return 1.0 - 0.6 * max(-1.0, min(1.0, weights.get(frozenset((one, other)), 0.0))) + apart

        return fitted(spread(self.camps, distance), ACROSS, DOWN, 44.0 if len(camp_of) <= 20 else 34.0)

    @property
    def permanent(self) -> frozenset[str]:
        """The states with a permanent seat on the graph's day."""
        if "on" in self.graph.graph:
            return frozenset(member.code for member in Council.on(self.graph.graph["on"]).permanent)
        return frozenset(code for code, about in self.graph.nodes(data=True) if about.get("permanent"))

    def camp(self, code: str) -> int:
        """The number of a state's camp, from 1."""
        return next(number for number, camp in enumerate(self.camps, 1) if code in camp)

    def __str__(self) -> str:
        names = self.names
        told = listed([f"{names[code]} {score:.2f}" for code, score in self.bridges])
        linked = f"Bridges between camps, by betweenness: {told}." if told else "No state bridges the camps."
        return f"{self.title}: {len(names)} states, {len(self.ties)} ties, {len(self.camps)} camps. {linked}"


@shown.register(nx.Graph)
def _(graph: nx.Graph) -> Shown:
    web = Web.of(graph)
    names, sentence = web.names, str(web)
    named = tuple(f"Camp {n}: {web.called(camp)}" for n, camp in enumerate(web.camps, 1))
    drawn = set(web.drawn)
    ties = tuple(
        (f"{names[tie[0]]} – {names[tie[1]]}", f"{tie[2]:+.2f}", _camps(web, tie), "yes" if tie in drawn else "no")
        for tie in web.ties
    )
    scores = dict(web.bridges)
    states = tuple((names[code], str(web.camp(code)), f"{scores[code]:.2f}" if code in scores else "–")
                   for camp in web.camps for code in sorted(camp, key=names.__getitem__))  # fmt: skip
    return Shown(
        sentence,
        heading=web.title,
        paragraphs=(sentence,),
        points=named,
        drawings=(_picture(web, named),),
        tables=(
            Table("The states, camp by camp", ("State", "Camp", "Bridge"), states),
            Table("Every tie, the closest first", ("States", "Tie", "Camps", "Drawn"), ties),
        ),
    )


def _camps(web: Web, tie: tuple[str, str, float]) -> str:
    one, other = sorted(web.camp(code) for code in tie[:2])
    return f"within {one}" if one == other else f"{one} and {other}"


def _sitting(graph: nx.Graph) -> nx.Graph:
    """The members of the Council of the graph's day, where it has one; else all its states.

    Raises:
        NotShownError: when it is no graph of ties, or has more states than can be seen.
    """
    if "kind" not in graph.graph:
        raise NotShownError("this graph", "has no picture", "a graph of ties between states", "Draw it with networkx.")
    if "on" in graph.graph:
        members = {member.code for member in Council.on(graph.graph["on"]).members}
        graph = graph.subgraph(sorted(members & set(graph)) or sorted(graph))
    if len(graph) > MOST:
        raise NotShownError(
            f"a graph of {len(graph)} states", "has no picture", f"at most {MOST} states", "Show a subgraph of it."
        )
    return graph


def _picture(web: Web, named: tuple[str, ...]) -> Drawing:
    at = web.places
    parts, y = headed(web.title)
    top, bottom = (edge(place[1] for place in at.values()) for edge in (min, max))
    middle = y - top + 34
    drawn = [
        *(_camp(web, number, camp, at) for number, camp in enumerate(web.camps, 1)),
        *(_tie(at[one], at[other], weight) for one, other, weight in web.drawn),
        *(_node(web, code, at[code]) for code in at),
        *(_camp_name(number, camp, at) for number, camp in enumerate(web.camps, 1)),
    ]
    parts.append(element("g", *drawn, transform=f"translate({WIDTH / 2:g} {middle:.1f})"))
    foot, height = _legend(named, middle + bottom + 52)
    names = web.names
    strong = sorted(web.ties, key=lambda tie: (-abs(tie[2]), tie))[:12]
    told = "; ".join(f"{names[one]} and {names[other]} {weight:+.2f}" for one, other, weight in strong)
    desc = f"{web} {'. '.join(named)}. Strongest: {told}."
    return sheet([*parts, *foot], height, web.title, desc)


def _camp(web: Web, number: int, camp: tuple[str, ...], at: dict[str, Point]) -> str:
    """The ground a camp stands on: rounded, lightly tinted."""
    corners = hull([at[code] for code in camp])
    path = "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in [*corners, corners[0]]) + " Z"
    look = {"fill": TINTS[(number - 1) % len(TINTS)], "stroke_linejoin": "round", "stroke_linecap": "round"}
    edge = element("path", d=path, stroke="#8d94a0", stroke_width=61, **look)
    told = element("title", words(f"Camp {number}: {web.called(camp)}"))
    return element("g", told, edge, element("path", d=path, stroke=look["fill"], stroke_width=58.5, **look))


def _camp_name(number: int, camp: tuple[str, ...], at: dict[str, Point]) -> str:
    """The camp's number above its highest state."""
    x, y = min((at[code] for code in camp), key=lambda place: place[1])
    return text(f"Camp {number}", x, y - 34, size=12, fill=MUTED, anchor="middle", bold=True)


def _tie(start: Point, end: Point, weight: float) -> str:
    friends = weight > 0
    return rule(
        *start, *end, stroke=FRIENDS if friends else OPPONENTS, stroke_width=0.6 + 4 * abs(weight),
        stroke_dasharray=None if friends else "6 5", stroke_opacity=0.6,
    )  # fmt: skip


def _node(web: Web, code: str, at: Point) -> str:
    """A state: its code in a circle, or in a square where it is a bridge; a double ring for a permanent member."""
    bridge, permanent = code in dict(web.bridges), code in web.permanent
    look = {"fill": "#ffffff", "stroke": INK, "stroke_width": 1.6}
    ring = {"fill": "none", "stroke": INK, "stroke_width": 2.2}
    shapes = [_square(15.5, look)] if bridge else [element("circle", r=16.5, **look)]
    if permanent:
        shapes.append(_square(19.5, ring) if bridge else element("circle", r=20.5, **ring))
    label = text(code, 0, 4, size=11, anchor="middle", bold=True)
    told = f"{web.names[code]}, camp {web.camp(code)}{', a bridge' if bridge else ''}"
    x, y = at
    return element("g", element("title", words(told)), *shapes, label, transform=f"translate({x:.1f} {y:.1f})")


def _square(half: float, look: dict[str, object]) -> str:
    return element("rect", x=-half, y=-half, width=2 * half, height=2 * half, rx=3, **look)


def _legend(named: tuple[str, ...], y: float) -> tuple[list[str], float]:
    parts = []
    for x, weight, said in ((MARGIN, 0.6, "closer than usual"), (MARGIN + 216, -0.6, "further apart than usual")):
        parts += [_tie((x, y - 4), (x + 40, y - 4), weight), text(said, x + 48, y)]
    y += 24
    for said in named:
        more, y = paragraph(said, MARGIN, y, fill=INK)
        parts += more
    note = (
        f"Drawn: of each state the {NEAREST} closest and {FURTHEST} furthest ties from {FAINT:.2f} on; the thicker, "
        "the stronger. Double outline: permanent member. Square: a bridge, through which others are connected."
    )
    foot, y = paragraph(note, MARGIN, y + 4, size=12)
    return [*parts, *foot], y
