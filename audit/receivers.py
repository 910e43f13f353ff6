"""What the journal hears of people and organisations, which sit below it and do not know it."""

from typing import Any

from django.db.models import Model
from django.dispatch import receiver

from accounts import signals
from accounts.models import Invitation, Membership, Organisation, User

from .clock import database_now
from .enums import EventKind
from .services import record


def _record(
    kind: EventKind, actor: User | None, subject: Model, payload: dict[str, Any] | None = None
) -> None:
    record(kind=kind, actor=actor, now=database_now(), subject=subject, payload=payload)


def _named(organisation: Organisation) -> dict[str, str]:
    return {"siret": organisation.siret, "legal_name": organisation.legal_name}


@receiver(signals.user_registered)
def user_registered(*, user: User, actor: User | None, **_: Any) -> None:
    _record(EventKind.USER_REGISTERED, actor, user)


@receiver(signals.user_renamed)
def user_renamed(*, user: User, actor: User | None, **_: Any) -> None:
    _record(EventKind.USER_RENAMED, actor, user)


@receiver(signals.organisation_registered)
def organisation_registered(*, organisation: Organisation, actor: User | None, **_: Any) -> None:
    facts = {"kind": organisation.kind, "legal_family": organisation.legal_family}
    _record(EventKind.ORGANISATION_REGISTERED, actor, organisation, {**_named(organisation), **facts})


@receiver(signals.role_granted)
def role_granted(*, membership: Membership, actor: User | None, **_: Any) -> None:
    _record_role(EventKind.ROLE_GRANTED, membership, actor)


@receiver(signals.role_revoked)
def role_revoked(*, membership: Membership, actor: User | None, **_: Any) -> None:
    _record_role(EventKind.ROLE_REVOKED, membership, actor)


def _record_role(kind: EventKind, membership: Membership, actor: User | None) -> None:
    organisation = membership.organisation
    facts = {"role": membership.role, "person_id": membership.user_id, "person": str(membership.user)}
    _record(kind, actor, organisation, {**_named(organisation), **facts})


@receiver(signals.member_invited)
def member_invited(*, invitation: Invitation, actor: User | None, **_: Any) -> None:
    _record_invitation(EventKind.MEMBER_INVITED, invitation, actor)


@receiver(signals.invitation_withdrawn)
def invitation_withdrawn(*, invitation: Invitation, actor: User | None, **_: Any) -> None:
    _record_invitation(EventKind.INVITATION_WITHDRAWN, invitation, actor)


def _record_invitation(kind: EventKind, invitation: Invitation, actor: User | None) -> None:
    # The journal cannot forget: the address of somebody who has accepted nothing stays out of it.
    organisation = invitation.organisation
    _record(kind, actor, organisation, {**_named(organisation), "roles": list(invitation.roles)})


@receiver(signals.token_created)
def token_created(*, token: Any, actor: User | None, **_: Any) -> None:
    _record(EventKind.API_TOKEN_CREATED, actor, token.user, {"expires_at": token.expiry})


@receiver(signals.token_revoked)
def token_revoked(*, token: Any, actor: User | None, **_: Any) -> None:
    _record(EventKind.API_TOKEN_REVOKED, actor, token.user, {"expires_at": token.expiry})
