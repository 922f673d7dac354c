"""Paper in a real browser: what is printed, what is cut, and what a learner does not see."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site.conftest import Visit

MODULES = ("evidence", "engagement", "monitoring")
A4 = {"width": 688, "height": 1017}
"""What the margins leave of a sheet, in pixels."""
LADDER = "evidence/handouts/index.html#paper-ladder-of-claims"
PRINTED = """() => [...document.querySelectorAll("main :is(h1, h2, h3)")]
    .filter((heading) => heading.checkVisibility()).map((heading) => heading.textContent.trim())"""
CARDS = """height => [...document.querySelectorAll(".course-cards > li")].map((card) => {
    const { breakInside, borderTopStyle, borderLeftStyle } = getComputedStyle(card);
    const fits = card.getBoundingClientRect().height < height;
    return [breakInside, borderTopStyle, borderLeftStyle, fits, card.scrollWidth <= card.clientWidth];
})"""
ROWS = """() => [...document.querySelectorAll(".course-paper-table tbody tr")].filter((row) =>
    row.checkVisibility() && [...row.cells].some((cell) => !cell.textContent.trim())).map((row) =>
        Math.round(row.getBoundingClientRect().height / 96 * 25.4))"""


@pytest.fixture
def paper(visit: Visit) -> Page:
    page = visit("404.html", viewport=A4)
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize("module", MODULES)
def test_no_card_breaks_over_pages_and_every_cell_has_room(paper: Page, address: str, module: str) -> None:
    paper.goto(f"{address}/{module}/handouts/index.html")
    cards = paper.evaluate(CARDS, A4["height"])
    assert len(cards) > 20
    assert {tuple(card) for card in cards} == {("avoid", "dashed", "dashed", True, True)}
    assert min(paper.evaluate(ROWS)) >= 8, "millimetres"
    assert not paper.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_one_activity_can_be_printed_alone_with_its_sources(paper: Page, address: str) -> None:
    paper.goto(f"{address}/{LADDER.partition('#')[0]}")
    everything = paper.evaluate(PRINTED)
    assert {"Ladder of claims", "Fill the gaps", "Register", "Evaluation form"} <= set(everything)
    paper.goto(f"{address}/{LADDER}")
    alone = paper.evaluate(PRINTED)
    assert alone[0] == "Ladder of claims"
    assert "Claim cards" in alone
    assert not {"Fill the gaps", "Register"} & set(alone)
    expect(paper.locator("#paper-ladder-of-claims .course-paper-sources")).to_be_visible()
    pages = [len(re.findall(rb"/Type\s*/Page\b", paper.pdf(prefer_css_page_size=True)))]
    assert 3 <= pages[0] <= 5
    paper.goto(f"{address}/{LADDER.partition('#')[0]}#paper-form-register")
    register = paper.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", register)) == 1, "no empty page before it"


def test_a_piece_is_chosen_and_unchosen_without_a_script(visit: Visit) -> None:
    page = visit("evidence/handouts/index.html", java_script_enabled=False)
    note = page.locator("#paper-ladder-of-claims .course-paper-only")
    expect(note).to_be_hidden()
    page.get_by_role("link", name="Ladder of claims", exact=True).first.click()
    expect(note).to_be_visible()
    note.get_by_role("link").click()
    expect(note).to_be_hidden()


def test_the_workbook_prints_short_or_whole_and_never_answers(
    paper: Page, address: str, folder: Path
) -> None:
    paper.goto(f"{address}/evidence/workbook/index.html")
    readings = paper.locator(".course-workbook-reading")
    expect(readings.first).to_be_visible()
    paper.goto(f"{address}/evidence/workbook/index.html#workbook-short")
    expect(readings.first).to_be_hidden()
    expect(paper.locator(".course-tick-boxes").first).to_be_visible()
    unit = (folder / "evidence/what-counts/index.html").read_text("utf-8")
    feedback = re.findall(r'class="course-answer-feedback"><p>([^<]{30,})', unit)
    assert len(feedback) > 5
    for module in MODULES:
        text = (folder / module / "workbook/index.html").read_text("utf-8")
        assert not [words for words in feedback if words in text]
        assert "data-correct" not in text
        assert "Not this one" not in text


def test_no_learners_page_leads_to_the_answers(folder: Path, units: list[str]) -> None:
    learners = [*units, *(f"{module}/{page}index.html" for module in MODULES for page in ("", "workbook/"))]
    for name in learners:
        assert "workbook/answers/" not in (folder / name).read_text("utf-8"), name
