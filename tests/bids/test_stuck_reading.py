"""A reading that the server could not finish is nobody's fault but the server's."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models.functions import Now
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from audit.clock import database_now
from audit.enums import EventKind
from audit.models import Event
from bids.enums import BidState
from bids.errors import NotStuck, ReadingInterruptedError
from bids.models import Bid
from bids.services import declare_unreadable, open_bids, read_again, read_bid, reading
from bids.workbook.limits import Limits
from outbox.models import Job
from outbox.tasks import run_job
from tenders.models import Tender
from tests.people import declare_no_interest, make_bidder, make_officer, member

from .builders import filled_workbook, first_lot, pass_deadline, send


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the child no time at all: its parent waits one second more than the limit, hence minus one."""
    monkeypatch.setattr(reading, "Limits", lambda file_size: Limits(file_size=file_size, wall_seconds=-1))


@pytest.fixture
def bid(tender: Tender, officer: User, bidder: User) -> Bid:
    send(bidder, tender, data=filled_workbook(first_lot(tender)))
    open_bids(actor=officer, tender=pass_deadline(tender))
    declare_no_interest(officer, tender)
    return Bid.objects.get()


@pytest.fixture
def stuck(bid: Bid, hurried: None) -> Bid:
    job = Job.objects.get(key=str(bid.pk))
    for _ in range(job.max_attempts):
        Job.objects.update(available_at=Now())
        run_job(job.pk)
    return bid


def test_a_reading_cut_by_the_clock_concludes_nothing(bid: Bid, hurried: None) -> None:
    with pytest.raises(ReadingInterruptedError):
        read_bid(bid_id=bid.pk)
    bid.refresh_from_db()
    assert bid.state == BidState.OPENED


def test_read_again_it_is_read(stuck: Bid, officer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    read_again(actor=officer, bid=stuck, now=database_now())
    monkeypatch.undo()
    run_job(Job.objects.get(key=str(stuck.pk)).pk)
    stuck.refresh_from_db()
    assert stuck.state == BidState.READ
    assert Event.objects.filter(kind=EventKind.BID_READING_RESUMED).count() == 1


def test_the_officer_may_conclude_with_a_reason(stuck: Bid, officer: User) -> None:
    declare_unreadable(actor=officer, bid=stuck, reason="Fichier perdu", now=database_now())
    stuck.refresh_from_db()
    assert stuck.state == BidState.UNREADABLE
    assert "Fichier perdu" in stuck.issues[0]["message"]


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_no_conclusion_without_a_reason(stuck: Bid, officer: User, reason: str) -> None:
    with pytest.raises(ValidationError, match="motif"):
        declare_unreadable(actor=officer, bid=stuck, reason=reason, now=database_now())


def test_a_bid_that_is_not_stuck_is_left_alone(bid: Bid, officer: User) -> None:
    with pytest.raises(NotStuck):
        declare_unreadable(actor=officer, bid=bid, reason="Trop long", now=database_now())
    with pytest.raises(NotStuck):
        read_again(actor=officer, bid=bid, now=database_now())


@pytest.mark.parametrize("stranger", [make_officer, make_bidder])
def test_strangers_do_neither(stuck: Bid, stranger: Callable[[], User]) -> None:
    with pytest.raises(PermissionDenied):
        read_again(actor=stranger(), bid=stuck, now=database_now())
    with pytest.raises(PermissionDenied):
        declare_unreadable(actor=stranger(), bid=stuck, reason="Non", now=database_now())


def test_a_colleague_of_the_buyer_may(stuck: Bid, client: Client) -> None:
    colleague = member(stuck.lot.tender.buyer, Role.OFFICER)
    client.force_login(colleague)
    page = reverse("bids:stuck_reading", args=[stuck.pk])
    assert "trois fois de suite" in client.get(page).content.decode()
    assert client.post(page, {"again": "1"}).status_code == 302
    assert "en cours ou terminée" in client.get(page).content.decode()
