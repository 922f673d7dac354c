"""A course to its pages: what a person meets in each, before any builder has touched them."""

import json
import re
from collections.abc import Callable
from pathlib import Path

from generator.checks.ids import published_things
from generator.load import load
from generator.model import Course, Module
from generator.pages import lean, outline, pages, renames
from generator.source import load_plain, parse
from tests.pages import Page

CourseOf = Callable[[dict[str, str]], Course]

MODULE = "title: Brakes\nsummary: S\noutcomes: [{{id: notice-wear, text: T}}]\nunits: [pads, {units}]\n"
MORE = """\
title: Unit {id}
minutes: 5
outcomes: [notice-wear]
steps:
  - read: Words.
"""


_made: dict[int, tuple[Course, dict[str, str | bytes]]] = {}


def text_of(course: Course, name: str) -> str:
    _, files = _made.setdefault(id(course), (course, {}))
    if not files:
        files.update(pages(course))
    text = files[f"{name}index.md"]
    assert isinstance(text, str)
    return text


def with_units(course_of: CourseOf, count: int) -> Course:
    """The sample course with more units in its second module."""
    ids = [f"more-{n}" for n in range(count)]
    module = MODULE.format(units=", ".join(ids))
    units = {f"modules/brakes/{id}.yml": MORE.format(id=id) for id in ids}
    return course_of({"modules/brakes/module.yml": module, **units})


def test_there_is_a_page_of_each_kind(made: dict[str, str | bytes]) -> None:
    units = ["wheels/punctures", "wheels/spokes", "brakes/pads"]
    modules = ["wheels", "wheels/quiz", "wheels/workshop", "brakes", "brakes/workshop"]
    others = ["briefings", "briefings/brake-wear", "briefings/tyre-pressure", "references", "action-plan"]
    files = ["index.md", "assets/course.css", "assets/course.js"]
    files += [f"action-plan/{name}.docx" for name in ("action-plan", "wheels", "brakes")]
    files += [f"{path}/index.md" for path in (*units, *modules, *others)]
    assert [file for file in files if file not in made] == []


def test_two_runs_give_the_same_bytes(sample: Course, made: dict[str, str | bytes]) -> None:
    assert pages(sample) == made


def test_a_question_can_be_answered_without_a_script(sample: Course) -> None:
    page = Page(text_of(sample, "wheels/punctures/"))
    for id in ("first-step", "what-goes-wrong"):
        question = sample.questions[id]
        fields = [element for element in page.all("input") if element["name"] == id]
        assert len(fields) == len(question.options)
        assert {field["type"] for field in fields} == {"checkbox" if question.many else "radio"}
        labels = {label["for"]: label.words for label in page.all("label")}
        assert [labels[field["id"]] for field in fields] == [option.text for option in question.options]
    answers = [element for element in page.of_class("course-question-answers") if element.tag == "details"]
    for details, id in zip(answers, ("first-step", "what-goes-wrong"), strict=True):
        for option in sample.questions[id].options:
            verdict = "Right" if option.correct else "Not this one"
            assert f"{verdict}: {option.text}" in details.words
            assert (option.feedback or "").partition(" [@")[0] in details.words


def test_the_evidence_that_settles_a_question_is_linked(sample: Course) -> None:
    page = Page(text_of(sample, "wheels/punctures/"))
    hrefs = [link["href"] for link in page.all("a") if "course-question" in link.inside]
    assert "../../briefings/tyre-pressure/index.html#finding-flats-from-low-pressure" in hrefs
    assert "../../briefings/tyre-pressure/index.html" in hrefs


def test_nothing_that_needs_a_script_shows_without_one(sample: Course) -> None:
    for button in Page(text_of(sample, "wheels/punctures/")).all("button"):
        assert "hidden" in button.attributes


def test_the_quiz_asks_what_no_unit_asks(sample: Course) -> None:
    quiz, asked = text_of(sample, "wheels/quiz/"), {"first-step", "what-goes-wrong", "loose-spoke"}
    assert [element["data-question"] for element in Page(quiz).all("course-question")] == ["safe-to-ride"]
    assert {question.id for question in sample.modules[0].questions} == asked | {"safe-to-ride"}


def test_a_module_without_such_questions_has_no_quiz_and_no_link_to_one(
    sample: Course, made: dict[str, str | bytes]
) -> None:
    assert "brakes/quiz/index.md" not in made
    assert "quiz" not in text_of(sample, "brakes/")
    assert "quiz" not in text_of(sample, "brakes/pads/")
    brakes: Module = sample.modules[1]
    assert outline(sample)["modules"][1]["quiz"] == ""  # type: ignore[index]
    assert not brakes.quiz


def test_a_page_does_not_grow_with_the_units_of_other_modules(sample: Course, course_of: CourseOf) -> None:
    bigger = with_units(course_of, 30)
    for name in ("wheels/", "wheels/punctures/", "wheels/quiz/", "briefings/", "briefings/tyre-pressure/"):
        assert text_of(bigger, name) == text_of(sample, name)


def test_every_step_is_on_its_page(sample: Course) -> None:
    page = Page(text_of(sample, "wheels/punctures/"))
    assert page.of_class("course-table")
    assert [each["data-note"] for each in page.all("course-reflection")] == ["last-flat", "check-on-monday"]
    words = page.words
    for told in ("64%", "Tyre pressure", "A stand that lends", "bubbles", "Nobody counted"):
        assert told in words or told in text_of(sample, "wheels/punctures/")
    room = Page(text_of(sample, "wheels/workshop/")).words
    for told in (
        "pairs",
        "A bowl",
        "10 minutes",
        "Look for it, and mark it.",
        "Keep a towel",
        "Show a film",
        "quiet ones",
    ):
        assert told in room


def test_the_references_of_a_page_lead_back_to_the_text(made: dict[str, str | bytes]) -> None:
    for name, text in made.items():
        if not isinstance(text, str) or not name.endswith(".md"):
            continue
        page = Page(text)
        ids = [*page.ids, *re.findall(r"^#.*\{: #([\w-]+)", text, re.M)]
        assert len(ids) == len(set(ids)), name
        for link in page.all("a"):
            if link["href"].startswith("#"):
                assert link["href"][1:] in ids, f"{name}: {link['href']}"


def test_front_matter_is_yaml_whatever_a_title_says(course_of: CourseOf) -> None:
    title = "\"A\" 'b': # {c} [d] \\e & <f> | - ? 日本 👍"
    unit = f"title: |\n  {title}\nminutes: 5\noutcomes: [notice-wear]\nsteps:\n  - read: Words.\n"
    text = text_of(course_of({"modules/brakes/pads.yml": unit}), "brakes/pads/")
    front = load_plain(text.split("---\n")[1])
    # As escapes, for half a character in a failure's message would stop pytest-xdist.
    assert ascii(Page(f"<p>{front['title']}</p>").words) == ascii(title)
    told: list[object] = []
    parse(text.split("---\n")[1], "f.md", lambda *problem: told.append(problem))
    assert not told


def test_ids_that_yaml_takes_for_something_else(course_of: CourseOf) -> None:
    words = ("no", "null", "true")
    module = MODULE.format(units="'no', 'null', 'true'")
    units = {f"modules/brakes/{id}.yml": MORE.format(id=id) for id in words}
    course = course_of({"modules/brakes/module.yml": module, **units})
    for id in words:
        front = load_plain(text_of(course, f"brakes/{id}/").split("---\n")[1])
        assert (front["module"], front["unit"]) == ("brakes", id)


def test_a_number_shown_twice_on_a_page_is_named_once(course_of: CourseOf) -> None:
    steps = "  - finding: flats-from-low-pressure\n  - read: Words.\n  - finding: flats-from-low-pressure\n"
    unit = f"title: Pads\nminutes: 5\noutcomes: [notice-wear]\nsteps:\n{steps}"
    course = course_of({"modules/brakes/pads.yml": unit})
    ids = Page(text_of(course, "brakes/pads/")).ids
    assert ids.count("finding-flats-from-low-pressure") == 1


def test_the_outline_is_plain_data(sample: Course) -> None:
    found = outline(sample)
    assert found["id"] == "bicycle-repair"
    assert [module["title"] for module in found["modules"]] == ["Wheels", "Brakes"]  # type: ignore[attr-defined]
    assert [link["to"] for link in found["links"]] == ["briefings/", "references/", "about/"]  # type: ignore[attr-defined]


def test_each_module_has_its_colours(sample: Course, made: dict[str, str | bytes]) -> None:
    css = made["assets/course.css"]
    assert isinstance(css, str)
    for id, palette in sample.settings.colours.items():
        assert palette.light in css, id
        assert palette.dark in css, id


def test_scripts_travel_without_the_comments_on_lines_of_their_own() -> None:
    kept = """\
{
  const a = /** @type {any} */ (1); // said beside it
  /** @type {any} */ (a).b = "/* no comment */";
  const url = "https://example.org"; /* nor
  this */
}
"""
    script = "/* What it\n * does. */\n" + kept.replace(
        "  const", "  // Why.\n  /** @type {number} */\n  const"
    )
    assert lean(script) == kept


def test_replaced_ids_are_told_to_the_learners_records(copy: Path) -> None:
    lines = [f"{kind} {id}" for kind, id, _ in published_things(load_course(copy))]
    lines += ["outcome old-mend -> mend", "finding flats -> flats-from-low-pressure", "step old -> last-flat"]
    (copy / "modules" / "ids.lock").write_text("\n".join(lines) + "\n", "utf-8")
    assert json.loads(renames(load_course(copy)).partition(" = ")[2].rstrip(";\n")) == {
        "confidence": {"old-mend": "mend"},
        "notes": {"before-old-mend": "before-mend", "old": "last-flat"},
        "findings": {"flats": "flats-from-low-pressure"},
        "plan": {"old": "last-flat"},
    }


def load_course(folder: Path) -> Course:
    course, problems = load(folder)
    assert course
    assert not problems
    return course
