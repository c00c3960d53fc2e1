"""What can go wrong, in one tree: each message tells what was given, what was expected and what to do next."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "AmbiguousStateError",
    "DateError",
    "DuplicateVoteError",
    "FileError",
    "HindsightWarning",
    "LessonError",
    "MissingExtraError",
    "MissingVoteError",
    "NotOnTheCouncilError",
    "NotationError",
    "OutOfOrderError",
    "RecordError",
    "ResumeError",
    "RuleError",
    "SeedError",
    "SymbolError",
    "TooLargeError",
    "UnknownCaseError",
    "UnknownStateError",
    "UnscSimError",
    "did_you_mean",
]

MAX_SHOWN = 120
"""An error message quotes at most this many characters of what was given."""
MAX_PART = 1_500
"""None of its other parts is longer than this, even where they repeat the names in a file."""


@attrs.define(eq=False, slots=False)
class UnscSimError(Exception):
    """Anything unsc_sim refuses, as four plain parts that make one line.

    >>> print(UnknownStateError("Rusia", "is not a name we know", "the name or code of a state", "Try 'Russia'."))
    'Rusia' is not a name we know; expected the name or code of a state. Try 'Russia'.
    """

    given: object
    problem: str
    expected: str
    remedy: str

    def __str__(self) -> str:
        problem, expected, remedy = map(_bounded, (self.problem, self.expected, self.remedy))
        return f"{_quoted(self.given)} {problem}; expected {expected}. {remedy}".rstrip()


class NotationError(UnscSimError, ValueError):
    """A text that should be a vote, a tally or a roll call cannot be read."""


class DuplicateVoteError(UnscSimError, ValueError):
    """One member is given more than one vote."""


class MissingVoteError(UnscSimError, ValueError):
    """A member of the Council is given no vote, and no default says what it cast."""


class DateError(UnscSimError, ValueError):
    """A date cannot be read, or lies outside the days the record covers."""


class UnknownStateError(UnscSimError, LookupError):
    """No state is called that."""


class AmbiguousStateError(UnscSimError, LookupError):
    """More than one state is called that."""


class NotOnTheCouncilError(UnscSimError, LookupError):
    """A state exists but is not a member of this body on this date."""


class SymbolError(UnscSimError, ValueError):
    """A text is not a United Nations document symbol that we read."""


class RuleError(UnscSimError, ValueError):
    """A voting rule asks for something impossible."""


class SeedError(UnscSimError, ValueError):
    """A file of the record is broken: the message names the file, the key and the remedy."""


class RecordError(UnscSimError, ValueError):
    """A table of votes cannot be read, checked, written or fetched: the message names the file and the row."""


class FileError(UnscSimError, OSError):
    """A file cannot be written: the message names it and the reason; what was there before is as it was."""


class UnknownCaseError(UnscSimError, LookupError):
    """The casebook holds no such case, draft or vote."""


class TooLargeError(UnscSimError, ValueError):
    """An exact answer would cost more than is sensible: the message says how much."""


class ResumeError(UnscSimError, ValueError):
    """A file of results half done belongs to another sweep, or cannot be read."""


class OutOfOrderError(UnscSimError, ValueError):
    """A motion is not in order now: the message names the rule that forbids it."""


class LessonError(UnscSimError, ValueError):
    """A lesson asks for what cannot be made: too many questions, a length there is no plan for."""


class MissingExtraError(UnscSimError, ImportError):
    """An optional part of the library is not installed: the message names the extra that brings it."""


class HindsightWarning(UserWarning):
    """A forecast was given something that was not known before the vote."""


_TOO_FAR_BEHIND = 0.12


def _likeness(name: str, given: str) -> float:
    return difflib.SequenceMatcher(None, given.casefold(), name).ratio()


def _quoted(given: object) -> str:
    text = repr(given)
    return text if len(text) <= MAX_SHOWN else f"{text[: MAX_SHOWN - 2]}…{text[-1]}"


def _bounded(text: str) -> str:
    """On one line, without what would steer a terminal, and not too long; as `repr` shows what was given."""
    plain = text if text.isprintable() else "".join(one if one.isprintable() else repr(one)[1:-1] for one in text)
    return plain if len(plain) <= MAX_PART else f"{plain[: MAX_PART - 1]}…"


def did_you_mean(given: str, known: Iterable[str], otherwise: str) -> str:
    """Suggest up to three near misses, or say what else to do.

    >>> did_you_mean("Fance", ["France", "China"], "Look it up.")
    "Did you mean 'France'?"
    >>> did_you_mean("xyz", ["France"], "Look it up.")
    'Look it up.'
    """
    by_fold = {name.casefold(): name for name in sorted(known)}
    near = difflib.get_close_matches(given.casefold(), by_fold, n=3, cutoff=0.6) if len(given) <= MAX_SHOWN else []
    if not near:
        return otherwise
    best = _likeness(near[0], given)
    near = [name for name in near if _likeness(name, given) > best - _TOO_FAR_BEHIND]
    return "Did you mean " + " or ".join(repr(by_fold[fold]) for fold in near) + "?"
