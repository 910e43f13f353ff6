"""Walks in a real Chromium: a live server, a real worker, and visitors who fail the test at any fault."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.template import engines
from django.template.backends.django import DjangoTemplates
from playwright.sync_api import Browser
from pytest_django import DjangoDbBlocker, Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.visitor import UNSET, Visitor
from tests.browser.worker import celery_worker
from tests.chromium import chromium

Enter = Callable[[str], Visitor]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One browser for all walks; each visitor has a window without memory."""
    patch = pytest.MonkeyPatch()
    # Playwright runs an event loop in this thread, and Django refuses to query where one runs. Nothing
    # here awaits between two queries, so nothing can interleave.
    patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with chromium() as launched:
        yield launched
    patch.undo()


@pytest.fixture(autouse=True, scope="package")
def _marked_variables() -> Iterator[None]:
    """Have templates show the variables that nobody set, which they otherwise leave out in silence."""
    backend = engines["django"]
    assert isinstance(backend, DjangoTemplates)
    patch = pytest.MonkeyPatch()
    patch.setattr(backend.engine, "string_if_invalid", UNSET)
    yield
    patch.undo()


@pytest.fixture(scope="package")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the site and the worker share."""
    return tmp_path_factory.mktemp("state")


@pytest.fixture(autouse=True)
def _shared_files(_own_files: None, settings: Settings, state: Path) -> None:
    settings.SEALED_DIR = state / "sealed"
    settings.MEDIA_ROOT = state / "media"


@pytest.fixture(autouse=True, scope="session")
def _nobody_stays(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Put out those who stay after the last test: a server's thread keeps its session for a moment.

    PostgreSQL drops no database, at the end of the tests, in which somebody still is. Not sooner: when the
    files of several packages take turns, the walks' own session must survive between two of them.
    """
    yield
    others = "datname = current_database() AND pid <> pg_backend_pid()"
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")


@pytest.fixture(scope="package")
def worker(django_db_setup: None, state: Path) -> Iterator[None]:
    with celery_worker(state):
        yield


@pytest.fixture
def enter(browser: Browser, live_server: LiveServer) -> Iterator[Enter]:
    """Let visitors in, each in a window of their own."""
    visitors: list[Visitor] = []

    def come(name: str) -> Visitor:
        visitors.append(Visitor(browser, live_server.url, name))
        return visitors[-1]

    yield come
    for visitor in visitors:
        visitor.close()
