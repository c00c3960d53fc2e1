"""The Council year by year since 1946: who sat, how many votes the casebook holds, and who cast a veto on them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import attrs

from unsc_sim import casebook
from unsc_sim._sentences import listed
from unsc_sim.charter import Matter, provision_for
from unsc_sim.decisions import RESULTS, Reason, decide
from unsc_sim.display._markup import element, words, wrapped
from unsc_sim.display._palette import INK, MUTED
from unsc_sim.display._pen import MARGIN, WIDTH, headed, paragraph, rule, sheet, text
from unsc_sim.display._shown import Drawing, Showing, Shown, Table, shown
from unsc_sim.seats import FIRST_DAY, LAST_DAY, Seat, seats_on
from unsc_sim.states import State, state

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unsc_sim.casefile import Entry

BANDS = ((1946, 1965), (1966, 1985), (1986, 2006), (2007, 2027))
"""The strip in parts that a telephone can show; the first ends with the Council of eleven."""
LEFT, ROW, DEEP = 126.0, 24.0, 78.0
VETO, ADOPTED, SHORT, SAT = "#f2b48a", "#ffffff", "#c9ced6", "#3b4352"
NOT_A_CENSUS = (
    "The casebook is a choice of cases and no census: a year without a column has no case in it, not no vote."
)


@attrs.frozen
class Year:
    """One year: the seats at its end, what became of the drafts the casebook has of it, and who blocked how many.

    `unnamed` counts the vetoed ones of which nobody knows who vetoed, as in a secret ballot.
    """

    year: int
    seats: tuple[Seat, ...]
    results: Counter[Reason]
    vetoes: Counter[State]
    unnamed: int = 0

    @property
    def elected(self) -> tuple[Seat, ...]:
        """The elected members' seats."""
        return tuple(seat for seat in self.seats if not seat.permanent)

    @property
    def blockers(self) -> str:
        """Who vetoed how many of them, by the names of that year."""
        day = date(self.year, 12, 31)
        counted = sorted(self.vetoes.items(), key=lambda item: (-item[1], item[0].short_on(day)))
        told = [f"{member.short_on(day)} {number}" for member, number in counted]
        return ", ".join([*told, *([f"not named {self.unnamed}"] if self.unnamed else [])])

    def has(self, member: State) -> bool:
        """Whether a state had a seat at the end of the year."""
        return any(seat.state == member for seat in self.seats)


@attrs.frozen
class Century(Showing):
    """Every year from 1946 to 2027; `states` are those whose terms are asked for, shown beside the permanent members.

    Votes are the casebook's, which is a choice of cases and no census.
    """

    years: tuple[Year, ...]
    states: tuple[State, ...] = ()

    @property
    def votes(self) -> int:
        """How many votes the casebook holds."""
        return sum(year.results.total() for year in self.years)

    def terms(self, member: State) -> tuple[tuple[int, int], ...]:
        """The first and the last year of each unbroken time that a state had a seat.

        >>> century("India").terms(state("India"))[0]
        (1950, 1951)
        """
        found: list[tuple[int, int]] = []
        for year in (year.year for year in self.years if year.has(member)):
            if found and found[-1][1] == year - 1:
                found[-1] = (found[-1][0], year)
            else:
                found.append((year, year))
        return tuple(found)

    def __str__(self) -> str:
        sat = {seat.state for year in self.years for seat in year.elected}
        vetoed = sum(year.results[Reason.VETOED] for year in self.years)
        told = [
            f"{member} sat in {listed([_span(*term) for term in self.terms(member)]) or 'no year'}."
            for member in self.states
        ]
        whole = (
            f"The Council from {self.years[0].year} to {self.years[-1].year}: {len(sat)} states have held an elected "
            f"seat; of {self.votes} votes in the casebook {vetoed} ended in a veto."
        )
        return " ".join([whole, NOT_A_CENSUS, *told])


def century(*states: State | str) -> Century:
    """The Council from 1946 to 2027, year by year: seats, and the votes and vetoes of the casebook.

    Name states to see when they had a seat; without, the picture shows the elected seats of each regional group.

    >>> all_of_it = century()
    >>> len(all_of_it.years), [len(year.seats) for year in all_of_it.years if year.year in (1965, 1966)]
    (82, [11, 15])

    Raises:
        UnknownStateError, AmbiguousStateError: when a name is no state's, or several states'.

    Source: seeds/membership.csv and seeds/cases, each with their own sources.
    """
    return Century(_years(), tuple(state(one) if isinstance(one, str) else one for one in states))


@cache
def _years() -> tuple[Year, ...]:
    entries: dict[int, list[Entry]] = {}
    for entry in casebook.entries():
        if entry.result is not None:
            entries.setdefault(entry.date.year, []).append(entry)
    return tuple(_year(year, entries.get(year, [])) for year in range(FIRST_DAY.year, LAST_DAY.year + 1))


def _year(year: int, entries: list[Entry]) -> Year:
    results = Counter(entry.result for entry in entries if entry.result is not None)
    vetoes = Counter(member for entry in entries for member in vetoes_on(entry))
    unnamed = sum(entry.result is Reason.VETOED and not vetoes_on(entry) for entry in entries)
    return Year(year, seats_on(date(year, 12, 31)), results, vetoes, unnamed)


def vetoes_on(entry: Entry) -> tuple[State, ...]:
    """Who vetoed a draft: as history counted, or as the rule in force decides where it names nobody."""
    if entry.result is not Reason.VETOED:
        return ()
    return entry.vetoes or (decide(entry.roll_call).vetoes if entry.roll_call is not None else ())


@shown.register(Century)
def _(found: Century) -> Shown:
    sentence = str(found)
    rows = tuple(
        (
            str(year.year),
            str(len(year.seats)),
            ", ".join(seat.state.short_on(date(year.year, 12, 31)) for seat in year.elected),
            *(str(year.results[reason]) if year.results else "–" for reason in Reason),
            year.blockers,
        )
        for year in found.years
    )
    heads = ("Year", "Members", "Elected members", "Adopted", "Vetoed", "Short of votes", "Vetoes by")
    caption = "The Council year by year; votes and vetoes are those of the casebook, which is no census"
    return Shown(
        sentence,
        heading="The Security Council year by year",
        paragraphs=(sentence,),
        drawings=tuple(_band(found, *band) for band in BANDS),
        tables=(Table(caption, heads, rows),),
    )


@attrs.frozen
class _Columns:
    """Where the years of one band stand."""

    years: tuple[Year, ...]

    @property
    def step(self) -> float:
        return (WIDTH - MARGIN - LEFT) / len(self.years)

    def __iter__(self) -> Iterator[tuple[float, Year]]:
        return iter([(LEFT + self.step * (place + 0.5), year) for place, year in enumerate(self.years)])


def _band(found: Century, first: int, last: int) -> Drawing:
    columns = _Columns(tuple(year for year in found.years if first <= year.year <= last))
    title = f"The Council, {first} to {last}"
    law = provision_for(Matter.SUBSTANTIVE, date(last, 12, 31)).rule
    parts, y = headed(title, f"{len(columns.years[-1].seats)} members; to decide: {law}.")
    parts += [text("votes in the casebook", MARGIN, y + 14, size=11, fill=MUTED), *_stacks(columns, y + 20 + DEEP)]
    y += 20 + DEEP
    parts += _axis(columns, y)
    parts.append(text("vetoes cast on them by", MARGIN, y + 36, size=11, fill=MUTED))
    y += 42
    for member in _permanent(columns.years):
        parts += _row(member.short_on(date(last, 12, 31)), columns, y, [year.vetoes[member] for year in columns.years])
        y += ROW
    more, y = _seats(found, columns, y + 20, last)
    parts += more
    legend, y = _legend(y + 20, [year.year for year in columns.years if year.unnamed])
    return sheet([*parts, *legend], y, title, f"{title}. {NOT_A_CENSUS} {_told(found, columns.years)}")


def _told(found: Century, years: tuple[Year, ...]) -> str:
    votes = sum(year.results.total() for year in years)
    ended = ", ".join(f"{sum(year.results[reason] for year in years)} {RESULTS[reason]}" for reason in Reason)
    vetoes = "; ".join(f"{year.year}: {year.blockers}" for year in years if year.vetoes or year.unnamed)
    terms = "; ".join(
        f"{member}: {listed(_within(found.terms(member), years)) or 'no seat'}" for member in found.states
    )
    return f"{votes} votes: {ended}. Vetoes: {vetoes or 'none'}. {f'Seats: {terms}.' if terms else ''}".strip()


def _within(terms: Iterable[tuple[int, int]], years: tuple[Year, ...]) -> list[str]:
    """The parts of terms that fall into some years."""
    start, end = years[0].year, years[-1].year
    return [_span(max(first, start), min(last, end)) for first, last in terms if first <= end and last >= start]


def _permanent(years: Iterable[Year]) -> list[State]:
    return list(dict.fromkeys(seat.state for year in years for seat in year.seats if seat.permanent))


def _stacks(columns: _Columns, foot: float) -> list[str]:
    """A column for every year: vetoed at the foot, short of votes, adopted; the number of all above."""
    most = max(year.results.total() for year in _years())
    parts = [rule(LEFT, foot, WIDTH - MARGIN, foot)]
    for x, year in columns:
        y, total = foot, year.results.total()
        for reason, fill in ((Reason.VETOED, VETO), (Reason.INSUFFICIENT_VOTES, SHORT), (Reason.ADOPTED, ADOPTED)):
            tall = (DEEP - 16) * year.results[reason] / most
            if tall:
                y -= tall
                name = element("title", words(f"{year.year}: {year.results[reason]} {RESULTS[reason]}"))
                parts.append(element("rect", name, x=x - columns.step * 0.36, y=y, width=columns.step * 0.72,
                                     height=tall, fill=fill, stroke=INK, stroke_width=0.8))  # fmt: skip
        if total:
            parts.append(text(total, x, y - 3, size=10, anchor="middle"))
    return parts


def _axis(columns: _Columns, y: float) -> list[str]:
    return [text(f"’{year.year % 100:02}", x, y + 13, size=9.5, anchor="middle", fill=MUTED, bold=year.year % 10 == 0)
            for x, year in columns]  # fmt: skip


def _row(name: str, columns: _Columns, y: float, numbers: list[int]) -> list[str]:
    """One row of numbers, one cell for each year; a year without one is a thin line."""
    parts = _name(name, y)
    for (x, year), number in zip(columns, numbers, strict=True):
        half = columns.step / 2
        if number:
            told = element("title", words(f"{name}, {year.year}: {number}"))
            parts.append(element("rect", told, x=x - half + 0.7, y=y, width=2 * half - 1.4, height=17, rx=2, fill=VETO,
                                 stroke=INK, stroke_width=0.8))  # fmt: skip
            parts.append(text(number, x, y + 12.5, size=11, anchor="middle", bold=True))
        else:
            parts.append(rule(x - half, y + 9, x + half, y + 9, stroke="#b9bfca"))
    return parts


def _name(name: str, y: float) -> list[str]:
    lines = wrapped(name, LEFT - MARGIN - 6, 11.5)
    if len(lines) == 1:
        return [text(name, MARGIN, y + 13, size=11.5)]
    return [text(line, MARGIN, y + 8 + 10.5 * row, size=9.5)
            for row, line in enumerate(wrapped(name, LEFT - MARGIN - 4, 9.5, lines=2, even=True))]  # fmt: skip


def _seats(found: Century, columns: _Columns, y: float, last: int) -> tuple[list[str], float]:
    """When the states asked for had a seat; without any, how many elected seats each regional group had."""
    parts = [text("had a seat" if found.states else "elected seats by regional group", MARGIN, y, size=11, fill=MUTED)]
    y += 6
    for member in found.states:
        parts += _name(member.short_on(date(last, 12, 31)), y)
        for x, year in columns:
            half = columns.step / 2
            parts.append(element("rect", x=x - half, y=y + 3, width=2 * half, height=12, fill=SAT)
                         if year.has(member) else rule(x - half, y + 9, x + half, y + 9, stroke="#b9bfca"))  # fmt: skip
        y += ROW
    if found.states:
        return parts, y
    groups = sorted({seat.region for year in columns.years for seat in year.elected})
    for group in groups:
        parts += _name(group or "no group recorded", y)
        for x, year in columns:
            number = sum(seat.region == group for seat in year.elected)
            parts.append(text(number or "–", x, y + 13, size=11, anchor="middle", fill=INK if number else MUTED))
        y += ROW
    return parts, y


def _legend(y: float, unnamed: list[int]) -> tuple[list[str], float]:
    parts, x = [], MARGIN
    for fill, said, room in ((VETO, "vetoed", 88), (SHORT, "short of votes", 132), (ADOPTED, "adopted", 90)):
        parts += [
            element("rect", x=x, y=y - 11, width=16, height=13, rx=2, fill=fill, stroke=INK, stroke_width=0.8),
            text(said, x + 22, y, size=12),
        ]
        x += room
    secret = f" In {listed(list(map(str, unnamed)))} ballots were secret: nobody is named." if unnamed else ""
    note = f"Columns from the foot: vetoed, short of votes, adopted. {NOT_A_CENSUS}{secret}"
    foot, y = paragraph(note, MARGIN, y + 20, size=12)
    return [*parts, *foot], y


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"
