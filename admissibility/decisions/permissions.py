"""Who decides on a bid, and who reads what was decided."""

from django.db.models import QuerySet

from accounts.permissions import Person
from bids.interests.access import can_read_bids, readable_tenders
from bids.models import Bid, Submission
from bids.permissions import can_read_bid
from tenders.models import Tender
from tenders.permissions import can_manage, can_read_file

from .models import AdmissibilityDecision


def can_decide(user: Person, bid: Bid) -> bool:
    """Officers of the buyer who may read the bid; nobody before the opening."""
    return can_manage(user, bid.lot.tender) and can_read_bid(user, bid)


def can_read_decisions(user: Person, bid: Bid) -> bool:
    """The readers of the buyer's file and auditors. A bidder learns it with the result, not before."""
    return can_read_file(user, bid.lot.tender) and can_read_bid(user, bid)


def can_decide_late(user: Person, submission: Submission) -> bool:
    """Officers of the buyer who may read the bids."""
    return can_manage(user, submission.tender) and can_read_bids(user, submission.tender)


def can_read_late(user: Person, tender: Tender) -> bool:
    return can_read_bids(user, tender)


def readable_decisions(user: Person) -> QuerySet[AdmissibilityDecision]:
    """Auditors read all; the buyer’s people those of the consultations whose bids they may read."""
    decisions = AdmissibilityDecision.objects.select_related("submission__tender", "bid__lot")
    return decisions.filter(submission__tender__in=readable_tenders(user))
