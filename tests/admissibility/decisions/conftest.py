"""Bids that were read, with their findings; the people around them."""

from dataclasses import dataclass
from decimal import Decimal

import pytest

from accounts.enums import Role
from accounts.models import User
from admissibility.decisions.dossier import bid_fingerprint
from admissibility.decisions.enums import DecisionKind
from admissibility.decisions.models import AdmissibilityDecision
from admissibility.decisions.services import Choice, decide
from admissibility.services import establish_findings
from audit.clock import database_now
from bids.models import Bid
from tenders.models import Lot
from tests.people import make_officer, member
from tests.scoring.cases import make_bid, make_content, make_lot, make_tender, open_tender

REASON = "L’offre confie à un tiers ce que le règlement réserve au titulaire, et ne le corrige pas (fictif)."


@dataclass
class Case:
    """A lot whose credits are 800,000 euros, and three bids, the last above them."""

    lot: Lot
    bids: list[Bid]
    officer: User
    colleague: User
    bidder: User

    @property
    def dear(self) -> Bid:
        return self.bids[-1]

    def decided(self, bid: Bid, kind: DecisionKind = DecisionKind.IRREGULAR) -> AdmissibilityDecision:
        return decide(
            bid=bid,
            seen=bid_fingerprint(bid),
            choice=Choice(kind, REASON),
            actor=self.officer,
            now=database_now(),
        )


@pytest.fixture
def case(db: None) -> Case:
    officer = make_officer()
    lot = make_lot(make_tender(officer, budget_eur=Decimal(800_000), budget_fixed_on="2026-10-01"))
    open_tender(lot.tender)
    prices = (400_000, 500_000, 900_000)
    bids = [make_bid(lot, make_content(lot, price=Decimal(one))) for one in prices]
    for bid in bids:
        bid.lot.tender.refresh_from_db()
        establish_findings(bid=bid, actor=None, now=database_now())
    colleague = member(lot.tender.buyer, Role.EVALUATOR)
    return Case(lot, bids, officer, colleague, member(bids[0].organisation, Role.BIDDER))
