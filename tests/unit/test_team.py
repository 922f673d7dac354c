"""The team picture: its figures by hand, the files it takes, and that nobody in it can be found."""

import csv
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from io import StringIO
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.exports import team
from generator.exports.disclosure import DOUBT, Cells, Means, Shown, is_small, safe, shown, span, tenths
from generator.exports.evaluation import REASONS, people
from generator.exports.team import Change, both_safe
from generator.model import Course
from tests.conftest import SAMPLE

File = dict[str, Any]


def evaluation(number: int, units: int = 0, **answers: Any) -> File:
    """A file of the sample course; `answers` are those for its outcome `mend`."""
    return {
        "format": "course-evaluation",
        "version": 1,
        "course": "bicycle-repair",
        "file": f"{number:032x}",
        "modules": {"wheels": {"units": 2, "done": units}},
        "outcomes": {"mend": {"asked": 2, "answered": 0, "right": 0, **answers}},
    }


def confident(*pairs: tuple[int, int], **more: Any) -> list[File]:
    return [
        evaluation(number, before=before, after=after, **more) for number, (before, after) in enumerate(pairs)
    ]


def picture(files: Iterable[File], course: Course, threshold: int = 5) -> dict[str, dict[str, str]]:
    """The rows of the table by id, each by the heading of its columns."""
    taken, refused = people(((str(i), json.dumps(file).encode()) for i, file in enumerate(files)), course)
    assert not refused
    text = team.table(taken, course, threshold)
    assert text.startswith("\ufeff") and text.endswith("\r\n")
    return {row["id"]: row for row in csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline=""))}


def cells(row: dict[str, str], reading: str) -> list[str]:
    return [value for column, value in row.items() if column.startswith(reading)]


def test_the_figures_of_a_group(sample: Course) -> None:
    # Before 1 2 2 3 1 2 3 1 2 3 3 2: 25 in all, 25 / 12 = 2.083, so 2.1.
    # Now    2 3 3 4 2 3 3 1 2 3 3 1: 30 in all, 30 / 12 = 2.5.
    # Change: 30 - 25 = 5, and 5 / 12 = 0.417, so 0.4.
    # Up are the first six. The next five stayed. The last went down: 1 is fewer than 5, so stayed (5) is
    # hidden too, and both are added up: 6.
    files = confident(
        (1, 2), (2, 3), (2, 3), (3, 4), (1, 2), (2, 3), (3, 3), (1, 1), (2, 2), (3, 3), (3, 3), (2, 1)
    )  # fmt: skip
    for number, file in enumerate(files):
        # Seven people finished both units, five one or none of them: 7, then 5 together; none (2) is small.
        file["modules"]["wheels"]["done"] = 2 if number < 7 else 1 if number < 10 else 0
        # Nine people answered both questions: 18 answers, of which 9 + 3 = 12 are right and 6 wrong.
        if number < 9:
            file["outcomes"]["mend"] |= {"answered": 2, "right": 2 if number < 3 else 1}
    found = picture(files, sample)
    held = "withheld"
    assert found["bicycle-repair"]["people"] == "12"
    assert cells(found["mend"], "before and now") == ["12", "2.1", "2.5", "0.4", "6", "6", held, held]
    assert cells(found["mend"], "looking back and now") == ["0", *[""] * 7]
    assert cells(found["mend"], "questions") == ["9", "18", "12"]
    assert found["wheels"]["people"] == "12"
    assert cells(found["wheels"], "units") == ["7", "5", held, held]
    assert cells(found["notice-wear"], "before and now") == ["0", *[""] * 7]


def test_a_small_group_shows_nothing(sample: Course) -> None:
    files = confident((1, 2), (2, 3), (2, 4), (3, 4), (1, 3), (2, 3))
    assert list(picture(files[:4], sample)) == ["bicycle-repair"]
    assert picture(files[:4], sample)["bicycle-repair"]["people"] == "withheld"
    # Six people, who have all gone up, by 1 1 2 1 2 1: 8 / 6 = 1.33. 11 / 6 = 1.83 and 19 / 6 = 3.17.
    assert cells(picture(files, sample)["mend"], "before") == ["6", "1.8", "3.2", "1.3", "6", "0", "0", "0"]
    assert picture(files, sample, 7).keys() == {"bicycle-repair"}
    del files[0]["outcomes"]["mend"]["before"], files[1]["outcomes"]["mend"]["before"]
    assert cells(picture(files, sample)["mend"], "before") == ["withheld"] * 8


def test_means_that_give_answers_away_are_withheld(sample: Course) -> None:
    # 1 1 1 1 1 2 before, 7 in all: at most one person can have chosen more than 1.
    assert cells(picture(confident(*[(1, 3)] * 5, (2, 3)), sample)["mend"], "before") == [
        "6", "withheld", "withheld", "withheld", "6", "0", "0", "0",
    ]  # fmt: skip


def test_a_few_people_in_one_comparison_only_are_left_out_of_it(sample: Course) -> None:
    # Seven answered before and after; one of them did not look back.
    files = confident((1, 2), (2, 3), (2, 4), (3, 4), (1, 3), (2, 3), (5, 1), then=1)
    del files[6]["outcomes"]["mend"]["then"]
    row = picture(files, sample)["mend"]
    assert cells(row, "before and now")[:2] == ["6", "1.8"]
    # All looked back to 1: that mean would say so. Nobody else is in this comparison.
    assert cells(row, "looking back") == ["6", *["withheld"] * 3, "6", "0", "0", "0"]


def test_halves_are_rounded_up() -> None:
    assert [tenths(total, 20) for total in (5, -5, 4, -6, 0, 61)] == [3, -2, 2, -3, 0, 31]
    for people_in, total in product(range(1, 40), range(-40, 120)):
        least, most = span(tenths(total, people_in), people_in)
        assert least <= total <= most
        assert tenths(least - 1, people_in) < tenths(total, people_in) < tenths(most + 1, people_in)


# No hidden number can be worked out, not even by somebody who knows the rules and tries every group.


def groups(people_in: int, levels: int, answers: int) -> list[list[int]]:
    """Every group there can be: the total now; for each comparison up, down and the total at its start.

    While they are added up, the parts of a group are two digits each of one number, which is fast.
    """
    kinds = [
        [now, *(part for start in starts for part in (now > start, now < start, start))]
        for now, *starts in product(range(1, levels + 1), repeat=answers + 1)
    ]
    numbers = [sum(part * 100**place for place, part in enumerate(kind)) for kind in kinds]
    found = {0}
    for _ in range(people_in):
        found = {group + number for group in found for number in numbers}
    return [[group // 100**place % 100 for place in range(answers * 3 + 1)] for group in found]


@cache
def changed(up: int, down: int, start: int, now: int, people_in: int, threshold: int) -> tuple[Cells, Change]:
    counts = up, people_in - up - down, down
    means = Means(*(tenths(total, people_in) for total in (start, now, now - start)))
    return counts, Change(people_in, shown(counts, threshold), means)


def hidden(seen: Shown) -> list[int]:
    return [place for place, count in enumerate((seen.first, seen.middle, seen.last)) if count is None]


@pytest.mark.parametrize(
    ("people_in", "threshold", "levels"), [(5, 5, 5), (6, 5, 5), (7, 5, 5), (8, 6, 4), (10, 5, 3)]
)
def test_no_hidden_count_can_be_worked_out(people_in: int, threshold: int, levels: int) -> None:
    pictures: dict[object, list[Cells]] = defaultdict(list)
    known = cache(safe)
    for group in groups(people_in, levels, 1):
        now, up, down, start = group
        counts, change = changed(up, down, start, now, people_in, threshold)
        means = change.means if known(change.seen, people_in, threshold, levels, change.means) else None
        pictures[change.seen, means].append(counts)
    assert len(pictures) > 5
    for (seen, _), counts in pictures.items():
        assert not any(is_small(count, threshold) for count in seen if count is not None)
        assert all(len({each[place] for each in counts}) >= DOUBT for place in hidden(seen))


def test_no_hidden_number_can_be_worked_out_from_both_comparisons() -> None:
    pictures: dict[object, list[tuple[Cells, Cells, list[int]]]] = defaultdict(list)
    known = cache(both_safe)
    for group in groups(5, 4, 2):
        now, up, down, start, up_since, down_since, start_seen = group
        one, before = changed(up, down, start, now, 5, 5)
        other, then = changed(up_since, down_since, start_seen, now, 5, 5)
        means = (
            before.means if known(before, then, 5, 4) else None,
            then.means if known(then, before, 5, 4) else None,
        )
        pictures[before.seen, then.seen, *means].append((one, other, group))
    for (before_seen, then_seen, *means), all in pictures.items():
        for which, seen in enumerate((before_seen, then_seen)):
            for place in hidden(seen):
                assert len({each[which][place] for each in all}) >= 3
        for column, mean in zip((3, 6), means, strict=True):
            assert mean is not None or len({group[column] for *_, group in all}) >= 3


# Files


@pytest.mark.parametrize(
    ("reason", "spoil"),
    [
        ("course", lambda file: file | {"course": "another"}),
        ("newer", lambda file: file | {"version": 2}),
        ("broken", lambda file: file | {"version": "1"}),
        ("broken", lambda file: file | {"file": "=1+1"}),
        ("broken", lambda file: file | {"outcomes": []}),
        ("broken", lambda file: [file]),
        ("backup", lambda file: {"schema": 1, "course": "bicycle-repair", "notes": {}}),
        ("plan", lambda file: {"format": "course-plan"}),
        ("other", lambda file: {"name": "<script>"}),
        ("values", lambda file: evaluation(1, before=0)),
        ("values", lambda file: evaluation(1, before=6)),
        ("values", lambda file: evaluation(1, after=True)),
        ("values", lambda file: evaluation(1, then=2.5)),
        ("values", lambda file: evaluation(1, then=None)),
        ("values", lambda file: evaluation(1, answered=3)),
        ("values", lambda file: evaluation(1, units=3)),
        ("values", lambda file: evaluation(1, right="1")),
        ("large", lambda file: file | {"more": "x" * 1_000_000}),
    ],
)
def test_files_that_are_not_taken(sample: Course, reason: str, spoil: Callable[[File], object]) -> None:
    raw = json.dumps(spoil(evaluation(1))).encode()
    assert people([("a.json", raw)], sample) == ([], [("a.json", reason)])


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"format": NaN}', b"9" * 5_000])
def test_what_is_no_file_of_ours(sample: Course, raw: bytes) -> None:
    assert people([("a.json", raw)], sample) == ([], [("a.json", "broken")])


def test_what_else_is_taken(sample: Course) -> None:
    file = evaluation(1, before=3.0, constructor=1)
    file["outcomes"] |= {"gone": {"before": 99}, "__proto__": 1}
    raw = b"\xef\xbb\xbf" + json.dumps(file).encode()
    [one], refused = people([("a", raw), ("b", raw)], sample)
    assert (one.unknown, one.outcomes["mend"]["before"]) == (2, 3)
    assert refused == [("b", "twice")]


# The command


def course(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["team", "--root", str(SAMPLE), *map(str, arguments)])


def test_the_command(tmp_path: Path, sample: Course) -> None:
    paths = []
    for number, file in enumerate(confident((1, 2), (2, 3), (2, 4), (3, 4), (1, 3), (2, 3))):
        paths.append(tmp_path / f"{number}.json")
        paths[-1].write_text(json.dumps(file), "utf-8")
    good = course(*paths)
    assert (good.exit_code, good.stderr) == (0, "")
    assert good.stdout_bytes.startswith(b"\xef\xbb\xbfrow,module,id,title,people,")
    twice = course(*paths, paths[0])
    assert (twice.exit_code, twice.stdout_bytes) == (1, good.stdout_bytes)
    assert twice.stderr == f"{paths[0]}: {REASONS['twice']}\n"
    assert b"withheld" in course(*paths, "--threshold", "7").stdout_bytes
    for wrong in ([], [*paths, "--threshold", "4"], [tmp_path / "none.json"], [*paths, "--root", tmp_path]):
        assert course(*wrong).exit_code == 2
