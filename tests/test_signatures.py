"""What is public keeps its arguments: their names, their order, which are given by name only, and their defaults.

A change that is meant is written down by `python tests/test_signatures.py`, and shows in the review.
"""

from __future__ import annotations

import inspect
import json
from enum import Enum
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any, get_origin

import pytest

from unsc_sim import forecast

if TYPE_CHECKING:
    from collections.abc import Iterator

FORECAST = sorted(f"unsc_sim.forecast.{one.name}" for one in iter_modules(forecast.__path__) if one.name[0] != "_")
ROOMS = ("unsc_sim", "unsc_sim.counting", "unsc_sim.power", "unsc_sim.procedure", "unsc_sim.forecast", *FORECAST)
WRITTEN = Path(__file__).with_name("signatures.json")


def signatures(room: str) -> list[str]:
    """Every public callable of a room, and what is public in its classes, each on a line of its own."""
    module = import_module(room)
    return sorted({line for name in module.__all__ for line in _told(name, getattr(module, name))})


def _told(name: str, public: Any) -> Iterator[str]:
    if inspect.isclass(public):
        if issubclass(public, BaseException):
            return
        if not issubclass(public, Enum):
            yield name + _arguments(public)
        for member in vars(public):
            if not member.startswith("_"):
                kind = inspect.getattr_static(public, member)
                if isinstance(kind, property):
                    yield f"{name}.{member}"
                elif callable(getattr(public, member)) and not inspect.isclass(kind):
                    yield f"{name}.{member}{_arguments(getattr(public, member))}"
    elif callable(public) and get_origin(public) is None:
        yield name + _arguments(public)


def _arguments(made: Any) -> str:
    parameters = inspect.signature(made).parameters.values()
    return str(inspect.Signature([one.replace(annotation=one.empty, default=_default(one)) for one in parameters]))


def _default(parameter: inspect.Parameter) -> Any:
    """A default as it is; `...` for one that only its address could tell from others."""
    return parameter.default if parameter.default is parameter.empty or " at 0x" not in repr(parameter.default) else ...


@pytest.mark.parametrize("room", ROOMS)
def test_what_is_public_keeps_its_arguments(room: str) -> None:
    known = json.loads(WRITTEN.read_text(encoding="utf-8"))

    assert signatures(room) == known[room], "Meant? Then write it down: python tests/test_signatures.py"


if __name__ == "__main__":
    WRITTEN.write_text(json.dumps({room: signatures(room) for room in ROOMS}, indent=1) + "\n", encoding="utf-8")
