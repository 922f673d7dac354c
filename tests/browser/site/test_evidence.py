"""Where the evidence can be looked up: the register, charts, the glossary, the matrix, what changed."""

import re
import xml.etree.ElementTree as etree
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests import pages
from tests.browser.site.conftest import Visit
from tests.browser.site.learner import PHONE, SMALLEST, focused, tab

pytestmark = pytest.mark.browser

REGISTER = "register/index.html"
ATOM = "{http://www.w3.org/2005/Atom}"

# For each chart: what it says of itself, the words drawn in it, the table in the same card.
CHARTS = """() => [...document.querySelectorAll("svg.course-chart")].map((chart) => {
    const card = chart.closest(".course-finding");
    return {
        id: card?.id,
        role: chart.getAttribute("role"),
        says: chart.getAttribute("aria-label"),
        drawn: [...chart.querySelectorAll("text")].map((text) => text.textContent.trim()),
        marks: chart.querySelectorAll("rect, circle").length,
        rows: [...card?.querySelectorAll("table tbody tr") ?? []].map((row) =>
            [...row.children].map((cell) => cell.textContent.trim())),
    };
})"""
OUTSIDE = """() => [...document.querySelectorAll(".course-chart text")].filter((text) => {
    const { left, right } = text.getBoundingClientRect();
    return left < 0 || right > innerWidth;
}).map((text) => text.textContent)"""


def shown(page: Page) -> int:
    return page.locator("course-register article").filter(visible=True).count()


def count(page: Page) -> int:
    """What the register announces."""
    said = page.locator("course-register [role=status]").text_content() or ""
    return int(said.split()[0])


def test_the_register_is_filtered_by_keyboard_and_says_how_many(visit: Visit) -> None:
    page = visit(REGISTER, viewport=PHONE)
    every = page.locator("course-register article").count()
    status = page.locator("course-register").get_by_role("status")
    expect(status).to_have_text(f"{every} findings")
    page.get_by_role("link", name="references (CSL-JSON)").focus()
    assert tab(page)["html"].startswith('<select id="register-topic"')
    for name in ("topic", "group", "strength"):
        choose = page.locator(f"#register-{name}")
        expect(choose).to_be_focused()
        assert focused(page)["ring"] >= 2
        page.keyboard.press("ArrowDown")
        value = choose.input_value()
        assert value
        expect(status).to_have_text(re.compile(rf"^\d+ of {every} findings$"))
        fitting = page.locator(f"course-register article[data-{name}~='{value}']")
        assert 0 < count(page) == shown(page) == fitting.count() < every
        headings = page.locator("course-register h2").filter(visible=True).count()
        assert headings == page.locator("course-register section:not([hidden])").count() <= shown(page)
        page.keyboard.press("ArrowUp")
        expect(status).to_have_text(f"{every} findings")
        assert shown(page) == every
        page.keyboard.press("Tab")


def test_the_filters_of_the_register_work_together(visit: Visit) -> None:
    page = visit(REGISTER)
    page.locator("#register-topic").select_option(index=1)
    of_topic = count(page)
    for value in page.locator("#register-strength option:not(:first-child)").evaluate_all(
        "all => all.map((each) => each.value)"
    ):
        page.locator("#register-strength").select_option(value)
        assert count(page) == shown(page) <= of_topic
        of_topic_and_strength = page.locator("course-register article:not([hidden])")
        assert set(of_topic_and_strength.evaluate_all("all => all.map((each) => each.dataset.strength)")) <= {
            value
        }


def test_every_choice_of_the_register_finds_something(visit: Visit) -> None:
    page = visit(REGISTER)
    empty = page.evaluate(
        """() => [...document.querySelectorAll("course-register option")].filter(({ value }) => value)
            .filter(({ value, parentElement: { name } }) =>
                !document.querySelector(`course-register article[data-${name}~="${value}"]`))
            .map(({ value }) => value)"""
    )
    assert not empty


def test_without_javascript_the_register_shows_everything(visit: Visit) -> None:
    page = visit(REGISTER, java_script_enabled=False)
    expect(page.locator("course-register form")).to_be_hidden()
    every = page.locator("course-register article").count()
    assert shown(page) == every > 0
    expect(page.locator("course-register [role=status]")).to_have_text(f"{every} findings")


def test_the_register_leads_to_the_finding_and_its_files_are_there(visit: Visit, folder: Path) -> None:
    page = visit(REGISTER)
    lost = [
        link
        for link in links_of(page, "course-register h3 a, course-register dd a")
        if not leads(folder, link)
    ]
    assert not lost
    for link in links_of(page, "a[download]"):
        assert (folder / path_of(link)).stat().st_size > 1000


def links_of(page: Page, selector: str) -> list[str]:
    return page.eval_on_selector_all(selector, "links => links.map((link) => link.href)")


def path_of(link: str) -> str:
    return unquote(urlsplit(link).path).lstrip("/")


def leads(folder: Path, link: str) -> bool:
    """Whether the page is there, and the place in it."""
    file, place = folder / path_of(link), urlsplit(link).fragment
    return file.is_file() and (not place or f'id="{place}"' in file.read_text("utf-8"))


def with_chart(folder: Path, names: list[str]) -> list[str]:
    return [name for name in names if '<svg class="course-chart' in (folder / name).read_text("utf-8")]


def test_a_chart_says_what_it_shows_and_has_its_table(
    visit: Visit, folder: Path, names: list[str], address: str
) -> None:
    page = visit("404.html", viewport=SMALLEST)
    charts = 0
    for name in with_chart(folder, names):
        page.goto(f"{address}/{name}")
        for chart in page.evaluate(CHARTS):
            charts += 1
            where = f"{name}#{chart['id']}"
            assert chart["role"] == "img", where
            assert chart["marks"] == len(chart["rows"]) > 1, where
            for label, value, *interval in chart["rows"]:
                assert label in " ".join(chart["drawn"]), f"{where}: {label}"
                assert value in chart["drawn"], f"{where}: {value}"
                said = f"{label} {value}"
                if interval and interval[0] != "none given":
                    said += f" (interval {interval[0]})"
                assert re.search(rf"{re.escape(said)}[;.]", chart["says"]), f"{where}: {said}"
        assert page.evaluate(OUTSIDE) == [], f"{name}: words beside the screen"
    assert charts > 5


def test_a_unit_links_a_word_of_the_glossary_once(folder: Path, units: list[str]) -> None:
    linked = set()
    for name in units:
        terms = pages.Page((folder / name).read_text("utf-8")).of_class("course-term")
        links = [urljoin(f"/{name}", term["href"]) for term in terms]
        assert len(links) == len(set(links)), name
        assert not [link for link in links if not leads(folder, link)], name
        around = {tag for term in terms for tag in term.inside}
        assert not around & {"a", "h1", "h2", "h3", "label", "legend", "code"}, name
        linked.update(links)
    assert len(linked) > 10


def test_the_matrix_has_no_empty_cell(visit: Visit, folder: Path) -> None:
    page = visit("trainers/alignment/index.html")
    cells = page.locator(".course-alignment td")
    assert cells.count() > 40
    assert cells.count() % 4 == 0
    empty = cells.evaluate_all(
        """all => all.filter((cell) => !cell.querySelector("li a")).map((cell) =>
            `${cell.parentElement.firstElementChild.textContent}: ${cell.dataset.label}`)"""
    )
    assert not empty
    assert not [link for link in links_of(page, ".course-alignment a") if not leads(folder, link)]
    assert page.locator(".course-alignment td[data-label=Questions]").evaluate_all(
        "all => all.every((cell) => cell.querySelectorAll('li').length > 1)"
    )


def test_the_feed_tells_what_the_page_tells(visit: Visit, folder: Path) -> None:
    page = visit("about/changes/index.html")
    link = page.get_by_role("link", name="Follow them as a feed (Atom)").evaluate("link => link.href")
    feed = etree.parse(folder / path_of(link)).getroot()
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    headings = page.locator("article h2")
    expect(headings).to_have_text([entry.findtext(f"{ATOM}title") or "" for entry in entries])
    days = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert days == sorted(days, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == days[0]
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries) > 0
    places = [each.attrib["href"].split("#")[1] for each in feed.findall(f"{ATOM}entry/{ATOM}link")]
    assert places == headings.evaluate_all("all => all.map((each) => each.id)")


def test_before_and_after_a_module_the_learner_sees_their_change(visit: Visit, address: str) -> None:
    page = visit("evidence/before/index.html", viewport=PHONE)
    page.get_by_label("A little").first.check()
    expect(page.locator("course-confidence [role=status]").first).to_have_text("Saved on this device.")
    page.get_by_label("What do you already do?").first.fill("I ask who is missing.")
    page.goto(f"{address}/evidence/after/index.html")
    expect(page.get_by_role("table")).to_be_hidden()
    now, then = page.locator("course-confidence").first.locator("fieldset").all()
    now.get_by_label("Very").check()
    then.get_by_label("Not at all").check()
    expect(page.locator("tr[data-outcome] td").nth(0)).to_have_text("A little (2)")
    expect(page.locator("tr[data-outcome] td").nth(1)).to_have_text("Not at all (1)")
    expect(page.locator("tr[data-outcome] td").nth(2)).to_have_text("Very (4)")
    page.locator(".course-next").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your action plan")
