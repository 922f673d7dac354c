"""Rules about outcomes: each taught, practised, assessed, and leading to something to do."""

from collections.abc import Iterator

from generator.model import ActionStep, ActivityStep, Course, Module, Outcome, ReflectStep, Step
from generator.source import Place

ENOUGH = 2
"""The least number of questions on an outcome: one could be guessed."""


def every_outcome_is_taught(course: Course) -> Iterator[tuple[Place, str]]:
    """Every outcome of a module is among the outcomes of a unit.

    A promise that no unit keeps misleads the learner.
    """
    for module, outcome in outcomes(course):
        if not any(outcome.id in unit.outcomes for unit in module.units):
            yield outcome.place, f"teach `{outcome.id}`: list it under `outcomes:` of the unit that does"


def every_outcome_is_practised(course: Course) -> Iterator[tuple[Place, str]]:
    """A unit that teaches an outcome has an activity or a reflection.

    What is only read is soon forgotten.
    """
    for module, outcome in outcomes(course):
        if not has_step(module, outcome, (ActivityStep, ReflectStep)):
            yield outcome.place, f"add an activity or a reflection to a unit that teaches `{outcome.id}`"


def every_outcome_is_assessed(course: Course) -> Iterator[tuple[Place, str]]:
    """At least two questions assess each outcome.

    One question can be guessed, and says little about what a learner can do.
    """
    for module, outcome in outcomes(course):
        found = sum(question.outcome == outcome.id for question in module.questions)
        if found < ENOUGH:
            yield (
                outcome.place,
                f"write questions on `{outcome.id}` until there are {ENOUGH}; {found or 'none'} now",
            )


def every_outcome_leads_to_an_action(course: Course) -> Iterator[tuple[Place, str]]:
    """A unit that teaches an outcome offers an action.

    The course is for what people do next.
    """
    for module, outcome in outcomes(course):
        if not has_step(module, outcome, (ActionStep,)):
            yield outcome.place, f"add an action to a unit that teaches `{outcome.id}`"


def outcomes(course: Course) -> Iterator[tuple[Module, Outcome]]:
    """Every outcome with its module; none while something cannot be read, for it may be what is missing."""
    if not course.unreadable:
        yield from ((module, outcome) for module in course.modules for outcome in module.outcomes)


def has_step(module: Module, outcome: Outcome, kinds: tuple[type[Step], ...]) -> bool:
    return any(
        isinstance(step, kinds) for unit in module.units if outcome.id in unit.outcomes for step in unit.steps
    )
