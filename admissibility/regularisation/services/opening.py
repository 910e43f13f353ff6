"""Opening the answers: once, by an officer, after the deadline by the database's clock."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from audit.clock import database_now
from audit.enums import EventKind
from audit.services import record

from ...decisions.services import hold_evaluation
from ..enums import AnswerState
from ..errors import AnswersClosed, StaleRound
from ..lifecycle import ANSWER_TRANSITIONS, ROUND_TRANSITIONS
from ..models import RegularisationAnswer, RegularisationRound
from ..permissions import can_request
from .requests import OFFICERS_ONLY


@transaction.atomic
def open_answers(*, asked: RegularisationRound, actor: User) -> RegularisationRound:
    """Open the last answer of each that came in time; late and replaced ones stay closed.

    The moment is read here and cannot be given. Raises PermissionDenied, NotUnderEvaluation, AnswersClosed,
    StaleRound when someone was first.
    """
    if not can_request(actor, asked.tender):
        raise PermissionDenied(OFFICERS_ONLY)
    hold_evaluation(asked.tender)
    # Waits for the answers under way, and makes those that follow wait until they are late.
    held = RegularisationRound.objects.select_for_update(of=("self",), no_key=True).get(pk=asked.pk)
    now = database_now()
    if now <= held.due_at:
        raise AnswersClosed(held.due_at)
    step = ROUND_TRANSITIONS["open"]
    fresh = RegularisationRound.objects.filter(pk=held.pk, state__in=step.sources)
    if not fresh.update(state=step.target, opened_at=now, opened_by=actor):
        raise StaleRound
    counts = open_each(held)
    record(
        kind=EventKind.REGULARISATION_OPENED,
        actor=actor,
        now=now,
        subject=held,
        tender_reference=held.tender.reference,
        payload=counts,
    )
    held.refresh_from_db()
    return held


def open_each(asked: RegularisationRound) -> dict[str, int]:
    """Return how many were opened, and how many stay closed."""
    step = ANSWER_TRANSITIONS["open"]
    answers = RegularisationAnswer.objects.filter(round=asked)
    opened = answers.filter(state__in=step.sources).update(state=step.target)
    return {
        "opened": opened,
        "late": answers.filter(state=AnswerState.LATE).count(),
        "replaced": answers.filter(state=AnswerState.REPLACED).count(),
    }
