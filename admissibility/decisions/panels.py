"""What decisions add to the page of a bid and to the buyer's file of a consultation."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.template.loader import render_to_string

from accounts.permissions import Person
from bids import panels
from bids.enums import SubmissionState
from bids.models import Bid, Submission
from tenders import hub
from tenders.models import Tender

from .pages import BidFile, LateFile
from .permissions import can_read_decisions, can_read_late


def install() -> None:
    """Add the panels; called once, at start-up."""
    panels.register(panels.Panel("recevabilite", "Recevabilité", of_bid, order=10))
    hub.register("Recevabilité", order=30, build=of_tender)


def of_bid(request: HttpRequest, bid: Bid) -> str:
    """What asks for attention, what was decided, and the way to the file."""
    if not can_read_decisions(request.user, bid):
        return ""
    return render_to_string(
        "admissibility/decisions/bid_panel.html", {"bid": bid, "file": BidFile(bid)}, request
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A bid of the consultation with its file."""

    bid: Bid
    file: BidFile


def of_tender(tender: Tender, user: Person) -> hub.Drawn | None:
    """Each bid with its findings and decision, then what came late."""
    if not can_read_late(user, tender):
        return None
    bids = Bid.objects.filter(lot__tender=tender).select_related("lot__tender", "organisation")
    late = Submission.objects.filter(tender=tender, state=SubmissionState.LATE).select_related("organisation")
    lines = [
        Line(one, BidFile(one)) for one in bids.order_by("lot__number", "pk") if can_read_decisions(user, one)
    ]
    context = {"tender": tender, "lines": lines, "late": [LateFile(one) for one in late]}
    return "admissibility/decisions/hub_panel.html", context
