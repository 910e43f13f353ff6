"""Writing to the journal."""

from datetime import datetime

import pytest
from django.db import connection, transaction

from accounts.models import User
from audit.enums import EventKind
from audit.models import Event
from audit.services import record, verify_journal
from tests.people import make_officer

pytestmark = pytest.mark.django_db


def write(user: User, now: datetime, **payload: object) -> Event:
    return record(kind=EventKind.USER_REGISTERED, actor=user, now=now, subject=user, payload=payload)


def test_events_count_without_a_gap(now: datetime) -> None:
    user = make_officer()
    first, second = write(user, now), write(user, now)
    assert second.sequence == first.sequence + 1


def test_an_event_names_its_author_even_after_a_change_of_name(now: datetime) -> None:
    user = make_officer()
    event = write(user, now)
    User.objects.filter(pk=user.pk).update(full_name="Autre Nom")
    assert Event.objects.get(pk=event.pk).actor_name == "Alix Acheteuse"


def test_a_float_is_refused_since_two_machines_may_print_it_differently(now: datetime) -> None:
    with pytest.raises(TypeError):
        write(make_officer(), now, share=0.5)


def test_an_event_vanishes_with_the_change_it_tells(now: datetime) -> None:
    user, before = make_officer(), Event.objects.count()
    with transaction.atomic():
        write(user, now)
        transaction.set_rollback(True)
    assert Event.objects.count() == before


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_written(now: datetime) -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        write(make_officer(), now)


def test_the_journal_verifies_after_a_round_trip_through_the_database(now: datetime) -> None:
    user = make_officer()
    write(user, now, texte="été", nombre=3, liste=[1, None, True])
    verdict = verify_journal()
    assert verdict.sound
    assert verdict.size == Event.objects.count()


def test_a_forged_row_is_found(now: datetime) -> None:
    event = write(make_officer(), now, montant="100")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            'UPDATE audit_event SET payload = \'{"montant": "900"}\' WHERE sequence = %s', [event.pk]
        )
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert f"événement {event.pk}" in verify_journal().faults[0]
