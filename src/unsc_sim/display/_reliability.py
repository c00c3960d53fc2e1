"""How a backtest shows itself: every score, and whether what was forecast with some chance came about as often."""

from __future__ import annotations

import attrs

from unsc_sim.display._chances import percent
from unsc_sim.display._markup import element
from unsc_sim.display._palette import INK, LOOKS, MUTED
from unsc_sim.display._pen import MARGIN, headed, paragraph, rule, sheet, text
from unsc_sim.display._shown import Drawing, Showing, Shown, Table, shown
from unsc_sim.errors import RuleError
from unsc_sim.forecast.backtesting import Backtest
from unsc_sim.forecast.scores import Bin
from unsc_sim.votes import Vote

LEFT, SIDE = 74.0, 366.0
DEEP = 52.0
"""The height of the tallest column of numbers."""
KINDS = ("in favour", "not in favour")


@attrs.frozen
class Reliability(Showing):
    """How often votes came that one forecaster gave about the same chance.

    `bins` hold the chance, the share that came true and the number of votes; `of` says which votes: "in favour" or
    "not in favour".
    """

    forecaster: str
    bins: tuple[Bin, ...]
    of: str = KINDS[1]

    @property
    def number(self) -> int:
        """How many votes there are in all."""
        return sum(part.number for part in self.bins)

    @property
    def share(self) -> float:
        """How many of all votes came so: the base rate."""
        return sum(part.number * part.share for part in self.bins) / max(1, self.number)

    @property
    def gap(self) -> float:
        """How far chance and share are apart, averaged over the votes."""
        return sum(part.number * abs(part.chance - part.share) for part in self.bins) / max(1, self.number)

    @property
    def title(self) -> str:
        """What the picture is of."""
        return f"Reliability of “{self.forecaster}”: votes {self.of}"

    def __str__(self) -> str:
        return (
            f"{self.title}. {self.number:,} votes, of which {percent(self.share)} came {self.of}; on average the "
            f"chance forecast and the share that came are {100 * self.gap:.1f} percentage points apart."
        )


def reliability(tested: Backtest, forecaster: str = "", *, of: str = KINDS[1]) -> Reliability:
    """The reliability diagram of one forecaster of a backtest, by default the last one.

    >>> from unsc_sim import backtest, roll_calls
    >>> from unsc_sim.forecast import FORECASTERS
    >>> tested = backtest(roll_calls(before="1990-01-01"), {"climatology": FORECASTERS["climatology"]}, [1988, 1989])
    >>> reliability(tested).number
    45

    Raises:
        RuleError: when the forecaster was not asked, or `of` is neither "in favour" nor "not in favour".
    """
    if of not in KINDS:
        raise RuleError(of, "is no kind of vote here", " or ".join(KINDS), "Choose one of the two.")
    name = forecaster or tested.forecasters[-1]
    return Reliability(name, tested.reliability(name, kind=KINDS.index(of)), of)


@shown.register(Reliability)
def _(found: Reliability) -> Shown:
    sentence = str(found)
    return Shown(sentence, paragraphs=(sentence,), drawings=(_diagram(found),), tables=(_bins(found),))


@shown.register(Backtest)
def _(tested: Backtest) -> Shown:
    best = reliability(tested)
    years = f"{tested.rows[0].day.year} to {tested.rows[-1].day.year}"
    votes = len({(row.day, row.name) for row in tested.rows})
    sentence = (
        f"{votes} votes of {years}, each forecast from earlier votes only by {len(tested.forecasters)} forecasters."
    )
    scores = Table("Every score", ("Score", *tested.forecasters), _scores(tested))
    said = (sentence, str(best))
    return Shown(sentence, paragraphs=said, drawings=(_diagram(best),), tables=(scores, _bins(best)))


def _scores(tested: Backtest) -> tuple[tuple[str, ...], ...]:
    found: dict[str, dict[str, str]] = {}
    for score in tested.scores(resamples=0):
        found.setdefault(f"{score.of}: {score.name}", {})[score.forecaster] = f"{score.value:.4f}"
    return tuple((name, *(cells.get(one, "–") for one in tested.forecasters)) for name, cells in found.items())


def _bins(found: Reliability) -> Table:
    rows = tuple(
        (f"{part.chance:.1%}", f"{part.share:.1%}", f"{part.low:.0%} to {part.high:.0%}", f"{part.number:,}")
        for part in found.bins
    )
    heads = ("Forecast", "Came true", "95 % interval", "Votes")
    return Table(f"Reliability of {found.forecaster!r}: votes {found.of}", heads, rows)


def _diagram(found: Reliability) -> Drawing:
    """Forecast chance across, share that came true upwards; a good forecast lies on the diagonal."""
    parts, y = headed(
        f"Reliability of “{found.forecaster}”", f"Votes {found.of}: chance forecast, and share that came."
    )
    top = y + 16
    foot = top + SIDE
    parts += [
        text("came true", LEFT, y, size=12, fill=MUTED, anchor="middle"),
        element("rect", x=LEFT, y=top, width=SIDE, height=SIDE, fill="#ffffff", stroke=MUTED),
        *_scale(foot),
        rule(LEFT, foot, LEFT + SIDE, top, stroke_dasharray="6 4"),
        *_usual(found, foot),
        *(part for one in found.bins for part in _point(one, foot)),
    ]
    more, y = _columns(found, foot + 44)
    note = (
        f"Diagonal: as forecast. Dotted: all votes, {percent(found.share)}. Strokes: 95 % intervals as if votes were "
        "independent, which those on one text are not. Columns: how many votes."
    )
    last, y = paragraph(note, MARGIN, y + 22, size=12)
    told = "; ".join(
        f"{percent(part.chance)} forecast, {percent(part.share)} came true, of {part.number:,}" for part in found.bins
    )
    return sheet([*parts, *more, *last], y, found.title, f"{found} {told}.")


def _scale(foot: float) -> list[str]:
    across = [
        text(f"{step / 4:.0%}", LEFT + SIDE * step / 4, foot + 18, anchor="middle", fill=MUTED, size=12)
        for step in range(5)
    ]
    up = [text(f"{step / 4:.0%}", LEFT - 8, foot - SIDE * step / 4 + 4, anchor="end", fill=MUTED, size=12)
          for step in range(5)]  # fmt: skip
    return [*across, *up, text("chance forecast", LEFT + SIDE, foot + 34, anchor="end", fill=MUTED, size=12)]


def _usual(found: Reliability, foot: float) -> list[str]:
    y = foot - SIDE * found.share
    return [
        rule(LEFT, y, LEFT + SIDE, y, stroke_dasharray="2 4"),
        text(percent(found.share), LEFT + SIDE + 5, y + 4, fill=MUTED, size=12),
    ]


def _point(part: Bin, foot: float) -> list[str]:
    x, y = LEFT + SIDE * part.chance, foot - SIDE * part.share
    return [
        rule(x, foot - SIDE * part.low, x, foot - SIDE * part.high, stroke=INK, stroke_width=1.5),
        element("circle", cx=x, cy=y, r=6, fill=LOOKS[Vote.YES].fill, stroke=INK),
    ]


def _columns(found: Reliability, top: float) -> tuple[list[str], float]:
    """How many votes there are in each bin, as columns with their numbers."""
    most = max((part.number for part in found.bins), default=1)
    foot = top + DEEP + 14
    parts = [rule(LEFT, foot, LEFT + SIDE, foot), text("votes", LEFT - 8, foot, anchor="end", fill=MUTED, size=12)]
    for part in found.bins:
        x, tall = LEFT + SIDE * part.chance, DEEP * part.number / most
        parts += [
            element(
                "rect", x=x - 9, y=foot - tall, width=18, height=tall, fill="#c9ced6", stroke=INK, stroke_width=0.8
            ),
            text(f"{part.number:,}", x, foot - tall - 4, anchor="middle", size=11),
        ]
    return parts, foot
