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
from django.conf import settings

from audit.clock import database_now
from audit.enums import EventKind
from audit.models import Event
from config.celery import app
from outbox.models import Job
from outbox.tasks import sweep
from scoring.enums import RunState
from scoring.models import CapacityRun
from scoring.services import request_run
from tests.browser.worker import environment
from tests.scoring.cases import make_bid, opened_lot

pytestmark = [pytest.mark.worker, pytest.mark.django_db(transaction=True)]

PATIENCE_SECONDS = 60.0
COMMAND = (sys.executable, "-m", "celery", "-A", "config", "worker", "--pool", "solo", "--without-mingle")


@pytest.fixture
def run() -> CapacityRun:
    app.control.purge()
    return request_run(bid=make_bid(opened_lot()), actor=None, now=database_now())


@contextmanager
def worker(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A worker process on the tests' database; killed at the end if it still lives."""
    with (tmp_path / "worker.log").open("ab") as log:
        process = subprocess.Popen(
            COMMAND, cwd=settings.BASE_DIR, env=environment(tmp_path), stdout=log, stderr=subprocess.STDOUT
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


def completions() -> int:
    return Event.objects.filter(kind=EventKind.CAPACITY_RUN_COMPLETED).count()


def test_a_worker_computes_what_is_asked(run: CapacityRun, tmp_path: Path) -> None:
    with worker(tmp_path):
        done = wait_for(RunState.DONE, run)
    assert done.output is not None
    assert done.output["base"]["overall"] is not None


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
