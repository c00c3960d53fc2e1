"""The lesson: its pages in the site's own style, and the kit to print beside them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from _pages.markdown import table
from _pages.prose import markdown, written
from unsc_sim.charter import Matter
from unsc_sim.teach import kit_pages, lesson, sample_tallies, save_kit
from unsc_sim.teach.tallies import OPENING

if TYPE_CHECKING:
    from pathlib import Path

    from unsc_sim.display._page import Page
    from unsc_sim.teach import SampleTally


@cache
def _pages() -> tuple[Page, ...]:
    return kit_pages()


def parts() -> dict[str, str]:
    """Every page of the lesson on the two drafts on Aleppo but its index, by the name of its file."""
    return {f"teach/{page.name}.md": f"{_part(page)}\n" for page in _pages() if page.name != "index"}


def _part(page: Page) -> str:
    return folded(page) if page.name.endswith("-answers") else f"{_print(page)}\n\n{markdown(page)}"


def folded(page: Page) -> str:
    """A key, folded until a teacher opens it; without headings, for a section of the site would end the fold."""
    told = (written(part, 0) for section in page.sections for part in section.parts)
    head = f'<details class="answer">\n<summary>{page.title}, for the teacher</summary>'
    return "\n\n".join([head, _print(page), *told, "</details>"])


def opening_tallies() -> str:
    """The tallies that begin the lesson: the count, who did not vote in favour, and what becomes of it."""
    first = sample_tallies(lesson().council)[:OPENING]
    rows = ((one.votes.tally, _others(one), one.result) for one in first)
    return table(("Count", "Not in favour", "Result"), rows) + "\n"


def _others(one: SampleTally) -> str:
    return f"{one.matter}. {one.others}" if one.votes.matter is Matter.PROCEDURAL else one.others


def _print(page: Page) -> str:
    return f'<p><a href="kit/{page.name}.html">This page to print</a> (A4, everything in one file)</p>'


def bring(folder: Path) -> None:
    """Write the kit itself, to be served as it is."""
    save_kit(folder)
