"""Invented people and organisations; every name says « fictif »."""

from dataclasses import dataclass

from accounts.enums import LegalFamily, OrganisationKind, Role
from accounts.models import Organisation, User
from accounts.services import OrganisationData, create_member, create_organisation, register_operator

#: The demonstration runs on one's own machine only; the loader refuses anywhere else.
PASSWORD = "demonstration-3919"  # noqa: S105  # printed on purpose
DOMAIN = "demo.example"
BUYER = "Direction nationale de démonstration"
BUYER_NAME = f"{BUYER} (fictif)"


@dataclass(frozen=True, slots=True)
class Persona:
    """An account of the demonstration: what it is for, and how to enter."""

    email: str
    full_name: str
    purpose: str


OFFICER = Persona(
    f"acheteur@{DOMAIN}", "Alix Morel (fictif)", "agent acheteur : rédige, publie, ouvre, classe"
)
COMMISSION = Persona(
    f"commission@{DOMAIN}", "Sacha Petit (fictif)", "membre de la commission : lit le dossier"
)
AUDITOR = Persona(f"auditeur@{DOMAIN}", "Andréa Garnier (fictif)", "auditeur : journal et API /api/v1/")
NEWCOMER = Persona(
    f"soumissionnaire@{DOMAIN}", "Dominique Roux (fictif)", "soumissionnaire : dépose tout de suite"
)
PERSONAS = (OFFICER, NEWCOMER, AUDITOR, COMMISSION)


def luhn(digits: str) -> str:
    """Return ``digits`` followed by the key that makes the Luhn sum a multiple of ten (SIREN, SIRET)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return digits + str(-total % 10)


def invented_siret(number: int) -> str:
    """Return a SIRET with right keys whose SIREN begins with 99, a range that INSEE has not reached."""
    return luhn(luhn(f"99{number:06d}") + "0001")


def organisation(number: int, name: str, family: LegalFamily, evidence: str = "") -> OrganisationData:
    return OrganisationData(
        legal_name=f"{name} (fictif)",
        siret=invented_siret(number),
        legal_family=family,
        ess_evidence=evidence,
        street="1 rue de l’Exemple",
        postal_code="75000",
        city="Villefictive",
        is_fictitious=True,
    )


def create_buyer() -> tuple[Organisation, User]:
    """Create the buyer, its officer and a member of its commission."""
    data = organisation(1, BUYER, LegalFamily.PUBLIC_BODY)
    buyer = create_organisation(kind=OrganisationKind.BUYER, organisation=data, actor=None)
    officer = enrol(buyer, OFFICER, [Role.OFFICER, Role.ADMINISTRATOR])
    enrol(buyer, COMMISSION, [Role.COMMISSION_MEMBER])
    return buyer, officer


def create_oversight() -> None:
    """Create the oversight body and its auditor."""
    data = organisation(2, "Corps de contrôle de démonstration", LegalFamily.PUBLIC_BODY)
    body = create_organisation(kind=OrganisationKind.OVERSIGHT, organisation=data, actor=None)
    enrol(body, AUDITOR, [Role.AUDITOR, Role.ADMINISTRATOR])


def create_newcomer() -> User:
    """Create a bidder that has deposited nothing yet."""
    data = organisation(20, "Atelier Nouvelle Écoute", LegalFamily.ASSOCIATION, "RNA W759999920 (fictif)")
    return enter(NEWCOMER, data)


def enrol(body: Organisation, persona: Persona, roles: list[Role]) -> User:
    return create_member(
        organisation=body,
        email=persona.email,
        password=PASSWORD,
        full_name=persona.full_name,
        roles=roles,
    )


def enter(persona: Persona, data: OrganisationData) -> User:
    return register_operator(
        email=persona.email,
        password=PASSWORD,
        full_name=persona.full_name,
        organisation=data,
        email_verified=True,
    )
