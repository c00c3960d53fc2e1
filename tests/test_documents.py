"""Document symbols read strictly and print the official way."""

from __future__ import annotations

import pytest
from hypothesis import given

from unsc_sim import DraftResolution, Symbol, state
from unsc_sim.documents import Document, Kind, Stake
from unsc_sim.errors import SymbolError
from unsc_sim.strategies import symbols


@given(symbols())
def test_a_symbol_reads_back_in_any_case_and_spacing(symbol: Symbol) -> None:
    assert Symbol.parse(str(symbol).lower().replace(" ", "  ")) == symbol
    assert Symbol.parse(symbol) is symbol


def test_symbols_stand_in_the_order_of_their_text() -> None:
    later, earlier = Symbol.parse("S/2016/847"), Symbol.parse("S/2016/846")

    assert sorted([later, earlier]) == [earlier, later]


@pytest.mark.parametrize(
    ("given_text", "printed", "kind", "number"),
    [
        ("s/2016/846", "S/2016/846", Document.DOCUMENT, None),
        ("S/RES/2334(2016)", "S/RES/2334 (2016)", Document.RESOLUTION, 2334),
        ("S/RES/2334", "S/RES/2334", Document.RESOLUTION, 2334),
        ("s/pv.7785", "S/PV.7785", Document.MEETING_RECORD, 7785),
        ("S/PV.2190 (Resumption 1)", "S/PV.2190 (Resumption 1)", Document.MEETING_RECORD, 2190),
        ("S/PRST/1994/48", "S/PRST/1994/48", Document.PRESIDENTIAL_STATEMENT, None),
        ("S/1823/CORR.1", "S/1823/Corr.1", Document.DOCUMENT, None),
        ("S/7951/Rev.2/Add.1", "S/7951/Rev.2/Add.1", Document.DOCUMENT, None),
        ("A/RES/76/262", "A/RES/76/262", Document.ASSEMBLY_RESOLUTION, 262),
        ("A/RES/377A (V)", "A/RES/377A (V)", Document.ASSEMBLY_RESOLUTION, None),
        ("A/59/L.64", "A/59/L.64", Document.DOCUMENT, None),
    ],
)
def test_the_forms_of_the_record(given_text: str, printed: str, kind: Document, number: int | None) -> None:
    symbol = Symbol.parse(given_text)

    assert (printed, kind, number) == (str(symbol), symbol.kind, symbol.number)
    assert eval(repr(symbol), {"Symbol": Symbol}) == symbol


@pytest.mark.parametrize(
    "text", ["", "S/", "S/2016/", "846", "S/RES/99999 (2016)", "S/2016/846; DROP", "S/2016/846/../x"]
)
def test_what_is_no_symbol_is_refused_by_name(text: str) -> None:
    with pytest.raises(SymbolError) as raised:
        Symbol.parse(text)
    assert repr(text) in str(raised.value)


def test_a_text_that_only_begins_with_a_symbol_is_refused_however_long_the_symbol() -> None:
    longest = "S/12345" + 3 * "/REV.1" + 5 * "/REV.12"
    longer = "S/12345" + 2 * "/REV.1" + 6 * "/REV.12"

    assert (len(longest), len(longer)) == (60, 61)
    assert Symbol.parse(longest).text.upper() == longest
    for text in (longer, longest + "; DROP"):
        with pytest.raises(SymbolError):
            Symbol.parse(text)


def test_a_draft_goes_by_its_symbol_else_by_its_title() -> None:
    assert str(DraftResolution.tabled("S/2016/846", title="Aleppo")) == "S/2016/846"
    assert DraftResolution.tabled(symbol="S/2016/846") == DraftResolution("S/2016/846")
    assert str(DraftResolution(title="Oral amendment")) == "Oral amendment"
    assert str(DraftResolution(text="To delete the word", id="x-1")) == "To delete the word"
    assert str(DraftResolution(id="x-1")) == "x-1"
    assert str(DraftResolution()) == "a draft without a symbol"
    assert DraftResolution(topics=("Syria", "Chemical weapons")).topic == "Syria"
    assert DraftResolution().topic == ""
    assert DraftResolution("s/2016/846", sponsors=("France",), chapter="Chapter VII").chapter == "VII"
    with pytest.raises(SymbolError, match="'IX' is not a chapter"):
        DraftResolution(chapter="IX")


def test_a_stake_says_whom_a_draft_concerns_and_why() -> None:
    stake = Stake(state("SYR"), why="The draft speaks of its territory.")

    assert stake == Stake(state("SYR"), "The draft speaks of its territory.", source="")
    assert DraftResolution(aimed_at=(stake,)).aimed_at == (stake,)


@pytest.mark.parametrize("value", [*Document, *Kind])
def test_a_kind_prints_as_the_name_that_means_it(value: Document | Kind) -> None:
    assert eval(repr(value), {"Document": Document, "Kind": Kind}) is value
