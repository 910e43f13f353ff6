"""A lot that ended before the deadline, while the others go on, takes no more bids."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from bids.errors import DepositRefused
from bids.models import Submission
from tenders import lot_ends
from tenders.models import Tender

from .builders import first_lot, send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ended(tender: Tender, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a later stage say that the first lot ended."""
    ended = first_lot(tender).pk
    monkeypatch.setitem(lot_ends._refusals, "here", lambda lot: "fini" if lot.pk == ended else "")


def test_its_workbook_is_refused_with_what_to_do_and_nothing_is_kept(tender: Tender, bidder: User) -> None:
    with pytest.raises(DepositRefused, match="lot 1") as refused:
        send(bidder, tender)
    assert "sans suite" in str(refused.value)
    assert not Submission.objects.exists()


def test_the_page_does_not_offer_it(tender: Tender, bidder: User, client: Client) -> None:
    client.force_login(bidder)
    page = client.get(reverse("bids:deposit", args=[tender.reference])).content.decode()
    assert str(first_lot(tender)) not in page
