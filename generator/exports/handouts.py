"""The paper for a room as Word files: the handouts of each activity, agenda, register and evaluation form."""

from generator.exports import paper
from generator.model import ActivityStep, Course, Module
from generator.render import Page, environment, render

FORMS = (("agenda", "Agenda"), ("register", "Register"), ("evaluation", "Evaluation form"))


def documents(course: Course, module: Module) -> dict[str, bytes]:
    """Each Word file by its path."""
    folder = f"{module.path}handouts/"
    found = {}
    for unit in module.units:
        for activity in (step.activity for step in unit.steps_of(ActivityStep)):
            if activity.workshop.handouts:
                path = f"{folder}{activity.id}.docx"
                found[path] = written(course, activity.title, "activity", path, activity=activity)
    for name, title in FORMS:
        path = f"{folder}forms/{name}.docx"
        found[path] = written(course, f"{module.title}: {title.lower()}", name, path, module=module, level=3)
    return found


def written(course: Course, title: str, template: str, path: str, **values: object) -> bytes:
    page = Page(path, course)
    html = render(environment(), f"paper/{template}.jinja", page, **values)
    return paper.document(course, title, html, page, top=3)
