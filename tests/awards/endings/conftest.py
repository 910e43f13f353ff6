"""A lot with three bids read and ranked, and the people around it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from accounts.enums import Role
from accounts.models import User
from admissibility.decisions.enums import DecisionKind
from admissibility.decisions.models import AdmissibilityDecision
from audit.clock import database_now
from audit.enums import EventKind
from audit.models import Event
from awards.endings import services
from awards.endings.enums import EndingState
from awards.endings.models import Award, LotEnding
from awards.endings.services import abandon_lot
from awards.endings.state import Blocker
from awards.models import Ranking
from bids.models import Bid
from outbox.models import Job
from outbox.tasks import run_job
from scoring.models import CapacityRun
from tenders.enums import ProcedureKind
from tenders.models import Criterion, Lot
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

    def decide(self, index: int, later: timedelta = timedelta(0)) -> None:
        """Have the officer declare a bid admissible."""
        bid = self.bids[index]
        AdmissibilityDecision.objects.create(
            bid=bid,
            submission=bid.submission,
            version=1 + bid.admissibility_decisions.count(),
            kind=DecisionKind.ADMISSIBLE,
            article="R. 2144-3 et L. 2152-1",
            reason=REASON,
            file_sha256="a" * 64,
            decided_by=self.officer,
            decided_at=database_now() + later,
        )

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


def ranked(case: Case, *, decided: bool = True) -> Case:
    """Rank the bids by their order here, without computing; declared admissible unless told otherwise."""
    for index in range(len(case.bids)) if decided else ():
        case.decide(index)
    entries = [entry(case, place, bid) for place, bid in enumerate(case.bids, 1)]
    criteria = [criterion(row) for row in case.lot.criteria.order_by("position")]
    content = {
        "schema": "ranking/2",
        "criteria": criteria,
        "marked_weight": "75",
        "total_weight": "100",
        "is_provisional": True,
        "entries": entries,
        "unreadable": [],
        "robustness": None,
        "differences": [],
        "stability": None,
    }
    Ranking.objects.create(
        lot=case.lot, established_at=database_now(), content=content, sha256=f"{Ranking.objects.count():064d}"
    )
    return case


def criterion(row: Criterion) -> dict[str, Any]:
    named = {"id": row.pk, "name": row.name, "kind": row.kind, "weight": str(row.weight)}
    scale = {"method": row.method, "floor": "0", "target": "1", "is_marked": row.kind != "quality"}
    return named | scale


def entry(case: Case, place: int, bid: Bid) -> dict[str, Any]:
    """A row of the ranking, with a finished run behind it."""
    marks = {str(row.pk): str(100 - 10 * place) for row in case.lot.criteria.exclude(kind="quality")}
    run = CapacityRun.objects.create(
        bid=bid,
        state="done",
        engine_version="1",
        engine_sha256="e" * 64,
        input={},
        input_sha256="c" * 64,
        output={},
        output_sha256="d" * 64,
        requested_at=database_now(),
        finished_at=database_now(),
    )
    return {
        "bid": bid.pk,
        "name": bid.organisation.legal_name,
        "rank": place,
        "hypothetical_rank": None,
        "price_eur": str(bid.total_price_eur),
        "measures": {},
        "marks": marks,
        "points": {},
        "total": str(75 - place),
        "reasons": [],
        "run": {"id": str(run.pk)},
    }


@dataclass
class Road:
    """The steps of a lot, each with what it needs."""

    case: Case

    @property
    def state(self) -> str:
        found = LotEnding.objects.filter(lot=self.case.lot).first()
        return found.state if found else EndingState.OPEN

    def common(self, **fields: Any) -> dict[str, Any]:
        values = {"lot": self.case.lot, "seen": self.case.seen, "actor": self.case.officer}
        return {**values, "now": database_now(), **fields}

    def designate(self, index: int = 0, **fields: Any) -> Award:
        newest = self.case.lot.rankings.first()
        chosen = {
            "bid": self.case.bids[index].pk,
            "ranking": newest.pk if newest else 0,
            "reason": REASON,
            "acknowledged": True,
        }
        return services.designate(**self.common(**{**chosen, **fields}))

    def request(self, **fields: Any) -> Award:
        asked = {"asked": "Attestations sociale et fiscale (fictif).", "due_at": in_ten_days()}
        return services.request_proofs(**self.common(**{**asked, **fields}))

    def accept(self, **fields: Any) -> Award:
        return services.accept_proofs(**self.common(note=REASON, **fields))

    def award(self, **fields: Any) -> Award:
        return services.award_lot(**self.common(reason=REASON, **fields))

    def withdraw(self, ground: str, **fields: Any) -> Award:
        return services.withdraw(**self.common(ground=ground, reason=REASON, **fields))

    def inform(self, reasons: dict[int, str] | None = None, **fields: Any) -> Award:
        texts = {bid.pk: REASON for bid in self.case.bids} | (reasons or {})
        return services.inform(**self.common(**{"reasons": texts, "waits": True, **fields}))

    def sign(self, **fields: Any) -> Award:
        signed_at = database_now()
        return services.sign(**self.common(**{"signed_at": signed_at, **fields}))

    def awarded(self) -> Award:
        self.designate()
        self.accept()
        return self.award()

    def signed(self) -> Award:
        self.awarded()
        self.inform(waits=False)
        return self.sign()

    def until(self, step: str) -> None:
        """Take the steps that come before."""
        for name in ("designate", "accept", "award", "inform"):
            if name == step:
                return
            getattr(self, name)(**({"waits": False} if name == "inform" else {}))


def in_ten_days() -> datetime:
    return database_now() + timedelta(days=10)


@pytest.fixture
def road(case: Case) -> Road:
    return Road(ranked(case))


@pytest.fixture
def formal() -> Road:
    return Road(ranked(make_case(procedure=ProcedureKind.OPEN)))
