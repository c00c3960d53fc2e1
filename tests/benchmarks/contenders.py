"""One timed task in a process of its own: `python contenders.py NAME INDEX BODY` prints seconds, memory and values."""

from __future__ import annotations

import importlib
import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import bodies

Weights = Sequence[int]

BODIES: dict[str, tuple[Weights, int]] = {
    "Council": ([7] * 5 + [1] * 10, 39),
    "51 electors": (list(bodies.ELECTORAL_VOTES.values()), 270),
    "EU-27": (list(bodies.EU_POPULATION.values()), bodies.EU_QUOTA),
    "190, sum 1e5": (list(bodies.skewed(100_936).values()), 50_469),
    "190, sum 5e6": (list(bodies.skewed(5_046_981).values()), 2_523_491),
}
MEMORY = 8 << 30
"""No contender may take more than this."""


def ours(index: str) -> Callable[[Weights, int], Sequence[Any]]:
    from unsc_sim import power  # noqa: PLC0415 - the peers run without it

    functions = {"Banzhaf": lambda game: power.banzhaf(game, normalised=True), "Shapley-Shubik": power.shapley_shubik}

    def run(weights: Weights, quota: int) -> Sequence[Any]:
        forget()
        return list(functions[index](power.weighted(weights, quota)).values())

    return run


def forget() -> None:
    """Empty every cache of the arithmetic, so that each run starts from nothing."""
    for cached in _caches():
        cached.cache_clear()


@cache
def _caches() -> list[Any]:
    rooms = [
        module
        for name, module in sys.modules.items()
        if name.startswith(("unsc_sim.power", "unsc_sim.automaton", "unsc_sim.counting"))
    ]
    found = {id(value): value for module in rooms for value in vars(module).values() if hasattr(value, "cache_clear")}
    return list(found.values())


def powerindices(index: str) -> Callable[[Weights, int], Sequence[float]]:
    package = importlib.import_module("powerindices")
    function = {"Banzhaf": package.compute_pbi, "Shapley-Shubik": package.compute_ssi}[index]
    return lambda weights, quota: list(function(quota, list(weights)))


def powerindex(index: str) -> Callable[[Weights, int], Sequence[float]]:
    package = importlib.import_module("powerindex")

    def run(weights: Weights, quota: int) -> Sequence[float]:
        game = package.Game(quota, list(weights))
        if index == "Banzhaf":
            game.calc_banzhaf()
            return game.banzhaf
        game.calc_shapley_shubik()
        return game.shapley_shubik

    return run


def tucoopy(index: str) -> Callable[[Weights, int], Sequence[float]]:
    name = {"Banzhaf": "banzhaf", "Shapley-Shubik": "shapley_shubik"}[index]
    function = getattr(importlib.import_module(f"tucoopy.power.{name}"), f"{name}_index_weighted_voting")
    return lambda weights, quota: list(function(list(weights), quota))


CONTENDERS = {"unsc_sim": ours, "powerindices": powerindices, "powerindex": powerindex, "tucoopy": tucoopy}


def timed(run: Callable[[], Any], times: int, patience: float) -> tuple[float, Any]:
    """The median of so many runs, or of fewer when they would take longer than this many seconds."""
    seconds: list[float] = []
    while len(seconds) < times and sum(seconds) < patience:
        start = time.perf_counter()
        answer = run()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), answer


def main(name: str, index: str, body: str) -> None:
    weights, quota = BODIES[body]
    run = CONTENDERS[name](index)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    seconds, values = timed(lambda: run(weights, quota), times=9, patience=2.0)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    shares = [float(value) / float(sum(values)) for value in values]
    answer = {"seconds": seconds, "megabytes": megabytes, "values": shares}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
