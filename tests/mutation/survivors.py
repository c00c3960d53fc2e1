"""The survivors that nobody can tell from the original, and where in a module they stand."""

from __future__ import annotations

import ast
import tomllib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMED = ("module", "where", "operator", "line", "becomes")
"""What names a survivor in survivors.toml."""

Name = tuple[str, ...]


def explanations(text: str) -> dict[Name, str]:
    """Why some mutants cannot be told apart: what survivors.toml says, by what names each.

    Raises:
        ValueError: when an entry says too little or too much, or explains what another one explains.
    """
    found: dict[Name, str] = {}
    for entry in tomllib.loads(text).get("survivor", []):
        if set(entry) != {*NAMED, "why"} or not entry["why"].strip():
            raise ValueError(f"survivors.toml: {entry} must say {', '.join(NAMED)} and why, and nothing else.")
        name = tuple(entry[field] for field in NAMED)
        if name in found:
            raise ValueError(f"survivors.toml explains this twice: {name}")
        found[name] = entry["why"]
    return found


class Places:
    """The functions and classes of a module by their qualified names; a module itself has the name ""."""

    def __init__(self, text: str) -> None:
        self.lines = text.splitlines()
        self.spans = dict(_spans(ast.parse(text), ""))

    def at(self, line: int) -> str:
        """The innermost function or class that a line stands in, decorators included."""
        return max((name for name, span in self.spans.items() if line in span), key=len, default="")

    def quotes(self, name: str, line: str) -> bool:
        """Whether this line stands in that function or class."""
        return any(self.at(number) == name and said.strip() == line for number, said in enumerate(self.lines, start=1))


def _spans(node: ast.AST, within: str) -> Iterator[tuple[str, range]]:
    for child in ast.iter_child_nodes(node):
        name = within
        if isinstance(child, ast.ClassDef | ast.FunctionDef):
            name = f"{within}.{child.name}".lstrip(".")
            first = min([child.lineno, *(one.lineno for one in child.decorator_list)])
            yield name, range(first, (child.end_lineno or first) + 1)
        yield from _spans(child, name)
