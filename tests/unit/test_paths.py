"""Where pages stand, and how one leads to another."""

import pytest

from generator.model import Course
from generator.paths import paths, relative


@pytest.mark.parametrize(
    ("target", "page", "link"),
    [
        ("/", "", "index.html"),
        ("/", "wheels/quiz/", "../../index.html"),
        ("/wheels/", "", "wheels/index.html"),
        ("/wheels/", "wheels/", "index.html"),
        ("wheels/quiz/", "wheels/", "quiz/index.html"),
        ("/wheels/quiz/#two", "wheels/punctures/", "../quiz/index.html#two"),
        ("/#two", "wheels/", "../index.html#two"),
        ("/action-plan/wheels.docx", "action-plan/", "wheels.docx"),
        ("/action-plan/wheels.docx", "", "action-plan/wheels.docx"),
    ],
)
def test_links_lead_from_page_to_page(target: str, page: str, link: str) -> None:
    assert relative(target, page) == link


def test_the_paths_are_those_of_the_pages(sample: Course, made: dict[str, str | bytes]) -> None:
    written = {f"/{name.removesuffix('index.md')}" for name in made if name.endswith(".md")}
    assert paths(sample) == written
