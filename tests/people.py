"""Invented people and organisations of the tests."""

from itertools import count

from stdnum import luhn

from accounts.enums import LegalFamily, OrganisationKind, Role
from accounts.models import Membership, Organisation, User
from audit.clock import database_now
from bids.interests.access import is_concerned, pending
from bids.interests.services import Answer, sign
from bids.models import InterestDeclaration
from tenders.models import Tender

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


def member(
    organisation: Organisation, role: Role, name: str = "Camille Essai", *, signed: bool = True
) -> User:
    """Return a new person with this role in the organisation.

    signed: someone of a buyer has signed their declarations about the bids opened so far.
    """
    user = make_user(name)
    Membership.objects.create(user=user, organisation=organisation, role=role)
    if signed:
        for tender in organisation.tenders.filter(opened_at__isnull=False):
            sign_in_rows(user, tender)
    return user


def declare_no_interest(user: User, tender: Tender) -> None:
    """Have the person sign, as on the page, that they have no interest in any name of the opened bids."""
    answers = [Answer(one.key) for one in pending(user, tender)]
    sign(actor=user, tender=tender, answers=answers, now=database_now())


def sign_in_rows(user: User, tender: Tender) -> None:
    """The same as rows, without an event of the journal, for bids that are made as rows too."""
    if not is_concerned(user, tender):
        return
    InterestDeclaration.objects.bulk_create(
        [
            InterestDeclaration(
                tender=tender,
                person=user,
                party_key=one.key,
                party_name=one.name,
                has_interest=False,
                signed_at=database_now(),
            )
            for one in pending(user, tender)
        ]
    )


def make_officer(buyer: Organisation | None = None) -> User:
    return member(buyer or make_buyer(), Role.OFFICER, "Alix Acheteuse")


def make_buyer() -> Organisation:
    return make_organisation(OrganisationKind.BUYER, legal_family=LegalFamily.PUBLIC_BODY)


def make_bidder(operator: Organisation | None = None) -> User:
    return member(operator or make_organisation(), Role.BIDDER, "Dominique Soumissionnaire")


def make_auditor() -> User:
    return member(make_organisation(OrganisationKind.OVERSIGHT), Role.AUDITOR, "Andréa Auditrice")
