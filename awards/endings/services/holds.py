"""A référé: recorded, then lifted once the judge's decision reached the buyer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from audit.enums import EventKind
from audit.services import record
from tenders.models import Lot, Tender

from ..enums import HoldOutcome
from ..errors import StaleHold
from ..legal_hold import LegalHold
from ..permissions import can_end
from .steps import checked

OFFICERS_ONLY = "Seul un agent acheteur inscrit un référé ou sa levée."
SHORTEST_LIFT_REASON = 10


@dataclass(frozen=True, slots=True)
class Filing:
    """What the buyer knows of a référé. lot: None when it bears on the whole consultation."""

    court: str
    filed_at: datetime
    docket: str = ""
    claimant: str = ""
    lot: Lot | None = None
    is_public: bool = False


@transaction.atomic
def record_hold(*, tender: Tender, filing: Filing, actor: User, now: datetime) -> LegalHold:
    """Record a référé précontractuel: nothing is signed from its filing (CJA, L. 551-1, L. 551-4).

    The same filing sent twice is one. Raises PermissionDenied, ValidationError by field.
    """
    held = Tender.objects.select_for_update(of=("self",), no_key=True).get(pk=tender.pk)
    if not can_end(actor, held):
        raise PermissionDenied(OFFICERS_ONLY)
    check(held, filing, now)
    row = {
        "lot": filing.lot,
        "court": filing.court.strip(),
        "docket": filing.docket.strip(),
        "filed_at": filing.filed_at,
    }
    more = {"claimant": filing.claimant.strip(), "is_public": filing.is_public}
    hold, is_new = LegalHold.objects.running().get_or_create(
        tender=held, **row, defaults={**more, "recorded_at": now, "recorded_by": actor}
    )
    if is_new:
        tell(EventKind.LEGAL_HOLD_PLACED, hold, actor, now, {"filed_at": hold.filed_at})
    return hold


def check(tender: Tender, filing: Filing, now: datetime) -> None:
    """Raise ValidationError on the field of what cannot be."""
    if not filing.court.strip():
        raise ValidationError({"court": "Nommez la juridiction saisie."})
    if filing.filed_at > now:
        raise ValidationError({"filed_at": "La requête ne peut pas être enregistrée dans l’avenir."})
    if tender.published_at is None or filing.filed_at < tender.published_at:
        message = "Une requête ne précède pas la publication de la consultation."
        raise ValidationError({"filed_at": message})
    if filing.lot is not None and filing.lot.tender_id != tender.pk:
        raise ValidationError({"lot": "Ce lot n’est pas de cette consultation."})


@transaction.atomic
def lift_hold(
    *, hold: LegalHold, outcome: str, lifted_at: datetime, reason: str, actor: User, now: datetime
) -> LegalHold:
    """Record how the référé ended and when the buyer was notified; it was so once, for good.

    Raises PermissionDenied, StaleHold, ValidationError by field.
    """
    if not can_end(actor, hold.tender):
        raise PermissionDenied(OFFICERS_ONLY)
    if outcome not in HoldOutcome.values:
        raise ValidationError({"outcome": "Choisissez l’issue du référé."})
    if not hold.filed_at <= lifted_at <= now:
        message = "La décision est notifiée après la requête, et pas dans l’avenir."
        raise ValidationError({"lifted_at": message})
    said = checked(reason, "reason", "Le dispositif ou le motif", SHORTEST_LIFT_REASON)
    changed = LegalHold.objects.running().filter(pk=hold.pk)
    values = {"outcome": outcome, "lifted_at": lifted_at, "lift_reason": said}
    if not changed.update(**values, lift_recorded_at=now, lifted_by=actor):
        raise StaleHold
    fresh = LegalHold.objects.select_related("tender", "lot").get(pk=hold.pk)
    tell(EventKind.LEGAL_HOLD_LIFTED, fresh, actor, now, {"outcome": outcome, "lifted_at": lifted_at})
    return fresh


def tell(kind: EventKind, hold: LegalHold, actor: User, now: datetime, payload: dict[str, Any]) -> None:
    named = {
        "court": hold.court,
        "docket": hold.docket,
        "lot": hold.lot.number if hold.lot else None,
        **payload,
    }
    reference = hold.tender.reference
    record(kind=kind, actor=actor, now=now, subject=hold, tender_reference=reference, payload=named)
