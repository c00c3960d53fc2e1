"""One case of the record as a TOML file: what it may hold, how it is checked, and how it is written back."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import cattrs

from unsc_sim._caseschema import WrittenCase, WrittenVote, converter, fault
from unsc_sim._seeds import read_toml, seeds_root
from unsc_sim._toml import dumps
from unsc_sim.charter import Matter
from unsc_sim.council import Council
from unsc_sim.decisions import Reason
from unsc_sim.documents import DraftResolution, Symbol
from unsc_sim.errors import SeedError, UnscSimError
from unsc_sim.rollcall import RollCall, Source
from unsc_sim.states import State
from unsc_sim.votes import Tally, Vote

__all__ = ["Case", "Entry", "read_case", "read_own", "read_vote", "structure_case"]

WITHDRAWN = "withdrawn"
_RESULTS = {
    "adopted": Reason.ADOPTED,
    "vetoed": Reason.VETOED,
    "insufficient votes": Reason.INSUFFICIENT_VOTES,
    WITHDRAWN: None,
    "": None,
}


@attrs.frozen
class Entry:
    """One vote as the record has it.

    `result` is what history decided, None for a draft `withdrawn` or a vote of your own; `tally` is the count as
    recorded, "11-?-?" where parts are unknown; `roll_call` is None where the members' votes are not known, as in
    secret ballots; `vetoes` are the vetoes history counted.

    >>> from unsc_sim import case
    >>> [entry.tally for entry in case("aleppo-2016").entries]
    ['11-2-2', '4-9-2']
    """

    id: str
    date: date
    matter: Matter
    draft: DraftResolution
    result: Reason | None
    tally: str
    roll_call: RollCall | None
    president: State | None = None
    withdrawn: bool = False
    meeting: Symbol | None = None
    resolution: Symbol | None = None
    vetoes: tuple[State, ...] = ()
    secret_ballot: bool = False
    lesson: str = ""
    notes: str = ""
    confidence: str = "verified"
    uncertain: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


@cache
def recorded_cases() -> dict[str, Path]:
    """The files of the record's cases, by case id."""
    return {path.stem: path for path in sorted((seeds_root() / "cases").glob("*.toml"))}


@attrs.frozen(repr=False)
class Case:
    """A group of votes that belong together: rival drafts, or one question over some weeks.

    >>> from unsc_sim import case
    >>> len(case("aleppo-2016").roll_calls)
    2
    """

    id: str
    title: str
    topics: tuple[str, ...]
    summary: str
    lesson: str
    public_before: tuple[str, ...]
    entries: tuple[Entry, ...]

    @property
    def roll_calls(self) -> tuple[RollCall, ...]:
        """The roll calls whose positions are recorded, in order."""
        return tuple(entry.roll_call for entry in self.entries if entry.roll_call is not None)

    def __str__(self) -> str:
        lines = [f"{self.title} ({self.id})", self.summary]
        lines += [f"- {entry.date}  {entry.draft}: {entry.tally}" for entry in self.entries]
        return "\n".join(lines)

    def __repr__(self) -> str:
        return (
            f"case({self.id!r})" if self.id in recorded_cases() else f"structure_case({self._content()!r}, {self.id!r})"
        )

    def to_toml(self) -> str:
        """The case as a file of the record; reading it back gives the same case.

        >>> from unsc_sim import case
        >>> case("aleppo-2016").to_toml().splitlines()[0]
        'id = "aleppo-2016"'
        """
        return dumps(self._content())

    def _content(self) -> dict[str, Any]:
        written = WrittenCase(
            id=self.id,
            title=self.title,
            topics=self.topics,
            summary=self.summary,
            lesson=self.lesson,
            public_before=self.public_before,
            votes=tuple(_written(entry) for entry in self.entries),
        )
        content: dict[str, Any] = converter().unstructure(written)
        return content

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        from unsc_sim import display  # noqa: PLC0415 - the one upward glance

        return display.mimebundle(self)


def read_case(path: Path | str) -> Case:
    """Read and check one case file.

    Raises:
        SeedError: when the file is too large, is not TOML, or says something that does not fit; the message names
            the file, the key and the remedy.

    >>> from unsc_sim._seeds import seeds_root
    >>> read_case(seeds_root() / "cases" / "aleppo-2016.toml").title
    'Two drafts on Aleppo, one afternoon'
    """
    where = Path(path)
    return structure_case(read_toml(where), where.name)


def read_vote(path: Path | str) -> RollCall:
    """Read one roll call from a TOML file: a date, lists of names, and whatever else a `[[votes]]` table may say.

    Three lines will do: a `date`, a `default` vote and those who voted otherwise.

    >>> from tempfile import NamedTemporaryFile
    >>> with NamedTemporaryFile("w", suffix=".toml") as file:
    ...     _ = file.write("date = 2016-10-08; default = 'yes'; no = ['Russia']".replace("; ", chr(10)))
    ...     file.flush()
    ...     str(read_vote(file.name).tally)
    '14-1-0'

    Raises:
        SeedError: as `read_case`, or when no positions are given.
    """
    roll_calls = read_own(path).roll_calls
    if len(roll_calls) != 1:
        raise SeedError(Path(path).name, f"holds {len(roll_calls)} roll calls", "one", "Give a date and who voted how.")
    return roll_calls[0]


def read_own(path: Path | str) -> Case:
    """Read a case of one's own: a whole case file, or a single vote as `read_vote` reads it, as a case of that vote.

    Raises:
        SeedError: as `read_case`.
    """
    where = Path(path)
    content = read_toml(where)
    if "votes" not in content:
        vote = {"id": where.stem, "title": content.get("title", where.stem), **content}
        content = {"id": where.stem, "title": vote["title"], "topics": [], "votes": [vote]}
    return structure_case(content, where.name)


def structure_case(content: dict[str, Any], name: str) -> Case:
    """Make a case of a file's content, checking every key, name, date and sum.

    Raises:
        SeedError: as `read_case`.
    """
    try:
        written = converter().structure(content, WrittenCase)
    except cattrs.BaseValidationError as error:
        faults = cattrs.transform_error(error, format_exception=fault)
        raise SeedError(name, "; ".join(faults[:3]), "the keys of seeds/README.md", "Mend the keys named.") from error
    return Case(
        id=written.id,
        title=written.title,
        topics=written.topics,
        summary=written.summary,
        lesson=written.lesson,
        public_before=written.public_before,
        entries=tuple(_entry(vote, written, name) for vote in written.votes),
    )


_ABOUT_DRAFT = (
    "title", "asks", "sponsors", "co_sponsors", "kind", "chapter", "rivals", "aimed_at", "favours", "parties", "text",
    "id",
)  # fmt: skip
_ABOUT_VOTE = ("matter", "meeting", "resolution", "lesson", "notes", "confidence", "uncertain", "sources")
_ABOUT_RECORD = ("id", "date", "tally", "vetoes", "secret_ballot", "president")


def _entry(vote: WrittenVote, case: WrittenCase, file: str) -> Entry:
    about_draft = {name: getattr(vote, name) for name in _ABOUT_DRAFT}
    draft = DraftResolution(symbol=vote.draft, topics=case.topics, **about_draft)
    about_vote = {name: getattr(vote, name) for name in _ABOUT_VOTE}
    about_record = {name: getattr(vote, name) for name in _ABOUT_RECORD}
    try:
        result = _result(vote.result)
        votes = _roll_call(vote, draft, about_vote)
    except UnscSimError as error:
        problem = f"votes {vote.id!r}: {error.given!r} {error.problem}"
        raise SeedError(file, problem, error.expected, error.remedy) from error
    withdrawn = vote.result == WITHDRAWN
    return Entry(draft=draft, result=result, roll_call=votes, withdrawn=withdrawn, **about_record, **about_vote)


def _result(word: str) -> Reason | None:
    if word in _RESULTS:
        return _RESULTS[word]
    known = ", ".join(filter(None, _RESULTS))
    raise SeedError(word, "is not a result", f"one of {known}", "Use one of these words, or leave it out.")


def _roll_call(vote: WrittenVote, draft: DraftResolution, about_vote: dict[str, Any]) -> RollCall | None:
    council = Council.on(vote.date)
    named = vote.default or any(vote.positions.values())
    if named and vote.secret_ballot:
        raise SeedError(vote.id, "names votes in a secret ballot", "no names", "Take the names or the mark out.")
    if "?" in vote.tally or not named:
        _check_count(vote.tally, council)
        return None
    given: dict[str, Any] = {cast.name.lower(): names for cast, names in vote.positions.items()}
    votes = council.roll_call(**given, default=vote.default, draft=draft, **about_vote)
    if vote.tally and vote.tally not in {str(votes.tally), str(votes.tally).split(" ", maxsplit=1)[0]}:
        raise SeedError(vote.tally, f"is not what the names count, {votes.tally}", "the same count", "Count again.")
    if vote.president is not None and vote.president != council.president:
        raise SeedError(str(vote.president), "did not preside", f"{council.president} (rule 18)", "Look up the month.")
    return votes


def _check_count(tally: str, council: Council) -> None:
    """Where nothing is known of who voted how, what is known of the count must at least fit the Council."""
    if tally and "?" not in tally and Tally.parse(tally).total != len(council):
        raise SeedError(tally, f"does not count the {len(council)} members", "a count of all of them", "Count again.")


def _written(entry: Entry) -> WrittenVote:
    words: dict[Reason | None, str] = {reason: word for word, reason in _RESULTS.items() if reason is not None}
    words[None] = WITHDRAWN if entry.withdrawn else ""
    values = {name: getattr(entry.draft, name) for name in _ABOUT_DRAFT}
    values |= {name: getattr(entry, name) for name in (*_ABOUT_VOTE, *_ABOUT_RECORD)}
    if entry.roll_call is not None:
        values |= {vote.name.lower(): tuple(map(str, entry.roll_call.cast(vote))) for vote in Vote}
    return WrittenVote(draft=entry.draft.symbol, result=words[entry.result], **values)
