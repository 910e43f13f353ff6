"""A connection cut halfway leaves nothing but the record of the attempt, with what had arrived."""

import io
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from pytest_django import Settings

from accounts.models import User
from bids.enums import AttemptOutcome
from bids.models import DepositAttempt, Submission
from tenders.models import Tender

from .forms import deposit_url, upload


class Breaking(io.BytesIO):
    """A socket that dies when its bytes run out."""

    def read(self, size: int | None = -1, /) -> bytes:
        chunk = super().read(size)
        if not chunk:
            raise OSError("connexion perdue")
        return chunk


def body() -> bytes:
    fields = {"key": str(uuid4()), "lot-1-classeur": upload(b"x" * 200_000)}
    return encode_multipart(BOUNDARY, fields)


def send_half(client: Client, tender: Tender, stream: io.BytesIO, length: int) -> Any:
    return client.generic(
        "POST",
        deposit_url(tender),
        **{"wsgi.input": stream, "CONTENT_LENGTH": str(length), "CONTENT_TYPE": MULTIPART_CONTENT},  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("kind", [io.BytesIO, Breaking])
def test_half_a_body_is_not_a_deposit(
    client: Client, tender: Tender, bidder: User, settings: Settings, kind: type[io.BytesIO]
) -> None:
    client.force_login(bidder)
    whole = body()
    response = send_half(client, tender, kind(whole[:100_000]), len(whole))
    assert response.status_code == 400
    assert not Submission.objects.exists()
    attempt = DepositAttempt.objects.get()
    assert (attempt.outcome, attempt.received_bytes) == (AttemptOutcome.FAILED, 100_000)
    assert list(Path(settings.SEALED_DIR).iterdir()) == []


def test_the_same_body_whole_is_one(client: Client, tender: Tender, bidder: User) -> None:
    client.force_login(bidder)
    whole = body()
    assert send_half(client, tender, io.BytesIO(whole), len(whole)).status_code == 302
