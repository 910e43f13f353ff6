"""What every test shares. Real PostgreSQL, real Valkey: `python3 run.py test` brings both."""

from collections.abc import Iterator
from datetime import datetime
from itertools import count
from typing import Any

import pytest
from django.conf import settings as site
from django.core.cache import cache
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import override_settings
from hypothesis import settings as properties
from pytest_django import Settings

from audit.clock import database_now

#: Loaded once by a migration and never changed: emptying it would cost every later test its CPV codes.
KEPT_TABLES = {"tenders_cpvcode"}
# No test asserts a time: an example that a busy machine runs slowly is not a counter-example.
properties.register_profile("untimed", deadline=None)
properties.load_profile("untimed")
PLAIN_STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"
_folders = count(1)


@pytest.fixture(autouse=True, scope="session")
def _flush_past_the_triggers() -> Iterator[None]:
    """Let the flush after a live-server test empty the append-only tables: replica mode skips triggers."""
    plain_flush, plain_execute = DatabaseOperations.sql_flush, DatabaseOperations.execute_sql_flush

    def sql_flush(self: DatabaseOperations, style: Any, tables: list[str], **options: Any) -> list[str]:
        return plain_flush(self, style, [table for table in tables if table not in KEPT_TABLES], **options)

    def execute_sql_flush(self: DatabaseOperations, sql_list: list[str]) -> None:
        plain_execute(self, ["SET LOCAL session_replication_role = replica", *sql_list])

    patch = pytest.MonkeyPatch()
    patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
    patch.setattr(DatabaseOperations, "execute_sql_flush", execute_sql_flush)
    yield
    patch.undo()


@pytest.fixture(autouse=True, scope="session")
def _lighter_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What a test site does not take the time for; set once, since thousands of tests would each set it.

    The site's own password hasher is slow on purpose (tests/config proves it and keeps it). Two simulated
    years a verdict instead of a hundred are enough for an interval. Static files go by their plain names,
    from a folder that is there: the live server warns without one, and warnings are errors.
    """
    lighter = override_settings(
        PASSWORD_HASHERS=["tests.hashers.QuickArgon2"],
        CAPACITY_REPLICATIONS=2,
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        STORAGES={**site.STORAGES, "staticfiles": {"BACKEND": PLAIN_STATIC}},
    )
    with lighter:
        yield


@pytest.fixture(autouse=True)
def _own_files(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Each test has its own folder for what is deposited, made when something is."""
    folder = tmp_path_factory.getbasetemp() / f"files-{next(_folders)}"
    settings.SEALED_DIR = folder / "sealed"
    settings.MEDIA_ROOT = folder / "media"


@pytest.fixture(autouse=True)
def _no_memory_between_tests() -> None:
    """Rate limits and remembered pings of one test must not reach the next."""
    cache.clear()


@pytest.fixture
def now(db: None) -> datetime:
    return database_now()


@pytest.fixture
def live_connection(transactional_db: None) -> Any:
    """The connection, for tests that need real commits."""
    return connection
