"""What the record forecaster looks at, by name: each list of values below stands in the order of its names.

Shares are given as log-odds, set to about 0 where nothing is unusual. Everything is computed from a `Question` and a
`Memory` of earlier votes, so a result can only enter after its day.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from operator import mul
from typing import TYPE_CHECKING

import attrs

from unsc_sim.forecast.logit import log_odds, solve_symmetric
from unsc_sim.forecast.question import Question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unsc_sim.forecast.memory import Circumstances, Memory

__all__ = ["AGAINST", "CONTEST", "DISSENT", "ELECTED", "Prepared", "elected_values", "prepare", "taken_values"]

DISSENT = (
    "always", "is a sponsor", "text of the President", "sponsors unknown", "sponsored by the P3",
    "sponsored by China or Russia", "sponsored by others", "elected members among sponsors", "topic often contested",
    "own dissent on the topic", "own dissent", "own dissent with such sponsors", "renewed quietly before",
    "renewed against opposition before", "dissented at the last renewal", "other texts that day", "amendment",
    "topic contested of late", "new topic", "ties to the sponsors", "many co-sponsors",
    "topic often contested with such sponsors", "texts on the topic often fail",
)  # fmt: skip
AGAINST = (
    "always", "sponsored by the P3", "sponsored by China, Russia or others", "text of the President",
    "own share against", "own share against on the topic", "topic contested of late", "ties to the sponsors",
    "texts on the topic often fail",
)  # fmt: skip
CONTEST = (
    "always", "text of the President", "sponsors unknown", "sponsored by the P3", "sponsored by China or Russia",
    "sponsored by others", "elected members among sponsors", "permanent members among sponsors",
    "topic often contested", "topic often contested with such sponsors", "most dissent of one permanent member",
    "dissent of the permanent members", "renewed quietly before", "renewed against opposition before",
    "other texts that day", "amendment", "topic contested of late", "new topic", "many co-sponsors",
)  # fmt: skip
ELECTED = (
    "always", "a permanent member dissents", "abstaining permanent members", "permanent members against",
    "two permanent members against", "Russia dissents", "the United States dissents", "France or the UK dissents",
    "own dissent, when a permanent member dissents", "own dissent on the topic, when a permanent member dissents",
    "is a sponsor, when a permanent member dissents", "own dissent, when a permanent member is against",
    "position on the graph", "position on the graph, permanent members united", "tie to the dissenting",
    "tie to those in favour", "follows the dissenting", "follows the closest of the dissenting",
    "follows into voting against", "is a sponsor", "text of the President", "own dissent", "own dissent on the topic",
    "dissent of the elected on the topic", "ties to the sponsors", "topic often contested",
    "sponsored by China or Russia", "sponsored by others", "dissented at the last renewal", "amendment",
    "own share against", "topic contested of late", "sponsors unknown",
)  # fmt: skip
SPREAD = 0.3
"""How far a position fades on its way over the graph; chosen on the votes of 1994-2004."""
SPONSOR_PULL = 0.5


@attrs.frozen
class Elected:
    """One elected member's part: what does not depend on the permanent members' votes, and how it follows them."""

    fixed: tuple[float, ...]
    spread: tuple[float, ...]
    own_pull: float
    ties: tuple[float, ...]
    follows: tuple[float, ...]
    follows_against: tuple[float, ...]


@attrs.frozen
class Prepared:
    """A question with all that the record forecaster wants to know of it, by member where it differs."""

    question: Question
    dissent: Mapping[str, tuple[float, ...]]
    against: Mapping[str, tuple[float, ...]]
    contest: tuple[float, ...]
    elected: Mapping[str, Elected]


def prepare(asked: Question, memory: Memory, *, graph: bool = True) -> Prepared:
    """Look at a question in the light of the votes that the memory holds; without `graph`, no tie is used."""
    seen = memory.circumstances(asked)
    near = _near_sponsors(asked, memory) if graph else dict.fromkeys(asked.members, 0.0)
    dissent = {member: _dissent(asked, seen, memory, member, near[member]) for member in asked.permanent}
    return Prepared(
        question=asked,
        dissent=dissent,
        against={member: _against(asked, seen, memory, member, near[member]) for member in asked.permanent},
        contest=_contest(asked, seen, [values[9] for values in dissent.values()]),
        elected=_elected(asked, seen, memory, near, graph=graph),
    )


def _near_sponsors(asked: Question, memory: Memory) -> dict[str, float]:
    """The average tie of each member to the sponsors that sit on the Council, drawn a little towards 0."""
    near = {}
    for member in asked.members:
        others = [sponsor for sponsor in asked.members if sponsor in asked.sponsors and sponsor != member]
        near[member] = sum(memory.ledger.tie(member, other, asked.day) for other in others) / (len(others) + 1.0)
    return near


def _flags(asked: Question) -> dict[str, float]:
    return {kind: float(asked.sponsorship == kind) for kind in
            ("president", "unknown", "P3", "China or Russia", "others")}  # fmt: skip


def _odds(share: float) -> float:
    """Log-odds, 0 for a rare thing (3 in 100)."""
    return log_odds(share) + 3.5


def _frequent(share: float) -> float:
    """Log-odds, 0 for 1 in 10."""
    return log_odds(share) + 2.2


def _elected_sponsors(asked: Question) -> float:
    return min(6, len(asked.sponsors.intersection(asked.elected))) / 6


def _many(asked: Question) -> float:
    return float(len(asked.sponsors.difference(asked.members)) > 8)


def _dissent(asked: Question, seen: Circumstances, memory: Memory, member: str, near: float) -> tuple[float, ...]:
    own, topic, sponsors = memory.dissent_of(asked, member)
    flags = _flags(asked)
    return (
        1.0, float(member in asked.sponsors), *flags.values(), _elected_sponsors(asked), _frequent(seen.topic),
        _odds(topic), _odds(own), _odds(sponsors), float(seen.renewed_quietly), float(seen.renewed_contested),
        float(seen.last_time.get(member, 1) < 1), float(asked.companions > 0), float(asked.amendment), seen.heat,
        float(seen.unknown_topic), near, _many(asked), _frequent(seen.topic_and_sponsors), _odds(seen.failing),
    )  # fmt: skip


def _against(asked: Question, seen: Circumstances, memory: Memory, member: str, near: float) -> tuple[float, ...]:
    own, topic = memory.against_of(asked, member)
    flags = _flags(asked)
    return (
        1.0, flags["P3"], flags["China or Russia"] + flags["others"], flags["president"], log_odds(own) + 1.0,
        log_odds(topic) + 1.0, seen.heat, near, _odds(seen.failing),
    )  # fmt: skip


def _contest(asked: Question, seen: Circumstances, own_on_topic: Sequence[float]) -> tuple[float, ...]:
    return (
        1.0, *_flags(asked).values(), _elected_sponsors(asked),
        len(asked.sponsors.intersection(asked.permanent)) / 5, _frequent(seen.topic),
        _frequent(seen.topic_and_sponsors), max(own_on_topic, default=0.0),
        sum(own_on_topic) / max(1, len(own_on_topic)), float(seen.renewed_quietly), float(seen.renewed_contested),
        float(asked.companions > 0), float(asked.amendment), seen.heat, float(seen.unknown_topic), _many(asked),
    )  # fmt: skip


def _elected(
    asked: Question, seen: Circumstances, memory: Memory, near: Mapping[str, float], *, graph: bool
) -> dict[str, Elected]:
    spread, pulls = _spread(asked, memory) if graph else ({}, {})
    flags, none = _flags(asked), (0.0,) * len(asked.permanent)
    found = {}
    for member in asked.elected:
        own, topic, everyone = memory.elected_dissent(asked, member)
        fixed = (
            float(member in asked.sponsors), flags["president"], _odds(own), _odds(topic), _odds(everyone),
            near[member], _frequent(seen.topic), flags["China or Russia"], flags["others"],
            float(seen.last_time.get(member, 1) < 1), float(asked.amendment),
            log_odds(memory.against_of(asked, member)[0]) + 1.0, seen.heat, flags["unknown"],
        )  # fmt: skip
        found[member] = Elected(
            fixed=fixed,
            spread=spread.get(member, none),
            own_pull=pulls.get(member, 0.0),
            ties=tuple(memory.ledger.tie(member, one, asked.day) for one in asked.permanent) if graph else none,
            follows=tuple(log_odds(memory.follows(asked, member, one)) + 1.5 for one in asked.permanent)
            if graph else none,
            follows_against=tuple(
                log_odds(memory.follows(asked, member, one, "against"), 0.005) + 2.5 for one in asked.permanent
            ) if graph else none,
        )  # fmt: skip
    return found


def _spread(asked: Question, memory: Memory) -> tuple[dict[str, tuple[float, ...]], dict[str, float]]:
    """How a position of each permanent member, and of the sponsors, spreads to each elected member.

    The harmonic function on the signed graph: every elected member stands at the average of its neighbours' positions,
    taken with the sign and weight of the tie, drawn a little towards 0. It is linear in the positions that are known,
    so one solution per permanent member serves every pattern.
    """
    elected, day, tie = asked.elected, asked.day, memory.ledger.tie
    inner = [[tie(one, other, day) if one != other else 0.0 for other in elected] for one in elected]
    outer = [[tie(one, leader, day) for leader in asked.permanent] for one in elected]
    pull = [SPONSOR_PULL if member in asked.sponsors else 0.0 for member in elected]
    matrix = [[-value for value in line] for line in inner]
    for place, (line, beside) in enumerate(zip(inner, outer, strict=True)):
        matrix[place][place] = sum(map(abs, line)) + sum(map(abs, beside)) + SPREAD + pull[place]
    *columns, pulled = solve_symmetric(matrix, *zip(*outer, strict=True), pull)
    return (
        {member: tuple(column[place] for column in columns) for place, member in enumerate(elected)},
        dict(zip(elected, pulled, strict=True)),
    )


def taken_values(drawn: Sequence[int]) -> list[float]:
    """The votes already taken, as two marks each: abstaining, against."""
    return [float(mark) for side in drawn for mark in (side == 0, side < 0)]


@attrs.frozen
class Pattern:
    """The permanent members' votes: their sides, who dissents and who does not (by place), and marks on the whole."""

    drawn: tuple[int, ...]
    dissent: tuple[int, ...]
    rest: tuple[int, ...]
    against: tuple[int, ...]
    marks: tuple[float, ...]


@lru_cache(maxsize=4096)
def pattern_of(permanent: tuple[str, ...], drawn: tuple[int, ...]) -> Pattern:
    """What is to be known of a pattern of the permanent members' votes."""
    sides = dict(zip(permanent, drawn, strict=True))
    dissent = tuple(place for place, side in enumerate(drawn) if side < 1)
    against = tuple(place for place, side in enumerate(drawn) if side < 0)
    marks = (
        1.0, float(bool(dissent)), float(len(dissent) - len(against)), float(len(against)), float(len(against) > 1),
        float(sides.get("RUS", 1) < 1), float(sides.get("USA", 1) < 1),
        float(min(sides.get("FRA", 1), sides.get("GBR", 1)) < 1),
    )  # fmt: skip
    return Pattern(drawn, dissent, tuple(p for p in range(len(drawn)) if p not in dissent), against, marks)


def moving_values(part: Elected, pattern: Pattern) -> tuple[float, ...]:
    """Those values of `ELECTED` that depend on the pattern; the `fixed` ones follow them."""
    _, split, *_ = pattern.marks
    blocked = 1.0 if pattern.against else 0.0
    sponsor, _, own, topic, *_ = part.fixed
    return (
        *pattern.marks, split * own, split * topic, split * sponsor, blocked * own, *_on_the_graph(part, pattern),
    )  # fmt: skip


MOVING = ELECTED.index("is a sponsor")
"""How many of the values of `ELECTED` depend on the pattern."""


def elected_values(part: Elected, permanent: tuple[str, ...], drawn: Sequence[int]) -> tuple[float, ...]:
    """The values of `ELECTED` for one member and one pattern of the permanent members' votes."""
    return (*moving_values(part, pattern_of(permanent, tuple(drawn))), *part.fixed)


def _on_the_graph(part: Elected, pattern: Pattern) -> tuple[float, ...]:
    position = part.own_pull + sum(map(mul, part.spread, pattern.drawn))
    if not pattern.dissent:
        return (0.0, position - 1.0 if any(part.spread) else 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    leading = [part.follows[place] for place in pattern.dissent]
    beside = sum([part.ties[place] for place in pattern.dissent]) / len(leading)
    across = sum([part.ties[place] for place in pattern.rest]) / (len(pattern.rest) or 1)
    into_no = max([part.follows_against[place] for place in pattern.against], default=0.0)
    return (position, 0.0, beside, across, sum(leading) / len(leading), max(leading), into_no)
