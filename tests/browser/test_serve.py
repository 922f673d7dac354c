"""`mkdocs serve`: an edit reaches the open browser, and a mistake keeps the last good page."""

import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from generator.plugin import CoursePlugin
from tests.browser.site.learner import SLOW
from tests.conftest import ENVIRONMENT, SAMPLE
from tests.tools import ROOT

pytestmark = pytest.mark.browser


class Server:
    """`mkdocs serve` on a copy of the sample course."""

    def __init__(self, folder: Path) -> None:
        self.course = Path(shutil.copytree(SAMPLE, folder / "course"))
        self.log = folder / "log"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        mkdocs = str(Path(sys.executable).with_name("mkdocs"))
        command = [mkdocs, "serve", "--dev-addr", self.address]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, cwd=self.course, env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    def url(self, page: str) -> str:
        return f"http://{self.address}/{page}"

    def edit(self, name: str, old: str, new: str) -> None:
        file = self.course / name
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    def said(self) -> str:
        return self.log.read_text("utf-8")

    def wait(self) -> None:
        """Until it answers."""
        for _ in range(200):
            assert self.process.poll() is None, self.said()
            try:
                urlopen(self.url("index.html"), timeout=5).close()
                return
            except (URLError, ConnectionError):
                time.sleep(0.1)
        raise AssertionError(self.said())

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    running = Server(tmp_path)
    try:
        running.wait()
        yield running
    finally:
        running.stop()


def test_edits_reach_the_open_browser_and_mistakes_keep_the_last_good_page(
    server: Server, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    page.goto(server.url("brakes/pads/index.html"))
    pads = "modules/brakes/pads.yml"

    server.edit(pads, "no grooves", "no grooves left")
    expect(page.get_by_text("A pad with no grooves left is worn out.")).to_be_visible(timeout=SLOW)

    server.edit(pads, "minutes: 4", "minutes: four")
    problem = "modules/brakes/pads.yml:3:10: write a whole number here [right-type]"
    expect(page.get_by_text(problem)).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("A pad with no grooves left is worn out.")).to_be_visible()
    assert problem in server.said()
    assert "Traceback" not in server.said()

    server.edit(pads, "minutes: four", "minutes: 5")
    expect(page.get_by_text("5 minutes").first).to_be_visible(timeout=SLOW)
    expect(page.get_by_text(problem)).to_have_count(0)

    page.goto(server.url("about/index.html"))
    server.edit("content/about/index.md", "for everybody", "for all")
    server.edit("briefings/brake-wear.md", "Nearly everything", "Almost everything")
    expect(page.get_by_text("for all")).to_be_visible(timeout=SLOW)
    page.goto(server.url("briefings/brake-wear/index.html"))
    expect(page.get_by_text("Almost everything")).to_be_visible(timeout=SLOW)


def test_everything_that_a_page_is_made_of_is_watched() -> None:
    """A change in a folder that nobody watches would never reach the browser."""
    watched: list[str] = []

    class Watcher:
        def watch(self, path: str) -> None:
            watched.append(path)

    class Config:
        config_file_path = str(ROOT / "mkdocs.yml")

    plugin = CoursePlugin()
    plugin.load_config({})
    plugin.on_serve(Watcher(), config=Config(), builder=None)  # type: ignore[arg-type]
    found = {Path(path).resolve() for path in watched}
    assert found >= {ROOT / name for name in ("modules", "briefings", "quizzes", "generator")}


def test_a_change_in_the_engine_itself_is_followed() -> None:
    """After a build in `mkdocs serve`, the next one imports the generator afresh."""
    code = (
        "from generator import plugin, pages, model\n"
        "from generator.exports import action_plan\n"
        "before = {id(pages), id(model), id(action_plan)}\n"
        "plugin.forget_the_core()\n"
        "from generator import pages, model\n"
        "from generator.exports import action_plan\n"
        "assert not before & {id(pages), id(model), id(action_plan)}\n"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr


def test_the_engine_imported_afresh_finds_the_same_problems() -> None:
    """`typing` remembers types by equality: a mark of the old import must not stand for one of the new."""
    code = (
        "from pathlib import Path\n"
        "from generator import plugin\n"
        "for _ in range(3):\n"
        "    from generator import checks, load\n"
        "    course, problems = load.load(Path('.'))\n"
        "    assert not [*problems, *checks.run(course)]\n"
        "    plugin.forget_the_core()\n"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
