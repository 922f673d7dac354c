"""Text to data that remembers its places.

The only door YAML comes in by. Every scalar stays the text that the author wrote, so `no`, `1.50` and
`2026-11-22` mean what the schema says they mean and nothing is guessed. Mistakes are reported, never raised.
"""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, Union

import yaml

Value = Union[str, None, "Mapping", "Sequence"]
Report = Callable[["Place", str, str], None]
"""What a reader calls for each mistake: where, the rule, and what to do."""

NULLS = {"", "~", "null"}
MAX_DEPTH = 40
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
# PyYAML's C parser is about seven times as fast; the pure one serves where libyaml is missing.
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Place(NamedTuple):
    """Where something stands: a file relative to the course's folder, line and column counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def moved(self, before: str) -> "Place":
        """The place after `before`, a piece of text that starts at this place."""
        lines = before.split("\n")
        column = len(lines[-1]) + (self.column if len(lines) == 1 else 1)
        return Place(self.file, self.line + len(lines) - 1, column)


class Span(NamedTuple):
    """A value as it stands in the file: its place and the raw text between its first and last mark."""

    place: Place
    raw: str


@dataclass(eq=False)
class Collected:
    """What mappings and sequences have in common: a place, and the span of each thing in them."""

    place: Place
    spans: dict[str | int, Span] = field(default_factory=dict)


class Mapping(dict[str, Any]):
    """A YAML mapping; `at` knows the places of its values, `keys_at` those of its keys."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.at = Collected(place)
        self.keys_at: dict[str, Place] = {}


class Sequence(list[Any]):
    """A YAML sequence; `at` knows the places of its items."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.at = Collected(place)


def read_text(path: Path, name: str, report: Report) -> str | None:
    """The text of a UTF-8 file, or None when it cannot be read as text (reported under `name`)."""
    try:
        raw = path.read_bytes()
    except IsADirectoryError:
        report(Place(name), "readable-file", "this is a folder; put a file of this name in its place")
        return None
    except FileNotFoundError:
        report(Place(name), "readable-file", "add this file")
        return None
    except OSError as error:
        report(
            Place(name),
            "readable-file",
            f"this file cannot be read ({error.strerror}); check its permissions",
        )
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        report(
            Place(name).moved(before),
            "utf-8",
            "save this file as UTF-8; this character is in another encoding",
        )
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if found := CONTROL.search(text):
        report(Place(name).moved(text[: found.start()]), "utf-8", "remove this control character")
        return None
    return text


def split_front_matter(text: str, name: str, report: Report) -> tuple[str, str, int] | None:
    """Front matter, body, and the line on which the body starts; None when the fences are missing."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        report(
            Place(name), "front-matter", "start this file with a line `---`, the keys, and another line `---`"
        )
        return None
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == "---":
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2
    report(Place(name), "front-matter", "close the front matter with a line `---`")
    return None


def parse(text: str, name: str, report: Report, first_line: int = 1) -> Value:
    """The data in a YAML text, or None when it is empty or broken (each mistake reported)."""
    builder = Builder(text, name, report, first_line)
    try:
        for event in yaml.parse(text, Loader=Loader):
            if not builder.take(event):
                return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = builder.place(mark) if mark else Place(name, first_line)
        report(place, "yaml-syntax", f"mend the YAML here: {error.problem or error.context}")
        return None
    except yaml.YAMLError as error:
        report(Place(name, first_line), "yaml-syntax", f"mend the YAML: {str(error).splitlines()[0]}")
        return None
    if builder.root is None and not builder.reported:
        report(Place(name, first_line), "not-empty", "this file is empty; write its keys")
    return builder.root


class Builder:
    """Builds data from YAML events with a stack of its own, so that no depth of nesting can break it."""

    def __init__(self, text: str, name: str, report: Report, first_line: int) -> None:
        self.text = text
        self.name = name
        self.first_line = first_line
        self.reported = 0
        self.root: Value = None
        self._report = report
        self._stack: list[Mapping | Sequence] = []
        self._starts: list[int] = []
        self._keys: list[str | None] = []
        self._documents = 0

    def report(self, place: Place, rule: str, message: str) -> None:
        self.reported += 1
        self._report(place, rule, message)

    def place(self, mark: Any) -> Place:
        return Place(self.name, self.first_line + mark.line, mark.column + 1)

    def take(self, event: Any) -> bool:
        """Take one event; False when reading on makes no sense."""
        match event:
            case yaml.DocumentStartEvent():
                return self._start_document(event)
            case yaml.AliasEvent():
                message = f"write the text out in place of `*{event.anchor}`; aliases are not used here"
                self.report(self.place(event.start_mark), "no-aliases", message)
                self._add(None, event.start_mark, event.end_mark)
            case yaml.ScalarEvent():
                self._check_tag(event)
                self._check_characters(event)
                plain_null = event.style in (None, "") and event.value in NULLS
                self._add(None if plain_null else event.value, event.start_mark, event.end_mark)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                return self._start(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._end(event)
        return True

    def _start_document(self, event: Any) -> bool:
        self._documents += 1
        if self._documents > 1:
            message = "remove this `---`; a file holds one document"
            self.report(self.place(event.start_mark), "one-document", message)
        return self._documents == 1

    def _check_tag(self, event: Any) -> None:
        if event.tag and event.tag != "!":
            message = f"remove the tag `{event.tag}`; the schema says what type a value has"
            self.report(self.place(event.start_mark), "no-tags", message)

    def _check_characters(self, event: Any) -> None:
        """A control character can also come as an escape, such as `"\\x07"`."""
        if CONTROL.search(event.value):
            place = self.place(event.start_mark)
            self.report(place, "utf-8", "remove the control character that is written here as an escape")
            event.value = CONTROL.sub(" ", event.value)

    def _start(self, event: Any) -> bool:
        self._check_tag(event)
        place = self.place(event.start_mark)
        if len(self._stack) >= MAX_DEPTH:
            self.report(place, "yaml-syntax", "nest less deeply")
            return False
        mapping = isinstance(event, yaml.MappingStartEvent)
        if mapping and self._expects_key():
            self.report(place, "yaml-syntax", "write a plain word as the key")
        self._stack.append(Mapping(place) if mapping else Sequence(place))
        self._starts.append(event.start_mark.index)
        self._keys.append(None)
        return True

    def _end(self, event: Any) -> None:
        finished, start = self._stack.pop(), self._starts.pop()
        self._keys.pop()
        self._put(finished, Span(finished.at.place, self.text[start : event.end_mark.index]))

    def _expects_key(self) -> bool:
        return bool(self._stack) and isinstance(self._stack[-1], Mapping) and self._keys[-1] is None

    def _add(self, value: str | None, start: Any, end: Any) -> None:
        if self._expects_key():
            self._add_key(value, self.place(start))
        else:
            self._put(value, Span(self.place(start), self.text[start.index : end.index]))

    def _add_key(self, value: str | None, place: Place) -> None:
        key = value or ""
        mapping = self._stack[-1]
        assert isinstance(mapping, Mapping)
        if key in mapping.keys_at:
            first = mapping.keys_at[key].line
            self.report(
                place, "duplicate-key", f"remove one of the two `{key}`; the first is on line {first}"
            )
        mapping.keys_at.setdefault(key, place)
        self._keys[-1] = key

    def _put(self, value: Value, span: Span) -> None:
        if not self._stack:
            self.root = value
            return
        holder = self._stack[-1]
        if isinstance(holder, Sequence):
            holder.at.spans[len(holder)] = span
            holder.append(value)
            return
        key = self._keys[-1]
        if key is None:  # a mapping or a sequence as a key: already reported
            self._keys[-1] = ""
            return
        self._keys[-1] = None
        if key not in holder:
            holder[key] = value
            holder.at.spans[key] = span


def find(span: Span, needle: str, nth: int = 0) -> Place:
    """Where the nth `needle` stands in a value; the value's own place when it cannot be found there."""
    position = -1
    for _ in range(nth + 1):
        position = span.raw.find(needle, position + 1)
        if position < 0:
            return span.place
    return span.place.moved(span.raw[:position])


def load_plain(text: str) -> Any:
    """Ordinary YAML (`mkdocs.yml`), with MkDocs' `!ENV [NAME, default]`. Raises ValueError."""

    class PlainLoader(yaml.SafeLoader):
        pass

    def from_environment(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
        parts = loader.construct_sequence(node) if isinstance(node, yaml.SequenceNode) else [node.value]
        names, default = (parts[:-1], parts[-1]) if len(parts) > 1 else (parts, None)
        return next((os.environ[name] for name in names if name in os.environ), default)

    PlainLoader.add_constructor("!ENV", from_environment)
    try:
        return yaml.load(text, Loader=PlainLoader)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error


def walk(value: Value, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text in some data, with its path."""
    match value:
        case str():
            yield path, value
        case Mapping():
            for key, inner in value.items():
                yield from walk(inner, (*path, key))
        case Sequence():
            for index, inner in enumerate(value):
                yield from walk(inner, (*path, index))
