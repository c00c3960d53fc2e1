"""Document symbols, and the drafts and amendments they stand on."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, Self

import attrs

from unsc_sim.errors import SymbolError
from unsc_sim.states import State, state

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Document", "DraftResolution", "Kind", "Stake", "Symbol"]


class Document(Enum):
    """What kind of document a symbol stands for."""

    RESOLUTION = "resolution"
    MEETING_RECORD = "meeting record"
    PRESIDENTIAL_STATEMENT = "presidential statement"
    ASSEMBLY_RESOLUTION = "General Assembly resolution"
    DOCUMENT = "document"

    def __repr__(self) -> str:
        return f"Document.{self.name}"


@attrs.frozen(order=True)
class Symbol:
    """A United Nations document symbol, read strictly and printed the official way.

    >>> Symbol.parse("s/res/2334(2016)")
    Symbol('S/RES/2334 (2016)')
    >>> Symbol.parse("S/PV.7785").kind, Symbol.parse("S/1823/Corr.1").kind
    (Document.MEETING_RECORD, Document.DOCUMENT)

    Source: United Nations Editorial Manual, document symbols; the forms used by the Council since 1946.
    """

    text: str

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Symbol({self.text!r})"

    @classmethod
    def parse(cls, text: str | Symbol) -> Symbol:
        """Read a symbol in any case and spacing.

        Raises:
            SymbolError: when the text is no symbol of the Council or the Assembly that we read.
        """
        if isinstance(text, Symbol):
            return text
        squeezed = re.sub(r"\s+", "", str(text)).upper()
        for pattern, form in _FORMS if len(squeezed) <= _LONGEST else ():
            if match := pattern.fullmatch(squeezed):
                return cls(form(match))
        raise SymbolError(text, "is not a document symbol", "one like S/2016/846, S/RES/2334 (2016) or S/PV.7785",
                          "Write the symbol as the document prints it.")  # fmt: skip

    @property
    def kind(self) -> Document:
        """What kind of document it stands for."""
        return next((kind for prefix, kind in _KINDS if self.text.startswith(prefix)), Document.DOCUMENT)

    @property
    def number(self) -> int | None:
        """The number of a resolution or a meeting; None for other documents.

        >>> Symbol.parse("S/PV.7785").number
        7785
        """
        found = re.match(r"(?:S/RES/|S/PV\.|A/RES/\d+/)(\d+)", self.text)
        return int(found[1]) if found else None


def _suffixes(match: re.Match[str]) -> str:
    return "".join(f"/{part.capitalize()}" for part in (match["tail"] or "").split("/") if part)


_LONGEST = 60
"""No symbol is longer than this without its spaces, and nothing longer is read."""
_TAIL = r"(?P<tail>(?:/(?:REV|ADD|CORR|AMEND)\.\d{1,3})*)"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"S/RES/(\d{1,4})\((\d{4})\)"), lambda m: f"S/RES/{m[1]} ({m[2]})"),
    (re.compile(r"S/RES/(\d{1,4})"), lambda m: f"S/RES/{m[1]}"),
    (re.compile(r"S/PRST/(\d{4})/(\d{1,3})"), lambda m: f"S/PRST/{m[1]}/{m[2]}"),
    (re.compile(r"S/PV\.(\d{1,5})(?:\(RESUMPTION(\d)\))?"),
     lambda m: f"S/PV.{m[1]}" + (f" (Resumption {m[2]})" if m[2] else "")),
    (re.compile(r"A/RES/(\d{1,3})/(\d{1,3}[A-Z]?)"), lambda m: f"A/RES/{m[1]}/{m[2]}"),
    (re.compile(r"A/RES/(\d{1,4})([A-Z]?)\(([IVXL]+|(?:E?S)-[IVXL\d]+)\)"),
     lambda m: f"A/RES/{m[1]}{m[2]} ({m[3]})"),
    (re.compile(rf"S/(\d{{4}})/(\d{{1,4}}){_TAIL}"), lambda m: f"S/{m[1]}/{m[2]}{_suffixes(m)}"),
    (re.compile(rf"S/(\d{{1,5}}){_TAIL}"), lambda m: f"S/{m[1]}{_suffixes(m)}"),
    (re.compile(rf"A/(\d{{1,3}}/)?(L\.)?(\d{{1,5}}){_TAIL}"),
     lambda m: f"A/{m[1] or ''}{m[2] or ''}{m[3]}{_suffixes(m)}"),
)  # fmt: skip
_KINDS = (
    ("S/RES/", Document.RESOLUTION),
    ("S/PV.", Document.MEETING_RECORD),
    ("S/PRST/", Document.PRESIDENTIAL_STATEMENT),
    ("A/RES/", Document.ASSEMBLY_RESOLUTION),
)


class Kind(Enum):
    """What was put to the vote."""

    DRAFT_RESOLUTION = "draft resolution"
    AMENDMENT = "amendment"
    PARAGRAPH = "paragraph"
    MOTION = "motion"
    ADMISSION = "admission"
    RECOMMENDATION = "recommendation"
    BALLOT = "ballot"

    def __repr__(self) -> str:
        return f"Kind.{self.name}"


@attrs.frozen
class Stake:
    """A state that a draft concerns, and why: a neutral fact that was public before the vote.

    `why` is in our words; `source` says where it can be read.
    """

    state: State
    why: str = ""
    source: str = ""


def optional_symbol(symbol: Symbol | str | None) -> Symbol | None:
    """Read a symbol where there is one."""
    return None if symbol is None else Symbol.parse(symbol)


def _states(names: Iterable[State | str]) -> tuple[State, ...]:
    return tuple(state(name) for name in names)


def _chapter(chapter: str | None) -> str | None:
    numeral = chapter and chapter.strip().upper().removeprefix("CHAPTER").strip()
    if numeral and numeral not in CHAPTERS:
        raise SymbolError(
            chapter, "is not a chapter the Council acts under", " or ".join(CHAPTERS), "Write the numeral."
        )
    return numeral or None


CHAPTERS = ("VI", "VII", "VIII")


@attrs.frozen
class DraftResolution:
    """A text put, or to be put, to the Council: who tables it, what it asks, whom it concerns.

    `symbol` is None where a text had none, as with oral amendments and most motions, and `text` then says in free
    words what was put; `rivals` are the symbols or
    identifiers of drafts on the same question put the same day by others; `aimed_at` and `favours` are the states
    whose conduct it would constrain, or whose position it supports; `parties` are parties to a dispute in the
    sense of Article 27(3). `chapter` is the chapter of the Charter it acts under, where a source says so.

    Symbols may be given as text and states by any of their names.

    >>> draft = DraftResolution("S/2016/847", title="A truce in Aleppo", sponsors=("Russia",))
    >>> str(draft), draft.sponsors
    ('S/2016/847', (state('RUS'),))

    Raises:
        SymbolError: when the symbol or the chapter cannot be read.
        UnknownStateError, AmbiguousStateError: when a name is not a state's.
    """

    symbol: Symbol | None = attrs.field(default=None, converter=optional_symbol)
    title: str = ""
    asks: str = ""
    sponsors: tuple[State, ...] = attrs.field(default=(), converter=_states)
    co_sponsors: tuple[State, ...] = attrs.field(default=(), converter=_states)
    kind: Kind = Kind.DRAFT_RESOLUTION
    topics: tuple[str, ...] = ()
    chapter: str | None = attrs.field(default=None, converter=_chapter)
    rivals: tuple[str, ...] = ()
    aimed_at: tuple[Stake, ...] = ()
    favours: tuple[Stake, ...] = ()
    parties: tuple[State, ...] = attrs.field(default=(), converter=_states)
    text: str = ""
    id: str = ""

    @classmethod
    def tabled(cls, symbol: str | None = None, *, sponsors: tuple[State, ...] = (), title: str = "") -> Self:
        """A draft of your own, from a symbol as text.

        >>> DraftResolution.tabled("S/2016/846").symbol
        Symbol('S/2016/846')
        """
        return cls(symbol=Symbol.parse(symbol) if symbol else None, sponsors=sponsors, title=title)

    @property
    def topic(self) -> str:
        """The main subject, or an empty text."""
        return self.topics[0] if self.topics else ""

    def __str__(self) -> str:
        return str(self.symbol) if self.symbol else (self.title or self.text or self.id or "a draft without a symbol")
