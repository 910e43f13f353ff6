"""« Et si… »: the page, its answers, and who gets them."""

import re

import pytest
from django.db import connection
from django.template import engines
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from bids.enums import BidState
from bids.models import Bid
from tenders.models import Lot, Tender
from tests.people import make_auditor, make_buyer, make_officer
from tests.scoring.cases import NEVER_EMPTY, compute_all, make_bid, make_content, opened_lot, team

pytestmark = pytest.mark.django_db
UNSET = "VARIABLE-INCONNUE"
NONSENSE = ["volume=abc", "volume=-1", "handle_time=100", "patience=nan", "absence=1e9", "volume=1.234"]
ENOUGH = {"label": "Neuf sur dix", "measure": "answered_share", "threshold_share": "0.9"}


@pytest.fixture(autouse=True)
def _visible_unset_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", UNSET)  # type: ignore[attr-defined]


@pytest.fixture
def officer() -> User:
    return make_officer(make_buyer())


@pytest.fixture
def bid(officer: User) -> Bid:
    lot = opened_lot(officer, requirements=[NEVER_EMPTY, ENOUGH])
    found = make_bid(lot)
    compute_all(lot)
    return found


def address(bid: Bid, query: str = "", name: str = "what_if") -> str:
    return reverse(f"scoring:{name}", args=[bid.pk]) + (f"?{query}" if query else "")


def page(client: Client, person: User, url: str, status: int = 200) -> str:
    client.force_login(person)
    answer = client.get(url)
    text = re.sub(r"\s+", " ", answer.content.decode().replace("&nbsp;", " "))
    assert (answer.status_code, UNSET in text) == (status, False)
    return text


def test_the_sliders_begin_at_the_offer_as_it_is(client: Client, officer: User, bid: Bid) -> None:
    text = page(client, officer, address(bid))
    assert "Sans changement : " in text
    assert "50 000 par an" in text
    assert "Exigences tenues : 2 sur 2." in text


def test_an_address_carries_the_change(client: Client, officer: User, bid: Bid) -> None:
    text = page(client, officer, address(bid, "volume=1.2&handle_time=1,5"))
    assert "Volume × 1,2 et durée de traitement × 1,5 : " in text
    assert "50 000 × 1,2 = 60 000 par an" in text
    assert "5 min × 1,5 = 7,5 min" in text


def test_the_script_gets_what_the_page_shows(client: Client, officer: User, bid: Bid) -> None:
    shown = page(client, officer, address(bid, "volume=2"))
    answer = client.get(address(bid, "volume=2", "what_if_json")).json()
    texts = [re.sub(r"\s+", " ", text) for text in answer["texts"].values()]
    assert [text for text in texts if text not in shown] == []
    assert answer["fragments"]["chart"].count("<svg") == 1


def test_every_text_of_the_script_has_its_place(client: Client, officer: User, bid: Bid) -> None:
    shown = page(client, officer, address(bid))
    answer = client.get(address(bid, "", "what_if_json")).json()
    keys = [key for kind in ("texts", "states", "fragments") for key in answer[kind]]
    places = re.findall(r'data-fill(?:-state|-html)?="([^"]+)"', shown)
    assert sorted(keys) == sorted(places)


def test_more_calls_lose_more_of_them(client: Client, officer: User, bid: Bid) -> None:
    client.force_login(officer)
    answer = client.get(address(bid, "volume=3", "what_if_json")).json()
    assert answer["texts"]["share.difference"].startswith("−")
    assert answer["texts"]["unserved.difference"].startswith("+")
    assert [state["label"] for state in answer["states"].values()][:2] == ["Tenue", "Non tenue"]


@pytest.mark.parametrize("query", NONSENSE)
def test_nonsense_is_refused_in_words(client: Client, officer: User, bid: Bid, query: str) -> None:
    text = page(client, officer, address(bid, query), 400)
    assert "Erreur :" in text
    answer = client.get(address(bid, query, "what_if_json"))
    assert answer.status_code == 400
    assert answer.json()["message"].endswith(".")


def test_a_bid_whose_run_waits_can_be_moved(client: Client, officer: User) -> None:
    found = make_bid(opened_lot(officer))
    assert "Rien à faire varier" in page(client, officer, address(found))
    client.post(reverse("scoring:launch", args=[found.pk]))
    assert "Sans changement" in page(client, officer, address(found))


def test_an_input_that_cannot_be_computed_says_why(client: Client, officer: User) -> None:
    lot = opened_lot(officer)
    found = make_bid(lot, make_content(lot, teams=[team(declared_staff=-1)]))
    client.force_login(officer)
    client.post(reverse("scoring:launch", args=[found.pk]))
    assert "Le calcul ne peut pas se faire" in page(client, officer, address(found))
    assert client.get(address(found, "", "what_if_json")).status_code == 400


def test_an_unreadable_bid_has_nothing_to_move(client: Client, officer: User) -> None:
    found = make_bid(opened_lot(officer), state=BidState.UNREADABLE)
    assert "Rien à faire varier" in page(client, officer, address(found))


NAMES = ("what_if", "what_if_json")


def test_the_officer_a_colleague_and_an_auditor_read(client: Client, officer: User, bid: Bid) -> None:
    colleague = make_officer(officer.memberships.get().organisation)
    for person in (officer, colleague, make_auditor()):
        client.force_login(person)
        assert [client.get(address(bid, "", name)).status_code for name in NAMES] == [200] * 2


def test_strangers_and_bidders_find_nothing(client: Client, bid: Bid) -> None:
    for person in (make_officer(make_buyer()), bid.submission.submitted_by):
        client.force_login(person)
        assert [client.get(address(bid, "", name)).status_code for name in NAMES] == [404] * 2


def test_visitors_are_asked_to_sign_in(client: Client, bid: Bid) -> None:
    assert [client.get(address(bid, "", name)).status_code for name in NAMES] == [302] * 2


def test_before_the_opening_nobody_reads(client: Client, officer: User, bid: Bid) -> None:
    lot: Lot = bid.lot
    Tender.objects.filter(pk=lot.tender_id).update(state="published", opened_at=None)
    client.force_login(officer)
    assert [client.get(address(bid, "", name)).status_code for name in NAMES] == [404] * 2


def test_a_move_asks_the_database_little(client: Client, officer: User, bid: Bid) -> None:
    client.force_login(officer)
    client.get(address(bid, "volume=1.1", "what_if_json"))
    with CaptureQueriesContext(connection) as asked:
        client.get(address(bid, "volume=1.2", "what_if_json"))
    # Session, person, bid, three for who may read it, its run, who may ask, roles, the change asked before.
    assert len(asked) <= 10
