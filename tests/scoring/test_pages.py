"""The pages of capacity, and who sees them."""

from datetime import datetime

import pytest
from django.template import engines
from django.test import Client
from django.urls import reverse

from accounts.models import User
from bids.enums import BidState
from bids.models import Bid
from scoring.enums import RunState
from scoring.models import CapacityRun
from scoring.services import request_run
from tenders.models import Lot, Tender
from tests.people import make_auditor, make_buyer, make_officer
from tests.scoring.cases import NEVER_EMPTY, compute_all, make_bid, make_content, opened_lot, shift, team

pytestmark = pytest.mark.django_db
UNSET = "VARIABLE-INCONNUE"


@pytest.fixture(autouse=True)
def _visible_unset_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", UNSET)  # type: ignore[attr-defined]


@pytest.fixture
def officer() -> User:
    return make_officer(make_buyer())


@pytest.fixture
def lot(officer: User) -> Lot:
    return opened_lot(officer, requirements=[NEVER_EMPTY])


def page(client: Client, person: User, address: str) -> str:
    client.force_login(person)
    answer = client.get(address)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert UNSET not in text
    return text


def progress_url(tender: Tender) -> str:
    return reverse("scoring:progress", args=[tender.reference])


def test_the_result_begins_with_its_verdict(client: Client, officer: User, lot: Lot) -> None:
    bid = make_bid(lot)
    compute_all(lot)
    text = page(client, officer, reverse("scoring:result", args=[bid.pk]))
    assert "Avec cette équipe," in text
    assert "Refaire ce calcul" in text
    assert CapacityRun.objects.get().output_sha256 in text


def test_a_hole_is_told_in_words(client: Client, officer: User, lot: Lot) -> None:
    bid = make_bid(lot, make_content(lot, shifts=[shift(days=(0, 1, 2, 3, 4))]))
    compute_all(lot)
    text = page(client, officer, reverse("scoring:result", args=[bid.pk])).replace("\u00a0", " ")
    assert "Exigence minimale non tenue" in text
    assert "du lundi au jeudi de 16 h à 8 h ; du vendredi 16 h au lundi 8 h" in text


def test_hours_beyond_the_law_are_told_with_their_article(client: Client, officer: User, lot: Lot) -> None:
    bid = make_bid(lot, make_content(lot, teams=[team(declared_staff=4)]))
    compute_all(lot)
    text = page(client, officer, reverse("scoring:result", args=[bid.pk]))
    assert "Plus d’heures promises que l’effectif déclaré ne peut en travailler" in text
    assert "L3121-41" in text


def test_an_unreadable_bid_is_shown_with_its_reason(client: Client, officer: User, lot: Lot) -> None:
    issue = {"severity": "error", "message": "Le fichier est un XLS.", "remedy": "Enregistrez-le en XLSX."}
    make_bid(lot, state=BidState.UNREADABLE, issues=[issue])
    assert "Le fichier est un XLS." in page(client, officer, progress_url(lot.tender))


def test_a_lot_without_bids_says_so(client: Client, officer: User, lot: Lot) -> None:
    assert "Aucune offre" in page(client, officer, progress_url(lot.tender))


def test_a_failed_run_shows_why_and_can_be_launched_again(
    client: Client, officer: User, lot: Lot, now: datetime
) -> None:
    run = request_run(bid=make_bid(lot), actor=None, now=now)
    CapacityRun.objects.filter(pk=run.pk).update(state=RunState.FAILED, error="La pause est trop longue.")
    text = page(client, officer, progress_url(lot.tender))
    assert "La pause est trop longue." in text
    assert "Relancer" in text


def test_progress_is_polled_while_a_run_waits(client: Client, officer: User, lot: Lot, now: datetime) -> None:
    request_run(bid=make_bid(lot), actor=None, now=now)
    text = page(client, officer, progress_url(lot.tender))
    assert "http-equiv" in text
    answer = client.get(reverse("scoring:progress_json", args=[lot.tender.reference])).json()
    assert (answer["state"], answer["done"], answer["total"]) == ("running", 0, 100)


def test_a_run_is_launched_and_cancelled_from_the_page(client: Client, officer: User, lot: Lot) -> None:
    bid = make_bid(lot)
    client.force_login(officer)
    client.post(reverse("scoring:launch", args=[bid.pk]))
    run = CapacityRun.objects.get(bid=bid)
    client.post(reverse("scoring:cancel", args=[run.pk]))
    run.refresh_from_db()
    assert (run.requested_by, run.state) == (officer, RunState.CANCELLED)


def test_the_whole_run_is_downloaded(client: Client, officer: User, lot: Lot) -> None:
    make_bid(lot)
    compute_all(lot)
    run = CapacityRun.objects.get()
    client.force_login(officer)
    document = client.get(reverse("scoring:download", args=[run.pk, "calcul"])).json()
    asked = client.get(reverse("scoring:download", args=[run.pk, "entrees"])).json()
    assert document["output"] == run.output
    assert asked == run.input


@pytest.fixture
def addresses(lot: Lot, now: datetime) -> list[str]:
    bid: Bid = make_bid(lot)
    run = request_run(bid=bid, actor=None, now=now)
    return [
        progress_url(lot.tender),
        reverse("scoring:progress_json", args=[lot.tender.reference]),
        reverse("scoring:result", args=[bid.pk]),
        reverse("scoring:download", args=[run.pk, "entrees"]),
    ]


def test_the_officer_a_colleague_and_an_auditor_read(
    client: Client, officer: User, addresses: list[str]
) -> None:
    colleague = make_officer(officer.memberships.get().organisation)
    for person in (officer, colleague, make_auditor()):
        client.force_login(person)
        assert [client.get(address).status_code for address in addresses] == [200] * 4


def test_strangers_and_bidders_find_nothing(client: Client, lot: Lot, addresses: list[str]) -> None:
    bidder = lot.bids.get().submission.submitted_by
    for person in (make_officer(make_buyer()), bidder):
        client.force_login(person)
        assert [client.get(address).status_code for address in addresses] == [404] * 4


def test_visitors_are_asked_to_sign_in(client: Client, addresses: list[str]) -> None:
    assert [client.get(address).status_code for address in addresses] == [302] * 4


def test_an_auditor_does_not_launch(client: Client, lot: Lot) -> None:
    client.force_login(make_auditor())
    assert client.post(reverse("scoring:launch", args=[make_bid(lot).pk])).status_code == 403
    assert not CapacityRun.objects.exists()


def test_before_the_opening_nobody_reads(client: Client, officer: User, lot: Lot) -> None:
    Tender.objects.filter(pk=lot.tender_id).update(state="published", opened_at=None)
    client.force_login(officer)
    assert client.get(progress_url(lot.tender)).status_code == 404
