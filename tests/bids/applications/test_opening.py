"""At the opening: the ESPD of a deposit is read, and never stands in the way of an offer."""

import pytest

from accounts.models import User
from bids.enums import BidState
from bids.models import Bid
from bids.services import open_bids, read_bid
from tenders.models import Tender
from tests.bids.applications.espd.samples import espd
from tests.bids.builders import (
    document_file,
    filled_workbook,
    first_lot,
    organisation_of,
    pass_deadline,
    send,
    workbook_file,
)


def read_with(tender: Tender, officer: User, bidder: User, *documents: bytes) -> Bid:
    lot = first_lot(tender)
    files = [document_file(None, data, f"piece-{rank}.bin") for rank, data in enumerate(documents)]
    send(bidder, tender, files=[workbook_file(lot, filled_workbook(lot)), *files])
    open_bids(actor=officer, tender=pass_deadline(tender))
    bid = Bid.objects.get()
    read_bid(bid_id=bid.pk)
    bid.refresh_from_db()
    return bid


def test_an_espd_is_the_application(tender: Tender, officer: User, bidder: User) -> None:
    siret = organisation_of(bidder).siret
    bid = read_with(tender, officer, bidder, b"%PDF", espd(siret, years={2025: "1200000"}))
    application = bid.read_content().application
    assert application is not None
    assert application.espd
    assert application.members[0].no_exclusion_declared
    assert not any("DUME" in issue["message"] for issue in bid.issues)


@pytest.mark.parametrize("data", [espd("1")[:-9], b"<!DOCTYPE a []><ESPDResponse/>"])
def test_a_malformed_espd_is_a_remark(tender: Tender, officer: User, bidder: User, data: bytes) -> None:
    bid = read_with(tender, officer, bidder, data)
    assert bid.state == BidState.READ
    assert bid.read_content().application is None
    messages = " ".join(issue["message"] for issue in bid.issues)
    assert "Le DUME « piece-0.bin » n’est pas repris" in messages
    assert "ni dans le classeur ni dans un DUME" in messages
