"""Who is told how a consultation or a lot ends."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from accounts.enums import Role
from accounts.models import User
from bids.models import Submission
from tenders.exchanges.people import followers, interested
from tenders.models import Lot, Tender


def people_of(organisations: Iterable[Any]) -> QuerySet[User]:
    """The active people who bid for these operators (rows or ids), each once."""
    return User.objects.filter(
        is_active=True, memberships__organisation__in=organisations, memberships__role=Role.BIDDER
    ).distinct()


def participants(tender: Tender, lot: Lot | None = None) -> set[User]:
    """The people of all who deposited, for that lot when one is given (R. 2185-2)."""
    deposits = Submission.objects.filter(tender=tender)
    if lot is not None:
        deposits = deposits.filter(Q(files__lot=lot) | Q(bids__lot=lot))
    return set(people_of(deposits.values("organisation")))


def concerned(tender: Tender, lot: Lot | None = None) -> tuple[set[User], list[str]]:
    """Return the people to tell of an end without a contract, and the addresses without an account.

    Those who took the documents, asked a question or follow the consultation took part in it too.
    """
    return participants(tender, lot) | set(interested(tender)), followers(tender)
