"""Paper for the room and the workbook: the Word files, read back by python-docx, and the pages."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from generator.exports import handouts, workbook
from generator.model import Course
from generator.pages import Writer
from tests.pages import Page

ACTIVITY = "wheels/handouts/find-the-hole.docx"
FORMS = "wheels/handouts/forms/"
WORKBOOK, ANSWERS = "wheels/workbook/workbook.docx", "wheels/workbook/answers.docx"


@pytest.fixture
def files(sample: Course) -> dict[str, bytes]:
    module = sample.modules[0]
    return handouts.documents(sample, module) | workbook.documents(sample, module)


@pytest.fixture
def pages(sample: Course) -> dict[str, Page]:
    writer = Writer(sample)
    writer.module(sample.modules[0])
    return {path: Page(text) for path, text in writer.files.items() if isinstance(text, str)}


def opened(raw: bytes) -> Any:
    return Document(BytesIO(raw))


def words(doc: Any) -> str:
    """All the words of a file in their order, in paragraphs and tables."""
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in doc.element.iter(qn("w:p")))


def cards(doc: Any) -> list[Any]:
    """The tables of cards, by the title that a screen reader says."""
    found = []
    for table in doc.tables:
        caption = table._tbl.tblPr.find(qn("w:tblCaption"))
        if caption is not None and caption.get(qn("w:val")) == "Cards":
            found.append(table)
    return found


def borders(cell: Any) -> dict[str, str]:
    found = cell._tc.tcPr.find(qn("w:tcBorders"))
    return {edge.tag.rpartition("}")[2]: edge.get(qn("w:val")) for edge in found}


def test_each_activity_with_handouts_and_each_form_has_a_file(files: dict[str, bytes]) -> None:
    forms = {f"{FORMS}{name}.docx" for name in ("agenda", "register", "evaluation")}
    assert set(files) == {ACTIVITY, *forms, WORKBOOK, ANSWERS}


def test_cards_are_cut_along_dashed_lines_and_do_not_break(files: dict[str, bytes]) -> None:
    plain, folded = cards(opened(files[ACTIVITY]))
    texts = [cell.text for row in plain.rows for cell in row.cells]
    assert texts == ["A\nA soft tyre", "B\nA hard tyre", "ج\nدوچرخه 自転車 সাইকেল 🚲", ""]
    assert set(borders(plain.rows[0].cells[0]).values()) == {"dashed"}
    assert borders(plain.rows[1].cells[1])["right"] == "nil", "a place without a card is not cut"
    front, back = folded.rows[0].cells
    assert (front.text, back.text) == ("What hisses?", "A hole in the tube.")
    assert (borders(front)["right"], borders(back)["left"]) == ("dotted", "dotted")
    for row in [*plain.rows, *folded.rows]:
        assert row._tr.trPr.find(qn("w:cantSplit")) is not None
        assert row.height.cm == pytest.approx(5.4, abs=0.01)


def test_a_table_has_headings_and_room_to_write(files: dict[str, bytes]) -> None:
    table = opened(files[ACTIVITY]).tables[-1]
    assert [cell.text for cell in table.rows[0].cells] == ["Tyre", "Place", "Cause"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [row.cells[0].text for row in table.rows[1:]] == ["Front", "Back"]
    assert all(row.height.cm >= 1 for row in table.rows[1:])
    ruled = [p for p in opened(files[ACTIVITY]).paragraphs if p._p.find(f".//{qn('w:pBdr')}") is not None]
    assert len(ruled) == 3


def test_sheets_stand_in_order_each_on_a_page_and_sources_last(files: dict[str, bytes]) -> None:
    headings = [
        p for p in opened(files[ACTIVITY]).paragraphs if p.style.name.startswith(("Title", "Heading"))
    ]
    titles = [(p.text, bool(p.paragraph_format.page_break_before)) for p in headings]
    assert titles == [
        ("Find the hole", False),
        ("Tyre cards", False),
        ("Riddles", True),
        ("Where was the hole?", True),
        ("References", False),
    ]


def test_headings_go_down_one_level_at_a_time(files: dict[str, bytes]) -> None:
    for path, raw in files.items():
        names = [p.style.name for p in opened(raw).paragraphs]
        levels = [0, *(int(name[8:]) for name in names if name.startswith("Heading"))]
        assert all(after <= before + 1 for before, after in pairwise(levels)), path
        assert names.count("Title") == 1


def test_forms_have_the_outcomes_the_scale_and_a_line_about_data(files: dict[str, bytes]) -> None:
    evaluation = words(opened(files[f"{FORMS}evaluation.docx"]))
    for text in ("Please do not write your name", "1 is not at all", "5 is completely", "Mend"):
        assert text in evaluation
    register = opened(files[f"{FORMS}register.docx"])
    assert "Your personal data" in words(register)
    assert len(register.tables[-1].rows) == 21
    agenda = opened(files[f"{FORMS}agenda.docx"])
    assert [cell.text for cell in agenda.tables[1].rows[0].cells] == ["Time", "What we do", "Minutes"]
    assert "Find the hole" in words(agenda)


def test_a_module_without_ready_workshops_has_an_agenda_to_fill_in(sample: Course) -> None:
    agenda = opened(handouts.documents(sample, sample.modules[1])["brakes/handouts/forms/agenda.docx"])
    assert agenda.tables[-1].rows[1].cells[1].text.startswith("Welcome")


def key(course: Course) -> set[str]:
    """Every text that only whoever has the answers may read."""
    module = course.modules[0]
    options = [option for question in module.questions for option in question.options]
    activity = next(iter(module.activities.values()))[1].activity
    sheets = activity.workshop.handouts
    given = [activity.check, *(s.answers for s in sheets), *(c.answer for s in sheets for c in s.cards)]
    return {
        text.split("*")[0].split("[")[0].strip() for text in (*(o.feedback for o in options), *given) if text
    }


def test_the_workbook_asks_everything_and_answers_nothing(
    sample: Course, files: dict[str, bytes], pages: dict[str, Page]
) -> None:
    asked, answered = words(opened(files[WORKBOOK])), words(opened(files[ANSWERS]))
    assert len(key(sample)) > 6
    for text in key(sample):
        assert text not in asked
        assert text not in pages["wheels/workbook/index.md"].words
        assert text in answered
    for question in sample.modules[0].questions:
        for option in question.options:
            assert f"☐ {option.text}" in asked
    for text in ("Right:", "Not this one"):
        assert text not in asked
    actions = [table for table in opened(files[WORKBOOK]).tables if table.rows[0].cells[0].text == "My plan"]
    assert [row.cells[0].text for row in actions[0].rows[1:]] == list(workbook.FIELDS)


def test_only_trainers_pages_lead_to_the_answers(pages: dict[str, Page]) -> None:
    to_answers = {
        path for path, page in pages.items() if any("answers" in link["href"] for link in page.all("a"))
    }
    assert to_answers == {"wheels/handouts/index.md", "wheels/workbook/answers/index.md"}


def test_paper_is_left_out_of_the_search(sample: Course) -> None:
    writer = Writer(sample)
    writer.module(sample.modules[0])
    for page in ("handouts", "workbook", "workbook/answers"):
        assert "search: {exclude: true}" in str(writer.files[f"wheels/{page}/index.md"]).split("---")[1]


def test_two_builds_are_the_same_and_markup_is_text(sample: Course, files: dict[str, bytes]) -> None:
    module = sample.modules[0]
    again = handouts.documents(sample, module) | workbook.documents(sample, module)
    assert again == files
    assert "<b>Tighten</b>" in words(opened(files[ACTIVITY]))
    for raw in files.values():
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_elements_stand_in_the_order_that_word_asks_for(files: dict[str, bytes]) -> None:
    orders = {
        "w:tblPr": ("tblStyle", "tblW", "jc", "tblLayout", "tblCellMar", "tblLook", "tblCaption"),
        "w:tcPr": ("tcW", "gridSpan", "vMerge", "tcBorders", "shd", "vAlign"),
        "w:pPr": ("pStyle", "keepNext", "pageBreakBefore", "numPr", "pBdr", "shd", "spacing", "ind", "jc"),
    }  # fmt: skip
    for path, raw in files.items():
        for tag, order in orders.items():
            for element in opened(raw).element.iter(qn(tag)):
                found = [child.tag.rpartition("}")[2] for child in element]
                known = [order.index(name) for name in found if name in order]
                assert known == sorted(known), f"{path} {tag}: {found}"


def test_an_activity_without_handouts_has_no_paper(course_of: Callable[[dict[str, str]], Course]) -> None:
    course = course_of({})
    assert not [path for path in handouts.documents(course, course.modules[1]) if "forms" not in path]
