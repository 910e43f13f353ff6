"""Four dated steps, each by a person; none by itself."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from audit.clock import database_now
from audit.enums import EventKind
from audit.models import Event
from awards.abnormally_low.enums import EnquiryState, RejectionGround
from awards.abnormally_low.errors import DelayRuns, NotUnderEvaluation, StaleEnquiry
from awards.abnormally_low.models import PriceEnquiry
from awards.abnormally_low.services import Decision, answer, ask, assess, decide, keep_alerts
from bids.enums import BidState
from tenders.services import abandon_tender
from tests.awards.abnormally_low.conftest import ANSWER, ASSESSMENT, QUESTIONS, REASON, Case, after, fresh
from tests.people import make_bidder
from tests.scoring.cases import make_bid

pytestmark = pytest.mark.django_db
REJECTED = Decision(REASON, RejectionGround.NOT_JUSTIFIED)


def events(case: Case) -> list[str]:
    kinds = Event.objects.filter(tender_reference=case.lot.tender.reference).order_by("sequence")
    return list(kinds.values_list("kind", flat=True))


def test_the_alerts_are_kept_as_they_were(case: Case) -> None:
    enquiry = case.detected()
    codes = {one["rule"]: one["code"] for one in enquiry.alerts}
    assert codes["gap_to_mean"] == codes["gap_to_second"] == codes["gap_to_estimate"] == "far_below"
    assert codes["cost_floor"] == "below"
    assert codes["unit_prices"] == "low_on_heavy_lines"
    assert enquiry.state == EnquiryState.DETECTED


def test_a_lot_with_its_own_estimate_is_compared_with_it(case: Case) -> None:
    case.bid.lot.estimated_value_eur = Decimal(420_000)  # written before publication in real life
    (found,) = (one for one in case.detected().alerts if one["rule"] == "gap_to_estimate")
    assert (found["code"], found["facts"]["reference_eur"]) == ("close", "420000.00")


def test_opening_twice_is_one_file(case: Case) -> None:
    assert case.detected() == case.detected()
    assert events(case) == [EventKind.PRICE_ALERTS_KEPT]


def test_a_dear_bid_raises_no_alert_and_may_be_asked_all_the_same(case: Case, now: object) -> None:
    enquiry = keep_alerts(bid=case.rivals[1], actor=case.officer, now=database_now())
    assert {one["result"] for one in enquiry.alerts} <= {"conform", "to_examine"}
    assert "far_below" not in {one["code"] for one in enquiry.alerts}


def test_an_unread_bid_has_no_price_to_look_at(case: Case) -> None:
    with pytest.raises(ValidationError, match="pas été lue"):
        keep_alerts(bid=make_bid(case.lot, state=BidState.UNREADABLE), actor=case.officer, now=database_now())


def test_the_whole_way_to_a_rejection_is_told_by_the_journal(case: Case) -> None:
    enquiry = case.decided(REJECTED)
    assert (enquiry.state, enquiry.rejection_ground) == ("abnormally_low", "not_justified")
    assert events(case) == [
        EventKind.PRICE_ALERTS_KEPT,
        EventKind.JUSTIFICATION_REQUESTED,
        EventKind.JUSTIFICATION_RECEIVED,
        EventKind.JUSTIFICATION_ASSESSED,
        EventKind.PRICE_ENQUIRY_DECIDED,
    ]
    assert Event.objects.get(kind=EventKind.PRICE_ENQUIRY_DECIDED).payload["reason"] == REASON


def test_a_justified_price_has_no_ground(case: Case) -> None:
    enquiry = case.decided(Decision(REASON))
    assert (enquiry.state, enquiry.rejection_ground) == ("justified", "")


@pytest.mark.parametrize("minutes", [0, -1])
def test_the_deadline_is_to_come(case: Case, minutes: int) -> None:
    now = database_now()
    with pytest.raises(ValidationError) as refused:
        ask(
            enquiry=case.detected(),
            seen=1,
            questions=QUESTIONS,
            due_at=now + timedelta(minutes=minutes),
            actor=case.officer,
            now=now,
        )
    assert "due_at" in refused.value.message_dict
    assert PriceEnquiry.objects.get().state == EnquiryState.DETECTED


def test_the_justification_is_not_assessed_before_the_deadline(case: Case) -> None:
    enquiry = case.answered()
    with pytest.raises(DelayRuns, match="peut répondre et compléter"):
        assess(enquiry=enquiry, seen=enquiry.version, text=ASSESSMENT, actor=case.officer, now=enquiry.due_at)  # type: ignore[arg-type]


def test_silence_may_be_assessed_after_the_deadline(case: Case) -> None:
    enquiry = case.asked()
    found = assess(
        enquiry=enquiry, seen=enquiry.version, text=ASSESSMENT, actor=case.officer, now=after(enquiry)
    )
    assert found.state == EnquiryState.ASSESSED


def test_nothing_is_decided_without_an_assessment(case: Case) -> None:
    enquiry = case.answered()
    with pytest.raises(StaleEnquiry):
        decide(
            enquiry=enquiry,
            seen=enquiry.version,
            decision=REJECTED,
            actor=case.officer,
            now=after(enquiry),
        )


@pytest.mark.parametrize("reason", ["", "   ", "Trop bas."])
def test_a_decision_gives_its_reasons(case: Case, reason: str) -> None:
    with pytest.raises(ValidationError, match="100 caractères"):
        case.decided(Decision(reason, RejectionGround.NOT_JUSTIFIED))
    assert PriceEnquiry.objects.get().state == EnquiryState.ASSESSED


def test_a_decision_on_a_stale_page_changes_nothing(case: Case) -> None:
    enquiry = case.assessed()
    answer(enquiry=enquiry, text="Un oubli.", actor=case.bidder, now=after(enquiry))
    with pytest.raises(StaleEnquiry):
        decide(
            enquiry=enquiry, seen=enquiry.version, decision=REJECTED, actor=case.officer, now=after(enquiry)
        )
    assert fresh(enquiry).state == EnquiryState.ASSESSED


def test_a_decision_is_taken_once(case: Case) -> None:
    enquiry = case.decided(REJECTED)
    with pytest.raises(StaleEnquiry, match="rejetée, anormalement basse"):
        decide(
            enquiry=enquiry,
            seen=enquiry.version,
            decision=Decision(REASON),
            actor=case.officer,
            now=after(enquiry),
        )


def test_postgresql_itself_keeps_a_decision(case: Case) -> None:
    enquiry = case.decided(REJECTED)
    with pytest.raises(IntegrityError, match="ne fait que croître"), transaction.atomic():
        PriceEnquiry.objects.filter(pk=enquiry.pk).update(state=EnquiryState.JUSTIFIED, rejection_ground="")


def test_an_abandoned_consultation_ends_the_enquiry(case: Case) -> None:
    enquiry = case.assessed()
    abandon_tender(actor=case.officer, tender=case.lot.tender, reason="Référé.", now=database_now())
    with pytest.raises(NotUnderEvaluation):
        decide(
            enquiry=enquiry, seen=enquiry.version, decision=REJECTED, actor=case.officer, now=after(enquiry)
        )
    assert fresh(enquiry).state == EnquiryState.ASSESSED


class TestAnswers:
    def test_each_is_kept(self, case: Case) -> None:
        enquiry = case.answered()
        answer(enquiry=enquiry, text="Un complément.", actor=case.bidder, now=database_now())
        assert [one.text for one in enquiry.answers.all()] == [ANSWER, "Un complément."]

    def test_the_same_text_sent_twice_is_one(self, case: Case) -> None:
        enquiry = case.answered()
        answer(enquiry=enquiry, text=f" {ANSWER}\r\n", actor=case.bidder, now=database_now())
        assert enquiry.answers.count() == 1
        assert fresh(enquiry).version == enquiry.version

    def test_a_late_one_is_kept_and_marked(self, case: Case) -> None:
        enquiry = case.asked()
        kept = answer(enquiry=enquiry, text=ANSWER, actor=case.bidder, now=after(enquiry))
        assert kept.is_late
        assert Event.objects.get(kind=EventKind.JUSTIFICATION_RECEIVED).payload["is_late"] is True

    def test_the_deadline_itself_is_in_time(self, case: Case) -> None:
        enquiry = case.asked()
        assert enquiry.due_at is not None
        assert not answer(enquiry=enquiry, text=ANSWER, actor=case.bidder, now=enquiry.due_at).is_late

    def test_one_after_the_decision_is_refused(self, case: Case) -> None:
        enquiry = case.decided(REJECTED)
        with pytest.raises(StaleEnquiry):
            answer(enquiry=enquiry, text="Encore.", actor=case.bidder, now=after(enquiry))

    def test_an_empty_one_is_refused(self, case: Case) -> None:
        with pytest.raises(ValidationError, match="écrivez votre texte"):
            answer(enquiry=case.asked(), text=" \n ", actor=case.bidder, now=database_now())


def test_a_bidder_of_another_operator_is_a_stranger(case: Case) -> None:
    with pytest.raises(Exception, match="Seules les personnes habilitées"):
        answer(enquiry=case.asked(), text=ANSWER, actor=make_bidder(), now=database_now())
