"""Capacity runs in the auditors' API."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from accounts.models import User
from scoring.capacity.__main__ import recompute
from scoring.models import CapacityRun
from tests.people import make_auditor, make_buyer, make_officer
from tests.scoring.cases import compute_all, make_bid, opened_lot

pytestmark = pytest.mark.django_db


@pytest.fixture
def run() -> CapacityRun:
    lot = opened_lot()
    make_bid(lot)
    compute_all(lot)
    return CapacityRun.objects.get()


def client_of(person: User) -> APIClient:
    client = APIClient()
    client.force_authenticate(person)
    return client


def test_an_auditor_recomputes_a_run_from_the_api(run: CapacityRun) -> None:
    document = client_of(make_auditor()).get(reverse("api:capacityrun-detail", args=[run.pk])).json()
    stated, computed = recompute(document)
    assert stated == computed == run.output_sha256


def test_the_pieces_are_told_by_their_fingerprints(run: CapacityRun) -> None:
    document = client_of(make_auditor()).get(reverse("api:capacityrun-detail", args=[run.pk])).json()
    kept = run.pieces.values_list("content_sha256", flat=True)
    assert sorted(one["content_sha256"] for one in document["pieces"]) == sorted(kept)
    assert "content" not in document["pieces"][0]


def test_verdicts_are_told_from_what_ifs(run: CapacityRun) -> None:
    client, address = client_of(make_auditor()), reverse("api:capacityrun-list")
    counts = [client.get(address, {"method": name}).json()["count"] for name in ("verdict", "what_if")]
    assert counts == [1, 0]


def test_the_list_names_runs_without_their_documents(run: CapacityRun) -> None:
    (row,) = client_of(make_auditor()).get(reverse("api:capacityrun-list")).json()["results"]
    assert row["output_sha256"] == run.output_sha256
    assert "output" not in row


def test_the_buyer_reads_its_own_and_strangers_nothing(run: CapacityRun) -> None:
    address = reverse("api:capacityrun-detail", args=[run.pk])
    officer = run.bid.lot.tender.created_by
    bidder = run.bid.submission.submitted_by
    people = (officer, make_officer(make_buyer()), bidder)
    assert [client_of(person).get(address).status_code for person in people] == [200, 404, 404]


def test_nothing_is_written_through_the_api(run: CapacityRun) -> None:
    client = client_of(make_auditor())
    assert client.post(reverse("api:capacityrun-list"), {}).status_code == 405
    assert client.delete(reverse("api:capacityrun-detail", args=[run.pk])).status_code == 405
