"""The same sending gives one receipt, whatever the hour; other files under the same key are refused."""

from functools import partial
from pathlib import Path

import pytest
from pytest_django import Settings

from accounts.models import User
from bids.enums import AttemptOutcome
from bids.errors import KeyReused
from bids.models import DepositAttempt, Submission
from bids.services import open_bids
from tenders.models import Tender
from tests.people import make_bidder

from .builders import at_once, document_file, first_lot, pass_deadline, send, workbook_file


def test_replay_gives_the_first_receipt(tender: Tender, bidder: User, settings: Settings) -> None:
    first = send(bidder, tender, key="cle")
    again = send(bidder, tender, key="cle")
    assert again.receipt.number == first.receipt.number
    assert len(list(Path(settings.SEALED_DIR).iterdir())) == 1
    attempt = DepositAttempt.objects.order_by("pk").last()
    assert attempt
    assert (attempt.outcome, first.receipt.number in attempt.reason) == (AttemptOutcome.ACCEPTED, True)


def test_replay_after_the_deadline_is_still_in_time(tender: Tender, bidder: User) -> None:
    first = send(bidder, tender, key="cle")
    again = send(bidder, pass_deadline(tender), key="cle")
    assert again.receipt == first.receipt
    assert again.receipt.content["status"] == "in_time"


def test_replay_after_the_opening_gives_the_receipt(tender: Tender, bidder: User, officer: User) -> None:
    first = send(bidder, tender, key="cle")
    open_bids(actor=officer, tender=pass_deadline(tender))
    assert send(bidder, tender, key="cle").receipt == first.receipt


@pytest.mark.parametrize("change", ["content", "name", "more"])
def test_other_files_under_the_same_key_are_refused(
    tender: Tender, bidder: User, settings: Settings, change: str
) -> None:
    lot = first_lot(tender)
    first = send(bidder, tender, files=[workbook_file(lot, b"un")], key="cle")
    files = {
        "content": [workbook_file(lot, b"deux")],
        "name": [workbook_file(lot, b"un", "autre.xlsx")],
        "more": [workbook_file(lot, b"un"), document_file(lot)],
    }[change]
    with pytest.raises(KeyReused, match=first.receipt.number):
        send(bidder, tender, files=files, key="cle")
    assert len(list(Path(settings.SEALED_DIR).iterdir())) == 1


def test_two_bidders_may_draw_the_same_key(tender: Tender, bidder: User) -> None:
    assert send(bidder, tender, key="cle") != send(make_bidder(), tender, key="cle")


@pytest.mark.django_db(transaction=True)
def test_twenty_sendings_at_once_are_one_deposit(tender: Tender, bidder: User, settings: Settings) -> None:
    outcomes = at_once([partial(send, bidder, tender, key="cle")] * 20)
    assert len({getattr(outcome, "pk", outcome) for outcome in outcomes}) == 1
    assert Submission.objects.count() == 1
    assert len(list(Path(settings.SEALED_DIR).iterdir())) == 1


@pytest.mark.django_db(transaction=True)
def test_ten_deposits_at_once_leave_one_current(tender: Tender, bidder: User) -> None:
    outcomes = at_once([partial(send, bidder, tender, data=b"%d" % number) for number in range(10)])
    assert all(isinstance(outcome, Submission) for outcome in outcomes)
    current = Submission.objects.filter(tender=tender).current().get()
    assert current == Submission.objects.order_by("received_at").last()
    assert Submission.objects.exclude(pk=current.pk).filter(replaced_by=None).count() == 0
