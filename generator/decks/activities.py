"""Activities to slides: what it is, each timed step, and the questions for the talk afterwards."""

from collections.abc import Iterator
from typing import Any

from generator.decks.fit import KIND, TALL, WIDE, blocks, cited, heading, size_for, slides_of
from generator.decks.make import Slides
from generator.decks.ruler import SERIF, lines
from generator.decks.slide import Slide
from generator.model import Activity, ActivityStep, WorkshopStep

MINUTE = 60
BESIDE_TIME = WIDE - 14.2
"""The width of a text beside a countdown."""
BESIDE_CROWD = WIDE - 10.6
COVER = 3.9
"""The height that a cover needs besides its title."""
LARGE = 2.7


def activity(make: Slides, step: ActivityStep) -> Iterator[Slide]:
    doing = step.activity
    values: dict[str, Any] = {"notes": {"activity": doing}}
    yield cover(make, doing, values)
    for number, timed in enumerate(doing.workshop.steps, 1):
        yield timed_step(make, doing, number, timed, values)
    yield from talk(make, doing, values)


def cover(make: Slides, doing: Activity, values: dict[str, Any]) -> Slide:
    lead = cited(doing.purpose or "")[0]
    space = TALL + 2 - COVER - LARGE * 1.15 * lines(doing.title, WIDE / LARGE / SERIF) - 1.4
    size = size_for([lead, f"{doing.minutes} minutes · {doing.workshop.group or ''}"], space, BESIDE_CROWD)
    about = {"activity": doing, "lead": lead}
    return make.slide("activity", doing.title, doing.id, size=size, about=about, place=doing.place, **values)


def timed_step(
    make: Slides, doing: Activity, number: int, timed: WorkshopStep, values: dict[str, Any]
) -> Slide:
    """What to do, beside its countdown, from which the talk afterwards has its minutes."""
    text = cited(timed.do)[0]
    steps = len(doing.workshop.steps)
    spared = spared_by(doing, number)
    about = {"activity": doing, "number": number, "of": steps, "text": text, "spared": spared}
    return make.slide(
        "step", f"{doing.title}: step {number} of {steps}", doing.id, "step", str(number),
        size=size_for(blocks(text), TALL - KIND - heading("Step"), BESIDE_TIME), about=about,
        seconds=(timed.minutes - spared) * MINUTE, place=timed.place, **values,
    )  # fmt: skip


def spared_by(doing: Activity, number: int) -> int:
    """The minutes that a step gives to the talk afterwards."""
    workshop = doing.workshop
    return workshop.talk[1] if workshop.debrief and workshop.talk and workshop.talk[0] == number else 0


def talk(make: Slides, doing: Activity, values: dict[str, Any]) -> Iterator[Slide]:
    """The questions afterwards, beside a countdown with the minutes that a step spares for them."""
    told = [" ".join(line.split()) for line in doing.workshop.debrief]
    text = cited("\n".join(f"- {line}" for line in told) if len(told) > 1 else "".join(told))[0]
    minutes = doing.workshop.talk[1] if doing.workshop.talk else 0
    space = TALL - KIND - heading(doing.title)
    pages = slides_of(text, space, wide=BESIDE_TIME if minutes else WIDE) if told else []
    for number, (page, size) in enumerate(pages):
        # Where the questions take more slides, they share the minutes.
        given = minutes * (number + 1) // len(pages) - minutes * number // len(pages)
        about = {"text": page, "title": doing.title, "number": number + 1, "of": len(pages)}
        yield make.slide(
            "talk", f"{doing.title}: talk about it", doing.id, "talk", size=size, about=about,
            place=doing.workshop.place, seconds=given * MINUTE, **values,
        )  # fmt: skip
