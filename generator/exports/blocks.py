"""The HTML that Markdown becomes, as Word's own paragraphs, lists and tables.

Authors write Markdown everywhere; whoever edits a Word file must meet real headings, bullets and numbers.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from generator.exports.word import mark, shade

BLOCKS = {"p", "ul", "ol", "li", "table", "blockquote", "pre", "hr", "div", "dl", "dt", "dd"}
HEADING = re.compile(r"h([1-6])")
EMPTY = {"br", "hr"}
DEEPEST = 3
"""Word's template has styles for lists in lists down to this depth."""
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
BROKEN = re.compile(r"[\t\r\n]")
LINK = "5B1F4B"


def add_blocks(holder: Any, html: str, *, citations: bool = False) -> None:
    """Append HTML, as the `md` filter makes it, to a document or a cell of a table.

    Links that leave the course stay links, others become plain words. With `citations`, the numbers of
    references stand raised behind what they support; the caller then lists the references.
    """
    tree = Tree()
    tree.feed(html)
    tree.close()
    Writer(holder, citations).flow(tree.root.children)


@dataclass
class Element:
    """A piece of HTML with what is in it."""

    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    def all(self, tag: str) -> Iterator["Element"]:
        """Every element of a name in this one, but not what stands in one of its own kind."""
        for child in self.children:
            if isinstance(child, Element):
                yield from (child,) if child.tag == tag else child.all(tag)

    @property
    def cells(self) -> list["Element"]:
        """The cells of a row in their order: an empty corner is a `td` before the headings."""
        return [child for child in self.children if isinstance(child, Element) and child.tag in ("th", "td")]


class Tree(HTMLParser):
    """Reads HTML to elements; what was cleaned before is well formed."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Element("root")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.open[-1].children.append(element)
        if tag not in EMPTY:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if len(self.open) > 1 and tag not in EMPTY:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(UNPRINTABLE.sub("", data))


@dataclass(frozen=True)
class Look:
    """How a run of text looks."""

    bold: bool = False
    italic: bool = False
    raised: bool = False
    code: bool = False

    def within(self, tag: str) -> "Look":
        return Look(
            self.bold or tag in ("strong", "b", "th", "dt"),
            self.italic or tag in ("em", "i"),
            self.raised or tag == "sup",
            self.code or tag in ("code", "pre"),
        )


PLAIN = Look()


class Writer:
    """Writes elements into a document or a cell, one after the other."""

    def __init__(self, holder: Any, citations: bool) -> None:
        self.holder = holder
        self.citations = citations
        cell = getattr(holder, "paragraphs", [])[:2] if hasattr(holder, "_tc") else []
        self.last: Any = None
        self.fresh = cell[0] if len(cell) == 1 and not cell[0].text else None

    def paragraph(self, style: str | None = None) -> Any:
        """A new paragraph; a cell has an empty one, which is filled first."""
        made, self.fresh = self.fresh, None
        if made is None:
            made = self.holder.add_paragraph()
        if style:  # by the id that Word's template has: to look it up by name takes longer than all the rest
            made._p.get_or_add_pPr().style = style.replace(" ", "")
        self.last = made
        return made

    def flow(
        self,
        children: Sequence[Element | str],
        depth: int = 0,
        styles: Sequence[str] = (),
        number: int | None = None,
        look: Look = PLAIN,
    ) -> None:
        """Blocks and loose text; the first paragraph takes the first style and number, the rest the last."""
        paragraph, made = None, 0
        for child in children:
            if isinstance(child, Element) and (child.tag in BLOCKS or HEADING.fullmatch(child.tag)):
                paragraph = None
                if child.tag not in ("p", "div"):
                    self.block(child, depth)
                    continue
                if child.tag == "div":
                    self.flow(child.children, depth, styles[min(made, 1) :], look=look)
                    continue
            elif isinstance(child, str) and not child.strip() and paragraph is None:
                continue
            if paragraph is None:
                paragraph = self.paragraph(styles[min(made, len(styles) - 1)] if styles else None)
                if number and not made:
                    numbered(paragraph, number)
                made += 1
            self.inline(paragraph, child, look)
            if isinstance(child, Element) and child.tag == "p":
                paragraph = None

    def block(self, element: Element, depth: int) -> None:
        if heading := HEADING.fullmatch(element.tag):
            self.flow(element.children, depth, (f"Heading {max(2, int(heading[1]))}",))
        elif element.tag in ("ul", "ol"):
            self.items(element, depth)
        elif element.tag == "table":
            self.table(element)
        elif element.tag == "blockquote":
            self.flow(element.children, depth, ("Quote", "Quote"))
        else:
            self.flow(element.children, depth, look=PLAIN.within(element.tag))

    def items(self, element: Element, depth: int) -> None:
        ordered = element.tag == "ol"
        level = f" {depth + 1}" if 0 < depth < DEEPEST else f" {DEEPEST}" if depth else ""
        style = ("List Number" if ordered else "List Bullet") + level
        start = str(element.attributes.get("start") or "1")
        number = new_number(self.holder, style, int(start)) if ordered else None
        for item in element.all("li"):
            self.flow(item.children, depth + 1, (style, f"List Continue{level}"), number)

    def table(self, element: Element) -> None:
        rows = [row.cells for row in element.all("tr")]
        width = max(map(len, rows), default=0)
        if not width:
            return
        table = self.holder.add_table(rows=0, cols=width)
        table._tbl.tblStyle_val = "TableGrid"
        for index, cells in enumerate(rows):
            row = table.add_row()
            mark(row, "w:cantSplit")
            if not index:
                mark(row, "w:tblHeader")
            for cell, written in zip(cells, row.cells, strict=False):
                self.cell(written, cell, heading=not index)
        self.holder.add_paragraph().paragraph_format.space_after = Pt(0)  # two tables in a row would join

    def cell(self, written: Any, cell: Element, *, heading: bool) -> None:
        Writer(written, self.citations).flow(cell.children, look=Look(bold=heading))
        for paragraph in written.paragraphs:
            paragraph.paragraph_format.space_after = Pt(2)
        if heading:
            shade(written, "E9E4DA")

    def inline(self, paragraph: Any, child: Element | str, look: Look) -> None:
        if isinstance(child, str):
            add_run(paragraph, child if look.code else re.sub(r"\s+", " ", child), look)
        elif child.tag == "br":
            paragraph.add_run().add_break()
        elif child.tag == "sup" and not self.citations:
            return
        elif child.tag == "a" and (child.attributes.get("href") or "").startswith(
            ("http:", "https:", "mailto:")
        ):
            self.link(paragraph, child, look)
        else:
            for inner in child.children:
                self.inline(paragraph, inner, look.within(child.tag))

    def link(self, paragraph: Any, element: Element, look: Look) -> None:
        """A link that Word follows."""
        before = len(paragraph._p)
        for inner in element.children:
            self.inline(paragraph, inner, look)
        link = OxmlElement("w:hyperlink")
        target = element.attributes["href"]
        link.set(qn("r:id"), paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        runs = list(paragraph._p)[before:]
        paragraph._p.append(link)
        link.extend(runs)
        for run in runs:
            properties = run.get_or_add_rPr()
            appended(properties, "w:color").set(qn("w:val"), LINK)
            appended(properties, "w:u").set(qn("w:val"), "single")


def add_run(paragraph: Any, text: str, look: Look) -> None:
    """A run of text, made element by element: a build has thousands, python-docx takes ten times as long."""
    if not text:
        return
    run = appended(paragraph._p, "w:r")
    if look != PLAIN:
        set_look(appended(run, "w:rPr"), look)
    if BROKEN.search(text):
        run.text = text  # with its tabs and line breaks
        return
    words = appended(run, "w:t")
    words.text = text
    if text.strip() != text:
        words.set(qn("xml:space"), "preserve")


def appended(parent: Any, tag: str) -> Any:
    child = OxmlElement(tag)
    parent.append(child)
    return child


def set_look(properties: Any, look: Look) -> None:
    """In the order that Word's schema asks for."""
    if look.code:
        fonts = appended(properties, "w:rFonts")
        for script in ("w:ascii", "w:hAnsi"):
            fonts.set(qn(script), "Courier New")
    if look.bold:
        appended(properties, "w:b")
    if look.italic:
        appended(properties, "w:i")
    if look.raised:
        appended(properties, "w:vertAlign").set(qn("w:val"), "superscript")


def new_number(holder: Any, style: str, start: int = 1) -> int:
    """A numbering of its own for one list in a style, so that it begins afresh."""
    document = holder.part.document
    numbering = document.part.numbering_part.element
    pattern = document.styles[style].element.pPr.numPr.numId.val
    number = numbering.add_num(numbering.num_having_numId(pattern).abstractNumId.val)
    number.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(number.numId)


def numbered(paragraph: Any, number: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number
