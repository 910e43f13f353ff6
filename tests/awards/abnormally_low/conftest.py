"""Three bids of one lot, the first suspiciously cheap; the people around them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from accounts.enums import Role
from accounts.models import User
from audit.clock import database_now
from awards.abnormally_low.models import PriceEnquiry
from awards.abnormally_low.services import Decision, answer, ask, assess, decide, keep_alerts
from bids.models import Bid
from tenders.models import Lot
from tests.national_values import national_values  # noqa: F401
from tests.people import make_officer, member
from tests.scoring.cases import make_bid, make_content, make_lot, make_tender, open_tender

QUESTIONS = "1. Décrivez la formation de votre prix, équipe par équipe."
ANSWER = "Nos locaux sont mis à disposition par la commune (fictif)."
ASSESSMENT = (
    "La mise à disposition des locaux est établie par la convention jointe ; les salaires sont couverts."
)
REASON = (
    "Le soumissionnaire ne chiffre ni les majorations de nuit ni l’encadrement : le prix ne couvre pas le "
    "coût légal des heures promises et l’exécution serait compromise."
)


@dataclass
class Case:
    """What a test needs, and the steps in order."""

    lot: Lot
    bid: Bid
    rivals: list[Bid]
    officer: User
    bidder: User

    def detected(self) -> PriceEnquiry:
        return keep_alerts(bid=self.bid, actor=self.officer, now=database_now())

    def asked(self) -> PriceEnquiry:
        now = database_now()
        return ask(
            enquiry=self.detected(),
            seen=1,
            questions=QUESTIONS,
            due_at=now + timedelta(days=10),
            actor=self.officer,
            now=now,
        )

    def answered(self) -> PriceEnquiry:
        enquiry = self.asked()
        answer(enquiry=enquiry, text=ANSWER, actor=self.bidder, now=database_now())
        return fresh(enquiry)

    def assessed(self) -> PriceEnquiry:
        enquiry = self.answered()
        late = after(enquiry)
        return assess(enquiry=enquiry, seen=enquiry.version, text=ASSESSMENT, actor=self.officer, now=late)

    def decided(self, decision: Decision) -> PriceEnquiry:
        enquiry = self.assessed()
        return decide(
            enquiry=enquiry, seen=enquiry.version, decision=decision, actor=self.officer, now=after(enquiry)
        )


def fresh(enquiry: PriceEnquiry) -> PriceEnquiry:
    return PriceEnquiry.objects.get(pk=enquiry.pk)


def after(enquiry: PriceEnquiry) -> datetime:
    """A moment after the deadline."""
    assert enquiry.due_at is not None
    return enquiry.due_at + timedelta(hours=1)


@pytest.fixture
def case() -> Case:
    officer = make_officer()
    lot = make_lot(make_tender(officer, duration_months=24, estimated_value_eur=Decimal(1_600_000)))
    open_tender(lot.tender)
    cheap, *rivals = (
        make_bid(lot, make_content(lot, price=Decimal(one))) for one in (400_000, 900_000, 1_000_000)
    )
    return Case(lot, cheap, rivals, officer, member(cheap.organisation, Role.BIDDER, "Sacha Fictif"))
