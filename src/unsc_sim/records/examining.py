"""Believing a row, or not: its date, its Council, its tally and its label are held against the law."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

import attrs

from unsc_sim._dates import as_date, spoken_date
from unsc_sim.charter import Matter
from unsc_sim.council import Council
from unsc_sim.decisions import Reason, decide
from unsc_sim.errors import DateError, NotationError, RuleError, UnscSimError
from unsc_sim.records.about import about_vote
from unsc_sim.records.findings import Fault, Finding, Written, shown
from unsc_sim.rollcall import RollCall
from unsc_sim.states import MemberMapping, State, matching_states
from unsc_sim.votes import Tally, Vote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unsc_sim.records.layouts import Layout
    from unsc_sim.records.meetings import Meetings

__all__ = ["PROCEDURAL_RESOLUTIONS", "Examined", "examine"]

PROCEDURAL_RESOLUTIONS = frozenset((34, 87, 110, 119, 120, 132, 157, 303, 462, 500, 2623))
"""Resolutions that were procedural decisions, so that a permanent member's negative vote did not block them.

Source: Repertoire of the Practice of the Security Council, chapter IV; S/PV.8980 for resolution 2623 (2022).
"""
MAX_VOTES = 60
"""Names in one vote; more than these, four for every seat there has ever been, are not looked up one by one."""
MAX_MENDS = 8
"""A row is mended at most this often before it is given up."""


@attrs.frozen
class Examined:
    """A row after the examination: the roll call, or None where a grave fault stands, and what was found."""

    roll_call: RollCall | None
    findings: tuple[Finding, ...] = ()


def examine(written: Written, layout: Layout, meetings: Meetings, *, repair: bool = False) -> Examined:
    """Examine one vote; with `repair`, mend what can be mended without guessing, and examine it again."""
    done: list[Finding] = []
    roll_call, findings = _examine(written, layout, meetings)
    while repair and len(done) < MAX_MENDS:
        wanted = next((one for one in findings if one.mended is not None), None)
        if wanted is None or wanted.mended is None:
            break
        done.append(attrs.evolve(wanted, repaired=True))
        roll_call, findings = _examine(wanted.mended, layout, meetings)
    grave = any(finding.fault.grave for finding in findings)
    return Examined(None if grave else roll_call, (*done, *findings))


def _examine(written: Written, layout: Layout, meetings: Meetings) -> tuple[RollCall | None, list[Finding]]:
    try:
        day = _day(written.date, layout.date_format)
        council = council_on(day)
    except DateError as error:
        return None, [_undated(written, layout, error)]
    findings = list(meetings.doubts(written, day))
    votes, seating = _seated(written, council)
    findings += seating
    matter, unread = _matter(written)
    findings += unread
    if votes is None or unread:
        return None, findings
    about, remarks = about_vote(written, council)
    roll_call = RollCall(council, votes, matter=matter, **about)
    findings += [*_counted(written, roll_call), *_labelled(written, roll_call, layout)]
    findings += [*_described(written, council), *remarks]
    return roll_call, findings


def _day(text: str, form: str) -> date:
    if not form:
        return as_date(text.strip()[:40])
    try:
        return datetime.strptime(text.strip()[:40], form).date()  # noqa: DTZ007 - a day has no time zone
    except ValueError:
        raise DateError(text, "is not a date", f"the form {form}", "Mend the date, or the layout.") from None


@lru_cache(maxsize=4096)
def council_on(day: date) -> Council:
    """The Council of a day, made once."""
    return Council.on(day)


def _undated(written: Written, layout: Layout, error: DateError) -> Finding:
    reason = f"{shown(error.given)} {error.problem}"
    swapped = swap(written.date) if not layout.date_format else None
    if swapped is None:
        return Finding(written.row, Fault.DATE, reason, f"expected {error.expected}")
    mended = attrs.evolve(written, date=swapped.isoformat())
    return Finding(written.row, Fault.SWAPPED, reason, f"day and month swapped: {swapped}", mended)


def swap(text: str | date) -> date | None:
    """The date with day and month swapped, where that is another date.

    >>> swap("1999-03-12"), swap("1999-03-03"), swap("1999-03-13")
    (datetime.date(1999, 12, 3), None, None)
    """
    found = re.fullmatch(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*", str(text))
    if found is None or found[2] == found[3]:
        return None
    try:
        return date(int(found[1]), int(found[3]), int(found[2]))
    except ValueError:
        return None


def _seated(written: Written, council: Council) -> tuple[MemberMapping[State, Vote] | None, list[Finding]]:
    """Give every seat its vote, or say why not."""
    row, findings = written.row, []
    votes: dict[State, Vote] = {}
    strangers: list[tuple[str, State | None]] = []
    if len(written.votes) > MAX_VOTES:
        reason = f"{len(written.votes)} names; {len(council.members)} members sat on {spoken_date(council.date)}"
        return None, [Finding(row, Fault.ROW, reason, "one name for each member")]
    for name, letter in written.votes:
        member = find_seat(name, council.date)
        if isinstance(member, str):
            strangers.append((name, one_state(name)))
            continue
        try:
            vote = Vote.parse(letter)
        except NotationError as error:
            findings.append(Finding(row, Fault.VOTE, f"{member}: {shown(letter)} is not a vote", error.remedy))
            continue
        if member in votes:
            findings.append(_twice(written, council, member, votes[member], vote))
        votes[member] = vote
    missing = [member for member in council.members if member not in votes]
    if strangers:
        findings.append(_strangers(written, council, strangers))
    elif missing and not any(one.fault is Fault.VOTE for one in findings):
        findings.append(_missing(written, council, missing))
    return (None, findings) if missing or strangers else (MemberMapping(votes), findings)


def find_seat(name: str, day: date) -> State | str:
    """The member meant by a name or by "code|name" on a day, or why there is none."""
    sitting = members_on(day)
    found = [one for one in meanings(name) if one in sitting]
    if len(found) == 1:
        return found[0]
    if found:
        return f"{shown(name)} names {' and '.join(map(str, found))}"
    try:
        return council_on(day).find(name.split("|", maxsplit=1)[0].strip())
    except UnscSimError as error:
        return f"{shown(error.given)} {error.problem}. {error.remedy}".rstrip()


@lru_cache(maxsize=4096)
def members_on(day: date) -> frozenset[State]:
    """The members of a day, made once."""
    return frozenset(council_on(day).members)


@lru_cache(maxsize=4096)
def meanings(name: str) -> tuple[State, ...]:
    """Every state that a name, or either half of "code|name", may mean."""
    return tuple(dict.fromkeys(one for part in name.split("|") for one in matching_states(part)))


def one_state(name: str) -> State | None:
    """The one state meant by a name or by "code|name", or None."""
    found = meanings(name)
    return found[0] if len(found) == 1 else None


def _twice(written: Written, council: Council, member: State, first: Vote, second: Vote) -> Finding:
    if first is not second:
        reason = f"{member} is given two votes ({first.phrase} and {second.phrase})"
        return Finding(written.row, Fault.DUPLICATE, reason, "look it up in the meeting record")
    kept: list[tuple[str, Vote | str]] = []
    seen = False
    for name, letter in written.votes:
        if find_seat(name, council.date) == member:
            if seen:
                continue
            seen = True
        kept.append((name, letter))
    mended = attrs.evolve(written, votes=tuple(kept))
    return Finding(written.row, Fault.DUPLICATE, f"{member} is listed twice", "count the vote once", mended)


def _strangers(written: Written, council: Council, strangers: list[tuple[str, State | None]]) -> Finding:
    names = sorted(str(known) if known else shown(name.split("|")[0]) for name, known in strangers)
    listed = ", ".join(names[:_LISTED]) + (f" and {len(names) - _LISTED} more" if len(names) > _LISTED else "")
    reason = f"{listed}: not among the members on {spoken_date(council.date)}"
    meant = {member for name, _ in written.votes if (member := one_state(name))}
    swapped = swap(council.date)
    if swapped and _sat(meant, swapped):
        mended = attrs.evolve(written, date=swapped.isoformat())
        return Finding(written.row, Fault.COUNCIL, reason, f"day and month swapped: {swapped}", mended)
    years = [year for year in range(1946, 2028) if _sat(meant, date(year, 12, 31))]
    if years and len(meant) == len(written.votes):
        return Finding(written.row, Fault.COUNCIL, reason, f"these members sat in {' and '.join(map(str, years))}")
    hints = [str(find_seat(name, council.date)) for name, known in strangers if known is None]
    return Finding(written.row, Fault.COUNCIL, reason, hints[0].rstrip(".?") if hints else "")


_LISTED = 15


def _sat(members: Iterable[State], day: date) -> bool:
    try:
        return set(members) == set(council_on(day).members)
    except DateError:
        return False


def _missing(written: Written, council: Council, missing: list[State]) -> Finding:
    listed = ", ".join(map(str, missing))
    reason = f"{listed}: no vote recorded; {len(council.members)} members sat on {spoken_date(council.date)}"
    if _number(written, "total_not_participating") == len(missing):
        added = tuple((member.code, Vote.NOT_PARTICIPATING) for member in missing)
        permanent = [member.code for member in missing if written.permanent and member in council.permanent]
        mended = attrs.evolve(written, votes=(*written.votes, *added), permanent=(*written.permanent, *permanent))
        return Finding(written.row, Fault.MISSING, reason, "count as not participating, as its totals do", mended)
    return Finding(
        written.row, Fault.MISSING, reason, "look it up: it may not have participated, or the data may lack it"
    )


def _matter(written: Written) -> tuple[Matter, list[Finding]]:
    if text := written.cell("matter"):
        try:
            return Matter.parse(text), []
        except RuleError as error:
            return Matter.SUBSTANTIVE, [
                Finding(written.row, Fault.MATTER, f"{shown(text)} {error.problem}", error.remedy)
            ]
    number = re.match(r"(?:S/RES/)?(\d{1,4})\b", written.cell("resolution"))
    procedural = number is not None and int(number[1]) in PROCEDURAL_RESOLUTIONS
    return (Matter.PROCEDURAL if procedural else Matter.SUBSTANTIVE), []


_TOTALS = ("total_yes", "total_no", "total_abstain", "total_not_participating")


def _number(written: Written, cell: str) -> int | None:
    text = written.cell(cell).removesuffix(".0")
    return int(text) if text.isdecimal() and len(text) <= 4 else None


def _counted(written: Written, roll_call: RollCall) -> Iterator[Finding]:
    """Hold the totals, where the table has them, against the votes."""
    tally = roll_call.tally
    counted = (tally.yes, tally.no, tally.abstain, tally.not_participating + tally.absent)
    given = [_number(written, name) for name in _TOTALS]
    said = [count if told is None else told for count, told in zip(counted, given, strict=True)]
    if said != list(counted):
        mended = written
        for name, count in zip(_TOTALS, counted, strict=True):
            mended = mended.with_cell(name, str(count))
        reason = f"the totals say {Tally(*said)}, the votes make {Tally(*counted)}"
        yield Finding(written.row, Fault.TALLY, reason, "look it up; if the votes are right, recount", mended)


def _described(written: Written, council: Council) -> Iterator[Finding]:
    """Hold what the table says of the permanent seats against the seats."""
    said = {find_seat(name, council.date) for name in written.permanent}
    if written.permanent and said != set(council.permanent):
        told = ", ".join(sorted(map(str, said)))
        right = ", ".join(map(str, council.permanent))
        yield Finding(written.row, Fault.SEAT, f"permanent by the table: {told}", f"the permanent members are {right}")


_LABELS = {
    "adopted": (Reason.ADOPTED,),
    "vetoed": (Reason.VETOED,),
    "insufficient": (Reason.INSUFFICIENT_VOTES,),
    "not adopted": (Reason.VETOED, Reason.INSUFFICIENT_VOTES),
    "rejected": (Reason.VETOED, Reason.INSUFFICIENT_VOTES),
    "failed": (Reason.VETOED, Reason.INSUFFICIENT_VOTES),
}


def _labelled(written: Written, roll_call: RollCall, layout: Layout) -> Iterator[Finding]:
    """Hold the label against the rule of that day; a resolution's number is a label too."""
    label = written.cell("outcome")
    adopted = roll_call.resolution is not None or layout.resolutions_only
    words = label.casefold().replace("_", " ")
    meant = next((reasons for start, reasons in _LABELS.items() if words.startswith(start)), None)
    if label and meant is None:
        yield Finding(
            written.row, Fault.LABEL, f"{shown(label)} is no outcome we read", "adopted, vetoed or insufficient"
        )
    said = meant or ((Reason.ADOPTED,) if adopted else tuple(Reason))
    outcome = decide(roll_call)
    if outcome.reason in said and not (adopted and not outcome.adopted):
        return
    reason = f"{shown(label) if label else 'a resolution'} by its label, but {outcome.tally} is {outcome.reason.value}"
    if adopted:
        repair = "the votes belong to another draft, or the matter was procedural: look it up"
        yield Finding(written.row, Fault.OUTCOME, reason, repair)
    else:
        right = outcome.reason.name
        yield Finding(
            written.row, Fault.OUTCOME, reason, f"label it {right}, if the votes are right",
            written.with_cell("outcome", right),
        )  # fmt: skip
