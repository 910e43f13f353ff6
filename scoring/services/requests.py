"""Asking for a run and giving it up."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from audit.clock import database_now
from audit.enums import EventKind
from bids.enums import BidState
from bids.models import Bid
from outbox import services as outbox
from outbox.enums import JobState
from outbox.models import Job
from tenders.models import Tender

from ..engine import ENGINE_VERSION, code_fingerprint
from ..errors import BidNotRead, StaleRun
from ..fingerprint import canonical, fingerprint
from ..inputs import engine_input
from ..models import CapacityRun
from ..permissions import can_compute
from .state import tell, transition

KIND = "compute_capacity"
LEASE_SECONDS = 60
MAX_ATTEMPTS = 3
METHOD = "quick"
WORKER_LOST = (
    "Le calcul s’est interrompu à chaque tentative. Relancez-le ; s’il échoue encore, prévenez l’exploitant."
)


@transaction.atomic
def request_run(*, bid: Bid, actor: User | None, now: datetime) -> CapacityRun:
    """Have the capacity of a bid computed; the same inputs with the same engine are one run.

    actor: None when the application asks by itself. Raises PermissionDenied, BidNotRead.
    """
    require(actor, bid.lot.tender)
    locked = Bid.objects.select_for_update(of=("self",)).get(pk=bid.pk)
    if locked.state != BidState.READ:
        raise BidNotRead
    document = canonical(engine_input(locked).to_dict())
    known = same_run(locked, document)
    if known and not is_abandoned(known):
        return known
    if known:
        transition(run=known, name="fail", finished_at=now, error=WORKER_LOST)
    return new_run(locked, document, actor, now)


def same_run(bid: Bid, document: object) -> CapacityRun | None:
    """The run that asked exactly this and is not a failure."""
    asked = CapacityRun.objects.filter(
        bid=bid, method=METHOD, input_sha256=fingerprint(document), engine_sha256=code_fingerprint()
    )
    return asked.exclude(state__in=("failed", "cancelled")).first()


def is_abandoned(run: CapacityRun) -> bool:
    """Does the run wait for a job that failed for good, its workers having died?"""
    return run.is_active and Job.objects.filter(kind=KIND, key=str(run.pk), state=JobState.FAILED).exists()


def new_run(bid: Bid, document: dict[str, Any], actor: User | None, now: datetime) -> CapacityRun:
    run = CapacityRun.objects.create(
        bid=bid,
        method=METHOD,
        engine_version=ENGINE_VERSION,
        engine_sha256=code_fingerprint(),
        seed=document["seed"],
        input=document,
        input_sha256=fingerprint(document),
        requested_by=actor,
        requested_at=now,
    )
    outbox.enqueue(kind=KIND, key=str(run.pk), arguments={"run": str(run.pk)})
    tell(run, EventKind.CAPACITY_RUN_REQUESTED, actor=actor, now=now, engine=ENGINE_VERSION)
    return run


@transaction.atomic
def cancel_run(*, run: CapacityRun, actor: User, now: datetime) -> CapacityRun:
    """Give a run up; whoever computes it stops at its next step. Raises PermissionDenied, StaleRun."""
    require(actor, run.bid.lot.tender)
    cancelled = transition(run=run, name="cancel", finished_at=now)
    outbox.cancel(kind=KIND, key=str(run.pk))
    tell(cancelled, EventKind.CAPACITY_RUN_CANCELLED, actor=actor, now=now)
    return cancelled


@transaction.atomic
def give_up_run(*, run_id: str) -> None:
    """End a run that no worker could finish; one that is over already stays as it is."""
    run = CapacityRun.objects.get(pk=run_id)
    now = database_now()
    with suppress(StaleRun):
        failed = transition(run=run, name="fail", finished_at=now, error=WORKER_LOST)
        tell(failed, EventKind.CAPACITY_RUN_FAILED, actor=None, now=now, reason=WORKER_LOST)


def require(actor: User | None, tender: Tender) -> None:
    """Raise PermissionDenied unless ``actor`` is the application itself or may launch runs."""
    if actor is not None and not can_compute(actor, tender):
        raise PermissionDenied("Seul un agent acheteur lance ou annule un calcul, une fois les plis ouverts.")
