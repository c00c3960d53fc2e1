"""What leaves says so in time, and is gone when it was promised to be."""

from __future__ import annotations

import ast
from importlib import metadata
from pathlib import Path

import pytest

import unsc_sim
from unsc_sim._deprecation import Promise, deprecated


def version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".")[:2])


def test_whoever_calls_what_leaves_is_told_what_to_use() -> None:
    @deprecated(since="0.3", removed_in="0.5", instead="new()")
    class Old:
        """On its way out."""

    with pytest.warns(DeprecationWarning, match="deprecated") as told:
        assert isinstance(Old(), Old)
    assert str(told[0].message) == str(Promise(f"{Old.__qualname__}()", "0.3", "0.5", "new()"))


def test_no_promise_is_overdue() -> None:
    """Whatever was to be removed in this version, or before it, is not there any more."""
    promised = [
        ast.literal_eval(keyword.value)
        for path in Path(unsc_sim.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "deprecated"
        for keyword in node.keywords
        if keyword.arg == "removed_in"
    ]

    assert [said for said in promised if version(said) <= version(metadata.version("unsc-sim"))] == []
