"""Voting power when only members who can talk to each other can act together: the Myerson value on a graph."""

from __future__ import annotations

from fractions import Fraction
from math import factorial
from typing import TYPE_CHECKING, Any

from unsc_sim.errors import TooLargeError
from unsc_sim.power._standing import swings_in_all
from unsc_sim.power.game import Game, as_game
from unsc_sim.states import MemberMapping, find_member

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx

    from unsc_sim.rules import Body, Rule

__all__ = ["myerson"]

MOST_COALITIONS = 131_072
"""More winning coalitions than this are not visited one by one: it would take more than a few seconds."""


def myerson(rule: Rule | Game, body: Body | None = None, *, graph: nx.Graph[Any]) -> MemberMapping[Any, Fraction]:
    """The Myerson value: Shapley-Shubik when a coalition wins only if a connected part of it wins by itself.

    `graph` is any networkx graph of the members, by any of their names, such as an alliance graph; its attributes do
    not matter. Members that are not in it can talk to nobody. The values sum to 1 when everybody together can act.

    >>> import networkx as nx
    >>> from unsc_sim.power import weighted
    >>> path = nx.path_graph(["Ann", "Bo", "Cy"])
    >>> myerson(weighted({"Ann": 1, "Bo": 1, "Cy": 1}, 2), graph=path)
    MemberMapping({'Ann': Fraction(1, 6), 'Bo': Fraction(2, 3), 'Cy': Fraction(1, 6)})

    Raises:
        UnknownStateError, NotOnTheCouncilError: when the graph has a node that is not a member.
        RuleError: when the game is decided beforehand.
        TooLargeError: when more coalitions win than can be visited.

    Source: Myerson, Mathematics of Operations Research 2 (1977).
    """
    game = as_game(rule, body)
    winning = swings_in_all(game)[0]
    if winning > MOST_COALITIONS:
        raise TooLargeError(
            game.rule, f"is won by {winning:,} coalitions", f"at most {MOST_COALITIONS:,}", "Use a smaller body."
        )
    links, members = _links(game, graph), len(game.members)
    known: dict[int, bool] = {}
    inside, outside = [0] * members, [0] * members
    for coalition in _winning(game):
        if not any(known[part] if part in known else _remember(game, known, part) for part in _parts(coalition, links)):
            continue
        size = coalition.bit_count()
        gain = factorial(size - 1) * factorial(members - size)
        loss = factorial(size) * factorial(members - size - 1) if size < members else 0
        for place in range(members):
            if coalition >> place & 1:
                inside[place] += gain
            else:
                outside[place] += loss
    return MemberMapping(
        {one: Fraction(inside[i] - outside[i], factorial(members)) for i, one in enumerate(game.members)}
    )


def _remember(game: Game, known: dict[int, bool], part: int) -> bool:
    known[part] = game.wins([place for place in range(len(game.members)) if part >> place & 1])
    return known[part]


def _links(game: Game, graph: nx.Graph[Any]) -> list[int]:
    """For every member, the members it can talk to, as a set of bits."""
    place_of = {node: game.members.index(find_member(node, game.members, "this body")) for node in graph.nodes}
    links = [0] * len(game.members)
    for one, other in graph.edges:
        links[place_of[one]] |= 1 << place_of[other]
        links[place_of[other]] |= 1 << place_of[one]
    return links


def _parts(coalition: int, links: list[int]) -> Iterator[int]:
    """The connected parts of a coalition, all as sets of bits."""
    while coalition:
        part, news = 0, coalition & -coalition
        while news:
            part |= news
            place = (news & -news).bit_length() - 1
            news = (news & (news - 1)) | (links[place] & coalition & ~part)
        yield part
        coalition &= ~part


def _winning(game: Game) -> Iterator[int]:
    """Every winning coalition as a set of bits, found without visiting those that can no longer win."""
    counters = game.machine.counters
    left = [tuple(sum(counter.gains[place:]) for counter in counters) for place in range(len(game.members) + 1)]
    steps = [tuple(counter.gains[place] for counter in counters) for place in range(len(game.members))]
    can_win: dict[tuple[int, ...], bool] = {}
    open_ends = [(0, 0, (0,) * len(counters))]
    while open_ends:
        place, coalition, amounts = open_ends.pop()
        most = tuple(map(sum, zip(amounts, left[place], strict=True)))
        if most not in can_win:
            can_win[most] = game.carried(most)
        if not can_win[most]:
            continue
        if place == len(steps):
            yield coalition
            continue
        open_ends.append((place + 1, coalition, amounts))
        joined = tuple(map(sum, zip(amounts, steps[place], strict=True)))
        open_ends.append((place + 1, coalition | 1 << place, joined))
