"""The team picture: learners save evaluation files, a trainer drops them, and the command says the same."""

import json
import random
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from playwright.sync_api import FilePayload, Page, expect

from generator.cli import main
from generator.exports import evaluation, team
from generator.load import load
from generator.model import Course
from tests.browser.site.conftest import Visit
from tests.browser.site.learner import DESKTOP, axe
from tests.tools import ROOT

pytestmark = pytest.mark.browser

# A page of 1280 px at 400 %.
NARROW = {"width": 320, "height": 800}
TEAM, LEARNING = "trainers/team/index.html", "my-learning/index.html"

# As the page does it, without the page: rows and their text for each group of files and each threshold.
TABLES = """async ([files, thresholds]) => {
    const data = JSON.parse(document.querySelector("course-team script").textContent);
    const people = new Map();
    const refused = [];
    for (const [name, base64] of files) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const { person, reason } = await courseTeam.open(new File([bytes], name), data);
        if (person && !people.has(person.file)) people.set(person.file, person);
        else refused.push([name, reason ?? "twice"]);
    }
    const table = (least) => courseTeam.csv(courseTeam.rows([...people.values()], least, data), data);
    return [refused, thresholds.map(table)];
}"""
LEARN = """([before, after, then]) => {
    for (const id of ["appraise", "read-numbers"]) {
        courseRecord.saveConfidence(id, "before", before);
        courseRecord.saveConfidence(id, "after", after);
        if (then) courseRecord.saveConfidence(id, "then", then);
    }
    courseRecord.saveNote("before-appraise", "A word of my own");
    courseRecord.saveDetail("name", "Ada");
    courseRecord.markUnit("what-counts", true);
    courseRecord.saveAnswer(document.querySelector("course-team-export script").textContent
        .match(/"questions": \\["([^"]+)"/)[1], { chosen: ["x"], correct: true });
}"""


@pytest.fixture(scope="session")
def course() -> Course:
    course, _ = load(ROOT)
    assert course
    return course


def people_of(course: Course, count: int, seed: int) -> list[tuple[str, bytes]]:
    """Names and contents of files as learners make them: most complete, some strange, one there twice."""
    rnd = random.Random(seed)
    # Editors on some machines save text in one of the other encodings.
    encodings = "utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"
    files = [
        (f"{i}.json", json.dumps(person_of(course, rnd)).encode(encodings[i % len(encodings)]))
        for i in range(count)
    ]
    return files + files[3:4] + strange(json.dumps(person_of(course, rnd))) * (count > 5)


def strange(good: str) -> list[tuple[str, bytes]]:
    """Files that Python and JavaScript might read differently, and that neither may take."""
    changes = {
        '"version": 1': ['"version": 1.5', '"version": true', '"version": 1e400', '"version": 2.0'],
        '"asked": ': ['"asked": null, "x": ', '"asked": NaN, "x": ', '"asked": 1e999, "x": '],
        '"modules": {': ['"modules": [{', '"modules": null, "x": {', '"x": {"__proto__": 1}, "y": {'],
        '"file": "': ['"file": "é', '"file": "\\ud800', '"file": "A'],
    }
    spoilt = [good.replace(old, new, 1) for old, news in changes.items() for new in news]
    others = ["", "[]", "null", "[" * 50_000, "{}", '{"format": "course-plan"}', '{"schema": 1}']
    texts = [text.encode() for text in spoilt + others]
    # Text that is cut off or broken in its encoding, and a mark that says one encoding over text in another.
    mark = good.encode("utf-16")[:2]
    texts += [
        b"\0",
        b"{\0",
        mark,
        mark + good.encode(),
        good.encode("utf-16")[:-1],
        good.encode() + b"\xff\x81",
    ]
    texts += [good.replace('"file": "', '"file": "\ud800').encode("utf-16", "surrogatepass")]
    return [(f"strange-{i}.json", text) for i, text in enumerate(texts)]


def person_of(course: Course, rnd: random.Random) -> dict[str, Any]:
    modules, outcomes = {}, {"of-another-time": {"before": 99}}
    for module in course.modules:
        units = len(module.units)
        modules[module.id] = {"units": units, "done": rnd.choice([0, units, units, units - 1])}
        for outcome in module.outcomes:
            asked = rnd.randint(1, 9)
            answered = rnd.choice([0, asked, asked])
            right = rnd.choice([answered, rnd.randint(0, answered)])
            entry: dict[str, float] = {"asked": asked, "answered": answered, "right": right}
            # Many answer alike, so that means are withheld in some tables.
            levels = [rnd.randint(1, 5) for _ in range(3)] if rnd.random() < 0.5 else [2, 2, 3.0]
            entry |= {
                key: level
                for key, level in zip(("then", "before", "after"), levels, strict=True)
                if rnd.random() < 0.9
            }
            outcomes[outcome.id] = entry
    file = f"{rnd.getrandbits(128):032x}"
    return {
        "format": "course-evaluation", "version": 1, "course": course.settings.id, "file": file,
        "modules": modules, "outcomes": outcomes,
    }  # fmt: skip


def drop(page: Page, files: list[tuple[str, bytes]]) -> None:
    page.locator("#team-files").set_input_files(
        [FilePayload(name=name, mimeType="application/json", buffer=raw) for name, raw in files]
    )


def saved(page: Page, button: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return Path(download.value.path()).read_bytes()


def test_learners_save_files_and_a_trainer_sees_the_group(
    visit: Visit, address: str, tmp_path: Path, course: Course
) -> None:
    page = visit(LEARNING, viewport=DESKTOP)
    expect(page.get_by_text("something that you have done in the course")).to_be_visible()
    files = []
    # Before 1 2 2 3 1 2, now 2 3 4 4 3 3: 11 and 19 in all, so 1.8 and 3.2, change 8 / 6 = 1.3.
    for answers in ((1, 2, 1), (2, 3, 2), (2, 4, 2), (3, 4, 3), (1, 3, 1), (2, 3, 2)):
        page.evaluate(LEARN, answers)
        contents = page.locator("course-team-export pre")
        expect(contents).to_contain_text(f'"after": {answers[1]}')
        files.append(saved(page, "Save the evaluation file"))
        assert files[-1].decode() == f"{contents.text_content()}\n"
        page.reload()
    assert not axe(page)
    one = json.loads(files[1])
    assert set(one) == {"format", "version", "course", "file", "modules", "outcomes"}
    assert one["modules"]["evidence"] == {"units": 6, "done": 1}
    assert one["outcomes"]["read-numbers"].keys() == {"before", "after", "then", "asked", "answered", "right"}
    words = json.dumps(one["modules"]) + json.dumps(one["outcomes"])
    assert "Ada" not in words and "word" not in words and "20" not in words
    assert len({json.loads(file)["file"] for file in files}) == 6

    page.goto(f"{address}/{TEAM}")
    drop(page, [(f"{i}.json", file) for i, file in enumerate(files[:4])])
    expect(page.get_by_role("heading", name="Not shown yet")).to_be_visible()
    drop(page, [(f"{i}.json", file) for i, file in enumerate(files[3:])])
    expect(page.get_by_role("status").filter(has_text="taken")).to_have_text(
        "6 files were taken. 1 was not: see below. The picture is below."
    )
    row = page.get_by_role("row", name="Read a rate").first
    assert row.inner_text().split("\t")[1:] == ["6", "1.8", "3.2", "1.3", "6", "0", "0"]
    chart = page.get_by_role("img", name="Mean confidence from 1 to 5").get_attribute("aria-label")
    assert chart and "say in plain words what they show: before 1.8, now 3.2." in chart
    paths = [tmp_path / f"{i}.json" for i in range(6)]
    for path, file in zip(paths, files, strict=True):
        path.write_bytes(file)
    told = CliRunner().invoke(main, ["team", "--root", str(ROOT), *map(str, paths)])
    assert (told.exit_code, told.stdout_bytes) == (0, saved(page, "Download as a table"))


def test_the_page_and_the_command_make_the_same_table(visit: Visit, course: Course) -> None:
    page = visit(TEAM)
    thresholds = [5, 6, 9, 20]
    for seed, count in enumerate((0, 1, 4, 5, 6, 6, 7, 9, 12, 24, 40)):
        files = people_of(course, count, seed)
        encoded = [(name, b64encode(raw).decode()) for name, raw in files]
        people, refused = evaluation.people(files, course)
        told, tables = page.evaluate(TABLES, [encoded, thresholds])
        assert len(people) == count and [tuple(each) for each in told] == refused
        assert tables == [team.table(people, course, threshold) for threshold in thresholds]
    drop(page, people_of(course, 40, 40))
    expect(page.get_by_text("40 files were taken")).to_be_visible()
    page.get_by_label("Fewest people").fill("3")
    page.get_by_label("Fewest people").blur()
    expect(page.get_by_label("Fewest people")).to_have_value("5")
    people, _ = evaluation.people(people_of(course, 40, 40), course)
    assert saved(page, "Download as a table") == team.table(people, course, 5).encode()


def test_what_is_not_taken_is_named(visit: Visit, course: Course) -> None:
    page = visit(TEAM)
    files = [("=1+1<img src=x>.json", b'{"schema": 1, "notes": {}}'), ("big.json", b" " * 1_000_001)]
    drop(page, [*files, *people_of(course, 5, 1)])
    page.get_by_text("3 files were not taken").click()
    expect(page.locator("[data-refused] li")).to_have_text(
        [
            f"=1+1<img src=x>.json: {evaluation.REASONS['backup']}",
            f"big.json: {evaluation.REASONS['large']}",
            f"3.json: {evaluation.REASONS['twice']}",
        ]
    )
    expect(page.get_by_text("Left out: 5 entries")).to_be_visible()
    page.get_by_role("button", name="Start again").click()
    expect(page.get_by_role("heading", name="The picture of")).to_be_hidden()
    expect(page.locator("#team-files")).to_be_focused()


@pytest.mark.parametrize(("viewport", "scheme"), [(NARROW, "dark"), (DESKTOP, "light")])
def test_axe_finds_nothing_with_few_people_and_with_many(
    visit: Visit, course: Course, viewport: dict[str, int], scheme: str
) -> None:
    page = visit(TEAM, viewport=viewport, color_scheme=scheme)
    drop(page, people_of(course, 4, 1))
    expect(page.get_by_role("heading", name="Not shown yet")).to_be_visible()
    assert not axe(page)
    drop(page, people_of(course, 14, 2))
    expect(page.get_by_role("heading", name="The picture of 18 people")).to_be_visible()
    assert not axe(page)
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_without_javascript_there_is_a_form_for_paper(visit: Visit, course: Course) -> None:
    page = visit(TEAM, java_script_enabled=False)
    expect(page.get_by_text("there is none here")).to_be_visible()
    rows = page.locator(".course-team-tally tbody tr:not(.course-team-module)")
    expect(rows).to_have_count(sum(len(module.outcomes) for module in course.modules))
