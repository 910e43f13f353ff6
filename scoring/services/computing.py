"""The handler of the job « compute_capacity »: the steps of a run, done once, whoever does them.

The first step takes the quick looks; each step then hands out a wave of pieces, or gives the verdict once
none is wanted any more. What a wave asks depends on the pieces alone: neither on workers nor on their order.
"""

from typing import Any

from django.db import transaction

from audit.clock import database_now
from audit.enums import EventKind
from outbox import services as outbox
from outbox.registry import Lease

from ..capacity.counted import simulated
from ..capacity.whole import quick_part, with_simulation
from ..engine.model import EngineInput
from ..engine.verdict import Piece, expected_pieces, give_verdict, next_pieces
from ..enums import RunMethod, RunState
from ..fingerprint import canonical, fingerprint
from ..inputs import questions
from ..models import CapacityRun
from ..signals import run_completed
from .guard import Progress, Stopped, from_time_to_time, guarded, hold, input_of, refusals_told
from .pieces import PARTS_OF_A_PIECE, QUICK_PARTS, ask_piece, stored_pieces
from .state import tell, transition

Stored = dict[Piece, bytes]


def compute(lease: Lease) -> None:
    """Do the next step of the run; a run that is over is left alone."""
    run = CapacityRun.objects.select_related("bid__lot__tender").get(pk=lease.arguments["run"])
    with guarded(run, lease):
        if run.preview is None:
            run = start(run, lease)
            look(run, lease)
        advance(run, lease)


@transaction.atomic
def start(run: CapacityRun, lease: Lease) -> CapacityRun:
    """Raises StaleRun for a run that is over."""
    now = database_now()
    started = transition(run=run, name="start", started_at=now, progress_done=0, progress_total=1)
    tell(started, EventKind.CAPACITY_RUN_STARTED, actor=None, now=now, attempt=lease.attempt)
    return started


def look(run: CapacityRun, lease: Lease) -> None:
    """Take the quick looks and keep them. Raises CannotCompute, Stopped."""
    asked = input_of(run)
    with refusals_told(run):
        total = parts(expected_pieces(simulated(asked), {}))
        preview = canonical(quick_part(asked, questions(run.bid.lot), showing(run, lease, total)))
    with transaction.atomic():
        hold(run, lease)
        CapacityRun.objects.filter(pk=run.pk).update(preview=preview, progress_done=QUICK_PARTS)
    run.preview = preview


def showing(run: CapacityRun, lease: Lease, total: int) -> Progress:
    """Return what writes the progress of the quick part down. It raises Stopped."""

    def show(done: int, of: int) -> None:
        running = CapacityRun.objects.filter(pk=run.pk, state=RunState.RUNNING)
        values = {"progress_done": QUICK_PARTS * done // of, "progress_total": total}
        if not running.update(**values) or not outbox.renew(lease):
            raise Stopped

    return from_time_to_time(show)


def parts(pieces: int) -> int:
    """The whole progress of a run of so many pieces."""
    return QUICK_PARTS + PARTS_OF_A_PIECE * pieces


def advance(run: CapacityRun, lease: Lease) -> None:
    """Hand out the next wave, or end the run. Raises CannotCompute, Stopped, StaleRun."""
    data, done = simulated(input_of(run)), stored_pieces(run)
    with refusals_told(run):
        missing = next_pieces(data, done)
    if missing:
        ask(run, lease, done, missing, data)
    else:
        complete(run, lease, whole(run, data, done))


def ask(run: CapacityRun, lease: Lease, done: Stored, missing: tuple[Piece, ...], data: EngineInput) -> None:
    """Have a wave simulated, once: a step that comes late finds more pieces asked than it saw stored."""
    total = parts(expected_pieces(data, done))
    with transaction.atomic():
        if hold(run, lease).pieces_asked != len(done):
            return
        asked = len(done) + len(missing)
        CapacityRun.objects.filter(pk=run.pk).update(pieces_asked=asked, progress_total=total)
        for piece in missing:
            ask_piece(run, piece)


def whole(run: CapacityRun, data: EngineInput, done: Stored) -> dict[str, Any]:
    """The result as it is kept."""
    assert run.preview is not None
    simulation = give_verdict(data, done)
    document: dict[str, Any] = canonical(with_simulation(run.preview, questions(run.bid.lot), simulation))
    return document


@transaction.atomic
def complete(run: CapacityRun, lease: Lease, document: dict[str, Any]) -> None:
    """Keep the result; say so of a verdict. Raises Stopped for a run that is over, or a lost lease."""
    hold(run, lease)
    now, sha256 = database_now(), fingerprint(document)
    values: dict[str, Any] = {"preview": None, "progress_done": 1, "progress_total": 1}
    done = transition(
        run=run, name="complete", finished_at=now, output=document, output_sha256=sha256, **values
    )
    tell(done, EventKind.CAPACITY_RUN_COMPLETED, actor=None, now=now, output_sha256=sha256)
    if done.method == RunMethod.VERDICT:
        run_completed.send(sender=CapacityRun, run=done, now=now)
