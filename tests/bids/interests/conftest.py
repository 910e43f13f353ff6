"""Opened bids of two bidders, one with a subcontractor; the buyer's people, who have signed nothing."""

from dataclasses import replace
from decimal import Decimal

import pytest

from accounts.enums import Role
from accounts.models import User
from bids.applications.content import Subcontractor
from bids.models import Bid
from bids.services import open_bids, read_bid
from bids.specs import lot_spec
from bids.workbook.generate import fill_workbook
from tenders.models import Tender
from tests.bids.builders import content_for, first_lot, pass_deadline, send, small_tender
from tests.people import make_bidder, make_officer, make_organisation, member

RELAY, RELAY_SIRET = "Relais Contact (fictif)", "73282932000074"


@pytest.fixture
def officer(db: None) -> User:
    return make_officer()


@pytest.fixture
def opened(officer: User) -> Tender:
    """Two bids opened and not read."""
    tender = small_tender(officer)
    for name in ("Voix Communes (fictif)", "Écoute Solidaire (fictif)"):
        send(make_bidder(make_organisation(name=name)), tender, data=workbook(tender))
    open_bids(actor=officer, tender=pass_deadline(tender))
    tender.refresh_from_db()
    return tender


@pytest.fixture
def evaluator(opened: Tender) -> User:
    return member(opened.buyer, Role.EVALUATOR, "Éva Luatrice", signed=False)


@pytest.fixture
def colleague(opened: Tender) -> User:
    return member(opened.buyer, Role.OFFICER, "Claude Collègue", signed=False)


def workbook(tender: Tender) -> bytes:
    lot = first_lot(tender)
    return fill_workbook(lot_spec(lot), replace(content_for(lot), subcontractors=(relay(),)))


def relay() -> Subcontractor:
    levels, channels = (1,), ("call",)
    return Subcontractor(RELAY, RELAY_SIRET, "Niveau 1", levels, channels, Decimal(1000))


def read_all(tender: Tender) -> None:
    for bid in Bid.objects.filter(lot__tender=tender):
        read_bid(bid_id=bid.pk)
