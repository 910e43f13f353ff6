"""Who finds what in the list of the buyer's consultations."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from tests.people import make_auditor, make_bidder, make_officer, member
from tests.tender_builders import buyer_of, draft_tender, published_tender

pytestmark = pytest.mark.django_db

TITLE = "Un brouillon à soi"


@pytest.fixture
def officer() -> User:
    owner = make_officer()
    draft_tender(owner, TITLE)
    return owner


def listed(client: Client, user: User) -> bool:
    client.force_login(user)
    return TITLE in client.get(reverse("tenders:officer_list")).content.decode()


def test_the_owner_and_a_fellow_officer_find_the_draft(client: Client, officer: User) -> None:
    assert listed(client, officer)
    assert listed(client, member(buyer_of(officer), Role.OFFICER))


def test_the_commission_does_not_find_what_it_cannot_open(client: Client, officer: User) -> None:
    assert not listed(client, member(buyer_of(officer), Role.COMMISSION_MEMBER))


def test_another_buyer_finds_nothing(client: Client, officer: User) -> None:
    assert not listed(client, make_officer())


def test_a_bidder_is_refused(client: Client, officer: User) -> None:
    client.force_login(make_bidder())
    assert client.get(reverse("tenders:officer_list")).status_code == 403


def test_an_auditor_finds_what_is_published_and_no_draft(client: Client, officer: User) -> None:
    auditor, published = make_auditor(), published_tender()
    assert not listed(client, auditor)
    assert published.reference in client.get(reverse("tenders:officer_list")).content.decode()
