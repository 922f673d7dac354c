"""Findings, and the briefings that state them."""

from typing import Literal

from pydantic import Field, PrivateAttr

from generator.model.node import Node
from generator.model.types import Day, Line, Number, Sentence, Slug
from generator.source import Place, Span

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
