"""The deck on the wall and the presenter's view: all fits, by key, touch, on paper, from a memory stick."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from generator import decks
from generator.load import load
from tests.browser.site.conftest import Visit
from tests.browser.site.learner import AXE, PHONE, TAGS, axe
from tests.tools import ROOT

pytestmark = pytest.mark.browser

MODULES = sorted(file.parent.name for file in ROOT.glob("modules/*/module.yml"))
EACH = pytest.mark.parametrize("module", MODULES)
WALL = {"width": 1280, "height": 720}
SIZES = (
    WALL,
    {"width": 1024, "height": 768},
    {"width": 1280, "height": 800},
    {"width": 1920, "height": 1080},
    {"width": 3840, "height": 2160},
)
PAPER = {"width": 1122, "height": 631}
LEAST = 32
"""The smallest letters on a slide, in pixels at 1280 by 720."""

# The test builds the course without its address: here every way to the site has its code and a long address.
CODES = """() => {
    for (const go of document.querySelectorAll(".course-slide-go")) {
        const code = document.createElementNS("http://www.w3.org/2000/svg", "svg");
        code.setAttribute("viewBox", "0 0 41 41");
        code.setAttribute("class", "course-code");
        go.prepend(code);
        const link = go.querySelector("a");
        const path = new URL(link.href).pathname.replace("index.html", "");
        const pieces = `course.example.org/learning${path}`.match(/[^/]+\\/?/g);
        link.replaceChildren(...pieces.flatMap((piece) => [piece, document.createElement("wbr")]));
    }
}"""
MEASURE = """([within, sized]) => {
    const found = [];
    const leaves = [...document.querySelectorAll("course-deck .course-stage > .course-leaf")];
    for (const leaf of leaves) delete leaf.dataset.now;
    const smallest = (section) => {
        const walker = document.createTreeWalker(section, NodeFilter.SHOW_TEXT);
        let least = Infinity;
        while (walker.nextNode()) {
            const { data, parentElement } = walker.currentNode;
            const said = data.trim() && !parentElement.closest(".course-hidden, summary");
            if (said && parentElement.checkVisibility()) {
                least = Math.min(least, parseFloat(getComputedStyle(parentElement).fontSize));
            }
        }
        return least;
    };
    for (const leaf of leaves.filter((each) => each.querySelector(within))) {
        leaf.dataset.now = "";
        const section = leaf.querySelector(".course-slide");
        const { id, dataset: { kind, seconds = 0 } } = section;
        const fresh = courseShow.fresh([]);
        const look = (how, state) => {
            const slide = { id, kind, part: "", seconds: Number(seconds) };
            courseSlides.paint(leaf, slide, { ...fresh, at: id, ...state }, 0);
            const down = section.scrollHeight - section.clientHeight;
            const across = section.scrollWidth - section.clientWidth;
            found.push({ id, how, down, across, least: sized ? smallest(section) : Infinity });
        };
        look("", {});
        const listed = [...leaf.querySelectorAll("li[data-option], .course-answer-why")];
        const options = listed.map((each) => each.dataset.option);
        const hands = Object.fromEntries(options.map((each) => [each, 12]));
        const votes = { [id.replace(/-answer$/, "-options")]: hands };
        if (kind === "options") look("answer shown", { revealed: [id], votes });
        if (kind === "answer") for (const each of options) look("reason", { picked: { [id]: each }, votes });
        if (seconds) look("over time", { timers: { [id]: { left: -5999, since: 0 } } });
        delete leaf.dataset.now;
    }
    return found;
}"""
# On paper every slide stands, as it is before anybody did anything.
ON_PAPER = """() => [...document.querySelectorAll(".course-stage .course-slide")].map((section) => ({
    id: section.id,
    how: "on paper",
    down: section.scrollHeight - section.clientHeight,
    across: section.scrollWidth - section.clientWidth,
}))"""
# Axe reads the whole page each time: what is not asked about goes.
ONLY = """(ids) => {
    for (const leaf of document.querySelectorAll(".course-stage > .course-leaf")) {
        if (!ids.includes(leaf.querySelector(".course-slide").id)) leaf.remove();
    }
}"""
LOG = """() => {
    const seen = (globalThis.seen = []);
    const note = (changes) => {
        for (const { target } of changes) {
            if (target.matches("[data-now]")) seen.push(target.querySelector(".course-slide").id);
        }
    };
    const stage = document.querySelector(".course-stage");
    new MutationObserver(note).observe(stage, { subtree: true, attributeFilter: ["data-now"] });
}"""
AXE_ON_SLIDE = """async (tags) => {
    const options = { runOnly: tags, resultTypes: ["violations"], preload: false };
    const { violations } = await axe.run(".course-leaf[data-now]", options);
    return violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}"""
# What a trainer who stands and talks must see without scrolling.
IN_SIGHT = [
    ".course-leaf[data-now] > .course-slide", ".course-leaf[data-now] .course-notes > :first-child",
    ".course-leaf[data-next] > .course-slide", ".course-desk-next", ".course-desk-time",
    ".course-desk-late", ".course-desk-cuts",
]  # fmt: skip
OUT_OF_SIGHT = """(wanted) => wanted.filter((selector) => {
    const box = document.querySelector(selector).getBoundingClientRect();
    return !box.height || box.top < 0 || box.left < 0 || box.bottom > innerHeight || box.right > innerWidth;
})"""
TOUCH = """([from, to]) => {
    const deck = document.querySelector("course-deck .course-slide");
    const touch = (x) => new Touch({ identifier: 1, target: deck, clientX: x, clientY: 300 });
    const send = (type, x, held) => deck.dispatchEvent(new TouchEvent(type,
        { bubbles: true, touches: held ? [touch(x)] : [], changedTouches: [touch(x)] }));
    send("touchstart", from, true);
    send("touchend", to, false);
}"""


@cache
def places() -> dict[str, dict[str, str]]:
    """Where each slide of each module is written."""
    course, _ = load(ROOT)
    assert course
    return {
        module.id: {
            slide.id: ":".join(map(str, slide.place[:2])) for slide in decks.deck(course, module).slides
        }
        for module in course.modules
    }


def open_deck(visit: Visit, module: str, name: str = "slides", **options: Any) -> Page:
    page = visit(f"{module}/{name}/index.html", **{"viewport": WALL, **options})
    expect(page.locator("[data-ready]")).to_have_count(1)
    return page


def now(page: Page) -> Locator:
    return page.locator(".course-leaf[data-now] > .course-slide")


def at(page: Page) -> str:
    return str(now(page).get_attribute("id"))


def go(page: Page, id: str) -> None:
    """To a slide by its address; the page hears of that a little later."""
    page.evaluate("id => { location.hash = id }", id)
    expect(now(page)).to_have_attribute("id", id)


@EACH
def test_every_slide_fits_in_each_size_and_on_paper(visit: Visit, module: str) -> None:
    page = open_deck(visit, module)
    for within in (".course-slide", ".course-slide-go"):
        if within == ".course-slide-go":
            page.evaluate(CODES)
        for size in SIZES:
            page.set_viewport_size(size)  # type: ignore[arg-type]
            found = page.evaluate(MEASURE, [within, size == WALL])
            assert within != ".course-slide" or {each["id"] for each in found} == set(places()[module])
            assert too_long(module, size, found) == []
            assert [each for each in found if each["least"] and each["least"] < LEAST] == []
    page.emulate_media(media="print")
    page.set_viewport_size(PAPER)  # type: ignore[arg-type]
    assert too_long(module, PAPER, page.evaluate(ON_PAPER)) == []
    assert module != MODULES[0] or papers(page) == len(places()[module])


def too_long(module: str, size: dict[str, int], found: list[dict[str, Any]]) -> list[str]:
    """What an author should shorten."""
    return [
        f"{places()[module][each['id']]}: shorten this, its slide {each['id']} does not fit "
        f"{size['width']} by {size['height']} ({each['how']} {each['down']} px)"
        for each in found
        if each["down"] > 1 or each["across"] > 1
    ]


def kinds(page: Page) -> dict[str, str]:
    """The first slide of each kind."""
    return page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll(".course-leaf > .course-slide")].reverse()
            .map(({ id, dataset }) => [dataset.kind, id]))"""
    )


@pytest.mark.parametrize(("module", "scheme"), [*zip(MODULES, ("light", "dark"), strict=False)])
def test_axe_finds_nothing_on_a_slide_of_each_kind(visit: Visit, module: str, scheme: str) -> None:
    """The templates are the same in every module; all slides of all modules are tried without a script."""
    page = open_deck(visit, module, color_scheme=scheme)
    page.evaluate(AXE)
    found = {}
    first = kinds(page)
    page.evaluate(ONLY, list(first.values()))
    for kind, id in first.items():
        go(page, id)
        found[kind] = page.evaluate(AXE_ON_SLIDE, TAGS)
        if kind == "options":
            page.keyboard.press("1")
            page.keyboard.press("r")
            found["answer shown"] = page.evaluate(AXE_ON_SLIDE, TAGS)
    assert {kind: problems for kind, problems in found.items() if problems} == {}


def test_axe_finds_nothing_around_the_slides(visit: Visit) -> None:
    page = open_deck(visit, MODULES[-1], color_scheme="dark")
    page.evaluate(ONLY, list(kinds(page).values()))
    page.get_by_role("button", name="Choose a workshop").click()
    found = {"workshops": axe(page)}
    page.get_by_role("button", name="Close").click()
    for keys in (["?"], ["Escape", "n"], ["n", "o"], ["o", "b"]):
        for key in keys:
            page.keyboard.press(key)
        found[keys[-1]] = axe(page)
    assert {key: problems for key, problems in found.items() if problems} == {}


@EACH
def test_axe_finds_nothing_without_a_script(visit: Visit, address: str, module: str) -> None:
    page = visit("404.html", viewport=WALL)
    page.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(f"{address}/{module}/slides/index.html")
    assert axe(page) == []


@pytest.mark.parametrize(
    ("kind", "options"),
    [("options", {"viewport": PHONE, "color_scheme": "dark"}), ("step", {"color_scheme": "light"})],
)
def test_axe_finds_nothing_in_the_presenters_view(visit: Visit, kind: str, options: dict[str, Any]) -> None:
    page = open_deck(visit, MODULES[0], "slides/presenter", **options)
    page.goto(f"{page.url}#{kinds(page)[kind]}")
    page.reload()
    expect(now(page)).to_have_attribute("data-kind", kind)
    page.evaluate(ONLY, [at(page)])
    assert axe(page) == []
    assert not page.evaluate("document.scrollingElement.scrollWidth > innerWidth")


def presenter_of(page: Page) -> Page:
    with page.expect_popup() as opened:
        page.keyboard.press("p")
    presenter = opened.value
    expect(presenter.locator(".course-desk-link")).to_have_text("In step with the slides.")
    return presenter


def test_a_whole_module_by_keyboard_with_both_windows(visit: Visit) -> None:
    page = open_deck(visit, MODULES[0])
    presenter = presenter_of(page)
    for window in (page, presenter):
        window.evaluate(LOG)
    _, *ids = places()[MODULES[0]]
    votes = sum(id.endswith("-options") for id in ids)
    # A slide on which votes are counted takes two presses: the first shows the answer.
    aims = [id for id in ids for _ in range(1 + id.endswith("-options"))]
    for number, id in enumerate(aims):
        # Now the projected window has the keys, now the trainer's; nobody presses faster than they follow.
        (presenter if number % 2 else page).keyboard.press("PageDown")
        if number % 8 == 7:
            expect(now(presenter)).to_have_attribute("id", id)
    expect(now(presenter)).to_have_attribute("id", "close")
    for window in (page, presenter):
        assert window.evaluate("() => seen") == ids
        expect(window.locator(".course-vote[data-revealed]")).to_have_count(votes)
    page.keyboard.press("Home")
    expect(now(presenter)).to_have_attribute("id", "title")
    presenter.keyboard.press("End")
    expect(now(page)).to_have_attribute("id", "close")


def test_either_window_may_be_loaded_again_and_a_stranger_cannot_steer(visit: Visit) -> None:
    page = open_deck(visit, MODULES[0])
    presenter = presenter_of(page)
    for token in ("", "0" * 32):
        presenter.evaluate("token => opener.postMessage({ token, command: { do: 'last' } }, '*')", token)
    presenter.keyboard.press("PageDown")
    expect(now(page)).to_have_attribute("id", "agenda")
    page.reload()
    expect(presenter.locator(".course-desk-link")).to_have_text("In step with the slides.")
    presenter.keyboard.press("PageDown")
    expect(now(page)).to_have_attribute("data-kind", "unit")
    presenter.reload()
    expect(presenter.locator(".course-desk-link")).to_have_text("In step with the slides.")
    expect(now(presenter)).to_have_attribute("data-kind", "unit")
    page.keyboard.press("b")
    expect(presenter.get_by_role("button", name="Black screen")).to_have_attribute("aria-pressed", "true")
    presenter.get_by_role("button", name="Black screen").click()
    expect(page.locator(".course-black")).to_be_hidden()
    page.close()
    expect(presenter.locator(".course-desk-link")).to_contain_text("works by itself", timeout=9000)
    presenter.keyboard.press("PageDown")
    expect(now(presenter)).not_to_have_attribute("data-kind", "unit")
    with presenter.expect_popup() as opened:
        presenter.get_by_role("button", name="Open the slides").click()
    expect(presenter.locator(".course-desk-link")).to_have_text("In step with the slides.")
    expect(now(opened.value)).to_have_attribute("id", at(presenter))


def test_a_vote_is_counted_and_then_answered(visit: Visit) -> None:
    page = open_deck(visit, MODULES[0])
    go(page, kinds(page)["options"])
    for key in ("1", "1", "2", "Shift+Digit1"):
        page.keyboard.press(key)
    hands = now(page).get_by_label("Hands for")
    expect(hands.nth(0)).to_have_value("1")
    now(page).get_by_role("button", name="One hand more for C").click()
    hands.nth(3).fill("12")
    hands.nth(3).press("Enter")
    expect(hands.nth(3)).not_to_be_focused()
    assert [each.input_value() for each in hands.all()] == ["1", "1", "1", "12"]
    expect(now(page).locator(".course-vote-bar rect").nth(3)).to_have_attribute("width", "100%")
    page.reload()
    expect(hands.nth(3)).to_have_value("12")
    hands.nth(3).focus()
    page.keyboard.press("PageDown")  # a clicker turns the slides from there too
    expect(now(page).locator("[data-correct] .course-vote-mark").first).to_have_text("Right")
    page.keyboard.press("PageDown")
    expect(now(page)).to_have_attribute("data-kind", "answer")
    expect(now(page).locator(".course-answer-why:visible")).to_have_count(1)
    expect(now(page).get_by_role("button", name="D", pressed=None).last).to_contain_text("× 12")
    page.keyboard.press("1")
    expect(now(page).locator(".course-answer-why").first).to_be_visible()


def test_a_countdown_runs_pauses_grows_and_outlives_a_reload(visit: Visit) -> None:
    page = open_deck(visit, MODULES[0], anew=True)
    page.clock.install(time="2026-11-23")
    go(page, kinds(page)["step"])
    page.reload()
    page.clock.pause_at("2026-11-24")
    time, status = now(page).get_by_role("timer"), page.locator("course-deck > [role=status]")
    start = minutes = int(str(time.text_content()).partition(":")[0])
    page.keyboard.press("t")
    expect(status).to_contain_text(f"{minutes} minutes left")
    page.clock.run_for(61_000)
    expect(time).to_have_text(f"{start - 2}:59")
    page.reload()
    expect(time).to_have_text(f"{start - 2}:59")
    page.get_by_role("button", name="+5 minutes").click()
    expect(time).to_have_text(f"{start + 3}:59")
    page.keyboard.press("t")
    page.clock.run_for(5_000)
    expect(time).to_have_text(f"{start + 3}:59")
    page.keyboard.press("t")
    page.clock.fast_forward(60_000 * (start + 5))
    expect(time).to_have_text(re.compile(r"\+\d:\d\d"))
    expect(now(page).get_by_text("over time")).to_be_visible()
    expect(status).to_have_text("Time is up.")
    now(page).get_by_role("button", name="Reset").click()
    expect(time).to_have_text(f"{start}:00")


def test_links_reload_back_touch_and_the_overview(visit: Visit) -> None:
    page = open_deck(visit, MODULES[0], has_touch=True)
    page.clock.install()
    for key, kind in (("PageDown", "agenda"), ("Space", "unit")):
        page.clock.fast_forward(400)  # who hurries on leaves no trail
        page.keyboard.press(key)
        expect(now(page)).to_have_attribute("data-kind", kind)
    assert page.evaluate("location.hash") == f"#{at(page)}"
    page.reload()
    expect(now(page)).to_have_attribute("data-kind", "unit")
    page.go_back()
    expect(now(page)).to_have_attribute("id", "agenda")
    page.keyboard.press("Shift+Space")
    expect(now(page)).to_have_attribute("id", "title")
    page.evaluate(TOUCH, [900, 300])
    expect(now(page)).to_have_attribute("id", "agenda")
    page.evaluate(TOUCH, [300, 900])
    expect(now(page)).to_have_attribute("id", "title")
    page.keyboard.press("o")
    link = page.get_by_role("link", name="A quiet moment").first
    link.click()
    expect(now(page)).to_have_attribute("data-kind", "reflect")
    expect(page.locator(".course-slide:visible")).to_have_count(1)
    letters_can_be_turned_off(page)


def letters_can_be_turned_off(page: Page) -> None:
    page.keyboard.press("Home")
    page.keyboard.press("?")
    page.get_by_label("Use single letters").uncheck()
    page.keyboard.press("Escape")
    expect(page.get_by_label("Use single letters")).to_be_hidden()
    page.keyboard.press("b")
    expect(page.locator(".course-black")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    expect(now(page)).to_have_attribute("id", "agenda")
    page.reload()
    page.keyboard.press("o")
    expect(page.locator("[data-overview]")).to_have_count(0)


def test_without_a_script_the_slides_stand_one_below_the_other_and_print(visit: Visit) -> None:
    page = visit(f"{MODULES[0]}/slides/index.html", viewport=WALL, java_script_enabled=False)
    slides = page.locator(".course-stage .course-slide")
    expect(slides).to_have_count(len(places()[MODULES[0]]))
    for index in (0, 5, 40):
        box = slides.nth(index).bounding_box()
        assert box
        assert (box["width"], box["height"]) == (1280, 720)
    expect(page.locator(".course-notes:visible")).to_have_count(0)
    expect(page.get_by_role("button")).to_have_count(0)
    why = page.locator(".course-answer-why").first
    expect(why).to_be_hidden()
    assert papers(page) == len(places()[MODULES[0]])
    page.locator("summary").first.click()
    expect(why).to_be_visible()


def papers(page: Page) -> int:
    """How many sheets the page prints on."""
    paper = page.pdf(prefer_css_page_size=True, print_background=True)
    return len(re.findall(rb"/Type\s*/Page\b", paper))


def test_a_plan_from_a_memory_stick_without_a_network(new_page: Callable[..., Page], folder: Path) -> None:
    page = new_page(viewport=WALL, offline=True)
    course, _ = load(ROOT)
    assert course
    module = next(module for module in course.modules if module.id == MODULES[0])
    unit, step = next(iter(module.activities.values()))
    activity = step.activity
    plan = f"w.5~a.{activity.id}.20~b.15~u.{unit.id}.10~u.nowhere.5~c.5"
    page.goto(f"{(folder / MODULES[0] / 'slides/index.html').as_uri()}?plan={plan}")
    expect(page.get_by_text("u.nowhere.5")).to_be_visible()
    rows = [re.compile(text) for text in (" 5 min", " 20 min", "Break 15 min", " 10 min", " 5 min")]
    expect(page.locator(".course-agenda li")).to_have_text(rows)
    ids = page.locator(".course-stage .course-slide").evaluate_all("all => all.map(({ id }) => id)")
    assert ids[:3] == ["title", "agenda", activity.id]
    assert ids.index("break-1") < ids.index(unit.id)
    assert ids[-1] == "close"
    steps = page.locator(f"[data-part='a.{activity.id}'] .course-slide[data-seconds]")
    timed = steps.evaluate_all("all => all.map(({ id }) => id)")
    presenter = presenter_of(page)
    expect(presenter.locator(".course-desk-plan tbody tr")).to_have_count(5)
    total = 0
    time = presenter.locator(".course-desk-timer [role=timer]")
    for id in ids[1:3]:
        presenter.keyboard.press("PageDown")
        expect(now(presenter)).to_have_attribute("id", id)
    for id in timed:
        presenter.keyboard.press("PageDown")
        expect(now(presenter)).to_have_attribute("id", id)
        expect(now(presenter)).to_have_attribute("data-kind", re.compile("step|talk"))
        total += int(str(time.text_content()).partition(":")[0])
    assert total == 20
    assert at(page) == at(presenter)


def test_the_presenter_is_told_what_to_shorten(visit: Visit) -> None:
    page = open_deck(visit, MODULES[0], "slides/presenter", anew=True)
    page.clock.install()
    page.reload()
    page.keyboard.press("PageDown")
    page.clock.fast_forward(60_000 * 14)
    late = page.locator(".course-desk-late")
    expect(late).to_have_text("4 minutes behind.")
    expect(page.locator(".course-desk-cuts li").first).to_contain_text("Leave out: ")
    for width, height in ((1280, 800), (1366, 768), (1440, 900), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(OUT_OF_SIGHT, IN_SIGHT) == []
    page.get_by_role("button", name="Start the clock again").click()
    expect(late).to_have_text("On time.")
    page.keyboard.press("?")
    expect(page.get_by_text("Arrows, Page Up and Page Down")).to_be_visible()
    page.keyboard.press("o")
    place = page.get_by_label("Go to")
    expect(place).to_be_focused()
    place.select_option("close")
    expect(now(page)).to_have_attribute("id", "close")


def test_a_blocked_window_is_told_and_has_a_link(visit: Visit) -> None:
    page = open_deck(visit, MODULES[0])
    page.evaluate("() => { window.open = () => null }")
    page.keyboard.press("p")
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Open the presenter view").click()
    expect(opened.value.locator(".course-desk-link")).to_have_text("In step with the slides.")
    expect(page.locator("dialog[open]")).to_have_count(0)  # else the room would look at it


def test_a_ready_workshop_shows_what_it_gives_and_says_how(visit: Visit) -> None:
    page = open_deck(visit, "evidence")
    page.get_by_role("button", name="Choose a workshop").click()
    page.get_by_role("link", name="Half a day").click()
    page.wait_for_url("**/slides/index.html?plan=*")
    page.evaluate("() => { location.hash = '%E0%A4' }")
    page.reload()  # an address that was cut off: the slides are there all the same
    expect(page.locator("[data-ready]")).to_have_count(1)
    expect(page.get_by_role("button", name="Choose a workshop")).to_be_hidden()
    expect(page.locator(".course-agenda li").nth(4)).to_have_text("Tea 15 min")
    assert timed(page, "a.one-gap-one-change") == {"1": 8, "2": 10, "3": 7, "6": 10, "talk": 5}
    go(page, "one-gap-one-change-step-6")
    expect(now(page).locator("h2")).to_have_text("Step 6", use_inner_text=True)
    expect(page.locator("[data-part='a.one-gap-one-change'] .course-here")).to_have_count(6)
    expect(page.locator("[data-part='a.one-gap-one-change'] .course-here").last).to_contain_text(
        re.compile(r"Here: 40 minutes, not 60\.\s*Leave out steps 4 and 5")
    )
    kinds = page.locator("[data-part='u.reading-a-number'] .course-slide").evaluate_all(
        "all => [...new Set(all.map(({ dataset }) => dataset.kind))]"
    )
    assert kinds == ["unit", "question", "options", "answer"]
    query = "?plan=u.what-counts.15~a.one-gap-one-change.30&note=" + "a.one-gap-one-change:Only <b>two</b>"
    page.goto(page.url.partition("?")[0] + query)
    expect(page.locator("[data-ready]")).to_have_count(1)
    assert timed(page, "u.what-counts") == {"claim-i-repeat": 2}, "a quiet moment is not stretched"
    assert sum(timed(page, "a.one-gap-one-change").values()) == 30
    expect(page.locator("[data-part='a.one-gap-one-change'] .course-here").first).to_have_text(
        re.compile(r"Here: 30 minutes, not 60\.\s*Only <b>two</b>")
    )
    expect(page.locator("#what-counts [data-of-all]")).to_be_hidden()


def timed(page: Page, part: str) -> dict[str, int]:
    """The minutes of each countdown of a part, by the end of its slide's id."""
    slides = page.locator(f"[data-part='{part}'] > [data-seconds]")
    found = slides.evaluate_all("all => all.map(({ id, dataset }) => [id, dataset.seconds / 60])")
    return {re.sub(r".*-(\d+|talk)$", r"\1", id): minutes for id, minutes in found}
