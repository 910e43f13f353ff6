"""The 3919 draft, kept from the services that made it once in this process and written again as rows.

Drafting it takes 290 queries; hundreds of tests begin with it and few are about drafting.
tests/tenders/test_kept_draft.py proves that the rows and the journal are those of the services.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction

from accounts.models import Organisation, User
from audit.clock import PARIS
from audit.models import Event
from audit.services import next_sequence
from tenders.models import (
    ContactType,
    Criterion,
    EssClause,
    EssentialTask,
    Lot,
    MinimumRequirement,
    PriceLine,
    SubcontractingRule,
    SubCriterion,
    Tender,
    WeeklyProfile,
    next_reference,
)

#: What a draft is made of besides itself, and the way from each row to it; parents before children.
PARTS: dict[type[models.Model], str] = {
    Lot: "tender",
    EssClause: "lot__tender",
    SubcontractingRule: "lot__tender",
    WeeklyProfile: "lot__tender",
    ContactType: "lot__tender",
    MinimumRequirement: "lot__tender",
    Criterion: "lot__tender",
    SubCriterion: "criterion__lot__tender",
    EssentialTask: "lot__tender",
    PriceLine: "lot__tender",
}

#: The new row of each old one, which is known by its model and its key.
Written = dict[tuple[type[models.Model], Any], models.Model]


@dataclass(frozen=True)
class Kept:
    """The rows of a draft as they were read, and its events."""

    tender: Tender
    parts: dict[type[models.Model], list[models.Model]]
    events: list[Event]


def keep(tender: Tender) -> Kept:
    parts = {
        model: list(model._default_manager.filter(**{way: tender}).order_by("pk"))
        for model, way in PARTS.items()
    }
    events = Event.objects.filter(tender_reference=tender.reference).order_by("sequence")
    return Kept(Tender.objects.get(pk=tender.pk), parts, list(events))


@transaction.atomic
def write_again(kept: Kept, *, actor: User, buyer: Organisation, now: datetime) -> Tender:
    """Write the draft anew, for this buyer, by this officer, at this moment; return it as stored."""
    people = {"buyer_id": buyer.pk, "created_by_id": actor.pk}
    reference = next_reference(now.astimezone(PARIS).year)
    tender = new_row(kept.tender, {}, reference=reference, **people, created_at=now, saved_at=now)
    tender.save(force_insert=True)
    written: Written = {(Tender, kept.tender.pk): tender}
    for model, rows in kept.parts.items():
        fresh = [new_row(row, written) for row in rows]
        model._default_manager.bulk_create(fresh)
        written |= {(model, row.pk): one for row, one in zip(rows, fresh, strict=True)}
    link_escalations(kept.parts[ContactType], written)
    Event.objects.bulk_create(events_of(kept, tender, actor, now))
    return Tender.objects.get(pk=tender.pk)


def new_row(row: Any, written: Written, **fields: Any) -> Any:
    """Return the row without a key, under the parents that were written; without its twins, not there yet."""
    model = type(row)
    values = {field.attname: getattr(row, field.attname) for field in plain_fields(model)}
    for field in model._meta.concrete_fields:
        parent = field.remote_field.model if field.remote_field else None
        if parent is model:
            values[field.attname] = None
        elif parent and (parent, values[field.attname]) in written:
            values[field.attname] = written[parent, values[field.attname]].pk
    return model(**values | fields)


def plain_fields(model: type[models.Model]) -> Iterable[Any]:
    return (field for field in model._meta.concrete_fields if not field.primary_key)


def link_escalations(rows: list[Any], written: Written) -> None:
    linked = []
    for row in rows:
        if row.escalates_to_id is not None:
            contact: Any = written[ContactType, row.pk]
            contact.escalates_to = written[ContactType, row.escalates_to_id]
            linked.append(contact)
    ContactType.objects.bulk_update(linked, ["escalates_to"])


def events_of(kept: Kept, tender: Tender, actor: User, now: datetime) -> list[Event]:
    """Return the events of the draft, told of the new one, with the next numbers of the journal."""
    first, told = next_sequence(), []
    for number, event in enumerate(kept.events, start=first):
        payload = event.payload
        if "buyer_siret" in payload:
            payload = payload | {"buyer_siret": tender.buyer.siret}
        new = Event(
            sequence=number,
            recorded_at=now,
            kind=event.kind,
            actor=actor,
            actor_name=str(actor),
            tender_reference=tender.reference,
            object_type=event.object_type,
            object_id=str(tender.pk),
            payload=payload,
        )
        new.leaf_hash = new.entry().digest().hex()
        told.append(new)
    return told
