"""Plotting with matplotlib: the same pictures as `display` draws, on axes of yours, for a paper or a poster.

Every function takes `ax=` (without it, a new figure is made), draws, and returns the `Axes`, so that titles, sizes and
fonts are yours to change. Nothing is computed here that `display` has not computed. Needs the extra [plot].
"""

from __future__ import annotations

from unsc_sim.plot._chances import forecast, reliability, results
from unsc_sim.plot._graphs import automaton, ties
from unsc_sim.plot._numbers import century, power
from unsc_sim.plot._votes import chamber, paths

__all__ = ["automaton", "century", "chamber", "forecast", "paths", "power", "reliability", "results", "ties"]
