"""Celery's side of the outbox: a hint wakes a worker, the row decides."""

import logging

from celery import shared_task
from kombu.exceptions import OperationalError

from . import services
from .registry import work_of

logger = logging.getLogger(__name__)


@shared_task
def run_job(job_id: int) -> None:
    """Take the job if it is still to be had, do it, say how it ended."""
    lease = services.claim(job_id)
    if lease is None:
        return
    try:
        work_of(lease.kind).handler(lease)
    except Exception as error:
        logger.exception("job %s (%s) failed", lease.job_id, lease.kind)
        services.give_back(lease, f"{type(error).__name__}: {error}")
    else:
        services.complete(lease)


@shared_task
def sweep() -> None:
    """Hint again at everything due: lost hints, lapsed leases, a flushed broker."""
    services.bury_exhausted()
    for job in services.due_jobs():
        run_job.apply_async((job.pk,), priority=job.priority)


def hint(job_id: int, priority: int) -> None:
    """Tell the workers; with the broker away the sweep will find the row."""
    try:
        run_job.apply_async((job_id,), retry=False, priority=priority)
    except OperationalError:
        logger.warning("broker away: job %s waits for the sweep", job_id)


def connect() -> None:
    """Have each enqueued job hinted at once its transaction is committed."""
    services.on_enqueued(hint)
