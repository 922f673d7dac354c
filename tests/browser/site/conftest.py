"""The real course, built once and served, for tests that walk through it in a browser."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import fixture_pages
from tests.browser.conftest import PLAIN, Shared
from tests.tools import ROOT

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def folder(built: Callable[[Path], Path]) -> Path:
    """The built course."""
    return built(ROOT)


@pytest.fixture(scope="session")
def names(folder: Path) -> list[str]:
    """Every page of the course, as a path from its front page."""
    names = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.html"))
    assert {"404.html", "index.html"} < set(names), "the course was not built"
    return names


@pytest.fixture(scope="session")
def address(folder: Path) -> Iterator[str]:
    """Where the course is served."""
    with fixture_pages.serve(folder) as address:
        yield address


@pytest.fixture
def visit(shared: Shared, new_page: Callable[..., Page], address: str) -> Iterator[Visit]:
    """Open a page of the course in a browser that has stored nothing; the options are those of a context.

    The first page of a test is the shared one; a second, for another person or device, has a context
    of its own. So has a page with `anew`, which a test asks for that sets the clock or adds a script.
    """
    opened = []

    def open_page(name: str = "index.html", *, anew: bool = False, **options: object) -> Page:
        if opened or anew or not options.keys() <= {"viewport", *PLAIN}:
            page = new_page(**options)
        else:
            page = shared.reset(f"{address}/{fixture_pages.BLANK}", **options)
            opened.append(page)
        page.goto(f"{address}/{name}")
        return page

    yield open_page
    if opened:
        shared.check()


@pytest.fixture(scope="session")
def units(folder: Path) -> list[str]:
    """The pages that are units, in the order of the course: the front page lists them."""
    cards = (folder / "index.html").read_text("utf-8").split('<div class="course-modules">')[1]
    return re.findall(r'href="([^"]+)" data-unit', cards)
