"""Two officers at once, on two real connections: one is served, the other is told, nothing is half done."""

from functools import partial

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from audit.enums import EventKind
from audit.models import Event
from tenders.fingerprint import fingerprint_of, frozen_content
from tenders.models import Tender
from tenders.versions.amendment import copy_digest
from tenders.versions.services import postpone
from tests.bids.builders import at_once, send
from tests.people import make_bidder, make_officer

from .work import REASON, begun, later, published, with_description

pytestmark = pytest.mark.django_db(transaction=True)


def kinds(answers: list[object]) -> list[str]:
    return sorted(type(answer).__name__ for answer in answers)


def test_the_same_amendment_published_twice(officer: User, whole: Tender) -> None:
    copy = begun(officer, whole)
    with_description(officer, copy, "Écoute, et orientation vers les associations.")
    seen, colleague = copy_digest(copy), make_officer(whole.buyer)
    answers = at_once(
        [partial(published, who, whole, copy_seen=seen, seen=1) for who in (officer, colleague)]
    )
    assert kinds(answers) == ["StaleVersion", "TenderVersion"], answers
    fresh = Tender.objects.get(pk=whole.pk)
    assert (
        fingerprint_of(frozen_content(fresh)) == fresh.fingerprint == fresh.versions.get(number=2).fingerprint
    )
    assert Event.objects.filter(kind=EventKind.TENDER_AMENDED).count() == 1


def test_two_amendments_begun(officer: User, tender: Tender) -> None:
    colleague = make_officer(tender.buyer)
    answers = at_once([partial(begun, who, tender) for who in (officer, colleague)])
    assert kinds(answers) == ["Tender", "ValidationError"], answers
    assert tender.working_copies.count() == 1


def test_the_deadline_put_off_twice(officer: User, tender: Tender) -> None:
    def put_off(days: int) -> object:
        wished = later(tender).replace(hour=days)
        return postpone(actor=officer, tender=tender, deadline_at=wished, reason=REASON, seen=1)

    answers = at_once([lambda: put_off(1), lambda: put_off(2)])
    assert kinds(answers) == ["StaleVersion", "TenderVersion"], answers
    assert tender.versions.count() == 2


def test_a_deposit_beside_an_amendment(officer: User, whole: Tender) -> None:
    """Whichever is first, the deposit is received and both hold; the receipt names what was in force."""
    with_description(officer, begun(officer, whole), "Écoute, et orientation vers les associations.")
    bidder = make_bidder()
    answers = at_once([lambda: published(officer, whole), lambda: send(bidder, whole)])
    assert kinds(answers) == ["Submission", "TenderVersion"], answers
    assert not any(isinstance(answer, ValidationError) for answer in answers)
