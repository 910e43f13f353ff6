"""A consultation is looked at when its hour comes, when its file changed, and once a day at least."""

from datetime import datetime, timedelta
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from audit.clock import database_now
from procedure.looks import LONGEST, look, to_look_at
from procedure.models import LastLook, ReachedMoment
from procedure.tasks import conduct
from tenders.models import Tender
from tenders.versions.services import postpone
from tests.bids.builders import pass_deadline, small_tender
from tests.people import make_officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> User:
    return make_officer()


@pytest.fixture
def tender(officer: User) -> Tender:
    """A consultation that was looked at, and of which all is told."""
    found = small_tender(officer)
    conduct()
    return found


def test_one_that_was_never_looked_at_is(officer: User) -> None:
    tender = small_tender(officer)
    assert to_look_at(database_now()) == [tender.pk]


def test_an_unchanged_one_is_left_alone_until_its_next_moment(tender: Tender) -> None:
    next_at = tender.last_look.next_at
    assert next_at
    LastLook.objects.update(at=next_at)
    assert to_look_at(next_at - timedelta(microseconds=1)) == []
    assert to_look_at(next_at) == [tender.pk]


def test_a_changed_one_is_looked_at_and_its_moments_known_again(officer: User, tender: Tender) -> None:
    assert tender.deadline_at
    before, wished = tender.last_look.next_at, tender.deadline_at + timedelta(days=7)
    postpone(actor=officer, tender=tender, deadline_at=wished, reason="Réponses tardives.", seen=1)
    assert to_look_at(database_now()) == [tender.pk]
    conduct()
    after = LastLook.objects.get(tender=tender).next_at
    assert before
    assert after
    assert after > before
    assert to_look_at(database_now()) == []


def test_a_change_of_another_consultation_is_none_of_this_one(officer: User, tender: Tender) -> None:
    other = small_tender(officer)
    assert to_look_at(database_now()) == [other.pk]


def test_what_was_told_is_an_event_and_one_more_look_ends_it(officer: User) -> None:
    tender = pass_deadline(small_tender(officer))
    conduct()
    assert to_look_at(database_now()) == [tender.pk]
    conduct()
    assert to_look_at(database_now()) == []
    assert ReachedMoment.objects.filter(name="deadline").count() == 1


def test_once_a_day_each_is_looked_at_whatever_happens(tender: Tender) -> None:
    at = database_now()
    LastLook.objects.update(at=at, next_at=None)
    assert to_look_at(at + LONGEST - timedelta(seconds=1)) == []
    assert to_look_at(at + LONGEST) == [tender.pk]


def test_a_change_while_the_file_is_read_is_looked_at_next_time(officer: User, tender: Tender) -> None:
    """The journal is read before the file: the change is after it, whichever state of the file was read."""
    assert tender.deadline_at
    wished = tender.deadline_at + timedelta(days=7)

    def changed(*_: object) -> list[object]:
        postpone(actor=officer, tender=tender, deadline_at=wished, reason="Réponses tardives.", seen=1)
        return []

    with patch("procedure.looks.moments_of", changed):
        look(tender_id=tender.pk, now=database_now())
    assert to_look_at(database_now()) == [tender.pk]


def test_one_that_fails_is_looked_at_again_and_stops_no_other(officer: User) -> None:
    failing, other = small_tender(officer), pass_deadline(small_tender(officer))

    def fails_once(*, tender_id: int, now: datetime) -> object:
        return 1 / 0 if tender_id == failing.pk else look(tender_id=tender_id, now=now)

    with patch("procedure.tasks.look", fails_once):
        conduct()
    assert ReachedMoment.objects.filter(tender=other, name="deadline").exists()
    assert failing.pk in to_look_at(database_now())


@pytest.mark.parametrize("count", [1, 4])
def test_a_minute_without_news_is_one_query_however_many_there_are(officer: User, count: int) -> None:
    for _ in range(count):
        small_tender(officer)
    conduct()
    with CaptureQueriesContext(connection) as asked:
        conduct()
    clock, walk = asked.captured_queries
    assert "clock_timestamp" in clock["sql"]
    assert "lastlook" in walk["sql"]
