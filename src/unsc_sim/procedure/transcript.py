"""Meetings as files: saved while they go on, read again, and scripts of meetings that history held."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import cattrs

from unsc_sim._caseschema import CONFIDENCES, converter, fault
from unsc_sim._files import write_whole
from unsc_sim._seeds import read_text, seeds_root
from unsc_sim._toml import dumps
from unsc_sim.casebook import roll_call
from unsc_sim.errors import SeedError, UnknownCaseError, UnscSimError, did_you_mean
from unsc_sim.procedure._act import Act
from unsc_sim.procedure._acts import act_of, act_written
from unsc_sim.procedure._floor import Fate
from unsc_sim.procedure.meeting import Meeting
from unsc_sim.procedure.presets import HouseRules, preset, presets
from unsc_sim.rollcall import Source
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unsc_sim.council import Council

__all__ = ["Replay", "Step", "meeting_to_toml", "read_meeting", "read_replay", "replay", "replays", "save_meeting"]


@attrs.frozen
class Step:
    """One act of a scripted meeting, and what history says of it.

    `history` is what the act led to, in the words of `Fate`, empty where it is not a decision; `confidence` is
    "verified", "tally-only" (the names are not) or "memory"; `notes` says what a reader should know.
    """

    act: Act
    history: str = ""
    confidence: str = attrs.field(default="verified", validator=attrs.validators.in_(CONFIDENCES))
    notes: str = ""


@attrs.frozen
class Replay:
    """A meeting that history held, as a script that the rules play.

    >>> script = replay("aleppo")
    >>> [str(decision.fate) for decision in script.meeting.decisions if decision.outcome]
    ['vetoed', 'insufficient votes']
    """

    id: str
    title: str
    opened: Meeting
    steps: tuple[Step, ...]
    summary: str = ""
    lesson: str = ""
    sources: tuple[Source, ...] = ()

    def play(self) -> Iterator[tuple[Step, Meeting]]:
        """Each step with the meeting it leads to.

        >>> step, meeting = next(replay("aleppo").play())
        >>> str(step.act)
        'put the agenda'

        Raises:
            OutOfOrderError: when a step is not in order; no script of the record has one.
        """
        meeting = self.opened
        for step in self.steps:
            meeting = meeting.do(step.act)
            yield step, meeting

    @property
    def meeting(self) -> Meeting:
        """The meeting after its last step."""
        *_, (_, last) = self.play()
        return last

    def __str__(self) -> str:
        return f"{self.title} ({self.id})\n{self.summary}"


@attrs.frozen
class _Written:
    date: date
    agenda: str
    steps: tuple[dict[str, Any], ...] = ()
    id: str = ""
    title: str = ""
    summary: str = ""
    lesson: str = ""
    meeting: str = ""
    rules: str = "real"
    house: dict[str, Any] = attrs.field(factory=dict)
    classification: str = "four-power statement"
    written: bool = False
    sources: tuple[Source, ...] = ()


def meeting_to_toml(meeting: Meeting) -> str:
    """A meeting as TOML: how it was opened, and every act since.

    >>> print(meeting_to_toml(Meeting.open("2016-10-08", agenda="Syria").do("speak", by="Egypt")), end="")
    date = 2016-10-08
    agenda = "Syria"
    <BLANKLINE>
    [[steps]]
    act = "speak"
    by = "Egypt"
    """
    return dumps(_plain(meeting))


def save_meeting(meeting: Meeting, path: Path | str) -> Path:
    """Write a meeting to a .toml or .json file, whole or not at all.

    Raises:
        SeedError: when the file's name ends otherwise.
        FileError: when the place cannot be written to.
    """
    where = Path(path)
    if where.suffix == ".json":
        text = json.dumps(_plain(meeting), indent=2, ensure_ascii=False, default=str) + "\n"
    elif where.suffix == ".toml":
        text = meeting_to_toml(meeting)
    else:
        raise SeedError(where.name, "is not a file for a meeting", "a name that ends in .toml or .json", "Rename it.")
    return write_whole(where, text)


def read_meeting(path: Path | str) -> Meeting:
    """Read a saved meeting, or a script, and play it again to where it stood.

    Raises:
        SeedError: when the file cannot be read as a meeting, or a step of it is not in order.
    """
    script = read_replay(path)
    meeting = script.opened
    for number, step in enumerate(script.steps, start=1):
        try:
            meeting = meeting.do(step.act)
        except UnscSimError as error:
            raise SeedError(Path(path).name, f"step {number}: {error}", "acts that are in order", "Mend it.") from error
    return meeting


def read_replay(path: Path | str) -> Replay:
    """Read a script of a meeting.

    Raises:
        SeedError: when the file is not TOML or JSON, or says something that is not in a meeting.
    """
    where = Path(path)
    try:
        text = read_text(where)
        content = json.loads(text) if where.suffix == ".json" else tomllib.loads(text)
        if where.suffix == ".json" and isinstance(content, dict) and isinstance(content.get("date"), str):
            content["date"] = date.fromisoformat(content["date"])
        if not isinstance(content, dict):
            raise SeedError(where.name, "holds no keys", "the keys of a saved meeting", "Save it anew.")
        written = converter().structure(content, _Written)
        return _replay(written, where.stem)
    except cattrs.BaseValidationError as error:
        faults = "; ".join(cattrs.transform_error(error, format_exception=fault)[:3])
        raise SeedError(where.name, faults, "the keys of a saved meeting", "Mend the keys named.") from error
    except (UnscSimError, ValueError, RecursionError) as error:
        raise SeedError(where.name, f"cannot be read: {error}", "a saved meeting", "Mend it, or save anew.") from error


@cache
def replays() -> tuple[Replay, ...]:
    """The scripted meetings of the record, oldest first.

    >>> [script.id for script in replays()][:3]
    ['czechoslovakia-1948', 'formosa-1950', 'laos-1959']
    """
    found = [read_replay(path) for path in sorted((seeds_root() / "meetings").glob("*.toml"))]
    return tuple(sorted(found, key=lambda script: (script.opened.council.date, script.id)))


def replay(name: str) -> Replay:
    """The scripted meeting of this id, or the one whose id begins so.

    >>> replay("aleppo").id
    'aleppo-2016'

    Raises:
        UnknownCaseError: when there is none, or several begin so.
    """
    known = {script.id: script for script in replays()}
    if name in known:
        return known[name]
    match [script for one, script in known.items() if one.startswith(f"{name}-")]:
        case [script]:
            return script
    hint = did_you_mean(name, known, "Write the whole id.")
    raise UnknownCaseError(name, "is not a scripted meeting", "one of " + ", ".join(sorted(known)), hint)


def _plain(meeting: Meeting) -> dict[str, Any]:
    usual = Meeting.open(meeting.council, agenda=meeting.agenda)
    house: dict[str, Any] = {}
    if meeting.house in presets():
        house = {"rules": meeting.house.id} if meeting.house != usual.house else {}
    else:
        house = {"house": attrs.asdict(meeting.house)}
    return {
        "date": meeting.council.date,
        "agenda": meeting.agenda,
        **({"meeting": str(meeting.number)} if meeting.number else {}),
        **house,
        **({"classification": meeting.classification.value}
           if meeting.classification is not usual.classification else {}),
        **({"written": True} if meeting.written else {}),
        "steps": [act_written(act) for act in meeting.acts],
    }  # fmt: skip


def _replay(written: _Written, name: str) -> Replay:
    house = cattrs.structure(written.house, HouseRules) if written.house else preset(written.rules)
    opened = Meeting.open(
        written.date, agenda=written.agenda, number=written.meeting or None, rules=house,
        classification=written.classification, written=written.written,
    )  # fmt: skip
    steps = tuple(_step(content, number, opened.council) for number, content in enumerate(written.steps, start=1))
    return Replay(
        written.id or name, written.title or written.agenda, opened, steps, written.summary, written.lesson,
        written.sources,
    )  # fmt: skip


_ABOUT = ("history", "confidence", "notes")


def _step(content: dict[str, Any], number: int, council: Council) -> Step:
    details = dict(content)
    about = {key: str(details.pop(key)) for key in _ABOUT if key in details}
    name, record = str(details.pop("act", "")), details.pop("record", None)
    if about.get("history") not in {None, *(fate.value for fate in Fate)}:
        raise SeedError(about["history"], f"is not a fate (step {number})", "a word of Fate", "Mend it.")
    if record is not None:
        details |= _recorded(str(record))
    return Step(act_of(name, details, council), **about)


def _recorded(name: str) -> dict[str, Any]:
    votes = roll_call(name)
    listed: dict[str, Any] = {vote.name.lower(): votes.cast(vote) for vote in Vote if votes.cast(vote)}
    return listed | ({"resolution": str(votes.resolution)} if votes.resolution else {})
