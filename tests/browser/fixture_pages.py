"""Small pages that hold the components as the templates write them, and a server for them.

The components are tried on these pages and not on the course, so that a test fails for one reason.
"""

import contextlib
import functools
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from generator.load import load
from generator.pages import parts
from generator.render import Page, environment

PAGES = Path(__file__).parent / "pages"
SAMPLE = Path(__file__).parents[1] / "sample"
BLANK = "blank-page"
"""An empty page at every address that is served here."""
RENDERED = {
    "keep": "{% include 'keep/keep.jinja' %}",
    "offers": """{% set unit = course.modules[0].units[0] %}
        {% for step in unit.steps if step.kind in ("reflect", "action") %}
        {% set note = step.reflect if step.kind == "reflect" else step.action %}
        {% include "reflection/reflection.jinja" %}
        {% endfor %}
        {% include "reminder/reminder.jinja" %}""",
}
"""Pages that the templates themselves write, with the sample course."""


def script() -> str:
    """The script of all pages and the parts that are tried here, in one file."""
    files = [*parts("js"), *parts("js", ("file", "backup", "keep"))]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def write(folder: Path) -> Path:
    """Put the pages and the script into a folder, as a built site has them."""
    shutil.copytree(PAGES, folder, dirs_exist_ok=True)
    (folder / "course.js").write_text(script(), encoding="utf-8")
    for name, template in RENDERED.items():
        (folder / f"{name}.html").write_text(rendered(template), encoding="utf-8")
    return folder


def rendered(template: str) -> str:
    """A page whose main part is what a template writes."""
    course, _ = load(SAMPLE)
    assert course
    main = environment().from_string(template).render(course=course, page=Page("", course))
    head = (PAGES / "unit.html").read_text(encoding="utf-8").split("<main>")[0]
    return f"{head}<main>\n<h1>Rendered</h1>\n<h2>Part</h2>\n{main}\n</main>\n</body>\n</html>\n"


class _Quiet(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        """A file; or an empty page of the same site, to change what is stored without a script at work."""
        if self.path != f"/{BLANK}":
            # Its times are whole seconds: what is published twice in one would be the same as before.
            del self.headers["If-Modified-Since"]
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        # With an icon: the browser would ask for one, and its absence would trouble a later test.
        self.wfile.write(b"<!doctype html><html lang=en><title>Blank</title><link rel=icon href='data:,'>")

    def handle_one_request(self) -> None:
        """A browser that goes elsewhere hangs up in the middle of a file."""
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            super().handle_one_request()

    def log_message(self, *_: object) -> None:
        """Say nothing: pytest shows what matters."""


@contextlib.contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine only, at a port that is free; yields the address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
