"""What a learner does on a page, and what they can see there."""

from typing import Any, Literal

from playwright.sync_api import Locator, Page, expect

from tests.tools import NODE_MODULES

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}
SMALLEST = {"width": 320, "height": 640}
PAPER = {"light": "rgb(255, 253, 248)", "dark": "rgb(22, 21, 28)"}

SLOW = 30_000
"""Milliseconds for what takes a busy machine long: an index, a store, a build."""

AXE = (NODE_MODULES / "axe-core" / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules of axe that may find something in dark colours only: all others read the same page twice."""
RUN_AXE = """async (runOnly) => {
    const { violations } = await axe.run({ runOnly, resultTypes: ["violations"], preload: false });
    return violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}"""

STILL = """async () => {
    // The end of one change may be the beginning of another, where a colour is inherited.
    for (let changes = document.getAnimations(); changes.length; changes = document.getAnimations()) {
        changes.forEach((change) => change.finish());
        await new Promise(requestAnimationFrame);
    }
}"""
FOCUSED = """() => {
    const element = document.activeElement;
    // A link may run over several lines; its first says whether it is seen.
    const { left, top, width, height } = element.getClientRects()[0] ?? new DOMRect();
    const style = getComputedStyle(element);
    const middle = document.elementFromPoint(
        left + width / 2, (Math.max(top, 0) + Math.min(top + height, innerHeight)) / 2);
    return {
        name: element.getAttribute("aria-label") ?? element.textContent.trim().replace(/\\s+/g, " "),
        tag: element.localName,
        html: element.outerHTML.slice(0, 90),
        page: element === document.body,
        inView: width > 1 && top + height > 0 && top < innerHeight && left + width > 0 && left < innerWidth,
        onTop: element.contains(middle) || Boolean(element.labels?.[0]?.contains(middle)),
        ring: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
        question: element.closest("course-question")?.dataset.question,
    };
}"""


def axe(page: Page, rules: list[str] = TAGS) -> list[str]:
    """What axe finds on a page as it is now."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return page.evaluate(RUN_AXE, rules)


def axe_in_both(page: Page) -> list[str]:
    """What axe finds on a page as it is now, in light colours and then in dark ones."""
    found = axe(page)
    recolour(page, "dark")
    found += axe(page, COLOURS)
    recolour(page, "light")
    return found


def recolour(page: Page, scheme: Literal["light", "dark"]) -> None:
    """The device's other colours, once they have all arrived: those of links change slowly."""
    page.emulate_media(color_scheme=scheme)
    expect(page.locator("body")).to_have_css("background-color", PAPER[scheme])
    page.evaluate(STILL)


def focused(page: Page) -> dict[str, Any]:
    """What has the focus, and how well it can be seen."""
    return page.evaluate(FOCUSED)


def tab(page: Page, times: int = 1) -> dict[str, Any]:
    for _ in range(times):
        page.keyboard.press("Tab")
    return focused(page)


def find(page: Page, word: str) -> None:
    """Search for it, where the search is open.

    The results of each letter would take the place of those of the letter before, at some time.
    """
    page.keyboard.insert_text(word[:-1])
    page.keyboard.press(word[-1])
    expect(page.locator(".md-search-result__link").first).to_be_visible(timeout=SLOW)


def questions(page: Page) -> list[Locator]:
    return page.locator("course-question").all()


def options(question: Locator, *, right: bool) -> list[str]:
    """The options that are right, or those that are not."""
    selector = "[data-option][data-correct]" if right else "[data-option]:not([data-correct])"
    return question.locator(selector).evaluate_all("all => all.map((each) => each.dataset.option)")


def choose(question: Locator, *chosen: str) -> None:
    for option in chosen:
        question.locator(f"input[value='{option}']").check()


def check(question: Locator) -> None:
    question.get_by_role("button", name="Check my answer").click()


def answer(question: Locator) -> None:
    """Answer it right."""
    choose(question, *options(question, right=True))
    check(question)


def mark_as_done(page: Page) -> None:
    page.get_by_role("button", name="Mark as done").click()
