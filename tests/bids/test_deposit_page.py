"""The deposit page: what it says, what it refuses and how, and that every attempt is kept."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.enums import Role
from accounts.models import Membership, User
from audit.enums import EventKind
from audit.models import Event
from bids.enums import AttemptOutcome
from bids.models import DepositAttempt, Submission
from bids.services import open_bids
from tenders.models import Tender
from tests.people import make_organisation, make_user

from .builders import organisation_of, pass_deadline, send
from .forms import deposit_url, post_deposit, upload


@pytest.fixture
def signed_in(client: Client, bidder: User) -> Client:
    client.force_login(bidder)
    return client


def last_attempt() -> DepositAttempt:
    attempt = DepositAttempt.objects.order_by("pk").last()
    assert attempt
    return attempt


def test_deposit_leads_to_the_receipt(signed_in: Client, tender: Tender) -> None:
    documents = [upload(b"un", "a.pdf"), upload(b"deux", "b.pdf")]
    response = post_deposit(signed_in, tender, workbook=upload(), documents=documents)
    submission = Submission.objects.get()
    assert response["Location"] == reverse("bids:receipt", args=[submission.pk])
    assert [file.name for file in submission.files.all()] == ["reponse.xlsx", "a.pdf", "b.pdf"]
    attempt = last_attempt()
    assert (attempt.outcome, submission.started_at) == (AttemptOutcome.ACCEPTED, attempt.started_at)


def test_page_announces_limits_and_replacement(signed_in: Client, tender: Tender, bidder: User) -> None:
    former = send(bidder, tender)
    html = signed_in.get(deposit_url(tender)).content.decode()
    assert "200,0\u00a0Mo et 50 fichiers" in html
    assert "remplacé en entier" in html
    assert former.receipt.number in html


def test_nothing_temporary_is_left(signed_in: Client, tender: Tender, settings: Settings) -> None:
    post_deposit(signed_in, tender, workbook=upload())
    assert [path.suffix for path in Path(settings.SEALED_DIR).iterdir()] == [""]


def test_missing_workbook_is_explained_and_recorded(signed_in: Client, tender: Tender) -> None:
    response = post_deposit(signed_in, tender, documents=upload(b"x", "a.pdf"))
    assert response.status_code == 422
    assert "Joignez le classeur de réponse" in response.content.decode()
    assert (last_attempt().outcome, "classeur" in last_attempt().reason) == (AttemptOutcome.REFUSED, True)
    assert Event.objects.filter(kind=EventKind.DEPOSIT_REFUSED).count() == 1


def test_empty_workbook_is_explained(signed_in: Client, tender: Tender) -> None:
    response = post_deposit(signed_in, tender, workbook=upload(b""))
    assert "Lot 1, classeur de réponse : Ce classeur est vide" in response.content.decode()


def test_faulty_workbook_does_not_block(signed_in: Client, tender: Tender) -> None:
    response = post_deposit(signed_in, tender, workbook=upload(b"pas un classeur", "offre.pdf"))
    assert response.status_code == 302


def test_too_large_is_refused_without_being_kept(
    signed_in: Client, tender: Tender, settings: Settings
) -> None:
    settings.MAX_DEPOSIT_BYTES = 1024 * 1024
    response = post_deposit(signed_in, tender, workbook=upload(), documents=upload(b"x" * 3_000_000, "a.pdf"))
    assert response.status_code == 413
    assert "la limite est de 1,0\u00a0Mo" in response.content.decode()
    assert last_attempt().received_bytes > 3_000_000
    assert list(Path(settings.SEALED_DIR).glob("*")) == []


def test_more_files_than_can_be_sent(signed_in: Client, tender: Tender) -> None:
    many = [upload(b"x", f"{number}.pdf") for number in range(120)]
    response = post_deposit(signed_in, tender, workbook=upload(), documents=many)
    assert response.status_code == 422
    assert "la limite est de 50" in response.content.decode()


def test_old_form_filled_again_says_what_happened(signed_in: Client, tender: Tender) -> None:
    post_deposit(signed_in, tender, key="cle", workbook=upload())
    response = post_deposit(signed_in, tender, key="cle", workbook=upload(b"autre"))
    assert response.status_code == 409
    assert Submission.objects.get().receipt.number in response.content.decode()


def test_sent_twice_gives_the_same_receipt(signed_in: Client, tender: Tender) -> None:
    first = post_deposit(signed_in, tender, key="cle", workbook=upload())
    again = post_deposit(signed_in, tender, key="cle", workbook=upload())
    assert again["Location"] == first["Location"]
    html = signed_in.get(again["Location"]).content.decode()
    assert "avait déjà été reçu" in html


def test_late_page_warns_and_keeps(signed_in: Client, tender: Tender) -> None:
    html = signed_in.get(deposit_url(pass_deadline(tender))).content.decode()
    assert "La date limite est passée" in html
    assert post_deposit(signed_in, tender, workbook=upload()).status_code == 302
    assert last_attempt().outcome == AttemptOutcome.LATE


def test_opened_page_offers_no_form(signed_in: Client, tender: Tender, officer: User) -> None:
    open_bids(actor=officer, tender=pass_deadline(tender))
    assert "multipart/form-data" not in signed_in.get(deposit_url(tender)).content.decode()
    response = post_deposit(signed_in, tender, workbook=upload())
    assert response.status_code == 409
    assert last_attempt().outcome == AttemptOutcome.REFUSED


def test_expired_form_is_recorded(tender: Tender, bidder: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(bidder)
    assert post_deposit(client, tender, workbook=upload()).status_code == 403
    assert "jeton de sécurité" in last_attempt().reason
    assert not Submission.objects.exists()


def test_server_fault_is_recorded_as_ours(
    signed_in: Client, tender: Tender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bids.services.arrival.issue_receipt", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        post_deposit(signed_in, tender, workbook=upload())
    assert (last_attempt().outcome, "serveur" in last_attempt().reason) == (AttemptOutcome.FAILED, True)
    assert Event.objects.filter(kind=EventKind.DEPOSIT_INTERRUPTED).count() == 1


def test_several_organisations_are_chosen_from(signed_in: Client, tender: Tender, bidder: User) -> None:
    second = make_organisation()
    Membership.objects.create(user=bidder, organisation=second, role=Role.BIDDER)
    assert "Pour quelle organisation" in signed_in.get(deposit_url(tender)).content.decode()
    post_deposit(signed_in, tender, query=f"?organisation={second.pk}", workbook=upload())
    assert Submission.objects.get().organisation == second


def test_another_s_organisation_is_unknown(signed_in: Client, tender: Tender) -> None:
    stranger = make_organisation()
    url = deposit_url(tender) + f"?organisation={stranger.pk}"
    assert signed_in.get(url).status_code == 404


def test_without_organisation_one_is_led_to_register(client: Client, tender: Tender) -> None:
    client.force_login(make_user())
    response = client.get(deposit_url(tender))
    assert response.status_code == 403
    assert reverse("accounts:register") in response.content.decode()


def test_visitor_signs_in_first(client: Client, tender: Tender) -> None:
    assert reverse("account_login") in client.get(deposit_url(tender))["Location"]


def test_hostile_name_is_text(signed_in: Client, tender: Tender, bidder: User) -> None:
    name = "../../\u202e<b>fdp.exe"
    response = post_deposit(signed_in, tender, workbook=upload(), documents=upload(b"x", name))
    html = signed_in.get(response["Location"]).content.decode()
    assert "&lt;b&gt;fdp.exe" in html
    assert "\u202e" not in html
    assert Submission.objects.get().organisation == organisation_of(bidder)
