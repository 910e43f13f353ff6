"""Doing the job of a study here, as a worker would."""

from typing import Any

from audit.clock import database_now
from outbox.models import Job
from outbox.registry import Lease
from outbox.services import claim
from scoring.engine import code_fingerprint
from scoring.studies import computing
from scoring.studies.models import StaffingStudy
from scoring.studies.services import KIND, request_study
from tenders.models import Lot
from tests.scoring.cases import do


def lease_of(study: StaffingStudy) -> Lease:
    lease = claim(Job.objects.get(kind=KIND, key=str(study.pk)).pk)
    assert lease is not None
    return lease


def asked(lot: Lot) -> StaffingStudy:
    return request_study(lot=lot, actor=lot.tender.created_by, now=database_now())


_known: dict[str, Any] = {}


def computed(study: StaffingStudy) -> StaffingStudy:
    """The study as it ended; the engine computes each input once a session."""
    lease, known = lease_of(study), _known.get(study.input_sha256)
    if known is None or study.engine_sha256 != code_fingerprint():
        do(lease)
    else:
        computing.complete(computing.start(study, lease), lease, known)
    study.refresh_from_db()
    if study.output is not None:
        _known[study.input_sha256] = study.output
    return study
