"""What a row says about a vote beside the votes: documents, subjects, sponsors, notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from unsc_sim.documents import Document, DraftResolution, Symbol
from unsc_sim.errors import SymbolError
from unsc_sim.records.findings import Fault, Finding, shown
from unsc_sim.rollcall import Source, split_names
from unsc_sim.states import State, matching_states

if TYPE_CHECKING:
    from unsc_sim.council import Council
    from unsc_sim.records.findings import Written

__all__ = ["OF_THE_PRESIDENT", "WITHOUT_A_VOTE", "about_vote", "split_cell"]

OF_THE_PRESIDENT = "Draft of the President."
"""The note on a draft put forward by the President, as agreed in consultations, which has no sponsors."""
WITHOUT_A_VOTE = "Adopted without a vote."
"""The note on a text adopted without a vote; every member is then recorded as in favour."""


def about_vote(written: Written, council: Council) -> tuple[dict[str, Any], list[Finding]]:
    """The arguments of `RollCall` beside the votes, and remarks on what could not be read."""
    remarks: list[Finding] = []
    sponsors, president = _sponsors(written, remarks)
    draft = _draft(written, remarks)
    notes = [
        OF_THE_PRESIDENT * president,
        WITHOUT_A_VOTE * _without_vote(written.cell("without_vote")),
        written.cell("notes"),
    ]
    link = written.cell("link")
    about = {
        "draft": DraftResolution(
            symbol=draft,
            title=written.cell("title"),
            topics=_topics(written),
            sponsors=tuple(one for one in sponsors if one in council.members),
            co_sponsors=tuple(one for one in sponsors if one not in council.members),
            text="" if draft and str(draft) == written.cell("draft") else written.cell("draft"),
        ),
        "meeting": _meeting(written, remarks),
        "resolution": _resolution(written, council, remarks),
        "notes": " ".join(dict.fromkeys(note for note in notes if note)),
        "sources": (Source(link, "the vote of each member"),) if link else (),
    }
    return about, remarks


def _topics(written: Written) -> tuple[str, ...]:
    cells = [text for name, text in sorted(written.cells.items()) if name.startswith("topics.") and text.strip()]
    return tuple(part.strip() for cell in cells for part in re.split(r"\s*[;|]\s*", cell) if part.strip())


def _without_vote(text: str) -> bool:
    return text.casefold() in {"yes", "true", "1"} or "without" in text.casefold()


def _draft(written: Written, remarks: list[Finding]) -> Symbol | None:
    text = written.cell("draft")
    if not text:
        return None
    plain = re.sub(r",? (?:as (?:orally|technically)|with tech|revised in).*", "", text, flags=re.IGNORECASE)
    try:
        return Symbol.parse(plain)
    except SymbolError:
        remarks.append(Finding(written.row, Fault.SYMBOL, f"draft {shown(text)} is no one symbol", "kept as free text"))
        return None


def _meeting(written: Written, remarks: list[Finding]) -> Symbol | None:
    text = written.cell("meeting").removesuffix(".0")
    if not text:
        return None
    try:
        return Symbol.parse(f"S/PV.{text}" if re.fullmatch(r"\d{1,5}", text) else text)
    except SymbolError:
        remarks.append(Finding(written.row, Fault.SYMBOL, f"meeting {shown(text)} is no symbol", "left out"))
        return None


def _resolution(written: Written, council: Council, remarks: list[Finding]) -> Symbol | None:
    text = written.cell("resolution")
    if not text:
        return None
    try:
        symbol = Symbol.parse(f"S/RES/{text}" if text[0].isdigit() else text)
    except SymbolError:
        symbol = None
    if symbol is None or symbol.kind is not Document.RESOLUTION:
        remarks.append(Finding(written.row, Fault.SYMBOL, f"resolution {shown(text)} is no symbol", "left out"))
        return None
    year = re.search(r"\((\d{4})\)", str(symbol))
    if year and int(year[1]) != council.date.year:
        right = f"S/RES/{symbol.number} ({council.date.year})"
        mended = written.with_cell("resolution", right)
        reason = f"{symbol} was voted on in {council.date.year} by its date"
        remarks.append(Finding(written.row, Fault.YEAR, reason, f"read it as {right}", mended))
    return symbol


def _sponsors(written: Written, remarks: list[Finding]) -> tuple[tuple[State, ...], bool]:
    found: dict[State, None] = {}
    president = False
    for name in split_cell(written.cell("sponsors")):
        if name.casefold() in {"president", "the president"}:
            president = True
        elif len(states := matching_states(name)) == 1:
            found[states[0]] = None
        else:
            remarks.append(Finding(written.row, Fault.SPONSOR, f"sponsor {shown(name)} is no one state", "left out"))
    return tuple(found), president


def split_cell(text: str) -> list[str]:
    """The names in a cell: codes divided by spaces, a few mistaken ones among them; or names divided by commas.

    >>> split_cell("FRA Bahrein GBR"), split_cell("Bahrain, New Zealand"), split_cell("New Zealand")
    (['FRA', 'Bahrein', 'GBR'], ['Bahrain', 'New Zealand'], ['New Zealand'])
    """
    words = text.split()
    codes = sum(1 for word in words if re.fullmatch(r"[A-Z]{2,3}|PRESIDENT", word))
    if codes * 2 > len(words) and not re.search(r"[,;]", text):
        return words
    return [str(name) for name in split_names(text)]
