"""The MkDocs door: takes what the core returns and adds it to the site. Nothing else here knows a course.

The core is imported inside the hooks, so that `mkdocs serve` also follows a change in the generator itself.
"""

from __future__ import annotations

import importlib
import logging
import os
import shutil
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Literal

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils import CountHandler

log = logging.getLogger("mkdocs.plugins.course")
HERE = Path(__file__).parent
WATCHED = ("modules", "briefings", "quizzes", "overrides")


class CourseConfig(Config):
    """What `mkdocs.yml` can say to this plugin."""

    root = config_options.Type(str, default=".")
    """The folder that holds modules/, briefings/ and quizzes/, from mkdocs.yml."""


class CoursePlugin(BasePlugin[CourseConfig]):
    """Adds the generated pages to the site, or stops the build with every problem of the course."""

    def __init__(self) -> None:
        self.serving = False
        self.files: dict[str, str | bytes] = {}
        """The pages of the last course without problems: what `mkdocs serve` goes on showing."""
        self.outline: dict[str, Any] = {}
        self.pack: Callable[[Path], None] | None = None
        """Makes the built site ready to be used without a network."""
        self.site: Path | None = None
        self.address = ""
        self.warnings = CountHandler()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        from generator import site

        root = Path(config.config_file_path or "mkdocs.yml").parent / self.config.root
        self.address = config.site_url or ""
        problems = self._read(root)
        site.configure(config, self.outline, [str(problem) for problem in problems], serving=self.serving)
        if not self.serving:
            self._build_aside(config)
        return config

    def _read(self, root: Path) -> list[Any]:
        """Read the course; in `mkdocs serve`, problems leave the last good pages as they are."""
        from generator import checks, load, pages
        from generator.exports import offline

        course, problems = load.load(root)
        if course:
            problems = sorted({*problems, *checks.run(course)})
            for warning in checks.warn(course):
                log.info("%s (warning)", warning)  # in strict mode a logged warning would stop the build
        for problem in problems:
            log.error(str(problem))
        if problems and not (self.serving and self.files):
            raise Abort(
                f"{len(problems)} problem{'s' * (len(problems) != 1)} in the course; nothing was built"
            )
        if course and not problems:
            self.files = pages.pages(course, self.address, before=self.files)
            self.outline = pages.outline(course)
            self.pack = partial(offline.pack, course=course)
            # MkDocs dates the sitemap by this, or else by its clock.
            noon = datetime(*course.newest.timetuple()[:3], 12, tzinfo=UTC)
            os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(noon.timestamp())))
        return problems

    def _build_aside(self, config: MkDocsConfig) -> None:
        """Build beside the site and put it in place when all went well: a failed build replaces nothing."""
        self.site = Path(config.site_dir)
        config.site_dir = str(self.site.with_name(f".{self.site.name}.building"))
        self.warnings = CountHandler()
        self.warnings.setLevel(logging.WARNING)
        logging.getLogger("mkdocs").addHandler(self.warnings)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        for path, content in self.files.items():
            if written := files.get_file_from_path(path):
                files.remove(written)
            files.append(File.generated(config, path, content=content))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Forget the order of the files: units follow one another as their module lists them."""
        for page in nav.pages:
            page.previous_page = page.next_page = None
        return nav

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
        root = Path(config.config_file_path or "mkdocs.yml").parent / self.config.root
        for name in WATCHED:
            if (root / name).is_dir():
                server.watch(str(root / name))
        server.watch(str(HERE))
        return server

    @event_priority(-100)  # after every other plugin has added to the site
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if self.serving:
            forget_the_core()
        elif self.site:
            failed = config.strict and self.warnings.get_counts()
            logging.getLogger("mkdocs").removeHandler(self.warnings)
            built, self.site = self.site, None
            if self.pack and not failed:
                self.pack(Path(config.site_dir))
            put_in_place(Path(config.site_dir), built, keep=bool(failed))
            config.site_dir = str(built)


def put_in_place(new: Path, site: Path, *, keep: bool) -> None:
    """Move a new site to its place, or with `keep` remove it and leave the site that is there."""
    if keep:
        shutil.rmtree(new)
        return
    old = site.with_name(f".{site.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.replace(old)
    new.replace(site)
    shutil.rmtree(old, ignore_errors=True)


def forget_the_core() -> None:
    """Let the next build import the generator afresh, so that it follows a change in its own code."""
    package = sys.modules[__package__ or "generator"]
    for name in [
        name for name in sys.modules if name.startswith(f"{package.__name__}.") and name != __name__
    ]:
        del sys.modules[name]
        # `from generator import pages` would still find the old module as an attribute.
        vars(package).pop(name.removeprefix(f"{package.__name__}."), None)
    importlib.invalidate_caches()
