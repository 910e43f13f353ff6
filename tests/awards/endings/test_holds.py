"""The référé: recorded, several at once, lifted once."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User
from audit.clock import database_now
from audit.enums import EventKind
from awards.endings.enums import EndingState, HoldOutcome
from awards.endings.errors import StaleHold
from awards.endings.facts import lot_facts
from awards.endings.legal_hold import LegalHold
from awards.endings.services import Filing, lift_hold, record_hold
from awards.endings.state import may_sign
from tenders.models import Lot, Tender
from tests.people import make_auditor, make_bidder, make_officer
from tests.scoring.cases import make_lot, make_tender
from tests.tender_builders import published_tender

from .conftest import Case, codes, kinds

pytestmark = pytest.mark.django_db
COURT = "Tribunal administratif de Paris (fictif)"


def file(tender: Tender, actor: User, **fields: object) -> LegalHold:
    now = database_now()
    values = {"court": COURT, "filed_at": now - timedelta(minutes=1), "docket": "2101234", **fields}
    return record_hold(tender=tender, filing=Filing(**values), actor=actor, now=now)  # type: ignore[arg-type]


def lift(hold: LegalHold, actor: User, outcome: str = HoldOutcome.REJECTED, **fields: object) -> LegalHold:
    now = database_now()
    values = {"lifted_at": now, "reason": "Requête rejetée (fictif).", **fields}
    return lift_hold(hold=hold, outcome=outcome, actor=actor, now=now, **values)  # type: ignore[arg-type]


def test_it_forbids_the_signature_until_it_is_lifted(case: Case) -> None:
    hold = file(case.lot.tender, case.officer)
    assert "legal_hold" in codes(may_sign(lot_facts(case.lot), database_now()))
    lift(hold, case.officer)
    assert "legal_hold" not in codes(may_sign(lot_facts(case.lot), database_now()))
    assert kinds(case.lot) == [EventKind.LEGAL_HOLD_PLACED, EventKind.LEGAL_HOLD_LIFTED]


def test_of_one_lot_it_leaves_the_others_alone(case_of_two: tuple[Case, Lot]) -> None:
    case, second = case_of_two
    file(case.lot.tender, case.officer, lot=second)
    assert "legal_hold" not in codes(may_sign(lot_facts(case.lot), database_now()))
    assert "legal_hold" in codes(may_sign(lot_facts(second), database_now()))


def test_one_filed_while_bids_are_prepared_then_sans_suite(now: datetime) -> None:
    """The history of the 3919: filed on 20 January 2021, « sans suite » on the 25th, bids still closed."""
    officer = make_officer()
    tender = published_tender(officer)
    hold = file(tender, officer, filed_at=database_now())
    case = Case(tender.lots.get(), [], officer)
    assert case.abandon().state == EndingState.ABANDONED
    assert lift(hold, officer, HoldOutcome.MOOT).outcome == "moot"


def test_the_same_filing_sent_twice_is_one(case: Case) -> None:
    filed_at = database_now()
    one, two = (file(case.lot.tender, case.officer, filed_at=filed_at) for _ in range(2))
    assert one == two
    assert kinds(case.lot) == [EventKind.LEGAL_HOLD_PLACED]


def test_several_run_at_once(case: Case) -> None:
    first, _ = (file(case.lot.tender, case.officer, docket=one) for one in ("1", "2"))
    lift(first, case.officer)
    assert "legal_hold" in codes(may_sign(lot_facts(case.lot), database_now()))


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"court": "  "}, "court"),
        ({"filed_at": datetime.fromisoformat("2100-01-01T12:00+00:00")}, "filed_at"),
        ({"filed_at": datetime.fromisoformat("2020-01-01T12:00+00:00")}, "filed_at"),
    ],
)
def test_what_cannot_be_is_refused(case: Case, fields: dict[str, object], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        file(case.lot.tender, case.officer, **fields)
    assert field in refused.value.message_dict
    assert not LegalHold.objects.exists()


def test_a_lot_of_another_consultation_is_refused(case: Case) -> None:
    with pytest.raises(ValidationError, match="n’est pas de cette consultation"):
        file(case.lot.tender, case.officer, lot=make_lot(make_tender()))


@pytest.mark.parametrize("make", [make_officer, make_bidder, make_auditor])
def test_a_stranger_neither_records_nor_lifts(case: Case, make: object) -> None:
    with pytest.raises(PermissionDenied):
        file(case.lot.tender, make())  # type: ignore[operator]
    hold = file(case.lot.tender, case.officer)
    with pytest.raises(PermissionDenied):
        lift(hold, make())  # type: ignore[operator]


def test_it_is_lifted_once(case: Case) -> None:
    hold = file(case.lot.tender, case.officer)
    lift(hold, case.officer)
    with pytest.raises(StaleHold):
        lift(hold, case.officer, HoldOutcome.PROCEDURE_ANNULLED)


@pytest.mark.parametrize("days", [-30, 1])
def test_the_decision_follows_the_filing_and_is_not_to_come(case: Case, days: int) -> None:
    hold = file(case.lot.tender, case.officer)
    with pytest.raises(ValidationError, match="notifiée après la requête"):
        lift(hold, case.officer, lifted_at=database_now() + timedelta(days=days))


def test_an_outcome_is_chosen(case: Case) -> None:
    with pytest.raises(ValidationError, match="Choisissez l’issue"):
        lift(file(case.lot.tender, case.officer), case.officer, "")


def test_postgresql_itself_keeps_it(case: Case) -> None:
    hold = lift(file(case.lot.tender, case.officer), case.officer)
    with pytest.raises(IntegrityError, match="ne fait que croître"), transaction.atomic():
        LegalHold.objects.filter(pk=hold.pk).update(outcome=HoldOutcome.PROCEDURE_ANNULLED)
