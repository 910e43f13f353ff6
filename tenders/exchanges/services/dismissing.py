"""A question that gets no published answer, with a reason that its author alone reads."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from audit.enums import EventKind
from audit.services import record

from ...written import checked_text
from .. import mail
from ..enums import DismissalReason, QuestionState
from ..errors import StaleQuestion
from ..models import Question
from ..permissions import can_answer
from ..wording import LONGEST_NOTE
from .answering import OFFICERS_ONLY
from .common import hold


@transaction.atomic
def dismiss(
    *, question: Question, reason: DismissalReason, note: str, actor: User, now: datetime
) -> Question:
    """Set a question aside; ``note`` may say more to its author, who gets an e-mail.

    Raises PermissionDenied, StaleQuestion when a colleague was first, ValidationError on the note.
    """
    if not can_answer(actor, question.tender):
        raise PermissionDenied(OFFICERS_ONLY)
    said = checked_text(note, "note", "La précision", longest=LONGEST_NOTE) if note.strip() else ""
    hold(question.tender)
    step = {"dismissal_reason": reason, "dismissal_note": said, "dismissed_by": actor, "dismissed_at": now}
    pending = Question.objects.filter(pk=question.pk, state=QuestionState.RECEIVED)
    if not pending.update(state=QuestionState.DISMISSED, **step):
        raise StaleQuestion([question.number])
    fresh = Question.objects.select_related("tender").get(pk=question.pk)
    record(
        kind=EventKind.QUESTION_DISMISSED,
        actor=actor,
        now=now,
        subject=fresh,
        tender_reference=fresh.tender.reference,
        payload={"number": fresh.number, "reason": fresh.dismissal_reason, "note": said},
    )
    mail.tell_author(fresh)
    return fresh
