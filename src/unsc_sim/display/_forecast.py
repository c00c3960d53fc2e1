"""How a forecast shows itself: bars beside the base rate, the chamber of likeliest votes, and calibration."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from unsc_sim._dates import spoken_date
from unsc_sim.display._chances import percent, vetoes_named
from unsc_sim.display._foretold import forecast_chamber
from unsc_sim.display._markup import element, words, wrapped
from unsc_sim.display._palette import INK, LOOKS, MUTED, PAPER
from unsc_sim.display._shown import Drawing, Shown, Table, shown
from unsc_sim.forecast.backtesting import Backtest
from unsc_sim.forecast.result import WORDS, Forecast
from unsc_sim.forecast.worlds import VOTES
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unsc_sim.forecast.scores import Bin

WIDTH, LEFT, LONG, ROW = 640.0, 190.0, 400.0, 24.0
LEAST_WRITTEN = 0.08
"""A part of a bar narrower than this holds no number."""
SQUARE = 320.0


@attrs.frozen
class Together:
    """Several forecasts under one heading, such as those of rival drafts."""

    heading: str
    forecasts: tuple[Forecast, ...]


@shown.register(Forecast)
def _(forecast: Forecast) -> Shown:
    low, high = forecast.interval()
    tally = f"Votes in favour: {forecast.expected_tally[Vote.YES]:.1f} expected, {low} to {high} with 90 %."
    return Shown(
        forecast.sentence,
        paragraphs=(forecast.sentence, *_beside(forecast), tally),
        points=tuple(f"{note}." for note in forecast.notes),
        drawings=(forecast_chamber(forecast), _bars(forecast)),
        tables=(_results(forecast), _votes(forecast)),
    )


def _beside(forecast: Forecast) -> list[str]:
    """Who would block it, and what is said where the stakes are left aside."""
    vetoes, blind = vetoes_named(forecast), forecast.without_stakes
    aside = ", ".join(f"{percent(chance)} {WORDS[reason]}" for reason, chance in blind.outcomes.items())
    said = [(bool(vetoes), f"Veto by {vetoes}."), (blind is not forecast, f"Stakes left aside: {aside}.")]
    return [text for holds, text in said if holds]


@shown.register(Together)
def _(together: Together) -> Shown:
    each = [shown(forecast) for forecast in together.forecasts]
    sentences = tuple(one.sentence for one in each)
    return Shown(
        " ".join(sentences),
        heading=together.heading,
        paragraphs=sentences,
        drawings=tuple(one.drawings[0] for one in each),
        tables=tuple(table for one in each for table in one.tables),
    )


def _results(forecast: Forecast) -> Table:
    usual = forecast.base_rate.results
    rows = tuple(
        (WORDS[reason], f"{chance:.1%}", f"{usual[reason]:.1%}") for reason, chance in forecast.outcomes.items()
    )
    return Table(f"Chance of each result on {forecast.draft}", ("Result", "Forecast", "Base rate"), rows)


def _votes(forecast: Forecast) -> Table:
    rows = tuple(
        (forecast.council.short(member), *(percent(table[vote]) for vote in VOTES))
        for member, table in forecast.chances.items()
    )
    usual = ("any member, any draft", *(percent(share) for share in forecast.base_rate.sides))
    heads = ("Member", *(vote.phrase.capitalize() for vote in VOTES))
    return Table(f"Chance of each vote on {forecast.draft}", heads, (*rows, usual))


def _bars(forecast: Forecast) -> Drawing:
    """One bar for each member, in favour, abstaining, against; above them the results, below the base rate."""
    title = f"Forecast: {forecast.draft}, {spoken_date(forecast.council.date)}"
    beneath = wrapped(forecast.sentence, WIDTH - 48, 13)
    top = 60.0 + 17 * len(beneath)
    rows = [(forecast.council.short(member), forecast.sides[member.code]) for member in forecast.council.members]
    rows.append(("base rate", forecast.base_rate.sides))
    height = top + ROW * (len(rows) + 1) + 22
    parts = [
        element("rect", width=WIDTH, height=height, rx=10, fill=PAPER),
        _text(title, 24, 32, size=18, bold=True),
        *(_text(line, 24, 52 + 17 * place, fill=MUTED) for place, line in enumerate(beneath)),
        *_legend(top - 4),
        *(
            part
            for place, (name, chances) in enumerate(rows)
            for part in _bar(name, chances, top + ROW * (place + 0.6))
        ),
    ]
    told = "; ".join(f"{name}: " + ", ".join(percent(c) for c in chances) for name, chances in rows)
    return Drawing(WIDTH, height, "".join(parts), title, f"{title}. In favour, abstaining, against: {told}.")


def _legend(y: float) -> list[str]:
    return [
        part
        for place, vote in enumerate(VOTES)
        for part in (
            element("rect", x=LEFT + 120 * place, y=y - 10, width=14, height=12, fill=LOOKS[vote].fill, stroke=INK),
            _text(vote.phrase, LEFT + 120 * place + 20, y),
        )
    ]


def _bar(name: str, chances: Sequence[float], y: float) -> list[str]:
    parts, x = [_text(name, LEFT - 12, y + 14, anchor="end")], LEFT
    for vote, chance in zip(VOTES, chances, strict=True):
        wide = LONG * chance
        look = LOOKS[vote]
        parts.append(
            element(
                "rect", x=f"{x:.1f}", y=y, width=f"{wide:.1f}", height=18, fill=look.fill, stroke=INK, stroke_width=0.7
            )
        )
        if chance >= LEAST_WRITTEN:
            parts.append(_text(percent(chance), x + wide / 2, y + 13, fill=look.ink, anchor="middle", size=12))
        x += wide
    return parts


@shown.register(Backtest)
def _(tested: Backtest) -> Shown:
    best = tested.forecasters[-1]
    bins = tested.reliability(best)
    years = f"{tested.rows[0].day.year} to {tested.rows[-1].day.year}"
    votes = len({(row.day, row.name) for row in tested.rows})
    sentence = (
        f"{votes} votes of {years}, each forecast from earlier votes only by {len(tested.forecasters)} forecasters."
    )
    rows = tuple((f"{part.chance:.1%}", f"{part.share:.1%}", f"{part.number:,}") for part in bins)
    table = Table(f"Calibration of {best!r}: votes not in favour", ("Forecast", "Came true", "Votes"), rows)
    scores = Table("Every score", ("Score", *tested.forecasters), _scores(tested))
    return Shown(sentence, drawings=(_calibration(best, bins),), tables=(scores, table))


def _scores(tested: Backtest) -> tuple[tuple[str, ...], ...]:
    found: dict[str, dict[str, str]] = {}
    for score in tested.scores(resamples=0):
        found.setdefault(f"{score.of}: {score.name}", {})[score.forecaster] = f"{score.value:.4f}"
    return tuple((name, *(cells.get(one, "–") for one in tested.forecasters)) for name, cells in found.items())


def _calibration(name: str, bins: Sequence[Bin]) -> Drawing:
    """Forecast chance across, share that came true upwards; a good forecast lies on the diagonal."""
    title = f"Calibration of “{name}”: not in favour"
    x, y = 70.0, 60.0 + SQUARE
    parts = [
        element("rect", width=WIDTH, height=y + 60, rx=10, fill=PAPER),
        _text(title, 24, 32, size=18, bold=True),
        element("rect", x=x, y=y - SQUARE, width=SQUARE, height=SQUARE, fill="none", stroke=MUTED),
        element("path", d=f"M{x:g} {y:g} l{SQUARE:g} {-SQUARE:g}", stroke=MUTED, stroke_dasharray="5 4", fill="none"),
        _text("forecast chance", x + SQUARE / 2, y + 40, anchor="middle"),
        *(_text(f"{step / 4:.0%}", x + SQUARE * step / 4, y + 18, anchor="middle", fill=MUTED) for step in range(5)),
        *(_text(f"{step / 4:.0%}", x - 8, y - SQUARE * step / 4 + 4, anchor="end", fill=MUTED) for step in range(5)),
    ]
    for part in bins:
        at = (x + SQUARE * part.chance, y - SQUARE * part.share)
        parts.append(
            element("circle", cx=f"{at[0]:.1f}", cy=f"{at[1]:.1f}", r=6, fill=LOOKS[Vote.YES].fill, stroke=INK)
        )
        parts.append(_text(f"{part.number:,}", at[0] + 10, at[1] + 4, size=11))
    told = "; ".join(f"{part.chance:.0%} forecast, {part.share:.0%} came true, of {part.number:,}" for part in bins)
    return Drawing(WIDTH, y + 60, "".join(parts), title, f"{title}. {told}.")


def _text(text: str, x: float, y: float, *, size: float = 13, fill: str = INK, anchor: str = "start", bold: bool = False
          ) -> str:  # fmt: skip
    return element(
        "text", words(text), x=f"{x:.1f}", y=f"{y:.1f}", font_size=size, fill=fill, text_anchor=anchor,
        font_weight="bold" if bold else None,
    )  # fmt: skip
