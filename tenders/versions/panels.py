"""What this package adds to the buyer's file of a consultation."""

from accounts.permissions import Person
from audit.clock import database_now

from .. import hub
from ..models import Tender, TenderVersion
from .amendment import open_copy
from .permissions import can_change


def of_tender(tender: Tender, user: Person) -> hub.Drawn | None:
    """The version in force, and what an officer may still change."""
    last = TenderVersion.objects.filter(tender=tender).last()
    if last is None:
        return None
    may_change = can_change(user, tender, database_now())
    copy = open_copy(tender) if may_change else None
    context = {"version": last, "may_change": may_change, "copy": copy}
    return "tenders/versions/hub_panel.html", context
