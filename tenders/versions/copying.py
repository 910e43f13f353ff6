"""The content of a consultation copied to another: to its working copy, and back."""

from typing import Any

from django.db import models

from ..fingerprint import ALLOTMENT_FIELDS, SECTION_FIELDS, frozen_content, values
from ..models import (
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
)

#: What the sections of the whole write, estimates and dates included.
CONTENT_FIELDS = tuple(dict.fromkeys([*sum(SECTION_FIELDS.values(), ()), *ALLOTMENT_FIELDS]))
#: Fixed when the notice is sent: never brought back.
FIXED_FIELDS = ("estimated_value_eur", "budget_eur", "budget_fixed_on")
FIXED_OF_LOT = ("estimated_value_eur",)
#: The parts of a lot, those that others point to first.
PARTS: tuple[type[models.Model], ...] = (
    WeeklyProfile,
    ContactType,
    MinimumRequirement,
    Criterion,
    SubCriterion,
    PriceLine,
    EssClause,
    SubcontractingRule,
    EssentialTask,
)
Rows = dict[models.Model, models.Model]


def content_fields(tender: Tender) -> dict[str, Any]:
    """Return the consultation's own columns of content, as they are stored."""
    return {name: getattr(tender, name) for name in CONTENT_FIELDS}


def private_fields(tender: Tender) -> dict[str, Any]:
    """Return what an officer may type and that the published content leaves out; the deadline apart."""
    content = frozen_content(tender)
    published = {*content, *content["clauses"], "deadline_at"}
    return values(tender, [name for name in CONTENT_FIELDS if name not in published])


def columns(row: models.Model) -> dict[str, Any]:
    """Return every column of a row but its key."""
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }


def copy_lots(source: Tender, target: Tender) -> None:
    """Give ``target``, which has none, the lots of ``source`` with all that they ask."""
    for lot in source.lots.order_by("number"):
        twin = Lot.objects.create(**{**columns(lot), "tender_id": target.pk})
        copy_parts(lot, twin)


def bring_lots(copy: Tender, tender: Tender) -> None:
    """Make the lots of ``tender``, which keep their rows, say what those of ``copy`` do; same numbers."""
    lots = {lot.number: lot for lot in tender.lots.all()}
    for twin in copy.lots.order_by("number"):
        lot = lots[twin.number]
        fixed = {name: getattr(lot, name) for name in (*FIXED_OF_LOT, "tender_id")}
        Lot.objects.filter(pk=lot.pk).update(**{**columns(twin), **fixed})
        remove_parts(lot)
        copy_parts(twin, lot)


def remove_parts(lot: Lot) -> None:
    """Delete what a lot asks, in the order that the protected relations need."""
    ContactType.objects.filter(lot=lot).update(escalates_to=None)
    for model in reversed(PARTS):
        if model is not SubCriterion:
            model._default_manager.filter(lot=lot).delete()


def copy_parts(source: Lot, target: Lot) -> None:
    made: Rows = {source: target}
    for model in PARTS:
        way = "criterion__lot" if model is SubCriterion else "lot"
        for row in model._default_manager.filter(**{way: source}).order_by("pk"):
            made[row] = twin_of(row, made)
    for former, twin in list(made.items()):
        if isinstance(former, ContactType) and isinstance(twin, ContactType) and former.escalates_to:
            ContactType.objects.filter(pk=twin.pk).update(escalates_to=made[former.escalates_to])


def twin_of(row: models.Model, made: Rows) -> models.Model:
    """Return a new row that says the same, pointing to the twins of what ``row`` points to."""
    model = type(row)
    told = columns(row)
    for field in model._meta.concrete_fields:
        if field.is_relation and told[field.attname] is not None:
            twin = made.get(getattr(row, field.name))
            told[field.attname] = twin.pk if twin else None
    return model._default_manager.create(**told)
