"""Asking in writing: who may, until when, and what a text may hold."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from accounts.enums import OrganisationKind, Role
from audit.clock import database_now
from audit.enums import EventKind
from audit.models import Event
from tenders.exchanges.errors import QuestionsClosed
from tenders.exchanges.models import Question
from tenders.exchanges.services import ask
from tenders.exchanges.wording import LONGEST_QUESTION, names_in, telling_parts
from tenders.models import Tender
from tenders.services import abandon_tender
from tenders.written import checked_text
from tests.people import make_auditor, make_bidder, make_officer, make_organisation, make_user, member

from .conftest import TEXT, Case


class TestWhoAsks:
    def test_a_bidder_a_person_without_organisation_and_another_buyer(self, case: Case) -> None:
        for number, person in enumerate((case.bidder, make_user(), make_officer(), make_auditor()), start=1):
            assert case.asked(by=person).number == number

    @pytest.mark.parametrize("role", [Role.OFFICER, Role.EVALUATOR, Role.COMMISSION_MEMBER])
    def test_the_buyers_own_people_do_not(self, case: Case, role: Role) -> None:
        with pytest.raises(PermissionDenied, match="organisme acheteur"):
            case.asked(by=member(case.tender.buyer, role))

    def test_another_establishment_of_the_buyer_neither(self, case: Case) -> None:
        other = make_organisation(OrganisationKind.BUYER)
        type(other).objects.filter(pk=other.pk).update(siret=case.tender.buyer.siren + "00029")
        with pytest.raises(PermissionDenied):
            case.asked(by=member(other, Role.OFFICER))

    def test_a_closed_account_neither(self, case: Case) -> None:
        case.bidder.is_active = False
        with pytest.raises(PermissionDenied):
            case.asked()


class TestUntilWhen:
    def test_ten_days_before_the_deadline_when_nothing_is_set(self, case: Case) -> None:
        last = case.days_before_deadline(10)
        assert ask(tender=case.tender, text=TEXT, actor=case.bidder, now=last).asked_at == last
        late = last + timedelta(seconds=1)
        with pytest.raises(QuestionsClosed, match=r"reçues jusqu’au .* il est le"):
            ask(tender=case.tender, text="Autre.", actor=case.bidder, now=late)

    def test_until_the_moment_set_by_the_buyer(self, case: Case) -> None:
        Tender.objects.filter(pk=case.tender.pk).update(questions_due_at=case.days_before_deadline(20))
        with pytest.raises(QuestionsClosed):
            ask(tender=case.tender, text=TEXT, actor=case.bidder, now=case.days_before_deadline(19.9))
        assert not Question.objects.exists()

    def test_not_once_the_procedure_is_abandoned(self, case: Case) -> None:
        abandon_tender(actor=case.officer, tender=case.tender, reason="Besoin revu.", now=database_now())
        with pytest.raises(QuestionsClosed, match="n’est pas ouverte"):
            case.asked()

    def test_postgresql_refuses_questions_after_the_deadline(self, case: Case) -> None:
        with pytest.raises(IntegrityError, match="questions_end_before_deadline"), transaction.atomic():
            Tender.objects.update(questions_due_at=case.tender.deadline_at)


class TestWhatIsKept:
    def test_the_words_as_they_were_and_who_wrote_them(self, case: Case) -> None:
        question = case.asked("  <b>Gras</b> & « guillemets »\r\nsuite  ")
        assert question.text == "<b>Gras</b> & « guillemets »\nsuite"
        assert (question.asked_by, question.organisation) == (case.bidder, case.operator)

    def test_the_same_text_sent_twice_is_one_question(self, case: Case) -> None:
        assert case.asked() == case.asked()
        assert case.asked(by=make_bidder()) != case.asked()

    @pytest.mark.parametrize("change", [{"text": "Autre"}, {"asked_by": None}, {"number": 9}])
    def test_postgresql_refuses_to_change_it(self, case: Case, change: dict[str, object]) -> None:
        case.asked()
        with pytest.raises(IntegrityError), transaction.atomic():
            Question.objects.update(**change)

    def test_the_event_holds_a_digest_and_is_read_by_auditors(self, case: Case) -> None:
        case.asked()
        event = Event.objects.get(kind=EventKind.QUESTION_ASKED)
        assert TEXT not in str(event.payload)
        assert event.actor == case.bidder


class TestTexts:
    @pytest.mark.parametrize("char", ["\x00", "\x07", "\x1b", "\u202e", "\u2066", "\x85"])
    def test_a_hidden_character_is_refused_and_named(self, case: Case, char: str) -> None:
        with pytest.raises(ValidationError, match=f"U\\+{ord(char):04X}"):
            case.asked(f"Bon{char}jour")

    def test_a_hundred_thousand_characters_are_refused_with_their_number(self, case: Case) -> None:
        with pytest.raises(ValidationError, match=r"5.+000 caractères au plus .100.+000 écrits"):
            case.asked("x" * 100_000)

    def test_blanks_are_no_question(self, case: Case) -> None:
        with pytest.raises(ValidationError, match="écrivez votre texte"):
            case.asked(" \n\t ")

    @pytest.mark.parametrize("named", ["association MIRABELLE et quetsche", "Zelie Grandbuisson"])
    def test_naming_oneself_is_refused_until_one_insists(self, case: Case, named: str) -> None:
        text = f"Nous, {named}, demandons si les nuits comptent."
        with pytest.raises(ValidationError, match="vous nomme"):
            case.asked(text)
        kept = ask(tender=case.tender, text=text, actor=case.bidder, now=database_now(), keeps_names=True)
        assert kept.text == text

    def test_part_of_a_word_is_no_name(self) -> None:
        assert names_in("Une écoutante bilingue ?", ["Écoute", "SOS"]) == []
        assert names_in("Écoute-t-on la nuit ?", ["Ecoute"]) == ["Ecoute"]

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("écrire à a.b@exemple.fr", 1),
            ("SIRET 732 829 320 00074", 1),
            ("appeler le 01 23 45 67 89 ou x@y.fr", 2),
            ("le 3919 reçoit 120 000 appels par an", 0),
            ("lot 1 à 12 @ midi", 0),
        ],
    )
    def test_what_leads_to_somebody_is_seen(self, text: str, found: int) -> None:
        assert len(telling_parts(text)) == found

    @given(st.text(max_size=200))
    def test_a_checked_text_is_what_was_typed_or_is_refused(self, text: str) -> None:
        try:
            said = checked_text(text, "text", "Texte", longest=LONGEST_QUESTION)
        except ValidationError:
            return
        assert said == text.replace("\r\n", "\n").replace("\r", "\n").strip()
        assert "\x00" not in said
