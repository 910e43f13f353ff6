"""Publishing checks the whole, freezes it and says so in the journal."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from audit.enums import EventKind
from audit.models import Event
from tenders.enums import TenderState
from tenders.errors import PublicationRefused, StaleTender
from tenders.fingerprint import fingerprint_of, frozen_content
from tenders.services import publish_tender, save_tender_fields
from tests.people import make_bidder, make_officer
from tests.tender_builders import draft_tender, lead_case_draft, published_tender

pytestmark = pytest.mark.django_db


def test_the_lead_case_is_published_with_its_fingerprint(now: datetime) -> None:
    officer = make_officer()
    tender = publish_tender(actor=officer, tender=lead_case_draft(officer), now=now)
    assert tender.state == TenderState.PUBLISHED
    assert tender.published_at == now
    assert tender.fingerprint == fingerprint_of(tender.frozen_content)


def test_what_was_frozen_is_what_the_tables_still_say() -> None:
    tender = published_tender()
    assert frozen_content(tender) == tender.frozen_content


def test_publication_leaves_one_event_with_the_fingerprint() -> None:
    tender = published_tender()
    event = Event.objects.get(kind=EventKind.TENDER_PUBLISHED, tender_reference=tender.reference)
    assert event.payload["fingerprint"] == tender.fingerprint
    assert event.payload["budget_eur"] == "6000000.00"


def test_an_empty_draft_is_refused_with_every_problem_at_once(now: datetime) -> None:
    officer = make_officer()
    with pytest.raises(PublicationRefused) as refusal:
        publish_tender(actor=officer, tender=draft_tender(officer), now=now)
    codes = {problem.code for problem in refusal.value.problems}
    assert {"no_deadline", "no_estimate", "lot_without_cpv", "no_volume", "no_criterion"} <= codes


def test_a_refused_draft_stays_a_draft(now: datetime) -> None:
    officer = make_officer()
    draft = draft_tender(officer)
    with pytest.raises(PublicationRefused):
        publish_tender(actor=officer, tender=draft, now=now)
    draft.refresh_from_db()
    assert draft.is_draft
    assert not draft.fingerprint


def test_a_deadline_in_the_past_is_refused(now: datetime) -> None:
    officer = make_officer()
    draft = lead_case_draft(officer)
    fields = {"deadline_at": now - timedelta(seconds=1)}
    save_tender_fields(actor=officer, tender=draft, fields=fields, now=now)
    with pytest.raises(PublicationRefused, match="déjà passée"):
        publish_tender(actor=officer, tender=draft, now=now)


def test_the_second_publication_is_stale(now: datetime) -> None:
    officer = make_officer()
    tender = published_tender(officer)
    with pytest.raises(StaleTender, match="changé d’état entre-temps"):
        publish_tender(actor=officer, tender=tender, now=now)


@pytest.mark.parametrize("person", [make_officer, make_bidder])
def test_strangers_do_not_publish(person: object, now: datetime) -> None:
    draft = lead_case_draft()
    assert callable(person)
    with pytest.raises(PermissionDenied):
        publish_tender(actor=person(), tender=draft, now=now)


def test_a_colleague_publishes_what_another_wrote(now: datetime) -> None:
    officer = make_officer()
    draft = lead_case_draft(officer)
    colleague = make_officer(draft.buyer)
    assert publish_tender(actor=colleague, tender=draft, now=now).state == TenderState.PUBLISHED
