"""How a forecast shows itself: the chamber of likeliest votes, and bars of every chance beside the base rate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from unsc_sim._dates import spoken_date
from unsc_sim.decisions import RESULTS
from unsc_sim.display._chances import percent, ranked, vetoes_named
from unsc_sim.display._foretold import forecast_chamber
from unsc_sim.display._markup import element
from unsc_sim.display._palette import INK, LOOKS, MUTED, disc, mark
from unsc_sim.display._pen import MARGIN, WIDTH, headed, paragraph, rule, sheet, text
from unsc_sim.display._shown import Drawing, Showing, Shown, Table, shown
from unsc_sim.forecast.result import WORDS, Forecast
from unsc_sim.forecast.worlds import VOTES
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from collections.abc import Sequence

LEFT, LONG, ROW = 152.0, 308.0, 23.0
RESULT_LONG = 196.0
WORDS_FIT, MARK_FITS = 0.15, 0.05
"""A part of a bar wider than this holds its mark and its number, or its mark alone."""


@attrs.frozen
class Together(Showing):
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


def result_bars(forecast: Forecast) -> tuple[tuple[str, float, float], ...]:
    """Each result, likeliest first: its name, its chance, and how often any draft ends so."""
    usual = forecast.base_rate.results
    return tuple((RESULTS[reason], forecast.outcomes[reason], usual[reason]) for reason in ranked(forecast))


def vote_bars(forecast: Forecast) -> tuple[tuple[str, tuple[float, float, float]], ...]:
    """Each member's chances in favour, abstaining and against; the base rate last."""
    members = forecast.council.members
    rows = [(forecast.council.short(member), forecast.sides[member.code]) for member in members]
    return (*rows, ("any member, any draft", forecast.base_rate.sides))


def _results(forecast: Forecast) -> Table:
    usual = forecast.base_rate.results
    rows = tuple(
        (WORDS[reason], f"{chance:.1%}", f"{usual[reason]:.1%}") for reason, chance in forecast.outcomes.items()
    )
    return Table(f"Chance of each result on {forecast.draft}", ("Result", "Forecast", "Base rate"), rows)


def _votes(forecast: Forecast) -> Table:
    rows = tuple((name, *map(percent, chances)) for name, chances in vote_bars(forecast))
    heads = ("Member", *(vote.phrase.capitalize() for vote in VOTES))
    return Table(f"Chance of each vote on {forecast.draft}", heads, rows)


def _bars(forecast: Forecast) -> Drawing:
    """The results beside the base rate; under them a bar for each member, in favour, abstaining, against."""
    title = f"Forecast: {forecast.draft}, {spoken_date(forecast.council.date)}"
    parts, y = headed(title, forecast.sentence)
    more, y = _result_rows(forecast, y + 12)
    rows = vote_bars(forecast)
    parts += [*more, *_legend(y + 16)]
    y += 30
    for name, chances in rows[:-1]:
        parts += _bar(name, chances, y)
        y += ROW
    parts += [rule(MARGIN, y + 3, WIDTH - MARGIN, y + 3), *_bar(*rows[-1], y + 9)]
    foot, y = paragraph("Last bar, and the thick strokes above: the base rate.", MARGIN, y + ROW + 24, size=12)
    return sheet([*parts, *foot], y, title, f"{title}. {_described(forecast)}")


def _described(forecast: Forecast) -> str:
    ends = "; ".join(f"{name} {percent(c)}, base rate {percent(usual)}" for name, c, usual in result_bars(forecast))
    told = "; ".join(f"{name}: {', '.join(map(percent, chances))}" for name, chances in vote_bars(forecast))
    return f"{ends}. In favour, abstaining, against: {told}."


def _result_rows(forecast: Forecast, y: float) -> tuple[list[str], float]:
    """A bar for each result with a thick stroke where the base rate stands; both numbers in words."""
    ends = LEFT + RESULT_LONG
    parts = [
        text("forecast", ends + 50, y, size=12, fill=MUTED, anchor="end"),
        text("base rate", WIDTH - MARGIN, y, size=12, fill=MUTED, anchor="end"),
    ]
    y += 8
    for row, (name, chance, usual) in enumerate(result_bars(forecast)):
        at = LEFT + RESULT_LONG * usual
        parts += [
            text(name, LEFT - 10, y + 14, anchor="end", bold=not row),
            element("rect", x=LEFT, y=y + 2, width=RESULT_LONG, height=14, rx=2, fill="#ffffff", stroke=INK,
                    stroke_width=0.8),
            element("rect", x=LEFT, y=y + 2, width=RESULT_LONG * chance, height=14, rx=2, fill=INK),
            rule(at, y - 2, at, y + 20, stroke=PLAIN, stroke_width=6),
            rule(at, y - 1, at, y + 19, stroke=MARKED, stroke_width=3),
            text(percent(chance), ends + 50, y + 14, anchor="end", bold=True),
            text(f"{usual:.1%}", WIDTH - MARGIN, y + 14, anchor="end", fill=MUTED),
        ]  # fmt: skip
        y += ROW + 2
    return parts, y


PLAIN, MARKED = "#ffffff", "#D55E00"


def _legend(y: float) -> list[str]:
    parts = []
    for place, vote in enumerate(VOTES):
        x = LEFT + 104 * place
        parts += [disc(x + 8, y - 4, 7, LOOKS[vote]), text(vote.phrase, x + 20, y)]
    return parts


def _bar(name: str, chances: Sequence[float], y: float) -> list[str]:
    parts, x = [text(name, LEFT - 10, y + 14, anchor="end", size=13 if len(name) < 20 else 11)], LEFT
    for vote, chance in zip(VOTES, chances, strict=True):
        wide, look = LONG * chance, LOOKS[vote]
        parts.append(element("rect", x=x, y=y, width=wide, height=18, fill=look.fill, stroke=INK, stroke_width=0.7))
        middle, written = x + wide / 2, chance >= WORDS_FIT
        if chance >= MARK_FITS:
            at = middle - 17 if written else middle
            parts.append(element("g", mark(look, 6), transform=f"translate({at:.1f} {y + 9:.1f})"))
        if written:
            parts.append(text(percent(chance), middle + 6, y + 13.5, fill=look.ink, anchor="middle", size=12))
        x += wide
    return parts
