"""Who signs, who sees what was signed, who lifts a recusal."""

from django.db.models import Q, QuerySet

from accounts.enums import Role
from accounts.models import User
from accounts.permissions import Person, is_auditor, organisations_with_role
from tenders.models import Tender
from tenders.permissions import can_manage

from .access import is_concerned, is_recused
from .models import InterestDeclaration


def can_sign(user: Person, tender: Tender) -> bool:
    """The buyer's people, once the names are known."""
    return tender.is_opened and is_concerned(user, tender)


def can_see_declarations(user: Person, tender: Tender) -> bool:
    """Those of everybody: officers of the buyer and auditors, once the bids are opened."""
    return tender.is_opened and (is_auditor(user) or can_manage(user, tender))


def can_lift(user: Person, tender: Tender, person: User) -> bool:
    """Another officer of the buyer, who is not recused: nobody lifts their own recusal."""
    if user.pk == person.pk or not tender.is_opened:
        return False
    return can_manage(user, tender) and not is_recused(user, tender)


def readable_declarations(user: Person) -> QuerySet[InterestDeclaration]:
    """All to auditors; to officers those of their buyer's consultations; to each person their own."""
    if is_auditor(user):
        return InterestDeclaration.objects.all()
    bought = Q(tender__buyer__in=organisations_with_role(user, Role.OFFICER))
    return InterestDeclaration.objects.filter(bought | Q(person=user.pk))
