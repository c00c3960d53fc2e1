"""Every kind of picture in a browser: axe finds nothing, the words are read out, none leaves the paper or another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

import unsc_sim as sc
from unsc_sim import display
from unsc_sim.automaton import compile_rule
from unsc_sim.power import profile

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

FRENCH, RUSSIAN = sc.case("aleppo-2016").roll_calls
COUNCIL, RULE = FRENCH.council, FRENCH.rule
PERMITTED = 1.5
"""Pixels by which the boxes of two words may meet."""


def _reformed() -> display.PowerChange:
    plan = sc.reform("african-union-2005")
    larger = plan.council(COUNCIL)
    return display.power_change(profile(RULE, COUNCIL), profile(plan.rule(larger), larger))


MADE: dict[str, Callable[[], Any]] = {
    "Council": lambda: sc.Council.on("1962-10-25"),
    "roll call": lambda: sc.roll_call("S/1501"),
    "case": lambda: sc.case("aleppo-2016"),
    "case of many": lambda: sc.case("korea-1950"),
    "what-if": lambda: sc.what_if(FRENCH).without_veto().casting({"Russia": "abstain"}),
    "comparison": lambda: sc.compare(FRENCH, RUSSIAN),
    "paths": lambda: sc.what_would_it_take(RUSSIAN),
    "paths of eleven": lambda: sc.what_would_it_take(sc.roll_call("S/1500")),
    "changes": lambda: sc.fewest_changes(RUSSIAN),
    "reform of a vote": lambda: sc.reforms.apply("african-union-2005", FRENCH),
    "machine": lambda: compile_rule(RULE, COUNCIL),
    "machine of an override": lambda: compile_rule(
        sc.Affirmative(9) & (sc.Concurrence(sc.P5, tolerating=2) | sc.Affirmative(13)), COUNCIL
    ),
    "reading": lambda: display.reading(FRENCH),
    "power": lambda: profile(RULE, COUNCIL),
    "power of twenty-six": lambda: _reformed().after,
    "power before and after": _reformed,
    "forecast": lambda: sc.predict("S/2016/846"),
    "backtest": lambda: sc.backtest(sc.roll_calls(before="2017-01-01"), years=[2016]),
    "ties of 1960": lambda: sc.alliance_graph(sc.roll_calls(before="1960-06-01"), on="1960-06-01"),
    "ties of 2016": lambda: sc.alliance_graph(sc.roll_calls(before="2016-10-08"), on="2016-10-08"),
    "blocs": lambda: sc.bloc_graph("2016-10-08"),
    "century": display.century,
    "terms": lambda: display.century("India", "Bosnia and Herzegovina"),
}
every = pytest.mark.parametrize("made", MADE.values(), ids=MADE)
BOXES = """() => [...document.querySelectorAll("svg text")].map(text => {
  const line = text.getBoundingClientRect(), paper = text.ownerSVGElement.getBoundingClientRect();
  const above = line.height * 0.22, box = {left: line.left, right: line.right, top: line.top + above,
                                           bottom: line.bottom - above};
  return {said: text.textContent, left: box.left - paper.left, right: paper.right - box.right,
          top: box.top - paper.top, bottom: paper.bottom - box.bottom, box: [box.left, box.top, box.right, box.bottom]};
})"""


def whole(part: str) -> str:
    return f"<!doctype html><html lang=en><title>Pictures</title><main><h1>Pictures</h1>{part}</main></html>"


@every
def test_axe_finds_no_fault_and_the_sentence_is_read_out(page: Page, made: Callable[[], Any]) -> None:
    """The whole part of the page, with every table unfolded: what a screen reader goes through."""
    value = made()
    seen = display.shown(value)
    page.set_content(whole(display.to_html(value)).replace("<details", "<details open"))

    found = Axe().run(page)
    told = _words(page.locator("main").aria_snapshot())

    assert found.violations_count == 0, found.generate_report()
    for drawing in seen.drawings:
        assert page.get_by_role("img", name=drawing.desc, exact=True).count() == 1
    assert all(_words(text) in told for text in seen.paragraphs)
    for table in seen.tables:
        assert _words(table.caption) in told
        assert all(_words(cell) in told for row in table.rows[:20] for cell in row)


@every
def test_no_word_leaves_its_picture_or_runs_into_another(page: Page, made: Callable[[], Any]) -> None:
    for drawing in display.shown(made()).drawings:
        page.set_content(f"<body style='margin:0'>{drawing.svg}</body>")
        boxes = [box for box in page.evaluate(BOXES) if box["said"]]

        assert boxes
        outside = [box["said"] for box in boxes if min(box[side] for side in ("left", "right", "top", "bottom")) < 0]
        assert outside == [], drawing.title
        met = [
            (one["said"], other["said"])
            for place, one in enumerate(boxes)
            for other in boxes[place + 1 :]
            if _meet(one["box"], other["box"])
        ]
        assert met == [], drawing.title


@every
def test_on_a_telephone_nothing_is_wider_than_the_screen(page: Page, made: Callable[[], Any]) -> None:
    """Pictures shrink; a table folded away may be wider once it is opened."""
    page.set_viewport_size({"width": 390, "height": 800})
    page.set_content(whole(display.to_html(made())))

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    widths = page.evaluate("[...document.images].map(image => [image.naturalWidth, image.width])")
    assert all(shown / natural > 0.7 for natural, shown in widths)


@pytest.mark.parametrize("name", ["case", "forecast", "century"])
def test_on_paper_no_picture_is_divided(page: Page, name: str, tmp_path) -> None:
    """The printed page holds each picture whole: one on paper of A4 is lower than the page."""
    page.set_content(whole(display.to_html(MADE[name]())))
    page.emulate_media(media="print")

    tall = page.evaluate(
        "[...document.querySelectorAll('figure')].map(figure => figure.getBoundingClientRect().height)"
    )
    assert max(tall) < 1050
    broken = page.evaluate("[...document.querySelectorAll('figure')].map(one => getComputedStyle(one).breakInside)")
    assert set(broken) == {"avoid"}
    assert len(page.pdf(path=tmp_path / "a.pdf", format="A4")) > 10_000


def _meet(one: list[float], other: list[float]) -> bool:
    """Whether two boxes share more than a sliver."""
    (left, top, right, bottom), (left2, top2, right2, bottom2) = one, other
    across, down = min(right, right2) - max(left, left2), min(bottom, bottom2) - max(top, top2)
    return min(across, down) > PERMITTED


def _words(text: str) -> str:
    """Words alone: an accessibility tree escapes quotes, and breaks lines where it likes."""
    return " ".join(re.findall(r"[\w%+−-]+", text))
