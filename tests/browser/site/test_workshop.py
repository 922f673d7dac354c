"""A trainer gets ready: a timetable by the clock, a workshop of their own, a link, a file and a print."""

import re
import shutil
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from generator import checks
from generator.load import load
from tests.browser.site.conftest import Visit
from tests.browser.site.learner import DESKTOP, PHONE, axe
from tests.tools import ROOT

pytestmark = pytest.mark.browser

GUIDE = "evidence/workshop/index.html"
OWN = "?plan=w.10~a.three-explanations.30~b.15.Lunch~u.what-counts.20~c.5"


READY = "section:first-of-type course-timetable"
CHOSEN = "course-timetable[data-chosen]"


def times(page: Page, table: str = CHOSEN) -> list[str]:
    return page.locator(f"{table} tbody tr td:first-child").all_inner_texts()


def shown(page: Page) -> list[str]:
    """The headings of the parts that can be seen, in their order."""
    return page.locator("h2[data-part]:visible").evaluate_all("all => all.map((each) => each.dataset.part)")


def test_a_start_time_makes_every_running_order_a_timetable(visit: Visit) -> None:
    page = visit(GUIDE)
    assert times(page, READY)[:3] == ["0 min", "10 min", "40 min"]
    page.get_by_label("Start time").fill("09:30")
    first = times(page, READY)
    assert first[:5] == ["09:30", "09:40", "10:10", "10:50", "11:05"]
    assert first[-1] == "13:30"
    page.get_by_label("Start time").fill("22:00")
    assert times(page, READY)[-1] == "02:00", "past midnight the clock begins again"
    assert page.evaluate("location.search") == "?start=22:00", "a bookmark keeps it"
    slides = page.get_by_role("link", name="Slides for this one").first
    expect(slides).to_have_attribute("href", re.compile("&start=22:00$"))
    expect(page.locator("[data-do=file]")).to_be_disabled()
    assert page.locator(f"{READY} thead th").first.inner_text() == "Time"


def test_a_link_shows_that_workshop_only(visit: Visit) -> None:
    page = visit(f"{GUIDE}{OWN}&start=11:30")
    assert times(page) == ["11:30", "11:40", "12:10", "12:25", "12:45", "12:50"]
    expect(page.get_by_text("Your workshop: 80 minutes, from 11:30 to 12:50.")).to_be_visible()
    assert shown(page) == ["a.three-explanations", "u.what-counts"], "in the order of the link"
    expect(page.get_by_text("Here: 30 minutes, not 45.")).to_be_visible()
    expect(page.get_by_role("link", name="Ladder of claims")).to_have_count(0)
    expect(page.locator("[data-serves]:visible")).to_have_count(2)
    given = page.locator("[data-part='a.three-explanations'] .course-minutes").all_inner_texts()
    assert sum(int(minutes.split()[0]) for minutes in given) == 30
    slides = page.get_by_role("link", name="Slides for this workshop")
    expect(slides).to_have_attribute("href", f"../slides/index.html{OWN}&start=11:30")
    page.get_by_role("link", name="Show everything").click()
    page.wait_for_url(re.compile(r"index\.html$"))
    assert len(shown(page)) == 13


def test_a_workshop_of_your_own_by_keyboard(visit: Visit) -> None:
    page = visit(GUIDE)
    add = page.get_by_role("button", name="Add this part")
    for part in ("Welcome", "Activity: Ladder of claims", "Break", "Slides: What counts as evidence?"):
        page.get_by_label("Part to add").select_option(label=part)
        add.press("Enter")
    page.get_by_label("Minutes: Activity: Ladder of claims").fill("25")
    expect(page.get_by_text("Say what you leave out of: Ladder of claims.")).to_be_visible()
    page.get_by_label("How to do it in this time: Activity: Ladder of claims").fill(
        "Leave out <b>step 4</b>."
    )
    page.get_by_label("Name: Break").fill("Lunch ~ 1")
    expect(page.locator("[data-chosen] tbody")).to_contain_text("Break: Lunch ~ 1")
    assert ".Lunch%20-%201~" in page.evaluate("location.href"), "a part ends with this sign"
    later = page.get_by_role("button", name="Later: Break")
    later.press("Enter")
    expect(later).to_be_focused()
    expect(page.get_by_text("now part 4 of 4.")).to_be_visible()
    later.press("Enter")  # it stays the last
    page.get_by_role("button", name="Take out: Break").press("Enter")
    expect(page.get_by_role("button", name="Take out: Slides: What counts as evidence?")).to_be_focused()
    page.get_by_label("Start time").fill("09:30")
    assert times(page) == ["09:30", "09:40", "10:05", "10:33"]
    expect(page.locator("[data-chosen] tbody")).to_contain_text("Leave out <b>step 4</b>.")
    link = page.get_by_label("Link to this guide").input_value()
    plan = "?plan=w.10~a.ladder-of-claims.25~u.what-counts.28&start=09:30"
    note = quote("a.ladder-of-claims:Leave out <b>step 4</b>.", safe="")
    assert link.endswith(f"{plan}&note=w.1%3A&note={note}"), "a Welcome without the note of a ready one"
    assert page.evaluate("location.href") == link, "a bookmark keeps it"
    page.reload()
    expect(page.locator("[data-chosen] tbody")).to_contain_text("Leave out <b>step 4</b>.")
    page.get_by_label("Minutes: Welcome").fill("0")
    expect(page.get_by_label("Minutes: Welcome")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("Give each part from 1 to 600 minutes.")).to_be_visible()
    assert times(page) == ["09:30", "09:40", "10:05", "10:33"]
    assert shown(page) == ["a.ladder-of-claims", "u.what-counts"]


def test_the_file_is_a_workshop_that_passes_the_checks(visit: Visit, tmp_path: Path) -> None:
    course = tmp_path / "course"
    for folder in ("modules", "briefings", "quizzes", "content"):
        shutil.copytree(ROOT / folder, course / folder)
    page = visit(GUIDE, accept_downloads=True)
    page.get_by_label("Begin with").select_option(label="Half a day")
    page.get_by_label("Minutes: Activity: Three explanations").fill("20")
    page.get_by_label("Name: Break").first.fill("Tea: 'and' cake")
    note = page.get_by_label("How to do it in this time: Goodbye")
    note.fill("# Not a [link](/nowhere/), nor *loud* [@nobody-2020]")
    one = page.locator(".course-adapt-parts > li").filter(has_text="One gap")
    one.get_by_text("Minutes of each step").click()
    one.get_by_label("Step 6").fill("5")
    page.get_by_text("For maintainers: the same as a file").click()
    page.get_by_label("Name of your workshop").fill("Über: \"us\" # 'them' \\ 2")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the file").click()
    assert download.value.suggested_filename == "ber-us-them-2.yml"
    download.value.save_as(course / "modules/evidence/workshops" / download.value.suggested_filename)
    page.get_by_label("Name of your workshop").fill("Half day")
    with page.expect_download() as other:
        page.get_by_role("button", name="Download the file").click()
    assert other.value.suggested_filename == "half-day-of-our-own.yml", "a ready one has that name"
    found, problems = load(course)
    assert found
    assert [*problems, *checks.run(found)] == []
    workshop = next(w for w in found.modules[0].workshops if w.id == "ber-us-them-2")
    assert workshop.title == "Über: \"us\" # 'them' \\ 2"
    assert workshop.minutes == 180
    assert workshop.parts[4].pause == "Tea: 'and' cake"
    assert workshop.parts[8].steps == [8, 10, 12, 0, 0, 5]
    assert workshop.parts[2].only == ["question"]
    assert workshop.parts[9].note == r"\# Not a (link)(/nowhere/), nor \*loud\* (@nobody-2020)"
    assert [part.note for part in workshop.parts if part.minutes == 20] == [
        "20 of 45 minutes: agree beforehand which steps to leave out."
    ]
    assert "Leave out steps 4 and 5" in (workshop.parts[8].note or "")


HOSTILE = {
    "<script>": "<img src=x onerror=alert(1)>",
    "too long": "a." + "x" * 5000 + ".10",
    "no minutes": "a.ladder-of-claims.0~a.ladder-of-claims.601~a.ladder-of-claims.-5~a.ladder-of-claims.1e9",
    "unknown": "a.constructor.10~u.__proto__.10~a.measure-the-promise.10",
    "many": "~".join(["b.5"] * 5000),
    "nothing": "~~~",
}


def test_a_link_from_anywhere_does_no_harm(visit: Visit, address: str) -> None:
    page = visit(GUIDE)
    for case, plan in HOSTILE.items():
        page.goto(f"{address}/{GUIDE}?plan={quote(plan)}&start=99:99")
        assert page.locator(".course-adapt-parts li").count() == (60 if case == "many" else 0), case
        assert page.get_by_label("Start time").input_value() == ""
        assert page.locator(".course-guide img").count() == 0
        unknown = page.locator(".course-guide-unknown").inner_text()
        assert len(unknown) < 500
        assert len(shown(page)) == (0 if case == "many" else 13), case
        if case not in ("many", "nothing"):
            assert "that this guide does not have" in unknown and "here is everything" in unknown, case
        if case == "unknown":
            assert "a.measure-the-promise.10" in unknown, "it is named"


def test_the_paper_is_that_of_the_workshop(visit: Visit) -> None:
    page = visit(f"{GUIDE}{OWN}&start=11:30")
    expect(page.get_by_role("link", name="Guide for it (Word)")).to_be_hidden()
    page.get_by_role("link", name="Handouts for it").click()
    page.wait_for_url("**/handouts/**")
    agenda = page.locator("#paper-form-agenda .course-sheet:visible")
    assert agenda.locator(".course-agenda tbody td:first-child").all_inner_texts() == [
        "11:30", "11:40", "12:10", "12:25", "12:45",
    ]  # fmt: skip
    expect(agenda).to_contain_text("Three explanations")
    expect(agenda).to_contain_text("Lunch")
    assert page.locator("section.course-paper:visible").evaluate_all("all => all.map((each) => each.id)") == [
        "paper-three-explanations", "paper-form-agenda", "paper-form-register", "paper-form-evaluation",
    ]  # fmt: skip
    assert axe(page) == []
    page.goto(page.url.partition("/handouts/")[0] + "/workshop/index.html")
    page.locator("section[aria-labelledby=workshop-half-day] a").first.click()
    word = page.get_by_role("link", name="Guide for it (Word)")
    expect(word).to_have_attribute("href", re.compile(r"/half-day\.docx$"))
    page.get_by_role("link", name="Handouts for it").click()
    page.wait_for_url("**/handouts/**")
    expect(page.locator("#paper-form-agenda .course-sheet:visible h3")).to_have_text("Half a day")


def test_a_part_that_is_named_twice_is_given_once(visit: Visit) -> None:
    page = visit(f"{GUIDE}?plan=a.fill-the-gaps.15~a.fill-the-gaps.15~a.gone.5")
    assert shown(page) == ["a.fill-the-gaps"]
    expect(page.locator(".course-guide-unknown")).to_contain_text(
        "a.fill-the-gaps.15, a.gone.5. The rest is below."
    )


def test_without_a_script_the_running_orders_can_be_read(visit: Visit) -> None:
    page = visit(f"{GUIDE}{OWN}", java_script_enabled=False)
    assert times(page, READY)[:2] == ["0 min", "10 min"]
    expect(
        page.locator("form:visible input, .course-guide button:visible, #adapt-start:visible")
    ).to_have_count(0)
    page.get_by_text("Running order: Half a day").click()
    expect(page.get_by_role("cell", name="Leave out steps 4 and 5").last).to_be_visible()


def test_it_works_from_a_memory_stick(new_page, folder: Path) -> None:  # type: ignore[no-untyped-def]
    page: Page = new_page()
    page.goto((folder / GUIDE).as_uri() + f"{OWN}&start=09:30")
    assert shown(page) == ["a.three-explanations", "u.what-counts"]
    page.get_by_role("button", name="Take out: Break").click()
    assert times(page) == ["09:30", "09:40", "10:10", "10:30", "10:35"]
    assert page.get_by_label("Link to this guide").input_value().startswith("file://")
    assert "~b.15" not in page.evaluate("location.href")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_in_a_chosen_workshop(visit: Visit, viewport) -> None:  # type: ignore[no-untyped-def]
    page = visit(f"{GUIDE}{OWN}~a.gone.5&start=09:30", viewport=viewport)
    assert axe(page) == []
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_a_print_is_of_the_chosen_workshop(visit: Visit) -> None:
    page = visit(f"{GUIDE}{OWN}")
    page.emulate_media(media="print")
    expect(
        page.locator(".course-adapt, .course-guide-ready, .course-guide-start").locator("visible=true")
    ).to_have_count(0)
    expect(page.locator("[data-chosen] table")).to_be_visible()
    assert shown(page) == ["a.three-explanations", "u.what-counts"]


def test_a_learner_does_not_come_here_by_accident(folder: Path) -> None:
    assert "/workshop/" not in (folder / "search/search_index.json").read_text("utf-8")
    for unit in (folder / "evidence").rglob("index.html"):
        if not {"workshop", "slides", "handouts", "workbook"} & set(unit.relative_to(folder).parts):
            assert "workshop/index.html" not in unit.read_text("utf-8"), unit
