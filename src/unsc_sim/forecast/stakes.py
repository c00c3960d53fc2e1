"""The forecaster that knows what is at stake: sponsors, rivals and the states concerned, on the alliance graph.

Sponsors (+1), sponsors of a rival text (-1), states the text is aimed at (-1) and states it favours (+1) are held at
these positions; everybody else comes to stand between its neighbours, friends near and opponents far. What that
position is worth is learnt from earlier contested votes, starting from stated strengths. The model answers one
question only: *if* the vote is contested, who stands where?
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from unsc_sim.forecast.logit import fit_logit, log_odds, probability, score, solve_symmetric, sparse
from unsc_sim.forecast.question import Question
from unsc_sim.forecast.worlds import Chances, World, enumerate_worlds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from unsc_sim.alliances.ties import Ties
    from unsc_sim.forecast.question import Answer

__all__ = ["STATED", "VALUES", "Positions", "Prior", "StakesModel", "find_positions", "fit_stakes"]

SPREAD = 0.3
"""How far a position fades on its way over the graph."""
PULL = 2.0
"""How firmly a state concerned is held at its side."""
COMPANY = 0.5
"""Weight of "no company yet" in the average over the permanent members whose votes are taken."""


@attrs.frozen
class Prior:
    """The stated strength of one value before any case is seen: mean and standard deviation, in log-odds."""

    value: str
    dissent: float
    against: float
    sd: float


STATED = (
    Prior("always", -0.4, -0.6, 1.0),
    Prior("elected member", 0.0, 0.0, 0.5),
    Prior("is a sponsor", -4.0, -1.0, 1.0),
    Prior("sponsors a rival text", 2.0, 1.5, 1.0),
    Prior("the text is aimed at it", 2.5, 2.0, 1.0),
    Prior("the text favours it", -1.5, -0.5, 1.0),
    Prior("near the sponsors", -3.0, -1.5, 1.5),
    Prior("near the opponents of a rival text", -3.0, -1.5, 1.5),
    Prior("near the opponents of states it is aimed at", -2.0, -1.5, 1.5),
    Prior("near the states it favours", -2.0, -1.5, 1.5),
    Prior("near the permanent members in favour", -2.0, -1.0, 1.5),
    Prior("permanent members not in favour", 0.4, 0.0, 0.5),
    Prior("permanent members against", 0.0, 0.5, 0.5),
    Prior("own habit in contested votes", 0.8, 0.8, 0.4),
    Prior("a rival text was put", 0.3, 0.3, 0.7),
    Prior("amendment", 0.5, 0.3, 0.7),
)
"""What is believed before any case is seen. Positive values make a vote in favour less likely."""
VALUES = tuple(prior.value for prior in STATED)
MOVING = slice(VALUES.index("near the permanent members in favour"), VALUES.index("own habit in contested votes"))
HABIT = VALUES.index("own habit in contested votes")


@attrs.frozen
class Standing:
    """Where one member stands before any vote is taken."""

    own: tuple[float, ...]
    near: tuple[float, ...]
    habits: tuple[float, float]
    ties: tuple[float, ...]
    elected: bool


@attrs.frozen
class Positions:
    """A question with the standing of every member on the graph."""

    question: Question
    standing: Mapping[str, Standing]

    def values(self, member: str, drawn: Sequence[int]) -> list[float]:
        """The values of `VALUES` for a member, after the permanent members whose sides are given."""
        asked, stands = self.question, self.standing[member]
        return [
            1.0, float(stands.elected), *stands.own, *stands.near, *self.moving(member, drawn),
            log_odds(stands.habits[0]) + 0.6, float(asked.rivals > 0), float(asked.amendment),
        ]  # fmt: skip

    def moving(self, member: str, drawn: Sequence[int]) -> tuple[float, float, float]:
        """Those of them that depend on the votes already taken; they stand in the places `MOVING`."""
        against = drawn.count(-1)
        dissent = len(drawn) - drawn.count(1)
        return _company(self.standing[member].ties, drawn), dissent / 2, against / 2

    def against_values(self, member: str, drawn: Sequence[int]) -> list[float]:
        """The same for the second logit: the habit is that of voting against."""
        values = self.values(member, drawn)
        values[HABIT] = log_odds(self.standing[member].habits[1]) + 0.4
        return values


def _company(ties: Sequence[float], drawn: Sequence[int]) -> float:
    """The average side of the permanent members whose votes are taken, weighted by the ties to them."""
    total, weight = 0.0, COMPANY
    for tie, side in zip(ties, drawn, strict=False):
        total += tie * side
        weight += abs(tie)
    return total / weight


def find_positions(asked: Question, ties: Ties) -> Positions:
    """Spread what is at stake over the graph, each kind of state concerned on its own.

    The members and the states concerned are the nodes. A state concerned is pulled to its side, everybody else stands
    at the average of its neighbours, taken with the sign and weight of the tie and drawn a little towards 0.
    """
    kinds = (asked.sponsors, asked.rival_sponsors, asked.aimed_at, asked.favoured)
    outside = sorted(frozenset().union(*kinds) - frozenset(asked.members))
    nodes = [*asked.members, *outside]
    weight = _weights(nodes, len(asked.members), ties)
    pull = [PULL if any(node in kind for kind in kinds) else 0.0 for node in nodes]
    matrix = [[-value for value in line] for line in weight]
    for place, line in enumerate(weight):
        matrix[place][place] = sum(map(abs, line)) + SPREAD + pull[place]
    sources = [
        [side * pull[place] * (node in kind) for place, node in enumerate(nodes)]
        for kind, side in zip(kinds, (1, -1, -1, 1), strict=True)
    ]
    near = solve_symmetric(matrix, *sources)
    return Positions(asked, {
        member: Standing(
            own=tuple(float(member in kind) for kind in kinds),
            near=tuple(column[place] for column in near),
            habits=ties.habits(member, permanent=member in asked.permanent),
            ties=tuple(ties.tie(member, one) if one != member else 0.0 for one in asked.permanent),
            elected=member not in asked.permanent,
        )
        for place, member in enumerate(asked.members)
    })  # fmt: skip


def _weights(nodes: Sequence[str], sitting: int, ties: Ties) -> list[list[float]]:
    """The ties among the nodes; two states without a seat are not tied to each other."""
    return [
        [ties.tie(one, other) if i != j and min(i, j) < sitting else 0.0 for j, other in enumerate(nodes)]
        for i, one in enumerate(nodes)
    ]


@attrs.frozen
class StakesModel:
    """Strengths learnt from the contested votes before a day, starting from `STATED`; `cases` were learnt from."""

    before: int
    cases: int
    dissent: tuple[float, ...]
    against: tuple[float, ...]

    def worlds(self, positions: Positions) -> tuple[World, ...]:
        """Every pattern of the permanent members' votes as a world, if the vote is contested."""
        asked = positions.question
        fixed = {
            member: (
                score(self.dissent, positions.values(member, ())),
                score(self.against, positions.against_values(member, ())),
            )
            for member in asked.members
        }
        (d_company, d_dissent, d_against), (a_company, a_dissent, a_against) = (
            self.dissent[MOVING],
            self.against[MOVING],
        )

        def choose(member: str, drawn: tuple[int, ...]) -> Chances:
            company, dissent, against = positions.moving(member, drawn)
            first, second = fixed[member]
            differs = probability(first + d_company * company + d_dissent * dissent + d_against * against)
            share = probability(second + a_company * company + a_dissent * dissent + a_against * against)
            return 1.0 - differs, differs * (1.0 - share), differs * share

        return enumerate_worlds(asked.members, asked.permanent, choose, choose)


def fit_stakes(
    seen: Iterable[tuple[Answer, Positions]], *, before: int, start: StakesModel | None = None
) -> StakesModel:
    """Update the stated strengths with the contested votes before a day (an ordinal)."""
    past = [(answer, stood) for answer, stood in seen if answer.question.day < before and answer.contested]
    cases = [case for answer, stood in past for case in _cases(answer, stood)]
    differing = [(values, side) for values, side in ((against, side) for _, against, side in cases) if side < 1]
    precision = [prior.sd**-2 for prior in STATED]
    dissent = fit_logit(
        [sparse(values) for values, _, _ in cases], [int(side < 1) for _, _, side in cases], precision=precision,
        mean=[prior.dissent for prior in STATED], start=start.dissent if start else None,
    )  # fmt: skip
    against = fit_logit(
        [sparse(values) for values, _ in differing], [int(side < 0) for _, side in differing], precision=precision,
        mean=[prior.against for prior in STATED], start=start.against if start else None,
    )  # fmt: skip
    return StakesModel(before, len(past), dissent, against)


def _cases(answer: Answer, stood: Positions) -> Iterator[tuple[list[float], list[float], int]]:
    drawn: list[int] = []
    asked = answer.question
    for member in (*asked.permanent, *asked.elected):
        if member in answer.sides:
            yield stood.values(member, drawn), stood.against_values(member, drawn), answer.sides[member]
        if member in asked.permanent:
            drawn.append(answer.sides.get(member, 0))
