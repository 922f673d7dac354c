"""Every text with Markdown in it, with its node, so that rules can read all of a course's prose."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.model import Course, Node
from generator.source import Place, Span, find


class Text(NamedTuple):
    """A piece of Markdown and where it is written."""

    text: str
    span: Span

    def find(self, needle: str, nth: int = 0) -> Place:
        return find(self.span, needle, nth)


def texts(course: Course) -> Iterator[Text]:
    """Every Markdown text of the course, in no special order."""
    for module in course.modules:
        yield from in_node(module)
        for unit in module.units:
            yield from in_node(unit)
        for question in module.questions:
            yield from in_node(question)
    for briefing in course.briefings:
        yield Text(briefing.body.raw, briefing.body)


def in_node(node: Node) -> Iterator[Text]:
    """The Markdown of a node and of the nodes in it."""
    for name, field in type(node).model_fields.items():
        value = getattr(node, name)
        key = field.alias or name
        values = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
        for index, item in values:
            if isinstance(item, Node):
                yield from in_node(item)
            elif isinstance(item, str) and name in node.markdown_fields:
                path = (key,) if index is None else (key, index)
                yield Text(item, node.span(*path))
