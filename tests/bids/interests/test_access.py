"""Nobody of the buyer reads a bid, its files or what was computed of it before having signed."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.clock import database_now
from audit.enums import EventKind
from audit.permissions import readable_events
from audit.services import record
from bids.hub import submissions_panel
from bids.interests.access import can_read_bids, is_recused, pending
from bids.interests.services import Answer, sign
from bids.models import Bid
from bids.permissions import can_read_bid, can_read_submission_files, visible_bids
from scoring.permissions import can_compute, can_read_capacity
from tenders.models import Tender
from tests.people import declare_no_interest, make_auditor, make_officer

from .conftest import RELAY, read_all


def reads(person: User, tender: Tender) -> set[bool]:
    """What every gate answers: one value when they agree."""
    bid = Bid.objects.filter(lot__tender=tender)[0]
    return {
        can_read_bid(person, bid),
        can_read_submission_files(person, bid.submission),
        can_read_bids(person, tender),
        can_read_capacity(person, tender),
        visible_bids(person).filter(pk=bid.pk).exists(),
    }


def test_the_officer_who_opened_has_not_signed(opened: Tender, officer: User) -> None:
    assert reads(officer, opened) == {False}
    assert not can_compute(officer, opened)


def test_who_signed_about_every_name_reads(opened: Tender, officer: User, evaluator: User) -> None:
    declare_no_interest(officer, opened)
    assert reads(officer, opened) == {True}
    assert can_compute(officer, opened)
    assert reads(evaluator, opened) == {False}


def test_one_name_left_out_closes_all_bids(opened: Tender, officer: User, now: object) -> None:
    first = pending(officer, opened)[0]
    sign(actor=officer, tender=opened, answers=[Answer(first.key)], now=opened.opened_at)  # type: ignore[arg-type]
    assert reads(officer, opened) == {False}


def test_a_name_read_later_is_asked_alone(opened: Tender, officer: User) -> None:
    declare_no_interest(officer, opened)
    read_all(opened)
    assert [one.name for one in pending(officer, opened)] == [RELAY]
    assert reads(officer, opened) == {False}
    declare_no_interest(officer, opened)
    assert reads(officer, opened) == {True}


def test_an_interest_closes_all_bids(opened: Tender, evaluator: User) -> None:
    declare_no_interest(evaluator, opened)
    key = Bid.objects.filter(lot__tender=opened)[0].organisation.siren
    answer = Answer(key, "Mon conjoint y est salarié depuis 2024.")
    sign(actor=evaluator, tender=opened, answers=[answer], now=opened.opened_at)  # type: ignore[arg-type]
    assert is_recused(evaluator, opened)
    assert reads(evaluator, opened) == {False}


def test_auditors_and_the_bidder_are_not_concerned(opened: Tender) -> None:
    assert reads(make_auditor(), opened) == {True}
    bid = Bid.objects.filter(lot__tender=opened)[0]
    bidder = bid.submission.submitted_by
    assert can_read_bid(bidder, bid)
    assert not can_read_bids(bidder, opened)


def test_another_buyer_reads_nothing(opened: Tender) -> None:
    assert reads(make_officer(), opened) == {False}


def test_an_auditor_who_buys_signs_as_the_others_do(opened: Tender, officer: User) -> None:
    membership = make_auditor().memberships.get()
    membership.user = officer
    membership.pk = None
    membership.save()
    assert reads(officer, opened) == {False}


def test_the_file_lists_the_names_and_no_price(opened: Tender, officer: User, client: Client) -> None:
    read_all(opened)
    client.force_login(officer)
    page = client.get(reverse("tenders:officer_detail", args=[opened.reference])).content.decode()
    assert "Voix Communes (fictif)" in page
    assert "Prix total" not in page
    assert reverse("bids:bid_detail", args=[Bid.objects.all()[0].pk]) not in page
    drawn = submissions_panel(opened, officer)
    assert drawn is not None
    assert drawn[1]["may_read"] is False


def test_the_journal_keeps_the_evaluation_from_who_has_not_signed(opened: Tender, officer: User) -> None:
    payload = {"buyer_siret": opened.buyer.siret}
    with transaction.atomic():
        note(EventKind.TENDER_CREATED, opened, payload)
    read_all(opened)
    told = set(readable_events(officer).values_list("kind", flat=True))
    assert (EventKind.BIDS_OPENED in told, EventKind.BID_READ in told) == (True, False)
    declare_no_interest(officer, opened)
    assert readable_events(officer).filter(kind=EventKind.BID_READ).count() == 2


def note(kind: EventKind, tender: Tender, payload: dict[str, str]) -> None:
    reference, now = tender.reference, database_now()
    record(kind=kind, actor=None, now=now, subject=tender, tender_reference=reference, payload=payload)


PAGES = ["bids:bid_detail", "scoring:result", "awards:price_enquiry", "scoring:what_if"]


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_lead_to_the_declarations_and_back(
    opened: Tender, officer: User, client: Client, name: str
) -> None:
    read_all(opened)
    client.force_login(officer)
    address = reverse(name, args=[Bid.objects.all()[0].pk])
    response = client.get(address)
    place = reverse("bids:interests", args=[opened.reference])
    assert (response.status_code, response["Location"]) == (
        302,
        f"{place}?suite={address.replace('/', '%2F')}",
    )


@pytest.mark.parametrize("name", ["scoring:progress", "awards:ranking", "awards:endings"])
def test_so_do_the_pages_of_the_consultation(
    opened: Tender, officer: User, client: Client, name: str
) -> None:
    client.force_login(officer)
    assert client.get(reverse(name, args=[opened.reference])).status_code == 302
    declare_no_interest(officer, opened)
    assert client.get(reverse(name, args=[opened.reference])).status_code == 200


def test_a_program_gets_the_reason(opened: Tender, officer: User, client: Client) -> None:
    client.force_login(officer)
    response = client.get(reverse("scoring:progress_json", args=[opened.reference]))
    assert response.status_code == 403
    assert "déclarations d’intérêts" in response.json()["message"]
    assert client.get("/api/v1/bids/").json()["count"] == 0
