"""The pages of an opened bid, its documents, the officer's panel, and who sees them."""

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from bids import panels
from bids.hub import submissions_panel
from bids.models import Bid
from bids.services import open_bids, read_bid
from tenders.models import Tender
from tests.people import declare_no_interest, make_auditor, make_bidder, make_officer, member

from .builders import document_file, filled_workbook, first_lot, pass_deadline, send, workbook_file


@pytest.fixture
def bid(tender: Tender, bidder: User, officer: User) -> Bid:
    lot = first_lot(tender)
    files = [workbook_file(lot, filled_workbook(lot)), document_file(None, b"<script>", "page.html")]
    send(bidder, tender, files=files)
    open_bids(actor=officer, tender=pass_deadline(tender))
    read_bid(bid_id=Bid.objects.get().pk)
    declare_no_interest(officer, tender)
    return Bid.objects.get()


def status(person: User, url: str) -> int:
    client = Client()
    client.force_login(person)
    return client.get(url).status_code


def test_officer_reads_the_content(bid: Bid, officer: User, client: Client) -> None:
    client.force_login(officer)
    html = client.get(reverse("bids:bid_detail", args=[bid.pk])).content.decode()
    for shown in ("titulaire", "lundi à vendredi", "8\u00a0h\u00a000", "8,0\u00a0%", "page.html"):
        assert shown in html


def test_who_reads_a_bid(bid: Bid, officer: User, bidder: User) -> None:
    url = reverse("bids:bid_detail", args=[bid.pk])
    buyer = bid.lot.tender.buyer
    for reader in (officer, member(buyer, Role.EVALUATOR), make_auditor()):
        assert status(reader, url) == 200
    assert [status(person, url) for person in (bidder, make_bidder(), make_officer())] == [403, 404, 404]


def test_bidder_reads_its_own(bid: Bid, bidder: User, officer: User) -> None:
    url = reverse("bids:my_bid", args=[bid.pk])
    assert [status(person, url) for person in (bidder, make_bidder(), officer)] == [200, 404, 403]


def test_document_is_a_download_that_nothing_runs(bid: Bid, officer: User, client: Client) -> None:
    client.force_login(officer)
    file = bid.submission.files.get(name="page.html")
    response = client.get(reverse("bids:document", args=[file.pk]))
    assert response["Content-Disposition"] == 'attachment; filename="page.html"'
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert b"".join(response) == b"<script>"


def test_damaged_document_is_not_given(bid: Bid, officer: User, client: Client, settings: object) -> None:
    from bids.sealing import store

    file = bid.submission.files.get(name="page.html")
    store.discard(file.sealed_ref)
    client.force_login(officer)
    response = client.get(reverse("bids:document", args=[file.pk]))
    assert response.status_code == 503
    assert "a disparu" in response.content.decode()


def test_panel_tells_nothing_before_the_deadline(tender: Tender, bidder: User, officer: User) -> None:
    send(bidder, tender)
    drawn = submissions_panel(tender, officer)
    assert drawn
    assert (drawn[1]["counts"], drawn[1]["may_open"]) == (None, False)


def test_panel_offers_to_open_after_it(tender: Tender, bidder: User, officer: User) -> None:
    send(bidder, tender)
    drawn = submissions_panel(pass_deadline(tender), officer)
    assert drawn
    assert (drawn[1]["counts"]["received"], drawn[1]["may_open"]) == (1, True)
    colleague = submissions_panel(tender, member(tender.buyer, Role.EVALUATOR))
    assert colleague
    assert not colleague[1]["may_open"]


def test_panel_lists_the_bids_once_opened(bid: Bid, officer: User, client: Client) -> None:
    client.force_login(officer)
    html = client.get(reverse("tenders:officer_detail", args=[bid.lot.tender.reference])).content.decode()
    assert reverse("bids:bid_detail", args=[bid.pk]) in html
    assert "Tentatives de dépôt" in html


def test_later_stages_add_panels(bid: Bid, officer: User) -> None:
    request = RequestFactory().get("/")
    request.user = officer
    panel = panels.Panel("essai", "Essai", lambda request, bid: f"offre {bid.pk}", order=1)
    panels.register(panel)
    assert panels.drawn_panels(request, bid)[0].html == f"offre {bid.pk}"
    with pytest.raises(ValueError, match="two panels"):
        panels.register(panels.Panel("essai", "Autre", lambda request, bid: ""))
    del panels._PANELS["essai"]


def test_opening_page_opens_once(tender: Tender, bidder: User, officer: User, client: Client) -> None:
    send(bidder, tender)
    client.force_login(officer)
    url = reverse("bids:open", args=[tender.reference])
    assert "Trop tôt" in client.get(url).content.decode()
    assert "encore" in client.post(url, follow=True).content.decode()
    pass_deadline(tender)
    assert "Date limite passée" in client.get(url).content.decode()
    assert "Les plis sont ouverts." in client.post(url, follow=True).content.decode()
    assert "ne peuvent pas être ouverts" in client.post(url, follow=True).content.decode()


def test_stranger_does_not_reach_the_opening_page(tender: Tender, bidder: User) -> None:
    url = reverse("bids:open", args=[tender.reference])
    for person in (bidder, make_officer(), make_auditor()):
        assert status(person, url) == 403


def test_my_submissions_shows_mine_alone(tender: Tender, bidder: User, client: Client) -> None:
    mine, theirs = send(bidder, tender), send(make_bidder(), tender)
    client.force_login(bidder)
    html = client.get(reverse("bids:my_submissions")).content.decode()
    assert mine.receipt.number in html
    assert theirs.receipt.number not in html


def test_my_submissions_leads_to_how_it_was_read(bid: Bid, bidder: User, client: Client) -> None:
    client.force_login(bidder)
    html = client.get(reverse("bids:my_submissions")).content.decode()
    assert reverse("bids:my_bid", args=[bid.pk]) in html
