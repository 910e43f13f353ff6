"""An opened consultation, its volumes and its bids, made directly; a day small enough to compute at once."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from accounts.models import Organisation, User
from audit.clock import database_now
from bids.enums import BidState, SubmissionState
from bids.interests.pages import people_of
from bids.models import Bid, Opening, Submission
from bids.workbook.content import Absence, BidContent, Shift, Subcontractor, Team
from bids.workbook.content import PriceLine as BidPrice
from outbox.enums import JobState
from outbox.models import Job
from outbox.registry import Lease, work_of
from outbox.services import claim, complete
from scoring.models import CapacityRun
from scoring.services import KIND, request_run
from scoring.services.requests import KINDS
from tenders.enums import TenderState
from tenders.models import (
    ContactType,
    Criterion,
    EssClause,
    Lot,
    MinimumRequirement,
    PriceLine,
    SubcontractingRule,
    Tender,
)
from tests.people import make_bidder, make_buyer, make_officer, make_organisation, sign_in_rows

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
PRICE = {"kind": "price", "name": "Prix", "weight": Decimal(40), "method": "price_ratio"}
ANSWERED = {
    "kind": "capacity",
    "name": "Appels répondus",
    "weight": Decimal(35),
    "method": "linear_measure",
    "measure": "answered_share",
    "channel": "call",
    "floor_share": Decimal("0.5"),
    "target_share": Decimal("1"),
}
QUALITY = {"kind": "quality", "name": "Qualité", "weight": Decimal(25), "method": "evaluators"}
NEVER_EMPTY = {"label": "Jamais personne", "measure": "coverage_holes"}


def make_tender(officer: User | None = None, **fields: Any) -> Tender:
    """A draft of the officer's buyer; `open_tender` opens it."""
    officer = officer or make_officer(make_buyer())
    buyer = officer.memberships.get().organisation
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    values = {"reference": f"2026-{Tender.objects.count() + 1:04d}", "title": "Ligne d’écoute", **fields}
    return Tender.objects.create(
        buyer=buyer,
        created_by=officer,
        starts_on=date(2027, 3, 1),
        created_at=moment,
        saved_at=moment,
        **values,
    )


def make_lot(
    tender: Tender,
    *,
    criteria: Sequence[dict[str, Any]] = (PRICE, ANSWERED, QUALITY),
    requirements: Sequence[dict[str, Any]] = (),
    **fields: Any,
) -> Lot:
    """One French call type of 5 minutes, 50,000 a year, spread evenly over the week."""
    lot = Lot.objects.create(tender=tender, number=tender.lots.count() + 1, title="Réponse", **fields)
    EssClause.objects.create(lot=lot)
    SubcontractingRule.objects.create(lot=lot)
    add_type(lot, "appel-fr", annual_volume=50_000, handle_time_minutes=5)
    PriceLine.objects.create(lot=lot, code="tout", label="Tout", unit="forfait", quantity=1)
    for position, row in enumerate(criteria):
        Criterion.objects.create(lot=lot, position=position, **row)
    for position, row in enumerate(requirements):
        MinimumRequirement.objects.create(lot=lot, position=position, **row)
    return lot


def add_type(lot: Lot, code: str, **fields: Any) -> ContactType:
    return ContactType.objects.create(
        lot=lot, code=code, label=code, position=lot.contact_types.count(), **fields
    )


def open_tender(tender: Tender) -> Tender:
    """Put the consultation in the state in which bids are read."""
    deadline = datetime(2026, 11, 15, tzinfo=UTC)
    Tender.objects.filter(pk=tender.pk).update(
        state=TenderState.OPENED,
        published_at=deadline - timedelta(days=30),
        deadline_at=deadline,
        opened_at=deadline + timedelta(hours=1),
        fingerprint="a" * 64,
    )
    tender.refresh_from_db()
    assert tender.opened_at is not None
    Opening.objects.create(
        tender=tender,
        opened_by=tender.created_by,
        opened_at=tender.opened_at,
        content={"opened": [], "late": [], "replaced": []},
    )
    return tender


def team(code: str = "JOUR", **fields: Any) -> Team:
    values: dict[str, Any] = {
        "employer": "titulaire",
        "employer_role": "lead",
        "levels": (1, 2),
        "languages": ("fr",),
        "channels": ("call", "chat"),
        "chat_concurrency": 2,
        "declared_staff": 40,
        "contract_hours_per_week": Decimal(35),
        "site": "Lyon",
    }
    return Team(code=code, **(values | fields))


def shift(team_code: str = "JOUR", **fields: Any) -> Shift:
    """Two persons from 8h to 16h each day, unless told."""
    values: dict[str, Any] = {
        "days": EVERY_DAY,
        "start_minute": 480,
        "end_minute": 960,
        "break_minutes": 0,
        "headcount": 2,
        "site": "Lyon",
    }
    return Shift(team=team_code, **(values | fields))


def round_the_clock(team_code: str = "JOUR", headcount: int = 2) -> tuple[Shift, ...]:
    """Three shifts of eight hours."""
    starts = (360, 840, 1320)
    return tuple(
        shift(team_code, start_minute=start, end_minute=start + 480, headcount=headcount) for start in starts
    )


def make_content(
    lot: Lot,
    *,
    teams: Sequence[Team] = (),
    shifts: Sequence[Shift] = (),
    absences: Sequence[Absence] = (),
    subcontractors: Sequence[Subcontractor] = (),
    price: Decimal = Decimal(500_000),
) -> BidContent:
    return BidContent(
        tender_reference=lot.tender.reference,
        lot_number=lot.number,
        fingerprint="a" * 64,
        teams=tuple(teams) or (team(),),
        shifts=tuple(shifts) or round_the_clock(),
        absences=tuple(absences),
        subcontractors=tuple(subcontractors),
        evidence=(),
        prices=(BidPrice("tout", Decimal(1), price),),
    )


def make_bid(lot: Lot, content: BidContent | None = None, *, name: str = "", **fields: Any) -> Bid:
    """A bid that was read, of a new operator; with ``state`` another, without content."""
    operator = make_organisation(name=name)
    bidder = make_bidder(operator)
    content = content or make_content(lot)
    read = {"content": content.to_dict(), "total_price_eur": content.total_price_eur}
    assert lot.tender.opened_at is not None
    values = read if fields.get("state", BidState.READ) == BidState.READ else {}
    submission = make_submission(lot.tender, operator, bidder)
    for person in people_of(lot.tender):
        sign_in_rows(person, lot.tender)
    return Bid.objects.create(
        submission=submission,
        lot=lot,
        organisation=operator,
        created_at=lot.tender.opened_at,
        **({"state": BidState.READ, **values} | fields),
    )


def make_submission(tender: Tender, operator: Organisation, bidder: User) -> Submission:
    assert tender.deadline_at is not None
    return Submission.objects.create(
        tender=tender,
        organisation=operator,
        submitted_by=bidder,
        state=SubmissionState.OPENED,
        started_at=tender.deadline_at - timedelta(minutes=10),
        received_at=tender.deadline_at - timedelta(minutes=9),
        opened_at=tender.opened_at,
        idempotency_key=str(Submission.objects.count()),
        request_sha256="b" * 64,
    )


def opened_lot(officer: User | None = None, **fields: Any) -> Lot:
    """A lot of a consultation whose bids are opened."""
    lot = make_lot(make_tender(officer), **fields)
    open_tender(lot.tender)
    return lot


def lease_of(run: CapacityRun) -> Lease:
    """Take the first job of a run, as a worker would."""
    lease = claim(Job.objects.get(kind=KIND, key=str(run.pk)).pk)
    assert lease is not None
    return lease


def compute_all(lot: Lot) -> None:
    """Ask for the capacity of every bid of the lot that was read, and compute it here."""
    for bid in lot.bids.readable():
        compute_run(request_run(bid=bid, actor=None, now=database_now()))


def compute_run(run: CapacityRun) -> CapacityRun:
    """Do all the steps and pieces of a run here; return it as it ended."""
    while lease := next_lease(run):
        do(lease)
    return CapacityRun.objects.get(pk=run.pk)


def next_lease(run: CapacityRun, *kinds: str) -> Lease | None:
    """Take the oldest due job of the run, of these kinds; None once there is none."""
    due = Job.objects.filter(arguments__run=str(run.pk), kind__in=kinds or KINDS, state=JobState.DUE)
    job = due.order_by("pk").first()
    return claim(job.pk) if job else None


def do(lease: Lease) -> None:
    """Do a job as a worker would; errors are raised."""
    work_of(lease.kind).handler(lease)
    complete(lease)
