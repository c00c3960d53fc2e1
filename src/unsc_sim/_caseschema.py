"""What a case file may say: its tables as attrs classes, read and written through cattrs; see seeds/README.md."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from types import GenericAlias
from typing import TYPE_CHECKING, Any, get_args, get_origin

import attrs
import cattrs

from unsc_sim.charter import Matter
from unsc_sim.documents import CHAPTERS, Kind, Stake, Symbol
from unsc_sim.errors import SeedError, did_you_mean
from unsc_sim.rollcall import Source
from unsc_sim.states import State, matching_states, state
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from collections.abc import Callable

CONFIDENCES = ("verified", "tally-only", "memory")


def _one_of(words: tuple[str, ...]) -> Callable[[Any, Any, str], None]:
    def check(_: Any, field: Any, word: str) -> None:
        if word not in words:
            raise SeedError(word, f"is not a {field.name}", "one of " + ", ".join(words), "Use one of these words.")

    return check


def _tally(_: Any, __: Any, text: str) -> None:
    if text and not re.fullmatch(r"(\d{1,3}|\?)-(\d{1,3}|\?)-(\d{1,3}|\?)( \([^()]*\))?", text):
        raise SeedError(text, "is not a tally", "counts such as '11-2-2' or '11-?-?'", "Count again.")


def _keys(_: Any, __: Any, names: tuple[str, ...]) -> None:
    known = [field.name for field in attrs.fields(WrittenVote)]
    for name in names:
        if name not in known:
            raise SeedError(name, "is not a key of a vote", "a key of it", did_you_mean(name, known, "Cut it."))


def _votes(_: Any, __: Any, votes: tuple[WrittenVote, ...]) -> None:
    if not votes:
        raise SeedError([], "holds no votes", "at least one [[votes]] table", "Add one.")
    ids = [vote.id for vote in votes]
    twice = [name for name in ids if ids.count(name) > 1]
    if twice:
        raise SeedError(twice[0], "is the id of two votes", "an id of its own for each", "Rename one.")


@attrs.frozen
class WrittenVote:
    """One `[[votes]]` table, as it stands in the file."""

    id: str
    title: str
    date: date
    tally: str = attrs.field(default="", validator=_tally)
    result: str = ""
    draft: Symbol | None = None
    resolution: Symbol | None = None
    text: str = ""
    asks: str = ""
    meeting: Symbol | None = None
    kind: Kind = Kind.DRAFT_RESOLUTION
    matter: Matter = Matter.SUBSTANTIVE
    chapter: str | None = attrs.field(default=None, validator=attrs.validators.optional(_one_of(CHAPTERS)))
    president: State | None = None
    sponsors: tuple[State, ...] = ()
    co_sponsors: tuple[State, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    abstain: tuple[str, ...] = ()
    not_participating: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    default: str | None = None
    secret_ballot: bool = False
    vetoes: tuple[State, ...] = ()
    rivals: tuple[str, ...] = ()
    aimed_at: tuple[Stake, ...] = ()
    favours: tuple[Stake, ...] = ()
    parties: tuple[State, ...] = ()
    confidence: str = attrs.field(default="verified", validator=_one_of(CONFIDENCES))
    uncertain: tuple[str, ...] = attrs.field(default=(), validator=_keys)
    lesson: str = ""
    notes: str = ""
    sources: tuple[Source, ...] = ()

    @property
    def positions(self) -> dict[Vote, tuple[str, ...]]:
        """The names listed under each vote."""
        return dict(zip(Vote, (self.yes, self.no, self.abstain, self.not_participating, self.absent), strict=True))


@attrs.frozen
class WrittenCase:
    """A whole case file, as it stands."""

    id: str
    title: str
    topics: tuple[str, ...]
    votes: tuple[WrittenVote, ...] = attrs.field(validator=_votes)
    summary: str = ""
    lesson: str = ""
    public_before: tuple[str, ...] = ()


@cache
def converter() -> cattrs.Converter:
    """The one converter between the file's shapes and ours, strict about both."""
    made = cattrs.Converter(forbid_extra_keys=True, omit_if_default=True)
    made.register_structure_hook(date, _date)
    made.register_structure_hook(str, _text)
    made.register_structure_hook(bool, _flag)
    made.register_structure_hook(Symbol, lambda value, _: Symbol.parse(_text(value)))
    made.register_structure_hook(Matter, lambda value, _: Matter.parse(_text(value)))
    made.register_structure_hook(Kind, lambda value, _: _kind(_text(value)))
    made.register_structure_hook(State, lambda value, _: _state(_text(value)))
    made.register_structure_hook_func(_is_tuple, _tuple)
    made.register_unstructure_hook(Symbol, str)
    made.register_unstructure_hook(State, str)
    return made


def fault(error: BaseException, _: type | None) -> str:
    """One fault of a file in words, for `cattrs.transform_error`."""
    match error:
        case cattrs.ForbiddenExtraKeysError():
            known = [field.name for field in attrs.fields(error.cl)]
            first = min(error.extra_fields)
            return f"the key {first!r} is unknown. {did_you_mean(first, known, 'Take it out.')}"
        case KeyError():
            return f"the key {error} is missing"
        case AttributeError() | TypeError():
            return "not a table of keys and values"
        case _:
            return str(error)


def _date(value: Any, _: Any = None) -> date:
    if type(value) is date:
        return value
    raise SeedError(value, "is not a date", "a TOML date such as 2016-10-08", "Write it without quotes.")


def _text(value: Any, _: Any = None) -> str:
    if isinstance(value, str):
        return value
    raise SeedError(value, "is not a text", "a text in quotes", "Put it in quotes.")


def _flag(value: Any, _: Any = None) -> bool:
    if isinstance(value, bool):
        return value
    raise SeedError(value, "is not true or false", "true or false", "Write it without quotes.")


def _array(value: Any) -> list[Any]:
    if isinstance(value, list | tuple):
        return list(value)
    raise SeedError(value, "is not a list", "a list in square brackets", "Put brackets around it.")


def _is_tuple(wanted: Any) -> bool:
    return get_origin(wanted) is tuple


def _tuple(value: Any, wanted: Any) -> tuple[Any, ...]:
    of: Any = GenericAlias(list, get_args(wanted)[:1])
    return tuple(converter().structure(_array(value), of))


def _kind(word: str) -> Kind:
    words = {kind.value: kind for kind in Kind}
    if word in words:
        return words[word]
    hint = did_you_mean(word, words, "Leave it out for a draft resolution.")
    raise SeedError(word, "is not a kind of text", "one of " + ", ".join(words), hint)


def _state(name: str) -> State:
    named_so = [one for one in matching_states(name) if name in {one.name, one.code}]
    return named_so[0] if len(named_so) == 1 else state(name)
