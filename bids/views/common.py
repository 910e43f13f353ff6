"""What the pages share."""

from typing import cast

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.models import User
from tenders.models import Lot, Tender


def person(request: HttpRequest) -> User:
    """Return who is signed in; for pages behind login_required."""
    return cast("User", request.user)


def public_tender(reference: str) -> Tender:
    return get_object_or_404(Tender.objects.public().select_related("buyer"), reference=reference)


def public_lot(reference: str, number: int) -> Lot:
    lots = Lot.objects.select_related("tender__buyer")
    return get_object_or_404(lots, tender=public_tender(reference), number=number)
