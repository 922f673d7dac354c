"""Rules about figures: each can be traced, and none stands without what it needs to be understood."""

import re
from collections.abc import Iterator

from generator.checks.texts import Text, texts
from generator.model import Card, Course, Handout, Option
from generator.source import Place

NUMBER = r"(?:\d[\d,]*(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
FIGURE = re.compile(
    rf"""
    \d\s?% | \bper\ cent\b | \bpercentage\ points?\b
    | \d\ (?:\w+\ ){{0,4}}(?:per|for\ every)\ (?:\d[\d,]*|hundred|thousand|million)\b
    | \b{NUMBER}\ (?:in|out\ of|of\ every)\ (?:every\ )?(?!(?:19|20)\d\d\b){NUMBER}\b
    | \b\d+(?:\.\d+)?\ times\b
    | \b(?:rate|ratio|risk|odds)\ (?:of|was|is)\ \d
    """,
    re.X | re.I,
)
INTERVAL = re.compile(r"\b95(?:%| per cent) (?:confidence )?(?:interval|limits?)", re.I)
FICTION = re.compile(r"\b(?:invented|fiction\w*|made[- ]up)\b", re.I)
RELATIVE = re.compile(
    r"""
    \btimes\b | \btwice\b | \bdouble\b | \bratio\b | \bodds\b | %\s*(?:more|less|higher|lower|fewer)
    | \b(?:higher|lower)\ (?:rate|risk|odds)
    """,
    re.X | re.I,
)


def every_figure_has_a_source(course: Course) -> Iterator[tuple[Place, str]]:
    """A sentence with a percentage, a rate, a ratio, 'n in n' or 'times' cites its source.

    Numbers travel, and people act on them. Free of this are the findings, which name their source; options,
    which learners are to judge; and texts that say that their numbers are invented. A handout says it for its
    whole table; a card is cut out, so it says it itself.
    """
    for text in texts(course):
        if text.kind.plain or (isinstance(text.node, Option) and text.text == text.node.text):
            continue
        if not FICTION.search(around(text)):
            yield from uncited(text)


def around(text: Text) -> str:
    """A text with what stands on the same sheet or card."""
    node = text.node
    if isinstance(node, Handout):
        return " ".join((node.title, node.text or "", *node.columns, text.text))
    if isinstance(node, Card):
        return " ".join((node.title or "", node.text, text.text))
    return text.text


def uncited(text: Text) -> Iterator[tuple[Place, str]]:
    for sentence, start in text.sentences():
        figure = FIGURE.search(INTERVAL.sub("", sentence))
        if figure and "[@" not in sentence:
            message = f"cite the source of '{' '.join(figure[0].split())}' in this sentence, such as `[@key]`"
            yield text.place(figure[0], text.text.find(figure[0], start)), message


def a_ratio_has_an_absolute_figure(course: Course) -> Iterator[tuple[Place, str]]:
    """A finding that gives a ratio also gives an absolute figure, or says why there is none.

    'Twice as likely' can be two in ten or two in a million.
    """
    for finding in course.findings.values():
        said = f"{finding.value} {finding.unit or ''}"
        counted = re.search(r"\d|twice|double|half|third", finding.value, re.I)
        if counted and RELATIVE.search(said) and not finding.absolute and not finding.no_absolute:
            yield (
                finding.at("value"),
                "add `absolute:` beside this ratio, or say in `no_absolute:` why there is none",
            )


def every_finding_says_when_it_was_checked(course: Course) -> Iterator[tuple[Place, str]]:
    """Every finding carries the day on which its number was last read against its source.

    Without it nobody knows which numbers to read again first.
    """
    for finding in course.findings.values():
        if not finding.checked:
            yield finding.place, "add `checked`: the day on which the number was read against its source"


def every_finding_says_where(course: Course) -> Iterator[tuple[Place, str]]:
    """Every finding says where its number is from.

    A number for London is not a number for England.
    """
    for finding in course.findings.values():
        if not finding.where:
            yield finding.place, "add `place`: where the number is from"
