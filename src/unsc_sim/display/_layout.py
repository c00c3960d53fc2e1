"""Where the points of a graph stand: distances drawn follow distances meant, the same in every run, without numpy."""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Point = tuple[float, float]
ROUNDS = 120


def spread(groups: Sequence[Sequence[str]], distance: Callable[[str, str], float]) -> dict[str, Point]:
    """Points whose distances come as near as they can to those meant, by majorising stress, from a circle on.

    The longest stretch lies across, the first group to the left.

    >>> found = spread([["a", "b"], ["c"]], lambda one, other: 1.0 if {one, other} == {"a", "b"} else 3.0)
    >>> round(math.dist(found["a"], found["b"]), 2), round(math.dist(found["a"], found["c"]), 2)
    (1.0, 3.0)
    """
    names = [name for group in groups for name in group]
    meant = {frozenset(pair): distance(*pair) for pair in combinations(names, 2)}
    reach = max(meant.values(), default=1.0)
    at = {name: _on_circle(place, len(names), reach / 2) for place, name in enumerate(names)}
    for _ in range(ROUNDS):
        at = {name: _moved(name, at, meant) for name in names}
    return _turned(at, groups[0] if groups else ())


def _on_circle(place: int, among: int, radius: float) -> Point:
    angle = 2 * math.pi * place / max(1, among)
    return -radius * math.cos(angle), radius * math.sin(angle)


def _moved(name: str, at: dict[str, Point], meant: dict[frozenset[str], float]) -> Point:
    """Where the point would best stand while the others stay: near ones weigh more than far ones."""
    (x, y), total, to_x, to_y = at[name], 0.0, 0.0, 0.0
    for other, (near_x, near_y) in at.items():
        if other != name:
            wanted = meant[frozenset((name, other))]
            apart = math.dist((x, y), (near_x, near_y)) or 1e-6
            weight = 1.0 / wanted**2
            to_x += weight * (near_x + wanted * (x - near_x) / apart)
            to_y += weight * (near_y + wanted * (y - near_y) / apart)
            total += weight
    return (to_x / total, to_y / total) if total else (x, y)


def _turned(at: dict[str, Point], first: Sequence[str]) -> dict[str, Point]:
    """The same figure about its middle, its longest stretch across and the first group to the left."""
    number = max(1, len(at))
    middle_x, middle_y = (sum(point[axis] for point in at.values()) / number for axis in (0, 1))
    centred = {name: (x - middle_x, y - middle_y) for name, (x, y) in at.items()}
    across, up, both = (sum(a * b for a, b in pairs) for pairs in (
        [(x, x) for x, _ in centred.values()], [(y, y) for _, y in centred.values()], list(centred.values())
    ))  # fmt: skip
    angle = 0.5 * math.atan2(2 * both, across - up)
    cos, sin = math.cos(angle), math.sin(angle)
    turned = {name: (x * cos + y * sin, y * cos - x * sin) for name, (x, y) in centred.items()}
    side = -1.0 if sum(turned[name][0] for name in first) > 0 else 1.0
    return {name: (side * x, side * y) for name, (x, y) in turned.items()}


def fitted(at: dict[str, Point], wide: float, tall: float, apart: float) -> dict[str, Point]:
    """The points within a frame around the origin, none nearer to another than `apart`.

    >>> at = fitted({"a": (0.0, 0.0), "b": (0.1, 0.0), "c": (9.0, 5.0)}, 100, 50, 20)
    >>> round(math.dist(at["a"], at["b"])) >= 20, max(x for x, _ in at.values()) <= 50
    (True, True)
    """
    xs, ys = ([point[axis] for point in at.values()] for axis in (0, 1))
    scale_x, scale_y = wide / ((max(xs) - min(xs)) or 1.0), tall / ((max(ys) - min(ys)) or 1.0)
    middle_x, middle_y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    scale_y = min(scale_y, 1.6 * scale_x)
    scale_x = min(scale_x, 1.6 * scale_y)
    placed = {name: [(x - middle_x) * scale_x, (y - middle_y) * scale_y] for name, (x, y) in at.items()}
    for _ in range(ROUNDS):
        if not _pushed(placed, apart):
            break
        for point in placed.values():
            point[0] = max(-wide / 2, min(wide / 2, point[0]))
            point[1] = max(-tall / 2, min(tall / 2, point[1]))
    return {name: (round(x, 1), round(y, 1)) for name, (x, y) in placed.items()}


def _pushed(placed: dict[str, list[float]], apart: float) -> bool:
    """Push those that stand too near away from each other; whether any did."""
    any_near = False
    for place, (one, other) in enumerate(combinations(placed.values(), 2)):
        gap = math.dist(one, other)
        if gap < apart:
            any_near = True
            angle = math.atan2(other[1] - one[1], other[0] - one[0]) if gap else float(place)
            push = (apart - gap) / 2 + 0.1
            for point, sign in ((one, -1), (other, 1)):
                point[0] += sign * push * math.cos(angle)
                point[1] += sign * push * math.sin(angle)
    return any_near


def hull(points: Sequence[Point]) -> list[Point]:
    """The corners of the smallest region without dents that holds the points, going round.

    >>> hull([(0, 0), (2, 0), (1, 1), (2, 2), (0, 2)])
    [(0, 0), (2, 0), (2, 2), (0, 2)]
    """
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    lower, upper = _chain(ordered), _chain(ordered[::-1])
    return lower[:-1] + upper[:-1]


def _chain(points: Sequence[Point]) -> list[Point]:
    found: list[Point] = []
    for x, y in points:
        while len(found) > 1 and _turn(found[-2], found[-1], (x, y)) <= 0:
            found.pop()
        found.append((x, y))
    return found


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
