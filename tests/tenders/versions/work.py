"""Amendments of the tests, made by the services that officers use."""

from datetime import datetime, timedelta
from typing import Any

from accounts.models import User
from audit.clock import database_now
from tenders.models import Lot, Tender, TenderVersion
from tenders.services import save_lot_fields, save_tender_fields
from tenders.versions.amendment import copy_digest, open_copy
from tenders.versions.services import amend, start_amendment
from tenders.versions.writing import last_number

REASON = "Erreur relevée par un candidat."
MONTH = timedelta(days=31)


def begun(actor: User, tender: Tender) -> Tender:
    return start_amendment(actor=actor, tender=tender, seen=last_number(tender))


def with_fields(actor: User, copy: Tender, **fields: Any) -> Tender:
    return save_tender_fields(actor=actor, tender=copy, fields=fields, now=database_now())


def with_description(actor: User, copy: Tender, text: str) -> Lot:
    """Change an important text of the first lot."""
    fields = {"description": text}
    return save_lot_fields(actor=actor, lot=copy.lots.get(number=1), fields=fields, now=database_now())


def later(tender: Tender, by: timedelta = MONTH) -> datetime:
    assert tender.deadline_at is not None
    return tender.deadline_at + by


def published(actor: User, tender: Tender, **changes: Any) -> TenderVersion:
    """Publish the amendment under way, a month later and for a reason unless told otherwise."""
    copy = open_copy(tender)
    told = {
        "deadline_at": later(tender),
        "reason": REASON,
        "seen": last_number(tender),
        "copy_seen": copy_digest(copy) if copy else "",
    }
    return amend(actor=actor, tender=tender, **{**told, **changes})


def amended(
    actor: User, tender: Tender, text: str = "Écoute, et orientation vers les associations."
) -> TenderVersion:
    with_description(actor, begun(actor, tender), text)
    return published(actor, tender)
