"""Writing every generated part of the pages, anew at every build."""

from __future__ import annotations

from pathlib import Path

from _pages import api, commands, gallery, glossary, house_rules, lesson, notebooks, refusals, rules
from _pages.markdown import write

DOCS = Path(__file__).resolve().parents[1]
ROOT = DOCS.parent
GENERATED = DOCS / "_build" / "generated"
AS_IT_IS = DOCS / "_build" / "as-it-is"
"""What the site serves untouched."""
PLAY = DOCS / "_build" / "play" / "index.html"
"""The classroom in the browser, where it was built."""


def generate() -> None:
    """Write every generated part of the pages."""
    parts = {
        "rule-book.md": rules.page(),
        "house-rules.md": house_rules.page(),
        "cli.md": commands.page(),
        "gallery.md": gallery.page(),
        "errors.md": refusals.page(),
        "glossary.md": glossary.page(),
        "play.md": _play("play/"),
        "play-below.md": _play("../play/"),
        "api/index.md": api.index(DOCS / "reference" / "api"),
    }
    parts |= {"opening-tallies.md": lesson.opening_tallies()} | lesson.parts()
    parts |= {f"api/{page.name}": api.names(page) for page in api.pages(DOCS / "reference" / "api")}
    for name, text in parts.items():
        write(GENERATED / name, text)
    lesson.bring(AS_IT_IS / "teach" / "kit")
    notebooks.bring(ROOT / "notebooks", DOCS / "tutorials" / "notebooks")


def _play(address: str) -> str:
    """Where the classroom in the browser is, or how to do without it."""
    if not PLAY.exists():
        return "This copy of the site came without the classroom in the browser; the notebooks run in JupyterLab.\n"
    return (
        f'<p><a href="{address}index.html"><strong>Open the classroom in the browser</strong></a>: nothing to install, '
        "no account, nothing sent. The first time takes a while; wait until the first cell answers.</p>\n"
    )
