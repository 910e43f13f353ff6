"""The pages: who reads, what they show, and what the ranking makes of a decision."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from admissibility.decisions.enums import DecisionKind
from audit.clock import database_now
from awards.services import establish_ranking
from tests.admissibility.decisions.conftest import REASON, Case
from tests.people import make_auditor, make_officer
from tests.scoring.cases import compute_all


def page(case: Case) -> str:
    return reverse("admissibility:bid", args=[case.dear.pk])


def as_person(client: Client, person: User) -> Client:
    client.force_login(person)
    return client


def text_of(client: Client, url: str) -> str:
    plain = client.get(url).content.decode().replace("&nbsp;", " ")
    return plain.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_buyer_and_auditors_read_the_file(case: Case, client: Client) -> None:
    for person, status in (
        (case.officer, 200),
        (case.colleague, 200),
        (make_auditor(), 200),
        (make_officer(), 404),
        (case.bidder, 404),
    ):
        assert as_person(client, person).get(page(case)).status_code == status


def test_findings_stand_by_part_with_what_they_propose(case: Case, client: Client) -> None:
    shown = text_of(as_person(client, case.officer), page(case))
    assert "La candidature" in shown
    assert "Qualification proposée" in shown
    assert "Offre inacceptable" in shown
    assert "ne se régularise pas" in shown


def test_an_evaluator_reads_without_the_form(case: Case, client: Client) -> None:
    assert "Enregistrer la décision" not in text_of(as_person(client, case.colleague), page(case))
    posted = client.post(page(case), {"seen": "", "kind": "irregular", "reason": REASON})
    assert posted.status_code == 403


def test_an_officer_decides_on_the_page(case: Case, client: Client) -> None:
    seen = as_person(client, case.officer).get(page(case)).context["file"].seen
    sent = {"seen": seen, "kind": "unacceptable", "reason": REASON}
    assert client.post(page(case), sent).status_code == 302
    assert "Décision en vigueur" in text_of(client, page(case))
    panel = text_of(client, reverse("bids:bid_detail", args=[case.dear.pk]))
    assert "Offre inacceptable" in panel


def test_a_stale_page_keeps_what_was_typed(case: Case, client: Client) -> None:
    sent = {"seen": "ancienne", "kind": "unacceptable", "reason": REASON}
    shown = as_person(client, case.officer).post(page(case), sent).content.decode()
    assert "a changé depuis que vous avez ouvert la page" in shown
    assert REASON in shown


def test_the_hub_shows_each_bid(case: Case, client: Client) -> None:
    url = reverse("tenders:officer_detail", args=[case.lot.tender.reference])
    shown = text_of(as_person(client, case.officer), url)
    assert "Constats et décisions" in shown
    assert shown.count("À décider") == 3


def test_the_bidder_learns_nothing_on_its_page(case: Case, client: Client) -> None:
    case.decided(case.bids[0])
    own = reverse("bids:my_bid", args=[case.bids[0].pk])
    shown = text_of(as_person(client, case.bidder), own)
    assert "irrégulière" not in shown


def ranked(case: Case) -> dict[int, dict[str, object]]:
    ranking = establish_ranking(lot=case.lot, actor=case.officer, now=database_now())
    return {entry["bid"]: entry for entry in ranking.content["entries"]}


class TestRanking:
    def test_a_bid_set_aside_leaves_the_next_ranking(self, case: Case, client: Client) -> None:
        compute_all(case.lot)
        assert ranked(case)[case.bids[0].pk]["rank"] is not None
        case.decided(case.bids[0])
        url = reverse("awards:ranking", args=[case.lot.tender.reference])
        shown = text_of(as_person(client, case.officer), url)
        assert "Classement antérieur à une décision de recevabilité" in shown
        assert ranked(case)[case.bids[0].pk]["rank"] is None
        shown = text_of(client, url)
        assert "Offre irrégulière, par décision motivée" in shown
        assert "antérieur à une décision" not in shown

    def test_without_a_decision_an_adverse_finding_keeps_it_outside(self, case: Case) -> None:
        compute_all(case.lot)
        assert ranked(case)[case.dear.pk]["rank"] is None

    def test_an_admitted_bid_joins_the_order(self, case: Case, client: Client) -> None:
        compute_all(case.lot)
        case.decided(case.dear, DecisionKind.ADMISSIBLE)
        assert ranked(case)[case.dear.pk]["rank"] is not None
        url = reverse("awards:ranking", args=[case.lot.tender.reference])
        assert "déclaré l’offre recevable" in text_of(as_person(client, case.officer), url)


@pytest.mark.django_db
def test_an_auditor_reads_decisions_by_the_api(case: Case, client: Client) -> None:
    case.decided(case.dear)
    (found,) = as_person(client, make_auditor()).get("/api/v1/admissibility-decisions/").json()["results"]
    assert (found["kind"], found["version"], found["reason"]) == ("irregular", 1, REASON)
