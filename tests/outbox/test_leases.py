"""A job is done by whoever holds its lease, once."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db.models.functions import Now

from outbox import registry, services
from outbox.enums import JobState
from outbox.models import Job
from outbox.registry import Lease, register
from outbox.tasks import run_job, sweep

pytestmark = pytest.mark.django_db


class TroubleError(Exception):
    pass


@pytest.fixture
def done() -> Iterator[list[int]]:
    """A kind of job that notes what it did; key "bad" fails each time."""
    calls: list[int] = []

    def handler(lease: Lease) -> None:
        calls.append(lease.attempt)
        if lease.arguments.get("bad"):
            raise TroubleError("en panne")

    register("test", handler, lease_seconds=30, max_attempts=2)
    yield calls
    registry._WORKS.pop("test")


def job(**arguments: object) -> Job:
    return services.enqueue(kind="test", key=str(arguments), arguments=arguments)


def lapse(one: Job) -> None:
    Job.objects.filter(pk=one.pk).update(leased_until=Now() - timedelta(seconds=1))


def test_the_same_key_is_one_job(done: list[int]) -> None:
    assert job(n=1).pk == job(n=1).pk


def test_a_job_is_done_once_however_often_it_is_hinted(done: list[int]) -> None:
    one = job(n=1)
    run_job(one.pk)
    run_job(one.pk)
    assert done == [1]
    assert Job.objects.get(pk=one.pk).state == JobState.DONE


def test_only_one_worker_gets_the_lease(done: list[int]) -> None:
    one = job(n=1)
    assert services.claim(one.pk) is not None
    assert services.claim(one.pk) is None


def test_a_lapsed_lease_is_taken_again_and_fences_out_the_first(done: list[int]) -> None:
    one = job(n=1)
    first = services.claim(one.pk)
    lapse(one)
    second = services.claim(one.pk)
    assert first is not None
    assert second is not None
    assert not services.complete(first)
    assert services.complete(second)


def test_a_failure_is_tried_again_then_given_up_with_its_reason(done: list[int]) -> None:
    one = job(bad=True)
    run_job(one.pk)
    Job.objects.filter(pk=one.pk).update(available_at=Now())
    run_job(one.pk)
    one.refresh_from_db()
    assert (one.state, one.last_error, done) == (JobState.FAILED, "TroubleError: en panne", [1, 2])


def test_a_job_whose_workers_all_died_fails(done: list[int]) -> None:
    one = job(n=1)
    for _ in range(2):
        services.claim(one.pk)
        lapse(one)
    sweep()
    one.refresh_from_db()
    assert one.state == JobState.FAILED


def test_whoever_waits_for_a_job_is_told_that_it_is_given_up() -> None:
    told: list[object] = []
    register("mourned", lambda lease: None, max_attempts=1, on_failed=told.append)
    one = services.enqueue(kind="mourned", key="1", arguments={"n": 1})
    services.claim(one.pk)
    lapse(one)
    sweep()
    registry._WORKS.pop("mourned")
    assert told == [{"n": 1}]


def test_a_cancelled_job_stops_its_worker(done: list[int]) -> None:
    one = job(n=1)
    lease = services.claim(one.pk)
    assert services.cancel(kind="test", key=one.key)
    assert lease is not None
    assert not services.renew(lease)


def test_two_handlers_for_a_kind_are_refused(done: list[int]) -> None:
    with pytest.raises(ValueError, match="two handlers"):
        register("test", lambda lease: None)
