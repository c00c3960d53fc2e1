"""The Council table in a browser: the library decides, the page shows; nothing leaves this machine.

The classroom is built by `bash .ci/play` (`bash .ci/browser` does so first). Times are printed, and shown by `-s`; they
are never asserted.
"""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

import unsc_sim as sc
from unsc_sim import chamber

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from conftest import Noticed

SITE = Path(__file__).resolve().parents[2] / "docs" / "_build" / "play"
pytestmark = pytest.mark.skipif(
    not (SITE / "table" / "files.json").is_file(), reason="no classroom: run bash .ci/play, which needs npm"
)
expect.set_options(timeout=120_000)
ALEPPO = "v=1&case=aleppo-2016&vote=S/2016/846"
OWN = "v=1&on=2016-10-08"
VETOED = (
    "11 in favour, 2 against, 2 abstaining: not adopted, owing to the negative vote of a permanent member "
    "(Russian Federation)."
)
SHORT = (
    "4 in favour, 9 against, 2 abstaining: not adopted, having failed to obtain the required number of votes (9); "
    "short by 5."
)


@pytest.fixture(scope="session")
def address(serve: Callable[[Path], str]) -> str:
    return f"{serve(SITE)}/table/"


@pytest.fixture(scope="module")
def room(browser: Browser, address: str, noticing: type[Noticed]) -> Iterator[Page]:
    """One page for the tests that need no fresh one: loading Python once takes seconds."""
    context, noticed = browser.new_context(viewport={"width": 1280, "height": 900}), noticing()
    page = context.new_page()
    noticed.watch(page)
    page.goto(address)
    yield page
    context.close()
    assert noticed.outside == []
    assert noticed.complaints == []


def opened(page: Page, address: str, fragment: str = ALEPPO) -> Page:
    """The page with this table, loaded if it is not yet."""
    if page.url.startswith(address):
        page.evaluate("fragment => { location.hash = fragment }", fragment)
        expect(page.locator("#address")).to_have_value(f"{address}#{fragment}")
    else:
        page.goto(f"{address}#{fragment}")
        expect(page.locator("#sentence")).not_to_be_empty()
    return page


def seat(page: Page, code: str):
    return page.locator(f"[data-code='{code}']")


def test_the_aleppo_pair_is_decided_explained_and_told_apart(room: Page, address: str) -> None:
    opened(room, address)
    expect(room.locator("#sentence")).to_have_text(VETOED)
    expect(room.locator("#explanation")).to_contain_text("Russian Federation voted against")
    expect(room.locator("#happened")).to_contain_text("The result is the same.")

    room.get_by_role("button", name="S/2016/847 8 October 2016").click()

    expect(room.locator("#sentence")).to_have_text(SHORT)
    expect(room.locator("#explanation")).to_contain_text("a negative vote is a veto only where the votes needed are")
    assert room.url.endswith("#v=1&case=aleppo-2016&vote=S/2016/847")


def test_clicks_suggestions_and_rules_change_the_verdict_and_the_way_back_is_kept(room: Page, address: str) -> None:
    opened(room, address)
    expect(seat(room, "RUS")).to_have_accessible_name(
        "Russian Federation, permanent member, President: against, a veto. Activate to change."
    )
    seat(room, "RUS").click()
    expect(room.locator("#sentence")).to_have_text("11 in favour, 1 against, 3 abstaining: adopted.")
    expect(room.locator("#happened")).to_contain_text("The result is another one.")
    expect(room.locator("#differences")).to_have_text("Russian Federation: abstaining, recorded against")

    room.get_by_role("button", name="China votes against: not adopted, vetoed by China").click()
    expect(room.locator("#short")).to_have_text("Not adopted, vetoed by China")

    expect(room.locator("#limit option")).not_to_have_count(0)
    room.locator("#limit").select_option("no-veto")
    expect(room.locator("#short")).to_have_text("Adopted")
    room.locator("#needed").fill("12")
    room.locator("#needed").press("Enter")
    expect(room.locator("#short")).to_have_text("Not adopted, short by 1")

    room.go_back()
    expect(room.locator("#short")).to_have_text("Adopted")
    room.go_back()
    expect(room.locator("#short")).to_have_text("Not adopted, vetoed by China")
    room.locator("#reset").click()
    expect(room.locator("#sentence")).to_have_text(VETOED)


def test_many_quick_clicks_are_all_counted(room: Page, address: str) -> None:
    opened(room, address, OWN)
    for code in ("RUS", "CHN", "FRA", "GBR", "USA", "RUS"):
        seat(room, code).click(no_wait_after=True)

    expect(room.locator("#address")).to_have_value(f"{address}#v=1&on=2016-10-08&cast=CHN:N,FRA:N,RUS:A,GBR:N,USA:N")
    expect(room.locator("#short")).to_have_text(
        "Not adopted, vetoed by China, France, United Kingdom and United States"
    )


def test_a_proposal_seats_more_members_and_a_rule_that_cannot_be_is_refused_in_words(room: Page, address: str) -> None:
    opened(room, address)
    expect(room.locator("#reform option")).not_to_have_count(0)
    room.locator("#reform").select_option("g4-2005")
    expect(room.locator(".seat")).to_have_count(25)
    room.locator("#reform").select_option("")
    expect(room.locator(".seat")).to_have_count(15)

    room.locator("#matter").select_option("procedural")
    expect(room.locator("#short")).to_have_text("Adopted")
    room.locator("#limit").select_option("two-vetoes")
    expect(room.get_by_role("alert")).to_contain_text("'at least 9 votes in favour' lets nobody block")
    expect(room.locator("#limit")).to_have_value("")


def test_an_address_opens_its_table_again_and_a_hostile_one_is_refused_in_words(page: Page, address: str) -> None:
    fragment = chamber.write_fragment(chamber.CouncilTable.of("S/2016/847").click("Angola").under(required=4))
    opened(page, address, fragment)
    expect(page.locator("#short")).to_have_text("Not adopted, vetoed by France, United Kingdom and United States")
    page.reload()
    expect(page.locator("#address")).to_have_value(f"{address}#{fragment}")

    page.goto("about:blank")
    page.goto(f"{address}#v=1&case=<img src=x onerror=alert(1)>")
    expect(page.get_by_role("alert")).to_contain_text("cannot be read; expected the id of a case")
    expect(page.locator("#sentence")).to_have_text(VETOED)
    assert page.locator("img").count() == 0


def test_it_can_be_used_by_keyboard_alone(room: Page, address: str) -> None:
    opened(room, address)
    room.locator("#day").focus()
    for _ in range(40):
        room.keyboard.press("Tab")
        if room.evaluate("document.activeElement.dataset.code") == "AGO":
            break
    room.keyboard.press("ArrowLeft")
    assert room.evaluate("document.activeElement.dataset.code") == "VEN"
    room.keyboard.press("y")
    expect(seat(room, "VEN")).to_have_accessible_name("Venezuela, elected member: in favour. Activate to change.")
    for _ in range(7):
        room.keyboard.press("ArrowLeft")
    room.keyboard.press("Enter")
    expect(room.locator("#short")).to_have_text("Adopted")
    assert room.evaluate("document.activeElement.dataset.code") == "RUS"


def test_whoever_hears_the_page_is_told_whose_vote_changed_and_what_becomes_of_it(room: Page, address: str) -> None:
    opened(room, address, OWN)
    opened(room, address)
    said = room.get_by_role("status").and_(room.locator("#said"))
    expect(said).to_have_text(f"S/2016/846: French draft: an end to air strikes on Aleppo. {VETOED}")

    seat(room, "RUS").press("a")
    expect(said).to_have_text("Russian Federation: abstaining. 11 in favour, 1 against, 3 abstaining: adopted.")
    seat(room, "VEN").press("-")
    expect(said).to_have_text("Venezuela: absent. 11 in favour, 0 against, 3 abstaining, 1 absent: adopted.")


def test_it_reads_as_text(room: Page, address: str) -> None:
    opened(room, address)
    expect(room.locator(".way").first).to_be_visible()

    expect(room.locator("#table")).to_match_aria_snapshot("""
        - 'heading "S/2016/846: French draft: an end to air strikes on Aleppo" [level=2]'
        - paragraph: /8 October 2016, meeting S\\/PV\\.7785, tabled by France, Spain\\..+/
        - paragraph: 11 in favour 2 against 2 abstaining
        - paragraph: Not adopted, vetoed by Russian Federation
        - list "Members of the Council, in alphabetical order":
          - listitem:
            - 'button "Angola, elected member: abstaining. Activate to change."'
          - listitem:
            - 'button "China, permanent member: abstaining. Activate to change."'
        - paragraph: /Click a seat for its next vote; or press Y, N, A, X .+/
        """)
    expect(room.locator("#verdict")).to_match_aria_snapshot(f"""
        - heading "What becomes of it" [level=2]
        - paragraph: "{VETOED}"
        - heading "Why" [level=3]
        - list:
          - listitem: "The vote: 11 in favour, 2 against, 2 abstaining."
          - listitem: /The rule. at least 9 votes in favour, and no negative vote of a permanent member .+/
        """)
    expect(room.locator("#change")).to_match_aria_snapshot("""
        - heading "What would change it" [level=2]
        - paragraph: Russian Federation could alone change whether it is adopted.
        - heading "To be adopted" [level=3]
        - list:
          - listitem:
            - 'button "Russian Federation votes in favour: adopted"'
        """)


def test_the_focus_is_seen_and_not_lost(room: Page, address: str) -> None:
    opened(room, address)
    expect(room.locator(".way").first).to_be_visible()
    room.locator("#limit").focus()
    for key in ("Tab", "Shift+Tab"):
        room.keyboard.press(key)
        assert room.evaluate("getComputedStyle(document.activeElement).outline").endswith("solid 3px")

    room.get_by_role("button", name="Russian Federation abstains: adopted").press("Enter")
    expect(room.locator("#short")).to_have_text("Adopted")
    expect(room.locator("#change-heading")).to_be_focused()


@pytest.mark.parametrize(
    "fragment",
    [
        "v=2&case=aleppo-2016",
        "v=1&case=../../seeds",
        "v=1&on=2016-10-08&cast=" + ",".join(["RUS:N"] * 400),
        "v=1&on=2016-10-08&cast=RUS:Z",
        "v=1&on=9999-99-99",
        "v=1&on=2016-10-08&required=1e9",
        "v=1&on=2016-10-08&on=2016-10-09",
        "v=1&on=2016-10-08&limit=__proto__",
        "%00%ff%E0%A4%A",
        "x" * 100_000,
    ],
    ids=["version", "path", "long", "vote", "day", "number", "twice", "prototype", "bytes", "huge"],
)
def test_a_hostile_address_is_refused_in_words_and_the_table_stays(room: Page, address: str, fragment: str) -> None:
    opened(room, address, OWN)
    opened(room, address)
    expect(room.get_by_role("alert")).to_be_hidden()

    room.evaluate("fragment => { location.hash = fragment }", fragment)

    expect(room.get_by_role("alert")).to_contain_text("expected")
    expect(room.locator("#sentence")).to_have_text(VETOED)
    assert len(room.get_by_role("alert").inner_text()) < 400
    assert room.url == f"{address}#{ALEPPO}"


def test_what_cannot_be_kept_or_supposed_is_said_where_it_was_asked(room: Page, address: str) -> None:
    opened(room, address, "v=1&case=aleppo-2016&vote=S/2016/846&reform=g4-2005")
    room.locator("#toml").click()
    expect(room.locator("#kept")).to_contain_text("Take the proposal back first")

    opened(room, address)
    room.locator("#needed").fill("4.5")
    room.locator("#needed").press("Enter")
    assert room.evaluate("document.getElementById('needed').validity.stepMismatch")
    expect(room.locator("#sentence")).to_have_text(VETOED)


def test_it_is_kept_as_a_file_of_votes_and_as_a_picture(room: Page, address: str, tmp_path: Path) -> None:
    opened(room, address, "v=1&case=aleppo-2016&vote=S/2016/846&cast=RUS:A")
    with room.expect_download() as votes:
        room.locator("#toml").click()
    with room.expect_download() as picture:
        room.locator("#svg").click()

    kept = tmp_path / votes.value.suggested_filename
    votes.value.save_as(kept)
    assert sc.read_vote(kept).tally == sc.Tally(11, 1, 3)
    assert picture.value.suggested_filename == "council-table-S-2016-846.svg"
    assert "Russian Federation abstains" in picture.value.path().read_text(encoding="utf-8")


def test_a_forecast_stands_beside_its_base_rate(room: Page, address: str) -> None:
    opened(room, address)
    begun = time.monotonic()
    room.locator("#foretell").click()
    expect(room.locator("#foretold table").first).to_be_visible()
    print(f"\nforecast, with a second Python and networkx: {time.monotonic() - begun:.1f} s")  # noqa: T201 - a measurement

    expected = chamber.forecast(chamber.CouncilTable.of("S/2016/846"))["results"][0]
    expect(room.locator("#foretold tbody tr").first).to_contain_text(expected["shown"])
    expect(room.locator("#foretold tbody tr").first).to_contain_text(expected["base_shown"])


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "light"), (1280, "dark")])
def test_axe_finds_no_fault(room: Page, address: str, width: int, scheme: Literal["light", "dark"]) -> None:
    room.set_viewport_size({"width": width, "height": 844})
    room.emulate_media(color_scheme=scheme)
    opened(room, address, "v=1&case=aleppo-2016&vote=S/2016/846&cast=RUS:A")
    expect(room.locator(".way").first).to_be_visible()
    expect(room.locator("#limit option")).not_to_have_count(0)
    found = Axe().run(room)

    assert found.violations_count == 0, found.generate_report()
    assert room.evaluate("document.documentElement.scrollWidth") <= width


def test_as_a_file_it_says_how_to_open_it(page: Page) -> None:
    page.goto((SITE / "table" / "index.html").as_uri())

    expect(page.locator("#loading-step")).to_contain_text("only from a web server")


def test_a_file_that_does_not_arrive_is_said_in_words(page: Page, address: str, noticed) -> None:
    page.route("**/memory.packed", lambda route: route.fulfill(status=404))
    page.goto(address)

    expect(page.locator("#loading-step")).to_contain_text("did not arrive: the server said 404")
    noticed.complaints.clear()


def test_times_are_measured(browser: Browser, address: str) -> None:
    """Cold: a browser that has nothing; warm: the same again; then clicks, from event to the new sentence."""
    context = browser.new_context()
    page = context.new_page()
    told = {}
    for name in ("cold", "warm"):
        begun = time.monotonic()
        page.goto(address) if name == "cold" else page.reload()
        expect(page.locator("#sentence")).not_to_be_empty()
        told[f"first verdict, {name}, s"] = round(time.monotonic() - begun, 1)
    clicks = [
        page.evaluate(
            """() => new Promise((done) => {
                const begun = performance.now(), sentence = document.getElementById("sentence");
                new MutationObserver((_, seen) => { seen.disconnect(); done(performance.now() - begun); })
                    .observe(sentence, { childList: true, characterData: true, subtree: true });
                document.querySelector("[data-code=RUS]").click();
            })"""
        )
        for _ in range(12)
    ]
    told["click, median ms"] = round(sorted(clicks)[len(clicks) // 2])
    told["click, slowest ms"] = round(max(clicks))
    told["read, MB"] = round(sum(one["bytes"] for group in ("runtime", "table") for one in _files()[group]) / 1e6, 1)
    context.close()
    print(f"\n{json.dumps(told)}")  # noqa: T201 - a measurement

    assert len(clicks) == 12


def _files() -> dict[str, list[dict[str, int]]]:
    return json.loads((SITE / "table" / "files.json").read_text(encoding="utf-8"))
