"""The pieces of a run: simulated by whoever is free, in any order, kept once."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from random import Random

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.clock import database_now
from bids.models import Bid
from outbox.enums import JobState
from outbox.models import Job
from outbox.registry import Lease
from outbox.services import give_back
from scoring.engine.verdict import Piece
from scoring.enums import RunState
from scoring.models import CapacityRun, SimulatedPiece
from scoring.services import KIND, PIECE_KIND, cancel_run, request_run
from scoring.services.pieces import simulate, store
from tests.scoring.cases import compute_run, do, lease_of, make_bid, next_lease, opened_lot

pytestmark = pytest.mark.django_db


@pytest.fixture
def bid(db: None) -> Bid:
    return make_bid(opened_lot())


@pytest.fixture
def run(bid: Bid) -> CapacityRun:
    return handed_out(bid)


def handed_out(bid: Bid) -> CapacityRun:
    """A run whose first wave was handed out."""
    run = request_run(bid=bid, actor=None, now=database_now())
    do(lease_of(run))
    return CapacityRun.objects.get(pk=run.pk)


def cancel(run: CapacityRun) -> None:
    cancel_run(run=run, actor=run.bid.lot.tender.created_by, now=database_now())


def piece_lease(run: CapacityRun) -> Lease:
    lease = next_lease(run, PIECE_KIND)
    assert lease is not None
    return lease


def leases(run: CapacityRun) -> list[Lease]:
    """Those of all the pieces that are due."""
    found = []
    while lease := next_lease(run, PIECE_KIND):
        found.append(lease)
    return found


def steps_due(run: CapacityRun) -> int:
    return Job.objects.filter(kind=KIND, arguments__run=str(run.pk), state=JobState.DUE).count()


def test_a_piece_is_kept_with_its_fingerprint_and_counts_in_the_progress(run: CapacityRun) -> None:
    do(piece_lease(run))
    piece = SimulatedPiece.objects.get()
    after = CapacityRun.objects.get(pk=run.pk)
    assert piece.content
    assert len(piece.content_sha256) == 64
    assert run.progress_done < after.progress_done < after.progress_total


def test_a_piece_delivered_twice_is_stored_once(run: CapacityRun) -> None:
    lease = piece_lease(run)
    simulate(lease)
    simulate(lease)
    assert SimulatedPiece.objects.count() == 1


def test_the_same_bytes_again_are_welcome(run: CapacityRun) -> None:
    lease = piece_lease(run)
    simulate(lease)
    content = SimulatedPiece.objects.get().content
    assert content is not None
    store(run, replace(lease, attempt=9), Piece.parse(lease.arguments["piece"]), bytes(content))
    assert SimulatedPiece.objects.count() == 1


def test_other_bytes_for_the_same_piece_end_the_run(
    run: CapacityRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    def simulated_elsewhere_too(_data: object, piece: Piece, _on_step: object) -> bytes:
        SimulatedPiece.objects.create(
            run=run, content=b"", content_sha256="0" * 64, computed_at=database_now(), **asdict(piece)
        )
        return b"other"

    monkeypatch.setattr("scoring.services.pieces.simulate_piece", simulated_elsewhere_too)
    simulate(piece_lease(run))
    assert "résultats différents" in CapacityRun.objects.get(pk=run.pk).error


def test_a_worker_that_lost_its_lease_keeps_nothing(run: CapacityRun) -> None:
    lease = piece_lease(run)
    simulate(replace(lease, attempt=lease.attempt + 1))
    assert not SimulatedPiece.objects.exists()


def test_a_piece_given_up_ends_the_run_with_a_reason(run: CapacityRun) -> None:
    lease = piece_lease(run)
    Job.objects.filter(pk=lease.job_id).update(attempt=3)
    give_back(replace(lease, attempt=3), "panne")
    failed = CapacityRun.objects.get(pk=run.pk)
    assert failed.state == RunState.FAILED
    assert "interrompu" in failed.error


def test_the_bytes_go_when_the_run_ends_and_their_fingerprints_stay(run: CapacityRun) -> None:
    compute_run(run)
    pieces = SimulatedPiece.objects.all()
    assert all(piece.content is None and len(piece.content_sha256) == 64 for piece in pieces)


def test_postgresql_refuses_another_content(run: CapacityRun) -> None:
    do(piece_lease(run))
    with pytest.raises(IntegrityError), transaction.atomic():
        SimulatedPiece.objects.update(content=b"other")
    with pytest.raises(IntegrityError), transaction.atomic():
        SimulatedPiece.objects.update(content=None, content_sha256="0" * 64)


def test_a_cancelled_run_hands_out_nothing_more(run: CapacityRun) -> None:
    first, *_ = leases(run)
    cancel(run)
    simulate(first)
    assert not SimulatedPiece.objects.exists()
    assert not Job.objects.filter(state__in=[JobState.DUE, JobState.LEASED]).exists()


def test_a_run_cancelled_while_a_piece_is_simulated_keeps_nothing_of_it(
    run: CapacityRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cancelled_meanwhile(_data: object, _piece: Piece, on_step: Callable[[int, int], None]) -> bytes:
        cancel(run)
        on_step(1, 2)
        raise AssertionError("the piece went on")

    monkeypatch.setattr("scoring.services.pieces.simulate_piece", cancelled_meanwhile)
    simulate(piece_lease(run))
    assert CapacityRun.objects.get(pk=run.pk).state == RunState.CANCELLED


@pytest.fixture
def in_order(bid: Bid) -> str:
    """The fingerprint of the result, the pieces being simulated in order."""
    with undone():
        return compute_run(handed_out(bid)).output_sha256


@given(random=st.randoms(use_true_random=False))
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_the_pieces_changes_nothing(bid: Bid, in_order: str, random: Random) -> None:
    with undone():
        run = handed_out(bid)
        while run.state == RunState.RUNNING:
            found = leases(run)
            random.shuffle(found)
            for lease in found:
                do(lease)
            do(one_step(run))
            run.refresh_from_db()
        assert run.output_sha256 == in_order


@contextmanager
def undone() -> Iterator[None]:
    """Take back all that the block writes."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def one_step(run: CapacityRun) -> Lease:
    assert steps_due(run) == 1
    lease = next_lease(run, KIND)
    assert lease is not None
    return lease


@pytest.mark.django_db(transaction=True)
def test_two_last_pieces_at_the_same_moment_make_one_step_due(run: CapacityRun) -> None:
    *others, one, two = leases(run)
    for lease in others:
        do(lease)
    together([one, two])
    assert steps_due(run) == 1


def together(found: list[Lease]) -> None:
    """Store something for each, all at the same moment, each from a connection of its own."""
    meeting = threading.Barrier(len(found))
    threads = [threading.Thread(target=meet_and_store, args=(lease, meeting)) for lease in found]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def meet_and_store(lease: Lease, meeting: threading.Barrier) -> None:
    run = CapacityRun.objects.get(pk=lease.arguments["run"])
    piece = Piece.parse(lease.arguments["piece"])
    meeting.wait(timeout=30)
    store(run, lease, piece, str(piece).encode())
    connection.close()
