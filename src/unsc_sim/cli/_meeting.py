"""Commands about meetings: play one that history held, chair one of your own, put a vote under two rule books."""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cyclopts import App

from unsc_sim import casebook
from unsc_sim.cli import _frame as frame
from unsc_sim.cli._session import Session
from unsc_sim.cli._told import listing
from unsc_sim.procedure import Meeting, read_meeting, replay, replays, same_vote
from unsc_sim.procedure import presets as known_presets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.text import Text

    from unsc_sim.procedure import Replay

said = frame.said

meeting = App(
    name="meeting",
    help="Play a meeting of the Council step by step, or chair one.\n\n"
    "For example: `unsc-sim meeting play aleppo-2016`",
)


@meeting.command(name="list")
def list_meetings(*, out: frame.Output = frame.TEXT) -> None:
    """List the meetings that can be played.

    For example: `unsc-sim meeting list`
    """
    table = listing("Meeting", "Date", "What it shows")
    table.columns[0].no_wrap = True
    for script in replays():
        table.add_row(script.id, str(script.opened.council.date), said(script.title))
    plain = [{"id": one.id, "date": str(one.opened.council.date), "title": one.title} for one in replays()]
    out.give(plain, table)


@meeting.command
def play(name: str, /, *, whole: bool = False, out: frame.Output = frame.TEXT) -> None:
    """Play a meeting as history held it, one step at each Enter; q stops.

    For example: `unsc-sim meeting play aleppo-2016 --whole`

    Parameters
    ----------
    name
        The id of a meeting, from `unsc-sim meeting list`.
    whole
        Play all of it at once; so it is too where nobody can press a key.
    """
    script = replay(name)
    parts = list(_parts(script))
    title = (said(script.title, "bold"), said(script.summary), said(""), *map(said, script.opened.transcript))
    if whole or out.json or not (sys.stdin.isatty() and sys.stdout.isatty()):
        out.give(_plain(script), *title, *chain.from_iterable(parts), said(""), said(script.lesson))
        return
    out.give({}, *title)
    for number, part in enumerate(parts, start=1):
        if _stopped(f"[{number}/{len(parts)}] Enter for the next step, q to stop: "):
            return
        out.give({}, *part)
    out.give({}, said(""), said(script.lesson))


_MARKS = {"verified": "", "tally-only": "[names unverified] ", "memory": "[unverified] "}


def _parts(script: Replay) -> Iterator[list[Text]]:
    """What each step adds to the record, and what is to be known about it."""
    shown = len(script.opened.transcript)
    for step, at in script.play():
        about = f"{_MARKS[step.confidence]}{step.notes}".strip()
        yield [*map(said, at.transcript[shown:]), *([said(f"  {about}", "dim")] if about else [])]
        shown = len(at.transcript)


def _plain(script: Replay) -> dict[str, Any]:
    steps = [
        {"act": str(step.act), "history": step.history, "confidence": step.confidence, "notes": step.notes}
        for step in script.steps
    ]
    sources = [str(source) for source in script.sources]
    return {"id": script.id, "title": script.title, "steps": steps, "transcript": list(script.meeting.transcript),
            "sources": sources}  # fmt: skip


def _stopped(prompt: str) -> bool:
    try:
        return input(prompt).strip().casefold().startswith("q")
    except EOFError:
        return True


@meeting.command
def new(
    file: str = "meeting.toml",
    /,
    *,
    on: str = "",
    agenda: str = "",
    rules: str = "real",
    like: str = "",
    step: int = 0,
) -> None:
    """Chair a meeting: suggests what is in order, refuses the rest with the rule, saves after every step.

    A file that is there already is taken up where it was left.

    For example: `unsc-sim meeting new class.toml --on 2016-10-08 --agenda "Syria"`

    Parameters
    ----------
    file
        Where the meeting is kept, a name that ends in .toml or .json.
    on
        The day, year-month-day: it settles who sits and which votes are needed.
    agenda
        What the meeting is about.
    rules
        A rule set: real, mun-generic, mun-simple, nmun, thimun, or a TOML file of your own.
    like
        Begin as a meeting of history did, to take another course; see `unsc-sim meeting list`.
    step
        After so many steps of it.
    """
    path = Path(file)
    if path.suffix not in {".toml", ".json"}:
        raise frame.QuestionError(
            file, "is not a file for a meeting", "a name that ends in .toml or .json", "Add .toml."
        )
    if path.exists():
        begun = read_meeting(path)
        frame.note(f"{path} is taken up after {len(begun.acts)} steps.")
    elif like:
        begun = replay(like).meeting.at(step)
    elif on:
        begun = Meeting.open(on, agenda=agenda or "The item before the Council", rules=rules)
    else:
        raise frame.QuestionError(
            file,
            "is not there yet",
            "the day of the meeting",
            "Add --on, as in --on 2016-10-08, or --like aleppo-2016.",
        )
    Session(begun, path).run()


@meeting.command
def compare(
    vote: str, /, *, rules: str = "mun-simple", against: str = "real", matter: str = "", out: frame.Output = frame.TEXT
) -> None:
    """Put one recorded vote under two rule books and say the difference.

    For example: `unsc-sim meeting compare S/2016/847 --rules mun-simple`

    Parameters
    ----------
    vote
        The symbol of a draft or resolution, or the id of a vote.
    rules
        The rule set to compare: mun-generic, mun-simple, nmun, thimun, real, or a TOML file of your own.
    against
        The other one.
    matter
        Decide it as this kind of matter: substantive, procedural …
    """
    compared = same_vote(casebook.roll_call(vote), against, rules, matter=matter or None)
    plain = {
        house.id: {"title": house.title, "adopted": outcome.adopted, "sentence": str(outcome)}
        for house, outcome in zip(compared.houses, compared.outcomes, strict=True)
    }
    out.give({**plain, "difference": compared.difference}, *map(said, str(compared).splitlines()))


@meeting.command(name="rules")
def rule_sets(*, out: frame.Output = frame.TEXT) -> None:
    """List the rule sets a meeting can be held under.

    For example: `unsc-sim meeting rules`
    """
    table = listing("Rules", "What they are", "Drafts", "Procedure")
    table.columns[0].no_wrap = True
    for house in known_presets():
        table.add_row(house.id, said(house), house.substantive or "the Charter", house.procedural or "the Charter")
    plain = [{"id": one.id, "title": one.title, "substantive": one.substantive, "procedural": one.procedural,
              "veto": one.veto, "confidence": one.confidence} for one in known_presets()]  # fmt: skip
    out.give(plain, table)
