"""Rules: each a small generator function named as the sentence that must hold.

A check takes a course and yields places and messages. Its docstring is its page in the manual.
"""

from collections.abc import Callable, Iterator

from generator.checks import (
    colours,
    figures,
    handouts,
    ids,
    length,
    links,
    outcomes,
    questions,
    references,
    reviews,
    units,
    words,
    workshops,
)
from generator.model import Course
from generator.problems import Problem
from generator.source import Place

Check = Callable[[Course], Iterator[tuple[Place, str]]]

CHECKS: tuple[Check, ...] = (
    ids.every_id_is_its_own,
    ids.every_page_has_its_own_path,
    ids.every_named_thing_exists,
    ids.the_published_ids_stay,
    links.every_citation_has_a_reference,
    links.every_link_leads_somewhere,
    questions.every_option_has_feedback,
    questions.the_right_options_are_marked,
    questions.options_differ,
    questions.a_question_is_asked_once,
    units.headings_are_in_order,
    units.workshop_steps_add_up,
    handouts.every_handout_has_something_on_it,
    handouts.every_row_has_a_cell_for_each_column,
    handouts.every_handout_has_its_own_id,
    workshops.a_workshop_has_a_name_of_its_own,
    workshops.every_part_is_one_thing,
    workshops.workshop_parts_add_up,
    workshops.every_part_is_of_its_module,
    workshops.a_part_is_given_once,
    workshops.a_shortened_activity_says_how,
    workshops.steps_of_a_part_are_those_of_its_activity,
    workshops.a_part_shows_steps_of_its_unit,
    workshops.every_activity_is_in_a_workshop,
    workshops.room_minutes_are_those_of_the_activities,
    workshops.every_section_says_something,
    workshops.every_heading_of_the_guide_is_its_own,
    colours.colours_can_be_read,
    outcomes.every_outcome_is_taught,
    outcomes.every_outcome_is_practised,
    outcomes.every_outcome_is_assessed,
    outcomes.every_outcome_leads_to_an_action,
    figures.every_figure_has_a_source,
    figures.a_ratio_has_an_absolute_figure,
    figures.every_finding_says_where,
    figures.every_finding_says_when_it_was_checked,
    references.every_reference_is_used,
    reviews.briefings_are_not_overdue,
    words.words_are_those_of_the_course,
    length.stated_minutes_are_honest,
    length.pages_can_be_read,
)
WARNINGS: tuple[Check, ...] = (reviews.briefings_are_due_soon,)
"""Checks that ask for something before it is late; they do not stop a build."""


def rule(check: Check) -> str:
    """The name authors see: `options_differ` becomes `options-differ`."""
    return check.__name__.replace("_", "-")


def run(course: Course) -> list[Problem]:
    """Everything an author should change, in file order."""
    return sorted({Problem(at, rule(check), message) for check in CHECKS for at, message in check(course)})


def warn(course: Course) -> list[Problem]:
    """What an author should change before long, in file order."""
    return sorted({Problem(at, rule(check), message) for check in WARNINGS for at, message in check(course)})
