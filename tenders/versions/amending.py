"""Amending a published consultation: a working copy, then one transaction that publishes it."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from accounts.models import User
from audit.enums import EventKind
from audit.services import record
from ui.formatting import date_paris

from ..enums import TenderState, VersionKind
from ..errors import StaleTender
from ..fingerprint import fingerprint_of, frozen_content
from ..models import Tender, TenderVersion
from ..permissions import can_manage
from ..services.editing import lock, require
from ..services.state import search_text, transition
from ..signals import tender_amended
from ..written import checked_text
from .amendment import Amendment, copy_digest, open_copy
from .copying import FIXED_FIELDS, bring_lots, content_fields, copy_lots
from .errors import NOTHING, AmendmentRefused, CopyChanged, DeadlineRefused, NoAmendment
from .holding import hold
from .mail import announce
from .postponing import SHORTEST_REASON
from .writing import Limits, write_version


@transaction.atomic
def start_amendment(*, actor: User, tender: Tender, seen: int) -> Tender:
    """Return the working copy in which a published consultation is amended; one at a time for all officers.

    Raises PermissionDenied, DepositsClosed, StaleVersion, ValidationError when one is under way.
    """
    held, now = hold(actor, tender, seen)
    if open_copy(held):
        raise ValidationError("Une modification est déjà en préparation : reprenez-la, ou abandonnez-la.")
    rank = Tender.objects.filter(amends=held).count() + 1
    copy = Tender.objects.create(
        **content_fields(held),
        reference=f"{held.reference}-modif-{rank}",
        buyer=held.buyer,
        created_by=actor,
        is_fictitious=held.is_fictitious,
        created_at=now,
        saved_at=now,
        amends=held,
        amends_version=seen,
    )
    copy_lots(held, copy)
    tell(EventKind.AMENDMENT_STARTED, held, actor, now, {"version": seen, "copy": copy.reference})
    return copy


@transaction.atomic
def discard_amendment(*, actor: User, tender: Tender, now: datetime) -> None:
    """Give up the amendment under way, even too late to publish it; the consultation does not change.

    Raises PermissionDenied, NoAmendment.
    """
    held = lock(tender)
    require(allowed=can_manage(actor, held))
    copy = held_copy(held)
    transition(tender=copy, name="discard", now=now)
    tell(EventKind.AMENDMENT_DISCARDED, held, actor, now, {"copy": copy.reference})


@transaction.atomic
def amend(
    *,
    actor: User,
    tender: Tender,
    deadline_at: datetime,
    reason: str,
    seen: int,
    copy_seen: str,
    acknowledged: Sequence[str] = (),
) -> TenderVersion:
    """Publish the amendment under way: the copy's content replaces that of the consultation, at once or not.

    ``seen`` is the number of the version that the page showed, ``copy_seen`` the digest of the copy that was
    read, ``acknowledged`` the codes of the warnings shown. The moment is read once the consultation is held.
    Raises PermissionDenied, DepositsClosed, StaleVersion, NoAmendment, CopyChanged, DeadlineRefused,
    AmendmentRefused with every reason, ValidationError on a field.
    """
    held, now = hold(actor, tender, seen)
    amendment = as_read(held, copy_seen, deadline_at, now)
    said = checked_text(reason, "reason", "Le motif", shortest=SHORTEST_REASON)
    require_deadline(amendment, deadline_at)
    require_lawful(amendment, deadline_at, acknowledged)
    version = write_version(
        tender=held,
        kind=VersionKind.AMENDED,
        content=amendment.content,
        limits=Limits(deadline_at, amendment.questions_close_at),
        actor=actor,
        now=now,
        reason=said,
        acknowledged=[one.code for one in amendment.warnings(deadline_at)],
    )
    replace_content(held, amendment.copy, version)
    transition(tender=amendment.copy, name="discard", now=now)
    journal(amendment, version)
    announce(version)
    tender_amended.send(sender=Tender, tender=version.tender, version=version, now=now)
    return version


def held_copy(tender: Tender) -> Tender:
    """Return the working copy, held until the commit. Raises NoAmendment."""
    copy = open_copy(tender)
    held = lock(copy) if copy else None
    if held is None or held.state != TenderState.DRAFT:
        raise NoAmendment
    return held


def as_read(held: Tender, copy_seen: str, deadline_at: datetime, now: datetime) -> Amendment:
    """Return the amendment under way with its deadline. Raises NoAmendment, CopyChanged since it was read."""
    copy = held_copy(held)
    if copy_digest(copy) != copy_seen:
        raise CopyChanged
    copy.deadline_at = deadline_at
    return Amendment.of(held, copy, now)


def require_deadline(amendment: Amendment, deadline_at: datetime) -> None:
    """The deadline never comes closer, and what is important pushes it (R. 2151-4, 2°)."""
    former, now = amendment.former_deadline, amendment.now
    if deadline_at < former or deadline_at <= now:
        raise DeadlineRefused(deadline_at, former, now)
    if amendment.is_prolonged and deadline_at == former:
        raise ValidationError(
            {
                "deadline_at": "Des changements importants prolongent le délai (R. 2151-4, 2°) : "
                f"choisissez un moment postérieur au {date_paris(former)}. {NOTHING}"
            }
        )


def require_lawful(amendment: Amendment, deadline_at: datetime, acknowledged: Sequence[str]) -> None:
    """Refuse an amendment that says nothing, that takes a new procedure, or that was not read to the end."""
    if not amendment.changes:
        raise AmendmentRefused(
            ["La copie de travail dit la même chose que la version publiée : rien à publier."]
        )
    reasons = [f"{one.label} : {one.rule.meaning} ({one.rule.article})" for one in amendment.refused]
    reasons += [f"{one.message} {one.remedy}" for one in amendment.problems if one.blocks]
    unread = [one for one in amendment.warnings(deadline_at) if one.code not in acknowledged]
    reasons += [f"Avertissement à lire et à cocher : {one.message} ({one.article})" for one in unread]
    if reasons:
        raise AmendmentRefused([*reasons, NOTHING])


def replace_content(held: Tender, copy: Tender, version: TenderVersion) -> None:
    """Bring the copy's content into the rows that deposits refer to, in the name of its version."""
    amending(str(version.pk))
    bring_lots(copy, held)
    fields = {name: value for name, value in content_fields(copy).items() if name not in FIXED_FIELDS}
    unchanged = Tender.objects.filter(
        pk=held.pk, state=TenderState.PUBLISHED, fingerprint=held.fingerprint, deadline_at=held.deadline_at
    )
    written = unchanged.update(
        **{**fields, "deadline_at": version.deadline_at},
        frozen_content=version.content,
        fingerprint=version.fingerprint,
    )
    held.refresh_from_db()
    if not written:
        raise StaleTender(held.get_state_display())
    if fingerprint_of(frozen_content(held)) != version.fingerprint:
        raise RuntimeError(f"{held.reference} does not say what its version {version.number} says")
    Tender.objects.filter(pk=held.pk).update(search_text=search_text(held))
    amending("")


def amending(version: str) -> None:
    """Tell PostgreSQL, for this transaction, which version lets the consultation change."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('tenders.amending', %s, true)", [version])


def journal(amendment: Amendment, version: TenderVersion) -> None:
    payload = {
        "version": version.number,
        "former_fingerprint": amendment.former.fingerprint,
        "fingerprint": version.fingerprint,
        "former_deadline_at": amendment.former.deadline_at,
        "deadline_at": version.deadline_at,
        "level": amendment.level.name.lower(),
        "changes": [
            {"lot": one.lot, "field": one.field, "kind": one.kind.value, "rule": one.rule.code}
            for one in amendment.changes
        ],
        "acknowledged": version.acknowledged,
        "reason": version.reason,
    }
    tell(EventKind.TENDER_AMENDED, version.tender, version.published_by, version.published_at, payload)


def tell(kind: EventKind, tender: Tender, actor: User, now: datetime, payload: dict[str, object]) -> None:
    record(
        kind=kind, actor=actor, now=now, subject=tender, tender_reference=tender.reference, payload=payload
    )
