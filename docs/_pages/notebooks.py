"""The notebooks as pages: the student's copies, each with a way to take it along, their answers folded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from _pages.markdown import write

if TYPE_CHECKING:
    from pathlib import Path

FOLDED = "Your prediction first"
"""How the line begins that stands in JupyterLab for what is folded; a page says it on the fold itself."""


def bring(source: Path, pages: Path) -> None:
    """Write a page for every notebook, and remove what is left of one that is gone."""
    found = {path.name: path for path in sorted(source.glob("*.ipynb"))}
    for name, path in found.items():
        write(pages / name, json.dumps(as_page(name, json.loads(path.read_text(encoding="utf-8"))), indent=1))
    for left in pages.glob("*.ipynb"):
        if left.name not in found:
            left.unlink()


def as_page(name: str, notebook: dict[str, Any]) -> dict[str, Any]:
    """A notebook that says where to take it, and whose folds say what is under them."""
    first, *rest = notebook["cells"]
    cells = [first, _take_it_along(name)]
    for cell in rest:
        cells += [_folded(cell), *([_in_a_kernel(cell)] if "widget" in _tags(cell) else [])]
    return notebook | {"cells": cells}


def _tags(cell: dict[str, Any]) -> list[str]:
    return list(cell["metadata"].get("tags", ()))


def _in_a_kernel(cell: dict[str, Any]) -> dict[str, Any]:
    said = (
        "*What this cell shows lives in a running notebook, and no page can keep it. "
        "[The Council table](../../how-to/use-the-council-table.md) does the same in a browser.*"
    )
    return {"cell_type": "markdown", "id": f"{cell['id']}-kernel", "metadata": {}, "source": [said]}


def _take_it_along(name: str) -> dict[str, Any]:
    said = (
        "You read the notebook as it ran; what answers a question is folded. "
        f"{{download}}`Take it along <../../../notebooks/{name}>` to run it yourself ([how](../notebooks.md))."
    )
    return {"cell_type": "markdown", "id": "take-it-along", "metadata": {}, "source": [said]}


def _folded(cell: dict[str, Any]) -> dict[str, Any]:
    if "hide-output" not in _tags(cell):
        return cell
    prompts = {"code_prompt_show": "Predict first; then look", "code_prompt_hide": "Fold it again"}
    kept = [output for output in cell["outputs"] if not "".join(output.get("text", ())).startswith(FOLDED)]
    return cell | {"metadata": cell["metadata"] | {"mystnb": prompts}, "outputs": kept}
