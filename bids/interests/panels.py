"""What the declarations add to the buyer's file."""

from accounts.permissions import Person
from tenders.hub import Drawn
from tenders.models import Tender

from .pages import InterestsPage
from .permissions import can_see_declarations, can_sign


def of_tender(tender: Tender, user: Person) -> Drawn | None:
    """Where the person stands, and the way to sign; how many signed, to those who may see it."""
    if not (can_sign(user, tender) or can_see_declarations(user, tender)):
        return None
    return "bids/interests/hub_panel.html", {"tender": tender, "page": InterestsPage(tender, user)}
