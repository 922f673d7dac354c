"""Rules about time: evidence grows old."""

import os
from collections.abc import Iterator
from datetime import date, timedelta

from generator.model import Course
from generator.source import Place

NOTICE = timedelta(days=60)


def today() -> date:
    """Today, or the day that COURSE_TODAY names: tests and rehearsals set it."""
    return date.fromisoformat(os.environ.get("COURSE_TODAY") or date.today().isoformat())


def briefings_are_not_overdue(course: Course) -> Iterator[tuple[Place, str]]:
    """No briefing is past the date by which it must be reviewed.

    People act on what it says as if it were true today.
    """
    for briefing in course.briefings:
        if briefing.review_by < today():
            yield briefing.at("review_by"), f"review this briefing; it was due by {briefing.review_by}"
        if briefing.review_by <= briefing.reviewed:
            yield briefing.at("review_by"), "set a date after `reviewed`"


def briefings_are_due_soon(course: Course) -> Iterator[tuple[Place, str]]:
    """A briefing must be reviewed within 60 days: a warning, so that there is time."""
    for briefing in course.briefings:
        if today() <= briefing.review_by < today() + NOTICE:
            days = (briefing.review_by - today()).days
            yield (
                briefing.at("review_by"),
                f"review this briefing within {days} days, by {briefing.review_by}",
            )
