"""Commands about the Council itself: who sat, who presided, and what becomes of a vote of your own."""

from __future__ import annotations

import datetime as dt
import re

from unsc_sim._dates import MONTHS, as_date, spoken_date
from unsc_sim.casefile import read_vote
from unsc_sim.cli import _frame as frame
from unsc_sim.cli._plain import council_plain, outcome_plain
from unsc_sim.cli._told import grid, listing, outcome_rows
from unsc_sim.council import Council
from unsc_sim.decisions import decide
from unsc_sim.display import president_of
from unsc_sim.documents import Symbol
from unsc_sim.errors import SymbolError
from unsc_sim.presidency import president as president_on
from unsc_sim.presidency import president_of_month
from unsc_sim.rollcall import RollCall

said = frame.said


def council(date: str, /, *, out: frame.Picture = frame.WITH_PICTURE) -> None:
    """List the members of the Council on a day, and who presides.

    For example: `unsc-sim council 2016-10-08`

    Parameters
    ----------
    date
        A day from 1946-01-12 to 2027-12-31, year-month-day.
    """
    body = Council.on(date)
    presides = president_of(body)
    table = listing("Member", "Code", "Seat", "Regional group")
    for seat in body.seats:
        kind = "permanent" if seat.permanent else "elected"
        table.add_row(
            said(body.short(seat.state), "bold" if seat.state == presides else ""), seat.state.code, kind, seat.region
        )
    out.draw(body)
    title = said(f"The Security Council on {spoken_date(body.date)}: {len(body)} members", "bold")
    head = f"{body.short(presides)} presiding" if presides else "No President is recorded for this day"
    out.give(council_plain(body, presides), title, said(head), table)


def president(month: str, /, *, out: frame.Output = frame.TEXT) -> None:
    """Say who presides for a month, or on a day.

    For example: `unsc-sim president 2016-10`

    Parameters
    ----------
    month
        A month, year-month; or a day, year-month-day, as for 1946, when terms began on the 17th.
    """
    written = re.fullmatch(r"(\d{4})-(\d{1,2})", month.strip())
    if written:
        year, number = int(written[1]), int(written[2])
        presides, when = president_of_month(year, number), f"{MONTHS[number - 1]} {year}"
        day = dt.date(year, number, 1)
    elif re.fullmatch(r"\d{4}-\d{2}-\d{2}", month.strip()):
        day = as_date(month)
        presides, when = president_on(day), spoken_date(day)
    else:
        raise frame.QuestionError(
            month, "is not a month", "year-month or year-month-day", "Write it like 2016-10 or 1946-02-01."
        )
    name = presides.short_on(day)
    out.give({"when": month.strip(), "president": presides.code, "name": name}, said(f"{when}: {name}"))


def vote(
    votes: str,
    /,
    *,
    on: str = "",
    matter: str = "",
    default: str = "",
    out: frame.Picture = frame.WITH_PICTURE,
) -> None:
    """Decide a vote of your own, typed in the notation or read from a TOML file.

    For example: `unsc-sim vote "N: RUS / A: CHN" --default yes --on 2016-10-08`

    Parameters
    ----------
    votes
        Sections such as "Y: FRA GBR / N: Russia / A: China", or a TOML file with a date and lists of names.
    on
        The day of the vote, year-month-day; a file has its own.
    matter
        substantive (as long as nothing else is said), procedural, preliminary question, court election …
    default
        The vote of members not named.
    """
    outcome = decide(_read(votes, on, default), matter=matter or None)
    title = said(f"A vote in the Security Council on {spoken_date(outcome.roll_call.date)}", "bold")
    out.draw(outcome)
    out.give(outcome_plain(outcome), title, grid(outcome_rows(outcome)), said("* permanent member", "dim"))


def _read(votes: str, on: str, default: str) -> RollCall:
    if _is_symbol(votes):
        raise frame.QuestionError(
            votes, "is the symbol of a text, not a vote of your own", "votes such as 'N: RUS'",
            f"Ask unsc-sim explain {votes}, or change it: unsc-sim whatif {votes} --cast Russia=abstain",
        )  # fmt: skip
    if not is_file(votes):
        if not on:
            raise frame.QuestionError(votes, "has no date", "the day of the vote", "Add --on, as in --on 2016-10-08.")
        return RollCall.parse(votes, Council.on(on), default=default or None)
    beside = [f"--{name} {given}" for name, given in (("on", on), ("default", default)) if given]
    if beside:
        raise frame.QuestionError(
            " ".join(beside), "stands beside a file", "the file alone", "Write it into the file, or leave it out."
        )
    return from_file(votes)


def _is_symbol(name: str) -> bool:
    try:
        Symbol.parse(name)
    except SymbolError:
        return False
    return True


def is_file(name: str) -> bool:
    """Whether a file of one vote is meant."""
    return name.strip().lower().endswith(".toml")


def from_file(name: str) -> RollCall:
    """The vote that a TOML file holds.

    Raises:
        SeedError: when it cannot be read, or what it says is no vote.
    """
    return read_vote(name)
