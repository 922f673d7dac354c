"""The course by keyboard alone: in a sensible order, always seen, never lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site.conftest import Visit
from tests.browser.site.learner import DESKTOP, PHONE, find, focused, options, questions, tab

pytestmark = pytest.mark.browser

VIEWPORTS = pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
HEADER = ["Skip to content", "Innovations", "Search", "Dark colours"]
UNIT = "evidence/what-counts/index.html"


@VIEWPORTS
def test_the_frame_comes_first_and_in_order(visit: Visit, address: str, viewport) -> None:
    page = visit(viewport=viewport)
    for name in ("index.html", "404.html", "evidence/index.html", UNIT, "briefings/index.html"):
        page.goto(f"{address}/{name}")
        walked = [tab(page)["name"] for _ in range(5)]
        assert walked[:4] == HEADER, name
        # The front page has no column of its own, so it keeps the menu.
        assert walked[4] == ("Evidence" if viewport == DESKTOP and name != "index.html" else "Menu"), name


def test_the_skip_link_leads_to_the_content(visit: Visit) -> None:
    page = visit(UNIT, viewport=DESKTOP)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#what-counts-as-evidence")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('h1').compareDocumentPosition(document.activeElement) & 4")


@VIEWPORTS
def test_everything_focused_is_seen(visit: Visit, address: str, viewport) -> None:
    page = visit(viewport=viewport)
    for name in ("index.html", UNIT, "action-plan/index.html"):
        page.goto(f"{address}/{name}")
        walked = walk(page)
        assert len(walked) > 10
        unseen = [each for each in walked if not (each["inView"] and each["onTop"] and each["ring"] >= 2)]
        assert not unseen, name
        assert "Quiz" not in [each["name"] for each in walked] or viewport == DESKTOP, "a closed menu's links"


def walk(page: Page) -> list[dict]:
    """Everything that Tab reaches, from the first to the last."""
    walked = []
    while not (each := tab(page))["page"]:
        walked.append(each)
        assert len(walked) < 400
    return walked


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(visit: Visit) -> None:
    page = visit(UNIT, viewport=PHONE)
    assert tab(page, 5)["name"] == "Menu"
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation", name="Menu")).to_be_visible()
    links = page.get_by_role("navigation", name="Menu").get_by_role("link").all_text_contents()
    assert [tab(page)["name"] for _ in links] == links
    page.keyboard.press("Escape")
    assert focused(page)["name"] == "Menu"
    expect(page.get_by_role("navigation", name="Menu")).to_be_hidden()
    assert tab(page)["name"] == "Evidence"
    assert not page.evaluate("document.activeElement.closest('.course-menu')")


@VIEWPORTS
def test_the_search_opens_finds_and_closes_by_keyboard(visit: Visit, viewport) -> None:
    page = visit(UNIT, viewport=viewport)
    assert tab(page, 3)["name"] == "Search"
    page.keyboard.press("Enter")
    find(page, "maternity")
    assert [tab(page)["name"] for _ in range(3)] == ["Clear the search", "Close the search", "Results"]
    found = tab(page)
    assert found["name"].startswith("Maternity") and found["inView"] and found["ring"]
    page.keyboard.press("Escape")
    expect(page.locator(".md-search__input")).to_be_hidden()
    expect(page.get_by_role("button", name="Search")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    tab(page, 4)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "/briefings/maternity/" in page.url


def test_the_search_closes_by_its_button_and_when_the_reader_walks_out(visit: Visit) -> None:
    page = visit(viewport=PHONE)
    page.get_by_role("button", name="Search").click()
    page.get_by_role("button", name="Close the search").click()
    expect(page.locator(".md-search__input")).to_be_hidden()
    expect(page.get_by_role("button", name="Search")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".md-search__input")).to_be_hidden()
    expect(page.locator(".course-brand")).to_be_focused()


def test_single_keys_lead_nowhere(visit: Visit) -> None:
    """Material makes shortcuts of them, even on a radio button (WCAG 2.1.4)."""
    page = visit(UNIT)
    page.locator(".course-option input").first.focus()
    before = focused(page)
    for key in "npsf,./":
        page.keyboard.press(key)
    assert focused(page) == before
    assert page.url.endswith(UNIT)


def test_a_whole_unit_can_be_studied_by_keyboard(visit: Visit) -> None:
    page = visit(UNIT, viewport=PHONE)
    for question in questions(page):
        id = question.get_attribute("data-question")
        right = options(question, right=True)
        inputs = question.locator("input").evaluate_all("all => all.map((each) => each.value)")
        walk_to(page, lambda each, id=id: each["question"] == id and each["tag"] == "input")
        choose_by_keyboard(page, inputs, right, several=question.locator("[type=checkbox]").count() > 0)
        walk_to(page, lambda each: each["name"] == "Check my answer")
        page.keyboard.press("Enter")
        here = focused(page)
        assert (here["name"], here["question"]) == ("Try again", id)
        expect(question).to_have_attribute("data-state", "right")
        expect(question.locator(".course-verdict")).to_be_in_viewport()
    walk_to(page, lambda each: each["tag"] == "textarea")
    page.keyboard.type("My own words")
    walk_to(page, lambda each: each["name"] in ("Mark as done", "Done"))
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    assert focused(page)["name"] == "Done"
    expect(page.locator("course-unit [role=status]")).to_have_text("Saved on this device.")
    walk_to(page, lambda each: each["name"].startswith("Next"))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/evidence/reading-a-number/index.html")


def walk_to(page: Page, wanted) -> None:
    """Press Tab until the focus is where it should be, never losing it on the way."""
    for _ in range(150):
        each = tab(page)
        assert not each["page"], "the focus fell to the page"
        if wanted(each):
            return
    raise AssertionError("not reached by Tab")


def choose_by_keyboard(page: Page, inputs: list[str], right: list[str], *, several: bool) -> None:
    for position, value in enumerate(inputs):
        if position:
            page.keyboard.press("Tab" if several else "ArrowDown")
        if value in right:
            page.keyboard.press("Space")
            if not several:
                return
