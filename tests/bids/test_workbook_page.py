"""The blank workbook for anyone, and the check that keeps nothing."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from bids.models import DepositAttempt, Submission
from bids.throttle import CHECKS_PER_MINUTE
from tenders.models import Tender
from tests.people import make_user
from tests.tender_builders import draft_tender

from .builders import filled_workbook, first_lot
from .forms import upload


def check_url(tender: Tender) -> str:
    return reverse("bids:check", args=[tender.reference, 1])


@pytest.fixture
def signed_in(client: Client, bidder: User) -> Client:
    client.force_login(bidder)
    return client


def test_anyone_downloads_the_workbook(tender: Tender, client: Client) -> None:
    url = reverse("bids:workbook", args=[tender.reference, 1])
    response = client.get(url)
    assert response.content.startswith(b"PK")
    assert f"reponse-{tender.reference}-lot-1.xlsx" in response["Content-Disposition"]
    again = client.get(url, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(url, headers={"If-None-Match": '"autre"'}).content == response.content


def test_draft_has_no_public_workbook(officer: User, client: Client) -> None:
    draft = draft_tender(officer)
    assert client.get(reverse("bids:workbook", args=[draft.reference, 1])).status_code == 404


def test_good_workbook_is_confirmed_and_not_kept(
    signed_in: Client, tender: Tender, settings: Settings
) -> None:
    data = filled_workbook(first_lot(tender))
    html = signed_in.post(check_url(tender), {"workbook": upload(data)}).content.decode()
    assert "se lit en entier" in html
    assert "Rien n’a été conservé" in html
    assert not Path(settings.SEALED_DIR).exists()
    assert not Submission.objects.exists()
    assert not DepositAttempt.objects.exists()


def test_faults_are_shown_with_their_place(signed_in: Client, tender: Tender) -> None:
    html = signed_in.post(check_url(tender), {"workbook": upload(b"%PDF-1.7")}).content.decode()
    assert "À corriger" in html
    assert "Tout le fichier" in html


def test_no_file_is_explained(signed_in: Client, tender: Tender) -> None:
    response = signed_in.post(check_url(tender), {})
    assert response.status_code == 422
    assert "Choisissez le classeur à vérifier" in response.content.decode()


def test_heavy_file_is_explained(signed_in: Client, tender: Tender, settings: Settings) -> None:
    settings.MAX_WORKBOOK_BYTES = 10
    response = signed_in.post(check_url(tender), {"workbook": upload(b"x" * 11)})
    assert "la limite est de 10\u00a0octets" in response.content.decode()


def test_checks_are_counted(signed_in: Client, tender: Tender) -> None:
    statuses = [
        signed_in.post(check_url(tender), {"workbook": upload(b"x")}).status_code
        for _ in range(CHECKS_PER_MINUTE + 1)
    ]
    assert statuses == [200] * CHECKS_PER_MINUTE + [429]


def test_bidders_only(tender: Tender, client: Client) -> None:
    client.force_login(make_user())
    assert client.get(check_url(tender)).status_code == 403
