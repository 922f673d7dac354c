"""A packed site: exactly what a reader needs, in the worker's list and in the zip, and the same each time."""

import json
import re
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.exports import offline, stick
from generator.model import Course

PAGE = """<!doctype html><html lang="en"><head><title>Downloads</title></head><body><h1>Downloads</h1>
<section class="course-online" aria-labelledby="x" hidden><a href="bicycle-repair.zip">Zip<span data-zip-size>
</span></a>
</section><p>Files</p></body></html>"""
FILES = {
    "index.html": "<h1>Home</h1>",
    "404.html": "<h1>Not here</h1>",
    "wheels/index.html": "<h1>Wheels</h1>",
    "wheels/r\u00e4der 100 %.pdf": "a name that an address must spell out",
    "downloads/index.html": PAGE,
    "assets/course.js": "{ }\n",
    "assets/javascripts/bundle.js": "{ }",
    "assets/javascripts/bundle.js.map": "for developers",
    "assets/javascripts/lunr/min/lunr.stemmer.support.min.js": "{ }",
    "assets/javascripts/lunr/min/lunr.multi.min.js": "{ }",
    "assets/javascripts/lunr/min/lunr.de.min.js": "{ }",
    "assets/javascripts/lunr/min/lunr.fr.min.js": "{ }",
    "assets/javascripts/lunr/tinyseg.js": "{ }",
    "search/search_index.json": json.dumps(
        {"config": {"lang": ["en"]}, "docs": [{"text": "\u2028 & </script>"}]}
    ),
    "service-worker.js": "{ }",
    "sitemap.xml": "<urlset/>",
    "sitemap.xml.gz": "",
    "CNAME": "example.org",
    ".nojekyll": "",
}
LISTED = [
    "404.html", "assets/course.js", "assets/javascripts/bundle.js", "downloads/index.html", "index.html",
    "search/search_index.json", "wheels/index.html", "wheels/r\u00e4der 100 %.pdf",
]  # fmt: skip

Write = Callable[..., Path]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site as a builder leaves it."""
    for name, text in FILES.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(text, "utf-8")
    return tmp_path / "site"


def listed(site: Path) -> dict[str, Any]:
    """What the worker knows of the site."""
    head, _, code = (site / offline.WORKER).read_text("utf-8").partition(";\n")
    assert code == (offline.SOURCE / offline.WORKER).read_text("utf-8")
    found: dict[str, Any] = json.loads(head.removeprefix("globalThis.courseFiles = "))
    return found


def zip_of(site: Path, course: Course) -> zipfile.ZipFile:
    return zipfile.ZipFile(site / "downloads" / f"{course.settings.id}.zip")


def test_the_worker_lists_what_a_reader_needs_with_its_sums(site: Path, sample: Course) -> None:
    offline.pack(site, sample)
    found = listed(site)
    assert list(found["files"]) == [*LISTED[:-1], "wheels/r%C3%A4der%20100%20%25.pdf"]
    for name, total in zip(LISTED, found["files"].values(), strict=True):
        assert sha256((site / name).read_bytes()).hexdigest().startswith(total)
        assert len(total) == offline.DIGITS
    assert found["bytes"] == sum((site / name).stat().st_size for name in LISTED)
    script = (site / offline.SCRIPT).read_text("utf-8")
    assert script == f'globalThis.courseVersion = "{found["version"]}";\n{{ }}\n'


@pytest.mark.parametrize(
    ("languages", "scripts"),
    [
        (["en"], set()),
        (["de"], {"lunr.stemmer.support.min.js", "lunr.de.min.js"}),
        (["en", "fr"], {"lunr.stemmer.support.min.js", "lunr.multi.min.js", "lunr.fr.min.js"}),
        (["ja"], {"lunr.stemmer.support.min.js", "tinyseg.js"}),
    ],
    ids=["-".join(each) for each in (["en"], ["de"], ["en", "fr"], ["ja"])],
)
def test_the_search_has_the_scripts_of_its_languages(
    site: Path, languages: list[str], scripts: set[str]
) -> None:
    (site / stick.INDEX).write_text(json.dumps({"config": {"lang": languages}, "docs": []}))
    assert {Path(name).name for name in offline.files(site) if "/lunr/" in name} == scripts


def test_a_site_packed_again_is_the_same(site: Path, sample: Course) -> None:
    def packed() -> dict[Path, bytes]:
        offline.pack(site, sample)
        return {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}

    assert packed() == packed()


def test_another_byte_is_another_version(site: Path, sample: Course) -> None:
    offline.pack(site, sample)
    before = listed(site)["version"]
    (site / "wheels/index.html").write_text("<h1>Wheel</h1>")
    offline.pack(site, sample)
    assert listed(site)["version"] != before


def test_the_zip_holds_the_course_and_how_to_open_it(site: Path, sample: Course) -> None:
    offline.pack(site, sample)
    with zip_of(site, sample) as archive:
        names = archive.namelist()
        inside = [f"course/{name}" for name in sorted([*LISTED, stick.INDEX_ON_DISK]) if name != "404.html"]
        assert names == [f"bicycle-repair/{name}" for name in ("README.txt", "start-here.html", *inside)]
        assert {
            (entry.date_time[3:], entry.external_attr >> 16, entry.create_system)
            for entry in archive.infolist()
        } == {((12, 0, 0), 0o100644, 3)}
        first = archive.read("bicycle-repair/start-here.html").decode()
        assert '<a href="course/index.html">' in first and "default-src 'none'" in first
        assert "Bicycle repair" in archive.read("bicycle-repair/README.txt").decode()
        page = archive.read("bicycle-repair/course/downloads/index.html").decode()
        assert "zip" not in page and "<p>Files</p>" in page


def test_the_page_tells_how_large_the_zip_is(site: Path, sample: Course) -> None:
    offline.pack(site, sample)
    page = (site / stick.PAGE).read_text("utf-8")
    assert "<span data-zip-size>, 0.1 MB</span>" in page
    assert "hidden" not in page


def test_the_index_on_disk_is_a_script_and_the_same_index(site: Path, sample: Course) -> None:
    offline.pack(site, sample)
    script = (site / stick.INDEX_ON_DISK).read_text("ascii")
    match = re.fullmatch(r"var __index = (.*);\n", script)
    assert match and json.loads(match[1]) == json.loads(FILES[stick.INDEX])


def test_a_site_without_search_or_downloads_is_packed_too(site: Path, sample: Course) -> None:
    (site / stick.INDEX).unlink()
    (site / stick.PAGE).unlink()
    offline.pack(site, sample)
    assert not (site / stick.INDEX_ON_DISK).exists()
    assert "index.html" in listed(site)["files"]


def test_until_it_is_packed_a_site_stores_nothing(made: dict[str, str | bytes]) -> None:
    found = made
    assert found[offline.WORKER] == offline.unpacked_worker()
    assert "courseVersion =" not in str(found[offline.SCRIPT])


def test_the_command_packs_a_site(site: Path, copy: Path, sample: Course) -> None:
    def run(*arguments: Path | str) -> int:
        return CliRunner().invoke(main, ["pack", *map(str, arguments)]).exit_code

    assert run(site, "--root", copy) == 0
    assert listed(site)["version"]
    assert run(copy, "--root", copy) == 2, "no site"
    (copy / "modules/brakes/pads.yml").write_text("title: Pads\n")
    assert run(site, "--root", copy) == 1
