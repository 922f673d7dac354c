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

COMPONENTS = Path(__file__).parents[2] / "generator" / "components"
PAGES = Path(__file__).parent / "pages"


def script() -> str:
    """All components in one script, the record first: the others ask it when they connect."""
    first = COMPONENTS / "record" / "record.js"
    files = [first, *sorted(set(COMPONENTS.glob("*/*.js")) - {first})]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def write(folder: Path) -> Path:
    """Put the pages and the script into a folder, as a built site has them."""
    shutil.copytree(PAGES, folder, dirs_exist_ok=True)
    (folder / "course.js").write_text(script(), encoding="utf-8")
    return folder


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: pytest shows what matters."""


@contextlib.contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine only, at a port that is free; yields the address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
