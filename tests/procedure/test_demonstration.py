"""The two stories of the 3919: what really happened, and what was invented after it."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client, override_settings

from audit.clock import database_now
from audit.enums import EventKind
from audit.models import Event
from awards.endings.enums import EndingState
from awards.endings.models import LotEnding
from bids.models import Submission
from procedure.demo.continuation import WAITING, NotReadyError, Step, go_on
from procedure.demo.history import NO_SEQUEL, replay
from procedure.demo.known import FACTS
from procedure.demo.stage import Cast, gather, publish
from procedure.demo.which import CONTINUATION, HISTORY, OPEN, STORIES
from tenders.enums import TenderState
from tenders.models import Lot, Tender
from tests.bids.builders import at_once, pass_deadline
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


@pytest.fixture
def ranked(cast: Cast) -> Tender:
    """The invented sequel's consultation, said to be ranked although nobody bid."""
    now = database_now()
    tender = pass_deadline(publish(cast, CONTINUATION.case, now, now + timedelta(days=30)))
    now = database_now()
    Tender.objects.filter(pk=tender.pk).update(state=TenderState.RANKED, opened_at=now, ranked_at=now)
    return Tender.objects.get(pk=tender.pk)


def begin(lot: Lot) -> None:
    LotEnding.objects.create(lot=lot, state=EndingState.DESIGNATED)


@override_settings(DEMO=True)
@pytest.mark.parametrize("ready", [False, True])
def test_the_page_offers_the_sequel_once_it_is_ranked_and_until_it_is_told(
    client: Client, cast: Cast, ranked: Tender, *, ready: bool
) -> None:
    client.force_login(cast.officer)
    if not ready:
        Tender.objects.filter(pk=ranked.pk).update(state=TenderState.OPENED)
    page = client.get(PAGE).content.decode()
    assert ("Jouer jusqu’à l’attribution" in page, "Suivre les calculs" in page) == (ready, not ready)
    begin(ranked.lots.get())
    page = client.get(PAGE).content.decode()
    assert "Jouer jusqu’à l’attribution" not in page
    assert "La suite a été jouée" in page


@override_settings(DEMO=True)
def test_who_may_not_press_reads_who_may(client: Client, cast: Cast, ranked: Tender) -> None:
    for person in (None, cast.newcomer):
        if person:
            client.force_login(person)
        page = client.get(PAGE).content.decode()
        assert "L’agent acheteur de la démonstration peut la jouer" in page
        assert "Jouer jusqu’à" not in page


@override_settings(DEMO=True)
def test_pressing_says_what_forbids_it_and_keeps_nothing(client: Client, cast: Cast, ranked: Tender) -> None:
    client.force_login(cast.officer)
    answer = client.post(f"{PAGE}suite/")
    assert answer["Location"] == f"/acheteur/consultations/{ranked.reference}/"
    assert "La suite n’a pas été jouée." in client.get(PAGE).content.decode()
    assert not LotEnding.objects.filter(lot__tender=ranked).exists()


@override_settings(DEMO=True)
def test_signing_in_on_the_way_leads_back_to_the_page(client: Client, cast: Cast) -> None:
    to_sign_in = client.post(f"{PAGE}suite/")
    assert "next=" in to_sign_in["Location"]
    client.force_login(cast.officer)
    assert client.get(f"{PAGE}suite/")["Location"] == PAGE


@pytest.mark.django_db(transaction=True)
def test_of_two_who_press_at_once_the_second_is_told_that_it_is_done(ranked: Tender) -> None:
    first_holds = threading.Event()

    def first() -> None:
        with transaction.atomic():
            Tender.objects.select_for_update(no_key=True).get(pk=ranked.pk)
            first_holds.set()
            time.sleep(0.3)
            begin(ranked.lots.get())

    def second() -> None:
        first_holds.wait()
        go_on(ranked)

    assert [str(found) for found in at_once([first, second])] == ["None", WAITING[Step.TOLD]]


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
