"""Organisations are registered once, by their SIRET."""

from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction

from ..enums import LegalFamily, OrganisationKind, Role
from ..errors import SiretTakenError
from ..models import Organisation, User
from ..signals import organisation_registered
from ..validators import normalise_siret
from .roles import grant_role


@dataclass(frozen=True)
class OrganisationData:
    """What an organisation says of itself. ``siret`` may be typed with blanks."""

    legal_name: str
    siret: str
    legal_family: str = LegalFamily.OTHER
    ess_evidence: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    is_fictitious: bool = False


def create_organisation(
    *, kind: OrganisationKind, organisation: OrganisationData, actor: User | None
) -> Organisation:
    """Register an organisation without members.

    Raises SiretTakenError, or ValidationError when a value is wrong.
    """
    fields = {**asdict(organisation), "siret": normalise_siret(organisation.siret)}
    created = Organisation(kind=kind, **fields)
    with transaction.atomic():
        insert(created)
        organisation_registered.send(Organisation, organisation=created, actor=actor)
    return created


def insert(organisation: Organisation) -> None:
    """Save a checked organisation; of two at the same instant with one SIRET, the second is refused."""
    organisation.clean_fields()
    try:
        with transaction.atomic():
            organisation.save(force_insert=True)
    except IntegrityError as error:
        raise SiretTakenError from error


@transaction.atomic
def add_operator(*, actor: User, organisation: OrganisationData) -> Organisation:
    """Register the economic operator of a person who becomes its administrator and its bidder."""
    created = create_organisation(kind=OrganisationKind.OPERATOR, organisation=organisation, actor=actor)
    for role in (Role.ADMINISTRATOR, Role.BIDDER):
        grant_role(user=actor, organisation=created, role=role, actor=actor)
    return created
