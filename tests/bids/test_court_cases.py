"""What courts held against platforms, as scenarios that must end otherwise here."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from audit.clock import database_now
from bids.enums import AttemptOutcome, SubmissionState
from bids.models import DepositAttempt, Submission
from bids.services import open_bids
from tenders.models import Tender

from .builders import pass_deadline, send
from .forms import deposit_url, post_deposit, upload
from .test_interrupted import body, send_half


@pytest.fixture
def signed_in(client: Client, bidder: User) -> Client:
    client.force_login(bidder)
    return client


def test_ratp_every_attempt_can_be_proved(signed_in: Client, tender: Tender) -> None:
    """CE, 23 September 2021, n° 449250: start, bytes received, end and reason, for either side."""
    whole = body()
    send_half(signed_in, tender, io.BytesIO(whole[:50_000]), len(whole))
    post_deposit(signed_in, pass_deadline(tender), workbook=upload())
    cut, late = DepositAttempt.objects.order_by("started_at")
    assert (cut.outcome, cut.received_bytes) == (AttemptOutcome.FAILED, 50_000)
    assert tender.deadline_at
    assert late.outcome == AttemptOutcome.LATE
    assert cut.started_at < tender.deadline_at < late.started_at


def test_ap_hp_limit_is_announced_and_refusal_is_clear(
    signed_in: Client, tender: Tender, settings: Settings
) -> None:
    """CE, 13 November 2025, n° 506640: a limit nobody could see, no message."""
    settings.MAX_DEPOSIT_BYTES = 1_000_000
    assert "1,0\u00a0Mo et 50 fichiers" in signed_in.get(deposit_url(tender)).content.decode()
    response = post_deposit(signed_in, tender, workbook=upload(), documents=upload(b"x" * 2_500_000))
    assert "la limite est de 1,0\u00a0Mo" in response.content.decode()
    assert "pas été enregistré" in response.content.decode()


def test_ap_hp_late_submission_is_kept_closed(
    signed_in: Client, tender: Tender, settings: Settings, officer: User
) -> None:
    post_deposit(signed_in, pass_deadline(tender), workbook=upload(b"tard"))
    open_bids(actor=officer, tender=tender)
    late = Submission.objects.get()
    file = late.files.get()
    assert late.state == SubmissionState.LATE
    assert (Path(settings.SEALED_DIR) / file.sealed_ref).read_bytes() == b"tard"


def test_ap_hp_begun_in_time_is_kept_even_after_the_opening(
    tender: Tender, bidder: User, officer: User
) -> None:
    begun_at = database_now() - timedelta(seconds=5)
    open_bids(actor=officer, tender=pass_deadline(tender))
    submission = send(bidder, tender, started_at=begun_at)
    assert submission.state == SubmissionState.LATE
    assert submission.receipt.content["status"] == "late"


def test_nantes_second_try_after_a_cut_is_taken(signed_in: Client, tender: Tender) -> None:
    """TA Nantes, 4 September 2025, n° 2513762: « déjà envoyée », and nothing recorded."""
    whole = body()
    send_half(signed_in, tender, io.BytesIO(whole[:-500]), len(whole))
    assert send_half(signed_in, tender, io.BytesIO(whole), len(whole)).status_code == 302
    assert Submission.objects.get().state == SubmissionState.RECEIVED


def test_nantes_resending_gives_the_receipt(signed_in: Client, tender: Tender) -> None:
    first = post_deposit(signed_in, tender, key="cle", workbook=upload())
    again = post_deposit(signed_in, pass_deadline(tender), key="cle", workbook=upload())
    assert again["Location"] == first["Location"]
    assert "Reçu dans les délais" in signed_in.get(again["Location"]).content.decode()


def test_marseille_start_and_end_are_on_the_receipt(signed_in: Client, tender: Tender) -> None:
    """TA Marseille, 1 June 2023: begun in time, complete a minute late: the times must be known."""
    post_deposit(signed_in, tender, workbook=upload())
    content = Submission.objects.get().receipt.content
    assert content["started_at"] < content["received_at"]
