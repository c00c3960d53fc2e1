"""What pytest does not collect: the documentation's configuration, and what needs an extra that is not installed."""

from __future__ import annotations

from importlib.util import find_spec

_NEEDS = {
    "cli": (("cyclopts", "rich"), ("tests/test_cli*.py", "src/unsc_sim/cli/*.py")),
    "data": (("narwhals", "pooch"), ("tests/test_records_fetch.py",)),
    "plot": (("matplotlib",), ("tests/test_plot.py", "src/unsc_sim/plot/*.py")),
    "notebook": (("ipywidgets",), ("tests/test_widgets.py", "src/unsc_sim/widgets.py")),
}
"""For each extra: its packages, and what cannot even be imported without them."""
_MISSING = {extra: globs for extra, (packages, globs) in _NEEDS.items() if not all(find_spec(one) for one in packages)}

collect_ignore = ["docs/conf.py", "noxfile.py"]
collect_ignore_glob = [glob for globs in _MISSING.values() for glob in globs]


def pytest_report_header() -> list[str]:
    """Say what is left out, and why."""
    return [f"the extra [{extra}] is not installed: left out {', '.join(globs)}" for extra, globs in _MISSING.items()]
