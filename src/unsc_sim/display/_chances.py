"""What a forecast is in a few words: chances as per cent, results by name, the likeliest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unsc_sim._chances import percent
from unsc_sim.decisions import Reason

if TYPE_CHECKING:
    from unsc_sim.forecast import Forecast

__all__ = ["WORTH_NAMING", "percent", "ranked", "vetoes_named"]

WORTH_NAMING = 0.05
"""A veto less likely than this is not named."""


def ranked(forecast: Forecast) -> tuple[Reason, ...]:
    """The results, likeliest first."""
    return tuple(sorted(Reason, key=lambda reason: -forecast.outcomes[reason]))


def vetoes_named(forecast: Forecast) -> str:
    """The permanent members whose vetoes are likely enough to be named, with their chances."""
    likely = ((who, chance) for who, chance in forecast.likely_vetoes if chance >= WORTH_NAMING)
    return ", ".join(f"{forecast.council.short(who)} {percent(chance)}" for who, chance in likely)
