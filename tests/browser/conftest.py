"""A browser, and pages that fail the test when anything goes wrong that nobody would see."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.watch import watch

NewPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for the whole run."""
    from tests.tools import chromium

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """A function that opens a page in a fresh context; its arguments are those of `Browser.new_context`.

    The test fails on any console error, page error, violation of the Content-Security-Policy or
    request that leaves this machine, in that page or in any other page of its context.
    """
    watched: list[tuple[BrowserContext, list[str]]] = []

    def open_page(**options: Any) -> Page:
        context = browser.new_context(**options)
        watched.append((context, watch(context)))
        return context.new_page()

    yield open_page
    for context, _ in watched:
        context.close()
    troubles = [trouble for _, heard in watched for trouble in heard]
    assert not troubles, "\n".join(troubles)
