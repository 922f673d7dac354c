"""The facilitator's guide: times that add up, and a Word file of real headings, lists and tables."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from generator.exports import guide
from generator.exports.blocks import add_blocks
from generator.load import load
from generator.model import Course
from generator.render import Page, to_html
from tests.pages import Page as Html
from tests.tools import ROOT

MARKDOWN = """\
First **bold *both*** and [out](https://example.org/?a=1&b=2) [@club-survey-2024].

- one
- two
    1. inner
    2. second

1. a
2. b

Between.

1. c

| Tool | For |
|---|---|
| Levers | **Tyre** |
"""


@pytest.fixture(scope="module")
def real() -> Course:
    course, problems = load(ROOT)
    assert course
    assert not problems
    return course


def read(raw: bytes) -> Any:
    return Document(BytesIO(raw))


def styled(doc: Any, style: str) -> list[str]:
    return [paragraph.text for paragraph in doc.paragraphs if paragraph.style.name == style]


def test_markdown_becomes_what_word_calls_it(sample: Course) -> None:
    doc = Document()
    add_blocks(doc, to_html(MARKDOWN, Page("", sample)), citations=True)
    assert styled(doc, "List Bullet") == ["one", "two"]
    assert styled(doc, "List Number 2") == ["inner", "second"]
    assert styled(doc, "List Number") == ["a", "b", "c"]
    numbers = {p._p.pPr.numPr.numId.val for p in doc.paragraphs if p.style.name == "List Number"}
    assert len(numbers) == 2, "the second list goes on counting the first"
    first = doc.paragraphs[0]
    assert [run.text for run in first.runs if run.bold] == ["bold ", "both"]
    assert [run.text for run in first.runs if run.font.superscript] == ["1"]
    assert first.hyperlinks[0].address == "https://example.org/?a=1&b=2"
    (table,) = doc.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Tool", "For"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_nothing_that_is_written_can_break_a_file(sample: Course) -> None:
    doc = Document()
    add_blocks(doc, to_html("A <script>alert(1)</script> & \x0b <w:p/> ]]>", Page("", sample)))
    raw = BytesIO()
    doc.save(raw)
    assert "<script>alert(1)</script>" in Document(raw).paragraphs[0].text


def test_a_cell_is_filled_from_its_first_paragraph(sample: Course) -> None:
    cell = Document().add_table(rows=1, cols=1).rows[0].cells[0]
    add_blocks(cell, to_html("One.\n\n- two\n", Page("", sample)))
    assert [paragraph.text for paragraph in cell.paragraphs] == ["One.", "two"]


def test_the_guide_as_a_word_file(sample: Course) -> None:
    files = guide.documents(sample, sample.modules[0])
    assert list(files) == ["wheels/workshop/guide.docx", "wheels/workshop/evening.docx"]
    assert files == guide.documents(sample, sample.modules[0]), "same input, same bytes"
    doc = read(files["wheels/workshop/guide.docx"])
    assert {
        "Aims",
        "Running order",
        "What to bring",
        "Get ready",
        "Activity: Find the hole",
        "Afterwards",
    } < set(styled(doc, "Heading 1"))
    assert "Step by step" in styled(doc, "Heading 2")
    assert "5 minutes" in styled(doc, "List Number")
    talk = "Take 5 for this talk from the longest step that you run: step 2, if you run them all."
    assert f"The steps fill all 15 minutes. {talk}" in styled(doc, "Normal")
    assert doc.sections[0].footer._element.xpath(".//w:fldSimple"), "loose pages have numbers"
    table = doc.tables[0]
    assert [cell.text for cell in table.rows[0].cells][:3] == ["From the start", "What", "Minutes"]
    assert [row.cells[0].text for row in table.rows[1:]] == [f"{n} min" for n in (0, 5, 25, 40, 45, 50)]
    assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None
    assert styled(doc, "Heading 1")[-1] == "References"


def test_a_workshop_has_a_guide_to_its_own_parts(sample: Course) -> None:
    doc = read(guide.documents(sample, sample.modules[0])["wheels/workshop/evening.docx"])
    headings = styled(doc, "Heading 1")
    assert "Slides: Punctures" in headings
    assert "Slides: Spokes & rims" not in headings
    assert "Judge whether a wheel is safe to ride" not in styled(doc, "List Bullet"), (
        "an aim it does not serve"
    )


def test_the_guide_to_a_workshop_says_what_is_left_out(real: Course) -> None:
    module = real.modules[0]
    (workshop,) = (w for w in module.workshops if w.id == "half-day")
    doc = read(guide.document(real, module, workshop))
    minutes = styled(doc, "List Number")
    assert minutes[-6:] == ["8 minutes", "10 minutes", "12 minutes", *["Left out here"] * 2, "10 minutes"]
    talk = "The steps fill all 40 minutes. Take 5 for this talk from the longest step that you run: step 3."
    assert talk in styled(doc, "Normal")
    shown = [paragraph.text for paragraph in doc.paragraphs if paragraph.text.startswith("Number: ")]
    assert shown == [], "only questions, an example and an action"


def test_the_page_holds_every_part_and_every_running_order(made: dict[str, str | bytes]) -> None:
    text = made["wheels/workshop/index.md"]
    assert isinstance(text, str)
    assert 'data-part="a.find-the-hole"' in text
    page = Html(text)
    starts = [int(cell["data-from"]) for cell in page.all("td") if cell["data-from"]]
    assert starts == [0, 0, 5, 25, 40, 45, 50], "that of a chosen workshop is a template"
    (section,) = [element for element in page.all("section") if element["data-plan"]]
    assert section["data-plan"] == "w.5~u.punctures.20~a.find-the-hole.15~b.5.Wash%20your%20hands~c.5"
    links = [link["href"] for link in page.all("a")]
    assert f"../slides/index.html?plan={section['data-plan']}" in links


def test_workshops_come_in_the_order_that_they_name(copy: Path) -> None:
    folder = copy / "modules/wheels/workshops"
    text = (folder / "evening.yml").read_text("utf-8")
    (folder / "a-second.yml").write_text(text, "utf-8")
    (folder / "z-first.yml").write_text(f"order: 1\n{text}", "utf-8")
    course, problems = load(copy)
    assert course
    assert not problems
    assert [workshop.id for workshop in course.modules[0].workshops] == ["z-first", "a-second", "evening"]


def test_our_workshops_leave_nobody_without_a_break(real: Course) -> None:
    for module in real.modules:
        assert {"half-day", "ninety-minutes"} < {workshop.id for workshop in module.workshops}
        days = [workshop for workshop in module.workshops if workshop.id.startswith("day-")]
        whole = [part.id for day in days for part in day.parts if part.id]
        assert sorted(whole) == sorted([*module.unit_ids, *module.activities]), "the two days are all of it"
        for workshop in module.workshops:
            stretch = 0
            for _, part in workshop.timed:
                stretch = 0 if part.pause else stretch + part.minutes
                assert stretch <= 100, f"{module.id}/{workshop.id}"
