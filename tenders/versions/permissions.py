"""Who may change a published consultation, and read its versions."""

from datetime import datetime

from accounts.permissions import Person

from ..models import Tender
from ..permissions import can_manage


def can_change(user: Person, tender: Tender, now: datetime) -> bool:
    """Officers of the buyer, while bids may still be deposited."""
    return tender.accepts_deposits_at(now) and can_manage(user, tender)
