"""A module to its slides: the same steps as its units, one idea a slide, and never a second copy of the text.

`ruler` and `tables` measure what `fit` shares out over slides; `steps` and the modules that it names make the
slides of each kind of step; `codes` draws QR codes.
"""

from collections.abc import Callable

from generator.decks.codes import Code, code
from generator.decks.fit import LEADING, TALL, WIDE, cited
from generator.decks.make import Slides
from generator.decks.ruler import lines
from generator.decks.slide import Deck, Names, Part, Slide
from generator.decks.steps import slides_of_step
from generator.model import ActivityStep, Course, Module, Unit

__all__ = ["Deck", "Part", "Slide", "bare", "coder", "deck", "interval"]

WELCOME, CLOSE = 10, 10
"""Minutes that a workshop takes to begin and to end."""
SHORT_TITLE = 20
"""Titles with fewer letters stand on one line of the largest type."""
ROWS = 9
"""The most rows of the running order on a slide, as in slide.js."""
COVER, AIMS = 4.1, 20.8
"""The height that the slide of a unit needs besides its title and aims, and how wide these are."""


def deck(course: Course, module: Module) -> Deck:
    """The slides of a module and its running order: welcome, each unit with its activities, close."""
    names = Names()
    slides = [*welcome(module, names)]
    for number, unit in enumerate(module.units, 1):
        slides.append(opening(module, number, unit, names))
        make = Slides(course, module, unit, names)
        for step in unit.steps:
            slides += slides_of_step(make, step)
    slides.append(Slide("close", names.give("close"), "What now?", "c", module.place, path="action-plan/"))
    return Deck(tuple(slides), tuple(parts(module)))


def opening(module: Module, number: int, unit: Unit, names: Names) -> Slide:
    """A unit's title, and what people can do afterwards."""
    aims = [outcome.text for outcome in module.outcomes if outcome.id in unit.outcomes]
    size, head = ("l", 2.7) if len(unit.title) < SHORT_TITLE else ("m", 2.2)
    used = (
        COVER + head * 1.15 * lines(unit.title, WIDE / head) + sum(LEADING * lines(aim, AIMS) for aim in aims)
    )
    return Slide(
        "unit", names.give(unit.id), unit.title, f"u.{unit.id}", unit.place, size, path=unit.path,
        about={"unit": unit, "number": number, "title": unit.title}, fits=used <= TALL,
    )  # fmt: skip


def bare(text: str | None) -> str:
    """A text without its citations: a slide names its sources in a line of their own."""
    return cited(text or "")[0]


def coder(address: str) -> Callable[[str], Code | None]:
    """What draws the way to a page; nothing when nobody said where the site will stand."""
    base = address.rstrip("/")
    return lambda path: code(f"{base}/{path}") if base else None


def interval(module: Module) -> Slide:
    """The slide of a break, for a plan that has one."""
    return Slide("break", "break", "Break", "b", module.place, seconds=15 * 60)


def welcome(module: Module, names: Names) -> list[Slide]:
    """The cover, and the running order on as many slides as it takes."""
    size = "l" if len(module.title) < SHORT_TITLE else "m"
    rows = agenda(module)
    pages = [rows[start : start + ROWS] for start in range(0, len(rows), ROWS)]
    return [
        Slide("title", names.give("title"), module.title, "w", module.place, size, path=module.path),
        *(
            Slide(
                "agenda", names.give("agenda"), "What we will do", "w", module.place,
                about={"rows": page, "first": number * ROWS + 1},
                fits=sum(1.7 * lines(row.title, WIDE - 4) for row in page) <= ROWS * 1.7,
            )
            for number, page in enumerate(pages)
        ),
    ]  # fmt: skip


def agenda(module: Module) -> list[Part]:
    """The parts of a whole module, a unit together with its activities."""
    found: list[Part] = []
    for part in parts(module):
        if part.key.startswith("a."):
            part = Part(found[-1].key, found[-1].title, found.pop().minutes + part.minutes)
        found.append(part)
    return found


def parts(module: Module) -> list[Part]:
    """The running order. A unit's activities are parts of their own, in the order in which they come."""
    found = [Part("w", "Welcome", WELCOME)]
    for unit in module.units:
        found.append(Part(f"u.{unit.id}", unit.title, unit.room_minutes))
        for step in unit.steps_of(ActivityStep):
            found.append(Part(f"a.{step.activity.id}", step.activity.title, step.activity.minutes))
    return [*found, Part("c", "What now?", CLOSE)]
