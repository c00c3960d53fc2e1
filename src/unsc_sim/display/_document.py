"""A page written as one HTML document: landmarks, headings in order, its style sheet inside, nothing fetched.

Every text is escaped, and the page forbids itself every script and outside addresses, whatever it was made of.
"""

from __future__ import annotations

from functools import singledispatch
from itertools import groupby
from typing import TYPE_CHECKING

from unsc_sim.display._markup import data_uri, element, words
from unsc_sim.display._page import Commands, Facts, Links, Page, Points, Section, Verdict
from unsc_sim.display._shown import Drawing, Table
from unsc_sim.display._stylesheet import stylesheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from unsc_sim.display._page import Part

_ALLOWED = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_LANDMARK = 2
"""The sections with headings of this level can be jumped to; more would be noise."""
_DEEPEST = 6
_MANY_COLUMNS = 3
_SHORT = 20
"""A cell of so many letters is not broken into lines."""


def document(page: Page, *, foot: str = "") -> str:
    """The page as an HTML document; `foot` is the line at its end.

    >>> page = Page("vote", "A <b>vote</b>", "What became of it.", (Section("Why", ("Nine are needed.",)),))
    >>> "<h1>A &lt;b&gt;vote&lt;/b&gt;</h1>" in document(page)
    True
    """
    head = element(
        "head",
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{_ALLOWED}">',
        element("title", words(page.title)),
        element("style", stylesheet(wide=page.wide)),
    )
    body = element(
        "body",
        element("a", "Skip to the text", href="#text", class_="skip"),
        element("header", element("h1", words(page.title)), element("p", words(page.lead), class_="lead")),
        _contents(page) if page.contents else "",
        element("main", "", *_parts(page.sections, 2, "s"), id="text", tabindex="-1"),
        element("footer", element("p", words(foot))) if foot else "",
    )
    return f"<!doctype html>\n{element('html', head, body, lang='en')}\n"


def _contents(page: Page) -> str:
    items = [
        element("li", element("a", words(section.heading), href=f"#s{place}"))
        for place, section in enumerate(page.sections, 1)
    ]
    return element("nav", element("ul", *items), aria_label="On this page")


def _parts(parts: Sequence[Part], level: int, key: str) -> Iterator[str]:
    """Parts in order; pictures that follow one another, and small cards, stand side by side."""
    place = 0
    for beside, group in groupby(parts, key=_beside):
        written = []
        for part in group:
            place += isinstance(part, Section)
            written.append(html(part, level, f"{key}{place}"))
        yield element("div", *written, class_=beside) if beside else "".join(written)


def _beside(part: Part) -> str:
    """What such parts stand in together, where they stand side by side."""
    if isinstance(part, Drawing):
        return "pictures"
    return "cards" if isinstance(part, Section) and part.kind == "small" else ""


@singledispatch
def html(part: Part, level: int, key: str) -> str:  # noqa: ARG001 - what its kinds need
    """One part as markup; a section's heading is of this level, and `key` is its address."""
    raise TypeError(type(part).__name__)


@html.register(str)
def _(text: str, _level: int, _key: str) -> str:
    return element("p", words(text))


@html.register(Verdict)
def _(verdict: Verdict, _level: int, _key: str) -> str:
    return element("p", words(verdict.text), class_="verdict")


@html.register(Points)
def _(points: Points, _level: int, _key: str) -> str:
    items = (element("li", words(item)) for item in points.items)
    return element("ol" if points.numbered else "ul", "", *items, class_="boxes" if points.boxes else None)


@html.register(Commands)
def _(commands: Commands, _level: int, _key: str) -> str:
    return element("ul", "", *(element("li", element("code", words(line))) for line in commands.lines))


@html.register(Facts)
def _(facts: Facts, _level: int, _key: str) -> str:
    return element("dl", "", *(element("dt", words(name)) + element("dd", words(what)) for name, what in facts.rows))


@html.register(Links)
def _(links: Links, _level: int, _key: str) -> str:
    items = (
        element("li", element("a", words(name), href=address), words(f": {what}" if what else ""))
        for address, name, what in links.to
    )
    return element("ul", "", *items)


@html.register(Table)
def _(table: Table, _level: int, _key: str) -> str:
    head = element("tr", *(element("th", words(name), scope="col") for name in table.columns))
    rows = (element("tr", element("th", words(first), scope="row"), *map(_cell, rest)) for first, *rest in table.rows)
    caption = element("caption", words(table.caption))
    whole = element("table", caption, element("thead", head), element("tbody", "", *rows))
    if len(table.columns) <= _MANY_COLUMNS:
        return element("div", whole, class_="table")
    return element("div", whole, class_="table", role="group", aria_label=table.caption, tabindex="0")


def _cell(cell: str) -> str:
    return element("td", words(cell), class_="short" if len(cell) <= _SHORT else None)


@html.register(Drawing)
def _(drawing: Drawing, _level: int, _key: str) -> str:
    picture = element("img", alt=drawing.desc, src=data_uri(drawing.svg))
    return element("figure", picture, element("figcaption", words(drawing.title)))


@html.register(Section)
def _(section: Section, level: int, key: str) -> str:
    heading = element(f"h{min(level, _DEEPEST)}", words(section.heading), id=key)
    inside = _parts(section.parts, level + 1, f"{key}-")
    landmark = key if level == _LANDMARK and not section.kind else None
    return element("section", heading, *inside, aria_labelledby=landmark, class_=section.kind or None)
