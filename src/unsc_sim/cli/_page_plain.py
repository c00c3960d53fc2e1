"""A page of the library as plain data for `--json`, part by part, each under the name of what it is."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING, Any

from unsc_sim.display._page import Commands, Facts, Links, Page, Points, Section, Verdict
from unsc_sim.display._shown import Drawing, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unsc_sim.display._page import Part

Plain = dict[str, Any]


def page_plain(page: Page) -> Plain:
    """A page: its title, its lead, and its sections in order, with sections in them.

    >>> page_plain(Page("vote", "A vote", "What became of it.", (Section("Why", ("Nine are needed.",)),)))["sections"]
    [{'heading': 'Why', 'parts': [{'text': 'Nine are needed.'}]}]
    """
    return {"title": page.title, "lead": page.lead, "sections": _parts(page.sections)}


def _parts(parts: Sequence[Part]) -> list[Plain]:
    return [plain(part) for part in parts]


@singledispatch
def plain(part: object) -> Plain:
    """One part of a page."""
    raise TypeError(type(part).__name__)


@plain.register(str)
def _(text: str) -> Plain:
    return {"text": text}


@plain.register(Verdict)
def _(verdict: Verdict) -> Plain:
    return {"verdict": verdict.text}


@plain.register(Points)
def _(points: Points) -> Plain:
    return {"points": list(points.items)}


@plain.register(Commands)
def _(commands: Commands) -> Plain:
    return {"commands": list(commands.lines)}


@plain.register(Facts)
def _(facts: Facts) -> Plain:
    return {"facts": dict(facts.rows)}


@plain.register(Links)
def _(links: Links) -> Plain:
    return {"links": [{"to": address, "name": name, "what": what} for address, name, what in links.to]}


@plain.register(Table)
def _(table: Table) -> Plain:
    return {"table": table.caption, "columns": list(table.columns), "rows": [list(row) for row in table.rows]}


@plain.register(Drawing)
def _(drawing: Drawing) -> Plain:
    return {"picture": drawing.title, "in_words": drawing.desc}


@plain.register(Section)
def _(section: Section) -> Plain:
    return {"heading": section.heading, "parts": _parts(section.parts)}
