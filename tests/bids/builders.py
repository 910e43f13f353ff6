"""Deposits of the tests, made by the services that bidders use."""

import io
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from django.db import connection

from accounts.models import Organisation, User
from audit.clock import database_now
from bids.enums import FileRole
from bids.incoming import IncomingFile
from bids.models import Submission
from bids.permissions import bidding_organisations
from bids.services import deposit, start_attempt
from bids.specs import lot_spec
from bids.workbook.content import Absence, BidContent, PriceLine, Shift, Team
from bids.workbook.generate import fill_workbook
from tenders.fingerprint import fingerprint_of, frozen_content
from tenders.models import EssClause, Lot, SubcontractingRule, Tender, next_reference
from tenders.models.workload import HOURS_OF_WEEK
from tenders.services import transition
from tenders.services.state import write_first_version
from tests.tender_builders import buyer_of

TEAM = Team("jour", "titulaire", "lead", (1, 2), ("fr", "en"), ("call", "chat"), 2, 24, Decimal(35), "Lille")
SHIFT = Shift("jour", (0, 1, 2, 3, 4), 480, 960, 45, 6, "Lille")
ABSENCE = Absence("jour", Decimal("0.08"), Decimal("0.06"), Decimal(4))


def small_tender(officer: User) -> Tender:
    """Return a published consultation of one lot, one kind of contact and two prices: enough to bid on.

    Written as rows, which takes a hundredth of the time of drafting and publishing the whole 3919.
    """
    now = database_now()
    tender = Tender.objects.create(
        reference=next_reference(now.year),
        buyer=buyer_of(officer),
        created_by=officer,
        title="Ligne d’écoute (fictif)",
        description="Écoute et orientation, jour et nuit (fictif).",
        duration_months=36,
        is_fictitious=True,
        created_at=now,
        saved_at=now,
    )
    lot = tender.lots.create(number=1, title="Écoute et orientation")
    EssClause.objects.create(lot=lot)
    SubcontractingRule.objects.create(lot=lot)
    even = lot.profiles.create(name="Égal", weights=[1] * HOURS_OF_WEEK)
    call = lot.contact_types.create(
        code="appels-fr", label="Appels en français", annual_volume=120_000, profile=even
    )
    lot.price_lines.create(code="pilotage", label="Pilotage", unit="mois", quantity=36, position=1)
    lot.price_lines.create(
        code="appel", label="Appel traité", unit="appel", quantity=360_000, position=2, contact_type=call
    )
    return published(tender, now)


def published(tender: Tender, now: datetime) -> Tender:
    """Publish rows as they are, unchecked, with their first version."""
    content, deadline_at = frozen_content(tender), now + timedelta(days=30)
    frozen = {"frozen_content": content, "fingerprint": fingerprint_of(content)}
    told = transition(tender=tender, name="publish", now=now, deadline_at=deadline_at, **frozen)
    write_first_version(told, content, tender.created_by)
    return told


def first_lot(tender: Tender) -> Lot:
    return tender.lots.order_by("number")[0]


def content_for(lot: Lot, unit_price_eur: Decimal = Decimal("12.345")) -> BidContent:
    """Return a small honest bid: one team, one shift, one price for every line."""
    spec = lot_spec(lot)
    prices = tuple(PriceLine(line.code, line.quantity, unit_price_eur) for line in spec.price_lines)
    return BidContent(
        tender_reference=spec.tender_reference,
        lot_number=spec.lot_number,
        fingerprint=spec.fingerprint,
        teams=(TEAM,),
        shifts=(SHIFT,),
        absences=(ABSENCE,),
        subcontractors=(),
        evidence=(),
        prices=prices,
    )


def filled_workbook(lot: Lot, unit_price_eur: Decimal = Decimal("12.345")) -> bytes:
    return fill_workbook(lot_spec(lot), content_for(lot, unit_price_eur))


def workbook_file(lot: Lot, data: bytes = b"un classeur", name: str = "reponse.xlsx") -> IncomingFile:
    return IncomingFile(name, io.BytesIO(data), len(data), FileRole.WORKBOOK, lot)


def document_file(lot: Lot | None, data: bytes = b"un document", name: str = "memoire.pdf") -> IncomingFile:
    return IncomingFile(name, io.BytesIO(data), len(data), FileRole.DOCUMENT, lot)


def organisation_of(bidder: User) -> Organisation:
    return bidding_organisations(bidder)[0]


def send(
    bidder: User,
    tender: Tender,
    *,
    data: bytes = b"un classeur",
    key: str = "",
    files: list[IncomingFile] | None = None,
    started_at: datetime | None = None,
) -> Submission:
    """Deposit a workbook for the first lot (or ``files``) as the deposit page does."""
    organisation = organisation_of(bidder)
    attempt = start_attempt(actor=bidder, organisation=organisation, tender=tender)
    return deposit(
        actor=bidder,
        organisation=organisation,
        tender=tender,
        files=[workbook_file(first_lot(tender), data)] if files is None else files,
        idempotency_key=key or str(uuid4()),
        started_at=started_at or attempt.started_at,
        attempt=attempt,
    )


def pass_deadline(tender: Tender) -> Tender:
    """Put the deadline just behind: a later moment of the same procedure."""
    Tender.objects.filter(pk=tender.pk).update(deadline_at=database_now() - timedelta(milliseconds=1))
    tender.refresh_from_db()
    return tender


def at_once(works: list[Callable[[], object]]) -> list[object]:
    """Run each work in a thread of its own, started together; return results and raised errors, in order."""
    outcomes: list[object] = [None] * len(works)
    barrier = threading.Barrier(len(works))

    def run(index: int) -> None:
        try:
            barrier.wait()
            outcomes[index] = works[index]()
        except Exception as error:
            outcomes[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
