"""An answer: one question as it is worded for all, one text, published to all at once and never changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from audit.enums import EventKind
from audit.services import record

from ...law.periods import day_of
from ...models import Lot, Tender
from ...written import checked_text
from .. import mail
from ..deadlines import answers_due_on
from ..enums import QuestionState
from ..errors import AnswersClosed, LateAnswer, StaleAnswer, StaleQuestion
from ..models import Answer, Question
from ..permissions import can_answer
from ..wording import LONGEST_ANSWER, LONGEST_QUESTION, telling_parts
from .common import hold, next_number, require_lot, sha256

OFFICERS_ONLY = "Seul un agent acheteur de l’organisme acheteur répond aux questions."
NO_QUESTION = "Choisissez au moins une question à laquelle répondre."


@dataclass(frozen=True, slots=True)
class Wording:
    """What everybody will read; ``accepts_late``: published knowingly after the law's last day."""

    question: str
    text: str
    lot: Lot | None = None
    accepts_late: bool = False


@transaction.atomic
def publish_answer(
    *, tender: Tender, numbers: Sequence[int], wording: Wording, actor: User, now: datetime
) -> Answer:
    """Answer one or several questions by one text, published to all (CE 22 Jan. 2007, n° 294290).

    Raises PermissionDenied, StaleQuestion when a colleague was first, AnswersClosed, LateAnswer,
    ValidationError by field.
    """
    held, checked_words = prepared(tender, wording, actor, now)
    if not numbers:
        raise ValidationError(NO_QUESTION)
    answer = written(held, checked_words, actor, now)
    close(held, numbers, answer)
    tell(answer, wording, numbers, actor, now)
    return answer


@transaction.atomic
def correct_answer(*, answer: Answer, wording: Wording, actor: User, now: datetime) -> Answer:
    """Publish an answer in the place of another, which stays readable and says by which it is replaced.

    Raises as `publish_answer`, and StaleAnswer when it was replaced already.
    """
    held, checked_words = prepared(answer.tender, wording, actor, now)
    newer = Answer.objects.filter(replaces=answer).first()
    if newer:
        raise StaleAnswer(answer.number, newer.number)
    correction = written(held, checked_words, actor, now, replaces=answer)
    tell(correction, wording, (), actor, now)
    return correction


def prepared(tender: Tender, wording: Wording, actor: User, now: datetime) -> tuple[Tender, Wording]:
    """Hold the consultation; return it with the checked words."""
    if not can_answer(actor, tender):
        raise PermissionDenied(OFFICERS_ONLY)
    question = checked_text(wording.question, "question", "La question publiée", longest=LONGEST_QUESTION)
    text = checked_text(wording.text, "text", "La réponse", longest=LONGEST_ANSWER)
    refuse_telling(question)
    require_lot(wording.lot, tender)
    held = hold(tender)
    require_in_time(held, wording, now)
    return held, Wording(question, text, wording.lot, wording.accepts_late)


def refuse_telling(question: str) -> None:
    """The question is published without its author: nothing in it may lead there."""
    found = telling_parts(question)
    if found:
        words = f"La question publiée contient {' et '.join(found)} : elle ne doit désigner personne."
        raise ValidationError({"question": f"{words} Reformulez-la ; l’original reste au dossier."})


def require_in_time(tender: Tender, wording: Wording, now: datetime) -> None:
    if not tender.accepts_deposits_at(now):
        raise AnswersClosed
    if is_late(tender, now) and not wording.accepts_late:
        due_on = answers_due_on(tender)
        assert due_on is not None
        raise LateAnswer(due_on)


def is_late(tender: Tender, now: datetime) -> bool:
    """Is the law's last day over (R. 2132-6)?"""
    due_on = answers_due_on(tender)
    return due_on is not None and day_of(now) > due_on


def written(
    tender: Tender, words: Wording, actor: User, now: datetime, replaces: Answer | None = None
) -> Answer:
    return Answer.objects.create(
        tender=tender,
        number=next_number(Answer, tender),
        lot=words.lot,
        question=words.question,
        text=words.text,
        replaces=replaces,
        published_at=now,
        published_by=actor,
    )


def close(tender: Tender, numbers: Sequence[int], answer: Answer) -> None:
    """Close the questions by one conditional UPDATE; one that is closed already keeps all from being so."""
    wanted = sorted(set(numbers))
    pending = Question.objects.filter(tender=tender, number__in=wanted, state=QuestionState.RECEIVED)
    found = sorted(pending.values_list("number", flat=True))
    if found != wanted:
        raise StaleQuestion([number for number in wanted if number not in found])
    pending.update(state=QuestionState.ANSWERED, answer=answer)


def tell(answer: Answer, wording: Wording, numbers: Sequence[int], actor: User, now: datetime) -> None:
    """Write the event and warn everybody; how many they are is told to nobody (R. 2132-9)."""
    due_on = answers_due_on(answer.tender)
    payload = {
        "number": answer.number,
        "lot": answer.lot.number if answer.lot else None,
        "questions": sorted(set(numbers)),
        "replaces": answer.replaces.number if answer.replaces else None,
        "question_sha256": sha256(answer.question),
        "text_sha256": sha256(answer.text),
        "due_on": due_on.isoformat() if due_on else None,
        "is_late": is_late(answer.tender, now),
    }
    reference = answer.tender.reference
    kind = EventKind.QUESTION_ANSWERED
    record(kind=kind, actor=actor, now=now, subject=answer, tender_reference=reference, payload=payload)
    mail.announce(answer)
