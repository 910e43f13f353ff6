"""The API: published consultations and their lots, to any signed-in person; money to the file's readers."""

from typing import Any

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from accounts.models import User
from tests.people import make_auditor, make_bidder, make_officer
from tests.tender_builders import draft_tender, published_tender

pytestmark = pytest.mark.django_db


def fetched(user: User, name: str, *args: Any, **query: str) -> Any:
    client = APIClient()
    client.force_authenticate(user)
    return client.get(reverse(f"api:{name}", args=args), query).json()


def test_drafts_are_never_given() -> None:
    draft = draft_tender()
    auditor = make_auditor()
    assert fetched(auditor, "tender-list")["count"] == fetched(auditor, "lot-list")["count"] == 0
    assert "detail" in fetched(auditor, "tender-detail", draft.reference)


def test_a_consultation_has_its_fingerprint_and_frozen_content() -> None:
    tender = published_tender()
    found = fetched(make_bidder(), "tender-detail", tender.reference)
    assert found["fingerprint"] == tender.fingerprint
    assert found["frozen_content"]["format"] == "tender-content/3"


@pytest.mark.parametrize(
    ("person", "told"), [(make_bidder, False), (make_officer, False), (make_auditor, True)]
)
def test_the_budget_is_for_those_who_read_the_file(person: Any, *, told: bool) -> None:
    found = fetched(person(), "tender-detail", published_tender().reference)
    assert (found["money"] is not None) is told


def test_a_lot_has_everything() -> None:
    tender = published_tender()
    (lot,) = fetched(make_auditor(), "lot-list", tender=tender.reference)["results"]
    assert (len(lot["contact_types"]), len(lot["criteria"]), len(lot["price_lines"])) == (6, 6, 4)
    assert lot["contact_types"][0]["escalates_to"] == "appel-n2-fr"
    assert lot["contact_types"][0]["escalation_share"] == "0.6000"
    assert lot["ess_clause"]["reserved"] is True


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"state": "published"}, 1),
        ({"state": "opened"}, 0),
        ({"cpv": "8531"}, 1),
        ({"cpv": "79"}, 0),
        ({"search": "ÉCOUTE"}, 1),
        ({"ess_reserved": "true"}, 1),
        ({"deadline_before": "2020-01-01T00:00:00Z"}, 0),
    ],
)
def test_filters(query: dict[str, str], count: int) -> None:
    published_tender()
    assert fetched(make_auditor(), "tender-list", **query)["count"] == count


def test_nothing_is_written_through_it() -> None:
    client = APIClient()
    client.force_authenticate(make_auditor())
    url = reverse("api:tender-detail", args=[published_tender().reference])
    assert {client.post(url).status_code, client.put(url).status_code, client.delete(url).status_code} == {
        405
    }


def test_without_a_token_there_is_nothing() -> None:
    assert APIClient().get(reverse("api:tender-list")).status_code == 401
