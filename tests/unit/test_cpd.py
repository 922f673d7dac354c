"""The record of learning as a Word file, and the forms that a course names."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from generator.exports.cpd import ABOUT, document
from generator.exports.word import templates
from generator.load import load
from generator.model import Course, CpdForm, CpdHeading
from tests.tools import ROOT

ODD = "<b> & ]]> {{ e }} نیا منصوبہ · পরিকল্পনা · 計画 · 👩🏽‍⚕️"
FORM = CpdForm(
    id="guild",
    title=ODD,
    note="*Guild* & co.",
    headings=[
        CpdHeading(id="one", title=ODD, hint="A hint.", choices=["Oil", "Air"]),
        CpdHeading(id="two", title="B"),
    ],
)


def opened(raw: bytes) -> Any:
    return Document(BytesIO(raw))


def cells(table: Any, column: int) -> list[str]:
    return [row.cells[column].text for row in table.rows[1:]]


def test_the_rows_are_those_that_the_browser_fills_in(sample: Course) -> None:
    about, account = opened(document(sample, FORM)).tables
    assert cells(about, 0) == list(ABOUT)
    assert cells(account, 0) == [f"{ODD}\nA hint.\n☐ Oil\n☐ Air", "B"]
    assert not any(cells(about, 1) + cells(account, 1))


def test_equal_input_gives_equal_bytes(sample: Course) -> None:
    assert document(sample, FORM) == document(sample, FORM)
    assert "guild" in templates({"guild": document(sample, FORM)})


def test_a_course_that_names_no_form_has_a_general_one(sample: Course, made: dict[str, str | bytes]) -> None:
    assert [form.id for form in sample.settings.cpd_forms] == ["general"]
    assert "my-learning/cpd-general.docx" in made
    assert '"cpd-general"' in str(made["assets/word-templates.js"])
    assert 'data-form="general"' in str(made["my-learning/index.md"])
    assert "Whose headings" not in str(made["my-learning/index.md"])


def test_the_course_has_the_forms_of_its_learners() -> None:
    course, _ = load(ROOT)
    assert course
    forms = {form.id: form for form in course.settings.cpd_forms}
    assert list(forms) == ["nmc", "hcpc", "general"]
    themes = [choice for heading in forms["nmc"].headings for choice in heading.choices]
    assert len(themes) == 4
    assert all("[@" in (forms[id].note or "") for id in ("nmc", "hcpc"))


@pytest.mark.parametrize("wrong", ["dreams", "Units"])
def test_a_source_that_there_is_not_is_a_problem(tmp_path: Path, wrong: str) -> None:
    from shutil import copytree

    root = copytree(ROOT / "tests" / "sample", tmp_path / "course")
    settings = root / "modules" / "course.yml"
    text = settings.read_text("utf-8")
    text += f"cpd:\n  - {{id: guild, title: Guild, headings: [{{id: a, title: A, from: [{wrong}]}}]}}\n"
    settings.write_text(text, "utf-8")
    _, problems = load(root)
    assert [(str(problem.place).split(":")[0], problem.rule) for problem in problems], problems
