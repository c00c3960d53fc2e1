"""Values as plain data for `--json`: dictionaries, lists, text and numbers, states by code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from unsc_sim.decisions import Outcome, decide

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unsc_sim.casefile import Case, Entry
    from unsc_sim.changes import Changes
    from unsc_sim.council import Council
    from unsc_sim.documents import DraftResolution, Symbol
    from unsc_sim.states import State

Plain = dict[str, Any]


def council_plain(council: Council, presides: State | None) -> Plain:
    """A Council: its day, its President and its seats."""
    return {
        "date": council.date.isoformat(),
        "president": presides.code if presides else None,
        "members": [
            {
                "code": seat.state.code,
                "name": council.short(seat.state),
                "permanent": seat.permanent,
                "region": seat.region,
            }
            for seat in council.seats
        ],
    }


def outcome_plain(outcome: Outcome) -> Plain:
    """An outcome: the votes as counted, what became of them, and why."""
    return {
        "date": outcome.roll_call.date.isoformat(),
        "matter": outcome.roll_call.matter.value,
        "tally": attrs.asdict(outcome.tally),
        "votes": {member.code: vote.name.lower() for member, vote in outcome.roll_call.items()},
        "adopted": outcome.adopted,
        "reason": outcome.reason.name.lower(),
        "vetoes": codes(outcome.vetoes),
        "short_by": outcome.short_by if isinstance(outcome.short_by, int) else str(outcome.short_by),
        "rule": str(outcome.rule),
        "citation": outcome.citation,
        "sentence": str(outcome),
        "explanation": outcome.explain().splitlines(),
    }


def entry_plain(entry: Entry) -> Plain:
    """A recorded vote: the text, the record, and the outcome where the positions are known."""
    return {
        "id": entry.id,
        **draft_plain(entry.draft),
        "date": entry.date.isoformat(),
        "meeting": _text(entry.meeting),
        "resolution": _text(entry.resolution),
        "tally": entry.tally,
        "result": entry.result.name.lower() if entry.result else None,
        "confidence": entry.confidence,
        "uncertain": list(entry.uncertain),
        "sources": [str(source) for source in entry.sources],
        "outcome": outcome_plain(decide(entry.roll_call)) if entry.roll_call is not None else None,
    }


def draft_plain(draft: DraftResolution) -> Plain:
    """What was put to the vote, and who tabled it."""
    return {
        "draft": _text(draft.symbol),
        "title": draft.title or draft.text,
        "asks": draft.asks,
        "sponsors": codes(draft.sponsors),
        "co_sponsors": codes(draft.co_sponsors),
    }


def case_plain(case: Case, entries: Iterable[Entry]) -> Plain:
    """A case with some of its votes, or all."""
    return {
        "case": case.id,
        "title": case.title,
        "topics": list(case.topics),
        "summary": case.summary,
        "lesson": case.lesson,
        "votes": [entry_plain(entry) for entry in entries],
    }


def changes_plain(changes: Changes) -> Plain:
    """The fewest changes of votes to a result: how many ways there are, and the first of them."""
    return {
        "to": changes.to.name.lower(),
        "size": changes.size,
        "ways": changes.ways,
        "always": codes(changes.always),
        "listed": [{member.code: vote.name.lower() for member, vote in way.items()} for way in changes.listed],
        "sentence": str(changes),
    }


def codes(members: Iterable[State]) -> list[str]:
    """States by their codes."""
    return [member.code for member in members]


def _text(symbol: Symbol | None) -> str | None:
    return None if symbol is None else str(symbol)
