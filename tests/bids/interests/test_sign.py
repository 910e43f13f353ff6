"""Signing: who may, what is refused, what the journal keeps, what never changes."""

from datetime import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction

from accounts.models import User
from audit.clock import database_now
from audit.enums import EventKind
from audit.models import Event
from bids.interests.access import can_read_bids, is_recused, pending
from bids.interests.errors import AlreadyLifted, UnknownParty
from bids.interests.services import Answer, lift_recusal, sign
from bids.models import InterestDeclaration
from tenders.models import Tender
from tests.bids.builders import small_tender
from tests.people import declare_no_interest, make_auditor, make_bidder, make_officer

INTEREST = "J’ai été salariée de cette association jusqu’en 2025."
MEASURE = (
    "L’emploi a pris fin il y a plus d’un an, sans suite financière ; une seconde personne relit chaque note."
)


def declare(person: User, tender: Tender, text: str = INTEREST) -> InterestDeclaration:
    key = pending(person, tender)[0].key
    return sign(actor=person, tender=tender, answers=[Answer(key, text)], now=database_now())[0]


def kinds(tender: Tender) -> list[str]:
    events = Event.objects.filter(tender_reference=tender.reference).order_by("sequence")
    return list(events.values_list("kind", flat=True))


def test_a_signature_is_one_event_and_a_recusal_another(opened: Tender, evaluator: User) -> None:
    declare(evaluator, opened)
    assert kinds(opened)[-2:] == [EventKind.INTEREST_DECLARED, EventKind.PERSON_RECUSED]
    told = Event.objects.get(kind=EventKind.PERSON_RECUSED)
    assert INTEREST not in str(told.payload)
    assert told.payload["person"] == "Éva Luatrice"


def test_the_same_form_sent_twice_adds_nothing(opened: Tender, evaluator: User, now: datetime) -> None:
    answers = [Answer(one.key) for one in pending(evaluator, opened)]
    assert len(sign(actor=evaluator, tender=opened, answers=answers, now=now)) == 2
    assert sign(actor=evaluator, tender=opened, answers=answers, now=now) == []
    assert kinds(opened).count(EventKind.INTEREST_DECLARED) == 1


def test_none_never_takes_an_interest_back(opened: Tender, evaluator: User, now: datetime) -> None:
    declared = declare(evaluator, opened)
    sign(actor=evaluator, tender=opened, answers=[Answer(declared.party_key)], now=now)
    declare_no_interest(evaluator, opened)
    assert is_recused(evaluator, opened)


@pytest.mark.parametrize("text", ["Un ami.", "x" * 5001])
def test_an_interest_is_explained(opened: Tender, evaluator: User, text: str) -> None:
    with pytest.raises(ValidationError, match="caractères"):
        declare(evaluator, opened, text)
    assert not InterestDeclaration.objects.exists()


def test_a_name_that_is_not_there_is_refused_whole(opened: Tender, evaluator: User, now: datetime) -> None:
    answers = [Answer(pending(evaluator, opened)[0].key), Answer("999999999")]
    with pytest.raises(UnknownParty):
        sign(actor=evaluator, tender=opened, answers=answers, now=now)
    assert not InterestDeclaration.objects.exists()


@pytest.mark.parametrize("stranger", [make_officer, make_bidder, make_auditor])
def test_only_the_buyers_people_sign(opened: Tender, stranger: type, now: datetime) -> None:
    with pytest.raises(PermissionDenied):
        sign(actor=stranger(), tender=opened, answers=[], now=now)


def test_nobody_signs_before_the_opening(officer: User, now: datetime) -> None:
    with pytest.raises(PermissionDenied):
        sign(actor=officer, tender=small_tender(officer), answers=[], now=now)


def test_another_officer_lifts_a_recusal_with_reasons(
    opened: Tender, evaluator: User, colleague: User, now: datetime
) -> None:
    declared = declare(evaluator, opened)
    declare_no_interest(evaluator, opened)
    lift_recusal(declaration=declared, measure=MEASURE, actor=colleague, now=now)
    assert can_read_bids(evaluator, opened)
    assert kinds(opened)[-1] == EventKind.RECUSAL_LIFTED
    with pytest.raises(AlreadyLifted):
        lift_recusal(declaration=declared, measure=MEASURE, actor=colleague, now=now)


def test_nobody_lifts_their_own_recusal(opened: Tender, officer: User, now: datetime) -> None:
    with pytest.raises(PermissionDenied):
        lift_recusal(declaration=declare(officer, opened), measure=MEASURE, actor=officer, now=now)


def test_neither_do_a_recused_officer_an_evaluator_or_a_stranger(
    opened: Tender, officer: User, colleague: User, evaluator: User, now: datetime
) -> None:
    declared = declare(officer, opened)
    declare(colleague, opened)
    for person in (colleague, evaluator, make_officer()):
        with pytest.raises(PermissionDenied):
            lift_recusal(declaration=declared, measure=MEASURE, actor=person, now=now)


def test_a_measure_gives_reasons(opened: Tender, officer: User, colleague: User, now: datetime) -> None:
    with pytest.raises(ValidationError, match="60"):
        lift_recusal(declaration=declare(officer, opened), measure="Sans objet.", actor=colleague, now=now)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE bids_interestdeclaration SET has_interest = false, explanation = ''",
        "DELETE FROM bids_interestdeclaration",
        "TRUNCATE bids_interestdeclaration CASCADE",
    ],
)
def test_what_was_signed_does_not_change(opened: Tender, officer: User, statement: str) -> None:
    declare(officer, opened)
    refused = pytest.raises(DatabaseError, match="ne fait que croître")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
