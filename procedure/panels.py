"""What the conductor shows: the timeline on the buyer's file, the public moments on the public page."""

from accounts.permissions import Person
from audit.clock import database_now
from tenders import hub
from tenders.models import Tender

from .pages import lines_of

TEMPLATE = "procedure/timeline_panel.html"


def timeline_panel(tender: Tender, _user: Person) -> hub.Drawn:
    """Return the timeline of the consultation."""
    return TEMPLATE, {"steps": [one.step() for one in lines_of(tender, database_now())]}


def public_panel(tender: Tender, _user: Person) -> hub.Drawn:
    """Return what everybody may know of it."""
    lines = lines_of(tender, database_now())
    return TEMPLATE, {"steps": [one.step() for one in lines if one.moment.is_public]}


def install() -> None:
    """Add the timeline at the foot of every consultation's file, and of its public page."""
    hub.register("Déroulement", order=90, build=timeline_panel)
    hub.register_public("Calendrier de la procédure", order=90, build=public_panel)
