"""The documentation as people see it: every page on a desk and on a phone, its links, its search, and what is read out.

`bash .ci/site` builds it; these tests skip where it was not built. What is under `play/` has tests of its own.
"""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit, uses_relative

import attrs
import pytest
from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

SITE = Path(__file__).resolve().parents[2] / "docs" / "_build" / "html"
NOT_OURS = {"_static", "play"}
"""Parts of the theme, and the classroom in the browser."""
PAGES = sorted(
    path.relative_to(SITE).as_posix()
    for path in SITE.rglob("*.html")
    if path.relative_to(SITE).parts[0] not in NOT_OURS
)
uses_relative.append("site")
pytestmark = pytest.mark.skipif(not PAGES, reason="the site was not built: bash .ci/site")

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
WORDS_OF_PROGRAMS = [[".highlight pre span"], [".sig > span"]]
"""Each has a colour of the theme's own palette: looked at on the page `WITH_A_PROGRAM`, left out on the others."""
WITH_A_PROGRAM = "start/run.html"
KINDS = [
    "index.html",
    WITH_A_PROGRAM,
    "reference/rule-book.html",
    "reference/glossary.html",
    "reference/api/03-decide.html",
    "reference/errors.html",
    "teach/index.html",
    "teach/kit/plan-90.html",
    "tutorials/notebooks/aleppo-2016.html",
]
"""A page of each kind: contrast is measured on these, in the light and in the dark. The rule takes longer than all
others together, and colours come from one style sheet."""
IN_THE_THEME = """theme => {
  document.documentElement.dataset.theme = theme;
  document.getAnimations().forEach(fade => fade.finish());
}"""
"""A button fades from one theme's colours to the other's, and half way it is hard to read in both."""
WIDER = "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - window.innerWidth"


def faults(page: Page, **options: object) -> list[str]:
    """What axe finds, in a line each."""
    context = {} if page.url.endswith(WITH_A_PROGRAM) else {"exclude": WORDS_OF_PROGRAMS}
    options = {"resultTypes": ["violations"], "preload": False, **options}
    found = Axe().run(page, context=context, options=options).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]


def wide(page: Page) -> list[str]:
    """Whether the page itself would have to be moved sideways."""
    return ["wider than the window"] * (page.evaluate(WIDER) > 0)


@pytest.mark.parametrize("part", sorted({name.split("/")[0] for name in PAGES}))
def test_every_page_is_accessible_and_fits_the_desk_and_the_phone(
    part: str, page: Page, serve: Callable[[Path], str]
) -> None:
    """Tables and programs scroll within their own boxes, and those boxes can be reached by the keyboard.

    The page fixture sees to it that nothing is asked of other hosts and nothing complained of.
    """
    address, wrong = serve(SITE), {}
    for name in (name for name in PAGES if name.split("/")[0] == part):
        page.set_viewport_size(DESK)
        page.goto(f"{address}/{name}")
        at_the_desk = wide(page) + faults(page, rules={"color-contrast": {"enabled": False}})
        page.set_viewport_size(PHONE)
        page.reload()  # the theme looks for boxes that scroll as a page loads, and some time after it is resized
        wrong[name] = at_the_desk + wide(page) + faults(page, runOnly=["scrollable-region-focusable"])

    assert {name: found for name, found in wrong.items() if found} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", KINDS)
def test_what_is_written_can_be_read_in_the_light_and_in_the_dark(
    name: str, theme: str, page: Page, serve: Callable[[Path], str]
) -> None:
    page.goto(f"{serve(SITE)}/{name}")
    page.evaluate(IN_THE_THEME, theme)

    assert faults(page, runOnly=["color-contrast"]) == []


def test_the_search_finds_the_veto(page: Page, serve: Callable[[Path], str]) -> None:
    page.goto(f"{serve(SITE)}/search.html?q=veto")
    page.locator("#search-results li a").first.wait_for()

    found = page.locator("#search-results li a").all_inner_texts()
    assert "2. A negative vote is not yet a veto" in found
    assert faults(page, rules={"color-contrast": {"enabled": False}}) == []


def test_the_first_page_reads_as_a_sentence_four_doors_and_a_picture_in_words(
    page: Page, serve: Callable[[Path], str]
) -> None:
    page.goto(f"{serve(SITE)}/index.html")
    read = page.locator("main article").aria_snapshot()

    assert 'heading "unsc_sim' in read
    for door in ("Run it now", "I teach", "I chair a Model UN", "I do research"):
        assert f'link "{door}"' in read
    assert "11 in favour, 2 against, 2 abstaining; not adopted, owing to the negative vote" in read


def test_a_truth_table_reads_as_a_table(page: Page, serve: Callable[[Path], str]) -> None:
    page.goto(f"{serve(SITE)}/reference/rule-book.html")
    read = page.locator("main article table").first.aria_snapshot()

    assert 'columnheader "in favour"' in read
    assert 'row "one permanent member against, all others in favour 14 1 0 not adopted: vetoed"' in read


def test_a_notebook_reads_as_a_lesson_its_pictures_in_words(page: Page, serve: Callable[[Path], str]) -> None:
    """Without pictures: what it is for, a question, the fold that keeps the answer, then the chamber and a table."""
    page.goto(f"{serve(SITE)}/tutorials/notebooks/aleppo-2016.html")
    article = page.locator("main article")
    folded = article.aria_snapshot()
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
    unfolded = article.aria_snapshot()

    places = [folded.find(one) for one in ("[level=1]", "Afterwards you can", "Predict ", "Exercise", "Sources")]
    assert -1 not in places
    assert places == sorted(places)
    answer = "11 in favour, 2 against, 2 abstaining"
    assert unfolded.count(answer) > folded.count(answer)
    assert re.search(r'img "[^"]*horseshoe table\. S/2016/846, 8 October 2016: ' + answer, unfolded)
    assert re.search(r'table "How each member voted[^"]*"', unfolded)


def test_arabic_is_read_from_the_right(page: Page, serve: Callable[[Path], str]) -> None:
    page.goto(f"{serve(SITE)}/reference/glossary.html")
    word = page.get_by_text("مجلس الأمن", exact=True)

    assert word.evaluate("one => [one.lang, getComputedStyle(one).direction]") == ["ar", "rtl"]


def test_an_answer_is_folded_until_it_is_asked_for(page: Page, serve: Callable[[Path], str]) -> None:
    page.goto(f"{serve(SITE)}/tutorials/notebooks/01-nine-votes-and-five-vetoes.html")
    answer = page.get_by_text("S/2015/333 9 in favour, 0 against, 6 abstaining: adopted.")
    assert not answer.is_visible()

    page.get_by_text("Predict first; then look").first.click()
    assert answer.is_visible()


def test_the_key_to_a_quiz_is_folded_until_a_teacher_opens_it(page: Page, serve: Callable[[Path], str]) -> None:
    page.goto(f"{serve(SITE)}/teach/quiz.html")
    key = page.get_by_text("having failed to obtain the required number of votes").first
    assert not key.is_visible()

    page.get_by_text("Quiz: the answers, for the teacher").click()
    assert key.is_visible()


@attrs.define
class Read(HTMLParser):
    """The places a page points to, and those it can be pointed at."""

    links: list[str] = attrs.field(factory=list)
    names: set[str] = attrs.field(factory=set)

    def __attrs_post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element names and points to."""
        given = dict(attrs)
        self.names |= {name for name in (given.get("id"), given.get("name")) if name}
        self.links += [link for link in (given.get("href"), given.get("src")) if link and tag != "link"]


@cache
def read(name: str) -> Read:
    """A page of the site."""
    parser = Read()
    parser.feed((SITE / name).read_text(encoding="utf-8"))
    return parser


def test_every_link_within_the_site_leads_somewhere() -> None:
    lost = {name: [link for link in read(name).links if is_lost(name, link)] for name in PAGES}

    assert {name: links for name, links in lost.items() if links} == {}


def is_lost(name: str, link: str) -> bool:
    """Whether a page points to what is not there: a file of the site, or a place in one of its pages."""
    there = urlsplit(urljoin(f"site:///{name}", link))
    if there.scheme not in {"site", ""} or there.netloc:
        return False
    place = SITE / unquote(there.path).lstrip("/")
    place = place / "index.html" if place.is_dir() else place
    if not place.exists():
        return True
    inside = place.relative_to(SITE).as_posix()
    return bool(there.fragment) and inside in PAGES and unquote(there.fragment) not in read(inside).names
