"""Who sees and establishes a ranking. Bidders learn their rank with the decision, not before."""

from django.db.models import QuerySet

from accounts.permissions import Person, is_auditor, organisations_with_role
from scoring.permissions import can_compute, can_read_capacity
from tenders.models import Tender
from tenders.permissions import READERS

from .models import Ranking


def can_read_ranking(user: Person, tender: Tender) -> bool:
    """The readers of the buyer's file and auditors, once the bids are opened."""
    return can_read_capacity(user, tender)


def can_rank(user: Person, tender: Tender) -> bool:
    """Officers of the buyer, once the bids are opened."""
    return can_compute(user, tender)


def readable_rankings(user: Person) -> QuerySet[Ranking]:
    """All that `can_read_ranking` allows, as one query."""
    if is_auditor(user):
        return Ranking.objects.all()
    return Ranking.objects.filter(lot__tender__buyer__in=organisations_with_role(user, *READERS))
