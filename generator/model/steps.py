"""The steps of a unit, one class a kind."""

import re
from typing import Annotated, Any, ClassVar

from pydantic import Discriminator, Field, Tag

from generator.model.node import Node
from generator.model.parts import Action, Activity, Example, Reflection
from generator.model.types import Line, Markdown, Slug


class Step(Node):
    """What every step can have: words for the room."""

    kind: ClassVar[str]
    room_minutes: ClassVar[int]
    """Minutes that a trainer plans for its slides, talk included; an activity has minutes of its own."""
    slide: Markdown | None = Field(default=None, description="what the room sees instead")
    facilitator_notes: Markdown | None = Field(default=None, description="what to say, what to listen for")

    @property
    def name(self) -> str:
        """What a workshop calls it: the id of what it holds; of a text, its title as an id."""
        held = getattr(self, self.kind)
        return str(getattr(held, "id", held))


class ReadStep(Step):
    """Text to read."""

    kind = "read"
    room_minutes = 2
    read: Markdown = Field(description="Markdown, with citations like `[@key, page 3]`")
    title: Line | None = Field(default=None, description="the heading of this step")

    @property
    def name(self) -> str:
        return "-".join(re.findall(r"[a-z0-9]+", (self.title or "").lower().replace("'", "")))


class FindingStep(Step):
    """A number, stated once in its briefing."""

    kind = "finding"
    room_minutes = 2
    finding: Slug = Field(description="the id of a finding in a briefing")
    why: Markdown | None = Field(default=None, description="one sentence that leads into it")


class BriefingStep(Step):
    """A briefing to read."""

    kind = "briefing"
    room_minutes = 1
    briefing: Slug = Field(description="the id of a briefing: the name of its file")
    why: Markdown | None = Field(default=None, description="one sentence that leads into it")


class QuestionStep(Step):
    """A question from the module's bank."""

    kind = "question"
    room_minutes = 3
    question: Slug = Field(description="the id of a question in the module's bank")


class ExampleStep(Step):
    """Good practice from a named place."""

    kind = "example"
    room_minutes = 2
    example: Example = Field(description="good practice from a named place")


class ActivityStep(Step):
    """Something to do."""

    kind = "activity"
    room_minutes = 0
    activity: Activity = Field(description="something to do, alone and in a room")


class ReflectStep(Step):
    """Something to think about."""

    kind = "reflect"
    room_minutes = 2
    reflect: Reflection = Field(description="something to think about")


class ActionStep(Step):
    """Something to do at work."""

    kind = "action"
    room_minutes = 2
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
