"""The officer's page that puts off the deadline, and what the public then reads."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from tenders.models import Tender
from tests.bids.builders import pass_deadline
from tests.people import make_auditor, make_bidder
from tests.tenders.pages import client_of

REASON = "Réponses publiées tardivement."


def page(tender: Tender) -> str:
    return reverse("tenders:postpone", args=[tender.reference])


def typed(tender: Tender, **changes: Any) -> dict[str, Any]:
    assert tender.deadline_at is not None
    wished = tender.deadline_at + timedelta(days=7)
    return {"seen": 1, "deadline_at": wished.strftime("%Y-%m-%dT%H:%M"), "reason": REASON, **changes}


def test_it_is_put_off_and_the_public_page_says_so(colleague: User, tender: Tender) -> None:
    answer = client_of(colleague).post(page(tender), typed(tender))
    assert answer.status_code == 302
    public = client_of(None).get(reverse("tenders:public_detail", args=[tender.reference]))
    assert "version 2 en vigueur" in public.content.decode()


def test_the_versions_are_everybodys(officer: User, tender: Tender) -> None:
    client_of(officer).post(page(tender), typed(tender))
    shown = client_of(None).get(reverse("tenders:versions", args=[tender.reference])).content.decode()
    assert REASON in shown
    assert shown.index("Version 2") < shown.index("Version 1")


@pytest.mark.parametrize("make", [make_bidder, make_auditor])
def test_strangers_are_refused(make: Any, tender: Tender) -> None:
    assert client_of(make()).post(page(tender), typed(tender)).status_code == 403


def test_a_deadline_in_the_past_is_refused_with_the_reason(officer: User, tender: Tender) -> None:
    answer = client_of(officer).post(page(tender), typed(tender, deadline_at="2020-01-01T12:00"))
    assert answer.status_code == 409
    assert "est déjà passé" in answer.content.decode()


def test_a_stale_page_is_refused_and_keeps_what_was_typed(officer: User, tender: Tender) -> None:
    client_of(officer).post(page(tender), typed(tender))
    answer = client_of(officer).post(page(tender), typed(tender, reason="Autre motif, autre date."))
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "Autre motif, autre date." in shown
    assert 'name="seen" value="2"' in shown


@pytest.mark.parametrize("seen", ["", "deux", "-1", "99999999999"])
def test_a_page_without_its_version_is_refused(seen: str, officer: User, tender: Tender) -> None:
    assert client_of(officer).post(page(tender), typed(tender, seen=seen)).status_code == 422


def test_the_file_offers_it_only_in_time(officer: User, tender: Tender) -> None:
    file = reverse("tenders:officer_detail", args=[tender.reference])
    assert page(tender) in client_of(officer).get(file).content.decode()
    pass_deadline(tender)
    assert page(tender) not in client_of(officer).get(file).content.decode()
