"""What the rules of an ending look at, read from the database; the rules themselves read nothing."""

from collections.abc import Iterable

from accounts.models import Organisation
from admissibility.decisions.enums import DecisionKind
from admissibility.decisions.models import AdmissibilityDecision
from audit.clock import PARIS, database_now
from bids.models import Bid
from tenders.enums import ProcedureKind
from tenders.law.reserved import ReservedAward, barring
from tenders.lifecycle import TRANSITIONS as OF_TENDER
from tenders.models import Lot
from ui.formatting import date_courte

from ..abnormally_low.enums import EnquiryState
from ..abnormally_low.models import PriceEnquiry
from ..models import Ranking
from ..pages.ranking import RankingPage
from .enums import CONCLUDED, INADMISSIBLE_GROUNDS, EndingState
from .legal_hold import LegalHold
from .models import Award, LotEnding
from .state import Chosen, Hold, LotFacts, Standing

FORMAL = (ProcedureKind.OPEN, ProcedureKind.RESTRICTED, ProcedureKind.NEGOTIATED)
KINDS = {
    DecisionKind.ADMISSIBLE: "in",
    DecisionKind.INADMISSIBLE_APPLICATION: "inadmissible",
    DecisionKind.IRREGULAR: "irregular",
    DecisionKind.UNACCEPTABLE: "unacceptable",
    DecisionKind.UNSUITABLE: "unsuitable",
}


def lot_facts(lot: Lot) -> LotFacts:
    """Read all that the end of a lot depends on."""
    ending = LotEnding.objects.filter(lot=lot).first()
    ranking = Ranking.objects.filter(lot=lot).first()
    page = RankingPage(ranking) if ranking else None
    return LotFacts(
        number=lot.number,
        state=ending.state if ending else EndingState.OPEN,
        is_opened=lot.tender.is_opened,
        is_over=lot.tender.state not in OF_TENDER["abandon"].sources,
        is_formal=lot.tender.applied_procedure in FORMAL,
        is_reserved=is_reserved(lot),
        is_ranked=page is not None,
        is_ranking_outdated=bool(page and is_behind(page)),
        unmarked=tuple(one["name"] for one in page.unmarked) if page else (),
        standings=tuple(standings(lot, page)),
        chosen=chosen(ending.award if ending else None),
        holds=holds_of(lot),
    )


def is_behind(page: RankingPage) -> bool:
    """Was something computed or decided since?"""
    return page.is_outdated or page.lacks_rejection or page.lacks_decision


def is_reserved(lot: Lot) -> bool:
    clause = getattr(lot, "ess_clause", None)
    return bool(clause and clause.reserved)


def holds_of(lot: Lot) -> tuple[Hold, ...]:
    rows = LegalHold.objects.of_lot(lot)
    return tuple(Hold(one.court, one.filed_at, one.lifted_at, one.outcome) for one in rows)


def chosen(award: Award | None) -> Chosen | None:
    if award is None:
        return None
    kept = (
        "designated_at",
        "proofs_due_at",
        "proofs_examined_at",
        "awarded_at",
        "informed_at",
        "sign_from_at",
        "signed_at",
        "notified_at",
    )
    return Chosen(bid=award.bid_id, **{name: getattr(award, name) for name in kept})


def standings(lot: Lot, page: RankingPage | None) -> Iterable[Standing]:
    """Every opened bid of the lot, read or not, with what was decided about it."""
    bids = list(lot.bids.select_related("organisation").order_by("pk"))
    ranks = {one["bid"]: one["rank"] for one in page.documents} if page else {}
    enquiries = PriceEnquiry.objects.of_bids(one.pk for one in bids)
    kinds = decided(bids) | eliminated(lot)
    for bid in bids:
        enquiry = enquiries.get(bid.pk)
        kind, is_decided = kinds.get(bid.pk, "in"), bid.pk in kinds
        if enquiry and enquiry.state == EnquiryState.ABNORMALLY_LOW:
            kind, is_decided = "abnormally_low", True
        yield Standing(
            bid=bid.pk,
            name=bid.organisation.legal_name,
            rank=ranks.get(bid.pk),
            kind=kind,
            is_decided=is_decided,
            enquiry=enquiry.state if enquiry else "",
            barred_until=barred_until(lot, bid.organisation),
        )


def decided(bids: Iterable[Bid]) -> dict[int, str]:
    """By bid, what an officer decided of it; a finding decides nothing."""
    decisions = AdmissibilityDecision.objects.of_bids(one.pk for one in bids)
    return {bid: KINDS[DecisionKind(one.kind)] for bid, one in decisions.items()}


def eliminated(lot: Lot) -> dict[int, str]:
    """The bids whose award was withdrawn because their candidature is inadmissible (R. 2144-7)."""
    rows = Award.objects.filter(ending__lot=lot, withdrawal_ground__in=INADMISSIBLE_GROUNDS)
    return dict.fromkeys(rows.values_list("bid", flat=True), "inadmissible")


def barred_until(lot: Lot, operator: Organisation) -> str:
    """The last days of the bars of L. 2113-16 that today's choice meets, in words; empty without any."""
    if lot.main_cpv is None or not is_reserved(lot):
        return ""
    found = barring(
        reserved_awards(lot, operator),
        buyer_siren=lot.tender.buyer.siren,
        supplier_siren=operator.siren,
        cpv=lot.main_cpv.code,
        on=database_now().astimezone(PARIS).date(),
    )
    return ", ".join(f"jusqu’au {date_courte(one.barred_until)}" for one in found)


def reserved_awards(lot: Lot, operator: Organisation) -> list[ReservedAward]:
    """The reserved contracts of the operator with this buyer, counted from their award."""
    rows = Award.objects.filter(
        ending__state__in=CONCLUDED,
        withdrawn_at__isnull=True,
        bid__organisation__siret__startswith=operator.siren,
        ending__lot__ess_clause__reserved=True,
        ending__lot__main_cpv__isnull=False,
    ).exclude(ending__lot=lot)
    found = rows.select_related("ending__lot__main_cpv", "ending__lot__tender__buyer")
    return [
        ReservedAward(
            one.ending.lot.tender.buyer.siren,
            operator.siren,
            one.ending.lot.main_cpv.code,
            one.awarded_at.astimezone(PARIS).date(),
        )
        for one in found
        if one.awarded_at and one.ending.lot.main_cpv
    ]
