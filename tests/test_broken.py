"""Every rule has a broken case, and each case gives exactly the problems that it announces.

How to write one: tests/broken/README.md.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import checks
from generator.load import load
from tests.tools import ROOT

WHOLE = {
    "every-finding-says-when-it-was-checked",
    "every-finding-says-where",
    "every-outcome-is-assessed",
    "every-outcome-is-practised",
    "every-outcome-is-taught",
    "every-outcome-leads-to-an-action",
    "every-reference-is-used",
    "pages-can-be-read",
    "stated-minutes-are-honest",
}
"""Rules about the whole of a course, which small cases break too: compared only where they are announced."""
BROKEN = Path(__file__).parent / "broken"
BASE = BROKEN / "_base.txt"
CASES = sorted(path for path in BROKEN.glob("*.txt") if path != BASE)
FILE = re.compile(r"^=== (?P<name>\S+)(?: \((?P<kind>[\w-]+)\))?(?: +# expect: .*)?\n", re.M)
EXPECT = re.compile(r"(?:#|<!--) expect: (?P<rules>[a-z0-9, -]+?)(?: -->)?$")
RULE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")


def files_in(case: Path) -> Iterator[tuple[str, str, str]]:
    """Name, kind and text of each small file in a case."""
    text = case.read_text("utf-8")
    marks = list(FILE.finditer(text))
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        yield mark["name"], mark["kind"] or "", text[mark.end() : following.start() if following else None]


def lay(case: Path, folder: Path) -> None:
    """Write the small files of a case over what is in a folder."""
    for name, kind, text in files_in(case):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        if kind == "folder":
            file.mkdir()
        elif kind != "missing":
            file.write_text(text, kind or "utf-8", newline="")


def expected(case: Path) -> list[tuple[str, int, str]]:
    """What the comments of a case announce: file, line, rule."""
    found: list[tuple[str, int, str]] = []
    name, number = "", 0
    announced: list[str] = []
    for line in [*case.read_text("utf-8").splitlines(), "the end"]:
        mark = FILE.match(f"{line}\n")
        number += 1
        if announced and (line.strip() or mark):
            found += [(name, 1 if mark else number, rule) for rule in announced]
            announced = []
        if mark:
            name, number = mark["name"], 0
        if comment := EXPECT.search(line):
            announced = comment["rules"].split(", ")
    return sorted(found)


def problems(folder: Path) -> list[tuple[str, int, str]]:
    """What the engine reports for a folder."""
    course, found = load(folder)
    if course:
        found = sorted({*found, *checks.run(course), *checks.warn(course)})
    return sorted((place.file, place.line, rule) for place, rule, _ in found)


def listed(problems: list[tuple[str, int, str]]) -> str:
    """One line for each problem, so that a failure shows which one is missing."""
    return "\n".join(f"{file}:{line} {rule}" for file, line, rule in problems)


def rules_reported() -> set[str]:
    """The rules that reading reports: each name that stands before a message in a call or a tuple."""
    found: set[str] = set()
    for room in ("source", "shape", "load"):
        for node in ast.walk(ast.parse((ROOT / "generator" / f"{room}.py").read_text("utf-8"))):
            values = (
                node.args if isinstance(node, ast.Call) else node.elts if isinstance(node, ast.Tuple) else []
            )
            words = [value.value for value in values[:-1] if isinstance(value, ast.Constant)]
            found |= {word for word in words if isinstance(word, str) and RULE.fullmatch(word)}
    return found


def test_the_base_course_is_sound(tmp_path: Path) -> None:
    lay(BASE, tmp_path)
    assert [problem for problem in problems(tmp_path) if problem[2] not in WHOLE] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_case_gives_the_problems_that_it_announces(case: Path, tmp_path: Path) -> None:
    lay(BASE, tmp_path)
    lay(case, tmp_path)
    announced = expected(case)
    left_aside = WHOLE - {rule for *_, rule in announced}
    found = [problem for problem in problems(tmp_path) if problem[2] not in left_aside]
    assert listed(found) == listed(announced)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_case_shows_the_rule_that_it_is_named_after(case: Path) -> None:
    assert case.stem in {rule for *_, rule in expected(case)}


def test_every_rule_has_a_broken_case() -> None:
    rules = {checks.rule(check) for check in (*checks.CHECKS, *checks.WARNINGS)} | rules_reported()
    assert {case.stem for case in CASES} == rules
