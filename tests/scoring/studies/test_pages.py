"""The page « Que faudrait-il ? », and who sees it."""

import pytest
from django.template import engines
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from audit.clock import database_now
from scoring.studies.models import StaffingStudy
from tenders import hub
from tenders.enums import TenderState
from tenders.models import Lot, Tender
from tests.people import make_auditor, make_bidder, make_buyer, make_officer, member
from tests.scoring.cases import make_lot
from tests.scoring.studies.work import asked, computed

pytestmark = pytest.mark.django_db
UNSET = "VARIABLE-INCONNUE"


@pytest.fixture(autouse=True)
def _visible_unset_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", UNSET)  # type: ignore[attr-defined]


def address(lot: Lot) -> str:
    return reverse("scoring:required_staffing", args=[lot.tender.reference])


def page(client: Client, person: User, url: str) -> str:
    client.force_login(person)
    answer = client.get(url)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert UNSET not in text
    return text


def publish(tender: Tender) -> None:
    now = database_now()
    Tender.objects.filter(pk=tender.pk).update(
        state=TenderState.PUBLISHED, published_at=now, deadline_at=now, fingerprint="a" * 64
    )


def test_an_officer_asks_then_follows_then_reads(client: Client, officer: User, lot: Lot) -> None:
    assert "Pas encore calculé" in page(client, officer, address(lot))
    ask = reverse("scoring:ask_study", args=[lot.tender.reference, lot.number])
    assert "est demandé" in client.post(ask, follow=True).content.decode()
    study = StaffingStudy.objects.get()
    following = client.get(reverse("scoring:study_progress_json", args=[study.pk])).json()
    assert following["state"] == "running"
    assert "Annuler le calcul" in page(client, officer, address(lot))
    computed(study)
    text = page(client, officer, address(lot))
    for words in ("Qui embaucher", "Niveau 1, français et anglais", "Tenu", "Coût indicatif", "24"):
        assert words in text
    assert study.input_sha256 in text


def test_a_result_outdated_by_new_volumes_says_so_and_may_be_asked_again(
    client: Client, officer: User, lot: Lot
) -> None:
    computed(asked(lot))
    assert "Recalculer" not in page(client, officer, address(lot))
    lot.contact_types.filter(code="appel-fr").update(annual_volume=20_000)
    text = page(client, officer, address(lot))
    assert "Recalculer" in text
    assert "a changé" in text


def test_a_failure_tells_its_reason(client: Client, officer: User, lot: Lot) -> None:
    lot.requirements.update(threshold_share="1")
    computed(asked(lot))
    assert "aucun effectif fini" in page(client, officer, address(lot))


def test_a_lot_that_does_not_say_enough_says_what(client: Client, officer: User, lot: Lot) -> None:
    lot.contact_types.all().delete()
    text = page(client, officer, address(lot))
    assert "n’en dit pas encore assez" in text
    assert "Calculer l’effectif minimal" not in text


def test_nobody_calls(client: Client, officer: User, lot: Lot) -> None:
    lot.contact_types.update(annual_volume=0)
    computed(asked(lot))
    assert "aucun effectif n’est nécessaire" in page(client, officer, address(lot))


def test_lots_have_tabs(client: Client, officer: User, lot: Lot) -> None:
    other = make_lot(lot.tender)
    text = page(client, officer, reverse("scoring:study_of_lot", args=[lot.tender.reference, other.number]))
    assert "Lot 1" in text
    missing = reverse("scoring:study_of_lot", args=[lot.tender.reference, 9])
    assert client.get(missing).status_code == 404


@pytest.mark.parametrize("part", ["entrees", "resultat", "planning"])
def test_what_was_computed_is_taken_away(client: Client, officer: User, lot: Lot, part: str) -> None:
    study = computed(asked(lot))
    client.force_login(officer)
    found = client.get(reverse("scoring:study_download", args=[study.pk, part])).json()
    wanted = "capacity-staffing/1" if part == "resultat" else "capacity-input/1"
    assert found["schema"] == wanted


def test_a_draft_is_its_buyer_s_alone(client: Client, lot: Lot) -> None:
    page(client, member(lot.tender.buyer, Role.EVALUATOR), address(lot))
    for stranger in (make_officer(make_buyer()), make_bidder(), make_auditor()):
        client.force_login(stranger)
        assert client.get(address(lot)).status_code == 404


def test_once_published_auditors_read_and_bidders_still_do_not(client: Client, lot: Lot) -> None:
    study = asked(lot)
    publish(lot.tender)
    text = page(client, make_auditor(), address(lot))
    assert "Annuler le calcul" not in text
    client.force_login(make_bidder())
    for url in (address(lot), reverse("scoring:study_download", args=[study.pk, "entrees"])):
        assert client.get(url).status_code == 404


def test_an_evaluator_reads_but_asks_nothing(client: Client, lot: Lot) -> None:
    client.force_login(member(lot.tender.buyer, Role.EVALUATOR))
    assert "Calculer l’effectif minimal" not in client.get(address(lot)).content.decode()
    ask = reverse("scoring:ask_study", args=[lot.tender.reference, lot.number])
    assert client.post(ask).status_code == 403
    assert not StaffingStudy.objects.exists()


def test_the_consultation_s_file_leads_to_it(client: Client, officer: User, lot: Lot) -> None:
    publish(lot.tender)
    computed(asked(lot))
    text = page(client, officer, reverse("tenders:officer_detail", args=[lot.tender.reference]))
    assert address(lot) in text
    assert "tiennent les objectifs du lot" in text
    assert not [one for one in hub.panels_for(lot.tender, make_bidder()) if one.title == "Que faudrait-il ?"]
