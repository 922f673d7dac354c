"""Where the programs are that the tests drive: a browser, Node."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
NODE_MODULES = ROOT / "tests" / "node_modules"

BROWSERS = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser", "chrome")
MAC_BROWSERS = ("Google Chrome.app/Contents/MacOS/Google Chrome", "Chromium.app/Contents/MacOS/Chromium")
WINDOWS_BROWSERS = ("Google/Chrome/Application/chrome.exe", "Chromium/Application/chrome.exe")


def chromium() -> str | None:
    """An installed Chromium or Chrome, or the one CHROMIUM names; None: use Playwright's own."""
    return os.environ.get("CHROMIUM") or next(filter(_is_program, _browsers()), None)


def _browsers() -> Iterator[str]:
    """Where a Chromium or Chrome usually is, best first."""
    yield from filter(None, map(shutil.which, BROWSERS))
    if sys.platform == "darwin":
        for folder in (Path("/Applications"), Path.home() / "Applications"):
            yield from (str(folder / name) for name in MAC_BROWSERS)
    if sys.platform == "win32":
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            yield from (str(Path(os.environ.get(variable, ""), name)) for name in WINDOWS_BROWSERS)


def _is_program(path: str) -> bool:
    """Whether this is a browser; Ubuntu's `chromium-browser` may only be advice to install a snap."""
    if not Path(path).is_file():
        return False
    with Path(path).open("rb") as file:
        start = file.read(4096)
    return not (start.startswith(b"#!") and b"/snap/bin" in start and not Path("/snap/bin/chromium").exists())


def node(*arguments: str | Path) -> list[str]:
    """The command line that runs Node with these arguments."""
    return [_in_node_folder("node"), *map(str, arguments)]


def npm(*arguments: str) -> list[str]:
    """The command line that runs npm with these arguments."""
    return [_in_node_folder("npm"), *arguments]


def tsc(*arguments: str) -> list[str]:
    """The command line that runs the TypeScript compiler with these arguments."""
    return node(NODE_MODULES / "typescript" / "bin" / "tsc", *arguments)


def node_environment() -> dict[str, str]:
    """Our environment, with the folder of Node first on the path: npm looks for Node there."""
    return os.environ | {"PATH": os.pathsep.join((node_folder(), os.environ.get("PATH", "")))}


def node_folder() -> str:
    """The folder of this machine's Node, if it is 18 or newer and has npm; else of the one from PyPI."""
    found = shutil.which("node")
    if found and shutil.which("npm", path=str(Path(found).parent)) and _version(found) >= 18:
        return str(Path(found).parent)
    return sysconfig.get_path("scripts")


def _in_node_folder(name: str) -> str:
    return shutil.which(name, path=node_folder()) or name


def _version(program: str) -> int:
    """The first number of a program's version; 0 when it does not run."""
    result = subprocess.run([program, "--version"], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    number = re.match(r"v?(\d+)", result.stdout)
    return int(number[1]) if result.returncode == 0 and number else 0
