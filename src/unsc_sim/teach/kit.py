"""The kit: every page of a lesson, and an index, as files to print or to open from a memory stick."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from unsc_sim._files import unwritable, write_whole
from unsc_sim.display._document import document
from unsc_sim.display._page import Links, Page, Section
from unsc_sim.teach import _guides, _handouts
from unsc_sim.teach._slides import slides_page
from unsc_sim.teach.lessons import Lesson, lesson
from unsc_sim.teach.plans import LENGTHS

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["kit_pages", "page_html", "save_kit"]


def kit_pages(about: Lesson | None = None) -> tuple[Page, ...]:
    """Every page of a lesson; the first is the index.

    >>> [page.name for page in kit_pages()][:3]
    ['index', 'plan-90', 'plan-45']

    Raises:
        LessonError: when the lesson asks for more questions than there are.
    """
    what = about or lesson()
    guides = tuple(_guides.plan_page(what, minutes) for minutes in LENGTHS)
    print_out = (
        slides_page(what),
        _handouts.roles_page(what),
        _handouts.tallies_page(what),
        _handouts.truth_page(what),
        _handouts.quiz_page(what),
        _handouts.quiz_answers_page(what),
        _handouts.ticket_page(what),
        _handouts.ticket_answers_page(what),
    )
    notes = (_guides.browser_page(what), _guides.offline_page(what), _guides.access_page(what))
    groups = (("Plans", guides), ("To show and to hand out", print_out), ("Notes for the teacher", notes))
    return (_index(what, groups), *guides, *print_out, *notes)


def _index(what: Lesson, groups: Sequence[tuple[str, Sequence[Page]]]) -> Page:
    lead = (
        f"The Council of {what.day}, the case “{what.case.title}”, the quiz of seed {what.seed}. Open a page to read "
        "it; print it from the browser, on A4."
    )
    sections = tuple(
        Section(name, (Links(tuple((f"{page.name}.html", page.title, page.lead) for page in pages)),))
        for name, pages in groups
    )
    return Page("index", "A lesson on voting in the Security Council", lead, sections)


def page_html(page: Page) -> str:
    """One page of a lesson as an HTML document."""
    version = metadata.version("unsc-sim")
    return document(page, foot=f"Made by unsc_sim {version}; every number is computed. Copy it as you like.")


def save_kit(folder: Path | str, about: Lesson | None = None) -> tuple[Path, ...]:
    """Write every page of a lesson into a folder, made where there is none, and say where; the index comes first.

    Files of the same names are replaced, each whole or not at all; others are left alone.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     save_kit(folder)[0].name
    'index.html'

    Raises:
        LessonError: when the lesson asks for more questions than there are.
        FileError: when the folder cannot be made or written.
    """
    pages = kit_pages(about)
    place = Path(folder)
    try:
        place.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise unwritable(place, getattr(error, "strerror", None) or str(error)) from error
    return tuple(write_whole(place / f"{page.name}.html", page_html(page)) for page in pages)
