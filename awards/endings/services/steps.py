"""What every step towards an end has in common."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F, Model

from accounts.models import User
from audit.enums import EventKind
from audit.services import record
from tenders.models import Lot, Tender
from tenders.written import checked_text

from ..errors import Refused, StaleEnding
from ..lifecycle import TRANSITIONS
from ..models import LotEnding
from ..permissions import can_end
from ..state import Blocker

OFFICERS_ONLY = (
    "Seul un agent acheteur met fin à la procédure d’un lot ; choisir une offre demande aussi d’avoir signé "
    "sa déclaration d’intérêts."
)
May = Callable[[User, Tender], bool]
#: Characters under which a text gives no reasons.
SHORTEST_REASON = 30


def take(lot: Lot, seen: int, actor: User, may: May = can_end) -> LotEnding:
    """Return the lot's end, held until the end of the transaction, as the person saw it.

    The consultation is held first, as when it is abandoned: two officers come one after the other.
    Raises PermissionDenied, StaleEnding.
    """
    tender = Tender.objects.select_for_update(of=("self",), no_key=True).get(pk=lot.tender_id)
    if not may(actor, tender):
        raise PermissionDenied(OFFICERS_ONLY)
    LotEnding.objects.get_or_create(lot=lot)
    ending = held(lot)
    if ending.version != seen:
        raise StaleEnding(ending.get_state_display())
    return ending


def held(lot: Lot) -> LotEnding:
    rows = LotEnding.objects.select_for_update(of=("self",)).select_related("lot__tender__buyer")
    return rows.get(lot=lot)


def require(blockers: list[Blocker]) -> None:
    """Raise Refused with everything that forbids the step."""
    if blockers:
        raise Refused(blockers)


def move(ending: LotEnding, name: str, **fields: Any) -> LotEnding:
    """Change the state by one conditional UPDATE. Raises StaleEnding."""
    table = TRANSITIONS[name]
    unchanged = LotEnding.objects.filter(pk=ending.pk, state__in=table.sources, version=ending.version)
    changed = unchanged.update(state=table.target, version=F("version") + 1, **fields)
    fresh = held(ending.lot)
    if not changed:
        raise StaleEnding(fresh.get_state_display())
    return fresh


def checked(text: str, field: str, subject: str, shortest: int = SHORTEST_REASON) -> str:
    """The text without spaces around it. Raises ValidationError on the field."""
    return checked_text(text, field, subject, shortest=shortest)


def tell(
    kind: EventKind, subject: Model, lot: Lot, actor: User | None, now: datetime, payload: dict[str, Any]
) -> None:
    """Write the step in the journal."""
    named = {"lot": lot.number, **payload}
    reference = lot.tender.reference
    record(kind=kind, actor=actor, now=now, subject=subject, tender_reference=reference, payload=named)
