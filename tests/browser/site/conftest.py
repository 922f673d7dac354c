"""The real course, built once and served, for tests that walk through it in a browser."""

import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import fixture_pages
from tests.conftest import build
from tests.tools import ROOT

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built course; the first of the workers builds it, the others wait."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    done = shared / "course.done"
    try:
        (shared / "course.lock").open("x").close()
    except FileExistsError:
        wait_for(done)
        return shared / "course"
    try:
        return build(ROOT, shared / "course")
    finally:
        done.touch()


def wait_for(file: Path, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not file.exists():
        assert time.monotonic() < end, "the worker that builds the course is not ready"
        time.sleep(0.05)


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
