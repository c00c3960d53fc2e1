"""The `unsc-sim` command, also as `python -m unsc_sim`."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

from unsc_sim.errors import MissingExtraError

if TYPE_CHECKING:
    from types import FrameType

_EXTRA = ("cyclopts", "rich")
_TERMINATED = 128 + signal.SIGTERM


def main() -> None:
    """Answer the command line and leave with its exit code.

    A missing extra is one line that names it.

    Raises:
        SystemExit: always; 0 for an answer, 2 for a question that cannot be read.
    """
    try:
        from unsc_sim.cli import run  # noqa: PLC0415 - the extra may not be installed
    except ModuleNotFoundError as missing:
        absent = (missing.name or "").partition(".")[0]
        if absent not in _EXTRA:
            raise
        refusal = MissingExtraError(
            absent, "is not installed", "the extra [cli]", "Install it with: pip install 'unsc-sim[cli]'"
        )
        sys.stderr.write(f"unsc-sim: {refusal}\n")
        raise SystemExit(2) from None
    stop_on_termination()
    raise SystemExit(run(sys.argv[1:]))


def stop_on_termination() -> None:
    """Leave in order when the system asks this process to end (SIGTERM), so that no file is left half written."""
    signal.signal(signal.SIGTERM, _leave)


def _leave(_: int, __: FrameType | None) -> None:
    raise SystemExit(_TERMINATED)


if __name__ == "__main__":
    main()
