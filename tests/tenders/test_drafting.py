"""The pages of a draft: each section opens, saves, keeps what is typed."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from audit.enums import EventKind
from audit.models import Event
from tenders.fingerprint import frozen_content
from tenders.models import Criterion, Tender
from tenders.sections import Section
from tests.people import make_officer
from tests.tender_builders import draft_tender, lead_case_draft

from .pages import ALL_SECTIONS, address, client_of, posted

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("section", ALL_SECTIONS)
@pytest.mark.parametrize("build", [draft_tender, lead_case_draft])
def test_each_section_opens_and_saves_unchanged(section: Section, build: Callable[..., Tender]) -> None:
    officer = make_officer()
    tender, client = build(officer), client_of(officer)
    url = address(tender, section)
    before = Event.objects.count()
    answer = client.post(url, posted(client, url))
    assert answer.status_code == 302, answer.context["editor"].errors()
    assert Event.objects.count() - before <= 1


def test_the_lead_case_stays_itself_through_every_page() -> None:
    officer = make_officer()
    tender, client = lead_case_draft(officer), client_of(officer)
    before = frozen_content(tender)
    for section in ALL_SECTIONS:
        url = address(tender, section)
        client.post(url, posted(client, url))
    assert frozen_content(Tender.objects.get(pk=tender.pk)) == before


def test_saving_what_changed_leaves_one_event_with_its_name() -> None:
    officer = make_officer()
    tender, client = lead_case_draft(officer), client_of(officer)
    url = address(tender, Section.DATES)
    client.post(url, posted(client, url, budget_eur="6 100 000,50 €"))
    event = Event.objects.filter(kind=EventKind.TENDER_SECTION_SAVED).latest("sequence")
    assert event.payload["changed"] == ["budget_eur"]
    assert str(Tender.objects.get().budget_eur) == "6100000.50"


def test_saving_again_what_did_not_change_leaves_no_event() -> None:
    officer = make_officer()
    tender, client = lead_case_draft(officer), client_of(officer)
    url, before = address(tender, Section.DATES), Event.objects.count()
    client.post(url, posted(client, url))
    assert Event.objects.count() == before


def test_a_page_seen_before_a_colleague_saved_is_refused_and_keeps_what_was_typed() -> None:
    officer = make_officer()
    tender, client = draft_tender(officer), client_of(officer)
    colleague, url = client_of(make_officer(tender.buyer)), address(tender, Section.OBJECT)
    mine = posted(client, url, title="Mon intitulé")
    colleague.post(url, posted(colleague, url, title="Le sien"))
    refused = client.post(url, mine)
    assert refused.status_code == 409
    assert "Mon intitulé" in refused.content.decode()
    assert Tender.objects.get().title == "Le sien"


def test_saving_the_refused_page_again_keeps_mine() -> None:
    officer = make_officer()
    tender, client = draft_tender(officer), client_of(officer)
    colleague, url = client_of(make_officer(tender.buyer)), address(tender, Section.OBJECT)
    mine = posted(client, url, title="Mon intitulé")
    colleague.post(url, posted(colleague, url, title="Le sien"))
    seen = client.post(url, mine).context["seen"]
    client.post(url, {**mine, "seen": seen})
    assert Tender.objects.get().title == "Mon intitulé"


def test_a_colleague_in_another_section_does_not_disturb() -> None:
    officer = make_officer()
    tender, client = draft_tender(officer), client_of(officer)
    colleague, url = client_of(make_officer(tender.buyer)), address(tender, Section.OBJECT)
    mine = posted(client, url, title="Mon intitulé")
    other = address(tender, Section.DATES)
    colleague.post(other, posted(colleague, other, duration_months="24"))
    assert client.post(url, mine).status_code == 302


def test_weights_that_total_170_can_be_saved_but_are_shown_wrong() -> None:
    officer = make_officer()
    tender, client = lead_case_draft(officer), client_of(officer)
    url = address(tender, Section.CRITERIA)
    weights = {f"rows-{n}-weight": w for n, w in enumerate(("70", "45", "25", "30", "0", "0"))}
    client.post(url, posted(client, url, **weights))
    assert sum(Criterion.objects.values_list("weight", flat=True)) == 170
    assert "totalisent 170 au lieu de 100" in client.get(url).content.decode()


@pytest.mark.parametrize("typed", ["NaN", "inf", "-1", "abc", "1e400", "12:30"])
def test_nonsense_is_refused_at_its_field(typed: str) -> None:
    officer = make_officer()
    tender, client = lead_case_draft(officer), client_of(officer)
    url = address(tender, Section.DATES)
    answer = client.post(url, posted(client, url, budget_eur=typed))
    assert answer.status_code == 422
    assert answer.context["editor"].form.errors["budget_eur"]


def test_a_row_is_added_without_javascript() -> None:
    officer = make_officer()
    tender, client = lead_case_draft(officer), client_of(officer)
    url = address(tender, Section.PRICES)
    page = client.post(url, posted(client, url, add_row="rows")).content.decode()
    assert 'name="rows-4-quantity"' in page


def test_a_row_is_removed() -> None:
    officer = make_officer()
    tender, client = lead_case_draft(officer), client_of(officer)
    url = address(tender, Section.PRICES)
    client.post(url, posted(client, url, **{"rows-0-DELETE": "on"}))
    assert tender.lots.get().price_lines.count() == 3


def test_the_task_list_says_what_is_complete_missing_and_wrong() -> None:
    officer = make_officer()
    page = client_of(officer).get(reverse("tenders:draft", args=[lead_case_draft(officer).reference]))
    assert "Complet" in page.content.decode()
    empty = client_of(officer).get(reverse("tenders:draft", args=[draft_tender(officer).reference]))
    assert "À compléter" in empty.content.decode()
