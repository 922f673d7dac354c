"""Evidence to slides: a number with its sentence, its chart, and what a careful reader must know."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Any

from generator.decks.fit import (
    KIND,
    LEADING,
    QUIET,
    TALL,
    WIDE,
    cited,
    evenly,
    foot,
    room,
    size_for,
    size_of_ask,
    sizes_of,
)
from generator.decks.make import Slides
from generator.decks.ruler import lines
from generator.decks.slide import Slide, sources
from generator.decks.tables import dealt
from generator.model import STRENGTHS, Finding, FindingStep, Point

NUMBERS = {4: ("huge", 4.6), 9: ("large", 3.8), 16: ("middle", 2.8)}
"""How large the value of a finding is set, by the most letters that it may have."""
WORDS = ("words", 2.1)
LABEL = 0.38 * WIDE - 0.6
"""The width of the labels of a chart."""
BAR, BETWEEN = 1.1, 0.6


def finding(make: Slides, step: FindingStep) -> Iterator[Slide]:
    found = make.course.findings[step.finding]
    named = f"{sources(make.course, found.sources)}. {STRENGTHS[found.strength]}"
    lead = cited(step.why or "")[0].strip()
    if lead.endswith("?"):  # above its number it would stand no chance
        yield before_number(make, found, lead)
        lead = ""
    yield number(make, found, lead, named)
    yield from chart(make, found, named)
    yield from care(make, found, named)


def before_number(make: Slides, found: Finding, ask: str) -> Slide:
    """A question that the room thinks about before it sees the number."""
    about = {"text": ask, "kind": "Before the number"}
    size = size_of_ask(ask, TALL - KIND, QUIET)
    return make.slide("ask", ask, make.unit.id, found.id, "before", size=size, about=about)


def number(make: Slides, found: Finding, lead: str, named: str) -> Slide:
    """The value, large, with its sentence; a lead-in that has no room goes to the trainer."""
    scale, size = next((set_in for most, set_in in NUMBERS.items() if len(found.value) <= most), WORDS)
    below = [text for text in (found.statement, found.absolute and f"Beside it: {found.absolute}") if text]
    left = TALL - KIND - 0.6 - 1.05 * size * lines(found.value, WIDE / size) - foot(named) - where(found)
    left -= 1.2 * lines(found.unit, WIDE) if found.unit else 0
    beside = size_for(below, left - LEADING * lines(lead, WIDE), WIDE - 1) if lead else None
    told = beside or size_for(below, left, WIDE - 1)
    about = {"finding": found, "scale": scale, "lead": lead if beside else "", "words": told or "m"}
    notes = {"finding": found, "lead": "" if beside else lead}
    return make.slide(
        "number", found.value, make.unit.id, found.id, about=about, notes=notes, sources=named,
        place=found.place, fits=told is not None,
    )  # fmt: skip


def where(found: Finding, more: str = "") -> float:
    """How high the line is that says where and when."""
    return 0.4 + LEADING * lines(f"{found.where or ''} · {found.period}{more}", WIDE)


def chart(make: Slides, found: Finding, named: str) -> Iterator[Slide]:
    """The numbers side by side, on one scale, on as many slides as they take."""
    if len(found.data) < 2:
        return
    title = found.data_unit or found.unit or found.value
    space = room(f"{title} 1 of 2", named, "Evidence") - where(found, ". Thick lines show the interval")
    parts = charts(found.data, space)
    first = 0
    for count, points in enumerate(parts, 1):
        about: dict[str, Any] = {"title": title, "points": found.data, "finding": found}
        about |= {"first": first, "last": first + len(points), "number": count, "of": len(parts)}
        first += len(points)
        yield make.slide(
            "chart", f"Chart: {title}", make.unit.id, found.id, "chart", about=about, sources=named,
            place=found.place, fits=sum(map(row, points)) <= space,
        )  # fmt: skip


def charts(points: Sequence[Point], space: float) -> list[Sequence[Point]]:
    """The points of each slide, as even as may be."""
    count = ceil(sum(map(row, points)) / space)
    while count < len(points) and any(sum(map(row, part)) > space for part in dealt(points, count)):
        count += 1
    return dealt(points, count)


def row(point: Point) -> float:
    """How high a row of a chart is."""
    return BETWEEN + max(BAR, 1.15 * lines(point.label, LABEL))


def care(make: Slides, found: Finding, named: str) -> Iterator[Slide]:
    """What a careful reader must know, slide by slide."""
    told = {
        "Mind that": found.caveat,
        "Whom it covers" if found.strength == "law-or-guidance" else "Who was counted": found.population,
        "Interval": found.interval,
        "Why no absolute figure": found.no_absolute,
    }
    texts = {f"**{term}:** {words}": (term, words) for term, words in told.items() if words}
    label = f"Read with care: {found.value}"
    space = room(f"{label} 1 of 2", named, "Evidence")
    pages = [list(texts)] if size_for(list(texts), space) else evenly(list(texts), space, 1.0)
    for count, (page, size) in enumerate(zip(pages, sizes_of(pages, space), strict=True), 1):
        about = {"finding": found, "told": [texts[text] for text in page], "number": count, "of": len(pages)}
        yield make.slide(
            "care", label, make.unit.id, found.id, "care", size=size, about=about, sources=named,
            place=found.place,
        )  # fmt: skip
