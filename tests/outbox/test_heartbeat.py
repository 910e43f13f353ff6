"""A worker keeps its lease while it works, and a dead one loses it."""

import time
from collections.abc import Iterator

import pytest

from outbox import registry, services
from outbox.heartbeat import kept
from outbox.models import Job
from outbox.registry import Lease, register

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lease() -> Iterator[Lease]:
    register("slow", lambda lease: None, lease_seconds=1)
    job = services.enqueue(kind="slow", key="1", arguments={})
    found = services.claim(job.pk)
    assert found is not None
    yield found
    registry._WORKS.pop("slow")


def test_a_lease_outlives_silent_work(lease: Lease) -> None:
    with kept(lease):
        time.sleep(1.5)
        assert services.claim(lease.job_id) is None


def test_it_lapses_once_the_work_is_left(lease: Lease) -> None:
    with kept(lease):
        time.sleep(0.5)
    time.sleep(1.1)
    assert services.claim(lease.job_id) is not None


def test_a_cancelled_job_is_not_brought_back(lease: Lease) -> None:
    with kept(lease):
        services.cancel(kind="slow", key="1")
        time.sleep(0.8)
    assert Job.objects.get().leased_until is None
