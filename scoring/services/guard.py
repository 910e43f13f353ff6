"""What every step and every piece of a run have in common: the lease, the input, the ways it can end."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from django.db import transaction

from audit.clock import database_now
from audit.enums import EventKind
from outbox import services as outbox
from outbox.heartbeat import kept
from outbox.registry import Lease

from ..capacity.faults import reason_of
from ..engine import code_fingerprint
from ..engine.faults import InvalidInputError
from ..engine.model import EngineInput
from ..enums import RunState
from ..errors import StaleRun
from ..models import CapacityRun
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

Progress = Callable[[int, int], None]


class CannotCompute(Exception):  # noqa: N818  # says what it is
    """The run ends without a result, for the reason given in French."""


class Stopped(Exception):  # noqa: N818  # not an error: the run was cancelled or another worker has it
    """This worker must not go on."""


@contextmanager
def guarded(run: CapacityRun, lease: Lease) -> Iterator[None]:
    """Keep the lease while the block works; end the run, or leave it to others, as the block ends.

    What nobody foresaw is raised again, for another attempt, and ends the run at the last one.
    """
    try:
        with kept(lease):
            yield
    except (Stopped, StaleRun):
        logger.info("run %s: nothing to do here", run.pk)
    except CannotCompute as error:
        fail(run, str(error))
    except Exception:
        if lease.attempt >= MAX_ATTEMPTS:
            fail(run, UNEXPECTED)
        raise


def input_of(run: CapacityRun) -> EngineInput:
    """What the run is asked. Raises CannotCompute for a run of another engine, or an input it refuses."""
    if run.engine_sha256 != code_fingerprint():
        raise CannotCompute(ENGINE_CHANGED)
    with refusals_told(run):
        return EngineInput.from_dict(run.input)


@contextmanager
def refusals_told(run: CapacityRun) -> Iterator[None]:
    """Have what the engine refuses end the run with its reason."""
    try:
        yield
    except InvalidInputError as error:
        raise CannotCompute(reason_of(error, run.input)) from error


def from_time_to_time(check: Progress) -> Progress:
    """Return ``check``, called twice a second at most."""
    last = 0.0

    def on_step(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last >= SECONDS_BETWEEN_STEPS:
            last = time.monotonic()
            check(done, total)

    return on_step


def hold(run: CapacityRun, lease: Lease) -> CapacityRun:
    """Lock the running run, then make sure of the lease; in this order everywhere. Raises Stopped."""
    running = CapacityRun.objects.filter(pk=run.pk, state=RunState.RUNNING)
    held = running.select_for_update().only("pk", "pieces_asked").first()
    if held is None or not outbox.renew(lease):
        raise Stopped
    return held


@transaction.atomic
def fail(run: CapacityRun, reason: str) -> None:
    """End the run with its reason, unless it is over."""
    now = database_now()
    with suppress(StaleRun):
        failed = transition(run=run, name="fail", finished_at=now, error=reason)
        tell(failed, EventKind.CAPACITY_RUN_FAILED, actor=None, now=now, reason=reason)
