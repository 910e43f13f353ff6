"""Answering for all: one transaction, numbered, never changed; two officers at once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.enums import Role
from audit.clock import PARIS, database_now
from audit.enums import EventKind
from audit.models import Event
from tenders.exchanges.deadlines import answers_due_on
from tenders.exchanges.enums import DismissalReason, QuestionState
from tenders.exchanges.errors import AnswersClosed, LateAnswer, StaleAnswer, StaleQuestion
from tenders.exchanges.models import Answer, Question
from tenders.exchanges.services import Wording, correct_answer, dismiss, publish_answer
from tests.people import make_bidder, make_buyer, make_officer, member
from tests.tender_builders import published_tender

from .conftest import WORDING, Case


def set_aside(case: Case, question: Question, note: str = "") -> Question:
    return dismiss(
        question=question,
        reason=DismissalReason.DUPLICATE,
        note=note,
        actor=case.officer,
        now=database_now(),
    )


class TestPublishing:
    def test_one_answer_closes_several_questions(self, case: Case) -> None:
        first, second, third = case.asked("Un ?"), case.asked("Deux ?"), case.asked("Trois ?")
        answer = case.answered(first.number, third.number)
        states = list(Question.objects.values_list("state", "answer"))
        assert states == [("answered", answer.pk), ("received", None), ("answered", answer.pk)]
        assert case.answered(second.number).number == 2

    def test_the_event_names_questions_by_number_and_nobody(self, case: Case) -> None:
        case.answered(case.asked().number)
        event = Event.objects.get(kind=EventKind.QUESTION_ANSWERED)
        assert event.payload["questions"] == [1]
        assert not event.payload["is_late"]
        assert event.actor == case.officer

    def test_an_answer_never_changes(self, case: Case) -> None:
        case.answered(case.asked().number)
        for change in ({"text": "Non"}, {"question": "Autre"}):
            with pytest.raises(IntegrityError, match="ne fait que croître"), transaction.atomic():
                Answer.objects.update(**change)

    @pytest.mark.parametrize("text", ["Écrivez à zelie@mirabelle.fr", "SIRET 73282932000074"])
    def test_a_question_that_leads_to_somebody_is_not_published(self, case: Case, text: str) -> None:
        number = case.asked().number
        with pytest.raises(ValidationError, match="ne doit désigner personne"):
            case.answered(number, wording=Wording(text, "Oui."))
        assert not Answer.objects.exists()

    def test_a_lot_of_another_consultation_is_refused(self, case: Case) -> None:
        other = published_tender().lots.get()
        with pytest.raises(ValidationError, match="n’est pas de cette consultation"):
            case.answered(case.asked().number, wording=Wording("Q ?", "R.", other))

    def test_without_a_question_nothing_is_published(self, case: Case) -> None:
        with pytest.raises(ValidationError, match="au moins une question"):
            case.answered()


class TestWhoAnswers:
    def test_officers_of_the_buyer_alone(self, case: Case) -> None:
        number = case.asked().number
        evaluator, stranger = member(case.tender.buyer, Role.EVALUATOR), make_officer(make_buyer())
        for person in (evaluator, stranger, case.bidder, make_bidder()):
            with pytest.raises(PermissionDenied):
                publish_answer(
                    tender=case.tender, numbers=[number], wording=WORDING, actor=person, now=database_now()
                )

    def test_a_colleague_answers_too(self, case: Case) -> None:
        case.officer = case.colleague()
        assert case.answered(case.asked().number).published_by == case.officer


class TestTwoOfficers:
    def test_the_second_answer_is_refused_whole(self, case: Case) -> None:
        first, second = case.asked("Un ?"), case.asked("Deux ?")
        case.answered(first.number)
        with pytest.raises(StaleQuestion, match=r"n°.+1"):
            case.answered(first.number, second.number)
        assert Answer.objects.count() == 1
        assert Question.objects.get(number=2).state == QuestionState.RECEIVED

    def test_a_dismissed_question_is_no_longer_answered_nor_dismissed(self, case: Case) -> None:
        question = set_aside(case, case.asked())
        with pytest.raises(StaleQuestion):
            case.answered(question.number)
        with pytest.raises(StaleQuestion):
            set_aside(case, question)

    def test_an_answer_is_replaced_once(self, case: Case) -> None:
        answer = case.answered(case.asked().number)
        newer = correct_answer(answer=answer, wording=WORDING, actor=case.officer, now=database_now())
        assert (newer.number, newer.replaces) == (2, answer)
        with pytest.raises(StaleAnswer, match=r"réponse n°.+2"):
            correct_answer(answer=answer, wording=WORDING, actor=case.officer, now=database_now())


class TestInTime:
    def test_the_last_day_is_the_sixth_before_the_deadline(self, case: Case) -> None:
        due_on = answers_due_on(case.tender)
        assert due_on is not None
        assert due_on == case.days_before_deadline(6).astimezone(PARIS).date()

    def test_later_the_officer_must_know_it(self, case: Case) -> None:
        number, late = case.asked().number, case.days_before_deadline(4)
        with pytest.raises(LateAnswer, match="était due le"):
            case.answered(number, now=late)
        case.answered(number, wording=Wording("Q ?", "R.", accepts_late=True), now=late)
        assert Event.objects.get(kind=EventKind.QUESTION_ANSWERED).payload["is_late"]

    def test_after_the_deadline_nothing_is_published(self, case: Case) -> None:
        number = case.asked().number
        with pytest.raises(AnswersClosed):
            case.answered(number, now=case.days_before_deadline(0) + timedelta(seconds=1))
        assert set_aside(case, Question.objects.get()).state == QuestionState.DISMISSED


def test_a_dismissal_keeps_its_reason_and_note(case: Case) -> None:
    question = set_aside(case, case.asked(), "Voyez la réponse n° 1.")
    assert (question.dismissal_reason, question.dismissed_by) == ("duplicate", case.officer)
    payload = Event.objects.get(kind=EventKind.QUESTION_DISMISSED).payload
    assert payload == {"number": 1, "reason": "duplicate", "note": "Voyez la réponse n° 1."}


def test_a_stranger_does_not_dismiss(case: Case) -> None:
    question = case.asked()
    case.officer = make_officer(make_buyer())
    with pytest.raises(PermissionDenied):
        set_aside(case, question)
