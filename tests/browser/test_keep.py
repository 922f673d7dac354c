"""The learner's own work is theirs: offered to the plan, backed up, brought back, moved, kept and deleted."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.stored import (
    AT,
    FILL,
    FORBID,
    KEY,
    Visit,
    other_tab,
    raw,
    record,
    reopen,
    saved,
    until,
)

pytestmark = pytest.mark.browser

EARLIER, LATER = "2026-11-01T09:00:00.000Z", "2026-12-01T09:00:00.000Z"
PERSIST = """Object.defineProperty(navigator, "storage", { value: {
    persisted: async () => Boolean(window.kept),
    persist: async () => { window.asked = (window.asked ?? 0) + 1; return (window.kept = %s); },
} });"""

Table = dict[str, dict[str, Any]]


def note(text: str, at: str = AT) -> dict[str, str]:
    return {"text": text, "at": at}


def backup(**parts: object) -> dict[str, object]:
    """A backup of the fixture pages' course."""
    return {"format": "course-record", **record(**parts)}


def give(page: Page, file: object, name: str = "backup.json") -> None:
    """Choose a file: a document, a text or bytes."""
    data = file if isinstance(file, str | bytes) else json.dumps(file)
    data = data.encode() if isinstance(data, str) else data
    page.locator("#keep-file").set_input_files({"name": name, "mimeType": "", "buffer": data})


def said(page: Page) -> Locator:
    """What the page says about the file."""
    return page.locator("[data-status=restore]")


def preview(page: Page) -> Locator:
    return page.locator(".course-keep-preview")


def entries(page: Page) -> list[str]:
    """The preview's groups and entries, one line each."""
    lines = preview(page).locator("section > h4, section li, section > p:not(:empty)").all_inner_texts()
    return [" ".join(line.split()) for line in lines]


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


# The record: what it leaves, keeps and asks for


def test_the_browser_is_asked_to_keep_the_record_where_that_asks_nobody(visit_anew: Visit) -> None:
    page = visit_anew("unit.html", PERSIST % "true")
    # Opening a page is nothing to keep yet.
    assert page.evaluate("window.asked") is None
    press(page, "Mark as done")
    page.evaluate("courseRecord.saveNote('constructor', 'Ask.')")
    assert page.evaluate("window.asked") == 1
    firefox = visit_anew(
        "unit.html", PERSIST % "true" + "Object.defineProperty(navigator, 'vendor', { value: '' });"
    )
    press(firefox, "Mark as done")
    assert firefox.evaluate("window.asked") is None


def test_a_clock_put_back_or_forward_loses_nothing(visit: Visit) -> None:
    future = "2031-01-01T00:00:00.000Z"
    year_old = "2025-11-23T09:00:00.000Z"
    page = visit("unit.html", record(notes={"constructor": note("From the future", future)}))
    page.get_by_label("What will you do?").fill("Newer")
    page.get_by_label("What will you do?").blur()
    entry = saved(page)["notes"]["constructor"]
    assert entry["text"] == "Newer"
    assert entry["at"] > future
    # A time that cannot be reckoned with does not stand in the way.
    for wrong in ["9999-12-31T23:59:59.999Z", "not a time", 7, year_old]:
        reopen(page, record(units={"what-counts": {"removed": True, "at": wrong}}))
        press(page, "Mark as done")
        assert saved(page)["units"]["what-counts"]["done"] < "2100"
    reopen(
        page, record(units={"what-counts": {"done": year_old}}, notes={"constructor": note("Ask.", year_old)})
    )
    expect(page.get_by_role("button", name="Done")).to_be_visible()
    expect(page.get_by_label("What will you do?")).to_have_value("Ask.")
    expect(page.locator("course-notice")).to_be_hidden()


def test_a_write_that_was_cut_short_is_set_aside_and_can_be_saved(visit: Visit) -> None:
    whole = json.dumps(record(notes={"constructor": note("Ask Mrs Ahmed.")}))
    page = visit("keep.html", whole[: len(whole) // 2])
    with page.expect_download() as download:
        press(page, "Save what was set aside to a file")
    assert Path(download.value.path()).read_text("utf-8") == whole[: len(whole) // 2]
    assert download.value.suggested_filename.startswith("innovations-set-aside-")


STALE = """([key, before, words]) => {
    // As another tab does that has not seen what stands here: the old document, with its own words in it.
    const newValue = JSON.stringify({ ...JSON.parse(before), ...words });
    localStorage.setItem(key, newValue);
    dispatchEvent(new StorageEvent("storage", { key, newValue }));
}"""


def test_what_another_tab_wrote_over_is_put_in_again(visit: Visit) -> None:
    ages = {"what": EARLIER, "why": EARLIER}
    action = {"what": "Pump", "why": "Old", "first": "Old", "at": AT, "times": ages}
    page = visit("keep.html", record(plan={"a": {**action, "first": "Old"}}))
    before = raw(page)
    other = other_tab(page)
    page.evaluate(
        """() => {
            courseRecord.savePlan("a", { why: "New" });
            courseRecord.saveConfidence("mend", "after", 4);
            courseRecord.saveNote("last-flat", "Mine");
            courseRecord.markUnit("pads", true);
        }"""
    )
    now = page.evaluate("new Date(Date.now() + 5).toISOString()")
    theirs = {
        "plan": {"a": {**action, "first": "Theirs", "at": now, "times": {**ages, "first": now}}},
        "confidence": {"mend": {"before": {"value": 2, "at": now}}},
        "units": {"spokes": {"done": now}},
        "later": {"kept": 1},
    }
    page.evaluate(STALE, [KEY, before, theirs])
    document = saved(page)
    assert document["plan"]["a"] | {"what": "Pump", "why": "New", "first": "Theirs"} == document["plan"]["a"]
    assert {when: each["value"] for when, each in document["confidence"]["mend"].items()} == {
        "before": 2,
        "after": 4,
    }
    assert (document["notes"]["last-flat"]["text"], document["later"]) == ("Mine", {"kept": 1})
    assert document["units"].keys() == {"pads", "spokes"}
    # Once it is in, nobody writes any more; what is done later elsewhere holds.
    until(other, f"localStorage.getItem('{KEY}') === {json.dumps(raw(page))}")
    other.evaluate("courseRecord.savePlan('a', { why: 'Old' }); courseRecord.saveNote('last-flat', '');")
    until(page, "!courseRecord.note('last-flat')")
    assert saved(page)["plan"]["a"]["why"] == "Old"
    # A tab that has closed since cannot put in its own: whoever wrote over it does.
    page.evaluate("courseRecord.removePlan('a')")
    here = saved(page)
    gone = {**here, "notes": {"x": note("Its last words", now)}, "plan": {"a": action}}
    page.evaluate(
        "([key, newValue]) => dispatchEvent(new StorageEvent('storage', { key, newValue }))",
        [KEY, json.dumps(gone)],
    )
    assert saved(page)["notes"]["x"]["text"] == "Its last words"
    assert saved(page)["plan"]["a"].keys() == {"removed", "at"}


def test_what_was_deleted_stays_deleted_when_another_tab_had_not_heard(visit: Visit) -> None:
    page = visit("keep.html", record(notes={"x": note("Old")}))
    page.evaluate("courseRecord.saveNote('last-flat', 'Mine')")
    before = raw(page)
    page.evaluate("courseRecord.erase()")
    page.evaluate(STALE, [KEY, before, {"units": {"pads": {"done": AT}}}])
    assert raw(page) is None
    # What is written after it is kept, and so is a backup.
    page.evaluate("courseRecord.saveNote('new', 'New')")
    page.evaluate(STALE, [KEY, before, {}])
    assert saved(page)["notes"].keys() == {"new"}
    give(page, backup(notes={"last-flat": note("Brought back", EARLIER)}))
    press(page, "Bring these in")
    page.evaluate(STALE, [KEY, raw(page), {"later": 1}])
    assert saved(page)["notes"].keys() == {"new", "last-flat"}


# An offer to the plan


def offer(page: Page, label: str) -> tuple[Locator, Locator]:
    """The field with this label, and the reflection around it."""
    field = page.get_by_label(label)
    return field, page.locator("course-reflection").filter(has=field)


def test_a_reflection_goes_into_the_plan_with_one_press(visit: Visit) -> None:
    page = visit("offers.html", record(plan={"mine": {"what": "Before", "order": 3, "at": AT}}))
    field, here = offer(page, "What did you do when")
    button, link = here.get_by_role("button"), here.get_by_role("link")
    expect(button).to_be_hidden()
    expect(link).to_be_hidden()
    words = "I walked. <script>alert(1)</script>"
    field.press_sequentially(words)
    button.click()
    expect(link).to_be_focused()
    expect(link).to_have_text("In your plan")
    expect(button).to_be_hidden()
    expect(here.get_by_role("status")).to_have_text("Put into your plan. Saved on this device.")
    item = saved(page)["plan"]["last-flat"]
    assert set(item.pop("times").values()) == {item["at"]}
    assert item == {
        "what": words,
        "from": "last-flat",
        "finding": "flats-from-low-pressure",
        "order": 4,
        "at": item["at"],
    }
    # Other words are offered once more; the action stays the same one.
    field.fill("I rode on.")
    here.get_by_role("button", name="Take my new words into my plan").click()
    expect(button).to_be_hidden()
    assert [each["what"] for each in saved(page)["plan"].values()] == ["Before", "I rode on."]
    # What was refined in the plan afterwards is not in the field's way, and what was taken out can come back.
    page.evaluate("courseRecord.savePlan('last-flat', { what: 'Refined' })")
    expect(button).to_be_hidden()
    page.evaluate("courseRecord.removePlan('last-flat')")
    expect(here.get_by_role("button", name="Put this into my plan")).to_be_visible()
    page.reload()
    expect(here.get_by_text("Saved on this device.")).to_be_visible()
    expect(here.get_by_role("status")).to_be_empty()
    expect(field).to_have_value("I rode on.")
    button.click()
    assert saved(page)["plan"]["last-flat"]["what"] == "I rode on."
    assert "removed" not in saved(page)["plan"]["last-flat"]
    field.fill("")
    field.blur()
    expect(link).to_have_text("In your plan")


def test_an_action_goes_in_with_its_own_words(visit: Visit) -> None:
    page = visit("offers.html")
    other = other_tab(page)
    _, here = offer(page, "On Monday I will")
    expect(here.get_by_role("link", name="My action plan")).to_be_visible()
    here.get_by_role("button", name="Put this into my plan").click()
    item = saved(page)["plan"]["check-on-monday"]
    assert item["what"] == "On Monday I will check the pressure of both tyres."
    assert item["measure"] == "No flat tyre in a month."
    assert (item["from"], item["order"]) == ("check-on-monday", 1)
    _, there = offer(other, "On Monday I will")
    expect(there.get_by_role("link", name="In your plan")).to_be_visible()
    expect(there.get_by_role("button")).to_be_hidden()


def test_an_offer_without_storage(visit_anew: Visit) -> None:
    page = visit_anew("offers.html", FILL)
    _, here = offer(page, "On Monday I will")
    here.get_by_role("button").click()
    expect(here.get_by_role("status")).to_contain_text("copy it somewhere safe")
    expect(here.get_by_role("link", name="In your plan")).to_be_focused()


# A reminder


def test_a_reminder_comes_once_a_week_when_there_is_something_to_lose(visit_anew: Visit) -> None:
    page = visit_anew("offers.html")  # a clock that is set stays so, for all pages of its browser
    reminder = page.locator("course-reminder")
    work = {f"unit-{n}": {"done": AT} for n in range(4)} | {"gone": {"removed": True, "at": AT}}
    few = record(units=work)
    enough = record(units=work, notes={"last-flat": note("I walked.")})
    old_backup = {"details": {"backup": note("2026-11-20T09:00:00.000Z")}}
    new_backup = {"details": {"backup": note("2026-11-24T09:00:00.000Z")}}
    for day, stored, is_due in [
        ("2026-11-29", enough, False),
        ("2026-12-01", few, False),
        ("2026-12-01", enough, True),
        ("2026-12-01", enough | old_backup, True),
        ("2026-12-01", enough | new_backup, False),
        ("2027-12-01", enough | new_backup, False),
        ("2020-01-01", enough, True),
    ]:
        page.clock.set_fixed_time(day)
        reopen(page, stored)
        expect(reminder).to_be_visible() if is_due else expect(reminder).to_be_hidden()
    press(page, "Not now")
    expect(page.get_by_text("We will ask again in a week.")).to_be_focused()
    for day, is_due in [("2020-01-03", False), ("2020-01-09", True), ("2019-12-30", False)]:
        page.clock.set_fixed_time(day)
        page.reload()
        expect(reminder).to_be_visible() if is_due else expect(reminder).to_be_hidden()


# Back up


def test_a_backup_is_the_whole_record_and_its_time_is_noted(visit_anew: Visit) -> None:
    stored = record(
        units={"punctures": {"done": EARLIER}},
        notes={"last-flat": note("اردو বাংলা 中文 🚲\n=1+1")},
        plan={"a": {"what": "Pump", "at": AT}, "b": {"removed": True, "at": AT}},
        later={"kept": 1},
    )
    page = visit_anew("keep.html")
    reopen(page, stored)
    expect(page.locator("[data-fact=amount]")).to_have_text(
        "1 unit done, 1 text you wrote, 1 action in your plan; about 1 kilobyte"
    )
    expect(page.locator("[data-fact=since]")).to_have_text("1 November 2026")
    expect(page.locator("[data-fact=backup]")).to_have_text("None yet")
    page.clock.set_fixed_time("2026-12-24T12:00:00Z")
    with page.expect_download() as download:
        press(page, "Back up to a file")
    assert download.value.suggested_filename == "innovations-backup-2026-12-24.json"
    text = Path(download.value.path()).read_text("utf-8")
    made = json.loads(text)
    assert made.pop("format") == "course-record"
    assert made == saved(page)
    assert made["notes"] == stored["notes"]
    assert made["later"] == {"kept": 1}
    assert '\n  "schema": 1' in text
    expect(page.locator("[data-fact=backup]")).to_have_text("24 December 2026")
    # What went out comes in again, into a browser that has nothing.
    reopen(page, None)
    give(page, text)
    press(page, "Bring these in")
    expect(said(page)).to_have_text("Done: it is in this browser now.")
    expect(said(page)).to_be_focused()
    assert {key: saved(page)[key] for key in ("units", "notes")} == {
        key: made[key] for key in ("units", "notes")
    }
    assert saved(page)["plan"] == {"a": made["plan"]["a"]}
    assert "backup" not in saved(page)["details"]


# Restore


def test_what_a_file_would_change_is_shown_first_and_newer_work_stays(visit: Visit) -> None:
    here = record(
        units={"spokes": {"done": AT}, "pads": {"removed": True, "at": AT}},
        answers={"first-step": {"chosen": ["look"], "correct": True, "tries": 2, "at": AT}},
        notes={
            "last-flat": note("Mine, newer"),
            "check-on-monday": note("Mine, older", EARLIER),
            "x": note("Same"),
        },
        confidence={"mend": {"before": {"value": 2, "at": AT}, "then": {"value": 1, "at": EARLIER}}},
        plan={
            "gone": {"removed": True, "at": AT},
            "both": {"what": "Here", "at": AT},
            "moved": {"what": "Ride", "order": 1, "at": EARLIER},
        },
    )
    theirs = backup(
        units={"spokes": {"done": LATER}, "pads": {"done": EARLIER}, "punctures": {"done": EARLIER}},
        answers={"first-step": {"chosen": ["run"], "correct": False, "tries": 9, "at": LATER}},
        notes={
            "last-flat": note("Theirs, older", EARLIER),
            "check-on-monday": note("Theirs,\nnewer <b>", LATER),
            "x": note("Same", LATER),
            "unknown": note("From a page that went"),
        },
        confidence={"mend": {"before": {"value": 5, "at": EARLIER}, "after": {"value": 4, "at": AT}}},
        plan={
            "gone": {"what": "Taken out here since", "at": EARLIER},
            "both": {"what": "At the same moment", "at": AT},
            "third": {"what": "Pump", "when": "2026-12-24", "order": 2, "at": AT},
            "moved": {"what": "Ride", "order": 3, "at": LATER},
        },
        details={"name": note("Samira"), "backup": note(AT), "cpd.x": note("ticked")},
        last={"unit": "spokes", "at": AT},
    )  # fmt: skip
    page = visit("keep.html", here)
    before = raw(page)
    give(page, theirs)
    expect(page.get_by_role("heading", name="What this file would change")).to_be_focused()
    expect(preview(page)).to_contain_text(
        "A backup from 23 November 2026. 2 entries are the same here and there."
    )
    assert entries(page) == [
        "Newer in the file: would replace what is here (3)",
        "On Monday I will check the pressure of both tyres. "
        "Here, 1 November 2026 Mine, older In the file, 1 December 2026 Theirs, newer <b>",
        "Your plan: Ride Here, 1 November 2026 What: Ride Its place in your plan: 1 "
        "In the file, 1 December 2026 What: Ride Its place in your plan: 3",
        "1 answer to a question or choice in a form.",
        "Not here yet: would be added (7)",
        "Unit: Punctures In the file, 1 November 2026 done",
        "A text that you wrote In the file, 23 November 2026 From a page that went",
        "How confident, after: Mend a puncture by the side of the road In the file, 23 November 2026 Very",
        "Your plan: Pump In the file, 23 November 2026 What: Pump By when: 2026-12-24 "
        "Its place in your plan: 2",
        "Your name In the file, 23 November 2026 Samira",
        "Where you left off: Spokes & rims In the file, 23 November 2026 visited",
        "1 answer to a question or choice in a form.",
        "Not newer in the file: what is here stays (5)",
        "Unit: Pads Here, 23 November 2026 not done In the file, 1 November 2026 done",
        "What did you do when you last had a flat tyre? "
        "Here, 23 November 2026 Mine, newer In the file, 1 November 2026 Theirs, older",
        "How confident, before: Mend a puncture by the side of the road "
        "Here, 23 November 2026 A little In the file, 1 November 2026 Completely",
        "Your plan: Taken out here since "
        "Here, 23 November 2026 taken away In the file, 1 November 2026 What: Taken out here since",
        "Your plan: At the same moment "
        "Here, 23 November 2026 What: Here In the file, 23 November 2026 What: At the same moment",
    ]
    press(page, "Leave everything as it is")
    expect(said(page)).to_have_text("Nothing was changed.")
    expect(said(page)).to_be_focused()
    assert raw(page) == before
    give(page, theirs)
    # Another tab goes on while the preview stands there: its work is the newest of all.
    expect(preview(page)).to_be_visible()
    page.evaluate("courseRecord.saveNote('unknown', 'Written just now')")
    press(page, "Bring these in")
    document = saved(page)
    assert document["units"] == {**here["units"], "punctures": {"done": EARLIER}}  # type: ignore[dict-item]
    assert document["answers"]["first-step"]["chosen"] == ["run"]
    assert {id: each["text"] for id, each in document["notes"].items()} == {
        "last-flat": "Mine, newer",
        "check-on-monday": "Theirs,\nnewer <b>",
        "x": "Same",
        "unknown": "Written just now",
    }
    values = {moment: each["value"] for moment, each in document["confidence"]["mend"].items()}
    assert values == {"before": 2, "then": 1, "after": 4}
    assert document["plan"]["gone"]["removed"]
    assert document["plan"]["both"]["what"] == "Here"
    assert [document["plan"][id]["order"] for id in ("third", "moved")] == [2, 3]
    assert document["details"].keys() == {"name", "cpd.x"}
    assert document["last"]["unit"] == "spokes"
    give(page, theirs)
    expect(preview(page)).to_contain_text("Nothing: all that the file holds is here already, or newer here.")
    expect(page.get_by_role("button", name="Bring these in")).to_be_hidden()


PROBLEMS: list[tuple[str, object, str]] = [
    ("nothing", "", "This file is empty."),
    ("blanks", " \r\n\ufeff", "This file is empty."),
    ("a letter", "Dear all, see { this }", "This is not a backup of this course."),
    ("other JSON", {"name": "package", "version": 1}, "This is not a backup of this course."),
    ("a list", [1], "This is not a backup of this course."),
    ("a stranger with tables", {"units": {}, "notes": {}}, "This is not a backup of this course."),
    ("a web page", '<!doctype html><p>{"format": 1}', "This is a web page, not a backup."),
    ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "This file is not a text"),
    ("a Word file", b"PK\x03\x04\x14\0\x06\0", "This file is not a text"),
    ("half a backup", json.dumps(backup(notes={"x": note("y")}), indent=1)[:-20], "a part of it is missing"),
    ("another course", {**backup(), "course": "sleep"}, "This is a backup of another course."),
    ("another course's copy", {**record(), "course": "sleep"}, "This is not a backup of this course."),
    ("a newer version", backup(schema=2), "made by a newer version of this course."),
    ("no version", backup(schema="x"), "has lost what says how to read it"),
    ("a plan", {"format": "course-plan", "course": "innovations"}, "This is an action plan, not a backup."),
    ("an evaluation", {"format": "course-evaluation"}, "This file holds results for an evaluation"),
    ("a well of brackets", "[" * 200_000, "This is not a backup of this course."),
]


def test_a_file_that_is_no_backup_is_told_and_changes_nothing(
    visit: Visit, subtests: pytest.Subtests
) -> None:
    page = visit("keep.html", record(notes={"last-flat": note("Mine")}))
    before = raw(page)
    for name, file, words in PROBLEMS:
        with subtests.test(name):
            give(page, file)
            expect(said(page)).to_contain_text(words)
            expect(said(page)).to_contain_text("Nothing was changed.")
            expect(preview(page)).to_be_hidden()
    page.evaluate(
        """() => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([new Uint8Array(50 * 1024 * 1024)], "backup.json"));
            document.querySelector("#keep-file").files = dataTransfer.files;
            document.querySelector("#keep-file").dispatchEvent(new Event("change", { bubbles: true }));
        }"""
    )
    expect(said(page)).to_contain_text("This file is larger than 10 MB")
    assert raw(page) == before


def test_a_file_that_suffered_on_its_way_is_understood(visit: Visit, subtests: pytest.Subtests) -> None:
    page = visit("keep.html")
    words = 'Zoë said "yes" and then she went on for longer than a line of mail\nand on a second line'
    whole = json.dumps(backup(notes={"last-flat": note(words)}), indent=2, ensure_ascii=False)
    broken = whole.replace(" and then", "\nand then").replace(" than a", "  \r\nthan a")
    for name, file in {
        "a mark of order": b"\xef\xbb\xbf" + whole.encode(),
        "UTF-16": b"\xff\xfe" + whole.encode("utf-16le"),
        "UTF-16, the other way": b"\xfe\xff" + whole.encode("utf-16be"),
        "UTF-16 without a mark": whole.encode("utf-16le"),
        "Windows": whole.replace("\n", "\r\n").encode("windows-1252"),
        "a mail": f"Hello,\nhere is my backup:\n\n{broken}\n\nBest wishes",
        "a quoted mail": "On Monday you wrote:\n" + "\n".join(f"> > {line}" for line in broken.splitlines()),
        "hard blanks": whole.replace("\n  ", "\n\u00a0\u00a0"),
        "a raw copy": json.dumps({**record(notes={"last-flat": note(words)})}),
    }.items():
        with subtests.test(name):
            reopen(page, None)
            give(page, file)
            expect(preview(page)).to_contain_text("Not here yet: would be added (1)")
            press(page, "Bring these in")
            assert saved(page)["notes"]["last-flat"]["text"] == words


def test_what_is_no_entry_is_left_out_and_counted(visit: Visit) -> None:
    page = visit("keep.html")
    evil = '{"text": "x", "done": "2026-01-01", "polluted": true, "at": "x"}'
    tables = {
        "units": {"a": {"done": "soon"}, "b": 7, "punctures": {"done": AT}},
        "answers": {"a": {"chosen": [1], "correct": True}, "b": {"chosen": [], "correct": "yes"}},
        "notes": {
            "a": note("x" * 300_000),
            "b" * 300: note("y"),
            "c": {"text": {}},
            "last-flat": note("z", "never"),
        },
        "confidence": {"a": {"before": {"value": "5"}}, "b": [], "mend": {"now": 3, "after": {"value": 2}}},
        "plan": {"a": [], "b": {"what": {"deep": 1}, "order": "1", "why": "w", "done": True, "at": 7}},
        "details": "Samira",
        "last": 7,
    }
    text = json.dumps(backup(**tables)).replace('"c": {"text"', f'"__proto__": {evil}, "c": {{"text"')
    give(page, text)
    expect(preview(page)).to_contain_text("entries in the file cannot be understood and would be left out.")
    press(page, "Bring these in")
    expect(said(page)).to_have_text("Done: it is in this browser now.")
    document = saved(page)
    assert document["units"] == {"punctures": {"done": AT}}
    assert document["notes"]["last-flat"] == note("z", "")
    assert document["confidence"] == {"mend": {"after": {"value": 2, "at": ""}}}
    assert document["plan"] == {"b": {"why": "w", "at": ""}}
    assert not document["answers"]
    assert page.evaluate("({}).polluted === undefined && courseRecord.note('c') === undefined")


def test_a_file_from_the_future_is_pointed_out(visit_anew: Visit) -> None:
    page = visit_anew("keep.html")
    page.clock.set_fixed_time("2027-01-01")
    reopen(page, record(notes={"last-flat": note("Mine")}))
    for at, is_told in (("2090-01-01T00:00:00Z", True), (LATER, False)):
        give(page, backup(notes={"last-flat": note(f"From {at}", at)}))
        expect(preview(page)).to_contain_text(f"From {at}")
        expect(preview(page).get_by_text("carries a date that has not been yet")).to_be_visible(
            visible=is_told
        )


def test_ten_thousand_entries_are_counted_and_not_all_shown(visit: Visit) -> None:
    page = visit("keep.html")
    give(page, backup(notes={f"n-{n}": note(f"Text {n}") for n in range(10_000)}))
    expect(preview(page)).to_contain_text("would be added (10,000)")
    expect(preview(page).locator("li")).to_have_count(50)
    expect(preview(page)).to_contain_text("And 9,950 more.")
    press(page, "Bring these in")
    assert len(saved(page)["notes"]) == 10_000


@pytest.mark.parametrize("script", [FILL, FORBID], ids=["full", "forbidden"])
def test_storage_that_refuses_takes_nothing_of_a_file(visit_anew: Visit, script: str) -> None:
    page = visit_anew("keep.html", script)
    give(page, backup(notes={"last-flat": note("Theirs")}, units={"punctures": {"done": AT}}))
    press(page, "Bring these in")
    expect(said(page)).to_have_text("This browser could not save it. Nothing was changed.")
    assert page.evaluate("[courseRecord.note('last-flat'), courseRecord.unit('punctures')]") == [None, None]
    # What is on the page alone can still be taken away.
    page.evaluate("courseRecord.saveNote('last-flat', 'Only on this page')")
    with page.expect_download() as download:
        press(page, "Back up to a file")
    assert "Only on this page" in Path(download.value.path()).read_text("utf-8")


def test_a_file_can_be_dropped(visit: Visit) -> None:
    page = visit("keep.html")
    page.evaluate(
        """(text) => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(new File([text], "backup.json"));
            const zone = document.querySelector(".course-drop");
            for (const type of ["dragover", "drop"]) {
                const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
                zone.dispatchEvent(event);
                if (!event.defaultPrevented) throw new Error(type);
            }
        }""",
        json.dumps(backup(notes={"last-flat": note("Theirs")})),
    )
    expect(preview(page)).to_contain_text("would be added (1)")


# Keep and delete


def test_the_browser_is_asked_to_keep_it_and_says_what_it_does(visit_anew: Visit) -> None:
    page = visit_anew("keep.html", PERSIST % "false")
    expect(page.get_by_text("This browser may clear your work")).to_be_visible()
    press(page, "Ask this browser to keep it")
    expect(page.get_by_text("This browser does not promise it now.")).to_be_focused()
    willing = visit_anew("keep.html", PERSIST % "true")
    press(willing, "Ask this browser to keep it")
    expect(willing.get_by_text("This browser has agreed to keep your work")).to_be_focused()
    expect(willing.get_by_role("button", name="Ask this browser")).to_be_hidden()
    unable = visit_anew("keep.html", "Object.defineProperty(navigator, 'storage', { value: undefined });")
    expect(unable.get_by_text("makes no such promise here")).to_be_visible()
    expect(unable.get_by_role("button", name="Ask this browser")).to_be_hidden()


def test_everything_is_deleted_after_a_second_press_and_in_every_tab(visit: Visit) -> None:
    page = visit("keep.html", record(notes={"last-flat": note("Mine")}), rescued="x", palette="dark")
    page.evaluate("localStorage.setItem('course:another', 'stays')")
    other = other_tab(page, "offers.html")
    page.bring_to_front()
    delete = page.locator("[data-do=ask]")
    dialog = page.get_by_role("dialog", name="Delete everything?")
    for leave in (lambda: page.keyboard.press("Escape"), lambda: press(page, "Keep it")):
        delete.click()
        expect(dialog.get_by_role("button", name="Keep it")).to_be_focused()
        leave()
        expect(delete).to_be_focused()
    assert saved(page)["notes"]["last-flat"]["text"] == "Mine"
    delete.click()
    with page.expect_download():
        dialog.get_by_role("button", name="Back up first").click()
    expect(dialog.get_by_role("status")).to_contain_text("The file is with your downloads")
    dialog.get_by_role("button", name="Delete everything").click()
    expect(page.locator("[data-status=delete]")).to_have_text("Everything was deleted from this browser.")
    expect(page.locator("[data-fact=amount]")).to_have_text("Nothing yet")
    assert page.evaluate("Object.keys(localStorage)") == ["course:another"]
    expect(other.get_by_label("What did you do when")).to_have_value("")
    until(other, f"localStorage.getItem('{KEY}') === null")
