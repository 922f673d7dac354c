"""Rules about the paper of activities: what is printed has something on it, and fits together."""

from collections.abc import Iterator

from generator.model import ActivityStep, Course, Handout, Module
from generator.source import Place


def every_handout_has_something_on_it(course: Course) -> Iterator[tuple[Place, str]]:
    """A handout has text, cards, rows of a table, or lines to write on.

    A trainer who prints an empty sheet finds it out in front of the group.
    """
    for handout in (handout for module in course.modules for handout in handouts_of(module)):
        if not (handout.text or handout.cards or handout.rows or handout.lines):
            yield handout.at("id"), "add `text`, `cards`, `rows` or `lines` to this handout"


def every_row_has_a_cell_for_each_column(course: Course) -> Iterator[tuple[Place, str]]:
    """Each row of a handout's table has as many cells as the table has columns.

    A cell too few moves all that follow under the wrong heading. A cell to be filled in is written as `''`.
    """
    for handout in (handout for module in course.modules for handout in handouts_of(module)):
        if handout.columns and not handout.rows:
            yield handout.at("columns"), "add `rows` below these headings, with `''` for a cell to fill in"
        if handout.rows and not handout.columns:
            yield handout.at("rows"), "add `columns` above these rows: the heading of each cell"
            continue
        wanted = len(handout.columns)
        for index, row in enumerate(handout.rows):
            if len(row) != wanted:
                message = f"write {wanted} cells in this row, one for each of `columns`; it has {len(row)}"
                yield handout.at("rows", index), message


def every_handout_has_its_own_id(course: Course) -> Iterator[tuple[Place, str]]:
    """No two handouts of a module share an id.

    The page of a module's handouts names each by its id, so that it can be printed alone.
    """
    for module in course.modules:
        first: dict[str, Place] = {}
        for handout in handouts_of(module):
            place = handout.at("id")
            if handout.id in first:
                at = first[handout.id]
                yield (
                    place,
                    f"give this handout an id of its own; `{handout.id}` is used at {at.file}:{at.line}",
                )
            first.setdefault(handout.id, place)


def handouts_of(module: Module) -> Iterator[Handout]:
    for unit in module.units:
        for step in unit.steps_of(ActivityStep):
            yield from step.activity.workshop.handouts
