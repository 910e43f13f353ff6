"""Who may read and change a consultation."""

from accounts.enums import OrganisationKind, Role
from accounts.models import Organisation
from accounts.permissions import Person, has_role, is_auditor, role_codes

from .enums import TenderState
from .lifecycle import TRANSITIONS
from .models import Tender

READERS = (Role.OFFICER, Role.COMMISSION_MEMBER, Role.EVALUATOR)


def can_create(user: Person) -> bool:
    """Officers of a buyer create consultations for it."""
    return has_role(user, Role.OFFICER)


def can_create_for(user: Person, buyer: Organisation) -> bool:
    """Officers create consultations in the name of their own buyer only."""
    return buyer.kind == OrganisationKind.BUYER and has_role(user, Role.OFFICER, organisation=buyer)


def can_manage(user: Person, tender: Tender) -> bool:
    """Officers of the buyer, whoever wrote the draft: a buyer's file survives an absence."""
    return has_role(user, Role.OFFICER, organisation=tender.buyer_id)


def can_edit(user: Person, tender: Tender) -> bool:
    """Only a draft can be edited."""
    return tender.state == TenderState.DRAFT and can_manage(user, tender)


def can_read_file(user: Person, tender: Tender) -> bool:
    """The buyer's file: its officers, commission and evaluators; auditors once it is published."""
    if has_role(user, *READERS, organisation=tender.buyer_id):
        return True
    return tender.state != TenderState.DRAFT and is_auditor(user)


def can_abandon(user: Person, tender: Tender) -> bool:
    """A procedure may be abandoned at any time once it is published (R. 2185-1)."""
    return tender.state in TRANSITIONS["abandon"].sources and can_manage(user, tender)


def can_see(user: Person, tender: Tender) -> bool:
    """What was published is everybody's; a draft is the buyer's alone, a discarded one nobody's."""
    return is_public(tender) or can_edit(user, tender)


def may_bid(user: Person) -> bool:
    """Is depositing worth proposing: to bidders, and to whoever has no other part to play?"""
    roles = role_codes(user)
    return not roles or Role.BIDDER in roles


def is_public(tender: Tender) -> bool:
    """Anyone reads what was published."""
    return tender.published_at is not None
