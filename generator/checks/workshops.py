"""Rules about workshops: a trainer plans a day by them."""

from collections.abc import Iterator

from generator.checks.ids import nearest
from generator.model import ActivityStep, Course, Module, ReadyWorkshop, WorkshopPart
from generator.model.workshops import KINDS
from generator.source import Place

PLURALS = {"unit": "units", "activity": "activities"}
GUIDE_HEADINGS = {"adapt", "aims", "references", "running-order", "what-to-bring", "your-workshop"}
"""Ids that the page of the guide has in any case."""


def every_part_is_one_thing(course: Course) -> Iterator[tuple[Place, str]]:
    """A part of a workshop is exactly one of a welcome, a unit, an activity, a break or a close.

    A part with two could not be timed, and one with none would be a hole in the day.
    """
    kinds = ", ".join(f"`{kind}`" for kind in KINDS)
    for _, workshop in workshops(course):
        for part in workshop.parts:
            if not part.named:
                yield part.place, f"say what this part is: one of {kinds}"
            for kind, _ in part.named[1:]:
                yield part.at(kind), f"give `{kind}` a part of its own; this one is a `{part.named[0][0]}`"


def workshop_parts_add_up(course: Course) -> Iterator[tuple[Place, str]]:
    """The parts of a workshop take as many minutes as the workshop says.

    People book a room and a train home by this number.
    """
    for _, workshop in workshops(course):
        total = sum(part.minutes for part in workshop.parts)
        whole = workshop.place.file not in course.unreadable  # else the sum lacks what cannot be read
        if whole and total != workshop.minutes:
            message = f"write `minutes: {total}`, or change the parts: they take {total} minutes"
            yield workshop.at("minutes"), message


def every_part_is_of_its_module(course: Course) -> Iterator[tuple[Place, str]]:
    """A workshop names units and activities of its own module.

    Its slides, handouts and guide are those of the module; a part from elsewhere would have none.
    """
    for module, workshop in workshops(course):
        known = {"unit": set(module.unit_ids), "activity": set(module.activities)}
        for kind, id, part in named(workshop):
            if id not in known[kind] and id not in course.unreadable:
                message = f"name {PLURALS[kind]} of this module here; `{id}` is not one of them"
                yield part.at(kind), f"{message}{nearest(id, known[kind])}"


def a_part_is_given_once(course: Course) -> Iterator[tuple[Place, str]]:
    """A workshop gives a unit or an activity once.

    What is to be split around a break goes before it or after it, so that the clock and the slides agree.
    """
    for _, workshop in workshops(course):
        seen: set[tuple[str, str]] = set()
        for kind, id, part in named(workshop):
            if (kind, id) in seen:
                yield part.at(kind), f"give `{id}` once; it is already in this workshop"
            seen.add((kind, id))


def a_shortened_activity_says_how(course: Course) -> Iterator[tuple[Place, str]]:
    """An activity that a workshop gives less time than it needs has a `note` on what to leave out.

    Otherwise the facilitator decides it with the clock running, and it is the talk afterwards that goes.
    """
    for module, workshop in workshops(course):
        for kind, id, part in named(workshop):
            if kind == "activity" and id in module.activities and not part.note:
                needed = module.activities[id][1].activity.minutes
                if part.minutes < needed:
                    message = f"add a `note` on what to leave out: `{id}` takes {needed} minutes in full"
                    yield part.at("minutes"), message


def steps_of_a_part_are_those_of_its_activity(course: Course) -> Iterator[tuple[Place, str]]:
    """The `steps` of a part are minutes for each step of its activity, and make up the part's minutes.

    The slides, their countdowns and the guide leave out just these steps and count just these minutes.
    """
    for module, part in parts(course):
        if not part.steps:
            continue
        if not part.activity:
            yield part.at("steps"), "leave out `steps`, or name an activity: only an activity has timed steps"
        elif part.activity in module.activities:
            count = len(module.activities[part.activity][1].activity.workshop.steps)
            total = sum(part.steps)
            if len(part.steps) != count:
                message = f"give {count} minutes here, one for each step of `{part.activity}`"
                yield part.at("steps"), f"{message}; `0` leaves a step out"
            elif total != part.minutes:
                message = f"make these add up to the {part.minutes} minutes of this part"
                yield part.at("steps"), f"{message}; they are {total}"


def a_part_shows_steps_of_its_unit(course: Course) -> Iterator[tuple[Place, str]]:
    """What `only` names is a kind of step, or a step, that the unit of this part has.

    A trainer would else stand before slides that were promised and are not there.
    """
    for module, part in parts(course):
        if part.only and not part.unit:
            yield part.at("only"), "leave out `only`, or name a unit: only the slides of a unit can be chosen"
        for unit in module.units if part.unit else ():
            steps = [step for step in unit.steps if not isinstance(step, ActivityStep)]
            known = {name for step in steps for name in (step.kind, step.name) if name}
            for index, name in enumerate(part.only if unit.id == part.unit else ()):
                if name not in known:
                    message = f"name a kind of step, or a step, of `{unit.id}`; `{name}` is neither"
                    yield part.at("only", index), f"{message}{nearest(name, known)}"


def every_activity_is_in_a_workshop(course: Course) -> Iterator[tuple[Place, str]]:
    """A module with workshops gives each of its activities its full time in at least one of them.

    One that is always shortened or left out has never been planned for.
    """
    for module in course.modules if not course.unreadable else ():
        given = [
            (id, part.minutes) for w in module.workshops for kind, id, part in named(w) if kind != "unit"
        ]
        for id, (_, step) in module.activities.items():
            needed = step.activity.minutes
            if module.workshops and not any(i == id and minutes >= needed for i, minutes in given):
                message = f"give `{id}` its {needed} minutes in a workshop of the module `{module.id}`"
                yield step.activity.at("id"), message


def room_minutes_are_those_of_the_activities(course: Course) -> Iterator[tuple[Place, str]]:
    """The minutes of `workshop` in module.yml are those of the module's activities together.

    They are what a trainer has to find room for; welcome, slides and breaks come on top in each workshop.
    """
    for module in course.modules if not course.unreadable else ():
        total = sum(s.activity.minutes for u in module.units for s in u.steps_of(ActivityStep))
        if module.workshop and total and module.workshop.minutes != total:
            message = f"write `minutes: {total}`: so long do the activities of this module take"
            yield module.workshop.at("minutes"), message


def a_workshop_has_a_name_of_its_own(course: Course) -> Iterator[tuple[Place, str]]:
    """No workshop is called `guide`.

    Its Word file would take the place of the guide to the whole module.
    """
    for _, workshop in workshops(course):
        if workshop.id == "guide":
            yield workshop.place, "rename this workshop; `guide.docx` is the guide to the whole module"


def every_section_says_something(course: Course) -> Iterator[tuple[Place, str]]:
    """A section of modules/facilitating.yml has a text or steps.

    A heading with nothing under it looks like a page that did not load.
    """
    for section in course.guidance.sections if course.guidance else ():
        if not (section.text or section.steps):
            yield section.at("id"), "add `text` or `steps` to this section"


def every_heading_of_the_guide_is_its_own(course: Course) -> Iterator[tuple[Place, str]]:
    """No section of modules/facilitating.yml and no activity has the id of another heading of the guide.

    A link to it would lead to the other one.
    """
    activities = {id: found for module in course.modules for id, found in module.activities.items()}
    taken = GUIDE_HEADINGS | activities.keys()
    for id, (_, step) in activities.items():
        if id in GUIDE_HEADINGS:
            yield step.activity.at("id"), f"give this activity another id; the guide has a heading `{id}`"
    for section in course.guidance.sections if course.guidance else ():
        if section.id in taken:
            yield section.at("id"), f"give this section another id; the guide has a heading `{section.id}`"
        taken |= {section.id}


def workshops(course: Course) -> Iterator[tuple[Module, ReadyWorkshop]]:
    """Every workshop with its module."""
    return ((module, workshop) for module in course.modules for workshop in module.workshops)


def parts(course: Course) -> Iterator[tuple[Module, WorkshopPart]]:
    """Every part of every workshop with its module."""
    return ((module, part) for module, workshop in workshops(course) for part in workshop.parts)


def named(workshop: ReadyWorkshop) -> Iterator[tuple[str, str, WorkshopPart]]:
    """Kind, id and part for every unit and activity that a workshop names."""
    for part in workshop.parts:
        if part.unit:
            yield "unit", part.unit, part
        if part.activity:
            yield "activity", part.activity, part
