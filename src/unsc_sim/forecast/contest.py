"""How likely it is that a vote is contested at all: that anybody is not in favour.

Two sources. What can be seen of any draft (who tables it, how heated its topic has been) goes through a small logit
learnt from a full record. What is at stake is then added with stated strengths, for the casebook holds hardly any vote
that was not contested and cannot say how often stakes stay without consequence: the shift below is a belief, not a
finding. How often texts with a rival were contested is counted.
"""

from __future__ import annotations

from math import log1p
from typing import TYPE_CHECKING

import attrs

from unsc_sim.forecast.logit import fit_logit, log_odds, probability, score, sparse
from unsc_sim.forecast.question import EAST, P3

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unsc_sim.forecast.question import Answer, Question

__all__ = ["SEEN", "ContestModel", "contested_with_stakes", "fit_contest", "heat_of", "rival_votes", "seen_values"]

SEEN = (
    "always", "text of the President", "sponsors unknown", "sponsored by the P3", "sponsored by China or Russia",
    "sponsored by others", "elected members among sponsors", "permanent members among sponsors",
    "other texts that day", "amendment", "topic contested before",
)  # fmt: skip
HEAT_HALF_LIFE_DAYS = 4 * 365.25
WEAK, PRECISION = 0.05, 3.0
SHIFT = 3.0
"""Log-odds of a contest added when the stakes make a permanent member's negative vote certain: a stated belief."""
RIVAL_PRIOR = (9.0, 1.0)
"""Contested and uncontested votes on rival texts imagined before any is seen."""


def heat_of(topic: str, day: int, answers: Iterable[Answer]) -> float:
    """How often the topic was contested before a day, old votes fading by half in four years: log(1 + votes)."""
    ages = (
        day - answer.question.day for answer in answers
        if answer.question.topic == topic and answer.contested and answer.question.day < day
    )  # fmt: skip
    return log1p(sum(0.5 ** (age / HEAT_HALF_LIFE_DAYS) for age in ages)) if topic else 0.0


def rival_votes(answers: Iterable[Answer], before: int) -> tuple[int, int]:
    """Of the votes before a day on texts with a known rival: how many, and how many were contested."""
    found = [answer.contested for answer in answers if answer.question.rivals and answer.question.day < before]
    return len(found), sum(found)


def seen_values(asked: Question, heat: float) -> tuple[float, ...]:
    """The values of `SEEN`."""
    kinds = ("president", "unknown", "P3", "China or Russia", "others")
    return (
        1.0, *(float(asked.sponsorship == kind) for kind in kinds),
        min(6, len(asked.sponsors.intersection(asked.elected))) / 6, len(asked.sponsors & (P3 | EAST)) / 5,
        float(asked.companions > 0), float(asked.amendment), heat,
    )  # fmt: skip


@attrs.frozen
class ContestModel:
    """The logit's coefficients, learnt from `votes` votes before a day (an ordinal)."""

    before: int
    votes: int
    weights: tuple[float, ...]

    def chance(self, asked: Question, heat: float) -> float:
        """The chance of a contest from what can be seen of any draft."""
        return probability(score(self.weights, seen_values(asked, heat)))


def fit_contest(answers: Sequence[Answer], *, before: int) -> ContestModel:
    """Learn the logit from all votes before a day (an ordinal)."""
    past = [answer for answer in answers if answer.question.day < before]
    rows = [
        sparse(seen_values(answer.question, heat_of(answer.question.topic, answer.question.day, past)))
        for answer in past
    ]
    precision = [WEAK, *[PRECISION] * (len(SEEN) - 1)]
    weights = fit_logit(rows, [int(answer.contested) for answer in past], precision=precision)
    return ContestModel(before, len(past), weights)


def contested_with_stakes(chance: float, asked: Question, opposed: float, seen_rivals: tuple[int, int]) -> float:
    """The chance of a contest when it is known what is at stake.

    `opposed` is the chance, if the vote is contested, that a permanent member is against.
    """
    if not asked.stakes:
        return chance
    shifted = probability(log_odds(chance) + SHIFT * opposed)
    if not asked.rivals:
        return shifted
    number, contested = seen_rivals
    return max(shifted, (RIVAL_PRIOR[0] + contested) / (sum(RIVAL_PRIOR) + number))
