"""A lot with three bids read and ranked, and the people around it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import pytest

from accounts.enums import Role
from accounts.models import User
from audit.clock import database_now
from audit.enums import EventKind
from audit.models import Event
from awards.endings.models import LotEnding
from awards.endings.services import abandon_lot
from awards.endings.state import Blocker
from bids.models import Bid
from outbox.models import Job
from outbox.tasks import run_job
from tenders.enums import ProcedureKind
from tenders.models import Lot
from tests.people import make_officer, member
from tests.scoring.cases import make_bid, make_content, make_lot, make_tender, open_tender

REASON = "Le mode de gestion du service est réexaminé ; le besoin change (fictif)."


@dataclass
class Case:
    """A lot, its bids from the cheapest to the dearest, and an officer."""

    lot: Lot
    bids: list[Bid]
    officer: User

    @property
    def ending(self) -> LotEnding:
        return LotEnding.objects.get(lot=self.lot)

    @property
    def seen(self) -> int:
        found = LotEnding.objects.filter(lot=self.lot).first()
        return found.version if found else 1

    def bidder(self, index: int = 0) -> User:
        return self.bids[index].submission.submitted_by

    def colleague(self) -> User:
        return member(self.lot.tender.buyer, Role.EVALUATOR)

    def abandon(self, now: datetime | None = None) -> LotEnding:
        moment = now or database_now()
        return abandon_lot(lot=self.lot, seen=self.seen, reason=REASON, actor=self.officer, now=moment)


@pytest.fixture
def case() -> Case:
    return make_case()


@pytest.fixture
def case_of_two() -> tuple[Case, Lot]:
    """The same, with a second lot for which nobody bid."""
    found = make_case(lots=2)
    return found, found.lot.tender.lots.get(number=2)


def make_case(*, lots: int = 1, procedure: ProcedureKind = ProcedureKind.ADAPTED) -> Case:
    officer = make_officer()
    tender = make_tender(officer, procedure=procedure)
    lot, *_ = [make_lot(tender) for _ in range(lots)]
    open_tender(tender)
    prices = (400_000, 900_000, 1_000_000)
    bids = [make_bid(lot, make_content(lot, price=Decimal(one))) for one in prices]
    return Case(lot, bids, officer)


def kinds(lot: Lot) -> list[str]:
    found = Event.objects.filter(tender_reference=lot.tender.reference).order_by("sequence")
    return [EventKind(one) for one in found.values_list("kind", flat=True)]


def codes(blockers: list[Blocker]) -> set[str]:
    return {one.code for one in blockers}


def deliver_all(kind: str) -> None:
    """Send what a worker would."""
    for job in Job.objects.filter(kind=kind):
        run_job(job.pk)
