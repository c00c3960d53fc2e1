"""Commands that read the record: replay, explain, cases."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from rich.padding import Padding

from unsc_sim import casebook
from unsc_sim._dates import spoken_date
from unsc_sim.casebook import asked
from unsc_sim.casefile import recorded_cases
from unsc_sim.cli import _frame as frame
from unsc_sim.cli._plain import case_plain
from unsc_sim.cli._told import entry_told, grid, listing, titled
from unsc_sim.council import Council
from unsc_sim.decisions import RESULTS, decide
from unsc_sim.display import president_of
from unsc_sim.errors import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

    from unsc_sim.casefile import Case, Entry

said = frame.said


def replay(name: str, /, *, out: frame.Picture = frame.WITH_PICTURE) -> None:
    """Replay a case, or one vote of it: the meeting, each text, who voted how, what became of it and why.

    For example: `unsc-sim replay aleppo-2016`

    Parameters
    ----------
    name
        The id of a case, or the symbol of a draft or resolution.
    """
    case, entries = asked(name)
    parts: list[RenderableType] = [said(case.title, "bold")]
    for _, meeting in groupby(entries, key=lambda entry: (entry.date, entry.meeting)):
        votes = list(meeting)
        parts.append(said(_meeting(votes[0]), "dim"))
        for entry in votes:
            parts += [said(""), *entry_told(entry)]
        parts.append(said(""))
    parts.append(said("* permanent member", "dim"))
    if case.lesson and len(entries) == len(case.entries):
        parts += [said(""), said(case.lesson.strip())]
    out.draw(drawn(case, entries))
    out.give(case_plain(case, entries), *parts)


def explain(name: str, /, *, out: frame.Picture = frame.WITH_PICTURE) -> None:
    """Explain a decision step by step: the count, each condition of the rule, the conclusion.

    For example: `unsc-sim explain S/2016/847`

    Parameters
    ----------
    name
        The id of a case, or the symbol of a draft or resolution.
    """
    case, entries = asked(name)
    parts: list[RenderableType] = []
    for entry in entries:
        parts += [*_explained(entry), said("")]
    out.draw(drawn(case, entries))
    out.give(case_plain(case, entries), *parts[:-1])


def cases(
    text: str = "",
    /,
    *,
    topic: str = "",
    member: str = "",
    reason: str = "",
    since: str = "",
    before: str = "",
    out: frame.Output = frame.TEXT,
) -> None:
    """List the cases of the record that fit every condition given, oldest first.

    For example: `unsc-sim cases Syria --reason vetoed --since 2016-01-01`

    Parameters
    ----------
    text
        Words of the id, the title, the summary or a draft.
    topic
        A subject, such as Syria.
    member
        A state that voted on it.
    reason
        adopted, vetoed or insufficient votes.
    since
        The first day, year-month-day.
    before
        The day after the last.
    """
    found = casebook.cases(
        text, topic=topic, member=member, reason=reason or None, since=since or None, before=before or None
    )
    table = listing("Date", "Case", "Title and results")
    table.columns[1].no_wrap = True
    for case in found:
        what = said(case.title).append(said(f"\n{_results(case.entries)}", "dim"))
        table.add_row(case.entries[0].date.isoformat(), said(case.id, "bold"), what)
    count = f"{len(found)} {'case fits' if len(found) == 1 else 'cases fit'}."
    out.give([_listed(case) for case in found], *([table] if found else []), said(count))
    if not found and (topic or text):
        frame.note(_perhaps(topic or text))


def _perhaps(word: str) -> str:
    """What may have been meant by a word that fits no case."""
    topics = {topic for entry in casebook.entries() for topic in entry.draft.topics}
    known = topics if word not in topics else ()
    return did_you_mean(word, {*known, *recorded_cases()}, "Fewer conditions find more; unsc-sim cases lists them all.")


def drawn(case: Case, entries: tuple[Entry, ...]) -> object:
    """What a picture of these votes is drawn of: the one vote, or the whole case."""
    votes = [entry.roll_call for entry in entries if entry.roll_call is not None]
    return votes[0] if len(entries) == 1 and votes else case


def _meeting(entry: Entry) -> str:
    council = Council.on(entry.date)
    president = president_of(council)
    presiding = f"{council.short(president)} presiding" if president else ""
    meeting = f"meeting {entry.meeting}" if entry.meeting else ""
    return " · ".join(filter(None, (spoken_date(entry.date), meeting, presiding)))


def _explained(entry: Entry) -> Iterator[RenderableType]:
    if entry.roll_call is None:
        yield from entry_told(entry)
        return
    yield titled(entry.draft)
    for line in decide(entry.roll_call).explain().splitlines():
        bullet = line.startswith("- ")
        yield Padding(grid([("-", said(line[2:]))]) if bullet else said(line), (0, 0, 0, 2))
    if entry.lesson:
        yield Padding(said(entry.lesson.strip(), "italic"), (0, 0, 0, 2))


def _results(entries: Iterable[Entry]) -> str:
    counted = Counter(RESULTS[entry.result] if entry.result else "other" for entry in entries)
    return ", ".join(f"{count} {result}" if count > 1 else result for result, count in counted.items())


def _listed(case: Case) -> dict[str, object]:
    first, last = case.entries[0].date, case.entries[-1].date
    return {
        "case": case.id,
        "title": case.title,
        "topics": list(case.topics),
        "first": first.isoformat(),
        "last": last.isoformat(),
        "results": [entry.result.name.lower() if entry.result else None for entry in case.entries],
    }
