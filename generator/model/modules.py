"""Modules, their outcomes and their units."""

from collections.abc import Iterator
from functools import cached_property
from typing import TypeVar

from pydantic import Field, PrivateAttr

from generator.model.node import Node
from generator.model.parts import Action, Workshop
from generator.model.questions import Question
from generator.model.steps import ActionStep, ActivityStep, AnyStep, QuestionStep, Step
from generator.model.types import Line, Markdown, Minutes, Sentence, Slug
from generator.model.workshops import ReadyWorkshop

S = TypeVar("S", bound="Step")


class Outcome(Node):
    """What a learner can do afterwards."""

    id: Slug = Field(description="kebab-case, never changed: questions and records hang on it")
    text: Sentence = Field(description="what the learner can do, starting with a verb")


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

    @property
    def room_minutes(self) -> int:
        """Minutes that its slides take in a room, without its activities."""
        return sum(step.room_minutes for step in self.steps)

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
    _workshops: tuple[ReadyWorkshop, ...] = PrivateAttr(default=())

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
    def workshops(self) -> tuple[ReadyWorkshop, ...]:
        """The workshops that are ready to run, in their order."""
        return self._workshops

    @property
    def activities(self) -> dict[str, tuple[Unit, ActivityStep]]:
        """Its activities by their id, each with its unit, in order."""
        return {s.activity.id: (unit, s) for unit in self._units for s in unit.steps_of(ActivityStep)}

    def serving(self, outcome: str) -> list[str]:
        """Ids of the units that teach an outcome, and of their activities."""
        units = [unit for unit in self._units if outcome in unit.outcomes]
        activities = [id for id, (unit, _) in self.activities.items() if unit in units]
        return [*(unit.id for unit in units), *activities]

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
