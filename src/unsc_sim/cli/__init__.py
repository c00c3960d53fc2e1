"""The `unsc-sim` command: one verb for each question; needs the extra [cli].

Each family of commands is one module of this package: it puts its commands on `_frame.app` and stands in `_FAMILIES`.
"""

from __future__ import annotations

from importlib import import_module

from unsc_sim.cli._frame import command_names, run

__all__ = ["command_names", "run"]

_FAMILIES = (
    "_record", "_council", "_whatif", "_reforms", "_power", "_forecast", "_ties", "_sweep", "_data", "_meeting",
)  # fmt: skip

for _family in _FAMILIES:
    import_module(f"{__name__}.{_family}")
