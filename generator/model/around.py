"""What stands around the modules: glossary, changes, signposts."""

from pydantic import Field

from generator.model.node import Node
from generator.model.types import Day, Line, Phrase, Sentence, Slug, WebAddress


class Term(Node):
    """A technical word and what it means."""

    id: Slug = Field(description="kebab-case, never changed: links lead to it")
    term: Line = Field(description="the word")
    also: list[Line] = Field(default=[], description="other forms of it in the text, such as a plural")
    meaning: Phrase = Field(description="what it means, in plain words")


class Glossary(Node):
    """The technical words of the course."""

    terms: list[Term] = Field(description="the words")


class Change(Node):
    """Something that changed in the evidence or the course."""

    id: Slug = Field(description="kebab-case, never changed")
    on: Day = Field(description="when it changed")
    title: Line = Field(description="what changed, in a few words")
    what: Phrase = Field(description="what changed and what a reader should do, in one or two sentences")
    units: list[Slug] = Field(default=[], description="ids of the units that changed")
    briefings: list[Slug] = Field(default=[], description="ids of the briefings that changed")


class Changes(Node):
    """What changed, in any order."""

    changes: list[Change] = Field(description="the changes")


class Signpost(Node):
    """Somewhere to go on."""

    name: Line = Field(description="its name")
    good_for: Sentence = Field(description="what it is good for")
    url: WebAddress = Field(description="its address")
    need: Slug = Field(description="the need that it serves, an id from `needs`")
    region: Line = Field(description="the region that it serves, as `regions` writes it")


class Need(Node):
    """Something that people look for."""

    id: Slug = Field(description="kebab-case")
    title: Line = Field(description="the need in the reader's words")


class Signposts(Node):
    """Where to go on, by need and by region."""

    needs: list[Need] = Field(min_length=1, description="the needs, in order")
    regions: list[Line] = Field(min_length=1, description="the regions, in order: the most wanted first")
    signposts: list[Signpost] = Field(description="the places to go on")
