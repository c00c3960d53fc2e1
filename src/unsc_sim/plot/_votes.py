"""Votes in matplotlib: the chamber, and the ways to another result."""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING

from unsc_sim.display._chamber import seating
from unsc_sim.display._law import scene
from unsc_sim.display._palette import INK, MUTED, TABLE
from unsc_sim.display._paths import ways_of
from unsc_sim.plot._axes import axes, bare, seat, titled
from unsc_sim.votes import Tally

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from unsc_sim.council import Council
    from unsc_sim.decisions import Outcome
    from unsc_sim.paths import Paths
    from unsc_sim.rollcall import RollCall


def chamber(value: Council | RollCall | Outcome, ax: Axes | None = None) -> Axes:
    """Plot the horseshoe chamber of a Council, a roll call or an outcome: who sat where and who voted how.

    >>> from matplotlib.figure import Figure
    >>> from unsc_sim import roll_call
    >>> chamber(roll_call("S/2016/846"), Figure().subplots()).get_title().splitlines()[0]
    'French draft: an end to air strikes on Aleppo'

    Raises:
        MissingExtraError: when matplotlib is not installed.
        NotShownError: when it is no Council, roll call or outcome.
    """
    seen = scene(value)
    ax = axes(ax, wide=5.5, tall=5.5)
    places = seating(seen.council)
    foot = max(down for _, (_, down) in places)
    bend = [(0.8 * math.cos(math.pi * step / 40), 0.8 * math.sin(math.pi * step / 40)) for step in range(41)]
    table = [(0.8, -foot), *bend, (-0.8, -foot)]
    ax.plot(*zip(*table, strict=True), color=TABLE, linewidth=7, solid_capstyle="round", zorder=1)
    for member, (across, down) in places:
        vote = None if seen.votes is None else seen.votes[member]
        seat(ax, across, -down, vote, ring=member in seen.council.permanent)
        beyond = 1.18 / max(1e-9, math.hypot(across, min(down, 0.0)))
        x, y = across * beyond, (-down * beyond if down < 0 else -down)
        note = "\nveto" if member in seen.vetoes else ""
        ax.text(x, y, f"{member.code}{note}", ha="center", va="center", fontsize=9, fontweight="bold", color=INK)
    _middle(ax, seen.said, None if seen.votes is None else Tally.of(seen.votes.values()), seen.needed)
    titled(ax, seen.heading, seen.beneath)
    ax.set_xlim(-1.4, 1.4)
    ax.set_ylim(-foot - 0.25, 1.4)
    bare(ax)
    return ax


def _middle(ax: Axes, said: tuple[str, str], tally: Tally | None, needed: tuple[tuple[object, str], ...]) -> None:
    """The count, the number required and the verdict, in the hollow of the horseshoe."""
    y = 0.42
    if tally is not None:
        counted = (f"{tally.yes}\nin favour", f"{tally.no}\nagainst", f"{tally.abstain}\nabstaining")
        for x, words in zip((-0.44, 0.0, 0.44), counted, strict=True):
            ax.text(x, y, words, ha="center", va="center", fontsize=9, color=INK)
        y -= 0.28
    lines = [words for _, words in needed]
    verdict, why = said
    lines += [verdict[:1].upper() + verdict[1:], *textwrap.wrap(why, 30)]
    ax.text(0, y, "\n".join(lines), ha="center", va="top", fontsize=9, color=INK)


def paths(found: Paths, ax: Axes | None = None) -> Axes:
    """Plot what another result would take: a row for the votes as cast, one for each of the first ways.

    >>> from matplotlib.figure import Figure
    >>> from unsc_sim import roll_call, what_would_it_take
    >>> plotted = paths(what_would_it_take(roll_call("S/2016/847")), Figure().subplots())
    >>> [label.get_text() for label in plotted.get_yticklabels()][:2]
    ['As it was', 'To be adopted 1']

    Raises:
        MissingExtraError: when matplotlib is not installed.
    """
    votes = found.outcome.roll_call
    members = votes.council.members
    rows = [("As it was", dict(votes), dict(votes))]
    for ways in ways_of(found):
        rows += [(f"{ways.heading} {number}", {**votes, **way}, dict(way)) for number, way in enumerate(ways.drawn, 1)]
    ax = axes(ax, wide=7.5, tall=0.9 + 0.32 * len(rows))
    for row, (_, cast, full) in enumerate(rows):
        for column, member in enumerate(members):
            seat(ax, column, -row, cast[member], size=12 if member in full else 5)
    ax.set_yticks([-row for row in range(len(rows))], [name for name, _, _ in rows])
    permanent = votes.council.permanent
    ax.set_xticks(range(len(members)), [f"{one.code}{'*' if one in permanent else ''}" for one in members], rotation=60)
    ax.tick_params(length=0, labelsize="small", colors=MUTED)
    ax.set_xlim(-0.7, len(members) - 0.3)
    ax.set_ylim(0.7 - len(rows), 0.7)
    titled(ax, f"What would it take? {votes.name}", "Large: a vote that changes. * permanent member.")
    return ax
