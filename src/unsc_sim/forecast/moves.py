"""What would move a forecast: single positions, those that tip it, and a coalition that would.

Persuading is not learning: here a member's vote is changed and nobody else moves. What a vote would tell about the
others is `Forecast.given`.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING

import attrs

from unsc_sim._chances import percent
from unsc_sim.decisions import Reason
from unsc_sim.forecast.worlds import VOTES
from unsc_sim.states import State
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from unsc_sim.forecast.result import Forecast

__all__ = ["Move", "coalition", "moves", "tipping"]

LIKELIER_THAN_NOT = 0.5
UNLIKELY = 1e-4
LEAST = 1e-6
"""A vote less likely than this is priced as if it had this chance."""


@attrs.frozen
class Move:
    """One member's changed position, the chance of adoption with it, and its price.

    `price` is how surprising the vote is, in natural logarithms: 0.7 for one chance in two, 4.6 for one in a hundred.
    """

    member: State
    vote: Vote
    adopted: float
    price: float

    def __str__(self) -> str:
        return f"{self.member} {self.vote.phrase}: adopted with {percent(self.adopted)}"


def moves(forecast: Forecast) -> tuple[Move, ...]:
    """What each single position would do to the chance of adoption, nobody else moving; the greatest chance first.

    >>> from unsc_sim.forecast import predict
    >>> str(moves(predict("S/2016/846"))[0].member)
    'Russian Federation'
    """
    found = (
        _move(forecast, member, vote) for member, table in forecast.chances.items() for vote in VOTES if table[vote] < 1
    )
    return tuple(sorted(found, key=lambda move: (-move.adopted, move.member.code, VOTES.index(move.vote))))


def tipping(forecast: Forecast) -> tuple[Move, ...]:
    """The single positions that make adoption likelier than not, where it is not so already.

    >>> from unsc_sim.forecast import predict
    >>> tipping(predict("S/2016/847"))
    ()
    """
    if forecast.outcomes[Reason.ADOPTED] > LIKELIER_THAN_NOT:
        return ()
    return tuple(move for move in moves(forecast) if move.adopted > LIKELIER_THAN_NOT)


def coalition(forecast: Forecast) -> tuple[Move, ...]:
    """Positions that together make adoption likelier than not, each step the one that gains most for its price.

    Built step by step and then thinned out, so no member in it is superfluous; a cheaper one is not ruled out. Empty
    where adoption is likelier than not already.

    >>> from unsc_sim.forecast import predict
    >>> [str(move.member) for move in coalition(predict("S/2016/846"))]
    ['Russian Federation', 'China']
    """
    taken: list[Move] = []
    now = likely = _likely_part(forecast)
    permanent = set(forecast.council.permanent)
    while now.outcomes[Reason.ADOPTED] <= LIKELIER_THAN_NOT:
        chance = now.outcomes[Reason.ADOPTED]
        done = {move.member for move in taken}
        open_moves = [
            _move(now, member, vote, forecast)
            for member, table in forecast.chances.items()
            for vote in ((Vote.YES, Vote.ABSTAIN) if member in permanent else (Vote.YES,))
            if member not in done and table[vote] < 1
        ]
        taken.append(max(open_moves, key=lambda move: ((move.adopted - chance) / move.price, move.member.code)))
        now = _with(likely, taken)
    for move in tuple(taken):
        rest = [other for other in taken if other is not move]
        if _with(likely, rest).outcomes[Reason.ADOPTED] > LIKELIER_THAN_NOT:
            taken = rest
    return tuple(taken)


def _likely_part(forecast: Forecast) -> Forecast:
    """The forecast without its least likely worlds, to search in."""
    kept = [world for world in forecast.worlds if world.chance > UNLIKELY]
    whole = sum(world.chance for world in kept)
    return attrs.evolve(forecast, worlds=tuple(attrs.evolve(w, chance=w.chance / whole) for w in kept))


def _move(forecast: Forecast, member: State, vote: Vote, priced_by: Forecast | None = None) -> Move:
    price = -log(max(LEAST, (priced_by or forecast).chances[member][vote]))
    return Move(member, vote, forecast.casting({member: vote}).outcomes[Reason.ADOPTED], price or LEAST)


def _with(forecast: Forecast, taken: list[Move]) -> Forecast:
    return forecast.casting({move.member: move.vote for move in taken}) if taken else forecast
