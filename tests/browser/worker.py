"""The worker of the browser tests: a process of its own, as in production, on the tests' database."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import connection

from config.celery import app

STOP_SECONDS = 30


def environment(state: Path) -> dict[str, str]:
    """Return this process's environment, pointed at the tests' database and at the folder ``state``."""
    name = str(connection.settings_dict["NAME"])
    address = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))
    # As in the tests' own process: two years a verdict are enough for an interval.
    short = {"CAPACITY_REPLICATIONS": "2"}
    return os.environ | short | {"DATABASE_URL": address, "STATE_DIR": str(state)}


@contextmanager
def celery_worker(state: Path) -> Iterator[None]:
    """Run a worker until the block ends; the hints that earlier tests left are thrown away first."""
    app.control.purge()
    words = ["-A", "config", "worker", "--pool", "solo", "--loglevel", "INFO", "--without-mingle"]
    with (state / "worker.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "celery", *words],
            cwd=settings.BASE_DIR,
            env=environment(state),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        yield
        if process.poll() is not None:
            raise AssertionError((state / "worker.log").read_text(encoding="utf-8"))
    finally:
        process.terminate()
        process.wait(STOP_SECONDS)
