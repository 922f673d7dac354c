"""Rules about what a text points at: references and pages."""

import re
from collections.abc import Iterator

from generator.checks.ids import nearest
from generator.checks.texts import texts
from generator.citations import GROUP, keys_in
from generator.model import Course, Link, Offer
from generator.paths import paths
from generator.source import Place

LINK = re.compile(
    r"(?P<picture>!?)\[[^\]]*\]\(\s*<?(?P<to>[^)\s>]*)|^ {0,3}\[[^\]@]+\]:\s*<?(?P<defined>[^\s>]+)", re.M
)
OUTSIDE = re.compile(r"https?://[^\s]+\.[^\s]+|mailto:[^\s@]+@[^\s@]+|#[\w-]+")


def every_citation_has_a_reference(course: Course) -> Iterator[tuple[Place, str]]:
    """Every key that a text cites is a reference in briefings/references.yml.

    A claim whose source cannot be found cannot be trusted.
    """
    known = set(course.reference_by_id)
    if "references" in course.unreadable:
        return
    for text in texts(course):
        for group in GROUP.finditer(text.prose):
            for key in keys_in(group[1]):
                if key not in known and key not in course.unreadable:
                    message = f"add the reference `{key}` to briefings/references.yml{nearest(key, known)}"
                    yield text.place(f"@{key}", group.start()), message


def every_link_leads_somewhere(course: Course) -> Iterator[tuple[Place, str]]:
    """Every link within the course names a page that it has.

    Links are written from the front page, such as `/briefings/maternity/`.
    """
    known = paths(course) | {f"/{page}" for page in course.content}
    named: list[Link | Offer] = [*course.settings.links, *course.settings.audiences]
    for entry in named:
        if entry.to and entry.to not in known:
            yield entry.at("to"), f"correct this path; there is no page `{entry.to}`"
    for text in texts(course):
        for match in LINK.finditer(text.prose):
            link = match["to"] or match["defined"] or ""
            if message := fault(course, known, link, bool(match["picture"])):
                yield text.place(match[0], match.start()), message


def fault(course: Course, known: set[str], link: str, picture: bool) -> str:
    """What is wrong with a link; nothing when it leads somewhere."""
    if picture:
        return "put this picture into a page in content/; these texts hold no pictures"
    if OUTSIDE.fullmatch(link):
        return ""
    path = link.partition("#")[0]
    if not path.startswith("/"):
        return "write this link from the front page, such as `/briefings/`, or with `https://`"
    if path in known or path.strip("/").split("/")[-1] in course.unreadable:
        return ""
    return f"correct this link; there is no page `{path}`{nearest(path, known)}"
