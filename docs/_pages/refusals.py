"""The error catalogue: what each error means, an example that is really provoked, and what to do."""

from __future__ import annotations

import sys
import tomllib
import warnings
from contextlib import chdir
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from tempfile import TemporaryDirectory

import attrs

import unsc_sim
from unsc_sim.errors import HindsightWarning, UnscSimError

_CATALOGUE = Path(__file__).parent / "refusals.toml"


@attrs.frozen
class Refusal:
    """An error by its name, lines that provoke it, and what to do about it."""

    name: str
    provoked_by: str
    remedy: str

    @property
    def kind(self) -> type[Exception]:
        """The class of that name.

        Raises:
            KeyError: when the library has none.
        """
        return {kind.__name__: kind for kind in kinds()}[self.name]

    def message(self) -> str:
        """What is said when the lines run.

        Raises:
            AssertionError: when they do not end in this error.
        """
        with TemporaryDirectory() as folder, chdir(folder), warnings.catch_warnings():
            warnings.simplefilter("error", HindsightWarning)
            try:
                exec(self.provoked_by, {"__name__": "example"})  # noqa: S102 - our own lines
            except (UnscSimError, HindsightWarning) as error:
                if type(error) is self.kind:
                    return str(error)
                raise
            finally:
                for name in [name for name, module in sys.modules.items() if module is None]:
                    del sys.modules[name]
        raise AssertionError(f"{self.name} is not provoked by:\n{self.provoked_by}")


def page() -> str:
    """A section for each error."""
    return "\n".join(map(_section, catalogue()))


def catalogue() -> tuple[Refusal, ...]:
    """Every entry, in the order of the file."""
    found = tomllib.loads(_CATALOGUE.read_text(encoding="utf-8"))
    return tuple(Refusal(name, **entry) for name, entry in found.items())


def kinds() -> list[type[Exception]]:
    """Every error and warning of the library, wherever it is defined."""
    for module in walk_packages(unsc_sim.__path__, "unsc_sim."):
        if not module.name.endswith(("__main__", "_hypothesis")):
            import_module(module.name)
    return [*_below(UnscSimError), HindsightWarning]


def _below(kind: type[Exception]) -> list[type[Exception]]:
    ours = [child for child in kind.__subclasses__() if child.__module__.startswith("unsc_sim")]
    return [one for child in ours for one in (child, *_below(child))]


def _section(refusal: Refusal) -> str:
    builtin = next(base.__name__ for base in refusal.kind.__mro__[1:] if base.__module__ == "builtins")
    meaning = (refusal.kind.__doc__ or "").partition("\n")[0]
    return (
        f"## {refusal.name}\n\n{meaning} Also a `{builtin}`.\n\n"
        f"```python\n{refusal.provoked_by.strip()}\n```\n\n```text\n{refusal.message()}\n```\n\n"
        f"**What to do.** {refusal.remedy}\n"
    )
