"""The lessons and a good part of the tests, run by the Python of the browser, under Node and without a browser.

It is also how the library is tried on the newest Python that Pyodide has. The tests of law, engine, power, procedure,
record and table are run, with fifteen examples for each property. Left to desktop Python are those that need an extra,
a subprocess or a kernel, and the long comparisons of forecasters: the lessons make forecasts here.
"""

from __future__ import annotations

import subprocess

from distribution import assemble
from places import HERE, ROOT, WORK, BuildError

FOLDER = WORK / "tested"
TOOLS = ("ipywidgets", "pytest>=8.3", "hypothesis==6.155.7")
"""What lessons and tests import; the last Hypothesis that is pure Python; newer ones have no wheel for Pyodide."""
LAW_AND_ENGINE = (
    *("states", "council", "votes", "rollcall", "rules", "decisions", "documents", "seeds", "casebook"),
    *("counting", "changes", "whatif", "reforms", "power", "power_engine", "chamber"),
    *("procedure", "meeting_machine", "elections", "records"),
)


def run_inside() -> None:
    """Run them all; what fails is shown by the scripts themselves."""
    assemble(FOLDER, TOOLS)
    failed = [name for name, words in _SCRIPTS.items() if _node(name, *words)]
    if failed:
        raise BuildError(f"In Pyodide under Node, {' and '.join(failed)} failed; see above.")


_SCRIPTS = {"lessons.py": (), "suite.py": tuple(f"tests/test_{name}.py" for name in LAW_AND_ENGINE)}


def _node(script: str, *words: str) -> int:
    here = HERE / "in_node"
    command = ["node", here / "run.mjs", FOLDER, ROOT, (here / script).relative_to(ROOT).as_posix(), *words]
    return subprocess.run([str(word) for word in command], check=False).returncode
