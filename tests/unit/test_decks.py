"""A module to its slides: the same steps, cut where a slide is full, with nothing lost on the way."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
import zxingcpp

from generator.decks import bare, coder, deck, interval
from generator.decks.codes import Code, code
from generator.decks.fit import TALL, blocks, cited, size_for, slides_of
from generator.decks.slide import Names, short
from generator.model import Course, Reference
from generator.pages import Writer
from tests.pages import Page

CourseOf = Callable[[dict[str, str]], Course]
PARAGRAPH = "One sentence of a dozen words stands here to fill the slide up. " * 4
ITEMS = "\n".join(f"- item {n} with a few words behind it, so that it takes its line" for n in range(14))
TABLE = "| Group | Value |\n|---|---|\n" + "\n".join(f"| group {n} | {n} |" for n in range(20))
ADDRESS = "https://course.example.org/bikes/"


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@pytest.mark.parametrize(
    "text",
    ["One line.", PARAGRAPH * 5, f"{PARAGRAPH}\n\n" * 6, ITEMS, f"{PARAGRAPH}\n\n{ITEMS}\n\n{PARAGRAPH}"],
    ids=["short", "one paragraph", "paragraphs", "list", "mixed"],
)
def test_a_text_loses_no_word_where_it_is_cut(text: str) -> None:
    pieces = [piece for piece, _ in slides_of(text, TALL - 3)]
    assert len({size for _, size in slides_of(text, TALL - 3)}) == 1
    assert words(" ".join(pieces)) == words(text)
    assert all(size_for(blocks(piece), TALL - 3) for piece in pieces)


def test_a_short_text_is_one_slide_in_large_type() -> None:
    assert slides_of("- one\n- two") == [("- one\n- two", "xl")]


def test_a_long_table_has_its_headings_on_each_slide() -> None:
    pieces = [piece for piece, _ in slides_of(TABLE)]
    assert len(pieces) > 1
    assert all(piece.startswith("| Group | Value |\n|---|---|\n") for piece in pieces)
    assert [f"| group {n} |" for n in range(20)] == re.findall(r"\| group \d+ \|", "".join(pieces))


def test_a_heading_does_not_end_a_slide() -> None:
    for piece, _ in slides_of(f"{PARAGRAPH}{PARAGRAPH}\n\n### Heading\n\n{PARAGRAPH}\n\n{PARAGRAPH}"):
        assert not blocks(piece)[-1].startswith("#")


def test_code_stays_in_one_piece() -> None:
    assert blocks("a\n\n```\nb\n\n- c\n```\n\nd") == ["a", "```\nb\n\n- c\n```", "d"]


def test_items_with_more_than_one_line_stay_whole() -> None:
    assert blocks("1. a\n   b\n\n   c\n2. d\n\ne") == ["1. a\n   b\n\n   c", "2. d", "e"]


def test_citations_leave_the_text_and_name_their_sources() -> None:
    assert cited("Flat [@club-survey-2024; @patel-2021, table 2]. So.") == (
        "Flat. So.",
        ("club-survey-2024", "patel-2021"),
    )
    assert bare(None) == ""


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({"author": [{"family": "Patel"}], "issued": {"date-parts": [[2021]]}}, "Patel 2021"),
        ({"author": [{"family": "Patel"}, {"literal": "The Club"}]}, "Patel and The Club"),
        ({"author": [{"family": name} for name in "ABC"]}, "A and others"),
        ({"publisher": "The Club"}, "The Club"),
        ({}, "A book"),
    ],
)
def test_a_source_is_named_in_short(given: dict[str, object], wanted: str) -> None:
    assert short(Reference(id="x", type="book", title="A book", **given)) == wanted  # type: ignore[arg-type]


def test_an_id_is_given_once() -> None:
    names = Names()
    assert [names.give("Wer, wo?"), names.give("wer wo"), names.give("§")] == ["wer-wo", "wer-wo-2", "slide"]


def test_the_sample_becomes_a_deck(sample: Course) -> None:
    wheels = sample.modules[0]
    made = deck(sample, wheels)
    assert [(slide.kind, slide.part) for slide in made.slides[:12]] == [
        ("title", "w"),
        ("agenda", "w"),
        ("unit", "u.punctures"),
        ("text", "u.punctures"),
        ("number", "u.punctures"),
        ("chart", "u.punctures"),
        ("care", "u.punctures"),
        ("briefing", "u.punctures"),
        ("question", "u.punctures"),
        ("options", "u.punctures"),
        ("answer", "u.punctures"),
        ("question", "u.punctures"),
    ]
    assert made.slides[-1].kind == "close"
    assert [part.key for part in made.parts] == ["w", "u.punctures", "a.find-the-hole", "u.spokes", "c"]
    steps = [slide for slide in made.slides if slide.kind == "step"]
    assert [slide.seconds for slide in steps] == [300, 300]
    talks = [slide for slide in made.slides if slide.kind == "talk"]
    assert [slide.seconds for slide in talks] == [300], "which the longest step spares"
    assert {slide.part for slide in steps} == {"a.find-the-hole"}
    assert next(slide.about["text"] for slide in made.slides if slide.kind == "text") == "Find it first."


def test_ids_are_of_steps_and_not_of_places(sample: Course, course_of: CourseOf, copy) -> None:
    before = {slide.id for slide in deck(sample, sample.modules[0]).slides}
    text = (copy / "modules/wheels/punctures.yml").read_text("utf-8")
    more = text.replace("steps:\n", "steps:\n  - {title: Before you start, read: Breathe.}\n", 1)
    course = course_of({"modules/wheels/punctures.yml": more})
    after = {slide.id for slide in deck(course, course.modules[0]).slides}
    assert after - before == {"punctures-before-you-start"}
    assert before <= after


@pytest.mark.parametrize(
    ("why", "kinds"), [("Why so many?", ["ask", "number"]), ("Ask why? Then read.", ["number"])]
)
def test_a_question_about_a_number_comes_before_it(
    course_of: CourseOf, copy, why: str, kinds: list[str]
) -> None:
    text = (copy / "modules/wheels/punctures.yml").read_text("utf-8")
    more = re.sub(r"(- finding: \S+)\n(    why: .*\n)?", rf"\1\n    why: '{why}'\n", text, count=1)
    course = course_of({"modules/wheels/punctures.yml": more})
    made = [slide.kind for slide in deck(course, course.modules[0]).slides]
    assert made[4 : 4 + len(kinds)] == kinds


def test_a_slide_knows_where_it_is_written(sample: Course) -> None:
    for slide in deck(sample, sample.modules[0]).slides:
        assert re.fullmatch(r"(modules|quizzes|briefings)/.+\.(yml|md)", slide.place.file), slide


def page_of(course: Course, name: str, address: str = "") -> Page:
    return Page(written(course, address)[f"{name}index.md"])


def written(course: Course, address: str = "") -> dict[str, str]:
    """The decks of a course, and nothing else."""
    writer = Writer(course, address)
    for module in course.modules:
        writer.deck(module)
    return {path: str(text) for path, text in writer.files.items()}


def test_the_deck_and_the_presenter_have_the_same_slides(sample: Course) -> None:
    shown, seen = (page_of(sample, f"wheels/{name}/") for name in ("slides", "slides/presenter"))
    ids = [section["id"] for section in shown.all("section")]
    assert ids == [section["id"] for section in seen.all("section")]
    assert len(set(ids)) == len(ids)
    assert "Pass a tube round." in seen.words


def test_learners_meet_no_notes(made: dict[str, str | bytes]) -> None:
    for path, text in made.items():
        if path.endswith("index.md") and "/slides/" not in path and "/workshop" not in path:
            assert "Pass a tube round." not in str(text), path


def decoded(drawn: Code) -> str:
    """What a reader of QR codes makes of the drawing."""
    scale = 4
    side = drawn.side * scale
    image = bytearray(b"\xff" * side * side)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", drawn.path):
        for row in range(int(y) * scale, (int(y) + 1) * scale):
            start = row * side + int(x) * scale
            image[start : start + int(length) * scale] = bytes(int(length) * scale)
    view = memoryview(bytes(image)).cast("B", (side, side))
    return "".join(found.text for found in zxingcpp.read_barcodes(view))


def test_a_code_says_its_address() -> None:
    for path in ("", "wheels/punctures/#question-first-step"):
        drawn = coder(ADDRESS)(path)
        assert drawn
        assert decoded(drawn) == ADDRESS + path
    assert code(ADDRESS) == code(ADDRESS)


def test_the_codes_lead_to_pages_and_parts_that_are_there(
    sample: Course, made: dict[str, str | bytes]
) -> None:
    files = made
    deck_page = written(sample, ADDRESS)["wheels/slides/index.md"]
    links = re.findall(rf'href="{ADDRESS}([^"]*)"', deck_page)
    assert "wheels/punctures/#question-first-step" in links
    for link in links:
        path, _, id = link.partition("#")
        text = str(files[f"{path}index.md"])
        assert not id or f"#{id}" in text or f'id="{id}"' in text, link


def test_without_an_address_the_way_is_in_words(sample: Course) -> None:
    page = page_of(sample, "wheels/slides/")
    assert "course-code" not in written(sample)["wheels/slides/index.md"]
    assert "Follow on your phone: Wheels" in page.words
    assert "SITE_URL" in page_of(sample, "wheels/slides/presenter/").words


def test_a_break_has_a_slide_of_its_own(sample: Course) -> None:
    assert replace(interval(sample.modules[0]), seconds=0).kind == "break"
