"""A browser, and pages that fail the test when anything goes wrong that nobody would see."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser import fixture_pages
from tests.browser.stored import KEY, SEED, Visit, as_text
from tests.browser.watch import watch

NewPage = Callable[..., Page]
expect.set_options(timeout=15_000)  # a busy machine takes its time, and what is there in time costs none
PLAIN = {"color_scheme": "light", "reduced_motion": "no-preference", "forced_colors": "none"}
"""What an emulated device asks for unless a test says otherwise."""
CHEAP = ["--no-sandbox", "--disable-gpu", "--disable-gpu-rasterization", "--disable-background-networking"]
"""No graphics card is here, and Chromium would spend most of its time on playing one."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for the whole run."""
    from tests.tools import chromium

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), args=CHEAP)
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
        # Where storing the course is not what is tried, each fresh browser would fetch all of it.
        context = browser.new_context(**{"service_workers": "block", **options})
        watched.append((context, watch(context)))
        return context.new_page()

    yield open_page
    for context, _ in watched:
        context.close()
    troubles = [trouble for _, heard in watched for trouble in heard]
    assert not troubles, "\n".join(troubles)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixture pages on disk."""
    return fixture_pages.write(tmp_path_factory.mktemp("components"))


@pytest.fixture(scope="session")
def site(folder: Path) -> Iterator[str]:
    """The fixture pages behind a server."""
    with fixture_pages.serve(folder) as address:
        yield address


class Shared:
    """One page for most of the tests: a context for each takes six times as long as the page itself."""

    def __init__(self, browser: Browser) -> None:
        self.context = browser.new_context(service_workers="block")
        self.troubles = watch(self.context)
        self.page = self.context.new_page()

    def reset(self, blank: str, **options: Any) -> Page:
        """The page as a new one would be, on a blank page of a site of which nothing is stored."""
        if self.page.is_closed():
            self.page = self.context.new_page()
        for tab in self.context.pages:
            if tab != self.page:
                tab.close()
        self.page.unroute_all()
        self.context.set_offline(False)
        self.page.set_viewport_size(options.pop("viewport", {"width": 1280, "height": 720}))
        self.page.emulate_media(media="null", **{**PLAIN, **options})
        self.page.goto(blank)
        self.page.evaluate(SEED, {})
        now = self.page.evaluate("sessionStorage.clear(), Date.now()")
        assert abs(now / 1000 - time.time()) < 60, "a test that sets the clock must ask for a page of its own"
        self.troubles.clear()
        return self.page

    def check(self) -> None:
        assert not self.troubles, "\n".join(self.troubles)


@pytest.fixture(scope="session")
def shared(browser: Browser) -> Iterator[Shared]:
    """The page that most of the tests share."""
    shared = Shared(browser)
    yield shared
    shared.context.close()


@pytest.fixture
def visit(shared: Shared, site: str) -> Iterator[Visit]:
    """Open a fixture page in a browser that stores this and nothing else."""
    page = shared.reset(f"{site}/blank.html")

    def open_page(name: str, stored: object = None, **more: str) -> Page:
        page.goto(f"{site}/blank.html")
        page.evaluate(SEED, {KEY: as_text(stored)} | {f"{KEY}:{key}": text for key, text in more.items()})
        page.goto(f"{site}/{name}")
        return page

    yield open_page
    shared.check()


@pytest.fixture
def visit_anew(new_page: Callable[..., Page], site: str) -> Visit:
    """Open a fixture page in a browser of its own, after a script of the test's."""

    def open_page(name: str, script: str = "") -> Page:
        page = new_page()
        page.add_init_script(script)
        page.goto(f"{site}/{name}")
        return page

    return open_page
