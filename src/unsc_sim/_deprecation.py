"""How a public name leaves: it says since when, until when, and what to write instead, for two minor versions at least.

Docs: docs/reference/stability.md. Nothing is deprecated now; a test holds every promise made here to its version.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

import attrs

if sys.version_info >= (3, 13):
    from warnings import deprecated as _warns
else:
    from typing_extensions import deprecated as _warns

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


@attrs.frozen
class Promise:
    """That a name works on, with a warning, from one version until it is removed in another."""

    name: str
    since: str
    removed_in: str
    instead: str

    def __str__(self) -> str:
        return (
            f"{self.name} is deprecated since unsc_sim {self.since} and will be removed in {self.removed_in}. "
            f"Use {self.instead} instead."
        )


def deprecated(*, since: str, removed_in: str, instead: str) -> Callable[[T], T]:
    """Mark a function or class as leaving: calling it emits a DeprecationWarning that tells what to use instead.

    >>> import warnings
    >>> @deprecated(since="0.3", removed_in="0.5", instead="decide()")
    ... def judge():
    ...     return "adopted"
    >>> with warnings.catch_warnings(record=True) as said:
    ...     warnings.simplefilter("always")
    ...     judge()
    'adopted'
    >>> print(said[0].message)
    judge() is deprecated since unsc_sim 0.3 and will be removed in 0.5. Use decide() instead.
    """

    def mark(one: T) -> T:
        promise = Promise(f"{getattr(one, '__qualname__', one)}()", since, removed_in, instead)
        marked: T = _warns(str(promise))(one)  # pyright: ignore[reportArgumentType] - no literal, and need not be
        return marked

    return mark
