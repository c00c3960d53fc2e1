"""How a graph of ties shows itself: states in a circle, camp by camp; friends by whole lines, opponents by dashes."""

from __future__ import annotations

import math

import networkx as nx

from unsc_sim._dates import as_date, spoken_date
from unsc_sim.alliances import camps
from unsc_sim.council import Council
from unsc_sim.display._markup import element, words, wrapped
from unsc_sim.display._palette import INK, MUTED, PAPER
from unsc_sim.display._shown import Drawing, NotShownError, Shown, Table, shown
from unsc_sim.seats import LAST_DAY
from unsc_sim.states import state

WIDTH, RADIUS = 560.0, 190.0
MOST = 40
"""More states than this make no readable picture."""
FAINT = 0.15
"""Ties weaker than this are left out of the picture, not of the table."""
_FRIENDS, _OPPONENTS = "#0072B2", "#D55E00"
_GAP = 0.7
"""The room between camps, in seats."""


@shown.register(nx.Graph)
def _(graph: nx.Graph) -> Shown:
    part = _sitting(graph)
    found, names = camps(part), _names(part)
    title = " ".join(filter(None, ["Ties", _day(part)]))
    sentence = f"{title}: {len(part)} states, {part.number_of_edges()} ties, {len(found)} camps."
    named = tuple(f"Camp {n}: {', '.join(names[code] for code in camp)}" for n, camp in enumerate(found, 1))
    ties = sorted(part.edges(data="weight", default=0.0), key=lambda tie: (-tie[2], *sorted(tie[:2])))
    rows = tuple((f"{names[one]} – {names[other]}", f"{weight:+.2f}") for one, other, weight in ties)
    return Shown(
        sentence,
        heading=title,
        paragraphs=(sentence,),
        points=named,
        drawings=(_circle(part, found, title, named),),
        tables=(Table("Every tie, the closest first", ("States", "Tie"), rows),),
    )


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


def _day(graph: nx.Graph) -> str:
    return f"on {spoken_date(as_date(graph.graph['on']))}" if "on" in graph.graph else ""


def _names(graph: nx.Graph) -> dict[str, str]:
    """What each state was called on the graph's day, by code."""
    day = as_date(graph.graph["on"]) if "on" in graph.graph else LAST_DAY
    return {code: state(code).short_on(day) for code in graph}


def _circle(graph: nx.Graph, found: tuple[tuple[str, ...], ...], title: str, named: tuple[str, ...]) -> Drawing:
    at, names = _places(found), _names(graph)
    middle, y = WIDTH / 2, 62 + RADIUS + 36
    ties = sorted(((*sorted((one, other)), weight) for one, other, weight in graph.edges(data="weight", default=0.0)),
                  key=lambda tie: (abs(tie[2]), tie))  # fmt: skip
    lines = [_tie(at[one], at[other], weight) for one, other, weight in ties if abs(weight) >= FAINT]
    nodes = [_node(code, names[code], *at[code], permanent=bool(graph.nodes[code].get("permanent"))) for code in at]
    foot, height = _legend(named, y + RADIUS + 62)
    parts = [
        element("rect", width=WIDTH, height=height, rx=10, fill=PAPER),
        element("text", words(title), x=24, y=34, font_size=18, font_weight="bold", fill=INK),
        element("g", *lines, *nodes, transform=f"translate({middle:g} {y:g})"),
        *foot,
    ]
    strong = "; ".join(f"{names[one]} and {names[other]} {weight:+.2f}" for one, other, weight in reversed(ties[-12:]))
    return Drawing(WIDTH, height, "".join(parts), title, f"{title}. {'. '.join(named)}. Strongest: {strong}.")


def _places(found: tuple[tuple[str, ...], ...]) -> dict[str, tuple[float, float]]:
    """Every state on the circle, clockwise from the top, camps apart."""
    steps = sum(map(len, found)) + _GAP * len(found)
    places, step = {}, 0.0
    for camp in found:
        for code in camp:
            angle = 2 * math.pi * step / steps
            places[code] = (RADIUS * math.sin(angle), -RADIUS * math.cos(angle))
            step += 1
        step += _GAP
    return places


def _tie(start: tuple[float, float], end: tuple[float, float], weight: float) -> str:
    (x1, y1), (x2, y2) = start, end
    path = f"M{x1:.1f} {y1:.1f} Q{(x1 + x2) / 5:.1f} {(y1 + y2) / 5:.1f} {x2:.1f} {y2:.1f}"
    friends = weight > 0
    return element(
        "path", d=path, fill="none", stroke=_FRIENDS if friends else _OPPONENTS,
        stroke_width=0.6 + 5 * abs(weight), stroke_dasharray=None if friends else "7 5", stroke_opacity=0.65,
    )  # fmt: skip


def _node(code: str, name: str, x: float, y: float, *, permanent: bool) -> str:
    out = 1 + 30 / RADIUS
    ring = [element("circle", r=12, fill="none", stroke=INK, stroke_width=2.5)] if permanent else []
    seat = element("g", element("circle", r=8, fill="#ffffff", stroke=INK, stroke_width=1.5), *ring,
                   transform=f"translate({x:.1f} {y:.1f})")  # fmt: skip
    label = element("text", words(code), x=x * out, y=y * out + 5, font_size=14, font_weight="bold",
                    text_anchor="middle", fill=INK)  # fmt: skip
    return element("g", element("title", words(name)), seat, label)


def _legend(named: tuple[str, ...], y: float) -> tuple[list[str], float]:
    drawn = []
    for x, weight, text in ((24.0, 0.5, "closer than usual"), (250.0, -0.5, "further apart than usual")):
        drawn.append(element("g", _tie((0, 0), (40, 0), weight), transform=f"translate({x:g} {y - 5:g})"))
        drawn.append(element("text", words(text), x=x + 50, y=y, font_size=13, fill=INK))
    said = [line for text in named for line in wrapped(text, WIDTH - 48, 13)]
    said += wrapped(f"Ties below {FAINT:.2f} are left out; the thicker, the stronger. Double ring: permanent member.",
                    WIDTH - 48, 13)  # fmt: skip
    for row, line in enumerate(said):
        drawn.append(element("text", words(line), x=24, y=y + 24 + 17 * row, font_size=13, fill=MUTED))
    return drawn, y + 24 + 17 * len(said) + 2
