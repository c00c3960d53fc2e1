"""A page of the library as text for the terminal, part by part."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from rich.padding import Padding

from unsc_sim.cli._frame import said
from unsc_sim.cli._told import grid, listing
from unsc_sim.display._page import Commands, Facts, Page, Points, Section, Verdict
from unsc_sim.display._shown import Drawing, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType


def page_told(page: Page) -> Iterator[RenderableType]:
    """The page from top to bottom."""
    yield said(page.title, "bold")
    yield said(page.lead, "dim")
    for section in page.sections:
        yield from told(section)


@singledispatch
def told(part: object) -> Iterator[RenderableType]:
    """One part of a page."""
    raise TypeError(type(part).__name__)


@told.register(str)
def _(text: str) -> Iterator[RenderableType]:
    yield said(text)


@told.register(Verdict)
def _(verdict: Verdict) -> Iterator[RenderableType]:
    yield said(verdict.text, "bold")


@told.register(Points)
def _(points: Points) -> Iterator[RenderableType]:
    mark = "[ ]" if points.boxes else "-"
    marks = (f"{place}." if points.numbered else mark for place in range(1, len(points.items) + 1))
    yield grid([(mark, said(item)) for mark, item in zip(marks, points.items, strict=True)])


@told.register(Commands)
def _(commands: Commands) -> Iterator[RenderableType]:
    yield from map(said, commands.lines)


@told.register(Facts)
def _(facts: Facts) -> Iterator[RenderableType]:
    yield grid([(name, said(what)) for name, what in facts.rows])


@told.register(Table)
def _(table: Table) -> Iterator[RenderableType]:
    drawn = listing(*table.columns)
    for row in table.rows:
        drawn.add_row(*map(said, row))
    yield said(table.caption, "italic")
    yield drawn


@told.register(Drawing)
def _(drawing: Drawing) -> Iterator[RenderableType]:
    yield said(drawing.title)


@told.register(Section)
def _(section: Section) -> Iterator[RenderableType]:
    yield said("")
    yield said(section.heading, "bold")
    for part in section.parts:
        for one in told(part):
            yield Padding(one, (0, 0, 0, 2)) if not isinstance(part, Section) else one
