"""What scoring adds to the pages of lower stages: the bid's page and the consultation's file."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from accounts.permissions import Person
from bids import panels as bid_panels
from bids.models import Bid
from tenders import hub
from tenders.models import Tender

from .models import CapacityRun
from .pages.progress import progress_context
from .pages.result import ResultPage
from .permissions import can_read_capacity


def install() -> None:
    """Add the panels; called once, at start-up."""
    bid_panels.register(bid_panels.Panel("capacite", "Capacité calculée", of_bid, order=30))
    hub.register("Capacité des offres", order=40, build=of_tender)


def of_bid(request: HttpRequest, bid: Bid) -> str:
    """The verdict in one sentence and the way to the whole result."""
    if not can_read_capacity(request.user, bid.lot.tender):
        return ""
    run = CapacityRun.objects.verdicts().filter(bid=bid).last_of_each_bid().first()
    if run is None:
        return ""
    page = ResultPage(run) if run.output or (run.preview and run.is_active) else None
    return render_to_string("scoring/bid_panel.html", {"bid": bid, "run": run, "page": page}, request)


def of_tender(tender: Tender, user: Person) -> hub.Drawn | None:
    """How far the runs are, and what each found."""
    if not can_read_capacity(user, tender):
        return None
    return ("scoring/hub_panel.html", progress_context(tender, user))
