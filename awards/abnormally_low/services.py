"""The steps of an enquiry about a price: each by a person, dated, journaled; none follows by itself."""

import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F

from accounts.models import User
from audit.enums import EventKind
from audit.services import record
from bids.enums import BidState
from bids.models import Bid
from tenders.enums import TenderState
from tenders.models import Tender
from tenders.written import checked_text

from ..endings.enums import ENDED
from ..endings.models import LotEnding
from .enums import EnquiryState, RejectionGround
from .errors import DelayRuns, NotUnderEvaluation, StaleEnquiry
from .facts import is_subcontracting, outcomes
from .lifecycle import TRANSITIONS
from .mail import announce
from .models import Justification, PriceEnquiry
from .permissions import can_answer, can_enquire

UNDER_EVALUATION = (TenderState.OPENED, TenderState.RANKED)
#: Characters under which a text gives no reasons.
SHORTEST_QUESTIONS, SHORTEST_ASSESSMENT, SHORTEST_REASON = 30, 60, 100
TO_COME = "Choisissez un moment à venir : le soumissionnaire doit pouvoir répondre."
OFFICERS_ONLY = "Seul un agent acheteur vérifie le prix d’une offre, une fois les plis ouverts."


@dataclass(frozen=True, slots=True)
class Decision:
    """ground: why the law has the bid rejected; None when the price is found justified."""

    reason: str
    ground: RejectionGround | None = None


@transaction.atomic
def keep_alerts(*, bid: Bid, actor: User, now: datetime) -> PriceEnquiry:
    """Open the enquiry with what every rule says now, frozen; an enquiry already open is that one.

    Raises PermissionDenied, NotUnderEvaluation, ValidationError for a bid that was not read.
    """
    require_officer(actor, bid)
    require_evaluation(bid)
    if bid.state != BidState.READ:
        raise ValidationError("Cette offre n’a pas été lue : elle n’a pas de prix à vérifier.")
    fresh = {"alerts": [asdict(one) for one in outcomes(bid)], "detected_at": now, "detected_by": actor}
    enquiry, is_new = PriceEnquiry.objects.get_or_create(bid=bid, defaults=fresh)
    if is_new:
        codes = [f"{one['rule']}/{one['version']}: {one['code']}" for one in enquiry.alerts]
        tell(EventKind.PRICE_ALERTS_KEPT, enquiry, actor, now, {"alerts": codes})
    return enquiry


@transaction.atomic
def ask(
    *, enquiry: PriceEnquiry, seen: int, questions: str, due_at: datetime, actor: User, now: datetime
) -> PriceEnquiry:
    """Ask the bidder to justify its price, in writing and before ``due_at``, subcontracts included.

    L. 2152-6, R. 2152-3, L. 2193-8. Every active person who bids for it gets an e-mail. Raises
    PermissionDenied, NotUnderEvaluation, StaleEnquiry, ValidationError by field.
    """
    require_officer(actor, enquiry.bid)
    text = checked_text(questions, "questions", "Vos questions", shortest=SHORTEST_QUESTIONS)
    if due_at <= now:
        raise ValidationError({"due_at": TO_COME})
    covers = is_subcontracting(enquiry.bid.read_content())
    asked = {"asked_at": now, "asked_by": actor, "questions": text, "due_at": due_at}
    fresh = step(enquiry, "ask", seen, **asked, covers_subcontracts=covers)
    told = announce(fresh)
    payload = {
        "due_at": due_at,
        "questions_sha256": sha256(text),
        "told": told,
        "covers_subcontracts": covers,
    }
    tell(EventKind.JUSTIFICATION_REQUESTED, fresh, actor, now, payload)
    return fresh


@transaction.atomic
def answer(*, enquiry: PriceEnquiry, text: str, actor: User, now: datetime) -> Justification:
    """Keep what the bidder answers, marked late after the deadline; the same text sent twice is one answer.

    Raises PermissionDenied, NotUnderEvaluation, StaleEnquiry once decided, ValidationError.
    """
    if not can_answer(actor, enquiry):
        raise PermissionDenied("Seules les personnes habilitées du soumissionnaire répondent.")
    said = checked_text(text, "text", "Votre justification")
    require_evaluation(enquiry.bid)
    held = PriceEnquiry.objects.select_for_update(no_key=True).get(pk=enquiry.pk)
    last = held.answers.last()
    if last and last.text == said:
        return last
    name = "add_late_answer" if held.state == EnquiryState.ASSESSED else "answer"
    fresh = step(held, name, held.version)
    assert fresh.due_at is not None
    kept = fresh.answers.create(text=said, submitted_by=actor, received_at=now, is_late=now > fresh.due_at)
    payload = {"text_sha256": sha256(said), "is_late": kept.is_late}
    tell(EventKind.JUSTIFICATION_RECEIVED, fresh, actor, now, payload)
    return kept


@transaction.atomic
def assess(*, enquiry: PriceEnquiry, seen: int, text: str, actor: User, now: datetime) -> PriceEnquiry:
    """Write what the justification is worth, once the bidder's time to answer is over.

    Raises PermissionDenied, NotUnderEvaluation, DelayRuns, StaleEnquiry, ValidationError.
    """
    require_officer(actor, enquiry.bid)
    said = checked_text(text, "text", "L’appréciation", shortest=SHORTEST_ASSESSMENT)
    if enquiry.due_at and now <= enquiry.due_at:
        raise DelayRuns(enquiry.due_at)
    fresh = step(enquiry, "assess", seen, assessment=said, assessed_at=now, assessed_by=actor)
    payload = {"assessment_sha256": sha256(said), "answers": fresh.answers.count()}
    tell(EventKind.JUSTIFICATION_ASSESSED, fresh, actor, now, payload)
    return fresh


@transaction.atomic
def decide(
    *, enquiry: PriceEnquiry, seen: int, decision: Decision, actor: User, now: datetime
) -> PriceEnquiry:
    """Find the price justified, or the bid abnormally low and rejected (L. 2152-6, R. 2152-4); for good.

    The bid itself does not change: the next ranking sets it aside. Raises as `assess`.
    """
    require_officer(actor, enquiry.bid)
    reason = checked_text(decision.reason, "reason", "Les motifs de la décision", shortest=SHORTEST_REASON)
    fresh = step(
        enquiry,
        "reject" if decision.ground else "accept",
        seen,
        decision_reason=reason,
        decided_at=now,
        decided_by=actor,
        rejection_ground=decision.ground or "",
    )
    payload = {"state": fresh.state, "ground": fresh.rejection_ground, "reason": reason}
    tell(EventKind.PRICE_ENQUIRY_DECIDED, fresh, actor, now, payload)
    return fresh


def step(enquiry: PriceEnquiry, name: str, seen: int, **fields: Any) -> PriceEnquiry:
    """Change the state by one conditional UPDATE, from the version that the person saw; return it fresh."""
    require_evaluation(enquiry.bid)
    table = TRANSITIONS[name]
    unchanged = PriceEnquiry.objects.filter(pk=enquiry.pk, state__in=table.sources, version=seen)
    changed = unchanged.update(state=table.target, version=F("version") + 1, **fields)
    fresh = PriceEnquiry.objects.select_related("bid__lot__tender", "bid__organisation").get(pk=enquiry.pk)
    if not changed:
        raise StaleEnquiry(fresh.get_state_display())
    return fresh


def require_officer(actor: User, bid: Bid) -> None:
    if not can_enquire(actor, bid):
        raise PermissionDenied(OFFICERS_ONLY)


def require_evaluation(bid: Bid) -> None:
    """Hold the consultation, so that neither it nor the lot ends under the step."""
    tender = Tender.objects.select_for_update(of=("self",), no_key=True).get(pk=bid.lot.tender_id)
    if tender.state not in UNDER_EVALUATION:
        raise NotUnderEvaluation(tender.get_state_display())
    ending = LotEnding.objects.filter(lot=bid.lot_id, state__in=ENDED).first()
    if ending is not None:
        raise NotUnderEvaluation(ending.get_state_display())


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def tell(kind: EventKind, enquiry: PriceEnquiry, actor: User, now: datetime, payload: dict[str, Any]) -> None:
    reference = enquiry.bid.lot.tender.reference
    named = {"bid": enquiry.bid_id, **payload}
    record(kind=kind, actor=actor, now=now, subject=enquiry, tender_reference=reference, payload=named)
