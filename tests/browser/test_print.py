"""The report and the pages of a lesson, printed and read: whole pages, nothing cut off, nothing for axe to find."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import attrs
import pytest
from axe_playwright_python.sync_playwright import Axe

import unsc_sim as sc
from unsc_sim import teach

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

A4 = (595, 842)
"""Points, upright."""
DAYS = ("2016-10-08", "1960-12-13")
KIT = (
    "index", "plan-90", "plan-45", "slides", "roles", "tally-cards", "truth-tables", "quiz", "quiz-answers",
    "exit-ticket", "exit-ticket-answers", "in-the-browser", "without-computers", "accessibility",
)  # fmt: skip
WIDTHS = (1280, 390, 320)
"""A desktop, a telephone, and a desktop enlarged to four times."""
CUT_OFF = """() => [...document.querySelectorAll("main *, header *, footer *")].filter(one => {
    const box = one.getBoundingClientRect();
    const scrolls = one.closest(".table");
    return box.width && !scrolls && (box.right > document.documentElement.clientWidth + 1 || box.left < -1)
}).map(one => one.outerHTML.slice(0, 120))"""
TOO_WIDE = """() => [...document.querySelectorAll(".table")]
    .filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.innerText.slice(0, 80))"""

pytestmark = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="no pdftotext here: install Debian's package poppler-utils"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report, and the kits of two days, one before 1966."""
    place = tmp_path_factory.mktemp("printed")
    sc.save_report("aleppo-2016", place / "report.html")
    sc.save_report("dprk-human-rights-2014-2024", place / "many.html", forecast=False)
    for day in DAYS:
        teach.save_kit(place / day, teach.lesson(day))
    return place


@attrs.frozen
class Printed:
    """A page as PDF: the text of each sheet, and the size of the first in points."""

    sheets: tuple[str, ...]
    size: tuple[int, int]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.sheets).split())


def printed(page: Page, file: Path) -> Printed:
    page.goto(file.as_uri())
    pdf = file.with_suffix(".pdf")
    page.pdf(path=str(pdf), prefer_css_page_size=True, print_background=True)
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    about = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True).stdout
    width, height = map(float, re.findall(r"Page size:\s+([\d.]+) x ([\d.]+)", about)[0])
    return Printed(tuple(text.split("\f")[:-1]), (round(width), round(height)))


OTHERWISE_EARLIER = ("slides", "roles", "tally-cards")
"""The pages that a Council of eleven changes most."""
every_page = pytest.mark.parametrize(
    "name",
    ["report", "many", *(f"{DAYS[0]}/{one}" for one in KIT), *(f"{DAYS[1]}/{one}" for one in OTHERWISE_EARLIER)],
)


@every_page
def test_nothing_is_cut_off_and_axe_finds_nothing(page: Page, folder: Path, name: str) -> None:
    """At every width nothing but a table scrolls sideways; that no other host is asked, the fixture sees."""
    page.goto((folder / f"{name}.html").as_uri())
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(CUT_OFF) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@every_page
def test_printed_on_a4_no_table_is_wider_than_the_paper(page: Page, folder: Path, name: str) -> None:
    """The area between the margins is 180 mm wide upright, 267 mm lengthwise; a pixel is 1/96 inch."""
    lengthwise = name.endswith("slides")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": round((267 if lengthwise else 180) / 25.4 * 96), "height": 900})
    page.goto((folder / f"{name}.html").as_uri())
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(CUT_OFF) == []

    paper = printed(page, folder / f"{name}.html")
    assert paper.size == ((A4[1], A4[0]) if lengthwise else A4)
    assert all(sheet.strip() for sheet in paper.sheets)
    assert re.search(rf"{len(paper.sheets)} ?/ ?{len(paper.sheets)}\s*$", paper.sheets[-1])


def test_the_printed_report_tells_the_whole_story(page: Page, folder: Path) -> None:
    paper = printed(page, folder / "report.html")

    for said in (
        "not adopted, owing to the negative vote of a permanent member (Russian Federation)",
        "What moved",
        "Russian Federation could alone have changed whether it was adopted.",
        "there are 28 ways, each including France, United Kingdom and United States",
        "What came was ranked first",
        "Who was right.",
        "United Nations, Security Council: S/2016/846, S/PV.7785, S/2016/847.",
    ):
        assert said in paper.text
    assert len(paper.sheets) <= 10


@pytest.mark.parametrize(("day", "seats"), [(DAYS[0], 15), (DAYS[1], 11)])
def test_two_role_cards_fill_a_sheet_and_none_is_divided(page: Page, folder: Path, day: str, seats: int) -> None:
    sheets = printed(page, folder / day / "roles.html").sheets

    assert len(sheets) == (seats + 1) // 2
    begun = [sheet.count("You cannot") for sheet in sheets]
    assert (sum(begun), max(begun)) == (seats, 2)
    assert [sheet.count("Your vote today is yours.") for sheet in sheets] == begun


@pytest.mark.parametrize("day", DAYS)
def test_every_slide_is_one_sheet(page: Page, folder: Path, day: str) -> None:
    slides = next(one for one in teach.kit_pages(teach.lesson(day)) if one.name == "slides").sections
    sheets = printed(page, folder / day / "slides.html").sheets

    assert len(sheets) == len(slides)
    for slide, sheet in zip(slides, sheets, strict=True):
        assert " ".join(slide.heading.split()) in " ".join(sheet.split())


@pytest.mark.parametrize(
    ("name", "most"),
    [("plan-90", 4), ("plan-45", 3), ("tally-cards", 4), ("truth-tables", 4), ("quiz", 3), ("exit-ticket", 1),
     ("exit-ticket-answers", 1), ("index", 1), ("accessibility", 1), ("without-computers", 1)],
)  # fmt: skip
def test_a_page_takes_no_more_sheets_than_it_should(page: Page, folder: Path, name: str, most: int) -> None:
    for day in DAYS:
        assert len(printed(page, folder / day / f"{name}.html").sheets) <= most


def test_no_question_of_the_quiz_is_divided_between_sheets(page: Page, folder: Path) -> None:
    questions = teach.quiz().questions
    sheets = [" ".join(sheet.split()) for sheet in printed(page, folder / DAYS[0] / "quiz.html").sheets]

    for place, question in enumerate(questions, 1):
        where = [number for number, sheet in enumerate(sheets) if f"Question {place} " in sheet]
        assert len(where) == 1
        last = f"{'ABCD'[len(question.choices) - 1]}{question.choices[-1]}"
        assert last.replace(" ", "") in sheets[where[0]].replace(" ", "")


def test_read_without_pictures_the_report_tells_the_story_in_order(page: Page, folder: Path) -> None:
    page.goto((folder / "report.html").as_uri())
    heard = page.locator("body").aria_snapshot()
    story = (
        'heading "Two drafts on Aleppo, one afternoon" [level=1]',
        'navigation "On this page"',
        'heading "In short" [level=2]',
        'heading "What happened" [level=2]',
        'heading "The chambers side by side" [level=3]',
        "horseshoe table. S/2016/846, 8 October 2016: 11 in favour, 2 against, 2 abstaining: not adopted",
        'heading "What moved" [level=3]',
        'heading "Why" [level=2]',
        'heading "What would have changed it" [level=2]',
        'heading "What was foreseeable" [level=2]',
        'table "Chance of each result, beside the base rate',
        'heading "Sources and confidence" [level=2]',
        'heading "What this does not show" [level=2]',
        'heading "How to cite" [level=2]',
        "contentinfo",
    )
    places = [heard.find(one) for one in story]

    assert dict(zip(story, places, strict=True)) == {
        one: place for one, place in zip(story, places, strict=True) if place >= 0
    }
    assert places == sorted(places)


def test_the_index_leads_to_every_page_by_the_keyboard(page: Page, folder: Path) -> None:
    page.goto((folder / DAYS[0] / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
    names = page.locator("main a").all_text_contents()
    for name in names:
        page.goto((folder / DAYS[0] / "index.html").as_uri())
        page.get_by_role("link", name=name, exact=True).click()
        assert page.locator("h1").count() == 1
