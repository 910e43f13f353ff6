"""Wanting to be told, and no longer; leaves no trace once it is over."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User

from ...enums import TenderState
from ...models import Tender
from ..models import Follower

ENDED = "Cette consultation n’est plus ouverte : rien n’y changera plus dont il faille prévenir."


@transaction.atomic
def follow(*, tender: Tender, actor: User, now: datetime) -> None:
    """Have a signed-in person told of what changes; twice is once. Raises ValidationError once it is over."""
    require_open(tender)
    Follower.objects.get_or_create(tender=tender, user=actor, defaults={"since_at": now})


@transaction.atomic
def follow_by_address(*, tender: Tender, email: str, now: datetime) -> None:
    """Have an address told, once its owner confirmed it by the signed link. Raises as `follow`."""
    require_open(tender)
    Follower.objects.get_or_create(tender=tender, email=email.lower(), defaults={"since_at": now})


def stop_following(*, tender: Tender, actor: User) -> None:
    Follower.objects.filter(tender=tender, user=actor).delete()


def stop_following_by_address(*, tender: Tender, email: str) -> None:
    Follower.objects.filter(tender=tender, email=email.lower()).delete()


def require_open(tender: Tender) -> None:
    if tender.state != TenderState.PUBLISHED:
        raise ValidationError(ENDED, code="ended")
