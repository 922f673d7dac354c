"""Folders to one course: what is read, what is missing, what is named by nothing."""

import shutil
from pathlib import Path

from generator.load import load


def told(folder: Path) -> list[tuple[str, int, str]]:
    return [(place.file, place.line, rule) for place, rule, _ in load(folder)[1]]


def test_the_sample_course(copy: Path) -> None:
    course, problems = load(copy)
    assert course
    assert not problems
    assert [module.id for module in course.modules] == ["wheels", "brakes"]
    assert [unit.path for unit in course.units] == ["wheels/punctures/", "wheels/spokes/", "brakes/pads/"]
    assert [question.id for question in course.modules[0].quiz] == ["safe-to-ride"]
    assert course.modules[0].minutes == 16
    assert [briefing.id for briefing in course.briefings] == ["brake-wear", "tyre-pressure"]
    assert course.welcome.strip() == "Bring a **rag**. [About this course](/about/)."
    assert course.content == {"", "about/"}


def test_an_empty_folder(tmp_path: Path) -> None:
    assert load(tmp_path)[0] is None
    assert told(tmp_path) == [("modules/course.yml", 1, "readable-file")]


def test_a_file_in_place_of_each_folder(copy: Path) -> None:
    for folder in ("modules", "briefings", "quizzes", "content"):
        shutil.rmtree(copy / folder)
        (copy / folder).write_text("no folder")
        assert "readable-file" in {rule for *_, rule in told(copy)}


def test_all_that_is_missing_in_one_thing_is_told_at_once(copy: Path) -> None:
    (copy / "modules/brakes/module.yml").write_text("title: Brakes\n")
    assert told(copy) == [("modules/brakes/module.yml", 1, "required-key")] * 3


def test_problems_come_in_file_order_and_once(copy: Path) -> None:
    for name in ("modules/wheels/spokes.yml", "modules/brakes/pads.yml", "quizzes/wheels.yml"):
        (copy / name).write_text("no: good\ntitle:\n")
    problems = load(copy)[1]
    assert problems == sorted(set(problems))
    assert len({problem.place.file for problem in problems}) == 3


def test_what_a_broken_file_holds_is_not_said_to_be_missing(copy: Path) -> None:
    bank = copy / "quizzes/wheels.yml"
    bank.write_text(bank.read_text("utf-8").replace("kind: true-false", "kind: truefalse"), "utf-8")
    course, problems = load(copy)
    assert course
    assert [problem.rule for problem in problems] == ["known-word"]
    assert "loose-spoke" in course.unreadable


def test_hidden_files_drafts_and_readmes_are_left_alone(copy: Path) -> None:
    for name in (
        "briefings/README.md",
        "briefings/_draft.md",
        "briefings/.hidden.md",
        "modules/wheels/_draft.yml",
        "quizzes/.swp.yml",
        "modules/README.md",
    ):
        (copy / name).write_text("anything: [")
    assert told(copy) == []


def test_a_unit_that_no_list_names_is_told_even_when_a_text_has_its_name(copy: Path) -> None:
    (copy / "modules/brakes/pad.yml").write_text("title: a")  # the summary says 'pad'
    assert told(copy) == [("modules/brakes/pad.yml", 1, "every-file-is-listed")]


def test_a_file_with_the_wrong_ending_is_told(copy: Path) -> None:
    (copy / "modules/brakes/cables.yaml").write_text("title: a")
    assert told(copy) == [("modules/brakes/cables.yaml", 1, "every-file-is-listed")]


def test_a_briefings_name_is_an_id(copy: Path) -> None:
    shutil.copy(copy / "briefings/brake-wear.md", copy / "briefings/Brake Wear.md")
    assert told(copy) == [("briefings/Brake Wear.md", 1, "kebab-case-id")]


def test_a_missing_module_does_not_make_its_units_unlisted(copy: Path) -> None:
    (copy / "modules/brakes/module.yml").unlink()
    assert told(copy) == [("modules/brakes/module.yml", 1, "readable-file")]


def test_a_course_without_briefings(copy: Path) -> None:
    shutil.rmtree(copy / "briefings")
    course, problems = load(copy)
    assert course
    assert not problems
    assert course.briefings == ()


def test_line_ends_of_windows_change_nothing(copy: Path) -> None:
    before = load(copy)[0]
    for file in [*copy.rglob("*.yml"), *copy.rglob("*.md")]:
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert load(copy) == (before, [])
