"""A reading that the server could not finish: read again, or declared unreadable with a reason."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from audit.enums import EventKind
from audit.services import record
from outbox.enums import JobState
from outbox.models import Job
from outbox.services import retry

from ..enums import BidState
from ..errors import NotStuck
from ..lifecycle import BID_TRANSITIONS
from ..models import Bid
from ..permissions import can_mend_reading
from ..workbook.report import WHOLE_FILE, Issue
from .reading import READ_BID, tell_if_all_read

LONGEST_REASON = 500


def is_stuck(bid: Bid) -> bool:
    """Has the reading been given up while the bid still waits for it?"""
    given_up = Job.objects.filter(kind=READ_BID, key=str(bid.pk), state=JobState.FAILED)
    return bid.state == BidState.OPENED and given_up.exists()


@transaction.atomic
def read_again(*, actor: User, bid: Bid, now: datetime) -> None:
    """Have a stuck reading tried again. Raises PermissionDenied, NotStuck."""
    if not can_mend_reading(actor, bid):
        raise PermissionDenied
    if not is_stuck(bid) or not retry(kind=READ_BID, key=str(bid.pk)):
        raise NotStuck
    journal(bid, EventKind.BID_READING_RESUMED, actor, now, {})


@transaction.atomic
def declare_unreadable(*, actor: User, bid: Bid, reason: str, now: datetime) -> None:
    """Conclude that a stuck workbook cannot be read. Raises PermissionDenied, NotStuck, ValidationError."""
    if not can_mend_reading(actor, bid):
        raise PermissionDenied
    given = reason.strip()
    if not given or len(given) > LONGEST_REASON:
        raise ValidationError(f"Donnez le motif, en {LONGEST_REASON} caractères au plus.", code="reason")
    if not is_stuck(bid):
        raise NotStuck
    step = BID_TRANSITIONS["declare_unreadable"]
    issue = Issue(
        "error", *WHOLE_FILE, f"Déclaré illisible par l’acheteur : {given}", "Interrogez l’acheteur."
    )
    changed = Bid.objects.filter(pk=bid.pk, state__in=step.sources).update(
        state=step.target, read_at=now, issues=[issue.to_dict()]
    )
    if not changed:
        raise NotStuck
    journal(bid, EventKind.BID_UNREADABLE, actor, now, {"reason": given})
    tell_if_all_read(bid, now)


def journal(bid: Bid, kind: EventKind, actor: User, now: datetime, payload: dict[str, str]) -> None:
    record(
        kind=kind,
        actor=actor,
        now=now,
        subject=bid,
        tender_reference=bid.lot.tender.reference,
        payload={"organisation_siret": bid.organisation.siret, "lot": bid.lot.number, **payload},
    )
