"""Chances in matplotlib: a forecast beside the base rate, and whether forecasts come true as often as they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unsc_sim._dates import spoken_date
from unsc_sim.display._chances import percent
from unsc_sim.display._forecast import result_bars, vote_bars
from unsc_sim.display._palette import INK, LOOKS, MUTED
from unsc_sim.display._reliability import Reliability
from unsc_sim.display._reliability import reliability as diagram_of
from unsc_sim.forecast.worlds import VOTES
from unsc_sim.plot._axes import HATCHES, axes, titled
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from unsc_sim.forecast import Forecast
    from unsc_sim.forecast.backtesting import Backtest

WRITTEN = 0.12
"""A part of a bar narrower than this holds no number."""


def forecast(foretold: Forecast, ax: Axes | None = None) -> Axes:
    """Plot every member's chances of voting in favour, abstaining and against, the base rate last.

    >>> from matplotlib.figure import Figure
    >>> from unsc_sim import predict
    >>> plotted = forecast(predict("S/2016/846"), Figure().subplots())
    >>> plotted.get_yticklabels()[-1].get_text()
    'any member, any draft'

    Raises:
        MissingExtraError: when matplotlib is not installed.
    """
    rows = vote_bars(foretold)
    ax = axes(ax, wide=6.5, tall=1.4 + 0.28 * len(rows))
    places = [*range(len(rows) - 1), len(rows) - 0.6]
    left = [0.0] * len(rows)
    for place, vote in enumerate(VOTES):
        look, parts = LOOKS[vote], [chances[place] for _, chances in rows]
        ax.barh(places, parts, left=left, color=look.fill, edgecolor=INK, linewidth=0.6, hatch=HATCHES[vote],
                label=vote.phrase)  # fmt: skip
        for y, x, part in zip(places, left, parts, strict=True):
            if part >= WRITTEN:
                ax.text(x + part / 2, y, percent(part), ha="center", va="center", fontsize=8, color=look.ink,
                        bbox={"facecolor": look.fill, "edgecolor": "none", "pad": 1})  # fmt: skip
        left = [x + part for x, part in zip(left, parts, strict=True)]
    ax.set_yticks(places, [name for name, _ in rows], fontsize=9)
    ax.invert_yaxis()
    ax.set_xlim(0, 1)
    ax.set_xlabel("chance")
    ax.legend(ncols=3, loc="lower right", bbox_to_anchor=(1, 1), fontsize=8, frameon=False)
    ax.set_title(f"Forecast: {foretold.draft}, {spoken_date(foretold.council.date)}", fontsize="medium", pad=24)
    return ax


def results(foretold: Forecast, ax: Axes | None = None) -> Axes:
    """Plot the chance of every result of a draft, with a line where the base rate stands.

    >>> from matplotlib.figure import Figure
    >>> from unsc_sim import predict
    >>> plotted = results(predict("S/2016/846"), Figure().subplots())
    >>> [label.get_text() for label in plotted.get_yticklabels()]
    ['vetoed', 'adopted', 'short of votes']

    Raises:
        MissingExtraError: when matplotlib is not installed.
    """
    rows = result_bars(foretold)
    ax = axes(ax, wide=6, tall=2.2)
    ax.barh(range(len(rows)), [chance for _, chance, _ in rows], color=LOOKS[Vote.YES].fill, edgecolor=INK, height=0.5,
            label="forecast")  # fmt: skip
    for row, (_, chance, usual) in enumerate(rows):
        ax.plot([usual, usual], [row - 0.4, row + 0.4], color=LOOKS[Vote.NO].fill, linewidth=3,
                label="base rate" if not row else None)  # fmt: skip
        ax.text(1.02, row, f"{percent(chance)} (base rate {usual:.1%})", va="center", fontsize=8, color=INK)
    ax.set_yticks(range(len(rows)), [name for name, _, _ in rows])
    ax.invert_yaxis()
    ax.set_xlim(0, 1)
    ax.set_xlabel("chance", loc="left")
    ax.legend(ncols=2, loc="upper right", bbox_to_anchor=(1, -0.16), fontsize=8, frameon=False)
    titled(ax, f"How {foretold.draft} would end")
    return ax


def reliability(tested: Backtest | Reliability, ax: Axes | None = None, *, forecaster: str = "") -> Axes:
    """Plot the reliability diagram of one forecaster of a backtest, by default the last one.

    >>> from matplotlib.figure import Figure
    >>> from unsc_sim import backtest, roll_calls
    >>> from unsc_sim.forecast import FORECASTERS
    >>> tested = backtest(roll_calls(before="1990-01-01"), {"climatology": FORECASTERS["climatology"]}, [1988, 1989])
    >>> reliability(tested, Figure().subplots()).get_ylabel()
    'share that came true'

    Raises:
        MissingExtraError: when matplotlib is not installed.
        RuleError: when the forecaster was not asked.
    """
    found = tested if isinstance(tested, Reliability) else diagram_of(tested, forecaster)
    ax = axes(ax, wide=5, tall=5)
    ax.plot([0, 1], [0, 1], color=MUTED, linestyle="--", linewidth=1, label="as forecast")
    ax.axhline(found.share, color=MUTED, linestyle=":", linewidth=1, label=f"all votes: {percent(found.share)}")
    chances, shares = [part.chance for part in found.bins], [part.share for part in found.bins]
    reach = [[max(0.0, part.share - part.low) for part in found.bins],
             [max(0.0, part.high - part.share) for part in found.bins]]  # fmt: skip
    ax.errorbar(chances, shares, yerr=reach, fmt="o", color=LOOKS[Vote.YES].fill, ecolor=INK, markeredgecolor=INK,
                label="votes, with 95 % intervals as if independent")  # fmt: skip
    for part in found.bins:
        ax.text(part.chance, -0.06, f"{part.number:,}", ha="center", fontsize=8, color=MUTED)
    ax.set_xlim(-0.03, 1.03)
    ax.set_ylim(-0.1, 1.03)
    ax.set_aspect("equal")
    ax.set_xlabel("chance forecast (numbers: how many votes)")
    ax.set_ylabel("share that came true")
    ax.legend(fontsize=8, frameon=False, loc="upper left")
    titled(ax, found.title)
    return ax
