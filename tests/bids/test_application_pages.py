"""The candidature on the page of a bid: for its readers, with the day of the SIRENE extract."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from bids.models import Bid
from bids.services import open_bids, read_bid
from bids.sirene.importing import import_extract
from bids.specs import lot_spec
from bids.workbook.generate import fill_workbook
from tenders.models import Tender
from tests.bids.builders import (
    content_for,
    filled_workbook,
    first_lot,
    organisation_of,
    pass_deadline,
    send,
    workbook_file,
)
from tests.bids.sirene.test_import import ASSOCIATION, HEADER
from tests.people import declare_no_interest, make_bidder, member
from tests.workbook.samples import GROUPING, LEAD, PARTNER


def opened(tender: Tender, officer: User, bidder: User, data: bytes) -> Bid:
    send(bidder, tender, files=[workbook_file(first_lot(tender), data)])
    open_bids(actor=officer, tender=pass_deadline(tender))
    read_bid(bid_id=Bid.objects.get().pk)
    declare_no_interest(officer, tender)
    return Bid.objects.get()


@pytest.fixture
def bid(tender: Tender, officer: User, bidder: User, tmp_path: Path) -> Bid:
    extract = tmp_path / "extrait.csv"
    extract.write_text(HEADER + ASSOCIATION, encoding="utf-8")
    import_extract(extract)
    lot = first_lot(tender)
    content = replace(content_for(lot), application=GROUPING)
    return opened(tender, officer, bidder, fill_workbook(lot_spec(lot), content))


def page(person: User, url: str) -> str:
    client = Client()
    client.force_login(person)
    return client.get(url).content.decode()


@pytest.mark.parametrize("name", ["bid_detail", "my_bid"])
def test_the_readers_of_a_bid_see_who_applies(bid: Bid, officer: User, bidder: User, name: str) -> None:
    html = page(officer if name == "bid_detail" else bidder, reverse(f"bids:{name}", args=[bid.pk]))
    for shown in (
        LEAD.name,
        PARTNER.name,
        "groupement solidaire",
        "L. 2141-7-1",
        "9220",
        "d’après SIRENE du",
    ):
        assert shown in html


def test_a_colleague_sees_it_and_a_stranger_does_not(bid: Bid, tender: Tender) -> None:
    url = reverse("bids:bid_detail", args=[bid.pk])
    colleague = member(tender.buyer, Role.EVALUATOR)
    declare_no_interest(colleague, tender)
    assert PARTNER.name in page(colleague, url)
    for name in ("bid_detail", "my_bid"):
        assert PARTNER.name not in page(make_bidder(), reverse(f"bids:{name}", args=[bid.pk]))


def test_the_one_who_deposits_must_lead(bid: Bid, bidder: User) -> None:
    messages = " ".join(issue["message"] for issue in bid.issues)
    assert f"le pli est déposé par « {organisation_of(bidder).legal_name} »" in messages


def test_without_an_application_the_page_says_where_to_look(
    tender: Tender, officer: User, bidder: User
) -> None:
    bid = opened(tender, officer, bidder, filled_workbook(first_lot(tender)))
    assert "Candidature non lue" in page(officer, reverse("bids:bid_detail", args=[bid.pk]))
