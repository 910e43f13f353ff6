"""Opening: after the deadline, by the buyer's officers, once; late and replaced submissions stay closed."""

from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from audit.enums import EventKind
from audit.models import Event
from bids.enums import SubmissionState
from bids.errors import CannotBeOpened, StillSealed, TooEarly
from bids.models import Bid, Opening, Submission
from bids.sealing.access import open_sealed
from bids.services import READ_BID, open_bids
from bids.signals import bids_opened
from outbox.models import Job
from tenders.enums import TenderState
from tenders.models import Tender
from tests.people import make_bidder, make_officer, member

from .builders import at_once, first_lot, pass_deadline, send


def content_of(submission: Submission) -> bytes:
    file = submission.files.first()
    assert file
    with open_sealed(file) as copy:
        return copy.read()


def test_before_the_deadline_is_refused_with_the_time_left(tender: Tender, officer: User) -> None:
    with pytest.raises(TooEarly, match=r"encore 29.+j"):
        open_bids(actor=officer, tender=tender)
    tender.refresh_from_db()
    assert tender.state == TenderState.PUBLISHED


def test_current_bids_are_opened(tender: Tender, officer: User, bidder: User) -> None:
    submission = send(bidder, tender, data=b"mon offre")
    opening = open_bids(actor=officer, tender=pass_deadline(tender))
    submission.refresh_from_db()
    assert (submission.state, submission.opened_at) == (SubmissionState.OPENED, opening.opened_at)
    bid = Bid.objects.get()
    assert (bid.lot, bid.organisation) == (first_lot(tender), submission.organisation)
    assert Job.objects.get(kind=READ_BID).arguments == {"bid_id": bid.pk}
    assert content_of(submission) == b"mon offre"


def test_late_and_replaced_stay_closed(tender: Tender, officer: User, bidder: User) -> None:
    replaced, kept = send(bidder, tender), send(bidder, tender, data=b"mieux")
    late = send(make_bidder(), pass_deadline(tender), data=b"tard")
    opening = open_bids(actor=officer, tender=tender)
    assert [len(opening.content[kind]) for kind in ("opened", "late", "replaced")] == [1, 1, 1]
    assert opening.content["late"][0]["documents"] == []
    assert content_of(kept) == b"mieux"
    for closed in (replaced, late):
        with pytest.raises(StillSealed):
            content_of(closed)


def test_nothing_received_is_an_opening_too(tender: Tender, officer: User) -> None:
    assert open_bids(actor=officer, tender=pass_deadline(tender)).content["opened"] == []


def test_who_may_open(tender: Tender, officer: User, bidder: User) -> None:
    pass_deadline(tender)
    evaluator = member(tender.buyer, Role.EVALUATOR)
    for person in (make_officer(), evaluator, bidder):
        with pytest.raises(PermissionDenied):
            open_bids(actor=person, tender=tender)
    colleague = member(tender.buyer, Role.OFFICER)
    assert open_bids(actor=colleague, tender=tender).opened_by == colleague


def test_twice_is_refused(tender: Tender, officer: User) -> None:
    open_bids(actor=officer, tender=pass_deadline(tender))
    with pytest.raises(CannotBeOpened, match="plis ouverts"):
        open_bids(actor=officer, tender=tender)


def test_events_and_signal(tender: Tender, officer: User, bidder: User) -> None:
    heard: list[Opening] = []

    def listen(sender: object, opening: Opening, **_: object) -> None:
        assert connection.in_atomic_block
        heard.append(opening)

    bids_opened.connect(listen)
    send(bidder, tender)
    opening = open_bids(actor=officer, tender=pass_deadline(tender))
    bids_opened.disconnect(listen)
    kinds = Event.objects.of_tender(tender.reference).order_by("-sequence").values_list("kind", flat=True)
    assert set(kinds[:2]) == {EventKind.BIDS_OPENED, EventKind.SUBMISSION_OPENED}
    assert heard == [opening]


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_once_one_wins(tender: Tender, officer: User) -> None:
    pass_deadline(tender)
    outcomes = at_once([partial(open_bids, actor=officer, tender=tender)] * 4)
    assert sum(isinstance(outcome, Opening) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, CannotBeOpened) for outcome in outcomes) == 3
    assert Opening.objects.count() == 1


def test_the_reading_is_followed_by_the_buyer_alone(
    tender: Tender, officer: User, bidder: User, client: Client
) -> None:
    send(bidder, tender)
    open_bids(actor=officer, tender=pass_deadline(tender))
    address = reverse("bids:reading_json", args=[tender.reference])
    client.force_login(officer)
    assert client.get(address).json() == {
        "state": "running",
        "done": 0,
        "total": 1,
        "label": "Lecture des classeurs",
    }
    client.force_login(bidder)
    assert client.get(address).status_code == 403
