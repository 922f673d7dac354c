"""The command `course`: check, schema, lock, team, write, pack.

Exit status: 0 clean, 1 problems, 2 wrong use.
"""

import json
import shutil
import sys
from pathlib import Path

import click

from generator import __version__, checks, site
from generator.checks.ids import published_things
from generator.exports import evaluation, offline, team
from generator.exports.disclosure import LEAST
from generator.load import LOCK, load
from generator.model import SCHEMAS, Course
from generator.pages import outline, pages
from generator.problems import FORMATS, Problem
from generator.source import load_plain

ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The course's folder (default: this one).",
)
HERE = Path(__file__).parent
LOCK_HEAD = """\
# Every id ever published: learners' records hang on them.
# Write `kind old -> new` for one that was replaced."""


@click.group()
@click.version_option(__version__)
def main() -> None:
    """Check a course and write its pages."""


def problems_in(root: Path) -> tuple[Course | None, list[Problem]]:
    """The course, and every problem of shape and meaning in it."""
    course, problems = load(root)
    return course, sorted({*problems, *(checks.run(course) if course else ())})


def show(problems: list[Problem], form: str) -> None:
    for problem in problems:
        click.echo(FORMATS[form](problem, "error"))
    count = len(problems)
    click.echo(f"{count} problem{'s' * (count != 1)}" if count else "No problems.", err=True)


@main.command()
@ROOT
@click.option(
    "--format", "form", type=click.Choice(sorted(FORMATS)), default="text", help="How problems are printed."
)
@click.option("--rules", is_flag=True, help="Print what each rule asks, and why.")
def check(root: Path, form: str, rules: bool) -> None:
    """Print every problem as file:line:column: what to do [rule]."""
    if rules:
        for rule in (*checks.CHECKS, *checks.WARNINGS):
            click.echo(f"{checks.rule(rule)}\n    {(rule.__doc__ or '').strip()}\n")
        return
    course, problems = problems_in(root)
    for warning in checks.warn(course) if course else ():
        click.echo(FORMATS[form](warning, "warning"))
    show(problems, form)
    sys.exit(1 if problems else 0)


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=HERE / "schemas")
def schema(folder: Path) -> None:
    """Write the JSON Schemas of the files that authors write into FOLDER."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, node in SCHEMAS.items():
        text = json.dumps(node.model_json_schema(), indent=2, sort_keys=True) + "\n"
        (folder / f"{name}.json").write_text(text, "utf-8", newline="\n")


@main.command()
@ROOT
def lock(root: Path) -> None:
    """Add every id that is not there yet to modules/ids.lock; none is taken out."""
    course, _ = load(root)
    if not course:
        raise click.UsageError(f"there is no course in {root}")
    file = root / LOCK
    lines = set(file.read_text("utf-8").splitlines()) if file.exists() else set()
    listed = {line.split(" -> ")[0] for line in lines}
    lines |= {f"{kind} {id}" for kind, id, _ in published_things(course)} - listed
    text = "\n".join(sorted(line for line in lines if line and not line.startswith("#")))
    file.write_text(f"{LOCK_HEAD}\n{text}\n", "utf-8", newline="\n")


@main.command("team")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--threshold",
    type=click.IntRange(min=LEAST),
    default=LEAST,
    show_default=True,
    help="The fewest people of whom anything is shown.",
)
@ROOT
def team_picture(files: tuple[Path, ...], threshold: int, root: Path) -> None:
    """Print the team picture of learners' evaluation FILES as comma-separated values.

    The same figures as on the page /trainers/team/. Files that cannot be taken are named on stderr.
    """
    course, _ = load(root)
    if not course:
        raise click.UsageError(f"there is no course in {root}")
    people, refused = evaluation.people(((str(file), file.read_bytes()) for file in files), course)
    for name, reason in refused:
        click.echo(f"{name}: {evaluation.REASONS[reason]}", err=True)
    if unknown := sum(one.unknown for one in people):
        click.echo(f"left out: {unknown} entries for what this course does not have", err=True)
    click.echo(team.table(people, course, threshold).encode(), nl=False)
    sys.exit(1 if refused else 0)


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@ROOT
def write(folder: Path, root: Path) -> None:
    """Write the pages, the theme and a mkdocs.yml into FOLDER, for builders that run no plugins.

    FOLDER must be new, empty, or written by this command before.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / ".course-written").exists():
        raise click.UsageError(f"{folder} holds other files; name a new folder")
    course, problems = problems_in(root)
    if not course or problems:
        show(problems, "text")
        sys.exit(1)
    try:
        config = load_plain((root / "mkdocs.yml").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise click.UsageError(f"mkdocs.yml cannot be read: {error}") from error
    if not isinstance(config, dict):
        raise click.UsageError("mkdocs.yml holds no settings; write `site_name:` and the rest")
    write_tree(folder, root, course, config)
    click.echo(f"Wrote {folder}")


@main.command()
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@ROOT
def pack(site: Path, root: Path) -> None:
    """Make the built site in SITE ready to be used without a network, and its zip for memory sticks.

    `mkdocs build` does this itself; it is for sites that other builders make of what `course write` wrote.
    """
    course, problems = problems_in(root)
    if not course or problems:
        show(problems, "text")
        sys.exit(1)
    if not (site / "index.html").is_file():
        raise click.UsageError(f"{site} holds no index.html; name the folder of a built site")
    offline.pack(site, course)
    click.echo(f"Packed {site}")


def write_tree(folder: Path, root: Path, course: Course, config: dict[str, object]) -> None:
    """Everything a builder needs, in one folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / ".course-written").touch()
    if (root / "content").is_dir():
        shutil.copytree(root / "content", folder / "docs")
    shutil.copytree(HERE / "theme" / "templates", folder / "overrides")
    if (root / "overrides").is_dir():
        shutil.copytree(root / "overrides", folder / "overrides", dirs_exist_ok=True)
    for path, content in pages(course, str(config.get("site_url") or "")).items():
        file = folder / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    text = json.dumps(site.written(config, outline(course)), indent=2, ensure_ascii=False)
    (folder / "mkdocs.yml").write_text(text + "\n", "utf-8", newline="\n")
