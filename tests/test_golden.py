"""One page of each kind, as the sample course makes it. `pytest --accept` rewrites them; read the diff."""

from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
KINDS = {
    "home": "index.md",
    "module": "wheels/index.md",
    "unit": "wheels/punctures/index.md",
    "quiz": "wheels/quiz/index.md",
    "workshop": "wheels/workshop/index.md",
    "briefings": "briefings/index.md",
    "briefing": "briefings/tyre-pressure/index.md",
    "references": "references/index.md",
    "action-plan": "action-plan/index.md",
    "handouts": "wheels/handouts/index.md",
    "workbook": "wheels/workbook/index.md",
    "answers": "wheels/workbook/answers/index.md",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_as_expected(
    kind: str, made: dict[str, str | bytes], request: pytest.FixtureRequest
) -> None:
    text = made[KINDS[kind]]
    assert isinstance(text, str)
    file = GOLDEN / f"{kind}.md"
    if request.config.getoption("--accept"):
        file.write_text(text, "utf-8", newline="\n")
    assert text == file.read_text("utf-8")


def test_no_golden_page_is_left_over() -> None:
    assert {file.stem for file in GOLDEN.iterdir()} == set(KINDS)
