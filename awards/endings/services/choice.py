"""Choosing a bid: designated, its proofs requested and examined, then awarded; or withdrawn."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from audit.enums import EventKind
from tenders.models import Lot

from ...models import Ranking
from .. import mail
from ..audience import people_of
from ..choosing import cautions, may_award, may_designate
from ..enums import EndingState, WithdrawalGround
from ..errors import StaleEnding
from ..facts import lot_facts
from ..models import Award, LotEnding
from ..permissions import can_choose
from ..state import Caution, LotFacts
from .steps import checked, move, require, take, tell

#: Characters under which the withdrawal of a choice gives no reasons.
SHORTEST_WITHDRAWAL = 60
NEXT_OF_RANKING = "Offre suivante du classement, après l’élimination de la précédente (R. 2144-7)."


@transaction.atomic
def designate(
    *,
    lot: Lot,
    seen: int,
    bid: int,
    ranking: int,
    reason: str,
    acknowledged: bool,
    actor: User,
    now: datetime,
) -> Award:
    """Designate a bid of the newest ranking, the first of the order or another with a reason (R. 2152-6).

    ranking: id of the one that the page showed. Every caution is acknowledged and answered by ``reason``.
    Raises PermissionDenied, StaleEnding, Refused, ValidationError by field.
    """
    ending = take(lot, seen, actor, can_choose)
    facts = lot_facts(lot)
    newest, rank = designable(facts, lot, bid, ranking)
    raised = cautions(facts, bid)
    said = answered(raised, reason, acknowledged=acknowledged)
    award = move(ending, "designate").awards.create(
        bid_id=bid,
        ranking=newest,
        rank=rank,
        cautions=[asdict(one) for one in raised],
        reason=said or (NEXT_OF_RANKING if rank > 1 else ""),
        designated_at=now,
        designated_by=actor,
    )
    codes = [one.code for one in raised]
    payload = {"rank": rank, "ranking_sha256": newest.sha256, "cautions": codes, "reason": award.reason}
    return told(EventKind.BID_DESIGNATED, award, actor, now, payload)


def designable(facts: LotFacts, lot: Lot, bid: int, ranking: int) -> tuple[Ranking, int]:
    """Return the newest ranking, which the page showed, and the bid's rank. Raises StaleEnding, Refused."""
    newest = Ranking.objects.filter(lot=lot).first()
    if newest is not None and newest.pk != ranking:
        raise StaleEnding("en cours, avec un classement plus récent")
    require(may_designate(facts, bid))
    standing = facts.standing(bid)
    assert newest is not None
    assert standing is not None
    assert standing.rank is not None
    return newest, standing.rank


def answered(raised: list[Caution], reason: str, *, acknowledged: bool) -> str:
    """The reason, needed when there is something to acknowledge. Raises ValidationError by field."""
    if not raised:
        return reason.strip()
    if not acknowledged:
        raise ValidationError({"acknowledged": "Reconnaissez les avertissements de cette offre."})
    return checked(reason, "reason", "Votre réponse aux avertissements")


@transaction.atomic
def request_proofs(*, lot: Lot, seen: int, asked: str, due_at: datetime, actor: User, now: datetime) -> Award:
    """Ask the designated bidder alone for its proofs, before ``due_at`` (R. 2144-4); an e-mail tells it.

    Raises PermissionDenied, StaleEnding, ValidationError by field.
    """
    ending = take(lot, seen, actor, can_choose)
    said = checked(asked, "asked", "Les preuves demandées")
    if due_at <= now:
        raise ValidationError({"due_at": "Choisissez un moment à venir."})
    award = change(
        ending,
        "request_proofs",
        proofs_asked=said,
        proofs_due_at=due_at,
        proofs_requested_at=now,
        proofs_requested_by=actor,
    )
    mail.announce("proofs", award.pk, people_of([award.bid.organisation_id]))
    return told(EventKind.PROOFS_REQUESTED, award, actor, now, {"due_at": due_at})


@transaction.atomic
def accept_proofs(*, lot: Lot, seen: int, note: str, actor: User, now: datetime) -> Award:
    """Write what was examined and found sufficient; obtained from the bidder or directly (R. 2143-13).

    Raises PermissionDenied, StaleEnding, ValidationError by field.
    """
    ending = take(lot, seen, actor, can_choose)
    said = checked(note, "note", "L’examen des preuves")
    done = {"proofs_note": said, "proofs_examined_at": now, "proofs_examined_by": actor}
    award = change(ending, "accept_proofs", **done)
    return told(EventKind.PROOFS_EXAMINED, award, actor, now, {"note": said})


@transaction.atomic
def award_lot(*, lot: Lot, seen: int, reason: str, actor: User, now: datetime) -> Award:
    """Pronounce the award of the designated bid; ``reason`` is why it was chosen, told to the others.

    Raises PermissionDenied, StaleEnding, Refused, ValidationError by field.
    """
    ending = take(lot, seen, actor, can_choose)
    if ending.state == EndingState.PROOFS_EXAMINED:
        require(may_award(lot_facts(lot)))
    said = checked(reason, "reason", "Les motifs du choix")
    award = change(ending, "award", choice_reason=said, awarded_at=now, awarded_by=actor)
    return told(EventKind.LOT_AWARDED, award, actor, now, {"reason": said})


@transaction.atomic
def withdraw(*, lot: Lot, seen: int, ground: str, reason: str, actor: User, now: datetime) -> Award:
    """Withdraw the choice before the signature; the lot is open again, the next bid may be called.

    Raises PermissionDenied, StaleEnding, ValidationError by field.
    """
    ending = take(lot, seen, actor, can_choose)
    award = ending.award
    if award is None:
        raise StaleEnding(ending.get_state_display())
    check_ground(award, ground, now)
    said = checked(reason, "reason", "Les motifs du retrait", SHORTEST_WITHDRAWAL)
    gone = {"withdrawn_at": now, "withdrawn_by": actor, "withdrawal_reason": said}
    move(ending, "withdraw")
    Award.objects.filter(pk=award.pk).update(withdrawal_ground=ground, **gone)
    fresh = Award.objects.select_related("ending__lot__tender").get(pk=award.pk)
    return told(EventKind.AWARD_WITHDRAWN, fresh, actor, now, {"ground": ground, "reason": said})


def check_ground(award: Award, ground: str, now: datetime) -> None:
    """Raise ValidationError on a ground that the dates contradict."""
    if ground not in WithdrawalGround.values:
        raise ValidationError({"ground": "Choisissez le fondement du retrait."})
    due = award.proofs_due_at
    if ground == WithdrawalGround.NOT_GIVEN and (due is None or now <= due):
        message = "Le délai donné pour produire les preuves n’est pas écoulé (R. 2144-7)."
        raise ValidationError({"ground": message})
    is_between = award.awarded_at is not None and award.informed_at is None
    if ground == WithdrawalGround.CANNOT_PERFORM and not is_between:
        message = "Ce fondement vaut après le choix et avant sa notification (R. 2181-7)."
        raise ValidationError({"ground": message})


def change(ending: LotEnding, name: str, **fields: Any) -> Award:
    """Take a step of the current award: the lot's state and the award's columns, or neither."""
    award = ending.award
    move(ending, name)
    assert award is not None
    Award.objects.filter(pk=award.pk).update(**fields)
    related = ("ending__lot__tender__buyer", "bid__organisation")
    return Award.objects.select_related(*related).get(pk=award.pk)


def told(kind: EventKind, award: Award, actor: User, now: datetime, payload: dict[str, Any]) -> Award:
    """Write the step in the journal; return the award."""
    tell(kind, award, award.ending.lot, actor, now, {"bid": award.bid_id, **payload})
    return award
