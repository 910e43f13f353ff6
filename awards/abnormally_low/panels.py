"""What an enquiry adds to the pages of a bid: the buyer's, and the bidder's own."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from bids import panels
from bids.enums import BidState
from bids.models import Bid

from .models import PriceEnquiry
from .pages import EnquiryPage
from .permissions import can_answer, can_read_enquiry


def install() -> None:
    """Add the panels; called once, at start-up."""
    panels.register(panels.Panel("prix", "Le prix est-il anormalement bas ?", of_bid, order=40))
    panels.register(
        panels.Panel("justification", "Justification de votre prix", of_own_bid, order=40, for_bidder=True)
    )


def of_bid(request: HttpRequest, bid: Bid) -> str:
    """How many alerts, how far the enquiry, and the way to it."""
    if bid.state != BidState.READ or not can_read_enquiry(request.user, bid):
        return ""
    shown = EnquiryPage(bid, PriceEnquiry.objects.filter(bid=bid).first())
    return render_to_string("awards/abnormally_low/bid_panel.html", {"bid": bid, "page": shown}, request)


def of_own_bid(request: HttpRequest, bid: Bid) -> str:
    """That the buyer asks something, and until when."""
    enquiry = PriceEnquiry.objects.select_related("bid__organisation").filter(bid=bid).first()
    if enquiry is None or not can_answer(request.user, enquiry):
        return ""
    return render_to_string("awards/abnormally_low/own_bid_panel.html", {"enquiry": enquiry}, request)
