"""The handler of the job « required_staffing »: one study, done once, whoever does it."""

import logging
from collections.abc import Callable
from typing import Any

from django.db import transaction

from audit.clock import database_now
from audit.enums import EventKind
from outbox import services as outbox
from outbox.heartbeat import kept
from outbox.registry import Lease

from ..capacity.faults import reason_of
from ..engine import code_fingerprint
from ..engine.faults import InvalidInputError
from ..engine.minimal import required_staffing
from ..engine.model import EngineInput
from ..enums import RunState
from ..errors import StaleRun
from ..fingerprint import canonical, fingerprint
from .models import StaffingStudy
from .services import MAX_ATTEMPTS, give_up_study, tell, transition

logger = logging.getLogger(__name__)
ENGINE_CHANGED = (
    "Le moteur de calcul a été mis à jour entre la demande et le calcul. "
    "Relancez le calcul : il se fera avec la nouvelle version."
)
UNEXPECTED = (
    "Le calcul a rencontré une erreur imprévue, trois fois de suite. La consultation est intacte. "
    "Relancez le calcul ; s’il échoue encore, prévenez l’exploitant avec l’identifiant du calcul."
)


class CannotCompute(Exception):  # noqa: N818  # says what it is
    """The study ends without a result, for the reason given in French."""


class Stopped(Exception):  # noqa: N818  # not an error: the study was cancelled or another worker has it
    """This worker must not go on."""


def compute(lease: Lease) -> None:
    """Compute the study; one that is over, or gone with its draft, is left alone."""
    study = StaffingStudy.objects.filter(pk=lease.arguments["study"]).first()
    if study is None:
        return
    try:
        with kept(lease):
            started = start(study, lease)
            complete(started, lease, answer(started, showing(started, lease)))
    except (Stopped, StaleRun):
        logger.info("study %s: nothing to do here", study.pk)
    except CannotCompute as error:
        give_up_study(study_id=str(study.pk), reason=str(error))
    except Exception:
        if lease.attempt >= MAX_ATTEMPTS:
            give_up_study(study_id=str(study.pk), reason=UNEXPECTED)
        raise


@transaction.atomic
def start(study: StaffingStudy, lease: Lease) -> StaffingStudy:
    """Raises StaleRun for a study that is over."""
    now = database_now()
    started = transition(study=study, name="start", started_at=now, progress_done=0, progress_total=1)
    tell(started, EventKind.STAFFING_STUDY_STARTED, actor=None, now=now, attempt=lease.attempt)
    return started


def answer(study: StaffingStudy, on_progress: Callable[[int, int], None]) -> dict[str, Any]:
    """The result as it is kept. Raises CannotCompute, Stopped."""
    if study.engine_sha256 != code_fingerprint():
        raise CannotCompute(ENGINE_CHANGED)
    try:
        found = required_staffing(EngineInput.from_dict(study.input), on_progress=on_progress)
    except InvalidInputError as error:
        raise CannotCompute(reason_of(error, study.input)) from error
    document: dict[str, Any] = canonical(found.to_dict())
    return document


def showing(study: StaffingStudy, lease: Lease) -> Callable[[int, int], None]:
    """Return what writes the progress down after each roster tried. It raises Stopped."""

    def show(done: int, total: int) -> None:
        running = StaffingStudy.objects.filter(pk=study.pk, state=RunState.RUNNING)
        if not outbox.renew(lease) or not running.update(progress_done=done, progress_total=total):
            raise Stopped

    return show


@transaction.atomic
def complete(study: StaffingStudy, lease: Lease, document: dict[str, Any]) -> None:
    """Keep the result. Raises Stopped for whoever lost the lease, StaleRun when the study is over."""
    if not outbox.renew(lease):
        raise Stopped
    now, sha256 = database_now(), fingerprint(document)
    values = {"output": document, "output_sha256": sha256, "progress_done": 1, "progress_total": 1}
    done = transition(study=study, name="complete", finished_at=now, **values)
    tell(done, EventKind.STAFFING_STUDY_COMPLETED, actor=None, now=now, output_sha256=sha256)
