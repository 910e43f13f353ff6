"""What a regularisation adds to the bidder's page of its bid, and to the buyer's file."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from accounts.permissions import Person
from audit.clock import database_now
from bids import panels
from bids.models import Bid
from bids.permissions import can_deposit
from tenders import hub
from tenders.models import Tender

from .models import RegularisationRound
from .permissions import can_read_round, can_request


def install() -> None:
    """Add the panels; called once, at start-up."""
    own = panels.Panel("regularisation", "Régularisation", of_own_bid, order=10, for_bidder=True)
    panels.register(own)
    hub.register("Régularisations", order=32, build=of_tender)


def of_own_bid(request: HttpRequest, bid: Bid) -> str:
    """That the buyer asks something, and until when."""
    rounds = RegularisationRound.objects.filter(points__bid=bid).distinct().order_by("pk")
    if not can_deposit(request.user, bid.organisation) or not rounds:
        return ""
    context = {"rounds": rounds, "organisation": bid.organisation, "now": database_now()}
    return render_to_string("admissibility/regularisation/own_bid_panel.html", context, request)


def of_tender(tender: Tender, user: Person) -> hub.Drawn | None:
    """The rounds and the way to a new one."""
    if not can_read_round(user, tender):
        return None
    rounds = RegularisationRound.objects.filter(tender=tender).select_related("lot").order_by("pk")
    context = {"tender": tender, "rounds": rounds, "now": database_now(), "may": can_request(user, tender)}
    return "admissibility/regularisation/hub_panel.html", context
