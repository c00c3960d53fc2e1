"""A case on one page: it tells the whole story, in order, and whatever a file of one's own says comes out as text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

import unsc_sim as sc
from unsc_sim.display._page import Section
from unsc_sim.errors import SeedError, UnknownCaseError
from unsc_sim.reports import report_page, subject

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "</style><script>alert(1)</script><img src=x onerror=alert(1)>\" & '"
STORY = [
    "In short", "What happened", "Why", "What would have changed it", "Sources and confidence",
    "What this does not show", "How to cite",
]  # fmt: skip


class Tags(HTMLParser):
    """The elements of a page, each with its attributes, and the headings' levels."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    @property
    def levels(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self.found if re.fullmatch("h[1-6]", tag)]


@pytest.fixture(scope="module")
def aleppo() -> str:
    return sc.report("aleppo-2016")


def test_the_story_is_told_in_order() -> None:
    headings = [section.heading for section in report_page("aleppo-2016", forecast=False).sections]

    assert headings == STORY


def test_the_page_says_what_the_library_says(aleppo: str) -> None:
    for said in (
        "11 in favour, 2 against, 2 abstaining: not adopted, owing to the negative vote of a permanent member",
        "In favour, then against: France, Japan, Malaysia, New Zealand, Senegal, Spain, Ukraine",
        "Russian Federation could alone have changed whether it was adopted.",
        "there are 28 ways, each including France, United Kingdom and United States",
        "Chance of each result, beside the base rate of",
        "S/PV.7785",
        "unsc-sim report aleppo-2016 -o report.html",
    ):
        assert said in aleppo


def test_the_forecast_stands_beside_its_base_rate_and_what_came(aleppo: str) -> None:
    forecast = sc.predict(sc.case("aleppo-2016").entries[0].draft, council=sc.Council.on("2016-10-08"))

    assert f"{forecast.base_rate.results[sc.Reason.VETOED]:.1%}" in aleppo
    assert "What came was ranked first" in aleppo


def test_headings_step_down_one_at_a_time(aleppo: str) -> None:
    levels = Tags(aleppo).levels

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_nothing_is_fetched_and_nothing_runs(aleppo: str) -> None:
    for tag, attributes in Tags(aleppo).found:
        assert tag not in {"script", "link", "iframe", "object", "embed"}
        assert not any(name.startswith("on") for name in attributes)
        assert (attributes.get("src") or "data:").startswith("data:")
        assert (attributes.get("href") or "#").startswith("#")
    assert "url(" not in aleppo


def test_one_draft_of_a_case_is_reported_alone() -> None:
    page = sc.report("S/2016/847", forecast=False)

    assert "S/2016/847" in page
    assert "What moved" not in page
    assert "unsc-sim report S/2016/847 -o" in page


def test_a_roll_call_of_your_own_is_reported() -> None:
    votes = sc.Council.on("1960-12-13").roll_call(no="Russia", default="yes")

    page = sc.report(votes, forecast=False)

    assert "A vote of the Security Council on 13 December 1960" in page
    assert "owing to the negative vote of a permanent member (USSR)" in page
    assert "No source is named" in page


def test_a_vote_without_positions_says_so() -> None:
    page = sc.report("corfu-1947", forecast=False)
    secret = next(one for one in sc.cases() if any(entry.secret_ballot for entry in one.entries))

    assert "What happened" in page
    assert "a secret ballot" in sc.report(secret, forecast=False)


def test_hostile_words_of_a_file_come_out_as_words(tmp_path: Path) -> None:
    quoted = HOSTILE.replace("\\", "\\\\").replace('"', '\\"')
    file = tmp_path / "mine.toml"
    file.write_text(
        f'id = "mine"\ntitle = "{quoted}"\ntopics = ["{quoted}"]\nsummary = "{quoted}"\nlesson = "{quoted}"\n'
        f'public_before = ["{quoted}"]\n[[votes]]\nid = "one"\ndate = 2016-10-08\ntitle = "{quoted}"\n'
        f'asks = "{quoted}"\nnotes = "{quoted}"\nno = ["Russia"]\ndefault = "yes"\n'
        f'sources = [{{ ref = "{quoted}", confirms = "{quoted}" }}]\n'
    )

    page = sc.report(file)

    tags = Tags(page).found
    assert not {"script", "object", "iframe"} & {tag for tag, _ in tags}
    assert all((attributes.get("src") or "data:").startswith("data:") for _, attributes in tags)
    assert page.count("<style>") == page.count("</style>") == 1
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_three_lines_are_a_case_of_their_own(tmp_path: Path) -> None:
    file = tmp_path / "my-vote.toml"
    file.write_text("date = 2016-10-08\ndefault = 'yes'\nno = ['Russia']\n")

    assert [str(entry.roll_call.tally) for entry in subject(file).entries if entry.roll_call] == ["14-1-0"]
    assert subject(str(file)).title == "my-vote"


def test_what_is_no_case_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("date = 2016-10-08\nhue = 'blue'\n")

    with pytest.raises(UnknownCaseError, match="aleppo-2016"):
        sc.report("aleppo-2017")
    with pytest.raises(UnknownCaseError, match="is no case"):
        sc.report(7)
    with pytest.raises(SeedError, match="hue"):
        sc.report(broken)


def test_a_report_is_written_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    where = sc.save_report("S/2016/847", tmp_path / "page.html", forecast=False)

    assert where.read_text(encoding="utf-8") == sc.report("S/2016/847", forecast=False)
    assert [one.name for one in tmp_path.iterdir()] == ["page.html"]


@pytest.mark.parametrize("case", sc.cases()[::20], ids=lambda case: case.id)
def test_every_kind_of_case_makes_a_page(case: sc.Case) -> None:
    page = report_page(case, forecast=False)

    assert {part.heading for part in page.walk() if isinstance(part, Section)} >= {"What happened", "How to cite"}
