"""Build the notebooks: run each source once in a clean kernel, and write the student's and the teacher's copy of it.

python notebooks/build.py            builds all of them
python notebooks/build.py 04 aleppo  builds those whose names begin so

A source is MyST Markdown, as jupytext reads it. Cells tagged `student` go only to the student's copy, cells tagged
`teacher` only to the teacher's. In the student's copy the answer to a question, tagged `predict`, is folded away, and
with it whatever the rest of the section shows and says; a paragraph that ends with a colon introduces the next cell,
tells nothing, and stays. What a cell tagged `widget` shows lives in a kernel: no copy keeps it.
"""

from __future__ import annotations

import re
import sys
from copy import deepcopy
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).resolve().parent
COPIES = {"student": HERE, "teacher": HERE / "teacher"}
FOLDED = "Your prediction first; then run this cell.\n"
FOLDED_PROSE = '<details class="answer">\n<summary>Predict first; then read</summary>\n\n{}\n\n</details>'
GOES_ON = re.compile(r"^(?=#{2,} |> \*\*Predict )", re.MULTILINE)
"""Where what follows an answer ends: at a heading, or at the next question."""
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def names() -> list[str]:
    """Every notebook, in the order of its number."""
    return sorted(path.stem for path in (HERE / "source").glob("*.md"))


def read_source(name: str) -> nbformat.NotebookNode:
    """The source as a notebook that has not run, its cells numbered so that every build names them alike."""
    notebook = jupytext.read(HERE / "source" / f"{name}.md", fmt="md:myst")
    notebook.metadata = nbformat.from_dict({"kernelspec": KERNEL, "language_info": {"name": "python"}})
    for number, cell in enumerate(notebook.cells, 1):
        cell.id = f"{name}-{number:02d}"
    return notebook


def run(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The notebook with what its cells put out, each picture once: within its text alternative."""
    NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=120,
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
    ).execute()
    for cell in _code(notebook):
        for output in cell.outputs:
            if "text/html" in output.get("data", {}):
                output.data.pop("image/svg+xml", None)
    return notebook


def copy_for(reader: str, notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """What one reader gets of a notebook that has run."""
    copied = deepcopy(notebook)
    others = COPIES.keys() - {reader}
    copied.cells = [cell for cell in copied.cells if not others & tags(cell)]
    for number, cell in enumerate(_code(copied), 1):
        cell.execution_count = number
        if "widget" in tags(cell):
            cell.outputs = []
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = number
    if reader == "student":
        _fold_answers(copied)
    return copied


def tags(cell: nbformat.NotebookNode) -> set[str]:
    """The tags of a cell."""
    return set(cell.metadata.get("tags", ()))


def build(name: str) -> None:
    """Write both copies of one notebook."""
    notebook = run(read_source(name))
    for reader, folder in COPIES.items():
        folder.mkdir(exist_ok=True)
        nbformat.write(copy_for(reader, notebook), folder / f"{name}.ipynb")


def _fold_answers(notebook: nbformat.NotebookNode) -> None:
    """Hide what is put out and said from a prediction to the next section; a line stands in for what is hidden."""
    folding = False
    for cell in notebook.cells:
        if cell.cell_type != "code":
            cell.source = _fold_prose(cell.source) if folding else cell.source
            folding = folding and "\n## " not in f"\n{cell.source}"
            continue
        folding = folding or "predict" in tags(cell)
        if folding and cell.outputs:
            cell.metadata |= {"jupyter": {"outputs_hidden": True}, "tags": [*tags(cell), "hide-output"]}
            cell.outputs.insert(0, nbformat.v4.new_output("stream", text=FOLDED))


def _fold_prose(text: str) -> str:
    """The text with all that comes before the next heading or question folded, but for what introduces a cell."""
    told, *rest = GOES_ON.split(text, maxsplit=1)
    paragraphs = told.strip().split("\n\n")
    introduction = [paragraphs.pop()] if paragraphs[-1].endswith(":") and not rest else []
    answer = [FOLDED_PROSE.format("\n\n".join(paragraphs))] if any(paragraphs) else []
    return "\n\n".join([*answer, *introduction, *rest])


def _code(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


if __name__ == "__main__":
    wanted = tuple(sys.argv[1:]) or ("",)
    for name in filter(lambda name: name.startswith(wanted), names()):
        build(name)
        print(name)
