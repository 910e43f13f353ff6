"""Reading the workbook of an opened bid: once, by the outbox, with its price, its remarks, its signal."""

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from accounts.models import User
from audit.enums import EventKind
from audit.models import Event
from bids.enums import BidState
from bids.models import Bid
from bids.sealing.envelope import DamagedFile
from bids.services import open_bids, read_bid
from bids.services.reading import outcome
from bids.signals import bid_read
from bids.workbook.report import ReadResult
from outbox.enums import JobState
from outbox.models import Job
from outbox.tasks import run_job
from tenders.models import Tender

from .builders import content_for, filled_workbook, first_lot, pass_deadline, send


def opened_bid(tender: Tender, officer: User, bidder: User, data: bytes) -> Bid:
    send(bidder, tender, data=data)
    open_bids(actor=officer, tender=pass_deadline(tender))
    return Bid.objects.get()


def test_honest_workbook_is_read(tender: Tender, officer: User, bidder: User) -> None:
    lot = first_lot(tender)
    bid = opened_bid(tender, officer, bidder, filled_workbook(lot))
    read_bid(bid_id=bid.pk)
    bid.refresh_from_db()
    assert bid.state == BidState.READ, bid.issues
    assert bid.read_content().teams[0].code == "jour"
    exact = content_for(lot).total_price_eur
    assert bid.total_price_eur == exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    assert Event.objects.filter(kind=EventKind.BID_READ).count() == 1


def test_garbage_is_unreadable_with_reasons(tender: Tender, officer: User, bidder: User) -> None:
    bid = opened_bid(tender, officer, bidder, b"%PDF-1.7 pas un classeur")
    read_bid(bid_id=bid.pk)
    bid.refresh_from_db()
    assert bid.state == BidState.UNREADABLE
    assert bid.issues[0]["severity"] == "error"
    assert bid.issues[0]["remedy"]
    assert Event.objects.filter(kind=EventKind.BID_UNREADABLE).count() == 1


def test_reading_twice_reads_once(tender: Tender, officer: User, bidder: User) -> None:
    bid = opened_bid(tender, officer, bidder, filled_workbook(first_lot(tender)))
    read_bid(bid_id=bid.pk)
    read_bid(bid_id=bid.pk)
    assert Event.objects.filter(kind=EventKind.BID_READ).count() == 1


def test_later_stages_hear_inside_the_transaction(tender: Tender, officer: User, bidder: User) -> None:
    heard: list[tuple[int, bool]] = []

    def listen(sender: object, bid: Bid, **_: object) -> None:
        heard.append((bid.pk, connection.in_atomic_block))

    bid = opened_bid(tender, officer, bidder, filled_workbook(first_lot(tender)))
    bid_read.connect(listen)
    read_bid(bid_id=bid.pk)
    bid_read.disconnect(listen)
    assert heard == [(bid.pk, True)]


def test_job_of_the_outbox_reads(tender: Tender, officer: User, bidder: User) -> None:
    bid = opened_bid(tender, officer, bidder, filled_workbook(first_lot(tender)))
    run_job(Job.objects.get(kind="read_bid").pk)
    bid.refresh_from_db()
    assert bid.state == BidState.READ
    assert Job.objects.get(kind="read_bid").state == JobState.DONE


def test_damaged_file_is_the_server_s_trouble(
    tender: Tender, officer: User, bidder: User, settings: Settings
) -> None:
    bid = opened_bid(tender, officer, bidder, filled_workbook(first_lot(tender)))
    path = next(Path(settings.SEALED_DIR).iterdir())
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(DamagedFile):
        read_bid(bid_id=bid.pk)
    bid.refresh_from_db()
    assert bid.state == BidState.OPENED


def test_price_beyond_reason_is_unreadable(tender: Tender) -> None:
    content = content_for(first_lot(tender), Decimal("1e12"))
    name, kind, values = outcome(ReadResult(content, (), "ab", 1))
    assert (name, kind) == ("declare_unreadable", EventKind.BID_UNREADABLE)
    assert "prix total" in values["issues"][0]["message"]
