"""Rules about what a text points at: references and pages."""

import re
from collections import Counter
from collections.abc import Iterator

from generator.checks.ids import nearest
from generator.checks.texts import texts
from generator.citations import GROUP, keys_in
from generator.model import Course
from generator.paths import paths
from generator.source import Place

LINK = re.compile(r"\]\(\s*<?(/[^)\s>#?]*)")


def every_citation_has_a_reference(course: Course) -> Iterator[tuple[Place, str]]:
    """Every key that a text cites is a reference in briefings/references.yml.

    A claim whose source cannot be found cannot be trusted.
    """
    known = set(course.reference_by_id)
    if "references" in course.unreadable:
        return
    for text in texts(course):
        seen: Counter[str] = Counter()
        for group in GROUP.finditer(text.text):
            for key in keys_in(group[1]):
                if key not in known and key not in course.unreadable:
                    place = text.find(f"@{key}", seen[key])
                    yield place, f"add the reference `{key}` to briefings/references.yml{nearest(key, known)}"
                seen[key] += 1


def every_link_leads_somewhere(course: Course) -> Iterator[tuple[Place, str]]:
    """Every link within the course names a page that it has.

    Links are written from the front page, such as `/briefings/maternity/`.
    """
    known = paths(course) | {f"/{page}" for page in course.content}
    for index, entry in enumerate(course.settings.links):
        if entry.to not in known:
            yield course.settings.at("links", index, "to"), f"correct this path; there is no page `{entry.to}`"
    for text in texts(course):
        seen: Counter[str] = Counter()
        for match in LINK.finditer(text.text):
            link = match[1]
            if link not in known and link.strip("/").split("/")[-1] not in course.unreadable:
                yield text.find(f"({link}", seen[link]), f"correct this link; there is no page `{link}`{nearest(link, known)}"
            seen[link] += 1
