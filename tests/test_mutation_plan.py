"""What the mutation run is told stands in step with the house: its plan, and its explanations of survivors."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

import unsc_sim

HERE = Path(__file__).parent
HOUSE = Path(unsc_sim.__file__).parent
sys.path.insert(0, str(HERE / "mutation"))

from survivors import NAMED, Places, explanations  # noqa: E402 - a tool beside the tests, no part of them

EXPLAINED = explanations((HERE / "mutation" / "survivors.toml").read_text(encoding="utf-8"))
PLAN = tomllib.loads((HERE / "mutation" / "plan.toml").read_text(encoding="utf-8"))


def test_the_plan_names_modules_and_tests_that_exist_each_module_once() -> None:
    modules = [module for room in PLAN.values() for module in room["modules"]]

    assert [module for module in modules if not (HOUSE / f"{module}.py").is_file()] == []
    assert len(modules) == len(set(modules))
    assert [test for room in PLAN.values() for test in room["tests"] if not (HERE / f"{test}.py").is_file()] == []
    assert all(set(room.get("own", {})) <= set(room["modules"]) for room in PLAN.values())


def test_every_explanation_quotes_a_line_of_the_function_that_it_names() -> None:
    places = {name[0]: Places((HOUSE / f"{name[0]}.py").read_text(encoding="utf-8")) for name in EXPLAINED}

    assert [
        name
        for name in EXPLAINED
        if not (places[name[0]].quotes(name[1], name[3]) if name[3] else name[1] in places[name[0]].spans)
    ] == []


SOURCE = """
x = 1


@cache
def f():
    return x


class C:
    def f(self):
        return [x
                for x in f()]
"""


def test_a_line_stands_in_the_innermost_function_with_its_decorators() -> None:
    places = Places(SOURCE)

    assert [places.at(line) for line in (2, 5, 6, 7, 10, 11, 13)] == ["", "f", "f", "f", "C", "C.f", "C.f"]
    assert places.quotes("f", "return x")
    assert not places.quotes("C.f", "return x")


WHOLE = dict.fromkeys(NAMED, "x") | {"why": "because"}


def _written(*entries: dict[str, str]) -> str:
    return "\n".join("[[survivor]]\n" + "\n".join(f'{key} = "{said}"' for key, said in one.items()) for one in entries)


@pytest.mark.parametrize("field", [*NAMED, "why"])
def test_an_explanation_that_lacks_something_is_refused(field: str) -> None:
    with pytest.raises(ValueError, match="must say module, where"):
        explanations(_written({name: said for name, said in WHOLE.items() if name != field}))


def test_an_explanation_without_a_reason_and_one_given_twice_are_refused() -> None:
    assert explanations(_written(WHOLE)) == {("x",) * 5: "because"}
    with pytest.raises(ValueError, match="and why"):
        explanations(_written(WHOLE | {"why": " "}))
    with pytest.raises(ValueError, match="twice"):
        explanations(_written(WHOLE, WHOLE))
