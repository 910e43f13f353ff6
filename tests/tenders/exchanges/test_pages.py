"""The pages: who opens which, what a refusal keeps, what a draft says of the end of questions."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from accounts.enums import Role
from audit.clock import PARIS, database_now
from audit.enums import EventKind
from audit.models import Event
from tenders.exchanges.models import Answer, Question
from tenders.models import Tender
from tenders.sections import Section
from tests.people import make_auditor, make_bidder, make_officer, member
from tests.tender_builders import draft_tender, lead_case_draft
from tests.tenders.pages import address, client_of, posted

from .conftest import TEXT, Case

SENT = {"question": "Q ?", "text": "R.", "is_anonymous": "on"}


def ask_page(case: Case) -> str:
    return reverse("tenders:ask_question", args=[case.tender.reference])


def answer_page(case: Case, *numbers: int) -> str:
    chosen = "&".join(f"question={number}" for number in numbers)
    return reverse("tenders:answer_questions", args=[case.tender.reference]) + f"?{chosen}"


def public_page(case: Case) -> str:
    return reverse("tenders:public_detail", args=[case.tender.reference])


def list_page(case: Case) -> str:
    return reverse("tenders:received_questions", args=[case.tender.reference])


class TestAsking:
    def test_a_visitor_signs_in_first_and_the_buyer_is_refused(self, case: Case) -> None:
        assert client_of(None).get(ask_page(case)).status_code == 302
        assert client_of(case.officer).get(ask_page(case)).status_code == 403
        assert client_of(case.bidder).get(ask_page(case)).status_code == 200

    def test_a_question_is_sent_and_found_again(self, case: Case) -> None:
        lot = case.tender.lots.get()
        client = client_of(case.bidder)
        shown = client.post(ask_page(case), {"text": TEXT, "lot": lot.pk}, follow=True).content.decode()
        assert TEXT in shown
        assert Question.objects.get().lot == lot

    def test_a_draft_has_no_such_page(self, case: Case) -> None:
        draft = draft_tender()
        found = reverse("tenders:ask_question", args=[draft.reference])
        assert client_of(case.bidder).get(found).status_code == 404

    def test_a_late_question_is_kept_on_the_page(self, case: Case) -> None:
        Tender.objects.update(questions_due_at=database_now() - timedelta(minutes=1))
        answer = client_of(case.bidder).post(ask_page(case), {"text": TEXT})
        assert answer.status_code == 422
        shown = answer.content.decode()
        assert "à l’horloge du serveur" in shown
        assert TEXT in shown

    @pytest.mark.parametrize("text", ["x" * 100_000, "a\x00b", "a\x07b", "  "])
    def test_a_text_that_cannot_be_is_refused_without_loss(self, case: Case, text: str) -> None:
        assert client_of(case.bidder).post(ask_page(case), {"text": text}).status_code == 422
        assert not Question.objects.exists()

    def test_naming_oneself_takes_a_second_thought(self, case: Case) -> None:
        client, text = client_of(case.bidder), f"{case.operator.legal_name} demande ?"
        shown = client.post(ask_page(case), {"text": text}).content.decode()
        assert 'type="checkbox" name="keeps_names"' in shown
        assert client.post(ask_page(case), {"text": text, "keeps_names": "on"}).status_code == 302

    def test_twenty_an_hour_are_enough(self, case: Case) -> None:
        client = client_of(case.bidder)
        sent = [client.post(ask_page(case), {"text": f"{TEXT} {n}"}).status_code for n in range(21)]
        assert sent == [302] * 20 + [429]


class TestMyQuestions:
    def test_mine_and_my_colleagues_not_a_strangers(self, case: Case) -> None:
        case.asked()
        mine = reverse("tenders:my_questions")
        colleague = member(case.operator, Role.BIDDER)
        for person, seen in ((case.bidder, True), (colleague, True), (make_bidder(), False)):
            assert (TEXT in client_of(person).get(mine).content.decode()) is seen
        assert client_of(None).get(mine).status_code == 302


class TestReading:
    def test_the_file_readers_and_auditors(self, case: Case) -> None:
        case.asked()
        evaluator = member(case.tender.buyer, Role.EVALUATOR)
        for person in (case.officer, case.colleague(), evaluator, make_auditor()):
            assert TEXT in client_of(person).get(list_page(case)).content.decode()
        for person in (case.bidder, make_officer()):
            assert client_of(person).get(list_page(case)).status_code == 403

    def test_only_officers_find_the_way_to_answer(self, case: Case) -> None:
        case.asked()
        auditor = client_of(make_auditor())
        assert "Répondre aux questions cochées" not in auditor.get(list_page(case)).content.decode()
        assert auditor.get(answer_page(case, 1)).status_code == 403
        evaluator = client_of(member(case.tender.buyer, Role.EVALUATOR))
        assert evaluator.post(answer_page(case, 1), SENT).status_code == 403

    def test_the_buyers_file_counts_what_waits(self, case: Case) -> None:
        case.asked()
        file_page = reverse("tenders:officer_detail", args=[case.tender.reference])
        assert "1 question sans réponse" in client_of(case.officer).get(file_page).content.decode()


class TestAnswering:
    def test_published_for_all_with_its_number(self, case: Case) -> None:
        case.asked()
        client_of(case.officer).post(answer_page(case, 1), {**SENT, "text": "Oui, toutes."})
        for person in (None, case.bidder, make_bidder(), case.officer):
            shown = client_of(person).get(public_page(case)).content.decode()
            assert "Oui, toutes." in shown
            assert 'id="reponse-1"' in shown

    def test_the_page_begins_with_the_words_of_the_questions(self, case: Case) -> None:
        case.asked("Un ?")
        case.asked("Deux ?")
        form = posted(client_of(case.officer), answer_page(case, 1, 2))
        assert form["question"].split() == ["Un", "?", "Deux", "?"]

    def test_without_having_read_again_nothing_is_published(self, case: Case) -> None:
        case.asked()
        sent = {name: value for name, value in SENT.items() if name != "is_anonymous"}
        answer = client_of(case.officer).post(answer_page(case, 1), {**sent, "text": "Gardé."})
        assert answer.status_code == 422
        assert "Gardé." in answer.content.decode()

    def test_the_second_of_two_officers_keeps_what_was_typed(self, case: Case) -> None:
        case.answered(case.asked().number)
        answer = client_of(case.colleague()).post(answer_page(case, 1), {**SENT, "text": "Mon texte."})
        assert answer.status_code == 409
        assert "un collègue a déjà traité" in answer.content.decode()
        assert "Mon texte." in answer.content.decode()
        assert Answer.objects.count() == 1

    @pytest.mark.parametrize("numbers", ["", "?question=99", "?question=²", "?question=" + "9" * 30])
    def test_a_question_that_is_not_there_leads_back(self, case: Case, numbers: str) -> None:
        target = answer_page(case).split("?")[0] + numbers
        assert client_of(case.officer).get(target).status_code == 302
        assert client_of(case.officer).post(target, SENT).status_code == 409

    def test_late_one_must_say_that_one_knows(self, case: Case) -> None:
        case.asked()
        now = database_now()
        Tender.objects.update(deadline_at=now + timedelta(days=3), questions_due_at=now - timedelta(days=1))
        client = client_of(case.officer)
        refused = client.post(answer_page(case, 1), SENT)
        assert refused.status_code == 409
        assert "confirmez que vous publiez plus tard" in refused.content.decode()
        assert "Reporter la date limite" in refused.content.decode()
        assert client.post(answer_page(case, 1), {**SENT, "accepts_late": "on"}).status_code == 302

    def test_a_correction_leaves_the_former_readable(self, case: Case) -> None:
        case.answered(case.asked().number)
        target = reverse("tenders:correct_answer", args=[case.tender.reference, 1])
        assert posted(client_of(case.officer), target)["text"].strip() == Answer.objects.get().text
        client_of(case.officer).post(target, {**SENT, "text": "Non, finalement."})
        shown = client_of(None).get(public_page(case)).content.decode()
        assert "Remplacée par la" in shown
        assert "les volumes publiés les comprennent" in shown
        again = client_of(case.officer).post(target, SENT)
        assert again.status_code == 409
        assert "a déjà été remplacée" in again.content.decode()


@pytest.mark.django_db
class TestEndOfQuestions:
    def test_it_is_typed_kept_and_published(self) -> None:
        officer = make_officer()
        draft = lead_case_draft(officer)
        assert draft.deadline_at
        client, target = client_of(officer), address(draft, Section.DATES)
        moment = (draft.deadline_at - timedelta(days=12)).astimezone(PARIS).replace(second=0, microsecond=0)
        client.post(target, posted(client, target, questions_due_at=moment.strftime("%Y-%m-%dT%H:%M")))
        assert Tender.objects.get().questions_due_at == moment
        client.post(reverse("tenders:publish", args=[draft.reference]))
        payload = Event.objects.get(kind=EventKind.TENDER_PUBLISHED).payload
        assert datetime.fromisoformat(payload["questions_due_at"]) == moment
        assert "questions_due_at" not in str(Tender.objects.get().frozen_content)


def test_the_api_gives_answers_to_all_who_enter(case: Case) -> None:
    case.answered(case.asked().number)
    for person in (make_bidder(), make_auditor(), case.officer):
        (row,) = client_of(person).get("/api/v1/answers/").json()["results"]
        assert (row["number"], row["replaces"], row["replaced_by"]) == (1, None, None)
        assert "asked_by_id" not in row
    assert client_of(None).get("/api/v1/answers/").status_code == 401
