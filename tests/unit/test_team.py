"""The team picture: its figures by hand, the files it takes, and that nobody in it can be found."""

import csv
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from io import StringIO
from itertools import combinations_with_replacement, product
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator.cli import main
from generator.exports import disclosure, team
from generator.exports.disclosure import (
    DOUBT,
    HIDDEN,
    Cells,
    Change,
    Extent,
    Means,
    Shown,
    extent,
    hidden,
    is_small,
    limits,
    overlap,
    shown,
    span,
    starts,
    tenths,
)
from generator.exports.evaluation import REASONS, people
from generator.model import Course
from tests.conftest import SAMPLE

File = dict[str, Any]
HELD = ["withheld"] * 8


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
    assert cells(picture(files, sample)["mend"], "before") == HELD


def test_means_that_give_answers_away_are_withheld(sample: Course) -> None:
    # 1 1 1 1 1 2 before, 7 in all: at most one person can have chosen more than 1. That all went up would
    # say so too, so it is withheld with the means.
    assert cells(picture(confident(*[(1, 3)] * 5, (2, 3)), sample)["mend"], "before") == ["6", *HELD[1:]]


def test_both_comparisons_are_shown_alike(sample: Course) -> None:
    # Six of twelve went up, as above; since the start as they now see it, ten did. 12 - 10 = 2 is too few to
    # be shown, so the counts of both are withheld. Looking back: 19 in all, 19 / 12 = 1.58. 30 - 19 = 11.
    pairs = (1, 2), (2, 3), (2, 3), (3, 4), (1, 2), (2, 3), (3, 3), (1, 1), (2, 2), (3, 3), (3, 3), (2, 1)
    files = confident(*pairs)
    for file, then in zip(files, (1, 2, 1, 3, 1, 1, 2, 1, 1, 2, 2, 2), strict=True):
        file["outcomes"]["mend"]["then"] = then
    row = picture(files, sample)["mend"]
    assert cells(row, "before and now") == ["12", "2.1", "2.5", "0.4", *HELD[4:]]
    assert cells(row, "looking back") == ["12", "1.6", "2.5", "0.9", *HELD[4:]]
    # All answered 1 before, so that its means would tell; those looking back would tell the mean of now.
    starts = (3, 2), (2, 3), (4, 4), (3, 4), (2, 3), (2, 2), (3, 5), (2, 4)
    files = [evaluation(number, before=1, then=then, after=now) for number, (then, now) in enumerate(starts)]
    row = picture(files, sample)["mend"]
    assert cells(row, "before and now") == cells(row, "looking back") == ["8", *HELD[1:]]


def test_both_comparisons_are_of_the_same_people(sample: Course) -> None:
    # Seven answered before and after; one of them did not look back, and is in neither.
    files = confident((1, 2), (2, 3), (2, 4), (3, 4), (1, 3), (2, 3), (5, 1), then=2)
    del files[6]["outcomes"]["mend"]["then"]
    row = picture(files, sample)["mend"]
    assert cells(row, "before and now")[:4] == ["6", "1.8", "3.2", "1.3"]
    assert cells(row, "looking back")[:4] == ["6", "2.0", "3.2", "1.2"]
    # Only four answered all three times: the comparison of more people is made, and no other.
    del files[0]["outcomes"]["mend"]["before"], files[1]["outcomes"]["mend"]["before"]
    row = picture(files, sample)["mend"]
    assert cells(row, "before and now") == HELD
    assert cells(row, "looking back")[:2] == ["6", "2.0"]
    # So it is where fewer than half did, as five of eleven here.
    files = [evaluation(number, then=2, after=3) for number in range(11)]
    for file in files[:5]:
        file["outcomes"]["mend"]["before"] = 2
    row = picture(files, sample)["mend"]
    assert (cells(row, "before and now"), cells(row, "looking back")[0]) == (HELD, "11")


def test_halves_are_rounded_up() -> None:
    assert [tenths(total, 20) for total in (5, -5, 4, -6, 0, 61)] == [3, -2, 2, -3, 0, 31]
    for people_in, total in product(range(1, 40), range(-40, 120)):
        least, most = span(tenths(total, people_in), people_in)
        assert least <= total <= most
        assert tenths(least - 1, people_in) < tenths(total, people_in) < tenths(most + 1, people_in)


# No hidden number can be worked out, not even by somebody who knows the rules and tries every group.

Starts = dict[Change, set[tuple[Cells, int]]]
"""What is known of a comparison, with the counts and totals at its start that this may stand for."""
Picture = tuple[tuple[Shown, ...], tuple[Means, ...]]


def starts_of(nows: tuple[int, ...], levels: int, threshold: int) -> Starts:
    """Every way in which people who answer so now can have answered at a start."""
    found = {(0, 0, 0)}
    for now in nows:
        steps = [(start, int(now > start), int(now < start)) for start in range(1, levels + 1)]
        found = {(a + b, c + d, e + f) for a, c, e in found for b, d, f in steps}
    known: Starts = defaultdict(set)
    for start, up, down in found:
        counts, people_in = (up, len(nows) - up - down, down), len(nows)
        means = Means(*(tenths(total, people_in) for total in (start, sum(nows), sum(nows) - start)))
        known[Change(shown(counts, threshold), means)].add((counts, start))
    return known


@pytest.mark.parametrize(
    ("comparisons", "people_in", "threshold", "levels"),
    [(1, 5, 5, 5), (1, 6, 5, 5), (1, 8, 6, 4), (1, 10, 5, 3), (2, 5, 5, 5)],
)
def test_no_hidden_number_can_be_worked_out(
    comparisons: int, people_in: int, threshold: int, levels: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disclosure, "leaves_doubt", cache(disclosure.leaves_doubt))
    pictures: dict[Picture, list[set[tuple[Cells, int]]]] = {}

    @cache
    def ways_of(changes: tuple[Change, ...]) -> list[set[tuple[Cells, int]]]:
        """All that may stand behind the picture of these comparisons, for each of them."""
        show = extent(changes, people_in, threshold, levels)
        seen = tuple(change.seen if show is Extent.COUNTS else HIDDEN for change in changes)
        means = () if show is Extent.NOTHING else tuple(change.means for change in changes)
        return pictures.setdefault((seen, means), [set() for _ in changes])

    for nows in combinations_with_replacement(range(1, levels + 1), people_in):
        # Given the answers now, those at one start say nothing of those at the other.
        for known in product(starts_of(nows, levels, threshold).items(), repeat=comparisons):
            for ways, (_, found) in zip(ways_of(tuple(change for change, _ in known)), known, strict=True):
                ways |= found
    assert len(pictures) > 5
    for (seens, means), all_ways in pictures.items():
        for seen, ways in zip(seens, all_ways, strict=True):
            assert not any(is_small(count, threshold) for count in seen if count is not None)
            assert all(len({counts[place] for counts, _ in ways}) >= DOUBT for place in hidden(seen))
            # Of means that are not shown nothing is known: every total can be.
            assert means or len({start for _, start in ways}) == people_in * (levels - 1) + 1


def test_what_the_starts_can_add_up_to() -> None:
    """All ways in which three people can answer, and all that the rule thinks they can."""
    people_in, levels = 3, 4
    can, thought = set(), set()
    for nows in combinations_with_replacement(range(1, levels + 1), people_in):
        ways = [way for those in starts_of(nows, levels, 5).values() for way in those]
        can |= {(sum(nows), *ways) for ways in product(ways, repeat=2)}
    splits = [(up, same, people_in - up - same) for up in range(4) for same in range(4 - up)]
    for counts in product(splits, repeat=2):
        least, most = overlap(*(limits(cells, levels)[1] for cells in counts))
        for now in range(least, most + 1):
            found = starts(counts, people_in, levels, now)
            spans = [
                [(cells, start) for start in range(a, b + 1)]
                for cells, (a, b) in zip(counts, found, strict=True)
            ]
            thought |= {(now, *ways) for ways in product(*spans)}
    assert can == thought


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


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", "\ufeff"),
        ("utf-16-le", "\ufeff"),
        ("utf-16-be", "\ufeff"),
        ("utf-16-le", ""),
        ("utf-16-be", ""),
        ("cp1252", ""),
    ],
)
def test_files_that_an_editor_has_saved_anew(sample: Course, encoding: str, mark: str) -> None:
    text = mark + json.dumps(evaluation(1) | {"more": "naïve – “”"}, ensure_ascii=False)
    [one], refused = people([("a.json", text.encode(encoding))], sample)
    assert (one.file, refused) == (f"{1:032x}", [])


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
