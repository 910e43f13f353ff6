"""The pages: who reads what, and that nothing of an answer shows before the opening."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from admissibility.regularisation.models import RegularisationAnswer, RegularisationRound
from tests.admissibility.regularisation.conftest import KEY, TEXT, Case, file, past_due
from tests.people import make_auditor, make_bidder, make_officer


def as_person(client: Client, person: User) -> Client:
    client.force_login(person)
    return client


def text_of(client: Client, url: str) -> str:
    plain = client.get(url).content.decode().replace("&nbsp;", " ")
    return plain.replace("\u00a0", " ").replace("\u202f", " ")


def prepare_url(case: Case) -> str:
    return reverse("admissibility:regularisations", args=[case.lot.tender.reference])


def round_url(asked: RegularisationRound) -> str:
    return reverse("admissibility:regularisation", args=[asked.pk])


def answer_url(asked: RegularisationRound) -> str:
    return reverse("admissibility:answer", args=[asked.pk])


def test_the_buyer_and_auditors_read_the_round(case: Case, client: Client) -> None:
    asked = case.requested()
    for person, status in (
        (case.officer, 200),
        (case.colleague, 200),
        (make_auditor(), 200),
        (make_officer(), 404),
        (case.bidder, 404),
    ):
        assert as_person(client, person).get(round_url(asked)).status_code == status
        assert client.get(prepare_url(case)).status_code == status


def test_a_bidder_reads_its_own_request_only(case: Case, client: Client) -> None:
    asked = case.requested()
    for person, status in ((case.bidder, 200), (make_bidder(), 404), (case.officer, 404)):
        assert as_person(client, person).get(answer_url(asked)).status_code == status
    shown = text_of(as_person(client, case.bidder), answer_url(asked))
    assert case.bids[0].organisation.legal_name in shown
    assert case.bids[1].organisation.legal_name not in shown


def test_an_officer_asks_all_at_once_on_the_page(case: Case, client: Client) -> None:
    page = as_person(client, case.officer).get(prepare_url(case))
    sent = {"seen": page.context["seen"], f"ask-{KEY}": "on", "due_at": "2099-01-05T12:00"}
    answer = client.post(prepare_url(case), sent)
    asked = RegularisationRound.objects.get()
    assert answer["Location"] == round_url(asked)
    assert asked.points.count() == 3


def test_a_stale_page_asks_nothing(case: Case, client: Client) -> None:
    sent = {"seen": "ancienne", f"ask-{KEY}": "on", "due_at": "2099-01-05T12:00"}
    shown = as_person(client, case.officer).post(prepare_url(case), sent).content.decode()
    assert "a changé depuis" in shown
    assert not RegularisationRound.objects.exists()


def test_an_evaluator_only_reads(case: Case, client: Client) -> None:
    sent = {"seen": "", f"ask-{KEY}": "on", "due_at": "2099-01-05T12:00"}
    assert as_person(client, case.colleague).post(prepare_url(case), sent).status_code == 403
    asked = past_due(case.requested())
    url = reverse("admissibility:open_answers", args=[asked.pk])
    assert client.post(url).status_code == 403


def test_before_the_deadline_the_buyer_sees_nothing_of_the_answers(case: Case, client: Client) -> None:
    asked = case.requested()
    before = text_of(as_person(client, case.officer), round_url(asked))
    kept = case.answered(asked, files=[file(name="nom-confidentiel.pdf")])
    urls = [
        round_url(asked),
        reverse("admissibility:bid", args=[case.bids[0].pk]),
        reverse("tenders:officer_detail", args=[case.lot.tender.reference]),
    ]
    for url in urls:
        shown = text_of(client, url)
        assert not any(secret in shown for secret in ("canari", "confidentiel", kept.number))
    assert before.count("réponse") == text_of(client, round_url(asked)).count("réponse")


@pytest.mark.parametrize("who", ["officer", "colleague", "auditor", "rival", "bidder"])
def test_no_address_gives_a_file_before_the_opening(case: Case, client: Client, who: str) -> None:
    people = {"officer": case.officer, "colleague": case.colleague, "bidder": case.bidder}
    asked = case.requested()
    kept = case.answered(asked, files=[file()])
    past_due(asked)
    made = {"auditor": make_auditor, "rival": make_bidder}
    as_person(client, people[who] if who in people else made[who]())
    for one in kept.files.all():
        assert client.get(reverse("admissibility:answer_file", args=[one.pk])).status_code == 404


def test_once_opened_the_officer_reads_and_examines(case: Case, client: Client) -> None:
    asked = case.requested()
    kept = case.answered(asked, files=[file()])
    past_due(asked)
    as_person(client, case.officer).post(reverse("admissibility:open_answers", args=[asked.pk]))
    shown = text_of(client, round_url(asked))
    assert TEXT in shown
    document = client.get(reverse("admissibility:answer_file", args=[kept.files.get(position=2).pk]))
    assert b"".join(document) == b"une piece"
    point = asked.points.get(bid=case.bids[0])
    sent = {
        f"p{point.pk}-outcome": "yes",
        f"p{point.pk}-reason": "La déclaration est jointe et signée (fictif).",
    }
    assert client.post(reverse("admissibility:examine_point", args=[point.pk]), sent).status_code == 302
    assert "Satisfait" in text_of(client, reverse("admissibility:bid", args=[case.bids[0].pk]))


def test_a_bidder_deposits_on_its_page_and_gets_a_receipt(case: Case, client: Client) -> None:
    asked = case.requested()
    page = as_person(client, case.bidder).get(answer_url(asked))
    upload = SimpleUploadedFile("piece.pdf", b"une piece")
    sent = {"key": page.context["form"]["key"].value(), "text": TEXT, "documents": upload}
    answered = client.post(answer_url(asked), sent)
    kept = RegularisationAnswer.objects.get()
    assert answered["Location"] == reverse("admissibility:answer_receipt", args=[kept.pk])
    shown = text_of(client, answered["Location"])
    assert kept.number in shown
    assert "canari" not in shown
    given = client.get(reverse("admissibility:answer_receipt_json", args=[kept.pk]))
    assert given["Content-Disposition"].endswith(f'"{kept.number}.json"')


def test_a_refused_answer_keeps_the_words(case: Case, client: Client) -> None:
    asked = case.requested()
    case.answered(asked, key="k1")
    refused = as_person(client, case.bidder).post(answer_url(asked), {"key": "k1", "text": "Autre (fictif)"})
    assert refused.status_code == 409
    assert "Autre (fictif)" in refused.content.decode()


def test_a_receipt_is_its_authors_and_auditors(case: Case, client: Client) -> None:
    kept = case.answered(case.requested())
    url = reverse("admissibility:answer_receipt", args=[kept.pk])
    for person, status in (
        (case.bidder, 200),
        (make_auditor(), 200),
        (case.officer, 404),
        (make_bidder(), 404),
    ):
        assert as_person(client, person).get(url).status_code == status


def test_the_bidder_finds_the_request_on_its_bid(case: Case, client: Client) -> None:
    own = reverse("bids:my_bid", args=[case.bids[0].pk])
    assert "Lire la demande" not in text_of(as_person(client, case.bidder), own)
    case.requested()
    assert "Lire la demande" in text_of(client, own)
