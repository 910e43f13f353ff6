"""The decision to destroy: after the term, with the visa, by an officer; what stays."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from accounts.enums import Role
from accounts.models import User
from audit.clock import PARIS, database_now
from audit.enums import EventKind
from audit.models import Event
from awards.endings.errors import Refused
from awards.endings.services import Filing, record_hold
from awards.retention.models import PerformanceEnd, RecordsDeletion
from awards.retention.services import KIND, decide_deletion, record_performance_end
from bids.models import Receipt, SubmissionFile
from bids.sealing import store
from bids.sealing.sweep import damaged_files
from outbox.models import Job
from outbox.tasks import run_job
from tenders.models import Tender
from tenders.services import abandon_tender
from tests.awards.endings.conftest import REASON, Case, Road, case, ranked  # noqa: F401
from tests.bids.builders import send, small_tender
from tests.people import make_auditor, make_bidder, make_officer, member

pytestmark = pytest.mark.django_db
LATER = timedelta(days=6 * 366)


@pytest.fixture
def officer() -> User:
    return make_officer()


@pytest.fixture
def abandoned(officer: User) -> Tender:
    """A consultation with one deposit, declared sans suite."""
    tender = small_tender(officer)
    send(make_bidder(), tender)
    return abandon_tender(actor=officer, tender=tender, reason=REASON, now=database_now())


def decide(tender: Tender, actor: User, **fields: object) -> RecordsDeletion:
    values = {"visa": "AD75 2032-123 (fictif)", "reason": REASON, "now": database_now() + LATER, **fields}
    return decide_deletion(tender=tender, actor=actor, **values)  # type: ignore[arg-type]


def test_the_files_go_and_the_traces_stay(abandoned: Tender, officer: User) -> None:
    file = SubmissionFile.objects.get(submission__tender=abandoned)
    deletion = decide(abandoned, officer)
    run_job(Job.objects.get(kind=KIND).pk)
    assert not (store.folder() / file.sealed_ref).exists()
    assert deletion.files == [{"id": str(file.pk), "sha256": file.sha256, "size_bytes": file.size_bytes}]
    assert Receipt.objects.filter(submission__tender=abandoned).count() == 1
    assert Event.objects.filter(kind=EventKind.RECORDS_DELETED).count() == 1
    assert list(damaged_files()) == []


def test_refused_before_the_term(abandoned: Tender, officer: User) -> None:
    with pytest.raises(Refused, match=r"R\. 2184-12"):
        decide(abandoned, officer, now=database_now())
    assert not RecordsDeletion.objects.exists()


def test_refused_during_a_hold(abandoned: Tender, officer: User) -> None:
    now = database_now()
    record_hold(tender=abandoned, filing=Filing("TA (fictif)", now), actor=officer, now=now)
    with pytest.raises(Refused, match="référé"):
        decide(abandoned, officer)


def test_decided_once(abandoned: Tender, officer: User) -> None:
    decide(abandoned, officer)
    with pytest.raises(Refused, match="déjà décidée"):
        decide(abandoned, officer)


@pytest.mark.parametrize(("fields", "field"), [({"visa": " "}, "visa"), ({"reason": "Oui"}, "reason")])
def test_the_visa_and_the_reasons_are_written(
    abandoned: Tender, officer: User, fields: dict[str, str], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        decide(abandoned, officer, **fields)
    assert field in refused.value.message_dict


@pytest.mark.parametrize("make", [make_officer, make_bidder, make_auditor])
def test_a_stranger_decides_nothing(abandoned: Tender, make: object) -> None:
    with pytest.raises(PermissionDenied):
        decide(abandoned, make())  # type: ignore[operator]


def test_the_end_of_a_contract_is_written_once(case: Case) -> None:  # noqa: F811
    road = Road(ranked(case))
    road.signed()
    now = database_now()
    values = {"lot": case.lot, "ended_on": now.astimezone(PARIS).date(), "actor": case.officer, "now": now}
    record_performance_end(**values)  # type: ignore[arg-type]
    with pytest.raises(ValidationError, match="déjà inscrite"):
        record_performance_end(**values)  # type: ignore[arg-type]
    assert PerformanceEnd.objects.count() == 1


def test_a_lot_without_a_contract_has_no_end_of_performance(case: Case) -> None:  # noqa: F811
    now = database_now()
    with pytest.raises(ValidationError, match="pas de marché signé"):
        record_performance_end(lot=case.lot, ended_on=now.date(), actor=case.officer, now=now)


def test_who_reads_the_pages(abandoned: Tender, officer: User, client: Client) -> None:
    urls = [reverse("awards:archives"), reverse("awards:records", args=[abandoned.reference])]
    colleague = member(abandoned.buyer, Role.EVALUATOR)
    for person, statuses in (
        (officer, [200, 200]),
        (colleague, [200, 200]),
        (make_officer(), [200, 404]),
        (make_bidder(), [403, 404]),
    ):
        client.force_login(person)
        assert [client.get(url).status_code for url in urls] == statuses


def test_the_page_says_until_when_and_refuses_before(
    abandoned: Tender, officer: User, client: Client
) -> None:
    client.force_login(officer)
    shown = client.get(reverse("awards:records", args=[abandoned.reference])).content.decode()
    assert "La conservation court jusqu’au" in shown
    sent = {"visa": "AD75 2032-123", "reason": REASON}
    url = reverse("awards:records_step", args=[abandoned.reference, "detruire"])
    assert "La conservation court jusqu’au" in client.post(url, sent).content.decode()
    assert not RecordsDeletion.objects.exists()
