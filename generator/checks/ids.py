"""Rules about ids: each its own, and whatever is named exists."""

from collections.abc import Iterator
from difflib import get_close_matches

from generator.model import (
    ActionStep,
    ActivityStep,
    BriefingStep,
    Course,
    ExampleStep,
    FindingStep,
    Node,
    QuestionStep,
    ReflectStep,
    Unit,
)
from generator.paths import paths
from generator.source import Place

RESERVED_IN_MODULE = {"after", "before", "handouts", "module", "quiz", "slides", "workbook", "workshop"}
RESERVED = {
    "about", "accessibility", "action-plan", "assets", "briefings", "commissioners", "downloads", "glossary",
    "index", "my-learning", "privacy", "references", "register", "resources", "search", "trainers",
}  # fmt: skip


def every_id_is_its_own(course: Course) -> Iterator[tuple[Place, str]]:
    """No two things of a kind share an id.

    A learner's record and every link hang on ids; with two of the same, one would be lost.
    """
    for module in course.modules:
        for index, unit in enumerate(module.unit_ids):
            if unit in module.unit_ids[:index]:
                yield module.at("units", index), f"list the unit `{unit}` once"
    for kind, things in kinds(course).items():
        first: dict[str, Place] = {}
        for id, place in things:
            if id in first:
                where = f"{first[id].file}:{first[id].line}"
                yield place, f"give this {kind} an id of its own; `{id}` is already used at {where}"
            first.setdefault(id, place)


def kinds(course: Course) -> dict[str, list[tuple[str, Place]]]:
    """Every id with its place, by kind of thing."""
    units = list(course.units)
    return {
        "unit": [(unit.id, unit.place) for unit in units],
        "audience": [(a.id, a.at("id")) for a in course.settings.audiences],
        "form": [(form.id, form.at("id")) for form in course.settings.cpd],
        "heading": [(f"{f.id}.{h.id}", h.at("id")) for f in course.settings.cpd for h in f.headings],
        "outcome": [(o.id, o.at("id")) for module in course.modules for o in module.outcomes],
        "question": [(q.id, q.at("id")) for module in course.modules for q in module.questions],
        "finding": [(f.id, f.at("id")) for briefing in course.briefings for f in briefing.findings],
        "reference": [(r.id, r.place) for r in course.references],
        "term": [(t.id, t.at("id")) for t in course.terms],
        "change": [(c.id, c.at("id")) for c in course.changes],
        "step": [found for unit in units for found in ids_of_steps(unit)],
    }


UNLOCKED = ("audience", "change", "form", "heading", "reference")
"""Kinds of things on which no record hangs, or whose words a record keeps whatever becomes of them."""


def the_published_ids_stay(course: Course) -> Iterator[tuple[Place, str]]:
    """Every id in modules/ids.lock still exists, or the lock says what replaced it; and every id is in it.

    Learners' records hang on ids: one that disappears loses somebody's work. Write `kind old -> new` for one
    that was replaced; `course lock` adds new ones.
    """
    if not course.published:
        return
    now = {(kind, id) for kind, id, _ in published_things(course)}
    listed = {(kind, id) for _, kind, id, _ in course.published}
    for place, kind, id, replaced in course.published:
        heir = replaced or id
        if (kind, heir) not in now and heir not in course.unreadable:
            what = f"the {kind} `{replaced}`, which does not exist" if replaced else "nothing"
            yield (
                place,
                f"bring back the {kind} `{id}`, or write `{kind} {id} -> ` and what replaced it; now {what}",
            )
    for kind, id, place in published_things(course):
        if (kind, id) not in listed:
            yield place, f"add `{kind} {id}` to modules/ids.lock: run `course lock`"


def published_things(course: Course) -> list[tuple[str, str, Place]]:
    """Kind, id and place of everything that records and links hang on."""
    things = [(kind, id, place) for kind, found in kinds(course).items() for id, place in found]
    things += [("module", module.id, module.place) for module in course.modules]
    things += [("briefing", briefing.id, briefing.place) for briefing in course.briefings]
    return [thing for thing in things if thing[0] not in UNLOCKED]


def ids_of_steps(unit: Unit) -> Iterator[tuple[str, Place]]:
    for step in unit.steps:
        if isinstance(step, ActivityStep | ExampleStep | ReflectStep | ActionStep):
            thing = getattr(step, step.kind)
            yield thing.id, thing.at("id")


def every_page_has_its_own_path(course: Course) -> Iterator[tuple[Place, str]]:
    """No module, unit or hand-written page takes the path of another page.

    The later page would silently replace the earlier one.
    """
    for page in sorted(course.content & {path.lstrip("/") for path in paths(course)} - {""}):
        yield Place(f"content/{page}index.md"), f"move this page; the course has a page of its own at /{page}"
    for index, module in enumerate(course.settings.modules):
        place = course.settings.at("modules", index)
        if module in RESERVED:
            yield place, f"rename the module `{module}`; the course has a page of its own at /{module}/"
        elif f"{module}/" in course.content:
            yield (
                place,
                f"rename the module `{module}`, or move content/{module}; both want the path /{module}/",
            )
    for unit in course.units:
        if unit.id in RESERVED_IN_MODULE:
            yield unit.place, f"rename this unit; its module has a page of its own at /{unit.path}"


def every_named_thing_exists(course: Course) -> Iterator[tuple[Place, str]]:
    """Whatever a file names by its id is written somewhere.

    A unit that names a question which does not exist would have a hole in it.
    """
    findings, briefings = set(course.findings), set(course.briefing_by_id)
    references = set(course.reference_by_id)
    for unit in course.units:
        module = next(m for m in course.modules if unit in m.units)
        outcomes = {outcome.id for outcome in module.outcomes}
        yield from missing(course, unit, "outcome", outcomes, "outcomes")
        audiences = {offer.id for offer in course.settings.audiences}
        yield from missing(course, unit, "audience", audiences, "audience")
        for step in unit.steps:
            if isinstance(step, QuestionStep):
                yield from missing(course, step, "question", {q.id for q in module.questions}, "question")
            elif isinstance(step, FindingStep):
                yield from missing(course, step, "finding", findings, "finding")
            elif isinstance(step, BriefingStep):
                yield from missing(course, step, "briefing", briefings, "briefing")
    for module in course.modules:
        for question in module.questions:
            outcomes = {outcome.id for outcome in module.outcomes}
            yield from missing(course, question, "outcome", outcomes, "outcome")
            yield from missing(course, question, "finding or briefing", findings | briefings, "evidence")
    for briefing in course.briefings:
        yield from missing(course, briefing, "reference", references, "builds_on")
        for finding in briefing.findings:
            yield from missing(course, finding, "reference", references, "source")
            yield from missing(course, finding, "reference", references, "also")
    for change in course.changes:
        yield from missing(course, change, "unit", {unit.id for unit in course.units}, "units")
        yield from missing(course, change, "briefing", briefings, "briefings")
    if course.signposts:
        for signpost in course.signposts.signposts:
            yield from missing(course, signpost, "need", {need.id for need in course.signposts.needs}, "need")
            yield from missing(course, signpost, "region", set(course.signposts.regions), "region")
    yield from missing_colours(course)


def missing(
    course: Course, node: Node, kind: str, known: set[str], field: str
) -> Iterator[tuple[Place, str]]:
    """A problem for each id in a field that names nothing."""
    value = getattr(node, field)
    named = [(value, (field,))] if isinstance(value, str) else [(v, (field, i)) for i, v in enumerate(value)]
    for id, path in named:
        if id not in known and id not in course.unreadable and f"{kind}s" not in course.unreadable:
            yield node.at(*path), f"write the {kind} `{id}`, or correct this id{nearest(id, known)}"


def missing_colours(course: Course) -> Iterator[tuple[Place, str]]:
    known = {*course.settings.modules, "course"}
    for id in course.settings.colours:
        if id not in known:
            message = f"name a module here, or `course`; there is no module `{id}`{nearest(id, known)}"
            yield course.settings.at("colours", id), message


def nearest(id: str, known: set[str]) -> str:
    close = get_close_matches(id, sorted(known), 1)
    return f"; did you mean `{close[0]}`?" if close else ""
