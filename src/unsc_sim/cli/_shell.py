"""The command that teaches a shell the others."""

from __future__ import annotations

import sys
from typing import Literal

from unsc_sim.cli import _frame as frame


def completion(shell: Literal["bash", "zsh", "fish"], /) -> None:
    """Print what makes a shell complete commands and options at the Tab key.

    In bash: `eval "$(unsc-sim completion bash)"`

    For example: `unsc-sim completion bash`

    Parameters
    ----------
    shell
        Whose words it is written in.
    """
    frame.every_command()
    sys.stdout.write(frame.app.generate_completion(shell=shell))
