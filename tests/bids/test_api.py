"""What the API tells of deposits and bids, and to whom."""

import pytest
from django.test import Client

from accounts.models import User
from bids.models import Bid
from bids.services import open_bids, read_bid
from tenders.models import Tender
from tests.people import declare_no_interest, make_auditor, make_bidder, make_officer

from .builders import filled_workbook, first_lot, pass_deadline, send


def count(person: User, path: str) -> int:
    client = Client()
    client.force_login(person)
    return int(client.get(f"/api/v1/{path}/").json()["count"])


@pytest.mark.parametrize("path", ["submissions", "deposit-attempts"])
def test_before_the_opening(tender: Tender, bidder: User, officer: User, path: str) -> None:
    send(bidder, tender)
    pass_deadline(tender)
    people = [make_auditor(), bidder, officer, make_bidder(), make_officer()]
    assert [count(person, path) for person in people] == [1, 1, 0, 0, 0]


@pytest.mark.parametrize("path", ["submissions", "deposit-attempts", "bids"])
def test_after_the_opening(tender: Tender, bidder: User, officer: User, path: str) -> None:
    send(bidder, tender)
    open_bids(actor=officer, tender=pass_deadline(tender))
    declare_no_interest(officer, tender)
    people = [make_auditor(), bidder, officer, make_bidder(), make_officer()]
    assert [count(person, path) for person in people] == [1, 1, 1, 0, 0]


def test_bid_has_content_issues_and_price(tender: Tender, bidder: User, officer: User) -> None:
    send(bidder, tender, data=filled_workbook(first_lot(tender)))
    open_bids(actor=officer, tender=pass_deadline(tender))
    bid = Bid.objects.get()
    read_bid(bid_id=bid.pk)
    client = Client()
    client.force_login(make_auditor())
    data = client.get(f"/api/v1/bids/{bid.pk}/").json()
    assert data["content"]["schema"] == "bid-content/2"
    assert isinstance(data["total_price_eur"], str)
    assert data["tender_reference"] == tender.reference


def test_read_only(tender: Tender, bidder: User) -> None:
    submission = send(bidder, tender)
    client = Client()
    client.force_login(make_auditor())
    for method in (client.put, client.patch, client.delete):
        assert method(f"/api/v1/submissions/{submission.pk}/").status_code == 405


def test_receipt_is_in_the_submission(tender: Tender, bidder: User) -> None:
    submission = send(bidder, tender)
    client = Client()
    client.force_login(make_auditor())
    data = client.get(f"/api/v1/submissions/{submission.pk}/").json()
    assert data["receipt"]["sha256"] == submission.receipt.sha256
    assert data["files"][0]["sha256"]
    assert "sealed_ref" not in data["files"][0]
