"""Opening the bids: once, by an officer of the buyer, after the deadline by the database's clock."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from audit.clock import database_now
from audit.enums import EventKind
from audit.services import record
from outbox.services import enqueue
from tenders.enums import TenderState
from tenders.models import Tender
from tenders.services import transition

from ..enums import FileRole, SubmissionState
from ..errors import CannotBeOpened, TooEarly
from ..lifecycle import SUBMISSION_TRANSITIONS
from ..models import Bid, Opening, Submission, SubmissionFile
from ..permissions import can_open
from ..signals import bids_opened
from .minutes import minutes
from .reading import READ_BID


@transaction.atomic
def open_bids(*, actor: User, tender: Tender) -> Opening:
    """Open what was received in time and not replaced; late and replaced submissions stay closed.

    The moment is read here and cannot be given: nobody opens with another clock.
    Raises PermissionDenied, TooEarly with the time left, CannotBeOpened when someone was first.
    """
    if not can_open(actor, tender):
        raise PermissionDenied
    # Waits for the deposits under way, and makes those that follow wait until they are late.
    held = Tender.objects.select_for_update(no_key=True).get(pk=tender.pk)
    now = database_now()
    require_due(held, now)
    opened = transition(tender=held, name="open_bids", now=now)
    submissions = open_submissions(opened, now)
    bids = create_bids(opened, now)
    opening = Opening.objects.create(
        tender=opened,
        opened_by=actor,
        opened_at=now,
        content=minutes(tender=opened, actor=actor, now=now),
    )
    journal(opening, submissions)
    for bid in bids:
        enqueue(kind=READ_BID, key=str(bid.pk), arguments={"bid_id": bid.pk})
    bids_opened.send(sender=Opening, opening=opening, now=now)
    return opening


def require_due(tender: Tender, now: datetime) -> None:
    if tender.state != TenderState.PUBLISHED or tender.deadline_at is None:
        raise CannotBeOpened(tender.get_state_display().lower())
    if now <= tender.deadline_at:
        raise TooEarly(tender.deadline_at, now)


def open_submissions(tender: Tender, now: datetime) -> list[Submission]:
    """Open the current submission of each bidder (R. 2151-6)."""
    step = SUBMISSION_TRANSITIONS["open"]
    current = Submission.objects.filter(tender=tender, state__in=step.sources)
    current.update(state=step.target, opened_at=now)
    opened = Submission.objects.filter(tender=tender, state=SubmissionState.OPENED)
    return list(opened.select_related("organisation", "receipt"))


def create_bids(tender: Tender, now: datetime) -> list[Bid]:
    """One bid for each lot that an opened submission answers with a workbook."""
    workbooks = SubmissionFile.objects.filter(
        submission__tender=tender, submission__state=SubmissionState.OPENED, role=FileRole.WORKBOOK
    ).select_related("submission", "lot")
    bids = [
        Bid(
            submission=workbook.submission,
            lot=workbook.lot,
            organisation_id=workbook.submission.organisation_id,
            created_at=now,
        )
        for workbook in workbooks.order_by("lot__number", "submission__received_at")
    ]
    return Bid.objects.bulk_create(bids)


def journal(opening: Opening, submissions: list[Submission]) -> None:
    content = opening.content
    record(
        kind=EventKind.BIDS_OPENED,
        actor=opening.opened_by,
        now=opening.opened_at,
        subject=opening.tender,
        tender_reference=opening.tender.reference,
        payload={kind: len(content[kind]) for kind in ("opened", "late", "replaced")},
    )
    for submission in submissions:
        record(
            kind=EventKind.SUBMISSION_OPENED,
            actor=opening.opened_by,
            now=opening.opened_at,
            subject=submission,
            tender_reference=opening.tender.reference,
            payload={
                "organisation_siret": submission.organisation.siret,
                "receipt": submission.receipt.number,
            },
        )
