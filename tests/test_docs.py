"""Every example of README and docs runs, page by page, and every page can be reached."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

import unsc_sim

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "seeds" / "README.md", *(ROOT / "docs").rglob("*.md")])
PAGES = [page for page in PAGES if "_build" not in page.parts]
FENCE = re.compile(r"^```(?:python|pycon)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
OPTIONS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL

NEEDED = {
    "use-polars": ("polars", "narwhals"),
    "use-the-council-table": ("ipywidgets",),
    "make-a-figure-for-print": ("matplotlib",),
}
"""What is no part of the core, and which pages are about it."""


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_the_examples_of_a_page_run_from_top_to_bottom(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Examples with a prompt are compared; blocks without one are run."""
    for package in NEEDED.get(page.stem, ()):
        pytest.importorskip(package, reason=f"the page is about {package}, which is not installed")
    text = page.read_text(encoding="utf-8")
    names: dict[str, object] = {}
    runner = doctest.DocTestRunner(optionflags=OPTIONS)
    for block in FENCE.finditer(text):
        line = text[: block.start()].count("\n") + 1
        if ">>>" in block[1]:
            examples = doctest.DocTestParser().get_doctest(block[1], names, name(page), str(page), line)
            runner.run(examples, clear_globs=False)
            names |= examples.globs
        else:
            exec(compile("\n" * line + block[1], str(page), "exec"), names)  # noqa: S102 - our own page
    assert runner.failures == 0, capsys.readouterr().out


def test_every_public_name_stands_in_the_reference() -> None:
    listed = "\n".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs" / "reference").rglob("*.md"))
    rooms = {one for one in unsc_sim.__all__ if type(getattr(unsc_sim, one)).__name__ == "module"}

    assert [one for one in unsc_sim.__all__ if one not in rooms and f"unsc_sim.{one}" not in listed] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(
        r"\]\(([^)#\s]+\.(?:md|svg|toml|py|ipynb))(?:#[^)]*)?\)", page.read_text(encoding="utf-8")
    ):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{name(page)} points to {target}"
