"""Where the pages of a course stand, and how one leads to another."""

from posixpath import relpath

from generator.model import Course


def paths(course: Course) -> set[str]:
    """The path of every page that the generator makes, from the front page: `/evidence/what-counts/`."""
    found = {"/", "/briefings/", "/references/", "/action-plan/", "/register/", "/trainers/alignment/"}
    found |= {"/my-learning/", "/downloads/", "/trainers/team/"}
    found |= {"/glossary/"} if course.terms else set()
    found |= {"/about/changes/"} if course.changes else set()
    found |= {"/trainers/facilitating/"} if course.guidance else set()
    found |= {"/resources/"} if course.signposts else set()
    for module in course.modules:
        found |= {f"/{module.path}{page}" for page in ("", "before/", "after/", "workshop/")}
        found |= {f"/{module.path}{page}" for page in ("slides/", "slides/presenter/")}
        found |= {f"/{module.path}{page}" for page in ("handouts/", "workbook/", "workbook/answers/")}
        found |= {f"/{module.path}quiz/"} if module.quiz else set()
        found |= {f"/{unit.path}" for unit in module.units}
    return found | {f"/{briefing.path}" for briefing in course.briefings}


def relative(target: str, page: str) -> str:
    """The link from a page such as `evidence/quiz/` to a path such as `/evidence/#units`.

    Links end in `index.html`, so that they also work from a memory stick, where no server finds the
    page of a folder.
    """
    path, mark, fragment = target.lstrip("/").partition("#")
    if path == "" or path.endswith("/"):
        path += "index.html"
    return relpath(path, page or ".") + mark + fragment
