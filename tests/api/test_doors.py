"""Who enters the API: a token holder; nobody else, and nobody writes."""

import pytest
from knox.models import AuthToken
from rest_framework.test import APIClient

from accounts.models import User
from config.api import router
from tests.people import make_auditor

pytestmark = pytest.mark.django_db

LISTS = [f"/api/v1/{prefix}/" for prefix, _, _ in router.registry]


def holder(user: User) -> APIClient:
    _, secret = AuthToken.objects.create(user)
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {secret}")
    return client


@pytest.mark.parametrize("address", LISTS)
def test_without_a_token_nothing_is_read(address: str) -> None:
    assert APIClient().get(address).status_code == 401


@pytest.mark.parametrize("address", LISTS)
def test_an_auditor_reads_pages(address: str) -> None:
    answer = holder(make_auditor()).get(address)
    assert answer.status_code == 200
    assert answer.json().keys() == {"count", "next", "previous", "results"}


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nobody_writes(address: str, method: str) -> None:
    assert getattr(holder(make_auditor()), method)(address, {}, format="json").status_code == 405


def test_a_page_is_at_most_200_rows() -> None:
    answer = holder(make_auditor()).get("/api/v1/events/?page_size=100000")
    assert answer.status_code == 200
    assert len(answer.json()["results"]) <= 200
