"""Attempts to deposit, each kept with its times, its bytes and its end.

A late bid may not be set aside when the bidder was diligent and the buyer cannot prove that its platform
worked (CE, 23 September 2021, RATP, n° 449250): these rows are that proof, for either side.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import Organisation, User
from audit.clock import database_now
from audit.enums import EventKind
from audit.services import record
from tenders.models import Tender

from ..enums import AttemptOutcome
from ..models import DepositAttempt

#: No transmission lasts a day: the process that received it died.
ABANDONED_AFTER = timedelta(days=1)
SERVER_DIED = "Le serveur s’est arrêté pendant la transmission."

EVENT_OF = {
    AttemptOutcome.REFUSED: EventKind.DEPOSIT_REFUSED,
    AttemptOutcome.FAILED: EventKind.DEPOSIT_INTERRUPTED,
}


def start_attempt(*, actor: User, organisation: Organisation, tender: Tender) -> DepositAttempt:
    """Note that a transmission begins, before its first file is read; committed at once."""
    return DepositAttempt.objects.create(
        tender=tender, organisation=organisation, user=actor, started_at=database_now()
    )


def note_progress(*, attempt: DepositAttempt, received_bytes: int) -> None:
    """Note how much has arrived, so that a transmission cut by a crash still shows how far it went."""
    _under_way(attempt).update(received_bytes=received_bytes)


@transaction.atomic
def end_attempt(
    *, attempt: DepositAttempt, outcome: AttemptOutcome, received_bytes: int, reason: str = ""
) -> bool:
    """Note how the attempt ended; False when its end is already known. A refusal or a cut is journalled."""
    now = database_now()
    ended = _under_way(attempt).update(
        outcome=outcome, ended_at=now, received_bytes=received_bytes, reason=reason
    )
    if ended and outcome in EVENT_OF:
        _journal(attempt, outcome, now, received_bytes=received_bytes, reason=reason)
    return bool(ended)


def end_abandoned_attempts(*, now: datetime) -> int:
    """End the attempts that no process is receiving any more; return how many."""
    lost = DepositAttempt.objects.filter(outcome=AttemptOutcome.STARTED, started_at__lt=now - ABANDONED_AFTER)
    return sum(
        end_attempt(
            attempt=attempt,
            outcome=AttemptOutcome.FAILED,
            received_bytes=attempt.received_bytes,
            reason=SERVER_DIED,
        )
        for attempt in lost
    )


def _under_way(attempt: DepositAttempt) -> QuerySet[DepositAttempt]:
    return DepositAttempt.objects.filter(pk=attempt.pk, outcome=AttemptOutcome.STARTED)


def _journal(
    attempt: DepositAttempt, outcome: AttemptOutcome, now: datetime, *, received_bytes: int, reason: str
) -> None:
    record(
        kind=EVENT_OF[outcome],
        actor=attempt.user,
        now=now,
        subject=attempt,
        tender_reference=attempt.tender.reference,
        payload={
            "organisation_siret": attempt.organisation.siret,
            "started_at": attempt.started_at,
            "received_bytes": received_bytes,
            "reason": reason,
        },
    )
