"""Who sees and establishes a ranking. Bidders learn their rank with the decision, not before."""

from django.db.models import QuerySet

from accounts.permissions import Person
from bids.interests.access import readable_tenders
from scoring.permissions import can_compute, can_read_capacity
from tenders.models import Tender

from .models import Ranking


def can_read_ranking(user: Person, tender: Tender) -> bool:
    """Auditors and the buyer's people who may read the bids."""
    return can_read_capacity(user, tender)


def can_rank(user: Person, tender: Tender) -> bool:
    """Officers of the buyer, once the bids are opened."""
    return can_compute(user, tender)


def readable_rankings(user: Person) -> QuerySet[Ranking]:
    """All that `can_read_ranking` allows, as one query."""
    return Ranking.objects.filter(lot__tender__in=readable_tenders(user))
