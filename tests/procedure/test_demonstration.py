"""The two stories of the 3919: what really happened, and what was invented after it."""

from datetime import timedelta

import pytest
from django.test import Client, override_settings

from audit.clock import database_now
from audit.enums import EventKind
from audit.models import Event
from bids.models import Submission
from procedure.demo.continuation import NotReadyError, go_on
from procedure.demo.history import NO_SEQUEL, replay
from procedure.demo.known import FACTS
from procedure.demo.stage import Cast, gather, publish
from procedure.demo.which import CONTINUATION, HISTORY, OPEN, STORIES
from tenders.enums import TenderState
from tests.people import make_officer

pytestmark = pytest.mark.django_db
PAGE = "/demonstration/"
TOLD = (
    EventKind.TENDER_PUBLISHED,
    EventKind.QUESTION_ASKED,
    EventKind.QUESTION_ANSWERED,
    EventKind.LEGAL_HOLD_PLACED,
    EventKind.TENDER_ABANDONED,
)


@pytest.fixture
def cast() -> Cast:
    return gather()


def test_the_page_does_not_exist_outside_the_demonstration(client: Client) -> None:
    assert client.get(PAGE).status_code == 404


@override_settings(DEMO=True)
def test_every_story_and_every_fact_is_on_the_page(client: Client) -> None:
    page = client.get(PAGE).content.decode()
    assert all(story.name in page for story in STORIES)
    assert all(fact.source in page for fact in FACTS)


def test_the_real_story_ends_without_an_award_and_without_a_bid(cast: Cast) -> None:
    tender = replay(cast)
    assert (tender.state, tender.abandonment_reason) == (TenderState.ABANDONED, NO_SEQUEL)
    assert not Submission.objects.filter(tender=tender).exists()


def test_the_real_story_is_told_in_the_order_of_its_facts(cast: Cast) -> None:
    events = Event.objects.filter(tender_reference=replay(cast).reference).order_by("sequence")
    kinds = list(events.values_list("kind", flat=True))
    order = [kinds.index(kind) for kind in TOLD]
    assert order == sorted(order)


@override_settings(DEMO=True)
def test_only_the_officer_of_the_invented_buyer_asks_for_the_sequel(client: Client, cast: Cast) -> None:
    now = database_now()
    publish(cast, CONTINUATION.case, now, now + timedelta(days=30))
    answers = {}
    for person in (cast.officer, make_officer(), cast.newcomer):
        client.force_login(person)
        answers[person] = client.post(f"{PAGE}suite/").status_code
    assert list(answers.values()) == [302, 403, 403]


def test_the_sequel_waits_for_the_ranking(cast: Cast) -> None:
    now = database_now()
    tender = publish(cast, CONTINUATION.case, now, now + timedelta(days=30))
    with pytest.raises(NotReadyError, match="classement"):
        go_on(tender)


def test_each_story_finds_its_own_consultation_and_the_last_one_told(cast: Cast) -> None:
    now = database_now()
    told = [publish(cast, OPEN.case, now, now + timedelta(days=30)) for _ in range(2)]
    assert OPEN.tender() == told[-1]
    assert CONTINUATION.tender() is None


@override_settings(DEMO=True)
def test_a_stranger_sees_the_public_page_only(client: Client, cast: Cast) -> None:
    tender = replay(cast)
    page = client.get(PAGE).content.decode()
    assert f"/consultations/{tender.reference}/" in page
    assert f"/acheteur/consultations/{tender.reference}/" not in page


def test_the_facts_are_in_order_and_say_where_they_come_from() -> None:
    days = [fact.on for fact in FACTS]
    assert days == sorted(days)
    assert all(fact.source for fact in FACTS)
    assert HISTORY.case.lot_description == OPEN.case.lot_description
