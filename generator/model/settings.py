"""The course's own settings: modules/course.yml."""

from typing import Literal

from pydantic import Field

from generator.model.node import Node
from generator.model.types import Colour, Line, PagePath, Phrase, Sentence, Slug


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


class CpdHeading(Node):
    """A heading of a record of learning, under which the learner writes."""

    id: Slug = Field(description="kebab-case, never changed: what the learner wrote hangs on it")
    title: Line = Field(description="the heading, in the words of the body that asks for it")
    hint: Sentence | None = Field(default=None, description="what belongs here")
    choices: list[Line] = Field(default=[], description="what the learner can tick here, such as themes")
    sources: list[Literal["units", "outcomes", "reflections", "actions", "plan"]] = Field(
        alias="from",
        default=[],
        description="what of the learner's own work it is filled in from, in order; left out: nothing",
    )


class CpdForm(Node):
    """A form for a record of learning, as a professional body or an employer asks for it."""

    id: Slug = Field(description="kebab-case, never changed: what the learner wrote hangs on it")
    title: Line = Field(description="whose form it is")
    note: Phrase | None = Field(default=None, description="what this body asks for, with its source")
    headings: list[CpdHeading] = Field(min_length=1, description="the headings, in order")


GENERAL = CpdForm(
    id="general",
    title="General",
    headings=[
        CpdHeading(id="what", title="What I studied", sources=["units"]),
        CpdHeading(id="learned", title="What I learned", sources=["reflections"]),
        CpdHeading(
            id="changed",
            title="What I changed, or will change",
            hint="What you did with it at work, and what came of it.",
            sources=["plan", "actions"],
        ),
        CpdHeading(id="next", title="What I want to learn next"),
    ],
)
"""The form for a record of learning in a course that names none."""


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
    cpd: list[CpdForm] = Field(
        default=[], description="forms for a record of learning, in order; left out: a general one"
    )
    language: Line = Field(default="en-GB", description="the language of the course")
    owner: Line = Field(default="The authors of this course", description="who publishes it")

    @property
    def cpd_forms(self) -> list[CpdForm]:
        return self.cpd or [GENERAL]
