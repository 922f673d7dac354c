"""How long a build takes, beside plain Material on the same pages: `python -m tests.bench [--units 100]`.

Both builds are `mkdocs build` in a process of its own, in turn: (a) the course with this generator, and (b)
the Markdown that it makes, written to disk, with Material as it ships and its search. The medians say what
the generator and its theme cost.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from tests.tools import ROOT

MKDOCS = Path(sys.executable).with_name("mkdocs")
COURSE = Path(sys.executable).with_name("course")
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
PER_MODULE, PER_UNIT = 10, 5
WORDS = "Look for the hole before you take the tube out, and listen. Then *mend* it [@handbook, page {n}]. "


class Taken(NamedTuple):
    """Seconds on the wall and of the processor."""

    wall: float
    cpu: float


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--units", type=int, help="build an invented course of so many units in place of ours"
    )
    parser.add_argument("--rounds", type=int, default=5, help="builds of each kind, after one to warm up")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        ours = invented(work / "course", options.units) if options.units else ROOT
        compare(ours, plain(ours, work), work, options.rounds)


def compare(ours: Path, plain: Path, work: Path, rounds: int) -> None:
    """Build both in turn and print the medians."""
    taken: dict[str, list[Taken]] = {"ours": [], "plain": []}
    for _ in range(rounds + 1):
        for name, course in (("ours", ours), ("plain", plain)):
            taken[name].append(timed(course, work / f"site-{name}"))
    medians = {name: median(rounds[1:]) for name, rounds in taken.items()}
    pages = len(list((work / "site-ours").rglob("*.html")))
    print(f"{pages} pages, median of {rounds} builds in seconds\n")
    print(f"{'':24}{'wall':>8}{'processor':>12}")
    for name, label in (("ours", "this course"), ("plain", "plain mkdocs-material")):
        print(f"{label:24}{medians[name].wall:8.2f}{medians[name].cpu:12.2f}")
    wall, cpu = (ours / plain for ours, plain in zip(medians["ours"], medians["plain"], strict=True))
    print(f"{'ratio':24}{wall:8.2f}{cpu:12.2f}")


def median(taken: list[Taken]) -> Taken:
    return Taken(*(statistics.median(column) for column in zip(*taken, strict=True)))


def timed(course: Path, site: Path) -> Taken:
    """One build."""
    before, start = os.times(), time.perf_counter()
    run([MKDOCS, "build", "--quiet", "--site-dir", site], course)
    wall, after = time.perf_counter() - start, os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Taken(wall, cpu)


def run(command: list[str | Path], folder: Path) -> None:
    subprocess.run(
        command, cwd=folder, env=ENVIRONMENT, stdin=subprocess.DEVNULL, check=True, stdout=subprocess.DEVNULL
    )


def plain(course: Path, work: Path) -> Path:
    """The same pages with Material as it ships."""
    folder = work / "plain"
    run([COURSE, "write", folder, "--root", course], course)
    config = json.loads((folder / "mkdocs.yml").read_text("utf-8"))
    theme = {key: value for key, value in config["theme"].items() if key != "custom_dir"}
    kept = {
        key: config[key]
        for key in ("site_name", "docs_dir", "markdown_extensions", "use_directory_urls", "validation")
    }
    (folder / "mkdocs.yml").write_text(json.dumps({**kept, "theme": theme, "plugins": ["search"]}), "utf-8")
    for page in (folder / "docs").rglob("*.md"):  # Material has no template of that name
        text = page.read_text("utf-8")
        page.write_text(re.sub(r"(?m)^template: deck\.html\n", "", text, count=1), "utf-8")
    return folder


# An invented course


def invented(folder: Path, units: int) -> Path:
    """A course of many units: ten in a module, five questions in each."""
    names = [f"unit-{n}" for n in range(units)]
    modules = {f"module-{n // PER_MODULE}": names[n : n + PER_MODULE] for n in range(0, units, PER_MODULE)}
    settings = {"id": "invented", "title": "Invented", "summary": "S", "modules": list(modules)}
    write(folder / "modules" / "course.yml", settings)
    for module, ids in modules.items():
        outcome = {"id": f"{module}-outcome", "text": "Mend it"}
        write(
            folder / "modules" / module / "module.yml",
            {"title": module, "summary": "S", "outcomes": [outcome], "units": ids},
        )
        questions = [question(id, n, outcome["id"]) for id in ids for n in range(PER_UNIT)]
        write(folder / "quizzes" / f"{module}.yml", {"questions": questions})
        for id in ids:
            write(folder / "modules" / module / f"{id}.yml", unit(id, outcome["id"]))
    reference = {"id": "handbook", "type": "book", "title": "The handbook"}
    write(folder / "briefings" / "references.yml", {"references": [reference]})
    briefing = {"title": "Tyres", "summary": "S", "reviewed": "2026-01-01", "review_by": "2099-01-01"}
    (folder / "briefings" / "tyres.md").write_text(
        f"---\n{json.dumps(briefing)}\n---\n## What we know\n\nTyres.\n"
    )
    config = ROOT / "tests" / "sample" / "mkdocs.yml"
    (folder / "mkdocs.yml").write_bytes(config.read_bytes())
    (folder / "content").mkdir()
    (folder / "content" / "index.md").write_text("Welcome.\n")
    return folder


def unit(id: str, outcome: str) -> dict[str, object]:
    read = [{"title": f"Part {n}", "read": "\n\n".join([WORDS.format(n=n) * 4] * 4)} for n in range(4)]
    asked = [{"question": f"{id}-question-{n}"} for n in range(PER_UNIT)]
    action = {
        "id": f"{id}-action",
        "prompt": "I will look.",
        "example": "On Monday.",
        "measure": "No flat tyre.",
    }
    reflect = {"id": f"{id}-reflect", "prompt": "What did you do last time?"}
    steps: list[object] = [*read, *asked, {"reflect": reflect}, {"action": action}]
    return {"title": id, "minutes": 10, "outcomes": [outcome], "steps": steps}


def question(unit: str, n: int, outcome: str) -> dict[str, object]:
    options = [
        {
            "text": f"Look *{way}*.",
            "correct": "true" if way == "first" else "false",
            "feedback": WORDS.format(n=n),
        }
        for way in ("first", "second", "third", "last")
    ]
    return {
        "id": f"{unit}-question-{n}",
        "kind": "multiple-choice",
        "outcome": outcome,
        "evidence": ["tyres"],
        "stem": f"It hisses. {WORDS.format(n=n)} What do you do?",
        "options": options,
    }


def write(file: Path, data: object) -> None:
    """JSON is YAML too."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(data), "utf-8")


if __name__ == "__main__":
    main()
