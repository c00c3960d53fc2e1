"""An interactive meeting for whoever chairs it: what is in order, one step at a time, saved after each."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

import attrs
from rich.text import Text

from unsc_sim.cli import _frame as frame
from unsc_sim.errors import UnscSimError
from unsc_sim.procedure import ACTS, Stage, save_meeting
from unsc_sim.rollcall import RollCall
from unsc_sim.states import matching_states
from unsc_sim.votes import Vote

if TYPE_CHECKING:
    from pathlib import Path

    from unsc_sim.procedure import Meeting, Opening

HELP = """\
A number does what the list says and asks for what is missing. Or write it:
  submit S/2016/846 by France
  put S/2016/846
  vote N: RUS VEN / A: AGO CHN default yes
  move "adjourn to" by Egypt detail="7 November"
  ?  what is in order   t  the transcript   b  one step back
  h  this help          q  save and leave"""
_MAIN = ("item", "guest", "motion", "title", "words")
_ASKED = {
    "item": "Which text (its name or symbol)", "on": "Which text does it amend", "part": "Which part", "guest": "Who",
    "detail": "To what day, body or text", "words": "In a few words", "title": "Title",
}  # fmt: skip


def _name(words: list[str]) -> str:
    """Take the longest name of a State that the words begin with, or the first word."""
    lengths = [n for n in range(len(words), 0, -1) if matching_states(" ".join(words[:n]))]
    taken = [words.pop(0) for _ in range(lengths[0] if lengths else 1)]
    return " ".join(taken)


class Session:
    """One chair at the keyboard; the file always holds the meeting as it stands."""

    def __init__(self, meeting: Meeting, path: Path) -> None:
        self.meeting = meeting
        self.path = path

    def run(self) -> None:
        """Ask for steps until the chair leaves; end of input and Ctrl-C leave too, with everything saved."""
        self._save()
        self._tell(self.meeting.transcript[-3:])
        frame.note(HELP)
        self._list()
        while True:
            try:
                line = input(f"{len(self.meeting.acts) + 1}> ").strip()
            except (EOFError, KeyboardInterrupt):
                frame.note("")
                break
            if line.casefold() in {"q", "quit", "exit"}:
                break
            try:
                self._answer(line)
            except UnscSimError as refusal:
                self._tell([f"Not so: {refusal}"])
            except (EOFError, KeyboardInterrupt):
                frame.note("\nLeft as it was.")
        frame.note(f"The meeting is in {self.path}. Go on with: unsc-sim meeting new {shlex.quote(str(self.path))}")

    def _answer(self, line: str) -> None:
        match line.casefold():
            case "" | "?":
                self._list()
            case "h" | "help":
                frame.note(HELP)
            case "t":
                self._tell(self.meeting.transcript)
            case "b":
                self._step(self.meeting.at(max(0, len(self.meeting.acts) - 1)))
            case number if number.isdecimal():
                self._chosen(int(number))
            case _:
                self._step(self._written(line))

    def _chosen(self, number: int) -> None:
        openings = self.meeting.in_order
        if not 1 <= number <= len(openings):
            raise frame.QuestionError(number, "is not in the list", f"1 to {len(openings)}", "Type ? for the list.")
        opening = openings[number - 1]
        name = opening.act.name
        details = self._votes_asked() if name == "vote" else self._details(opening)
        self._step(self.meeting.do(name, **details))

    def _details(self, opening: Opening) -> dict[str, Any]:
        fields = {field.name: getattr(opening.act, field.name) for field in attrs.fields(type(opening.act))}
        details = {key: value for key, value in fields.items() if value not in ("", None, ()) and key != "by"}
        if not opening.act.presides and opening.by:
            only = str(opening.by[0]) if len(opening.by) == 1 else ""
            details["by"] = self._ask("By which member", only)
        fixed = {"item"} if opening.act.name not in {"submit", "amend"} else set()
        for key, question in _ASKED.items():
            if key in fields and key not in fixed:
                given = self._ask(question, str(details.get(key, "")))
                details |= {key: given} if given else {}
        return details

    def _votes_asked(self) -> dict[str, Any]:
        given = {vote.name.lower(): self._ask(f"{vote.phrase.capitalize()} (names, or codes)", "") for vote in Vote}
        default = self._ask("And all others (yes, no, abstain …)", "yes")
        return {key: names for key, names in given.items() if names} | {"default": default}

    def _ask(self, question: str, proposed: str) -> str:
        answer = input(f"   {question}{f' [{proposed}]' if proposed else ''}: ").strip()
        return answer or proposed

    def _written(self, line: str) -> Meeting:
        folded = line.casefold()
        names = [name for name in ACTS if folded == name or folded.startswith(f"{name} ")]
        if not names:
            raise frame.QuestionError(line, "is not an act of a meeting", "a number, an act or a letter",
                                      "Type ? for what is in order, h for help.")  # fmt: skip
        name = max(names, key=len)
        rest = line[len(name) :].strip()
        details = self._notation(rest) if name == "vote" else self._words(rest, name)
        return self.meeting.do(name, **details)

    def _words(self, rest: str, name: str) -> dict[str, Any]:
        try:
            words = shlex.split(rest)
        except ValueError as error:
            raise frame.QuestionError(rest, f"cannot be read ({error})", "closed quotes", "Close them.") from error
        details: dict[str, Any] = {}
        main = next((field.name for key in _MAIN for field in attrs.fields(ACTS[name]) if field.name == key), "words")
        plain: list[str] = []
        while words:
            word = words.pop(0)
            key, equals, value = word.partition("=")
            if equals and key.isidentifier():
                details[key] = value
            elif word == "by" and words:
                details[word] = _name(words)
            elif word == "on" and words:
                details[word] = words.pop(0)
            else:
                plain.append(word)
        return details | ({main: " ".join(plain)} if plain else {})

    def _notation(self, rest: str) -> dict[str, Any]:
        sections, _, default = rest.partition("default")
        default = default.strip(" =")
        votes = RollCall.parse(sections, self.meeting.council, default=default or None)
        return {vote.name.lower(): votes.cast(vote) for vote in Vote if votes.cast(vote)}

    def _step(self, meeting: Meeting) -> None:
        new = meeting.transcript[len(self.meeting.transcript) :] or ("One step back.", *meeting.transcript[-1:])
        self.meeting = meeting
        self._save()
        self._tell(new)
        if meeting.stage is Stage.CLOSED:
            frame.note("The meeting has risen. t shows the transcript, b takes a step back, q leaves.")

    def _save(self) -> None:
        save_meeting(self.meeting, self.path)

    def _list(self) -> None:
        lines = [f"{number:>3}  {opening}" for number, opening in enumerate(self.meeting.in_order, start=1)]
        self._tell([f"In order now ({self.meeting.stage}):", *lines] if lines else ["The meeting has risen."])

    @staticmethod
    def _tell(lines: Any) -> None:
        frame.TEXT.give({}, *(Text(str(frame.said(line))) for line in lines))
