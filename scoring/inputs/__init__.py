"""From what the buyer published and what a bidder wrote to what the engine is asked."""

from django.conf import settings

from bids.models import Bid
from scoring.engine.model import EngineInput
from scoring.inputs.asked import criterion_id, questions, targets
from scoring.inputs.calendar import service_calendar
from scoring.inputs.staffing import groups, idle_teams
from scoring.inputs.workload import contact_types

__all__ = ["criterion_id", "engine_input", "idle_teams_of", "questions"]


def engine_input(bid: Bid) -> EngineInput:
    """What the engine is asked about a bid that was read; not yet verified (`EngineInput.check`).

    The buyer's handle times and patience stand for every bid: promising shorter calls gains nothing.
    Raises ValueError while the bid is unread.
    """
    lot = bid.lot
    calendar = service_calendar(lot.tender)
    types = contact_types(lot, calendar)
    return EngineInput(
        calendar=calendar,
        contact_types=types,
        groups=groups(bid.read_content(), types, chats_at_once(bid), bid.organisation.legal_name),
        targets=targets(questions(lot)),
        replications=settings.CAPACITY_REPLICATIONS,
        precision=settings.CAPACITY_PRECISION,
    )


def chats_at_once(bid: Bid) -> dict[str, int]:
    """Chats that the buyer lets one person hold, by contact type."""
    rows = bid.lot.contact_types.filter(channel="chat")
    return dict(rows.values_list("code", "chat_concurrency"))


def idle_teams_of(bid: Bid) -> tuple[str, ...]:
    """Codes of the teams whose people serve no contact of the lot."""
    types = contact_types(bid.lot, service_calendar(bid.lot.tender))
    return idle_teams(bid.read_content(), types)
