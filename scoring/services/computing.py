"""The handler of the job « compute_capacity »: done once, whoever starts it and however often."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.db import transaction

from audit.clock import database_now
from audit.enums import EventKind
from outbox import services as outbox
from outbox.registry import Lease

from ..capacity.faults import reason_of
from ..capacity.whole import compute as whole
from ..engine import code_fingerprint
from ..engine.faults import InvalidInputError
from ..engine.model import EngineInput
from ..enums import RunState
from ..errors import StaleRun
from ..fingerprint import canonical, fingerprint
from ..inputs import questions
from ..models import CapacityRun
from ..signals import run_completed
from .requests import MAX_ATTEMPTS
from .state import tell, transition

logger = logging.getLogger(__name__)

#: A page that looks every second has no use for more.
SECONDS_BETWEEN_STEPS = 0.5
ENGINE_CHANGED = (
    "Le moteur de calcul a été mis à jour entre la demande et le calcul. "
    "Relancez le calcul : il se fera avec la nouvelle version."
)
UNEXPECTED = (
    "Le calcul a rencontré une erreur imprévue, trois fois de suite. L’offre et ses données sont intactes. "
    "Relancez le calcul ; s’il échoue encore, prévenez l’exploitant avec l’identifiant du calcul."
)


class CannotCompute(Exception):  # noqa: N818  # says what it is
    """The run ends without a result, for the reason given in French."""


class Stopped(Exception):  # noqa: N818  # not an error: the run was cancelled or another worker has it
    """This worker must not go on."""


def compute(lease: Lease) -> None:
    """Start the run, compute it, keep the result; a run that is over is left alone."""
    run = CapacityRun.objects.select_related("bid__lot__tender").get(pk=lease.arguments["run"])
    try:
        started = start(run, lease)
        document = answer(started, keep_alive(started, lease))
        complete(started, lease, document)
    except (Stopped, StaleRun):
        logger.info("run %s: nothing to do here", run.pk)
    except CannotCompute as error:
        fail(run, str(error))
    except Exception:
        if lease.attempt >= MAX_ATTEMPTS:
            fail(run, UNEXPECTED)
        raise


@transaction.atomic
def start(run: CapacityRun, lease: Lease) -> CapacityRun:
    """Raises StaleRun for a run that is over."""
    now = database_now()
    started = transition(run=run, name="start", started_at=now, progress_done=0, progress_total=1)
    tell(started, EventKind.CAPACITY_RUN_STARTED, actor=None, now=now, attempt=lease.attempt)
    return started


def answer(run: CapacityRun, on_step: Callable[[int, int], None]) -> dict[str, Any]:
    """The result as it is kept. Raises CannotCompute, Stopped."""
    if run.engine_sha256 != code_fingerprint():
        raise CannotCompute(ENGINE_CHANGED)
    try:
        asked = EngineInput.from_dict(run.input)
    except InvalidInputError as error:
        raise CannotCompute(reason_of(error, run.input)) from error
    document: dict[str, Any] = canonical(whole(asked, questions(run.bid.lot), on_step))
    return document


def keep_alive(run: CapacityRun, lease: Lease) -> Callable[[int, int], None]:
    """Return what writes the progress down and renews the lease, from time to time. It raises Stopped."""
    last = 0.0

    def on_step(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last < SECONDS_BETWEEN_STEPS:
            return
        last = time.monotonic()
        running = CapacityRun.objects.filter(pk=run.pk, state=RunState.RUNNING)
        if not outbox.renew(lease) or not running.update(progress_done=done, progress_total=total):
            raise Stopped

    return on_step


@transaction.atomic
def complete(run: CapacityRun, lease: Lease, document: dict[str, Any]) -> None:
    """Keep the result. Raises Stopped for whoever lost the lease, StaleRun when the run is over."""
    if not outbox.renew(lease):
        raise Stopped
    now, sha256 = database_now(), fingerprint(document)
    progress = {"progress_done": 1, "progress_total": 1}
    done = transition(
        run=run, name="complete", finished_at=now, output=document, output_sha256=sha256, **progress
    )
    tell(done, EventKind.CAPACITY_RUN_COMPLETED, actor=None, now=now, output_sha256=sha256)
    run_completed.send(sender=CapacityRun, run=done, now=now)


@transaction.atomic
def fail(run: CapacityRun, reason: str) -> None:
    """End the run with its reason, unless it is over."""
    now = database_now()
    failed = transition(run=run, name="fail", finished_at=now, error=reason)
    tell(failed, EventKind.CAPACITY_RUN_FAILED, actor=None, now=now, reason=reason)
