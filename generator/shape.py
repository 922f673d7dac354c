"""Data to nodes: every mistake of shape becomes a problem, and what is sound is kept.

A mistake in one question, step or finding drops that one thing and not its file, so that the checks can
speak about the rest in the same run.
"""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from generator.model import STEPS
from generator.source import Mapping, Place, Report, Sequence, Value

N = TypeVar("N", bound=BaseModel)
Loc = tuple[str | int, ...]

PATTERNS = {
    "^[a-z]": ("kebab-case-id", "write this id in kebab-case: small letters and digits, joined by `-`"),
    "^#": ("right-type", "write this colour as `#` and six hexadecimal digits, such as `#3b3a8f`"),
    "^/(": ("right-type", "write a path that starts and ends with `/`, such as `/about/`"),
    "^http": ("right-type", "write a web address that starts with `https://`"),
}
TYPES = {
    "int": "write a whole number here",
    "float": "write a number here",
    "finite_number": "write a number here",
    "bool": "write `true` or `false` here",
    "date": "write a date here, such as `2026-11-22`",
    "string": "write text here",
    "list": "write a list here: each item on its own line after `- `",
    "dict": "write keys and values here",
    "model": "write keys and values here",
}


def shaped(cls: type[N], data: Value, name: str, report: Report) -> N | None:
    """The node in some data; None when too much of it is wrong to keep anything."""
    if not isinstance(data, Mapping):
        if data is not None:
            report(Place(name), "right-type", f"start this file with a key, such as `{first_key(cls)}:`")
        return None
    try:
        return cls.model_validate(data)
    except ValidationError as error:
        errors = [(strip_tags(data, e["loc"]), e) for e in error.errors()]
        for loc, details in errors:
            report(*remedy(cls, data, loc, details))
        return kept(cls, data, [loc for loc, _ in errors])


def kept(cls: type[N], data: Mapping, locs: list[Loc]) -> N | None:
    """The node without the items that are wrong; None when it cannot do without them."""
    sound = copied(data)
    bad: dict[str, set[int]] = {}
    for key, *rest in locs:
        if rest and isinstance(rest[0], int):
            bad.setdefault(str(key), set()).add(rest[0])
        else:
            sound.pop(str(key), None)  # a key that the node needs is missed below
    for key in bad.keys() & sound.keys():
        sound[key] = without(sound[key], bad[key])
    try:
        return cls.model_validate(sound)
    except ValidationError:
        return None


def copied(data: Mapping) -> Mapping:
    copy = Mapping(data.at.place)
    copy.update(data)
    copy.at.spans.update(data.at.spans)
    return copy


def without(items: Sequence, indexes: set[int]) -> Sequence:
    """The sequence without some of its items, each of the others with its span."""
    rest = Sequence(items.at.place)
    for index, item in enumerate(items):
        if index not in indexes:
            rest.at.spans[len(rest)] = items.at.spans[index]
            rest.append(item)
    return rest


def fields(cls: type[BaseModel]) -> Iterable[tuple[str, Any]]:
    return cls.model_fields.items()


def names(field: Any, key: str) -> tuple[str, ...]:
    return (field.alias or key,)


def first_key(cls: type[BaseModel]) -> str:
    return next(names(field, key)[0] for key, field in fields(cls))


def strip_tags(data: Value, loc: Loc) -> Loc:
    """The path as it stands in the file: pydantic adds the tags of unions to it."""
    path: list[str | int] = []
    here: Any = data
    for step in loc:
        if isinstance(step, str) and step.endswith("-step"):
            continue
        path.append(step)
        if isinstance(here, Mapping):
            here = here.get(str(step))
        elif isinstance(here, Sequence) and isinstance(step, int) and step < len(here):
            here = here[step]
        else:
            here = None
    return tuple(path)


def remedy(cls: type[BaseModel], data: Mapping, loc: Loc, error: Any) -> tuple[Place, str, str]:
    """Where, which rule, and what to do about one of pydantic's errors."""
    key = str(loc[-1]) if loc else ""
    kind, context = error["type"], error.get("ctx", {})
    holder = value_at(data, loc[:-1])
    place = place_at(data, loc)
    if kind == "missing":
        return place_at(data, loc[:-1]), "required-key", f"add `{key}`{explained(cls, data, loc)}"
    if kind == "extra_forbidden":
        at = holder.keys_at.get(key, place) if isinstance(holder, Mapping) else place
        return (
            at,
            "unknown-key",
            f"remove or rename the key `{key}`{suggestion(key, known_keys(cls, data, loc))}",
        )
    if kind.startswith("union_tag"):
        kinds = ", ".join(f"`{step.kind}`" for step in STEPS)
        return place, "known-step", f"start this step with one of {kinds}"
    if error["input"] is None and loc and isinstance(loc[-1], int):
        return place, "required-key", "write something here, or remove this item"
    if error["input"] is None:
        return place, "required-key", f"write something after `{key}:`, or remove the key"
    if kind == "literal_error":
        words = context["expected"].replace("'", "`")
        close = suggestion(str(error["input"]), re.findall("`([^`]+)`", words))
        return place, "known-word", f"write one of {words} here{close}"
    if kind == "string_pattern_mismatch":
        rule, message = next(v for start, v in PATTERNS.items() if context["pattern"].startswith(start))
        return place, rule, message
    return place, *worded(kind, context)


def worded(kind: str, context: dict[str, Any]) -> tuple[str, str]:
    """Rule and message for the errors that need nothing but their own numbers."""
    match kind:
        case "string_too_short":
            return "not-empty", "write something here"
        case "string_too_long":
            return "right-size", f"shorten this to {context['max_length']} characters"
        case "too_short":
            return "right-size", f"list at least {context['min_length']} here"
        case "greater_than_equal":
            return "right-size", f"write a number of at least {context['ge']}"
        case "less_than_equal":
            return "right-size", f"write a number of at most {context['le']}"
    family = next((family for family in TYPES if kind.startswith(family)), "string")
    return "right-type", TYPES[family]


def value_at(data: Value, loc: Loc) -> Any:
    here: Any = data
    for step in loc:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            return None
    return here


def place_at(data: Mapping, loc: Loc) -> Place:
    """The place of the value at a path, or of the nearest thing around it."""
    here: Any = data
    place = data.at.place
    for step in loc:
        if not isinstance(here, Mapping | Sequence) or step not in here.at.spans:
            break
        place = here.at.spans[step].place
        here = here[step]  # type: ignore[index]  # spans has only what is there
    return place


def model_at(cls: type[BaseModel], data: Value, loc: Loc) -> type[BaseModel] | None:
    """The node class that describes the mapping at a path."""
    here: Any = cls
    for index, step in enumerate(loc):
        if isinstance(step, int):
            continue
        field = next((f for key, f in fields(here) if names(f, key)[0] == step), None)
        if field is None:
            return None
        candidates = list(classes_in(field.annotation))
        if len(candidates) > 1:  # a list of steps: the item's own keys tell which
            item = value_at(data, loc[: index + 2])
            candidates = [
                c for c in candidates if isinstance(item, dict) and getattr(c, "kind", None) in item
            ]
        if not candidates:
            return None
        here = candidates[0]
    return here  # type: ignore[no-any-return]


def classes_in(annotation: Any) -> Iterable[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from classes_in(inner)


def known_keys(cls: type[BaseModel], data: Value, loc: Loc) -> list[str]:
    model = model_at(cls, data, loc[:-1])
    return [names(field, key)[0] for key, field in fields(model)] if model else []


def explained(cls: type[BaseModel], data: Value, loc: Loc) -> str:
    """What a missing key is for, in the words of the schema."""
    exact = model_at(cls, data, loc[:-1])
    for model in (exact,) if exact else nodes_in(cls, set()):
        field = next((f for key, f in fields(model) if names(f, key)[0] == loc[-1]), None)
        parent = loc[-2] if len(loc) > 1 else None
        if field and (exact or (parent is None) == (model is cls)):
            return f": {field.description}"
    return ""


def nodes_in(cls: type[BaseModel], seen: set[type]) -> Iterable[type[BaseModel]]:
    if cls in seen:
        return
    seen.add(cls)
    yield cls
    for _, field in fields(cls):
        for inner in classes_in(field.annotation):
            yield from nodes_in(inner, seen)


def suggestion(word: str, known: Iterable[str]) -> str:
    close = get_close_matches(word, list(known), 1)
    return f"; did you mean `{close[0]}`?" if close else ""
