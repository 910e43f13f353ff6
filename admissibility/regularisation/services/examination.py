"""Examining what was answered: point by point, with reasons, once."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from audit.enums import EventKind
from audit.services import record
from tenders.written import checked_text

from ...decisions.services import hold_evaluation
from ..errors import AnswersClosed, StaleRound
from ..models import RegularisationPoint
from ..permissions import can_examine
from .requests import OFFICERS_ONLY

SHORTEST, LONGEST = 30, 20_000


@transaction.atomic
def examine(
    *, point: RegularisationPoint, satisfied: bool, reason: str, actor: User, now: datetime
) -> RegularisationPoint:
    """Write whether the answer satisfies the point. The bid is decided on its own page, by an officer.

    Raises PermissionDenied, NotUnderEvaluation, AnswersClosed, StaleRound when it was examined meanwhile,
    ValidationError by field.
    """
    if not can_examine(actor, point):
        raise PermissionDenied(OFFICERS_ONLY)
    said = checked_text(reason, "reason", "L’examen", shortest=SHORTEST, longest=LONGEST)
    hold_evaluation(point.round.tender)
    if not point.round.is_opened:
        raise AnswersClosed(point.round.due_at)
    fresh = RegularisationPoint.objects.filter(pk=point.pk).unexamined()
    if not fresh.update(is_satisfied=satisfied, examination=said, examined_at=now, examined_by=actor):
        raise StaleRound
    point.refresh_from_db()
    record(
        kind=EventKind.REGULARISATION_EXAMINED,
        actor=actor,
        now=now,
        subject=point,
        tender_reference=point.round.tender.reference,
        payload={"bid": point.bid_id, "rule": point.rule, "satisfied": satisfied, "reason": said},
    )
    return point
