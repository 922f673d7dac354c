"""The way out: what `course write` puts on disk gives the same course in Zensical, which runs no plugins."""

from collections.abc import Callable
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import urlsplit

import pytest

from tests.conftest import SAMPLE, run
from tests.pages import Page, pages_in
from tests.tools import ROOT

Site = dict[str, Page]


def test_zensical_builds_the_same_course(
    tmp_path: Path,
    built: Callable[[Path], Path],
    subtests: pytest.Subtests,
    request: pytest.FixtureRequest,
) -> None:
    """One test, because its two sites are made for it alone; with `--thorough` those of our course."""
    both = sites(tmp_path, built, ROOT if request.config.getoption("--thorough") else SAMPLE)
    for part in (same_pages, same_parts, same_headings, same_links, script_style_and_policy):
        with subtests.test(part.__name__):
            part(both)


def sites(folder: Path, built: Callable[[Path], Path], course: Path) -> tuple[Site, Site]:
    """The pages of a course as MkDocs builds them, and as Zensical does."""
    written = run("course", "write", folder / "written", "--root", course)
    assert written.returncode == 0, written.stderr
    result = run(
        "zensical", "build", "--strict", "--config-file", folder / "written" / "mkdocs.yml", cwd=folder
    )
    assert result.returncode == 0, result.stderr
    packed = run("course", "pack", folder / "written" / "site", "--root", course)
    assert packed.returncode == 0, packed.stderr
    return tuple(
        {page.path: page for page in pages_in(site)} for site in (built(course), folder / "written" / "site")
    )  # type: ignore[return-value]


def same_pages(sites: tuple[Site, Site]) -> None:
    ours, zensical = sites
    assert len(ours) > 20
    assert set(zensical) == set(ours)


PARTS = (
    ("course-question", "data-question"),
    ("course-reflection", "data-note"),
    ("course-unit", "data-unit"),
    ("label", "for"),
    ("html", "lang"),
)


def same_parts(sites: tuple[Site, Site]) -> None:
    for tag, attribute in PARTS:
        ours, zensical = (
            {path: values(page, tag, attribute) for path, page in site.items()} for site in sites
        )
        assert zensical == ours, tag


def values(page: Page, tag: str, attribute: str) -> list[str]:
    """What the elements of a page say, but for the theme's own parts."""
    found = [element[attribute] for element in page.all(tag)]
    return [value for value in found if not value.startswith("__")]


def same_headings(sites: tuple[Site, Site]) -> None:
    ours, zensical = (
        {path: [(h.tag, h["id"], h.words) for h in page.all("h1", "h2", "h3")] for path, page in site.items()}
        for site in sites
    )
    assert zensical == ours


def links(page: Page) -> set[str]:
    """Where the links of a page lead within the site; the theme's link to skip to the content apart."""
    found = (urlsplit(link["href"]) for link in page.all("a") if link["href"] and link["class"] != "md-skip")
    here = dirname(page.path)
    return {f"{normpath(join(here, url.path))}#{url.fragment}" for url in found if not url.scheme}


def same_links(sites: tuple[Site, Site]) -> None:
    ours, zensical = ({path: links(page) for path, page in site.items()} for site in sites)
    assert zensical == ours


def script_style_and_policy(sites: tuple[Site, Site]) -> None:
    for site in sites:
        for path, page in site.items():
            assert [each for each in page.all("script") if each["src"].endswith("assets/course.js")], path
            assert [each for each in page.all("link") if each["href"].endswith("assets/course.css")], path
            assert [each for each in page.all("meta") if each["http-equiv"] == "Content-Security-Policy"], (
                path
            )
