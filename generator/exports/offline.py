"""A built site made ready to be used without a network: its worker's list of files, and the zip.

It reads what a builder has put into a folder, so that it does not matter which builder that was.
"""

import json
import re
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from generator.exports import stick
from generator.model import Course

WORKER, SCRIPT = "service-worker.js", "assets/course.js"
VERSION = re.compile(r"^globalThis\.courseVersion = .*\n")
SOURCE = Path(__file__).parents[1] / "theme"
NO_PAGE_NEEDS = {".map", ".zip", ".gz"}
ONLINE_ONLY = {WORKER, "sitemap.xml", "robots.txt", "CNAME", stick.INDEX_ON_DISK}
STEMMER = re.compile(r"javascripts/lunr/(?:min/lunr\.)?(\w+)")
"""The scripts by which the search knows the words of other languages than English."""
HELPERS = {"tinyseg": {"ja"}, "wordcut": {"hi", "th"}}
DIGITS = 32
"""Half of a SHA-256 in hexadecimal digits: no two files of all that people ever wrote would share it."""


def pack(site: Path, course: Course) -> None:
    """Write the search for disks, the zip, its size, and the worker, into a built site."""
    stick.search_from_disk(site)
    tell_version(site, "")  # a copy on a stick has no worker to be of one version with
    on_stick = [path for path in [*files(site), stick.INDEX_ON_DISK] if (site / path).is_file()]
    packed = stick.zipped(site, (path for path in on_stick if path != "404.html"), course)
    target = site / "downloads" / f"{course.settings.id}.zip"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(packed)
    stick.offer(site, len(packed))
    version = sha256(json.dumps(sums(site)).encode()).hexdigest()[:16]
    tell_version(site, version)
    (site / WORKER).write_text(worker(site, version), "utf-8", newline="\n")


def tell_version(site: Path, version: str) -> None:
    """Give every page the version that it is of, in the script that all share.

    Pages look for the worker only where that says one: elsewhere each visit would end in a missing file.
    """
    script = site / SCRIPT
    text = VERSION.sub("", script.read_text("utf-8"))
    line = f'globalThis.courseVersion = "{version}";\n' if version else ""
    script.write_text(line + text, "utf-8", newline="\n")


def unpacked_worker() -> str:
    """The worker of a site that is not packed: it removes itself."""
    return (SOURCE / "service-worker-gone.js").read_text("utf-8")


def worker(site: Path, version: str) -> str:
    """The service worker, which keeps exactly these files."""
    size = sum((site / path).stat().st_size for path in files(site))
    listed = {"version": version, "bytes": size, "files": sums(site)}
    code = (SOURCE / WORKER).read_text("utf-8")
    return f"globalThis.courseFiles = {json.dumps(listed, indent=0)};\n{code}"


def sums(site: Path) -> dict[str, str]:
    """The address of each file, and what its bytes come to."""
    return {quote(path): sha256((site / path).read_bytes()).hexdigest()[:DIGITS] for path in files(site)}


def files(site: Path) -> list[str]:
    """Every file that a reader's browser may ask for, in order."""
    found = (path for path in site.rglob("*") if path.is_file())
    languages = search_languages(site)
    return sorted(name for path in found if is_needed(name := path.relative_to(site).as_posix(), languages))


def is_needed(path: str, languages: set[str]) -> bool:
    if path in ONLINE_ONLY or Path(path).suffix in NO_PAGE_NEEDS or path.startswith(".") or "/." in path:
        return False
    stemmer = STEMMER.search(path)
    return not stemmer or speaks(stemmer[1], languages)


def speaks(stemmer: str, languages: set[str]) -> bool:
    """Whether a script of the search is wanted for a course in these languages."""
    others = languages - {"en"}
    needed = {"stemmer": bool(others), "multi": len(languages) > 1}
    needed |= {name: bool(others & spoken) for name, spoken in HELPERS.items()}
    return needed.get(stemmer, stemmer in others)


def search_languages(site: Path) -> set[str]:
    index = site / stick.INDEX
    return set(json.loads(index.read_text("utf-8"))["config"]["lang"]) if index.is_file() else {"en"}
