"""What several tests share: the sample course, a copy of it to spoil, and sites built by MkDocs."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.load import load
from generator.model import Course
from generator.pages import pages
from tests.tools import ROOT

SAMPLE = ROOT / "tests" / "sample"
os.environ["COURSE_TODAY"] = "2026-12-01"  # so that no review falls due while nobody looks
ENVIRONMENT = {
    key: value for key, value in os.environ.items() if key not in {"SITE_URL", "SOURCE_DATE_EPOCH"}
}

Run = subprocess.CompletedProcess[str]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--thorough", action="store_true", help="look at every page in every way; takes longer")
    parser.addoption("--accept", action="store_true", help="rewrite tests/golden from what the pages are now")


def run(*command: str | Path, cwd: Path = ROOT, env: Mapping[str, str] | None = None) -> Run:
    """A command of this Python's environment: `run("mkdocs", "build")`."""
    program = Path(sys.executable).with_name(str(command[0]))
    return subprocess.run(
        [program, *map(str, command[1:])],
        cwd=cwd,
        env={**ENVIRONMENT, "NO_MKDOCS_2_WARNING": "1", **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
    )


def build(course: Path, site: Path, **env: str) -> Path:
    """The site that `mkdocs build --strict` makes of a course."""
    result = run("mkdocs", "build", "--strict", "--site-dir", site, cwd=course, env=env)
    assert result.returncode == 0, result.stderr
    return site


@pytest.fixture(scope="session")
def sample() -> Course:
    """The sample course as the model has it: frozen, so that all tests may share it."""
    course, problems = load(SAMPLE)
    assert course
    assert not problems
    return course


@pytest.fixture(scope="session")
def made(sample: Course) -> dict[str, str | bytes]:
    """The pages and files of the sample course."""
    return pages(sample)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the sample course's folder."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "course"))


@pytest.fixture
def course_of(copy: Path) -> Callable[[dict[str, str]], Course]:
    """The sample course with some files written anew: `course_of({"modules/wheels/spokes.yml": "..."})`."""

    def make(files: dict[str, str]) -> Course:
        for name, text in files.items():
            (copy / name).write_text(text, "utf-8")
        course, problems = load(copy)
        assert course
        assert not problems, "\n".join(map(str, problems))
        return course

    return make


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """The site of our course or of the sample; the first of the workers builds it, the others wait."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent

    def site_of(course: Path) -> Path:
        site, done = shared / f"site-of-{course.name}", shared / f"{course.name}.done"
        try:
            (shared / f"{course.name}.lock").open("x").close()
        except FileExistsError:
            wait_for(done)
            return site
        try:
            return build(course, site)
        finally:
            done.touch()

    return site_of


def wait_for(file: Path, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not file.exists():
        assert time.monotonic() < end, "the worker that builds the course is not ready"
        time.sleep(0.05)


@pytest.fixture(scope="session", params=[ROOT, SAMPLE], ids=["course", "sample"])
def site(request: pytest.FixtureRequest, built: Callable[[Path], Path]) -> Path:
    """The site of our course, then of the sample course."""
    return built(request.param)
