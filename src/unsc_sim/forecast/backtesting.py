"""The backtest: every vote of some years forecast from earlier votes only, and scored beside the baselines."""

from __future__ import annotations

import json
from collections import defaultdict
from concurrent.futures import Executor, as_completed
from contextlib import nullcontext
from typing import TYPE_CHECKING

import attrs

from unsc_sim._files import write_whole
from unsc_sim._journal import journal
from unsc_sim.errors import NotationError, RuleError, did_you_mean
from unsc_sim.forecast.baselines import BASELINES
from unsc_sim.forecast.history import Record
from unsc_sim.forecast.judged import Judged, judge
from unsc_sim.forecast.predicting import from_record, from_record_without_ties
from unsc_sim.forecast.scores import Bin, reliability
from unsc_sim.forecast.summary import METRICS, RESAMPLES, Score, summarise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from unsc_sim._journal import Journal
    from unsc_sim.forecast.baselines import Forecaster
    from unsc_sim.forecast.summary import Metric
    from unsc_sim.rollcall import RollCall

__all__ = ["FORECASTERS", "Backtest", "backtest"]

FORECASTERS: dict[str, Forecaster] = {
    one.__name__.replace("_", " "): one for one in (*BASELINES, from_record_without_ties, from_record)
}
"""What is compared unless you say otherwise: the baselines, and the library's own without and with ties."""


@attrs.frozen(repr=False)
class Backtest:
    """What every forecaster said of every vote of the years tested, and what happened, in order of date.

    >>> from unsc_sim import roll_calls
    >>> tested = backtest(roll_calls(before="1990-01-01"), {"climatology": FORECASTERS["climatology"]}, [1988, 1989])
    >>> tested.forecasters, len(tested.rows)
    (('climatology',), 3)
    """

    rows: tuple[Judged, ...]

    @property
    def forecasters(self) -> tuple[str, ...]:
        """Their names, in the order in which they were asked."""
        return tuple(dict.fromkeys(row.forecaster for row in self.rows))

    def scores(
        self, *, metrics: Sequence[Metric] = METRICS, resamples: int = RESAMPLES, seed: int = 0
    ) -> tuple[Score, ...]:
        """Every score of every forecaster with its 95 % bootstrap interval."""
        return summarise(self.rows, metrics=metrics, resamples=resamples, seed=seed)

    def by_year(self, metric: Metric) -> dict[str, tuple[Score, ...]]:
        """One score, year by year, without intervals."""
        return self._split(lambda row: str(row.day.year), metric)

    def by_topic(self, metric: Metric, *, least: int = 10) -> dict[str, tuple[Score, ...]]:
        """One score for every topic with at least so many votes, without intervals."""
        found = self._split(lambda row: row.topic, metric)
        return {topic: scores for topic, scores in found.items() if scores and scores[0].number >= least}

    def skill(self, metric: Metric, over: str = "climatology") -> dict[str, float]:
        """How much of a baseline's loss each forecaster saves: 1 is perfect, 0 no better, below 0 worse.

        Raises:
            RuleError: when the baseline was not asked, or the score is not a loss.
        """
        values = {score.forecaster: score.value for score in summarise(self.rows, metrics=[metric], resamples=0)}
        if over not in values or metric.more_is_better:
            raise RuleError(over, f"is no yardstick for {metric.name}", f"one of {', '.join(values)} and a loss",
                            did_you_mean(over, values, "Choose a loss such as the log loss."))  # fmt: skip
        return {name: 1.0 - value / values[over] for name, value in values.items()}

    def reliability(self, forecaster: str, *, kind: int = 1) -> tuple[Bin, ...]:
        """How often votes came that were forecast with about the same chance; `kind` 0 in favour, 1 not in favour.

        Raises:
            RuleError: when the forecaster was not asked.
        """
        if forecaster not in self.forecasters:
            raise RuleError(forecaster, "was not asked", f"one of {', '.join(self.forecasters)}",
                            did_you_mean(forecaster, self.forecasters, "Choose one of them."))  # fmt: skip
        said = [(table[0] if kind == 0 else 1.0 - table[0], (row.sides[code] == 0) == (kind == 0))
                for row in self.rows if row.forecaster == forecaster and row.before
                for code, table in row.before.items()]  # fmt: skip
        return reliability([chance for chance, _ in said], [truth for _, truth in said])

    def write(self, path: Path | str) -> None:
        """Write the rows as JSON, one a line, all or nothing; `backtest(…, resume=path)` goes on from them.

        Raises:
            FileError: when the place cannot be written to.
        """
        write_whole(path, "".join(_line(row) for row in self.rows))

    def _split(self, by: Callable[[Judged], str], metric: Metric) -> dict[str, tuple[Score, ...]]:
        parts: dict[str, list[Judged]] = defaultdict(list)
        for row in self.rows:
            parts[by(row)].append(row)
        return {key: summarise(own, metrics=[metric], resamples=0) for key, own in sorted(parts.items())}

    def __str__(self) -> str:
        scores = self.scores(resamples=0)
        names = self.forecasters
        cells = {(score.of, score.name, score.forecaster): f"{score.value:.4f}" for score in scores}
        heads = tuple(f"{metric.of}: {metric.name}" for metric in METRICS)
        wide, width = max(map(len, heads)), max(9, *map(len, names))
        lines = [f"{'':<{wide}}  " + "  ".join(f"{name:>{width}}" for name in names)]
        for metric, head in zip(METRICS, heads, strict=True):
            values = [cells.get((metric.of, metric.name, name), "–") for name in names]
            lines.append(f"{head:<{wide}}  " + "  ".join(f"{value:>{width}}" for value in values))
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"<Backtest of {len(self.forecasters)} forecasters on {len(self.rows)} votes>"


def backtest(
    record: Iterable[RollCall],
    forecasters: Mapping[str, Forecaster] = FORECASTERS,
    years: Iterable[int] = (),
    *,
    executor: Executor | None = None,
    progress: Callable[[int, int], None] | None = None,
    resume: Path | str | None = None,
) -> Backtest:
    """Forecast every vote of these years from earlier votes only, with each forecaster.

    A forecaster is any callable with the signature of `Forecaster`; it is handed the record as it was when the day
    began. `executor` is any `concurrent.futures.Executor` (the forecasters must then be importable); the answer is the
    same with and without. `progress` is called with years done and years in all. With `resume`, years found whole
    in the file are not forecast again, and each year is added to it as soon as it is done.

    >>> from unsc_sim import roll_calls
    >>> from unsc_sim.forecast.baselines import climatology
    >>> backtest(roll_calls(before="2017-01-01"), {"climatology": climatology}, [2016])
    <Backtest of 1 forecasters on 16 votes>

    Raises:
        RuleError: when there is no year, or no vote in one of them.
        NotationError: when the file to resume from cannot be read, or is of other forecasters.
        ResumeError: when another process is writing to that file.
        FileError: when that file cannot be written; what it holds is kept.
    """
    history, wanted = Record(record), tuple(dict.fromkeys(years))
    missing = [year for year in wanted if not _votes_of(history, year)]
    if not wanted or missing:
        raise RuleError(missing or wanted, "holds no vote to forecast", "years of the record", "Choose other years.")
    with nullcontext() if resume is None else journal(resume) as kept:
        done = {} if kept is None else _resumed(kept, history, tuple(forecasters))
        for year, rows in _by_year(history, dict(forecasters), [year for year in wanted if year not in done], executor):
            done[year] = rows
            if kept is not None:
                kept.add("".join(_line(row) for row in rows))
            if progress is not None:
                progress(sum(year in done for year in wanted), len(wanted))
    return Backtest(tuple(row for year in wanted for row in done[year]))


def _by_year(history: Record, forecasters: dict[str, Forecaster], years: Sequence[int], executor: Executor | None
             ) -> Iterable[tuple[int, tuple[Judged, ...]]]:  # fmt: skip
    if executor is None:
        for year in years:
            yield year, _year(history, forecasters, year)
        return
    votes = history.roll_calls
    waiting = {executor.submit(_year_alone, votes, forecasters, year): year for year in years}
    try:
        for future in as_completed(waiting):
            yield waiting[future], future.result()
    finally:
        for future in waiting:
            future.cancel()


def _year_alone(votes: tuple[RollCall, ...], forecasters: dict[str, Forecaster], year: int) -> tuple[Judged, ...]:
    return _year(Record(one for one in votes if one.date.year <= year), forecasters, year)


def _year(history: Record, forecasters: dict[str, Forecaster], year: int) -> tuple[Judged, ...]:
    asked = _votes_of(history, year)
    return tuple(
        judge(name, forecaster, history.roll_calls[place], history.answers[place], history)
        for place in asked
        for name, forecaster in forecasters.items()
    )


def _votes_of(history: Record, year: int) -> range:
    start = len(history.before(f"{year}-01-01"))
    return range(start, len(history.before(f"{year + 1}-01-01")))


def _line(row: Judged) -> str:
    return json.dumps(row.to_json(), ensure_ascii=False) + "\n"


def _resumed(kept: Journal, history: Record, names: tuple[str, ...]) -> dict[int, tuple[Judged, ...]]:
    """The years that a file holds whole, as they were last written; a year that was cut short is left out.

    Raises:
        NotationError: when a line cannot be read, or is of other forecasters.
    """
    found: dict[int, list[Judged]] = defaultdict(list)
    for line in kept.lines:
        row = _read_line(line, names)
        found[row.day.year].append(row)
    whole = {}
    for year, rows in found.items():
        votes = [history.roll_calls[place] for place in _votes_of(history, year)]
        asked = [(one.date, one.name, name) for one in votes for name in names]
        last = rows[-len(asked) :]
        if asked == [(row.day, row.name, row.forecaster) for row in last]:
            whole[year] = tuple(last)
    return whole


def _read_line(line: bytes, names: tuple[str, ...]) -> Judged:
    try:
        row = Judged.from_json(json.loads(line))
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        shown = line.decode(errors="replace")
        raise NotationError(shown, f"is no row of a backtest: {error}", "a line of an earlier run",
                            "Give another file.") from error  # fmt: skip
    if row.forecaster not in names:
        raise NotationError(row.forecaster, "holds what others said", f"rows of {', '.join(names)}",
                            "Give another file to resume from.")  # fmt: skip
    return row
