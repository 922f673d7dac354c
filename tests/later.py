"""Runs MkDocs as if more than a year had passed: `python -m tests.later build`."""

import datetime
import time
from collections.abc import Callable

PASSED = datetime.timedelta(days=400)


class Later(datetime.datetime):
    """The clock of another day."""

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> "Later":
        return super().now(tz) + PASSED


def later(clock: Callable[[], float]) -> Callable[[], float]:
    return lambda: clock() + PASSED.total_seconds()


if __name__ == "__main__":
    datetime.datetime = Later  # type: ignore[misc]
    time.time = later(time.time)
    from mkdocs.__main__ import cli

    cli()
