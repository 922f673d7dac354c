"""What a step can hold: activities, examples, reflections, actions."""

from pydantic import Field

from generator.model.node import Node
from generator.model.types import Cell, Line, Markdown, Minutes, Phrase, Slug

TALK = 5
"""The most minutes that a step gives to the talk afterwards."""


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


class Card(Node):
    """A card that people hold, sort or pass on; cut from a sheet."""

    title: Line | None = Field(default=None, description="a short name on the card")
    text: Markdown = Field(description="what the card says")
    back: Markdown | None = Field(
        default=None, description="what stands on its back: the card is cut out and folded"
    )
    answer: Phrase | None = Field(default=None, description="what the trainer's answer sheet says of it")


class Handout(Node):
    """Paper for the room: cards to cut out, a table, or a sheet to write on."""

    id: Slug = Field(description="kebab-case; names its file")
    title: Line = Field(description="what it is, such as `Claim cards`")
    copies: Line | None = Field(
        default=None, description="how many to print, such as `one set for each table`"
    )
    text: Markdown | None = Field(default=None, description="what stands above the cards, table or lines")
    cards: list[Card] = Field(default=[], description="cards to cut out")
    columns: list[Line] = Field(default=[], description="the headings of a table")
    rows: list[list[Cell]] = Field(
        default=[], description="the rows of a table; an empty cell is to be filled in"
    )
    lines: int = Field(default=0, ge=0, le=40, description="ruled lines to write on")
    answers: Markdown | None = Field(default=None, description="what the trainer's answer sheet says")


def talk_of(steps: list[int]) -> tuple[int, int] | None:
    """Of the minutes of some steps: which of them, by its number, spares time for a talk, and how much."""
    longest = max(steps)
    minutes = min(TALK, longest // 2)
    return (steps.index(longest) + 1, minutes) if minutes else None


class RoomForm(Node):
    """An activity as it runs in a room."""

    group: Line | None = Field(default=None, description="how many people, and how they sit")
    materials: list[Phrase] = Field(default=[], description="what to bring")
    steps: list[WorkshopStep] = Field(
        min_length=1, description="timed steps; they add up to the activity's minutes"
    )
    handouts: list[Handout] = Field(default=[], description="paper to print: cards, tables, sheets")
    debrief: list[Phrase] = Field(default=[], description="questions for the talk afterwards")
    risks: list[Risk] = Field(default=[], description="what can go wrong, and how to hold it")
    remote: Markdown | None = Field(default=None, description="how to run it online")

    @property
    def talk(self) -> tuple[int, int] | None:
        """The step, by its number, that can best spare time for the talk afterwards, and how many minutes."""
        return talk_of([step.minutes for step in self.steps])

    @property
    def keyed(self) -> list[Handout]:
        """The handouts of which the trainer's answer sheet says something."""
        return [sheet for sheet in self.handouts if sheet.answers or any(card.answer for card in sheet.cards)]


class Activity(Node):
    """Something to do: a form for one person, and a form for the room."""

    id: Slug = Field(description="kebab-case, never changed")
    title: Line = Field(description="a short name")
    purpose: Markdown | None = Field(default=None, description="one sentence: what it is for")
    minutes: Minutes = Field(description="minutes in the room")
    alone_minutes: Minutes = Field(default=5, description="minutes for one person alone")
    alone: Markdown = Field(description="instructions and material for one person")
    check: Markdown | None = Field(
        default=None, description="what to compare with afterwards: the workbook on paper leaves it out"
    )
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
