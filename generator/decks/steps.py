"""Each kind of step to its slides. A step's own `slide:` stands in for what the room would see first."""

from collections.abc import Callable, Iterator
from typing import Any

from generator.decks.fit import (
    SIZES,
    TALL,
    WIDE,
    blocks,
    cited,
    evenly,
    joined,
    lines,
    room,
    size_for,
    size_of_all,
    slides_of,
    tall,
)
from generator.decks.slide import Names, Slide, sources
from generator.model import (
    STRENGTHS,
    ActionStep,
    Activity,
    ActivityStep,
    BriefingStep,
    Course,
    ExampleStep,
    Finding,
    FindingStep,
    Module,
    Option,
    Question,
    QuestionStep,
    ReadStep,
    ReflectStep,
    Step,
    Unit,
)
from generator.render import split_stem

NUMBERS = {4: "huge", 9: "large", 16: "middle"}
"""How large the value of a finding is set, by the most letters that it may have."""
TALLY = 25.0
"""The width of an option beside its show of hands."""
ROOM_OF_OPTIONS = 16.0
BESIDE_CODE = TALL - 0.5
"""The height of a question beside the code that leads to it."""
SMALL_HEAD = 1.25
"""The size of an example's heading, which names more than others."""
MINUTE = 60


class Slides:
    """Makes the slides of a unit, and gives each its id."""

    def __init__(self, course: Course, module: Module, unit: Unit, names: Names) -> None:
        self.course, self.module, self.unit, self.names = course, module, unit, names
        self.step: Step = unit.steps[0]

    def of(self, step: Step) -> Iterator[Slide]:
        self.step = step
        first = [self.instead(step.slide)] if step.slide and not isinstance(step, ReadStep) else []
        for slides in first:
            yield from slides
        made = MAKERS[type(step)](self, step)
        if first and not isinstance(step, QuestionStep | ActivityStep):
            return
        yield from made

    def slide(self, kind: str, label: str, *ids: str, **values: Any) -> Slide:
        """A slide of the step at hand; `about` and `notes` are what its template and the trainer read."""
        notes = {"kind": self.step.kind, "words": self.step.facilitator_notes} | values.pop("notes", {})
        place = values.pop("place", self.step.place)
        part = values.pop("part", f"u.{self.unit.id}")
        id = self.names.give(*(ids or (self.unit.id, label)))
        about = {"title": label, "unit": self.unit} | values.pop("about", {})
        return Slide(kind, id, label, part, place, notes=notes, about=about, **values)

    def texts(
        self, label: str, text: str, keys: tuple[str, ...] = (), kind: str = "", **values: Any
    ) -> Iterator[Slide]:
        """A text on as many slides as it takes."""
        words, own = cited(text)
        named = sources(self.course, own or keys)
        pages = slides_of(words, room(label, named))
        for number, (page, size) in enumerate(pages, 1):
            about = {"text": page, "kind": kind, "number": number, "of": len(pages)}
            yield self.slide("text", label, size=size, about=about, sources=named, **values)

    def instead(self, text: str) -> Iterator[Slide]:
        place = self.step.at("slide")
        return self.texts(self.unit.title, text, place=place, part=self.part_of(self.step))

    def part_of(self, step: Step) -> str:
        return f"a.{step.activity.id}" if isinstance(step, ActivityStep) else f"u.{self.unit.id}"


def read(make: Slides, step: ReadStep) -> Iterator[Slide]:
    place = step.at("slide") if step.slide else step.at("read")
    keys = cited(step.read)[1]
    return make.texts(step.title or make.unit.title, step.slide or step.read, keys, place=place)


def finding(make: Slides, step: FindingStep) -> Iterator[Slide]:
    """The number with its sentence; its chart; and what a careful reader must know."""
    found = make.course.findings[step.finding]
    named = f"{sources(make.course, found.sources)}. {STRENGTHS[found.strength]}"
    values = {"sources": named, "place": found.place}
    lead = cited(step.why or "")[0].strip()
    if lead.endswith("?"):  # above its number it would stand no chance
        yield before_number(make, found, lead)
        lead = ""
    about = number_of(found, lead)
    notes = {"finding": found, "lead": "" if about["lead"] else lead}
    yield make.slide("number", found.value, make.unit.id, found.id, about=about, notes=notes, **values)
    if len(found.data) > 1:
        unit = found.data_unit or found.unit or found.value
        about = {"title": unit, "points": found.data, "finding": found}
        yield make.slide("chart", f"Chart: {unit}", make.unit.id, found.id, "chart", about=about, **values)
    size, pages = care_of(found, room(f"Read with care: {found.value}", named))
    for number, told in enumerate(pages, 1):
        about = {"finding": found, "told": told, "number": number, "of": len(pages)}
        label = f"Read with care: {found.value}"
        yield make.slide("care", label, make.unit.id, found.id, "care", size=size, about=about, **values)


def before_number(make: Slides, found: Finding, ask: str) -> Slide:
    """A question that the room thinks about before it sees the number."""
    about = {"text": ask, "kind": "Before the number"}
    size = size_for([ask], TALL - 4, 22) or "m"
    return make.slide("ask", ask, make.unit.id, found.id, "before", size=size, about=about)


def number_of(found: Finding, lead: str) -> dict[str, Any]:
    """How large a finding's number and sentence are set, and whether its lead-in has room."""
    scale = next((name for most, name in NUMBERS.items() if len(found.value) <= most), "words")
    below = [text for text in (found.statement, found.absolute and f"Beside it: {found.absolute}") if text]
    left = TALL + 0.2 - {"huge": 5.3, "large": 4.5, "middle": 3.4, "words": 2.7}[scale]
    left -= 1.25 * lines(found.unit, WIDE) if found.unit else 0
    size = size_for(below, left - 1.35 * lines(lead, WIDE)) if lead else None
    return {
        "finding": found,
        "scale": scale,
        "lead": lead if size else "",
        "words": size or size_for(below, left) or "m",
    }


def care_of(found: Finding, space: float) -> tuple[str, list[list[tuple[str, str]]]]:
    """What a careful reader must know, slide by slide, and in which size."""
    told = {
        "Mind that": found.caveat,
        "Whom it covers" if found.strength == "law-or-guidance" else "Who was counted": found.population,
        "Interval": found.interval,
        "Why no absolute figure": found.no_absolute,
    }
    texts = {f"{term}: {words}": (term, words) for term, words in told.items() if words}
    whole = size_for(list(texts), space)
    pages = [list(texts)] if whole else evenly(list(texts), space, 1.0)
    return whole or size_of_all(pages, space), [[texts[text] for text in page] for page in pages]


def briefing(make: Slides, step: BriefingStep) -> Iterator[Slide]:
    found = make.course.briefing_by_id[step.briefing]
    lead = cited(step.why or "")[0]
    size = size_for([found.summary, lead], TALL - 1, 24) or "m"
    about = {"briefing": found, "lead": lead}
    yield make.slide("briefing", found.title, make.unit.id, found.id, size=size, about=about, path=found.path)


def question(make: Slides, step: QuestionStep) -> Iterator[Slide]:
    """What leads up to it, the question alone, its options to vote on, and the answer with its reasons."""
    asked = make.course.questions[step.question]
    place, path = asked.place, f"{make.unit.path}#question-{asked.id}"
    before, ask = (cited(text)[0] for text in split_stem(asked.stem))
    if ask.startswith("Choose "):
        before, question_itself = split_stem(before) if before else ("", "")
        ask = f"{question_itself} {ask}".strip()
    if not ask:
        ask = "Choose all that apply." if asked.many else "Choose one answer."
    notes = {"question": asked}
    name = f"question-{asked.id}"
    size = size_for([*blocks(before), ask], BESIDE_CODE, 24)
    apart = before if size is None else ""
    *earlier, last = blocks(before) or [""]
    if apart and earlier and (size := size_for([last, ask], BESIDE_CODE, 24)):
        apart, before = joined(earlier), last
    elif apart:
        before = ""
    for number, (page, fitting) in enumerate(pages := slides_of(apart) if apart else [], 1):
        about = {"title": "Before the question", "text": page, "kind": "", "number": number, "of": len(pages)}
        values = {"size": fitting, "place": place, "notes": notes}
        yield make.slide("text", "Before the question", f"{name}-context", about=about, **values)
    about = {"question": asked, "ask": ask, "before": before}
    size = size or size_for([ask], BESIDE_CODE, 24) or "m"
    yield make.slide("question", ask, name, size=size, about=about, place=place, path=path, notes=notes)
    yield make.slide(
        "options", ask, f"{name}-options", size=size_of_options(asked, ask), about=about, place=place,
        notes=notes,
    )  # fmt: skip
    named = {o.key: sources(make.course, cited(o.feedback or "")[1]) for o in asked.options}
    about |= {"named": named, "sizes": {o.key: size_of_reason(o, named[o.key]) for o in asked.options}}
    label = f"The answer: {ask}"
    yield make.slide("answer", label, f"{name}-answer", about=about, place=place, notes=notes)


def size_of_options(asked: Question, ask: str) -> str:
    """The size in which the question and all its options stand on one slide."""
    for name, size in (("l", 1.2), ("m", 1.0)):
        used = 1.6 * size * lines(ask, 29 / size) + 0.5 + asked.many * 1.3
        rows = (max(1.2 * size * lines(option.text, TALLY / size), 1.7) + 0.75 for option in asked.options)
        if used + sum(rows) <= ROOM_OF_OPTIONS:
            return name
    return "s"


def size_of_reason(option: Option, named: str) -> str:
    """The size in which an option's feedback stands below it."""
    space = TALL - 0.2 - 1.4 * lines(f"Not this one: {option.text}", 26) - (lines(named, WIDE) - 1)
    return size_for(blocks(cited(option.feedback or "")[0]), space) or "m"


def example(make: Slides, step: ExampleStep) -> Iterator[Slide]:
    """What was done and shown, on as few slides as hold it."""
    shown = step.example
    told = {
        "What they did": shown.what_was_done,
        "What was shown": shown.result,
        "Read with care": shown.caution,
        "What to take from it": shown.lesson,
    }
    text, keys = cited("\n\n".join(f"**{title}.** {words.strip()}" for title, words in told.items() if words))
    named = sources(make.course, keys)
    kind = f"Example · {shown.where}, {shown.period}"
    space = room(f"{shown.title} 1/2", named, head=SMALL_HEAD) - 1.15 * (lines(kind, WIDE) - 1)
    pages = slides_of(text, space, 1.0)
    for number, (page, size) in enumerate(pages, 1):
        about = {"title": shown.title, "text": page, "example": shown, "number": number, "of": len(pages)}
        values = {"sources": named, "place": shown.place}
        yield make.slide("example", f"Example: {shown.title}", shown.id, size=size, about=about, **values)


def activity(make: Slides, step: ActivityStep) -> Iterator[Slide]:
    """What it is, then a slide for each timed step, then the questions for the talk afterwards."""
    doing = step.activity
    workshop = doing.workshop
    values: dict[str, Any] = {"part": f"a.{doing.id}", "notes": {"activity": doing}}
    lead = cited(doing.purpose or "")[0]
    size = size_for([lead, workshop.group or "", ""], 9.5 - 2.8 * (lines(doing.title, 15) - 1), 22) or "m"
    about = {"activity": doing, "lead": lead}
    yield make.slide("activity", doing.title, doing.id, size=size, about=about, place=doing.place, **values)
    for number, timed in enumerate(workshop.steps, 1):
        text = cited(timed.do)[0]
        # The countdown stands beside the text.
        size = size_for(blocks(text), TALL + 1, 23) or "m"
        about = {"activity": doing, "number": number, "of": len(workshop.steps), "text": text}
        yield make.slide(
            "step", f"{doing.title}: step {number} of {len(workshop.steps)}", doing.id, "step", str(number),
            size=size, about=about, seconds=timed.minutes * MINUTE, place=timed.place, **values,
        )  # fmt: skip
    if workshop.debrief:
        yield from debrief(make, doing, values)


def debrief(make: Slides, doing: Activity, values: dict[str, Any]) -> Iterator[Slide]:
    told = [" ".join(line.split()) for line in doing.workshop.debrief]
    text = "\n".join(f"- {line}" for line in told) if len(told) > 1 else told[0]
    for page, size in slides_of(cited(text)[0]):
        about = {"text": page, "kind": "Talk about it", "number": 1, "of": 1, "title": doing.title}
        yield make.slide(
            "text", f"{doing.title}: talk about it", doing.id, "talk", size=size, about=about,
            place=doing.workshop.place, **values,
        )  # fmt: skip


def reflect(make: Slides, step: ReflectStep) -> Iterator[Slide]:
    note = step.reflect
    size = size_for([note.prompt, note.hint or ""], TALL - 1.5, 30) or "m"
    about = {"note": note}
    yield make.slide(
        "reflect", "A quiet moment", note.id, size=size, about=about, place=note.place, seconds=2 * MINUTE
    )


def action(make: Slides, step: ActionStep) -> Iterator[Slide]:
    note = step.action
    texts = [cited(text)[0] for text in (note.prompt, note.example, note.measure)]
    size, below = size_of_action(*texts)
    about = {"note": note, "below": below}
    yield make.slide(
        "action", note.prompt, note.id, size=size, about=about, place=note.place, path="action-plan/"
    )


def size_of_action(prompt: str, *below: str) -> tuple[str, str]:
    """How large an action is set, and its example and measure."""
    for name in ("l", "m"):
        left = TALL - sum(tall(text, SIZES[name], 33) + 1.5 * SIZES[name] for text in below)
        if left > 0 and (size := size_for([prompt], left)):
            return size, name
    return "m", "m"


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
