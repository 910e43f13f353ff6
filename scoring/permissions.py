"""Who may see and launch capacity runs. A bidder sees none before the award: they compare it with others."""

from django.db.models import QuerySet

from accounts.permissions import Person
from bids.interests.access import can_read_bids, readable_tenders
from tenders.models import Tender
from tenders.permissions import can_manage

from .models import CapacityRun


def can_read_capacity(user: Person, tender: Tender) -> bool:
    """Auditors and the buyer's people who may read the bids: they signed about every name."""
    return tender.is_opened and can_read_bids(user, tender)


def can_compute(user: Person, tender: Tender) -> bool:
    """Officers of the buyer who may read the bids launch and cancel runs."""
    return can_manage(user, tender) and can_read_capacity(user, tender)


def readable_runs(user: Person) -> QuerySet[CapacityRun]:
    """All that `can_read_capacity` allows, as one query."""
    return CapacityRun.objects.filter(bid__lot__tender__in=readable_tenders(user))
