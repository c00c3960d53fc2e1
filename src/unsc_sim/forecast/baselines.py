"""Forecasters to beat: what anybody could say from counting alone. Each has the signature of every forecaster."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

import attrs

from unsc_sim.charter import Matter, rule_for
from unsc_sim.counting import compile_rule
from unsc_sim.decisions import Reason
from unsc_sim.forecast.question import question_of
from unsc_sim.forecast.worlds import SIDES, Chances

if TYPE_CHECKING:
    from collections import Counter

    from unsc_sim.council import Council
    from unsc_sim.documents import DraftResolution
    from unsc_sim.forecast.history import Record

__all__ = [
    "BASELINES",
    "Forecaster",
    "Guess",
    "always_in_favour",
    "climatology",
    "member_by_topic",
    "topic_by_sponsors",
]

BIG, MIDDLE, SMALL = 20.0, 10.0, 5.0
"""How many votes the wider share is worth where the narrower one is counted."""


@attrs.frozen
class Guess:
    """What a forecaster says: chances of each member's vote, by code, and of each result; None where it is silent."""

    sides: Mapping[str, Chances] | None
    outcomes: Mapping[Reason, float] | None

    def given(self, known: Mapping[Any, Any]) -> Guess:  # noqa: ARG002 - counting alone learns nothing from votes
        """The same: these forecasters know no ties."""
        return self


class Forecaster(Protocol):
    """Anything that can be asked: a draft, the Council, and the record as it was when the day began.

    `companions` is the number of other texts on the same topic that day. The answer has `sides` and `outcomes`, and
    `given(known)` for what it says once votes are known; a `Forecast` has them, and so has a `Guess`.
    """

    def __call__(self, draft: DraftResolution, /, *, council: Council, record: Record, companions: int = 0) -> Any:
        """Say what is likely."""
        ...


def always_in_favour(_draft: DraftResolution, *, council: Council, **_: Any) -> Guess:
    """Everybody is in favour of everything, which is right 95 times in 100 and tells nothing.

    >>> from unsc_sim import Council, DraftResolution
    >>> always_in_favour(DraftResolution(), council=Council.on("2016-10-08")).sides["RUS"]
    (1.0, 0.0, 0.0)
    """
    sides = {member.code: (1.0, 0.0, 0.0) for member in council.members}
    return Guess(sides, {reason: float(reason is Reason.ADOPTED) for reason in Reason})


def climatology(_draft: DraftResolution, *, council: Council, record: Record, **_: Any) -> Guess:
    """The shares of all earlier votes and results, whatever the draft.

    >>> from unsc_sim import Council, DraftResolution, roll_calls
    >>> from unsc_sim.forecast import Record
    >>> record = Record(roll_calls(before="2016-10-08"))
    >>> said = climatology(DraftResolution(), council=Council.on("2016-10-08"), record=record)
    >>> said.sides["RUS"] == said.sides["FRA"]
    True
    """
    usual = _usual(record.counts())
    return Guess({member.code: usual for member in council.members}, _results(record.counts(), (), MIDDLE))


def member_by_topic(draft: DraftResolution, *, council: Council, record: Record, **_: Any) -> Guess:
    """Each member as it voted on the topic, drawn towards how it votes at all and how all vote; each on its own."""
    counts, usual = record.counts(), _usual(record.counts())
    sides = {}
    for member in council.members:
        own = _shrunk(counts, ("vote", member.code), usual, BIG)
        sides[member.code] = _shrunk(counts, ("vote", member.code, draft.topic), own, SMALL)
    weights = [(yes, no, abstaining) for yes, abstaining, no in sides.values()]
    found = compile_rule(rule_for(Matter.SUBSTANTIVE, council.date), council).final(weights)
    return Guess(sides, {reason: found.get(reason, 0.0) for reason in Reason})


def topic_by_sponsors(draft: DraftResolution, *, council: Council, record: Record, **_: Any) -> Guess:
    """The share of texts on the topic with such sponsors that failed, drawn towards all texts with such sponsors."""
    asked = question_of(draft, council, rivals=())
    return Guess(None, _results(record.counts(), (asked.sponsorship, (asked.topic, asked.sponsorship)), SMALL))


BASELINES = (always_in_favour, climatology, member_by_topic, topic_by_sponsors)
"""The forecasters that a forecast has to beat, the simplest first."""


def _usual(counts: Counter[tuple[object, ...]]) -> Chances:
    return _shrunk(counts, ("vote",), (0.96, 0.03, 0.01), MIDDLE)


def _shrunk(counts: Counter[tuple[object, ...]], key: tuple[object, ...], prior: Chances, weight: float) -> Chances:
    number = sum(counts[*key, side] for side in SIDES)
    shares = [(counts[*key, side] + weight * p) / (number + weight) for side, p in zip(SIDES, prior, strict=True)]
    return shares[0], shares[1], shares[2]


def _results(counts: Counter[tuple[object, ...]], keys: tuple[object, ...], weight: float) -> dict[Reason, float]:
    """Shares of results, narrower and narrower, each drawn towards the wider."""
    shares = dict(zip(Reason, (0.97, 0.02, 0.01), strict=True))
    for key in ((), *((key,) for key in keys)):
        number = sum(counts["result", *key, reason] for reason in Reason)
        shares = {r: (counts["result", *key, r] + weight * shares[r]) / (number + weight) for r in Reason}
    return shares
