"""People, and the two ways in: registering one's organisation, or being added to one."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from ..enums import Role
from ..errors import EmailTakenError
from ..models import Organisation, User
from ..signals import user_registered, user_renamed
from .organisations import OrganisationData, add_operator
from .roles import grant_role


def create_person(
    *,
    email: str,
    password: str,
    full_name: str,
    email_verified: bool,
    actor: User | None = None,
    is_fictitious: bool = False,
) -> User:
    """Create a person without roles; ``actor`` is None when they register themselves.

    Raises EmailTakenError. The strength of the password is the form's affair.
    """
    with transaction.atomic():
        try:
            with transaction.atomic():
                user = User.objects.create_user(
                    email, password, full_name=full_name, is_fictitious=is_fictitious
                )
        except IntegrityError as error:
            raise EmailTakenError from error
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=email_verified)
        user_registered.send(User, user=user, actor=actor or user)
    return user


@transaction.atomic
def register_operator(
    *,
    email: str,
    password: str,
    full_name: str,
    organisation: OrganisationData,
    email_verified: bool = False,
) -> User:
    """Create a person together with the economic operator they bid for; all or nothing.

    Raises EmailTakenError or SiretTakenError. An invented organisation has an invented person.
    """
    user = create_person(
        email=email,
        password=password,
        full_name=full_name,
        email_verified=email_verified,
        is_fictitious=organisation.is_fictitious,
    )
    add_operator(actor=user, organisation=organisation)
    return user


@transaction.atomic
def create_member(
    *,
    organisation: Organisation,
    email: str,
    password: str,
    full_name: str,
    roles: Iterable[Role],
    actor: User | None = None,
) -> User:
    """Create a person with these roles in an organisation that exists; their address counts as verified."""
    user = create_person(
        email=email,
        password=password,
        full_name=full_name,
        email_verified=True,
        actor=actor,
        is_fictitious=organisation.is_fictitious,
    )
    for role in roles:
        grant_role(user=user, organisation=organisation, role=role, actor=actor)
    return user


@transaction.atomic
def rename(*, actor: User, full_name: str) -> None:
    """Change one's own name; the journal keeps the former one on what is already written."""
    if actor.full_name == full_name:
        return
    actor.full_name = full_name
    actor.save(update_fields=["full_name"])
    user_renamed.send(User, user=actor, actor=actor)
