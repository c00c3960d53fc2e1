"""The record is found by every name people use for it, and every vote in it is decided as history decided it."""

from __future__ import annotations

import csv
import datetime  # noqa: ICN001 - the name our repr uses
import io
import json
import tomllib

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import unsc_sim as sc
from unsc_sim import Reason, decide, state
from unsc_sim._seeds import MAX_SEED_BYTES, read_text, read_toml, seeds_root
from unsc_sim._toml import dumps
from unsc_sim.casebook import all_cases, entries, history_agrees
from unsc_sim.casefile import Case, read_case, read_vote, structure_case
from unsc_sim.charter import Matter
from unsc_sim.documents import Symbol
from unsc_sim.errors import RuleError, SeedError, UnknownCaseError
from unsc_sim.rollcall import Source

CORRECTED = {"kerch-2018-agenda": "UN press release SC/13601 has Kuwait against and Peru abstaining, not the reverse"}


@pytest.mark.parametrize("one", all_cases(), ids=lambda one: one.id)
def test_history_is_decided_as_history_decided_it(one: Case) -> None:
    """By the rule in force that day for the recorded matter, and no exceptions for any case.

    Official lists leave some vetoes out (ballots for Secretary-General); where they do, the entry's notes say so.
    """
    for entry in one.entries:
        if entry.roll_call is None or entry.confidence == "memory":
            continue
        outcome = decide(entry.roll_call)
        assert outcome.reason is entry.result, entry.id
        if entry.vetoes or not entry.notes:
            assert set(outcome.vetoes) == set(entry.vetoes), entry.id
        assert history_agrees(entry)


@pytest.mark.parametrize("one", all_cases(), ids=lambda one: one.id)
def test_a_case_written_and_read_again_is_the_same_case(one: Case) -> None:
    assert structure_case(tomllib.loads(one.to_toml()), one.id) == one


@pytest.mark.parametrize("one", all_cases(), ids=lambda one: one.id)
def test_nothing_a_file_says_is_lost_when_it_is_written_again(one: Case) -> None:
    written = tomllib.loads(one.to_toml())
    original = read_toml(seeds_root() / "cases" / f"{one.id}.toml")
    defaults = {"kind": "draft resolution", "matter": "substantive", "confidence": "verified"}

    assert original.keys() - written.keys() <= {key for key, value in original.items() if not value}
    for before, after in zip(original["votes"], written["votes"], strict=True):
        lost = {key for key in before.keys() - after.keys() if before[key] and before[key] != defaults.get(key)}
        assert lost == set(), before["id"]


@pytest.mark.parametrize("one", all_cases(), ids=lambda one: one.id)
def test_a_case_prints_so_that_it_can_be_read_back(one: Case) -> None:
    own = attrs.evolve(one, id="my-own")

    assert eval(repr(one), {"case": sc.case}) == one
    assert eval(repr(own), {"structure_case": structure_case, "datetime": datetime}) == own


def test_every_case_of_the_reference_is_carried_over(shared) -> None:
    reference = json.loads(shared("reference/casebook.json").read_text(encoding="utf-8"))
    ours = {entry.id: entry for entry in entries()}
    words = {"adopted": Reason.ADOPTED, "vetoed": Reason.VETOED, "not-adopted-insufficient-votes":
             Reason.INSUFFICIENT_VOTES, "not-adopted": Reason.INSUFFICIENT_VOTES,
             "withdrawn-not-voted": None}  # fmt: skip

    for row in reference:
        entry = ours[row["id"]]
        if row["id"] in CORRECTED:
            continue
        assert entry.date.isoformat() == row["date"]
        assert entry.result is words[row["outcome"]], row["id"]
        assert entry.confidence == row["confidence"], row["id"]
        if entry.roll_call is not None:
            for kind in ("yes", "no", "abstain", "not_participating", "absent"):
                expected = {entry.roll_call.council.find(name) for name in row[kind] or []}
                assert set(entry.roll_call.cast(kind)) == expected, (row["id"], kind)


def test_where_we_differ_from_the_reference_its_other_table_agrees_with_us(shared) -> None:
    """The table of procedural votes has the positions of 26 November 2018 as the press release has them."""
    rows = csv.DictReader(io.StringIO(shared("reference/procedural_votes.csv").read_text(encoding="utf-8")))
    row = next(row for row in rows if row["date"] == "2018-11-26")
    votes = sc.roll_call("kerch-2018-agenda")

    assert {votes.council.find(name.strip()) for name in row["negative_members"].split(";")} == set(votes.cast("no"))
    assert CORRECTED.keys() == {"kerch-2018-agenda"}


def test_titles_and_lessons_are_our_own_words(shared) -> None:
    reference = {row["id"]: row for row in json.loads(shared("reference/casebook.json").read_text(encoding="utf-8"))}

    for entry in entries():
        assert entry.lesson != reference[entry.id]["lesson"]
        assert entry.draft.title
        assert len(entry.draft.title) <= 80


def test_what_has_no_roll_call_is_a_secret_ballot_or_says_why() -> None:
    for entry in entries():
        if entry.roll_call is None:
            assert entry.secret_ballot or entry.result is None or entry.notes, entry.id


def test_a_case_is_found_by_its_id_a_votes_id_or_a_symbol() -> None:
    french, russian = sc.case("aleppo-2016").roll_calls

    assert sc.case("S/2016/846") is sc.case("aleppo-2016-french-draft") is sc.case(" Aleppo-2016 ")
    assert sc.case("S/PV.7785") is sc.case("aleppo-2016")
    assert sc.case("S/RES/2623") is sc.case("S/RES/2623 (2022)")
    with pytest.raises(UnknownCaseError, match="'aleppo-2016' is a case of 2 roll calls; .*'aleppo-2016-french-draft'"):
        sc.roll_call("aleppo-2016")
    assert (sc.roll_call("s/2016/846"), sc.roll_call("aleppo-2016-russian-draft")) == (french, russian)
    assert french.draft.rivals == ("S/2016/847",)
    assert [str(who) for who in french.draft.sponsors] == ["France", "Spain"]
    assert len(french.draft.co_sponsors) == 44
    assert french.council.president == state("Russia")
    assert french.meeting == Symbol("S/PV.7785")


@pytest.mark.parametrize(("name", "hint"), [("aleppo-2015", "'aleppo-2016'"), ("S/2016/848", "'S/2016/846'")])
def test_a_near_miss_is_suggested(name: str, hint: str) -> None:
    with pytest.raises(UnknownCaseError) as raised:
        sc.case(name)
    assert repr(name) in str(raised.value)
    assert hint in str(raised.value)


def test_a_secret_ballot_has_no_roll_call_and_says_where_to_read_on() -> None:
    secret = next(entry for entry in entries() if entry.roll_call is None)
    with pytest.raises(UnknownCaseError, match=r"without the members' votes.*case\("):
        sc.roll_call(secret.id)


def test_searching_narrows_by_every_condition() -> None:
    syria = sc.cases(topic="syria")

    assert syria
    assert all(any("Syria" in tag for tag in one.topics) for one in syria)
    assert [one.id for one in sc.cases("aleppo", before="2016-10-09")] == ["aleppo-2016"]
    assert all(one.entries[-1].date.year >= 2020 for one in sc.cases(since="2020-01-01"))
    assert {one.id for one in sc.cases(reason="vetoed")} < {one.id for one in sc.cases()}
    assert sc.cases(member="Egypt", topic="Syria", since="2016-10-01", before="2016-11-01") == (sc.case("aleppo-2016"),)
    assert sc.cases("no such words anywhere") == ()
    assert [one.id for one in sc.cases("S/RES/2623")] == [sc.case("S/RES/2623").id]
    french = sc.roll_call("S/2016/846")
    assert french in sc.roll_calls(sponsor="France", against="Venezuela", since="2016-10-01")
    assert french not in sc.roll_calls(against="Egypt", since="2016-10-01")
    with pytest.raises(RuleError, match="'vetoo'.*Did you mean 'vetoed'"):
        sc.cases(reason="vetoo")


def test_roll_calls_before_a_day_are_what_was_known_when_it_began() -> None:
    known = sc.roll_calls(before="2016-10-08")

    assert known
    assert all(votes.date.isoformat() < "2016-10-08" for votes in known)
    assert [votes.date for votes in known] == sorted(votes.date for votes in known)
    assert (
        sc.roll_calls(reason=Reason.VETOED, member="Egypt", topic="Syria", since="2016-10-08")[0].name == "S/2016/846"
    )


def test_a_case_prints_its_votes() -> None:
    assert str(sc.case("aleppo-2016")).splitlines()[-1] == "- 2016-10-08  S/2016/847: 4-9-2"
    assert str(Source("S/PV.7785")) == "S/PV.7785"
    assert str(Source("S/PV.7785", "the opening")) == "S/PV.7785 (the opening)"


def broken(change) -> str:
    content = read_toml(seeds_root() / "cases" / "aleppo-2016.toml")
    change(content)
    with pytest.raises(SeedError) as raised:
        structure_case(content, "mine.toml")
    message = str(raised.value)
    assert message.startswith("'mine.toml'")
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda c: c.pop("title"), "'title' is missing"),
        (lambda c: c.update(tittle="x"), "'tittle' is unknown. Did you mean 'title'"),
        (lambda c: c.update(topics="Syria"), "'Syria' is not a list"),
        (lambda c: c.update(title=3), "3 is not a text"),
        (lambda c: c.update(votes=[]), "[] holds no votes"),
        (lambda c: c["votes"][0].update(kind="resolution"), "'resolution' is not a kind of text"),
        (lambda c: c["votes"][0].update(matter="proceduel"), "'proceduel' is not a kind of matter"),
        (lambda c: c["votes"][0].update(date="2016-10-08"), "'2016-10-08' is not a date"),
        (lambda c: c["votes"][0].update(secret_ballot="no"), "'no' is not true or false"),
        (lambda c: c["votes"][0].update(draft="the draft"), "'the draft' is not a document symbol"),
        (lambda c: c["votes"][0].update(result="blocked"), "'blocked' is not a result"),
        (lambda c: c["votes"][0].update(tally="12-2-1"), "'12-2-1' is not what the names count, 11-2-2"),
        (lambda c: c["votes"][0].update(president="France"), "'France' did not preside"),
        (lambda c: c["votes"][0].update(confidence="sure"), "'sure' is not a confidence"),
        (lambda c: c["votes"][0].update(chapter="IX"), "'IX' is not a chapter"),
        (lambda c: c["votes"][0].update(uncertain=["nokey"]), "'nokey' is not a key of a vote"),
        (lambda c: c["votes"][0].update(tally="banana"), "'banana' is not a tally"),
        (lambda c: c["votes"][0].update(secret_ballot=True), "names votes in a secret ballot"),
        (lambda c: c["votes"][0].update(id=c["votes"][1]["id"]), "is the id of two votes"),
        (lambda c: c["votes"][0].update(sources=["x"]), "not a table of keys and values @ $.votes[0].sources[0]"),
        (lambda c: c["votes"].append(3), "not a table of keys and values @ $.votes[2]"),
        (lambda c: [c["votes"][0].pop(kind) for kind in ("yes", "no", "abstain")] and
         c["votes"][0].update(tally="99-0-0"), "'99-0-0' does not count the 15 members"),
        (lambda c: c["votes"][0]["yes"].append("Narnia"), "'Narnia' is not the name of a state"),
        (lambda c: c["votes"][0]["yes"].append("Germany"), "'Germany' is not a member"),
        (lambda c: c["votes"][0]["no"].append("France"), "'France' is given two votes"),
        (lambda c: c["votes"][0]["yes"].remove("France"), "France"),
        (lambda c: c["votes"][1].update(sponsors=["Rusia"]), "'Rusia' is not the name of a state"),
        (lambda c: c["votes"][0]["aimed_at"][0].update(whom="x"), "'whom' is unknown"),
    ],
)  # fmt: skip
def test_a_broken_file_names_the_file_the_key_and_the_remedy(change, named: str) -> None:
    assert named in broken(change)


def test_a_file_that_is_no_toml_names_the_line(tmp_path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('id = "a"\nvotes = nothing\n', encoding="utf-8")
    with pytest.raises(SeedError, match=r"'mine.toml' is not TOML: .*line 2"):
        read_case(path)


def test_a_file_that_is_gone_or_bottomless_is_refused(tmp_path) -> None:
    with pytest.raises(SeedError, match="gone.toml"):
        read_case(tmp_path / "gone.toml")
    deep = tmp_path / "deep.toml"
    deep.write_text("x = " + "[" * 3000, encoding="utf-8")
    with pytest.raises(SeedError, match="deep.toml"):
        read_case(deep)


def test_a_file_that_is_too_large_or_not_utf8_is_refused(tmp_path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b"#" * (MAX_SEED_BYTES + 1))
    with pytest.raises(SeedError, match="too large"):
        read_text(path)
    path.write_bytes(b"\xff")
    with pytest.raises(SeedError, match="not UTF-8"):
        read_text(path)


def test_three_lines_make_a_vote_of_your_own(tmp_path) -> None:
    path = tmp_path / "class.toml"
    path.write_text('date = 2016-10-08\ndefault = "yes"\nno = ["Russia"]\n', encoding="utf-8")

    votes = read_vote(path)

    assert (str(votes.tally), votes.matter, votes.draft.title) == ("14-1-0", Matter.SUBSTANTIVE, "class")
    path.write_text("date = 2016-10-08\n", encoding="utf-8")
    with pytest.raises(SeedError, match="'class.toml' holds 0 roll calls; expected one"):
        read_vote(path)


_plain = st.one_of(st.text(max_size=20), st.booleans(), st.integers(-(2**40), 2**40), st.dates())
_tables = st.dictionaries(
    st.text(max_size=8),
    st.one_of(_plain, st.lists(_plain, max_size=3), st.dictionaries(st.text(max_size=5), _plain, max_size=3)),
    max_size=4,
)


@given(_tables, st.lists(_tables, max_size=3))
def test_what_we_write_as_toml_reads_back(content, tables) -> None:
    whole = {**content, "tables": tables}

    assert tomllib.loads(dumps(whole)) == whole
