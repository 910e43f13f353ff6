"""Asking for a capacity run."""

from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied

from audit.enums import EventKind
from audit.models import Event
from bids.enums import BidState
from bids.signals import bid_read
from outbox.enums import JobState
from outbox.models import Job
from scoring.capacity.changes import Change
from scoring.enums import RunState
from scoring.errors import BidNotRead, StaleRun
from scoring.fingerprint import fingerprint
from scoring.models import CapacityRun
from scoring.services import cancel_run, request_run, request_what_if
from scoring.services.computing import compute
from tests.people import make_auditor, make_buyer, make_officer
from tests.scoring.cases import lease_of, make_bid, opened_lot

pytestmark = pytest.mark.django_db


def test_a_run_keeps_its_inputs_their_fingerprint_and_its_job(now: datetime) -> None:
    run = request_run(bid=make_bid(opened_lot()), actor=None, now=now)
    assert run.state == RunState.QUEUED
    assert run.input["schema"] == "capacity-input/1"
    assert run.input_sha256 == fingerprint(run.input)
    assert Job.objects.get(key=str(run.pk)).state == JobState.DUE


def test_what_the_database_gives_back_has_the_same_fingerprint(now: datetime) -> None:
    run = request_run(bid=make_bid(opened_lot()), actor=None, now=now)
    assert fingerprint(CapacityRun.objects.get(pk=run.pk).input) == run.input_sha256


def test_asking_twice_is_one_run(now: datetime) -> None:
    bid = make_bid(opened_lot())
    assert request_run(bid=bid, actor=None, now=now) == request_run(bid=bid, actor=None, now=now)
    assert Event.objects.filter(kind=EventKind.CAPACITY_RUN_REQUESTED).count() == 1


def test_a_bid_that_was_not_read_has_nothing_to_compute(now: datetime) -> None:
    with pytest.raises(BidNotRead):
        request_run(bid=make_bid(opened_lot(), state=BidState.UNREADABLE), actor=None, now=now)


def test_reading_a_bid_asks_for_its_capacity(now: datetime) -> None:
    bid = make_bid(opened_lot())
    bid_read.send(sender=type(bid), bid=bid, now=now)
    assert CapacityRun.objects.get().bid == bid


def test_the_officer_of_the_buyer_may_launch(now: datetime) -> None:
    officer = make_officer(make_buyer())
    run = request_run(bid=make_bid(opened_lot(officer)), actor=officer, now=now)
    assert run.requested_by == officer


def test_nobody_else_may_launch(now: datetime) -> None:
    bid = make_bid(opened_lot())
    for stranger in (make_officer(make_buyer()), make_auditor()):
        with pytest.raises(PermissionDenied):
            request_run(bid=bid, actor=stranger, now=now)


def test_a_cancelled_run_is_not_computed(now: datetime) -> None:
    officer = make_officer(make_buyer())
    run = request_run(bid=make_bid(opened_lot(officer)), actor=None, now=now)
    lease = lease_of(run)
    cancelled = cancel_run(run=run, actor=officer, now=now)
    compute(lease)
    assert CapacityRun.objects.get(pk=run.pk).state == cancelled.state == RunState.CANCELLED
    assert Job.objects.get(key=str(run.pk)).state == JobState.CANCELLED


def test_a_run_that_is_over_is_not_cancelled(now: datetime) -> None:
    officer = make_officer(make_buyer())
    run = request_run(bid=make_bid(opened_lot(officer)), actor=None, now=now)
    cancel_run(run=run, actor=officer, now=now)
    with pytest.raises(StaleRun, match="annulé"):
        cancel_run(run=run, actor=officer, now=now)


def test_after_a_cancellation_the_same_question_can_be_asked_again(now: datetime) -> None:
    officer = make_officer(make_buyer())
    bid = make_bid(opened_lot(officer))
    first = request_run(bid=bid, actor=officer, now=now)
    cancel_run(run=first, actor=officer, now=now)
    assert request_run(bid=bid, actor=officer, now=now) != first


def test_a_run_whose_workers_all_died_is_asked_anew(now: datetime) -> None:
    bid = make_bid(opened_lot())
    dead = request_run(bid=bid, actor=None, now=now)
    Job.objects.filter(key=str(dead.pk)).update(state=JobState.FAILED, finished_at=now)
    again = request_run(bid=bid, actor=None, now=now)
    dead.refresh_from_db()
    assert (dead.state, again.state) == (RunState.FAILED, RunState.QUEUED)
    assert "interrompu" in dead.error


def test_a_what_if_keeps_its_change_and_never_counts_as_the_run_of_the_bid(now: datetime) -> None:
    officer = make_officer(make_buyer())
    bid = make_bid(opened_lot(officer))
    verdict = request_run(bid=bid, actor=None, now=now)
    asked = request_what_if(bid=bid, actor=officer, now=now, change=Change(volume=2.0))
    assert asked.change == {"volume": 2.0, "handle_time": 1.0, "patience": 1.0, "absence": 1.0}
    assert asked.input["contact_types"][0]["annual_volume"] == 100_000
    assert list(CapacityRun.objects.verdicts()) == [verdict]
    assert list(CapacityRun.objects.what_ifs()) == [asked]


def test_a_what_if_is_journalled_with_its_change(now: datetime) -> None:
    officer = make_officer(make_buyer())
    bid = make_bid(opened_lot(officer))
    request_what_if(bid=bid, actor=officer, now=now, change=Change(patience=0.5))
    event = Event.objects.get(kind=EventKind.CAPACITY_RUN_REQUESTED)
    assert (event.payload["method"], event.payload["change"]["patience"]) == ("what_if", "0.5")


def test_the_same_what_if_is_one_run_and_another_change_another(now: datetime) -> None:
    officer = make_officer(make_buyer())
    bid = make_bid(opened_lot(officer))
    asked = [
        request_what_if(bid=bid, actor=officer, now=now, change=Change(volume=volume))
        for volume in (1.2, 1.2, 1.3)
    ]
    assert asked[0] == asked[1] != asked[2]


def test_whoever_may_not_launch_asks_no_what_if(now: datetime) -> None:
    bid = make_bid(opened_lot())
    for stranger in (make_officer(make_buyer()), make_auditor()):
        with pytest.raises(PermissionDenied):
            request_what_if(bid=bid, actor=stranger, now=now, change=Change())
