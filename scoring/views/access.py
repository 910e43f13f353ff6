"""The consultation or the bid that a page is about, for those who may know of it."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from bids.interests.access import refusal
from bids.models import Bid
from tenders.models import Tender

from ..permissions import can_read_capacity


def readable_tender(request: HttpRequest, reference: str) -> Tender:
    """The consultation, or 404 for whoever may not know more of it."""
    tender = get_object_or_404(Tender.objects.select_related("buyer"), reference=reference)
    if not can_read_capacity(request.user, tender):
        raise refusal(request.user, tender)
    return tender


def readable_bid(request: HttpRequest, pk: int) -> Bid:
    bid = get_object_or_404(Bid.objects.select_related("lot__tender__buyer", "organisation"), pk=pk)
    if not can_read_capacity(request.user, bid.lot.tender):
        raise refusal(request.user, bid.lot.tender)
    return bid
