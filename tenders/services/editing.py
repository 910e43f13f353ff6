"""What every change of a draft has in common."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction

from accounts.models import User
from audit.enums import EventKind
from audit.models import Event
from audit.services import record

from ..errors import DraftChanged, StaleTender
from ..fingerprint import fingerprint_of, section_content
from ..models import Lot, Tender
from ..permissions import can_manage
from ..sections import Section


@dataclass(frozen=True, slots=True)
class Save:
    """How a section is saved.

    ``seen`` is the digest of the section (``section_digest``) when the page was made: if the section says
    something else by now, the save raises DraftChanged instead of overwriting a colleague's work. Empty: no
    such check. ``page`` is a random name of the page, by which its own autosaves are told from a colleague's.
    ``autosave`` keeps the draft without a word in the journal.
    """

    seen: str = ""
    page: str = ""
    autosave: bool = False


PLAIN_SAVE = Save()


def section_digest(tender: Tender, section: Section, lot: Lot | None = None) -> str:
    """Return the fingerprint of what a section says now."""
    return fingerprint_of(section_content(tender, section, lot))


def lock(tender: Tender) -> Tender:
    """Return the consultation as it is now, held until the end of the transaction."""
    return Tender.objects.select_for_update(of=("self",)).select_related("buyer").get(pk=tender.pk)


def require(*, allowed: bool) -> None:
    """Raise PermissionDenied unless ``allowed``."""
    if not allowed:
        raise PermissionDenied("Seul un agent acheteur de l’organisme acheteur peut faire cela.")


def lock_draft(actor: User, tender: Tender) -> Tender:
    """Lock a draft that ``actor`` may change. Raises PermissionDenied, StaleTender."""
    locked = lock(tender)
    require(allowed=can_manage(actor, locked))
    if not locked.is_draft:
        raise StaleTender(locked.get_state_display())
    return locked


@contextmanager
def editing(
    *,
    actor: User,
    tender: Tender,
    section: Section,
    now: datetime,
    lot: Lot | None = None,
    save: Save = PLAIN_SAVE,
) -> Iterator[Tender]:
    """Lock the draft, let the caller change one section of it, then say so in the journal.

    An explicit save leaves one TENDER_SECTION_SAVED event with the names of what changed since the last such
    event, and none when nothing did. An autosave leaves none: it happens every few seconds, and what a draft
    said on the way is not part of the procedure's history.
    """
    with transaction.atomic():
        locked = lock_draft(actor, tender)
        if save.seen and fresh_digest(tender, section, lot) not in (save.seen, saved_by_page(save)):
            raise DraftChanged
        yield locked
        Tender.objects.filter(pk=locked.pk).update(saved_at=now)
        remember(save, fresh_digest(tender, section, lot))
        if not save.autosave:
            record_save(actor=actor, tender=tender, section=section, lot=lot, now=now)


def saved_by_page(save: Save) -> str:
    return str(cache.get(f"draft-page:{save.page}", "")) if save.page else ""


def remember(save: Save, digest: str) -> None:
    """Note what this page left the section at; forgetting it would only cost a needless question."""
    if save.page:
        cache.set(f"draft-page:{save.page}", digest, timeout=12 * 3600)


def fresh_digest(tender: Tender, section: Section, lot: Lot | None) -> str:
    fresh_lot = Lot.objects.get(pk=lot.pk) if lot else None
    return section_digest(Tender.objects.get(pk=tender.pk), section, fresh_lot)


def record_save(*, actor: User, tender: Tender, section: Section, lot: Lot | None, now: datetime) -> None:
    """Write the event of an explicit save, if the section says something new since the last one.

    The event keeps a digest of each field, enough to know later what changed, not what a draft said.
    """
    fresh = Tender.objects.get(pk=tender.pk)
    fresh_lot = Lot.objects.get(pk=lot.pk) if lot else None
    place: dict[str, Any] = {"section": section.value, "lot": fresh_lot.number if fresh_lot else None}
    digests = {
        name: fingerprint_of(value) for name, value in section_content(fresh, section, fresh_lot).items()
    }
    changed = differing(last_digests(fresh, place), digests)
    if changed:
        record(
            kind=EventKind.TENDER_SECTION_SAVED,
            actor=actor,
            now=now,
            subject=fresh,
            tender_reference=fresh.reference,
            payload={**place, "changed": changed, "digests": digests},
        )


def last_digests(tender: Tender, place: dict[str, Any]) -> dict[str, str]:
    saves = Event.objects.filter(
        object_type=tender._meta.label_lower,
        object_id=str(tender.pk),
        kind=EventKind.TENDER_SECTION_SAVED,
        payload__contains=place,
    )
    last = saves.order_by("-sequence").first()
    return dict(last.payload["digests"]) if last else {}


def differing(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Return the names whose value is new, gone or different, sorted."""
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def assign(row: models.Model, fields: Mapping[str, Any], allowed: tuple[str, ...]) -> None:
    """Set ``fields`` on a row and validate them; a blank is fine in a draft, nonsense is not.

    Raises ValidationError, TypeError for a field that is not ``allowed``.
    """
    unknown = fields.keys() - set(allowed)
    if unknown:
        raise TypeError(f"not a field of this section: {', '.join(sorted(unknown))}")
    for name, value in fields.items():
        setattr(row, name, value)
    blank = {field.name for field in row._meta.concrete_fields if getattr(row, field.attname) in ("", None)}
    untouched = {field.name for field in row._meta.concrete_fields if field.name not in fields}
    row.clean_fields(exclude=blank | untouched)


def in_row(label: str, error: ValidationError) -> ValidationError:
    """Return the error of one row with the row's name before each message."""
    return ValidationError([f"{label} : {message}" for message in error.messages])
