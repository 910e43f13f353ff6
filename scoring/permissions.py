"""Who may see and launch capacity runs. A bidder sees none before the award: they compare it with others."""

from django.db.models import QuerySet

from accounts.permissions import Person, is_auditor, organisations_with_role
from tenders.models import Tender
from tenders.permissions import READERS, can_manage, can_read_file

from .models import CapacityRun


def can_read_capacity(user: Person, tender: Tender) -> bool:
    """The readers of the buyer's file and auditors, once the bids are opened."""
    return tender.is_opened and can_read_file(user, tender)


def can_compute(user: Person, tender: Tender) -> bool:
    """Officers of the buyer launch and cancel runs, once the bids are opened."""
    return tender.is_opened and can_manage(user, tender)


def readable_runs(user: Person) -> QuerySet[CapacityRun]:
    """All that `can_read_capacity` allows, as one query."""
    runs = CapacityRun.objects.filter(bid__lot__tender__opened_at__isnull=False)
    if is_auditor(user):
        return runs
    return runs.filter(bid__lot__tender__buyer__in=organisations_with_role(user, *READERS))
