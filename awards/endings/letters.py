"""The letter to a bidder that was not chosen: its own marks and the winner's, never another's bid.

What the code asks: the reasons of the rejection, the winner's name, the reasons of the choice, and the day
from which the contract may be signed (R. 2181-3); an adapted procedure is told the same here, of its own
accord (R. 2181-2). Neither prices nor plans of another bid: L. 2132-1, R. 2183-5, CRPA, L. 311-6.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.template.loader import render_to_string

from admissibility.decisions import current
from bids.models import Bid

from ..pages.ranking import EntryView, RankingPage
from .models import Award

#: What is never told of another bid: its price leads to it, and its measures to its plan.
CONFIDENTIAL = ("price",)


@dataclass(frozen=True, slots=True)
class Compared:
    """A criterion with both marks, out of 100; None when nobody marked it."""

    name: str
    weight: Decimal
    own: Decimal | None
    winner: Decimal | None


def not_chosen(award: Award | None) -> list[Bid]:
    """The other bids of the lot, unreadable ones too, in their order."""
    if award is None:
        return []
    bids = Bid.objects.filter(lot=award.ending.lot_id).exclude(pk=award.bid_id)
    return list(bids.select_related("organisation", "lot__tender__buyer").order_by("pk"))


def proposed_reasons(award: Award, bid: Bid) -> str:
    """A first text from the ranking and the decisions, for the officer to read again and complete."""
    page = RankingPage(award.ranking)
    own, winner = entry_of(page, bid), entry_of(page, award.bid)
    decision = current(bid)
    context = {
        "bid": bid,
        "own": own,
        "decision": decision if decision and decision.is_adverse else None,
        "enquiry": own.enquiry if own and own.enquiry and own.enquiry.is_rejected else None,
        "compared": compared(page, own, winner),
        "winner_rank": award.rank,
    }
    return render_to_string("awards/endings/letters/reasons.txt", context).strip()


def entry_of(page: RankingPage, bid: Bid) -> EntryView | None:
    return next((one for one in page.entries if one.document["bid"] == bid.pk), None)


def compared(page: RankingPage, own: EntryView | None, winner: EntryView | None) -> list[Compared]:
    """Marks side by side; a mark on price would give the winner's price away, so that one is left out."""
    if own is None or winner is None or own.rank is None:
        return []
    return [
        Compared(
            name=one["name"],
            weight=one["weight_decimal"],
            own=own.mark_of(one).mark,
            winner=None if one["kind"] in CONFIDENTIAL else winner.mark_of(one).mark,
        )
        for one in page.marked
    ]


def letter_text(award: Award, bid: Bid, reasons: str) -> str:
    """The whole letter, as it is kept and sent."""
    lot = award.ending.lot
    context: dict[str, Any] = {
        "award": award,
        "bid": bid,
        "lot": lot,
        "tender": lot.tender,
        "reasons": reasons,
    }
    return render_to_string("awards/endings/letters/rejection.txt", context).strip()
