"""Autosave keeps what is right, refuses what is not, and leaves the journal alone."""

from decimal import Decimal

import pytest

from audit.models import Event
from tenders.models import ContactType, Criterion, Tender
from tenders.sections import Section
from tests.people import make_officer
from tests.tender_builders import draft_tender, lead_case_draft

from .pages import address, client_of, posted

pytestmark = pytest.mark.django_db


def test_a_draft_is_kept_without_an_event() -> None:
    officer = make_officer()
    tender, client = draft_tender(officer), client_of(officer)
    data = posted(client, address(tender, Section.OBJECT), description="Réponse aux appels")
    before = Event.objects.count()
    answer = client.post(address(tender, Section.OBJECT, autosave=True), data)
    assert answer.status_code == 200
    assert answer.json()["saved_at"]
    assert Tender.objects.get().description == "Réponse aux appels"
    assert Event.objects.count() == before


def test_the_explicit_save_after_it_tells_everything_that_changed() -> None:
    officer = make_officer()
    tender, client = draft_tender(officer), client_of(officer)
    url = address(tender, Section.OBJECT)
    data = posted(client, url, description="Réponse aux appels")
    client.post(address(tender, Section.OBJECT, autosave=True), data)
    assert client.post(url, data).status_code == 302
    assert "description" in Event.objects.latest("sequence").payload["changed"]


def test_one_wrong_value_does_not_hold_back_the_others() -> None:
    officer = make_officer()
    tender, client = lead_case_draft(officer), client_of(officer)
    data = posted(client, address(tender, Section.DATES), budget_eur="beaucoup", duration_months="24")
    answer = client.post(address(tender, Section.DATES, autosave=True), data)
    assert answer.status_code == 422
    assert "Crédits budgétaires alloués" in answer.json()["message"]
    saved = Tender.objects.get()
    assert (saved.duration_months, saved.budget_eur) == (24, Decimal(6_000_000))


def test_one_wrong_cell_keeps_its_stored_value_and_the_other_rows() -> None:
    officer = make_officer()
    tender, client = lead_case_draft(officer), client_of(officer)
    wrong = {"rows-0-annual_volume": "cent mille", "rows-2-annual_volume": "13 000"}
    data = posted(client, address(tender, Section.VOLUMES), **wrong)
    assert client.post(address(tender, Section.VOLUMES, autosave=True), data).status_code == 422
    volumes = ContactType.objects.filter(level=1, channel="call").order_by("position")
    assert list(volumes.values_list("annual_volume", flat=True)) == [108_000, 13_000]


def test_one_s_own_autosave_is_not_taken_for_a_colleague_s() -> None:
    officer = make_officer()
    tender, client = draft_tender(officer), client_of(officer)
    saved = address(tender, Section.OBJECT, autosave=True)
    data = posted(client, address(tender, Section.OBJECT), title="Un")
    assert client.post(saved, data).status_code == 200
    assert client.post(saved, {**data, "title": "Deux"}).status_code == 200


def test_a_colleague_s_change_is_not_overwritten() -> None:
    officer = make_officer()
    tender, client = draft_tender(officer), client_of(officer)
    colleague, url = client_of(make_officer(tender.buyer)), address(tender, Section.OBJECT)
    mine = posted(client, url, title="Le mien")
    colleague.post(url, posted(colleague, url, title="Le sien"))
    answer = client.post(address(tender, Section.OBJECT, autosave=True), mine)
    assert answer.status_code == 409
    assert Tender.objects.get().title == "Le sien"


def test_the_running_total_of_the_weights_is_told() -> None:
    officer = make_officer()
    tender, client = lead_case_draft(officer), client_of(officer)
    data = posted(client, address(tender, Section.CRITERIA), **{"rows-0-weight": "30"})
    answer = client.post(address(tender, Section.CRITERIA, autosave=True), data)
    assert answer.json()["message"].startswith("Total des poids\u00a0: 95")


def test_a_row_kept_by_an_autosave_is_still_there_after_the_explicit_save() -> None:
    officer = make_officer()
    tender, client = draft_tender(officer), client_of(officer)
    url = address(tender, Section.CRITERIA)
    typed = {"rows-0-name": "Prix", "rows-0-kind": "price", "rows-0-weight": "40"}
    data = posted(client, url, page_name="cette-page-1", **typed)
    for to in (address(tender, Section.CRITERIA, autosave=True), url):
        assert client.post(to, data).status_code in {200, 302}
        assert list(Criterion.objects.values_list("name", "weight")) == [("Prix", Decimal(40))]
