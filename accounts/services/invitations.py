"""Bringing a person into an organisation: they are asked first, by a letter to their address.

An administrator thus learns nothing about who has an account, and nobody is made a member against their will.
"""

from collections.abc import Iterable

from django.db import transaction

from ..enums import Role
from ..errors import AlreadyDoneError, InvitationRefusedError
from ..models import Invitation, Organisation, User
from ..permissions import administers
from ..signals import invitation_withdrawn, member_invited
from .people import create_member
from .roles import check_role, grant_role

WITHDRAWN = (
    "Cette invitation n’est plus valable : elle a expiré, a été retirée ou a déjà servi. "
    "Demandez-en une nouvelle à l’administrateur de l’organisation."
)


@transaction.atomic
def invite(
    *, organisation: Organisation, email: str, roles: Iterable[Role], actor: User | None
) -> Invitation | None:
    """Offer roles to an address; a new offer replaces the one before.

    Somebody who is a member already gets the roles at once, and the answer is None.
    Raises RoleRefusedError when a role does not exist in this kind of organisation.
    """
    wanted, address = sorted(set(roles)), email.strip().lower()
    for role in wanted:
        check_role(organisation, role)
    member = User.objects.filter(email=address, memberships__organisation=organisation).first()
    if member:
        for role in wanted:
            grant_role(user=member, organisation=organisation, role=role, actor=actor)
        return None
    Invitation.objects.filter(organisation=organisation, email=address).delete()
    invitation = Invitation.objects.create(
        organisation=organisation, email=address, roles=wanted, invited_by=actor
    )
    member_invited.send(Invitation, invitation=invitation, actor=actor)
    return invitation


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, actor: User) -> None:
    """Take an offer back. Raises AlreadyDoneError when it was accepted or withdrawn meanwhile."""
    deleted, _ = Invitation.objects.filter(pk=invitation.pk).delete()
    if not deleted:
        raise AlreadyDoneError("Cette invitation a déjà été acceptée ou retirée.")
    invitation_withdrawn.send(Invitation, invitation=invitation, actor=actor)


def check_usable(invitation: Invitation) -> None:
    """Raise InvitationRefusedError once its author may no longer invite anybody."""
    author = invitation.invited_by
    if author and not administers(author, invitation.organisation):
        raise InvitationRefusedError(WITHDRAWN)


def _consume(invitation: Invitation) -> None:
    check_usable(invitation)
    deleted, _ = Invitation.objects.pending().filter(pk=invitation.pk).delete()
    if not deleted:
        raise InvitationRefusedError(WITHDRAWN)


@transaction.atomic
def accept_invitation(*, invitation: Invitation, actor: User) -> None:
    """Take the roles that were offered to one's own address. Raises InvitationRefusedError."""
    if actor.email != invitation.email:
        raise InvitationRefusedError("Cette invitation est adressée à une autre personne.")
    _consume(invitation)
    for role in invitation.roles:
        grant_role(
            user=actor, organisation=invitation.organisation, role=Role(role), actor=invitation.invited_by
        )


@transaction.atomic
def accept_as_newcomer(*, invitation: Invitation, full_name: str, password: str) -> User:
    """Create the account of the invited person, whose letter proves the address.

    Raises InvitationRefusedError, or EmailTakenError when they created one meanwhile.
    """
    _consume(invitation)
    return create_member(
        organisation=invitation.organisation,
        email=invitation.email,
        password=password,
        full_name=full_name,
        roles=[Role(role) for role in invitation.roles],
        actor=invitation.invited_by,
    )
