"""What the library shows, looked at in a browser: nothing is fetched, nothing runs, axe finds nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

import unsc_sim as sc

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_the_aleppo_case_as_a_page_has_no_fault_that_axe_can_find(page: Page) -> None:
    part = sc.to_html(sc.case("aleppo-2016"))
    page.set_content(f"<!doctype html><html lang=en><title>Aleppo</title><main><h1>Aleppo</h1>{part}</main></html>")

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()
    assert "not adopted, owing to the negative vote of a permanent member" in page.locator("main").aria_snapshot()
