"""Who leads an enquiry about a price, who answers, who reads."""

from django.db.models import QuerySet

from accounts.permissions import Person, is_auditor, organisations_with_role
from bids.models import Bid
from bids.permissions import can_deposit
from scoring.permissions import can_compute, can_read_capacity
from tenders.permissions import READERS

from .enums import EnquiryState
from .models import PriceEnquiry


def can_enquire(user: Person, bid: Bid) -> bool:
    """Officers of the buyer, once the bids are opened."""
    return can_compute(user, bid.lot.tender)


def can_read_enquiry(user: Person, bid: Bid) -> bool:
    """The readers of the buyer's file and auditors; never a bidder: alerts tell the other bids' prices."""
    return can_read_capacity(user, bid.lot.tender)


def can_answer(user: Person, enquiry: PriceEnquiry) -> bool:
    """The bidder's own people, once they were asked."""
    return enquiry.state != EnquiryState.DETECTED and can_deposit(user, enquiry.bid.organisation)


def readable_enquiries(user: Person) -> QuerySet[PriceEnquiry]:
    """All that `can_read_enquiry` allows, as one query."""
    if is_auditor(user):
        return PriceEnquiry.objects.all()
    buyers = organisations_with_role(user, *READERS)
    return PriceEnquiry.objects.filter(bid__lot__tender__buyer__in=buyers)
