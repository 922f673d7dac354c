"""What broken files cannot say of the checks: numbers, and that each rule is a page of the manual."""

import pytest

from generator import checks
from generator.checks.colours import PAPER, contrast, luminance
from generator.checks.texts import texts
from generator.model import Course


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#000000", 21.0),
        ("#3b3a8f", "#3b3a8f", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#595959", "#ffffff", 7.0),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffff00", 8.0),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.01)


def test_luminance_of_the_darkest_greys_is_linear() -> None:
    assert luminance("#000000") == 0
    assert luminance("#010101") == pytest.approx(1 / 255 / 12.92)


def test_the_grounds_are_those_of_the_theme(made: dict[str, str | bytes]) -> None:
    css = str(made["assets/course.css"]).lower()
    for ground in PAPER.values():
        assert ground in css


def test_a_sound_course_has_no_problem(sample: Course) -> None:
    assert checks.run(sample) == []


@pytest.mark.parametrize("check", checks.CHECKS, ids=checks.rule)
def test_each_rule_is_a_page_of_the_manual(check: checks.Check) -> None:
    rule, _, reason = (check.__doc__ or "").strip().partition("\n\n")
    assert rule.endswith(".")
    assert "\n" not in rule
    assert reason.strip().endswith(".")


def test_every_text_of_the_course_is_read(sample: Course) -> None:
    """The rules about citations and links see what the pages show: every field that holds Markdown."""
    read = {text.text for text in texts(sample)}
    unit = sample.modules[0].units[0]
    for text in (
        sample.modules[0].introduction,
        unit.steps[0].slide,
        unit.steps[0].facilitator_notes,
        sample.questions["first-step"].stem,
        sample.questions["first-step"].hints[0],
        sample.questions["first-step"].options[0].text,
        sample.questions["first-step"].options[0].feedback,
        sample.briefings[1].body.raw,
        sample.welcome,
        "A bowl",
        "Guess where the hole is.",
        "Keep a towel at hand.",
        "What did you look at first?",
        "Show a film of the bowl.",
        "Practise with a bowl of water.",
        "Nobody counted the riders.",
        "Put the tool where the need is.",
        "Think of who helped you.",
        "No flat tyre in a month.",
        "Before you blame the glass, look at the pressure.",
    ):
        assert text in read
