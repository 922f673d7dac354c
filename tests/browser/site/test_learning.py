"""My learning: what a learner did and wrote, as a page, a journal, a certificate and a record of learning."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from generator.load import load
from generator.model import Course, Module
from tests.browser.site.conftest import Visit
from tests.browser.site.learner import DESKTOP, PHONE, SMALLEST, axe
from tests.browser.stored import FORBID, KEY, SEED, as_text, other_tab, record, reopen
from tests.tools import ROOT

pytestmark = pytest.mark.browser

PAGE = "my-learning/index.html"
TODAY = datetime(2026, 11, 23, 9)
URDU = "ڈاکٹر سیدہ فاطمہ بنتِ محمد عبدالرحمٰن خان یوسفزئی القادری"
WORDS = "میں پوچھوں گی\nআমি জিজ্ঞাসা করব 我会先问 🙂 <script>alert(1)</script> ]]> &amp; =1+1"
OPEN = "document.querySelectorAll('article details').forEach((each) => { each.open = true; })"
SIDEWAYS = "document.scrollingElement.scrollWidth > innerWidth"
NO_PRINTER = "window.print = () => {}"
PAPER = {"width": 688, "height": 970}
"""An upright A4 page within its margins, in CSS pixels."""


@pytest.fixture(scope="module")
def course() -> Course:
    course, _ = load(ROOT)
    assert course
    return course


def at(days: float) -> str:
    """A time so many days before today."""
    return (TODAY - timedelta(days=days)).isoformat(timespec="milliseconds") + "Z"


def done(*modules: Module, days: float = 3) -> dict[str, Any]:
    return {unit.id: {"done": at(days)} for module in modules for unit in module.units}


def answer(days: float, *, right: bool = False, tries: int = 1) -> dict[str, Any]:
    return {"chosen": ["x"], "correct": right, "tries": tries, "at": at(days)}


def studied(course: Course, **more: Any) -> dict[str, Any]:
    """One module done, with answers, words, confidence and a plan; some ids are of nothing."""
    first, second, _ = course.modules
    asked = [*first.questions[:5], *second.questions[:1]]
    days = (4, 9, 6, 7, 8, 5)
    outcome = first.outcomes[0].id
    note = next(step.reflect.id for step in first.units[0].steps if step.kind == "reflect")
    return record(
        units={**done(first), second.units[0].id: {"done": at(2)}, "gone": {"done": at(400)}},
        answers={
            **{question.id: answer(day) for question, day in zip(asked, days, strict=True)},
            first.questions[5].id: answer(300, right=True, tries=3),
            first.questions[6].id: answer(300, right=True),
            "gone": answer(500),
        },
        notes={
            note: {"text": WORDS, "at": at(3)},
            f"before-{outcome}": {"text": "I ask.", "at": at(5)},
            "an-old-one": {"text": "Words from before.", "at": at(700)},
        },
        confidence={
            outcome: {m: {"value": v, "at": at(3)} for m, v in (("before", 2), ("then", 1), ("after", 4))},
            first.outcomes[1].id: {"before": {"value": 99, "at": at(3)}},
        },
        plan={"p": {"what": "=Ask <b>Farah</b>", "when": "2026-12-01", "order": 1, "at": at(3)}},
        **more,
    )


Learn = Callable[..., Page]


@pytest.fixture
def learn(visit: Visit) -> Learn:
    """Open the page for a learner with this record, on the day that these tests call today."""

    def open_page(stored: object, name: str = PAGE, clock: datetime = TODAY, **options: Any) -> Page:
        page = visit("404.html", anew=True, **{"viewport": PHONE, **options})
        page.clock.set_fixed_time(clock)
        page.add_init_script(NO_PRINTER)
        page.evaluate(SEED, {KEY: as_text(stored)})
        page.goto(page.url.replace("404.html", name))
        return page

    return open_page


def weak(page: Page) -> list[str]:
    return page.locator("course-ten-minutes [data-question]").evaluate_all(
        "all => all.map((e) => e.dataset.question)"
    )


def test_somebody_new_sees_what_will_stand_here(learn: Learn) -> None:
    page = learn(None)
    expect(page.locator("course-learned dd").first).to_have_text(re.compile(r"^0 of \d+"))
    for words in (
        "Nothing waits for you.",
        "Nothing written yet.",
        "Your certificate stands here",
        "6 units to go",
    ):
        expect(page.get_by_text(words).first).to_be_visible()
    expect(page.get_by_role("button", name="Print the certificate")).to_be_hidden()
    page.evaluate(OPEN)
    assert not axe(page)


def test_what_was_done_and_said_is_shown(learn: Learn, course: Course, address: str) -> None:
    first, second, _ = course.modules
    page = learn(studied(course))
    minutes = first.minutes + second.units[0].minutes
    numbers = [str(len(first.units) + 1), str(minutes), "2"]
    assert page.locator("course-learned dd b").all_text_contents() == numbers
    questions = [question.id for question in first.questions]
    # The oldest wrong one, then the other module's, and so in turn; what was right in the end comes last.
    assert weak(page) == [questions[1], second.questions[0].id, questions[4], questions[3], questions[2]]
    page.evaluate(OPEN)
    entry = page.locator(".course-entry", has_text="<script>")
    expect(entry.locator(".course-words")).to_have_text(WORDS)
    expect(page.locator("[data-earlier]")).to_contain_text("Words from before.")
    row = page.locator(f"tr[data-outcome='{first.outcomes[0].id}']")
    expect(row.get_by_role("img")).to_have_attribute(
        "aria-label", "At the start: A little (2); Looking back: Not at all (1); Now: Very (4)"
    )
    expect(page.locator("course-ten-minutes ul")).to_have_text("=Ask <b>Farah</b> by 1 December 2026")
    expect(page.get_by_text("Right after 3 tries")).to_be_visible()
    assert not axe(page)
    page.set_viewport_size(SMALLEST)
    assert not page.evaluate(SIDEWAYS)
    page.set_viewport_size(DESKTOP)
    assert not axe(page)
    for link in page.locator("course-ten-minutes a, course-journal a:visible").all()[:8]:
        there, _, mark = str(link.evaluate("link => link.href")).partition("#")
        html = page.request.get(there).text()
        assert f'id="{mark}"' in html or mark == "looking-back", link


def test_the_journal_leaves_as_text(learn: Learn, course: Course) -> None:
    page = learn(studied(course), permissions=["clipboard-read", "clipboard-write"])
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as text").click()
    text = download.value.path().read_text("utf-8")
    page.get_by_role("button", name="Copy as text").click()
    expect(page.get_by_text("Copied: paste it")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").replace("\r", "") == text
    for words in (WORDS, "Words from before.", "I ask.", course.modules[0].units[0].title):
        assert words in text


def test_units_that_changed_since_are_named(learn: Learn, course: Course) -> None:
    page = learn(record(units=done(course.modules[0])))
    expect(page.get_by_text("Nothing has changed in the units")).to_be_visible()
    line = """([unit, on]) => {
        const list = document.querySelector("course-since ul");
        list.innerHTML = `<li data-changed="${unit}" data-on="${on}" hidden>Changed</li>`;
        document.dispatchEvent(new CustomEvent("record-changed")); }"""
    for on, seen in ((at(-1)[:10], True), (at(9)[:10], False)):
        page.evaluate(line, [course.modules[0].units[0].id, on])
        expect(page.locator("course-since li")).to_be_visible(visible=seen)


def test_the_certificate_holds_what_is_finished_and_fits_one_page(learn: Learn, course: Course) -> None:
    first, *_, last = course.modules
    # A date without a time is the same day also where the evening before is not over.
    page = learn(record(units=done(first, last)), timezone_id="America/New_York")
    sheet = page.get_by_role("group", name="Your certificate")
    page.get_by_label("Your name").fill(URDU)
    expect(sheet).to_contain_text(URDU)
    expect(sheet).to_contain_text("23 November 2026")
    expect(sheet).to_contain_text("Nobody checked")
    expect(sheet).to_contain_text(f"In all {len(first.units) + len(last.units)} units")
    expect(sheet.get_by_text(course.modules[1].outcomes[0].text)).to_be_hidden()
    page.get_by_label("What it is for").select_option(label=last.title)
    expect(sheet.get_by_text(first.outcomes[0].text)).to_be_hidden()
    page.locator("#certificate-date").fill("2025-01-02")
    expect(sheet).to_contain_text("2 January 2025")
    page.get_by_label("What it is for").select_option("")
    crowd = """(sheet) => { for (const list of sheet.querySelectorAll("ul")) {
        while (list.children.length < 20) list.append(list.firstElementChild.cloneNode(true)); } }"""
    for sizes in ("", crowd):
        if sizes:
            sheet.evaluate(sizes)
            sheet.evaluate("sheet => { sheet.dataset.size = '3'; }")
        page.get_by_role("button", name="Print the certificate").click()
        page.emulate_media(media="print")
        page.set_viewport_size(PAPER)
        assert sheet.evaluate("sheet => sheet.scrollHeight <= sheet.clientHeight")
        expect(sheet.get_by_text(URDU)).to_be_visible()
        expect(page.get_by_role("heading", name="Your journal")).to_be_hidden()
        paper = page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        page.emulate_media(media="screen")
    page.reload()
    expect(page.get_by_label("Your name")).to_have_value(URDU)


def test_the_record_follows_the_learner_until_they_write(learn: Learn, course: Course) -> None:
    page = learn(studied(course))
    page.get_by_text("Fill in the record").click()
    minutes = course.modules[0].minutes + course.modules[1].units[0].minutes
    expect(page.get_by_label("Hours", exact=True)).to_have_value(f"{round(minutes / 60, 1):g}")
    expect(page.get_by_label("Of these, hours with other people")).to_have_value("0")
    learned = page.get_by_label("What did you learn?")
    expect(learned).to_have_value(re.compile(re.escape(WORDS)))
    learned.fill("Mine. " + WORDS)
    page.get_by_label("With whom, and when").fill(WORDS.replace("\n", " "))
    page.get_by_label("Preserve safety").check()
    page.get_by_label("Name", exact=True).fill(URDU)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as Word").click()
    about, account = Document(BytesIO(download.value.path().read_bytes())).tables
    told = [row.cells[1].text for table in (about, account) for row in table.rows[1:]]
    assert told[0] == URDU
    assert told[4] == WORDS.replace("\n", " ")
    assert told[6] == "Mine. " + WORDS
    assert "=Ask <b>Farah</b>" in told[7]
    assert told[8] == "Preserve safety"
    page.reload()
    page.get_by_text("Fill in the record").click()
    expect(learned).to_have_value("Mine. " + WORDS)
    page.get_by_label("What it is about").select_option(label=course.modules[2].title)
    expect(learned).to_have_value("")
    page.get_by_label("Whose headings").select_option("hcpc")
    expect(page.get_by_label("What I did, with dates")).to_be_visible()
    expect(learned).to_be_hidden()
    page.get_by_label("What it is about").select_option("all")
    page.get_by_label("Whose headings").select_option("nmc")
    learned.fill("")
    learned.blur()
    expect(learned).to_have_value(re.compile("^(?!Mine)"))
    assert not axe(page)


def test_two_tabs_show_the_same(learn: Learn, course: Course) -> None:
    page = learn(studied(course))
    tab = other_tab(page)
    for each in (page, tab):
        each.get_by_text("Fill in the record").click()
    page.get_by_label("How is this relevant to the Code?").fill("It is.")
    expect(tab.get_by_label("How is this relevant to the Code?")).to_have_value("It is.")
    tab.evaluate(
        "id => { courseRecord.saveAnswer(id, { chosen: ['x'], correct: false }); }",
        newest := course.modules[2].questions[0].id,
    )
    expect(page.locator(f"course-ten-minutes [data-question={newest}]")).to_have_count(1)
    assert len(weak(page)) == 5
    tab.evaluate("courseRecord.erase()")
    expect(page.get_by_text("Nothing written yet.")).to_be_visible()


@pytest.mark.parametrize("year", [2020, 2040])
def test_a_clock_that_is_wrong_breaks_nothing(learn: Learn, course: Course, address: str, year: int) -> None:
    page = learn(studied(course), clock=TODAY.replace(year=year))
    assert len(weak(page)) == 5
    expect(page.locator("#certificate-date")).to_have_value(f"{year}-11-23")
    page.goto(f"{address}/index.html")
    expect(page.locator("course-return")).to_be_visible(visible=year == 2040)


def test_storage_that_is_forbidden_or_broken_leaves_a_page(visit: Visit, course: Course) -> None:
    page = visit("404.html", anew=True)
    page.add_init_script(FORBID)
    page.goto(page.url.replace("404.html", PAGE))
    page.get_by_text("Fill in the record").click()
    page.get_by_label("What did you learn?").fill("Much.")
    page.get_by_label("What did you learn?").blur()
    expect(page.locator("course-cpd [role=status]")).to_contain_text("Kept until you close this page")
    odd = {
        "plan": {"a": {"what": 7, "order": "x"}},
        "answers": {"a": 1},
        "confidence": {"appraise": {"before": 3}},
    }
    page = visit(PAGE)
    reopen(page, record(**odd))
    expect(page.get_by_text("Nothing waits for you.")).to_be_visible()


def card(page: Page) -> Any:
    return page.locator("course-return")


def test_the_front_page_welcomes_back_after_four_weeks(learn: Learn, course: Course, address: str) -> None:
    first = course.modules[0]
    old = record(
        answers={question.id: answer(days) for question, days in zip(first.questions, (29, 40), strict=False)}
    )
    page = learn(old, "index.html")
    expect(card(page)).to_contain_text("Welcome back. 2 questions to try again.")
    expect(card(page).get_by_text("your plan")).to_be_hidden()
    assert not axe(page)
    card(page).get_by_role("link").click()
    expect(page.get_by_role("heading", name="Ten minutes")).to_be_in_viewport()
    page.go_back()
    card(page).get_by_role("button", name="Not now").click()
    expect(card(page)).to_be_hidden()
    expect(page.locator("course-continue a")).to_be_focused()
    page.reload()
    expect(card(page)).to_be_hidden()


@pytest.mark.parametrize(
    ("days", "seen"), [((27,), False), ((29, 27), False), ((29, -5000), True), ((-5000,), False)]
)
def test_only_those_who_were_away_are_welcomed(
    learn: Learn, course: Course, days: tuple[int, ...], seen: bool
) -> None:
    """A time to come is from a clock that ran ahead."""
    questions = course.modules[0].questions
    page = learn(
        record(answers={q.id: answer(day) for q, day in zip(questions, days, strict=False)}), "index.html"
    )
    expect(card(page)).to_be_visible(visible=seen)


def test_without_javascript_it_is_forms_for_paper(visit: Visit, course: Course) -> None:
    page = visit(PAGE, java_script_enabled=False, viewport=PHONE)
    for words in (
        "fills itself in with a script",
        "has studied, at their own pace",
        "Questions that I want to try again",
    ):
        expect(page.get_by_text(words).first).to_be_visible()
    expect(page.get_by_text("Nothing waits for you.")).to_be_hidden()
    link = page.get_by_role("link", name="Nurses, midwives and nursing associates (NMC) (Word)")
    assert page.request.get(str(link.evaluate("link => link.href"))).ok


def test_it_works_from_a_folder(
    learn: Learn, new_page: Callable[..., Page], folder: Path, course: Course
) -> None:
    page = new_page()
    page.goto((folder / PAGE).as_uri())
    reopen(page, studied(course))
    assert len(weak(page)) == 5
    page.get_by_text("Fill in the record").click()
    with page.expect_download():
        page.get_by_role("button", name="Download as Word").click()
    page.locator("course-ten-minutes a").first.click()
    expect(page.locator("course-question").first).to_be_visible()
