"""The parts of a long computation let pass what somebody waits for."""

from collections.abc import Iterator

import pytest

from config.celery import app
from outbox import registry, services
from outbox.enums import Priority
from outbox.models import Job
from outbox.registry import Lease, register
from outbox.tasks import hint

pytestmark = pytest.mark.django_db


def nothing(lease: Lease) -> None:
    """Do the job."""


@pytest.fixture
def kinds() -> Iterator[None]:
    register("long", nothing, priority=Priority.BACKGROUND)
    register("short", nothing)
    yield
    registry._WORKS.pop("long")
    registry._WORKS.pop("short")


def job(kind: str, key: str) -> Job:
    return services.enqueue(kind=kind, key=key, arguments={})


def test_the_sweep_finds_what_is_awaited_first(kinds: None) -> None:
    part, opening = job("long", "1"), job("short", "2")
    assert services.due_jobs() == [opening, part]


def test_many_parts_do_not_flood_the_broker(kinds: None) -> None:
    first = [job("long", str(number)) for number in range(4)][:2]
    opening = job("short", "5")
    assert services.due_jobs(background=2) == [opening, *first]


def test_a_free_worker_is_given_what_is_awaited_first() -> None:
    app.control.purge()
    hint(1, Priority.BACKGROUND)
    hint(2, Priority.PROMPT)
    with app.connection_for_read() as broker:
        queue = broker.SimpleQueue("celery", no_ack=True)
        assert [queue.get(timeout=5).payload[0] for _ in range(2)] == [[2], [1]]
