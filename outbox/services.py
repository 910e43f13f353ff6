"""Write down what is due, take it, finish it; every change is one conditional update."""

from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from .enums import JobState, Priority
from .models import Job
from .registry import Lease, work_of

JobQuerySet = QuerySet[Job]

#: Told a job's id and how soon it is wanted.
Hint = Callable[[int, int], None]
#: Called after commit; outbox.tasks puts the Celery hint here.
_hints: list[Hint] = []


def on_enqueued(hint: Hint) -> None:
    """Have ``hint`` told of each new job after its transaction committed."""
    if hint not in _hints:
        _hints.append(hint)


def enqueue(*, kind: str, key: str, arguments: dict[str, Any], delay_seconds: float = 0) -> Job:
    """Write a job in the caller's transaction; the same (kind, key) twice is one job."""
    work = work_of(kind)
    job, created = Job.objects.get_or_create(
        kind=kind,
        key=key,
        defaults={
            "arguments": arguments,
            "priority": work.priority,
            "lease_seconds": work.lease_seconds,
            "max_attempts": work.max_attempts,
            "created_at": Now(),
            "available_at": Now() + timedelta(seconds=delay_seconds),
        },
    )
    if created:
        transaction.on_commit(lambda: tell(job.pk, job.priority), robust=True)
    return job


def tell(job_id: int, priority: int) -> None:
    for hint in _hints:
        hint(job_id, priority)


def claimable() -> Q:
    """What may be taken now: due and its hour come, or leased and the lease run out."""
    due = Q(state=JobState.DUE, available_at__lte=Now())
    lapsed = Q(state=JobState.LEASED, leased_until__lt=Now())
    return due | lapsed


def claim(job_id: int) -> Lease | None:
    """Take the job; None when it is done, not due yet, or someone else has it."""
    with connection.cursor() as cursor:
        cursor.execute(
            """UPDATE outbox_job
                  SET state = 'leased', attempt = attempt + 1,
                      leased_until = clock_timestamp() + make_interval(secs => lease_seconds)
                WHERE id = %s AND attempt < max_attempts
                  AND ((state = 'due' AND available_at <= clock_timestamp())
                       OR (state = 'leased' AND leased_until < clock_timestamp()))
            RETURNING attempt, leased_until, kind""",
            [job_id],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    arguments = Job.objects.values_list("arguments", flat=True).get(pk=job_id)
    return Lease(job_id=job_id, attempt=row[0], until=row[1], kind=row[2], arguments=arguments)


def renew(lease: Lease) -> bool:
    """Lengthen the lease; False means that it was lost and the work must stop."""
    until = Now() + F("lease_seconds") * timedelta(seconds=1)
    return bool(held(lease).update(leased_until=until))


def complete(lease: Lease) -> bool:
    """Mark the job done; False when the lease was lost meanwhile."""
    return bool(held(lease).update(state=JobState.DONE, leased_until=None, finished_at=Now()))


@transaction.atomic
def give_back(lease: Lease, error: str) -> None:
    """Note a failure: try again a little later, or fail for good when the attempts are used up."""
    again_at = Now() + timedelta(seconds=min(300, 2**lease.attempt))
    retried = (
        held(lease)
        .filter(attempt__lt=F("max_attempts"))
        .update(state=JobState.DUE, leased_until=None, available_at=again_at, last_error=error[:5000])
    )
    if not retried:
        fail(held(lease), error)


def fail(jobs: JobQuerySet, error: str) -> int:
    """Fail the jobs for good and tell whoever waits for them."""
    taken = list(jobs.select_for_update(skip_locked=True))
    Job.objects.filter(pk__in=[job.pk for job in taken]).update(
        state=JobState.FAILED, leased_until=None, finished_at=Now(), last_error=error[:5000]
    )
    for job in taken:
        mourner = work_of(job.kind).on_failed
        if mourner:
            mourner(job.arguments)
    return len(taken)


def cancel(*, kind: str, key: str) -> bool:
    """Cancel a job that is not finished; a worker that holds it loses its lease."""
    open_jobs = Job.objects.filter(kind=kind, key=key, state__in=[JobState.DUE, JobState.LEASED])
    return bool(end_cancelled(open_jobs))


def cancel_under(*, kinds: Collection[str], key: str) -> int:
    """Cancel the open jobs of these kinds whose key is ``key`` or begins with « key/ »; return how many.

    One that is being given up this instant is left to whoever holds it.
    """
    ours = Job.objects.filter(Q(key=key) | Q(key__startswith=f"{key}/"), kind__in=kinds)
    still_open = ours.filter(state__in=[JobState.DUE, JobState.LEASED])
    taken = still_open.select_for_update(skip_locked=True).values_list("pk", flat=True)
    return end_cancelled(Job.objects.filter(pk__in=list(taken)))


def end_cancelled(jobs: JobQuerySet) -> int:
    return jobs.update(
        state=JobState.CANCELLED, leased_until=None, finished_at=Now(), attempt=F("attempt") + 1
    )


def retry(*, kind: str, key: str) -> bool:
    """Make a job that failed for good due again, with as many attempts as at first; hint it after commit."""
    failed = Job.objects.filter(kind=kind, key=key, state=JobState.FAILED)
    job = failed.first()
    fresh_attempts = F("attempt") + work_of(kind).max_attempts
    taken = failed.update(
        state=JobState.DUE, finished_at=None, available_at=Now(), max_attempts=fresh_attempts
    )
    if job is not None and taken:
        transaction.on_commit(lambda: tell(job.pk, job.priority), robust=True)
    return bool(taken)


def held(lease: Lease) -> JobQuerySet:
    """The lease's job, while it is still its own."""
    return Job.objects.filter(pk=lease.job_id, state=JobState.LEASED, attempt=lease.attempt)


@transaction.atomic
def bury_exhausted() -> int:
    """Fail the jobs whose last lease ran out: their worker died each time."""
    lapsed = Job.objects.filter(state=JobState.LEASED, leased_until__lt=Now(), attempt__gte=F("max_attempts"))
    return fail(lapsed, "Le travailleur s’est arrêté à chaque tentative.")


def due_jobs(*, awaited: int = 100, background: int = 20) -> list[Job]:
    """Return the oldest jobs that can be taken now: at most so many of each priority, the prompt ones first.

    Background jobs are due by the hundred while a computation lasts, and their hints are seldom lost.
    """
    jobs = Job.objects.filter(claimable(), attempt__lt=F("max_attempts")).order_by("available_at", "pk")
    limits = {
        Priority.PROMPT: awaited,
        Priority.COMPUTATION: awaited,
        Priority.BACKGROUND: background,
    }
    return [job for level, limit in limits.items() for job in jobs.filter(priority=level)[:limit]]
