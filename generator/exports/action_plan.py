"""The blank action plan as a Word file: a form that a screen reader can read and a printer can print."""

from collections.abc import Sequence
from typing import Any

from docx import Document

from generator.exports.word import add_table, packed, set_up
from generator.model import Course, Module
from generator.render import to_text

PLAN = (
    ("What I will do", 4.5),
    ("Why: the evidence", 4.2),
    ("First step", 3.7),
    ("With whom", 2.8),
    ("By when", 2.7),
    ("How I will know it worked", 4.1),
    ("What might get in the way, and what I will do then", 4.4),
)
IF_THEN = (
    ("For which action", 7.4),
    ("If this happens (when and where)", 9.5),
    ("then I will (what I do first)", 9.5),
)
LOOKING_BACK = (("When", 4.2), ("What happened, and what I saw", 11.1), ("What I will do next", 11.1))
ABOUT = (("About", 7.4), ("Write here", 19.0))
AGREED = (("Who", 4.4), ("Name", 9.0), ("Signature", 9.0), ("Date", 4.0))
JOINT = (
    ("What we will do", 5.0),
    ("Whose plans say so", 3.6),
    ("First step", 3.9),
    ("With whom", 3.2),
    ("By when", 2.9),
    ("How we will know it worked", 3.9),
    ("What might get in the way", 3.9),
)
"""The columns of each table and their widths in centimetres: together the width of a landscape page."""
WEEKS = (2, 6, 12)
"""When to look back: weeks after the plan's date."""


def document(course: Course, modules: Sequence[Module]) -> bytes:
    """The blank plan of some modules, with the actions that they suggest, as the bytes of a Word file."""
    names = ", ".join(module.title for module in modules)
    doc = Document()
    set_up(doc, f"My action plan: {names}", course)
    doc.add_heading("My action plan", 0)
    about = f"{course.settings.title}: {names}" if len(modules) == 1 else course.settings.title
    doc.add_paragraph(
        f"{about}. Choose one or two actions, make each small enough to begin this week, and tell one person."
    )
    people = ("My name and role", "My team or service", "Date", "Who will ask me how it went, and when")
    add_table(doc, "About this plan", ABOUT, people, 0.7)
    add_table(doc, "My actions", PLAN, ("",) * 4, 1.9)
    add_table(doc, "My if-then sentences", IF_THEN, ("",) * 3, 1.4)
    add_table(doc, "Looking back", LOOKING_BACK, [f"After {weeks} weeks" for weeks in WEEKS], 1.4)
    add_table(doc, "Agreed", AGREED, ("I", "My manager"), 1.2)
    suggestions(doc, course, modules)
    return packed(doc)


def joint(course: Course) -> bytes:
    """The blank plan of a team, for what several people's plans come to."""
    doc = Document()
    set_up(doc, "Our joint action plan", course)
    doc.add_heading("Our joint action plan", 0)
    doc.add_paragraph(f"{course.settings.title}. Put together from the plans of the people named below.")
    people = ("Our team or service", "Whose plans these are", "Date", "Who will ask us how it went, and when")
    add_table(doc, "About this plan", ABOUT, people, 0.7)
    add_table(doc, "Our actions", JOINT, ("",) * 4, 1.9)
    add_table(doc, "Looking back", LOOKING_BACK, [f"After {weeks} weeks" for weeks in WEEKS], 1.4)
    add_table(doc, "Agreed", AGREED, ("For the team", "Our manager"), 1.2)
    return packed(doc)


def suggestions(doc: Any, course: Course, modules: Sequence[Module]) -> None:
    doc.add_heading("Actions that the course suggests", 1).paragraph_format.page_break_before = True
    doc.add_paragraph("Take what fits your service, and change the words until they are yours.")
    for module in modules:
        if len(modules) > 1 and module.actions:
            doc.add_heading(module.title, 2)
        for action in module.actions:
            paragraph = doc.add_paragraph(style="List Bullet")
            paragraph.add_run(to_text(action.prompt, course)).bold = True
            paragraph.add_run(f" For example: {to_text(action.example, course)}")
            paragraph.add_run(f" You would know by: {to_text(action.measure, course)}")
