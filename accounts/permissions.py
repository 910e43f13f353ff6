"""Who a person is in an organisation. Other apps build their own questions on these."""

from django.contrib.auth.models import AnonymousUser

from .enums import Role
from .models import Membership, Organisation, User

Person = User | AnonymousUser


def has_role(user: Person, *roles: Role, organisation: Organisation | int | None = None) -> bool:
    """Does the person hold one of the roles (in this organisation, or in any)?"""
    if not user.is_authenticated or not user.is_active:
        return False
    held = Membership.objects.filter(user=user.pk, role__in=roles)
    if organisation is not None:
        held = held.filter(organisation=organisation)
    return held.exists()


def organisations_with_role(user: Person, *roles: Role) -> list[Organisation]:
    """Return the organisations in which the person holds one of the roles, by name."""
    if not user.is_authenticated or not user.is_active:
        return []
    return list(
        Organisation.objects.filter(memberships__user=user.pk, memberships__role__in=roles).distinct()
    )


def role_codes(user: Person) -> frozenset[str]:
    """Return the codes of all the roles the person holds somewhere; the navigation asks."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    return frozenset(Membership.objects.filter(user=user.pk).values_list("role", flat=True))


def is_auditor(user: Person) -> bool:
    """Auditors of an oversight body read everything that the stage of a procedure allows."""
    return has_role(user, Role.AUDITOR)


def administers(user: Person, organisation: Organisation) -> bool:
    """May the person manage the members of the organisation?"""
    return has_role(user, Role.ADMINISTRATOR, organisation=organisation)


def may_hold_tokens(user: Person) -> bool:
    """API tokens are for the programs of auditors."""
    return is_auditor(user)


def may_add_operator(user: Person) -> bool:
    """A signed-in person who belongs to no organisation yet may register theirs."""
    return user.is_authenticated and not Membership.objects.filter(user=user.pk).exists()
