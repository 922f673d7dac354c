"""A module on paper as Word files: the participant's workbook, and the answers for whoever runs it."""

from generator.exports import paper
from generator.model import Course, Module
from generator.render import Page, environment, render

FIELDS = (
    "In my own words",
    "First step",
    "With whom",
    "By when",
    "How I will know it worked",
    "What might get in the way, and what I will do then",
)
"""What a learner plans about an action, on paper."""


def documents(course: Course, module: Module) -> dict[str, bytes]:
    """Both Word files by their paths."""
    folder = f"{module.path}workbook/"
    return {
        f"{folder}workbook.docx": written(course, module, f"{module.title}: workbook", "body"),
        f"{folder}answers.docx": written(
            course, module, f"For trainers: answers to {module.title}", "answers"
        ),
    }


def written(course: Course, module: Module, title: str, template: str) -> bytes:
    page = Page(f"{module.path}workbook/", course)
    html = render(environment(), f"workbook/{template}.jinja", page, module=module, fields=FIELDS)
    return paper.document(course, title, html, page)
