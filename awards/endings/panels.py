"""What the end of a procedure adds to the buyer's file, to the public page and to a bidder's own bid."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from accounts.permissions import Person
from audit.clock import database_now
from bids import panels
from bids.models import Bid
from tenders import hub
from tenders.models import Tender

from .enums import ENDED
from .legal_hold import LegalHold
from .models import LotEnding
from .pages import ending_pages
from .permissions import can_end, can_read_endings, can_read_own_result
from .results import OwnResult

TITLE = "Fin de la procédure"


def install() -> None:
    """Add the panels; called once, at start-up."""
    hub.register(TITLE, order=60, build=of_tender)
    hub.register_public("Résultat", order=60, build=of_public)
    panels.register(panels.Panel("resultat", "Résultat", of_own_bid, order=10, for_bidder=True))


def of_tender(tender: Tender, user: Person) -> hub.Drawn | None:
    """Where each lot stands, what is next and what blocks it."""
    if not can_read_endings(user, tender):
        return None
    holds = LegalHold.objects.running().filter(tender=tender).select_related("lot")
    context = {
        "pages": ending_pages(tender, database_now()),
        "holds": holds,
        "may_end": can_end(user, tender),
    }
    return "awards/endings/hub_panel.html", context


def of_public(tender: Tender, _user: Person) -> hub.Drawn | None:
    """How each lot ended, once it did; a référé only when the buyer chose to say so."""
    endings = list(LotEnding.objects.of_tender(tender).filter(state__in=ENDED))
    holds = list(LegalHold.objects.filter(tender=tender, is_public=True).select_related("lot"))
    if not endings and not holds:
        return None
    return "awards/endings/public_panel.html", {"endings": endings, "holds": holds}


def of_own_bid(request: HttpRequest, bid: Bid) -> str:
    """The bidder's own result, once there is something to tell."""
    if not can_read_own_result(request.user, bid):
        return ""
    result = OwnResult(bid.lot, bid)
    if not result.has_news:
        return ""
    return render_to_string("awards/endings/own_panel.html", {"result": result, "bid": bid}, request)
