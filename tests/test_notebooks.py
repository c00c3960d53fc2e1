"""Every notebook runs from a clean kernel, shows what its committed copies show, and is built as a lesson should be."""

from __future__ import annotations

import ast
import re
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

for package in ("jupytext", "nbclient", "ipykernel"):
    pytest.importorskip(package, reason=f"the notebooks are built with {package}, of the test group")
nbformat = pytest.importorskip("nbformat", reason="the notebooks are built with nbformat, of the test group")

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
SECTIONS = ["Exercise", "What this does not show", "Sources"]
REBUILD = "the committed copy is not what the source gives; run: python notebooks/build.py "


def _build() -> Any:
    spec = spec_from_file_location("build_notebooks", NOTEBOOKS / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


build = _build()
every_notebook = pytest.mark.parametrize("name", build.names())
every_copy = pytest.mark.parametrize("reader", build.COPIES)


def committed(reader: str, name: str) -> Any:
    return nbformat.read(build.COPIES[reader] / f"{name}.ipynb", as_version=4)


def code(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def shown(notebook: Any) -> list[tuple[str, str, list[str]]]:
    """Each cell with the words it puts out, leaving away how pictures and tables look."""
    return [
        (cell.cell_type, cell.source, [_words(output) for output in cell.get("outputs", ())]) for cell in notebook.cells
    ]


def _words(output: Any) -> str:
    if output.output_type == "stream":
        return f"{output.name}: {output.text}"
    html = re.sub(r'\s(?:src|style)="[^"]*"', "", output.data.get("text/html", ""))
    return output.data.get("text/plain", "") + html


@pytest.mark.filterwarnings("default::DeprecationWarning", "default::ResourceWarning")
@every_notebook
def test_a_notebook_runs_and_its_committed_copies_show_the_same(name: str) -> None:
    """One run of the source stands for both copies, since nothing runs after the cells that only one of them has."""
    fresh = build.run(build.read_source(name))

    for reader in build.COPIES:
        assert shown(committed(reader, name)) == shown(build.copy_for(reader, fresh)), REBUILD + name
        nbformat.validate(committed(reader, name))


def test_no_copy_is_left_of_a_notebook_that_has_no_source() -> None:
    for folder in build.COPIES.values():
        assert build.names() == sorted(path.stem for path in folder.glob("*.ipynb"))


@every_notebook
def test_nothing_goes_wrong_or_is_said_on_stderr(name: str) -> None:
    outputs = [output for cell in code(committed("teacher", name)) for output in cell.outputs]

    assert [output for output in outputs if output.output_type == "error" or output.get("name") == "stderr"] == []


@every_notebook
def test_a_lesson_says_what_it_is_for_and_what_it_does_not_show(name: str) -> None:
    text = "\n".join(cell.source for cell in build.read_source(name).cells if cell.cell_type == "markdown")

    assert re.match(r"# .+", text)
    for promise in ("**Time**", "**Before you start**", "**Afterwards you can**"):
        assert promise in text
    assert SECTIONS == [heading for heading in re.findall(r"^## (.+)$", text, re.MULTILINE) if heading in SECTIONS]


@every_notebook
def test_three_predictions_are_each_followed_by_the_cell_that_answers(name: str) -> None:
    cells = build.read_source(name).cells
    asked = [place for place, cell in enumerate(cells) if "> **Predict " in cell.source]
    answered = [place for place, cell in enumerate(cells) if "predict" in build.tags(cell)]

    assert len(asked) == 3
    assert [place + 1 for place in asked] == answered


@every_notebook
def test_a_cell_is_taken_in_at_a_glance(name: str) -> None:
    """Ten lines at most, none of them so long that a laptop or a printed page would cut it off."""
    for cell in code(build.read_source(name)):
        lines = cell.source.splitlines()
        assert len(lines) <= 10, cell.source
        assert max(map(len, lines)) <= 92, cell.source


@every_notebook
def test_the_exercise_comes_last_and_the_answer_only_to_the_teacher(name: str) -> None:
    kinds = [build.tags(cell) & {"student", "teacher"} for cell in code(build.read_source(name))]

    assert kinds[-2:] == [{"student"}, {"teacher"}]
    assert not any(kinds[:-2])


@every_notebook
def test_the_check_accepts_the_answer_and_not_the_first_attempt(name: str) -> None:
    said = {reader: code(committed(reader, name))[-1].outputs[-1].data["text/plain"] for reader in build.COPIES}

    assert said["teacher"][1:].startswith("Right")
    assert not said["student"][1:].startswith("Right")


@every_notebook
@every_copy
def test_predictions_are_folded_away_for_students_only(reader: str, name: str) -> None:
    """JupyterLab shows the first line of what is folded, so that line must give nothing away."""
    cells = [cell for cell in code(committed(reader, name)) if "predict" in build.tags(cell)]

    assert [reader == "student"] * 3 == [bool(cell.metadata.get("jupyter", {}).get("outputs_hidden")) for cell in cells]
    assert [reader == "student"] * 3 == [cell.outputs[0].get("text") == build.FOLDED for cell in cells]


@every_notebook
@every_copy
def test_what_is_said_of_an_answer_is_folded_with_it_for_students_only(reader: str, name: str) -> None:
    """In the open stand only headings, questions, and paragraphs that introduce the next cell."""
    folding = False
    for cell in committed(reader, name).cells:
        if cell.cell_type == "code":
            folding = folding or "predict" in build.tags(cell)
            continue
        assert reader == "student" or "<details" not in cell.source
        if folding and reader == "student":
            told = build.GOES_ON.split(re.sub(r"(?s)<details.*?</details>", "", cell.source))[0].strip()
            assert not told or (told.endswith(":") and "\n\n" not in told), told
        folding = folding and "\n## " not in f"\n{cell.source}"


@every_notebook
@every_copy
def test_every_picture_has_its_words(reader: str, name: str) -> None:
    for cell in code(committed(reader, name)):
        for output in cell.outputs:
            html = output.get("data", {}).get("text/html", "")
            assert html.count("<img") == len(re.findall(r'<img alt="[^"]{40,}"', html))


@every_copy
def test_a_cell_for_the_mouse_keeps_nothing_and_does_without_ipywidgets(reader: str) -> None:
    """What a widget shows lives in a kernel: it can be neither kept nor compared, so the cell must be guarded."""
    cells = [cell for name in build.names() for cell in code(committed(reader, name)) if "widget" in build.tags(cell)]

    assert cells
    for cell in cells:
        assert cell.outputs == []
        assert "except sc.UnscSimError" in cell.source


@every_notebook
def test_a_lesson_needs_nothing_that_a_browser_kernel_lacks(name: str) -> None:
    """The library, what it brings, the standard library, and IPython, which every kernel has."""
    imported = {
        node.module.split(".")[0] if isinstance(node, ast.ImportFrom) else alias.name.split(".")[0]
        for cell in code(build.read_source(name))
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert imported <= {*sys.stdlib_module_names, "unsc_sim", "attrs", "networkx", "IPython"}
