"""The record: cases the Council decided, read from the seeds and found by id, symbol, date, member, topic or reason."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from unsc_sim._dates import as_date, within
from unsc_sim._seeds import seeds_root
from unsc_sim.casefile import Case, Entry, read_case
from unsc_sim.decisions import Reason, decide
from unsc_sim.documents import Symbol
from unsc_sim.errors import RuleError, SymbolError, UnknownCaseError, did_you_mean
from unsc_sim.states import fold, state

if TYPE_CHECKING:
    from datetime import date

    from unsc_sim.rollcall import RollCall

__all__ = ["Case", "Entry", "case", "cases", "read_case", "roll_call", "roll_calls"]


def case(name: str) -> Case:
    """The case with this id, or the case that holds this vote or document.

    >>> french, russian = case("aleppo-2016").roll_calls
    >>> str(french.tally), str(russian.tally)
    ('11-2-2', '4-9-2')
    >>> case("S/2016/847").id
    'aleppo-2016'

    Raises:
        UnknownCaseError: when the casebook has none; near misses are suggested.

    Source: seeds/cases, each with its own sources.
    """
    if name in _files():
        return _read(name)
    return _read(_entry(name)[0])


def roll_call(name: str) -> RollCall:
    """The roll call on a document, by its symbol or the vote's id.

    >>> roll_call("S/2016/846").meeting
    Symbol('S/PV.7785')

    Raises:
        UnknownCaseError: when the casebook has none, or has it without the members' votes.
    """
    case_id, entry = _entry(name)
    if entry.roll_call is None:
        raise UnknownCaseError(
            name,
            "is in the casebook without the members' votes",
            "a vote whose positions are recorded",
            f"Read case({case_id!r}) for what is known.",
        )
    return entry.roll_call


def cases(text: str = "", *, topic: str = "", member: str = "", reason: Reason | str | None = None,
          since: date | str | None = None, before: date | str | None = None) -> tuple[Case, ...]:  # fmt: skip
    """The cases that fit every condition given, oldest first.

    `text` is searched in id, title, summary, lesson and the drafts' symbols and titles; a case fits when one of its
    votes fits the other conditions. `since` is included, `before` is not.

    >>> [found.id for found in cases(topic="Syria", since="2016-10-01", before="2016-11-01")]
    ['aleppo-2016']

    Raises:
        DateError, UnknownStateError, RuleError: when a condition cannot be read.
    """
    fits = _condition(topic=topic, member=member, reason=reason, since=since, before=before)
    found = (one for one in all_cases() if fold(text) in _searched(one) and any(fits(entry) for entry in one.entries))
    return tuple(found)


def roll_calls(*, topic: str = "", member: str = "", reason: Reason | str | None = None,
               since: date | str | None = None, before: date | str | None = None) -> tuple[RollCall, ...]:  # fmt: skip
    """The recorded roll calls that fit every condition given, in order of date and meeting.

    `since` is included, `before` is not: `roll_calls(before=day)` is what was known when that day began.

    >>> all(votes.date.year == 2016 for votes in roll_calls(since="2016-01-01", before="2017-01-01"))
    True

    Raises:
        DateError, UnknownStateError, RuleError: when a condition cannot be read.
    """
    fits = _condition(topic=topic, member=member, reason=reason, since=since, before=before)
    return tuple(entry.roll_call for entry in entries() if entry.roll_call is not None and fits(entry))


@cache
def all_cases() -> tuple[Case, ...]:
    """Every case, oldest first."""
    return tuple(sorted((_read(case_id) for case_id in _files()), key=lambda one: (one.entries[0].date, one.id)))


@cache
def entries() -> tuple[Entry, ...]:
    """Every recorded vote, in order of date and meeting."""
    found = [entry for one in all_cases() for entry in one.entries]
    return tuple(sorted(found, key=lambda entry: (entry.date, (entry.meeting and entry.meeting.number) or 0)))


def _condition(*, topic: str, member: str, reason: Reason | str | None, since: Any, before: Any) -> Any:
    wanted = _reason(reason)
    who = state(member) if member else None
    start = as_date(since) if since else None
    end = as_date(before) if before else None

    def fits(entry: Entry) -> bool:
        return (
            within(entry.date, start, None)
            and (end is None or entry.date < end)
            and (not topic or any(fold(topic) in fold(tag) for tag in entry.draft.topics))
            and (wanted is None or entry.result is wanted)
            and (who is None or (entry.roll_call is not None and who in entry.roll_call.votes))
        )

    return fits


def _reason(reason: Reason | str | None) -> Reason | None:
    if reason is None or isinstance(reason, Reason):
        return reason
    words = {one.name.casefold().replace("_", " "): one for one in Reason}
    folded = reason.strip().casefold().replace("_", " ").replace("-", " ")
    if folded in words:
        return words[folded]
    raise RuleError(reason, "is not a reason", "one of " + ", ".join(words), did_you_mean(folded, words, "Use one."))


def _searched(one: Case) -> str:
    drafts = (f"{entry.draft.symbol or ''} {entry.draft.title}" for entry in one.entries)
    return fold(" ".join((one.id, one.title, one.summary, one.lesson, *one.topics, *drafts)))


@cache
def _files() -> dict[str, str]:
    return {path.stem: path.name for path in sorted((seeds_root() / "cases").glob("*.toml"))}


@cache
def _read(case_id: str) -> Case:
    return read_case(seeds_root() / "cases" / _files()[case_id])


@cache
def _by_name() -> dict[str, tuple[str, Entry]]:
    index: dict[str, tuple[str, Entry]] = {}
    for one in all_cases():
        for entry in one.entries:
            for name in (entry.id, entry.draft.symbol, entry.resolution):
                if name is not None:
                    index.setdefault(str(name), (one.id, entry))
    return index


def _entry(name: str) -> tuple[str, Entry]:
    try:
        key = str(Symbol.parse(name))
    except SymbolError:
        key = name.strip()
    if key in _by_name():
        return _by_name()[key]
    hint = did_you_mean(key, [*_by_name(), *_files()], "List what there is with cases().")
    raise UnknownCaseError(name, "is not in the casebook", "the id of a case or vote, or a document symbol", hint)


def history_agrees(entry: Entry) -> bool:
    """Whether the rule in force that day decides a recorded vote as history did."""
    return entry.roll_call is None or decide(entry.roll_call).reason is entry.result
