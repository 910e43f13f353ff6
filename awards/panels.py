"""What awards adds to the buyer's file of a consultation."""

from accounts.permissions import Person
from tenders import hub
from tenders.models import Tender

from .models import Ranking
from .pages.ranking import RankingPage
from .permissions import can_read_ranking


def install() -> None:
    """Add the panel; called once, at start-up."""
    hub.register("Classement", order=50, build=of_tender)


def of_tender(tender: Tender, user: Person) -> hub.Drawn | None:
    """The order proposed for each lot."""
    if not can_read_ranking(user, tender):
        return None
    rankings = Ranking.objects.filter(lot__tender=tender).select_related("lot").last_of_each_lot()
    return ("awards/hub_panel.html", {"tender": tender, "pages": [RankingPage(one) for one in rankings]})
