"""Reads a plain table of roll calls, one row per vote, as recorded by the United Nations since 1994."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from unsc_sim.council import Council
from unsc_sim.documents import DraftResolution, Kind, Symbol
from unsc_sim.errors import SeedError, SymbolError, UnscSimError
from unsc_sim.forecast.question import PRESIDENTS_TEXT
from unsc_sim.states import State

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from unsc_sim.rollcall import RollCall

__all__ = ["read_roll_calls"]

COLUMNS = ("date", "draft", "topic", "region", "sponsors", "yes", "no", "abstain")
MAX_ROWS = 100_000
"""A longer table is refused."""


def read_roll_calls(path: Path | str) -> tuple[RollCall, ...]:
    r"""Read a CSV file with the columns date, draft, topic, region, sponsors, yes, no, abstain, in order of date.

    States are alpha-3 codes separated by spaces. `sponsors` may say PRESIDENT, for a text put forward by the
    President, or be empty where the sponsors are not known; the roll call then says so in `uncertain`. A member in
    none of the three lists is read as absent, with the same mark.

    >>> from tempfile import NamedTemporaryFile
    >>> with NamedTemporaryFile("w", suffix=".csv") as file:
    ...     _ = file.write("date,draft,topic,region,sponsors,yes,no,abstain\n"
    ...         "2016-10-08,S/2016/846,Syria,Middle East,FRA ESP,EGY ESP FRA GBR JPN MYS NZL SEN UKR URY USA,"
    ...         "RUS VEN,AGO CHN\\n")
    ...     file.flush()
    ...     [votes] = read_roll_calls(file.name)
    >>> str(votes.tally), votes.draft.topics
    ('11-2-2', ('Syria', 'Middle East'))

    Raises:
        SeedError: when a column is missing or a row does not fit the Council of its day; the message names the row.
    """
    with open(path, encoding="utf-8", newline="") as file:  # noqa: PTH123 - a path or a text
        return tuple(sorted(_rows(csv.DictReader(file), str(path)), key=lambda votes: votes.date))


def _rows(table: csv.DictReader[str], name: str) -> Iterator[RollCall]:
    missing = [column for column in COLUMNS if column not in (table.fieldnames or ())]
    if missing:
        raise SeedError(name, f"lacks {', '.join(missing)}", ", ".join(COLUMNS), "Add the columns.")
    for number, row in enumerate(table, start=2):
        if number > MAX_ROWS:
            raise SeedError(name, "is too long", f"at most {MAX_ROWS:,} rows", "Split the table.")
        try:
            yield _roll_call(row)
        except UnscSimError as error:
            raise SeedError(f"{name}, row {number}", str(error), "a vote of that day's Council", "Mend it.") from error


def _roll_call(row: dict[str, str]) -> RollCall:
    council = Council.on(row["date"])
    votes = {side: _states(row[side]) for side in ("yes", "no", "abstain")}
    named = sum(map(len, votes.values()))
    unknown = [*(["sponsors"] if not row["sponsors"] else []), *(["absent"] if named < len(council) else [])]
    return council.roll_call(**votes, default="absent", draft=_draft(row), uncertain=tuple(unknown))


def _draft(row: dict[str, str]) -> DraftResolution:
    try:
        symbol = Symbol.parse(row["draft"])
    except SymbolError:
        symbol = None
    presidents = row["sponsors"] == "PRESIDENT"
    return DraftResolution(
        symbol=symbol,
        title=row["draft"],
        sponsors=() if presidents else _states(row["sponsors"]),
        kind=Kind.AMENDMENT if "amendment" in row["draft"].casefold() else Kind.DRAFT_RESOLUTION,
        topics=tuple(filter(None, (row["topic"], row["region"]))),
        text=PRESIDENTS_TEXT if presidents else "",
    )


def _states(codes: str) -> tuple[State, ...]:
    return tuple(State(code) for code in codes.split())
