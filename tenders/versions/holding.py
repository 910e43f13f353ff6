"""Holding a published consultation while it changes: who may, and whether there is still time."""

from datetime import datetime

from accounts.models import User
from audit.clock import database_now

from ..models import Tender
from ..permissions import can_manage
from ..services.editing import require
from .errors import DepositsClosed, StaleVersion
from .writing import last_number


def hold(actor: User, tender: Tender, seen: int) -> tuple[Tender, datetime]:
    """Return the consultation, held until the commit, and the moment, read once it is held.

    Waits for the deposits under way, as an opening does: a deposit received under a version is committed
    before the next one can begin. ``seen`` is the number of the version that the page showed.
    Raises PermissionDenied, DepositsClosed, StaleVersion.
    """
    locked = Tender.objects.select_for_update(of=("self",), no_key=True)
    held = locked.select_related("buyer").get(pk=tender.pk)
    require(allowed=can_manage(actor, held))
    now = database_now()
    if not held.accepts_deposits_at(now):
        raise DepositsClosed(held.deadline_at, held.state)
    number = last_number(held)
    if seen != number:
        raise StaleVersion(number)
    return held, now
