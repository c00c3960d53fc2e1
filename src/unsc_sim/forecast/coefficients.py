"""The coefficients that were learnt, in one small text file, each with the day before which all its votes lie.

A forecast takes the newest set that is older than the draft, so no set ever speaks about votes it was learnt from.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import attrs

from unsc_sim._dates import spoken_date
from unsc_sim._seeds import read_table
from unsc_sim.decisions import RESULTS, Reason
from unsc_sim.errors import SeedError
from unsc_sim.forecast.contest import SEEN, ContestModel
from unsc_sim.forecast.features import AGAINST, CONTEST, DISSENT, ELECTED
from unsc_sim.forecast.question import CHAIN
from unsc_sim.forecast.record import RecordModel
from unsc_sim.forecast.stakes import VALUES, StakesModel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = [
    "BaseRate",
    "base_rate_before",
    "contest_before",
    "parts_of",
    "record_before",
    "sets_on_file",
    "stakes_before",
    "table_of",
]

FILE = "forecast.csv"
COLUMNS = ("model", "before", "votes", "part", "values")


@attrs.frozen
class BaseRate:
    """What one would say of any draft, knowing nothing of it: shares in `votes` votes before a day (an ordinal)."""

    before: int
    votes: int
    results: dict[Reason, float]
    sides: tuple[float, float, float]

    def __str__(self) -> str:
        shares = ", ".join(f"{share:.1%} {RESULTS[reason]}" for reason, share in self.results.items())
        return f"base rate of {self.votes:,} votes before {spoken_date(date.fromordinal(self.before))}: {shares}"


_SIDES = ("in favour", "abstaining", "against")
Parts = dict[str, tuple[float, ...]]


@cache
def _sets() -> Mapping[str, Mapping[int, tuple[int, Parts]]]:
    """Every set by model and day: the number of votes learnt from, and its parts."""
    found: dict[str, dict[int, tuple[int, Parts]]] = defaultdict(dict)
    for row in read_table(FILE):
        day = date.fromisoformat(row["before"]).toordinal()
        _, parts = found[row["model"]].setdefault(day, (int(row["votes"]), {}))
        parts[row["part"]] = tuple(map(float, row["values"].split()))
    return found


def _newest(model: str, day: int) -> tuple[int, int, Parts] | None:
    days = [before for before in _sets()[model] if before <= day]
    if not days:
        return None
    votes, parts = _sets()[model][max(days)]
    return max(days), votes, parts


def _needed(model: str, day: int) -> tuple[int, int, Parts]:
    """The newest set before a day, or the oldest there is."""
    return _newest(model, day) or _newest(model, min(_sets()[model]))  # type: ignore[return-value]


def stakes_before(day: int) -> StakesModel:
    """The strengths learnt from the casebook's contested votes before a day; the stated ones before any case."""
    before, votes, parts = _needed("stakes", day)
    return StakesModel(before, votes, _weights(parts, "dissent", VALUES), _weights(parts, "against", VALUES))


def contest_before(day: int) -> ContestModel:
    """How likely a contest is, learnt from a full record before a day; the oldest set for earlier days."""
    before, votes, parts = _needed("contest", day)
    return ContestModel(before, votes, _weights(parts, "contest", SEEN))


def base_rate_before(day: int) -> BaseRate:
    """The shares of results and votes in a full record before a day; the oldest set for earlier days."""
    before, votes, parts = _needed("base rate", day)
    results = _weights(parts, "results", tuple(RESULTS.values()))
    in_favour, abstaining, against = _weights(parts, "votes", _SIDES)
    return BaseRate(before, votes, dict(zip(Reason, results, strict=True)), (in_favour, abstaining, against))


def record_before(day: int) -> RecordModel:
    """The record forecaster's coefficients, learnt from a full record before a day; the oldest set for earlier days."""
    before, votes, parts = _needed("record", day)
    permanent = {
        member: (
            _weights(parts, f"{member} dissent", names_of(DISSENT, place)),
            _weights(parts, f"{member} against", names_of(AGAINST, place)),
        )
        for place, member in enumerate(CHAIN)
    }
    elected = (_weights(parts, "elected dissent", ELECTED), _weights(parts, "elected against", ELECTED))
    return RecordModel(before, votes, permanent, elected, _weights(parts, "contest", CONTEST))


def sets_on_file() -> Iterator[ContestModel | BaseRate | RecordModel]:
    """Every set on file that was learnt from a full record."""
    yield from (contest_before(day) for day in sorted(_sets()["contest"]))
    yield from (base_rate_before(day) for day in sorted(_sets()["base rate"]))
    yield from (record_before(day) for day in sorted(_sets()["record"]))


def names_of(values: tuple[str, ...], place: int) -> tuple[str, ...]:
    """The names of a permanent member's values, the marks of those before it included.

    >>> names_of(("always",), 1)
    ('always', 'RUS abstaining', 'RUS against')
    """
    return (*values, *(f"{one} {mark}" for one in CHAIN[:place] for mark in ("abstaining", "against")))


def _weights(parts: Parts, part: str, names: Sequence[str]) -> tuple[float, ...]:
    values = parts.get(part, ())
    if len(values) != len(names):
        raise SeedError(FILE, f"has {len(values)} numbers under {part!r}", f"{len(names)}", "Learn them anew.")
    return values


def table_of(models: Iterable[StakesModel | ContestModel | RecordModel | BaseRate]) -> str:
    """The text file that holds these sets: a row per part, its numbers to five significant digits.

    What the numbers of a part stand for is named in `parts_of`.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for model in models:
        name, day = _headline(model)
        for part, _, values in parts_of(model):
            writer.writerow((name, day, _votes(model), part, " ".join(f"{value:.5g}" for value in values)))
    return text.getvalue()


def _headline(model: StakesModel | ContestModel | RecordModel | BaseRate) -> tuple[str, str]:
    kinds = {StakesModel: "stakes", ContestModel: "contest", RecordModel: "record", BaseRate: "base rate"}
    return kinds[type(model)], date.fromordinal(model.before).isoformat()


def _votes(model: StakesModel | ContestModel | RecordModel | BaseRate) -> int:
    return model.cases if isinstance(model, StakesModel) else model.votes


def parts_of(
    model: StakesModel | ContestModel | RecordModel | BaseRate,
) -> Iterator[tuple[str, tuple[str, ...], tuple[float, ...]]]:
    """The parts of a set: a name, what its numbers stand for, and the numbers.

    >>> from datetime import date
    >>> parts = {part: dict(zip(names, values)) for part, names, values in parts_of(stakes_before(0))}
    >>> parts["dissent"]["is a sponsor"]
    -4.0
    """
    if isinstance(model, StakesModel):
        yield "dissent", VALUES, model.dissent
        yield "against", VALUES, model.against
    elif isinstance(model, ContestModel):
        yield "contest", SEEN, model.weights
    elif isinstance(model, BaseRate):
        yield "results", tuple(RESULTS.values()), tuple(model.results.values())
        yield "votes", _SIDES, model.sides
    else:
        for place, member in enumerate(CHAIN):
            dissent, against = model.permanent[member]
            yield f"{member} dissent", names_of(DISSENT, place), dissent
            yield f"{member} against", names_of(AGAINST, place), against
        yield "elected dissent", ELECTED, model.elected[0]
        yield "elected against", ELECTED, model.elected[1]
        yield "contest", CONTEST, model.contest
