"""Paper as Word files, from the same HTML as the pages: cards to cut, tables and lines to write on."""

from collections.abc import Iterable, Sequence
from typing import Any

from docx import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from generator.exports.blocks import HEADING, Element, Tree, Writer, add_blocks
from generator.exports.word import mark, match_size, new_table, number_pages, packed, set_up
from generator.model import Course
from generator.render import Page, formatted_once

WIDTH = 17.8
"""Centimetres between the margins of an upright page."""
CARD_HEIGHT = 5.4
"""Four rows of cards and a heading fill a page."""
ROOM_TO_WRITE, MORE_ROOM, LITTLE_ROOM, LONG = 1.1, 1.6, 0.85, 18
"""The least height of a row with a cell to fill in; more where it has but one; less from so many rows on."""
EMPTY_WEIGHT, LEAST, MOST = 24, 6, 40
"""How wide an empty column is, and any column at least and at most, in the measure of letters."""
EDGES = ("top", "left", "bottom", "right")
WRITING_LINE = Pt(26)
CARD_TEXT, SHORT_TEXT = Pt(12), Pt(16)


def document(course: Course, title: str, html: str, page: Page, *, top: int = 2) -> bytes:
    """An upright Word file of some HTML, with what it cites listed at its end.

    `top` is the level of its highest headings, which stand below the title of the file.
    """
    doc = Document()
    set_up(doc, title, course, landscape=False)
    number_pages(doc, title)
    doc.add_heading(title, 0)
    tree = Tree()
    tree.feed(html)
    tree.close()
    writer = PaperWriter(doc, citations=True)
    writer.top = top
    writer.flow(tree.root.children)
    if page.references:
        doc.add_heading("References", 1)
        listed = (f"<p>{n}. {formatted_once(ref)}</p>" for n, (ref, _) in enumerate(page.references, 1))
        add_blocks(doc, "".join(listed))
    return packed(doc)


def classes(element: Element) -> list[str]:
    return (element.attributes.get("class") or "").split()


class PaperWriter(Writer):
    """Writes cards, ruled lines and room to write besides what Markdown makes."""

    begun, top = False, 2

    def block(self, element: Element, depth: int) -> None:
        if "course-cards" in classes(element):
            self.cards(element)
        elif element.tag == "hr":
            rule(self.paragraph())
        elif heading := HEADING.fullmatch(element.tag):
            self.flow(element.children, depth, (f"Heading {max(1, int(heading[1]) - self.top + 1)}",))
            self.sheet(element)
        else:
            super().block(element, depth)

    def sheet(self, heading: Element) -> None:
        """Each sheet begins on a page of its own, the first one below the title."""
        if "course-paper-title" in classes(heading):
            self.holder.paragraphs[-1].paragraph_format.page_break_before = self.begun
            self.begun = True

    def table(self, element: Element) -> None:
        super().table(element)
        table = self.holder.tables[-1]._tbl
        texts = [[words_in(cell) for cell in row.iter(qn("w:tc"))] for row in table.iter(qn("w:tr"))]
        spread(table, widths(texts))
        padded(table, 0.1)
        for row, cells in zip(table.tr_lst[1:], texts[1:], strict=True):
            if "" in cells:
                row.trHeight_val = Cm(room(cells, len(texts)))

    def cards(self, element: Element) -> None:
        """A table with dashed borders to cut along, two cards a row; a back stands beside its front."""
        cards = sides(element)
        size = SHORT_TEXT if "course-cards-short" in classes(element) else CARD_TEXT
        folded = any("course-card-back" in classes(side) for card in cards for side in sides(card))
        told = "Cards to cut out along the borders" + (" and fold in the middle." if folded else ".")
        table = new_table(self.holder, "Cards", f"{len(cards)} cards. {told}", 2)
        padded(table._tbl, 0.25)
        for texts in rows_of(cards, folded=folded):
            row = table.add_row()
            row.height, row.height_rule = Cm(CARD_HEIGHT), WD_ROW_HEIGHT_RULE.AT_LEAST
            mark(row, "w:cantSplit")
            for cell in row.cells[len(texts) :]:
                to_cut(cell, none=True)
            for index, (cell, side) in enumerate(zip(row.cells, texts, strict=False)):
                cell.width = Cm(WIDTH / 2)
                to_cut(cell, fold=("right" if index == 0 else "left") if folded else "")
                PaperWriter(cell, self.citations).flow(side.children)
                for paragraph in cell.paragraphs:
                    paragraph.paragraph_format.space_after = Pt(4)
                    for run in paragraph.runs:
                        run.font.size = size
                        match_size(run._r.rPr, size)
        self.holder.add_paragraph().paragraph_format.space_after = Pt(0)


def sides(card: Element) -> list[Element]:
    return [side for side in card.children if isinstance(side, Element)]


def rows_of(cards: Sequence[Element], *, folded: bool) -> Iterable[Sequence[Element]]:
    """What stands in each row of a table of cards."""
    if folded:
        return [sides(card) for card in cards]
    fronts = [sides(card)[0] for card in cards]
    return [fronts[start : start + 2] for start in range(0, len(fronts), 2)]


def words_in(cell: Any) -> str:
    return "".join(text.text or "" for text in cell.iter(qn("w:t"))).strip()


def widths(texts: Sequence[Sequence[str]]) -> list[float]:
    """Centimetres for each column: by what stands in it, with room where nothing does."""
    weights = []
    for heading, *cells in zip(*texts, strict=False):
        longest = max(map(len, cells), default=0)
        word = max((len(word) for text in (heading, *cells) for word in text.split()), default=0) + 3
        weights.append(max(LEAST, word, min(longest, MOST)) if longest else max(EMPTY_WEIGHT, word))
    return [round(WIDTH * weight / sum(weights), 2) for weight in weights]


def spread(table: Any, widths: Sequence[float]) -> None:
    """Give the columns of a table their widths, which Word then keeps."""
    layout = OxmlElement("w:tblLayout")
    layout.set(qn("w:type"), "fixed")
    for old in table.tblPr.findall(qn("w:tblLayout")):
        table.tblPr.remove(old)
    table.tblPr.insert_element_before(layout, "w:tblCellMar", "w:tblLook", "w:tblCaption", "w:tblDescription")
    for column, width in zip(table.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Cm(width)
    for row in table.tr_lst:
        for cell, width in zip(row.tc_lst, widths, strict=False):
            cell.width = Cm(width)


def padded(table: Any, centimetres: float) -> None:
    """Room between the words of a cell and its borders."""
    margins = OxmlElement("w:tblCellMar")
    for edge in EDGES:
        margin = OxmlElement(f"w:{edge}")
        margin.set(qn("w:w"), str(round(Cm(centimetres if edge in ("top", "bottom") else 0.2).twips)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")


def room(cells: Sequence[str], rows: int) -> float:
    """The least height of a row with cells to fill in: less in a long list, more where only one is empty."""
    if rows > LONG:
        return LITTLE_ROOM
    return MORE_ROOM if len(cells) == 2 else ROOM_TO_WRITE


def to_cut(cell: Any, fold: str = "", *, none: bool = False) -> None:
    """Dashed borders to cut along; a dotted one to fold on; none round a place without a card."""
    borders = OxmlElement("w:tcBorders")
    for edge in EDGES:
        border = OxmlElement(f"w:{edge}")
        shared = edge in ("top", "left")  # with the cards above and before
        border.set(qn("w:val"), "nil" if none and not shared else "dotted" if edge == fold else "dashed")
        border.set(qn("w:sz"), "6")
        border.set(qn("w:color"), "736D64")
        borders.append(border)
    cell._tc.get_or_add_tcPr().append(borders)


def rule(paragraph: Any) -> None:
    """A line to write on: an empty paragraph with a border below, as high as every other line."""
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing = WRITING_LINE  # a length is exact; space before would not hold for the last line
    borders = OxmlElement("w:pBdr")
    for edge in ("bottom", "between"):
        border = OxmlElement(f"w:{edge}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", "736D64")):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
