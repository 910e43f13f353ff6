"""Who sees the buyer's own reference, and who asks for it. A bidder never does."""

from accounts.permissions import Person
from tenders.enums import TenderState
from tenders.models import Tender
from tenders.permissions import can_manage, can_read_file


def can_read_studies(user: Person, tender: Tender) -> bool:
    """The readers of the buyer's file, drafts included; auditors once it is published."""
    return can_read_file(user, tender)


def can_study(user: Person, tender: Tender) -> bool:
    """Officers of the buyer, as long as the consultation is neither discarded nor abandoned."""
    over = (TenderState.DISCARDED, TenderState.ABANDONED, TenderState.UNSUCCESSFUL, TenderState.AWARDED)
    return tender.state not in over and can_manage(user, tender)
