"""A late submission: how late, what the case-law's exception asks to verify, and never a look inside."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from admissibility.decisions.dossier import late_fingerprint
from admissibility.decisions.enums import DecisionKind
from admissibility.decisions.errors import StaleFile
from admissibility.decisions.services import decide_late
from admissibility.models import Finding
from admissibility.rules.late import LATE_SUBMISSION, LateFacts
from audit.clock import database_now
from bids.models import Opening, Submission
from bids.services import open_bids
from tenders.models import Tender
from tests.bids.builders import pass_deadline, send, small_tender
from tests.people import make_auditor, make_bidder, make_officer, member

REASON = (
    "Le pli est arrivé après l’heure ; aucune tentative antérieure n’est au journal, la plateforme répondait."
)


def facts(*, begun: bool = False, cut: int = 0, opened: bool = False) -> LateFacts:
    return LateFacts("2027-02-01T11:00:00+00:00", "", "", 25, begun, cut, opened)


def test_25_seconds_late_is_late() -> None:
    assert LATE_SUBMISSION.apply(facts()).result == "adverse"


@pytest.mark.parametrize(
    ("case", "code"),
    [
        (facts(begun=True), "begun_in_time"),
        (facts(cut=2), "cut_before_deadline"),
        (facts(begun=True, cut=1, opened=True), "in_time_deposit_opened"),
    ],
)
def test_diligence_in_time_is_for_the_officer_to_weigh(case: LateFacts, code: str) -> None:
    assert LATE_SUBMISSION.apply(case).code == code


@pytest.fixture
def officer(db: None) -> User:
    return make_officer()


@pytest.fixture
def tender(officer: User) -> Tender:
    return small_tender(officer)


def send_late(tender: Tender, *, begun_in_time: bool = False) -> Submission:
    bidder = make_bidder()
    before = database_now() - timedelta(minutes=5) if begun_in_time else None
    return send(bidder, pass_deadline(tender), started_at=before)


def opened(tender: Tender, officer: User) -> Opening:
    return open_bids(actor=officer, tender=tender)


def test_nothing_is_said_before_the_opening(tender: Tender) -> None:
    send_late(tender)
    assert not Finding.objects.exists()


def test_the_opening_says_how_late_each_came(tender: Tender, officer: User) -> None:
    late = send_late(tender)
    opened(tender, officer)
    (found,) = Finding.objects.filter(submission=late)
    assert (found.rule, found.code, found.bid) == ("late_submission", "late", None)


def test_a_transmission_begun_in_time_is_not_adverse(tender: Tender, officer: User) -> None:
    late = send_late(tender, begun_in_time=True)
    opened(tender, officer)
    assert Finding.objects.get(submission=late).result == "to_examine"


def test_one_that_was_still_arriving_at_the_opening_is_told_too(tender: Tender, officer: User) -> None:
    started = database_now()
    pass_deadline(tender)
    opened(tender, officer)
    late = send(make_bidder(), tender, started_at=started - timedelta(minutes=1))
    assert Finding.objects.get(submission=late).code == "begun_in_time"


def test_an_earlier_deposit_in_time_is_the_one_that_counts(tender: Tender, officer: User) -> None:
    bidder = make_bidder()
    send(bidder, tender)
    late = send(bidder, pass_deadline(tender))
    opened(tender, officer)
    assert Finding.objects.get(submission=late).code == "in_time_deposit_opened"


def page(late: Submission) -> str:
    return reverse("admissibility:late", args=[late.pk])


def test_the_buyer_and_auditors_read_it_and_nobody_else(
    tender: Tender, officer: User, client: Client
) -> None:
    late = send_late(tender)
    client.force_login(officer)
    assert client.get(page(late)).status_code == 404
    opened(tender, officer)
    author = User.objects.get(memberships__organisation=late.organisation)
    for person, status in (
        (officer, 200),
        (member(tender.buyer, Role.EVALUATOR), 200),
        (make_auditor(), 200),
        (make_officer(), 404),
        (author, 404),
    ):
        client.force_login(person)
        assert client.get(page(late)).status_code == status


def test_an_officer_sets_it_aside_with_reasons(tender: Tender, officer: User, client: Client) -> None:
    late = send_late(tender)
    opened(tender, officer)
    client.force_login(officer)
    seen = client.get(page(late)).context["file"].seen
    assert client.post(page(late), {"seen": seen, "reason": REASON}).status_code == 302
    shown = client.get(page(late)).content.decode()
    assert "RATP" in shown
    assert REASON in shown
    decision = late.admissibility_decisions.get()
    assert (decision.kind, decision.bid) == (DecisionKind.LATE, None)


def test_a_second_decision_on_the_same_page_is_refused(tender: Tender, officer: User) -> None:
    late = send_late(tender)
    opened(tender, officer)
    late.tender.refresh_from_db()
    seen = late_fingerprint(late)
    decide_late(submission=late, seen=seen, reason=REASON, actor=officer, now=database_now())
    with pytest.raises(StaleFile):
        decide_late(submission=late, seen=seen, reason=REASON, actor=officer, now=database_now())
