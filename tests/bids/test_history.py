"""PostgreSQL itself refuses to change what was received, opened or read."""

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.models import User
from bids.models import Bid
from bids.services import open_bids, read_bid
from tenders.models import Tender

from .builders import filled_workbook, first_lot, pass_deadline, send


@pytest.fixture
def opened(tender: Tender, bidder: User, officer: User) -> Tender:
    send(bidder, tender)
    send(bidder, tender, data=filled_workbook(first_lot(tender)))
    open_bids(actor=officer, tender=pass_deadline(tender))
    read_bid(bid_id=Bid.objects.get().pk)
    return tender


REFUSED = [
    "UPDATE bids_receipt SET number = 'AR-0'",
    "DELETE FROM bids_receipt",
    "UPDATE bids_submissionfile SET sha256 = repeat('0', 64)",
    "DELETE FROM bids_submissionfile",
    "UPDATE bids_submission SET received_at = received_at - interval '1 hour'",
    "DELETE FROM bids_submission",
    "UPDATE bids_opening SET content = '{}'",
    "UPDATE bids_bid SET total_price_eur = 1",
    "UPDATE bids_depositattempt SET outcome = 'failed'",
    "DELETE FROM bids_depositattempt",
    "TRUNCATE bids_receipt",
    "TRUNCATE bids_bid CASCADE",
    "TRUNCATE bids_submission CASCADE",
]


@pytest.mark.parametrize("statement", REFUSED)
def test_history_does_not_change(opened: Tender, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    refused = pytest.raises(DatabaseError, match="ne fait que croître")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
