"""Makes sure that the tests find a browser and the tools of `package.json`: `python -m tests.setup`.

Quick when nothing is missing. Whatever stays missing stops the run, for no test is skipped for want of it.
"""

import hashlib
import os
import shutil
import subprocess
import sys

from playwright.sync_api import Error, sync_playwright

from tests.tools import NODE_MODULES, chromium, node, node_environment, npm

NO_BROWSER = """\
The browser tests need Chromium or Chrome, and none could be installed here. Any of these will do:
  install Chrome (https://www.google.com/chrome/) or Chromium
  Debian:  sudo apt-get install chromium
  set CHROMIUM to the path of one that is already there"""


def main() -> None:
    browser()
    node_modules()


def browser() -> None:
    """An installed Chromium or Chrome; else Playwright's own; else Debian's package."""
    installed = chromium()
    if problem := cannot_start():
        if installed:
            sys.exit(f"{installed} does not start; set CHROMIUM to one that does.\n{problem}")
        if not any(install() and not cannot_start() for install in (install_playwright, install_debian)):
            sys.exit(NO_BROWSER)
    say(f"browser: {chromium() or 'the Chromium that Playwright brings'}")


def cannot_start() -> str:
    """Why the browser that the tests would use does not start; empty when it does."""
    with sync_playwright() as playwright:
        try:
            playwright.chromium.launch(executable_path=chromium()).close()
        except Error as error:
            return str(error).splitlines()[0]
    return ""


def install_playwright() -> bool:
    say("browser: no Chromium or Chrome here; installing the one that Playwright brings")
    return run([sys.executable, "-m", "playwright", "install", "chromium"])


def install_debian() -> bool:
    """Debian's package, where we may: as root, or with a sudo that asks nothing."""
    if not shutil.which("apt-get"):
        return False
    say("browser: installing the package chromium with apt-get")
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    apt_get = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet", "--yes"]
    return run([*apt_get, "update"]) and run([*apt_get, "install", "--no-install-recommends", "chromium"])


def node_modules() -> None:
    """What `package-lock.json` names, installed anew when it has changed."""
    lock = NODE_MODULES.with_name("package-lock.json")
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    stamp = NODE_MODULES / ".lock"
    if stamp.is_file() and stamp.read_text() == wanted:
        return say("tests/node_modules: up to date")
    say(f"tests/node_modules: npm ci, with {node()[0]}")
    if not run(npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(lock.parent))):
        sys.exit("npm could not install the tools in tests/package.json; its message is above.")
    stamp.write_text(wanted)


def run(command: list[str]) -> bool:
    """Whether a command succeeds; when it fails, what it says of the reason is shown."""
    try:
        result = subprocess.run(
            command,
            env=node_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
    except FileNotFoundError:
        say(f"  {command[0]}: not found")
        return False
    if result.returncode:
        lines = result.stdout.splitlines()
        reasons = dict.fromkeys(line for line in lines if "error" in line.lower()) or lines[-1:]
        say("\n".join(f"  {line.strip()}" for line in reasons))
    return not result.returncode


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    main()
