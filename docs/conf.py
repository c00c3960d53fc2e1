"""How the documentation is built: MyST pages and committed notebooks in the pydata theme, nothing executed."""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent))

from _pages.generate import generate

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "unsc_sim"
author = "The unsc_sim founders"
copyright = "2026, the unsc_sim founders"  # noqa: A001 - the name Sphinx wants
version = release = metadata.version("unsc-sim")

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "myst-nb", ".ipynb": "myst-nb"}
exclude_patterns = ["_build", "_pages", "play", "**.ipynb_checkpoints"]
templates_path = ["_templates"]
nitpicky = False

myst_enable_extensions = ["attrs_block", "colon_fence", "deflist"]
myst_heading_anchors = 3
nb_execution_mode = "off"

autodoc_typehints = "none"
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True, "show-inheritance": False}
napoleon_google_docstring = True

html_theme = "pydata_sphinx_theme"
html_title = "unsc_sim"
html_static_path = ["_static"]
html_favicon = "_static/favicon.svg"
html_css_files = ["site.css"]
html_extra_path = ["_build/as-it-is"]
html_theme_options = {
    "show_toc_level": 2,
    "navigation_with_keys": False,
    "header_links_before_dropdown": 7,
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": ["copyright"],
    "footer_end": [],
}
html_show_sourcelink = False
html_use_index = False
html_domain_indices = False
html_context = {"default_mode": "light"}


def setup(app: Sphinx) -> None:
    """Write what is generated from the library itself before Sphinx reads the pages."""
    generate()
    app.connect("html-page-context", _leave_empty_corners)


def _leave_empty_corners(_: Sphinx, page: str, template: str, context: dict[str, str], tree: object) -> None:  # noqa: ARG001
    """A table's empty corner heads nothing, so it is no header cell."""
    if "body" in context:
        context["body"] = re.sub(
            r'<th class="head([^"]*)">(?:<p></p>)?</th>', r'<td class="head\1"></td>', context["body"]
        )
