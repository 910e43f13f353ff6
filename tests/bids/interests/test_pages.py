"""The page where one signs: questions, refusals, the way back, what each person sees."""

import pytest
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from accounts.models import User
from bids.interests.access import can_read_bids, is_recused, pending
from bids.interests.forms import INTEREST, NONE
from bids.models import Bid, InterestDeclaration, RecusalLift
from tenders.models import Tender
from tests.bids.builders import small_tender
from tests.people import make_auditor, make_bidder, make_officer

from .test_sign import MEASURE, declare


def place(tender: Tender, name: str = "interests") -> str:
    return reverse(f"bids:{name}", args=[tender.reference])


def answers(person: User, tender: Tender, said: str = NONE, text: str = "") -> dict[str, str]:
    found = {one.field: said for one in pending(person, tender)}
    return found | {f"{field}-interet": text for field in found} | {"on_honour": "on"}


@pytest.fixture
def signed_in(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


def test_signing_leads_back_to_what_was_asked(opened: Tender, officer: User, signed_in: Client) -> None:
    wanted = reverse("bids:bid_detail", args=[Bid.objects.all()[0].pk])
    page = signed_in.get(wanted, follow=True).content.decode()
    assert "Voix Communes (fictif)" in page
    assert "L.&nbsp;2141-10" in page
    response = signed_in.post(place(opened), answers(officer, opened) | {"suite": wanted})
    assert response["Location"] == wanted
    assert can_read_bids(officer, opened)


def test_the_way_back_stays_on_this_site(opened: Tender, officer: User, signed_in: Client) -> None:
    elsewhere = {"suite": "https://ailleurs.example/"}
    response = signed_in.post(place(opened), answers(officer, opened) | elsewhere)
    assert response["Location"] == reverse("tenders:officer_detail", args=[opened.reference])


def test_nothing_is_answered_in_advance(opened: Tender, signed_in: Client) -> None:
    assert "checked" not in signed_in.get(place(opened)).content.decode()
    response = signed_in.post(place(opened), {})
    assert response.status_code == 422
    text = response.content.decode()
    assert "Répondez à propos de ce nom." in text
    assert "Cochez cette case pour signer." in text
    assert not InterestDeclaration.objects.exists()


@pytest.mark.parametrize(("said", "text"), [(INTEREST, ""), (NONE, "Mon frère y travaille, à Lille.")])
def test_an_answer_and_its_text_agree(
    opened: Tender, officer: User, signed_in: Client, said: str, text: str
) -> None:
    assert signed_in.post(place(opened), answers(officer, opened, said, text)).status_code == 422
    assert not InterestDeclaration.objects.exists()


def test_a_declared_interest_recuses(opened: Tender, officer: User, signed_in: Client) -> None:
    text = "Je siège à son conseil d’administration."
    page = signed_in.post(place(opened), answers(officer, opened, INTEREST, text), follow=True)
    assert "Vous êtes déporté" in page.content.decode()
    assert is_recused(officer, opened)


def test_an_interest_that_appears_later_adds(opened: Tender, officer: User, signed_in: Client) -> None:
    signed_in.post(place(opened), answers(officer, opened))
    key = Bid.objects.all()[0].organisation.siren
    sent = {"party": key, "explanation": "Ma sœur vient d’y être recrutée."}
    signed_in.post(place(opened, "declare_interest"), sent)
    assert is_recused(officer, opened)
    assert InterestDeclaration.objects.filter(person=officer, party_key=key).count() == 2


def test_a_colleague_lifts_on_the_page(opened: Tender, evaluator: User, signed_in: Client) -> None:
    declared = declare(evaluator, opened)
    assert "Lever le déport de Éva Luatrice" in signed_in.get(place(opened)).content.decode()
    sent = {"declaration": str(declared.pk), "measure": "Trop court."}
    assert signed_in.post(place(opened, "lift_recusal"), sent).status_code == 422
    signed_in.post(place(opened, "lift_recusal"), sent | {"measure": MEASURE})
    assert RecusalLift.objects.get().declaration == declared


def test_who_comes_to_the_page(opened: Tender, evaluator: User, client: Client) -> None:
    people = (evaluator, make_auditor(), make_officer(), make_bidder())
    found = []
    for person in people:
        client.force_login(person)
        found.append(client.get(place(opened)).status_code)
    assert found == [200, 200, 404, 404]


def test_others_declarations_are_for_officers_and_auditors(
    opened: Tender, officer: User, evaluator: User, client: Client
) -> None:
    told = declare(officer, opened).explanation
    client.force_login(evaluator)
    assert told not in client.get(place(opened)).content.decode()
    client.force_login(make_auditor())
    assert told in client.get(place(opened)).content.decode()


def test_there_is_no_page_before_the_opening(officer: User, signed_in: Client) -> None:
    assert signed_in.get(place(small_tender(officer))).status_code == 404


def test_the_api_gives_each_what_they_may_see(opened: Tender, officer: User, evaluator: User) -> None:
    declare(officer, opened)
    counts = []
    for person in (make_auditor(), officer, evaluator, make_bidder()):
        client = APIClient()
        client.force_authenticate(person)
        counts.append(client.get(reverse("api:interestdeclaration-list")).json()["count"])
    assert counts == [1, 1, 0, 0]


def test_an_act_before_signing_changes_nothing_and_says_so(opened: Tender, signed_in: Client) -> None:
    address = reverse("awards:establish", args=[opened.reference, 1])
    page = signed_in.post(address, follow=True).content.decode()
    assert "Rien n’a été enregistré" in page
