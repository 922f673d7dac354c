"""Word files: page, styles, tables and bytes that every document of the course shares.

The only door python-docx comes in by, together with the documents beside it.
"""

import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from generator.model import Course

LONGEST = 255
"""The most characters that Word allows in a property."""
STYLES = (
    ("Normal", 11, "Arial"),
    ("List Bullet", 10, "Arial"),
    ("Title", 24, "Georgia"),
    ("Heading 1", 15, "Georgia"),
    ("Heading 2", 13, "Georgia"),
    ("Heading 3", 11.5, "Georgia"),
)
"""Word's styles, their size in points and their font: the template's own are pale blue and small."""
LEFT_OVER = ("/thumbnail", "/stylesWithEffects", "/customXml")
"""What python-docx's own template brings along and none of ours uses, by the end of its relationship."""
NEVER = datetime(2000, 1, 1)
"""Word wants dates in a file; a fixed one keeps equal input equal."""


def set_up(doc: Any, title: str, course: Course, *, landscape: bool = True) -> None:
    """Page, styles, language and title."""
    section = doc.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Cm(29.7), Cm(21.0)) if landscape else (Cm(21.0), Cm(29.7))
    section.left_margin = section.right_margin = Cm(1.6)
    section.top_margin = section.bottom_margin = Cm(1.6)
    for name, size, font in STYLES:
        style = doc.styles[name]
        style.font.size, style.font.name, style.font.color.rgb = Pt(size), font, RGBColor(0x1C, 0x1A, 0x24)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        match_size(style.element.get_or_add_rPr(), Pt(size))
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


def match_size(run_properties: Any, size: Any) -> None:
    """The same size for Arabic, Bengali and other scripts that Word sizes on their own."""
    for old in run_properties.findall(qn("w:szCs")):
        run_properties.remove(old)
    complex_size = OxmlElement("w:szCs")
    complex_size.set(qn("w:val"), str(round(size.pt * 2)))
    run_properties.find(qn("w:sz")).addnext(complex_size)


def number_pages(doc: Any, title: str) -> None:
    """The title and the page's number at the foot of each page: loose sheets find their order again."""
    paragraph = doc.sections[0].footer.paragraphs[0]
    paragraph.add_run(f"{title} · ").font.size = Pt(9)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    number = paragraph.add_run("1")
    number.font.size = Pt(9)
    field.append(number._r)


def write(cell: Any, text: str) -> None:
    """Bold words in a cell, without the space that a paragraph leaves below it."""
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(text)
    run.bold, run.font.size = True, Pt(10)


def new_table(doc: Any, title: str, description: str, columns: int) -> Any:
    """An empty table with a title and a description, which a screen reader says before it."""
    table = doc.add_table(rows=0, cols=columns)
    table._tbl.tblStyle_val = "TableGrid"
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


def packed(doc: Any) -> bytes:
    """The file with fixed dates and a fixed order inside, so that equal input gives equal bytes."""
    tidy(doc)
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


def tidy(doc: Any) -> None:
    """Leave out what a document does not use: most of a small file would be styles of other tables."""
    for owner in (doc.part, doc.part.package):
        for id in [id for id, each in owner.rels.items() if each.reltype.endswith(LEFT_OVER)]:
            del owner.rels[id]
    used = {style.get(qn("w:val")) for style in doc.element.iter(qn("w:tblStyle"))}
    styles = doc.styles.element
    based = {style.get(qn("w:val")) for style in styles.iter(qn("w:basedOn"))} - {None}
    for style in list(styles.iter(qn("w:style"))):
        if (
            style.get(qn("w:type")) != "table"
            or style.get(qn("w:default"))
            or style.get(qn("w:styleId")) in used
        ):
            continue
        if style.get(qn("w:styleId")) not in based:
            styles.remove(style)


def templates(files: Mapping[str, bytes]) -> str:
    """A script that holds Word files by their keys, so that a page can fill them in: components/word/word.js.

    Each text stands there once, because the files have most of theirs in common.
    """
    texts: dict[str, int] = {}
    found: dict[str, dict[str, int]] = {}
    for key, raw in files.items():
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            parts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
        found[key] = {name: texts.setdefault(text, len(texts)) for name, text in parts.items()}
    return f"globalThis.courseWordTemplates = {json.dumps({'templates': found, 'texts': list(texts)})};\n"
