"""How the documentation is built: MyST pages, executed where they show output, in the pydata theme."""

from __future__ import annotations

import unsc_sim

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
PUBLIC = unsc_sim.__all__
