"""The `unsc-sim` command: one verb for each question; needs the extra [cli].

Each family of commands is one module of this package and stands in `_FAMILIES`; it is loaded when one of its commands
is asked for, so that a vote is not kept waiting for the ties and forecasts that it does not need.
"""

from __future__ import annotations

from unsc_sim.cli._frame import app, command_names, every_command, run

__all__ = ["command_names", "every_command", "run"]

_FAMILIES = {
    "_record": ("replay", "explain", "cases"),
    "_report": ("report",),
    "_council": ("council", "president", "vote"),
    "_century": ("century",),
    "_whatif": ("whatif", "paths"),
    "_reforms": ("reforms",),
    "_power": ("census", "power"),
    "_forecast": ("predict", "backtest"),
    "_ties": ("ties",),
    "_sweep": ("sweep",),
    "_data": ("data",),
    "_meeting": ("meeting",),
    "_shell": ("completion",),
    "_teach": ("teach",),
}

for _family, _commands in _FAMILIES.items():
    for _command in _commands:
        app.command(f"{__name__}.{_family}:{_command}", name=_command)
