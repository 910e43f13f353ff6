"""The volumes of a draft's lot: contact types, weekly profiles, calendar."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from accounts.models import User

from ..fingerprint import CALENDAR_FIELDS, CONTACT_FIELDS
from ..models import ContactType, Lot, WeeklyProfile
from ..sections import Section
from .editing import PLAIN_SAVE, Save, assign, editing, in_row
from .lots import DEFAULT_PROFILE, write_lot

Row = Mapping[str, Any]
PLAIN_FIELDS = tuple(name for name in CONTACT_FIELDS if name not in {"code", "position"})


def replace_contact_types(
    *, actor: User, lot: Lot, rows: Sequence[Row], now: datetime, save: Save = PLAIN_SAVE
) -> list[ContactType]:
    """Make ``rows`` the lot's contact types, in this order; return them.

    A row has ContactType's plain fields, ``code`` (made from the label when absent; what a row is known by
    from one save to the next), ``profile`` (a name; the lot's first profile when absent) and
    ``escalates_to`` (the code of another row, or None).
    Raises PermissionDenied, StaleTender, DraftChanged, ValidationError naming the row.
    """
    with editing(actor=actor, tender=lot.tender, section=Section.VOLUMES, lot=lot, now=now, save=save):
        codes = row_codes(rows)
        remove_contact_types(lot, keep=codes)
        found = [
            write_contact_type(lot, {**row, "code": code, "position": position})
            for position, (code, row) in enumerate(zip(codes, rows, strict=True), start=1)
        ]
        link_escalations(found, rows)
        return found


def row_codes(rows: Sequence[Row]) -> list[str]:
    """Return each row's code, made from its label when it has none. Raises ValidationError on twins."""
    codes: list[str] = [str(row.get("code") or "") for row in rows]
    given = [code for code in codes if code]
    if len(set(given)) < len(given):
        raise ValidationError("Deux lignes portent le même code : donnez-leur des codes différents.")
    for index, row in enumerate(rows):
        codes[index] = codes[index] or free_code(slugify(str(row.get("label", "")))[:30] or "contact", codes)
    return codes


def free_code(wished: str, taken: Iterable[str]) -> str:
    used = set(taken)
    numbered = (wished if number == 1 else f"{wished}-{number}" for number in range(1, len(used) + 2))
    return next(code for code in numbered if code not in used)


def remove_contact_types(lot: Lot, *, keep: list[str]) -> None:
    lot.contact_types.update(escalates_to=None)
    removed = lot.contact_types.exclude(code__in=keep)
    line = lot.price_lines.filter(contact_type__in=removed).select_related("contact_type").first()
    if line and line.contact_type:
        raise ValidationError(
            f"« {line.contact_type.label} » sert à la ligne de prix « {line.label} » : "
            "choisissez-y un autre type de contact avant de le retirer."
        )
    removed.delete()


def write_contact_type(lot: Lot, row: Row) -> ContactType:
    contact = lot.contact_types.filter(code=row["code"]).first() or ContactType(lot=lot)
    plain = {name: value for name, value in row.items() if name not in {"profile", "escalates_to"}}
    try:
        assign(contact, plain, ("code", "position", *PLAIN_FIELDS))
        if contact.profile_id is None or "profile" in row:
            contact.profile = profile_named(lot, row.get("profile"))
    except ValidationError as error:
        raise in_row(str(row.get("label") or row["code"]), error) from error
    contact.save()
    return contact


def profile_named(lot: Lot, name: str | None) -> WeeklyProfile | None:
    if not name:
        return lot.profiles.order_by("pk").first()
    found = lot.profiles.filter(name=name).first()
    if found is None:
        raise ValidationError(f"Le profil « {name} » n’existe pas dans ce lot.")
    return found


def link_escalations(found: Sequence[ContactType], rows: Sequence[Row]) -> None:
    by_code = {contact.code: contact for contact in found}
    for contact, row in zip(found, rows, strict=True):
        wished = row.get("escalates_to")
        if not wished:
            continue
        if wished not in by_code:
            raise ValidationError(f"{contact.label} : le type « {wished} » n’existe pas dans ce lot.")
        contact.escalates_to = by_code[wished]
        contact.save(update_fields=["escalates_to"])


def replace_profile(
    *,
    actor: User,
    lot: Lot,
    weights: Sequence[Decimal],
    now: datetime,
    name: str = DEFAULT_PROFILE,
    calendar: Mapping[str, Any] | None = None,
    save: Save = PLAIN_SAVE,
) -> WeeklyProfile:
    """Set the 168 weights (Monday 0 h first) of one of the lot's profiles, created if it is new.

    ``calendar`` sets the lot's months, holidays, events and uncertainty in the same save.
    Raises PermissionDenied, StaleTender, DraftChanged, ValidationError.
    """
    with editing(actor=actor, tender=lot.tender, section=Section.PROFILE, lot=lot, now=now, save=save):
        profile = lot.profiles.filter(name=name).first() or WeeklyProfile(lot=lot, name=name)
        check_week(weights)
        assign(profile, {"weights": list(weights)}, ("weights",))
        profile.save()
        write_lot(lot, calendar or {}, CALENDAR_FIELDS)
    return profile


def check_week(weights: Sequence[Decimal]) -> None:
    if len(weights) != 168:
        raise ValidationError(
            f"Un profil compte 168 poids (7 jours de 24 heures, lundi 0 h d’abord) ; "
            f"il y en a {len(weights)} ici."
        )
