"""Asking: all concerned at once, one deadline, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from audit.clock import PARIS
from audit.enums import EventKind
from audit.services import record
from tenders.models import Lot, Tender

from ...decisions.services import hold_evaluation
from ..candidates import Askable, Concerned, askable, fingerprint
from ..errors import NotAllConcerned, NothingToAsk, ShortDelay, StaleRound
from ..mail import announce
from ..models import RegularisationPoint, RegularisationRound
from ..permissions import can_request

OFFICERS_ONLY = "Seul un agent acheteur demande une régularisation, une fois les plis ouverts."
TO_COME = "Choisissez un moment à venir : chacun doit pouvoir répondre."
TOO_LONG = "La précision : 5 000 caractères au plus."
LONGEST_NOTE = 5000
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A point (``key``: « rule/code ») asked of these bids; note: the same words for all of them."""

    key: str
    bids: frozenset[int]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """The delay, the same for all; short_accepted: less than a working day was confirmed."""

    due_at: datetime
    short_accepted: bool = False


@transaction.atomic
def request(
    *,
    tender: Tender,
    lot: Lot | None,
    seen: str,
    points: Sequence[Asked],
    terms: Terms,
    actor: User,
    now: datetime,
) -> RegularisationRound:
    """Ask all concerned to put the points right before the same moment, and have everybody told.

    Raises PermissionDenied, NotUnderEvaluation, StaleRound, NotAllConcerned, NothingToAsk, ShortDelay,
    ValidationError by field; then nothing was sent.
    """
    if not can_request(actor, tender):
        raise PermissionDenied(OFFICERS_ONLY)
    require_delay(terms, now)
    hold_evaluation(tender)
    known = askable(tender, lot)
    if seen != fingerprint(known):
        raise StaleRound
    chosen = [matched(known, one) for one in points]
    if not chosen:
        raise NothingToAsk
    asked = RegularisationRound.objects.create(
        tender=tender, lot=lot, requested_at=now, requested_by=actor, due_at=terms.due_at
    )
    rows = [
        point_row(asked, one, whom, wanted.note)
        for one, wanted in zip(chosen, points, strict=True)
        for whom in one.concerned
    ]
    RegularisationPoint.objects.bulk_create(rows)
    tell(asked, rows, announce(asked))
    return asked


def require_delay(terms: Terms, now: datetime) -> None:
    if terms.due_at <= now:
        raise ValidationError({"due_at": TO_COME})
    if is_short(now, terms.due_at) and not terms.short_accepted:
        raise ShortDelay


def is_short(now: datetime, due_at: datetime) -> bool:
    """Does the delay leave less than one working day (Monday to Friday, in Paris)?"""
    start = now.astimezone(PARIS)
    if start.weekday() >= SATURDAY:
        start = datetime.combine(working(start.date()), time(0), PARIS)
    end = working(start.date() + timedelta(days=1))
    return due_at < datetime.combine(end, start.time(), PARIS)


def working(day: date) -> date:
    """The day itself, or the Monday that follows."""
    return day + timedelta(days=7 - day.weekday() if day.weekday() >= SATURDAY else 0)


def matched(known: Sequence[Askable], wanted: Asked) -> Askable:
    """The point as it stands, asked of every one whom it concerns and of nobody else."""
    found = next((one for one in known if one.key == wanted.key), None)
    if found is None or not wanted.bids:
        raise NothingToAsk
    concerned = {whom.bid.pk for whom in found.concerned}
    if left := concerned - wanted.bids:
        raise NotAllConcerned([str(one.bid.organisation) for one in found.concerned if one.bid.pk in left])
    if wanted.bids - concerned:
        raise StaleRound
    if len(wanted.note) > LONGEST_NOTE:
        raise ValidationError(TOO_LONG)
    return found


def point_row(asked: RegularisationRound, one: Askable, whom: Concerned, note: str) -> RegularisationPoint:
    return RegularisationPoint(
        round=asked,
        bid=whom.bid,
        rule=one.rule,
        code=one.code,
        article=one.article,
        text="\n\n".join(part for part in (whom.text, note.strip()) if part),
    )


def tell(asked: RegularisationRound, rows: Sequence[RegularisationPoint], told: int) -> None:
    record(
        kind=EventKind.REGULARISATION_REQUESTED,
        actor=asked.requested_by,
        now=asked.requested_at,
        subject=asked,
        tender_reference=asked.tender.reference,
        payload={
            "lot": asked.lot.number if asked.lot else None,
            "due_at": asked.due_at,
            "points": [f"{row.bid_id}: {row.rule}/{row.code}" for row in rows],
            "told": told,
        },
    )
