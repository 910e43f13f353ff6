"""Who took the documents, when, and in which version."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from accounts.models import User
from accounts.permissions import Person, is_auditor
from audit.enums import EventKind
from audit.services import record

from ...law.periods import day_of
from ...models import Lot
from ..models import AnonymousWithdrawals, Withdrawal
from ..permissions import is_of_buyer
from .common import single_operator


@transaction.atomic
def note_withdrawal(*, lot: Lot, document: str, user: Person, now: datetime) -> None:
    """Trace that a document of a lot was taken: a row a person and day, or one more anonymous withdrawal.

    The buyer's own people and auditors take it for their work: they are in no register of withdrawals.
    """
    if isinstance(user, User):
        if not is_of_buyer(user, lot.tender) and not is_auditor(user):
            note_person(lot, document, user, now)
    else:
        count(lot, document, now)


def note_person(lot: Lot, document: str, user: User, now: datetime) -> None:
    withdrawal, is_new = Withdrawal.objects.get_or_create(
        tender=lot.tender,
        document=document,
        fingerprint=lot.tender.fingerprint,
        withdrawn_by=user,
        withdrawn_on=day_of(now),
        defaults={"lot": lot, "withdrawn_at": now, "organisation_id": single_operator(user)},
    )
    if is_new:
        record(
            kind=EventKind.DOCUMENTS_WITHDRAWN,
            actor=user,
            now=now,
            subject=withdrawal,
            tender_reference=lot.tender.reference,
            payload={"lot": lot.number, "document": document, "fingerprint": withdrawal.fingerprint},
        )


def count(lot: Lot, document: str, now: datetime) -> None:
    row, _ = AnonymousWithdrawals.objects.get_or_create(
        tender=lot.tender,
        document=document,
        fingerprint=lot.tender.fingerprint,
        withdrawn_on=day_of(now),
        defaults={"lot": lot},
    )
    AnonymousWithdrawals.objects.filter(pk=row.pk).update(number=F("number") + 1)
