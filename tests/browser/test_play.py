"""The classroom in a browser that reaches nothing but this machine: lessons run, and no other host is asked.

It is built by `bash .ci/play` (`bash .ci/browser` does so first). What a first visit weighs and how long it takes is
printed, and shown by `-s`; only its size is held to a limit, since sizes do not depend on the machine.
"""

from __future__ import annotations

import json
import re
import sys
import threading
import time
from collections import Counter
from html.parser import HTMLParser
from io import SEEK_END
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import attrs
import pytest
from axe_playwright_python.sync_playwright import Axe
from play.serve import Handler, make_server
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from conftest import Noticed

SITE = Path(__file__).resolve().parents[2] / "docs" / "_build" / "play"
LIMIT = 25e6
"""Bytes over the wire that a first visit may cost."""
PATIENCE = 180_000
"""Milliseconds that a busy machine may take; no test waits so long on one that is well."""

pytestmark = pytest.mark.skipif(
    not (SITE / "index.html").is_file(), reason="the classroom is not built: run bash .ci/play, which needs npm"
)


@attrs.define
class Served:
    """Where the classroom is served, and what it has handed out."""

    address: str
    bytes: Counter[str]

    def starting_afresh(self) -> Served:
        self.bytes.clear()
        return self

    def __str__(self) -> str:
        return f"{self.bytes['sent'] / 1e6:.1f} MB over the wire, {self.bytes['unpacked'] / 1e6:.1f} MB unpacked"


@pytest.fixture(scope="session")
def classroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The classroom as our own server serves it, both at the root and under `html/play/`."""
    root = tmp_path_factory.mktemp("served")
    (root / "html").mkdir()
    (root / "html" / "play").symlink_to(SITE)
    counted: Counter[str] = Counter()

    class Counting(Handler):
        def copyfile(self, source: Any, outputfile: Any) -> None:
            counted["sent"] += source.seek(0, SEEK_END)
            counted["unpacked"] += Path(self.translate_path(self.path)).stat().st_size
            source.seek(0)
            super().copyfile(source, outputfile)

    server = make_server(root, handler=Counting)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Served(f"http://127.0.0.1:{server.server_address[1]}/html/play/", counted)
    server.shutdown()
    server.server_close()


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Print a measurement past pytest's capture."""

    def say(text: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\n  measured: {text}\n")

    return say


def run_every_cell(page: Page, address: str) -> float:
    """Open a lesson, clear what was committed with it, run it to its end; the seconds until the first cell answered."""
    begun = time.monotonic()
    page.goto(address)
    page.locator(".jp-Notebook").wait_for(timeout=PATIENCE)
    _choose(page, "Edit", "Clear Outputs of All Cells")
    expect(page.locator(".jp-OutputArea-output")).to_have_count(0)
    _choose(page, "Run", "Run All Cells")
    prompts = page.locator(".jp-CodeCell .jp-InputPrompt")
    expect(prompts.first).to_have_text("[1]:", timeout=PATIENCE)
    answered = time.monotonic() - begun
    ran = page.wait_for_function(
        """() => {
            if (document.querySelector('[data-mime-type="application/vnd.jupyter.error"]')) return "failed";
            const prompts = [...document.querySelectorAll(".jp-CodeCell .jp-InputPrompt")];
            return prompts.every(one => /^\\[\\d+\\]:$/.test(one.textContent.trim())) && "ran";
        }""",
        timeout=PATIENCE,
    )
    assert ran.json_value() == "ran", page.locator(".jp-OutputArea-output").last.inner_text()
    return answered


def _choose(page: Page, menu: str, entry: str) -> None:
    page.get_by_role("menuitem", name=menu, exact=True).click()
    page.get_by_text(entry, exact=True).click()


def _click_a_seat(page: Page) -> None:
    """The table to click at, in the lesson: Russia goes on from against to abstaining, and the draft is adopted."""
    verdict = page.locator(".widget-html-content [role=status]")
    expect(verdict).to_contain_text("owing to the negative vote of a permanent member", timeout=PATIENCE)
    page.get_by_role("button", name="Russian Federation*: against").first.click()
    expect(verdict).to_contain_text("11 in favour, 1 against, 3 abstaining: adopted", timeout=PATIENCE)


class Links(HTMLParser):
    """The addresses that a page links to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if tag == "a" and name == "href"]


@pytest.mark.parametrize("width", [1280, 390])
def test_the_landing_page_has_no_fault_that_axe_can_find_and_fits(page: Page, classroom: Served, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(classroom.address)

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not page.locator("#as-a-file").is_visible()
    assert not page.locator("#from-elsewhere").is_visible()


def test_the_landing_page_opened_as_a_file_says_what_to_do(page: Page) -> None:
    page.goto((SITE / "index.html").as_uri())

    assert "python3 -m http.server" in page.locator("#as-a-file").inner_text()
    assert page.locator("#as-a-file").is_visible()
    assert not page.locator("#from-elsewhere").is_visible()


def test_whatever_the_landing_page_links_to_is_there() -> None:
    for link in Links((SITE / "index.html").read_text(encoding="utf-8")).found:
        parts = urlsplit(link)
        assert not parts.netloc, link
        assert (SITE / parts.path).is_file(), link
        for opened in parse_qs(parts.query).get("path", []):
            assert (SITE / "files" / opened).is_file(), link


def test_no_configuration_names_another_host_and_pyodide_is_the_one_served() -> None:
    settings = json.loads((SITE / "jupyter-lite.json").read_text(encoding="utf-8"))["jupyter-config-data"]
    kernel = settings["litePluginSettings"]["@jupyterlite/pyodide-kernel-extension:kernel"]
    lock = (SITE / "static" / "pyodide" / "pyodide-lock.json").read_text(encoding="utf-8")

    assert kernel["pyodideUrl"] == "./static/pyodide/pyodide.mjs"
    assert kernel["disablePyPIFallback"] is True
    assert "://" not in json.dumps(settings) + lock


def test_a_lesson_runs_to_its_end_and_says_what_happened_on_aleppo(
    page: Page, classroom: Served, tell: Callable[[str], None]
) -> None:
    classroom.starting_afresh()
    begun = time.monotonic()

    answered = run_every_cell(page, f"{classroom.address}notebooks/index.html?path=aleppo-2016.ipynb")

    tell(
        f"first visit {classroom}; first cell after {answered:.0f} s, the lesson after {time.monotonic() - begun:.0f} s"
    )
    said = "\n".join(page.locator(".jp-OutputArea-output").all_text_contents())
    assert re.search(r"not adopted, owing to the negative vote of a\s+permanent member \(Russian Federation\)", said)
    assert re.search(r"not adopted, having failed to obtain the\s+required number of votes \(9\); short by 5", said)
    assert classroom.bytes["sent"] < LIMIT
    pictures = page.locator(".jp-OutputArea-output img")
    assert all(pictures.nth(one).get_attribute("alt") for one in range(pictures.count()))


def test_the_second_visit_of_a_browser_fetches_little(
    browser: Browser, noticed: Noticed, classroom: Served, tell: Callable[[str], None]
) -> None:
    """And JupyterLab, where several lessons lie side by side, runs one as well."""
    context = browser.new_context()
    for visit in ("first", "second"):
        classroom.starting_afresh()
        page = context.new_page()
        noticed.watch(page)
        answered = run_every_cell(page, f"{classroom.address}lab/index.html?path=00-your-first-vote.ipynb")
        tell(f"JupyterLab, {visit} visit {classroom}; first cell after {answered:.0f} s")
        page.close()
    context.close()

    assert noticed.outside == []
    assert noticed.complaints == []
    assert classroom.bytes["sent"] < LIMIT / 10


def test_another_machine_of_the_network_runs_a_lesson_and_the_table(
    browser: Browser, executable: str, classroom: Served, noticed: Noticed
) -> None:
    """There a browser trusts less than on the server's own machine: no service worker, no secure context."""
    port = urlsplit(classroom.address).port
    chromium = browser.browser_type.launch(
        executable_path=executable,
        args=["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP classroom.test 127.0.0.1, MAP * ~NOTFOUND"],
    )
    page = chromium.new_page()
    noticed.watch(page)
    page.goto(f"http://classroom.test:{port}/html/play/index.html")
    expect(page.locator("#from-elsewhere")).to_contain_text("Paste the lines of a file into a cell")
    run_every_cell(page, f"http://classroom.test:{port}/html/play/notebooks/index.html?path=00-your-first-vote.ipynb")
    assert page.evaluate("window.isSecureContext") is False
    _click_a_seat(page)
    page.goto(f"http://classroom.test:{port}/html/play/table/index.html")
    expect(page.locator("#sentence")).to_contain_text("(Russian Federation)", timeout=PATIENCE)
    page.locator("#copy").click()
    expect(page.locator("#kept")).to_have_text("The address is copied.")
    page.locator("#query").fill("")
    page.locator("#query").press("Control+V")
    expect(page.locator("#query")).to_have_value(re.compile(r"^http://classroom\.test:\d+/html/play/table/"))
    chromium.close()

    assert [url for url in noticed.outside if not url.startswith(f"http://classroom.test:{port}/")] == []
    assert noticed.complaints == []
