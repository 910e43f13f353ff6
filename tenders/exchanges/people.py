"""Who is to be warned of what changes in a consultation."""

from django.db.models import Q, QuerySet

from accounts.models import User

from ..models import Tender
from .models import Follower, Question, Withdrawal


def interested(tender: Tender) -> QuerySet[User]:
    """Return the active people, each once, who took documents while signed in, asked, or follow."""
    ways = (
        Withdrawal.objects.filter(tender=tender).values("withdrawn_by"),
        Question.objects.filter(tender=tender).values("asked_by"),
        Follower.objects.filter(tender=tender, user__isnull=False).values("user"),
    )
    took, asked, follow = (Q(pk__in=way) for way in ways)
    return User.objects.filter(took | asked | follow, is_active=True).order_by("pk")


def address_followers(tender: Tender) -> QuerySet[Follower]:
    """Return the followers known by an address alone, but those whom `interested` already reaches."""
    known = interested(tender).values("email")
    return Follower.objects.filter(tender=tender, user__isnull=True).exclude(email__in=known)


def followers(tender: Tender) -> list[str]:
    """Return the addresses of `address_followers`, each once, in lower case."""
    return list(address_followers(tender).values_list("email", flat=True))
