"""What makes the slides of a unit: it knows the step at hand, and gives each slide its id."""

from collections.abc import Iterator
from typing import Any

from generator.decks.fit import COMFORTABLE, blocks, cited, foot, room, slides_of
from generator.decks.slide import Names, Slide, sources
from generator.model import ActivityStep, Course, Module, Step, Unit


class Slides:
    """Makes the slides of a unit, step by step."""

    def __init__(self, course: Course, module: Module, unit: Unit, names: Names) -> None:
        self.course, self.module, self.unit, self.names = course, module, unit, names
        self.step: Step = unit.steps[0]

    def slide(self, kind: str, label: str, *ids: str, size: str | None = "m", **values: Any) -> Slide:
        """A slide of the step at hand; `about` and `notes` are what its template and the trainer read.

        A size of None says that what it holds fits in none.
        """
        step = self.step
        notes = {"kind": step.kind, "name": step.name, "words": step.facilitator_notes}
        notes |= values.pop("notes", {})
        place = values.pop("place", self.step.place)
        part = values.pop("part", self.part)
        id = self.names.give(*(ids or (self.unit.id, label)))
        about = {"title": label, "unit": self.unit} | values.pop("about", {})
        fits = values.pop("fits", size is not None)
        return Slide(kind, id, label, part, place, size or "m", notes=notes, about=about, fits=fits, **values)

    @property
    def part(self) -> str:
        """The part of the workshop that the step at hand belongs to."""
        step = self.step
        return f"a.{step.activity.id}" if isinstance(step, ActivityStep) else f"u.{self.unit.id}"

    def named(self, text: str) -> str:
        """The sources that a text cites, as a slide names them."""
        return sources(self.course, cited(text)[1])

    def pages(self, text: str, space: float, size: float = COMFORTABLE) -> list[tuple[str, str | None]]:
        """The slides that a text takes, each with room for the sources of what stands on it."""
        alone = max(map(self.named, blocks(text)), key=len, default="")
        for named in (alone, self.named(text)):
            found = slides_of(text, space - foot(named), size)
            if all(foot(self.named(page)) <= foot(named) for page, _ in found):
                break
        return found

    def texts(self, label: str, text: str, keys: tuple[str, ...] = (), **values: Any) -> Iterator[Slide]:
        """A text on as many slides as it takes, each with the sources of what stands on it.

        A text that cites nothing is credited to `keys`.
        """
        others = "" if cited(text)[1] else sources(self.course, keys)
        pages = self.pages(text, room(label, others))
        for number, (page, size) in enumerate(pages, 1):
            about = {"text": cited(page)[0], "kind": "", "number": number, "of": len(pages)}
            named = self.named(page) or others
            yield self.slide("text", label, size=size, about=about, sources=named, **values)
