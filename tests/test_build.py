"""What `mkdocs build --strict` makes of our course and of the sample: the same each time, sound, and safe."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml

from tests.conftest import ENVIRONMENT, SAMPLE, Run, build, run
from tests.pages import Page, pages_in
from tests.tools import ROOT

DATA = {"application/json", "text/plain"}
"""Types of a script element that no browser runs."""
URL = "https://example.org/course/"


def tree(site: Path) -> dict[str, str]:
    """Every file of a site with a sum of its bytes."""
    files = sorted(path for path in site.rglob("*") if path.is_file())
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


@cache
def pages(site: Path) -> dict[str, Page]:
    """The pages of a site by their paths, read once."""
    return {page.path: page for page in pages_in(site)}


# The same input gives the same bytes


def build_later(course: Path, site: Path, **env: str) -> Path:
    """The site as a build would make it more than a year from now."""
    command = [sys.executable, "-m", "tests.later", "build", "--strict", "--quiet", "--site-dir", str(site)]
    env = {**ENVIRONMENT, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1", **env}
    result = subprocess.run(
        command, cwd=course, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stderr
    return site


def test_a_build_knows_no_clock(site: Path, tmp_path: Path) -> None:
    course = SAMPLE if (site / "wheels").exists() else ROOT
    assert tree(site) == tree(build_later(course, tmp_path / "second"))


@pytest.mark.parametrize("epoch", [{"SOURCE_DATE_EPOCH": "1700000000"}, {}], ids=["set", "not set"])
def test_a_build_with_an_address_knows_no_clock(tmp_path: Path, epoch: dict[str, str]) -> None:
    first = build(SAMPLE, tmp_path / "first", SITE_URL=URL, **epoch)
    assert tree(first) == tree(build_later(SAMPLE, tmp_path / "second", SITE_URL=URL, **epoch))


def test_where_the_course_lies_leaves_no_trace(site: Path, copy: Path) -> None:
    """Neither the folder of this machine nor that of the site is in any file."""
    for file in site.rglob("*"):
        if file.is_file():
            text = file.read_bytes()
            for folder in (ROOT, site.parent, Path.home()):
                assert len(str(folder)) < 6 or str(folder).encode() not in text, file
    if "Bicycle" in (site / "index.html").read_text("utf-8"):
        assert tree(build(copy, copy / "site")) == tree(site)


# A failed build


def spoil(course: Path, name: str, old: str, new: str) -> None:
    text = (course / name).read_text("utf-8")
    assert old in text
    (course / name).write_text(text.replace(old, new, 1), "utf-8")


def mkdocs(course: Path, *options: str) -> Run:
    return run("mkdocs", "build", "--site-dir", course / "site", *options, cwd=course)


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("modules/brakes/pads.yml", "minutes: 4", "minutes: four", "3:10: write a whole number here"),
        ("modules/brakes/pads.yml", "title: Pads", "title: [", "[yaml-syntax]"),
        ("briefings/brake-wear.md", "---", "", "briefings/brake-wear.md:1:1: "),
        ("content/about/index.md", "(../index.md)", "(nowhere.md)", "nowhere.md"),
    ],
    ids=["shape", "syntax", "fences", "link"],
)  # fmt: skip
def test_a_failed_build_leaves_the_last_good_site(
    copy: Path, built: Callable[[Path], Path], name: str, old: str, new: str, told: str
) -> None:
    shutil.copytree(built(SAMPLE), copy / "site")
    before = tree(copy / "site")
    spoil(copy, name, old, new)
    result = mkdocs(copy, "--strict")
    assert result.returncode == 1
    assert told in result.stderr
    assert "Traceback" not in result.stdout + result.stderr
    assert tree(copy / "site") == before
    assert sorted(path.name for path in copy.iterdir() if path.name.startswith(".")) == []


def test_all_problems_are_told_at_once_and_as_course_check_tells_them(copy: Path) -> None:
    spoil(copy, "modules/brakes/pads.yml", "minutes: 4", "minutes: four")
    spoil(copy, "quizzes/wheels.yml", "kind: true-false", "kind: truefalse")
    spoil(copy, "modules/wheels/punctures.yml", "audience: [rider]", "audience: [ridr]")
    lines = run("course", "check", cwd=copy).stdout.splitlines()
    assert len(lines) == 3
    told = mkdocs(copy).stderr
    assert [line for line in lines if line not in told] == []


def test_without_strict_a_broken_link_is_told_and_built_and_what_has_gone_goes(
    copy: Path, built: Callable[[Path], Path]
) -> None:
    shutil.copytree(built(SAMPLE), copy / "site")
    (copy / "site/thanks.html").write_text("What a page of the course was that is no more")
    spoil(copy, "content/about/index.md", "(../index.md)", "(nowhere.md)")
    result = mkdocs(copy)
    assert result.returncode == 0
    assert "nowhere.md" in result.stderr
    assert 'href="nowhere.md"' in (copy / "site/about/index.html").read_text("utf-8")
    assert not (copy / "site/thanks.html").exists()


def test_after_a_build_the_configuration_names_the_site(copy: Path) -> None:
    """`mkdocs gh-deploy` publishes the folder that the configuration names after the build."""
    code = (
        "from mkdocs.config import load_config; from mkdocs.commands.build import build\n"
        "config = load_config('mkdocs.yml')\n"
        "config.plugins.on_startup(command='gh-deploy', dirty=False)\n"
        "build(config)\n"
        "print(config.site_dir)\n"
    )
    result = run("python", "-c", code, cwd=copy)
    assert Path(result.stdout.strip()) == copy / "site"


# Every page


def faults(site: Path, find: Callable[[Page], Iterator[str]]) -> list[str]:
    return [f"{path}: {fault}" for path, page in pages(site).items() for fault in find(page)]


def test_a_page_is_sound_html(site: Path) -> None:
    def find(page: Page) -> Iterator[str]:
        yield from (f"id {id} twice" for id in {id for id in page.ids if page.ids.count(id) > 1})
        yield from ("lang is missing" for html in page.all("html") if not html["lang"])
        yield from (
            "title is missing" for _ in [0] if not [title for title in page.all("title") if title.words]
        )
        known = set(page.ids)
        for element in page.elements:
            for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
                yield from (f"{name} {id}" for id in element[name].split() if id not in known)

    assert faults(site, find) == []


def test_headings_are_in_order(site: Path) -> None:
    def find(page: Page) -> Iterator[str]:
        levels = [int(heading.tag[1]) for heading in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
        if levels.count(1) != 1:
            yield f"{levels.count(1)} headings of level 1"
        yield from (f"{b} after {a}" for a, b in zip([0, *levels], levels, strict=False) if b > a + 1)
        shown = (heading for heading in page.all("h1", "h2", "h3") if "template" not in heading.inside)
        yield from ("an empty heading" for heading in shown if not heading.words)

    assert faults(site, find) == []


def test_nothing_in_a_page_needs_a_hole_in_the_policy(site: Path) -> None:
    def find(page: Page) -> Iterator[str]:
        policy = [
            meta["content"] for meta in page.all("meta") if meta["http-equiv"] == "Content-Security-Policy"
        ]
        if len(policy) != 1 or "unsafe" in policy[0] or "default-src 'none'" not in policy[0]:
            yield f"policy {policy}"
        for element in page.elements:
            if element.tag == "style" or "style" in element.attributes:
                yield f"style at {element.tag} {element.attributes}"
            yield from (f"{name} at {element.tag}" for name in element.attributes if name.startswith("on"))
            if element.tag == "script" and "src" not in element.attributes:
                if element["type"] not in DATA:
                    yield "a script without a file"
                elif element["type"] == "application/json":
                    json.loads(element.text)

    assert faults(site, find) == []


def test_no_request_leaves_the_site(site: Path) -> None:
    def find(page: Page) -> Iterator[str]:
        for element in page.elements:
            names = ("src", "srcset", "poster", "data") + (
                ("href",) if element.tag in {"link", "use"} else ()
            )
            for value in (element[name] for name in names):
                if urlsplit(value).netloc:
                    yield f"{element.tag} asks for {value}"

    assert faults(site, find) == []
    for sheet in site.rglob("*.css"):
        assert not re.search(r"""(url\(\s*["']?|@import\s+["'])(https?:)?//""", sheet.read_text("utf-8")), (
            sheet
        )


def test_every_link_within_the_site_leads_somewhere(site: Path) -> None:
    def find(page: Page) -> Iterator[str]:
        for element in page.elements:
            for link in (element["href"], element["src"]):
                parts = urlsplit(link)
                if not link or parts.scheme or parts.netloc:
                    continue
                here = site if parts.path.startswith("/") else (site / page.path).parent
                target = (
                    (here / unquote(parts.path).lstrip("/")).resolve() if parts.path else site / page.path
                )
                if target.is_dir():
                    target /= "index.html"
                if not target.is_file():
                    yield f"{link} leads nowhere"
                elif (
                    parts.fragment
                    and parts.fragment not in pages(site)[target.relative_to(site).as_posix()].ids
                ):
                    yield f"{link} names a part that is not there"

    assert faults(site, find) == []


def test_links_lead_to_files_so_that_a_memory_stick_works(site: Path) -> None:
    """A browser follows each of them as it stands, without a server that knows better."""

    def find(page: Page) -> Iterator[str]:
        if page.path == "404.html":  # a server shows that page, at any address
            return
        here = (site / page.path).as_uri()
        for element in page.all("a", "link", "script"):
            link = element["href"] or element["src"]
            parts = urlsplit(urljoin(here, link))
            if parts.scheme == "file" and not Path(unquote(parts.path)).is_file():
                yield link

    assert faults(site, find) == []


def test_every_page_can_be_stored_on_a_device(site: Path) -> None:
    worker = (site / "service-worker.js").read_text("utf-8")
    assert [path for path in pages(site) if f'"{path}": "' not in worker] == []


def test_a_memory_stick_holds_the_pages_of_the_site(site: Path) -> None:
    with zipfile.ZipFile(next((site / "downloads").glob("*.zip"))) as archive:
        found = {name.partition("/course/")[2]: archive.read(name).decode() for name in archive.namelist()
                 if name.endswith(".html") and "/course/" in name}  # fmt: skip
    assert set(found) == set(pages(site)) - {"404.html"}
    assert [path for path, text in found.items() if text != (site / path).read_text("utf-8")] == [
        "downloads/index.html"
    ]
    assert not [path for path, text in found.items() if ".zip" in text], "it does not hold itself"


def test_a_page_names_the_units_of_its_own_module_only(site: Path) -> None:
    def units(path: str) -> set[str]:
        return {link["data-unit"] for link in pages(site)[path].all("a") if "nav" in link.inside} - {""}

    modules = {link.words for link in pages(site)["index.html"].of_class("course-nav-module")}
    if modules == {"Wheels", "Brakes"}:
        assert units("brakes/pads/index.html") == {"pads"}
        assert units("wheels/quiz/index.html") == {"punctures", "spokes"}
        assert units("action-plan/index.html") == set()


# Whatever an author writes


ATTACK = (
    ' </title></textarea></h1><script>alert(1)</script><img src=x onerror=alert(1)>" {{ 7*7 }} `<b>` & 👍'
)
KEPT = {
    "id", "kind", "outcome", "outcomes", "evidence", "units", "modules", "finding", "briefing", "question",
    "source", "also", "builds_on", "topic", "strength", "reviewed", "review_by", "checked", "type", "URL",
    "date-parts", "to", "light", "dark", "minutes", "alone_minutes", "correct", "audience", "language", "low",
    "high", "DOI", "unit", "activity", "remote", "after", "lines", "keyed",
}  # fmt: skip
"""The keys whose values are ids, dates, numbers or words that are known."""


def attacked(value: Any, key: str = "") -> Any:
    """The same data with an attack in every text, but in numbers."""
    match value:
        case dict():
            return {
                name: inner if name in KEPT and isinstance(inner, str) else attacked(inner, name)
                for name, inner in value.items()
            }
        case list():
            return [attacked(inner, key) for inner in value]
        case str() if key not in KEPT and not (key == "value" and re.fullmatch(r"[\d.]+", value)):
            return value + ATTACK
    return value


def attack(course: Path) -> None:
    for file in [
        *course.glob("modules/**/*.yml"),
        *course.glob("quizzes/*.yml"),
        course / "briefings/references.yml",
    ]:
        data = yaml.load(file.read_text("utf-8"), Loader=yaml.CBaseLoader)
        file.write_text(json.dumps(attacked(data), ensure_ascii=False), "utf-8")
    for file in course.glob("briefings/*.md"):
        _, front, body = file.read_text("utf-8").split("---\n", 2)
        data = attacked(yaml.load(front, Loader=yaml.CBaseLoader))
        words = re.sub(r"(?m)$", ATTACK, body.strip())
        file.write_text(f"---\n{json.dumps(data, ensure_ascii=False)}\n---\n{words}\n", "utf-8")


def test_whatever_an_author_writes_is_shown_and_never_runs(copy: Path) -> None:
    attack(copy)
    # Without the checks, which ask for shorter sentences before they would let this through.
    code = "from generator import checks; checks.CHECKS = (); from mkdocs.__main__ import cli; cli()"
    result = run(
        "python", "-c", code, "build", "--strict", "--quiet", cwd=copy, env={"PYTHONPATH": str(ROOT)}
    )
    assert result.returncode == 0, result.stderr
    site = copy / "site"
    for page in pages_in(site):
        for element in page.elements:
            assert element.tag != "img", page.path
            assert not [name for name in element.attributes if name.startswith("on")], (
                f"{page.path}: {element}"
            )
            assert element.tag != "script" or element["src"] or element["type"] in DATA, page.path
        assert len(page.all("title")) == len(page.all("h1")) == 1, page.path
    unit = pages(site)["wheels/punctures/index.html"]
    shown = '</title></textarea></h1><script>alert(1)</script><img src=x onerror=alert(1)>" {{ 7*7 }} '
    texts = unit.all("title", "h1", "legend") + unit.of_class("course-finding-statement")
    texts += [label for label in unit.all("label") if not label["for"].startswith("__")]
    assert len(texts) > 10
    assert [text.words for text in texts if shown not in text.words] == []
    index = json.loads((site / "search/search_index.json").read_text("utf-8"))
    assert not [doc for doc in index["docs"] if "<script" in doc["title"] + doc["text"]]
