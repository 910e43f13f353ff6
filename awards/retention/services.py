"""Recording the end of a contract, and deciding to destroy what need not be kept any more."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from audit.clock import PARIS
from audit.enums import EventKind
from audit.services import record
from bids.sealing import destruction
from outbox import services as outbox
from outbox.registry import Lease
from tenders.models import Lot, Tender

from ..endings.enums import CONCLUDED
from ..endings.models import LotEnding
from ..endings.permissions import can_end
from ..endings.services.steps import checked, require
from .facts import deletable_files, is_deleted, is_held, lot_ends
from .models import PerformanceEnd, RecordsDeletion
from .terms import may_delete, procedure_kept_until

KIND = "destroy_records"
OFFICERS_ONLY = "Seul un agent acheteur décide du sort des pièces."


@transaction.atomic
def record_performance_end(*, lot: Lot, ended_on: date, actor: User, now: datetime) -> PerformanceEnd:
    """Write down the last day of a contract, once (R. 2184-13).

    Raises PermissionDenied, ValidationError without a contract, twice, or for a day that cannot be.
    """
    tender = hold(lot.tender, actor)
    ending = LotEnding.objects.filter(lot=lot, state__in=CONCLUDED).first()
    award = ending.award if ending else None
    if award is None or award.signed_at is None:
        raise ValidationError("Ce lot n’a pas de marché signé.")
    if not award.signed_at.astimezone(PARIS).date() <= ended_on <= now.astimezone(PARIS).date():
        message = "La fin d’exécution suit la signature, et n’est pas à venir."
        raise ValidationError({"ended_on": message})
    values = {"ended_on": ended_on, "recorded_at": now, "recorded_by": actor}
    found, is_new = PerformanceEnd.objects.get_or_create(award=award, defaults=values)
    if not is_new:
        raise ValidationError("La fin d’exécution de ce marché est déjà inscrite.")
    payload = {"lot": lot.number, "ended_on": ended_on.isoformat()}
    tell(EventKind.PERFORMANCE_ENDED, tender, actor, now, payload)
    return found


@transaction.atomic
def decide_deletion(*, tender: Tender, visa: str, reason: str, actor: User, now: datetime) -> RecordsDeletion:
    """Decide to destroy the files of the bids that were not chosen, after their term and with the visa.

    Receipts, journal, decisions and letters stay, and the names and fingerprints of the files. The bytes are
    destroyed by a worker after the commit. Raises PermissionDenied, Refused, ValidationError by field.
    """
    held = hold(tender, actor)
    lots, today = lot_ends(held), now.astimezone(PARIS).date()
    require(may_delete(lots, today=today, is_held=is_held(held), is_done=is_deleted(held)))
    kept_until = procedure_kept_until(lots)
    assert kept_until is not None
    named = checked(visa, "visa", "La référence du visa", 3)
    said = checked(reason, "reason", "Les motifs")
    files = deletable_files(held)
    deletion = RecordsDeletion.objects.create(
        tender=held,
        kept_until=kept_until,
        archives_visa=named,
        reason=said,
        files=[{"id": str(one.pk), "sha256": one.sha256, "size_bytes": one.size_bytes} for one in files],
        decided_at=now,
        decided_by=actor,
    )
    payload = {"visa": named, "files": len(files), "kept_until": kept_until.isoformat()}
    tell(EventKind.RECORDS_DELETED, held, actor, now, payload)
    outbox.enqueue(kind=KIND, key=str(deletion.pk), arguments={"deletion": deletion.pk})
    return deletion


def destroy(lease: Lease) -> None:
    """The handler of the job: remove the bytes; done twice, it removes nothing more."""
    deletion = RecordsDeletion.objects.get(pk=lease.arguments["deletion"])
    destruction.destroy([one["id"] for one in deletion.files])


def is_destroyed(file_id: str) -> bool:
    """Was the destruction of this submission file decided?"""
    return RecordsDeletion.objects.filter(files__contains=[{"id": file_id}]).exists()


def hold(tender: Tender, actor: User) -> Tender:
    """Return the consultation, held. Raises PermissionDenied."""
    held = Tender.objects.select_for_update(of=("self",), no_key=True).get(pk=tender.pk)
    if not can_end(actor, held):
        raise PermissionDenied(OFFICERS_ONLY)
    return held


def tell(kind: EventKind, tender: Tender, actor: User, now: datetime, payload: dict[str, object]) -> None:
    reference = tender.reference
    record(kind=kind, actor=actor, now=now, subject=tender, tender_reference=reference, payload=payload)
