"""The receipt carries what the law lists, and its file proves itself."""

from hashlib import sha256

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from bids.incoming import IncomingFile
from tenders.models import Tender
from tests.people import make_auditor, make_bidder, member

from .builders import document_file, first_lot, organisation_of, pass_deadline, send, workbook_file


def files(tender: Tender) -> list[IncomingFile]:
    lot = first_lot(tender)
    return [workbook_file(lot, b"abc", "Réponse.xlsx"), document_file(None, b"de", "../kbis\u202e.pdf")]


def page(user: User, tender: Tender, name: str, bidder: User) -> str:
    submission = send(bidder, tender, files=files(tender))
    client = Client()
    client.force_login(user)
    return client.get(reverse(name, args=[submission.pk])).content.decode()


def test_content(tender: Tender, bidder: User) -> None:
    content = send(bidder, tender, files=files(tender)).receipt.content
    assert content["bidder"]["siret"] == organisation_of(bidder).siret
    assert content["tender"]["reference"] == tender.reference
    assert content["tender"]["buyer"]["siret"] == tender.buyer.siret
    assert [(row["name"], row["size_bytes"], row["lot"]) for row in content["documents"]] == [
        ("Réponse.xlsx", 3, 1),
        ("kbis.pdf", 2, None),
    ]
    assert content["documents"][0]["sha256"] == sha256(b"abc").hexdigest()


def test_moment_is_exact_and_in_paris(tender: Tender, bidder: User) -> None:
    submission = send(bidder, tender)
    content = submission.receipt.content
    assert content["received_at"] == submission.received_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert content["received_at_paris"].endswith("(heure de Paris)")
    assert f",{submission.received_at:%f}" in content["received_at_paris"]


def test_downloaded_file_has_the_printed_fingerprint(tender: Tender, bidder: User, client: Client) -> None:
    submission = send(bidder, tender)
    client.force_login(bidder)
    response = client.get(reverse("bids:receipt_json", args=[submission.pk]))
    assert sha256(response.content).hexdigest() == submission.receipt.sha256
    assert response["Content-Disposition"] == f'attachment; filename="{submission.receipt.number}.json"'


def test_page_says_in_time_and_lists_the_documents(tender: Tender, bidder: User) -> None:
    html = page(bidder, tender, "bids:receipt", bidder)
    assert "Reçu dans les délais" in html
    assert "Réponse.xlsx" in html
    assert sha256(b"de").hexdigest() in html


def test_page_says_late(tender: Tender, bidder: User) -> None:
    assert "Reçu hors délai" in page(bidder, pass_deadline(tender), "bids:receipt", bidder)


def test_page_says_replaced(tender: Tender, bidder: User, client: Client) -> None:
    first, second = send(bidder, tender), send(bidder, tender, data=b"mieux")
    client.force_login(bidder)
    html = client.get(reverse("bids:receipt", args=[first.pk])).content.decode()
    assert "puis remplacé" in html
    assert second.receipt.number in html


def test_page_warns_of_odd_files(tender: Tender, bidder: User, client: Client) -> None:
    odd = [workbook_file(first_lot(tender), b"x", "offre.pdf"), document_file(None, b"", "vide.pdf")]
    submission = send(bidder, tender, files=odd)
    client.force_login(bidder)
    html = client.get(reverse("bids:receipt", args=[submission.pk])).content.decode()
    assert "« offre.pdf » est déposé comme classeur" in html
    assert "« vide.pdf » est vide" in html


@pytest.mark.parametrize("name", ["bids:receipt", "bids:receipt_json"])
def test_who_reads_a_receipt(tender: Tender, bidder: User, officer: User, client: Client, name: str) -> None:
    submission = send(bidder, tender)
    colleague = member(submission.organisation, Role.BIDDER)
    expected = [(bidder, 200), (colleague, 200), (make_auditor(), 200), (make_bidder(), 404), (officer, 404)]
    for person, status in expected:
        client.force_login(person)
        assert client.get(reverse(name, args=[submission.pk])).status_code == status
