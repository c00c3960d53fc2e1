"""A page of the library as Markdown, in the site's own style; pictures stand in it whole, with their sentence."""

from __future__ import annotations

import re
from functools import singledispatch

from _pages.markdown import table
from unsc_sim.display._document import html
from unsc_sim.display._page import Commands, Facts, Links, Page, Points, Section, Verdict
from unsc_sim.display._shown import Drawing, Table

_SPECIAL = re.compile(r"([\\`*_\[\]<>|$~#])")
_DEEPEST = 6


def markdown(page: Page) -> str:
    r"""What stands under the page's title, as Markdown.

    >>> print(markdown(Page("vote", "A vote", "What *became* of it.", (Section("Why", ("Nine are needed.",)),))))
    What \*became\* of it.
    <BLANKLINE>
    ## Why
    <BLANKLINE>
    Nine are needed.
    """
    return "\n\n".join([_plain(page.lead), *(written(section, 2) for section in page.sections)])


@singledispatch
def written(part: object, level: int) -> str:  # noqa: ARG001 - what its kinds need
    """One part of a page as Markdown; a section's heading is of this level."""
    raise TypeError(type(part).__name__)


@written.register(str)
def _(text: str, _level: int) -> str:
    return _plain(text)


@written.register(Verdict)
def _(verdict: Verdict, _level: int) -> str:
    return f"**{_plain(verdict.text)}**"


@written.register(Points)
def _(points: Points, _level: int) -> str:
    box = "☐ " if points.boxes else ""
    marks = (f"{place}." if points.numbered else "-" for place in range(1, len(points.items) + 1))
    return "\n".join(f"{mark} {box}{_plain(item)}" for mark, item in zip(marks, points.items, strict=True))


@written.register(Commands)
def _(commands: Commands, _level: int) -> str:
    return "\n".join(["```console", *(f"$ {line}" for line in commands.lines), "```"])


@written.register(Facts)
def _(facts: Facts, _level: int) -> str:
    return "\n".join(f"- *{_plain(name)}*: {_plain(what)}" for name, what in facts.rows)


@written.register(Links)
def _(links: Links, _level: int) -> str:
    return "\n".join(f"- [{_plain(name)}]({address}): {_plain(what)}" for address, name, what in links.to)


@written.register(Table)
def _(given: Table, _level: int) -> str:
    rows = (map(_in_cell, row) for row in given.rows)
    return f"**{_plain(given.caption)}**\n\n{table([_in_cell(name) for name in given.columns], rows)}"


@written.register(Drawing)
def _(drawing: Drawing, _level: int) -> str:
    return html(drawing, 0, "")


@written.register(Section)
def _(section: Section, level: int) -> str:
    heading = f"{'#' * min(level, _DEEPEST)} {_plain(section.heading)}"
    return "\n\n".join([heading, *(written(part, level + 1) for part in section.parts)])


def _in_cell(text: str) -> str:
    """A text without bars of Markdown's own, which `table` escapes itself."""
    return _plain(text).replace("\\|", "|")


def _plain(text: str) -> str:
    """A text in which nothing means anything to Markdown, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
