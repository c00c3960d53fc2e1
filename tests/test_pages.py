"""What the documentation generates: every error, provision and rule set is there, and what is said of it is so."""

from __future__ import annotations

import doctest
import json
import re
import unicodedata
from importlib.util import find_spec
from pathlib import Path

import pytest
from _pages import glossary, house_rules, lesson, markdown, notebooks, prose, refusals, rules

from unsc_sim import Council, Reason, decide
from unsc_sim.charter import provisions
from unsc_sim.display import Table
from unsc_sim.display._page import Page, Points, Section
from unsc_sim.errors import HindsightWarning, UnscSimError
from unsc_sim.procedure import presets
from unsc_sim.teach import kit_pages, sample_tallies

needs_the_command_line = pytest.mark.skipif(find_spec("cyclopts") is None, reason="the extra [cli] is not installed")
NOTEBOOKS = sorted((Path(__file__).resolve().parents[1] / "notebooks").glob("*.ipynb"))


@needs_the_command_line
def test_every_error_of_the_library_is_in_the_catalogue_once() -> None:
    names = [refusal.name for refusal in refusals.catalogue()]

    assert sorted(names) == sorted(kind.__name__ for kind in refusals.kinds())


@needs_the_command_line
@pytest.mark.parametrize("refusal", refusals.catalogue(), ids=lambda refusal: refusal.name)
def test_the_lines_of_the_catalogue_provoke_the_error_they_stand_for(refusal) -> None:
    """And the message has the form that the catalogue promises: one line, what was expected, what to do."""
    message = refusal.message()

    assert len(message.splitlines()) == 1
    assert issubclass(refusal.kind, HindsightWarning) or "; expected " in message


@needs_the_command_line
def test_lines_that_provoke_another_error_or_none_are_found_out() -> None:
    wrong = refusals.Refusal("DateError", "import unsc_sim; unsc_sim.state('Rusia')", "")
    tame = refusals.Refusal("DateError", "import unsc_sim", "")

    with pytest.raises(UnscSimError, match="Rusia"):
        wrong.message()
    with pytest.raises(AssertionError, match="not provoked"):
        tame.message()


def test_the_rule_book_has_every_provision_with_a_table_of_nine_votes() -> None:
    page = rules.page()

    assert page.count("\n## ") + 1 == len(provisions())
    assert len(re.findall(r"^\| (?!the votes)", page, re.MULTILINE)) == 9 * len(provisions())


def test_only_concurrence_makes_a_veto_in_the_tables() -> None:
    for section in rules.page().split("\n## "):
        assert ("**vetoed**" in section) == ("Concurrence(P5)" in section)


def test_the_tables_agree_with_the_arithmetic_of_the_rule() -> None:
    """Each row says its own tally; what it says of the result follows from the tally and the row's own words."""
    for provision, section in zip(provisions(), rules.page().split("\n## "), strict=True):
        for who, yes, result in re.findall(
            r"^\| (?!the votes)([^|]+) \| (\d+) \|.* \| ([^|]+) \|$", section, re.MULTILINE
        ):
            opposed = provision.concurrence and ("permanent member against" in who or "the permanent against" in who)
            enough = int(yes) >= provision.affirmative
            said = rules.SAID[Reason.INSUFFICIENT_VOTES if not enough else Reason.VETOED if opposed else Reason.ADOPTED]
            assert result == said, (provision.id, who)


def test_every_rule_set_is_compared_and_the_councils_own_column_is_the_law() -> None:
    page = house_rules.page()
    nine = Council.on(house_rules.DAY).roll_call(no="China", default="yes")

    assert all(f"`{house.id}`" in page for house in presets())
    assert "| substantive, 14-1-0, a permanent no | not adopted |" in page
    assert not decide(nine).adopted


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_page_folds_what_the_students_copy_folds_and_loses_nothing(path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    page = notebooks.as_page(path.name, notebook)

    assert page["cells"][0] == notebook["cells"][0]
    assert path.name in page["cells"][1]["source"][0]
    ours = [cell for cell in page["cells"][2:] if not cell["id"].endswith("-kernel")]
    widgets = sum("widget" in cell["metadata"].get("tags", ()) for cell in notebook["cells"])
    assert len(page["cells"]) - 2 - len(ours) == widgets
    for shown, cell in zip(ours, notebook["cells"][1:], strict=True):
        folded = "hide-output" in cell["metadata"].get("tags", ())
        assert shown["source"] == cell["source"]
        assert len(shown.get("outputs", ())) == len(cell.get("outputs", ())) - folded
        assert folded == ("mystnb" in shown["metadata"])


def test_notebooks_that_are_gone_leave_no_page(tmp_path) -> None:
    (tmp_path / "old.ipynb").write_text("{}")

    notebooks.bring(NOTEBOOKS[0].parent, tmp_path)

    assert [path.name for path in sorted(tmp_path.glob("*.ipynb"))] == [path.name for path in NOTEBOOKS]


def test_tables_are_markdown_whatever_stands_in_a_cell() -> None:
    assert doctest.testmod(markdown).failed == 0


def test_a_file_is_written_only_where_it_changes(tmp_path) -> None:
    """So that a second build reads again only what is new."""
    path = tmp_path / "deep" / "page.md"
    markdown.write(path, "one")
    before = path.stat().st_mtime_ns

    markdown.write(path, "one")
    assert path.stat().st_mtime_ns == before

    markdown.write(path, "two")
    assert path.read_text(encoding="utf-8") == "two"


def test_every_official_term_names_its_language_its_source_and_how_sure_it_is() -> None:
    found = glossary.glossary()
    given = [(code, *entry) for term in found.terms for code, entry in term.official.items()]

    assert {code for code, *_ in given} == set(glossary.LANGUAGES)
    assert {source for _, _, source, _ in given} == set(found.sources)
    assert {confidence for *_, confidence in given} <= set(glossary.MARKS)
    assert len({term.id for term in found.terms}) == len(found.terms)


def test_terms_are_written_in_the_script_of_their_language() -> None:
    scripts = {"ar": "ARABIC", "zh": "CJK", "ru": "CYRILLIC", "en": "LATIN", "fr": "LATIN", "es": "LATIN"}
    for term in glossary.glossary().terms:
        for code, (word, *_) in term.official.items():
            letters = [letter for letter in word if letter.isalpha()]
            assert all(scripts[code] in unicodedata.name(letter) for letter in letters), (term.id, code)


def test_the_glossary_marks_arabic_as_read_from_the_right_and_says_where_nothing_was_read() -> None:
    page = glossary.page()
    bare = [term for term in glossary.glossary().terms if not term.official]

    assert page.count('<bdi lang="ar" dir="rtl">') == page.count('lang="ar"') > 0
    assert page.count("No official text was read") == len(bare)
    lines = [line for line in page.splitlines() if line.endswith("| – | no source read |")]
    missing = sum(len(glossary.LANGUAGES) - len(term.official) for term in glossary.glossary().terms if term.official)
    assert len(lines) == missing > 0


def test_a_page_of_the_lesson_stands_on_the_site_as_plain_words() -> None:
    """Stars, bars and tags of a text mean nothing to Markdown."""
    table = Table("Votes | results", ("Member*", "Vote"), (("A|B", "<b>yes</b>"),))
    page = Page("x", "X", "1 *lead*", (Section("One", ("a_b", Section("Two", (Points(("c",), boxes=True), table)))),))

    assert prose.markdown(page).splitlines() == [
        r"1 \*lead\*", "", "## One", "", r"a\_b", "", "### Two", "", "- ☐ c", "", r"**Votes \| results**", "",
        r"| Member\* | Vote |", "|---|---|", r"| A\|B | \<b\>yes\</b\> |",
    ]  # fmt: skip


def test_the_door_for_teachers_shows_the_tallies_that_begin_the_lesson() -> None:
    rows = [line.strip("| ").split(" | ") for line in lesson.opening_tallies().splitlines()[2:]]
    tallies = sample_tallies(Council.on("2016-10-08"))[:5]

    assert [row[0] for row in rows] == [str(one.votes.tally) for one in tallies]
    assert [row[2].startswith("adopted") for row in rows] == [decide(one.votes).adopted for one in tallies]
    assert "A procedural matter" in rows[-1][1]


def test_a_command_on_a_teachers_page_can_be_copied_as_it_is() -> None:
    page = next(page for page in kit_pages() if page.name == "in-the-browser")

    assert '\n```console\n$ unsc-sim vote "N: CHN" --default yes --on 2016-10-08\n' in prose.markdown(page)


@pytest.mark.parametrize("name", ["quiz-answers", "exit-ticket-answers"])
def test_a_key_is_folded_whole(name: str) -> None:
    """A heading within would begin a section of the site, and end the fold before the answers."""
    text = lesson.parts()[f"teach/{name}.md"]

    assert text.startswith("<details")
    assert text.rstrip().endswith("</details>")
    assert "| Question | Answer | Why |" in text
    assert "\n#" not in text
