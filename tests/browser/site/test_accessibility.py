"""axe finds nothing, nothing scrolls sideways, nothing is too small to press."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.site.conftest import Visit
from tests.browser.site.learner import (
    DESKTOP,
    PHONE,
    SMALLEST,
    answer,
    axe,
    axe_in_both,
    check,
    choose,
    mark_as_done,
    options,
    questions,
)

pytestmark = pytest.mark.browser

VIEWPORTS = pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
PARTS = 6
"""So that the workers share the pages."""
UNIT = "evidence/what-counts/index.html"
QUIZ = "evidence/quiz/index.html"

SIDEWAYS = "() => document.scrollingElement.scrollWidth > innerWidth"

# What a reader may set (WCAG 1.4.12).
SPACING = """p { margin-bottom: 2em !important }
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"""
ADD_STYLE = """css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet]; }"""
CLIPPED = """() => [...document.querySelectorAll("body *")].filter((element) => {
    const style = getComputedStyle(element);
    const hides = [style.overflowX, style.overflowY].some((each) => ["hidden", "clip"].includes(each));
    const seen = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
    const cut = scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1;
    return hides && seen && cut && style.clipPath === "none" && element.innerText?.trim();
}).map((element) => element.outerHTML.slice(0, 90))"""

# Links in a sentence may be as high as their line.
SMALL = """([selector, least]) => [...document.querySelectorAll(selector)].filter((element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && getComputedStyle(element).display !== "inline").map((element) => {
        const { width, height } = element.getBoundingClientRect();
        return [Math.round(width), Math.round(height * 10) / 10, element.outerHTML.slice(0, 90)];
    }).filter(([width, height]) => width && (width < 24 || height < least))"""
TARGETS = "a[href], button, summary, input:not([aria-hidden]), textarea, select"
OURS = """.course-button, .course-next, .course-tool, .course-brand, .course-option label, .course-nav a,
    .course-units li > a, .course-modules li > a, details > summary"""


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_clean_to_axe_and_large_enough_to_press_and_fits_the_smallest_screen(
    visit: Visit, looked_at: list[str], dark: list[str], address: str, part: int
) -> None:
    page = visit("404.html", viewport=PHONE)
    found = {}
    for name in looked_at[part::PARTS]:
        page.goto(f"{address}/{name}")
        look = axe_in_both if name in dark else axe
        found[name] = look(page) + too_small(page) + at_the_smallest(page)
        page.set_viewport_size(PHONE)
    assert not {name: problems for name, problems in found.items() if problems}


@pytest.mark.parametrize("part", range(2))
def test_a_page_of_each_kind_is_clean_to_axe_on_a_desktop(
    visit: Visit, dark: list[str], address: str, part: int
) -> None:
    page = visit("404.html", viewport=DESKTOP)
    found = {}
    for name in dark[part::2]:
        page.goto(f"{address}/{name}")
        found[name] = axe_in_both(page) + too_small(page)
    assert not {name: problems for name, problems in found.items() if problems}


@pytest.fixture(scope="session")
def thorough(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--thorough"))


@pytest.fixture(scope="session")
def looked_at(thorough: bool, names: list[str], kinds: list[str]) -> list[str]:
    """Every page, but slides of one module only: the tests of the deck try each slide of all of them."""
    return [name for name in names if thorough or "/slides/" not in name or name in kinds]


@pytest.fixture(scope="session")
def dark(thorough: bool, names: list[str], kinds: list[str]) -> list[str]:
    """The pages to look at in dark colours and on a desktop too: with `--thorough`, every page."""
    return names if thorough else [name for name in kinds if "/slides/" not in name]


@pytest.fixture(scope="session")
def kinds(folder: Path, names: list[str], units: list[str]) -> list[str]:
    """The longest unit, summary, quiz and so on, and every page that is alone of its kind.

    Not the register and the references: long lists of what other pages show too.
    """
    modules = {unit.split("/")[0] for unit in units}
    longest: dict[str, str] = {}
    for name in sorted(names, key=lambda name: (folder / name).stat().st_size):
        first, _, rest = name.partition("/")
        kind = "unit" if name in units else rest if first in modules else name
        longest["summary" if first == "briefings" and rest != "index.html" else kind] = name
    return sorted(set(longest.values()) - {"register/index.html", "references/index.html"})


def too_small(page: Page) -> list:
    """What is too small to press, with a phone's menu open."""
    menus = "open => document.querySelectorAll('.course-menu').forEach((menu) => { menu.open = open })"
    page.evaluate(menus, True)
    found = page.evaluate(SMALL, [TARGETS, 24]) + page.evaluate(
        SMALL, [OURS, page.viewport_size == PHONE and 44]
    )
    page.evaluate(menus, False)
    return found


def at_the_smallest(page: Page) -> list:
    """What a screen of 320 pixels, or 1280 at 400 %, cuts off, also with a reader's room between letters."""
    page.set_viewport_size(SMALLEST)
    found = ["scrolls sideways"] if page.evaluate(SIDEWAYS) else []
    page.evaluate(ADD_STYLE, SPACING)
    found += ["scrolls sideways, with room between the letters"] if page.evaluate(SIDEWAYS) else []
    return found + page.evaluate(CLIPPED)


@VIEWPORTS
def test_axe_finds_nothing_in_any_state_of_a_question(visit: Visit, viewport) -> None:
    page = visit(QUIZ, viewport=viewport)
    nothing, right, wrong = of_kind(page, "multiple-choice")[:3]
    partly = of_kind(page, "multiple-response")[0]
    check(nothing)
    expect(nothing.get_by_text("Choose an answer first.")).to_be_visible()
    answer(right)
    for question, chosen in ((wrong, []), (partly, options(partly, right=True)[:1])):
        choose(question, *chosen, options(question, right=False)[0])
        check(question)
    states = [question.get_attribute("data-state") for question in (nothing, right, wrong, partly)]
    assert states == [None, "right", "not-yet", "partly"]
    assert not axe_at_top(page)


def of_kind(page: Page, kind: str) -> list[Locator]:
    return [question for question in questions(page) if question.get_attribute("data-kind") == kind]


def axe_at_top(page: Page) -> list[str]:
    """What axe finds when nothing is half under the header, and nothing is under the pointer."""
    page.mouse.move(0, 0)
    page.evaluate("scrollTo(0, 0)")
    return axe_in_both(page)


@VIEWPORTS
def test_axe_finds_nothing_when_units_are_done(visit: Visit, address: str, viewport) -> None:
    page = visit(UNIT, viewport=viewport)
    mark_as_done(page)
    page.locator("textarea").first.fill("Some words")
    expect(page.locator(".course-saved").first).to_have_text("Saved on this device.")
    assert not axe_at_top(page)
    for name in ("index.html", "evidence/index.html"):
        page.goto(f"{address}/{name}")
        expect(page.locator("progress").first).to_be_visible()
        assert not axe_in_both(page)
    page.goto(f"{address}/evidence/after/index.html")
    page.locator("course-confidence input").nth(1).check()
    expect(page.get_by_role("table")).to_be_visible()
    assert not axe_at_top(page)


@VIEWPORTS
def test_axe_finds_nothing_in_the_open_menu_and_search(visit: Visit, viewport) -> None:
    page = visit(viewport=viewport)
    page.locator("summary", has_text="Menu").click()
    expect(page.get_by_role("navigation", name="Menu")).to_be_visible()
    assert not axe_in_both(page)
    page.get_by_role("button", name="Search").click()
    assert not axe_in_both(page)
    page.keyboard.type("maternity")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    assert not axe_in_both(page)


@VIEWPORTS
def test_axe_finds_nothing_without_javascript(visit: Visit, address: str, viewport) -> None:
    """axe itself needs JavaScript, so here the page's own scripts arrive empty."""
    page = visit(viewport=viewport)
    page.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    for name in ("index.html", UNIT):
        page.goto(f"{address}/{name}")
        for summary in page.locator(".course-question-answers > summary").all():
            summary.click()
        assert not axe_at_top(page)


def test_the_menu_and_the_search_fit_a_small_screen(visit: Visit) -> None:
    page = visit(UNIT, viewport=SMALLEST)
    page.locator("summary", has_text="Menu").click()
    panel = page.get_by_role("navigation", name="Menu").bounding_box()
    assert panel and panel["x"] >= 0 and panel["x"] + panel["width"] <= SMALLEST["width"]
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("maternity")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    assert not page.evaluate(SIDEWAYS)
