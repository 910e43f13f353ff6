"""What the pages show; these values carry no author of a question, so that no template can name one."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import cached_property

from ..enums import TenderState
from ..law.delays import delay
from ..law.periods import day_of
from ..models import Lot, Tender
from .deadlines import answers_are_bound, answers_due_on, questions_close_at
from .enums import DismissalReason, QuestionState
from .models import Answer, Question


@dataclass(frozen=True, slots=True)
class PublishedAnswer:
    """``lot`` in words, empty for the whole; ``replaces`` and ``replaced_by`` are numbers."""

    number: int
    lot: str
    question: str
    text: str
    published_at: datetime
    replaces: int | None
    replaced_by: int | None


@dataclass(frozen=True, slots=True)
class ReceivedQuestion:
    """A question as the buyer reads it."""

    number: int
    lot: str
    text: str
    asked_at: datetime
    state: str
    answer: int | None
    reason: str
    note: str

    @property
    def is_pending(self) -> bool:
        return self.state == QuestionState.RECEIVED


def published(tender: Tender) -> list[PublishedAnswer]:
    """Return every answer in the order of its number, the replaced ones too."""
    answers = Answer.objects.filter(tender=tender).select_related("lot", "replaces").order_by("number")
    newer = {one.replaces_id: one.number for one in answers if one.replaces_id}
    return [
        PublishedAnswer(
            one.number,
            lot_label(one.lot),
            one.question,
            one.text,
            one.published_at,
            one.replaces.number if one.replaces else None,
            newer.get(one.pk),
        )
        for one in answers
    ]


def received(tender: Tender) -> list[ReceivedQuestion]:
    """Return every question in the order of its number, without its author."""
    questions = Question.objects.filter(tender=tender).select_related("lot", "answer").order_by("number")
    return [as_received(one) for one in questions.defer("asked_by", "organisation")]


def lot_label(lot: Lot | None) -> str:
    return f"Lot {lot.number}" if lot else ""


def as_received(one: Question) -> ReceivedQuestion:
    reason = str(DismissalReason(one.dismissal_reason).label) if one.dismissal_reason else ""
    answer = one.answer.number if one.answer else None
    return ReceivedQuestion(
        one.number, lot_label(one.lot), one.text, one.asked_at, one.state, answer, reason, one.dismissal_note
    )


@dataclass(frozen=True)
class Calendar:
    """Until when one asks and is answered, at ``now``."""

    tender: Tender
    now: datetime

    @property
    def close_at(self) -> datetime | None:
        return questions_close_at(self.tender)

    @property
    def is_open(self) -> bool:
        """May one ask?"""
        under_way = self.tender.state == TenderState.PUBLISHED
        return under_way and self.close_at is not None and self.now <= self.close_at

    @property
    def due_on(self) -> date | None:
        return answers_due_on(self.tender)

    @property
    def is_bound(self) -> bool:
        return answers_are_bound(self.tender)

    @property
    def article(self) -> str:
        return delay("information").article

    @property
    def is_late(self) -> bool:
        return self.due_on is not None and day_of(self.now) > self.due_on

    @property
    def may_publish(self) -> bool:
        return self.tender.accepts_deposits_at(self.now)


@dataclass(frozen=True)
class Exchanges(Calendar):
    """The buyer's page."""

    @cached_property
    def questions(self) -> list[ReceivedQuestion]:
        return received(self.tender)

    @cached_property
    def answers(self) -> list[PublishedAnswer]:
        return published(self.tender)

    @property
    def pending(self) -> list[ReceivedQuestion]:
        return [one for one in self.questions if one.is_pending]

    @property
    def closed(self) -> list[ReceivedQuestion]:
        return [one for one in self.questions if not one.is_pending]
