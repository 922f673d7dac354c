"""Rules about questions."""

from collections.abc import Iterator

from generator.model import Course, Question, QuestionStep
from generator.source import Place


def all_questions(course: Course) -> Iterator[Question]:
    return (question for module in course.modules for question in module.questions)


def every_option_has_feedback(course: Course) -> Iterator[tuple[Place, str]]:
    """Every option of every question has feedback.

    A learner who picks it must learn why it is right, or why it is tempting and does not hold.
    """
    for question in all_questions(course):
        for option in question.options:
            if not option.feedback:
                yield option.place, "add `feedback` to this option; a learner who picks it must learn why"


def the_right_options_are_marked(course: Course) -> Iterator[tuple[Place, str]]:
    """A question has the number of right options that its kind asks for.

    A careful reader must be able to find the one best answer, or, in a multiple-response question, at
    least two that are right and one that is not. A true-false question offers two options.
    """
    for question in all_questions(course):
        right = sum(option.correct for option in question.options)
        if question.many:
            if right < 2 or right == len(question.options):
                yield (
                    question.at("options"),
                    "mark at least two options `correct: true`, and leave at least one unmarked",
                )
            continue
        if question.kind == "true-false" and len(question.options) != 2:
            yield (
                question.at("options"),
                "give a true-false question two options, one for true and one for false",
            )
        if right != 1:
            yield (
                question.at("options"),
                f"mark exactly one option `correct: true`; {right or 'none'} is marked now",
            )


def options_differ(course: Course) -> Iterator[tuple[Place, str]]:
    """No two options of a question have the same text.

    A reader could not choose between them, and a record could not tell them apart.
    """
    for question in all_questions(course):
        seen: set[str] = set()
        for option in question.options:
            if option.key in seen:
                yield option.at("text"), "change this text; another option of the question says the same"
            seen.add(option.key)


def a_question_is_asked_once(course: Course) -> Iterator[tuple[Place, str]]:
    """A question stands in one place of one unit.

    Asked twice, it would come with its answer.
    """
    first: dict[str, Place] = {}
    for unit in course.units:
        for step in unit.steps_of(QuestionStep):
            place = step.at("question")
            if step.question in first:
                before = first[step.question]
                yield (
                    place,
                    f"ask another question here; `{step.question}` is asked at {before.file}:{before.line}",
                )
            first.setdefault(step.question, place)
