"""The handler of the job « simulate_piece »: some replications, simulated by whoever is free, kept once."""

import hashlib
import logging

from django.db import transaction

from audit.clock import database_now
from outbox import services as outbox
from outbox.registry import Lease

from ..capacity.counted import simulated
from ..engine.verdict import Piece, simulate_piece
from ..enums import RunState
from ..models import CapacityRun, SimulatedPiece
from .guard import CannotCompute, Progress, Stopped, from_time_to_time, guarded, hold, input_of, refusals_told
from .requests import KIND, PIECE_KIND

logger = logging.getLogger(__name__)

#: How a run's progress is counted: the quick part takes about as long as three pieces.
PARTS_OF_A_PIECE, QUICK_PARTS = 100, 300
DIFFERENT = (
    "Deux calculs d’une même partie ({piece}) ont donné des résultats différents : ce serveur ne calcule pas "
    "de façon reproductible, et aucun résultat n’est retenu. "
    "Prévenez l’exploitant avec l’identifiant du calcul."
)


def ask_piece(run: CapacityRun, piece: Piece) -> None:
    """Have a piece simulated, in the caller's transaction."""
    outbox.enqueue(
        kind=PIECE_KIND,
        key=f"{run.pk}/{piece}",
        arguments={"run": str(run.pk), "piece": str(piece)},
    )


def stored_pieces(run: CapacityRun) -> dict[Piece, bytes]:
    """The pieces that are there, in their order."""
    rows = SimulatedPiece.objects.filter(run=run, content__isnull=False)
    found = {Piece(row.variant, row.first, row.last): bytes(row.content) for row in rows if row.content}
    return dict(sorted(found.items()))


def simulate(lease: Lease) -> None:
    """Simulate the piece of the lease; one that is stored, or of a run that is over, is left alone."""
    run = CapacityRun.objects.get(pk=lease.arguments["run"])
    piece = Piece.parse(lease.arguments["piece"])
    if run.state != RunState.RUNNING or known_sha256(run, piece):
        return
    with guarded(run, lease):
        asked = simulated(input_of(run))
        with refusals_told(run):
            content = simulate_piece(asked, piece, watching(run, lease))
        store(run, lease, piece, content)


def watching(run: CapacityRun, lease: Lease) -> Progress:
    """Return what looks whether the run still wants the piece. It raises Stopped."""

    def watch(_done: int, _of: int) -> None:
        wanted = CapacityRun.objects.filter(pk=run.pk, state=RunState.RUNNING).exists()
        if not wanted or not outbox.renew(lease):
            raise Stopped

    return from_time_to_time(watch)


def store(run: CapacityRun, lease: Lease, piece: Piece, content: bytes) -> None:
    """Keep the bytes, once; whoever stores the last piece of a wave has the next step done.

    The lock on the run lets one worker at a time see which pieces are there. Raises CannotCompute when the
    piece is known with other bytes, Stopped when the run is over or the lease lost.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    if is_stored(run, piece, sha256):
        return
    with transaction.atomic():
        held = hold(run, lease)
        SimulatedPiece.objects.create(
            run=run,
            variant=piece.variant,
            first=piece.first,
            last=piece.last,
            content=content,
            content_sha256=sha256,
            computed_at=database_now(),
        )
        count_pieces(held)


def count_pieces(held: CapacityRun) -> None:
    """Show how many there are; the last one of the wave makes the next step due."""
    stored = SimulatedPiece.objects.filter(run=held).count()
    progress = QUICK_PARTS + PARTS_OF_A_PIECE * stored
    CapacityRun.objects.filter(pk=held.pk).update(progress_done=progress)
    if stored == held.pieces_asked:
        outbox.enqueue(kind=KIND, key=f"{held.pk}/{stored}", arguments={"run": str(held.pk)})


def known_sha256(run: CapacityRun, piece: Piece) -> str | None:
    """The fingerprint of the piece, once it is stored."""
    found = SimulatedPiece.objects.filter(run=run, variant=piece.variant, first=piece.first, last=piece.last)
    return found.values_list("content_sha256", flat=True).first()


def is_stored(run: CapacityRun, piece: Piece, sha256: str) -> bool:
    """Is the piece there, as just computed? Raises CannotCompute when it is there with other bytes."""
    known = known_sha256(run, piece)
    if known in (None, sha256):
        return known is not None
    # Two computations of a piece give the same bytes, or nothing that this server computes can be trusted.
    logger.error("run %s, piece %s: %s, then %s", run.pk, piece, known, sha256)
    raise CannotCompute(DIFFERENT.format(piece=piece))
