"""The facilitator's guide as a Word file that trainers edit: a module, or one of its workshops."""

from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from generator.exports.blocks import HEADING, Element, Tree, Writer, add_blocks
from generator.exports.paper import WIDTH, spread, words_in
from generator.exports.word import number_pages, packed, set_up
from generator.model import Course, Module, ReadyWorkshop
from generator.render import Page, environment, formatted_once, render

LISTS = ("List Bullet", "List Bullet 2", "List Number", "List Number 2", "List Continue", "List Continue 2")
READABLE = Pt(11)
LEAST = 25
"""The fewest letters that a column has room for."""


def documents(course: Course, module: Module) -> dict[str, bytes]:
    """Every guide of a module by its path: the whole, and one for each ready workshop."""
    guides = {"guide": document(course, module)}
    guides |= {workshop.id: document(course, module, workshop) for workshop in module.workshops}
    return {f"{module.path}workshop/{name}.docx": guide for name, guide in guides.items()}


def document(course: Course, module: Module, workshop: ReadyWorkshop | None = None) -> bytes:
    """The guide to a module, or to one workshop of it."""
    page = Page(f"{module.path}workshop/", course)
    html = render(environment(), "room/guide.jinja", page, module=module, workshop=workshop)
    title = f"{module.title}: {workshop.title if workshop else 'in the room'}"
    doc = Document()
    set_up(doc, title, course, landscape=False)
    for name in LISTS:
        doc.styles[name].font.size, doc.styles[name].font.name = READABLE, "Arial"
    step = doc.styles["List Number"].paragraph_format  # its minutes, then what to do
    step.space_after, step.keep_with_next = Pt(2), True
    number_pages(doc, title)
    doc.add_heading(title, 0)
    tree = Tree()
    tree.feed(html)
    tree.close()
    GuideWriter(doc, citations=True).flow(tree.root.children)
    if page.references:
        doc.add_heading("References", 1)
        for number, (reference, _) in enumerate(page.references, 1):
            add_blocks(doc, f"{number}. {formatted_once(reference)}")
    return packed(doc)


class GuideWriter(Writer):
    """Knows besides: new pages, tables with a caption and widths, and names that stay with what they name."""

    def block(self, element: Element, depth: int) -> None:
        if heading := HEADING.fullmatch(element.tag):
            self.flow(element.children, depth, (f"Heading {max(1, int(heading[1]) - 1)}",))
            new = "course-new-page" in (element.attributes.get("class") or "")
            if new:
                self.last.paragraph_format.page_break_before = True
        else:
            super().block(element, depth)
            if element.tag == "dt":
                self.last.paragraph_format.keep_with_next = True

    def table(self, element: Element) -> None:
        if self.last is not None:
            self.last.paragraph_format.keep_with_next = True
        super().table(element)
        table = self.holder.tables[-1]
        for caption in element.all("caption"):
            describe(table, "".join(text for text in caption.children if isinstance(text, str)))
        widths = [heading.attributes.get("data-width") for heading in element.all("th")]
        if all(widths) and len(widths) == len(table.columns):
            set_widths(table, [float(width or 0) for width in widths])
        else:
            spread(table._tbl, by_length(table._tbl))


def by_length(table: Any) -> list[float]:
    """Centimetres for each column: by the root of its longest cell, so that the table is as low as may be."""
    rows = [[len(words_in(cell)) for cell in row.tc_lst] for row in table.tr_lst]
    weights = [max(LEAST, max(column)) ** 0.5 for column in zip(*rows, strict=False)]
    return [round(WIDTH * weight / sum(weights), 2) for weight in weights]


def describe(table: Any, title: str) -> None:
    """A title, which a screen reader says before the table."""
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), title)
    table._tbl.tblPr.append(caption)


def set_widths(table: Any, widths: Sequence[float]) -> None:
    """The widths of the columns in centimetres, on each cell too: not every program reads the same ones."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
