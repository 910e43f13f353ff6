"""Who leads an enquiry about a price, who answers, who reads."""

from django.db.models import QuerySet

from accounts.permissions import Person
from bids.interests.access import readable_tenders
from bids.models import Bid
from bids.permissions import can_deposit
from scoring.permissions import can_compute, can_read_capacity

from .enums import EnquiryState
from .models import PriceEnquiry


def can_enquire(user: Person, bid: Bid) -> bool:
    """Officers of the buyer who may read the bids."""
    return can_compute(user, bid.lot.tender)


def can_read_enquiry(user: Person, bid: Bid) -> bool:
    """The buyer's people who may read the bids, and auditors; no bidder: alerts tell the others' prices."""
    return can_read_capacity(user, bid.lot.tender)


def can_answer(user: Person, enquiry: PriceEnquiry) -> bool:
    """The bidder's own people, once they were asked."""
    return enquiry.state != EnquiryState.DETECTED and can_deposit(user, enquiry.bid.organisation)


def readable_enquiries(user: Person) -> QuerySet[PriceEnquiry]:
    """All that `can_read_enquiry` allows, as one query."""
    return PriceEnquiry.objects.filter(bid__lot__tender__in=readable_tenders(user))
