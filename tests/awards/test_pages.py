"""The ranking page and the API, and who sees them."""

from datetime import datetime
from decimal import Decimal

import pytest
from django.template import engines
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from accounts.models import User
from audit.clock import database_now
from awards.models import Ranking
from awards.services import establish_ranking
from bids.enums import BidState
from tenders.models import Lot
from tests.awards.test_establish import find_adverse, priced
from tests.people import make_auditor, make_buyer, make_officer
from tests.scoring.cases import NEVER_EMPTY, compute_all, make_bid, make_content, opened_lot, shift, team

pytestmark = pytest.mark.django_db
UNSET = "VARIABLE-INCONNUE"


@pytest.fixture(autouse=True)
def _visible_unset_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", UNSET)  # type: ignore[attr-defined]


@pytest.fixture
def lot() -> Lot:
    return opened_lot(make_officer(make_buyer()), requirements=[NEVER_EMPTY])


def ranked(lot: Lot, now: datetime) -> Ranking:
    compute_all(lot)
    return establish_ranking(lot=lot, actor=None, now=now)


def address(lot: Lot) -> str:
    return reverse("awards:ranking", args=[lot.tender.reference])


def page(client: Client, lot: Lot) -> str:
    client.force_login(lot.tender.created_by)
    text = client.get(address(lot)).content.decode()
    assert UNSET not in text
    return text.replace("\u00a0", " ").replace("&nbsp;", " ")


def test_the_page_says_that_the_decision_is_the_buyers(client: Client, lot: Lot, now: datetime) -> None:
    priced(lot, 100)
    ranking = ranked(lot, now)
    text = page(client, lot)
    assert "la décision appartient à l’acheteur" in text
    assert "Classement provisoire" in text
    assert ranking.sha256 in text


def test_each_kind_of_bid_has_its_reasons(client: Client, lot: Lot, now: datetime) -> None:
    find_adverse(priced(lot, 90), now)
    priced(lot, 100, teams=[team(declared_staff=4)])
    priced(lot, 110, shifts=[shift()])
    teams = [team(employer="Appels Nord", employer_role="subcontractor")]
    make_bid(lot, make_content(lot, price=Decimal(120), teams=teams))
    ranked(lot, now)
    text = page(client, lot)
    assert "Rang qu’elle aurait eu" in text
    assert "avec les seules heures légales" in text
    assert "Personne n’est en poste pendant 112 heures de la semaine (tous les jours de 16 h à 8 h)" in text
    assert "100,0 % du travail est confié à un sous-traitant" in text


def test_offers_that_follow_each_other_are_compared(client: Client, lot: Lot, now: datetime) -> None:
    priced(lot, 100)
    priced(lot, 110)
    ranked(lot, now)
    text = page(client, lot)
    assert "Écarts entre offres qui se suivent" in text
    assert "Indiscernables" in text
    assert "Même ordre dans 32 situations sur 32 (100 %)" in text


def test_a_ranking_of_before_the_simulation_is_still_read(client: Client, lot: Lot, now: datetime) -> None:
    priced(lot, 100)
    ranking = ranked(lot, now)
    kept = {key: value for key, value in ranking.content.items() if key not in ("differences", "stability")}
    Ranking.objects.create(
        lot=lot, established_at=database_now(), content=kept | {"schema": "ranking/1"}, sha256="0" * 64
    )
    text = page(client, lot)
    assert "Classement proposé" in text
    assert "Écarts entre offres" not in text


def test_an_unreadable_bid_stays_on_the_page(client: Client, lot: Lot, now: datetime) -> None:
    priced(lot, 100)
    make_bid(lot, state=BidState.UNREADABLE, issues=[{"severity": "error", "message": "Un XLS."}])
    ranked(lot, now)
    assert "Un XLS." in page(client, lot)


def test_what_is_missing_is_named(client: Client, lot: Lot) -> None:
    make_bid(lot, state=BidState.OPENED)
    assert "pas encore lue" in page(client, lot)


def test_a_lot_without_a_readable_bid_says_so_when_asked(client: Client, lot: Lot) -> None:
    client.force_login(lot.tender.created_by)
    answer = client.post(reverse("awards:establish", args=[lot.tender.reference, 1]), follow=True)
    assert "il n’y a rien à classer" in answer.content.decode()
    assert not Ranking.objects.exists()


def test_the_button_establishes_the_ranking(client: Client, lot: Lot) -> None:
    priced(lot, 100)
    compute_all(lot)
    client.force_login(lot.tender.created_by)
    client.post(reverse("awards:establish", args=[lot.tender.reference, 1]))
    assert Ranking.objects.get().established_by == lot.tender.created_by


def test_who_reads_and_who_does_not(client: Client, lot: Lot) -> None:
    officer = lot.tender.created_by
    colleague = make_officer(officer.memberships.get().organisation)
    bidder = make_bid(lot).submission.submitted_by
    people: list[User] = [officer, colleague, make_auditor(), make_officer(make_buyer()), bidder]
    codes = []
    for person in people:
        client.force_login(person)
        codes.append(client.get(address(lot)).status_code)
    assert codes == [200, 200, 200, 404, 404]


def test_an_auditor_does_not_establish(client: Client, lot: Lot) -> None:
    client.force_login(make_auditor())
    assert client.post(reverse("awards:establish", args=[lot.tender.reference, 1])).status_code == 403


def test_the_api_gives_rankings_to_readers_only(lot: Lot, now: datetime) -> None:
    priced(lot, 100)
    ranking = ranked(lot, now)
    found = []
    for person in (lot.tender.created_by, make_auditor(), make_officer(make_buyer())):
        client = APIClient()
        client.force_authenticate(person)
        rows = client.get(reverse("api:ranking-list")).json()["results"]
        found.append([row["sha256"] for row in rows])
    assert found == [[ranking.sha256], [ranking.sha256], []]


def test_the_file_of_the_consultation_shows_the_order(client: Client, lot: Lot, now: datetime) -> None:
    bid = priced(lot, 100)
    ranked(lot, now)
    client.force_login(lot.tender.created_by)
    text = client.get(reverse("tenders:officer_detail", args=[lot.tender.reference])).content.decode()
    assert "Le classement et ses raisons" in text
    assert bid.organisation.legal_name in text
    assert UNSET not in text
