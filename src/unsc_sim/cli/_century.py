"""The command about all years: who sat and for how long, and how many votes and vetoes the casebook holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unsc_sim import display
from unsc_sim.cli import _frame as frame
from unsc_sim.cli._told import grid, listing
from unsc_sim.decisions import Reason
from unsc_sim.seats import LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from unsc_sim.display import Century

said = frame.said


def century(*states: str, out: frame.Picture = frame.WITH_PICTURE) -> None:
    """Show the Council since 1946: when states had a seat, and the casebook's votes and vetoes by year.

    For example: `unsc-sim century India Ukraine`

    Parameters
    ----------
    states
        States whose terms are asked for.
    """
    found = display.century(*states)
    out.draw(found)
    out.give(_plain(found), *_told(found))


def _told(found: Century) -> Iterator[RenderableType]:
    yield said(f"The Council from {found.years[0].year} to {found.years[-1].year}", "bold")
    if found.states:
        yield grid([(member.short_on(LAST_DAY), said(_terms(found, member) or "never had a seat")) for member in
                    found.states])  # fmt: skip
    table = listing("Year", "Members", "Votes", "Adopted", "Vetoed", "Short", "Vetoes by")
    for column in table.columns[1:6]:
        column.justify = "right"
    for year in found.years:
        if year.results:
            counts = (
                str(year.results[reason]) for reason in (Reason.ADOPTED, Reason.VETOED, Reason.INSUFFICIENT_VOTES)
            )
            table.add_row(str(year.year), str(len(year.seats)), str(year.results.total()), *counts, said(year.blockers))
    yield table
    yield said(display.NOT_A_CENSUS, "dim")


def _terms(found: Century, member: Any) -> str:
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in found.terms(member))


def _plain(found: Century) -> dict[str, Any]:
    return {
        "states": [
            {"code": member.code, "terms": [list(term) for term in found.terms(member)]} for member in found.states
        ],
        "years": [
            {
                "year": year.year,
                "members": [seat.state.code for seat in year.seats],
                "results": {reason.name.lower(): year.results[reason] for reason in Reason},
                "vetoes": {
                    member.code: number for member, number in sorted(year.vetoes.items(), key=lambda one: one[0].code)
                },
                "not_named": year.unnamed,
            }
            for year in found.years
        ],
        "note": display.NOT_A_CENSUS,
    }
