"""The forecaster that learns from a full record: a chain of the permanent members, then the elected on the graph.

Each permanent member in turn has two small logits, not in favour or not, and against or abstaining, on what is known
of the draft, on its own record, and on the votes already taken; the five share a common tendency from which each
departs as far as its votes show. The elected follow from the pattern: positions spread from the permanent members and
the sponsors over the signed graph of ties, and two logits turn them into chances. One more logit says how likely it is
that anybody is not in favour; its answer and the chain's are averaged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from unsc_sim.forecast.features import (
    AGAINST,
    CONTEST,
    DISSENT,
    ELECTED,
    MOVING,
    elected_values,
    moving_values,
    pattern_of,
    taken_values,
)
from unsc_sim.forecast.logit import Row, fit_logit, log_odds, probability, score, sparse
from unsc_sim.forecast.question import CHAIN
from unsc_sim.forecast.worlds import Chances, World, enumerate_worlds, with_contest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unsc_sim.forecast.features import Prepared
    from unsc_sim.forecast.question import Answer

__all__ = ["RecordModel", "fit_record"]

Weights = tuple[float, ...]
Pair = tuple[Weights, Weights]
"""Coefficients of two logits: not in favour or in favour; and, of those not in favour, against or abstaining."""

WEAK, PRECISION, DEPARTURE = 0.05, 3.0, 12.0
"""Precision of the prior on constants, on other coefficients, and on departures from the common tendency of the five;
chosen on the votes of 1994-2004."""
CONTEST_SHARE = 0.5


@attrs.frozen
class RecordModel:
    """Coefficients learnt from `votes` votes, and the day (an ordinal) before which all of them lie.

    `permanent` holds a pair of logits for each permanent member, `elected` one pair, `contest` one logit; the names of
    their entries are `DISSENT`, `AGAINST`, `ELECTED` and `CONTEST`, followed by two marks for each vote already taken.
    """

    before: int
    votes: int
    permanent: dict[str, Pair]
    elected: Pair
    contest: Weights

    def chances_of(self, prepared: Prepared, member: str, drawn: Sequence[int]) -> Chances:
        """A permanent member's chances, after the permanent members before it."""
        dissent, against = self.permanent[member]
        taken = taken_values(drawn)
        return _chances(
            score(dissent, [*prepared.dissent[member], *taken]), score(against, [*prepared.against[member], *taken])
        )

    def chances_then(self, prepared: Prepared, member: str, drawn: Sequence[int]) -> Chances:
        """An elected member's chances, given the permanent members' votes."""
        values = elected_values(prepared.elected[member], prepared.question.permanent, drawn)
        dissent, against = self.elected
        return _chances(score(dissent, values), score(against, values))

    def worlds(self, prepared: Prepared) -> tuple[World, ...]:
        """Every pattern of the permanent members' votes as a world, the chance of a contest averaged with its logit."""
        asked = prepared.question
        dissent, against = self.elected
        fixed = {
            member: (part, score(dissent[MOVING:], part.fixed), score(against[MOVING:], part.fixed))
            for member, part in prepared.elected.items()
        }

        def one_by_one(member: str, drawn: tuple[int, ...]) -> Chances:
            return self.chances_of(prepared, member, drawn)

        def then(member: str, drawn: tuple[int, ...]) -> Chances:
            part, first, second = fixed[member]
            values = moving_values(part, pattern_of(asked.permanent, drawn))
            return _chances(first + score(dissent, values), second + score(against, values))

        worlds = enumerate_worlds(asked.members, asked.permanent, one_by_one, then)
        return with_contest(worlds, self.contested(prepared, worlds))

    def contested(self, prepared: Prepared, worlds: Sequence[World]) -> float:
        """The chance that anybody is not in favour."""
        by_chain = 1.0 - sum(world.chance * world.unanimous for world in worlds)
        own = score(self.contest, prepared.contest)
        return probability((1 - CONTEST_SHARE) * log_odds(by_chain, 1e-6) + CONTEST_SHARE * own)


def _chances(dissent: float, against: float) -> Chances:
    not_in_favour, share = probability(dissent), probability(against)
    return 1.0 - not_in_favour, not_in_favour * (1.0 - share), not_in_favour * share


def fit_record(
    seen: Sequence[tuple[Answer, Prepared]], *, before: int, start: RecordModel | None = None
) -> RecordModel:
    """Learn the coefficients from the answers before a day (an ordinal); `start`, an earlier model, saves steps."""
    past = [(answer, prepared) for answer, prepared in seen if answer.question.day < before]
    common = _fit_pair(
        [case for member in CHAIN for case in _permanent_cases(past, member, taken=False)],
        (_prior(len(DISSENT)), _prior(len(AGAINST))),
    )
    permanent = {
        member: _fit_pair(
            _permanent_cases(past, member),
            tuple(_departing(weights, 2 * place) for weights in common),
            start.permanent[member] if start else None,
        )
        for place, member in enumerate(CHAIN)
    }
    elected = _fit_pair(_elected_cases(past), (_prior(len(ELECTED)),) * 2, start.elected if start else None)
    contest = fit_logit(
        [sparse(prepared.contest) for _, prepared in past],
        [int(answer.contested) for answer, _ in past],
        precision=_prior(len(CONTEST)).precision,
        start=start.contest if start else None,
    )
    return RecordModel(before, len(past), permanent, elected, contest)


@attrs.frozen
class _Case:
    """One member's vote: what the first logit sees, what the second sees, and the side taken."""

    dissent: Row
    against: Row
    side: int


@attrs.frozen
class _Prior:
    precision: Weights
    mean: Weights


def _prior(size: int) -> _Prior:
    return _Prior((WEAK, *[PRECISION] * (size - 1)), (0.0,) * size)


def _departing(common: Weights, marks: int) -> _Prior:
    """A prior around the common tendency, and around 0 for the marks of votes already taken."""
    precision = (WEAK, *[DEPARTURE] * (len(common) - 1), *[PRECISION] * marks)
    return _Prior(precision, (*common, *[0.0] * marks))


def _permanent_cases(past: Sequence[tuple[Answer, Prepared]], member: str, *, taken: bool = True) -> list[_Case]:
    cases = []
    for answer, prepared in past:
        order = prepared.question.permanent
        if member in order and all(one in answer.sides for one in order):
            marks = taken_values([answer.sides[one] for one in order[: order.index(member)]]) if taken else []
            dissent, against = (sparse([*values[member], *marks]) for values in (prepared.dissent, prepared.against))
            cases.append(_Case(dissent, against, answer.sides[member]))
    return cases


def _elected_cases(past: Sequence[tuple[Answer, Prepared]]) -> list[_Case]:
    cases = []
    for answer, prepared in past:
        order = prepared.question.permanent
        if all(one in answer.sides for one in order):
            drawn = [answer.sides[one] for one in order]
            for member, part in prepared.elected.items():
                if member in answer.sides:
                    row = sparse(elected_values(part, order, drawn))
                    cases.append(_Case(row, row, answer.sides[member]))
    return cases


def _fit_pair(cases: Sequence[_Case], priors: Sequence[_Prior], start: Pair | None = None) -> Pair:
    differing = [case for case in cases if case.side < 1]
    dissent, against = priors
    first = fit_logit(
        [case.dissent for case in cases], [int(case.side < 1) for case in cases],
        precision=dissent.precision, mean=dissent.mean, start=start[0] if start else None,
    )  # fmt: skip
    second = fit_logit(
        [case.against for case in differing], [int(case.side < 0) for case in differing],
        precision=against.precision, mean=against.mean, start=start[1] if start else None,
    )  # fmt: skip
    return first, second
