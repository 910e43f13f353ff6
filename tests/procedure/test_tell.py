"""The task and the pages ask the same chronograph; each moment is told once, whoever asks."""

from datetime import timedelta
from functools import partial

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from rest_framework.test import APIClient

from accounts.enums import Role
from accounts.models import User
from audit.clock import database_now
from audit.enums import EventKind
from audit.models import Event
from outbox.models import Job
from outbox.tasks import run_job
from procedure.looks import look
from procedure.models import ReachedMoment
from procedure.services import KIND
from procedure.tasks import conduct
from tenders.models import Tender
from tests.bids.builders import at_once, pass_deadline, small_tender
from tests.people import make_auditor, make_bidder, make_officer, member


@pytest.fixture
def officer(db: None) -> User:
    return make_officer()


@pytest.fixture
def closed(officer: User) -> Tender:
    return pass_deadline(small_tender(officer))


def reached() -> set[str]:
    return set(ReachedMoment.objects.values_list("name", flat=True))


def test_the_deadline_is_journaled_once(closed: Tender) -> None:
    conduct()
    conduct()
    assert "deadline" in reached()
    told = Event.objects.filter(kind=EventKind.MOMENT_REACHED, payload__moment="deadline")
    assert told.count() == 1
    assert told.get().payload["article"] == "R. 2151-5"


def test_before_it_nothing_is_told(officer: User) -> None:
    tender = small_tender(officer)
    assert look(tender_id=tender.pk, now=database_now()) == []


def test_a_deadline_put_off_is_another_moment(closed: Tender) -> None:
    look(tender_id=closed.pk, now=database_now())
    Tender.objects.filter(pk=closed.pk).update(deadline_at=database_now() - timedelta(milliseconds=1))
    closed.refresh_from_db()
    look(tender_id=closed.pk, now=database_now())
    assert ReachedMoment.objects.filter(name="deadline").count() == 2


def test_every_officer_is_written_to_once(closed: Tender, officer: User) -> None:
    colleague = member(closed.buyer, Role.OFFICER)
    member(closed.buyer, Role.EVALUATOR)
    look(tender_id=closed.pk, now=database_now())
    jobs = Job.objects.filter(kind=KIND, arguments__label="Date limite de remise des offres")
    for job in jobs:
        run_job(job.pk)
    assert {message.to[0] for message in mail.outbox} == {officer.email, colleague.email}
    assert "les plis peuvent être ouverts" in str(mail.outbox[0].body)
    assert closed.reference in mail.outbox[0].subject


def test_an_old_moment_calls_nobody(closed: Tender) -> None:
    Tender.objects.filter(pk=closed.pk).update(deadline_at=database_now() - timedelta(days=3))
    closed.refresh_from_db()
    look(tender_id=closed.pk, now=database_now())
    assert "deadline" in reached()
    assert not Job.objects.filter(kind=KIND, arguments__label__startswith="Date limite").exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_tell_it_once(closed: Tender) -> None:
    now = database_now()
    outcomes = at_once([partial(look, tender_id=closed.pk, now=now)] * 4)
    assert not [one for one in outcomes if isinstance(one, Exception)]
    assert ReachedMoment.objects.filter(name="deadline").count() == 1
    assert Event.objects.filter(payload__moment="deadline").count() == 1


def test_the_file_shows_the_article_and_what_is_next(closed: Tender, officer: User, client: Client) -> None:
    client.force_login(officer)
    page = client.get(reverse("tenders:officer_detail", args=[closed.reference])).content.decode()
    assert "Les plis peuvent être ouverts." in page
    assert "R.\u00a02132-9" in page


def test_the_public_page_has_the_public_moments(closed: Tender, client: Client) -> None:
    page = client.get(reverse("tenders:public_detail", args=[closed.reference])).content.decode()
    assert "Calendrier de la procédure" in page
    assert "Date limite de remise des offres" in page
    assert "Ouverture des plis" not in page


def test_the_list_of_what_is_due_is_the_buyers_own(closed: Tender, officer: User, client: Client) -> None:
    client.force_login(officer)
    assert closed.reference in client.get(reverse("procedure:due")).content.decode()
    client.force_login(make_officer())
    assert closed.reference not in client.get(reverse("procedure:due")).content.decode()
    client.force_login(make_bidder())
    assert client.get(reverse("procedure:due")).status_code == 403


def test_the_api_gives_the_timeline(closed: Tender, officer: User) -> None:
    address, found = reverse("api:timeline-detail", args=[closed.reference]), []
    for person in (make_auditor(), officer, make_officer(), make_bidder()):
        client = APIClient()
        client.force_authenticate(person)
        found.append(client.get(address))
    assert [one.status_code for one in found] == [200, 200, 404, 404]
    by_name = {one["name"]: one for one in found[0].json()["moments"]}
    assert (by_name["deadline"]["state"], by_name["opening"]["state"]) == ("done", "to_do")
