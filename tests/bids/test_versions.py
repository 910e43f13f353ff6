"""Offers made from a former version of the consultation: read when the lot allows, told in any case."""

import pytest

from accounts.models import User
from audit.clock import database_now
from bids.enums import BidState
from bids.models import Bid
from bids.presentation import BidPage
from bids.services import open_bids, read_bid
from tenders.models import Tender
from tenders.services import replace_price_lines
from tests.people import make_bidder
from tests.tender_builders import published_tender
from tests.tenders.versions.work import amended, begun, published, with_description

from .builders import filled_workbook, first_lot, pass_deadline, send


@pytest.fixture
def whole(officer: User) -> Tender:
    return published_tender(officer)


def read(officer: User, tender: Tender) -> Bid:
    tender.refresh_from_db()
    open_bids(actor=officer, tender=pass_deadline(tender))
    bid = Bid.objects.get()
    read_bid(bid_id=bid.pk)
    bid.refresh_from_db()
    return bid


def said(bid: Bid) -> str:
    return " ".join(issue["message"] for issue in bid.issues)


def one_more_line(officer: User, copy: Tender) -> None:
    lot = copy.lots.get()
    lines = lot.price_lines.order_by("position").values("code", "label", "unit", "quantity")
    added = {"label": "Formation des écoutantes", "unit": "jour", "quantity": 12}
    replace_price_lines(actor=officer, lot=lot, rows=[*lines, added], now=database_now())


def test_an_offer_of_the_version_in_force_says_nothing_of_versions(officer: User, whole: Tender) -> None:
    amended(officer, whole)
    whole.refresh_from_db()
    send(make_bidder(), whole, data=filled_workbook(first_lot(whole)))
    bid = read(officer, whole)
    assert (bid.state, "version" in said(bid)) == (BidState.READ, False)


def test_a_lot_whose_prices_did_not_change_is_read_and_the_officer_is_told(
    officer: User, whole: Tender
) -> None:
    send(make_bidder(), whole, data=filled_workbook(first_lot(whole)))
    amended(officer, whole)
    bid = read(officer, whole)
    assert bid.state == BidState.READ, bid.issues
    assert "établie sur la version 1 ; la version 2 est en vigueur" in said(bid)
    assert "description (modifié)" in said(bid).lower()
    version = BidPage(bid).version
    assert version is not None
    assert version.number == 1


def test_a_line_added_since_is_named_instead_of_a_fingerprint(officer: User, whole: Tender) -> None:
    send(make_bidder(), whole, data=filled_workbook(first_lot(whole)))
    with_description(officer, begun(officer, whole), "Écoute, et formation de celles qui écoutent.")
    copy = whole.working_copies.get()
    one_more_line(officer, copy)
    published(officer, whole)
    bid = read(officer, whole)
    assert bid.state == BidState.UNREADABLE
    assert "Ligne de prix « Formation des écoutantes » (ajouté)" in said(bid)
    assert whole.versions.get(number=1).fingerprint not in said(bid)
