"""Invented people and organisations of the tests."""

from itertools import count

from stdnum import luhn

from accounts.enums import LegalFamily, OrganisationKind, Role
from accounts.models import Membership, Organisation, User

PASSWORD = "un-mot-de-passe-long"
_numbers = count(1)


def next_siret() -> str:
    """Return a SIRET whose keys are right and that no other test uses."""
    base = f"{next(_numbers):08d}"
    siren = base + luhn.calc_check_digit(base)
    establishment = siren + "0001"
    return establishment + luhn.calc_check_digit(establishment)


def make_user(name: str = "Camille Essai") -> User:
    return User.objects.create_user(f"personne{next(_numbers)}@exemple.fr", PASSWORD, full_name=name)


def make_organisation(
    kind: OrganisationKind = OrganisationKind.OPERATOR,
    name: str = "",
    legal_family: LegalFamily = LegalFamily.ASSOCIATION,
) -> Organisation:
    return Organisation.objects.create(
        kind=kind,
        legal_name=name or f"Organisation {next(_numbers)}",
        siret=next_siret(),
        legal_family=legal_family,
        ess_evidence="RNA W751234567" if legal_family == LegalFamily.ASSOCIATION else "",
    )


def member(organisation: Organisation, role: Role, name: str = "Camille Essai") -> User:
    """Return a new person with this role in the organisation."""
    user = make_user(name)
    Membership.objects.create(user=user, organisation=organisation, role=role)
    return user


def make_officer(buyer: Organisation | None = None) -> User:
    return member(buyer or make_buyer(), Role.OFFICER, "Alix Acheteuse")


def make_buyer() -> Organisation:
    return make_organisation(OrganisationKind.BUYER, legal_family=LegalFamily.PUBLIC_BODY)


def make_bidder(operator: Organisation | None = None) -> User:
    return member(operator or make_organisation(), Role.BIDDER, "Dominique Soumissionnaire")


def make_auditor() -> User:
    return member(make_organisation(OrganisationKind.OVERSIGHT), Role.AUDITOR, "Andréa Auditrice")
