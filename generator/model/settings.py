"""The course's own settings: modules/course.yml."""

from pydantic import Field

from generator.model.node import Node
from generator.model.types import Colour, Line, PagePath, Sentence, Slug


class Palette(Node):
    """A module's colour on paper and in the dark."""

    light: Colour = Field(description="the colour of text and bands on light paper, such as `#3b3a8f`")
    dark: Colour = Field(description="the same in the dark, such as `#b9b8ff`")


class Offer(Node):
    """Someone the course is for, and what it does for them."""

    id: Slug = Field(description="kebab-case")
    title: Line = Field(description="who they are")
    gets: Sentence = Field(description="what the course does for them")
    to: PagePath | None = Field(default=None, description="the path of the page that is for them")


class Word(Node):
    """A word that the course does not use, and what to write instead."""

    word: Line = Field(description="the word or words, in any case; `*` at the end stands for any ending")
    instead: Line = Field(description="what to write instead, and why")


class Link(Node):
    """A page that the navigation names besides the modules."""

    title: Line = Field(description="the words of the link")
    to: PagePath = Field(description="the path of the page, such as `/about/`")


class Group(Node):
    """A group of people that readers look for in the register of findings."""

    id: Slug = Field(description="kebab-case")
    title: Line = Field(description="the name of the group")
    words: list[Line] = Field(min_length=1, description="words in a finding that show that it is about them")


class Settings(Node):
    """The course as a whole."""

    id: Slug = Field(description="kebab-case, never changed: learners' records hang on it")
    title: Line = Field(description="the short title")
    subtitle: Line | None = Field(default=None, description="the rest of the title")
    summary: Sentence = Field(description="one sentence: what the course is")
    modules: list[Slug] = Field(min_length=1, description="ids of the modules, in order")
    colours: dict[Slug, Palette] = Field(
        default={}, description="the colour of each module by its id, and of the course by the id `course`"
    )
    audiences: list[Offer] = Field(default=[], description="whom the course is for")
    links: list[Link] = Field(default=[], description="further pages that the navigation names, in order")
    words: list[Word] = Field(default=[], description="words that the course does not use outside quotations")
    groups: list[Group] = Field(
        default=[], description="groups by which the register of findings can be filtered"
    )
    confidence: list[Line] = Field(
        default=["Not at all", "A little", "Fairly", "Very", "Completely"],
        min_length=2,
        description="the answers to 'How confident are you?', from least to most",
    )
    language: Line = Field(default="en-GB", description="the language of the course")
    owner: Line = Field(default="The authors of this course", description="who publishes it")
