"""Nothing that is said, drawn or drawn by lot depends on the seed that Python hashes text with."""

from __future__ import annotations

import ast
import hashlib
import os
import subprocess
import sys

import pytest

import unsc_sim as sc
from unsc_sim import display, teach
from unsc_sim.alliances import bridges, camps, frustration
from unsc_sim.automaton import compile_rule

DAY = "2016-10-08"


def _ties() -> object:
    return sc.alliance_graph(sc.roll_calls(before=DAY), on=DAY)


def _said_of_ties() -> object:
    ties = _ties()
    return (camps(ties), bridges(ties)[:5], frustration(ties, among=sc.Council.on(DAY).members),
            list(ties.edges(data="weight"))[:40])  # fmt: skip


def _forecast() -> object:
    forecast = sc.predict("S/2016/846")
    return forecast.outcomes, forecast.sides, forecast.explain("CHN"), display.to_html(forecast)


def _pictures() -> object:
    french, russian = sc.case("aleppo-2016").roll_calls
    values = (sc.case("aleppo-2016"), sc.compare(french, russian), sc.what_would_it_take(russian), _ties(),
              display.reading(french), display.century("India"), sc.reforms.apply("g4-2005", russian),
              compile_rule(french.rule, french.council))  # fmt: skip
    return [display.to_html(value) for value in values]


SAID = {
    "of ties": _said_of_ties,
    "of a draft to come": _forecast,
    "in pictures": _pictures,
    "in a quiz": lambda: teach.quiz(7, 6),
    "on a role card": lambda: teach.role_cards("1960-12-13")[0],
}
"""What is asked, by name; the answers are told apart by their text."""


@pytest.fixture(scope="module")
def answers() -> list[dict[str, str]]:
    """What Pythons of different seeds answer, each in a process of its own."""
    return [
        ast.literal_eval(
            subprocess.run(
                [sys.executable, __file__],
                env=os.environ | {"PYTHONHASHSEED": seed},
                capture_output=True,
                text=True,
                check=True,
            ).stdout
        )
        for seed in ("1", "7")
    ]


@pytest.mark.parametrize("name", SAID)
def test_the_same_is_said_under_every_hash_seed(name: str, answers: list[dict[str, str]]) -> None:
    one, other = (answer[name] for answer in answers)

    assert one == other


def test_the_seeds_did_differ(answers: list[dict[str, str]]) -> None:
    assert len({answer["hash"] for answer in answers}) == 2


if __name__ == "__main__":
    told = {name: hashlib.sha256(repr(ask()).encode()).hexdigest() for name, ask in SAID.items()}
    print({**told, "hash": str(hash("a text"))})  # noqa: T201 - read by the tests above
