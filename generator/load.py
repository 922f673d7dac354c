"""Folders to one course and its problems."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from generator.model import (
    SLUG,
    Bank,
    Bibliography,
    Briefing,
    Changes,
    Course,
    Glossary,
    Guidance,
    Module,
    Question,
    ReadyWorkshop,
    Reference,
    Settings,
    Signposts,
    Unit,
)
from generator.problems import Problem
from generator.shape import shaped
from generator.source import Place, Report, parse, read_text, split_front_matter

N = TypeVar("N", bound=BaseModel)
LOCK = "modules/ids.lock"
GUIDANCE = "modules/facilitating.yml"
OWN_FILES = {"course.yml", "facilitating.yml", "glossary.yml", "changes.yml", "signposts.yml", "ids.lock"}
BROKEN = {"no-aliases", "no-tags", "utf-8", "duplicate-key", "yaml-syntax"}
ID = re.compile(r"\bid:[ \t]*[\"']?([a-z0-9-]+)")


def load(root: Path) -> tuple[Course | None, list[Problem]]:
    """The course in a folder, as far as it can be read, and every problem of shape in its files."""
    folder = Folder(root)
    settings = folder.node(Settings, "modules/course.yml")
    listed = settings.modules if settings else folder.folders("modules")
    modules = tuple(folder.module(id) for id in listed)
    briefings = tuple(folder.briefing(name) for name in folder.names("briefings", ".md"))
    bibliography = folder.node(Bibliography, "briefings/references.yml") if folder.has("briefings") else None
    references: tuple[Reference, ...] = tuple(bibliography.references) if bibliography else ()
    folder.note_unlisted(settings, modules)
    if not settings:
        return None, sorted(set(folder.problems))
    course = Course(
        settings,
        tuple(module for module in modules if module),
        tuple(briefing for briefing in briefings if briefing),
        references,
        *folder.welcome(),
        tuple(folder.some(Glossary, "modules/glossary.yml", "terms")),
        tuple(folder.some(Changes, "modules/changes.yml", "changes")),
        folder.node(Signposts, "modules/signposts.yml") if folder.has("modules/signposts.yml") else None,
        folder.published(),
        folder.content(),
    )
    guidance = folder.node(Guidance, GUIDANCE) if folder.has(GUIDANCE) else None
    course = replace(course, guidance=guidance, unreadable=frozenset(folder.unreadable))
    return course, sorted(set(folder.problems))


class Folder:
    """A course's folder: reads its files and collects their problems."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.unreadable: set[str] = set()
        self._broken_at: set[Place] = set()

    def report(self, place: Place, rule: str, message: str) -> None:
        """Collect a problem; what the YAML itself has wrong need not be said again as a wrong shape."""
        if rule in BROKEN:
            self._broken_at.add(place)
        elif place in self._broken_at:
            return
        self.problems.append(Problem(place, rule, message))

    def has(self, name: str) -> bool:
        return (self.root / name).exists()

    def names(self, folder: str, suffix: str) -> list[str]:
        """The files of a folder with a suffix, without it, sorted."""
        try:
            entries = sorted((self.root / folder).iterdir())
        except OSError:
            return []
        return [entry.name.removesuffix(suffix) for entry in entries if is_source(entry, suffix)]

    def node(self, cls: type[N], name: str) -> N | None:
        """The node in a YAML file."""
        text = read_text(self.root / name, name, self.report)
        if text is None:
            self.unreadable.add(Path(name).stem)
            return None
        return self._kept(name, text, lambda report: shaped(cls, parse(text, name, report), name, report))

    def _kept(self, name: str, text: str, make: Callable[[Report], N | None]) -> N | None:
        """What `make` gives; when it reported anything, the ids in the text are known to exist."""
        before = len(self.problems)
        node = make(self.report)
        if len(self.problems) > before:
            self.unreadable.update({name, *ID.findall(text)})
        if node is None:
            self.unreadable.add(Path(name).stem)
        return node

    def some(self, cls: type[BaseModel], name: str, key: str) -> list[Any]:
        """The items of a file that a course may do without."""
        node = self.node(cls, name) if self.has(name) else None
        return getattr(node, key) if node else []

    def published(self) -> tuple[tuple[Place, str, str, str], ...]:
        """The lines of modules/ids.lock: `kind id`, or `kind id -> id` where one replaced another."""
        text = read_text(self.root / LOCK, LOCK, self.report) if self.has(LOCK) else None
        found = []
        for number, line in enumerate(map(str.strip, (text or "").split("\n")), 1):
            if match := re.fullmatch(r"([a-z]+) ([a-z0-9-]+)(?: -> ([a-z0-9-]+))?", line):
                found.append((Place(LOCK, number), match[1], match[2], match[3] or ""))
            elif line and not line.startswith("#"):
                self.report(
                    Place(LOCK, number), "lock-line", "write `kind id`, or `kind id -> id` when replaced"
                )
        return tuple(found)

    def module(self, id: str) -> Module | None:
        module = self.node(Module, f"modules/{id}/module.yml")
        units = [
            self.unit(id, name)
            for name in (dict.fromkeys(module.unit_ids) if module else self._unit_names(id))
        ]
        bank = self.node(Bank, f"quizzes/{id}.yml") if self.has(f"quizzes/{id}.yml") else None
        if module is None:
            self.unreadable.add(id)
            return None
        questions: list[Question] = bank.questions if bank else []
        module._id = id
        module._units = tuple(unit for unit in units if unit)
        module._questions = tuple(questions)
        module._workshops = self.workshops(f"modules/{id}/workshops")
        return module

    def _unit_names(self, module: str) -> list[str]:
        return [name for name in self.names(f"modules/{module}", ".yml") if name != "module"]

    def unit(self, module: str, id: str) -> Unit | None:
        unit = self.node(Unit, f"modules/{module}/{id}.yml")
        if unit:
            unit._id, unit._module = id, module
        return unit

    def workshops(self, folder: str) -> tuple[ReadyWorkshop, ...]:
        """Every workshop in a folder: each file is one, so that adding it needs no list."""
        found = []
        for id in self.names(folder, ".yml"):
            name = f"{folder}/{id}.yml"
            if not re.fullmatch(SLUG, id):
                message = "rename this file in kebab-case: its name is part of an address"
                self.report(Place(name), "kebab-case-id", message)
            elif workshop := self.node(ReadyWorkshop, name):
                workshop._id = id
                found.append(workshop)
        return tuple(sorted(found, key=lambda workshop: (workshop.order, workshop.id)))

    def briefing(self, id: str) -> Briefing | None:
        name = f"briefings/{id}.md"
        if not re.fullmatch(SLUG, id):
            message = "rename this file in kebab-case: its name is the briefing's id"
            self.report(Place(name), "kebab-case-id", message)
            return None
        text = read_text(self.root / name, name, self.report)
        parts = split_front_matter(text, name, self.report) if text is not None else None
        if text is None or parts is None:
            self.unreadable.update({id, *ID.findall(text or "")})
            return None
        front, body, first_line = parts
        briefing = self._kept(
            name, front, lambda report: shaped(Briefing, parse(front, name, report, 2), name, report)
        )
        if briefing:
            briefing._id, briefing._body, briefing._body_at = id, body, Place(name, first_line)
        return briefing

    def welcome(self) -> tuple[str, Place]:
        """The words of the front page without front matter, and where they begin."""
        name = "content/index.md"
        text = read_text(self.root / name, name, self.report) if self.has(name) else None
        parts = split_front_matter(text, name, self.report) if text and text.startswith("---") else None
        return (parts[1], Place(name, parts[2])) if parts else (text or "", Place(name))

    def content(self) -> frozenset[str]:
        """The paths of the hand-written pages."""
        root = self.root / "content"
        pages = (page.relative_to(root).as_posix() for page in root.rglob("*.md"))
        return frozenset(re.sub(r"(^|(?<=/))index\.md$", "", page).replace(".md", ".html") for page in pages)

    def note_unlisted(self, settings: Settings | None, modules: Iterable[Module | None]) -> None:
        """Report what stands in a folder and is named by nothing: it would be lost without a word."""
        if not settings:
            return
        for module in filter(None, modules):
            units = {f"{unit}.yml" for unit in module.unit_ids}
            for name in self._others(f"modules/{module.id}", units | {"module.yml", "workshops"}):
                self._note(f"modules/{module.id}/{name}", "list it under `units:` in module.yml")
            files = {f"{name}.yml" for name in self.names(f"modules/{module.id}/workshops", ".yml")}
            for name in self._others(f"modules/{module.id}/workshops", files):
                self._note(f"modules/{module.id}/workshops/{name}", "end its name in `.yml`")
        for name in self._others("quizzes", {f"{module}.yml" for module in settings.modules}):
            self._note(f"quizzes/{name}", f"name it after a module, such as `{settings.modules[0]}.yml`")
        for name in self._others("modules", {*settings.modules, *OWN_FILES}):
            is_folder = (self.root / "modules" / name).is_dir()
            file = f"modules/{name}/module.yml" if is_folder else f"modules/{name}"
            self._note(file, "list it under `modules:` in modules/course.yml")

    def folders(self, name: str) -> list[str]:
        try:
            return sorted(entry.name for entry in (self.root / name).iterdir() if entry.is_dir())
        except OSError:
            return []

    def _note(self, file: str, remedy: str) -> None:
        self.report(Place(file), "every-file-is-listed", f"{remedy}, or remove it; nothing names it now")

    def _others(self, folder: str, known: set[str]) -> list[str]:
        """What stands in a folder besides what is known, drafts and hidden files."""
        try:
            entries = sorted(entry.name for entry in (self.root / folder).iterdir())
        except OSError:
            return []
        return [name for name in entries if name not in known and name[0] not in "._" and name != "README.md"]


def is_source(entry: Path, suffix: str) -> bool:
    return entry.name.endswith(suffix) and not entry.name.startswith((".", "_")) and entry.name != "README.md"
