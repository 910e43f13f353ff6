"""Who plays the demonstration, and how a consultation of theirs comes to be published."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.models import Organisation, User
from audit.clock import database_now
from tenders.models import Tender
from tenders.reference_cases import ReferenceCase
from tenders.services import draft_reference_case, publish_tender, save_tender_fields

from .applications import import_units
from .offers import OFFERS, UNITS, Offer
from .people import create_buyer, create_newcomer, create_oversight, enter


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays; the newcomer has deposited nothing."""

    buyer: Organisation
    officer: User
    newcomer: User
    bidders: list[tuple[Offer, User]]


def gather() -> Cast:
    """Create everybody, and import what SIRENE says of them."""
    buyer, officer = create_buyer()
    create_oversight()
    newcomer = create_newcomer()
    import_units(UNITS)
    return Cast(buyer, officer, newcomer, [(offer, enter(offer.persona, offer.data)) for offer in OFFERS])


def publish(cast: Cast, case: ReferenceCase, now: datetime, deadline_at: datetime) -> Tender:
    """Draft from the case, as an officer's pages do, and publish."""
    draft = draft_reference_case(actor=cast.officer, buyer=cast.buyer, case=case, now=now)
    dates = {
        "deadline_at": deadline_at,
        "starts_on": (deadline_at + timedelta(days=90)).date().replace(day=1),
        "budget_fixed_on": (now - timedelta(days=30)).date(),
    }
    dated = save_tender_fields(actor=cast.officer, tender=draft, fields=dates, now=now)
    return publish_tender(actor=cast.officer, tender=dated, now=database_now())
