"""Questions to slides: what leads up to one, the question alone, its options to vote on, and the answer."""

from collections.abc import Iterator
from typing import Any

from generator.decks.fit import (
    COMFORTABLE,
    KIND,
    LEADING,
    TALL,
    WIDE,
    blocks,
    cited,
    foot,
    height,
    joined,
    room,
    size_for,
    size_of_ask,
    slides_of,
)
from generator.decks.make import Slides
from generator.decks.ruler import SERIF, lines
from generator.decks.slide import Slide
from generator.model import Option, Question, QuestionStep
from generator.render import SENTENCE, split_stem

BESIDE_CODE = WIDE - 12.7
"""The width of a question beside the code that leads to it."""
OPTION_SIZES = {"l": (COMFORTABLE, 1.4, 1.2), "m": (1.0, 1.12, 1.0), "s": (1.0, 1.0, 1.0)}
"""How large on a slide with options are what leads up to them, the question, and the options."""
AROUND = {"l": (2.1, 0.95, 1.2), "m": (2.0, 0.46, 1.2), "s": (1.6, 0.3, 1.15)}
"""The least height of an option, the room above and below its words, and the height of its lines."""
BETWEEN = 0.17
TALLY = 9.2
"""What stands beside the words of an option: its letter, and its show of hands."""
BUTTON, BESIDE = 2.0, 11.0
"""How high the button is that shows the answer, and the width that it takes beside the question."""


def question(make: Slides, step: QuestionStep) -> Iterator[Slide]:
    asked = make.course.questions[step.question]
    before, ask = stem_of(asked)
    name = f"question-{asked.id}"
    shared: dict[str, Any] = {"place": asked.place, "notes": {"question": asked}}
    apart, above, size = beside_code(before, ask)
    yield from context(make, name, apart, shared)
    about = {"question": asked, "ask": ask, "before": above}
    path = f"{make.unit.path}#{name}"
    yield make.slide("question", ask, name, size=size, about=about, path=path, **shared)
    kept, size = above_options(asked, before, ask)
    about |= {"before": kept, "how": asked.many and "hoose" not in ask}
    yield make.slide("options", ask, f"{name}-options", size=size, about=about, **shared)
    yield answer(make, asked, ask, shared)


def stem_of(asked: Question) -> tuple[str, str]:
    """What leads up to a question, and the question itself with how to answer it."""
    before, ask = (cited(text)[0] for text in split_stem(asked.stem))
    if ask.startswith("Choose "):
        before, itself = split_stem(before) if before else ("", "")
        ask = f"{itself} {ask}".strip()
    return before, ask or ("Choose all that apply." if asked.many else "Choose one answer.")


def beside_code(before: str, ask: str) -> tuple[str, str, str | None]:
    """What stands on slides of its own before a question, what above it, and in which size both are."""
    *earlier, last = blocks(before) or [""]
    for apart, above in (("", before), (joined(earlier), last), (before, "")):
        if size := size_of_ask(ask, TALL - KIND, BESIDE_CODE, blocks(above)):
            return apart, above, size
    return before, "", None


def context(make: Slides, name: str, text: str, shared: dict[str, Any]) -> Iterator[Slide]:
    label = "Before the question"
    pages = slides_of(text, room(label)) if text else []
    for number, (page, size) in enumerate(pages, 1):
        about = {"text": page, "kind": "", "number": number, "of": len(pages)}
        yield make.slide("text", label, f"{name}-context", size=size, about=about, **shared)


def above_options(asked: Question, before: str, ask: str) -> tuple[str, str | None]:
    """As much of what leads up to a question as has room above its options, in the largest type for that.

    Who votes looks at this slide alone: so all of it in small type goes before a part of it in large type.
    """
    for kept in ends_of(before):
        for name in OPTION_SIZES:
            if height_of_options(asked, kept, ask, name) <= TALL + (0.8 if name == "s" else 0):
                return kept, name
    return "", None


def ends_of(before: str) -> Iterator[str]:
    """All of a text, then what is left of it without its first sentence, and so on to nothing."""
    parts = [sentences_of(block) for block in blocks(before)]
    while parts:
        yield joined([" ".join(part) for part in parts])
        parts[0] = parts[0][1:]
        parts = [part for part in parts if part]
    yield ""


def sentences_of(block: str) -> list[str]:
    """The sentences of a paragraph; what is no paragraph stays whole."""
    if block.startswith(("|", "-", "*", "+", "#", ">", "`", "~")) or block[:1].isdigit():
        return [block]
    ends = [match.end() for match in SENTENCE.finditer(block)]
    return [block[start:end].strip() for start, end in zip([0, *ends], [*ends, None], strict=True)]


def height_of_options(asked: Question, before: str, ask: str, name: str) -> float:
    """How high a slide is with a question and all its options, the button that shows the answer included."""
    text, large, size = OPTION_SIZES[name]
    least, around, leading = AROUND[name]
    used = height(blocks(before), text) * leading / LEADING + (0.5 if before else 0)
    used += max(BUTTON, large * (1.22 * lines(ask, (WIDE - BESIDE) / large / SERIF) + 0.3))
    used += LEADING if asked.many and "hoose" not in ask else 0
    wide = WIDE / size - TALLY
    rows = (max(leading * lines(option.text, wide) + around, least) for option in asked.options)
    return used + sum(size * each + BETWEEN for each in rows)


def answer(make: Slides, asked: Question, ask: str, shared: dict[str, Any]) -> Slide:
    """Why each option is right, or is not."""
    named = {option.key: make.named(option.feedback or "") for option in asked.options}
    sizes = {option.key: size_of_reason(option, named[option.key]) for option in asked.options}
    about = {"question": asked, "named": named, "sizes": {key: size or "m" for key, size in sizes.items()}}
    fits = None not in sizes.values()
    return make.slide(
        "answer", f"The answer: {ask}", f"question-{asked.id}-answer", about=about, fits=fits, **shared
    )


def size_of_reason(option: Option, named: str) -> str | None:
    """The size in which an option's feedback stands below it."""
    verdict = 1.2 * (1.15 * lines(f"Not this one: {option.text}", (WIDE / 1.2 - 2) / SERIF) + 0.5)
    space = TALL - BUTTON - 0.5 - verdict - (foot(named) + 0.4 if named else 0)
    return size_for(blocks(cited(option.feedback or "")[0]), space)
