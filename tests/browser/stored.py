"""What the fixture pages find stored, and what they store."""

import json
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Locator, Page

from tests.browser.fixture_pages import BLANK

KEY = "course:innovations"
AT = "2026-11-23T09:00:00.000Z"
PATIENCE = 20
"""Seconds, for a busy machine: who has what they want goes on at once."""

SEED = """async (keys) => {
    // A page hears late what the one before it wrote, and would put that in again as another tab's work.
    const other = document.body.appendChild(document.createElement("iframe"));
    const heard = new Promise((done) => addEventListener("storage", ({ key }) => key === "heard" && done()));
    other.contentWindow.localStorage.setItem("heard", Math.random());
    await heard;
    other.remove();
    localStorage.clear();
    for (const [key, text] of Object.entries(keys)) if (text !== null) localStorage.setItem(key, text);
}"""
FORBID = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("no", "SecurityError"); } });"""
FILL = """Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };"""


Visit = Callable[..., Page]


def as_text(stored: object) -> str | None:
    """A document as JSON; a text as it is."""
    return stored if stored is None or isinstance(stored, str) else json.dumps(stored)


def reopen(page: Page, stored: object) -> None:
    """Load the same page again, as if this had been stored and nothing else.

    From a blank page: the page itself would put in again what it has just saved.
    """
    url = page.url
    if url.startswith("http"):  # a folder has no such page
        page.goto(urljoin(url, f"/{BLANK}"))
    page.evaluate(SEED, {KEY: as_text(stored)})
    page.goto(url)


def record(**parts: object) -> dict[str, object]:
    """A document of today's schema."""
    return {"schema": 1, "course": "innovations", "units": {}, "answers": {}, "notes": {}, **parts}


def saved(page: Page, key: str = KEY) -> Any:
    """What storage holds now, parsed."""
    return json.loads(raw(page, key))


def raw(page: Page, key: str = KEY) -> Any:
    """What storage holds now."""
    return page.evaluate("key => localStorage.getItem(key)", key)


def other_tab(page: Page, name: str = "") -> Page:
    """A second tab of the same browser."""
    tab = page.context.new_page()
    tab.goto(page.url.rsplit("/", 1)[0] + "/" + name if name else page.url)
    return tab


def until(page: Page, condition: str) -> None:
    """Wait until a condition holds in a page; `wait_for_function` would need `unsafe-eval`."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never came true: {condition}")


def notice(page: Page) -> Locator:
    """The notice of the page."""
    return page.locator("course-notice")
