"""The record: cases the Council decided, read from the seeds and found by id, symbol, date, member, topic or reason."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from unsc_sim._dates import as_date, within
from unsc_sim.casefile import Case, Entry, read_case, recorded_cases
from unsc_sim.decisions import Reason, decide
from unsc_sim.documents import Symbol
from unsc_sim.errors import SymbolError, UnknownCaseError, did_you_mean
from unsc_sim.states import MemberMapping, State, fold, state
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from unsc_sim.rollcall import RollCall

__all__ = ["Case", "Entry", "case", "cases", "read_case", "roll_call", "roll_calls"]


def case(name: str) -> Case:
    """The case with this id, or the case that holds this vote, document or meeting.

    >>> french, russian = case("aleppo-2016").roll_calls
    >>> str(french.tally), str(russian.tally)
    ('11-2-2', '4-9-2')
    >>> case("S/2016/847").id
    'aleppo-2016'

    Raises:
        UnknownCaseError: when the casebook has none; near misses are suggested.

    Source: seeds/cases, each with its own sources.
    """
    key = str(name).strip().casefold()
    return _read(key) if key in recorded_cases() else _read(_entry(name)[0])


def roll_call(name: str) -> RollCall:
    """The roll call on a document, by its symbol or the vote's id.

    >>> roll_call("S/2016/846").meeting
    Symbol('S/PV.7785')

    Raises:
        UnknownCaseError: when the casebook has none, has several, or has it without the members' votes.
    """
    if str(name).strip().casefold() in recorded_cases():
        votes = case(name).roll_calls
        if len(votes) == 1:
            return votes[0]
        several = ", ".join(repr(entry.id) for entry in case(name).entries)
        raise UnknownCaseError(name, f"is a case of {len(votes)} roll calls", "one vote", f"Name one of {several}.")
    case_id, entry = _entry(name)
    if entry.roll_call is None:
        raise UnknownCaseError(
            name,
            "is in the casebook without the members' votes",
            "a vote whose positions are recorded",
            f"Read case({case_id!r}) for what is known.",
        )
    return entry.roll_call


def cases(
    text: str = "",
    *,
    topic: str = "",
    member: str = "",
    sponsor: str = "",
    against: str = "",
    reason: Reason | str | None = None,
    since: date | str | None = None,
    before: date | str | None = None,
) -> tuple[Case, ...]:
    """The cases that fit every condition given, oldest first.

    `text` is searched in ids, titles, summaries, lessons, symbols and what the drafts asked; a case fits when one of
    its votes fits all other conditions. `member` sat and voted, `sponsor` tabled the text, `against` voted against it;
    `since` is included, `before` is not.

    >>> [found.id for found in cases(topic="Syria", since="2016-10-01", before="2016-11-01")]
    ['aleppo-2016']

    Raises:
        DateError, UnknownStateError, RuleError: when a condition cannot be read.
    """
    fits = _condition(topic, member, sponsor, against, reason, since, before)
    found = (one for one in all_cases() if fold(text) in _searched(one) and any(fits(entry) for entry in one.entries))
    return tuple(found)


def roll_calls(
    *,
    topic: str = "",
    member: str = "",
    sponsor: str = "",
    against: str = "",
    reason: Reason | str | None = None,
    since: date | str | None = None,
    before: date | str | None = None,
) -> tuple[RollCall, ...]:
    """The recorded roll calls that fit every condition given, in order of date and meeting.

    `since` is included, `before` is not: `roll_calls(before=day)` is what was known when that day began.

    >>> all(votes.date.year == 2016 for votes in roll_calls(since="2016-01-01", before="2017-01-01"))
    True

    Raises:
        DateError, UnknownStateError, RuleError: when a condition cannot be read.
    """
    fits = _condition(topic, member, sponsor, against, reason, since, before)
    return tuple(entry.roll_call for entry in entries() if entry.roll_call is not None and fits(entry))


@cache
def all_cases() -> tuple[Case, ...]:
    """Every case, oldest first."""
    return tuple(
        sorted((_read(case_id) for case_id in recorded_cases()), key=lambda one: (one.entries[0].date, one.id))
    )


@cache
def entries() -> tuple[Entry, ...]:
    """Every recorded vote, in order of date and meeting."""
    found = [entry for one in all_cases() for entry in one.entries]
    return tuple(sorted(found, key=lambda entry: (entry.date, (entry.meeting and entry.meeting.number) or 0)))


def _condition(  # noqa: PLR0917 - passed on by two functions that take them by name
    topic: str,
    member: str,
    sponsor: str,
    against: str,
    reason: Reason | str | None,
    since: date | str | None,
    before: date | str | None,
) -> Callable[[Entry], bool]:
    wanted = None if reason is None else Reason.parse(reason)
    sat, tabled, opposed = (state(name) if name else None for name in (member, sponsor, against))
    start = as_date(since) if since else None
    end = as_date(before) if before else None

    def fits(entry: Entry) -> bool:
        votes = entry.roll_call.votes if entry.roll_call is not None else MemberMapping[State, Vote]({})
        return (
            within(entry.date, start, None)
            and (end is None or entry.date < end)
            and (not topic or any(fold(topic) in fold(tag) for tag in entry.draft.topics))
            and (wanted is None or entry.result is wanted)
            and (sat is None or sat in votes)
            and (tabled is None or tabled in (*entry.draft.sponsors, *entry.draft.co_sponsors))
            and (opposed is None or votes.get(opposed) is Vote.NO)
        )

    return fits


def _searched(one: Case) -> str:
    drafts = (f"{' '.join(names_of(entry))} {entry.draft.title} {entry.draft.asks}" for entry in one.entries)
    return fold(" ".join((one.id, one.title, one.summary, one.lesson, *one.topics, *drafts)))


@cache
def _read(case_id: str) -> Case:
    return read_case(recorded_cases()[case_id])


@cache
def _by_name() -> dict[str, tuple[str, Entry]]:
    index: dict[str, tuple[str, Entry]] = {}
    for one in all_cases():
        for entry in one.entries:
            for name in names_of(entry):
                index.setdefault(name, (one.id, entry))
    return index


def names_of(entry: Entry) -> list[str]:
    """What a vote may be asked for by: its id, its draft, its resolution with or without the year, its meeting."""
    resolution = str(entry.resolution or "")
    found = (entry.id, entry.draft.symbol, resolution, resolution.split(" ", maxsplit=1)[0], entry.meeting)
    return [str(name) for name in found if name]


def _entry(name: str) -> tuple[str, Entry]:
    try:
        key = str(Symbol.parse(name))
    except SymbolError:
        key = str(name).strip().casefold()
    if key in _by_name():
        return _by_name()[key]
    hint = did_you_mean(key, [*_by_name(), *recorded_cases()], "List what there is with cases().")
    raise UnknownCaseError(name, "is not in the casebook", "the id of a case or vote, or a document symbol", hint)


def asked(name: str) -> tuple[Case, tuple[Entry, ...]]:
    """The case that is meant and the votes asked for: all of it, or the one with this symbol or id.

    >>> found, votes = asked("S/2016/847")
    >>> found.id, len(votes), len(asked("aleppo-2016")[1])
    ('aleppo-2016', 1, 2)

    Raises:
        UnknownCaseError: when the casebook has none; near misses are suggested.
    """
    if str(name).strip().casefold() in recorded_cases():
        found = case(name)
        return found, found.entries
    case_id, entry = _entry(name)
    return _read(case_id), (entry,)


def history_agrees(entry: Entry) -> bool:
    """Whether the rule in force that day decides a recorded vote as history did."""
    return entry.roll_call is None or decide(entry.roll_call).reason is entry.result
