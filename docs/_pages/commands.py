"""The command line: the help of every command, as the terminal shows it."""

from __future__ import annotations

import io
import os
from contextlib import redirect_stdout
from unittest.mock import patch

from unsc_sim.cli import every_command, run

_TERMINAL = {"COLUMNS": "80", "NO_COLOR": "1"}


def page() -> str:
    """A section for each command, and for each within another."""
    return "\n".join(
        f"## `{' '.join(['unsc-sim', *words])}`\n\n```none\n{_help(*words)}\n```\n" for words in [(), *every_command()]
    )


def _help(*words: str) -> str:
    with redirect_stdout(io.StringIO()) as shown, patch.dict(os.environ, _TERMINAL):
        run([*words, "--help"])
    return "\n".join(line.rstrip() for line in shown.getvalue().strip().splitlines())
