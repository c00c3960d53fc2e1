"""The weighted bodies that tests and benchmarks share: names and numbers, each with its source."""

from __future__ import annotations

import random

EU_POPULATION = {
    "Germany": 84358, "France": 68173, "Italy": 58997, "Spain": 48085, "Poland": 36754, "Romania": 19055,
    "Netherlands": 17811, "Belgium": 11743, "Czechia": 10828, "Sweden": 10522, "Portugal": 10468, "Greece": 10414,
    "Hungary": 9600, "Austria": 9105, "Bulgaria": 6448, "Denmark": 5933, "Finland": 5564, "Slovakia": 5429,
    "Ireland": 5271, "Croatia": 3851, "Lithuania": 2857, "Slovenia": 2117, "Latvia": 1883, "Estonia": 1366,
    "Cyprus": 921, "Luxembourg": 661, "Malta": 542,
}  # fmt: skip
"""Thousands of people on 1 January 2023 (Eurostat, demo_pjan, as published in early 2024).

Germany (84,358,845) and Portugal (10,467,366) are rounded the other way, by one thousand each: with these numbers, and
of all pairs with these only, the swings come out that were counted independently for this project.
"""

EU_QUOTA = 291_692
"""65 per cent of 448,756 thousand, rounded up (Treaty on European Union, Article 16(4))."""

ELECTORAL_VOTES = {
    "California": 54, "Texas": 40, "Florida": 30, "New York": 28, "Illinois": 19, "Pennsylvania": 19, "Ohio": 17,
    "Georgia": 16, "North Carolina": 16, "Michigan": 15, "New Jersey": 14, "Virginia": 13, "Washington": 12,
    "Arizona": 11, "Indiana": 11, "Massachusetts": 11, "Tennessee": 11, "Colorado": 10, "Maryland": 10,
    "Minnesota": 10, "Missouri": 10, "Wisconsin": 10, "Alabama": 9, "South Carolina": 9, "Kentucky": 8, "Louisiana": 8,
    "Oregon": 8, "Connecticut": 7, "Oklahoma": 7, "Arkansas": 6, "Iowa": 6, "Kansas": 6, "Mississippi": 6, "Nevada": 6,
    "Utah": 6, "Nebraska": 5, "New Mexico": 5, "Hawaii": 4, "Idaho": 4, "Maine": 4, "Montana": 4, "New Hampshire": 4,
    "Rhode Island": 4, "West Virginia": 4, "Alaska": 3, "Delaware": 3, "District of Columbia": 3, "North Dakota": 3,
    "South Dakota": 3, "Vermont": 3, "Wyoming": 3,
}  # fmt: skip
"""Electors of 2024 and 2028 (apportionment after the census of 2020), every state taken to vote as one."""


def skewed(total: int, members: int = 190, seed: int = 1944) -> dict[str, int]:
    """A made-up body with few heavy and many light members, like the International Monetary Fund's, of a given weight.

    The weight of the member of rank r is near a constant divided by r; the heaviest takes up what rounding leaves.
    """
    rng = random.Random(seed)  # noqa: S311 - synthetic weights, no secret
    raw = [rng.uniform(0.8, 1.2) / rank for rank in range(1, members + 1)]
    whole = [max(1, round(total * one / sum(raw))) for one in raw]
    whole[0] += total - sum(whole)
    return {f"M{place:03}": weight for place, weight in enumerate(whole, start=1)}
