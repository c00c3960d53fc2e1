"""Graphs in matplotlib: ties between states, and the machine of a rule."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from unsc_sim.decisions import RESULTS, Reason
from unsc_sim.display._automaton import FILLS, LETTERS, Grid, Reading
from unsc_sim.display._layout import hull
from unsc_sim.display._palette import INK, MUTED
from unsc_sim.display._ties import FRIENDS, OPPONENTS, TINTS, Web
from unsc_sim.plot._axes import axes, bare, titled

if TYPE_CHECKING:
    import networkx as nx
    from matplotlib.axes import Axes

    from unsc_sim.automaton import Automaton


def ties(graph: nx.Graph, ax: Axes | None = None) -> Axes:
    """Plot a graph of ties: friends near and joined by whole lines, opponents by dashes, each camp on its ground.

    A square marks a bridge between camps, a double outline a permanent member.

    >>> from matplotlib.figure import Figure
    >>> from unsc_sim import alliance_graph, roll_calls
    >>> plotted = ties(alliance_graph(roll_calls(before="2016-10-08"), on="2016-10-08"), Figure().subplots())
    >>> plotted.get_title().splitlines()[0]
    'Ties on 8 October 2016'

    Raises:
        MissingExtraError: when matplotlib is not installed.
        NotShownError: when it is no graph of ties, or has more states than can be seen.
    """
    web = Web.of(graph)
    ax = axes(ax, wide=6.5, tall=6)
    at = {code: (x, -y) for code, (x, y) in web.places.items()}
    for number, camp in enumerate(web.camps):
        corners = hull([at[code] for code in camp])
        xs, ys = zip(*corners, corners[0], strict=True)
        ground: dict[str, Any] = {"color": TINTS[number % len(TINTS)], "zorder": 0}
        ax.fill(xs, ys, **ground)
        ax.plot(xs, ys, linewidth=36, solid_capstyle="round", solid_joinstyle="round", **ground)
        ax.plot(xs[0], ys[0], marker="o", markersize=36, **ground)
        x, y = max((at[code] for code in camp), key=lambda place: place[1])
        ax.text(x, y + 30, f"Camp {number + 1}", ha="center", fontsize=8, color=MUTED)
    for one, other, weight in web.drawn:
        (x1, y1), (x2, y2) = at[one], at[other]
        ax.plot([x1, x2], [y1, y2], color=FRIENDS if weight > 0 else OPPONENTS, linewidth=0.6 + 3 * abs(weight),
                linestyle="-" if weight > 0 else "--", alpha=0.6, zorder=1)  # fmt: skip
    for code, (x, y) in at.items():
        shape = "s" if code in dict(web.bridges) else "o"
        sizes = (22, 27) if code in web.permanent else (22,)
        for size in sizes[::-1]:
            ax.plot([x], [y], marker=shape, markersize=size, markerfacecolor="white", markeredgecolor=INK, zorder=2)
        ax.text(x, y, code, ha="center", va="center", fontsize=7.5, fontweight="bold", zorder=3)
    titled(ax, web.title, "Whole lines: closer than usual. Dashes: further apart. Square: bridge.")
    ax.margins(0.15)
    bare(ax)
    return ax


def automaton(machine: Automaton | Reading, ax: Axes | None = None) -> Axes:
    """Plot the machine of a rule as a grid of states; of a `display.reading()`, the way of a vote through it.

    >>> from matplotlib.figure import Figure
    >>> from unsc_sim import display, roll_call
    >>> plotted = automaton(display.reading(roll_call("S/2016/846")), Figure().subplots())
    >>> plotted.get_xlabel()
    'votes in favour'

    Raises:
        MissingExtraError: when matplotlib is not installed.
        NotShownError: when the machine keeps more than two counts, or too many states to draw.
    """
    way = machine.states if isinstance(machine, Reading) else ()
    rule = machine.machine if isinstance(machine, Reading) else machine
    grid = Grid.of(rule)
    across = grid.across
    ax = axes(ax, wide=8, tall=2.6)
    place = {state: (state[across], -grid.row(state)) for state in rule.states}
    walked = {pair for pair in pairwise(way) if pair[0] != pair[1]}
    for one, other in sorted(grid.steps):
        ax.annotate("", place[other], place[one], zorder=1,
                    arrowprops={"arrowstyle": "->", "shrinkA": 13, "shrinkB": 13, "color": INK if (one, other) in walked
                                else MUTED, "linewidth": 2.6 if (one, other) in walked else 0.7})  # fmt: skip
    for state, (x, y) in place.items():
        reason, passed = rule.reason(state), state in way
        dashed = reason is Reason.INSUFFICIENT_VOTES and not passed
        frame = {"boxstyle": "round", "facecolor": FILLS[reason], "edgecolor": INK, "linewidth": 2.4 if passed else 0.8,
                 "linestyle": "--" if dashed else "-"}  # fmt: skip
        count = x * rule.counters[across].unit
        ax.text(x, y, f"{count}\n{LETTERS[reason]}", ha="center", va="center", fontsize=8, zorder=2, bbox=frame,
                fontweight="bold" if passed else "normal")  # fmt: skip
    rows = sorted({y for _, y in place.values()}, reverse=True)
    others = [counter for at, counter in enumerate(rule.counters) if at != across]
    unit = others[0].unit if others else 1
    ax.set_yticks(rows, [f"{-y * unit}" for y in rows])
    ax.set_ylabel("\n".join(counter.name for counter in others), fontsize=8)
    ax.set_xlabel(rule.counters[across].name)
    ax.set_xticks([])
    ax.set_xlim(-0.6, max(x for x, _ in place.values()) + 0.6)
    ax.set_ylim(min(rows) - 0.6, 0.6)
    ends = {rule.reason(state) for state in rule.states}
    told = ", ".join(f"{LETTERS[reason]} {RESULTS[reason]}" for reason in LETTERS if reason in ends)
    titled(ax, f"The rule as a machine: {rule.rule}", f"A vote that ends there is: {told}.")
    return ax
