"""A course to its pages: `{path: text}`.

A page is Markdown with semantic HTML in it and needs nothing of MkDocs: any builder that reads Markdown can
make the site of it.
"""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from jinja2 import Environment

from generator import decks
from generator.exports import action_plan, cpd, guide, handouts, offline, register, team, word, workbook
from generator.model import Briefing, Course, Module, Unit
from generator.render import Page, environment, render

COMPONENTS = (
    "record", "notice", "worker", "palette", "menu", "search", "ticks", "progress", "continue", "question",
    "unit", "reflection", "reminder", "finding", "chart", "register", "changed", "confidence", "dots",
    "return",
)  # fmt: skip
"""The components, in the order in which their scripts and styles are joined: the record comes first."""
PARTS = (
    "word", "file", "planfile", "calendar", "plan", "handover", "joint", "backup", "keep", "learning",
    "certificate", "cpd", "team-export", "team-figures", "team", "selection", "guide", "adapt", "show",
    "slide", "deck", "presenter", "paper", "offline",
)  # fmt: skip
"""Components that only some pages need: `parts:` in a page's front matter names them, in their order."""
HERE = Path(__file__).parent
COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*(?:(?!\*/).)*\*/)[ \t]*\n", re.M | re.S)
KEPT_UNDER = {
    "unit": [("units", "{}")],
    "question": [("answers", "{}")],
    "step": [("notes", "{}"), ("plan", "{}")],
    "outcome": [("confidence", "{}"), ("notes", "before-{}")],
    "finding": [("findings", "{}")],
}
"""Where a learner's record names each kind of thing: the table, or `findings` for plans; and in what form."""


def pages(
    course: Course, address: str = "", before: Mapping[str, str | bytes] | None = None
) -> dict[str, str | bytes]:
    """Every file that the generator adds to the hand-written pages, by its path in the docs folder.

    `address` is where the site will stand, for what leads there from paper and from the wall. `before` holds
    what an earlier call gave: a module's Word files are made again only if one of its pages has changed.
    """
    writer = Writer(course, address)
    writer.write("", "home")
    writer.write("action-plan/", "action-plan")
    for module in course.modules:
        writer.module(module)
    writer.write("briefings/", "briefings")
    for briefing in course.briefings:
        writer.briefing(briefing)
    for path, template in overviews(course).items():
        writer.write(path, template)
    writer.write("trainers/team/", "team", data=team.for_page(course))
    files = {**writer.files, **assets(course), **downloads(course)}
    for module in course.modules:
        files |= unchanged(module, writer.files, before or {}) or papers(course, module)
    return files


def overviews(course: Course) -> dict[str, str]:
    """Path and template of the pages that there is one of."""
    found = {"references/": "references", "register/": "register", "trainers/alignment/": "alignment"}
    found["my-learning/"] = "my-learning"
    found["downloads/"] = "downloads"
    found |= {"glossary/": "glossary"} if course.terms else {}
    found |= {"about/changes/": "changes"} if course.changes else {}
    found |= {"trainers/facilitating/": "facilitating"} if course.guidance else {}
    return found | ({"resources/": "resources"} if course.signposts else {})


class Writer:
    """Writes pages with one Jinja environment."""

    def __init__(self, course: Course, address: str = "") -> None:
        self.course, self.address = course, address
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
        self.deck(module)
        self.write(f"{module.path}handouts/", "handouts", module=module)
        self.write(f"{module.path}workbook/", "workbook", module=module, fields=workbook.FIELDS)
        self.write(f"{module.path}workbook/answers/", "workbook-answers", module=module)

    def deck(self, module: Module) -> None:
        """The slides and the presenter's view: two ways to lay out the same."""
        deck = decks.deck(self.course, module)
        values = {"slides": deck.slides, "parts": deck.parts, "interval": decks.interval(module)}
        tools = {"code": decks.coder(self.address), "bare": decks.bare}
        for page, template in (("slides/", "slides"), ("slides/presenter/", "presenter")):
            self.write(f"{module.path}{page}", template, module=module, **values, **tools)

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
        "assets/course.js": renames(course) + "".join(lean(part.read_text("utf-8")) for part in parts("js")),
        "assets/course.css": colours + "".join(style.read_text("utf-8") for style in styles),
        offline.WORKER: offline.unpacked_worker(),
        **{
            f"assets/{part.name}": part.read_text("utf-8")
            for part in [*parts("js", PARTS), *parts("css", PARTS)]
        },
    }


def lean(script: str) -> str:
    """A script without the comments that stand on lines of their own: a third of what would travel."""
    return COMMENT.sub("", script)


def renames(course: Course) -> str:
    """Which ids were replaced, for the learners' records: what modules/ids.lock says."""
    found: dict[str, dict[str, str]] = {}
    for _, kind, old, heir in course.published:
        for table, form in KEPT_UNDER.get(kind, ()) if heir else ():
            found.setdefault(table, {})[form.format(old)] = form.format(heir)
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
    files["assets/word-templates.js"] = word.templates(fillable(course))
    for form in course.settings.cpd_forms:
        files[f"my-learning/cpd-{form.id}.docx"] = cpd.document(course, form)
    files["register/findings.csv"] = register.findings(course)
    files["register/references.json"] = register.references(course)
    if course.changes:
        files["about/changes/feed.xml"] = environment().get_template("feed.xml.jinja").render(course=course)
    return files


def papers(course: Course, module: Module) -> dict[str, bytes]:
    """The Word files of a module: they take most of a build's time."""
    return {
        **handouts.documents(course, module),
        **workbook.documents(course, module),
        **guide.documents(course, module),
    }


def unchanged(
    module: Module, pages: Mapping[str, str | bytes], before: Mapping[str, str | bytes]
) -> dict[str, str | bytes]:
    """A module's Word files from before, if its pages are as they were: both come from the same HTML."""
    now = {path: text for path, text in pages.items() if path.startswith(module.path)}
    then = {path: text for path, text in before.items() if path.startswith(module.path)}
    documents = {path: then.pop(path) for path in list(then) if path.endswith(".docx")}
    return documents if now == then else {}


def fillable(course: Course) -> dict[str, bytes]:
    """The Word files that a page fills in with what the learner wrote, by the key of `courseWord.open`."""
    return {
        "action-plan": action_plan.document(course, course.modules),
        "joint-plan": action_plan.joint(course),
        **{f"cpd-{form.id}": cpd.document(course, form) for form in course.settings.cpd_forms},
    }


def outline(course: Course) -> dict[str, object]:
    """What the theme's templates need to know of the course: its navigation, in plain data."""
    return {
        "id": course.settings.id,
        "title": course.settings.title,
        "styles": [part.stem for part in parts("css", PARTS)],
        "scripts": [part.stem for part in parts("js", PARTS)],
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
