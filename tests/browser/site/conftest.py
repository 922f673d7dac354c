"""The real course, built once and served, for tests that walk through it in a browser."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import fixture_pages
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
def visit(new_page: Callable[..., Page], address: str) -> Visit:
    """Open a page of the course in a fresh browser; the options are those of `Browser.new_context`."""

    def open_page(name: str = "index.html", **options: object) -> Page:
        page = new_page(**options)
        page.goto(f"{address}/{name}")
        return page

    return open_page


@pytest.fixture(scope="session")
def units(folder: Path) -> list[str]:
    """The pages that are units, in the order of the course: the front page lists them."""
    cards = (folder / "index.html").read_text("utf-8").split('<div class="course-modules">')[1]
    return re.findall(r'href="([^"]+)" data-unit', cards)
