"""Ending a lot without a contract; and the consultation, which follows when all its lots have ended."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from accounts.models import User
from audit.enums import EventKind
from audit.services import record
from tenders.models import Lot, Tender
from tenders.services import transition

from .. import audience, mail
from ..enums import CLOSED, CONCLUDED, ENDED, EndingState, UnsuccessfulCause
from ..errors import Refused
from ..facts import lot_facts
from ..models import LotEnding
from ..state import Blocker, may_abandon
from ..unsuccessful import ARTICLES, may_declare
from .steps import checked, move, require, take, tell


@transaction.atomic
def abandon_lot(*, lot: Lot, seen: int, reason: str, actor: User, now: datetime) -> LotEnding:
    """Declare the lot « sans suite » (R. 2185-1) and tell all who took part why (R. 2185-2).

    Raises PermissionDenied, StaleEnding, Refused once it is signed or ended, ValidationError by field.
    """
    ending = take(lot, seen, actor)
    require(may_abandon(lot_facts(lot)))
    said = checked(reason, "reason", "Le motif")
    closed = move(ending, "abandon", reason=said, ended_at=now, ended_by=actor)
    tell(EventKind.LOT_ABANDONED, closed, closed.lot, actor, now, {"reason": said})
    warn("lot_abandoned", closed)
    follow(closed.lot.tender, actor, now)
    return closed


@transaction.atomic
def declare_unsuccessful(
    *, lot: Lot, seen: int, cause: str, reason: str, actor: User, now: datetime
) -> LotEnding:
    """Declare the lot « infructueux » for a cause that the file bears out.

    Raises PermissionDenied, StaleEnding, Refused with what contradicts the cause, ValidationError by field.
    """
    ending = take(lot, seen, actor)
    if cause not in UnsuccessfulCause.values:
        raise ValidationError({"cause": "Choisissez une cause."})
    require(may_declare(lot_facts(lot), cause))
    said = checked(reason, "reason", "Le constat")
    closed = move(ending, "declare_unsuccessful", cause=cause, reason=said, ended_at=now, ended_by=actor)
    payload = {"cause": cause, "article": ARTICLES[cause], "reason": said}
    tell(EventKind.LOT_UNSUCCESSFUL, closed, closed.lot, actor, now, payload)
    warn("lot_unsuccessful", closed)
    follow(closed.lot.tender, actor, now)
    return closed


def warn(what: str, ending: LotEnding) -> None:
    """Tell those who bid for the lot, and those who follow the consultation. Their number stays untold."""
    lot = ending.lot
    mail.announce(what, ending.pk, *audience.concerned(lot.tender, lot))


def close_all(*, tender: Tender, actor: User, now: datetime) -> None:
    """End every lot of a consultation just abandoned, and warn everybody; inside its transaction.

    Raises Refused when the contract of a lot is signed: only the other lots may then be abandoned.
    """
    signed = LotEnding.objects.of_tender(tender).filter(state__in=CONCLUDED).first()
    if signed:
        message = f"Le marché du lot {signed.lot.number} est signé : déclarez sans suite les autres lots."
        raise Refused([Blocker("signed", message, "R. 2185-1")])
    for lot in tender.lots.all():
        LotEnding.objects.get_or_create(lot=lot)
    LotEnding.objects.filter(lot__tender=tender).exclude(state__in=CLOSED).update(
        state=EndingState.ABANDONED,
        version=F("version") + 1,
        reason=tender.abandonment_reason,
        ended_at=now,
        ended_by=actor,
    )
    mail.announce("tender_abandoned", tender.pk, *audience.concerned(tender))


def follow(tender: Tender, actor: User, now: datetime) -> None:
    """Give the consultation its own end once every lot has one: the last step decides nothing by itself."""
    endings = list(LotEnding.objects.of_tender(tender))
    if len(endings) < tender.lots.count() or any(one.state not in ENDED for one in endings):
        return
    states = {one.state for one in endings}
    if states & set(CONCLUDED):
        transition(tender=tender, name="close_awarded", now=now)
    elif states == {EndingState.ABANDONED}:
        abandoned_by_its_lots(tender, endings, actor, now)
    else:
        transition(tender=tender, name="close_unsuccessful", now=now)


def abandoned_by_its_lots(tender: Tender, endings: list[LotEnding], actor: User, now: datetime) -> None:
    reason = "\n\n".join(f"Lot {one.lot.number} : {one.reason}" for one in endings)
    abandoned = transition(tender=tender, name="abandon", now=now, abandonment_reason=reason)
    record(
        kind=EventKind.TENDER_ABANDONED,
        actor=actor,
        now=now,
        subject=abandoned,
        tender_reference=abandoned.reference,
        payload={"reason": reason, "lots": [one.lot.number for one in endings]},
    )
