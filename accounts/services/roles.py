"""Giving and taking back roles."""

from django.db import transaction

from ..enums import ROLES_OF_KIND, OrganisationKind, Role
from ..errors import AlreadyDoneError, LastAdministratorError, RoleRefusedError
from ..models import Membership, Organisation, User
from ..permissions import is_auditor
from ..signals import role_granted, role_revoked
from .tokens import revoke_all_tokens


def check_role(organisation: Organisation, role: str) -> None:
    """Raise RoleRefusedError unless the role exists in this kind of organisation."""
    if role not in ROLES_OF_KIND[organisation.kind]:
        kind, label = OrganisationKind(organisation.kind).label, Role(role).label
        raise RoleRefusedError(
            f"Le rôle « {label} » n’existe pas dans une organisation de nature « {kind} »."
        )


@transaction.atomic
def grant_role(*, user: User, organisation: Organisation, role: Role, actor: User | None) -> Membership:
    """Give the role; a person who already holds it keeps it, and nothing is written.

    Raises RoleRefusedError when the role does not exist in this kind of organisation.
    """
    check_role(organisation, role)
    membership, is_new = Membership.objects.get_or_create(user=user, organisation=organisation, role=role)
    if is_new:
        role_granted.send(Membership, membership=membership, actor=actor)
    return membership


@transaction.atomic
def revoke_role(*, membership: Membership, actor: User | None) -> None:
    """Take the role back. Raises LastAdministratorError, or AlreadyDoneError when it is gone.

    A person who is no longer an auditor anywhere loses their API tokens with the role.
    """
    # Two administrators who remove each other at the same instant wait here for one another.
    organisation = Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    if membership.role == Role.ADMINISTRATOR and not _other_administrators(organisation, membership):
        raise LastAdministratorError
    deleted, _ = Membership.objects.filter(pk=membership.pk).delete()
    if not deleted:
        raise AlreadyDoneError("Ce rôle vient d’être retiré par quelqu’un d’autre.")
    role_revoked.send(Membership, membership=membership, actor=actor)
    if membership.role == Role.AUDITOR and not is_auditor(membership.user):
        revoke_all_tokens(user=membership.user, actor=actor)


def _other_administrators(organisation: Organisation, membership: Membership) -> bool:
    administrators = organisation.memberships.filter(role=Role.ADMINISTRATOR, user__is_active=True)
    return administrators.exclude(pk=membership.pk).exists()
