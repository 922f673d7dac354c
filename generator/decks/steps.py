"""Each kind of step to its slides. A step's own `slide:` stands in for what the room would see first."""

from collections.abc import Callable, Iterator
from typing import Any

from generator.decks.activities import activity
from generator.decks.findings import finding
from generator.decks.fit import (
    KIND,
    LEADING,
    QUIET,
    SIZES,
    TALL,
    WIDE,
    cited,
    heading,
    room,
    size_for,
    size_of_ask,
)
from generator.decks.make import Slides
from generator.decks.questions import BESIDE_CODE, question
from generator.decks.ruler import lines
from generator.decks.slide import Slide
from generator.model import (
    ActionStep,
    ActivityStep,
    BriefingStep,
    Example,
    ExampleStep,
    FindingStep,
    QuestionStep,
    ReadStep,
    ReflectStep,
    Step,
)

SMALL_HEAD = 1.25
"""The size of an example's heading, which names more than others."""
COUNTDOWN = 3.2
"""The height of one below a quiet moment."""
FEW = 2
"""An example is set large if it then takes no more slides than these."""


def slides_of_step(make: Slides, step: Step) -> Iterator[Slide]:
    """The slides of a step; its own `slide:` comes first, and instead of what is only told."""
    make.step = step
    if not step.slide or isinstance(step, ReadStep):
        yield from MAKERS[type(step)](make, step)
        return
    yield from make.texts(make.unit.title, step.slide, place=step.at("slide"))
    if isinstance(step, QuestionStep | ActivityStep):
        yield from MAKERS[type(step)](make, step)


def read(make: Slides, step: ReadStep) -> Iterator[Slide]:
    place = step.at("slide") if step.slide else step.at("read")
    keys = cited(step.read)[1]
    return make.texts(step.title or make.unit.title, step.slide or step.read, keys, place=place)


def briefing(make: Slides, step: BriefingStep) -> Iterator[Slide]:
    found = make.course.briefing_by_id[step.briefing]
    lead = cited(step.why or "")[0]
    size = size_for([found.summary, lead], TALL - KIND - heading(found.title, wide=BESIDE_CODE), BESIDE_CODE)
    about = {"briefing": found, "lead": lead}
    yield make.slide("briefing", found.title, make.unit.id, found.id, size=size, about=about, path=found.path)


def example(make: Slides, step: ExampleStep) -> Iterator[Slide]:
    """What was done and shown, in large type unless that takes many slides; each names its own sources."""
    shown = step.example
    pages = pages_of(make, shown)
    for number, (page, size) in enumerate(pages, 1):
        text = cited(page)[0]
        about = {"title": shown.title, "text": text, "example": shown, "number": number, "of": len(pages)}
        yield make.slide(
            "example", f"Example: {shown.title}", shown.id, size=size, about=about, place=shown.place,
            sources=make.named(page),
        )  # fmt: skip


def pages_of(make: Slides, shown: Example) -> list[tuple[str, str | None]]:
    told = {
        "What they did": shown.what_was_done,
        "What was shown": shown.result,
        "Read with care": shown.caution,
        "What to take from it": shown.lesson,
    }
    text = "\n\n".join(f"**{title}.** {words.strip()}" for title, words in told.items() if words)
    kind = f"Example · {shown.where}, {shown.period}"
    space = room(f"{shown.title} 1 of 2", kind=kind, head=SMALL_HEAD)
    *large, small = (make.pages(text, space, SIZES[size]) for size in ("l", "ml", "m"))
    return next((pages for pages in large if len(pages) <= max(FEW, len(small))), small)


def reflect(make: Slides, step: ReflectStep) -> Iterator[Slide]:
    note = step.reflect
    hint = LEADING * lines(note.hint, QUIET) + 0.4 if note.hint else 0
    size = size_of_ask(note.prompt, TALL - KIND - hint - COUNTDOWN, QUIET)
    yield make.slide(
        "reflect", "A quiet moment", note.id, size=size, about={"note": note}, place=note.place, seconds=120
    )


def action(make: Slides, step: ActionStep) -> Iterator[Slide]:
    note = step.action
    size, below = size_of_action(*(cited(text)[0] for text in (note.prompt, note.example, note.measure)))
    about = {"note": note, "below": below}
    yield make.slide(
        "action", note.prompt, note.id, size=size, about=about, place=note.place, path="action-plan/"
    )


def size_of_action(prompt: str, *below: str) -> tuple[str | None, str]:
    """How large an action is set, and its example and measure."""
    for name in ("l", "m"):
        size = SIZES[name]
        left = (
            TALL - KIND - 0.4 - sum(LEADING * size * (lines(text, WIDE / size) + 1) + 0.3 for text in below)
        )
        if ask := size_of_ask(prompt, left):
            return ask, name
    return None, "m"


MAKERS: dict[type[Step], Callable[[Slides, Any], Iterator[Slide]]] = {
    ReadStep: read,
    FindingStep: finding,
    BriefingStep: briefing,
    QuestionStep: question,
    ExampleStep: example,
    ActivityStep: activity,
    ReflectStep: reflect,
    ActionStep: action,
}
