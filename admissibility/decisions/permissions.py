"""Who decides on a bid, and who reads what was decided."""

from django.db.models import Q, QuerySet

from accounts.permissions import Person, is_auditor, organisations_with_role
from bids.models import Bid, Submission
from bids.permissions import can_read_bid
from tenders.models import Tender
from tenders.permissions import READERS, can_manage, can_read_file

from .models import AdmissibilityDecision


def can_decide(user: Person, bid: Bid) -> bool:
    """Officers of the buyer who may read the bid; nobody before the opening."""
    return can_manage(user, bid.lot.tender) and can_read_bid(user, bid)


def can_read_decisions(user: Person, bid: Bid) -> bool:
    """The readers of the buyer's file and auditors. A bidder learns it with the result, not before."""
    return can_read_file(user, bid.lot.tender) and can_read_bid(user, bid)


def can_decide_late(user: Person, submission: Submission) -> bool:
    """Officers of the buyer, once the bids are opened."""
    return submission.tender.is_opened and can_manage(user, submission.tender)


def can_read_late(user: Person, tender: Tender) -> bool:
    return tender.is_opened and can_read_file(user, tender)


def readable_decisions(user: Person) -> QuerySet[AdmissibilityDecision]:
    """Auditors read all; a buyer’s readers those of its consultations, opened by nature."""
    decisions = AdmissibilityDecision.objects.select_related("submission__tender", "bid__lot")
    if is_auditor(user):
        return decisions
    return decisions.filter(Q(submission__tender__buyer__in=organisations_with_role(user, *READERS)))
