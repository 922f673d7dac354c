"""The blank action plan as a Word file: a form that a screen reader can read and a printer can print.

The only door python-docx comes in by.
"""

import zipfile
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from generator.model import Course, Module
from generator.render import to_text

COLUMNS = (
    ("What I will do", 4.6),
    ("Why: the evidence", 4.2),
    ("First step", 3.8),
    ("With whom", 2.9),
    ("By when", 2.3),
    ("How I will know it worked", 4.2),
    ("What might get in the way, and what I will do then", 4.4),
)
"""The plan's columns and their widths in centimetres: together the width of a landscape page."""
ROWS = 5
NEVER = datetime(2000, 1, 1)
"""Word wants dates in a file; a fixed one keeps equal input equal."""


def document(course: Course, modules: Sequence[Module]) -> bytes:
    """The blank plan of some modules, with the actions that they suggest, as the bytes of a Word file."""
    names = ", ".join(module.title for module in modules)
    doc = Document()
    set_up(doc, f"My action plan: {names}", course)
    doc.add_heading("My action plan", 0)
    lead = f"{course.settings.title}: {names}." if len(modules) == 1 else f"{course.settings.title}."
    doc.add_paragraph(f"{lead} Choose one or two actions, make each small enough to begin this week, and tell one person.")
    about_me(doc)
    doc.add_heading("My actions", 1)
    plan_table(doc)
    doc.add_heading("If this happens, then I will", 1)
    doc.add_paragraph("Write one sentence for each action: when and where it begins, and what you do first.")
    for _ in range(3):
        doc.add_paragraph("If " + "_" * 42 + ", then I will " + "_" * 48 + ".")
    reviews(doc)
    suggestions(doc, course, modules)
    return packed(doc)


def set_up(doc: Any, title: str, course: Course) -> None:
    """Page, styles, language and title."""
    section = doc.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(1.6)
    section.top_margin = section.bottom_margin = Cm(1.6)
    for name, size, font in (("Normal", 11, "Arial"), ("Title", 24, "Georgia"), ("Heading 1", 15, "Georgia")):
        style = doc.styles[name]
        style.font.size, style.font.name, style.font.color.rgb = Pt(size), font, RGBColor(0x1C, 0x1A, 0x24)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in [key for key in fonts.attrib if "Theme" in key]:  # a theme's font would win over ours
            del fonts.attrib[key]
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), font)
    add_language(doc.styles["Normal"].element.get_or_add_rPr(), course.settings.language)
    for default in doc.styles.element.iter(qn("w:lang")):
        default.set(qn("w:val"), course.settings.language)
    properties = doc.core_properties
    properties.title, properties.language, properties.author = title, course.settings.language, course.settings.owner
    properties.subject, properties.comments = course.settings.title, ""
    properties.created = properties.modified = NEVER
    properties.revision = 1


def add_language(run_properties: Any, language: str) -> None:
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), language)
    run_properties.append(lang)


def about_me(doc: Any) -> None:
    doc.add_heading("About this plan", 1)
    table = new_table(doc, "About this plan", "Four lines for name, service, date and the person who will ask.", 2)
    for label in ("My name and role", "My team or service", "Date", "Who will ask me how it went, and when"):
        cells = table.add_row().cells
        cells[0].text = label
        cells[0].paragraphs[0].runs[0].bold = True
        cells[0].width, cells[1].width = Cm(7.0), Cm(19.4)


def plan_table(doc: Any) -> None:
    """The table: a header row that is repeated on each page, and rows that do not break across pages."""
    told = "A row for each action. The columns: " + "; ".join(name for name, _ in COLUMNS) + "."
    table = new_table(doc, "My actions", told, len(COLUMNS))
    header = table.add_row()
    mark(header, "w:tblHeader")
    for cell, (name, _) in zip(header.cells, COLUMNS, strict=True):
        cell.text = name
        cell.paragraphs[0].runs[0].bold = True
        shade(cell, "E9E4DA")
    for _ in range(ROWS):
        table.add_row().height = Cm(2.1)
    for row in table.rows:
        mark(row, "w:cantSplit")
        for cell, (_, width) in zip(row.cells, COLUMNS, strict=True):
            cell.width = Cm(width)
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(2)
                for run in paragraph.runs:
                    run.font.size = Pt(10)


def new_table(doc: Any, title: str, description: str, columns: int) -> Any:
    """An empty table with a title and a description, which a screen reader says before it."""
    table = doc.add_table(rows=0, cols=columns)
    table.style = "Table Grid"
    table.autofit = False
    for tag, text in (("w:tblCaption", title), ("w:tblDescription", description)):
        element = OxmlElement(tag)
        element.set(qn("w:val"), text)
        table._tbl.tblPr.append(element)
    return table


def mark(row: Any, tag: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(tag))


def shade(cell: Any, colour: str) -> None:
    shading = OxmlElement("w:shd")
    for key, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", colour)):
        shading.set(qn(key), value)
    cell._tc.get_or_add_tcPr().append(shading)


def reviews(doc: Any) -> None:
    doc.add_heading("Looking back", 1)
    for week in ("After 2 weeks", "After 6 weeks", "After 12 weeks"):
        paragraph = doc.add_paragraph()
        paragraph.add_run(f"{week}: ").bold = True
        paragraph.add_run("what happened, what I saw, what I will do next " + "_" * 60)


def suggestions(doc: Any, course: Course, modules: Sequence[Module]) -> None:
    doc.add_heading("Actions that the course suggests", 1)
    doc.add_paragraph("Take what fits your service, and change the words until they are yours.")
    for module in modules:
        if len(modules) > 1 and module.actions:
            doc.add_heading(module.title, 2)
        for action in module.actions:
            paragraph = doc.add_paragraph(style="List Bullet")
            paragraph.add_run(to_text(action.prompt, course)).bold = True
            paragraph.add_run(f" For example: {to_text(action.example, course)}")
            paragraph.add_run(f" You would know by: {to_text(action.measure, course)}")


def packed(doc: Any) -> bytes:
    """The file with fixed dates and a fixed order inside, so that equal input gives equal bytes."""
    raw = BytesIO()
    doc.save(raw)
    out = BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0  # otherwise the file would tell which system made it
            new.writestr(info, old.read(name))
    return out.getvalue()
