"""The record and the components, as a learner meets them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.stored import (
    AT,
    FILL,
    FORBID,
    KEY,
    Visit,
    notice,
    other_tab,
    raw,
    record,
    reopen,
    saved,
    until,
)

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"

FORBIDDEN = "This browser does not let the course save your work. You can still study and print."
FULL = "This device has no room left to save your work. It stays on this page until you close it."
NEWER = (
    "Your saved work was made by a newer version of this course. "
    "It is safe, and nothing you do here changes it."
)
BROKEN = "Your saved work could not be read. A copy was kept, and a new record was started."
FOREIGN = (
    "The saved work found here belongs to another course. A copy was kept, and a new record was started."
)

UNREADABLE = ["not JSON", "", "[]", "null", "3", '"a"', '{"schema":"x"}', '{"schema":-1}', '{"schema":1.5}']


def question(page: Page, id: str = "one") -> Locator:
    """One question of the page."""
    return page.locator(f"course-question[data-question={id}]")


def answer(page: Page, *options: str, id: str = "one") -> Locator:
    """Choose these options and check them."""
    for option in options:
        question(page, id).get_by_label(f"Option {option}", exact=True).check()
    question(page, id).get_by_role("button", name="Check my answer").click()
    return question(page, id)


def removed(entry: dict[str, object]) -> bool:
    """Whether only the time is left of an entry: an older backup must not bring it back."""
    return entry.keys() == {"removed", "at"} and entry["removed"] is True and bool(entry["at"])


# The record


def test_two_tabs_keep_each_others_work(visit: Visit) -> None:
    first = visit("unit.html")
    second = other_tab(first)
    answer(first, "aa")
    # A browser tells one tab of another's writing a little later; two acts within that moment can cross.
    until(second, "courseRecord.answer('one')")
    second.get_by_label("What will you do?").fill("Ask.")
    second.keyboard.press(
        "Tab"
    )  # the words are saved and said to be, which moves what is below on this bare page
    second.get_by_role("button", name="Mark as done").click()
    until(first, "courseRecord.note('constructor') && courseRecord.unit('what-counts')")
    answer(first, "dd", id="some")
    expect(second.get_by_text("Saved on this device.").first).to_be_visible()
    document = saved(first)
    assert set(document["answers"]) == {"one", "some"}
    assert document["units"]["what-counts"]["done"]
    assert document["notes"]["constructor"]["text"] == "Ask."
    # What one tab takes back, the other does not bring back.
    second.evaluate("courseRecord.markUnit('what-counts', false)")
    second.evaluate("courseRecord.saveNote('constructor', '')")
    until(first, "!courseRecord.note('constructor') && !courseRecord.unit('what-counts')")
    first.evaluate("courseRecord.visit('what-counts')")
    assert removed(saved(first)["units"]["what-counts"])
    assert removed(saved(first)["notes"]["constructor"])


def test_each_answer_counts_as_one_try_even_from_two_tabs(visit: Visit) -> None:
    first = visit("unit.html")
    second = other_tab(first)
    answer(first, "bb")
    until(second, "courseRecord.answer('one')")
    answer(second, "aa")
    until(first, "courseRecord.answer('one').tries === 2")
    entry = saved(first)["answers"]["one"]
    assert (entry["tries"], entry["chosen"], entry["correct"]) == (2, ["aa"], True)


def test_storage_forbidden(visit_anew: Visit) -> None:
    page = visit_anew("unit.html", script=FORBID)
    expect(notice(page)).to_have_text(FORBIDDEN)
    answer(page, "aa")
    expect(question(page)).to_have_attribute("data-state", "right")
    page.get_by_role("button", name="Mark as done").click()
    expect(page.get_by_text("Kept until you close this page.", exact=True)).to_be_visible()
    page.get_by_label("What will you do?").fill("Ask.")
    expect(page.get_by_text("copy it somewhere safe")).to_be_visible()
    assert page.evaluate("courseRecord.note('constructor').text") == "Ask."


def test_a_page_without_the_courses_id_saves_nothing(visit: Visit) -> None:
    page = visit("nameless.html")
    expect(notice(page)).to_have_text(FORBIDDEN)
    page.get_by_role("button", name="Mark as done").click()
    expect(page.get_by_role("button", name="Done")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("localStorage.length") == 0


def test_storage_full_keeps_the_work_until_there_is_room(visit_anew: Visit) -> None:
    page = visit_anew(
        "unit.html",
        script="""const { setItem } = Storage.prototype;
        Storage.prototype.setItem = function (...pair) {
            if (!window.room) throw new DOMException("full", "QuotaExceededError");
            setItem.apply(this, pair);
        };""",
    )
    expect(notice(page)).to_have_text(FULL)
    answer(page, "bb")
    page.get_by_role("button", name="Mark as done").click()
    expect(page.get_by_text("Kept until you close this page.", exact=True)).to_be_visible()
    assert raw(page) is None
    page.evaluate("window.room = true")
    page.get_by_label("What will you do?").fill("Ask.")
    expect(notice(page)).to_be_hidden()
    document = saved(page)
    assert document["answers"]["one"]["chosen"] == ["bb"]
    assert document["units"]["what-counts"]["done"]


def test_unreadable_text_is_kept_and_a_new_record_started(visit: Visit, subtests: pytest.Subtests) -> None:
    page = visit("unit.html")
    for text in UNREADABLE:
        with subtests.test(text):
            reopen(page, text)
            assert page.evaluate("courseRecord.problems.map(({ message }) => message)") == [BROKEN]
            assert raw(page, f"{KEY}:rescued") == text
            assert saved(page)["last"]["unit"] == "what-counts"
    expect(notice(page)).to_have_text(BROKEN)
    page.reload()
    expect(page.get_by_role("button", name="Mark as done")).to_be_visible()
    expect(notice(page)).to_be_hidden()


def test_an_earlier_copy_is_never_overwritten(visit: Visit) -> None:
    page = visit("unit.html", "second", rescued="first")
    assert (raw(page, f"{KEY}:rescued"), raw(page, f"{KEY}:rescued-2")) == ("first", "second")
    # The same text once more is no reason for a third copy.
    unit = page.url
    page.goto(unit.replace("unit.html", "blank.html"))
    page.evaluate("key => localStorage.setItem(key, 'first')", KEY)
    page.goto(unit)
    assert raw(page, f"{KEY}:rescued-3") is None
    assert saved(page)["schema"] == 1


def test_text_that_cannot_be_copied_stays_where_it_is(visit: Visit) -> None:
    copies = {f"rescued{slot}": slot for slot in ["", "-2", "-3", "-4", "-5"]}
    page = visit("unit.html", "sixth", **copies)
    expect(notice(page)).to_have_text(FULL)
    answer(page, "aa")
    assert raw(page) == "sixth"
    assert page.evaluate("courseRecord.answer('one').correct")


def test_unreadable_text_on_a_full_device_stays_where_it_is(visit_anew: Visit) -> None:
    page = visit_anew(
        "unit.html", f"""if (!localStorage.length) localStorage.setItem("{KEY}", "text");\n{FILL}"""
    )
    expect(notice(page)).to_have_text(FULL)
    assert raw(page) == "text"


def test_another_courses_record_is_kept(visit: Visit) -> None:
    other = {"schema": 7, "course": "sleep", "units": {"what-counts": {"done": AT}}}
    page = visit("unit.html", other)
    expect(notice(page)).to_have_text(FOREIGN)
    expect(page.get_by_role("button", name="Mark as done")).to_be_visible()
    assert saved(page, f"{KEY}:rescued") == other
    assert saved(page)["course"] == "innovations"


def test_a_newer_record_is_read_and_never_written(visit: Visit) -> None:
    newer = json.dumps(record(schema=2, units={"what-counts": {"done": AT}}, plans=[1]))
    page = visit("unit.html", newer)
    expect(notice(page)).to_have_text(NEWER)
    expect(page.get_by_role("button", name="Done")).to_have_attribute("aria-pressed", "true")
    answer(page, "aa")
    page.get_by_label("What will you do?").fill("Ask.")
    expect(page.get_by_text("copy it somewhere safe")).to_be_visible()
    assert raw(page) == newer
    assert page.evaluate("courseRecord.answer('one').correct")


def test_an_older_record_is_brought_up_to_date(visit: Visit, subtests: pytest.Subtests) -> None:
    page = visit("unit.html")
    older = {"units": {"reading-a-number": {"done": AT}}, "extra": [1]}
    for course in {}, {"course": "innovations"}:
        with subtests.test(**course):
            reopen(page, {**course, **older})
            last = saved(page)["last"]
            assert saved(page) == {"schema": 1, "course": "innovations", **older, "last": last}
            expect(notice(page)).to_be_hidden()


def test_entries_of_wrong_shape_are_ignored_and_kept(visit: Visit, subtests: pytest.Subtests) -> None:
    page = visit("unit.html")
    inside = {"done": 1, "chosen": {}, "text": []}
    wrongs: list[object] = [None, 7, "words", [], {}, True, inside, {"chosen": [1], "correct": True}]
    for wrong in wrongs:
        with subtests.test(wrong=wrong):
            entries = dict.fromkeys(["what-counts", "one", "constructor"], wrong)
            reopen(page, record(units=entries, answers=entries, notes=entries, last=wrong, later=wrong))
            expect(page.get_by_role("button", name="Mark as done")).to_be_visible()
            expect(page.get_by_label("What will you do?")).to_have_value("")
            expect(question(page)).not_to_have_attribute("data-state", "right")
            page.evaluate("courseRecord.saveAnswer('one', { chosen: ['aa'], correct: true })")
            document = saved(page)
            assert document["answers"]["one"]["tries"] == 1
            assert document["answers"]["constructor"] == document["later"] == wrong
            expect(notice(page)).to_be_hidden()


def test_a_visit_of_wrong_shape_is_ignored(visit: Visit, subtests: pytest.Subtests) -> None:
    page = visit("index.html")
    for last in [None, 7, "what-counts", ["what-counts"], {}, {"unit": None}]:
        with subtests.test(last=last):
            reopen(page, record(last=last))
            expect(page.get_by_text("3 units")).to_be_visible()
            expect(page.get_by_role("link", name="Start", exact=True)).to_have_attribute("href", "start.html")


def test_a_copy_is_kept_before_a_misshapen_table_is_mended(visit: Visit, subtests: pytest.Subtests) -> None:
    page = visit("unit.html")
    for wrong in [None, 7, ["what-counts"]]:
        with subtests.test(wrong=wrong):
            stored = record(units=wrong, notes={"constructor": {"text": "Ask.", "at": AT}})
            reopen(page, stored)
            expect(page.get_by_label("What will you do?")).to_have_value("Ask.")
            page.evaluate("courseRecord.markUnit('what-counts', true)")
            assert list(saved(page)["units"]) == ["what-counts"]
            assert saved(page, f"{KEY}:rescued") == stored


def test_an_id_may_be_a_word_of_javascript(visit: Visit) -> None:
    page = visit("names.html")
    expect(page.get_by_role("button", name="Mark as done")).to_have_attribute("aria-pressed", "false")
    page.get_by_role("button", name="Mark as done").click()
    page.reload()
    expect(page.get_by_role("button", name="Done")).to_have_attribute("aria-pressed", "true")


def test_a_stored_prototype_pollutes_nothing(visit: Visit) -> None:
    evil = '{"done":"x","text":"x","polluted":true}'
    tables = f'{{"__proto__":{evil}}}'
    page = visit(
        "unit.html",
        f'{{"schema":1,"__proto__":{evil},"units":{tables},"answers":{tables},"notes":{tables},"last":{tables}}}',
    )
    page.get_by_role("button", name="Mark as done").click()
    assert page.evaluate("({}).polluted === undefined && courseRecord.read().polluted === undefined")
    assert page.evaluate("courseRecord.note('constructor') === undefined")
    assert '"units":{"__proto__":{' in raw(page)


def test_readers_get_a_copy(visit_anew: Visit) -> None:
    page = visit_anew("unit.html", script=FILL)
    answer(page, "bb")
    page.evaluate("courseRecord.answer('one').chosen.push('aa')")
    assert page.evaluate("courseRecord.answer('one').chosen") == ["bb"]


def test_unknown_keys_survive_every_change(visit: Visit) -> None:
    unit = {"done": AT, "minutes": 4}
    page = visit("unit.html", record(units={"what-counts": unit}, plan={"a": 1}))
    page.get_by_role("button", name="Done").click()
    entry = saved(page)["units"]["what-counts"]
    assert entry.pop("minutes") == 4
    assert removed(entry)
    page.get_by_role("button", name="Mark as done").click()
    assert saved(page)["units"]["what-counts"]["minutes"] == 4
    assert saved(page)["plan"] == {"a": 1}


def test_a_memory_stick(new_page: Callable[..., Page], folder: Path) -> None:
    page = new_page()
    page.goto((folder / "unit.html").as_uri())
    answer(page, "aa")
    page.reload()
    expect(question(page).get_by_text("Right.", exact=True)).to_be_visible()
    page.goto((folder / "index.html").as_uri())
    expect(page.get_by_role("link", name="Continue where you left off")).to_be_visible()


def test_components_without_their_parts_stay_quiet(visit: Visit) -> None:
    page = visit("parts-missing.html")
    expect(page.get_by_text("Show the answers")).to_be_visible()
    expect(page.get_by_role("button", name="Search")).to_be_hidden()


# Questions


def test_answering_by_keyboard_alone(visit: Visit) -> None:
    page = visit("unit.html")
    one = question(page)
    expect(one.get_by_text("Show the answers")).to_be_hidden()
    page.keyboard.press("Tab")
    expect(one.get_by_label("Option aa")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(one.get_by_role("button", name="Check my answer")).to_be_focused()
    page.keyboard.press("Enter")
    expect(one.get_by_role("button", name="Try again")).to_be_focused()
    expect(one.get_by_role("status")).to_contain_text("Not yet: here is why.")
    expect(one.get_by_role("status")).to_contain_text("Why bb.")
    expect(one.get_by_role("status")).not_to_contain_text("aa")
    page.keyboard.press("Space")
    expect(one.get_by_label("Option aa")).to_be_focused()
    expect(one.get_by_role("status")).to_be_empty()
    expect(one.locator(":checked")).to_have_count(0)
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(one.get_by_role("button", name="Try again")).to_be_focused()
    expect(one.get_by_role("status")).to_contain_text("Right.")
    assert saved(page)["answers"]["one"]["tries"] == 2


def test_nothing_chosen(visit: Visit) -> None:
    page = visit("unit.html")
    one = answer(page)
    expect(one.get_by_role("status")).to_have_text("Choose an answer first.")
    expect(one.get_by_label("Option aa")).to_be_focused()
    assert "one" not in saved(page)["answers"]
    one.get_by_label("Option aa").check()
    expect(one.get_by_role("status")).to_be_empty()


def test_several_answers(visit: Visit, subtests: pytest.Subtests) -> None:
    page = visit("unit.html")
    partly, not_yet = "Partly right: here is why.", "Not yet: here is why."
    for options, state, verdict, told in [
        (["dd", "ee"], "right", "Right.", ["Right: dd", "Right: ee"]),
        (["dd"], "partly", partly, ["Right: dd", "You did not choose: ee"]),
        (["dd", "ee", "ff"], "partly", partly, ["Right: dd", "Right: ee", "Not this one: ff"]),
        (
            ["ff"],
            "not-yet",
            not_yet,
            ["You did not choose: dd", "You did not choose: ee", "Not this one: ff"],
        ),
    ]:
        with subtests.test(options=options):
            some = answer(page, *options, id="some")
            expect(some).to_have_attribute("data-state", state)
            result = some.get_by_role("status")
            expect(result.locator(".course-verdict")).to_have_text(verdict)
            expect(result.locator(".course-answer-option")).to_have_text(
                [line.replace(": ", ": Option ") for line in told]
            )
            expect(result.locator(".course-answer-feedback")).to_have_count(len(told))
            expect(result.get_by_role("link", name="Pulse oximetry")).to_be_visible()
            assert marks(some) == {each: "not-yet" if each == "ff" else "right" for each in options}
            some.get_by_role("button", name="Try again").click()
            assert marks(some) == {}


def marks(question: Locator) -> dict[str, str]:
    """The options that are marked, and how."""
    found: dict[str, str] = question.evaluate(
        """(question) => Object.fromEntries([...question.querySelectorAll(".course-option[data-state]")].map(
            (option) => [option.querySelector("input").value, option.dataset.state]))"""
    )
    return found


def test_copies_do_not_share_ids(visit: Visit) -> None:
    page = visit("unit.html")
    answer(page, "bb")
    answer(page, "dd", id="some")
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert len(ids) == len(set(ids))


def test_a_long_result_is_read_from_its_start(visit_anew: Visit) -> None:
    page = visit_anew("unit.html")
    page.set_viewport_size({"width": 320, "height": 160})
    some = answer(page, "dd", "ff", id="some")
    expect(some.get_by_role("button", name="Try again")).to_be_focused()
    expect(some.get_by_text("Partly right: here is why.")).to_be_in_viewport(ratio=1)


def test_another_choice_opens_the_question_again(visit: Visit) -> None:
    page = visit("unit.html")
    one = answer(page, "bb")
    one.get_by_label("Option aa").check()
    expect(one.get_by_role("status")).to_be_empty()
    expect(one.get_by_role("button", name="Try again")).to_be_hidden()
    expect(one.get_by_role("button", name="Check my answer")).to_be_visible()
    expect(one.get_by_label("Option aa")).to_be_checked()
    expect(one.locator("[data-state]")).to_have_count(0)
    assert one.get_attribute("data-state") is None


def test_enter_in_an_option_counts_once(visit: Visit) -> None:
    page = visit("unit.html")
    question(page).get_by_label("Option aa").check()
    page.keyboard.press("Enter")
    question(page).get_by_label("Option aa").focus()
    page.keyboard.press("Enter")
    assert saved(page)["answers"]["one"]["tries"] == 1


def test_a_double_click_does_not_try_again(visit: Visit) -> None:
    page = visit("unit.html")
    one = question(page)
    one.get_by_label("Option aa").check()
    one.get_by_role("button", name="Check my answer").dblclick()
    expect(one.get_by_role("button", name="Try again")).to_be_focused()
    one.get_by_role("button", name="Try again").click()
    one.get_by_label("Option aa").check()
    # The worst page: *Try again* comes up where *Check my answer* was.
    page.evaluate("document.querySelector('fieldset').after(document.querySelector('button[type=button]'))")
    one.get_by_role("button", name="Check my answer").dblclick()
    expect(one).to_have_attribute("data-state", "right")
    expect(one.get_by_role("button", name="Try again")).to_be_focused()
    # A press of its own counts, however soon and wherever it comes.
    one.get_by_role("button", name="Try again").click()
    expect(one.get_by_role("button", name="Check my answer")).to_be_visible()


def test_enter_held_too_long_does_not_try_again(visit: Visit) -> None:
    page = visit("unit.html")
    question(page).get_by_label("Option aa").check()
    question(page).get_by_role("button", name="Check my answer").focus()
    for _ in range(3):
        page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    expect(question(page)).to_have_attribute("data-state", "right")
    page.keyboard.press("Enter")
    expect(question(page).get_by_label("Option aa")).to_be_focused()


def test_an_answer_comes_back_without_taking_the_focus(visit: Visit) -> None:
    page = visit("unit.html")
    answer(page, "bb")
    page.reload()
    one = question(page)
    expect(one.get_by_role("status")).to_contain_text("Why bb.")
    expect(one.get_by_label("Option bb")).to_be_checked()
    expect(one.get_by_role("button", name="Try again")).to_be_visible()
    expect(page.locator("body")).to_be_focused()
    assert saved(page)["answers"]["one"]["tries"] == 1


def test_an_answer_whose_options_have_gone_leaves_the_question_open(
    visit: Visit, subtests: pytest.Subtests
) -> None:
    page = visit("changed.html")
    for chosen in [["bb"], ["aa", "bb"], ["aa", "zz"], []]:
        with subtests.test(chosen=chosen):
            reopen(page, record(answers={"one": {"chosen": chosen, "correct": True, "tries": 1, "at": AT}}))
            expect(question(page).get_by_role("button", name="Check my answer")).to_be_visible()
            expect(question(page).locator(":checked")).to_have_count(0)


def test_a_mended_key_judges_an_old_answer_anew(visit: Visit) -> None:
    stored = record(answers={"one": {"chosen": ["bb"], "correct": True, "tries": 1, "at": AT}})
    expect(question(visit("unit.html", stored))).to_have_attribute("data-state", "not-yet")


def test_an_answer_from_another_tab_shows_up(visit: Visit) -> None:
    first = visit("unit.html")
    second = other_tab(first)
    answer(second, "bb")
    expect(question(first).get_by_role("status")).to_contain_text("Why bb.")
    question(second).get_by_role("button", name="Try again").click()
    answer(second, "aa")
    expect(question(first).get_by_role("status")).to_contain_text("Why aa.")
    second.evaluate("localStorage.clear()")
    expect(question(first).get_by_role("button", name="Check my answer")).to_be_visible()


def test_another_tab_does_not_disturb_a_learner(visit: Visit) -> None:
    first = visit("unit.html")
    question(first).get_by_label("Option cc").check()
    question(first, "some").get_by_label("Option ff").check()
    second = other_tab(first)
    answer(second, "aa")
    answer(second, "dd", id="some")
    # The tick of the unit shows that the news has arrived.
    expect(first.get_by_role("button", name="Done")).to_have_attribute("aria-pressed", "true")
    expect(question(first).get_by_label("Option cc")).to_be_checked()
    expect(question(first, "some").get_by_label("Option ff")).to_be_checked()


def test_an_answer_is_announced(visit: Visit) -> None:
    page = visit("unit.html")
    page.evaluate("addEventListener('question-answered', (event) => { window.heard = event.detail; })")
    answer(page, "ee", "dd", id="some")
    assert page.evaluate("heard") == {"question": "some", "correct": True, "chosen": ["dd", "ee"]}


def test_elements_may_be_moved(visit: Visit) -> None:
    page = visit("unit.html")
    one = answer(page, "bb")
    page.evaluate("document.querySelectorAll('main > *').forEach((each) => each.parentNode.append(each))")
    expect(one.get_by_role("button", name="Try again")).to_be_visible()
    one.get_by_role("button", name="Try again").click()
    answer(page, "aa")
    assert saved(page)["answers"]["one"]["tries"] == 2
    page.get_by_role("button", name="Mark as done").click()
    expect(page.get_by_role("button", name="Done")).to_have_attribute("aria-pressed", "true")


# Units, progress and ways back


def test_a_unit_is_marked_and_unmarked(visit: Visit) -> None:
    page = visit("unit.html")
    page.evaluate("addEventListener('unit-completed', (event) => { window.heard = event.detail; })")
    foot = page.locator("course-unit")
    foot.get_by_role("button", name="Mark as done").click()
    expect(foot.get_by_role("button", name="Done")).to_be_focused()
    expect(foot.get_by_role("button", name="Done")).to_have_attribute("aria-pressed", "true")
    expect(foot.get_by_role("status")).to_have_text("Saved on this device.")
    assert page.evaluate("heard") == {"unit": "what-counts"}
    page.reload()
    expect(foot.get_by_role("status")).to_be_empty()
    foot.get_by_role("button", name="Done").click()
    expect(foot.get_by_role("button", name="Mark as done")).to_have_attribute("aria-pressed", "false")
    assert removed(saved(page)["units"]["what-counts"])


def test_answering_everything_marks_the_unit(visit: Visit) -> None:
    page = visit("unit.html")
    foot = page.locator("course-unit")
    answer(page, "bb")
    expect(foot.get_by_role("button", name="Mark as done")).to_be_visible()
    answer(page, "dd", id="some")
    expect(foot.get_by_role("status")).to_have_text("You answered everything here: marked as done.")
    first_time = saved(page)["units"]["what-counts"]
    question(page).get_by_role("button", name="Try again").click()
    answer(page, "cc")
    assert saved(page)["units"]["what-counts"] == first_time
    foot.get_by_role("button", name="Done").click()
    page.reload()
    expect(foot.get_by_role("button", name="Mark as done")).to_be_visible()
    question(page).get_by_role("button", name="Try again").click()
    answer(page, "aa")
    expect(foot.get_by_role("button", name="Done")).to_be_visible()


def test_progress_and_ticks_follow_another_tab(visit: Visit) -> None:
    home = visit("index.html")
    unit = other_tab(home, "unit.html")
    expect(home.get_by_text("Continue where you left off: What counts as evidence?")).to_be_visible()
    unit.get_by_role("button", name="Mark as done").click()
    expect(home.get_by_text("1 of 3 units done")).to_be_visible()
    expect(home.get_by_role("progressbar", name="Units done")).to_have_attribute("value", "1")
    expect(home.get_by_role("link", name="What counts as evidence? done")).to_have_attribute("data-done", "")
    unit.get_by_role("button", name="Done").click()
    expect(home.get_by_text("3 units")).to_be_visible()
    expect(home.get_by_role("progressbar")).to_have_count(0)
    expect(home.locator(".course-tick, [data-done]")).to_have_count(0)


def done(*units: str) -> dict[str, object]:
    """These units are done."""
    return {unit: {"done": AT} for unit in units}


def test_the_way_back(visit: Visit, subtests: pytest.Subtests) -> None:
    page = visit("index.html")
    link = page.locator("course-continue:not([data-units]) a")
    left_off = "Continue where you left off: Reading a number"
    first, second, third = "what-counts", "reading-a-number", "constructor"
    for last, units, words, target in [
        ("gone", [], "Start", "start"),
        (second, [], left_off, second),
        (first, [first], "Continue with: Reading a number", second),
        (first, [first, second], "Continue with: Why they happen", third),
        (third, [third], "Continue with: What counts as evidence?", first),
        (third, [first, second, third], "Start again", first),
    ]:
        with subtests.test(last=last, units=units):
            reopen(page, record(units=done(*units), last={"unit": last, "at": AT}))
            expect(link).to_have_text(words)
            expect(link).to_have_attribute("href", f"{target}.html")


def test_the_way_back_into_some_units(visit: Visit, subtests: pytest.Subtests) -> None:
    page = visit("index.html")
    link = page.locator("course-continue[data-units] a")
    for last, units, words in [
        ("what-counts", ["what-counts"], "Start these two"),
        ("reading-a-number", ["reading-a-number"], "Continue with: Why they happen"),
        ("reading-a-number", ["reading-a-number", "constructor"], "Start again"),
    ]:
        with subtests.test(last=last, units=units):
            reopen(page, record(units=done(*units), last={"unit": last, "at": AT}))
            expect(link).to_have_text(words)


# Reflections


def test_a_reflection_is_saved_as_it_is_typed(visit: Visit) -> None:
    page = visit("unit.html")
    words = "Ask Mrs Ahmed; " * 2000
    page.get_by_label("What will you do?").fill(words)
    expect(page.locator(".course-saved")).to_have_text("Saved on this device.")
    page.reload()
    expect(page.get_by_label("What will you do?")).to_have_value(words)
    expect(page.locator(".course-saved")).to_be_empty()


@pytest.mark.parametrize(
    "leave",
    [
        Page.reload,
        lambda page: page.evaluate("document.querySelector('course-reflection').remove()"),
        lambda page: page.evaluate(
            """Object.defineProperty(document, "visibilityState", { value: "hidden" });
            document.dispatchEvent(new Event("visibilitychange"));"""
        ),
    ],
    ids=["closing the page", "instant navigation", "putting the phone away"],
)
def test_leaving_saves_at_once(visit: Visit, leave: Callable[[Page], object]) -> None:
    page = visit("unit.html")
    page.get_by_label("What will you do?").press_sequentially("Ask.")
    leave(page)
    assert saved(page)["notes"]["constructor"]["text"] == "Ask."


def test_an_emptied_reflection_is_forgotten(visit: Visit) -> None:
    page = visit("unit.html", record(notes={"constructor": {"text": "Ask.", "at": AT}}))
    page.get_by_label("What will you do?").fill("")
    page.get_by_label("What will you do?").blur()
    assert removed(saved(page)["notes"]["constructor"])
    assert page.evaluate("courseRecord.note('constructor')") is None


def test_a_reflection_follows_another_tab_but_never_over_unsaved_words(visit: Visit) -> None:
    first = visit("unit.html")
    second = other_tab(first)
    second.get_by_label("What will you do?").fill("From the other tab")
    expect(first.get_by_label("What will you do?")).to_have_value("From the other tab")
    # Words half typed, at the moment when the other tab's news arrives.
    first.evaluate(
        """() => {
            const area = document.querySelector("textarea");
            area.value = "Half typed";
            area.dispatchEvent(new Event("input", { bubbles: true }));
            courseRecord.saveNote("constructor", "News");
        }"""
    )
    expect(first.get_by_label("What will you do?")).to_have_value("Half typed")
    expect(second.get_by_label("What will you do?")).to_have_value("Half typed")


# Confidence


def say(page: Page, moment: str, word: str, outcome: str = "judge") -> None:
    """Answer how confident, for one outcome and moment."""
    confidence(page, moment, outcome).get_by_label(word, exact=True).check()


def confidence(page: Page, moment: str, outcome: str = "judge") -> Locator:
    """The answers for one outcome and moment."""
    return page.locator(f"course-confidence[data-outcome={outcome}] fieldset[data-when={moment}]")


def change(page: Page, outcome: str = "judge") -> list[str]:
    """What the table says about one outcome: at the start, the start looking back, now."""
    return page.locator(f"tr[data-outcome={outcome}] td").all_text_contents()


def test_confidence_is_kept_and_shown_as_change(visit: Visit) -> None:
    page = visit("confidence.html")
    hint = page.get_by_text("Answer above, and your change stands here.")
    say(page, "before", "A little")
    status = page.locator("course-confidence[data-outcome=judge][data-moment=before] [role=status]")
    expect(status).to_have_text("Saved on this device.")
    # The start alone is no change.
    expect(hint).to_be_visible()
    expect(page.get_by_role("table")).to_be_hidden()
    say(page, "after", "Very")
    say(page, "then", "Not at all")
    say(page, "after", "Fairly", outcome="constructor")
    for _ in range(2):
        expect(hint).to_be_hidden()
        expect(page.get_by_role("table")).to_be_visible()
        assert change(page) == ["A little (2)", "Not at all (1)", "Very (4)"]
        assert change(page, "constructor") == ["not answered", "not answered", "Fairly (3)"]
        page.reload()
    expect(confidence(page, "before").get_by_label("A little")).to_be_checked()
    expect(confidence(page, "then").get_by_label("Not at all")).to_be_checked()
    expect(confidence(page, "after", "constructor").get_by_label("Fairly")).to_be_checked()
    expect(page.locator("input:checked")).to_have_count(4)
    expect(status).to_be_empty()
    kept = saved(page)["confidence"]
    assert {moment: entry["value"] for moment, entry in kept["judge"].items()} == {
        "before": 2,
        "after": 4,
        "then": 1,
    }


def test_confidence_by_keyboard(visit: Visit) -> None:
    page = visit("confidence.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(confidence(page, "before").get_by_label("A little")).to_be_focused()
    assert saved(page)["confidence"]["judge"]["before"]["value"] == 2
    page.keyboard.press("Tab")
    expect(confidence(page, "after").get_by_label("Not at all")).to_be_focused()


def test_confidence_follows_another_tab(visit: Visit) -> None:
    first = visit("confidence.html")
    second = other_tab(first)
    say(first, "before", "A little")
    expect(confidence(second, "before").get_by_label("A little")).to_be_checked()
    say(second, "after", "Very")
    expect(confidence(first, "after").get_by_label("Very")).to_be_checked()
    expect(first.get_by_role("table")).to_be_visible()
    assert change(first) == change(second) == ["A little (2)", "not answered", "Very (4)"]


@pytest.mark.parametrize(("script", "words"), [(FORBID, FORBIDDEN), (FILL, FULL)], ids=["forbidden", "full"])
def test_confidence_without_storage(visit_anew: Visit, script: str, words: str) -> None:
    page = visit_anew("confidence.html", script=script)
    say(page, "before", "A little")
    say(page, "after", "Very")
    expect(notice(page)).to_have_text(words)
    expect(page.get_by_text("Kept until you close this page.", exact=True)).to_have_count(2)
    expect(confidence(page, "before").get_by_label("A little")).to_be_checked()
    assert change(page) == ["A little (2)", "not answered", "Very (4)"]


def test_confidence_of_wrong_shape_is_ignored_and_kept(visit: Visit, subtests: pytest.Subtests) -> None:
    page = visit("confidence.html")
    wrongs: list[object] = [None, 7, "words", []]
    inside: list[object] = [None, "words", [], *({"value": wrong} for wrong in (None, "2", 2.5, -1, 0, 9))]
    wrongs += [dict.fromkeys(["before", "after", "then"], wrong) for wrong in inside]
    for wrong in wrongs:
        with subtests.test(wrong=wrong):
            reopen(page, record(confidence=dict.fromkeys(["judge", "constructor", "gone"], wrong)))
            expect(page.locator("input:checked")).to_have_count(0)
            expect(page.get_by_role("table")).to_be_hidden()
            say(page, "after", "Very")
            assert change(page)[2] == "Very (4)"
            assert saved(page)["confidence"]["gone"] == wrong
            expect(notice(page)).to_be_hidden()


def test_a_confidence_table_of_wrong_shape_is_kept_as_a_copy(visit: Visit, subtests: pytest.Subtests) -> None:
    page = visit("confidence.html")
    for wrong in [None, 7, ["judge"], "judge"]:
        with subtests.test(wrong=wrong):
            stored = record(confidence=wrong, notes={"constructor": {"text": "Ask.", "at": AT}})
            reopen(page, stored)
            say(page, "after", "Very")
            document = saved(page)
            assert list(document["confidence"]) == ["judge"]
            assert document["notes"] == stored["notes"]
            assert saved(page, f"{KEY}:rescued") == stored


# What changed since


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-11-22T23:59:59.000Z", ["24 December", "23 November"]),
        ("2026-11-23T23:59:59.000Z", ["24 December", "23 November"]),  # on that day: perhaps before it
        ("2026-11-24T00:00:00.000Z", ["24 December"]),
        ("2026-12-24T09:00:00.000Z", ["24 December"]),
        ("2026-12-25T00:00:00.000Z", []),
        (None, []),
    ],
)
def test_a_change_since_the_unit_was_done_is_told(visit: Visit, day: str | None, told: list[str]) -> None:
    page = visit("changes.html", record(units={"what-counts": {"done": day}} if day else {}))
    lines = page.locator("course-changed p").filter(visible=True)
    expect(lines).to_contain_text([f"Changed since you studied this ({each} 2026): " for each in told])
    expect(lines).to_have_count(len(told))


def test_the_line_goes_when_the_unit_is_studied_again(visit_anew: Visit) -> None:
    page = visit_anew("changes.html")  # a clock that is set stays so, for all pages of its browser
    reopen(page, record(units={"what-counts": {"done": "2025-01-01T00:00:00.000Z"}}))
    line = page.get_by_text("Changed since you studied this").first
    expect(line).to_be_visible()
    page.get_by_role("button", name="Done").click()
    expect(line).to_be_hidden()
    page.clock.set_fixed_time("2027-02-01")
    page.get_by_role("button", name="Mark as done").click()
    expect(line).to_be_hidden()


# The page's head


def test_the_palette_follows_the_device_until_a_choice_is_made(visit_anew: Visit) -> None:
    page = visit_anew("index.html")
    page.emulate_media(color_scheme="dark")
    button = page.get_by_role("button", name="Dark colours")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.reload()
    expect(button).to_have_attribute("aria-pressed", "false")
    assert raw(page, f"{KEY}:palette") == "light"


def test_the_palette_without_storage(visit_anew: Visit) -> None:
    page = visit_anew("index.html", script=FORBID)
    page.get_by_role("button", name="Dark colours").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_the_menu_closes(visit: Visit) -> None:
    page = visit("index.html")
    summary = page.locator("course-menu summary")
    inside = page.get_by_role("navigation").get_by_role("link", name="Here")
    summary.click()
    inside.focus()
    page.keyboard.press("Escape")
    expect(inside).to_be_hidden()
    expect(summary).to_be_focused()
    for leave in (
        page.get_by_role("heading").click,
        page.get_by_label("Search words").focus,
        inside.click,
    ):
        summary.click()
        expect(inside).to_be_visible()
        leave()
        expect(inside).to_be_hidden()


def test_search_opens_and_gives_the_focus_back(visit: Visit) -> None:
    page = visit("index.html")
    # What Material's bundle does.
    page.evaluate(
        """() => {
            const toggle = document.querySelector("#__search");
            const query = document.querySelector("[data-md-component=search-query]");
            toggle.addEventListener("change", () => { window.noticed = toggle.checked; });
            query.addEventListener("keydown", ({ key }) => {
                if (key === "Escape") { toggle.click(); query.blur(); }
            });
        }"""
    )
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_label("Search words")).to_be_focused()
    assert page.evaluate("noticed")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Search")).to_be_focused()


# For everybody


@pytest.mark.parametrize("name", ["changes.html", "confidence.html", "index.html", "unit.html"])
def test_axe_finds_nothing(visit: Visit, name: str) -> None:
    answers = {"one": {"chosen": ["bb"], "correct": False, "tries": 1, "at": AT}}
    said = {"judge": {"after": {"value": 2, "at": AT}}}
    page = visit(name, record(units=done("what-counts"), answers=answers, confidence=said))
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    assert not [(each["id"], each["nodes"][0]["html"]) for each in found]
