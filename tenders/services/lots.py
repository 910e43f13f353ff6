"""The lots of a draft."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max

from accounts.models import User

from ..fingerprint import ALLOTMENT_FIELDS, CALENDAR_FIELDS, SELECTION_FIELDS, TITLE_FIELDS
from ..models import EssClause, Lot, SubcontractingRule, Tender, WeeklyProfile
from ..profiles import uniform
from ..sections import Section
from .editing import PLAIN_SAVE, Save, assign, editing, in_row

DEFAULT_PROFILE = "Semaine type"
OF_LOT = ((Section.PROFILE, CALENDAR_FIELDS), (Section.SELECTION, SELECTION_FIELDS))


def new_lot(tender: Tender, *, number: int, title: str) -> Lot:
    """Create a lot with what every lot has: its clause, its rule and an even week."""
    lot = Lot.objects.create(tender=tender, number=number, title=title)
    EssClause.objects.create(lot=lot)
    SubcontractingRule.objects.create(lot=lot)
    WeeklyProfile.objects.create(lot=lot, name=DEFAULT_PROFILE, weights=uniform())
    return lot


def add_lot(*, actor: User, tender: Tender, title: str, now: datetime) -> Lot:
    """Add a lot after the last one. Raises PermissionDenied, StaleTender, ValidationError."""
    with editing(actor=actor, tender=tender, section=Section.LOTS, now=now) as draft:
        last = draft.lots.aggregate(last=Max("number"))["last"] or 0
        assign(Lot(), {"title": title.strip()}, TITLE_FIELDS)
        return new_lot(draft, number=last + 1, title=title.strip())


def remove_lot(*, actor: User, lot: Lot, now: datetime) -> None:
    """Remove a lot with all that it asks; the lots after it move up.

    Raises PermissionDenied, StaleTender, ValidationError when it is the only one.
    """
    with editing(actor=actor, tender=lot.tender, section=Section.LOTS, now=now) as draft:
        if draft.lots.count() == 1:
            raise ValidationError("Une consultation compte au moins un lot : celui-ci ne peut être retiré.")
        erase(lot)
        for number, kept in enumerate(draft.lots.order_by("number"), start=1):
            Lot.objects.filter(pk=kept.pk).update(number=number)


def erase(lot: Lot) -> None:
    """Delete a lot of a draft, in the order that its protected relations ask."""
    lot.price_lines.all().delete()
    lot.contact_types.update(escalates_to=None)
    lot.contact_types.all().delete()
    Lot.objects.filter(pk=lot.pk).delete()


def save_lots(
    *,
    actor: User,
    tender: Tender,
    rows: Mapping[int, Mapping[str, Any]],
    now: datetime,
    save: Save = PLAIN_SAVE,
    no_allotment_reason: str | None = None,
) -> None:
    """Save the titles, descriptions, CPV codes and estimates of several lots: ``rows`` by their primary keys.

    ``no_allotment_reason`` says why there is one lot only (L. 2113-11); None leaves the stored one.
    Raises PermissionDenied, StaleTender, DraftChanged, ValidationError naming the lot.
    """
    with editing(actor=actor, tender=tender, section=Section.LOTS, now=now, save=save) as draft:
        for lot in draft.lots.filter(pk__in=rows.keys()):
            try:
                write_lot(lot, rows[lot.pk], TITLE_FIELDS)
            except ValidationError as error:
                raise in_row(f"Lot {lot.number}", error) from error
        if no_allotment_reason is not None:
            assign(draft, {"no_allotment_reason": no_allotment_reason.strip()}, ALLOTMENT_FIELDS)
            draft.save(update_fields=ALLOTMENT_FIELDS)


def save_lot_fields(
    *, actor: User, lot: Lot, fields: Mapping[str, Any], now: datetime, save: Save = PLAIN_SAVE
) -> Lot:
    """Save a lot's title, description, CPV code and estimate, or its calendar, or what it asks of candidates.

    Raises PermissionDenied, StaleTender, DraftChanged, ValidationError.
    """
    found = ((section, names) for section, names in OF_LOT if fields.keys() & set(names))
    section, allowed = next(found, (Section.LOTS, TITLE_FIELDS))
    place = None if section == Section.LOTS else lot
    with editing(actor=actor, tender=lot.tender, section=section, lot=place, now=now, save=save):
        write_lot(lot, fields, allowed)
    return Lot.objects.get(pk=lot.pk)


def write_lot(lot: Lot, fields: Mapping[str, Any], allowed: tuple[str, ...]) -> None:
    fresh = Lot.objects.get(pk=lot.pk)
    assign(fresh, fields, allowed)
    if fields:
        fresh.save(update_fields=list(fields))
