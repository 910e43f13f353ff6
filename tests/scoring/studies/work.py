"""Doing the job of a study here, as a worker would."""

from audit.clock import database_now
from outbox.models import Job
from outbox.registry import Lease
from outbox.services import claim
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


def computed(study: StaffingStudy) -> StaffingStudy:
    do(lease_of(study))
    study.refresh_from_db()
    return study
