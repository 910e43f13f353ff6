"""Putting off the deadline: later, never earlier, for everybody alike (R. 2151-4)."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from audit.enums import EventKind
from audit.services import record

from ..enums import TenderState, VersionKind
from ..fingerprint import frozen_content
from ..models import Tender, TenderVersion
from ..signals import tender_amended
from ..written import checked_text
from .errors import DeadlineRefused, StaleVersion
from .holding import hold
from .mail import announce
from .writing import last_number, write_version

SHORTEST_REASON = 10


@transaction.atomic
def postpone(*, actor: User, tender: Tender, deadline_at: datetime, reason: str, seen: int) -> TenderVersion:
    """Push the deadline later and tell everybody; a version of the same content says so for good.

    The moment is read here, once the consultation is held: nobody moves a deadline that has passed.
    Raises PermissionDenied, DepositsClosed, StaleVersion, DeadlineRefused, ValidationError on the reason.
    """
    held, now = hold(actor, tender, seen)
    said = checked_text(reason, "reason", "Le motif", shortest=SHORTEST_REASON)
    former = held.deadline_at
    assert former is not None
    if deadline_at <= max(former, now):
        raise DeadlineRefused(deadline_at, former, now)
    move_deadline(held, former, deadline_at)
    version = write_version(
        tender=held,
        kind=VersionKind.POSTPONED,
        content=held.frozen_content or frozen_content(held),
        deadline_at=deadline_at,
        actor=actor,
        now=now,
        reason=said,
    )
    follow(version)
    journal(version, former)
    announce(version)
    tender_amended.send(sender=Tender, tender=version.tender, version=version, now=now)
    return version


def move_deadline(held: Tender, former: datetime, deadline_at: datetime) -> None:
    """Change the row that was read, and no other."""
    unchanged = Tender.objects.filter(pk=held.pk, state=TenderState.PUBLISHED, deadline_at=former)
    if not unchanged.update(deadline_at=deadline_at):
        raise StaleVersion(last_number(held))
    held.deadline_at = deadline_at


def follow(version: TenderVersion) -> None:
    """Bring the working copy of an amendment under way to the version now in force, its deadline too."""
    copies = Tender.objects.filter(amends=version.tender, state=TenderState.DRAFT)
    copies.update(amends_version=version.number)
    copies.filter(deadline_at__lt=version.deadline_at).update(deadline_at=version.deadline_at)


def journal(version: TenderVersion, former: datetime) -> None:
    record(
        kind=EventKind.DEADLINE_POSTPONED,
        actor=version.published_by,
        now=version.published_at,
        subject=version.tender,
        tender_reference=version.tender.reference,
        payload={
            "version": version.number,
            "former_deadline_at": former,
            "deadline_at": version.deadline_at,
            "reason": version.reason,
        },
    )
