"""The direction of the house: a module imports only from the rows above its own."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import unsc_sim

SOURCE = Path(unsc_sim.__file__).parent
ROWS = [
    ("errors", "_toml", "_deprecation"),
    ("_files",),
    ("_seeds", "_dates", "_journal", "votes"),
    ("states",),
    ("documents", "bodies"),
    ("rules",),
    ("charter",),
    ("rollcall", "seats"),
    ("presidency",),
    ("council",),
    ("_sentences",),
    ("decisions",),
    ("_caseschema",),
    ("casefile",),
    ("casebook",),
    ("records",),
    ("automaton",),
    ("_chances",),
    ("counting",),
    ("changes", "rewriting"),
    ("whatif",),
    ("comparisons",),
    ("paths",),
    ("reforms",),
    ("modifiers",),
    ("power", "procedure", "elections", "alliances", "sweep"),
    ("forecast",),
    ("display",),
    ("plot",),
    ("chamber", "reports", "teach"),
    ("cli", "strategies", "_hypothesis", "widgets"),
    ("__main__", "__init__"),
]
ROW_OF = {name: row for row, names in enumerate(ROWS) for name in names}
MODULES = sorted(SOURCE.rglob("*.py"))


def room(path: Path) -> str:
    """The module of the house a file belongs to; a package counts as one."""
    return path.relative_to(SOURCE).with_suffix("").parts[0]


def imports(path: Path):
    """Every import of ours in a file, with whether it is for types only and the function it stands in."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for parent in ast.walk(tree):
        for node in ast.iter_child_nodes(parent):
            node.parent = parent
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "unsc_sim":
            names = node.module.split(".")[1:2] or [alias.name for alias in node.names]
            above = list(_parents(node))
            typing = any(isinstance(one, ast.If) and ast.unparse(one.test) == "TYPE_CHECKING" for one in above)
            function = next((one.name for one in above if isinstance(one, ast.FunctionDef)), None)
            yield from ((name, typing, function) for name in names)


def _parents(node):
    while hasattr(node, "parent"):
        node = node.parent
        yield node


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_imports_only_from_the_rows_above_its_own(path: Path) -> None:
    """One upward glance is allowed: a value asks `display` for its picture when a notebook asks the value."""
    for name, typing, function in imports(path):
        if typing or name == room(path) or (name == "display" and function == "_repr_mimebundle_"):
            continue
        assert name in ROW_OF, f"{path.name} imports {name}, which no row names"
        assert ROW_OF[name] < ROW_OF[room(path)], f"{path.name} imports {name}, which is not above it"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_module_is_longer_than_the_ceiling(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_the_word_veto_decides_in_one_place_only() -> None:
    """`Reason.VETOED` is given in one function of the law: `decide`."""
    law = [name for names in ROWS[: ROW_OF["decisions"] + 1] for name in names]
    given = [
        (path.stem, node.lineno)
        for path in MODULES
        if room(path) in law
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Return) and node.value and "Reason.VETOED," in ast.unparse(node.value)
    ]
    assert [name for name, _ in given] == ["decisions"]


def test_importing_the_library_loads_neither_networkx_nor_numpy() -> None:
    code = "import sys, unsc_sim; print([m for m in ('networkx', 'numpy', 'hypothesis', 'rich') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_the_command_line_loads_networkx_for_ties_and_forecasts_alone() -> None:
    """A vote is not kept waiting for graphs it does not need; each family of commands is loaded when asked for."""
    pytest.importorskip("cyclopts", reason="the extra [cli] is not installed")
    words = ["", "vote 'N: RUS' --default yes --on 2016-10-08", "replay aleppo-2016", "paths S/2016/847", "power"]
    code = (
        "import shlex, sys; from unsc_sim.cli import run\n"
        f"for words in {words!r}: assert run(shlex.split(words)) == 0, words\n"
        "print([m for m in ('networkx', 'concurrent.futures', 'unsc_sim.forecast') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "[]"


def test_nothing_is_printed_and_nothing_reads_the_clock() -> None:
    """Outside the command line, no module calls print, input, today or now."""
    calls = [
        f"{path.name}:{node.lineno}"
        for path in MODULES
        if room(path) not in {"cli", "__main__"}
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in {"print", "input", "today", "now"}
    ]
    assert calls == []
