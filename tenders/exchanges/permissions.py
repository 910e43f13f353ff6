"""Who asks, answers, and learns who took the documents."""

from django.db.models import Q, QuerySet

from accounts.enums import Role
from accounts.models import Membership, Organisation
from accounts.permissions import Person, is_auditor, organisations_with_role

from ..models import Tender
from ..permissions import can_manage, can_read_file, is_public
from .models import Question, Withdrawal


def is_of_buyer(user: Person, tender: Tender) -> bool:
    """Does the person belong to the buyer, in any role and any of its establishments (same SIREN)?"""
    if not user.is_authenticated:
        return False
    siren = tender.buyer.siren
    return Membership.objects.filter(user=user.pk, organisation__siret__startswith=siren).exists()


def can_ask(user: Person, tender: Tender) -> bool:
    """Anyone signed in but the buyer's own people; the clock says until when."""
    return user.is_authenticated and user.is_active and is_public(tender) and not is_of_buyer(user, tender)


def can_answer(user: Person, tender: Tender) -> bool:
    """Officers of the buyer."""
    return can_manage(user, tender)


def can_read_questions(user: Person, tender: Tender) -> bool:
    """The readers of the buyer's file, and auditors: the text, never its author."""
    return is_public(tender) and can_read_file(user, tender)


def own_questions(user: Person) -> QuerySet[Question]:
    """One's own questions and those of colleagues who bid for the same operator."""
    if not user.is_authenticated:
        return Question.objects.none()
    return Question.objects.filter(Q(asked_by=user.pk) | Q(organisation__in=operators_of(user)))


def operators_of(user: Person) -> list[Organisation]:
    """The operators for which the person bids."""
    return organisations_with_role(user, Role.BIDDER)


def can_see_withdrawals(user: Person, tender: Tender) -> bool:
    """Officers of the buyer and auditors: how many, how often."""
    return is_public(tender) and (can_manage(user, tender) or is_auditor(user))


def can_name_withdrawals(user: Person, tender: Tender) -> bool:
    """Who took the documents hints at who bids: officers learn it once the bids are opened (L. 2132-1)."""
    return is_auditor(user) or (tender.is_opened and can_manage(user, tender))


def named_withdrawals(user: Person) -> QuerySet[Withdrawal]:
    """All that `can_name_withdrawals` allows, as one query."""
    if is_auditor(user):
        return Withdrawal.objects.all()
    buyers = organisations_with_role(user, Role.OFFICER)
    return Withdrawal.objects.filter(tender__buyer__in=buyers, tender__opened_at__isnull=False)
