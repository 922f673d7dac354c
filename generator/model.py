"""The nouns of a course, frozen, every field described.

What authors write is checked against these classes, and the JSON Schemas that their editors read come from
them. A value that passed is trusted from here on.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    StringConstraints,
    Tag,
    model_validator,
)
from pydantic_core import PydanticCustomError

from generator.source import Mapping, Place, Sequence, Span, find

SLUG = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
COLOUR = r"^#[0-9a-f]{6}$"


S = TypeVar("S", bound="Step")


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

Strength = Literal[
    "official-statistics",
    "systematic-review",
    "large-observational-study",
    "survey",
    "qualitative",
    "expert-report",
    "small-observational-study",
    "case-study",
    "law-or-guidance",
]
STRENGTHS: dict[str, str] = {
    "official-statistics": "Official statistics",
    "systematic-review": "Systematic review",
    "large-observational-study": "Large observational study",
    "survey": "Survey",
    "qualitative": "Qualitative study",
    "expert-report": "Expert report",
    "small-observational-study": "Small observational study",
    "case-study": "Local case study",
    "law-or-guidance": "Law, standard or official guidance",
}
IN_WORDS: dict[str, str] = {
    "official-statistics": "Good for how big, where, and whether it changes. Cannot tell why.",
    "systematic-review": "Tells what most studies find. Look at who took part in them.",
    "large-observational-study": "Shows patterns, and what goes together. Cannot prove a cause by itself.",
    "survey": "Tells what people report. Those who did not answer may differ.",
    "qualitative": "Tells how and why, in people's own words. Cannot tell how common it is.",
    "expert-report": "A summary and advice. No stronger than the evidence under it.",
    "small-observational-study": "An early sign. Chance and place weigh heavily.",
    "case-study": "What happened in one place. Others may differ, and other things changed too.",
    "law-or-guidance": "Says what must or should be done. Does not show what happens.",
}
"""What each kind of evidence can and cannot tell, in plain words."""


class Node(BaseModel):
    """Something written in a file: it remembers where."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    _written: Mapping = PrivateAttr()

    @model_validator(mode="wrap")
    @classmethod
    def keep_place(cls, data: Any, handler: ModelWrapValidatorHandler["Node"]) -> "Node":
        node = handler(data)
        node._written = data if isinstance(data, Mapping) else Mapping(Place("?"))
        return node

    @property
    def place(self) -> Place:
        return self._written.at.place

    def span(self, *path: str | int) -> Span:
        """The value at a path of keys and indexes; the nearest thing around it when there is none."""
        holder: Any = self._written
        span = Span(self.place, "")
        for step in path:
            if not isinstance(holder, Mapping | Sequence) or step not in holder.at.spans:
                break
            span = holder.at.spans[step]
            holder = holder[step]  # type: ignore[index]  # spans has only what is there
        return span

    def at(self, *path: str | int) -> Place:
        """The place of the value at a path."""
        return self.span(*path).place

    def find(self, needle: str, *path: str | int, nth: int = 0) -> Place:
        """Where the nth `needle` stands in the value at a path."""
        return find(self.span(*path), needle, nth)


class Outcome(Node):
    """What a learner can do afterwards."""

    id: Slug = Field(description="kebab-case, never changed: questions and records hang on it")
    text: Sentence = Field(description="what the learner can do, starting with a verb")


class Workshop(Node):
    """How long a module takes in a room, and for how many."""

    minutes: Minutes = Field(description="minutes in the room, without breaks")
    group: Line = Field(description="the size of the group, such as `6 to 20`")


class WorkshopStep(Node):
    """One timed step of an activity in a room."""

    minutes: Minutes = Field(description="minutes for this step")
    do: Markdown = Field(description="what the facilitator asks people to do")


class Risk(Node):
    """What can go wrong in the room, and how to hold it."""

    risk: Phrase = Field(description="what can go wrong")
    hold: Phrase = Field(description="what the facilitator does then")


class RoomForm(Node):
    """An activity as it runs in a room."""

    group: Line | None = Field(default=None, description="how many people, and how they sit")
    materials: list[Phrase] = Field(default=[], description="what to bring")
    steps: list[WorkshopStep] = Field(
        min_length=1, description="timed steps; they add up to the activity's minutes"
    )
    debrief: list[Phrase] = Field(default=[], description="questions for the talk afterwards")
    risks: list[Risk] = Field(default=[], description="what can go wrong, and how to hold it")
    remote: Markdown | None = Field(default=None, description="how to run it online")


class Activity(Node):
    """Something to do: a form for one person, and a form for the room."""

    id: Slug = Field(description="kebab-case, never changed")
    title: Line = Field(description="a short name")
    purpose: Markdown | None = Field(default=None, description="one sentence: what it is for")
    minutes: Minutes = Field(description="minutes in the room")
    alone_minutes: Minutes = Field(default=5, description="minutes for one person alone")
    alone: Markdown = Field(description="instructions and material for one person")
    workshop: RoomForm = Field(description="the form for the room")


class Example(Node):
    """Good practice from a named place, with what was and was not shown."""

    id: Slug = Field(description="kebab-case, never changed")
    title: Line = Field(description="a short name")
    where: Line = Field(alias="place", description="where it was done")
    period: Line = Field(description="when it was done")
    what_was_done: Markdown = Field(description="what they did, and for whom")
    result: Markdown = Field(description="what was shown and what was not, with citations")
    lesson: Markdown = Field(description="what a reader can take from it")
    caution: Markdown | None = Field(default=None, description="what a careful reader must know")


class Reflection(Node):
    """A question to think about, with room to write."""

    id: Slug = Field(description="kebab-case, never changed: what the learner wrote hangs on it")
    prompt: Phrase = Field(description="the question to think about")
    hint: Phrase | None = Field(default=None, description="what may help to start")


class Action(Node):
    """Something to do at work, offered to the action plan."""

    id: Slug = Field(description="kebab-case, never changed: the learner's plan hangs on it")
    prompt: Phrase = Field(description="the action, in the first person")
    example: Phrase = Field(description="an example from an ordinary working day")
    measure: Phrase = Field(description="how the learner would know that it worked")


class Step(Node):
    """What every step can have: words for the room."""

    kind: ClassVar[str]
    slide: Markdown | None = Field(default=None, description="what the room sees instead")
    facilitator_notes: Markdown | None = Field(default=None, description="what to say, what to listen for")


class ReadStep(Step):
    """Text to read."""

    kind = "read"
    read: Markdown = Field(description="Markdown, with citations like `[@key, page 3]`")
    title: Line | None = Field(default=None, description="the heading of this step")


class FindingStep(Step):
    """A number, stated once in its briefing."""

    kind = "finding"
    finding: Slug = Field(description="the id of a finding in a briefing")
    why: Markdown | None = Field(default=None, description="one sentence that leads into it")


class BriefingStep(Step):
    """A briefing to read."""

    kind = "briefing"
    briefing: Slug = Field(description="the id of a briefing: the name of its file")
    why: Markdown | None = Field(default=None, description="one sentence that leads into it")


class QuestionStep(Step):
    """A question from the module's bank."""

    kind = "question"
    question: Slug = Field(description="the id of a question in the module's bank")


class ExampleStep(Step):
    """Good practice from a named place."""

    kind = "example"
    example: Example = Field(description="good practice from a named place")


class ActivityStep(Step):
    """Something to do."""

    kind = "activity"
    activity: Activity = Field(description="something to do, alone and in a room")


class ReflectStep(Step):
    """Something to think about."""

    kind = "reflect"
    reflect: Reflection = Field(description="something to think about")


class ActionStep(Step):
    """Something to do at work."""

    kind = "action"
    action: Action = Field(description="something to do at work, offered to the action plan")


STEPS: tuple[type[Step], ...] = (
    ReadStep,
    FindingStep,
    BriefingStep,
    QuestionStep,
    ExampleStep,
    ActivityStep,
    ReflectStep,
    ActionStep,
)


def kind_of_step(data: Any) -> str | None:
    """The tag of the step class: the first key that names a kind."""
    keys = data if isinstance(data, dict) else ()
    return next((f"{step.kind}-step" for step in STEPS if step.kind in keys), None)


AnyStep = Annotated[
    Annotated[ReadStep, Tag("read-step")]
    | Annotated[FindingStep, Tag("finding-step")]
    | Annotated[BriefingStep, Tag("briefing-step")]
    | Annotated[QuestionStep, Tag("question-step")]
    | Annotated[ExampleStep, Tag("example-step")]
    | Annotated[ActivityStep, Tag("activity-step")]
    | Annotated[ReflectStep, Tag("reflect-step")]
    | Annotated[ActionStep, Tag("action-step")],
    Discriminator(kind_of_step),
]


class Option(Node):
    """One answer that a learner can choose."""

    text: Phrase = Field(description="the answer, one line of Markdown")
    correct: Truth = Field(default=False, description="true when this answer is right")
    feedback: Markdown | None = Field(
        default=None, description="why it is right, or why it is tempting and does not hold"
    )

    @cached_property
    def key(self) -> str:
        """What a learner's record calls this option: made from its text, so that no order can break it."""
        return sha256(self.text.encode()).hexdigest()[:8]


class Question(Node):
    """A question with feedback for every answer."""

    id: Slug = Field(description="kebab-case, never changed: the learner's answer hangs on it")
    kind: Literal["multiple-choice", "multiple-response", "true-false"] = Field(
        description="how it is answered"
    )
    outcome: Slug = Field(description="the id of the outcome that it assesses")
    evidence: list[Slug] = Field(min_length=1, description="ids of the findings or briefings that settle it")
    stem: Markdown = Field(description="the question")
    hints: list[Markdown] = Field(default=[], description="hints, shown one by one")
    options: list[Option] = Field(min_length=2, description="the answers to choose from")

    @property
    def many(self) -> bool:
        """Whether more than one option may be chosen."""
        return self.kind == "multiple-response"


class Bank(Node):
    """The questions of one module."""

    questions: list[Question] = Field(description="the questions")


class Unit(Node):
    """Ten to twenty minutes of study: steps in an order."""

    title: Line = Field(description="the unit's title")
    summary: Sentence | None = Field(default=None, description="one sentence: what it does for the learner")
    minutes: Minutes = Field(description="honest minutes of study for one person")
    outcomes: list[Slug] = Field(min_length=1, description="ids of the module's outcomes that it teaches")
    audience: list[Slug] = Field(
        default=[], description="whom it is for, ids from course.yml; left out: everyone"
    )
    steps: list[AnyStep] = Field(min_length=1, description="the steps, in order")

    _id: str = PrivateAttr(default="")
    _module: str = PrivateAttr(default="")

    @property
    def id(self) -> str:
        """The name of the unit's file."""
        return self._id

    @property
    def path(self) -> str:
        return f"{self._module}/{self._id}/"

    def steps_of(self, kind: type[S]) -> Iterator[S]:
        return (step for step in self.steps if isinstance(step, kind))


class Module(Node):
    """A learning package: outcomes, units, and a bank of questions."""

    title: Line = Field(description="the module's title")
    summary: Sentence = Field(description="one sentence: what the learner will be able to do")
    introduction: Markdown | None = Field(default=None, description="what a learner reads first")
    outcomes: list[Outcome] = Field(min_length=1, description="what a learner can do afterwards")
    unit_ids: list[Slug] = Field(alias="units", min_length=1, description="ids of the units, in order")
    workshop: Workshop | None = Field(default=None, description="the module as a workshop")

    _id: str = PrivateAttr(default="")
    _units: tuple[Unit, ...] = PrivateAttr(default=())
    _questions: tuple[Question, ...] = PrivateAttr(default=())

    @property
    def id(self) -> str:
        """The name of the module's folder."""
        return self._id

    @property
    def path(self) -> str:
        return f"{self._id}/"

    @property
    def units(self) -> tuple[Unit, ...]:
        return self._units

    @property
    def questions(self) -> tuple[Question, ...]:
        return self._questions

    @property
    def actions(self) -> tuple[Action, ...]:
        """The actions that its units offer to the action plan, in order."""
        return tuple(step.action for unit in self._units for step in unit.steps_of(ActionStep))

    @property
    def minutes(self) -> int:
        """Minutes of study in all its units."""
        return sum(unit.minutes for unit in self._units)

    @cached_property
    def quiz(self) -> tuple[Question, ...]:
        """The questions of the end-of-module quiz: those that no unit asks."""
        asked = {step.question for unit in self._units for step in unit.steps_of(QuestionStep)}
        return tuple(question for question in self._questions if question.id not in asked)


class Point(Node):
    """One number of a finding's data."""

    label: Line = Field(description="the group or time")
    value: Number = Field(description="the number")
    low: Number | None = Field(default=None, description="the lower end of its interval")
    high: Number | None = Field(default=None, description="the upper end of its interval")


class Finding(Node):
    """One number or result, stated once, with what a reader needs to trust it."""

    id: Slug = Field(description="kebab-case, never changed")
    statement: Sentence = Field(description="one exact sentence")
    value: Line = Field(description="what the big number on the card says")
    unit: Line | None = Field(
        default=None, description="what the value counts; completes the line on the card"
    )
    interval: Line | None = Field(default=None, description="the 95% interval, where the source gives one")
    absolute: Sentence | None = Field(default=None, description="the absolute figure beside a ratio")
    no_absolute: Sentence | None = Field(
        default=None, description="why no absolute figure stands beside a ratio"
    )
    population: Sentence = Field(description="who was counted")
    where: Line | None = Field(default=None, alias="place", description="where")
    period: Line = Field(description="when")
    source: Slug = Field(description="the id of a reference")
    also: list[Slug] = Field(default=[], description="ids of further references")
    strength: Strength = Field(description="what kind of evidence it is")
    caveat: Sentence = Field(description="what a careful reader must know")
    checked: Day | None = Field(default=None, description="when the number was last read against its source")
    data: list[Point] = Field(default=[], description="numbers that can be compared")
    data_unit: Line | None = Field(default=None, description="what the numbers in `data` count")

    @property
    def sources(self) -> tuple[str, ...]:
        return (self.source, *self.also)


class Briefing(Node):
    """An evidence summary: findings, and what they mean."""

    title: Line = Field(description="the briefing's title")
    summary: Sentence = Field(description="one sentence that a busy person can quote")
    topic: Slug | None = Field(default=None, description="the topic that it belongs to")
    reviewed: Day = Field(description="when it was last reviewed")
    review_by: Day = Field(description="when it must be reviewed again")
    builds_on: list[Slug] = Field(default=[], description="ids of references that it builds on")
    findings: list[Finding] = Field(default=[], description="its findings")

    _id: str = PrivateAttr(default="")
    _body: str = PrivateAttr(default="")
    _body_at: Place = PrivateAttr(default=Place("?"))

    @property
    def id(self) -> str:
        """The name of the briefing's file."""
        return self._id

    @property
    def path(self) -> str:
        return f"briefings/{self._id}/"

    @property
    def body(self) -> Span:
        return Span(self._body_at, self._body)


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


class Name(Node):
    """A name in a reference, as CSL writes it."""

    family: Line | None = Field(default=None, description="family name")
    given: Line | None = Field(default=None, description="given names or initials")
    literal: Line | None = Field(default=None, description="the name of an organisation")


def parts_of_date(value: object) -> object:
    """A date in words that CSL also allows, such as `2021-05`, as its parts."""
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value) if isinstance(value, str) else None
    return {"date-parts": [[int(part) for part in found.groups() if part]]} if found else value


class Date(Node):
    """A date in a reference, as CSL writes it."""

    date_parts: list[Annotated[list[int], Field(min_length=1, max_length=3)]] = Field(
        alias="date-parts", min_length=1, max_length=2, description="[[year, month, day]]"
    )


CslDate = Annotated[Date, BeforeValidator(parts_of_date)]


class Reference(BaseModel):
    """A source in CSL; what the citation library knows is allowed."""

    model_config = ConfigDict(frozen=True, extra="allow", populate_by_name=True)
    __pydantic_extra__: dict[str, str] = Field(init=False)

    id: Slug = Field(description="kebab-case: what `[@key]` names")
    type: Line = Field(description="a CSL type, such as `report` or `article-journal`")
    title: Line = Field(description="the title as printed")
    author: list[Name] = Field(default=[], description="the authors")
    editor: list[Name] = Field(default=[], description="the editors")
    translator: list[Name] = Field(default=[], description="the translators")
    collection_editor: list[Name] = Field(
        default=[], alias="collection-editor", description="editors of the series"
    )
    container_author: list[Name] = Field(
        default=[], alias="container-author", description="authors of the book"
    )
    original_date: CslDate | None = Field(default=None, alias="original-date", description="first published")
    event_date: CslDate | None = Field(default=None, alias="event-date", description="when it was presented")
    submitted: CslDate | None = Field(default=None, description="when it was submitted")
    issued: CslDate | None = Field(default=None, description="when it was published")
    accessed: CslDate | None = Field(default=None, description="when it was last read")
    url: WebAddress | None = Field(default=None, alias="URL", description="where a reader should go")

    _written: Mapping = PrivateAttr()

    @model_validator(mode="wrap")
    @classmethod
    def keep_place(cls, data: Any, handler: ModelWrapValidatorHandler["Reference"]) -> "Reference":
        reference = handler(data)
        reference._written = data if isinstance(data, Mapping) else Mapping(Place("?"))
        return reference

    @property
    def place(self) -> Place:
        return self._written.at.place

    def csl(self) -> dict[str, Any]:
        """The reference as CSL data."""
        dumped = self.model_dump(by_alias=True, exclude_none=True)
        return {key: value for key, value in dumped.items() if value}


class Bibliography(Node):
    """Every source that the course cites."""

    references: list[Reference] = Field(description="the sources, in CSL")


@dataclass(frozen=True)
class Course:
    """Everything that the authors wrote, as one thing."""

    settings: Settings
    modules: tuple[Module, ...] = ()
    briefings: tuple[Briefing, ...] = ()
    references: tuple[Reference, ...] = ()
    welcome: str = ""
    welcome_at: Place = field(default=Place("content/index.md"))
    """What the authors wrote for the front page, in Markdown: content/index.md."""
    terms: tuple[Term, ...] = ()
    changes: tuple[Change, ...] = ()
    signposts: Signposts | None = None
    published: tuple[tuple[Place, str, str, str], ...] = ()
    """Lines of modules/ids.lock: place, kind, id, and the id that replaced it."""
    content: frozenset[str] = frozenset()
    """Paths of the hand-written pages, such as `about/`."""
    unreadable: frozenset[str] = frozenset()
    """Ids in files that could not be read: known to exist, so that nothing that names them is blamed."""

    @property
    def units(self) -> Iterator[Unit]:
        return (unit for module in self.modules for unit in module.units)

    @cached_property
    def findings(self) -> dict[str, Finding]:
        return {finding.id: finding for briefing in self.briefings for finding in briefing.findings}

    @cached_property
    def home_of_finding(self) -> dict[str, Briefing]:
        """The briefing that states each finding."""
        return {finding.id: briefing for briefing in self.briefings for finding in briefing.findings}

    @property
    def newest(self) -> date:
        """The day of the last review or change: what stands for today, so that no output knows a clock."""
        days = [*(b.reviewed for b in self.briefings), *(c.on for c in self.changes)]
        return max(days, default=date(2000, 1, 1))

    def users_of(self, briefing: Briefing) -> list[Unit]:
        """The units that show a briefing or one of its findings."""
        findings = {finding.id for finding in briefing.findings}
        return [
            unit
            for unit in self.units
            if findings.intersection(step.finding for step in unit.steps_of(FindingStep))
            or briefing.id in {step.briefing for step in unit.steps_of(BriefingStep)}
        ]

    def users_of_finding(self, id: str) -> list[tuple[str, str]]:
        """Title and path of each place that uses a finding: units that show it, questions that it settles."""
        places = [(u.title, u.path) for u in self.units if id in {s.finding for s in u.steps_of(FindingStep)}]
        asked = {s.question: u for u in self.units for s in u.steps_of(QuestionStep)}
        for module in self.modules:
            for question in module.questions:
                if id in question.evidence:
                    unit = asked.get(question.id)
                    where, path = (
                        (unit.title, unit.path) if unit else (f"{module.title}: quiz", f"{module.path}quiz/")
                    )
                    places.append((f"a question in {where}", f"{path}#question-{question.id}"))
        return places

    def groups_of(self, finding: Finding) -> list[Group]:
        """The groups that a finding is about, by the words in it."""
        said = f"{finding.statement} {finding.population} {' '.join(point.label for point in finding.data)}"
        return [
            g for g in self.settings.groups if any(re.search(rf"\b{re.escape(w)}", said) for w in g.words)
        ]

    @cached_property
    def questions(self) -> dict[str, Question]:
        return {question.id: question for module in self.modules for question in module.questions}

    @cached_property
    def briefing_by_id(self) -> dict[str, Briefing]:
        return {briefing.id: briefing for briefing in self.briefings}

    @cached_property
    def reference_by_id(self) -> dict[str, Reference]:
        return {reference.id: reference for reference in self.references}


SCHEMAS: dict[str, type[Node]] = {
    "course": Settings,
    "module": Module,
    "unit": Unit,
    "bank": Bank,
    "briefing": Briefing,
    "references": Bibliography,
    "glossary": Glossary,
    "changes": Changes,
    "signposts": Signposts,
}
"""The files that authors write, by the name of their JSON Schema."""
