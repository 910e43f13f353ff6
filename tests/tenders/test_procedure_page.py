"""The proposed procedure on the pages: shown, overridden with a reason, kept in the file, never published."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from audit.clock import database_now
from audit.enums import EventKind
from audit.models import Event
from tenders.exchanges.deadlines import answers_are_bound
from tenders.models import Tender
from tenders.sections import Section
from tenders.services import publish_tender, save_tender_fields
from tests.people import make_bidder, make_officer
from tests.tender_builders import draft_tender, lead_case_draft

from .pages import address, client_of, posted

pytestmark = pytest.mark.django_db
REASON = "Règle interne : tout marché de plus de cinq millions se passe en appel d’offres."


def published_otherwise(officer: Any) -> Tender:
    """Return the lead case published by an open call, with the reason of that choice."""
    tender, now = lead_case_draft(officer), database_now()
    fields = {"procedure": "open", "procedure_reason": REASON}
    save_tender_fields(actor=officer, tender=tender, fields=fields, now=now)
    at = {"deadline_at": now + timedelta(days=40), "starts_on": (now + timedelta(days=200)).date()}
    tender = save_tender_fields(actor=officer, tender=tender, fields=at, now=now)
    return publish_tender(actor=officer, tender=tender, now=now)


def test_the_section_proposes_and_explains() -> None:
    officer = make_officer()
    page = client_of(officer).get(address(lead_case_draft(officer), Section.OBJECT)).content.decode()
    assert "Procédure proposée&nbsp;: Procédure adaptée (MAPA)" in page
    assert "R.\u00a02123-1, 3°" in page
    assert "R.\u00a02131-15, R.\u00a02131-7&nbsp;; source secondaire" in page


def test_an_empty_draft_says_what_is_missing() -> None:
    officer = make_officer()
    page = client_of(officer).get(address(draft_tender(officer), Section.OBJECT)).content.decode()
    assert "Aucune procédure ne peut encore être proposée" in page


def test_another_procedure_is_kept_and_its_reason_asked_at_once() -> None:
    officer = make_officer()
    client, url = client_of(officer), address(lead_case_draft(officer), Section.OBJECT)
    answer = client.post(url, posted(client, url, procedure="open"))
    assert answer["Location"] == f"{url}#id_procedure_reason"
    assert Tender.objects.get().procedure == "open"
    assert "Une autre est choisie" in client.get(url).content.decode()


def test_with_its_reason_the_next_section_follows() -> None:
    officer = make_officer()
    tender = lead_case_draft(officer)
    client, url = client_of(officer), address(tender, Section.OBJECT)
    answer = client.post(url, posted(client, url, procedure="open", procedure_reason=REASON))
    assert answer["Location"] == address(tender, Section.DATES)
    review = client.get(reverse("tenders:review", args=[tender.reference])).content.decode()
    assert "Procédure proposée" in review
    assert REASON in review


def test_the_file_tells_the_reason_and_the_public_page_does_not() -> None:
    officer = make_officer()
    tender = published_otherwise(officer)
    file = reverse("tenders:officer_detail", args=[tender.reference])
    public = reverse("tenders:public_detail", args=[tender.reference])
    assert REASON in client_of(officer).get(file).content.decode()
    assert REASON in client_of(make_officer(tender.buyer)).get(file).content.decode()
    assert client_of(make_bidder()).get(file).status_code == 403
    assert REASON not in client_of(make_bidder()).get(public).content.decode()
    assert REASON not in str(tender.frozen_content)


def test_the_publication_states_what_was_proposed() -> None:
    published_otherwise(make_officer())
    told = Event.objects.get(kind=EventKind.TENDER_PUBLISHED).payload["procedure"]
    assert told["proposed"] == "adapted"
    assert told["chosen"] == "open"
    assert told["reason"] == REASON
    assert told["grounds"] == ["social_services", "publicity_social_european"]


@pytest.mark.parametrize(
    ("control", "typed", "refusal"),
    [
        ("deadline_at", "2027-02-30T12:00", "n’existe pas"),
        ("deadline_at", "0001-01-01T00:00", "faute de frappe"),
        ("preinformation_sent_on", "0206-11-02", "faute de frappe"),
        ("starts_on", "2027-02-29", "n’existe pas"),
        ("estimated_value_eur", "-1", "égal"),
        ("estimated_value_eur", "999999999999999", "chiffres"),
    ],
)
def test_an_impossible_value_is_refused_with_its_remedy(control: str, typed: str, refusal: str) -> None:
    officer = make_officer()
    tender = lead_case_draft(officer)
    client, url = client_of(officer), address(tender, Section.DATES)
    answer = client.post(url, posted(client, url, **{control: typed}))
    assert answer.status_code == 422
    assert refusal in answer.content.decode()
    assert getattr(Tender.objects.get(), control) == getattr(tender, control)


@pytest.mark.parametrize(
    ("control", "typed"),
    [("buyer_kind", "king"), ("publicity", "affiche"), ("followed_procedure", "adapted"), ("procedure", "")],
)
def test_a_value_of_no_list_is_refused(control: str, typed: str) -> None:
    officer = make_officer()
    client, url = client_of(officer), address(lead_case_draft(officer), Section.OBJECT)
    assert client.post(url, posted(client, url, **{control: typed})).status_code == 422


def test_an_adapted_procedure_that_follows_a_formal_one_applies_it_entirely() -> None:
    tender = lead_case_draft()
    assert tender.applied_procedure == "adapted"
    tender.followed_procedure = "open"
    assert tender.applied_procedure == "open"
    assert answers_are_bound(tender)
    tender.procedure = "restricted"
    assert tender.applied_procedure == "restricted"
