"""What the conductor shows on the buyer's file: the timeline."""

from typing import Any

from accounts.permissions import Person
from audit.clock import database_now
from tenders import hub
from tenders.models import Tender
from ui.components import Status, Step

from .chronograph import Moment, moments

DONE, DUE = Status("Fait", "success"), Status("À venir", "neutral")


def timeline_panel(tender: Tender, _user: Person) -> tuple[str, dict[str, Any]]:
    """Return the timeline of the consultation."""
    steps = [step(moment) for moment in moments(tender, database_now())]
    return "procedure/timeline_panel.html", {"steps": steps}


def step(moment: Moment) -> Step:
    status = DONE if moment.done else DUE
    return Step(moment.label, moment.at, text=moment.text, status=status, done=moment.done)


def install() -> None:
    """Add the timeline at the foot of every consultation's file."""
    hub.register("Déroulement", order=90, build=timeline_panel)
