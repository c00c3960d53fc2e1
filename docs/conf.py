"""How the documentation is built: MyST pages, executed where they show output, in the pydata theme."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from unsc_sim._dates import spoken_date
from unsc_sim.charter import provisions
from unsc_sim.cli import command_names

project = "unsc_sim"
author = "The unsc_sim founders"
copyright = "2026, the unsc_sim founders"  # noqa: A001 - the name Sphinx wants
version = release = "0.1"

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.viewcode"]
source_suffix = {".md": "myst-nb"}
exclude_patterns = ["_build"]
nitpicky = False

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
nb_execution_mode = "off"

autodoc_typehints = "none"
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True, "show-inheritance": False}
napoleon_google_docstring = True

html_theme = "pydata_sphinx_theme"
html_title = "unsc_sim"
html_static_path = ["_static"]
html_theme_options = {
    "show_toc_level": 2,
    "navigation_with_keys": False,
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": ["copyright"],
    "footer_end": [],
}
html_show_sourcelink = False
html_context = {"default_mode": "light"}

GENERATED = Path(__file__).parent / "_build" / "generated"


def _rule_book() -> str:
    pages = []
    for provision in provisions():
        period = f"{spoken_date(provision.start)} to {spoken_date(provision.end) if provision.end else 'today'}"
        mark = "" if provision.confidence == "verified" else f" *({provision.confidence})*"
        pages.append(
            f"## {provision.matter.value.capitalize()}, {period}{mark}\n\n"
            f"`{provision.rule!r}` – {provision.rule}\n\n"
            f"Authority\n: {provision.authority}\n\nIt says\n: {provision.says}\n\n"
            f"Practice\n: {provision.practice}\n\nWe assume\n: {provision.assumes}\n"
        )
    return "\n".join(pages)


def _commands() -> str:
    """The help of every command, as the terminal shows it."""
    asked = [[], *([name] for name in command_names())]
    pages = []
    for words in asked:
        shown = subprocess.run(
            [sys.executable, "-m", "unsc_sim", *words, "--help"],
            capture_output=True, text=True, check=True, env=os.environ | {"COLUMNS": "90", "NO_COLOR": "1"},
        ).stdout  # fmt: skip
        pages.append(f"## `{' '.join(['unsc-sim', *words])}`\n\n```text\n{shown.strip()}\n```\n")
    return "\n".join(pages)


def setup(_: object) -> None:
    """Write what is generated from the library itself before Sphinx reads the pages."""
    GENERATED.mkdir(parents=True, exist_ok=True)
    (GENERATED / "rule-book.md").write_text(_rule_book(), encoding="utf-8")
    (GENERATED / "cli.md").write_text(_commands(), encoding="utf-8")
