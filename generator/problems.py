"""Something an author should change: place, rule, message, and how it prints."""

from typing import NamedTuple

from generator.source import Place


class Problem(NamedTuple):
    """One thing to change. Problems sort in file order."""

    place: Place
    rule: str
    message: str

    def __str__(self) -> str:
        file, line, column = self.place
        return f"{one_line(file)}:{line}:{column}: {one_line(self.message)} [{self.rule}]"


def one_line(text: str) -> str:
    """The text on one line, without characters that could move a terminal's cursor."""
    return "".join(c if c.isprintable() else " " for c in " ".join(text.split()))


def as_text(problem: Problem, level: str = "error") -> str:
    return str(problem) if level == "error" else f"{problem} ({level})"


def as_github(problem: Problem, level: str = "error") -> str:
    """A workflow command, so that a pull request shows the problem on its line."""
    file, line, column = problem.place
    where = f"file={escape(file, property=True)},line={line},col={column}"
    title = f"title={escape(problem.rule, property=True)}"
    return f"::{level} {where},{title}::{escape(f'{one_line(problem.message)} [{problem.rule}]')}"


def escape(text: str, *, property: bool = False) -> str:
    """Escaped as workflow commands ask: data, or a property's value."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property else text


FORMATS = {"text": as_text, "github": as_github}
