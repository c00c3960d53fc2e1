"""What the view of the Council table does when a question is refused, or a file fails: the library answers from here.

The page's worker is replaced by one that asks the library of this very process, so that no classroom need be built;
its list of votes is empty, which spares reading every case.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from unsc_sim import chamber

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "play" / "table"
expect.set_options(timeout=120_000)
WORKER = """
window.failing = 0;
window.Worker = class {
  say(data) { this.onmessage({ data }); }
  terminate() {}
  async postMessage({ load, id, question }) {
    await null;
    if (question?.includes('"catalogue"')) this.say({ id, answer: '{"votes": [], "next": 1, "cases": 1}' });
    else if (question) this.say({ id, answer: await window.asked(question) });
    else if (load.includes("forecast") && window.failing-- > 0) this.say({ failed: "a file did not arrive" });
    else this.say({ ready: true });
  }
};
"""


@pytest.fixture
def room(page: Page, serve: Callable[[Path], str]) -> Page:
    page.expose_function("asked", chamber.answer)
    page.add_init_script(WORKER)
    page.goto(f"{serve(FOLDER)}/index.html")
    expect(page.locator("#sentence")).not_to_be_empty()
    return page


def test_a_forecast_that_failed_to_load_can_be_asked_for_again(room: Page) -> None:
    room.evaluate("window.failing = 1")
    room.locator("#foretell").click()
    expect(room.locator("#forecast-step")).to_have_text("The forecast could not be made: a file did not arrive")

    room.evaluate("act({ ask: 'click', seat: 'CHN' })")
    expect(room.locator("#change")).not_to_have_attribute("aria-busy", "true")
    room.locator("#foretell").click()
    expect(room.locator("#forecast-step")).to_contain_text("Most likely: vetoed")


def test_a_refusal_in_the_middle_does_not_stop_what_was_to_follow(room: Page) -> None:
    """Refused while the ways are still sought: they come all the same, and the rules to choose from after them."""
    room.evaluate("""() => {
      const asked = window.asked;
      window.asked = async (question) => {
        if (question.includes('"ways"') && !window.refused) {
          window.refused = true;
          act({ ask: "law", limit: "no-such-limit" });
        }
        return asked(question);
      };
      act({ ask: "click", seat: "RUS" });
    }""")

    expect(room.locator("#alert")).to_be_visible()
    expect(room.locator("#change")).not_to_have_attribute("aria-busy", "true")
    expect(room.locator("#limit option")).not_to_have_count(0)
    expect(room.locator("#found-count")).not_to_contain_text("still being read")
