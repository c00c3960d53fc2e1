"""The Council table: a page for those who read no code, with a list of the files it loads and their sizes."""

from __future__ import annotations

import json
import shutil

from places import HERE, PYODIDE, RUNTIME, SITE, BuildError

TARGET = SITE / "table"
ONLY_FORECASTS = "networkx"
"""What only forecasts need is loaded when one is asked for."""


def build_table() -> None:
    """Write `table/` anew, beside the `static/pyodide/` that it uses."""
    shutil.rmtree(TARGET, ignore_errors=True)
    shutil.copytree(HERE / "table", TARGET)
    (TARGET / "files.json").write_text(json.dumps(_files(), indent=1) + "\n", encoding="utf-8")


def _files() -> dict[str, list[dict[str, str | int]]]:
    lock = PYODIDE / "pyodide-lock.json"
    if not lock.is_file():
        raise BuildError(f"{PYODIDE} holds no Pyodide: build it first, python docs/play/build.py pyodide.")
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    later = _needed(packages, ONLY_FORECASTS)
    first = [name for name in _needed(packages, "unsc-sim") if name not in later]
    groups = {
        "runtime": RUNTIME,
        "table": [packages[name]["file_name"] for name in first],
        "forecast": [packages[name]["file_name"] for name in later],
    }
    return {
        group: [{"name": name, "bytes": (PYODIDE / name).stat().st_size} for name in names]
        for group, names in groups.items()
    }


def _needed(packages: dict[str, dict[str, list[str]]], name: str) -> list[str]:
    """A package and whatever it needs, each once, what is needed first."""
    found: dict[str, None] = {}
    for other in packages[name]["depends"]:
        found |= dict.fromkeys(_needed(packages, other))
    return [*found, name]
