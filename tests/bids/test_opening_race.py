"""An opening cannot slip between a deposit's moment and its commit."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from accounts.models import User
from audit.clock import database_now
from bids.enums import SubmissionState
from bids.models import Submission
from bids.services import arrival, open_bids
from tenders.models import Tender

from .builders import at_once, send

pytestmark = pytest.mark.django_db(transaction=True)


def shorten(tender: Tender, milliseconds: int) -> None:
    soon = database_now() + timedelta(milliseconds=milliseconds)
    Tender.objects.filter(pk=tender.pk).update(deadline_at=soon)


def test_opening_waits_for_a_deposit_under_way(
    tender: Tender, officer: User, bidder: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The deposit takes its moment in time, then is slow to commit; the opening comes after the deadline."""
    shorten(tender, 400)
    moment_taken = threading.Event()
    real = arrival.write_submission

    def slow(*args: object) -> Submission:
        moment_taken.set()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(1.0)")
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(arrival, "write_submission", slow)

    def open_after_deadline() -> object:
        moment_taken.wait(5)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.6)")
        return open_bids(actor=officer, tender=tender)

    outcomes = at_once([lambda: send(bidder, tender), open_after_deadline])
    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert Submission.objects.get().state == SubmissionState.OPENED


def test_deposit_waits_for_an_opening_under_way_and_is_late(
    tender: Tender, officer: User, bidder: User
) -> None:
    shorten(tender, 1)
    holding, begun = threading.Event(), threading.Event()

    def open_slowly() -> object:
        begun.wait(5)
        with transaction.atomic():
            opening = open_bids(actor=officer, tender=tender)
            holding.set()
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_sleep(0.5)")
        return opening

    def late() -> object:
        begun.set()
        holding.wait(5)
        return send(bidder, tender)

    outcomes = at_once([open_slowly, late])
    assert [type(outcome).__name__ for outcome in outcomes] == ["Opening", "DepositRefused"]
