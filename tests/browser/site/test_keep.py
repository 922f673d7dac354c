"""The learner's own work on the real pages, taken away and brought back; and ids that authors replaced."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from generator.cli import main
from tests.browser import fixture_pages
from tests.browser.site.conftest import Visit
from tests.browser.site.learner import PHONE, SMALLEST, axe, mark_as_done
from tests.conftest import build

pytestmark = pytest.mark.browser

UNIT = "evidence/what-counts/index.html"
MINE = "my-learning/index.html"


def reflections(page: Page) -> tuple[str, str]:
    """The ids of the first reflection and the first action of a unit."""
    ids = "all => all.map((each) => each.dataset.note)"
    actions = page.locator("course-reflection[data-what]").evaluate_all(ids)
    return page.locator("course-reflection:not([data-what])").evaluate_all(ids)[0], actions[0]


def sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def test_work_moves_to_another_device(visit: Visit, address: str, tmp_path: Path) -> None:
    page = visit(UNIT, viewport=PHONE)
    reflection, action = reflections(page)
    field = page.locator(f"#note-{reflection}")
    field.fill("نرس 🩺 <script>")
    page.locator(f"course-reflection[data-note={reflection}] button").click()
    page.locator(f"course-reflection[data-note={action}] button").click()
    mark_as_done(page)
    assert not axe(page)
    assert not sideways(page)
    page.locator(f"course-reflection[data-note={action}] a").click()
    page.wait_for_url(
        f"{address}/action-plan/index.html"
    )  # and until it is loaded: then its scripts have run
    assert page.evaluate("courseRecord.plan().map(({ id }) => id)") == [reflection, action]
    page.goto(f"{address}/{MINE}")
    expect(page.locator("[data-fact=amount]")).to_contain_text(
        "1 unit done, 1 text you wrote, 2 actions in your plan"
    )
    with page.expect_download() as download:
        page.get_by_role("button", name="Back up to a file").first.click()
    download.value.save_as(tmp_path / "backup.json")

    other = visit(MINE, viewport=SMALLEST)
    other.evaluate(f"courseRecord.saveNote('{action}', 'Written on the other device')")
    other.get_by_label("Choose a backup, or drop it here").set_input_files(tmp_path / "backup.json")
    expect(other.get_by_role("heading", name="What this file would change")).to_be_focused()
    assert not axe(other)
    assert not sideways(other)
    other.get_by_role("button", name="Bring these in").click()
    expect(other.locator("[data-status=restore]")).to_be_focused()
    other.get_by_role("button", name="Delete everything").click()
    expect(other.get_by_role("dialog", name="Delete everything?")).to_be_visible()
    assert not axe(other)
    other.keyboard.press("Escape")
    other.goto(f"{address}/{UNIT}")
    expect(other.locator(f"#note-{reflection}")).to_have_value("نرس 🩺 <script>")
    expect(other.locator(f"#note-{action}")).to_have_value("Written on the other device")
    expect(other.locator(f"course-reflection[data-note={reflection}] .course-kept")).to_be_visible()
    expect(other.get_by_role("button", name="Done", exact=True)).to_be_visible()


def test_without_javascript_nothing_is_promised(visit: Visit) -> None:
    page = visit(MINE, java_script_enabled=False)
    expect(page.get_by_text("Without JavaScript nothing that you do here is kept")).to_be_visible()
    expect(page.locator(".course-keep-all")).to_be_hidden()


def test_from_a_memory_stick_work_is_backed_up_and_deleted(new_page, folder: Path) -> None:
    page = new_page()
    page.goto((folder / MINE).as_uri())
    page.evaluate("courseRecord.saveDetail('name', 'Samira')")
    with page.expect_download() as download:
        page.get_by_role("button", name="Back up to a file").first.click()
    text = Path(download.value.path()).read_text("utf-8")
    assert json.loads(text)["details"]["name"]["text"] == "Samira"
    page.get_by_role("button", name="Delete everything").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete everything").click()
    expect(page.get_by_text("Everything was deleted from this browser.")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage)") == []


REPLACED = {
    ("unit", "punctures"): "flats",
    ("step", "last-flat"): "latest-flat",
    ("step", "check-on-monday"): "check-on-tuesday",
    ("outcome", "mend"): "repair",
    ("question", "first-step"): "step-one",
    ("finding", "flats-from-low-pressure"): "flats-from-pressure",
}
ID = r"(?<=[\[/ ])%s(?=[\]/},#\n])"
"""An id where it stands in a file: after a blank, in a list or in a path, and never within words."""
AT = "2026-11-23T09:00:00.000Z"


def lock_ids(course: Path) -> None:
    assert CliRunner().invoke(main, ["lock", "--root", str(course)]).exit_code == 0


def replace_ids(course: Path) -> None:
    """Give things of the sample course other ids, as an author would, and say so in modules/ids.lock."""
    lock_ids(course)
    (course / "modules/wheels/punctures.yml").rename(course / "modules/wheels/flats.yml")
    for file in [*course.rglob("*.yml"), *course.rglob("*.md")]:
        text = file.read_text("utf-8")
        for (_, old), new in REPLACED.items():
            text = re.sub(ID % old, new, text)
        file.write_text(text, "utf-8")
    lock = course / "modules/ids.lock"
    lines = lock.read_text("utf-8").splitlines()
    heirs = {f"{kind} {old}": f"{kind} {old} -> {new}" for (kind, old), new in REPLACED.items()}
    lock.write_text("\n".join(heirs.get(line, line) for line in lines) + "\n", "utf-8")
    lock_ids(course)


def test_ids_that_an_author_replaced_keep_what_hangs_on_them(new_page, copy: Path, tmp_path: Path) -> None:
    replace_ids(copy)
    said = {"value": 2, "at": AT}
    stored = {
        "schema": 1,
        "course": "bicycle-repair",
        "units": {"punctures": {"done": AT}},
        "answers": {"first-step": {"chosen": ["x"], "correct": True, "tries": 1, "at": AT}},
        "notes": {
            "last-flat": {"text": "I walked.", "at": AT},
            "before-mend": {"text": "I can pump.", "at": AT},
            "check-on-monday": {"text": "From the old page", "at": AT},
            "check-on-tuesday": {"text": "From the new page", "at": AT},
        },
        "confidence": {"mend": {"before": said}},
        "plan": {
            "last-flat": {
                "what": "Ride",
                "from": "last-flat",
                "finding": "flats-from-low-pressure",
                "at": AT,
            },
            "own": {"what": "Mine", "from": "constructor", "at": AT},
        },
        "last": {"unit": "punctures", "at": AT},
    }
    with fixture_pages.serve(build(copy, tmp_path / "site")) as address:
        page = new_page()
        page.goto(f"{address}/404.html")
        page.evaluate("text => localStorage.setItem('course:bicycle-repair', text)", json.dumps(stored))
        page.goto(f"{address}/index.html")
        expect(page.locator("course-continue a").first).to_contain_text("Continue with")
        page.goto(f"{address}/wheels/flats/index.html")
        expect(page.get_by_role("button", name="Done", exact=True)).to_be_visible()
        expect(page.locator("#note-latest-flat")).to_have_value("I walked.")
        expect(page.locator("#note-check-on-tuesday")).to_have_value("From the new page")
        expect(page.locator("course-reflection[data-note=latest-flat] a")).to_have_text("In your plan")
        page.goto(f"{address}/wheels/before/index.html")
        expect(page.locator("#note-before-repair")).to_have_value("I can pump.")
        expect(page.locator("#repair-before-2")).to_be_checked()
        plan = page.evaluate("courseRecord.plan()")
        # A backup from before comes in under the new ids too.
        page.evaluate("courseRecord.erase()")
        page.goto(f"{address}/{MINE}")
        old = {"format": "course-record", **stored}
        page.locator("#keep-file").set_input_files(
            {"name": "b.json", "mimeType": "", "buffer": json.dumps(old).encode()}
        )
        page.get_by_role("button", name="Bring these in").click()
        kept = page.evaluate("courseRecord.document()")
    assert {item["id"]: (item["from"], item.get("finding")) for item in plan} == {
        "latest-flat": ("latest-flat", "flats-from-pressure"),
        "own": ("constructor", None),
    }
    assert kept["units"].keys() == {"flats"} and kept["answers"].keys() == {"step-one"}
    # Where both have an entry nothing is thrown away.
    assert {id: each["text"] for id, each in kept["notes"].items()} == {
        "latest-flat": "I walked.",
        "before-repair": "I can pump.",
        "check-on-monday": "From the old page",
        "check-on-tuesday": "From the new page",
    }
    assert kept["confidence"] == {"repair": {"before": said}}
    assert kept["plan"]["latest-flat"]["finding"] == "flats-from-pressure"
    assert kept["last"]["unit"] == "flats"
