"""Questions with feedback for every answer, and the bank that holds them."""

from functools import cached_property
from hashlib import sha256
from typing import Literal

from pydantic import Field

from generator.model.node import Node
from generator.model.types import Markdown, Phrase, Slug, Truth


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
