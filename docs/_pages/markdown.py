"""Small pieces of Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


def table(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    r"""A table, its cells as they are but for bars.

    >>> print(table(["a", "b"], [[1, "x|y"]]))
    | a | b |
    |---|---|
    | 1 | x\|y |
    """
    head, *body = ("| " + " | ".join(map(cell, row)) + " |" for row in (columns, *rows))
    return "\n".join([head, "|" + "---|" * len(columns), *body])


def cell(value: object) -> str:
    r"""What stands in a cell: one line, no bar of its own.

    >>> cell("one\ntwo")
    'one two'
    """
    return " ".join(str(value).split()).replace("|", "\\|")


def write(path: Path, text: str) -> None:
    """Write a file where it changes, so that Sphinx reads again only what is new."""
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
