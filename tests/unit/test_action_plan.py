"""The Word file, read back by python-docx as a person's Word would read it."""

import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn

from generator.exports.action_plan import document, joint
from generator.exports.word import templates
from generator.load import load
from generator.model import Course, Module

ODD = "<b> & \"c\" 'd' ]]> {{ e }} نیا منصوبہ · পরিকল্পনা · 計画 · 👩🏽‍⚕️"


def opened(raw: bytes) -> Any:
    return Document(BytesIO(raw))


def words(raw: bytes) -> str:
    """All the words of a file, in its paragraphs and its tables."""
    doc = opened(raw)
    cells = [cell.text for table in doc.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in doc.paragraphs] + cells)


def titled(course: Course, title: str) -> Module:
    return course.modules[0].model_copy(update={"title": title})


@pytest.fixture
def plan(sample: Course) -> Any:
    return opened(document(sample, sample.modules[:1]))


def test_title_language_and_author(plan: Any) -> None:
    assert plan.core_properties.title == "My action plan: Wheels"
    assert plan.core_properties.language == "en-GB"
    assert plan.core_properties.author == "The Pump Street Bicycle Club"
    languages = {each.get(qn("w:val")) for each in plan.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


def test_headings_are_styles_and_in_order(plan: Any) -> None:
    styles = [paragraph.style.name for paragraph in plan.paragraphs]
    assert styles[0] == "Title"
    assert styles.count("Title") == 1
    levels = [int(style.removeprefix("Heading ")) for style in styles if style.startswith("Heading")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_plan_is_a_real_table_with_a_header_row(plan: Any) -> None:
    table = next(table for table in plan.tables if table.rows[0].cells[0].text == "What I will do")
    assert len(table.columns) >= 5
    assert len(table.rows) >= 3
    assert all(cell.text for cell in table.rows[0].cells)
    assert not any(cell.text for row in table.rows[1:] for cell in row.cells)


def test_every_table_is_described_and_repeats_its_header(plan: Any) -> None:
    assert plan.tables
    for table in plan.tables:
        properties = table._tbl.tblPr
        for tag in ("w:tblCaption", "w:tblDescription"):
            assert properties.find(qn(tag)).get(qn("w:val"))
        marked = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
        assert marked == [True] + [False] * (len(table.rows) - 1)
        assert all(row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in table.rows)
        assert not list(table._tbl.iter(qn("w:vMerge"), qn("w:gridSpan")))


def test_elements_stand_in_the_order_that_word_asks_for(plan: Any) -> None:
    orders = {
        "w:tblPr": ("tblStyle", "tblW", "jc", "tblLayout", "tblLook", "tblCaption", "tblDescription"),
        "w:tcPr": ("tcW", "gridSpan", "vMerge", "tcBorders", "shd", "noWrap", "vAlign"),
        "w:rPr": ("rStyle", "rFonts", "b", "bCs", "i", "color", "spacing", "kern", "sz", "szCs", "lang"),
    }  # fmt: skip
    for root in (plan.element, plan.styles.element):
        for tag, order in orders.items():
            for element in root.iter(qn(tag)):
                found = [child.tag.rpartition("}")[2] for child in element]
                known = [order.index(name) for name in found if name in order]
                assert known == sorted(known), f"{tag}: {found}"


def test_a_module_suggests_its_own_actions(sample: Course) -> None:
    wheels, brakes = (words(document(sample, (module,))) for module in sample.modules)
    action = sample.modules[0].actions[0]
    for text in (action.prompt, action.example, action.measure):
        assert text in wheels
        assert text not in brakes
    assert sample.modules[1].actions[0].prompt in brakes


def test_the_plan_of_the_course_suggests_all_actions(sample: Course) -> None:
    text = words(document(sample, sample.modules))
    for module in sample.modules:
        assert module.title in text
        for action in module.actions:
            assert action.prompt in text


def test_two_builds_are_the_same_and_know_no_clock(sample: Course) -> None:
    first = document(sample, sample.modules)
    assert first == document(sample, sample.modules)
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert len(archive.namelist()) == len(set(archive.namelist()))


def test_any_script_survives_and_xml_is_text(
    sample: Course, course_of: Callable[[dict[str, str]], Course]
) -> None:
    raw = document(sample, (titled(sample, ODD),))
    assert opened(raw).core_properties.title.endswith(ODD)
    assert ODD in words(raw)
    quoted = ODD.replace("'", "''")
    unit = (
        "title: Pads\nminutes: 5\noutcomes: [notice-wear]\nsteps:\n"
        f"  - action: {{id: a, prompt: '{quoted}', example: '{quoted}', measure: '{quoted}'}}\n"
    )
    course = course_of({"modules/brakes/pads.yml": unit})
    assert words(document(course, course.modules)).count(ODD) == 3


def test_markdown_and_citations_leave_their_words(course_of: Callable[[dict[str, str]], Course]) -> None:
    unit = (
        "title: Pads\nminutes: 5\noutcomes: [notice-wear]\nsteps:\n"
        "  - action: {id: a, prompt: 'Look *twice* [@lee] at [it](/about/).', example: b, measure: c}\n"
    )
    course = course_of({"modules/brakes/pads.yml": unit})
    assert "Look twice at it." in words(document(course, course.modules))


@pytest.mark.parametrize("escape", ["\\0", "\\x07", "\\x0b", "\\x1b", "\\uFFFE", "\\uFFFF"])
def test_control_characters_cannot_break_it(escape: str, copy: Path) -> None:
    file = copy / "modules/wheels/module.yml"
    file.write_text(file.read_text("utf-8").replace("title: Wheels", f'title: "Whe{escape}els"'), "utf-8")
    course, problems = load(copy)
    assert problems or (course and words(document(course, course.modules)))


def test_long_titles_and_many_modules_fit(sample: Course) -> None:
    """Word's own limit for a property is 255 characters."""
    many = tuple(titled(sample, f"Module number {n} with a title of fifty characters") for n in range(9))
    assert many[-1].title in words(document(sample, many))
    assert len(opened(document(sample, many)).core_properties.title) <= 255
    owner = sample.settings.model_copy(update={"owner": "o" * 300, "title": "t" * 300})
    course = Course(owner, sample.modules, sample.briefings, sample.references)
    assert "t" * 300 in words(document(course, sample.modules))


def test_a_manager_can_sign_the_plan_off(plan: Any) -> None:
    agreed = [[cell.text for cell in row.cells] for row in plan.tables[-1].rows]
    assert agreed == [["Who", "Name", "Signature", "Date"], ["I", "", "", ""], ["My manager", "", "", ""]]


def test_nothing_of_the_libraries_own_template_is_left(sample: Course) -> None:
    raw = document(sample, sample.modules)
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        names = archive.namelist()
        relations = archive.read("_rels/.rels") + archive.read("word/_rels/document.xml.rels")
    assert not [name for name in names if "thumbnail" in name or "Effects" in name or "customXml" in name]
    assert b"thumbnail" not in relations and b"stylesWithEffects" not in relations
    assert [style.name for style in opened(raw).styles if style.type == WD_STYLE_TYPE.TABLE] == [
        "Normal Table",
        "Table Grid",
    ]
    assert len(raw) < 20_000


def test_the_joint_plan_has_a_column_for_whose_plans_say_so(sample: Course) -> None:
    assert joint(sample) == joint(sample)
    tables = [[cell.text for cell in table.rows[0].cells] for table in opened(joint(sample)).tables]
    assert tables[1][:2] == ["What we will do", "Whose plans say so"]
    assert tables[-1] == ["Who", "Name", "Signature", "Date"]


def test_the_script_holds_the_very_files_and_no_text_twice(sample: Course) -> None:
    files = {"one": document(sample, sample.modules), "two": joint(sample)}
    script = templates(files)
    data = json.loads(script.removeprefix("globalThis.courseWordTemplates = ").removesuffix(";\n"))
    assert len(data["texts"]) == len(set(data["texts"]))
    for key, raw in files.items():
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            held = {path: data["texts"][number] for path, number in data["templates"][key].items()}
            assert held == {path: archive.read(path).decode() for path in archive.namelist()}
    assert script.isascii()
