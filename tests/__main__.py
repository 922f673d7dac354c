"""Runs everything that must hold, and says at the end what did not: `python -m tests [options of pytest]`."""

import subprocess
import sys
import time

from tests import setup
from tests.tools import ROOT, node_environment, tsc


def main() -> int:
    setup.main()
    failed = [name for name, command in steps() if not passes(name, command)]
    print(f"\nFailed: {', '.join(failed)}" if failed else "\nAll passed")
    return bool(failed)


def steps() -> tuple[tuple[str, list[str]], ...]:
    python = [sys.executable, "-m"]
    return (
        ("lint", [*python, "ruff", "check", "."]),
        ("format", [*python, "ruff", "format", "--check", "."]),
        ("types", [*python, "mypy"]),
        ("types of the scripts", tsc("--project", "tests")),
        ("tests", [*python, "pytest", "--numprocesses", "2", "--dist", "worksteal", *sys.argv[1:]]),
    )


def passes(name: str, command: list[str]) -> bool:
    """Runs one step, from the top folder, with nobody at the keyboard."""
    print(f"\n== {name}", flush=True)
    start = time.monotonic()
    status = subprocess.run(command, cwd=ROOT, env=node_environment(), stdin=subprocess.DEVNULL).returncode
    print(f"{'FAILED' if status else 'passed'} in {time.monotonic() - start:.0f} s", flush=True)
    return not status


if __name__ == "__main__":
    sys.exit(main())
