"""Possible worlds: in each the members vote independently, together they carry how votes hang together.

A world fixes the permanent members' votes and gives the others their chances; its own chance is that of the pattern.
Whatever is asked of a forecast is a weighted sum over worlds, so nothing is estimated by drawing lots.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import fsum

import attrs

from unsc_sim.errors import RuleError
from unsc_sim.votes import Vote

__all__ = ["SIDES", "VOTES", "Chances", "World", "condition", "enumerate_worlds", "with_contest"]

Chances = tuple[float, float, float]
"""The chances that a member votes in favour, abstains, votes against."""
SIDES = (1, 0, -1)
VOTES: tuple[Vote, Vote, Vote] = (Vote.YES, Vote.ABSTAIN, Vote.NO)
CERTAIN: Mapping[int, Chances] = {1: (1.0, 0.0, 0.0), 0: (0.0, 1.0, 0.0), -1: (0.0, 0.0, 1.0)}

Chooser = Callable[[str, tuple[int, ...]], Chances]
"""Chances of a member, given the sides of the permanent members taken before it."""


@attrs.frozen
class World:
    """One pattern: its chance, and each member's chances in it, in the Council's order."""

    chance: float
    votes: tuple[Chances, ...]

    @property
    def unanimous(self) -> float:
        """The chance, in this world, that every member is in favour."""
        together = 1.0
        for in_favour, _, _ in self.votes:
            together *= in_favour
        return together


def enumerate_worlds(
    members: Sequence[str], permanent: Sequence[str], one_by_one: Chooser, then: Chooser
) -> tuple[World, ...]:
    """Every pattern of the permanent members' votes, taken `one_by_one`, with the chances the others have `then`.

    >>> even, sure = (0.5, 0.0, 0.5), (1.0, 0.0, 0.0)
    >>> worlds = enumerate_worlds(("A", "B"), ("B",), lambda m, s: even, lambda m, s: sure if s == (1,) else even)
    >>> [(world.chance, world.votes[0][0]) for world in worlds]
    [(0.5, 1.0), (0.5, 0.5)]
    """
    patterns: list[tuple[tuple[int, ...], float]] = [((), 1.0)]
    for member in permanent:
        patterns = [
            ((*drawn, side), chance * share)
            for drawn, chance in patterns
            for side, share in zip(SIDES, one_by_one(member, drawn), strict=True)
            if chance * share
        ]
    worlds = []
    for drawn, chance in patterns:
        fixed = dict(zip(permanent, drawn, strict=True))
        votes = tuple(CERTAIN[fixed[m]] if m in fixed else then(m, drawn) for m in members)
        worlds.append(World(chance, votes))
    return tuple(worlds)


def with_contest(worlds: Sequence[World], contested: float) -> tuple[World, ...]:
    """The same worlds with another chance that anybody is not in favour, everything else in proportion.

    Exact: a world in which unanimity is possible is taken apart by the first member that is not in favour.

    >>> [world] = with_contest([World(1.0, ((0.5, 0.5, 0.0),))], 0.0)
    >>> world
    World(chance=1.0, votes=((1.0, 0.0, 0.0),))
    """
    parts = [part for world in worlds for part in _contested_parts(world)]
    whole = fsum(part.chance for part in parts)
    kept = [World(part.chance / whole * contested, part.votes) for part in parts] if whole and contested else []
    size = len(worlds[0].votes)
    return (World(1.0 - contested, (CERTAIN[1],) * size), *kept) if contested < 1 else tuple(kept)


def _contested_parts(world: World) -> list[World]:
    """A world without its unanimous part, as worlds of independent votes."""
    if not world.unanimous:
        return [world]
    parts, so_far = [], world.chance
    for place, (in_favour, abstaining, against) in enumerate(world.votes):
        dissent = abstaining + against
        if so_far * dissent:
            first = (0.0, abstaining / dissent, against / dissent)
            votes = ((CERTAIN[1],) * place) + (first,) + world.votes[place + 1 :]
            parts.append(World(so_far * dissent, votes))
        so_far *= in_favour
    return parts


def condition(worlds: Sequence[World], place: int, chances: Chances) -> tuple[World, ...]:
    """The worlds when one member's vote is known, or known up to chances (Jeffrey's rule), at its place.

    Raises:
        RuleError: when the vote is certain and no world allows it.
    """
    found: list[World] = []
    for kind, share in enumerate(chances):
        if not share:
            continue
        whole = fsum(world.chance * world.votes[place][kind] for world in worlds)
        if not whole:
            vote = VOTES[kind].phrase
            raise RuleError(vote, "has no chance in this forecast", "a vote that some world allows", "Look at chances.")
        for world in worlds:
            weight = world.chance * world.votes[place][kind] / whole * share
            if weight:
                votes = (*world.votes[:place], CERTAIN[SIDES[kind]], *world.votes[place + 1 :])
                found.append(World(weight, votes))
    return tuple(found)
