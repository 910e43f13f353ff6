"""From the ranking to the contract, step by step; each refused when it comes too early or too late."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from audit.clock import PARIS, database_now
from audit.enums import EventKind
from awards.endings import services
from awards.endings.enums import EndingState, HoldOutcome, WithdrawalGround
from awards.endings.errors import Refused, StaleEnding
from awards.endings.mail import KIND
from awards.endings.models import Award, ResultLetter
from awards.endings.services import Filing, lift_hold, record_hold
from tenders.enums import TenderState
from tenders.services import abandon_tender
from tests.people import make_auditor, make_bidder, make_officer

from .conftest import REASON, Case, Road, deliver_all, kinds, make_case, ranked

pytestmark = pytest.mark.django_db


class TestDesignate:
    def test_the_first_of_the_order_with_what_was_acknowledged(self, road: Road) -> None:
        award = road.designate()
        assert (award.rank, award.bid) == (1, road.case.bids[0])
        assert "provisional" in {one["code"] for one in award.cautions}
        assert road.state == EndingState.DESIGNATED

    def test_a_caution_is_acknowledged_and_answered(self, road: Road) -> None:
        for fields, field in (({"acknowledged": False}, "acknowledged"), ({"reason": "Oui."}, "reason")):
            with pytest.raises(ValidationError) as refused:
                road.designate(**fields)
            assert field in refused.value.message_dict
        assert not Award.objects.exists()

    def test_another_than_the_first_is_explained(self, road: Road) -> None:
        award = road.designate(1)
        assert award.rank == 2
        assert "not_first" in {one["code"] for one in award.cautions}
        assert award.reason

    def test_not_without_a_ranking(self, case: Case) -> None:
        with pytest.raises(Refused, match="classement n’est pas établi"):
            Road(case).designate(ranking=0)

    def test_not_from_an_older_ranking_than_the_page_showed(self, road: Road) -> None:
        with pytest.raises(StaleEnding):
            road.designate(ranking=0)

    def test_not_once_a_decision_is_newer_than_the_ranking(self, case: Case) -> None:
        road = Road(ranked(case))
        case.decide(0, later=timedelta(seconds=1))
        with pytest.raises(Refused, match="établissez-le de nouveau"):
            road.designate()

    @pytest.mark.parametrize("make", [make_officer, make_bidder, make_auditor])
    def test_a_stranger_designates_nothing(self, road: Road, make: object) -> None:
        with pytest.raises(PermissionDenied):
            road.designate(actor=make())  # type: ignore[operator]


class TestProofs:
    def test_only_the_designated_bidder_is_asked(self, road: Road) -> None:
        road.designate()
        road.request()
        deliver_all(KIND)
        assert [letter.to for letter in mail.outbox] == [[road.case.bidder().email]]
        assert "R. 2144-4" in mail.outbox[0].body

    def test_the_deadline_is_to_come(self, road: Road) -> None:
        road.designate()
        with pytest.raises(ValidationError, match="à venir"):
            road.request(due_at=database_now())

    def test_what_the_buyer_already_holds_is_not_asked(self, road: Road) -> None:
        road.designate()
        assert road.accept().proofs_requested_at is None
        assert road.state == EndingState.PROOFS_EXAMINED

    def test_the_time_to_answer_is_left(self, road: Road) -> None:
        road.designate()
        road.request()
        with pytest.raises(ValidationError, match="n’est pas écoulé"):
            road.withdraw(WithdrawalGround.NOT_GIVEN)

    def test_not_given_the_next_bid_is_called_without_a_caution_about_its_rank(self, road: Road) -> None:
        road.designate()
        due_at = road.request().proofs_due_at
        assert due_at is not None
        road.withdraw(WithdrawalGround.NOT_GIVEN, now=due_at + timedelta(hours=1))
        assert road.state == EndingState.OPEN
        with pytest.raises(Refused, match="irrecevable"):
            road.designate()
        award = road.designate(1)
        assert "not_first" not in {one["code"] for one in award.cautions}

    def test_a_withdrawn_choice_is_kept(self, road: Road) -> None:
        road.designate()
        award = road.withdraw(WithdrawalGround.EXCLUSION)
        with pytest.raises(IntegrityError, match="ne fait que croître"), transaction.atomic():
            Award.objects.filter(pk=award.pk).update(withdrawal_reason="Autre")


class TestAward:
    def test_proofs_come_first(self, road: Road) -> None:
        road.designate()
        with pytest.raises(StaleEnding):
            road.award()

    def test_an_admissibility_that_nobody_decided_stops_it(self, case: Case) -> None:
        road = Road(ranked(case, decided=False))
        road.designate()
        road.accept()
        with pytest.raises(Refused, match="recevabilité"):
            road.award()
        assert road.state == EndingState.PROOFS_EXAMINED

    def test_force_majeure_is_between_choice_and_information(self, road: Road) -> None:
        road.awarded()
        assert road.withdraw(WithdrawalGround.CANNOT_PERFORM).withdrawn_at is not None

    def test_force_majeure_before_the_choice_is_another_case(self, road: Road) -> None:
        road.designate()
        with pytest.raises(ValidationError, match=r"R. 2181-7"):
            road.withdraw(WithdrawalGround.CANNOT_PERFORM)


class TestInform:
    def test_each_gets_its_own_letter(self, road: Road) -> None:
        road.awarded()
        road.inform()
        deliver_all(KIND)
        letters = {letter.bid_id: letter.text for letter in ResultLetter.objects.all()}
        assert set(letters) == {bid.pk for bid in road.case.bids[1:]}
        winner, other = road.case.bids[0].organisation.legal_name, road.case.bids[2].organisation.legal_name
        assert winner in letters[road.case.bids[1].pk]
        assert other not in letters[road.case.bids[1].pk]

    def test_a_letter_tells_no_price_of_another(self, road: Road) -> None:
        road.awarded()
        road.inform()
        for letter in ResultLetter.objects.all():
            said = letter.text.replace("\u202f", "").replace("\u00a0", "")
            assert "400000" not in said

    def test_a_letter_names_no_other_rejected_bidder(self, road: Road) -> None:
        road.awarded()
        name = road.case.bids[2].organisation.legal_name
        with pytest.raises(ValidationError, match="nomme un autre candidat"):
            road.inform({road.case.bids[1].pk: f"Votre offre est moins bonne que celle de {name}. " + REASON})
        assert not ResultLetter.objects.exists()

    def test_each_has_its_reasons(self, road: Road) -> None:
        road.awarded()
        with pytest.raises(ValidationError) as refused:
            road.inform({road.case.bids[1].pk: "Non."})
        assert f"bid_{road.case.bids[1].pk}" in refused.value.message_dict

    def test_a_formal_procedure_waits_eleven_days_whatever_is_asked(self, formal: Road) -> None:
        formal.awarded()
        award = formal.inform(waits=False)
        assert award.sign_from_at is not None
        assert award.informed_at is not None
        days = award.sign_from_at.astimezone(PARIS).date() - award.informed_at.astimezone(PARIS).date()
        assert days == timedelta(days=12)

    def test_an_adapted_one_waits_if_the_buyer_wants(self, road: Road) -> None:
        road.awarded()
        assert road.inform(waits=False).sign_from_at is None


class TestSign:
    def test_refused_before_the_end_of_the_wait(self, formal: Road) -> None:
        formal.awarded()
        formal.inform()
        with pytest.raises(Refused, match=r"R. 2182-1"):
            formal.sign()
        assert formal.state == EndingState.INFORMED

    def test_refused_during_a_hold_and_allowed_after_it(self, road: Road) -> None:
        road.awarded()
        road.inform(waits=False)
        now, tender = database_now(), road.case.lot.tender
        hold = record_hold(tender=tender, filing=Filing("TA (fictif)", now), actor=road.case.officer, now=now)
        with pytest.raises(Refused, match=r"L. 551-4"):
            road.sign()
        end = {"outcome": HoldOutcome.REJECTED, "reason": "Requête rejetée."}
        lift_hold(hold=hold, lifted_at=now, actor=road.case.officer, now=database_now(), **end)
        assert road.sign().signed_at is not None

    def test_the_consultation_is_awarded_with_its_last_lot(self, road: Road) -> None:
        road.signed()
        tender = road.case.lot.tender
        tender.refresh_from_db()
        assert tender.state == TenderState.AWARDED
        assert kinds(road.case.lot)[-5:] == [
            EventKind.BID_DESIGNATED,
            EventKind.PROOFS_EXAMINED,
            EventKind.LOT_AWARDED,
            EventKind.REJECTION_NOTIFIED,
            EventKind.CONTRACT_SIGNED,
        ]

    def test_a_signature_to_come_is_refused(self, road: Road) -> None:
        road.awarded()
        road.inform(waits=False)
        with pytest.raises(ValidationError, match="à venir"):
            road.sign(signed_at=database_now() + timedelta(days=1))

    def test_a_signature_before_the_letters_is_refused(self, road: Road) -> None:
        road.awarded()
        award = road.inform(waits=False)
        assert award.informed_at is not None
        with pytest.raises(ValidationError, match="postérieure"):
            road.sign(signed_at=award.informed_at - timedelta(minutes=1))

    def test_nothing_is_abandoned_once_signed(self, road: Road) -> None:
        road.signed()
        with pytest.raises(Refused, match="signé"):
            road.case.abandon()
        with pytest.raises(ValidationError):
            abandon_tender(
                actor=road.case.officer, tender=road.case.lot.tender, reason=REASON, now=database_now()
            )
        assert road.state == EndingState.SIGNED

    def test_a_signed_lot_keeps_the_whole_consultation_from_being_abandoned(self) -> None:
        road = Road(ranked(make_case(lots=2)))
        road.signed()
        with pytest.raises(Refused, match="lot 1 est signé"):
            abandon_tender(
                actor=road.case.officer, tender=road.case.lot.tender, reason=REASON, now=database_now()
            )

    def test_postgresql_itself_waits(self, formal: Road) -> None:
        formal.awarded()
        award = formal.inform()
        early = {"signed_at": database_now(), "signed_by": formal.case.officer}
        with pytest.raises(IntegrityError, match="signature_waits"), transaction.atomic():
            Award.objects.filter(pk=award.pk).update(**early)


class TestPublicity:
    def test_notified_noticed_published(self, road: Road) -> None:
        road.signed()
        today = database_now().astimezone(PARIS).date()
        services.notify(notified_at=database_now(), **road.common())
        services.send_notice(**road.common(), sent_on=today, reference="26-123456")
        award = services.publish_data(**road.common(), published_on=today, reference="2026-001")
        assert (award.notice_reference, award.data_reference) == ("26-123456", "2026-001")
        assert road.state == EndingState.NOTIFIED

    def test_data_follow_the_notification(self, road: Road) -> None:
        road.signed()
        today = database_now().astimezone(PARIS).date()
        with pytest.raises(ValidationError, match=r"R. 2196-1"):
            services.publish_data(**road.common(), published_on=today, reference="2026-001")

    def test_a_notice_is_recorded_once(self, road: Road) -> None:
        road.signed()
        today = database_now().astimezone(PARIS).date()
        services.send_notice(**road.common(), sent_on=today, reference="26-1")
        with pytest.raises(StaleEnding):
            services.send_notice(**road.common(), sent_on=today, reference="26-2")
