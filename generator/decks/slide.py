"""A slide, and the deck of a module."""

import re
import unicodedata
from dataclasses import dataclass, field
from textwrap import shorten
from typing import Any

from generator.model import Course, Name, Reference
from generator.source import Place

SHORT = 60
"""The most letters of a title that stands in for missing authors."""
MOST = 3
"""The most sources that a slide names in full."""


@dataclass(frozen=True)
class Slide:
    """One idea for the room."""

    kind: str
    """Its template: `slides/<kind>.jinja`."""
    id: str
    label: str
    """What it is called where it cannot be seen."""
    part: str
    """The part of the workshop it belongs to, as in a plan: `w`, `u.<unit>`, `a.<activity>`, `c`."""
    place: Place
    """Where an author can change it."""
    size: str = "m"
    sources: str = ""
    path: str = ""
    """The page of the course that it leads to."""
    seconds: int = 0
    """What its countdown starts from."""
    fits: bool = True
    """Whether it holds what is in it, as far as this can be reckoned before anybody sees it."""
    about: dict[str, Any] = field(default_factory=dict)
    """What its template reads."""
    notes: dict[str, Any] = field(default_factory=dict)
    """What only the trainer reads."""


@dataclass(frozen=True)
class Part:
    """A part of the running order."""

    key: str
    title: str
    minutes: int


@dataclass(frozen=True)
class Deck:
    """The slides of a module, and the parts that they belong to, both in order."""

    slides: tuple[Slide, ...]
    parts: tuple[Part, ...]


class Names:
    """Ids for slides: made from what the slide is of, each given once."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def give(self, *words: str) -> str:
        wanted = slug(" ".join(words))
        number, id = 1, wanted
        while id in self._given:
            number += 1
            id = f"{wanted}-{number}"
        self._given.add(id)
        return id


def slug(text: str) -> str:
    """Words as an id, at most eight of them."""
    plain = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", ""))[:12]) or "slide"


def short(reference: Reference) -> str:
    """A source as a slide names it: who, and the year."""
    names = [name_of(name) for name in reference.author or reference.editor]
    publisher = (reference.__pydantic_extra__ or {}).get("publisher")
    who = joined(names) or publisher or shorten(reference.title, SHORT, placeholder=" …")
    year = reference.issued.date_parts[0][0] if reference.issued else ""
    return f"{who} {year}".strip()


def name_of(name: Name) -> str:
    return name.literal or name.family or name.given or ""


def joined(names: list[str]) -> str:
    """Names in a line; where the reference says `and colleagues`, that is not said twice."""
    return re.sub(r"\band and\b", "and", " and ".join(names)) if len(names) < 3 else f"{names[0]} and others"


def sources(course: Course, keys: tuple[str, ...]) -> str:
    """The source line of a slide."""
    known = course.reference_by_id
    named = list(dict.fromkeys(short(known[key]) for key in keys if key in known))
    more = len(named) - MOST
    return "; ".join([*named[:MOST], *([f"and {more} more"] if more > 0 else [])])
