"""Who asks, who answers, who reads."""

from accounts.models import Organisation
from accounts.permissions import Person, is_auditor
from bids.interests.access import can_read_bids
from bids.permissions import bidding_organisations, can_deposit, can_read_bid
from tenders.models import Tender
from tenders.permissions import can_manage, can_read_file

from .enums import AnswerState
from .models import RegularisationAnswer, RegularisationPoint, RegularisationRound


def can_request(user: Person, tender: Tender) -> bool:
    """Officers of the buyer who may read the bids."""
    return can_manage(user, tender) and can_read_bids(user, tender)


def can_read_round(user: Person, tender: Tender) -> bool:
    """The buyer's people who may read the bids, and auditors."""
    return can_read_bids(user, tender)


def can_examine(user: Person, point: RegularisationPoint) -> bool:
    """Officers who may read the bid that the point is about."""
    return can_manage(user, point.bid.lot.tender) and can_read_bid(user, point.bid)


def asked_organisations(user: Person, asked: RegularisationRound) -> list[Organisation]:
    """The operators of the person to which the round asks something."""
    mine = {one.pk: one for one in bidding_organisations(user)}
    named = asked.points.filter(bid__organisation__in=mine).values_list("bid__organisation", flat=True)
    return [mine[pk] for pk in sorted(set(named))]


def can_answer(user: Person, asked: RegularisationRound, organisation: Organisation) -> bool:
    """The bidder's own people, when the round asks it something."""
    concerned = asked.points.filter(bid__organisation=organisation).exists()
    return concerned and can_deposit(user, organisation)


def can_see_answer_receipt(user: Person, answer: RegularisationAnswer) -> bool:
    """Its author's people, and auditors: a receipt shows no content."""
    return can_deposit(user, answer.organisation) or is_auditor(user)


def can_read_answer(user: Person, answer: RegularisationAnswer) -> bool:
    """Content, once opened: to who reads a bid of the same operator, and to its author."""
    if answer.state != AnswerState.OPENED or not answer.round.is_opened:
        return False
    if can_deposit(user, answer.organisation):
        return True
    points = answer.round.points.filter(bid__organisation=answer.organisation)
    found = points.select_related("bid__lot__tender", "bid__organisation")
    return can_read_file(user, answer.round.tender) and all(can_read_bid(user, one.bid) for one in found)
