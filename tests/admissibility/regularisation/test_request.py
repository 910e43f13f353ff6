"""Asking: all concerned, the same delay, once, and never what cannot be put right."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User
from admissibility.decisions.dossier import bid_fingerprint
from admissibility.decisions.enums import DecisionKind
from admissibility.decisions.errors import RegularisationUnderWay
from admissibility.decisions.services import Choice, decide
from admissibility.regularisation import bars
from admissibility.regularisation.candidates import askable
from admissibility.regularisation.errors import NotAllConcerned, NothingToAsk, ShortDelay, StaleRound
from admissibility.regularisation.mail import KIND
from admissibility.regularisation.models import RegularisationPoint, RegularisationRound
from admissibility.regularisation.services import Asked, Terms, request
from admissibility.regularisation.services.requests import is_short
from audit.clock import database_now
from audit.enums import EventKind
from audit.models import Event
from outbox.models import Job
from outbox.tasks import run_job
from tests.admissibility.regularisation.conftest import KEY, TEXT, Case
from tests.people import make_auditor, make_officer

REASON = "La déclaration sur l’honneur demandée à tous n’a pas été produite dans le délai (fictif)."


def test_every_one_concerned_is_asked_the_same_with_the_same_delay(case: Case) -> None:
    asked = case.requested()
    points = RegularisationPoint.objects.filter(round=asked)
    assert {point.bid_id for point in points} == case.all_bids
    assert {point.article for point in points} == {"R. 2144-2"}
    event = Event.objects.get(kind=EventKind.REGULARISATION_REQUESTED)
    assert (len(event.payload["points"]), event.payload["told"]) == (3, 4)


def test_some_only_of_those_concerned_is_refused(case: Case) -> None:
    with pytest.raises(NotAllConcerned, match=case.bids[2].organisation.legal_name):
        case.requested(bids=case.all_bids - {case.bids[2].pk})
    assert not RegularisationRound.objects.exists()
    assert not Job.objects.filter(kind=KIND).exists()


def test_a_point_is_not_asked_twice(case: Case) -> None:
    case.requested()
    with pytest.raises(NothingToAsk):
        case.requested()
    assert KEY not in {one.key for one in askable(case.lot.tender, None)}


def test_postgresql_too_refuses_the_second_time(case: Case) -> None:
    case.requested()
    point = RegularisationPoint.objects.all()[0]
    point.pk = None
    with pytest.raises(IntegrityError, match="point_asked_once"), transaction.atomic():
        point.save(force_insert=True)


def test_a_price_above_the_credits_is_never_put_right(case: Case) -> None:
    assert {one.rule for one in askable(case.lot.tender, None)} == {"application_complete"}


def test_an_abnormally_low_bid_is_left_out(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    low = case.bids[0].pk
    monkeypatch.setitem(bars._bars, "prix", lambda bid: "Rejetée." if bid.pk == low else "")
    (point,) = askable(case.lot.tender, None)
    assert {whom.bid.pk for whom in point.concerned} == case.all_bids - {low}
    with pytest.raises(StaleRound):
        case.requested()


def test_a_bid_already_set_aside_is_left_out(case: Case) -> None:
    bid = case.bids[2]
    choice = Choice(DecisionKind.UNACCEPTABLE, REASON)
    decide(bid=bid, seen=bid_fingerprint(bid), choice=choice, actor=case.officer, now=database_now())
    (point,) = askable(case.lot.tender, None)
    assert bid.pk not in {whom.bid.pk for whom in point.concerned}


def test_a_past_deadline_is_refused(case: Case) -> None:
    with pytest.raises(ValidationError, match="à venir"):
        case.requested(due_at=database_now() - timedelta(seconds=1))


def test_less_than_a_working_day_is_to_be_confirmed(case: Case) -> None:
    soon = database_now() + timedelta(hours=2)
    with pytest.raises(ShortDelay):
        case.requested(due_at=soon)
    assert case.requested(due_at=soon, short_accepted=True).due_at == soon


def moment(year: int, month: int, day: int, hour: int) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "due", "short"),
    [
        ((2026, 11, 23, 9), (2026, 11, 24, 8), True),
        ((2026, 11, 23, 9), (2026, 11, 24, 9), False),
        ((2026, 11, 27, 9), (2026, 11, 29, 23), True),
        ((2026, 11, 27, 9), (2026, 11, 30, 9), False),
        ((2026, 11, 28, 9), (2026, 11, 30, 22), True),
        ((2026, 11, 28, 9), (2026, 11, 30, 23), False),
    ],
)
def test_a_week_end_is_no_working_day(now: tuple[int, ...], due: tuple[int, ...], short: bool) -> None:
    assert is_short(moment(*now), moment(*due)) is short


def test_only_an_officer_of_the_buyer_asks(case: Case) -> None:
    def by(person: User) -> RegularisationRound:
        terms = Terms(database_now() + timedelta(days=7))
        points = [Asked(KEY, case.all_bids)]
        given = {"tender": case.lot.tender, "lot": None, "seen": "", "points": points, "terms": terms}
        return request(**given, actor=person, now=database_now())  # type: ignore[arg-type]

    for person in (case.colleague, make_officer(), make_auditor(), case.bidder):
        with pytest.raises(PermissionDenied):
            by(person)
    with pytest.raises(StaleRound):
        by(case.officer)


def test_a_crash_in_the_middle_asks_nobody(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(**_: object) -> None:
        raise RuntimeError("le serveur s’arrête")

    monkeypatch.setattr("admissibility.regularisation.services.requests.record", crash)
    with pytest.raises(RuntimeError):
        case.requested()
    assert not RegularisationPoint.objects.exists()
    assert not Job.objects.filter(kind=KIND).exists()


def test_each_person_is_told_until_when_and_where_not_what(case: Case) -> None:
    case.requested()
    for job in Job.objects.filter(kind=KIND):
        run_job(job.pk)
    assert len(mail.outbox) == 4
    assert "heure de Paris" in mail.outbox[0].body
    assert TEXT not in mail.outbox[0].body


def test_nobody_is_set_aside_before_the_answer_is_examined(case: Case) -> None:
    case.requested()
    bid = case.bids[0]
    choice = Choice(DecisionKind.INADMISSIBLE_APPLICATION, REASON)
    with pytest.raises(RegularisationUnderWay):
        decide(bid=bid, seen=bid_fingerprint(bid), choice=choice, actor=case.officer, now=database_now())
