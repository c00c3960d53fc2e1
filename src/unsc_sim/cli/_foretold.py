"""Forecasts, ties and scores as text for the terminal and as plain data for `--json`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from unsc_sim.cli._frame import said
from unsc_sim.cli._plain import draft_plain
from unsc_sim.cli._told import grid, listing, titled
from unsc_sim.decisions import RESULTS
from unsc_sim.display._chances import percent, ranked, vetoes_named
from unsc_sim.forecast import METRICS
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType
    from rich.table import Table

    from unsc_sim.casefile import Entry
    from unsc_sim.decisions import Reason
    from unsc_sim.forecast import Backtest, Forecast, Score

_CAST = (Vote.YES, Vote.ABSTAIN, Vote.NO)
_BAR = 20
_WHAT_IS_SCORED = (
    "votes: each member's, before the vote; results: each draft's; elected: elected members' votes once the permanent "
    "members' are known. AP: average precision. Losses and errors are best small."
)


def forecast_told(forecast: Forecast, entry: Entry) -> Iterator[RenderableType]:
    """A forecast: the results with the base rate beside, who would block it, each member, and how right it was."""
    yield titled(forecast.draft)
    yield _results(forecast)
    yield grid(_beside(forecast))
    yield _members(forecast, entry)
    yield grid(_judged(forecast, entry))


def _results(forecast: Forecast) -> Table:
    table = listing("Result", "Chance", "", "Of any draft")
    table.columns[1].justify = table.columns[3].justify = "right"
    for place, reason in enumerate(ranked(forecast)):
        chance = forecast.outcomes[reason]
        style = "" if place else "bold"
        usual = f"{forecast.base_rate.results[reason]:.1%}"
        table.add_row(said(RESULTS[reason].capitalize(), style), said(percent(chance), style),
                      said("█" * round(_BAR * chance)), usual)  # fmt: skip
    return table


def _beside(forecast: Forecast) -> Iterator[tuple[str, RenderableType]]:
    low, high = forecast.interval()
    base = forecast.base_rate
    if named := vetoes_named(forecast):
        yield "Veto by", said(named)
    expected = forecast.expected_tally[Vote.YES]
    yield "In favour", said(f"{expected:.1f} votes expected; {low} to {high} with a chance of 90%")
    yield "Contested", said(f"{percent(forecast.contested)}: somebody is not in favour")
    if forecast.without_stakes is not forecast:
        yield "Stakes aside", said(_one_line(forecast.without_stakes))
    if forecast.known:
        cast = (f"{forecast.council.short(who)} {_spoken(table)}" for who, table in forecast.known.items())
        yield "Announced", said(", ".join(cast))
    yield "Any draft", said(f"{base.votes:,} votes before {date.fromordinal(base.before)}")
    for note in forecast.notes:
        yield "Note", said(note)


def _one_line(forecast: Forecast) -> str:
    return ", ".join(f"{RESULTS[reason]} {percent(forecast.outcomes[reason])}" for reason in ranked(forecast))


def _spoken(table: dict[Vote, float]) -> str:
    return " or ".join(f"{vote.phrase}{f' {percent(chance)}' if chance < 1 else ''}"
                       for vote, chance in table.items() if chance)  # fmt: skip


def _members(forecast: Forecast, entry: Entry) -> Table:
    recorded, council = entry.roll_call, forecast.council
    table = listing("Member", "In favour", "Abstaining", "Against", *(["Recorded"] if recorded is not None else []))
    for column in table.columns[1:4]:
        column.justify = "right"
    for member, chances in forecast.chances.items():
        likeliest = forecast.votes[member]
        cells = [said(percent(chances[vote]), "bold" if vote is likeliest else "") for vote in _CAST]
        if recorded is not None:
            cast = recorded[member]
            cells.append(said(f"{cast.phrase}{'' if cast is likeliest or cast not in _CAST else '  (missed)'}"))
        table.add_row(said(f"{council.short(member)}{'*' if member in council.permanent else ''}"), *cells)
    usual = (f"{share:.1%}" for share in forecast.base_rate.sides)
    table.add_row(said("Any, on any draft", "dim"), *(said(share, "dim") for share in usual))
    return table


def _judged(forecast: Forecast, entry: Entry) -> Iterator[tuple[str, RenderableType]]:
    if entry.roll_call is None:
        yield "Score", said("none: the members' votes are not recorded")
        return
    score = forecast.score(entry.roll_call)
    yield "Recorded", said(f"{RESULTS[score.result]}, which was ranked {_place(ranked(forecast).index(score.result))}")
    yield "Votes", said(f"{score.votes_right} of {score.votes} right")
    yield (
        "Log loss",
        said(
            f"{score.log_loss:.2f} for a vote, {score.result_loss:.2f} for the result; "
            f"saying what is usual {score.usual_log_loss:.2f} and {score.usual_result_loss:.2f}; 0 is perfect"
        ),
    )


def _place(place: int) -> str:
    return ("first", "second", "last")[place]


def forecast_plain(forecast: Forecast, entry: Entry) -> dict[str, Any]:
    """A forecast of a recorded vote, everything that the text tells and more."""
    low, high = forecast.interval()
    base, votes = forecast.base_rate, entry.roll_call
    return {
        "id": entry.id,
        **draft_plain(entry.draft),
        "date": entry.date.isoformat(),
        "method": forecast.method,
        "likeliest": _word(forecast.likeliest),
        "outcomes": _outcomes(forecast.outcomes),
        "base_rate": {
            "votes": base.votes,
            "before": date.fromordinal(base.before).isoformat(),
            "outcomes": _outcomes(base.results),
            "chances": {_word(vote): chance for vote, chance in zip(_CAST, base.sides, strict=True)},
        },
        "without_stakes": _outcomes(forecast.without_stakes.outcomes),
        "contested": forecast.contested,
        "likely_vetoes": {member.code: chance for member, chance in forecast.likely_vetoes},
        "in_favour": {"expected": forecast.expected_tally[Vote.YES], "low": low, "high": high},
        "members": [
            {
                "code": member.code,
                "chances": {_word(vote): chance for vote, chance in chances.items()},
                "likeliest": _word(forecast.votes[member]),
                "recorded": _word(votes[member]) if votes is not None else None,
            }
            for member, chances in forecast.chances.items()
        ],
        "notes": list(forecast.notes),
        "score": _score(forecast, entry),
    }


def _score(forecast: Forecast, entry: Entry) -> dict[str, Any] | None:
    if entry.roll_call is None:
        return None
    score = forecast.score(entry.roll_call)
    return attrs.asdict(score) | {
        "said": _word(score.said), "result": _word(score.result), "result_right": score.result_right,
    }  # fmt: skip


def _outcomes(chances: dict[Reason, float]) -> dict[str, float]:
    return {_word(reason): chance for reason, chance in chances.items()}


def _word(one: Reason | Vote) -> str:
    return one.name.lower()


def scores_told(found: Backtest, scores: Sequence[Score]) -> Iterator[RenderableType]:
    """Every score, a column for each forecaster; the best of a row is bold, the last one's interval stands beside."""
    names = found.forecasters
    table = listing("Score", *map(str, range(1, len(names) + 1)), f"95% of {len(names)}")
    for column in table.columns[1:]:
        column.justify, column.no_wrap = "right", True
    by_place = {(score.of, score.name, score.forecaster): score for score in scores}
    for place, metric in enumerate(METRICS):
        if not place or METRICS[place - 1].of != metric.of:
            table.add_row(said(metric.of, "bold"))
        row = [by_place.get((metric.of, metric.name, name)) for name in names]
        values = [score.value for score in row if score]
        if values:
            best = (max if metric.more_is_better else min)(values)
            last = row[-1]
            cells = [_cell(one, best) for one in row]
            interval = f"{_short(last.low, 2)}–{_short(last.high, 2)}" if last else "–"
            table.add_row(said("  " + metric.name.removesuffix(" score")), *cells, interval)
    yield grid((f"{number}", said(name)) for number, name in enumerate(names, 1))
    yield table
    yield said(_WHAT_IS_SCORED, "dim")


def _cell(score: Score | None, best: float) -> RenderableType:
    if score is None:
        return "–"
    return said(_short(score.value, 3), "bold" if score.value == best else "")


def _short(value: float, places: int) -> str:
    """A score in so many digits, as papers print it, without a nought before the point: six of them fit a line.

    >>> [_short(value, 3) for value in (0.0461, 0.9999, 5.526, 20.72)]
    ['.046', '1.00', '5.53', '20.7']
    """
    if round(abs(value), places) < 1:
        return f"{value:.{places}f}".replace("0.", ".", 1)
    return f"{value:.{places - len(str(int(abs(value))))}f}"


def tested_plain(found: Backtest, scores: Sequence[Score], years: Sequence[int]) -> dict[str, Any]:
    """A backtest: every score with its interval, the skill over climatology, and the log loss year by year."""
    loss = METRICS[0]
    return {
        "years": list(years),
        "votes": len(found.rows) // len(found.forecasters),
        "forecasters": list(found.forecasters),
        "scores": [attrs.asdict(score) for score in scores],
        "skill_over_climatology": found.skill(loss),
        "log_loss_by_year": {year: _values(own) for year, own in found.by_year(loss).items()},
        "log_loss_by_topic": {topic: _values(own) for topic, own in found.by_topic(loss).items()},
        "reliability": {name: [attrs.asdict(one) for one in found.reliability(name)] for name in found.forecasters},
    }


def _values(scores: Sequence[Score]) -> dict[str, float]:
    return {score.forecaster: score.value for score in scores}
