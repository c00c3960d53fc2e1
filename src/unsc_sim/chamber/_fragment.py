"""The Council table as a short text for the end of an address, and back: strict, bounded, with its version."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from unsc_sim._dates import as_date
from unsc_sim.chamber._law import Law
from unsc_sim.chamber._table import CouncilTable
from unsc_sim.errors import NotationError, RuleError, did_you_mean
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LONGEST", "read_fragment", "write_fragment"]

VERSION = "1"
LONGEST = 600
"""A longer text is refused unread."""
KEYS = ("v", "case", "vote", "on", "cast", "matter", "reform", "required", "limit")
_LETTERS = {**{vote: vote.value for vote in Vote}, Vote.ABSENT: "-"}
_ONE_VOTE = re.compile(r"([A-Z]{2,4}(?:\+\d{1,2})?):([YNAX-])")
_WORD = re.compile(r"[a-z0-9-]{1,60}")
_VOTE = re.compile(r"[A-Za-z0-9/.() -]{1,80}")


def write_fragment(table: CouncilTable) -> str:
    """The table as one short text; `read_fragment` gives the same table back.

    >>> write_fragment(CouncilTable.of("S/2016/846").click("Russia").under(limit="two-vetoes"))
    'v=1&case=aleppo-2016&vote=S/2016/846&cast=RUS:A&limit=two-vetoes'

    Raises:
        RuleError: when the table starts from a roll call that is neither on record nor everyone in favour.
    """
    start, law, record = table.start, table.law, table.record
    if record is None and table.reset() != CouncilTable.on(start.date):
        raise RuleError(start.name, "starts from votes of your own", "a vote on record, or a day", "Keep it as TOML.")
    parts = {
        "v": VERSION,
        "case": record.case if record else "",
        "vote": record.vote if record else "",
        "on": "" if record else start.date.isoformat(),
        "cast": ",".join(f"{member.code}:{_LETTERS[vote]}" for member, vote in table.cast.items()),
        "matter": law.matter.value.replace(" ", "-") if law.matter else "",
        "reform": law.reform,
        "required": "" if law.required is None else str(law.required),
        "limit": law.limit,
    }
    return "&".join(f"{key}={value}" for key, value in parts.items() if value)


def read_fragment(text: str) -> CouncilTable:
    """Read a table back, refusing whatever is not one.

    >>> str(read_fragment("v=1&on=2016-10-08&cast=RUS:N").outcome.tally)
    '14-1-0'

    Raises:
        NotationError: when the text is too long, of another version, or not of that form.
        UnscSimError: when it names a case, day, member or rule that there is not.
    """
    parts = _parts(text)
    table = _start(parts)
    law = Law(parts.get("matter", ""), parts.get("reform", ""), _number(parts.get("required")), parts.get("limit", ""))
    table = table.under(law) if law != Law() else table
    return table.casting(_votes(parts["cast"])) if "cast" in parts else table


def _parts(text: str) -> dict[str, str]:
    if len(text) > LONGEST:
        raise NotationError(text, "is too long", f"at most {LONGEST} characters", "Open the table anew.")
    found: dict[str, str] = {}
    for part in unquote(text, errors="replace").removeprefix("#").split("&"):
        key, equals, value = part.partition("=")
        if not (equals and value):
            raise _unfit(part, "is no part of a table", "key=value")
        if key not in KEYS:
            raise NotationError(key, "is not a key", "one of " + ", ".join(KEYS), did_you_mean(key, KEYS, "Cut it."))
        if key in found:
            raise _unfit(key, "stands there twice", "every key once")
        found[key] = value
    if found.get("v") != VERSION:
        raise _unfit(found.get("v", ""), "is not a version that this table reads", f"v={VERSION}")
    return found


def _start(parts: Mapping[str, str]) -> CouncilTable:
    if ("case" in parts) is ("on" in parts) or ("on" in parts and "vote" in parts):
        raise _unfit(" ".join(parts), "names no start", "either case and vote, or on")
    if "on" in parts:
        return CouncilTable.on(as_date(parts["on"]))
    case_id = _matching(_WORD, parts["case"], "the id of a case")
    vote = _matching(_VOTE, parts.get("vote", case_id), "a symbol or the id of a vote")
    return CouncilTable.of(vote, case_id=case_id)


def _votes(text: str) -> dict[Any, Vote]:
    found: dict[Any, Vote] = {}
    for part in text.split(","):
        match = _ONE_VOTE.fullmatch(part)
        if match is None:
            raise _unfit(part, "is no vote", "a code and a letter, as in RUS:A")
        if match[1] in found:
            raise _unfit(match[1], "is given two votes", "one vote a member")
        found[match[1]] = Vote.parse(match[2])
    return found


def _number(text: str | None) -> int | None:
    return int(_matching(re.compile(r"[0-9]{1,2}"), text, "a number of votes")) if text is not None else None


def _matching(pattern: re.Pattern[str], text: str, expected: str) -> str:
    if pattern.fullmatch(text) is None:
        raise _unfit(text, "cannot be read", expected)
    return text


def _unfit(given: str, problem: str, expected: str) -> NotationError:
    return NotationError(given, problem, expected, "Open the table anew, or mend the address.")
