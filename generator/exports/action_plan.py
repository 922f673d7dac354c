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

PLAN = (
    ("What I will do", 4.6),
    ("Why: the evidence", 4.2),
    ("First step", 3.8),
    ("With whom", 2.9),
    ("By when", 2.3),
    ("How I will know it worked", 4.2),
    ("What might get in the way, and what I will do then", 4.4),
)
IF_THEN = (("If this happens (when and where)", 13.2), ("then I will (what I do first)", 13.2))
LOOKING_BACK = (("When", 3.4), ("What happened, and what I saw", 11.5), ("What I will do next", 11.5))
ABOUT = (("About", 7.4), ("Write here", 19.0))
"""The columns of each table and their widths in centimetres: together the width of a landscape page."""
LONGEST = 255
"""The most characters that Word allows in a property."""
STYLES = (
    ("Normal", 11, "Arial"),
    ("List Bullet", 10, "Arial"),
    ("Title", 24, "Georgia"),
    ("Heading 1", 15, "Georgia"),
    ("Heading 2", 13, "Georgia"),
)
"""Word's styles, their size in points and their font: the template's own are pale blue and small."""
NEVER = datetime(2000, 1, 1)
"""Word wants dates in a file; a fixed one keeps equal input equal."""


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
    add_table(doc, "Looking back", LOOKING_BACK, ("After 2 weeks", "After 6 weeks", "After 12 weeks"), 1.4)
    suggestions(doc, course, modules)
    return packed(doc)


def set_up(doc: Any, title: str, course: Course) -> None:
    """Page, styles, language and title."""
    section = doc.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(1.6)
    section.top_margin = section.bottom_margin = Cm(1.6)
    for name, size, font in STYLES:
        style = doc.styles[name]
        style.font.size, style.font.name, style.font.color.rgb = Pt(size), font, RGBColor(0x1C, 0x1A, 0x24)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in [key for key in fonts.attrib if "Theme" in key]:  # a theme's font would win over ours
            del fonts.attrib[key]
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), font)
    for border in doc.styles["Title"].element.iter(qn("w:bottom")):
        border.set(qn("w:color"), "5B1F4B")
    add_language(doc.styles["Normal"].element.get_or_add_rPr(), course.settings.language)
    for default in doc.styles.element.iter(qn("w:lang")):
        default.set(qn("w:val"), course.settings.language)
    properties = doc.core_properties
    properties.title, properties.author = title[:LONGEST], course.settings.owner[:LONGEST]
    properties.subject, properties.language = course.settings.title[:LONGEST], course.settings.language
    properties.comments = ""
    properties.created = properties.modified = NEVER
    properties.revision = 1


def add_language(run_properties: Any, language: str) -> None:
    lang = OxmlElement("w:lang")
    lang.set(qn("w:val"), language)
    run_properties.append(lang)


def add_table(
    doc: Any, title: str, columns: Sequence[tuple[str, float]], labels: Sequence[str], height: float
) -> None:
    """A heading and a table: a header row that is repeated on each page, and rows that do not break.

    `labels` fills the first cell of each row, `height` is the least height of a row in centimetres.
    """
    doc.add_heading(title, 1)
    told = f"{len(labels)} rows to fill in. The columns: " + "; ".join(name for name, _ in columns) + "."
    table = new_table(doc, title, told, len(columns))
    header = table.add_row()
    mark(header, "w:tblHeader")
    for cell, (name, _) in zip(header.cells, columns, strict=True):
        write(cell, name)
        shade(cell, "E9E4DA")
    for label in labels:
        row = table.add_row()
        row.height = Cm(height)
        if label:
            write(row.cells[0], label)
    for row in table.rows:
        mark(row, "w:cantSplit")
    for column, (_, width) in zip(table.columns, columns, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def write(cell: Any, text: str) -> None:
    """Bold words in a cell, without the space that a paragraph leaves below it."""
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(text)
    run.bold, run.font.size = True, Pt(10)


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
