"""The Council table: a page for those who read no code, with what it loads and a list of it.

Starting Python and importing the library takes seconds in a browser. Both are done here, once: the page loads the
memory of a Python that has opened the library, and the files that it may still read.
"""

from __future__ import annotations

import gzip
import json
import shutil
from typing import TYPE_CHECKING

from places import HERE, PYODIDE, RUNTIME, SITE, BuildError, run

if TYPE_CHECKING:
    from pathlib import Path

TARGET = SITE / "table"
KEPT = ("memory", "files")
ONLY_FORECASTS = "networkx"
"""What only forecasts need is loaded when one is asked for."""


def build_table() -> None:
    """Write `table/` anew, beside the `static/pyodide/` that it uses."""
    lock = PYODIDE / "pyodide-lock.json"
    if not lock.is_file():
        raise BuildError(f"{PYODIDE} holds no Pyodide: build it first, python docs/play/build.py pyodide.")
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    later = _needed(packages, ONLY_FORECASTS)
    first = [name for name in _needed(packages, "unsc-sim") if name not in later]
    shutil.rmtree(TARGET, ignore_errors=True)
    shutil.copytree(HERE / "table", TARGET)
    _keep([PYODIDE / packages[name]["file_name"] for name in first])
    groups = {
        "runtime": [PYODIDE / name for name in RUNTIME],
        "table": [TARGET / f"{name}.packed" for name in KEPT],
        "forecast": [PYODIDE / packages[name]["file_name"] for name in later],
    }
    listed = {
        group: [{"name": _from_the_page(file), "bytes": file.stat().st_size} for file in files]
        for group, files in groups.items()
    }
    (TARGET / "files.json").write_text(json.dumps(listed, indent=1) + "\n", encoding="utf-8")


def _keep(wheels: list[Path]) -> None:
    """Write the memory of a Python that has opened the library, and the library's files, both packed."""
    run(
        ["node", HERE / "in_node" / "snapshot.mjs", PYODIDE, TARGET, *wheels],
        failing="The library could not be opened in Pyodide under Node.",
    )
    for name in KEPT:
        plain = TARGET / name
        plain.with_suffix(".packed").write_bytes(gzip.compress(plain.read_bytes(), mtime=0))
        plain.unlink()


def _from_the_page(file: Path) -> str:
    return file.name if file.parent == TARGET else f"../{file.relative_to(SITE).as_posix()}"


def _needed(packages: dict[str, dict[str, list[str]]], name: str) -> list[str]:
    """A package and whatever it needs, each once, what is needed first."""
    found: dict[str, None] = {}
    for other in packages[name]["depends"]:
        found |= dict.fromkeys(_needed(packages, other))
    return [*found, name]
