"""Writing to the journal, in the transaction of the change that it tells."""

from datetime import datetime
from typing import Any

from django.db import connection, models

from accounts.models import User

from .enums import EventKind
from .journal.canonical import plain
from .journal.entry import Verdict, verify
from .models import Event

#: Number of PostgreSQL's advisory lock that puts the events of concurrent transactions in one order.
JOURNAL_LOCK = 20_218_516
#: Shown as author of what nobody did by hand (a periodic task, a worker).
SYSTEM = "Application"


def record(
    *,
    kind: EventKind,
    actor: User | None,
    now: datetime,
    subject: models.Model,
    tender_reference: str = "",
    payload: dict[str, Any] | None = None,
) -> Event:
    """Append one event; it commits or vanishes with the change of state it belongs to.

    ``payload`` is made of JSON's types, Decimals and moments; floats are refused (TypeError).
    Raises RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an event is written in the transaction of what it tells")
    event = Event(
        sequence=next_sequence(),
        recorded_at=now,
        kind=kind,
        actor=actor,
        actor_name=str(actor) if actor else SYSTEM,
        tender_reference=tender_reference,
        object_type=subject._meta.label_lower,
        object_id=str(subject.pk),
        payload=plain(payload or {}),
    )
    event.leaf_hash = event.entry().digest().hex()
    event.save(force_insert=True)
    return event


def next_sequence() -> int:
    """Return the next number, holding the journal until the end of the transaction: no gap, no twin."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [JOURNAL_LOCK])
    last = Event.objects.aggregate(last=models.Max("sequence"))["last"]
    return (last or 0) + 1


def verify_journal() -> Verdict:
    """Recompute every event's hash and the Merkle root of the whole journal."""
    events = Event.objects.order_by("sequence").iterator(chunk_size=2000)
    return verify((event.entry(), bytes.fromhex(event.leaf_hash)) for event in events)
