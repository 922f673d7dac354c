"""Data to nodes: each mistake at its place with its remedy, and what is sound is kept."""

import pytest
from pydantic import BaseModel

from generator.model import Bank, Bibliography, Briefing, Module, Option, Settings, Unit
from generator.shape import shaped
from generator.source import Place, parse

UNIT = "title: Pads\nminutes: 5\noutcomes: [notice]\nsteps:\n"
DATED = "title: a\nsummary: b\n"
COURSE = "id: a\ntitle: b\nsummary: c\nmodules: [d]\n"
BOOK = "references:\n  - {id: a, type: book, title: b, "
QUESTION = """\
  - id: {id}
    kind: multiple-choice
    outcome: notice
    evidence: [wear]
    stem: Which?
    options:
      - {{text: This., correct: true, feedback: Yes.}}
      - {{text: That., feedback: No.}}
"""

Told = list[tuple[int, int, str]]


def shape(cls: type[BaseModel], text: str) -> tuple[BaseModel | None, list[tuple[int, int, str, str]]]:
    told: list[tuple[int, int, str, str]] = []

    def report(place: Place, rule: str, message: str) -> None:
        told.append((place.line, place.column, rule, message))

    return shaped(cls, parse(text, "f.yml", report), "f.yml", report), told


def told(cls: type[BaseModel], text: str) -> Told:
    return [(line, column, rule) for line, column, rule, _ in shape(cls, text)[1]]


@pytest.mark.parametrize(
    ("cls", "text", "expected"),
    [
        (Unit, UNIT + "  - reed: x\n", [(5, 5, "known-step")]),
        (Unit, UNIT + "  - x\n", [(5, 5, "known-step")]),
        (Unit, UNIT + "  -\n", [(5, 4, "known-step")]),
        (Unit, UNIT + "  - read:\n", [(5, 10, "required-key")]),
        (Unit, UNIT + "  - read: ''\n", [(5, 11, "not-empty")]),
        (Unit, UNIT + "  - read: x\n    titel: y\n", [(6, 5, "unknown-key")]),
        (Unit, UNIT + "  - read: x\n    finding: y\n", [(6, 5, "unknown-key")]),
        (Unit, UNIT + "  - question: Not kebab\n", [(5, 15, "kebab-case-id")]),
        (Unit, UNIT + "  - reflect: {id: a}\n", [(5, 14, "required-key")]),
        (Unit, UNIT + "  - reflect: words\n", [(5, 14, "right-type")]),
        (Unit, UNIT.replace("5", "five") + "  - read: x\n", [(2, 10, "right-type")]),
        (Unit, UNIT.replace("5", "0") + "  - read: x\n", [(2, 10, "right-size")]),
        (Unit, UNIT.replace("5", "601") + "  - read: x\n", [(2, 10, "right-size")]),
        (Unit, UNIT.replace("[notice]", "notice") + "  - read: x\n", [(3, 11, "right-type")]),
        (Unit, UNIT.replace("[notice]", "[]") + "  - read: x\n", [(3, 11, "right-size")]),
        (Unit, UNIT + "  []\n", [(5, 3, "right-size")]),
        (Unit, UNIT.replace("Pads", "[Pads]") + "  - read: x\n", [(1, 8, "right-type")]),
        (Unit, "- a\n- b\n", [(1, 1, "right-type")]),
        (Unit, "words\n", [(1, 1, "right-type")]),
        (Unit, UNIT.replace("notice", "a" * 81) + "  - read: x\n", [(3, 12, "right-size")]),
        (Option, "text: This.\ncorrect: maybe\n", [(2, 10, "right-type")]),
        (Briefing, DATED + "reviewed: soon\nreview_by: 2026-02-28\n", [(3, 11, "right-type")]),
        (Briefing, DATED + "reviewed: 2026-02-30\nreview_by: 2026-02-28\n", [(3, 11, "right-type")]),
        (Settings, COURSE + "colours: {d: {light: red, dark: '#ffffff'}}\n", [(5, 22, "right-type")]),
        (Settings, COURSE + "links: [{title: e, to: about}]\n", [(5, 24, "right-type")]),
        (Bibliography, BOOK + "URL: 'javascript:alert(1)'}\n", [(2, 40, "right-type")]),
        (Bibliography, BOOK + "issued: spring}\n", [(2, 43, "right-type")]),
    ],
)  # fmt: skip
def test_a_mistake_is_told_where_it_stands(cls: type[BaseModel], text: str, expected: Told) -> None:
    assert told(cls, text) == expected


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "y", "1", "0", "t"])
def test_only_true_and_false_are_truths(word: str) -> None:
    assert told(Option, f"text: This.\ncorrect: {word}\n") == [(2, 10, "right-type")]


@pytest.mark.parametrize("day", ["2026", "0", "1700000000", "20261122"])
def test_a_number_is_no_date(day: str) -> None:
    text = f"{DATED}reviewed: {day}\nreview_by: 2026-11-22\n"
    assert told(Briefing, text) == [(3, 11, "right-type")]


def test_messages_say_what_to_do() -> None:
    def message(text: str) -> str:
        return shape(Unit, UNIT + text)[1][0][3]

    assert message("  - read: x\n    titel: y\n") == "remove or rename the key `titel`; did you mean `title`?"
    assert message("  - reflect: {id: a}\n") == "add `prompt`: the question to think about"
    assert message("  - read:\n") == "write something after `read:`, or remove the key"
    assert "`reflect`" in message("  - reflekt: x\n")


def test_a_wrong_word_is_told_with_the_words_that_are_known() -> None:
    _, told = shape(Bank, "questions:\n" + QUESTION.format(id="a").replace("multiple-choice", "multi-choice"))
    assert told[0][:3] == (3, 11, "known-word")
    assert told[0][3].endswith("did you mean `multiple-choice`?")


def test_all_that_is_missing_is_told_at_once() -> None:
    assert told(Module, "title: Brakes\n") == [(1, 1, "required-key")] * 3


def test_a_mistake_drops_one_question_and_not_the_bank() -> None:
    broken = QUESTION.format(id="b").replace("stem: Which?", "stam: Which?")
    text = "questions:\n" + QUESTION.format(id="a") + broken + QUESTION.format(id="c")
    bank, _ = shape(Bank, text)
    assert isinstance(bank, Bank)
    assert [question.id for question in bank.questions] == ["a", "c"]
    assert [question.place.line for question in bank.questions] == [2, 18]


def test_an_unknown_key_of_a_file_does_not_drop_the_file() -> None:
    unit, told = shape(Unit, UNIT + "  - read: x\nextra: y\n")
    assert isinstance(unit, Unit)
    assert [rule for *_, rule, _ in told] == ["unknown-key"]


def test_what_is_left_of_a_list_keeps_its_places() -> None:
    unit, _ = shape(Unit, UNIT.replace("[notice]", "\n  - Not kebab\n  - notice") + "  - read: x\n")
    assert isinstance(unit, Unit)
    assert unit.outcomes == ["notice"]
    assert unit.at("outcomes", 0).line == 5


def test_a_mistake_in_a_files_own_key_drops_the_file() -> None:
    unit, told = shape(Unit, UNIT.replace("title: Pads\n", "") + "  - read: x\n")
    assert unit is None
    assert len(told) == 1
