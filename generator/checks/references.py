"""Rules about the bibliography."""

from collections.abc import Iterator

from generator.checks.texts import texts
from generator.citations import GROUP, keys_in
from generator.model import Course
from generator.source import Place


def every_reference_is_used(course: Course) -> Iterator[tuple[Place, str]]:
    """Every reference is cited by a text, or is the source of a finding or briefing.

    A list of what nobody used would only look like evidence.
    """
    if course.unreadable:
        return  # what could not be read may use any of them
    used = {
        key for text in texts(course) for group in GROUP.finditer(text.prose) for key in keys_in(group[1])
    }
    used |= {source for finding in course.findings.values() for source in finding.sources}
    used |= {source for briefing in course.briefings for source in briefing.builds_on}
    for reference in course.references:
        if reference.id not in used:
            yield reference.place, f"cite `{reference.id}` where it is used, or remove it"
