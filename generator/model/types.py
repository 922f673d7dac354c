"""The types of fields: what a scalar in a file must be."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

SLUG = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"


COLOUR = r"^#[0-9a-f]{6}$"


@dataclass(frozen=True, eq=False)
class Prose:
    """Marks a type as Markdown, so that the rules find every text of a course by the types of its fields.

    Two marks are never equal: `typing` would else take the mark of an earlier import of this module, in
    `mkdocs serve`, for this one.
    """

    blocks: bool
    plain: bool = False


def only_true_or_false(value: object) -> object:
    """YAML 1.2 booleans: `yes`, `on` and `1` are words, not truths."""
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def on_one_line(value: object) -> object:
    """A title is one line, however it is folded in the file."""
    return " ".join(value.split()) if isinstance(value, str) else value


def only_a_day(value: object) -> object:
    """A day as `2026-11-22`; a bare number is none, though it could be read as seconds since 1970."""
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        raise PydanticCustomError("date_format", "not a day")
    return value


Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=80)]


Line = Annotated[str, StringConstraints(min_length=1), BeforeValidator(on_one_line)]


Markdown = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), Prose(blocks=True)]
"""Paragraphs, lists, tables and headings, with citations and links."""


Phrase = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), Prose(blocks=False)]
"""One line of Markdown, with citations and links: a label, an item, a cell."""


Cell = Annotated[str, StringConstraints(strip_whitespace=True), Prose(blocks=False)]
"""One line of Markdown in a table, or nothing, where there is room to write."""


Sentence = Annotated[
    str, StringConstraints(min_length=1), BeforeValidator(on_one_line), Prose(blocks=False, plain=True)
]
"""A sentence without Markdown, whose words the rules about words read."""


Minutes = Annotated[int, Field(ge=1, le=600)]


Truth = Annotated[bool, BeforeValidator(only_true_or_false), Field(strict=True)]


Day = Annotated[date, BeforeValidator(only_a_day)]


Number = Annotated[float, Field(allow_inf_nan=False)]


WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$")]


PagePath = Annotated[str, StringConstraints(pattern=r"^/([a-z0-9-]+/)*$")]


Colour = Annotated[str, StringConstraints(pattern=COLOUR, to_lower=True)]
