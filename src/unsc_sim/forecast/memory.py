"""What the past says, as rates that fade: how often a member, a topic or a kind of sponsor met with dissent.

Everything a forecast knows is learnt here, vote by vote in order of date; nothing else in the room looks at a result.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from math import log1p
from typing import TYPE_CHECKING

import attrs

from unsc_sim.alliances.ties import Decayed, Ledger, Rates, groups_of
from unsc_sim.decisions import Reason

if TYPE_CHECKING:
    from collections.abc import Hashable

    from unsc_sim.forecast.question import Answer, Question

__all__ = ["Circumstances", "Memory"]

RATES_HALF_LIFE = 4.0
HEAT_HALF_LIFE = 0.5
"""Years; these, and the weights below, were chosen on the votes of 1994-2004 alone."""
COMPANY_HALF_LIFE = 8.0
PERIODS = (182, 365)
TOLERANCE = 14
"""A mandate that comes up every half year or year does so within these many days."""
REGION_WEIGHT, TOPIC_WEIGHT, MEMBER_WEIGHT = 30.0, 6.0, 20.0


@attrs.frozen
class Circumstances:
    """What the record says about a question as a whole: shares of contested votes, and what recurs."""

    usual: float
    topic: float
    topic_and_sponsors: float
    failing: float
    heat: float
    unknown_topic: bool
    renewed_quietly: bool
    renewed_contested: bool
    last_time: Mapping[str, int]


class Memory:
    """The record so far; `learn` each answer in turn, then ask about the next question."""

    def __init__(self) -> None:
        self.rates = Rates(RATES_HALF_LIFE)
        self.company = Rates(COMPANY_HALF_LIFE)
        self.heat = Decayed(HEAT_HALF_LIFE)
        self.ledger = Ledger()
        self._topics: dict[str, list[Answer]] = defaultdict(list)

    def learn(self, answer: Answer) -> None:
        """Take in one vote."""
        asked, day = answer.question, answer.question.day
        contested, failed = answer.contested, answer.reason is not Reason.ADOPTED
        self.rates.add("contested", day, hit=contested)
        self.rates.add("failed", day, hit=failed)
        for key in (asked.topic, ("wider", asked.wider), ("by", asked.sponsorship), (asked.topic, asked.sponsorship)):
            self.rates.add(("contested", key), day, hit=contested)
        self.rates.add(("failed", asked.topic), day, hit=failed)
        for member, side in answer.sides.items():
            self._learn_member(asked, member, side)
        self._topics[asked.topic].append(answer)
        if contested:
            self.heat.add(asked.topic, 1.0, day)
            self._learn_company(answer)
            self.ledger.learn(day, answer.sides, asked.interests, frozenset(asked.permanent))

    def _learn_member(self, asked: Question, member: str, side: int) -> None:
        day, dissent, kind = asked.day, side < 1, "permanent" if member in asked.permanent else "elected"
        keys: list[Hashable] = [member, kind, (member, "on", asked.topic), (member, "by", asked.sponsorship)]
        if kind == "elected":
            keys += [("elected", "on", asked.topic), *(("like", group) for group in groups_of(member, day))]
        for key in keys:
            self.rates.add(("dissent", key), day, hit=dissent)
        if dissent:
            for key in ("all", member, (member, "on", asked.topic)):
                self.rates.add(("against", key), day, hit=side < 0)

    def _learn_company(self, answer: Answer) -> None:
        """Who of the elected is not in favour when a permanent member is not, and against when it is against."""
        asked, day = answer.question, answer.question.day
        dissenting = [member for member in asked.permanent if answer.sides.get(member, 1) < 1]
        for member in asked.elected:
            if member not in answer.sides:
                continue
            side = answer.sides[member]
            for leader in dissenting:
                for key in (leader, (member, leader), *((group, leader) for group in groups_of(member, day))):
                    self.company.add(("dissent", key), day, hit=side < 1)
                    if answer.sides[leader] < 0:
                        self.company.add(("against", key), day, hit=side < 0)

    def circumstances(self, asked: Question) -> Circumstances:
        """What the record says about a question as a whole."""
        day, rate = asked.day, self.rates.rate
        usual = _kept(rate("contested", day, 0.1, 10))
        wider = rate(("contested", ("wider", asked.wider)), day, usual, REGION_WEIGHT)
        topic = rate(("contested", asked.topic), day, wider, TOPIC_WEIGHT)
        sponsors = rate(("contested", ("by", asked.sponsorship)), day, usual, 10)
        both = rate(("contested", (asked.topic, asked.sponsorship)), day, (topic + sponsors) / 2, TOPIC_WEIGHT)
        recurring = self._recurring(asked)
        return Circumstances(
            usual=usual,
            topic=topic,
            topic_and_sponsors=both,
            failing=rate(("failed", asked.topic), day, _kept(rate("failed", day, 0.03, 10)), 5),
            heat=log1p(self.heat.get(asked.topic, day)),
            unknown_topic=self.rates.count(("contested", asked.topic), day) < 0.3,
            renewed_quietly=any(not answer.contested for answer in recurring),
            renewed_contested=any(answer.contested for answer in recurring),
            last_time=recurring[-1].sides if recurring else {},
        )

    def _recurring(self, asked: Question) -> list[Answer]:
        """The votes on the topic half a year or a year ago: renewals of a mandate, if it is one."""
        near = []
        for answer in reversed(self._topics.get(asked.topic, ())):
            gap = asked.day - answer.question.day
            if gap > PERIODS[-1] + TOLERANCE:
                break
            if any(abs(gap - period) <= TOLERANCE for period in PERIODS):
                near.append(answer)
        return near[::-1]

    def dissent_of(self, asked: Question, member: str) -> tuple[float, float, float]:
        """How often a permanent member is not in favour: at all, on this topic, and with such sponsors."""
        day, rate = asked.day, self.rates.rate
        own = rate(("dissent", member), day, _kept(rate(("dissent", "permanent"), day, 0.03, 20)), 10)
        topic = rate(("dissent", (member, "on", asked.topic)), day, own, TOPIC_WEIGHT)
        sponsors = rate(("dissent", (member, "by", asked.sponsorship)), day, own, 2 * TOPIC_WEIGHT)
        return own, topic, sponsors

    def elected_dissent(self, asked: Question, member: str) -> tuple[float, float, float]:
        """How often an elected member is not in favour: at all, on this topic, and all the elected on this topic."""
        day, rate = asked.day, self.rates.rate
        everyone = _kept(rate(("dissent", "elected"), day, 0.03, 20))
        groups = groups_of(member, day)
        like = [rate(("dissent", ("like", group)), day, everyone, 40) for group in groups]
        own = rate(("dissent", member), day, sum(like) / len(like) if like else everyone, MEMBER_WEIGHT)
        topic = rate(("dissent", (member, "on", asked.topic)), day, own, 2.0)
        return own, topic, rate(("dissent", ("elected", "on", asked.topic)), day, everyone, 10)

    def against_of(self, asked: Question, member: str) -> tuple[float, float]:
        """Of a member's votes not in favour, the share against: at all, and on this topic."""
        day, rate = asked.day, self.rates.rate
        own = rate(("against", member), day, _kept(rate(("against", "all"), day, 0.3, 10)), 4)
        return own, rate(("against", (member, "on", asked.topic)), day, own, 2)

    def follows(self, asked: Question, member: str, leader: str, what: str = "dissent") -> float:
        """How often an elected member is not in favour (or against) when a permanent member is not (or against)."""
        day, rate = asked.day, self.company.rate
        usual = rate((what, leader), day, 0.25 if what == "dissent" else 0.1, 8)
        groups = groups_of(member, day)
        like = [rate((what, (group, leader)), day, usual, 6) for group in groups]
        return rate((what, (member, leader)), day, sum(like) / len(like) if like else usual, 4)


def _kept(rate: float) -> float:
    return min(1 - 1e-4, max(1e-4, rate))
