"""HTML that says everything twice: a picture with its sentence, and the same facts as a table.

It works where nothing is trusted: no script, no style sheet, no inline drawing, nothing fetched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unsc_sim.display._markup import data_uri, element, words

if TYPE_CHECKING:
    from unsc_sim.display._shown import Drawing, Shown, Table

_CELL = "text-align:left;padding:0.15em 1em 0.15em 0;vertical-align:top"
_ROW = "display:flex;flex-wrap:wrap;gap:8px"
_FIGURE = "flex:1 1 340px;margin:0 0 8px 0;break-inside:avoid"


def page_part(shown: Shown) -> str:
    """A value as a part of a page."""
    heading = [element("p", element("strong", words(shown.heading)), style="margin:0")] if shown.heading else []
    said = [element("p", words(text), style="margin:0.3em 0;max-width:45em") for text in shown.paragraphs]
    points = [element("li", words(text)) for text in shown.points]
    if points:
        said.append(element("ul", *points, style="margin:0.3em 0;max-width:45em"))
    figures = [_figure(drawing) for drawing in shown.drawings]
    tables = [_table(table, folded=bool(figures)) for table in shown.tables]
    return element("div", *heading, *said, element("div", "", *figures, style=_ROW), *tables)


def _figure(drawing: Drawing) -> str:
    wide = "display:block;width:100%;height:auto"
    picture = element("img", alt=drawing.desc, src=data_uri(drawing.svg), style=wide)
    caption = element("figcaption", words(drawing.title), style="font-size:0.9em;margin-top:0.3em")
    return element("figure", picture, caption, style=f"{_FIGURE};max-width:{drawing.width:g}px")


def _table(table: Table, *, folded: bool) -> str:
    """A table, folded away where a picture says the same."""
    head = element("tr", *(element("th", words(name), scope="col", style=_CELL) for name in table.columns))
    rows = [
        element(
            "tr",
            element("th", words(first), scope="row", style=f"{_CELL};font-weight:normal"),
            *(element("td", words(cell), style=_CELL + _unbroken(cell)) for cell in rest),
        )
        for first, *rest in table.rows
    ]
    caption = element("caption", words(table.caption), style="text-align:left;font-weight:bold")
    whole = element(
        "table", caption, element("thead", head), element("tbody", "", *rows), style="border-collapse:collapse"
    )
    return element("details", element("summary", words(f"Table: {table.caption}")), whole) if folded else whole


def _unbroken(cell: str) -> str:
    return ";white-space:nowrap" if len(cell) <= 15 else ""
