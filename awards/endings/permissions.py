"""Who ends a lot, who reads how it ends, who reads its own result."""

from django.db.models import QuerySet

from accounts.permissions import Person, is_auditor, organisations_with_role
from bids.interests.access import can_read_bids
from bids.models import Bid, Submission
from bids.permissions import bidding_organisations, can_deposit
from tenders.enums import TenderState
from tenders.models import Tender
from tenders.permissions import READERS, can_manage, can_read_file

from .legal_hold import LegalHold
from .models import LotEnding

BEFORE_PUBLICATION = (TenderState.DRAFT, TenderState.DISCARDED)


def can_end(user: Person, tender: Tender) -> bool:
    """Officers of the buyer, once published; once opened, those who may read the bids."""
    return can_manage(user, tender) and can_read_endings(user, tender)


def can_choose(user: Person, tender: Tender) -> bool:
    """The same, who may read the bids: they signed their declaration and are not recused."""
    return can_end(user, tender) and can_read_bids(user, tender)


def can_read_endings(user: Person, tender: Tender) -> bool:
    """The readers of the buyer's file, and auditors; once opened, those who may read the bids."""
    if tender.state in BEFORE_PUBLICATION or not can_read_file(user, tender):
        return False
    return can_read_bids(user, tender) if tender.is_opened else True


def can_read_own_result(user: Person, bid: Bid) -> bool:
    """The bidder's own people, for their own bid."""
    return can_deposit(user, bid.organisation)


def own_submissions(user: Person) -> QuerySet[Submission]:
    """What the person's operators deposited."""
    return Submission.objects.filter(organisation__in=bidding_organisations(user))


def readable_lot_endings(user: Person) -> QuerySet[LotEnding]:
    """All that `can_read_endings` allows, as one query."""
    if is_auditor(user):
        return LotEnding.objects.all()
    return LotEnding.objects.filter(lot__tender__buyer__in=organisations_with_role(user, *READERS))


def readable_holds(user: Person) -> QuerySet[LegalHold]:
    """All that `can_read_endings` allows, as one query."""
    if is_auditor(user):
        return LegalHold.objects.all()
    return LegalHold.objects.filter(tender__buyer__in=organisations_with_role(user, *READERS))
