"""The action plan: written, ordered, checked, taken away in every form, and put together with others'."""

import json
import re
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from icalendar import Calendar
from playwright.sync_api import Locator, Page, expect

from tests.browser.site.conftest import Visit
from tests.browser.site.learner import DESKTOP, PHONE, axe
from tests.browser.stored import until

pytestmark = pytest.mark.browser

PLAN = "action-plan/index.html"
UNIT = "evidence/what-counts/index.html"
ACTION = "ask-two-questions"
FIELDS = ("what", "why", "first", "who", "when", "measure", "obstacle", "if", "then")
ODD = (
    "<w:p/> ]]> & \"x\" 'y' <script>alert(1)</script> =1+1\nسوموار کو (3 of 5) پوچھوں گی\tTab\n"
    "আমি সোমবারে বদলাব · 我会检查 · かな · 👩🏽‍⚕️ 🇧🇩 🎉\n  two  spaces "
)
SEED = """([items, details]) => {
    for (const [id, fields] of Object.entries(items)) courseRecord.savePlan(id, fields);
    for (const [id, words] of Object.entries(details)) courseRecord.saveDetail(id, words);
}"""
FILL = "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); } }"
STORED = "() => courseRecord.plan()"
AMINA = "\u2068امینہ\u2069"
"""A name that runs from the right, in a line that runs from the left: the signs keep both as they are."""
A_FINDING = re.compile(r"\.\./briefings/.+#finding-.+")


def actions(page: Page) -> Locator:
    return page.locator("course-plan li[data-id]")


def titles(page: Page) -> list[str]:
    return actions(page).locator("h3").all_text_contents()


def field(action: Locator, name: str) -> Locator:
    return action.locator(f"[data-field={name}]")


def press(place: Page | Locator, name: str) -> None:
    place.get_by_role("button", name=name, exact=True).click()


def seed(page: Page, count: int = 3, details: dict[str, str] | None = None, **fields: str) -> None:
    """Put some actions into the plan as if they had been written before."""
    items = {
        f"own-{n}": {"what": f"Do thing {n} with 10 people", "order": n} | fields for n in range(1, count + 1)
    }
    page.evaluate(SEED, [items, details or {}])


def saved(page: Page, button: Locator) -> bytes:
    """The file that a button hands over."""
    with page.expect_download() as download:
        button.click()
    return Path(download.value.path()).read_bytes()


def take(page: Page, name: str) -> bytes:
    return saved(page, page.locator("course-handover").get_by_role("button", name=name, exact=True))


def test_an_action_comes_from_a_unit_a_suggestion_or_oneself(visit: Visit, address: str) -> None:
    page = visit(UNIT)
    page.locator(f"course-reflection[data-note={ACTION}] button").click()
    page.goto(f"{address}/{PLAN}")
    expect(actions(page)).to_have_count(1)
    expect(actions(page)).to_have_attribute("id", f"plan-{ACTION}")
    expect(actions(page).get_by_role("link", name="What counts as evidence?")).to_be_visible()
    # The suggestion knows that it is there already, whichever button put it there.
    page.locator(".course-suggestions summary").first.click()
    expect(page.locator(f"course-suggestion[data-id={ACTION}] a")).to_have_text("In your plan")
    page.locator("course-suggestion button:visible").first.click()
    expect(actions(page)).to_have_count(2)
    expect(page.locator("course-suggestion a:focus")).to_have_text("In your plan")
    press(page, "Write an action of my own")
    expect(field(actions(page).last, "what")).to_be_focused()
    page.keyboard.type("Ring the interpreter before nine")
    page.keyboard.press("Tab")
    assert [item["what"][:5] for item in page.evaluate(STORED)][-1] == "Ring "
    ids = [item["id"] for item in page.evaluate(STORED)]
    assert ids[0] == ACTION and ids[2].startswith("own-")
    page.goto(f"{address}/{PLAN}#plan-{ids[2]}")
    expect(actions(page).last.locator("details")).to_have_attribute("open", "")


def test_everything_typed_is_there_after_a_reload(visit: Visit) -> None:
    page = visit(PLAN)
    press(page, "Write an action of my own")
    action = actions(page).first
    words = {name: f"Words for {name} <b>&</b>" for name in FIELDS} | {"what": ODD, "when": "2030-01-31"}
    for name, text in words.items():
        field(action, name).fill(text)
    field(action, "finding").select_option(index=2)
    expect(action.locator("[data-evidence] a")).to_have_attribute("href", A_FINDING)
    statement = action.locator("[data-evidence] span").text_content()
    page.get_by_label("My name").fill("Amina Khan")
    page.get_by_label("Date of this plan").fill("2027-01-31")
    page.locator("summary", has_text="After 2 weeks").click()
    page.get_by_label("What happened, and what I saw").first.fill("Two of five")
    # Gone before the pause is over: the last words are saved all the same.
    page.reload()
    for name, text in words.items():
        expect(field(actions(page).first, name)).to_have_value(text)
    expect(actions(page).first.locator("[data-evidence] span")).to_have_text(statement or "-")
    expect(field(actions(page).first, "finding")).not_to_have_value("")
    expect(page.get_by_label("My name")).to_have_value("Amina Khan")
    expect(page.locator("[data-review='2'] summary")).to_have_text("After 2 weeks: 14 February 2027")
    expect(page.locator("#detail-review-2-happened")).to_have_value("Two of five")


def test_the_order_changes_by_keyboard_and_by_dragging(visit: Visit) -> None:
    page = visit(PLAN)
    seed(page)
    down = page.locator("#plan-own-1 [data-do=down]")
    down.focus()
    page.keyboard.press("Enter")
    status = page.locator("course-plan > .course-plan-status")
    expect(status).to_have_text("Now: number 2 of 3.")
    expect(down).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(status).to_have_text("Already the last: number 3 of 3.")
    expect(down).to_be_focused()
    assert [title[9] for title in titles(page)] == ["2", "3", "1"]
    handle = actions(page).nth(2).locator("[data-handle]")
    handle.scroll_into_view_if_needed()
    start, end = handle.bounding_box(), actions(page).nth(0).bounding_box()
    assert start and end
    page.mouse.move(start["x"] + 20, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(end["x"] + 20, end["y"] + 5, steps=4)
    expect(actions(page).nth(0)).to_have_attribute("data-drop", "")
    page.keyboard.press("Escape")
    expect(status).to_have_text("Left where it was.")
    page.mouse.up()
    assert [title[9] for title in titles(page)] == ["2", "3", "1"]
    page.mouse.move(start["x"] + 20, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(end["x"] + 20, end["y"] + 5, steps=4)
    page.mouse.up()
    expect(status).to_have_text("Now: number 1 of 3.")
    page.reload()
    assert [title[9] for title in titles(page)] == ["1", "2", "3"]


def test_what_is_removed_can_come_back(visit: Visit) -> None:
    page = visit(PLAN)
    seed(page, first="Ring Jo")
    press(actions(page).nth(1), "Remove Do thing 2 with 10 people")
    expect(actions(page)).to_have_count(2)
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    page.keyboard.press("Enter")
    assert [title[9] for title in titles(page)] == ["1", "2", "3"]
    expect(actions(page).nth(1).locator("summary")).to_be_focused()
    expect(field(actions(page).nth(1), "first")).to_have_value("Ring Jo")
    expect(undo).to_have_count(0)


def test_two_tabs_never_undo_each_other(visit: Visit) -> None:
    page = visit(PLAN, anew=True)
    page.clock.install(time="2026-11-23")
    seed(page, 2)
    other = page.context.new_page()
    other.goto(page.url)
    for tab in (page, other):
        tab.evaluate(
            "document.querySelectorAll('course-plan details').forEach((each) => { each.open = true; })"
        )
    # Nothing is saved by itself now, so that the one tab's news finds words half typed in the other.
    page.clock.pause_at("2026-11-24")
    field(actions(page).nth(0), "who").fill("Jo")
    field(actions(other).nth(0), "measure").fill("8 of 10")
    field(actions(other).nth(0), "measure").blur()
    expect(field(actions(page).nth(0), "measure")).to_have_value("8 of 10")
    page.clock.resume()
    expect(field(actions(other).nth(0), "who")).to_have_value("Jo")
    # Removed there while somebody writes here: what stands here is wanted, all of it.
    field(actions(page).nth(0), "first").focus()
    actions(other).nth(0).locator("[data-do=remove]").click()
    until(page, "courseRecord.plan().length === 1")
    page.keyboard.type("Ring")
    page.keyboard.press("Tab")
    expect(field(actions(other).nth(0), "first")).to_have_value("Ring")
    assert page.evaluate(STORED)[0] | {"who": "Jo", "measure": "8 of 10"} == page.evaluate(STORED)[0]
    # Removed there when nobody writes here any more: it stays removed, and leaves with the focus.
    field(actions(page).nth(0), "first").focus()
    actions(other).nth(0).locator("[data-do=remove]").click()
    expect(page.locator("course-plan:not([data-long])")).to_be_visible()
    page.locator("h1").click()
    expect(actions(page)).to_have_count(1)
    assert len(page.evaluate(STORED)) == 1


def test_the_check_is_gentle_and_beside_the_field(visit: Visit) -> None:
    page = visit(PLAN)
    press(page, "Write an action of my own")
    action, hints = actions(page).first, page.locator("[data-hint]:visible")
    expect(hints).to_have_count(0)  # only just begun
    cases = [
        ({"what": "Calls"}, {"short", "no-first", "no-day", "no-measure"}),
        ({"what": "Raise awareness in the team", "first": "x", "measure": "y"}, {"vague", "no-day"}),
        ({"what": "Raise awareness to 8 of 10", "when": "2020-01-01"}, {"past"}),
        ({"when": str(date.today() + timedelta(days=300))}, {"far"}),
        ({"when": str(date.today() + timedelta(days=9))}, set()),
    ]
    for fields, wanted in cases:
        for name, words in fields.items():
            field(action, name).fill(words)
            field(action, name).blur()
        assert {hint.get_attribute("data-hint") for hint in hints.all()} == wanted
    field(action, "when").fill("")
    field(action, "when").blur()
    expect(field(action, "when")).to_have_accessible_description("This could start sooner if it named a day.")


def test_the_courses_own_suggestions_pass_the_check(visit: Visit) -> None:
    page = visit(PLAN)
    for button in page.locator("course-suggestion button").all():
        button.evaluate("button => button.click()")
    assert actions(page).count() == page.locator("course-suggestion").count() > 10
    assert page.locator("[data-hint=vague]:not([hidden]), [data-hint=short]:not([hidden])").count() == 0
    # So many stay calm: every one is closed.
    expect(page.locator("course-plan li details[open]")).to_have_count(0)


def test_the_word_file_holds_every_word_as_typed(
    visit: Visit, new_page: Callable[..., Page], folder: Path
) -> None:
    details = {
        "name": ODD,
        "role": "Nurse",
        "team": "Riverside",
        "plan-date": "2027-01-31",
        "review-6-next": ODD,
    }
    page = visit(PLAN)
    stick = new_page()
    stick.goto((folder / PLAN).as_uri())
    for where in (page, stick):
        seed(
            where,
            6,
            details,
            **{name: ODD for name in FIELDS if name != "when"},
            when="2030-12-24",
            finding="x",
        )
        raw = take(where, "Word file")
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            assert archive.testzip() is None
            assert archive.namelist()[0] == "[Content_Types].xml"
        doc = Document(BytesIO(raw))
        about, mine, ifs, back, agreed = [
            [[cell.text for cell in row.cells] for row in table.rows[1:]] for table in doc.tables
        ]
        assert about[0][1] == f"{ODD}, Nurse" and about[2][1] == "31 January 2027"
        assert len(mine) == len(ifs) == 6
        assert mine[5] == [ODD, ODD, ODD, ODD, "24 December 2030", ODD, ODD]
        assert ifs[5] == [ODD, ODD, ODD], "which action, if and then"
        assert back[0][0] == "After 2 weeks\n14 February 2027" and back[1][2] == ODD
        assert agreed[0][:2] == ["I", ODD] and agreed[1] == ["My manager", "", "", ""]
        assert [p.text for p in doc.paragraphs if p.style.name == "Heading 1"][-1] == "Agreed"
        urdu = next(p for p in doc.tables[1].rows[1].cells[0].paragraphs if "سوموار" in p.text)
        assert urdu._p.pPr.find(qn("w:bidi")) is not None
        assert "".join(r.text for r in urdu.runs if r._r.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None)


def test_a_word_file_without_a_network_says_so_and_the_next_try_works(visit: Visit) -> None:
    page = visit(PLAN)
    press(page.locator("course-handover"), "Word file")
    status = page.locator("course-handover > .course-plan-status")
    expect(status).to_have_text("Put an action into your plan first.")
    seed(page, 1)
    page.route("**/word-templates.js", lambda route: route.fulfill(status=200, body=""))
    press(page.locator("course-handover"), "Word file")
    expect(status).to_have_text("The template could not be fetched. Try again when you are connected.")
    page.unroute("**/word-templates.js")
    page.reload()
    page.evaluate("delete globalThis.CompressionStream")  # an older browser stores what it cannot pack
    assert (
        Document(BytesIO(take(page, "Word file"))).tables[1].rows[1].cells[0].text
        == "Do thing 1 with 10 people"
    )


def events(raw: bytes) -> dict[str, Any]:
    calendar = Calendar.from_ical(raw)
    assert not calendar.errors
    return {str(event["UID"]).split("-", 3)[3].split("@")[0]: event for event in calendar.events}


def test_the_calendar_file_reminds_on_the_right_days(visit: Visit) -> None:
    page = visit(PLAN, timezone_id="Europe/London")
    seed(page, 1, when="2030-03-31", what=ODD)
    uids = set()
    for start in ("2027-01-31", "2026-10-20"):  # the end of a month; the clocks change in between
        page.evaluate(SEED, [{}, {"plan-date": start}])
        raw = take(page, "Calendar file")
        assert b"\n" not in raw.replace(b"\r\n", b"")
        for line in raw.split(b"\r\n"):
            assert len(line) <= 75 and line.decode("utf-8") is not None  # no character is cut
        found = events(raw)
        for weeks in (2, 6, 12):
            event = found[f"review-{weeks}"]
            assert event.start == date.fromisoformat(start) + timedelta(weeks=weeks)
            assert event.end - event.start == timedelta(days=1)
            assert [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")] == [timedelta(hours=-15)]
            assert ODD.replace("\t", " ") in event["DESCRIPTION"]
        assert found["own-1"].start == date(2030, 3, 31)
        uids.add(tuple(event["UID"] for event in found.values()))
    assert len(uids) == 1, "a second import changes what the first put there"
    # Half a character is no text, and these are no days: no calendar would take them.
    odd = {"what": "🎉" * 300, "order": 2}
    days = ("2026-02-31", "0000-01-01", "9999-12-31", "20266-12-24")
    page.evaluate(SEED, [{f"own-{day}": {**odd, "when": day} for day in days}, {"plan-date": days[3]}])
    page.evaluate("courseRecord.savePlan('own-leap', { what: '🎉'.repeat(300), when: '2028-02-29' })")
    raw = take(page, "Calendar file")
    assert {"own-1", "own-leap"} < set(events(raw)) and not {f"own-{day}" for day in days} & set(events(raw))
    assert "\ufffd" not in raw.decode("utf-8")
    assert take(page, "Word file")


def test_the_text_is_copied_or_marked_for_copying(visit: Visit) -> None:
    page = visit(PLAN, permissions=["clipboard-read", "clipboard-write"])
    seed(page, 2, {"name": "Amina", "plan-date": "2027-01-31"}, when="2030-12-24", who="Jo")
    page.get_by_role("button", name="Text for an email").first.click()
    area = page.get_by_label("Your plan as text")
    text = area.input_value()
    for words in (
        "My name: Amina",
        "1. Do thing 1 with 10 people\n   With whom: Jo\n   By when: 24 December 2030",
    ):
        assert words in text
    press(page.locator("course-handover"), "Copy the text")
    status = page.locator("course-handover > .course-plan-status")
    expect(status).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == text
    page.evaluate("""() => {
        navigator.clipboard.writeText = () => Promise.reject(new Error("no"));
        document.execCommand = () => false;
    }""")
    press(page.locator("course-handover"), "Copy the text")
    expect(status).to_contain_text("The text is marked")
    assert area.evaluate("area => [area.selectionStart, area.selectionEnd]") == [0, len(text)]


def test_a_plan_file_goes_out_and_comes_in_without_overwriting(visit: Visit, tmp_path: Path) -> None:
    first = visit(PLAN)
    seed(first, 3, {"name": "Amina", "review-2-happened": "Well"}, who="Jo")
    file = tmp_path / "plan.json"
    file.write_bytes(take(first, "Plan file"))
    plan = json.loads(file.read_text("utf-8"))
    assert plan["format"] == "course-plan" and plan["version"] == 1 and len(plan["items"]) == 3
    page = visit(PLAN)
    page.evaluate(SEED, [{"own-1": {"what": "Mine is newer", "order": 1}}, {"review-2-happened": "Mine"}])
    page.locator("summary", has_text="Take in a plan file").click()
    intake = page.get_by_label("Plan file (ends in .json)")
    intake.set_input_files(file)
    choices = page.locator("[data-intake] li")
    expect(choices).to_have_text(
        ["In place of mine, which is newer: Do thing 1 with 10 people", "New: Do thing 2 with 10 people",
         "New: Do thing 3 with 10 people"]
    )  # fmt: skip
    assert [box.is_checked() for box in choices.locator("input").all()] == [False, True, True]
    assert len(page.evaluate(STORED)) == 1  # shown before it is done
    press(page, "Take these in")
    assert [item["what"] for item in page.evaluate(STORED)] == [
        "Mine is newer", "Do thing 2 with 10 people", "Do thing 3 with 10 people",
    ]  # fmt: skip
    assert page.evaluate("['name', 'review-2-happened'].map(courseRecord.detail)") == ["Amina", "Mine"]
    intake.set_input_files(file)
    choices.locator("input").check()
    press(page, "Take these in")
    assert page.evaluate(STORED)[0]["what"] == "Do thing 1 with 10 people"
    intake.set_input_files(file)
    expect(page.locator("course-handover > .course-plan-status")).to_contain_text("in your plan already")


def person(name: str, *items: dict[str, str], **more: Any) -> dict[str, Any]:
    plan = {
        "format": "course-plan",
        "version": 1,
        "course": "innovations",
        "plan": f"plan-{name}",
        "name": name,
    }
    return plan | {"made": "2027-01-01", "items": list(items)} | more


def files(folder: Path, *contents: object) -> list[Path]:
    made = []
    for number, content in enumerate(contents):
        made.append(folder / f"file-{number}.json")
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        made[-1].write_text(text, "utf-16" if number == 0 else "utf-8")  # as Notepad saves its "Unicode"
    return made


def test_three_plans_become_one_and_foreign_files_change_nothing(visit: Visit, tmp_path: Path) -> None:
    page = visit(PLAN, viewport=PHONE)
    same = {"id": "ask", "what": "Ask everyone", "who": "Jo"}
    bo = person("Bo", {"id": "b", "what": "Ring the café"}, same | {"when": "2030-01-02"})
    joint = page.locator("course-joint")
    joint.locator("input[type=file]").set_input_files(
        files(
            tmp_path,
            person(
                "امینہ",
                same | {"when": "2030-01-02"},
                {"id": "a", "what": "Ask each new caller for a number"},
                {"id": "own-1", "what": ODD},
            ),
            bo,
            person(
                "",
                same | {"when": "2030-02-03", "why": 3},
                {"id": "c", "what": "  RING the café! "},
                {"id": "d", "what": "Ask every new caller for a number"},
            ),
            bo | {"made": "2026-01-01"},
            "{", "[]", person("X", course="bicycles"), person("Y", version=2), person("Z", items="none"),
            " " * (5 * 1024 * 1024 + 1),
        )
    )  # fmt: skip
    lines = joint.locator("[data-files] li > span")
    expect(lines).to_have_count(10)
    wanted = (
        f"{AMINA}, 3 actions", "Bo, 2", "no name in it", "is the same plan as file-1.json",
        "could not be read", "is not a plan file", "another course", "newer version",
        "could not be read", "5 MB",
    )  # fmt: skip
    for line, words in zip(lines.all_text_contents(), wanted, strict=True):
        assert words in line
    expect(joint.locator("[data-sum]")).to_have_text(
        f"5 actions from 3 plans: {AMINA}, Bo, Person 3. 2 are in more than one plan; "
        "people say different things about 1."
    )
    rows = joint.locator("tbody tr:has([data-people])")
    assert (
        rows.nth(0).locator("[data-field=when]").text_content()
        == f"2 January 2030 {AMINA}, Bo3 February 2030 Person 3"
    )
    expect(rows.nth(0).locator("[data-field=who]")).to_have_text("Jo")
    expect(rows.nth(1).locator("[data-people]")).to_have_text("2 people: Bo, Person 3")
    # In nearly the same words: side by side, and for people to say whether it is the same.
    like = joint.locator("[data-like]").filter(visible=True)
    expect(like).to_have_text(["Much like number 4.", "Much like number 3."])
    assert page.evaluate(STORED) == [], "nothing is stored unless the learner says so"
    assert not axe(page)
    rows.nth(0).get_by_role("button", name="Add to my plan").click()
    assert [item["id"] for item in page.evaluate(STORED)] == ["ask"]
    doc = Document(BytesIO(saved(page, joint.get_by_role("button", name="Word file"))))
    cells = [[cell.text for cell in row.cells] for row in doc.tables[1].rows[1:]]
    assert cells[0][1].startswith("Me, امینہ, Bo") and cells[2][1] == "امینہ"
    assert cells[3][0] == "4. Ask every new caller for a number\nMuch like number 3."
    assert cells[4][0] == f"5. {ODD.strip()}"
    joint.get_by_role("button", name="Text for an email").click()
    assert "In the plans of" in joint.get_by_label("The joint plan as text").input_value()
    press(joint, "Start again")
    expect(joint.locator("[data-sheet]")).to_be_hidden()


def test_thirty_plans_dropped_on_the_page(visit: Visit) -> None:
    page = visit(PLAN)
    plans = [
        person(f"P{n}", *[{"id": f"a{k}", "what": f"Action {k}"} for k in range(n % 7 + 1)])
        for n in range(30)
    ]
    page.evaluate(
        """plans => {
            const dataTransfer = new DataTransfer();
            plans.forEach((plan, n) => dataTransfer.items.add(new File([JSON.stringify(plan)], `${n}.json`)));
            const drop = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
            document.body.dispatchEvent(drop);
        }""",
        plans,
    )
    expect(page.locator("course-joint .course-plan-status")).to_have_text("30 plans taken in.")
    expect(page.locator("course-joint tbody [data-people]").first).to_contain_text("30 people: P0, P1")
    expect(page.locator("course-joint tbody tr:has([data-people])")).to_have_count(7)


def test_the_printed_plan_is_the_plan_and_nothing_else(visit: Visit) -> None:
    page = visit(PLAN)
    page.emulate_media(media="print")
    paper = page.locator("course-paper")
    expect(paper).to_be_visible()  # blank: a form
    expect(paper.locator(".course-paper-action")).to_have_count(2)
    seed(page, 3, {"name": "Amina"}, who="Jo")
    expect(paper.locator(".course-paper-action h3")).to_have_text(
        [f"{n}. Do thing {n} with 10 people" for n in (1, 2, 3)]
    )
    expect(paper.get_by_text("My manager")).to_be_visible()
    shown = page.locator("article > *").filter(visible=True)
    expect(shown).to_have_count(1)
    expect(page.locator(".md-header, .md-sidebar, button, textarea").filter(visible=True)).to_have_count(0)


def test_without_javascript_there_is_a_form_for_paper(visit: Visit) -> None:
    page = visit(PLAN, java_script_enabled=False)
    expect(page.get_by_text("My action plan", exact=True)).to_be_visible()
    expect(
        page.locator("course-plan, course-handover, course-joint [data-tool]").filter(visible=True)
    ).to_have_count(0)
    page.locator(".course-suggestions summary").first.click()
    expect(page.locator(".course-suggestions li").first).to_be_visible()
    assert page.get_by_role("link", name="Action plan for").count() >= 4


def test_axe_finds_nothing_in_a_full_plan(visit: Visit) -> None:
    page = visit(PLAN, viewport=PHONE)
    seed(page, 12, who="Jo")
    press(page, "Write an action of my own")
    page.keyboard.type("Call")
    page.keyboard.press("Tab")
    actions(page).nth(3).locator("[data-do=remove]").click()
    page.locator("summary", has_text="Take in a plan file").click()
    page.get_by_role("button", name="Text for an email").first.click()
    for viewport in (PHONE, DESKTOP):
        page.set_viewport_size(viewport)
        assert not axe(page)
        assert not page.evaluate("document.scrollingElement.scrollWidth > innerWidth")


def test_storage_that_is_full_or_forbidden_never_loses_words(visit: Visit) -> None:
    page = visit(PLAN)
    page.evaluate(FILL)
    press(page, "Write an action of my own")
    page.keyboard.type("Kept on this page for now")
    page.keyboard.press("Tab")
    saved_line = actions(page).first.locator(".course-saved")
    expect(saved_line).to_have_text("Kept until you close this page: copy it somewhere safe.")
    assert json.loads(take(page, "Plan file"))["items"][0]["what"] == "Kept on this page for now"
