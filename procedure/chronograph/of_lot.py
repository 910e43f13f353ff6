"""The moments of one lot, from the choice of a bid to the publication of the contract's data. Pure."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from tenders.law.delays import award_notice_due_on, essential_data_due_on
from tenders.law.marks import Mark
from tenders.law.periods import begins_at

from .facts import LotFacts, TenderFacts
from .moment import Moment, Nature, by_day

WINNER, CLOCK = "l’attributaire pressenti", "l’horloge"
UNKNOWN_AMOUNT = "Seulement si le montant du marché atteint le seuil."


def of_lot(facts: TenderFacts, lot: LotFacts) -> Iterator[Moment]:
    """Yield what happened and what is due for the lot."""
    if lot.ended_at:
        yield Moment(
            "lot_ended",
            lot.ended_as,
            Nature.ACT,
            "R. 2185-1, R. 2185-2",
            done_at=lot.ended_at,
            text=lot.end_reason,
            lot=lot.number,
            is_public=True,
        )
    elif facts.opened_at and not facts.abandoned_at:
        yield from _choice(facts, lot)
        yield from _contract(facts, lot)
        yield from _publicity(lot)


def _choice(facts: TenderFacts, lot: LotFacts) -> Iterator[Moment]:
    moment = partial(Moment, lot=lot.number)
    if lot.proofs_due_at:
        yield moment(
            "proofs_due",
            "Preuves de non-exclusion",
            Nature.LIMIT,
            "R. 2144-4",
            WINNER,
            lot.proofs_due_at,
            lot.proofs_examined_at,
        )
    yield moment(
        "award",
        "Attribution",
        Nature.ACT,
        "L. 2152-7",
        due_at=facts.ranked_at,
        done_at=lot.awarded_at,
    )
    if lot.awarded_at:
        yield moment(
            "rejection_notice",
            "Information des candidats écartés",
            Nature.ACT,
            "R. 2181-3" if facts.is_formal else "R. 2181-1",
            due_at=lot.awarded_at,
            done_at=lot.informed_at,
            text="" if lot.informed_at else "Sans délai.",
        )


def _contract(facts: TenderFacts, lot: LotFacts) -> Iterator[Moment]:
    if lot.informed_at is None:
        return
    moment = partial(Moment, lot=lot.number)
    if lot.sign_from_at:
        yield moment(
            "standstill_end",
            "Fin du délai avant signature",
            Nature.CLOCK,
            "R. 2182-1" if facts.is_formal else "CJA, L. 551-15",
            CLOCK,
            lot.sign_from_at,
            text="" if facts.is_formal else "Délai volontaire : la procédure adaptée n’en impose pas.",
            is_settled=lot.signed_at is not None,
        )
    yield moment(
        "signature",
        "Signature du marché",
        Nature.ACT,
        "R. 2182-1" if facts.is_formal else "L. 2181-1",
        due_at=lot.sign_from_at or lot.informed_at,
        done_at=lot.signed_at,
        blocked_by=() if lot.signed_at else lot.blockers,
    )
    if lot.signed_at:
        yield moment(
            "notification",
            "Notification du marché",
            Nature.ACT,
            "R. 2182-4",
            due_at=lot.signed_at,
            done_at=lot.notified_at,
        )


def _publicity(lot: LotFacts) -> Iterator[Moment]:
    moment = partial(Moment, lot=lot.number)
    if lot.signed_at and lot.notice_required is not False:
        yield moment(
            "award_notice",
            "Avis d’attribution",
            Nature.LIMIT,
            "R. 2183-1, 3°",
            due_at=by_day(award_notice_due_on(lot.signed_at)),
            done_at=_day(lot.notice_sent_on),
            text="" if lot.notice_required else UNKNOWN_AMOUNT,
            mark=Mark.VERIFIED,
        )
    if lot.notified_at and lot.data_required is not False:
        yield moment(
            "essential_data",
            "Données essentielles (DECP)",
            Nature.LIMIT,
            "R. 2196-1",
            due_at=by_day(essential_data_due_on(lot.notified_at)),
            done_at=_day(lot.data_published_on),
            text="" if lot.data_required else UNKNOWN_AMOUNT,
        )


def _day(day: date | None) -> datetime | None:
    return begins_at(day) if day else None
