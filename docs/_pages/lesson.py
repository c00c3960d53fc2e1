"""The lesson: its pages in the site's own style, and the kit to print beside them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from _pages.prose import markdown
from unsc_sim.teach import kit_pages, save_kit

if TYPE_CHECKING:
    from pathlib import Path

    from unsc_sim.display._page import Page


@cache
def _pages() -> tuple[Page, ...]:
    return kit_pages()


def parts() -> dict[str, str]:
    """Every page of the lesson on the two drafts on Aleppo but its index, by the name of its file."""
    return {
        f"teach/{page.name}.md": f"{_print(page)}\n\n{markdown(page)}\n" for page in _pages() if page.name != "index"
    }


def _print(page: Page) -> str:
    return f'<p><a href="kit/{page.name}.html">This page to print</a> (A4, everything in one file)</p>'


def bring(folder: Path) -> None:
    """Write the kit itself, to be served as it is."""
    save_kit(folder)
