"""Where it can be read, how sure it is, what the page does not show, and how to cite it."""

from __future__ import annotations

from importlib import metadata
from typing import TYPE_CHECKING

from unsc_sim.casebook import case as recorded
from unsc_sim.casefile import recorded_cases
from unsc_sim.display._page import Facts, Points, Section
from unsc_sim.display._record import named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unsc_sim.casefile import Case, Entry
    from unsc_sim.display._page import Part

VERSION = metadata.version("unsc-sim")
_MEANS = {
    "verified": "the votes were read in a source named below",
    "tally-only": "the count was read in a source; not every member's vote was",
    "memory": "known from memory, compared with no source; use it for nothing that must be right",
}


def sources(entries: Sequence[Entry]) -> Section:
    """Of each vote: how sure the record is, the rule's authority, what is uncertain, and where it can be read."""
    return Section("Sources and confidence", tuple(Section(named(one), tuple(_sources(one))) for one in entries))


def _sources(entry: Entry) -> Iterator[Part]:
    rows = (
        ("Confidence", f"{entry.confidence}: {_MEANS[entry.confidence]}" if entry.sources else "none given"),
        ("Uncertain", ", ".join(entry.uncertain)),
        ("Rule", str(entry.roll_call.provision) if entry.roll_call is not None else ""),
        ("Note", entry.notes.strip()),
    )
    yield Facts(tuple((name, what) for name, what in rows if what))
    read = tuple(str(source) for source in entry.sources)
    stakes = ((stake.state, stake) for stake in (*entry.draft.aimed_at, *entry.draft.favours))
    concerned = tuple(f"{who.short_on(entry.date)}: {one.why} ({one.source})" for who, one in stakes if one.why)
    yield Points(read) if read else "No source is named: a vote of one's own, or one not yet checked."
    if concerned:
        yield Section("States concerned, and where that stands", (Points(concerned),))


def limits(*, forecast: bool) -> Section:
    """What the page must not be taken for."""
    said = (
        "Who was right. The record holds votes and rules; no judgement on the texts is made or implied.",
        "Negotiation. A vote is the last step: what was changed, held back or withdrawn before it is not here.",
        "Motives. A changed vote here is arithmetic; whether the member could have cast it is another question.",
        "Other rules as politics. Under another rule, members would have negotiated and voted otherwise.",
        *((_GUESS,) if forecast else ()),
        "All votes of the Council. The casebook holds contested and instructive ones; its base rates are its own.",
    )
    return Section("What this does not show", (Points(said),))


_GUESS = (
    "Causes. The forecast weighs what was public before the day; it knows no telephone call and "
    "no explanation of vote, and one right forecast proves little."
)


def cited(case: Case) -> Section:
    """The words to cite the page by, the documents behind it, and the command that makes it again."""
    ours = case.id in recorded_cases()
    texts = dict.fromkeys(
        str(one)
        for entry in case.entries
        for one in (entry.draft.symbol, entry.resolution, entry.meeting)
        if one is not None
    )
    rows = (
        ("This page", f"The unsc_sim founders, unsc_sim, version {VERSION}, report on “{case.title}”."),
        ("Documents", f"United Nations, Security Council: {', '.join(texts)}." if texts else ""),
        ("Made by", f"unsc-sim report {_asked(case)} -o report.html" if ours else ""),
    )
    note = "Cite the United Nations documents for the votes, and this page for what is computed from them."
    return Section("How to cite", (note, Facts(tuple((name, what) for name, what in rows if what))))


def _asked(case: Case) -> str:
    whole = len(case.entries) == len(recorded(case.id).entries)
    return case.id if whole else str(case.entries[0].draft.symbol or case.entries[0].id)
