"""A module in a room: workshops that are ready to run, and what trainers should know."""

from collections.abc import Iterator
from typing import Annotated, Literal
from urllib.parse import quote

from pydantic import Field, PrivateAttr

from generator.model.node import Node
from generator.model.parts import WorkshopStep, talk_of
from generator.model.steps import Step
from generator.model.types import Line, Markdown, Minutes, Sentence, Slug, Truth

Kind = Literal["welcome", "unit", "activity", "break", "close"]
KINDS: tuple[Kind, ...] = ("welcome", "unit", "activity", "break", "close")
"""What a part of a workshop can be; its first letter stands for it in a link."""


class WorkshopPart(Node):
    """One part of a workshop: exactly one of a welcome, a unit, an activity, a break or a close."""

    welcome: Line | None = Field(default=None, description="what the welcome is called in the timetable")
    unit: Slug | None = Field(
        default=None, description="the id of a unit: its slides and questions, without its activities"
    )
    activity: Slug | None = Field(default=None, description="the id of an activity of this module")
    pause: Line | None = Field(
        alias="break", default=None, description="what the break is called in the timetable"
    )
    close: Line | None = Field(default=None, description="what the end is called in the timetable")
    minutes: Minutes = Field(description="minutes for this part")
    steps: list[Annotated[int, Field(ge=0, le=600)]] = Field(
        default=[],
        description="for an activity: the minutes of each of its steps here, in order; `0` leaves a step out",
    )
    only: list[Slug] = Field(
        default=[],
        description="for a unit: the steps that are shown here, by kind (`question`, `finding`) or by id",
    )
    note: Markdown | None = Field(default=None, description="for the facilitator: how to do it in this time")

    @property
    def named(self) -> list[tuple[Kind, str]]:
        """Each kind that the part names, with its title or id: in a sound part there is one."""
        values = (self.welcome, self.unit, self.activity, self.pause, self.close)
        return [(kind, value) for kind, value in zip(KINDS, values, strict=True) if value]

    @property
    def kind(self) -> Kind:
        return self.named[0][0]

    @property
    def id(self) -> str:
        """Of its unit or activity."""
        return self.unit or self.activity or ""

    @property
    def link(self) -> str:
        """As it stands in a link: `a.ladder-of-claims.40`, `u.what-counts.10.question`, `b.15.Tea`."""
        how = [*map(str, self.steps), *self.only, *([in_link(self.pause)] if self.pause else [])]
        return ".".join([*filter(None, (self.kind[0], self.id)), str(self.minutes), *how])

    @property
    def talk(self) -> tuple[int, int] | None:
        """Of an activity's steps here, the one that spares time for the talk afterwards, and how much."""
        return talk_of(self.steps) if self.steps else None

    def shows(self, step: Step) -> bool:
        """Whether a step of its unit is shown here."""
        return not self.only or bool({step.kind, step.name} & set(self.only))


def in_link(name: str) -> str:
    """A name as a script writes it into a link, where `~` stands between parts."""
    return quote(name.replace("~", "-"), safe="!*'()")


class ReadyWorkshop(Node):
    """A workshop that is ready to run: parts with their minutes."""

    title: Line = Field(description="a short name that says how long it is, such as `Half a day`")
    summary: Sentence = Field(description="for whom it is right, and what it leaves out")
    minutes: Minutes = Field(description="minutes from the welcome to the end, breaks included")
    group: Line = Field(description="the size of the group, such as `6 to 20`")
    remote: Truth = Field(default=False, description="`true` for a workshop that meets online")
    order: int = Field(
        default=100, ge=0, le=1000, description="its place among the module's workshops: small numbers first"
    )
    parts: list[WorkshopPart] = Field(min_length=1, description="the parts, in order; they add up to minutes")

    _id: str = PrivateAttr(default="")

    @property
    def id(self) -> str:
        """The name of its file."""
        return self._id

    @property
    def plan(self) -> str:
        """What a link to this workshop carries: `w.10~u.what-counts.15~c.10`."""
        return "~".join(part.link for part in self.parts)

    @property
    def ids(self) -> list[str]:
        """The units and activities that it gives, in order."""
        return [part.id for part in self.parts if part.id]

    @property
    def breaks(self) -> bool:
        return any(part.pause for part in self.parts)

    @property
    def timed(self) -> Iterator[tuple[int, WorkshopPart]]:
        """Each part with the minutes from the start after which it begins."""
        start = 0
        for part in self.parts:
            yield start, part
            start += part.minutes


class GuidanceSection(Node):
    """What a trainer should know before the day or after it."""

    id: Slug = Field(description="kebab-case")
    title: Line = Field(description="a short heading")
    text: Markdown | None = Field(default=None, description="Markdown, with citations like `[@key]`")
    steps: list[WorkshopStep] = Field(default=[], description="timed steps, such as those to get ready")
    after: Truth = Field(default=False, description="`true` for what comes after the activities")

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)


class Guidance(Node):
    """What trainers of every module should know: modules/facilitating.yml."""

    title: Line = Field(description="the heading of its page")
    summary: Sentence = Field(description="one sentence: what a trainer finds there")
    sections: list[GuidanceSection] = Field(min_length=1, description="the sections, in order")
