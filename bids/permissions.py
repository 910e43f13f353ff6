"""Who may deposit, and who may read what was deposited."""

from django.db.models import Q, QuerySet

from accounts.enums import Role
from accounts.models import Organisation
from accounts.permissions import Person, has_role, is_auditor, organisations_with_role
from tenders.models import Tender
from tenders.permissions import READERS, can_manage, can_read_file

from .enums import SubmissionState
from .interests.access import can_read_bids, readable_tenders
from .models import Bid, DepositAttempt, Submission
from .models.bid import BidQuerySet
from .models.submission import SubmissionQuerySet


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
    """Content is read once opened: by auditors, the bidder itself, the buyer's people who signed."""
    tender = bid.lot.tender
    if not tender.is_opened:
        return False
    own = has_role(user, Role.BIDDER, organisation=bid.organisation_id)
    return own or can_read_bids(user, tender)


def can_mend_reading(user: Person, bid: Bid) -> bool:
    """Officers who may read the bids have a stuck reading tried again, or conclude."""
    return can_open(user, bid.lot.tender) and can_read_bids(user, bid.lot.tender)


def can_read_submission_files(user: Person, submission: Submission) -> bool:
    """The documents of an opened submission: as for its bids. Late and replaced ones are never read."""
    if submission.state != SubmissionState.OPENED or not submission.tender.is_opened:
        return False
    return can_deposit(user, submission.organisation) or can_read_bids(user, submission.tender)


def visible_submissions(user: Person) -> SubmissionQuerySet:
    """Deposits and receipts, without content: all to auditors, a bidder's own, the buyer's once opened."""
    if is_auditor(user):
        return Submission.objects.all()
    return Submission.objects.filter(_own_or_opened(user))


def visible_attempts(user: Person) -> QuerySet[DepositAttempt]:
    """Attempts to deposit, under the same rule as deposits."""
    if is_auditor(user):
        return DepositAttempt.objects.all()
    return DepositAttempt.objects.filter(_own_or_opened(user))


def _own_or_opened(user: Person) -> Q:
    mine = Q(organisation__in=bidding_organisations(user))
    opened = Q(tender__opened_at__isnull=False, tender__buyer__in=organisations_with_role(user, *READERS))
    return mine | opened


def visible_bids(user: Person) -> BidQuerySet:
    """All that `can_read_bid` allows, as one query."""
    opened = Bid.objects.filter(lot__tender__opened_at__isnull=False)
    mine = Q(organisation__in=bidding_organisations(user))
    return opened.filter(mine | Q(lot__tender__in=readable_tenders(user)))
