"""No script, no server, no network, other colours, paper: the course goes on."""

import gzip
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.site.conftest import Visit
from tests.browser.site.learner import DESKTOP, PHONE, answer, focused, mark_as_done, options, questions
from tests.browser.watch import watch

pytestmark = pytest.mark.browser

SEEN = """(selectors) => selectors.map((each) => [...document.querySelectorAll(each)].filter((element) =>
    element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width).length)"""
UNIT = "evidence/what-counts/index.html"
NEXT = "evidence/reading-a-number/index.html"


def test_every_page_has_the_policy_and_none_sets_a_cookie(visit: Visit, folder: Path, names, address) -> None:
    """What the console says, and each request that leaves, fails every test here by itself."""
    for name in names:
        policy = (folder / name).read_text("utf-8").split('http-equiv="Content-Security-Policy" content="')[1]
        policy = policy.split('"')[0]
        assert "default-src 'none'" in policy and "unsafe-" not in policy, name
    page = visit()
    for name in ("404.html", "briefings/index.html", UNIT):
        page.goto(f"{address}/{name}", wait_until="networkidle")
    assert page.context.cookies() == []


def test_without_javascript_every_page_can_be_read(visit: Visit, names: list[str], address: str) -> None:
    page = visit(java_script_enabled=False)
    for name in names:
        page.goto(f"{address}/{name}")
        seen = page.evaluate(SEEN, ["h1", "button, textarea, progress, course-notice, .md-search"])
        assert seen == [1, 0], name


def test_without_javascript_the_answers_are_in_a_disclosure(visit: Visit, address: str) -> None:
    page = visit("evidence/quiz/index.html", java_script_enabled=False)
    for question in questions(page):
        given = question.locator("label").all_text_contents()
        question.get_by_text("Show the answers").click()
        answers = question.locator(".course-question-answers")
        expect(answers.locator(".course-answer-option span")).to_have_text(given)
        assert answers.get_by_text("Right:").count() >= 1
        for feedback in answers.locator(".course-answer-feedback").all():
            expect(feedback).to_be_visible()
        expect(answers.get_by_text("The evidence:")).to_be_visible()


def test_without_javascript_the_navigation_works(visit: Visit) -> None:
    page = visit(java_script_enabled=False, viewport=PHONE)
    page.locator("summary", has_text="Menu").click()
    page.get_by_role("link", name="Reading a number").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Reading a number")
    page.locator(".course-next").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Where the inequalities are")


@pytest.mark.parametrize(
    ("scheme", "paper"), [("light", "rgb(255, 253, 248)"), ("dark", "rgb(22, 21, 28)")], ids=["light", "dark"]
)
def test_without_javascript_the_device_chooses_the_colours(visit: Visit, scheme: str, paper: str) -> None:
    page = visit(UNIT, java_script_enabled=False, color_scheme=scheme)
    expect(page.locator("body")).to_have_css("background-color", paper)


def test_from_a_memory_stick_the_course_works(new_page, folder: Path) -> None:
    page = new_page(viewport=PHONE)
    page.goto((folder / "index.html").as_uri())
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 253, 248)")
    page.locator("course-continue a").click()
    answer(questions(page)[0])
    mark_as_done(page)
    page.locator(".course-next").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Reading a number")
    expect(page.locator("course-progress p").first).to_have_text("1 of 6 units done")


def test_offline_a_loaded_page_goes_on_working(visit: Visit) -> None:
    page = visit(UNIT, viewport=PHONE)
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    for question in questions(page):
        answer(question)
    expect(page.get_by_role("button", name="Done")).to_be_visible()
    page.locator("textarea").first.fill("Written on the train")
    expect(page.locator(".course-saved").first).to_have_text("Saved on this device.")
    page.locator("summary", has_text="About this number").first.click()
    page.get_by_role("button", name="Dark colours").click()
    expect(page.locator("body")).to_have_css("background-color", "rgb(22, 21, 28)")
    page.locator("summary", has_text="Menu").click()
    expect(page.get_by_role("navigation", name="Menu")).to_be_visible()


def test_offline_the_search_says_what_is_wrong_and_a_second_try_works(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=PHONE)
    troubles = watch(context)
    page = context.new_page()
    page.goto(f"{address}/{UNIT}", wait_until="networkidle")
    context.set_offline(True)
    page.get_by_role("button", name="Search").click()
    status = page.get_by_role("dialog", name="Search this course").get_by_role("status")
    expect(status).to_have_text("The search could not be fetched. Try again when you are connected.")
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()
    # The way out works although Material's script, which knows it, is not there.
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Search")).to_be_focused()
    expect(page.get_by_role("dialog", name="Search this course")).to_be_hidden()
    context.set_offline(False)
    page.keyboard.press("Enter")
    page.keyboard.type("maternity")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    context.close()
    # What was tried offline is the only trouble.
    assert troubles == ["console: Failed to load resource: net::ERR_INTERNET_DISCONNECTED"] * 2


def test_the_search_is_fetched_when_it_is_opened_and_only_once(visit: Visit) -> None:
    page = visit(UNIT)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    button = page.get_by_role("button", name="Search")
    for _ in range(2):
        button.click()
        page.get_by_role("textbox", name="Search").fill("maternity")
        expect(page.locator(".md-search-result__link").first).to_be_visible()
        page.get_by_role("button", name="Close the search").click()
        expect(button).to_be_focused()
    assert sum("bundle" in path for path in asked) == 1
    assert sum("search_index" in path for path in asked) == 1


def test_in_forced_colours_focus_and_choice_are_seen(visit: Visit) -> None:
    page = visit(UNIT, forced_colors="active", viewport=DESKTOP)
    question = questions(page)[0]
    question.locator("input").first.focus()
    page.keyboard.press("Space")
    assert focused(page)["ring"] >= 2
    chosen, other = question.locator("label").all()[:2]
    expect(chosen).to_have_css("outline-style", "solid")
    expect(other).to_have_css("outline-style", "none")
    marks = page.locator(".md-sidebar .course-nav ol a").evaluate_all(
        "all => all.map((link) => getComputedStyle(link).borderInlineStartColor)"
    )
    assert marks.count(marks[0]) == 1, "only the current unit carries the mark"


def test_nothing_moves_for_those_who_asked_for_that(visit: Visit) -> None:
    page = visit(UNIT, reduced_motion="reduce")
    page.locator("summary", has_text="About this number").first.click()
    page.get_by_role("button", name="Search").click()
    moving = """() => [...document.querySelectorAll("*")].filter((element) => {
        const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
        return /[1-9]/.test(transitionDuration) || animationName !== "none" || scrollBehavior === "smooth";
    }).map((element) => element.outerHTML.slice(0, 60))"""
    assert page.evaluate(moving) == []
    assert page.evaluate("document.getAnimations().length") == 0


def test_on_paper_there_is_no_chrome_and_every_question(visit: Visit) -> None:
    page = visit(UNIT)
    page.locator("textarea").first.fill("My own words")
    page.emulate_media(media="print")
    for chrome in (".md-header", ".md-sidebar", ".course-footer", ".course-foot", "button", "progress"):
        expect(page.locator(f"{chrome} >> visible=true"), chrome).to_have_count(0)
    for question in questions(page):
        for part in ("legend", "label"):
            expect(question.locator(part).first).to_be_visible()
    written, blank = page.locator("course-reflection").all()[:2]
    expect(written.locator("textarea")).to_be_visible()
    expect(written.locator(".course-lines")).to_be_hidden()
    expect(blank.locator("textarea")).to_be_hidden()
    expect(blank.locator(".course-lines")).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("name", [UNIT, "evidence/quiz/index.html"], ids=["unit", "quiz"])
def test_on_paper_the_answers_are_on_a_page_of_their_own(visit: Visit, name: str) -> None:
    page = visit(name)
    answers = page.locator(".course-print-answers")
    expect(answers).to_be_hidden()
    page.emulate_media(media="print")
    expect(answers).to_be_visible()
    expect(answers).to_have_css("break-before", "page")
    given = answers.locator("li").all_text_contents()
    asked = questions(page)
    assert len(given) == len(asked) > 1
    for words, question in zip(given, asked, strict=True):
        expect(question.locator(".course-question-answers")).to_be_hidden()
        for option in options(question, right=True):
            label = question.locator(f"input[value='{option}'] + label").text_content() or ""
            assert " ".join(label.split()) in words
        for option in options(question, right=False):
            label = question.locator(f"input[value='{option}'] + label").text_content() or ""
            assert f"{label.strip()} " not in words


def test_a_unit_is_light(new_page, folder: Path, address: str) -> None:
    """Six files make the page; the search is not among them."""
    page = new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(f"{address}/{UNIT}", wait_until="networkidle")
    assert len(asked) <= 6, asked
    assert not [path for path in asked if "search" in path or "javascripts" in path]
    assert weight(folder, asked) < 100_000


def weight(folder: Path, paths: list[str]) -> int:
    """How many bytes travel, compressed as most servers do it."""
    return sum(len(gzip.compress((folder / path[1:]).read_bytes())) for path in paths)
