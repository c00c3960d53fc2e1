"""The chamber before a vote: each member's chances in its seat, and the results beside the base rate."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from unsc_sim._dates import spoken_date
from unsc_sim.decisions import RESULTS
from unsc_sim.display._chamber import (
    MIDDLE,
    RADIUS,
    WIDTH,
    Scene,
    _heading,
    _in_seats,
    _labels,
    _listed,
    _table,
    horseshoe,
)
from unsc_sim.display._chances import percent, ranked
from unsc_sim.display._markup import element, words, wrapped
from unsc_sim.display._palette import INK, LOOKS, MUTED, PAPER, disc
from unsc_sim.display._shown import Drawing
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from unsc_sim.display._chamber import Place
    from unsc_sim.forecast import Forecast
    from unsc_sim.states import State

_CAST = (Vote.YES, Vote.ABSTAIN, Vote.NO)
_OUTER, _INNER = 21.0, 13.5
_DEPTH = 92.0
_BAR = 112.0
"""The length of a bar that is certain."""


def forecast_chamber(forecast: Forecast) -> Drawing:
    """The horseshoe: in each seat the likeliest vote, around it all three chances; the results in the middle."""
    sentence = forecast.sentence
    scene = Scene(_title(forecast), spoken_date(forecast.council.date), sentence, forecast.council)
    heading, top = _heading(scene, 1)
    places = horseshoe(len(forecast.council), _DEPTH)
    leg = max(place.y for place in places)
    bend = top + 66 + RADIUS
    room = element(
        "g", _table(leg), *_seats(forecast, places), *_hollow(forecast), transform=f"translate({MIDDLE:g} {bend:.1f})"
    )
    legend, height = _legend(forecast, bend + leg + 52)
    paper = element("rect", width=WIDTH, height=height, rx=10, fill=PAPER)
    return Drawing(WIDTH, height, "".join([paper, *heading, room, *legend]), sentence, _described(forecast))


def _title(forecast: Forecast) -> str:
    draft = forecast.draft
    named = draft.title or draft.text
    return f"{draft.symbol}: {named}" if draft.symbol and named else str(draft)


def _seats(forecast: Forecast, places: tuple[Place, ...]) -> list[str]:
    scale = 1.0 if len(places) < 19 else 0.7
    return [
        _seat(forecast, member, place, scale) for member, place in zip(_in_seats(forecast.council), places, strict=True)
    ]


def _seat(forecast: Forecast, member: State, place: Place, scale: float) -> str:
    council, chances, likeliest = forecast.council, forecast.chances[member], forecast.votes[member]
    told = ", ".join(f"{percent(chances[vote])} {vote.phrase}" for vote in _CAST)
    outer = _OUTER * scale
    parts = [*_shares(chances, outer), disc(0, 0, _INNER * scale, LOOKS[likeliest])]
    if member in council.permanent:
        parts.append(element("circle", r=outer + 3.2, fill="none", stroke=INK, stroke_width=2.6))
    seat = element("g", *parts, transform=f"translate({place.x:.1f} {place.y:.1f})")
    labels = _labels(member, place, outer + 2, percent(chances[likeliest]))
    return element("g", element("title", words(f"{council.short(member)}: {told}")), seat, *labels)


def _shares(chances: dict[Vote, float], radius: float) -> list[str]:
    """A disc cut into the three chances, clockwise from the top; the smallest slices are left out."""
    drawn = [element("circle", r=radius, fill=LOOKS[max(_CAST, key=chances.__getitem__)].fill)]
    start = 0.0
    for vote in _CAST:
        end = start + chances[vote]
        if 0.01 <= chances[vote] < 0.99:
            drawn.append(_slice(start, end, radius, LOOKS[vote].fill))
        start = end
    return [*drawn, element("circle", r=radius, fill="none", stroke=INK, stroke_width=1.5)]


def _slice(start: float, end: float, radius: float, fill: str) -> str:
    (x1, y1), (x2, y2) = (_at(share, radius) for share in (start, end))
    far = int(end - start > 0.5)
    path = f"M0 0 L{x1:.1f} {y1:.1f} A{radius:.1f} {radius:.1f} 0 {far} 1 {x2:.1f} {y2:.1f} Z"
    return element("path", d=path, fill=fill, stroke=INK, stroke_width=0.8)


def _at(share: float, radius: float) -> tuple[float, float]:
    angle = 2 * math.pi * share
    return radius * math.sin(angle), -radius * math.cos(angle)


def _hollow(forecast: Forecast) -> list[str]:
    """The results as bars, likeliest first and bold, under each how often any draft ends so."""
    drawn, usual = [], forecast.base_rate.results
    for row, reason in enumerate(ranked(forecast)):
        y = -58.0 + 50 * row
        chance, bold = forecast.outcomes[reason], None if row else "bold"
        name = RESULTS[reason].capitalize()
        drawn += [
            element("text", words(name), x=-_BAR, y=y, font_size=16, font_weight=bold, fill=INK),
            element("text", words(percent(chance)), x=_BAR, y=y, font_size=16, font_weight=bold, text_anchor="end",
                    fill=INK),
            element("rect", x=-_BAR, y=y + 6, width=2 * _BAR, height=9, rx=2, fill="#ffffff", stroke=INK,
                    stroke_width=0.8),
            element("rect", x=-_BAR, y=y + 6, width=2 * _BAR * chance, height=9, rx=2, fill=INK),
            element("text", words(f"of any draft {usual[reason]:.1%}"), x=_BAR, y=y + 29, font_size=12.5,
                    text_anchor="end", fill=MUTED),
        ]  # fmt: skip
    return drawn


def _legend(forecast: Forecast, y: float) -> tuple[list[str], float]:
    drawn: list[str] = []
    for vote, label, members in _likeliest(forecast):
        lines = wrapped(f"{label}: {_listed(forecast.council, members)}", WIDTH - 72, 14)
        bold = element("tspan", words(f"{label}:"), font_weight="bold") + words(lines[0][len(label) + 1 :])
        drawn.append(disc(32, y - 5, 9.5, LOOKS[vote]))
        for row, line in enumerate([bold, *map(words, lines[1:])]):
            drawn.append(element("text", line, x=52, y=y + 18 * row, font_size=14, fill=INK))
        y += 18 * len(lines) + 7
    base = forecast.base_rate
    usual = ", ".join(f"{share:.1%} {vote.phrase}" for vote, share in zip(_CAST, base.sides, strict=True))
    said = (
        "Seat: the likeliest vote and its chance; around it the chances of all three. Double ring: permanent member. "
        f"Any member on any of {base.votes:,} earlier drafts: {usual}."
    )
    notes = wrapped(said, WIDTH - 72, 13)
    y += 4
    drawn += [element("text", words(line), x=32, y=y + 17 * row, font_size=13, fill=MUTED)
              for row, line in enumerate(notes)]  # fmt: skip
    return drawn, y + 17 * len(notes) + 2


def _likeliest(forecast: Forecast) -> list[tuple[Vote, str, tuple[State, ...]]]:
    votes = forecast.votes
    groups = [(vote, tuple(member for member in votes if votes[member] is vote)) for vote in _CAST]
    return [(vote, f"{len(members)} likeliest {vote.phrase}", members) for vote, members in groups if members]


def _described(forecast: Forecast) -> str:
    """The picture in words: the sentence, and every member's chances."""
    each = (
        f"{forecast.council.short(member)} " + ", ".join(f"{percent(chances[vote])} {vote.phrase}" for vote in _CAST)
        for member, chances in forecast.chances.items()
    )
    return f"The Security Council's horseshoe table before a vote. {forecast.sentence} Chances: {'; '.join(each)}."
