"""Text to data: what is read, where it stands, and every way in which a file can be wrong."""

from pathlib import Path

import pytest

from generator.source import (
    Mapping,
    Place,
    Sequence,
    Span,
    Value,
    find,
    load_plain,
    parse,
    read_text,
    split_front_matter,
    walk,
)

Told = list[tuple[int, int, str]]


def parsed(text: str, first_line: int = 1) -> tuple[Value, Told]:
    told: Told = []
    value = parse(
        text, "f.yml", lambda place, rule, _: told.append((place.line, place.column, rule)), first_line
    )
    return value, told


def read(path: Path) -> tuple[str | None, Told]:
    told: Told = []
    text = read_text(path, "f.yml", lambda place, rule, _: told.append((place.line, place.column, rule)))
    return text, told


def mapping(text: str) -> Mapping:
    value, told = parsed(text)
    assert isinstance(value, Mapping)
    assert not told
    return value


def sequence(value: object) -> Sequence:
    assert isinstance(value, Sequence)
    return value


# Values and places


def test_scalars_stay_the_text_that_was_written() -> None:
    written = mapping("a: no\nb: 1.50\nc: 2026-11-22\nd: 0x1F\ne: 'null'\nf: 010\n")
    assert dict(written) == {"a": "no", "b": "1.50", "c": "2026-11-22", "d": "0x1F", "e": "null", "f": "010"}


@pytest.mark.parametrize("nothing", ["", " ~", " null"])
def test_nothing_is_none(nothing: str) -> None:
    assert mapping(f"a:{nothing}\n")["a"] is None


def test_every_value_and_key_knows_its_place() -> None:
    written = mapping("a:\n  - b: c\n    d: e\n  - 'f'\n")
    items = sequence(written["a"])
    assert written.keys_at["a"] == Place("f.yml", 1, 1)
    assert items.at.place == Place("f.yml", 2, 3)
    assert items[0].at.spans["d"] == Span(Place("f.yml", 3, 8), "e")
    assert items.at.spans[1] == Span(Place("f.yml", 4, 5), "'f'")


def test_places_count_from_the_first_line_of_front_matter() -> None:
    value, _ = parsed("a: b", first_line=5)
    assert isinstance(value, Mapping)
    assert value.at.spans["a"].place.line == 5


@pytest.mark.parametrize("before", ["é", "日本", "👩🏽‍⚕️", "اردو"])
def test_columns_count_characters_not_bytes(before: str) -> None:
    written = mapping(f"{{a: {before}, b: c}}\n")
    assert written.at.spans["b"] == Span(Place("f.yml", 1, 10 + len(before)), "c")


@pytest.mark.parametrize(
    ("block", "value"),
    [
        ("|\n  one\n  two\n", "one\ntwo\n"),
        ("|-\n  one\n  two\n", "one\ntwo"),
        (">\n  one\n  two\n", "one two\n"),
        ("|2\n    one\n", "  one\n"),
        ('"one\\\n  two"\n', "onetwo"),
    ],
)
def test_block_scalars(block: str, value: str) -> None:
    assert mapping(f"a: {block}")["a"] == value


def test_a_word_is_found_in_a_block_scalar() -> None:
    span = mapping("a: |\n  one two\n  two three\n").at.spans["a"]
    assert find(span, "two") == Place("f.yml", 2, 7)
    assert find(span, "two", 1) == Place("f.yml", 3, 3)
    assert find(span, "four") == Place("f.yml", 1, 4)


def test_walk_names_every_text() -> None:
    assert list(walk(mapping("a: [b, {c: d}]\n"))) == [(("a", 0), "b"), (("a", 1, "c"), "d")]


# Mistakes in YAML


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 1\nb: 2\na: 3\n", [(3, 1, "duplicate-key")]),
        ("a: &x 1\nb: *x\nc: *x\n", [(2, 4, "no-aliases"), (3, 4, "no-aliases")]),
        ("a: !!python/object:os.system x\n", [(1, 4, "no-tags")]),
        ("a: !own {b: c}\n", [(1, 4, "no-tags")]),
        ("a: !!str 5\n", [(1, 4, "no-tags")]),
        ("a: 1\n---\nb: 2\n", [(2, 1, "one-document")]),
        ("", [(1, 1, "not-empty")]),
        ("# nothing\n", [(1, 1, "not-empty")]),
        ("---\n...\n", [(1, 1, "not-empty")]),
        ("a: [1\nb: 2\n", [(2, 2, "yaml-syntax")]),
        ("a: 'b\n", [(2, 1, "yaml-syntax")]),
        ("a: b: c\n", [(1, 5, "yaml-syntax")]),
        ("a:\n\tb: c\n", [(2, 1, "yaml-syntax")]),
        ("? {a: b}\n: c\n", [(1, 3, "yaml-syntax")]),
        ("a: @b\n", [(1, 4, "yaml-syntax")]),
        ("%FOO\n", [(1, 5, "yaml-syntax")]),
    ],
)
def test_mistakes_are_told_where_they_stand(text: str, told: Told) -> None:
    assert parsed(text)[1] == told


def test_of_two_values_the_first_stays() -> None:
    assert parsed("a: 1\na: 2\n")[0] == {"a": "1"}


def test_an_alias_bomb_takes_no_time_and_no_memory() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    _, told = parsed("\n".join(lines))
    assert {rule for _, _, rule in told} == {"no-aliases"}


def test_an_alias_to_itself_is_told() -> None:
    assert parsed("a: &a [*a]\n")[1] == [(1, 8, "no-aliases")]


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 5_000, "- " * 5_000 + "x"])
def test_deep_nesting_is_told_not_crashed_on(text: str) -> None:
    value, told = parsed(text)
    assert value is None
    assert [rule for *_, rule in told] == ["yaml-syntax"]


@pytest.mark.parametrize("escape", ["\\x07", "\\0", "\\x1b", "\\uFFFE", "\\x02", "\\x7f"])
def test_a_control_character_written_as_an_escape_is_told(escape: str) -> None:
    _, told = parsed(f'a: b\nc: "d{escape}e"\n')
    assert [line for line, *_ in told] == [2]


# Files that cannot be read


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"\xef\xbb\xbfa: b\n", "a: b\n"),
        (b"a: b\r\nc: d\r\n", "a: b\nc: d\n"),
        (b"a: b\rc: d", "a: b\nc: d"),
        ("é 👍 اردو\n".encode(), "é 👍 اردو\n"),
        (b"", ""),
    ],
)
def test_text_is_read(tmp_path: Path, raw: bytes, text: str) -> None:
    (tmp_path / "f.yml").write_bytes(raw)
    assert read(tmp_path / "f.yml") == (text, [])


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"a: b\nc: caf\xe9\n", [(2, 7, "utf-8")]),
        ("a: é\nb: é".encode("utf-16"), [(1, 1, "utf-8")]),
        ("a: b".encode("utf-16-le"), [(1, 2, "utf-8")]),
        ("é: ".encode() + b"\xff", [(1, 4, "utf-8")]),
        (b"a: b\nc: \x07d\n", [(2, 4, "utf-8")]),
        (b"a: b\nc: \x00\n", [(2, 4, "utf-8")]),
        (b"\xed\xa0\x80", [(1, 1, "utf-8")]),
    ],
)
def test_what_is_no_text_is_told_where_it_stands(tmp_path: Path, raw: bytes, told: Told) -> None:
    (tmp_path / "f.yml").write_bytes(raw)
    assert read(tmp_path / "f.yml") == (None, told)


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    assert read(tmp_path) == (None, [(1, 1, "readable-file")])


def test_a_missing_file(tmp_path: Path) -> None:
    assert read(tmp_path / "none.yml") == (None, [(1, 1, "readable-file")])


def test_a_file_in_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "modules").write_text("")
    assert read(tmp_path / "modules" / "course.yml") == (None, [(1, 1, "readable-file")])


def test_an_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert read(tmp_path / "f.yml") == (None, [(1, 1, "readable-file")])


def test_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "f.yml").symlink_to(tmp_path / "f.yml")
    assert read(tmp_path / "f.yml") == (None, [(1, 1, "readable-file")])


# Front matter


def split(text: str) -> tuple[object, list[str]]:
    told: list[str] = []
    return split_front_matter(text, "f.md", lambda place, rule, _: told.append(f"{place.line} {rule}")), told


def test_front_matter_and_body() -> None:
    assert split("---\na: b\n---\nBody\n---\nmore") == (("a: b", "Body\n---\nmore", 4), [])


@pytest.mark.parametrize("text", ["", "Body", "\n---\na: b\n---\n", "---\na: b\n"])
def test_fences_that_are_missing_are_told(text: str) -> None:
    assert split(text) == (None, ["1 front-matter"])


# Ordinary YAML


def test_plain_yaml_knows_env(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HERE", "found")
    text = "a: !ENV HERE\nb: !ENV [NOT_HERE, default]\nc: !ENV [NOT_HERE, HERE, default]\nd: !ENV NOT_HERE\n"
    assert load_plain(text) == {"a": "found", "b": "default", "c": "found", "d": None}


@pytest.mark.parametrize("text", ["a: [", "a: !!python/name:os.system", "a: *b"])
def test_plain_yaml_that_is_broken_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        load_plain(text)
