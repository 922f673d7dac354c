"""The record of learning as a Word file: blank to fill in by hand, or filled in by the learner's own browser.

The part `cpd` writes into the second cell of each row, in the order in which the rows stand here.
"""

from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.shared import Cm, Pt

from generator.exports.word import mark, new_table, packed, set_up, shade, write
from generator.model import Course, CpdForm, CpdHeading
from generator.render import to_text

ABOUT = ("Name", "When I studied", "Hours", "Of these, hours with other people", "With whom, and when")
"""The rows of the first table: the fields of components/cpd/cpd.jinja."""
WIDTHS = (5.6, 12.2)
"""In centimetres: together the width of an upright page."""
PLAIN = "Self-declared. Filled in by the learner; the course checked nothing."


def document(course: Course, form: CpdForm) -> bytes:
    """A form as the bytes of a Word file."""
    doc = Document()
    set_up(doc, f"Record of learning: {form.title}", course, landscape=False)
    doc.add_heading("Record of learning", 0)
    doc.add_paragraph(f"{course.settings.title}. {form.title}.")
    if form.note:
        doc.add_paragraph(to_text(form.note, course))
    add_form(doc, "About this record", ("About", "Write here"), [(row,) for row in ABOUT], 0.8)
    rows = [(heading.title, *told(heading)) for heading in form.headings]
    add_form(doc, "My account", ("Asked", "In my words"), rows, 4.2)
    doc.add_paragraph()
    doc.add_paragraph(PLAIN)
    return packed(doc)


def told(heading: CpdHeading) -> list[str]:
    """What helps to write under a heading: its hint, and what can be ticked."""
    return [*filter(None, [heading.hint]), *(f"☐ {choice}" for choice in heading.choices)]


def add_form(
    doc: Any, title: str, columns: tuple[str, str], rows: Sequence[tuple[str, ...]], height: float
) -> None:
    """A heading and a table of two columns: what is asked, with hints below it, and room to write.

    Rows may break over two pages: an account can be long.
    """
    doc.add_heading(title, 1)
    table = new_table(doc, title, f"{len(rows)} rows to fill in. The columns: {'; '.join(columns)}.", 2)
    header = table.add_row()
    mark(header, "w:tblHeader")
    for cell, name in zip(header.cells, columns, strict=True):
        write(cell, name)
        shade(cell, "E9E4DA")
    for asked, *hints in rows:
        row = table.add_row()
        row.height = Cm(height)
        write(row.cells[0], asked)
        for hint in hints:
            row.cells[0].add_paragraph(hint).paragraph_format.space_after = Pt(2)
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
