"""The files of the record: each parses, points to a known source, and has the fingerprint on file."""

from __future__ import annotations

import csv
import hashlib
import io
import tomllib
from datetime import date
from itertools import pairwise

import pytest

from unsc_sim._seeds import read_table, seeds_root
from unsc_sim.casebook import all_cases, entries
from unsc_sim.charter import provisions
from unsc_sim.states import all_states, state

ROOT = seeds_root()
SOURCES = tomllib.loads((ROOT / "SOURCES.toml").read_text(encoding="utf-8"))
FILES = sorted(path for path in ROOT.rglob("*") if path.suffix in {".csv", ".toml"} and path.name != "SOURCES.toml")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_has_the_fingerprint_on_file(path) -> None:
    """So that no fact changes unnoticed; seeds/README.md says how to renew one."""
    name = path.relative_to(ROOT).as_posix()

    assert SOURCES["files"].get(name) == hashlib.sha256(path.read_bytes()).hexdigest()


def test_no_fingerprint_is_left_of_a_file_that_is_gone() -> None:
    assert set(SOURCES["files"]) == {path.relative_to(ROOT).as_posix() for path in FILES}


@pytest.mark.parametrize("table", ["states.csv", "membership.csv"])
def test_every_row_points_to_a_source_on_file(table: str) -> None:
    known = {one for one in SOURCES if one != "files"}

    assert {row["source"] for row in read_table(table)} <= known


def test_every_provision_points_to_a_source_on_file() -> None:
    assert {provision.source for provision in provisions()} <= set(SOURCES)


@pytest.mark.parametrize("path", sorted(ROOT.glob("*.csv")), ids=lambda path: path.name)
def test_every_table_is_rectangular(path) -> None:
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))

    assert {len(row) for row in rows} == {len(rows[0])}


def test_periods_of_official_names_neither_overlap_nor_run_backwards() -> None:
    for one in all_states():
        periods = sorted(
            (name.start or date.min, name.end or date.max) for name in one.names if name.kind == "official"
        )
        assert all(start <= end for start, end in periods), one.code
        assert all(first[1] < second[0] for first, second in pairwise(periods)), one.code


def test_file_names_and_ids_agree_and_no_id_is_used_twice() -> None:
    assert sorted(one.id for one in all_cases()) == sorted(path.stem for path in (ROOT / "cases").glob("*.toml"))
    ids = [entry.id for entry in entries()]
    assert len(ids) == len(set(ids))


def test_one_meeting_is_one_day() -> None:
    """A meeting number has one date, unless the meeting was resumed."""
    days: dict[str, set[date]] = {}
    for entry in entries():
        if entry.meeting is not None:
            days.setdefault(str(entry.meeting), set()).add(entry.date)
    assert {meeting: found for meeting, found in days.items() if len(found) > 1} == KNOWN_RESUMED


KNOWN_RESUMED = {"S/PV.2190": {date(1980, 1, 7), date(1980, 1, 9)}}
"""The 2190th meeting was suspended on 7 January 1980 and resumed on 9 January (procedural_votes: "resumed")."""


def test_rivals_name_each_other_and_vote_on_the_same_day() -> None:
    by_name = {name: entry for entry in entries() for name in (entry.id, str(entry.draft.symbol)) if name != "None"}
    for entry in entries():
        for rival in entry.draft.rivals:
            other = by_name[rival]
            assert other.date == entry.date, (entry.id, rival)
            assert {entry.id, str(entry.draft.symbol)} & set(other.draft.rivals), (entry.id, rival)


def test_every_verified_vote_has_a_source_and_every_stake_says_where_it_is_read() -> None:
    for entry in entries():
        if entry.confidence == "verified":
            assert entry.sources or entry.notes, entry.id
        for stake in (*entry.draft.aimed_at, *entry.draft.favours):
            assert stake.source, entry.id
            assert stake.why, entry.id


def test_codes_are_iso_codes_and_lead_back_to_their_state() -> None:
    for one in all_states():
        assert len(one.code) == 3
        assert one.code.isupper()
        assert state(one.code) is one
