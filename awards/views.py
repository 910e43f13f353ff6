"""The ranking of a consultation, lot by lot."""

from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from audit.clock import database_now
from bids.interests.access import refusal
from tenders.models import Lot, Tender

from .models import Ranking
from .pages.ranking import RankingPage
from .permissions import can_rank, can_read_ranking
from .services import establish_ranking, missing_for


@dataclass(frozen=True, slots=True)
class LotView:
    """A lot with its last ranking, or with what is missing before it."""

    lot: Lot
    page: RankingPage | None
    missing: list[str]


def readable_tender(request: HttpRequest, reference: str) -> Tender:
    tender = get_object_or_404(Tender.objects.select_related("buyer"), reference=reference)
    if not can_read_ranking(request.user, tender):
        raise refusal(request.user, tender)
    return tender


def lot_views(tender: Tender) -> list[LotView]:
    lots = tender.lots.select_related("tender").order_by("number")
    last = {one.lot_id: one for one in Ranking.objects.filter(lot__tender=tender).last_of_each_lot()}
    return [
        LotView(lot, RankingPage(last[lot.pk]) if lot.pk in last else None, missing_for(lot)) for lot in lots
    ]


@login_required
@never_cache
@require_safe
def ranking(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the last ranking of each lot."""
    tender = readable_tender(request, reference)
    context = {"tender": tender, "lots": lot_views(tender), "may_rank": can_rank(request.user, tender)}
    return render(request, "awards/ranking.html", context)


@login_required
@require_POST
def establish(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Establish the ranking of one lot now."""
    tender = readable_tender(request, reference)
    lot = get_object_or_404(Lot.objects.select_related("tender"), tender=tender, number=number)
    try:
        establish_ranking(lot=lot, actor=cast("User", request.user), now=database_now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"Le classement du lot {number} est à jour.")
    return redirect("awards:ranking", reference=reference)
