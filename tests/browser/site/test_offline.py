"""After one visit the course works without a network, one version at a time; and from a memory stick."""

import re
import shutil
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from generator.exports import offline
from generator.load import load
from generator.model import Course
from tests.browser import fixture_pages
from tests.browser.site.learner import SLOW, axe, find
from tests.browser.watch import watch
from tests.conftest import SAMPLE

pytestmark = pytest.mark.browser

UNIT = "evidence/what-counts/index.html"
PLAN = "action-plan/index.html"
A_PLAN = """{
    "format": "course-plan", "version": 1, "course": "innovations", "items": [{"id": "a", "what": "Ask"}]
}"""
FEW = ("index.html", "glossary/index.html", "downloads/index.html", "privacy/index.html", UNIT)
"""Pages enough to see one version follow another."""
MEASURES = """async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const names = (await caches.keys()).filter((name) => !name.endsWith(" off"));
    if (names.length > 1) return names; // to count them could bring back one that is just being removed
    const count = async (name) => {
        const found = (await (await caches.open(name)).keys()).length;
        if (!found && !(await navigator.serviceWorker.getRegistration())) await caches.delete(name);
        return found;
    };
    const counts = await Promise.all(names.map(count));
    return [registration?.active?.state ?? null, Boolean(registration?.waiting), counts];
}"""
VERSION = "document.querySelector('meta[name=version]')?.content"
SUMS = """(addresses) => Promise.all(addresses.map(async (address) => {
    const sum = await crypto.subtle.digest("SHA-256", await (await fetch(address)).arrayBuffer());
    return Array.from(new Uint8Array(sum, 0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}))"""
REFUSED = """async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update(); // until what is published has begun to install
    const { installing } = registration;
    if (!installing) return;
    await new Promise((resolve) => { installing.onstatechange = resolve; });
    return installing.state === "redundant";
}"""
HERE = """async () => {
    const { scope, active } = (await navigator.serviceWorker.getRegistration()) ?? {};
    return [scope, active?.state];
}"""
READY = "A new version of the course is ready."


class Site:
    """Some pages of the course in a folder of a server, which are published again and again."""

    def __init__(self, folder: Path, root: Path, course: Course) -> None:
        self.folder, self.course = root / "course", course
        for name in (*FEW, PLAN, "404.html"):
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(folder / name, self.folder / name)
        # As new files: of old ones the browser would trust its own copies for a while.
        few = shutil.ignore_patterns("lunr", "*.map")
        shutil.copytree(folder / "assets", self.folder / "assets", ignore=few, copy_function=shutil.copy)
        self.publish("one")

    def publish(self, version: str) -> None:
        for name in FEW:
            self.mark(name, version)
        offline.pack(self.folder, self.course)

    def mark(self, name: str, version: str) -> None:
        """Write the version into a page, as its author would."""
        file = self.folder / name
        text = re.sub("<meta name=version[^>]*>", "", file.read_text("utf-8"))
        file.write_text(text.replace("</head>", f"<meta name=version content={version}></head>"), "utf-8")

    @property
    def files(self) -> list[str]:
        return offline.files(self.folder)


@pytest.fixture
def site(folder: Path, tmp_path: Path) -> Site:
    course, _ = load(SAMPLE)
    assert course
    return Site(folder, tmp_path, course)


@pytest.fixture
def at(site: Site) -> Iterator[str]:
    """Where that site stands: in a folder, as on GitHub Pages."""
    with fixture_pages.serve(site.folder.parent) as address:
        yield f"{address}/course"


@pytest.fixture
def open_at(new_page: Callable[..., Page], at: str) -> Callable[..., Page]:
    def open_page(name: str = "index.html", **options: Any) -> Page:
        page = new_page(service_workers="allow", **options)
        page.goto(f"{at}/{name}")
        return page

    return open_page


def until(
    page: Page, done: Callable[[Any], bool], script: str = MEASURES, seconds: float = SLOW / 1000
) -> Any:
    """Ask the page until it gives the answer, over any reload."""
    end = time.monotonic() + seconds
    while True:
        try:
            if done(found := page.evaluate(script)):
                return found
        except Error as error:
            found = error
        assert time.monotonic() < end, found
        page.wait_for_timeout(50)


def is_now(page: Page, expected: str) -> None:
    until(page, lambda found: found == expected, VERSION)


def stored(page: Page, files: int) -> None:
    until(page, lambda found: found == ["activated", False, [files]])


def version(page: Page) -> str:
    return page.evaluate(VERSION)


def test_after_one_visit_the_whole_course_works_offline(
    new_page: Callable[..., Page], folder: Path, address: str
) -> None:
    page = new_page(service_workers="allow")
    page.goto(f"{address}/index.html")
    names = offline.files(folder)
    stored(page, len(names))
    page.context.set_offline(True)
    assert page.evaluate(SUMS, [f"{address}/{name}?plan=a" for name in names]) == list(
        offline.sums(folder).values()
    )
    for name in ("index.html?plan=a", UNIT, "evidence/", "downloads/index.html"):
        page.goto(f"{address}/{name}")  # a folder is its page
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("course-offline")).to_contain_text(f"All {len(names)} files")
    with page.expect_download() as download:
        page.get_by_role("link", name="Action plan, blank").click()
    assert download.value.path().read_bytes() == (folder / "action-plan/action-plan.docx").read_bytes()
    page.get_by_role("button", name="Search").click()
    find(page, "maternity")
    page.locator(".md-search-result__link").first.click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Downloads")


def test_with_one_tab_the_next_page_brings_the_new_version(open_at, site: Site, at: str) -> None:
    page = open_at()
    stored(page, len(site.files))
    site.publish("two")
    page.goto(f"{at}/glossary/index.html?plan=a")
    assert version(page) == "one", "the version that is whole"
    expect(page.get_by_text(READY)).to_be_visible(timeout=SLOW)
    page.evaluate(f"location.href = '{at}/{UNIT}?plan=b#c'")
    is_now(page, "two")
    assert page.url == f"{at}/{UNIT}?plan=b#c"
    expect(page.get_by_text(READY)).to_have_count(0)
    stored(page, len(site.files))
    page.context.set_offline(True)
    for name in FEW:
        page.goto(f"{at}/{name}")
        assert version(page) == "two", name


def test_with_two_tabs_the_reader_says_when_and_loses_no_word(open_at, site: Site, at: str) -> None:
    page = open_at(UNIT)
    stored(page, len(site.files))
    site.publish("two")
    other = page.context.new_page()
    other.goto(f"{at}/glossary/index.html")
    for tab in (page, other):
        expect(tab.get_by_text(READY)).to_be_visible(timeout=SLOW)
        assert version(tab) == "one"
    other.goto(f"{at}/privacy/index.html")
    assert version(other) == "one", "another tab is still open on it"
    assert axe(other) == []
    other.get_by_role("button", name="Later").click()
    other.reload()
    other.wait_for_load_state("networkidle")
    expect(other.get_by_text(READY)).to_have_count(0)
    page.locator("course-reflection textarea").first.type("Half a sent")
    holding = page.context.new_page()
    holding.goto(f"{at}/{PLAN}")
    holding.set_input_files("#joint-files", {"name": "a.json", "mimeType": "", "buffer": A_PLAN.encode()})
    page.get_by_role("button", name="Use it now").click()
    # What it holds is nowhere else: it stays, and needs nothing of the new version.
    expect(holding.get_by_text("This page is still of the version before")).to_be_visible(timeout=SLOW)
    with holding.expect_download():
        holding.locator("course-joint").get_by_role("button", name="Word file").click()
    for tab in (page, other):
        is_now(tab, "two")
    expect(page.locator("course-reflection textarea").first).to_have_value("Half a sent")
    stored(page, len(site.files))


def test_half_a_publication_leaves_the_old_version_whole(open_at, site: Site, at: str) -> None:
    page = open_at()
    stored(page, len(site.files))
    site.publish("two")
    site.mark("privacy/index.html", "three")
    page.goto(f"{at}/glossary/index.html")
    until(page, lambda refused: refused, REFUSED)
    page.context.set_offline(True)
    for name in FEW:
        page.goto(f"{at}/{name}")
        assert version(page) == "one", name
    page.context.set_offline(False)
    site.publish("three")
    page.goto(f"{at}/glossary/index.html")
    expect(page.get_by_text(READY)).to_be_visible(timeout=SLOW)
    page.reload()
    is_now(page, "three")
    stored(page, len(site.files))


def test_offline_an_address_that_leads_nowhere_says_so(browser: Browser, site: Site, at: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{at}/index.html")
    stored(page, len(site.files))
    context.set_offline(True)
    for name in ("nowhere/", "downloads/sample.zip"):
        answer = page.goto(f"{at}/{name}")
        assert answer and answer.status == 404
        expect(page.get_by_role("heading", level=1)).to_have_text("This page is not here")
    page.goto(f"{at}/evidence/what-counts?plan=a")
    assert page.url == f"{at}/evidence/what-counts/?plan=a"
    context.close()


def test_where_there_is_no_room_the_course_works_with_a_network(
    browser: Browser, site: Site, at: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{at}/privacy/index.html")
    stored(page, len(site.files))
    fill_up(page, at)
    site.publish("two")
    page.goto(f"{at}/glossary/index.html", wait_until="networkidle")
    until(page, lambda found: found == ["activated", False, [len(site.files)]])
    assert version(page) == "one", "the version that is here stays whole"
    fresh = browser.new_context().new_page()
    fill_up(fresh, at)
    fresh.goto(f"{at}/downloads/index.html", wait_until="networkidle")
    fresh.get_by_role("button", name="Store it now").click()
    expect(fresh.get_by_text("There was no room")).to_be_visible(timeout=SLOW)
    fresh.goto(f"{at}/{UNIT}")
    assert version(fresh) == "two"
    fresh.context.close()
    context.close()


def fill_up(page: Page, at: str) -> None:
    """Leave this browser no room for anything."""
    full = {"origin": at.removesuffix("/course"), "quotaSize": 1000}
    page.context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", full)


def test_a_site_without_a_worker_is_not_covered_by_its_old_copy(
    browser: Browser, site: Site, at: str
) -> None:
    context = browser.new_context()
    troubles = watch(context)
    page = context.new_page()
    page.goto(f"{at}/index.html")
    stored(page, len(site.files))
    (site.folder / offline.WORKER).unlink()
    site.mark("index.html", "two")
    page.goto(f"{at}/glossary/index.html")
    until(page, lambda found: found == [None, False, []])
    page.goto(f"{at}/index.html")
    assert version(page) == "two"
    context.close()
    # The browser itself may note that the worker is gone; nothing else goes wrong.
    assert [trouble for trouble in troubles if "404" not in trouble] == []


def test_a_site_that_is_not_packed_removes_what_is_stored(browser: Browser, site: Site, at: str) -> None:
    page = browser.new_context().new_page()  # unwatched: a page may lose a request to a worker that is going
    page.goto(f"{at}/index.html")
    stored(page, len(site.files))
    (site.folder / offline.WORKER).write_text(offline.unpacked_worker())
    script = site.folder / offline.SCRIPT
    script.write_text(offline.VERSION.sub("", script.read_text("utf-8")), "utf-8")
    page.goto(f"{at}/glossary/index.html")
    until(page, lambda found: found == [None, False, []])
    page.context.close()


def test_a_neighbour_on_the_same_server_keeps_its_own(open_at, site: Site, at: str) -> None:
    shutil.copytree(site.folder, two := site.folder.with_name("course-two"))
    (site.folder / "inner").symlink_to(two)  # which is no part of the course around it
    page = open_at()
    for name in ("", "/inner", "-two"):
        page.goto(f"{at}{name}/index.html")
        # To the last file: of what is half stored, the next publication leaves nothing.
        until(page, lambda found, name=name: found == [f"{at}{name}/", "activated"], HERE)
    stores = "caches.keys().then((names) => names.map((name) => name.split(' ')[1]).sort())"
    site.publish("two")
    page.goto(f"{at}/glossary/index.html")
    expect(page.get_by_text(READY)).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name="Use it now").click()
    is_now(page, "two")
    until(page, lambda found: found == sorted(f"{at}{name}/" for name in ("", "/inner", "-two")), stores)


SAVING = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } });"
# As where the network is slow: the page looks twice a second how far it is.
LATE = """const { register } = ServiceWorkerContainer.prototype;
ServiceWorkerContainer.prototype.register = async function (...asked) {
    await new Promise((go) => setTimeout(go, 600));
    return register.apply(this, asked);
};"""
STATES = """(element) => {
    globalThis.states = [];
    const note = () => states.push(element.dataset.state);
    new MutationObserver(note).observe(element, { attributeFilter: ["data-state"] });
}"""


def test_the_page_of_downloads_stores_and_removes_the_course(new_page, site: Site, at: str) -> None:
    page = new_page(service_workers="allow", viewport={"width": 320, "height": 640})
    page.add_init_script(SAVING + LATE)
    page.goto(f"{at}/downloads/index.html", wait_until="networkidle")
    told = page.locator("course-offline [role=status]")
    expect(told).to_have_text("The course is not stored on this device.", use_inner_text=True)
    assert axe(page) == []
    page.locator("course-offline").evaluate(STATES)
    for _ in range(2):
        page.get_by_role("button", name="Store it now").click()
        expect(told).to_contain_text(f"All {len(site.files)} files", timeout=SLOW)
        expect(told).to_be_focused()
        assert axe(page) == []
        page.get_by_role("button", name="Remove it").click()
        expect(told).to_have_text("The course is not stored on this device.", use_inner_text=True)
    assert page.evaluate("states") == ["storing", "stored", "absent"] * 2, "no false alarm"
    assert page.evaluate("caches.keys().then((names) => names.map((name) => name.split(' ')[2]))") == ["off"]
    fresh = page.context.new_page()  # and it stays away
    fresh.goto(f"{at}/index.html", wait_until="networkidle")
    assert until(fresh, lambda _: True) == [None, False, []]
    assert not fresh.evaluate("document.scrollingElement.scrollWidth > innerWidth")


def test_the_search_says_so_when_its_index_cannot_be_fetched(browser: Browser, address: str) -> None:
    context = browser.new_context(service_workers="block")
    troubles = watch(context)
    context.route("**/search_index.json", lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{address}/{UNIT}")
    page.get_by_role("button", name="Search").click()
    status = page.get_by_role("dialog", name="Search this course").get_by_role("status")
    expect(status).to_have_text(
        "The search could not be fetched. Open this page again when you are connected.", timeout=SLOW
    )
    page.keyboard.type("mater")
    expect(status).to_contain_text("could not be fetched")
    context.close()
    assert troubles == ["console: Failed to load resource: net::ERR_FAILED"]


@pytest.fixture
def stick(folder: Path, tmp_path: Path) -> Path:
    """The unpacked zip, in a folder as people name them."""
    with zipfile.ZipFile(next((folder / "downloads").glob("*.zip"))) as archive:
        archive.extractall(tmp_path / "Müllers Stick #1, 100 %")
    return next((tmp_path / "Müllers Stick #1, 100 %").iterdir())


def test_a_memory_stick_holds_the_course_and_its_search(new_page, stick: Path) -> None:
    assert sorted(path.name for path in stick.iterdir()) == ["README.txt", "course", "start-here.html"]
    page = new_page()
    page.goto((stick / "start-here.html").as_uri())
    page.wait_for_url((stick / "course/index.html").as_uri())
    page.goto((stick / "course/downloads/index.html").as_uri())
    expect(page.get_by_text("It needs no network")).to_be_visible()
    expect(page.get_by_role("heading", name="memory stick")).to_have_count(0)
    page.goto((stick / "course" / UNIT).as_uri() + "?h=numbers")
    page.get_by_role("button", name="Search").click()
    find(page, "maternity")
    page.get_by_role("textbox", name="Search").clear()
    page.keyboard.type("xyzzyplugh")
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text(
        "No matching documents", timeout=SLOW
    )
    page.get_by_role("textbox", name="Search").clear()
    find(page, "monitoring")
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url(re.compile("^file:.*/course/.*monitoring"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
