"""What the exchanges add to the public page and to the buyer's file."""

from typing import Any

from accounts.permissions import Person
from audit.clock import database_now

from .. import hub
from ..hub import Drawn
from ..models import Tender
from ..versions import audience
from .models import Follower
from .pages import Calendar, Exchanges, published
from .people import followers, interested
from .permissions import can_answer, can_ask, can_read_questions, can_see_withdrawals
from .register import counts


def install() -> None:
    """Add the sections, and the people to warn; called once, at start-up."""
    hub.register_public("Questions et réponses", order=10, build=public_panel)
    hub.register("Questions et retraits", order=6, build=file_panel)
    audience.register(interested, addresses=followers)


def public_panel(tender: Tender, user: Person) -> Drawn:
    """Answers published to all, and the ways to ask and to be told."""
    context: dict[str, Any] = {
        "calendar": Calendar(tender, database_now()),
        "answers": published(tender),
        "may_ask": not user.is_authenticated or can_ask(user, tender),
        "follows": user.is_authenticated and Follower.objects.filter(tender=tender, user=user).exists(),
    }
    return "tenders/exchanges/public_panel.html", context


def file_panel(tender: Tender, user: Person) -> Drawn | None:
    """How many questions wait, until when, and how often the documents were taken."""
    if not can_read_questions(user, tender):
        return None
    days = counts(tender) if can_see_withdrawals(user, tender) else None
    return "tenders/exchanges/file_panel.html", {
        "page": Exchanges(tender, database_now()),
        "may_answer": can_answer(user, tender),
        "sees_withdrawals": days is not None,
        "signed_in": sum(day.signed_in for day in days or ()),
        "anonymous": sum(day.anonymous for day in days or ()),
    }
