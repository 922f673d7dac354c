"""References in Vancouver style, as citeproc makes them from CSL."""

import pytest

from generator.citations import GROUP, formatted, items_in, keys_in
from generator.model import Bibliography, Reference
from generator.shape import shaped
from generator.source import parse

ARTICLE = """
    type: article-journal
    title: Air loss in a shed
    author: [{family: Patel, given: RJ}, {family: van der Berg, given: Anna}, {family: O'Neill, given: J-P}]
    container-title: Journal of Sheds
    volume: "3"
    issue: "2"
    page: 10-19
    issued: {date-parts: [[2021, 4]]}
    DOI: 10.1000/shed.3
"""
REPORT = """
    type: report
    title: "Why tyres go flat: a survey"
    author: [{literal: Pump Street Bicycle Club}]
    publisher: The Club
    publisher-place: London
    issued: {date-parts: [[2024, 5]]}
    accessed: {date-parts: [[2026, 1, 15]]}
    URL: https://example.org/survey?year=2024&part=1
"""
PAGE = """
    type: webpage
    title: The wheel handbook
    author: [{family: Lee, given: Kim}]
    issued: {date-parts: [[2020]]}
    accessed: {date-parts: [[2026, 1, 15]]}
    URL: https://example.org/wheels
"""


def bibliography(text: str) -> tuple[list[Reference], list[str]]:
    """The references in some CSL, and what is wrong with it."""
    told: list[str] = []

    def report(place: object, rule: str, message: str) -> None:
        told.append(f"{rule}: {message}")

    source = "references:\n  - id: a" + text
    node = shaped(Bibliography, parse(source, "f.yml", report), "f.yml", report)
    return (node.references if node else []), told


def reference(text: str) -> str:
    references, told = bibliography(text)
    assert not told
    return formatted(references[0])


def test_an_article() -> None:
    assert reference(ARTICLE) == (
        "Patel RJ, van der Berg A, O&#x27;Neill JP. Air loss in a shed. Journal of Sheds. "
        "2021 Apr;3(2):10–9. doi:10.1000/shed.3"
    )


def test_a_report() -> None:
    assert reference(REPORT) == (
        "Pump Street Bicycle Club. Why tyres go flat: a survey [Internet]. London: The Club; 2024 May "
        '[cited 2026 Jan 15]. Available from: <a href="https://example.org/survey?year=2024&amp;part=1" '
        'rel="noreferrer">https://example.org/survey?year=2024&amp;part=1</a>'
    )


def test_a_web_page() -> None:
    assert reference(PAGE) == (
        "Lee K. The wheel handbook [Internet]. 2020 [cited 2026 Jan 15]. "
        'Available from: <a href="https://example.org/wheels" rel="noreferrer">https://example.org/wheels</a>'
    )


@pytest.mark.parametrize(
    ("given", "initials"),
    [
        ("R", "R"),
        ("RJ", "RJ"),
        ("R J", "RJ"),
        ("R.J.", "RJ"),
        ("JEJ", "JEJ"),
        ("Ann Bea", "AB"),
        ("Émile", "É"),
    ],
)
def test_initials(given: str, initials: str) -> None:
    text = f"\n    type: book\n    title: T\n    author: [{{family: Lee, given: {given}}}]\n"
    assert reference(text).startswith(f"Lee {initials}. T")


def test_after_six_authors_the_rest_are_et_al() -> None:
    people = ", ".join(f"{{family: P{n}, given: A}}" for n in range(8))
    assert "P5 A, et al. T" in reference(f"\n    type: book\n    title: T\n    author: [{people}]\n")


def test_a_note_stands_at_the_end() -> None:
    assert reference(PAGE.replace("    type", "    note: Read as a copy.\n    type")).endswith(
        "Read as a copy."
    )


def test_html_in_a_reference_is_shown_as_text() -> None:
    html = "<script>alert(1)</script><i>x</i>"
    for text in (ARTICLE, REPORT, PAGE):
        for word in ("Air", "Patel", "Journal", "Pump", "Club", "Why", "wheel", "Kim"):
            shown = reference(text.replace(word, html + word, 1))
            assert "<script" not in shown
            assert "<i>" not in shown


def test_an_address_cannot_break_out_of_its_link() -> None:
    _, told = bibliography(PAGE.replace("/wheels", "/'\"onclick=alert(1)"))
    assert told


ODD = [
    "type: banana",
    "author: [{}]",
    "author: [{given: A}]",
    "issued: {date-parts: [[]]}",
    "issued: {date-parts: [[2018, 13, 40]]}",
    "issued: {date-parts: [[-5]]}",
    "editor: Smith",
    "editor: [Smith]",
    "editor: [{family: Smith}]",
    "translator: Smith",
    "original-date: '2018'",
    "original-date: {date-parts: [['2018']]}",
    "event-date: {literal: spring}",
    "volume: [1]",
    "volume: {a: b}",
    "page: 1-",
    "page:",
    "publisher: [a]",
    "note: {a: b}",
    "note: [a]",
    "language: xx",
    "title-short: 5",
    "id-two: b",
    "nonsense: {a: [b, {c: d}]}",
]


@pytest.mark.parametrize("line", ODD)
@pytest.mark.parametrize("kind", ["book", "article-journal"])
def test_odd_csl_is_formatted_or_told_and_never_crashes(line: str, kind: str) -> None:
    lines = {"type": f"type: {kind}", "title": "title: T", "issued": "issued: {date-parts: [[2018]]}"}
    lines[line.partition(":")[0]] = line
    references, told = bibliography("".join(f"\n    {each}" for each in lines.values()) + "\n")
    shown = [formatted(reference) for reference in references]
    assert told or shown
    assert not any("{" in each or "[&#x27;" in each for each in shown)


def test_a_crowd_of_citations() -> None:
    group = GROUP.search("As shown [@one-2020, page 3; @two; @three, table A, B].")
    assert group
    assert keys_in(group[1]) == ["one-2020", "two", "three"]
    items = [("one-2020", "page 3"), ("two", ""), ("three", "table A, B")]
    assert list(items_in(group[1])) == items


@pytest.mark.parametrize("text", ["[@a](https://b.c)", "[a@b.c]", "a@b.c", "[ @]", "[@]"])
def test_what_is_no_citation(text: str) -> None:
    assert not GROUP.search(text)
