"""A browser, and pages that fail the test when anything goes wrong that nobody would see."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

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
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def open_page(**options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        _watch(context, troubles)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert not troubles, "\n".join(troubles)


def _watch(context: BrowserContext, troubles: list[str]) -> None:
    def hear(message: ConsoleMessage) -> None:
        # Chromium reports a violation of the Content-Security-Policy as a console error.
        if message.type == "error":
            troubles.append(f"console: {message.text}")

    def see(request: Request) -> None:
        if not _is_local(request.url):
            troubles.append(f"request: {request.url}")

    context.on("console", hear)
    context.on("weberror", lambda error: troubles.append(f"page error: {error.error}"))
    context.on("request", see)


def _is_local(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in {"file", "data", "blob", "about"} or parts.hostname == "127.0.0.1"
