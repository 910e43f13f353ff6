"""Depositing: in time, replaced, late, refused; the database's clock decides."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import Settings

from accounts.models import User
from audit.clock import database_now
from audit.enums import EventKind
from audit.models import Event
from bids.enums import AttemptOutcome, SubmissionState
from bids.errors import DepositRefused
from bids.models import DepositAttempt, Submission
from bids.services import deposit, open_bids
from tenders.models import Tender
from tenders.services import abandon_tender
from tests.people import make_bidder
from tests.tender_builders import draft_tender

from .builders import document_file, first_lot, organisation_of, pass_deadline, send, workbook_file


def kinds_of(tender: Tender) -> list[str]:
    return list(Event.objects.of_tender(tender.reference).values_list("kind", flat=True))


def files_on_disk(settings: Settings) -> int:
    folder = Path(settings.SEALED_DIR)
    return len(list(folder.iterdir())) if folder.exists() else 0


def test_in_time(tender: Tender, bidder: User) -> None:
    before = database_now()
    submission = send(bidder, tender)
    assert submission.state == SubmissionState.RECEIVED
    assert before < submission.received_at < database_now()
    assert submission.receipt.content["status"] == "in_time"
    assert kinds_of(tender)[-1] == EventKind.SUBMISSION_RECEIVED
    assert DepositAttempt.objects.get().outcome == AttemptOutcome.ACCEPTED


def test_second_replaces_the_first(tender: Tender, bidder: User) -> None:
    first, second = send(bidder, tender), send(bidder, tender, data=b"mieux")
    first.refresh_from_db()
    assert (first.state, first.replaced_by) == (SubmissionState.REPLACED, second)
    assert second.receipt.content["replaces"]["number"] == first.receipt.number
    assert list(Submission.objects.filter(tender=tender).current()) == [second]
    assert kinds_of(tender)[-2:] == [EventKind.SUBMISSION_RECEIVED, EventKind.SUBMISSION_REPLACED]


def test_late_one_is_kept_and_replaces_nothing(tender: Tender, bidder: User, settings: Settings) -> None:
    first = send(bidder, tender)
    late = send(bidder, pass_deadline(tender), data=b"trop tard")
    first.refresh_from_db()
    assert (first.state, late.state) == (SubmissionState.RECEIVED, SubmissionState.LATE)
    assert late.receipt.content["status"] == "late"
    assert kinds_of(tender)[-1] == EventKind.SUBMISSION_LATE
    assert DepositAttempt.objects.filter(outcome=AttemptOutcome.LATE).count() == 1
    assert files_on_disk(settings) == 2


def test_two_bidders_do_not_touch_each_other(tender: Tender, bidder: User) -> None:
    mine, theirs = send(bidder, tender), send(make_bidder(), tender)
    assert {mine.state, theirs.state} == {SubmissionState.RECEIVED}
    assert mine.organisation != theirs.organisation


def test_clock_of_the_application_decides_nothing(
    tender: Tender, bidder: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tender.deadline_at is not None
    after = tender.deadline_at + timedelta(days=1)
    monkeypatch.setattr("time.time", lambda: 0.0)
    monkeypatch.setattr("django.utils.timezone.now", lambda: after)
    assert send(bidder, tender).state == SubmissionState.RECEIVED


def test_last_microsecond_is_in_time(tender: Tender) -> None:
    assert tender.deadline_at is not None
    assert tender.accepts_deposits_at(tender.deadline_at)
    assert not tender.accepts_deposits_at(tender.deadline_at + timedelta(microseconds=1))


def test_stranger_cannot_deposit_for_an_organisation(tender: Tender, bidder: User) -> None:
    with pytest.raises(PermissionDenied):
        deposit(
            actor=make_bidder(),
            organisation=organisation_of(bidder),
            tender=tender,
            files=[workbook_file(first_lot(tender))],
            idempotency_key="k",
            started_at=database_now(),
        )


def test_no_workbook_is_refused(tender: Tender, bidder: User, settings: Settings) -> None:
    with pytest.raises(DepositRefused, match="classeur de réponse d’au moins un lot"):
        send(bidder, tender, files=[document_file(first_lot(tender))])
    assert files_on_disk(settings) == 0


def test_no_file_is_refused(tender: Tender, bidder: User) -> None:
    with pytest.raises(DepositRefused):
        send(bidder, tender, files=[])


def test_two_workbooks_for_a_lot_are_refused(tender: Tender, bidder: User) -> None:
    lot = first_lot(tender)
    with pytest.raises(DepositRefused, match="un seul classeur"):
        send(bidder, tender, files=[workbook_file(lot), workbook_file(lot)])


def test_another_consultation_s_lot_is_refused(tender: Tender, bidder: User, officer: User) -> None:
    other = first_lot(draft_tender(officer))
    with pytest.raises(DepositRefused, match="autre consultation"):
        send(bidder, tender, files=[workbook_file(other)])


def test_limits_are_named(tender: Tender, bidder: User, settings: Settings) -> None:
    settings.MAX_DEPOSIT_BYTES, settings.MAX_WORKBOOK_BYTES = 30, 20
    lot = first_lot(tender)
    with pytest.raises(DepositRefused, match=r"la limite est de 30.+octets"):
        send(bidder, tender, files=[workbook_file(lot, b"a" * 15), document_file(lot, b"b" * 16)])
    with pytest.raises(DepositRefused, match=r"à 20.+octets"):
        send(bidder, tender, data=b"a" * 21)
    with pytest.raises(DepositRefused, match="la limite est de 50"):
        send(bidder, tender, files=[workbook_file(lot, b"a"), *[document_file(lot, b"") for _ in range(50)]])


def test_draft_takes_no_deposit(officer: User, bidder: User, settings: Settings) -> None:
    draft = draft_tender(officer)
    with pytest.raises(DepositRefused, match="pas publiée"):
        send(bidder, draft)
    assert files_on_disk(settings) == 0


def test_opened_consultation_takes_no_deposit(tender: Tender, bidder: User, officer: User) -> None:
    open_bids(actor=officer, tender=pass_deadline(tender))
    with pytest.raises(DepositRefused, match="ont été ouverts"):
        send(bidder, tender)


def test_abandoned_consultation_takes_no_deposit(tender: Tender, bidder: User, officer: User) -> None:
    abandon_tender(actor=officer, tender=tender, reason="Besoin disparu.", now=database_now())
    with pytest.raises(DepositRefused, match="sans suite"):
        send(bidder, tender)


def test_files_of_a_failed_transaction_are_discarded(
    tender: Tender, bidder: User, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bids.services.arrival.issue_receipt", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        send(bidder, tender)
    assert files_on_disk(settings) == 0
    assert not Submission.objects.exists()
