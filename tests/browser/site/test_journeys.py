"""What a learner does over days: begin, come back, go on, finish."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site.conftest import Visit
from tests.browser.site.learner import DESKTOP, PHONE, answer, mark_as_done, options, questions

pytestmark = pytest.mark.browser

UNITS = [
    ("what-counts", "What counts as evidence?"),
    ("reading-a-number", "Reading a number"),
    ("where-the-inequalities-are", "Where the inequalities are"),
]


def start(page: Page):
    return page.locator("course-continue a")


def go(page: Page, address: str, name: str = "") -> None:
    page.goto(f"{address}/{name + '/' if name else ''}index.html")


def test_the_front_page_starts_and_remembers(visit: Visit, address: str) -> None:
    page = visit(viewport=PHONE)
    expect(start(page)).to_have_text("Start")
    start(page).click()
    page.wait_for_url(f"{address}/evidence/what-counts/index.html")
    go(page, address, "evidence/reading-a-number")
    go(page, address)
    expect(start(page)).to_have_text("Continue where you left off: Reading a number")
    start(page).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Reading a number")
    mark_as_done(page)
    page.locator(".course-brand").click()
    expect(start(page)).to_have_text("Continue with: Where the inequalities are")


def test_next_leads_through_every_unit_to_the_quiz_and_the_plan(visit: Visit, units: list[str]) -> None:
    evidence = [unit for unit in units if unit.startswith("evidence/")]
    page = visit(evidence[0])
    walked = []
    while len(walked) < 20 and page.locator(".course-next").count():
        walked.append(page.evaluate("location.pathname.slice(1)"))
        with page.expect_navigation():
            page.locator(".course-next").click()
    assert walked[: len(evidence) + 1] == [*evidence, "evidence/quiz/index.html"]
    assert page.url.endswith("/action-plan/index.html")


def test_progress_shows_wherever_units_are_listed(visit: Visit, address: str) -> None:
    page = visit(viewport=DESKTOP)
    for done, (unit, title) in enumerate(UNITS, 1):
        go(page, address, f"evidence/{unit}")
        mark_as_done(page)
        expect(page.get_by_role("button", name="Done")).to_be_visible()
        expect_progress(page, done)
        link = page.get_by_role("navigation", name="Course").get_by_role("link", name=title)
        expect(link).to_have_text(f"{title} done")
    for name in ("", "evidence"):
        go(page, address, name)
        expect_progress(page, len(UNITS))
        expect(page.locator("article a[data-done]")).to_have_count(len(UNITS))
    go(page, address, "evidence/what-counts")
    page.get_by_role("button", name="Done").click()
    expect_progress(page, len(UNITS) - 1)


def expect_progress(page: Page, done: int) -> None:
    progress = page.locator("course-progress").first
    total = len((progress.get_attribute("data-units") or "").split())
    expect(progress).to_have_text(f"{done} of {total} units done")
    assert progress.locator("progress").evaluate("bar => [bar.value, bar.max]") == [done, total]


def test_answering_everything_in_a_unit_marks_it_as_done(visit: Visit) -> None:
    page = visit("evidence/what-counts/index.html")
    asked = questions(page)
    for question in asked[:-1]:
        answer(question)
    expect(page.get_by_role("button", name="Mark as done")).to_be_visible()
    answer(asked[-1])
    expect(page.get_by_role("button", name="Done")).to_be_visible()
    expect(page.get_by_text("You answered everything here: marked as done.")).to_be_visible()


def test_answers_and_words_are_there_after_a_reload(visit: Visit) -> None:
    page = visit("evidence/what-counts/index.html")
    first, second = questions(page)[:2]
    answer(first)
    chosen = options(first, right=True)[0]
    written = {}
    for area in page.locator("textarea").all():
        written[area.get_attribute("id")] = f"Words for {area.get_attribute('id')}"
        area.fill(written[area.get_attribute("id")])
    assert len(written) > 1, "a reflection and an action"
    page.reload()
    first, second = questions(page)[:2]
    expect(first).to_have_attribute("data-state", "right")
    expect(first.locator(f"input[value='{chosen}']")).to_be_checked()
    expect(first.get_by_role("button", name="Try again")).to_be_visible()
    expect(second.get_by_role("button", name="Check my answer")).to_be_visible()
    for id, words in written.items():
        expect(page.locator(f"#{id}")).to_have_value(words)


def test_the_chosen_colours_stay(visit: Visit, address: str) -> None:
    page = visit(color_scheme="light")
    page.get_by_role("button", name="Dark colours").click()
    go(page, address, "evidence")
    expect(page.locator("body")).to_have_css("background-color", "rgb(22, 21, 28)")
    page.get_by_role("button", name="Dark colours").click()
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 253, 248)")
