"""The front of the classroom: the landing page, the Council table, the lesson to print and the server."""

from __future__ import annotations

import re
import shutil
from html import escape
from importlib.metadata import version
from string import Template
from typing import TYPE_CHECKING

import nbformat
from council_table import build_table
from lab import NOTEBOOKS
from places import HERE, SITE

from unsc_sim.teach import save_kit

if TYPE_CHECKING:
    from pathlib import Path

TO_THE_TABLE = """<a class="start" href="table/index.html"><strong>The Council table</strong>
<span>No code: pick a vote, click seats, change the rule, and see what is decided and why.</span></a>"""
MINUTES = re.compile(r"\*\*Time\*\* about (\d+) minutes")


def build_front() -> None:
    """Write the landing page and what lies beside it."""
    build_table()
    save_kit(SITE / "kit")
    shutil.copy(HERE / "serve.py", SITE)
    shutil.copy(SITE / "lab" / "favicon.ico", SITE)
    (SITE / "index.html").write_text(_landing(), encoding="utf-8")


def _landing() -> str:
    lessons = sorted(NOTEBOOKS.glob("*.ipynb"))
    page = Template((HERE / "pages" / "index.html").read_text(encoding="utf-8"))
    return page.substitute(
        table=TO_THE_TABLE,
        first=lessons[0].name,
        minutes=_minutes(lessons[0]),
        lessons="\n".join(map(_lesson, lessons)),
        teachers="\n".join(map(_teachers, lessons)),
        version=escape(version("unsc-sim")),
    )


def _lesson(path: Path) -> str:
    """One row of the list: the notebook's own title and its own time."""
    return (
        f'<tr><th scope="row"><a href="notebooks/index.html?path={path.name}">{escape(_title(path))}</a></th>'
        f'<td class="minutes">{_minutes(path)}</td></tr>'
    )


def _minutes(path: Path) -> str:
    """The time a notebook asks for, as it says itself."""
    notebook = nbformat.read(path, as_version=4)
    told = MINUTES.search("\n".join(cell.source for cell in notebook.cells[:2]))
    return told[1] if told else "–"


def _teachers(path: Path) -> str:
    return f'<li><a href="notebooks/index.html?path=teacher/{path.name}">{escape(_title(path))}</a></li>'


def _title(path: Path) -> str:
    first: str = nbformat.read(path, as_version=4).cells[0].source
    return first.splitlines()[0].removeprefix("# ")
