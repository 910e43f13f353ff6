"""The deadline moves later, while bids may still be deposited, for a reason, and everybody is told."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from audit.enums import EventKind
from audit.models import Event
from outbox.models import Job
from outbox.tasks import run_job
from tenders.enums import VersionKind
from tenders.models import Tender, TenderVersion
from tenders.versions.errors import DeadlineRefused, DepositsClosed, StaleVersion
from tenders.versions.services import postpone
from tests.bids.builders import pass_deadline, send
from tests.people import make_bidder, make_officer

REASON = "Réponses publiées tardivement."
WEEK = timedelta(days=7)


def later(tender: Tender, by: timedelta = WEEK) -> datetime:
    assert tender.deadline_at is not None
    return tender.deadline_at + by


def put_off(actor: User, tender: Tender, by: timedelta = WEEK, seen: int = 1) -> TenderVersion:
    return postpone(actor=actor, tender=tender, deadline_at=later(tender, by), reason=REASON, seen=seen)


def test_a_second_version_says_the_new_deadline_of_the_same_content(officer: User, tender: Tender) -> None:
    version = put_off(officer, tender)
    wished = later(tender)
    tender.refresh_from_db()
    assert tender.deadline_at == version.deadline_at == wished
    assert (version.number, version.kind) == (2, VersionKind.POSTPONED)
    assert version.fingerprint == tender.fingerprint == tender.versions.get(number=1).fingerprint


def test_a_colleague_may(colleague: User, tender: Tender) -> None:
    assert put_off(colleague, tender).published_by == colleague


@pytest.mark.parametrize("make", [make_officer, make_bidder])
def test_strangers_may_not(make: object, tender: Tender) -> None:
    assert callable(make)
    with pytest.raises(PermissionDenied):
        put_off(make(), tender)
    tender.refresh_from_db()
    assert tender.versions.count() == 1


@pytest.mark.parametrize("by", [timedelta(0), -timedelta(days=1), -timedelta(days=400)])
def test_never_earlier_and_never_into_the_past(by: timedelta, officer: User, tender: Tender) -> None:
    with pytest.raises(DeadlineRefused, match="deadline_at"):
        put_off(officer, tender, by)
    assert not Event.objects.filter(kind=EventKind.DEADLINE_POSTPONED).exists()


def test_once_the_deadline_has_passed_it_stands(officer: User, tender: Tender) -> None:
    with pytest.raises(DepositsClosed, match="est passée"):
        put_off(officer, pass_deadline(tender))
    assert tender.versions.count() == 1


def test_a_page_of_a_former_version_is_refused(officer: User, colleague: User, tender: Tender) -> None:
    put_off(colleague, tender)
    with pytest.raises(StaleVersion, match="version 2"):
        put_off(officer, tender, 2 * WEEK)


def test_without_a_reason_nothing_moves(officer: User, tender: Tender) -> None:
    with pytest.raises(ValidationError, match="motif"):
        postpone(actor=officer, tender=tender, deadline_at=later(tender), reason="  non ", seen=1)
    assert tender.versions.count() == 1


def test_the_journal_keeps_both_deadlines_and_counts_nobody(officer: User, tender: Tender) -> None:
    send(make_bidder(), tender)
    put_off(officer, tender)
    told = Event.objects.get(kind=EventKind.DEADLINE_POSTPONED).payload
    assert told.keys() == {"version", "former_deadline_at", "deadline_at", "reason"}


def test_depositors_are_told_that_their_deposit_stands(officer: User, tender: Tender) -> None:
    bidder = make_bidder()
    make_bidder()
    send(bidder, tender)
    put_off(officer, tender)
    for job in Job.objects.filter(kind="announce_version"):
        run_job(job.pk)
    assert [message.to for message in mail.outbox] == [[bidder.email]]
    assert REASON in mail.outbox[0].body
    assert "reste valablement déposé" in mail.outbox[0].body
    assert f"/consultations/{tender.reference}/versions/" in mail.outbox[0].body
