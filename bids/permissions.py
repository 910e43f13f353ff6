"""Who may deposit, and who may read what was deposited."""

from accounts.enums import Role
from accounts.models import Organisation
from accounts.permissions import Person, has_role, is_auditor, organisations_with_role
from tenders.models import Tender
from tenders.permissions import can_manage, can_read_file

from .models import Bid, Submission


def bidding_organisations(user: Person) -> list[Organisation]:
    """The operators for which the person may deposit."""
    return organisations_with_role(user, Role.BIDDER)


def can_deposit(user: Person, organisation: Organisation) -> bool:
    return has_role(user, Role.BIDDER, organisation=organisation)


def can_see_receipt(user: Person, submission: Submission) -> bool:
    """Everyone of the operator that deposited, and auditors: a receipt shows no content."""
    return has_role(user, Role.BIDDER, organisation=submission.organisation_id) or is_auditor(user)


def can_open(user: Person, tender: Tender) -> bool:
    """Officers of the buyer open the bids; the database's clock says when."""
    return can_manage(user, tender)


def can_see_submissions(user: Person, tender: Tender) -> bool:
    """Who deposited is told to the buyer only once the bids are opened; auditors may look before."""
    if not can_read_file(user, tender):
        return False
    return tender.is_opened or is_auditor(user)


def can_read_bid(user: Person, bid: Bid) -> bool:
    """Content is read after the opening: by the buyer's file readers, auditors, and the bidder itself."""
    tender = bid.lot.tender
    if not tender.is_opened:
        return False
    return can_read_file(user, tender) or has_role(user, Role.BIDDER, organisation=bid.organisation_id)
