"""Putting off the deadline: later, never earlier, for everybody alike (R. 2151-4)."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from audit.enums import EventKind
from audit.services import record

from ..enums import TenderState, VersionKind
from ..exchanges.deadlines import moved_with, questions_close_at
from ..fingerprint import frozen_content
from ..models import Tender, TenderVersion
from ..signals import tender_amended
from ..written import checked_text
from .errors import DeadlineRefused, StaleVersion
from .holding import hold
from .mail import announce
from .writing import Limits, last_number, write_version

SHORTEST_REASON = 10


@transaction.atomic
def postpone(
    *,
    actor: User,
    tender: Tender,
    deadline_at: datetime,
    reason: str,
    seen: int,
    moves_questions: bool = False,
) -> TenderVersion:
    """Push the deadline later and tell everybody; a version of the same content says so for good.

    ``moves_questions``: the limit that the buyer set to the questions is pushed as much; one that was not
    set follows the deadline by itself.

    The moment is read here, once the consultation is held: nobody moves a deadline that has passed.
    Raises PermissionDenied, DepositsClosed, StaleVersion, DeadlineRefused, ValidationError on the reason.
    """
    held, now = hold(actor, tender, seen)
    said = checked_text(reason, "reason", "Le motif", shortest=SHORTEST_REASON)
    former = held.deadline_at
    assert former is not None
    if deadline_at <= max(former, now):
        raise DeadlineRefused(deadline_at, former, now)
    questions = held.questions_due_at
    move_deadline(held, former, deadline_at, moves_questions=moves_questions)
    version = write_version(
        tender=held,
        kind=VersionKind.POSTPONED,
        content=held.frozen_content or frozen_content(held),
        limits=Limits(deadline_at, questions_close_at(held)),
        actor=actor,
        now=now,
        reason=said,
    )
    follow(version, questions, held.questions_due_at)
    journal(version, former, questions, held.questions_due_at)
    announce(version)
    tender_amended.send(sender=Tender, tender=version.tender, version=version, now=now)
    return version


def move_deadline(held: Tender, former: datetime, deadline_at: datetime, *, moves_questions: bool) -> None:
    """Change the row that was read, and no other."""
    questions = held.questions_due_at
    if questions and moves_questions:
        questions = moved_with(questions, former, deadline_at)
    unchanged = Tender.objects.filter(pk=held.pk, state=TenderState.PUBLISHED, deadline_at=former)
    if not unchanged.update(deadline_at=deadline_at, questions_due_at=questions):
        raise StaleVersion(last_number(held))
    held.deadline_at, held.questions_due_at = deadline_at, questions


def follow(version: TenderVersion, former_questions: datetime | None, questions: datetime | None) -> None:
    """Bring the working copy of an amendment under way to the version now in force, its moments too.

    A limit of the questions that the copy changed already stays as it was typed.
    """
    copies = Tender.objects.filter(amends=version.tender, state=TenderState.DRAFT)
    copies.update(amends_version=version.number)
    copies.filter(deadline_at__lt=version.deadline_at).update(deadline_at=version.deadline_at)
    copies.filter(questions_due_at=former_questions).update(questions_due_at=questions)


def journal(
    version: TenderVersion,
    former: datetime,
    former_questions: datetime | None,
    questions: datetime | None,
) -> None:
    moved = {"former_questions_due_at": former_questions, "questions_due_at": questions}
    record(
        kind=EventKind.DEADLINE_POSTPONED,
        actor=version.published_by,
        now=version.published_at,
        subject=version.tender,
        tender_reference=version.tender.reference,
        payload={
            "version": version.number,
            "former_deadline_at": former,
            "deadline_at": version.deadline_at,
            "reason": version.reason,
            **(moved if questions != former_questions else {}),
        },
    )
