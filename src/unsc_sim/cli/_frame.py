"""What every command shares: the app, where answers and notes go, and how a question is refused."""

from __future__ import annotations

import io
import json as json_format
import os
import re
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import attrs
from cyclopts import App, CycloptsError, Parameter, UnusedCliTokensError
from rich.console import Console, Group
from rich.text import Text

from unsc_sim import display
from unsc_sim._sentences import listed
from unsc_sim.errors import UnscSimError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.console import RenderableType

REFUSED = 2
INTERRUPTED = 130
_WIDEST = 100
_IN_THE_SHELL = {
    r"give default='yes'": "add --default yes",
    r"Give default='yes'": "Add --default yes",
    r"with cases\(\)": "with unsc-sim cases",
    r"List them: (?:reforms|modifiers)\(\)|See `reforms\(\)` for others": "List them: unsc-sim reforms",
    r"Give chapter='VII'": "Write 'chapter-vii-only chapter=VII'",
    r"Read case\('([\w-]+)'\)": r"Ask unsc-sim replay \1",
    r'unable to convert ("[^"]*") into int': r"\1 is no whole number",
}
"""What is said of functions and types, in the words of the command line."""


class QuestionError(UnscSimError, ValueError):
    """The command line asks what cannot be answered."""


def _version() -> str:
    from importlib import metadata  # noqa: PLC0415 - a vote is not kept waiting for it

    return metadata.version("unsc-sim")


app = App(
    name="unsc-sim",
    help="The UN Security Council: what happened to a draft, why, and what would have changed it.\n\n"
    "For example: `unsc-sim replay aleppo-2016`",
    version=_version,
    result_action="return_value",
    default_parameter=Parameter(show_default=False),
)


@app.default
def greet() -> None:
    """Say what there is to try."""
    tries = [
        ("unsc-sim replay aleppo-2016", "two drafts, one afternoon, neither adopted"),
        ("unsc-sim whatif S/2016/846 --cast Russia=abstain", "change one vote, and see what would have been"),
        ("unsc-sim vote 'N: RUS' --default yes --on 2016-10-08", "decide a vote of your own"),
    ]
    lines = [Text("The UN Security Council on your command line. Three things to try:"), Text()]
    for command, what in tries:
        lines += [Text(f"  {command}", style="bold"), Text(f"      {what}")]
    lines += [Text(), Text("All commands: unsc-sim --help")]
    write(*lines)


@Parameter(name="*")
@attrs.frozen
class Output:
    """How an answer is given: as text, or as JSON."""

    json: Annotated[bool, Parameter(name="--json", negative="", help="Print JSON instead of text.")] = False

    def give(self, plain: object, *parts: RenderableType) -> None:
        """Print the answer: `plain` as JSON where it was asked for, else the parts as text."""
        if self.json:
            whole = (sys.stdout.encoding or "").lower().startswith("utf")
            sys.stdout.write(json_format.dumps(plain, indent=2, ensure_ascii=not whole) + "\n")
        else:
            write(*parts)


@Parameter(name="*")
@attrs.frozen
class Picture(Output):
    """How an answer is given that also has a picture."""

    svg: Annotated[str | None, Parameter(name="--svg", help="Write the picture to this SVG file as well.")] = None

    def draw(self, value: object) -> None:
        """Write the picture of a value where one was asked for, and note it.

        Raises:
            FileError: when the file cannot be written.
        """
        if self.svg is not None:
            note(f"The picture is in {display.save_svg(value, self.svg)}.")


TEXT, WITH_PICTURE = Output(), Picture()


def write(*parts: RenderableType) -> None:
    """Print text to standard output, in colour on a terminal only.

    No wider than the terminal or 100 columns; in a very narrow one it rather runs over than loses a figure.
    """
    console = Console(highlight=False, markup=False, emoji=False)
    console.width = min(console.width, _WIDEST)
    with console.capture() as written:
        console.print(Group(*parts), crop=False)
    sys.stdout.write("".join(f"{line.rstrip()}\n" for line in written.get().splitlines()))


def note(text: str) -> None:
    """Say something beside the answer, on standard error."""
    sys.stderr.write(said(text).plain + "\n")


def said(text: object, style: str = "") -> Text:
    """A text for the terminal, without whatever would steer it."""
    return Text("".join(c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in str(text)), style)


@contextmanager
def bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error, on a terminal only; what it yields is told the number done and of all."""
    from rich.progress import Progress  # noqa: PLC0415 - the same

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total or None)


def reason(error: Exception) -> str:
    """Why the system refused, in its own words."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def command_names() -> tuple[str, ...]:
    """The commands there are, in alphabetical order."""
    return tuple(sorted(name for name in app if not name.startswith("-")))


def every_command(of: App = app) -> tuple[tuple[str, ...], ...]:
    """The words of every command, those within others too; all of them are loaded for it.

    >>> [words for words in every_command() if words[0] == "data"][:2]
    [('data',), ('data', 'check')]
    """
    found: list[tuple[str, ...]] = []
    for name in sorted(name for name in of if not name.startswith("-")):
        found += [(name,), *((name, *words) for words in every_command(of[name]))]
    return tuple(found)


def run(arguments: Sequence[str]) -> int:
    """Answer one command line: 0 for an answer, 2 for a question that cannot be read, with one line that says why."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    if arguments and arguments[0] == "help":
        arguments = [*arguments[1:], "--help"]
    try:
        _known(arguments)
        app(list(arguments), exit_on_error=False, print_error=False)
        sys.stdout.flush()
    except UnscSimError as error:
        return _refused(str(error))
    except CycloptsError as error:
        return _refused(_misread(error))
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        gone = isinstance(error, BrokenPipeError)
        return 0 if gone else _refused(f"the answer cannot be written ({reason(error)}).")
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def _misread(error: CycloptsError) -> str:
    """What is wrong with the words themselves, and whose help says how they are meant."""
    told = str(error)
    if isinstance(error, UnusedCliTokensError):
        told = f"{listed([repr(word) for word in error.unused_tokens or ()])}: more words than are asked for."
    return f"{told} See {' '.join((app.name[0], *(error.command_chain or ())))} --help."


def _refused(message: str) -> int:
    for python, shell in _IN_THE_SHELL.items():
        message = re.sub(python, shell, message)
    note(f"unsc-sim: {' '.join(message.split())}")
    return REFUSED


def _known(arguments: Sequence[str]) -> None:
    first = next(iter(arguments), "")
    if first in app.help_flags:
        every_command()  # what each does stands in its docstring
    if first and not first.startswith("-") and first not in command_names():
        names = command_names()
        raise QuestionError(
            first, "is not a command", "one of " + ", ".join(names), did_you_mean(first, names, "See unsc-sim --help.")
        )
