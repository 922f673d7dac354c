"""A module to its slides: the same steps as its units, one idea a slide, and never a second copy of the text.

`fit` knows how much a slide holds, `steps` makes the slides of each kind of step, `codes` draws QR codes.
"""

from collections.abc import Callable

from generator.decks.codes import Code, code
from generator.decks.fit import cited
from generator.decks.slide import Deck, Names, Part, Slide
from generator.decks.steps import Slides
from generator.model import ActivityStep, Course, Module

__all__ = ["Deck", "Part", "Slide", "bare", "coder", "deck", "interval"]

WELCOME, CLOSE = 10, 10
"""Minutes that a workshop takes to begin and to end."""
SHORT_TITLE = 20
"""Titles with fewer letters stand on one line of the largest type."""


def deck(course: Course, module: Module) -> Deck:
    """The slides of a module and its running order: welcome, each unit with its activities, close."""
    names = Names()
    slides = [*welcome(module, names)]
    for number, unit in enumerate(module.units, 1):
        make = Slides(course, module, unit, names)
        about = {"unit": unit, "number": number, "title": unit.title}
        size = "l" if len(unit.title) < SHORT_TITLE else "m"
        key = f"u.{unit.id}"
        slides.append(
            Slide("unit", names.give(unit.id), unit.title, key, unit.place, size, path=unit.path, about=about)
        )
        for step in unit.steps:
            slides += make.of(step)
    slides.append(Slide("close", names.give("close"), "What now?", "c", module.place, path="action-plan/"))
    return Deck(tuple(slides), tuple(parts(module)))


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
    size = "l" if len(module.title) < SHORT_TITLE else "m"
    return [
        Slide("title", names.give("title"), module.title, "w", module.place, size, path=module.path),
        Slide("agenda", names.give("agenda"), "What we will do", "w", module.place),
    ]


def parts(module: Module) -> list[Part]:
    """The running order. A unit's activities are parts of their own, in the order in which they come."""
    found = [Part("w", "Welcome", WELCOME)]
    for unit in module.units:
        found.append(Part(f"u.{unit.id}", unit.title, unit.room_minutes))
        for step in unit.steps_of(ActivityStep):
            found.append(Part(f"a.{step.activity.id}", step.activity.title, step.activity.minutes))
    return [*found, Part("c", "What now?", CLOSE)]
