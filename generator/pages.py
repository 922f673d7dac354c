"""A course to its pages: `{path: text}`.

A page is Markdown with semantic HTML in it and needs nothing of MkDocs: any builder that reads Markdown can
make the site of it.
"""

import json
from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment

from generator.exports import action_plan, register
from generator.model import Briefing, Course, Module, Unit
from generator.render import Page, environment, render

COMPONENTS = (
    "record", "notice", "palette", "menu", "search", "ticks", "progress", "continue", "question", "unit",
    "reflection", "finding", "chart", "register", "changed", "confidence", "dots",
)  # fmt: skip
"""The components, in the order in which their scripts and styles are joined: the record comes first."""
PARTS = ("word", "plan", "keep", "learning", "team", "selection", "adapt", "deck", "presenter")
"""Components that only some pages need: `parts:` in a page's front matter names them, in their order."""
HERE = Path(__file__).parent


def pages(course: Course) -> dict[str, str | bytes]:
    """Every file that the generator adds to the hand-written pages, by its path in the docs folder."""
    writer = Writer(course)
    writer.write("", "home")
    writer.write("action-plan/", "action-plan")
    for module in course.modules:
        writer.module(module)
    writer.write("briefings/", "briefings")
    for briefing in course.briefings:
        writer.briefing(briefing)
    for path, template in overviews(course).items():
        writer.write(path, template)
    return {**writer.files, **assets(course), **downloads(course)}


def overviews(course: Course) -> dict[str, str]:
    """Path and template of the pages that there is one of."""
    found = {"references/": "references", "register/": "register", "trainers/alignment/": "alignment"}
    found |= {"glossary/": "glossary"} if course.terms else {}
    found |= {"about/changes/": "changes"} if course.changes else {}
    return found | ({"resources/": "resources"} if course.signposts else {})


class Writer:
    """Writes pages with one Jinja environment."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.env: Environment = environment()
        self.files: dict[str, str | bytes] = {}

    def write(self, path: str, template: str, **values: object) -> None:
        page = Page(path, self.course, terms=list(self.course.terms) if "unit" in values else [])
        self.files[f"{path}index.md"] = render(self.env, f"{template}.md.jinja", page, **values)

    def module(self, module: Module) -> None:
        self.write(module.path, "module", module=module)
        for index, unit in enumerate(module.units):
            self.unit(module, unit, index)
        if module.quiz:
            self.write(f"{module.path}quiz/", "quiz", module=module)
        for moment in ("before", "after"):
            self.write(f"{module.path}{moment}/", "confidence", module=module, moment=moment)
        self.write(f"{module.path}workshop/", "workshop", module=module)

    def unit(self, module: Module, unit: Unit, index: int) -> None:
        following = module.units[index + 1] if index + 1 < len(module.units) else None
        self.write(unit.path, "unit", module=module, unit=unit, number=index + 1, following=following)

    def briefing(self, briefing: Briefing) -> None:
        users = self.course.users_of(briefing)
        self.write(briefing.path, "briefing", briefing=briefing, users=users)


def assets(course: Course) -> dict[str, str | bytes]:
    """The one script and the one style sheet of the course."""
    env = environment()
    colours = env.get_template("colours.css.jinja").render(course=course)
    styles = [*sorted((HERE / "theme" / "styles").glob("*.css")), *parts("css")]
    return {
        "assets/course.js": renames(course) + "".join(part.read_text("utf-8") for part in parts("js")),
        "assets/course.css": colours + "".join(style.read_text("utf-8") for style in styles),
        **{
            f"assets/{part.name}": part.read_text("utf-8")
            for part in [*parts("js", PARTS), *parts("css", PARTS)]
        },
    }


def renames(course: Course) -> str:
    """Which ids were replaced, for the learners' records: what modules/ids.lock says."""
    tables = {"unit": ("units",), "question": ("answers",), "step": ("notes",), "outcome": ("confidence",)}
    found: dict[str, dict[str, str]] = {}
    for _, kind, old, heir in course.published:
        for table in tables.get(kind, ()) if heir else ():
            found.setdefault(table, {})[old] = heir
    return f"globalThis.courseRenames = {json.dumps(found)};\n" if found else ""


def parts(suffix: str, names: Iterable[str] = COMPONENTS) -> list[Path]:
    """The components' files of a kind, in their order."""
    named = [HERE / "components" / name / f"{name}.{suffix}" for name in names]
    return [part for part in named if part.exists()]


def downloads(course: Course) -> dict[str, str | bytes]:
    """Files to take away: the blank action plans, the register as data, and the feed of changes."""
    files: dict[str, str | bytes] = {
        "action-plan/action-plan.docx": action_plan.document(course, course.modules)
    }
    for module in course.modules:
        files[f"action-plan/{module.id}.docx"] = action_plan.document(course, (module,))
    files["register/findings.csv"] = register.findings(course)
    files["register/references.json"] = register.references(course)
    if course.changes:
        files["about/changes/feed.xml"] = environment().get_template("feed.xml.jinja").render(course=course)
    return files


def outline(course: Course) -> dict[str, object]:
    """What the theme's templates need to know of the course: its navigation, in plain data."""
    return {
        "id": course.settings.id,
        "title": course.settings.title,
        "styles": [part.stem for part in parts("css", PARTS)],
        "modules": [
            {
                "id": module.id,
                "title": module.title,
                "to": module.path,
                "quiz": f"{module.path}quiz/" if module.quiz else "",
                "units": [
                    {"id": unit.id, "title": unit.title, "to": unit.path, "minutes": unit.minutes}
                    for unit in module.units
                ],
            }
            for module in course.modules
        ],
        "links": [{"title": link.title, "to": link.to.lstrip("/")} for link in course.settings.links],
    }
