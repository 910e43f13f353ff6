"""« Sans suite » and « infructueux », lot by lot; the consultation follows."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User
from admissibility.decisions.enums import DecisionKind
from admissibility.decisions.models import AdmissibilityDecision
from audit.clock import database_now
from audit.enums import EventKind
from awards.endings.enums import EndingState, UnsuccessfulCause
from awards.endings.errors import Refused, StaleEnding
from awards.endings.mail import KIND
from awards.endings.models import LotEnding
from awards.endings.services import abandon_lot, declare_unsuccessful
from bids.models import Bid
from tenders.enums import TenderState
from tenders.models import Lot
from tenders.services import abandon_tender
from tests.people import make_auditor, make_bidder, make_officer

from .conftest import REASON, Case, deliver_all, kinds

pytestmark = pytest.mark.django_db


def declare(case: Case, lot: Lot, cause: str, actor: User | None = None) -> LotEnding:
    found = LotEnding.objects.filter(lot=lot).first()
    return declare_unsuccessful(
        lot=lot,
        seen=found.version if found else 1,
        cause=cause,
        reason=REASON,
        actor=actor or case.officer,
        now=database_now(),
    )


def set_aside(bid: Bid, officer: User) -> None:
    AdmissibilityDecision.objects.create(
        bid=bid,
        submission=bid.submission,
        version=1,
        kind=DecisionKind.IRREGULAR,
        article="L. 2152-1 et L. 2152-2",
        reason=REASON,
        file_sha256="a" * 64,
        decided_by=officer,
        decided_at=database_now(),
    )


class TestSansSuite:
    def test_the_last_lot_takes_the_consultation_along(self, case: Case) -> None:
        ending = case.abandon()
        assert (ending.state, ending.reason) == (EndingState.ABANDONED, REASON)
        case.lot.tender.refresh_from_db()
        assert case.lot.tender.state == TenderState.ABANDONED
        assert REASON in case.lot.tender.abandonment_reason
        assert kinds(case.lot) == [EventKind.LOT_ABANDONED, EventKind.TENDER_ABANDONED]

    def test_one_lot_of_two_leaves_the_other_going(self, case_of_two: tuple[Case, Lot]) -> None:
        case, _ = case_of_two
        case.abandon()
        case.lot.tender.refresh_from_db()
        assert case.lot.tender.state == TenderState.OPENED

    def test_all_who_bid_for_it_are_told_why(self, case: Case) -> None:
        case.abandon()
        deliver_all(KIND)
        told = {address for letter in mail.outbox for address in letter.to}
        assert told == {bid.submission.submitted_by.email for bid in case.bids}
        assert all(REASON in letter.body for letter in mail.outbox)

    @pytest.mark.parametrize("make", [make_officer, make_bidder, make_auditor])
    def test_a_stranger_ends_nothing(self, case: Case, make: object) -> None:
        with pytest.raises(PermissionDenied):
            abandon_lot(lot=case.lot, seen=1, reason=REASON, actor=make(), now=database_now())  # type: ignore[operator]
        assert not LotEnding.objects.exists()

    def test_neither_does_an_evaluator_of_the_buyer(self, case: Case) -> None:
        with pytest.raises(PermissionDenied):
            abandon_lot(lot=case.lot, seen=1, reason=REASON, actor=case.colleague(), now=database_now())

    def test_a_reason_is_needed(self, case: Case) -> None:
        with pytest.raises(ValidationError) as refused:
            abandon_lot(lot=case.lot, seen=1, reason="Non.", actor=case.officer, now=database_now())
        assert "reason" in refused.value.message_dict
        assert kinds(case.lot) == []

    def test_a_stale_page_changes_nothing(self, case_of_two: tuple[Case, Lot]) -> None:
        case, _ = case_of_two
        case.abandon()
        with pytest.raises(StaleEnding, match="sans suite"):
            abandon_lot(lot=case.lot, seen=1, reason=REASON * 2, actor=case.officer, now=database_now())
        assert case.ending.reason == REASON

    def test_what_is_ended_is_not_ended_again(self, case_of_two: tuple[Case, Lot]) -> None:
        case, _ = case_of_two
        case.abandon()
        with pytest.raises(Refused, match="terminé"):
            case.abandon()

    def test_postgresql_itself_keeps_the_end(self, case: Case) -> None:
        ending = case.abandon()
        with pytest.raises(IntegrityError, match="ne fait que croître"), transaction.atomic():
            LotEnding.objects.filter(pk=ending.pk).update(reason="Autre")


class TestWholeConsultation:
    def test_every_lot_ends_and_everybody_is_told_once(self, case_of_two: tuple[Case, Lot]) -> None:
        case, second = case_of_two
        abandon_tender(actor=case.officer, tender=case.lot.tender, reason=REASON, now=database_now())
        states = set(LotEnding.objects.filter(lot__in=[case.lot, second]).values_list("state", flat=True))
        assert states == {EndingState.ABANDONED}
        deliver_all(KIND)
        assert len(mail.outbox) == len(case.bids)
        assert REASON in mail.outbox[0].body

    def test_a_lot_already_ended_keeps_its_own_reason(self, case_of_two: tuple[Case, Lot]) -> None:
        case, _ = case_of_two
        ending = case.abandon()
        abandon_tender(actor=case.officer, tender=case.lot.tender, reason="Tout change.", now=database_now())
        assert case.ending.reason == ending.reason == REASON


class TestInfructueux:
    def test_nobody_bid(self, case_of_two: tuple[Case, Lot]) -> None:
        case, second = case_of_two
        ending = declare(case, second, UnsuccessfulCause.NO_BID)
        assert (ending.state, ending.cause) == ("unsuccessful", "no_bid")
        assert kinds(second) == [EventKind.LOT_UNSUCCESSFUL]

    def test_a_cause_that_the_file_contradicts_is_refused(self, case: Case) -> None:
        with pytest.raises(Refused, match=r"3 offre\(s\) ont été ouvertes"):
            declare(case, case.lot, UnsuccessfulCause.NO_BID)
        with pytest.raises(Refused, match="n’est pas écartée"):
            declare(case, case.lot, UnsuccessfulCause.ONLY_IRREGULAR_OR_UNACCEPTABLE)
        assert LotEnding.objects.filter(state=EndingState.UNSUCCESSFUL).count() == 0

    def test_all_bids_set_aside(self, case: Case) -> None:
        for bid in case.bids:
            set_aside(bid, case.officer)
        declare(case, case.lot, UnsuccessfulCause.ONLY_IRREGULAR_OR_UNACCEPTABLE)
        case.lot.tender.refresh_from_db()
        assert case.lot.tender.state == TenderState.UNSUCCESSFUL
        assert case.lot.tender.concluded_at is not None

    def test_with_an_abandoned_lot_the_consultation_is_unsuccessful(
        self, case_of_two: tuple[Case, Lot]
    ) -> None:
        case, second = case_of_two
        case.abandon()
        declare(case, second, UnsuccessfulCause.NO_BID)
        case.lot.tender.refresh_from_db()
        assert case.lot.tender.state == TenderState.UNSUCCESSFUL

    @pytest.mark.parametrize("make", [make_officer, make_bidder, make_auditor])
    def test_a_stranger_declares_nothing(self, case_of_two: tuple[Case, Lot], make: object) -> None:
        case, second = case_of_two
        with pytest.raises(PermissionDenied):
            declare(case, second, UnsuccessfulCause.NO_BID, make())  # type: ignore[operator]

    def test_a_cause_from_nowhere_is_refused(self, case: Case) -> None:
        with pytest.raises(ValidationError, match="Choisissez une cause"):
            declare(case, case.lot, "bad_mood")
