"""Forecasts: from ties, stakes and past votes to the chance of every vote and of every result, scored."""

from __future__ import annotations

from unsc_sim.forecast.backtesting import FORECASTERS, Backtest, backtest
from unsc_sim.forecast.baselines import BASELINES, Forecaster, Guess
from unsc_sim.forecast.history import Record
from unsc_sim.forecast.predicting import from_record, from_record_without_ties, predict
from unsc_sim.forecast.result import Forecast
from unsc_sim.forecast.summary import METRICS, Metric, Score

__all__ = [
    "BASELINES",
    "FORECASTERS",
    "METRICS",
    "Backtest",
    "Forecast",
    "Forecaster",
    "Guess",
    "Metric",
    "Record",
    "Score",
    "backtest",
    "from_record",
    "from_record_without_ties",
    "predict",
]
