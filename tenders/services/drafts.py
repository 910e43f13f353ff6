"""A draft as a whole: created, its own fields, discarded."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import Organisation, User
from audit.clock import PARIS
from audit.enums import EventKind
from audit.services import record

from ..errors import WorkingCopy
from ..fingerprint import SECTION_FIELDS
from ..models import Tender, next_reference
from ..permissions import can_create_for
from ..sections import Section
from .editing import PLAIN_SAVE, Save, assign, editing, lock_draft, require
from .lots import new_lot
from .state import transition


@transaction.atomic
def create_tender(
    *,
    actor: User,
    buyer: Organisation,
    title: str,
    now: datetime,
    is_fictitious: bool = False,
) -> Tender:
    """Create a draft with its first lot, numbered in the year of Paris (« 2026-0007 »).

    Raises PermissionDenied unless ``actor`` is an officer of ``buyer``, ValidationError on the title.
    """
    require(allowed=can_create_for(actor, buyer))
    tender = Tender(
        reference=next_reference(now.astimezone(PARIS).year),
        buyer=buyer,
        created_by=actor,
        title=title.strip(),
        is_fictitious=is_fictitious,
        created_at=now,
        saved_at=now,
    )
    tender.full_clean()
    tender.save(force_insert=True)
    new_lot(tender, number=1, title=tender.title)
    record(
        kind=EventKind.TENDER_CREATED,
        actor=actor,
        now=now,
        subject=tender,
        tender_reference=tender.reference,
        payload={"title": tender.title, "buyer_siret": buyer.siret},
    )
    return tender


def save_tender_fields(
    *, actor: User, tender: Tender, fields: Mapping[str, Any], now: datetime, save: Save = PLAIN_SAVE
) -> Tender:
    """Save fields of one of the sections of the whole: object, dates and budget, or clauses.

    Raises PermissionDenied, StaleTender, DraftChanged, ValidationError, TypeError for a field of another
    section.
    """
    section = section_of(fields)
    with editing(actor=actor, tender=tender, section=section, now=now, save=save) as draft:
        assign(draft, fields, SECTION_FIELDS[section])
        draft.saved_at = now
        draft.save(update_fields=[*fields, "saved_at"])
    return Tender.objects.get(pk=tender.pk)


def section_of(fields: Mapping[str, Any]) -> Section:
    """Return the section that has all these fields, or that of the first one."""
    holding = (section for section, names in SECTION_FIELDS.items() if fields.keys() & set(names))
    return next(holding, Section.DATES)


@transaction.atomic
def discard_tender(*, actor: User, tender: Tender, now: datetime) -> Tender:
    """Give up a draft; its number is not given again. Raises PermissionDenied, StaleTender, WorkingCopy."""
    draft = lock_draft(actor, tender)
    if draft.is_working_copy:
        raise WorkingCopy
    discarded = transition(tender=draft, name="discard", now=now)
    record(
        kind=EventKind.TENDER_DISCARDED,
        actor=actor,
        now=now,
        subject=discarded,
        tender_reference=discarded.reference,
    )
    return discarded
