"""Where the classroom is built from, where it is built to, and how a failure is told."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SITE = ROOT / "docs" / "_build" / "play"
"""The built classroom: an artefact, never committed."""
WORK = ROOT / "docs" / "_build" / "play-work"
"""What a build fetches and leaves behind; it may be deleted at any time."""
PYODIDE = SITE / "static" / "pyodide"
"""Where the Python that runs in the browser lies in it."""
RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
"""What of Pyodide itself a page loads."""


class BuildError(Exception):
    """The classroom could not be built; the message says what to do."""


def run(command: Sequence[str | Path], *, failing: str, cwd: Path = ROOT) -> str:
    """Run a tool and give what it printed; a failure is told with its last lines."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, cwd=cwd)
    if done.returncode:
        said = "\n".join((done.stderr or done.stdout).strip().splitlines()[-8:])
        raise BuildError(f"{failing}\n{said}")
    return done.stdout
