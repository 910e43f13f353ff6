"""Deciding on a bid: by an officer, with reasons, on the file as it stands; the newest decision counts."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from audit.enums import EventKind
from audit.services import record
from bids.enums import BidState, SubmissionState
from bids.models import Bid, Submission
from tenders.enums import TenderState
from tenders.lot_ends import refusal
from tenders.models import Tender
from tenders.written import checked_text

from ..models import Finding
from ..regularisation.models import RegularisationPoint
from .dossier import bid_fingerprint, late_fingerprint
from .enums import ARTICLES, DecisionKind
from .errors import NotUnderEvaluation, RegularisationUnderWay, StaleFile
from .models import AdmissibilityDecision
from .permissions import can_decide, can_decide_late
from .state import current, current_of_late

UNDER_EVALUATION = (TenderState.OPENED, TenderState.RANKED)
#: Characters under which a text gives no reasons.
SHORTEST_REASON = 60
OFFICERS_ONLY = "Seul un agent acheteur décide de la recevabilité d’une offre, une fois les plis ouverts."
NOT_READ = "Une offre dont le classeur n’a pas été lu ne peut pas être déclarée recevable."
UNREAD_YET = "Cette offre n’a pas encore été lue : attendez la fin de la lecture."
HEAR_FIRST = (
    "Une exclusion à l’appréciation de l’acheteur suppose que le candidat ait pu présenter ses observations "
    "(L. 2141-11) : entendez-le, puis cochez la case."
)
HEARING = ("exclusions_declared", "optional_declared")


@dataclass(frozen=True, slots=True)
class Choice:
    """What an officer decides; heard: the candidate could present its observations (L. 2141-11)."""

    kind: DecisionKind
    reason: str
    heard: bool = False


@transaction.atomic
def decide(*, bid: Bid, seen: str, choice: Choice, actor: User, now: datetime) -> AdmissibilityDecision:
    """Keep a decision on a bid; ``seen`` is the fingerprint of the file that the page showed.

    The bid itself does not change: the next ranking takes the decision up. Raises PermissionDenied,
    NotUnderEvaluation, StaleFile, ValidationError by field.
    """
    if not can_decide(actor, bid):
        raise PermissionDenied(OFFICERS_ONLY)
    reason = checked_text(choice.reason, "reason", "Les motifs", shortest=SHORTEST_REASON)
    hold_evaluation(bid.lot.tender)
    require_open_lot(bid)
    if seen != bid_fingerprint(bid):
        raise StaleFile
    require_lawful(bid, choice)
    last = current(bid)
    return keep(
        AdmissibilityDecision(
            submission=bid.submission,
            bid=bid,
            version=last.version + 1 if last else 1,
            kind=choice.kind,
            article=ARTICLES[choice.kind],
            reason=reason,
            bidder_was_heard=choice.heard,
            file_sha256=seen,
            decided_by=actor,
            decided_at=now,
        )
    )


@transaction.atomic
def decide_late(
    *, submission: Submission, seen: str, reason: str, actor: User, now: datetime
) -> AdmissibilityDecision:
    """Set a late submission aside (R. 2151-5); it stays closed. Raises as `decide`."""
    if not can_decide_late(actor, submission):
        raise PermissionDenied(OFFICERS_ONLY)
    if submission.state != SubmissionState.LATE:
        raise ValidationError("Ce pli n’est pas arrivé hors délai.")
    said = checked_text(reason, "reason", "Les motifs", shortest=SHORTEST_REASON)
    hold_evaluation(submission.tender)
    if seen != late_fingerprint(submission):
        raise StaleFile
    last = current_of_late(submission)
    return keep(
        AdmissibilityDecision(
            submission=submission,
            version=last.version + 1 if last else 1,
            kind=DecisionKind.LATE,
            article=ARTICLES[DecisionKind.LATE],
            reason=said,
            file_sha256=seen,
            decided_by=actor,
            decided_at=now,
        )
    )


def keep(decision: AdmissibilityDecision) -> AdmissibilityDecision:
    decision.save(force_insert=True)
    record(
        kind=EventKind.ADMISSIBILITY_DECIDED,
        actor=decision.decided_by,
        now=decision.decided_at,
        subject=decision,
        tender_reference=decision.submission.tender.reference,
        payload={
            "bid": decision.bid_id,
            "submission": str(decision.submission_id),
            "version": decision.version,
            "decision": str(decision.kind),
            "article": decision.article,
            "reason": decision.reason,
            "file_sha256": decision.file_sha256,
        },
    )
    return decision


def hold_evaluation(tender: Tender) -> None:
    """Hold the consultation: officers decide one after the other, and it is not abandoned meanwhile."""
    held = Tender.objects.select_for_update(of=("self",), no_key=True).get(pk=tender.pk)
    if held.state not in UNDER_EVALUATION:
        raise NotUnderEvaluation(held.get_state_display())


def require_open_lot(bid: Bid) -> None:
    said = refusal(bid.lot)
    if said:
        raise ValidationError(said, code="lot_ended")


def require_lawful(bid: Bid, choice: Choice) -> None:
    """What no reason makes up for. Raises ValidationError by field."""
    state = Bid.objects.values_list("state", flat=True).get(pk=bid.pk)
    if choice.kind == DecisionKind.LATE:
        raise ValidationError({"kind": "Un pli hors délai n’est pas ouvert : il n’a pas d’offre."})
    if state == BidState.OPENED:
        raise ValidationError(UNREAD_YET)
    if choice.kind == DecisionKind.ADMISSIBLE and state != BidState.READ:
        raise ValidationError({"kind": NOT_READ})
    if choice.kind != DecisionKind.ADMISSIBLE:
        require_examined(bid)
    if choice.kind == DecisionKind.INADMISSIBLE_APPLICATION and not choice.heard and must_hear(bid):
        raise ValidationError({"heard": HEAR_FIRST})


def require_examined(bid: Bid) -> None:
    """A bidder that was asked to put its bid right is not set aside before its answer was examined."""
    waiting = RegularisationPoint.objects.filter(bid=bid).unexamined().select_related("round").first()
    if waiting:
        raise RegularisationUnderWay(waiting.round.due_at)


def must_hear(bid: Bid) -> bool:
    """Does the candidate declare a ground of exclusion that is left to the buyer's judgement?"""
    rule, code = HEARING
    return any(one.code == code for one in Finding.objects.filter(bid=bid, rule=rule).newest())
