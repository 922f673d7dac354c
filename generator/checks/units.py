"""Rules about units and their steps."""

import re
from collections.abc import Iterator

from generator.checks.texts import texts
from generator.model import ActivityStep, Course
from generator.source import Place

HEADING = re.compile(r"^(#{1,6})[^#\n].*$|^\S.*\n(=+|-+)[ \t]*$", re.M)


def headings_are_in_order(course: Course) -> Iterator[tuple[Place, str]]:
    """A heading in a unit's text is of level 3; a briefing's own sections are of level 2.

    The page's title is level 1 and the steps are level 2; who listens to a page moves by its headings.
    """
    bodies = {briefing.body for briefing in course.briefings}
    for text in texts(course):
        top = 2 if text.span in bodies else 3
        level = top - 1
        for match in HEADING.finditer(text.prose if text.kind.blocks else ""):
            found = len(match[1] or "") or (1 if match[2].startswith("=") else 2)
            if not top <= found <= level + 1:
                marks = "#" * min(max(found, top), level + 1)
                yield text.place(match[0].split("\n")[0], match.start()), f"write this heading with {marks}"
            level = max(found, top)


def workshop_steps_add_up(course: Course) -> Iterator[tuple[Place, str]]:
    """The steps of an activity in a room take as many minutes as the activity says.

    A trainer plans the day by these numbers.
    """
    for unit in course.units:
        for step in unit.steps_of(ActivityStep):
            activity = step.activity
            total = sum(part.minutes for part in activity.workshop.steps)
            if total != activity.minutes:
                yield (
                    activity.at("minutes"),
                    f"write `minutes: {total}`, or change the steps: they take {total} minutes",
                )
