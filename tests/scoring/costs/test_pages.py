"""The pages of the cost parameters: three people, and the form in percent."""

import pytest
from django.template import engines
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Organisation, User
from scoring.costs.models import LabourRate
from scoring.costs.pages import SLUG_OF
from scoring.engine.labour_rates import RateKind
from tests.people import make_auditor, make_bidder, make_buyer, make_officer, member

pytestmark = pytest.mark.django_db
UNSET = "VARIABLE-INCONNUE"
NEW = {
    "value": "25,5",
    "value_high": "",
    "applies_from": "2026-03-01",
    "source": "Accord d’entreprise du 1er mars 2026 (fictif)",
    "checked": "on",
    "reason": "Accord signé",
}


@pytest.fixture(autouse=True)
def _visible_unset_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", UNSET)  # type: ignore[attr-defined]


def rates_url(buyer: Organisation) -> str:
    return reverse("scoring:labour_rates", args=[buyer.pk])


def rate_url(buyer: Organisation, kind: RateKind = RateKind.NIGHT_PREMIUM) -> str:
    return reverse("scoring:labour_rate", args=[buyer.pk, SLUG_OF[kind]])


def shown(client: Client, person: User, address: str) -> str:
    client.force_login(person)
    answer = client.get(address)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert UNSET not in text
    return text.replace("\u00a0", " ")


def test_every_value_in_force_is_shown_with_its_source(
    client: Client, buyer: Organisation, officer: User
) -> None:
    text = shown(client, officer, rates_url(buyer))
    assert "12,02 €" in text
    assert "de 4 % à 25 %" in text
    assert "valeur nationale" in text
    assert "À vérifier" in text


def test_an_officer_adds_a_value_that_takes_over(client: Client, buyer: Organisation, officer: User) -> None:
    client.force_login(officer)
    answer = client.post(rate_url(buyer), NEW)
    assert answer.status_code == 302
    text = shown(client, officer, rates_url(buyer))
    assert "25,5 %" in text
    assert "propre à l’acheteur" in text
    assert "de 4 % à 25 %" in shown(client, officer, rate_url(buyer))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"value": "beaucoup"}, "nombre"),
        ({"value": "30", "value_high": "20"}, "La valeur haute n’est pas inférieure"),
        ({"source": ""}, "obligatoire"),
        ({"reason": ""}, "obligatoire"),
    ],
)
def test_a_wrong_form_says_what_is_wrong(
    client: Client, buyer: Organisation, officer: User, wrong: dict[str, str], message: str
) -> None:
    client.force_login(officer)
    answer = client.post(rate_url(buyer), NEW | wrong)
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert not LabourRate.objects.filter(buyer=buyer).exists()


def test_colleagues_and_auditors_read_without_adding(client: Client, buyer: Organisation) -> None:
    for person in (member(buyer, Role.EVALUATOR), make_auditor()):
        assert "Ajouter une valeur" not in shown(client, person, rate_url(buyer))
        assert client.post(rate_url(buyer), NEW).status_code == 403
    assert not LabourRate.objects.filter(buyer=buyer).exists()


def test_strangers_and_bidders_find_nothing(client: Client, buyer: Organisation) -> None:
    for person in (make_officer(make_buyer()), make_bidder()):
        client.force_login(person)
        assert [client.get(url).status_code for url in (rates_url(buyer), rate_url(buyer))] == [404, 404]


def test_visitors_are_asked_to_sign_in(client: Client, buyer: Organisation) -> None:
    urls = (rates_url(buyer), rate_url(buyer), reverse("scoring:labour_rates_index"))
    assert [client.get(url).status_code for url in urls] == [302, 302, 302]


def test_the_index_leads_to_the_only_buyer(client: Client, buyer: Organisation, officer: User) -> None:
    client.force_login(officer)
    assert client.get(reverse("scoring:labour_rates_index")).headers["Location"] == rates_url(buyer)


def test_the_index_lets_an_auditor_choose_and_refuses_a_bidder(client: Client, buyer: Organisation) -> None:
    make_buyer()
    assert rates_url(buyer) in shown(client, make_auditor(), reverse("scoring:labour_rates_index"))
    client.force_login(make_bidder())
    assert client.get(reverse("scoring:labour_rates_index")).status_code == 403


def test_a_parameter_that_does_not_exist_is_not_found(
    client: Client, buyer: Organisation, officer: User
) -> None:
    client.force_login(officer)
    assert client.get(rates_url(buyer) + "prime-de-panier/").status_code == 404
