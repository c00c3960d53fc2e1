"""Libraries that are not always there: brought when they are wanted, or asked for by name."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from unsc_sim.errors import MissingExtraError

if TYPE_CHECKING:
    from types import ModuleType


def bring(name: str, part: str = "the extra [data]", package: str = "'unsc-sim[data]'") -> ModuleType:
    """Import a library that need not be there.

    >>> bring("json").dumps(1)
    '1'

    Raises:
        MissingExtraError: when it is not installed.
    """
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingExtraError(name, "is not installed", part, f"Install it with: pip install {package}") from error
