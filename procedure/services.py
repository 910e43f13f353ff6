"""Telling once each moment whose hour came: one row, one event, and an e-mail where somebody must act."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.enums import Role
from accounts.models import User
from audit.enums import EventKind
from audit.services import record
from outbox.services import enqueue
from tenders.models import Tender

from .calls import call
from .chronograph.moment import Moment
from .models import ReachedMoment

#: Kind of the outbox job of one e-mail.
KIND = "announce_moment"


def tell_moments(*, tender: Tender, moments: Iterable[Moment], now: datetime) -> list[ReachedMoment]:
    """Tell, of a consultation's moments, those newly reached and the limits newly near; return their rows."""
    known = set(
        ReachedMoment.objects.filter(tender=tender).values_list("lot", "name", "key", "is_reminder", "due_at")
    )
    told = []
    for moment in moments:
        reminder = moment.is_near(now)
        if not (reminder or moment.reached(now)) or (*place(moment), reminder, moment.due_at) in known:
            continue
        row = tell(tender, moment, reminder=reminder, now=now)
        told += [row] if row else []
    return told


def place(moment: Moment) -> tuple[int, str, str]:
    return moment.lot or 0, moment.name, moment.key


@transaction.atomic
def tell(tender: Tender, moment: Moment, *, reminder: bool, now: datetime) -> ReachedMoment | None:
    """Write one moment down; None when another worker was first."""
    lot, name, key = place(moment)
    assert moment.due_at is not None
    row, is_new = ReachedMoment.objects.get_or_create(
        tender=tender,
        lot=lot,
        name=name,
        key=key,
        is_reminder=reminder,
        due_at=moment.due_at,
        defaults={"recorded_at": now},
    )
    if not is_new:
        return None
    journal(row, moment, now)
    sentence = call(moment, now)
    for person in officers(tender) if sentence else ():
        arguments = {"reached": row.pk, "user": person.pk, "sentence": sentence, "label": moment.label}
        enqueue(kind=KIND, key=f"{row.pk}:{person.pk}", arguments=arguments)
    return row


def journal(row: ReachedMoment, moment: Moment, now: datetime) -> None:
    payload = {
        "moment": row.name,
        "label": moment.label,
        "due_at": row.due_at,
        "article": moment.article,
        "reminder": row.is_reminder,
    }
    if row.lot:
        payload["lot"] = row.lot
    record(
        kind=EventKind.MOMENT_REACHED,
        actor=None,
        now=now,
        subject=row,
        tender_reference=row.tender.reference,
        payload=payload,
    )


def officers(tender: Tender) -> list[User]:
    found = User.objects.filter(
        is_active=True, memberships__organisation=tender.buyer_id, memberships__role=Role.OFFICER
    )
    return list(found.distinct())
