"""From the signature on: each act happened outside; it is recorded here, and refused when too early."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from accounts.models import User
from audit.clock import PARIS
from audit.enums import EventKind
from tenders.models import Lot

from ..enums import CONCLUDED, EndingState
from ..errors import StaleEnding
from ..facts import lot_facts
from ..models import Award, LotEnding
from ..state import may_notify, may_sign
from .choice import change, told
from .closing import follow
from .steps import require, take

TO_COME = "Cette date est à venir : on enregistre ce qui a eu lieu."


@transaction.atomic
def sign(*, lot: Lot, seen: int, signed_at: datetime, actor: User, now: datetime) -> Award:
    """Record the signature of the contract, at a moment when it was allowed.

    Raises PermissionDenied, StaleEnding, Refused with what forbade it then, ValidationError by field.
    """
    ending = take(lot, seen, actor)
    award = ending.award
    if ending.state != EndingState.INFORMED or award is None or award.informed_at is None:
        require(may_sign(lot_facts(lot), signed_at))
        raise StaleEnding(ending.get_state_display())
    happened(signed_at, now, "signed_at", award.informed_at, "L’information des candidats écartés")
    require(may_sign(lot_facts(lot), signed_at))
    signed = change(ending, "sign", signed_at=signed_at, signed_by=actor)
    told(EventKind.CONTRACT_SIGNED, signed, actor, now, {"signed_at": signed_at})
    follow(signed.ending.lot.tender, actor, now)
    return signed


@transaction.atomic
def notify(*, lot: Lot, seen: int, notified_at: datetime, actor: User, now: datetime) -> Award:
    """Record when the contract reached its holder, which gives it effect (R. 2182-4).

    Raises PermissionDenied, StaleEnding, Refused, ValidationError by field.
    """
    ending = take(lot, seen, actor)
    require(may_notify(lot_facts(lot)))
    award = ending.award
    assert award is not None
    assert award.signed_at is not None
    happened(notified_at, now, "notified_at", award.signed_at, "La signature")
    notified = change(ending, "notify", notified_at=notified_at, notified_by=actor)
    return told(EventKind.CONTRACT_NOTIFIED, notified, actor, now, {"notified_at": notified_at})


@transaction.atomic
def send_notice(*, lot: Lot, seen: int, sent_on: date, reference: str, actor: User, now: datetime) -> Award:
    """Record the award notice (R. 2183-1), once. Raises PermissionDenied, StaleEnding, ValidationError."""
    ending = take(lot, seen, actor)
    award = concluded(ending)
    assert award.signed_at is not None
    published(sent_on, now, "sent_on", award.signed_at)
    kept = record_once(ending, award, notice_sent_on=sent_on, notice_reference=reference.strip())
    payload = {"sent_on": sent_on.isoformat(), "reference": kept.notice_reference}
    return told(EventKind.AWARD_NOTICE_SENT, kept, actor, now, payload)


@transaction.atomic
def publish_data(
    *, lot: Lot, seen: int, published_on: date, reference: str, actor: User, now: datetime
) -> Award:
    """Record the essential data (R. 2196-1), once. Raises PermissionDenied, StaleEnding, ValidationError."""
    ending = take(lot, seen, actor)
    award = concluded(ending)
    if award.notified_at is None:
        message = "Les données essentielles suivent la notification du marché (R. 2196-1)."
        raise ValidationError({"published_on": message})
    published(published_on, now, "published_on", award.notified_at)
    kept = record_once(ending, award, data_published_on=published_on, data_reference=reference.strip())
    payload = {"published_on": published_on.isoformat(), "reference": kept.data_reference}
    return told(EventKind.ESSENTIAL_DATA_PUBLISHED, kept, actor, now, payload)


def concluded(ending: LotEnding) -> Award:
    """The award whose contract is signed. Raises StaleEnding."""
    award = ending.award
    if ending.state not in CONCLUDED or award is None:
        raise StaleEnding(ending.get_state_display())
    return award


def record_once(ending: LotEnding, award: Award, **fields: Any) -> Award:
    """Fill columns that are still empty, and let the lot's version grow. Raises StaleEnding."""
    empty = {f"{name}__isnull": True for name in fields if name.endswith("_on")}
    if not Award.objects.filter(pk=award.pk, **empty).update(**fields):
        raise StaleEnding(ending.get_state_display())
    LotEnding.objects.filter(pk=ending.pk).update(version=F("version") + 1)
    return Award.objects.select_related("ending__lot__tender").get(pk=award.pk)


def happened(moment: datetime, now: datetime, field: str, after: datetime, what: str) -> None:
    """Raise ValidationError on a moment to come, or before what it follows."""
    if moment > now:
        raise ValidationError({field: TO_COME})
    if moment < after:
        raise ValidationError({field: f"{what} est postérieure à ce moment."})


def published(day: date, now: datetime, field: str, after: datetime) -> None:
    """The same, by days of Paris."""
    if day > now.astimezone(PARIS).date():
        raise ValidationError({field: TO_COME})
    if day < after.astimezone(PARIS).date():
        raise ValidationError({field: "Cette date précède l’acte qu’elle publie."})
