"""The command `course`: exit status 0 clean, 1 problems, 2 wrong use, and never a traceback."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import __version__, checks
from generator.cli import main
from generator.model import SCHEMAS
from generator.source import load_plain


def course(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


def lines(result: Result) -> list[str]:
    return result.stdout.splitlines()


@pytest.fixture
def broken(copy: Path) -> Path:
    """A course with two problems."""
    (copy / "modules/brakes/pads.yml").write_text(
        "title: Pads\nminutes: five\noutcomes: [notice-wear]\nsteps: []\n"
    )
    return copy


def test_a_clean_course(copy: Path) -> None:
    result = course("check", "--root", copy)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "No problems.\n")


def test_problems(broken: Path) -> None:
    result = course("check", "--root", broken)
    assert result.exit_code == 1
    assert lines(result) == [
        "modules/brakes/pads.yml:2:10: write a whole number here [right-type]",
        "modules/brakes/pads.yml:4:8: list at least 1 here [right-size]",
    ]
    assert result.stderr == "2 problems\n"


def test_problems_for_github(broken: Path) -> None:
    result = course("check", "--root", broken, "--format", "github")
    assert result.exit_code == 1
    start = "::error file=modules/brakes/pads.yml,line=2,col=10,title=right-type::"
    assert lines(result)[0] == f"{start}write a whole number here [right-type]"


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--root", "nowhere"],
        ["check", "--format", "xml"],
        ["check", "extra"],
        ["chekc"],
        ["--nonsense"],
        ["write"],
    ],
)
def test_wrong_use(arguments: list[str]) -> None:
    result = course(*arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr


def test_no_course_here(tmp_path: Path) -> None:
    result = course("check", "--root", tmp_path)
    assert result.exit_code == 1
    assert lines(result) == ["modules/course.yml:1:1: add this file [readable-file]"]


def test_rules_are_the_manual(tmp_path: Path) -> None:
    result = course("check", "--root", tmp_path, "--rules")
    assert result.exit_code == 0
    for check in checks.CHECKS:
        assert checks.rule(check) in lines(result)
        assert (check.__doc__ or "").split("\n")[0] in result.stdout


def test_version() -> None:
    assert __version__ in course("--version").stdout


def test_schema_writes_and_overwrites(tmp_path: Path) -> None:
    for _ in range(2):
        assert course("schema", tmp_path / "schemas").exit_code == 0
    names = sorted(file.name for file in (tmp_path / "schemas").iterdir())
    assert names == sorted(f"{name}.json" for name in SCHEMAS)


# course write


def test_write_gives_a_folder_that_a_builder_can_use(copy: Path, tmp_path: Path) -> None:
    result = course("write", tmp_path / "out", "--root", copy)
    assert result.exit_code == 0
    config = load_plain((tmp_path / "out/mkdocs.yml").read_text("utf-8"))
    assert config["docs_dir"] == "docs"
    assert "course" not in config["plugins"]
    assert config["extra"]["course"]["id"] == "bicycle-repair"
    for name in (
        "docs/wheels/punctures/index.md",
        "docs/about/index.md",
        "docs/assets/course.js",
        "overrides/main.html",
    ):
        assert (tmp_path / "out" / name).is_file()


def test_write_twice_leaves_nothing_of_the_first(copy: Path, tmp_path: Path) -> None:
    course("write", tmp_path / "out", "--root", copy)
    (tmp_path / "out/docs/old.md").write_text("old")
    assert course("write", tmp_path / "out", "--root", copy).exit_code == 0
    assert not (tmp_path / "out/docs/old.md").exists()


def test_write_into_an_empty_folder(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert course("write", tmp_path / "out", "--root", copy).exit_code == 0


def test_write_refuses_a_foreign_folder(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.txt").write_text("mine")
    result = course("write", tmp_path / "out", "--root", copy)
    assert result.exit_code == 2
    assert (tmp_path / "out/mine.txt").read_text() == "mine"
    assert course("write", copy, "--root", copy).exit_code == 2
    assert (copy / "mkdocs.yml").is_file()


def test_write_refuses_a_file(copy: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    assert course("write", tmp_path / "out", "--root", copy).exit_code == 2


def test_write_of_a_broken_course_touches_nothing(broken: Path, tmp_path: Path) -> None:
    result = course("write", tmp_path / "out", "--root", broken)
    assert result.exit_code == 1
    assert len(lines(result)) == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("text", ["site_name: [", "", "words", "- a\n", None])
def test_write_with_a_broken_mkdocs_yml(copy: Path, tmp_path: Path, text: str | None) -> None:
    if text is None:
        (copy / "mkdocs.yml").unlink()
    else:
        (copy / "mkdocs.yml").write_text(text)
    result = course("write", tmp_path / "out", "--root", copy)
    assert result.exit_code == 2, result.exception
    assert "mkdocs.yml" in result.stderr
