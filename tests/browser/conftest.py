"""What the tests in a browser share: Debian's Chromium, no way out to other hosts, and a note of all that went wrong.

They run by `bash .ci/browser`, apart from the other tests, and skip where there is no Chromium.
"""

from __future__ import annotations

import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler
from typing import TYPE_CHECKING

import attrs
import pytest
from play.serve import Server
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
"""Playwright drives the Chromium of the machine and downloads none; one without windows opens a page twice as fast."""
ALONE = "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", f"--host-resolver-rules={ALONE}")  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM is None:
        for item in items:
            item.add_marker(pytest.mark.skip(reason="no Chromium on this machine: install Debian's package chromium"))


@pytest.fixture(scope="session")
def executable() -> str | None:
    """The Chromium to drive, for a test that starts one of its own."""
    return CHROMIUM


@pytest.fixture(scope="session")
def browser(executable: str | None) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=list(QUIET))
        yield chromium
        chromium.close()


@attrs.define
class Noticed:
    """What a page asked of other hosts, and what it complained of."""

    outside: list[str] = attrs.field(factory=list)
    complaints: list[str] = attrs.field(factory=list)

    def watch(self, page: Page) -> None:
        page.on("request", lambda request: self._asked(request.url))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _asked(self, url: str) -> None:
        if not url.startswith(("http://127.0.0.1", "data:", "blob:", "file:", "about:")):
            self.outside.append(url)


@pytest.fixture
def noticed() -> Noticed:
    """What the test's pages asked of other hosts and complained of; a test may clear what it provoked."""
    return Noticed()


@pytest.fixture(scope="session")
def noticing() -> type[Noticed]:
    """For pages that outlive a test: makes a note of their own."""
    return Noticed


@pytest.fixture
def page(browser: Browser, noticed: Noticed) -> Iterator[Page]:
    """A page of desktop width; the test fails when it asked another host for anything, or complained."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    noticed.watch(page)
    yield page
    context.close()
    assert noticed.outside == []
    assert noticed.complaints == []


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the standard library
        """Say nothing."""


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve a folder on this machine only; gives the address."""
    servers: list[Server] = []

    def start(folder: Path) -> str:
        server = Server(("127.0.0.1", 0), partial(_Silent, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
