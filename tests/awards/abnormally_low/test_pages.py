"""The pages: who reads, who acts, what a refusal keeps; the e-mail; the ranking."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db.models import F
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from audit.clock import PARIS, database_now
from awards.abnormally_low.enums import EnquiryState, RejectionGround
from awards.abnormally_low.mail import KIND
from awards.abnormally_low.models import PriceEnquiry
from awards.abnormally_low.services import Decision, answer
from awards.services import establish_ranking
from outbox.models import Job
from outbox.tasks import run_job
from tests.awards.abnormally_low.conftest import ANSWER, ASSESSMENT, QUESTIONS, REASON, Case, fresh
from tests.people import make_auditor, make_bidder, make_buyer, make_officer, member
from tests.scoring.cases import compute_all

pytestmark = pytest.mark.django_db
REJECTED = Decision(REASON, RejectionGround.NOT_JUSTIFIED)


def officer_page(case: Case) -> str:
    return reverse("awards:price_enquiry", args=[case.bid.pk])


def step_url(case: Case, name: str) -> str:
    return reverse("awards:price_enquiry_step", args=[case.bid.pk, name])


def bidder_page(case: Case) -> str:
    return reverse("awards:justify_price", args=[case.bid.pk])


def as_person(client: Client, person: User) -> Client:
    client.force_login(person)
    return client


def text_of(client: Client, url: str) -> str:
    return (
        client.get(url).content.decode().replace("\u00a0", " ").replace("\u202f", " ").replace("&nbsp;", " ")
    )


def in_paris(days: int) -> str:
    return (timezone.now() + timedelta(days=days)).astimezone(PARIS).strftime("%Y-%m-%dT%H:%M")


def past_deadline(enquiry: PriceEnquiry) -> PriceEnquiry:
    """The same request, made eleven days earlier."""
    days = timedelta(days=11)
    PriceEnquiry.objects.filter(pk=enquiry.pk).update(
        asked_at=F("asked_at") - days, due_at=F("due_at") - days
    )
    return fresh(enquiry)


class TestWhoReads:
    def test_the_buyer_and_auditors(self, case: Case, client: Client) -> None:
        colleague = member(case.lot.tender.buyer, Role.EVALUATOR)
        for person in (case.officer, colleague, make_auditor()):
            assert as_person(client, person).get(officer_page(case)).status_code == 200

    def test_neither_strangers_nor_bidders(self, case: Case, client: Client) -> None:
        case.asked()
        for person in (make_officer(make_buyer()), case.bidder, make_bidder()):
            assert as_person(client, person).get(officer_page(case)).status_code == 404

    def test_the_request_is_the_bidders_own(self, case: Case, client: Client) -> None:
        case.asked()
        colleague = member(case.bid.organisation, Role.BIDDER)
        for person, status in (
            (case.bidder, 200),
            (colleague, 200),
            (make_bidder(), 404),
            (case.officer, 404),
        ):
            assert as_person(client, person).get(bidder_page(case)).status_code == status

    def test_a_bidder_knows_nothing_before_it_is_asked(self, case: Case, client: Client) -> None:
        case.detected()
        assert as_person(client, case.bidder).get(bidder_page(case)).status_code == 404

    def test_the_request_tells_no_rival_price(self, case: Case, client: Client) -> None:
        as_person(client, case.officer).post(step_url(case, "verser"))
        proposed = text_of(client, officer_page(case))
        assert "sous-détail de votre prix unitaire" in proposed
        client.post(step_url(case, "demander"), {"seen": 1, "questions": QUESTIONS, "due_at": in_paris(9)})
        seen = text_of(as_person(client, case.bidder), bidder_page(case))
        assert not any(secret in seen for secret in ("900 000", "1 000 000", "1 600 000", "950 000"))


class TestWhoActs:
    @pytest.mark.parametrize("name", ["verser", "demander", "apprecier", "decider"])
    def test_an_auditor_and_an_evaluator_only_read(self, case: Case, client: Client, name: str) -> None:
        enquiry = case.assessed()
        sent = {"seen": enquiry.version, "questions": QUESTIONS, "due_at": in_paris(9), "text": ASSESSMENT}
        sent |= {"outcome": "reject", "ground": "not_justified", "reason": REASON}
        for person in (make_auditor(), member(case.lot.tender.buyer, Role.EVALUATOR)):
            assert as_person(client, person).post(step_url(case, name), sent).status_code == 403
        assert fresh(enquiry).version == enquiry.version

    def test_an_officer_goes_through_the_steps(self, case: Case, client: Client) -> None:
        as_person(client, case.officer).post(step_url(case, "verser"))
        asked = {"seen": 1, "questions": QUESTIONS, "due_at": in_paris(9)}
        assert client.post(step_url(case, "demander"), asked).status_code == 302
        past_deadline(PriceEnquiry.objects.get())
        client.post(step_url(case, "apprecier"), {"seen": 2, "text": ASSESSMENT})
        sent = {"seen": 3, "outcome": "reject", "ground": "not_justified", "reason": REASON}
        client.post(step_url(case, "decider"), sent)
        assert PriceEnquiry.objects.get().state == EnquiryState.ABNORMALLY_LOW
        assert "Rejetée, anormalement basse" in text_of(client, officer_page(case))

    def test_a_bidder_answers_on_its_page(self, case: Case, client: Client) -> None:
        case.asked()
        as_person(client, case.bidder).post(bidder_page(case), {"text": ANSWER})
        assert ANSWER in text_of(client, bidder_page(case))
        assert ANSWER in text_of(as_person(client, case.officer), officer_page(case))


class TestRefusals:
    def test_a_past_deadline_keeps_what_was_typed(self, case: Case, client: Client) -> None:
        case.detected()
        sent = {"seen": 1, "questions": QUESTIONS, "due_at": "2020-01-01T12:00"}
        shown = as_person(client, case.officer).post(step_url(case, "demander"), sent).content.decode()
        assert "Choisissez un moment à venir" in shown
        assert QUESTIONS in shown

    @pytest.mark.parametrize("seen", ["", "x", "²", "9" * 30])
    def test_without_the_version_shown_nothing_changes(self, case: Case, client: Client, seen: str) -> None:
        case.detected()
        sent = {"seen": seen, "questions": QUESTIONS, "due_at": in_paris(9)}
        shown = as_person(client, case.officer).post(step_url(case, "demander"), sent)
        assert "rechargez-la" in shown.content.decode()
        assert PriceEnquiry.objects.get().state == EnquiryState.DETECTED

    def test_a_rejection_names_its_ground(self, case: Case, client: Client) -> None:
        enquiry = past_deadline(case.asked())
        as_person(client, case.officer).post(step_url(case, "apprecier"), {"seen": 2, "text": ASSESSMENT})
        sent = {"seen": 3, "outcome": "reject", "ground": "", "reason": REASON}
        assert (
            "Choisissez sur quoi repose le rejet"
            in client.post(step_url(case, "decider"), sent).content.decode()
        )
        assert fresh(enquiry).state == EnquiryState.ASSESSED

    def test_a_stale_decision_is_refused_and_its_text_kept(self, case: Case, client: Client) -> None:
        enquiry = past_deadline(case.asked())
        as_person(client, case.officer).post(step_url(case, "apprecier"), {"seen": 2, "text": ASSESSMENT})
        answer(enquiry=enquiry, text=ANSWER, actor=case.bidder, now=database_now())
        sent = {"seen": 3, "outcome": "reject", "ground": "not_justified", "reason": REASON}
        shown = client.post(step_url(case, "decider"), sent).content.decode()
        assert "a changé depuis que vous avez ouvert la page" in shown
        assert REASON in shown
        assert fresh(enquiry).state == EnquiryState.ASSESSED

    def test_the_second_of_two_officers_finds_its_text_again(self, case: Case, client: Client) -> None:
        case.asked()
        sent = {"seen": 1, "questions": "Une autre question, tout aussi longue.", "due_at": in_paris(9)}
        shown = as_person(client, case.officer).post(step_url(case, "demander"), sent).content.decode()
        assert "Votre saisie, qui n’a pas été enregistrée" in shown
        assert "Une autre question" in shown


class TestMail:
    def test_each_active_person_of_the_bidder_is_told_once(self, case: Case) -> None:
        gone = member(case.bid.organisation, Role.BIDDER)
        User.objects.filter(pk=gone.pk).update(is_active=False)
        case.asked()
        for job in Job.objects.filter(kind=KIND):
            run_job(job.pk)
        told = {address for letter in mail.outbox for address in letter.to}
        people = User.objects.filter(memberships__organisation=case.bid.organisation, is_active=True)
        assert told == set(people.values_list("email", flat=True))
        assert len(mail.outbox) == len(told)

    def test_the_letter_says_until_when_and_where_not_what(self, case: Case) -> None:
        case.asked()
        run_job(Job.objects.filter(kind=KIND).earliest("pk").pk)
        body = mail.outbox[0].body
        assert "heure de Paris" in body
        assert bidder_page(case) in body
        assert QUESTIONS not in body


class TestRanking:
    def test_an_enquiry_leaves_the_ranking_alone_and_a_rejection_does_not(
        self, case: Case, client: Client
    ) -> None:
        compute_all(case.lot)
        case.asked()
        entries = ranked(case)
        assert entries[case.bid.pk]["rank"] == 1
        url = reverse("awards:ranking", args=[case.lot.tender.reference])
        assert "justification demandée" in text_of(as_person(client, case.officer), url)

    def test_a_rejected_bid_is_shown_outside_with_its_reason(self, case: Case, client: Client) -> None:
        compute_all(case.lot)
        ranked(case)
        case.decided(REJECTED)
        url = reverse("awards:ranking", args=[case.lot.tender.reference])
        assert "Classement antérieur à un rejet" in text_of(as_person(client, case.officer), url)
        entry = ranked(case)[case.bid.pk]
        assert entry["rank"] is None
        shown = text_of(client, url)
        assert "rejetée comme anormalement basse, par décision motivée" in shown
        assert "Classement antérieur à un rejet" not in shown

    def test_a_justified_bid_stays(self, case: Case) -> None:
        compute_all(case.lot)
        case.decided(Decision(REASON))
        assert ranked(case)[case.bid.pk]["rank"] == 1


def ranked(case: Case) -> dict[int, dict[str, object]]:
    ranking = establish_ranking(lot=case.lot, actor=case.officer, now=database_now())
    return {entry["bid"]: entry for entry in ranking.content["entries"]}


class TestPanels:
    def test_the_buyer_sees_the_alerts_on_the_bid(self, case: Case, client: Client) -> None:
        shown = text_of(as_person(client, case.officer), reverse("bids:bid_detail", args=[case.bid.pk]))
        assert "Alertes à examiner" in shown

    def test_the_bidder_finds_the_request_on_its_bid(self, case: Case, client: Client) -> None:
        own = reverse("bids:my_bid", args=[case.bid.pk])
        assert "justifier votre prix" not in text_of(as_person(client, case.bidder), own)
        case.asked()
        shown = text_of(client, own)
        assert "justifier votre prix" in shown
        assert "anormalement bas" not in shown


def test_an_auditor_reads_the_file_by_the_api(case: Case, client: Client) -> None:
    case.answered()
    (found,) = as_person(client, make_auditor()).get("/api/v1/price-enquiries/").json()["results"]
    assert (found["state"], found["answers"][0]["text"]) == ("answered", ANSWER)
