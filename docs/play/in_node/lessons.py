"""Run every lesson in the Python of the browser, and hold what it says against what is committed with it.

Inside Pyodide, by `bash .ci/play test`. A lesson is committed as desktop Python ran it; its words must be the same.
"""

from __future__ import annotations

import json
import re
import sys
import time
import warnings
from pathlib import Path
from typing import Any

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

NUMBER = re.compile(r"^Out\[\d+\]:", re.MULTILINE)


def main() -> int:
    """How many lessons failed or said something else."""
    wanted = tuple(sys.argv[1:]) or ("",)
    lessons = [path for path in sorted(Path("notebooks/teacher").glob("*.ipynb")) if path.stem.startswith(wanted)]
    print(f"Python {sys.version.split()[0]} on {sys.platform}")
    return sum(not _runs(path) for path in lessons)


def _runs(path: Path) -> bool:
    begun = time.monotonic()
    shell = InteractiveShell.instance()
    shell.reset(new_session=True)
    wrong = []
    cells = [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    for number, cell in enumerate(cells, 1):
        with capture_output() as shown:
            result = shell.run_cell("".join(cell["source"]), store_history=True)
        said = shown.stdout + "".join(one.data.get("text/plain", "") for one in shown.outputs)
        if not result.success:
            wrong.append(f"cell {number} fails: {result.error_in_exec or result.error_before_exec!r}")
        elif not _for_the_mouse(cell) and _words(said) != _words(_committed(cell)):
            wrong.append(f"cell {number} says {said!r}, and is committed with {_committed(cell)!r}")
    print(
        f"{path.stem}: {len(cells)} cells in {time.monotonic() - begun:.0f} s", *wrong or ["as committed"], sep="\n   "
    )
    return not wrong


def _committed(cell: dict[str, Any]) -> str:
    streams = ["".join(one["text"]) for one in cell["outputs"] if one["output_type"] == "stream"]
    values = ["".join(one["data"].get("text/plain", "")) for one in cell["outputs"] if "data" in one]
    return "".join(streams + values)


def _for_the_mouse(cell: dict[str, Any]) -> bool:
    """What such a cell shows lives in a kernel: no copy keeps it."""
    return "widget" in cell["metadata"].get("tags", ())


def _words(said: str) -> list[str]:
    """Words only: where a line breaks, and the number before a value, is IPython's affair."""
    return NUMBER.sub("", said).split()


if __name__ == "__main__":
    warnings.simplefilter("default")
    sys.exit(main())
