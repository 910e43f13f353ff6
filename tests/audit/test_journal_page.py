"""Who reads the journal: the auditor all of it, the officer its own, a stranger nothing."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import Organisation
from audit.enums import EventKind
from audit.models import Event
from audit.permissions import readable_events
from audit.services import record
from audit.templatetags.journal import valeur
from tests.people import make_auditor, make_bidder, make_buyer, make_officer, make_user, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def buyer() -> Organisation:
    return make_buyer()


@pytest.fixture
def events(buyer: Organisation, now: datetime) -> list[Event]:
    def write(kind: EventKind, reference: str, **payload: str) -> Event:
        return record(
            kind=kind, actor=None, now=now, subject=buyer, tender_reference=reference, payload=payload
        )

    return [
        write(EventKind.TENDER_CREATED, "2026-0001", buyer_siret=buyer.siret),
        write(EventKind.SUBMISSION_RECEIVED, "2026-0001", operator="Une offre"),
        write(EventKind.TENDER_CREATED, "2026-0002", buyer_siret="00000000000000"),
    ]


def test_an_auditor_reads_everything(events: list[Event]) -> None:
    assert set(events) <= set(readable_events(make_auditor()))


def test_an_officer_reads_its_own_but_not_who_deposited(events: list[Event], buyer: Organisation) -> None:
    assert list(readable_events(member(buyer, Role.OFFICER))) == events[:1]


def test_once_opened_the_officer_reads_who_deposited(
    events: list[Event], buyer: Organisation, now: datetime
) -> None:
    record(kind=EventKind.BIDS_OPENED, actor=None, now=now, subject=buyer, tender_reference="2026-0001")
    assert events[1] in readable_events(member(buyer, Role.OFFICER))


def test_an_officer_of_another_buyer_reads_nothing_of_it(events: list[Event]) -> None:
    assert not readable_events(make_officer()).exists()


@pytest.mark.parametrize("who", [make_bidder, make_user])
def test_strangers_are_refused(client: Client, who: object) -> None:
    client.force_login(who())  # type: ignore[operator]
    assert client.get(reverse("audit:event_list")).status_code == 403


def test_nobody_is_sent_to_sign_in(client: Client) -> None:
    assert client.get(reverse("audit:event_list")).status_code == 302


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "—"),
        ([], "—"),
        (0, "0"),
        (True, "oui"),
        ("prix", "prix"),
        ([{"lot": None, "nom": "Écoute"}], '[{"lot": null, "nom": "Écoute"}]'),
    ],
)
def test_the_value_of_a_detail_is_read_without_knowing_python(value: object, shown: str) -> None:
    assert valeur(value) == shown
