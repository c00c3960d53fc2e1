"""Writes TOML: the few shapes our files need, since the standard library only reads it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

_INDENT = "    "
_WIDTH = 110


def dumps(content: dict[str, Any]) -> str:
    """A table as TOML, its arrays of tables last; `tomllib.loads(dumps(x)) == x`.

    >>> print(dumps({"id": "a", "votes": [{"yes": ["FRA"]}]}), end="")
    id = "a"
    <BLANKLINE>
    [[votes]]
    yes = ["FRA"]
    """
    plain = {key: value for key, value in content.items() if not _is_tables(value)}
    lines = [f"{_key(key)} = {_value(value)}" for key, value in plain.items()]
    for key, tables in content.items():
        if key not in plain:
            for table in tables:
                lines += ["", f"[[{_key(key)}]]", *(f"{_key(name)} = {_value(value)}" for name, value in table.items())]
    return "\n".join(lines) + "\n"


def _is_tables(value: Any) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(item, dict) for item in value)


def _key(name: str) -> str:
    return name if name.isascii() and name.replace("_", "").replace("-", "").isalnum() else _string(name)


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _string(value)
        case date():
            return value.isoformat()
        case dict():
            return "{ " + ", ".join(f"{_key(key)} = {_value(inner)}" for key, inner in value.items()) + " }"
        case list() | tuple():
            return _list([_value(item) for item in value])
        case _:
            return repr(value)


def _list(items: list[str]) -> str:
    one_line = f"[{', '.join(items)}]"
    if len(one_line) <= _WIDTH and "\n" not in one_line:
        return one_line
    return "[\n" + "".join(f"{_INDENT}{item},\n" for item in items) + "]"
