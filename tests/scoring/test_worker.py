"""The whole way of a run through a real broker and a real worker process."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings as site
from pytest_django import Settings

from audit.clock import database_now
from audit.enums import EventKind
from audit.models import Event
from config.celery import app
from outbox.enums import JobState
from outbox.models import Job
from outbox.tasks import sweep
from scoring.capacity.__main__ import recompute
from scoring.enums import RunState
from scoring.models import CapacityRun, SimulatedPiece
from scoring.services import PIECE_KIND, cancel_run, request_run
from tests.browser.worker import environment
from tests.scoring.cases import make_bid, opened_lot

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]

#: A worker may compile the whole engine first.
PATIENCE_SECONDS = 300.0
COMMAND = (sys.executable, "-m", "celery", "-A", "config", "worker", "--pool", "solo", "--without-mingle")


@pytest.fixture
def two_waves(settings: Settings) -> None:
    """Ten replications, which are not precise enough, then five more."""
    settings.CAPACITY_REPLICATIONS, settings.CAPACITY_PRECISION = 15, 0.000001


@pytest.fixture
def run() -> CapacityRun:
    app.control.purge()
    return request_run(bid=make_bid(opened_lot()), actor=None, now=database_now())


@contextmanager
def worker(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A worker process on the tests' database; killed at the end if it still lives."""
    with (tmp_path / "worker.log").open("ab") as log:
        process = subprocess.Popen(
            COMMAND, cwd=site.BASE_DIR, env=environment(tmp_path), stdout=log, stderr=subprocess.STDOUT
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_for(state: RunState, run: CapacityRun) -> CapacityRun:
    """Return the run once it is in the state; AssertionError when that takes too long."""
    until = time.monotonic() + PATIENCE_SECONDS
    while (found := CapacityRun.objects.get(pk=run.pk)).state != state:
        assert time.monotonic() < until, f"still {found.state} after {PATIENCE_SECONDS} s"
        time.sleep(0.02)
    return found


def until_leases_lapse() -> None:
    while Job.objects.filter(leased_until__gte=database_now()).exists():
        time.sleep(0.1)


def until_a_piece_is(state: JobState) -> Job:
    until = time.monotonic() + PATIENCE_SECONDS
    while (job := Job.objects.filter(kind=PIECE_KIND, state=state).first()) is None:
        assert time.monotonic() < until, f"no piece {state} after {PATIENCE_SECONDS} s"
        time.sleep(0.01)
    return job


def is_as_recomputed(run: CapacityRun) -> bool:
    """Does one process, without any database, find the same numbers?"""
    stated, computed = recompute(CapacityRun.objects.values().get(pk=run.pk))
    return stated == computed == run.output_sha256


def completions() -> int:
    return Event.objects.filter(kind=EventKind.CAPACITY_RUN_COMPLETED).count()


def test_a_worker_computes_what_is_asked(run: CapacityRun, tmp_path: Path) -> None:
    with worker(tmp_path):
        done = wait_for(RunState.DONE, run)
    assert is_as_recomputed(done)


def test_two_workers_find_the_same_numbers(two_waves: None, run: CapacityRun, tmp_path: Path) -> None:
    with worker(tmp_path), worker(tmp_path):
        done = wait_for(RunState.DONE, run)
    assert is_as_recomputed(done)
    assert completions() == 1


def test_a_worker_killed_within_a_piece_changes_nothing(run: CapacityRun, tmp_path: Path) -> None:
    with worker(tmp_path) as first:
        lost = until_a_piece_is(JobState.LEASED)
        os.kill(first.pid, signal.SIGKILL)
    Job.objects.filter(state=JobState.LEASED).update(leased_until=database_now())
    with worker(tmp_path):
        sweep.delay()
        done = wait_for(RunState.DONE, run)
    lost.refresh_from_db()
    assert (lost.attempt, completions()) == (2, 1)
    assert is_as_recomputed(done)


def test_a_cancelled_run_leaves_its_worker_free(run: CapacityRun, tmp_path: Path) -> None:
    with worker(tmp_path):
        until_a_piece_is(JobState.DONE)
        cancel_run(run=run, actor=run.bid.lot.tender.created_by, now=database_now())
        stored = SimulatedPiece.objects.count()
        time.sleep(1)
    assert SimulatedPiece.objects.count() == stored
    assert not Job.objects.filter(state__in=[JobState.DUE, JobState.LEASED]).exists()


def test_another_worker_takes_up_what_a_killed_one_left(run: CapacityRun, tmp_path: Path) -> None:
    Job.objects.update(lease_seconds=2)
    with worker(tmp_path) as first:
        wait_for(RunState.RUNNING, run)
        os.kill(first.pid, signal.SIGKILL)
    until_leases_lapse()
    with worker(tmp_path):
        sweep.delay()
        wait_for(RunState.DONE, run)
    assert Job.objects.get(key=str(run.pk)).attempt == 2
    assert completions() == 1


def test_a_flushed_broker_loses_nothing(run: CapacityRun, tmp_path: Path) -> None:
    with app.connection_for_write() as broker:
        broker.default_channel.client.flushdb()  # type: ignore[attr-defined]  # kombu's Redis channel
    with worker(tmp_path):
        sweep.delay()
        wait_for(RunState.DONE, run)
    assert completions() == 1
