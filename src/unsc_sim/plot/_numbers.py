"""Numbers in matplotlib: voting power, before and after; the Council year by year."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from unsc_sim.decisions import RESULTS, Reason
from unsc_sim.display._century import ADOPTED, NOT_A_CENSUS, SHORT, VETO, Century
from unsc_sim.display._century import century as all_years
from unsc_sim.display._palette import INK, MUTED
from unsc_sim.display._power import BAR, PowerChange
from unsc_sim.plot._axes import axes, titled
from unsc_sim.power.profile import SHOWN

if TYPE_CHECKING:
    from fractions import Fraction

    from matplotlib.axes import Axes

    from unsc_sim.power import PowerProfile

STACK = (
    (Reason.VETOED, VETO, "////", RESULTS[Reason.VETOED]),
    (Reason.INSUFFICIENT_VOTES, SHORT, "....", RESULTS[Reason.INSUFFICIENT_VOTES]),
    (Reason.ADOPTED, ADOPTED, "", RESULTS[Reason.ADOPTED]),
)


def power(profile: PowerProfile | PowerChange, ax: Axes | None = None, *, index: str = "") -> Axes:
    """Plot voting power by one index, by default the first: a bar for each member, or before and after side by side.

    >>> from matplotlib.figure import Figure
    >>> from unsc_sim import Council, rule_for
    >>> from unsc_sim.power import profile
    >>> plotted = power(profile(rule_for("substantive", "2016-10-08"), Council.on("2016-10-08")), Figure().subplots())
    >>> len(plotted.patches), plotted.get_xlabel()
    (15, 'Shapley-Shubik')

    Raises:
        MissingExtraError: when matplotlib is not installed.
        RuleError: when the profile has no such index.
    """
    if isinstance(profile, PowerChange):
        return _before_and_after(profile, ax)
    index = index or next(iter(profile.indices))
    bars = profile.bars(index)
    ax = axes(ax, wide=6, tall=1.2 + 0.26 * len(bars))
    values = [float(bar["value"]) for bar in bars]
    ax.barh(range(len(bars)), values, color=BAR)
    for row, value in enumerate(values):
        ax.text(value, row, f" {value:.6f}", va="center", fontsize=8)
    ax.set_yticks(range(len(bars)), [bar["member"] for bar in bars], fontsize=9)
    ax.invert_yaxis()
    ax.margins(x=0.18)
    ax.set_xlabel(SHOWN[index])
    titled(ax, f"Voting power of {len(bars)} members", f"{profile.game.rule}.")
    return ax


def _before_and_after(change: PowerChange, ax: Axes | None) -> Axes:
    kinds = change.kinds
    ax = axes(ax, wide=6.5, tall=1.4 + 0.6 * len(kinds))
    sides: tuple[tuple[str, list[Fraction | None], float, dict[str, Any]], ...] = (
        (change.names[0], [kind.before for kind in kinds], -0.2, {"color": BAR}),
        (change.names[1], [kind.after for kind in kinds], 0.2, {"facecolor": "white", "hatch": "////"}),
    )
    for name, values, offset, look in sides:
        lengths = [float(value or 0) for value in values]
        ax.barh([row + offset for row in range(len(kinds))], lengths, height=0.36, label=name, edgecolor=INK, **look)
        for row, value in enumerate(values):
            told = " no seat" if value is None else f" {float(value):.6f}"
            ax.text(float(value or 0), row + offset, told, va="center", fontsize=8)
    labels = [f"{kind.title}\n(each of {len(kind.members)})" if len(kind.members) > 1 else kind.title for kind in kinds]
    ax.set_yticks(range(len(kinds)), [_broken(label) for label in labels], fontsize=8)
    ax.invert_yaxis()
    ax.margins(x=0.34)
    ax.set_xlabel(SHOWN[change.index])
    ax.legend(fontsize=8, frameon=False, loc="lower right")
    titled(ax, "Voting power", f"{change.names[0]} and {change.names[1]}")
    return ax


def _broken(label: str) -> str:
    return "\n".join(line for part in label.splitlines() for line in textwrap.wrap(part, 34))


def century(years: Century | None = None, ax: Axes | None = None) -> Axes:
    """Plot the Council from 1946 to 2027: the casebook's votes by year, the vetoes cast on them, and terms asked for.

    >>> from matplotlib.figure import Figure
    >>> plotted = century(ax=Figure().subplots())
    >>> plotted.get_ylabel()
    'votes in the casebook'

    Raises:
        MissingExtraError: when matplotlib is not installed.
    """
    found = years if years is not None else all_years()
    ax = axes(ax, wide=11, tall=4.2 + 0.2 * len(found.states))
    foot = [0] * len(found.years)
    when = [year.year for year in found.years]
    for reason, fill, hatch, name in STACK:
        parts = [year.results[reason] for year in found.years]
        ax.bar(when, parts, bottom=foot, color=fill, edgecolor=INK, linewidth=0.5, hatch=hatch, label=name, width=0.8)
        foot = [low + part for low, part in zip(foot, parts, strict=True)]
    ax.axvline(1965.5, color=MUTED, linewidth=1, linestyle="--")
    ax.text(1965.3, max(foot), "11 members", ha="right", fontsize=8, color=MUTED)
    ax.text(1965.7, max(foot), "15 members", ha="left", fontsize=8, color=MUTED)
    names = _rows(found, ax)
    ax.set_yticks([*range(0, max(foot) + 1, 5), *names], [*map(str, range(0, max(foot) + 1, 5)), *names.values()],
                  fontsize=8)  # fmt: skip
    ax.set_xlim(1945, 2028)
    ax.set_ylabel("votes in the casebook", loc="top")
    ax.legend(fontsize=8, frameon=False, ncols=3, loc="upper left", bbox_to_anchor=(0.33, 1))
    titled(ax, "The Council year by year", f"Numbers: vetoes cast on the casebook's drafts. {NOT_A_CENSUS}")
    return ax


def _rows(found: Century, ax: Axes) -> dict[float, str]:
    """Under the columns, a row for each permanent member with its vetoes, and one with the terms of each state."""
    names: dict[float, str] = {}
    permanent = [seat.state for seat in found.years[-1].seats if seat.permanent]
    for row, member in enumerate(permanent, 1):
        names[-1.3 * row] = str(member)
        for year in found.years:
            if year.vetoes[member]:
                ax.text(year.year, -1.3 * row, str(year.vetoes[member]), ha="center", va="center", fontsize=7)
    for row, member in enumerate(found.states, len(permanent) + 1):
        names[-1.3 * row] = str(member)
        spans = [(first - 0.5, last - first + 1) for first, last in found.terms(member)]
        ax.broken_barh(spans, (-1.3 * row - 0.35, 0.7), color=INK)
    ax.set_ylim(bottom=min(names) - 1)
    return names
