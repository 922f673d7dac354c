"""The whole course in one zip that works from a memory stick, with its search."""

import json
import re
import zipfile
from collections.abc import Iterable
from datetime import date
from io import BytesIO
from pathlib import Path

from generator.model import Course
from generator.render import environment

PAGE = "downloads/index.html"
"""The page that offers the zip."""
ONLINE = re.compile(r'\s*<section class="course-online".*?</section>', re.S)
"""What that page says to those who have no copy yet."""
HIDDEN = re.compile(r'(<section class="course-online"[^>]*?) hidden(?:="")?>')
SIZE = re.compile(r'(<span data-zip-size(?:="")?>)[^<]*')
INDEX, INDEX_ON_DISK = "search/search_index.json", "search/search_index.js"
EARLIEST = date(1980, 1, 1)
"""No zip can speak of an earlier day."""


def search_from_disk(site: Path) -> None:
    """The search's index as a script too: no page may read a file of data from a disk."""
    if (site / INDEX).is_file():
        index = json.loads((site / INDEX).read_text("utf-8"))
        # U+2028 in a string is a line's end to older browsers, so everything is written in ASCII.
        (site / INDEX_ON_DISK).write_text(f"var __index = {json.dumps(index)};\n", "ascii", newline="\n")


def zipped(site: Path, paths: Iterable[str], course: Course) -> bytes:
    """The zip: a folder with the course, a page that opens it, and a note on how.

    Deflated, which makes it a quarter of the size. The Word files in it are, too, so that even a stored zip
    would depend on zlib: another release may give other bytes, but never other contents.
    """
    files = {f"course/{path}": (site / path).read_bytes() for path in paths}
    if page := files.get(f"course/{PAGE}"):
        files[f"course/{PAGE}"] = ONLINE.sub("", page.decode()).encode()
    for name, template in (("start-here.html", "start-here.html.jinja"), ("README.txt", "stick.txt.jinja")):
        text = environment().get_template(template).render(course=course)
        files[name] = text.strip().replace("\n", "\r\n").encode() + b"\r\n"
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(files, key=lambda name: (name.startswith("course/"), name)):
            archive.writestr(
                entry(f"{course.settings.id}/{name}", course.newest), files[name], compresslevel=9
            )
    return out.getvalue()


def entry(name: str, day: date) -> zipfile.ZipInfo:
    """A file's line in the zip, which tells nothing of the machine or of the moment."""
    info = zipfile.ZipInfo(name, (*max(day, EARLIEST).timetuple()[:3], 12, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system, info.external_attr = 3, 0o100644 << 16
    return info


def offer(site: Path, size: int) -> None:
    """Show the link to the zip, and how large it is."""
    page = site / PAGE
    if page.is_file():
        words = f", {max(size / 1_000_000, 0.1):.1f} MB"
        text = HIDDEN.sub(r"\1>", page.read_text("utf-8"))
        page.write_text(SIZE.sub(lambda span: span[1] + words, text), "utf-8", newline="\n")
