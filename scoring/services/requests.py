"""Asking for a run and giving it up."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from accounts.models import User
from audit.clock import database_now
from audit.enums import EventKind
from bids.enums import BidState
from bids.models import Bid
from outbox import services as outbox
from outbox.enums import JobState
from outbox.models import Job
from tenders.models import Tender

from ..capacity.changes import Change
from ..engine import ENGINE_VERSION, code_fingerprint
from ..enums import RunMethod
from ..errors import BidNotRead, StaleRun
from ..fingerprint import canonical, fingerprint
from ..inputs import engine_input
from ..models import CapacityRun
from ..permissions import can_compute
from .state import tell, transition

#: The steps of a run, and the pieces between two steps.
KIND, PIECE_KIND = "compute_capacity", "simulate_piece"
KINDS = (KIND, PIECE_KIND)
LEASE_SECONDS = 60
MAX_ATTEMPTS = 3
#: A what-if is a question in passing: it simulates this many times fewer years than a verdict, ten at least.
WHAT_IF_DIVISOR, FEWEST_REPLICATIONS = 4, 10
WORKER_LOST = (
    "Le calcul s’est interrompu à chaque tentative. Relancez-le ; s’il échoue encore, prévenez l’exploitant."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run is to answer: the input as canonical JSON; the change that it contains, for a what-if."""

    method: RunMethod
    document: dict[str, Any]
    change: Mapping[str, float] | None = None


@transaction.atomic
def request_run(*, bid: Bid, actor: User | None, now: datetime) -> CapacityRun:
    """Have the capacity of a bid computed; the same inputs with the same engine are one run.

    actor: None when the application asks by itself. Raises PermissionDenied, BidNotRead.
    """
    locked = readable_bid(bid, actor)
    document = canonical(engine_input(locked).to_dict())
    return known_or_new(locked, Asked(RunMethod.VERDICT, document), actor, now)


@transaction.atomic
def request_what_if(*, bid: Bid, actor: User, now: datetime, change: Change) -> CapacityRun:
    """Have a changed bid simulated, for the eyes of those who read the file: it is never ranked.

    The same change of the same bid is one run. Raises PermissionDenied, BidNotRead.
    """
    locked = readable_bid(bid, actor)
    asked = change.apply(engine_input(locked))
    fewer = max(FEWEST_REPLICATIONS, asked.replications // WHAT_IF_DIVISOR)
    asked = replace(asked, replications=min(asked.replications, fewer))
    document = canonical(asked.to_dict())
    return known_or_new(locked, Asked(RunMethod.WHAT_IF, document, change.to_dict()), actor, now)


def readable_bid(bid: Bid, actor: User | None) -> Bid:
    """The bid, locked. Raises PermissionDenied, BidNotRead."""
    require(actor, bid.lot.tender)
    locked = Bid.objects.select_for_update(of=("self",)).get(pk=bid.pk)
    if locked.state != BidState.READ:
        raise BidNotRead
    return locked


def known_or_new(bid: Bid, asked: Asked, actor: User | None, now: datetime) -> CapacityRun:
    known = same_run(bid, asked)
    if known and not is_abandoned(known):
        return known
    if known:
        transition(run=known, name="fail", finished_at=now, error=WORKER_LOST)
    return new_run(bid, asked, actor, now)


def same_run(bid: Bid, asked: Asked) -> CapacityRun | None:
    """The run that asked exactly this and is not a failure."""
    found = CapacityRun.objects.filter(
        bid=bid,
        method=asked.method,
        input_sha256=fingerprint(asked.document),
        engine_sha256=code_fingerprint(),
    )
    return found.exclude(state__in=("failed", "cancelled")).first()


def is_abandoned(run: CapacityRun) -> bool:
    """Does the run wait for a job that failed for good, its workers having died?"""
    ours = Q(key=str(run.pk)) | Q(key__startswith=f"{run.pk}/")
    return run.is_active and Job.objects.filter(ours, kind__in=KINDS, state=JobState.FAILED).exists()


def new_run(bid: Bid, asked: Asked, actor: User | None, now: datetime) -> CapacityRun:
    run = CapacityRun.objects.create(
        bid=bid,
        method=asked.method,
        change=asked.change,
        engine_version=ENGINE_VERSION,
        engine_sha256=code_fingerprint(),
        seed=asked.document["seed"],
        input=asked.document,
        input_sha256=fingerprint(asked.document),
        requested_by=actor,
        requested_at=now,
    )
    outbox.enqueue(kind=KIND, key=str(run.pk), arguments={"run": str(run.pk)})
    # The journal holds no floats.
    change = {"change": {name: str(by) for name, by in asked.change.items()}} if asked.change else {}
    tell(run, EventKind.CAPACITY_RUN_REQUESTED, actor=actor, now=now, engine=ENGINE_VERSION, **change)
    return run


@transaction.atomic
def cancel_run(*, run: CapacityRun, actor: User, now: datetime) -> CapacityRun:
    """Give a run up; whoever computes a part of it stops at its next step.

    Raises PermissionDenied, StaleRun.
    """
    require(actor, run.bid.lot.tender)
    cancelled = transition(run=run, name="cancel", finished_at=now)
    outbox.cancel_under(kinds=KINDS, key=str(run.pk))
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
