"""The reference by task: for each page of names, a table of them with one sentence each, read from the page itself."""

from __future__ import annotations

import inspect
import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sphinx.pycode import ModuleAnalyzer

from _pages.markdown import table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DIRECTIVE = re.compile(r"^\.\. auto(class|function|exception|data|module):: (\S+)\n((?:[ ]{3,}.*\n)*)", re.MULTILINE)


def pages(folder: Path) -> list[Path]:
    """The pages of names, in order."""
    return sorted(path for path in folder.glob("*.md") if path.name != "index.md")


def names(page: Path) -> str:
    """The table of the names that a page documents."""
    rows = [(f"{{py:obj}}`{_short(name)} <{name}>`", _sentence(name)) for name in documented(page)]
    return table(["name", "what it is"], rows) + "\n"


def index(folder: Path) -> str:
    """Every page's question, and under it the table of its names."""
    return "\n".join(f"## [{_title(page)}](/reference/api/{page.name})\n\n{names(page)}" for page in pages(folder))


def documented(page: Path) -> Iterator[str]:
    """The full names that a page documents, in its own order."""
    for kind, name, options in _DIRECTIVE.findall(page.read_text(encoding="utf-8")):
        if kind != "module":
            yield name
        elif ":no-members:" not in options:
            chosen = _listed("members", options) or import_module(name).__all__
            yield from (f"{name}.{one}" for one in chosen if one not in _listed("exclude-members", options))


def _listed(option: str, options: str) -> list[str]:
    found = re.search(rf":{option}:((?:.|\n(?!   :))*)", options)
    return re.findall(r"\w+", found[1]) if found else []


def _title(page: Path) -> str:
    return page.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")


def _short(name: str) -> str:
    return name.removeprefix("unsc_sim.")


def _sentence(name: str) -> str:
    """The first line of what is said of a name; of a constant, of what stands below it."""
    module, _, own = name.rpartition(".")
    value: Any = getattr(import_module(module), own)
    text = inspect.getdoc(value) if inspect.isroutine(value) or inspect.isclass(value) else _said_below(module, own)
    return (text or "").partition("\n")[0].replace("*", "\\*")


def _said_below(module: str, own: str) -> str:
    """What the module that defines a constant says of it; the name may be passed on from there."""
    for origin in [module, *_passed_on_from(module, own)]:
        lines = ModuleAnalyzer.for_module(origin).find_attr_docs().get(("", own))
        if lines:
            return "\n".join(lines)
    return ""


def _passed_on_from(module: str, own: str) -> Iterator[str]:
    source = inspect.getsource(import_module(module))
    for origin in re.findall(rf"^from (unsc_sim[\w.]*) import [^\n]*(?:\([^)]*)?\b{own}\b", source, re.MULTILINE):
        yield from (origin, *_passed_on_from(origin, own))
