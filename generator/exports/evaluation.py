"""Evaluation files: what learners hand in of their record, without a name, a date or a word of their own.

The part `team-export` writes them in the learner's browser, and `team-figures` reads them in the trainer's.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from generator.model import Course

FORMAT, VERSION = "course-evaluation", 1
LARGEST = 1_000_000
MOST = 10_000
"""No learner has more units or questions than this."""
NUMBER = re.compile(r"[0-9a-f]{8,64}")
WINDOWS = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}
"""Where Windows-1252 differs from Latin-1; browsers keep the five bytes that it does not define."""
REASONS = {
    "large": "it is larger than 1 MB, so it is not an evaluation file",
    "broken": "it cannot be read; ask for it again",
    "other": "it is not an evaluation file",
    "backup": "it is somebody's backup, with their own notes; delete it, and ask for their evaluation file",
    "plan": "it is somebody's action plan; delete it, and ask for their evaluation file",
    "course": "it comes from another course",
    "newer": "it was made by a newer version of this course, so open that version of this page",
    "values": "it holds numbers that cannot be; ask for it again",
    "twice": "the same file was there already, and is counted once",
}
"""Why a file is not taken, as the page says it too."""


class Refused(Exception):
    """A file that is not taken; its text is a key of REASONS."""


@dataclass(frozen=True)
class Person:
    """What one evaluation file says of this course."""

    file: str
    modules: dict[str, tuple[int, int]]
    """Units, and units done."""
    outcomes: dict[str, dict[str, int]]
    unknown: int
    """How many modules and outcomes it names that this course does not have."""


def person(raw: bytes, course: Course) -> Person:
    """An evaluation file's contents, or Refused."""
    doc = document(raw)
    if doc.get("format") != FORMAT:
        raise Refused(kind_of(doc))
    if doc.get("course") != course.settings.id:
        raise Refused("course")
    version = whole(doc.get("version"))
    if version != VERSION:
        raise Refused("newer" if version > VERSION else "broken")
    file, modules, outcomes = (doc.get(key) for key in ("file", "modules", "outcomes"))
    if not isinstance(file, str) or not NUMBER.fullmatch(file):
        raise Refused("broken")
    if not isinstance(modules, dict) or not isinstance(outcomes, dict):
        raise Refused("broken")
    known = {module.id for module in course.modules}, {o.id for m in course.modules for o in m.outcomes}
    unknown = len(modules.keys() - known[0]) + len(outcomes.keys() - known[1])
    levels = len(course.settings.confidence)
    return Person(
        file,
        {id: units_of(entry) for id, entry in modules.items() if id in known[0]},
        {id: answers_of(entry, levels) for id, entry in outcomes.items() if id in known[1]},
        unknown,
    )


def document(raw: bytes) -> dict[str, Any]:
    if len(raw) > LARGEST:
        raise Refused("large")
    try:
        doc = json.loads(text(raw), parse_constant=nothing)
    except (ValueError, RecursionError):
        raise Refused("broken") from None
    if not isinstance(doc, dict):
        raise Refused("broken")
    return doc


def text(raw: bytes) -> str:
    """A file's text by the rules of the part `file`: an editor may have saved it in another encoding."""
    if raw.startswith(b"\xff\xfe") or raw[1:2] == b"\0":
        return raw.decode("utf-16-le", "replace").removeprefix("\ufeff")
    if raw.startswith((b"\xfe\xff", b"\0")):
        return raw.decode("utf-16-be", "replace").removeprefix("\ufeff")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("latin-1").translate(WINDOWS)


def nothing(word: str) -> None:
    """NaN and Infinity are not JSON, though Python reads them."""
    raise ValueError(word)


def kind_of(doc: dict[str, Any]) -> str:
    """What a file is that is not an evaluation file."""
    if doc.get("format") == "course-plan":
        return "plan"
    return "backup" if "schema" in doc or "notes" in doc else "other"


def whole(value: object) -> int:
    """A whole number, also one that is written as `3.0`; -1 for anything else."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else -1


def between(entry: dict[str, Any], key: str, least: int, most: int) -> int:
    number = whole(entry.get(key))
    if not least <= number <= most:
        raise Refused("values")
    return number


def units_of(entry: object) -> tuple[int, int]:
    if not isinstance(entry, dict):
        raise Refused("values")
    units = between(entry, "units", 1, MOST)
    return units, between(entry, "done", 0, units)


def answers_of(entry: object, levels: int) -> dict[str, int]:
    if not isinstance(entry, dict):
        raise Refused("values")
    asked = between(entry, "asked", 0, MOST)
    answered = between(entry, "answered", 0, asked)
    right = between(entry, "right", 0, answered)
    moments = [moment for moment in ("before", "after", "then") if moment in entry]
    confidence = {moment: between(entry, moment, 1, levels) for moment in moments}
    return {**confidence, "answered": answered, "right": right}


def people(files: Iterable[tuple[str, bytes]], course: Course) -> tuple[list[Person], list[tuple[str, str]]]:
    """Those whose files were taken, and for each of the others its name and a key of REASONS."""
    taken: dict[str, Person] = {}
    refused: list[tuple[str, str]] = []
    for name, raw in files:
        try:
            one = person(raw, course)
            if one.file in taken:
                raise Refused("twice")
            taken[one.file] = one
        except Refused as reason:
            refused.append((name, str(reason)))
    return list(taken.values()), refused
