"""A lease kept while its worker lives, even where the work gives no sign of life: compiling, a long query."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections

from .models import Job
from .registry import Lease
from .services import renew

BEATS_PER_LEASE = 3
#: A worker that is stuck must lose its lease one day.
LONGEST_SECONDS = 900


@contextmanager
def kept(lease: Lease) -> Iterator[None]:
    """Renew the lease from a thread of its own until the block ends, a quarter of an hour at most.

    It never says that the lease is lost: the work asks `renew` itself before it stores anything.
    """
    seconds = Job.objects.values_list("lease_seconds", flat=True).get(pk=lease.job_id) / BEATS_PER_LEASE
    over = threading.Event()
    thread = threading.Thread(target=beat, args=(lease, seconds, over), name="lease", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def beat(lease: Lease, seconds: float, over: threading.Event) -> None:
    """Renew every so many seconds until it is over, or the lease is lost."""
    beats = int(LONGEST_SECONDS / seconds)
    try:
        for _ in range(beats):
            if over.wait(seconds) or not renew(lease):
                return
    finally:
        # The connections of this thread, which nobody else will use.
        connections.close_all()
