"""The deadline moves later, while bids may still be deposited, for a reason, and everybody is told."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from audit.enums import EventKind
from audit.models import Event
from outbox.models import Job
from outbox.tasks import run_job
from tenders.enums import VersionKind
from tenders.exchanges.deadlines import moved_with
from tenders.models import Tender, TenderVersion
from tenders.versions.errors import DeadlineRefused, DepositsClosed, StaleVersion
from tenders.versions.services import postpone
from tests.bids.builders import pass_deadline, send
from tests.people import make_bidder, make_officer
from tests.tenders.versions.work import begun

REASON = "Réponses publiées tardivement."
WEEK = timedelta(days=7)


def later(tender: Tender, by: timedelta = WEEK) -> datetime:
    assert tender.deadline_at is not None
    return tender.deadline_at + by


def put_off(
    actor: User, tender: Tender, by: timedelta = WEEK, seen: int = 1, *, moves_questions: bool = False
) -> TenderVersion:
    return postpone(
        actor=actor,
        tender=tender,
        deadline_at=later(tender, by),
        reason=REASON,
        seen=seen,
        moves_questions=moves_questions,
    )


def with_questions(tender: Tender, before: timedelta = timedelta(days=1)) -> Tender:
    """Set the limit of the questions, by so much before the deadline."""
    Tender.objects.filter(pk=tender.pk).update(questions_due_at=later(tender, -before))
    return Tender.objects.get(pk=tender.pk)


def test_a_second_version_says_the_new_deadline_of_the_same_content(officer: User, tender: Tender) -> None:
    version = put_off(officer, tender)
    wished = later(tender)
    tender.refresh_from_db()
    assert tender.deadline_at == version.deadline_at == wished
    assert (version.number, version.kind) == (2, VersionKind.POSTPONED)
    assert version.fingerprint == tender.fingerprint == tender.versions.get(number=1).fingerprint


def test_a_colleague_may(colleague: User, tender: Tender) -> None:
    assert put_off(colleague, tender).published_by == colleague


@pytest.mark.parametrize("make", [make_officer, make_bidder])
def test_strangers_may_not(make: object, tender: Tender) -> None:
    assert callable(make)
    with pytest.raises(PermissionDenied):
        put_off(make(), tender)
    tender.refresh_from_db()
    assert tender.versions.count() == 1


@pytest.mark.parametrize("by", [timedelta(0), -timedelta(days=1), -timedelta(days=400)])
def test_never_earlier_and_never_into_the_past(by: timedelta, officer: User, tender: Tender) -> None:
    with pytest.raises(DeadlineRefused, match="deadline_at"):
        put_off(officer, tender, by)
    assert not Event.objects.filter(kind=EventKind.DEADLINE_POSTPONED).exists()


def test_once_the_deadline_has_passed_it_stands(officer: User, tender: Tender) -> None:
    with pytest.raises(DepositsClosed, match="est passée"):
        put_off(officer, pass_deadline(tender))
    assert tender.versions.count() == 1


def test_a_page_of_a_former_version_is_refused(officer: User, colleague: User, tender: Tender) -> None:
    put_off(colleague, tender)
    with pytest.raises(StaleVersion, match="version 2"):
        put_off(officer, tender, 2 * WEEK)


def test_without_a_reason_nothing_moves(officer: User, tender: Tender) -> None:
    with pytest.raises(ValidationError, match="motif"):
        postpone(actor=officer, tender=tender, deadline_at=later(tender), reason="  non ", seen=1)
    assert tender.versions.count() == 1


def test_the_journal_keeps_both_deadlines_and_counts_nobody(officer: User, tender: Tender) -> None:
    send(make_bidder(), tender)
    put_off(officer, tender)
    told = Event.objects.get(kind=EventKind.DEADLINE_POSTPONED).payload
    assert told.keys() == {"version", "former_deadline_at", "deadline_at", "reason"}


def test_depositors_are_told_that_their_deposit_stands(officer: User, tender: Tender) -> None:
    bidder = make_bidder()
    make_bidder()
    send(bidder, tender)
    put_off(officer, tender)
    for job in Job.objects.filter(kind="announce_version"):
        run_job(job.pk)
    assert [message.to for message in mail.outbox] == [[bidder.email]]
    assert REASON in mail.outbox[0].body
    assert "reste valablement déposé" in mail.outbox[0].body
    assert f"/consultations/{tender.reference}/versions/" in mail.outbox[0].body


@pytest.mark.parametrize("moves", [False, True])
def test_a_limit_set_to_the_questions_moves_as_much_when_it_is_asked(
    officer: User, tender: Tender, *, moves: bool
) -> None:
    before = with_questions(tender)
    version = put_off(officer, before, moves_questions=moves)
    after = Tender.objects.get(pk=tender.pk)
    assert before.questions_due_at
    assert after.questions_due_at == before.questions_due_at + (WEEK if moves else timedelta(0))
    assert version.questions_close_at == after.questions_due_at


def test_a_limit_that_was_not_set_follows_by_itself(officer: User, tender: Tender) -> None:
    first = tender.versions.get(number=1)
    second = put_off(officer, tender, moves_questions=True)
    assert Tender.objects.get(pk=tender.pk).questions_due_at is None
    assert first.questions_close_at
    assert second.questions_close_at
    assert second.questions_close_at > first.questions_close_at


def test_the_journal_says_both_limits_of_the_questions_when_they_moved(officer: User, tender: Tender) -> None:
    put_off(officer, with_questions(tender), moves_questions=True)
    told = Event.objects.get(kind=EventKind.DEADLINE_POSTPONED).payload
    assert told.keys() >= {"former_questions_due_at", "questions_due_at"}


def test_the_limit_of_an_amendment_under_way_moves_too_unless_it_was_typed(
    officer: User, tender: Tender
) -> None:
    before = with_questions(tender)
    copy = begun(officer, before)
    put_off(officer, before, moves_questions=True)
    copy.refresh_from_db()
    assert copy.questions_due_at == Tender.objects.get(pk=tender.pk).questions_due_at
    typed = later(tender, -timedelta(days=2))
    Tender.objects.filter(pk=copy.pk).update(questions_due_at=typed)
    put_off(officer, Tender.objects.get(pk=tender.pk), seen=2, moves_questions=True)
    copy.refresh_from_db()
    assert copy.questions_due_at == typed


def test_noon_stays_noon_when_the_clocks_change_in_between() -> None:
    """Summer time ends on 25 October 2026: the limit and the deadline stay at noon, in Paris."""
    limit, former, new = (datetime(2026, 10, day, 10, tzinfo=UTC) for day in (14, 20, 24))
    after_the_change = datetime(2026, 10, 30, 11, tzinfo=UTC)
    assert moved_with(limit, former, new) == datetime(2026, 10, 18, 10, tzinfo=UTC)
    assert moved_with(limit, former, after_the_change) == datetime(2026, 10, 24, 10, tzinfo=UTC)


def test_the_letter_says_where_the_questions_now_end(officer: User, tender: Tender) -> None:
    send(make_bidder(), tender)
    put_off(officer, with_questions(tender), moves_questions=True)
    for job in Job.objects.filter(kind="announce_version"):
        run_job(job.pk)
    assert "Fin des questions" in mail.outbox[0].body
    assert "au lieu du" in mail.outbox[0].body
