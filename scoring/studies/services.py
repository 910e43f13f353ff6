"""Asking for a study and giving it up; computing it is in ``computing``, which only a worker needs."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from audit.clock import database_now
from audit.enums import EventKind
from audit.services import record
from outbox import services as outbox
from outbox.enums import JobState
from outbox.models import Job
from tenders.models import Lot

from ..engine import ENGINE_VERSION, code_fingerprint
from ..enums import RunState
from ..errors import StaleRun
from ..fingerprint import fingerprint
from ..lifecycle import RUN_TRANSITIONS
from .inputs import study_input
from .models import StaffingStudy
from .permissions import can_study

KIND = "required_staffing"
LEASE_SECONDS = 60
MAX_ATTEMPTS = 3
WORKER_LOST = (
    "Le calcul s’est interrompu à chaque tentative. Relancez-le ; s’il échoue encore, prévenez l’exploitant."
)


@transaction.atomic
def request_study(*, lot: Lot, actor: User, now: datetime) -> StaffingStudy:
    """Have the least staff for the lot computed; the same volumes with the same engine are one study.

    Raises PermissionDenied, CannotStudy.
    """
    require(actor, lot)
    locked = Lot.objects.select_for_update(of=("self",)).select_related("tender").get(pk=lot.pk)
    document = study_input(locked)
    known = same_study(locked, document)
    if known and not is_abandoned(known):
        return known
    if known:
        transition(study=known, name="fail", finished_at=now, error=WORKER_LOST)
    return new_study(locked, document, actor, now)


def same_study(lot: Lot, document: dict[str, Any]) -> StaffingStudy | None:
    """The study that asked exactly this and is not a failure."""
    found = StaffingStudy.objects.filter(
        lot=lot, input_sha256=fingerprint(document), engine_sha256=code_fingerprint()
    )
    return found.exclude(state__in=(RunState.FAILED, RunState.CANCELLED)).first()


def is_abandoned(study: StaffingStudy) -> bool:
    """Does the study wait for a job that failed for good, its workers having died?"""
    job = Job.objects.filter(kind=KIND, key=str(study.pk), state=JobState.FAILED)
    return study.is_active and job.exists()


def new_study(lot: Lot, document: dict[str, Any], actor: User, now: datetime) -> StaffingStudy:
    study = StaffingStudy.objects.create(
        lot=lot,
        engine_version=ENGINE_VERSION,
        engine_sha256=code_fingerprint(),
        seed=document["seed"],
        input=document,
        input_sha256=fingerprint(document),
        requested_by=actor,
        requested_at=now,
    )
    outbox.enqueue(kind=KIND, key=str(study.pk), arguments={"study": str(study.pk)})
    tell(study, EventKind.STAFFING_STUDY_REQUESTED, actor=actor, now=now, engine=ENGINE_VERSION)
    return study


@transaction.atomic
def cancel_study(*, study: StaffingStudy, actor: User, now: datetime) -> StaffingStudy:
    """Give a study up; whoever computes it stops at its next step. Raises PermissionDenied, StaleRun."""
    require(actor, study.lot)
    cancelled = transition(study=study, name="cancel", finished_at=now)
    outbox.cancel(kind=KIND, key=str(study.pk))
    tell(cancelled, EventKind.STAFFING_STUDY_CANCELLED, actor=actor, now=now)
    return cancelled


@transaction.atomic
def give_up_study(*, study_id: str, reason: str = WORKER_LOST) -> None:
    """End a study with its reason; one that is over, or gone with its draft, stays as it is."""
    study = StaffingStudy.objects.filter(pk=study_id).first()
    now = database_now()
    with suppress(StaleRun):
        if study is not None:
            failed = transition(study=study, name="fail", finished_at=now, error=reason)
            tell(failed, EventKind.STAFFING_STUDY_FAILED, actor=None, now=now, reason=reason)


def transition(*, study: StaffingStudy, name: str, **values: Any) -> StaffingStudy:
    """Change the state by one conditional UPDATE that also sets ``values``; return the fresh row.

    Raises StaleRun when the study is not (or no longer) in a state that allows it, or went with its lot.
    """
    step = RUN_TRANSITIONS[name]
    changed = StaffingStudy.objects.filter(pk=study.pk, state__in=step.sources).update(
        state=step.target, **values
    )
    fresh = StaffingStudy.objects.select_related("lot__tender").filter(pk=study.pk).first()
    if not changed or fresh is None:
        raise StaleRun((fresh or study).get_state_display())
    return fresh


def tell(study: StaffingStudy, kind: EventKind, *, actor: User | None, now: datetime, **payload: Any) -> None:
    """Write the event of a change of ``study``, with what identifies the computation."""
    record(
        kind=kind,
        actor=actor,
        now=now,
        subject=study,
        tender_reference=study.lot.tender.reference,
        payload={"lot": study.lot.number, "input_sha256": study.input_sha256, **payload},
    )


def require(actor: User, lot: Lot) -> None:
    if not can_study(actor, lot.tender):
        raise PermissionDenied("Seul un agent acheteur demande ou annule ce calcul.")
