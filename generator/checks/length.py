"""Rules about length and ease: a page keeps its promise of time, and can be read by a tired person.

The only door pyphen comes in by.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from statistics import median

import pyphen

from generator.checks.texts import Text, body_of, in_node
from generator.model import (
    ActionStep,
    ActivityStep,
    BriefingStep,
    Course,
    ExampleStep,
    FindingStep,
    Node,
    QuestionStep,
    ReadStep,
    ReflectStep,
    Step,
    Unit,
)
from generator.source import Place

WORDS_A_MINUTE = 180
MINUTES: dict[type[Step], float] = {QuestionStep: 0.75, ReflectStep: 1.5, ActionStep: 1.0}
"""Minutes to think, besides those to read."""
TOLERANCE = 1 / 3
HARDEST, MIDDLE = 12, 9
WORD = re.compile(r"[^\W\d_][\w'’-]*")
MARKUP = re.compile(r"\[@[^\]]*\]|\]\([^)]*\)|[*#|\[]|\d[\d.,]*%?")


def stated_minutes_are_honest(course: Course) -> Iterator[tuple[Place, str]]:
    """The minutes of a unit agree, within a third, with its length.

    Counted are 180 words a minute, the minutes of its activities for one person, and time to think about each
    question, reflection and action. People choose a unit by the ten minutes that they have.
    """
    for unit in course.units:
        if unit.place.file in course.unreadable:
            continue  # a step that cannot be read is not counted
        honest = minutes_of(course, unit)
        if abs(honest - unit.minutes) > unit.minutes * TOLERANCE:
            yield unit.at("minutes"), f"write `minutes: {max(1, round(honest))}`, or change the unit's length"


def minutes_of(course: Course, unit: Unit) -> float:
    """Minutes of study for one person, counted."""
    words = sum(len(WORD.findall(text)) for text in read_in(course, unit))
    alone = sum(step.activity.alone_minutes for step in unit.steps_of(ActivityStep))
    return words / WORDS_A_MINUTE + alone + sum(MINUTES.get(type(step), 0) for step in unit.steps)


def read_in(course: Course, unit: Unit) -> Iterator[str]:
    """The texts that a learner reads in a unit, without what is folded away or counted in minutes."""
    for step in unit.steps:
        if isinstance(step, ReadStep):
            yield step.read
        elif isinstance(step, QuestionStep) and step.question in course.questions:
            question = course.questions[step.question]
            yield from (question.stem, *(option.text for option in question.options))
        elif isinstance(step, FindingStep) and step.finding in course.findings:
            finding = course.findings[step.finding]
            yield from (step.why or "", finding.value, finding.unit or "", finding.statement)
        elif isinstance(step, BriefingStep) and step.briefing in course.briefing_by_id:
            yield from (step.why or "", course.briefing_by_id[step.briefing].summary)
        elif isinstance(step, ExampleStep | ReflectStep | ActionStep):
            yield from (
                text.text for text in in_node(getattr(step, step.kind)) if isinstance(text.node, Node)
            )


def pages_can_be_read(course: Course) -> Iterator[tuple[Place, str]]:
    """No unit or briefing is harder than school grade 12, and the middle one is at most grade 9.

    Measured by the Flesch-Kincaid grade, with syllables counted as pyphen would hyphenate. It is a rough
    measure: the message names the hardest sentence, which is the place to begin.
    """
    graded = [(*grade(texts), place) for place, texts in prose_of(course)]
    for found, worst, place in graded:
        if found > HARDEST:
            yield (
                place,
                f"shorten the sentences of this page; its grade is {found:.0f}. The hardest: '{worst}'",
            )
    middle = median(found for found, *_ in graded) if graded else 0
    if middle > MIDDLE:
        _, worst, _ = max(graded)
        message = (
            f"shorten the sentences of the course; its middle grade is {middle:.0f}. The hardest: '{worst}'"
        )
        yield course.settings.place, message


def prose_of(course: Course) -> Iterator[tuple[Place, list[Text]]]:
    for unit in course.units:
        yield unit.place, list(in_node(unit))
    for briefing in course.briefings:
        yield briefing.place, [*in_node(briefing), body_of(briefing)]


def grade(texts: Iterable[Text]) -> tuple[float, str]:
    """The Flesch-Kincaid grade of some texts, and their hardest sentence."""
    counts = [found for text in texts for sentence, _ in text.sentences() if (found := counted(sentence))]
    if not counts:
        return 0, ""
    words, syllables = sum(count for count, _, _ in counts), sum(count for _, count, _ in counts)
    worst = max(counts, key=lambda found: flesch_kincaid(1, found[0], found[1]))[2]
    return flesch_kincaid(len(counts), words, syllables), worst


def counted(sentence: str) -> tuple[int, int, str] | None:
    """Words, syllables and text of a sentence; None for what is too short to be one."""
    words = WORD.findall(MARKUP.sub(" ", sentence))
    if len(words) < 5:
        return None
    return len(words), sum(syllables_of(word.lower()) for word in words), " ".join(sentence.split())


def flesch_kincaid(sentences: int, words: int, syllables: int) -> float:
    """The school grade of a text (Kincaid and others, 1975)."""
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


@cache
def syllables_of(word: str) -> int:
    return len(hyphenation().positions(word)) + 1


@cache
def hyphenation() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_GB", left=1, right=1)
