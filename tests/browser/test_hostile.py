"""Names, titles and notes that try to run something: in every kind of picture and page they are only text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest

import unsc_sim as sc
from unsc_sim import display, power
from unsc_sim.alliances import bloc_graph
from unsc_sim.comparisons import compare
from unsc_sim.display._automaton import reading
from unsc_sim.documents import DraftResolution
from unsc_sim.forecast import FORECASTERS, backtest
from unsc_sim.reports import report
from unsc_sim.teach import kit_pages, lesson, page_html

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

EVIL = (
    "<script>window.ran='script'</script>",
    '"><img src=x onerror="window.ran=\'img\'">',
    "' onmouseover='window.ran=\"mouse\"' autofocus onfocus='window.ran=\"focus\"' x='",
    "<svg onload=\"window.ran='svg'\"><set attributeName=onmouseover to='window.ran=1'/></svg>",
    "</style></title></textarea><script>window.ran='closed'</script>",
    "]]><script>window.ran='cdata'</script><!--",
    '<a href="javascript:window.ran=\'link\'">go</a><iframe srcdoc="<script>parent.ran=1</script>">',
    "&lt;script&gt;window.ran='twice'&lt;/script&gt;<img src=http://example.org/spy.png>",
    "<base href=//example.org><meta http-equiv=refresh content='0;url=//example.org'>",
    "<link rel=stylesheet href=//example.org/a.css>",
)
ALL = " ".join(EVIL)
DRAFT = DraftResolution(title=ALL, text=EVIL[0], topics=(EVIL[1], EVIL[3]))
VOTES = attrs.evolve(sc.roll_call("S/2016/846"), draft=DRAFT, notes=ALL)


def own_case():
    """A case whose every text is hostile."""
    case = sc.case("aleppo-2016")
    entries = tuple(
        attrs.evolve(one, draft=attrs.evolve(one.draft, title=ALL, asks=EVIL[0], text=EVIL[5]), lesson=ALL, notes=ALL,
                     uncertain=(EVIL[1],), roll_call=VOTES)
        for one in case.entries
    )  # fmt: skip
    return attrs.evolve(
        case, id=EVIL[0], title=ALL, summary=ALL, lesson=ALL, topics=EVIL, public_before=EVIL, entries=entries
    )


def ties():
    """A graph as somebody else's file may hold it; one with states that are none is refused."""
    graph = bloc_graph("2016-10-08", states=["France", "Germany"])
    del graph.graph["on"]
    graph.add_edge("FRA", "DEU", weight=1.0, blocs=EVIL[0], title=EVIL[1])
    graph.graph |= {"kind": EVIL[0], "name": EVIL[1]}
    return graph


def backtested():
    return backtest([VOTES], {EVIL[0]: FORECASTERS["climatology"], EVIL[3]: FORECASTERS["climatology"]}, [2016])


SHOWN = {
    "a roll call": lambda: VOTES,
    "an outcome": lambda: sc.decide(VOTES),
    "a case": own_case,
    "a what-if": lambda: sc.what_if(VOTES).without_veto(),
    "a comparison": lambda: compare(sc.what_if(VOTES), sc.what_if(VOTES).requiring(12)),
    "the fewest changes": lambda: sc.fewest_changes(VOTES),
    "ways to another result": lambda: sc.what_would_it_take(VOTES),
    "a machine": lambda: reading(VOTES),
    "a forecast": lambda: sc.predict(attrs.evolve(DRAFT, sponsors=("France",)), council=sc.Council.on("2016-10-08")),
    "ties": ties,
    "a backtest": backtested,
    "voting power": lambda: power.profile(power.weighted({EVIL[0]: 3, EVIL[1]: 2, ALL: 2}, 5)),
}
PAGES = {
    "a report": lambda: [report(own_case(), forecast=False)],
    "a lesson": lambda: [page_html(page) for page in kit_pages(lesson(case=own_case()))],
}
LOOK = """() => ({
  ran: window.ran ?? null,
  scripts: document.querySelectorAll('script, iframe, object, embed, base, form, meta[http-equiv=refresh]').length,
  handlers: [...document.querySelectorAll('*')].flatMap(one => [...one.attributes])
      .filter(one => one.name.startsWith('on') || /^\\s*javascript:/i.test(one.value)).map(one => one.name),
})"""
TOUCH = """() => [...document.querySelectorAll('summary, button, a[href^="#"]')].slice(0, 20)
    .forEach(one => one.click())"""
NOTHING = {"ran": None, "scripts": 0, "handlers": []}


def looked_at(page: Page) -> dict[str, object]:
    """What the page did once everything in it was touched."""
    page.mouse.move(300, 200)
    page.keyboard.press("Tab")
    page.evaluate(TOUCH)
    page.wait_for_timeout(50)
    return page.evaluate(LOOK)


@pytest.mark.parametrize("name", SHOWN)
def test_a_hostile_name_is_only_text_in_what_a_notebook_shows(page: Page, name: str) -> None:
    """On the page, and in the picture opened alone, where a script of its own could run."""
    value = SHOWN[name]()
    page.set_content(f"<!doctype html><html lang=en><title>x</title><main>{display.to_html(value)}</main></html>")
    assert looked_at(page) == NOTHING
    assert "window.ran" in page.content() or name in {"a machine", "the fewest changes", "ties"}, (
        "no hostile text is there"
    )


@pytest.mark.parametrize("name", SHOWN)
def test_a_hostile_name_is_only_text_in_a_picture_opened_alone(page: Page, name: str, tmp_path: Path) -> None:
    page.goto(display.save_svg(SHOWN[name](), tmp_path / "a.svg").as_uri())
    found = page.evaluate(LOOK)
    assert found == NOTHING


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_name_is_only_text_on_a_page(page: Page, name: str, tmp_path: Path) -> None:
    for number, made in enumerate(PAGES[name]()):
        (tmp_path / f"{number}.html").write_text(made, "utf-8")
        page.goto((tmp_path / f"{number}.html").as_uri())
        assert looked_at(page) == NOTHING
