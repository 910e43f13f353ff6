"""What every test shares. Real PostgreSQL, real Valkey: `python3 run.py test` brings both."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.core.cache import cache
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from hypothesis import settings as properties
from pytest_django import Settings

from audit.clock import database_now

#: Loaded once by a migration and never changed: emptying it would cost every later test its CPV codes.
KEPT_TABLES = {"tenders_cpvcode"}
# No test asserts a time: an example that a busy machine runs slowly is not a counter-example.
properties.register_profile("untimed", deadline=None)
properties.load_profile("untimed")
PLAIN_STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"


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
def _folder_of_collected_files() -> None:
    """The live server warns, and warnings are errors, when no static file was ever collected."""
    Path(site.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Settings) -> None:
    """The site's own hasher is slow on purpose; tests/config proves it and keeps it."""
    settings.PASSWORD_HASHERS = ["tests.hashers.QuickArgon2"]


@pytest.fixture(autouse=True)
def _short_simulations(settings: Settings) -> None:
    """Two years a verdict instead of a hundred: enough for an interval."""
    settings.CAPACITY_REPLICATIONS = 2


@pytest.fixture(autouse=True)
def _own_files(settings: Settings, tmp_path: Path) -> None:
    """Each test has its own folder for what is deposited; static files go by their plain names."""
    settings.SEALED_DIR = tmp_path / "sealed"
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": PLAIN_STATIC}}


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
