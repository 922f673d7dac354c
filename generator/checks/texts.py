"""Every text with Markdown in it, with its node, so that rules can read all of a course's prose."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, get_args

from generator.model import Briefing, Course, Node, Prose
from generator.source import Place, Span, find

SENTENCE = re.compile(
    r"(?<=[.?!])['’”)*]*\s+(?=[\[('‘“*]*[A-Z0-9])|\n\s*\n|\n\s*[-*] |\n\s*\d+\. |(?<=:)\s*\n"
)
CODE = re.compile(r"^(```|~~~).*?^\1[^\n]*$|(`+)(?!`).+?(?<!`)\2(?!`)", re.M | re.S)


class Text(NamedTuple):
    """A piece of Markdown and where it is written."""

    text: str
    span: Span
    kind: Prose = Prose(blocks=True)
    node: Node | None = None

    @property
    def prose(self) -> str:
        """The text with spaces in place of code, in which nothing is a citation, a link or a heading."""
        return without_code(self.text)

    def sentences(self) -> Iterator[tuple[str, int]]:
        """Each sentence, item and table of the prose, with where it starts in the text."""
        start = 0
        for match in [*SENTENCE.finditer(self.prose), None]:
            end = match.start() if match else len(self.prose)
            if sentence := self.prose[start:end].strip():
                yield sentence, self.prose.index(sentence, start)
            start = match.end() if match else end

    def place(self, needle: str, start: int) -> Place:
        """The place in the file of a `needle` that stands at `start` of the text."""
        return find(self.span, needle, self.text.count(needle, 0, start))


@cache
def without_code(text: str) -> str:
    """Cached, because almost every rule reads every text."""
    return (
        CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text) if "`" in text or "~" in text else text
    )


def texts(course: Course) -> Iterator[Text]:
    """Every Markdown text of the course, in no special order."""
    around = filter(None, [course.signposts, course.guidance])
    for node in (course.settings, *course.terms, *course.changes, *around):
        yield from in_node(node)
    yield Text(course.welcome, Span(course.welcome_at, course.welcome))
    for module in course.modules:
        yield from in_node(module)
        for unit in module.units:
            yield from in_node(unit)
        for question in module.questions:
            yield from in_node(question)
        for workshop in module.workshops:
            yield from in_node(workshop)
    for briefing in course.briefings:
        yield from in_node(briefing)
        yield body_of(briefing)


def body_of(briefing: Briefing) -> Text:
    return Text(briefing.body.raw, briefing.body)


def in_node(node: Node) -> Iterator[Text]:
    """The Markdown of a node and of the nodes in it."""
    for name, key, prose in fields(type(node)):
        for item, path in items_in(getattr(node, name), (key,)):
            if isinstance(item, Node):
                yield from in_node(item)
            elif prose and isinstance(item, str):
                yield Text(item, node.span(*path), prose, node)


def items_in(value: Any, path: tuple[str | int, ...]) -> Iterator[tuple[Any, tuple[str | int, ...]]]:
    """A value, or each of the things in a list however deep, with its path."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from items_in(item, (*path, index))
    else:
        yield value, path


@cache
def fields(cls: type[Node]) -> tuple[tuple[str, str, Prose | None], ...]:
    """Name, key in the file, and kind of prose of each field."""
    found = cls.model_fields.items()
    return tuple(
        (name, field.alias or name, prose_in((field.annotation, *field.metadata))) for name, field in found
    )


def prose_in(types: tuple[Any, ...]) -> Prose | None:
    """The mark of prose in some types, however deep."""
    for one in types:
        inner = (
            one if isinstance(one, Prose) else prose_in((*get_args(one), *getattr(one, "__metadata__", ())))
        )
        if inner:
            return inner
    return None
