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
from ui.formatting import date_paris

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


def test_the_questions_limit_is_offered_only_where_it_was_set(officer: User, tender: Tender) -> None:
    without = client_of(officer).get(page(tender)).content.decode()
    assert "suit d’elle-même" in without
    assert "moves_questions" not in without
    assert tender.deadline_at
    due_at = tender.deadline_at - timedelta(days=1)
    Tender.objects.filter(pk=tender.pk).update(questions_due_at=due_at)
    assert "Sinon, elle reste fixée au" in client_of(officer).get(page(tender)).content.decode()


@pytest.mark.parametrize("ticked", [False, True])
def test_the_comparison_says_whether_the_questions_limit_moved(
    officer: User, tender: Tender, *, ticked: bool
) -> None:
    """Between the second version, published with a limit that was set, and the third."""
    assert tender.deadline_at
    due_at = tender.deadline_at - timedelta(days=1)
    Tender.objects.filter(pk=tender.pk).update(questions_due_at=due_at)
    client_of(officer).post(page(tender), typed(tender))
    wished = (tender.deadline_at + timedelta(days=14)).strftime("%Y-%m-%dT%H:%M")
    box = {"moves_questions": "on"} if ticked else {}
    client_of(officer).post(page(tender), typed(tender, seen=2, deadline_at=wished, **box))
    compare = reverse("tenders:compare_versions", args=[tender.reference, 2, 3])
    shown = client_of(None).get(compare).content.decode()
    part = shown[shown.index("<h2>Fin des questions") :]
    closed = tender.versions.get(number=3).questions_close_at
    assert closed
    assert ("Inchangée" in part, date_paris(closed) in part) == (not ticked, True)
    assert round((closed - due_at) / timedelta(days=1)) == 7 * ticked
