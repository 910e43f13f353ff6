"""Who reads and changes the parameters of the cost floor."""

from django.db.models import QuerySet

from accounts.enums import OrganisationKind, Role
from accounts.models import Organisation
from accounts.permissions import Person, has_role, is_auditor, organisations_with_role
from tenders.permissions import READERS


def can_read_rates(user: Person, buyer: Organisation) -> bool:
    """The readers of the buyer's files, and auditors: the parameters explain what they read."""
    if buyer.kind != OrganisationKind.BUYER:
        return False
    return has_role(user, *READERS, organisation=buyer) or is_auditor(user)


def can_add_rates(user: Person, buyer: Organisation) -> bool:
    """Officers of the buyer, for it alone; national values come with the application."""
    return buyer.kind == OrganisationKind.BUYER and has_role(user, Role.OFFICER, organisation=buyer)


def readable_buyers(user: Person) -> QuerySet[Organisation]:
    """All that `can_read_rates` allows, by name."""
    buyers = Organisation.objects.filter(kind=OrganisationKind.BUYER).order_by("legal_name", "pk")
    if is_auditor(user):
        return buyers
    return buyers.filter(pk__in=[one.pk for one in organisations_with_role(user, *READERS)])
