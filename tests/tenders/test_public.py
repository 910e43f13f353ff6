"""What anyone sees: the list with its search and filters, and each consultation."""

import pytest
from django.test import Client
from django.urls import reverse

from audit.clock import database_now
from tenders.models import Tender
from tenders.services import abandon_tender
from tests.people import make_officer
from tests.tender_builders import draft_tender, published_tender

pytestmark = pytest.mark.django_db


def shown(client: Client, **query: str) -> list[str]:
    answer = client.get(reverse("tenders:public_list"), query)
    return [tender.reference for tender, _ in answer.context["rows"]]


@pytest.mark.parametrize("words", ["violences", "ECOUTE", "écoute sexistes", "85312310", "orientation"])
def test_words_are_found_whatever_their_accents(client: Client, words: str) -> None:
    tender = published_tender()
    assert shown(client, q=words) == [tender.reference]
    assert shown(client, q=f"{words} introuvable") == []


def test_the_buyer_and_the_reference_are_searched(client: Client) -> None:
    tender = published_tender()
    assert shown(client, q=tender.reference) == shown(client, q=tender.buyer.legal_name) == [tender.reference]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"etat": "ouvertes"}, True),
        ({"etat": "closes"}, False),
        ({"cpv": "8531"}, True),
        ({"cpv": "79"}, False),
        ({"procedure": "adapted"}, True),
        ({"procedure": "open"}, False),
        ({"ess": "on"}, True),
        ({"cpv": "abc"}, True),
    ],
)
def test_each_filter(client: Client, query: dict[str, str], *, found: bool) -> None:
    published_tender()
    assert bool(shown(client, **query)) is found


def test_the_nearest_deadline_comes_first(client: Client) -> None:
    later, sooner = published_tender(deadline_in_seconds=3e6), published_tender(deadline_in_seconds=2e6)
    assert shown(client) == [sooner.reference, later.reference]


def test_drafts_are_never_listed(client: Client) -> None:
    draft_tender()
    assert shown(client) == []


def test_the_page_says_what_a_bidder_must_know(client: Client) -> None:
    tender = published_tender()
    page = client.get(reverse("tenders:public_detail", args=[tender.reference])).content.decode()
    for expected in (
        "L.&nbsp;2113-15",
        "L.&nbsp;2113-16",
        "Réponse aux appels de niveau 2",
        tender.fingerprint,
    ):
        assert expected in page


def test_neither_the_estimate_nor_the_budget_is_public(client: Client) -> None:
    tender = published_tender()
    page = client.get(reverse("tenders:public_detail", args=[tender.reference])).content.decode()
    assert "6\u202f000\u202f000" not in page
    assert "6000000" not in page


def test_an_abandoned_consultation_says_why(client: Client) -> None:
    officer = make_officer()
    tender = published_tender(officer)
    abandon_tender(actor=officer, tender=tender, reason="Le besoin change.", now=database_now())
    page = client.get(reverse("tenders:public_detail", args=[tender.reference])).content.decode()
    assert "Le besoin change." in page
    assert "clôture dans" not in page


def test_what_was_typed_is_never_markup(client: Client) -> None:
    tender = published_tender()
    hostile = client.get(reverse("tenders:public_list"), {"q": "<script>alert(1)</script>"})
    assert b"<script>alert" not in hostile.content
    assert Tender.objects.public().get() == tender


def test_the_best_cpv_suggestion_comes_first(client: Client) -> None:
    url = reverse("tenders:cpv_suggestions")
    assert client.get(url, {"q": "85312310"}).json()[0]["hint"] == "85312310"
    assert client.get(url, {"q": "services d'orientation"}).json()[0]["hint"] == "85312310"
    assert client.get(url, {"q": ""}).json() == []


def test_cpv_codes_are_found_without_javascript(client: Client) -> None:
    page = client.get(reverse("tenders:cpv_search"), {"q": "téléphonique standard"}).content.decode()
    assert "79511000" in page
