"""From the database to the facts: the only place of the chronograph that names the models."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from admissibility.regularisation.models import RegularisationRound
from awards.abnormally_low.models import PriceEnquiry
from awards.endings.enums import CLOSED, EndingState
from awards.endings.facts import FORMAL
from awards.endings.facts import lot_facts as ending_facts
from awards.endings.legal_hold import LegalHold
from awards.endings.models import Award, LotEnding
from awards.endings.state import may_sign
from awards.retention.models import RecordsDeletion
from bids.interests.pages import TO_SIGN, InterestsPage
from tenders.exchanges.deadlines import answers_due_on, questions_close_at
from tenders.exchanges.enums import QuestionState
from tenders.exchanges.models import Question
from tenders.law.delays import award_notice_required, essential_data_required
from tenders.models import Lot, Tender, TenderVersion
from tenders.proposal import buyer_of, threshold_day

from .facts import HoldFacts, LotFacts, RoundFacts, TenderFacts
from .moment import Moment
from .moments import moments


def moments_of(tender: Tender, now: datetime) -> list[Moment]:
    """Return the moments of a consultation by the clock that is given: the database's."""
    return moments(facts_of(tender, now), now)


def facts_of(tender: Tender, now: datetime) -> TenderFacts:
    """Read all that the moments depend on."""
    waiting = Question.objects.filter(tender=tender, state=QuestionState.RECEIVED)
    unsigned, recused = signatures(tender)
    deletion = RecordsDeletion.objects.filter(tender=tender).first()
    return TenderFacts(
        reference=tender.reference,
        is_formal=tender.applied_procedure in FORMAL,
        published_at=tender.published_at,
        versions=tuple(later_versions(tender)),
        questions_due_at=questions_close_at(tender),
        answers_due_on=answers_due_on(tender),
        unanswered=waiting.count(),
        deadline_at=tender.deadline_at,
        opened_at=tender.opened_at,
        unsigned=unsigned,
        recused=recused,
        ranked_at=tender.ranked_at,
        abandoned_at=tender.abandoned_at,
        abandonment_reason=tender.abandonment_reason,
        rounds=tuple(rounds_of(tender)),
        holds=tuple(holds_of(tender)),
        lots=tuple(lot_facts(lot, now) for lot in tender.lots.select_related("tender").order_by("number")),
        records_deleted_at=deletion.decided_at if deletion else None,
    )


def later_versions(tender: Tender) -> Iterator[tuple[int, datetime]]:
    found = TenderVersion.objects.filter(tender=tender, number__gt=1).order_by("number")
    yield from found.values_list("number", "published_at")


def signatures(tender: Tender) -> tuple[int, int]:
    """Return how many of the buyer's people still have to sign, and how many are recused."""
    if not tender.is_opened:
        return 0, 0
    lines = InterestsPage.lines(tender)
    return sum(one.status == TO_SIGN for one in lines), sum(one.is_recused for one in lines)


def rounds_of(tender: Tender) -> Iterator[RoundFacts]:
    for asked in RegularisationRound.objects.filter(tender=tender).select_related("lot").order_by("due_at"):
        lot = f" du lot {asked.lot.number}" if asked.lot else ""
        yield RoundFacts(
            f"regularisation-{asked.pk}",
            f"Régularisation{lot}",
            "R. 2144-2, R. 2152-2",
            asked.due_at,
            is_sealed=True,
            opened_at=asked.opened_at,
        )
    yield from enquiries_of(tender)


def enquiries_of(tender: Tender) -> Iterator[RoundFacts]:
    asked = PriceEnquiry.objects.filter(bid__lot__tender=tender, due_at__isnull=False)
    for one in asked.select_related("bid__organisation").order_by("due_at", "pk"):
        label = f"Justification du prix de {one.bid.organisation}"
        assert one.due_at is not None
        yield RoundFacts(f"price-{one.pk}", label, "R. 2152-3", one.due_at)


def holds_of(tender: Tender) -> Iterator[HoldFacts]:
    for one in LegalHold.objects.filter(tender=tender).order_by("filed_at"):
        yield HoldFacts(str(one.pk), one.court, one.filed_at, one.lifted_at)


def lot_facts(lot: Lot, now: datetime) -> LotFacts:
    ending = LotEnding.objects.filter(lot=lot).first()
    if ending is None:
        return LotFacts(lot.number, lot.title)
    if ending.state in CLOSED:
        reason, label = ending.reason, str(EndingState(ending.state).label)
        return LotFacts(
            lot.number,
            lot.title,
            ended_at=ending.ended_at,
            ended_as=f"Lot : {label.lower()}",
            end_reason=reason,
        )
    award = ending.award
    return of_award(lot, award, now) if award else LotFacts(lot.number, lot.title)


def of_award(lot: Lot, award: Award, now: datetime) -> LotFacts:
    amount: Decimal | None = award.bid.total_price_eur
    blockers = () if award.signed_at else may_sign(ending_facts(lot), now)
    return LotFacts(
        lot.number,
        lot.title,
        proofs_due_at=award.proofs_due_at,
        proofs_examined_at=award.proofs_examined_at,
        awarded_at=award.awarded_at,
        informed_at=award.informed_at,
        sign_from_at=award.sign_from_at,
        signed_at=award.signed_at,
        notified_at=award.notified_at,
        notice_sent_on=award.notice_sent_on,
        data_published_on=award.data_published_on,
        blockers=tuple(f"{one.message} ({one.article})" for one in blockers),
        notice_required=notice_required(lot.tender, amount, now),
        data_required=essential_data_required(amount),
    )


def notice_required(tender: Tender, amount_eur: Decimal | None, now: datetime) -> bool | None:
    """A formal procedure is above the thresholds; the others here buy social services."""
    if tender.applied_procedure in FORMAL:
        return True
    return award_notice_required(amount_eur, buyer_of(tender), threshold_day(tender, now))
