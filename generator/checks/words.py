"""Rules about words."""

import re
from collections.abc import Iterator

from generator.checks.texts import texts
from generator.model import Course, Word
from generator.source import Place

QUOTED = re.compile(r"(?<!\w)'[^'\n]{1,300}?'(?!\w)|\"[^\"\n]{1,300}\"|‘[^’\n]{1,300}’|“[^”\n]{1,300}”")
CITATION = re.compile(r"\[@[^\]]*\]|\]\([^)]*\)")


def words_are_those_of_the_course(course: Course) -> Iterator[tuple[Place, str]]:
    """No text uses a word that course.yml lists under `words`, outside a quotation.

    Words for people can hurt, and one that is vague hides who is meant. Titles and what stands in quotation
    marks keep their own words.
    """
    patterns = [(pattern(word), word) for word in course.settings.words]
    for text in texts(course) if patterns else ():
        prose = CITATION.sub(blank, QUOTED.sub(blank, text.prose))
        for regex, word in patterns:
            for match in regex.finditer(prose):
                yield text.place(match[0], match.start()), f"write {word.instead} in place of '{match[0]}'"


def pattern(word: Word) -> re.Pattern[str]:
    stem = re.escape(word.word.removesuffix("*")).replace(r"\ ", r"[\s-]+").replace(r"\-", r"[\s-]")
    ending = r"\w*" if word.word.endswith("*") else r"\b"
    # An acronym is one only in capitals: `us` is a word.
    return re.compile(rf"\b{stem}{ending}", 0 if word.word.isupper() else re.I)


def blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
