"""Whatever somebody else wrote is read or refused in one line: no traceback, no hang, no way out of its folder.

The readers stand in `tests/fuzz/targets.py`; `tests/fuzz/fuzz_readers.py` asks them for as long as you like.
"""

from __future__ import annotations

import csv
import json
import sys
import time
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import unsc_sim as sc
from unsc_sim import display
from unsc_sim._files import plain_name
from unsc_sim.casebook import case
from unsc_sim.casefile import read_case
from unsc_sim.documents import DraftResolution
from unsc_sim.errors import UnscSimError
from unsc_sim.procedure import replay
from unsc_sim.records import check, write_rollcalls
from unsc_sim.reforms import reform
from unsc_sim.rollcall import RollCall, split_names

sys.path.insert(0, str(Path(__file__).parent / "fuzz"))

from targets import SEEDS, TARGETS

NO_COMMANDS = pytest.mark.skipif(find_spec("cyclopts") is None, reason="the extra [cli] is not installed")
EVERY_READER = [pytest.param(name, marks=NO_COMMANDS) if name == "command" else name for name in TARGETS]
COUNCIL = sc.Council.on("2016-10-08")
HOSTILE = ("../../x", "/etc/passwd", "..", "a\0b", "x" * 10_000, "%2e%2e%2f", "..\\..\\x", "con", "\u202e", "~root")


def mutants(seeds: tuple[bytes, ...]) -> st.SearchStrategy[bytes]:
    """A seed with a piece cut out and another put in, or anything."""

    def cut(drawn: tuple[bytes, int, int, bytes]) -> bytes:
        seed, start, length, piece = drawn
        start %= len(seed) + 1
        return seed[:start] + piece + seed[start + length :]

    odd = [b"=1+1", b"../../x", b"\xed\xa0\x80", b"9" * 5000, b"[" * 3000, b"\0", b"nan"]
    every = [seed for many in SEEDS.values() for seed in many]
    text = st.text(max_size=8).map(lambda some: some.encode("utf-8", "surrogatepass"))
    pieces = st.one_of(st.binary(max_size=12), text, st.sampled_from(odd + every))
    changed = st.tuples(st.sampled_from(seeds), st.integers(0, 400), st.integers(0, 30), pieces).map(cut)
    return st.one_of(changed, st.binary(max_size=60))


@pytest.mark.parametrize("name", EVERY_READER)
@settings(max_examples=30)
@given(data=st.data())
def test_a_reader_answers_or_refuses_in_one_line(name, data) -> None:
    TARGETS[name](data.draw(mutants(SEEDS[name])))


@pytest.mark.parametrize("name", EVERY_READER)
def test_json_of_another_shape_is_refused(name) -> None:
    """Numbers, lists, texts and nothing, where a table of keys is expected, alone and within one."""
    for shape in (b"5", b"[]", b'"a"', b"null", b"[[1]]", b"{}", b'{"steps": [1], "date": 3, "house": 5}'):
        TARGETS[name](shape)
        TARGETS[name](shape + b"\n" + shape + b"\n")


@pytest.mark.parametrize("name", EVERY_READER)
def test_every_reader_can_read(name) -> None:
    """A fuzzer whose seeds are all refused would look at nothing."""
    for seed in SEEDS[name]:
        TARGETS[name](seed)


# --- sizes -------------------------------------------------------------------------------------------------------

ASKS = {
    "names": lambda: split_names("France, " * 2_400),
    "notation": lambda: RollCall.parse("Y: " + "FRA " * 4_900, COUNCIL),
    "sections": lambda: RollCall.parse("Y:/" * 6_000, COUNCIL),
    "a name": lambda: sc.state("x" * 1_000_000),
    "a symbol": lambda: sc.Symbol.parse("S/" * 1_000_000),
    "a date": lambda: sc.Council.on("2016-10-08" * 100_000),
}


@pytest.mark.parametrize("name", ASKS)
def test_what_is_too_long_is_refused_soon(name) -> None:
    """Nothing that is read takes longer than its length would make you expect."""
    start = time.process_time()
    try:
        ASKS[name]()
    except UnscSimError as error:
        assert len(str(error)) < 5_000  # noqa: PT017 - some are read, and need not be refused
    assert time.process_time() - start < 5


def test_a_cell_of_fifty_thousand_names_is_one_finding(tmp_path) -> None:
    path = tmp_path / "votes.csv"
    path.write_text("date,yes,no,abstain\n" + f"2016-10-08,{'FRA ' * 24_000},,\n" * 3, "utf-8")
    start = time.process_time()
    report = check(path)

    assert (3, 0) == (report.read, report.accepted)
    assert max(len(str(one)) for one in report.findings) < 5_000
    assert time.process_time() - start < 10


# --- paths -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", HOSTILE)
def test_an_id_is_never_a_path(name, tmp_path, monkeypatch) -> None:
    """What is looked up by name is looked up among known names, and not on the disk."""
    monkeypatch.chdir(tmp_path)
    for look in (case, sc.roll_call, replay, reform):
        try:
            found = look(name)
        except UnscSimError:
            continue
        assert not found
    made = plain_name(f"{name}.html")
    assert (tmp_path / made).resolve().parent == tmp_path.resolve()
    assert len(made) <= 60


def test_a_case_whose_id_is_a_path_is_reported_in_the_folder(tmp_path) -> None:
    """`unsc-sim report mine.toml -o folder` names the page after the case: a name, never a way out."""
    pytest.importorskip("cyclopts", reason="the extra [cli] is not installed")
    from unsc_sim.cli import run  # noqa: PLC0415 - the extra may not be installed

    (tmp_path / "inner").mkdir()
    mine = attrs.evolve(case("aleppo-2016"), id="../../escaped").to_toml()
    (tmp_path / "mine.toml").write_text(mine, "utf-8")
    assert "../../escaped" == read_case(tmp_path / "mine.toml").id
    assert 0 == run(["report", str(tmp_path / "mine.toml"), "-o", str(tmp_path / "inner"), "--no-forecast"])
    assert ["escaped.html"] == [path.name for path in (tmp_path / "inner").iterdir()]
    assert {"inner", "mine.toml"} == {path.name for path in tmp_path.iterdir()}


# --- formulas and markup -----------------------------------------------------------------------------------------

EVIL = '<script>alert(1)</script><img src=x onerror=alert(1)>"onload="alert(1)\u202e{{7*7}}'


def test_a_spreadsheet_takes_no_cell_for_a_formula(tmp_path) -> None:
    """In whichever cell a formula stands, and however it begins."""
    for start in ("=", "+", "-", "@", "\t=", "\r=", "\n="):
        draft = DraftResolution(title=f"{start}HYPERLINK(1)", topics=(f"{start}cmd",), text=f"{start}1")
        votes = COUNCIL.roll_call(default="yes", draft=draft, notes=f"{start}2")
        write_rollcalls([votes], tmp_path / "a.csv", spreadsheet=True)
        with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as opened:
            rows = list(csv.reader(opened))
        assert 2 == len(rows)
        for row in rows:
            assert not [cell for cell in row if cell.lstrip()[:1] in {"=", "+", "-", "@"} and cell]


@pytest.mark.parametrize("show", [lambda votes: votes, sc.decide, lambda votes: sc.what_if(votes).without_veto()])
@settings(max_examples=10)
@given(text=st.one_of(st.text(max_size=60), st.just(EVIL)))
def test_a_title_is_text_in_every_picture_and_page(show, text) -> None:
    """Between tags or in an attribute: no tag and no attribute that was not ours comes out of a text."""
    votes = COUNCIL.roll_call(default="yes", no="RUS", draft=DraftResolution(title=text, text=text), notes=text)
    seen = _Seen()
    seen.feed(display.to_html(show(votes)))

    assert not seen.tags & {"script", "iframe", "object", "embed", "form", "base", "meta", "link"}
    assert not [name for name in seen.attributes if name.startswith("on")]
    assert all(address.startswith("data:image/svg+xml;base64,") for address in seen.addresses)


class _Seen(HTMLParser):
    """Every tag, attribute and address in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name in {"src", "href"}]


def test_a_terminal_is_never_steered(capsys, tmp_path) -> None:
    """Escape sequences in a title or a cell do not reach the terminal."""
    pytest.importorskip("cyclopts", reason="the extra [cli] is not installed")
    from unsc_sim.cli import run  # noqa: PLC0415 - the extra may not be installed

    bell = "\x1b]0;owned\x07\x1b[2J"
    mine = tmp_path / "mine.toml"
    mine.write_text(f'date=2016-10-08\ntitle={json.dumps(bell)}\ndefault="yes"\n', "utf-8")
    (tmp_path / "mine.csv").write_text(f"date,yes,no,abstain\n2016-10-08{bell},{bell},,\n", "utf-8")
    csv_file = str(tmp_path / "mine.csv")
    for words in (["vote", str(mine)], ["data", "check", csv_file], ["explain", bell], [bell], ["vote", bell]):
        run(words)
    out, err = capsys.readouterr()
    assert out
    assert err
    assert not {"\x1b", "\x07"} & {*out, *err}
