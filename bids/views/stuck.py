"""The officer deals with a reading that the server could not finish."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from audit.clock import database_now

from .. import services
from ..interests.access import refusal
from ..models import Bid
from ..permissions import can_mend_reading, can_open
from .common import person


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stuck_reading(request: HttpRequest, pk: int) -> HttpResponse:
    """Read again, or declare unreadable with a reason; both lead back to the consultation."""
    bid = get_object_or_404(Bid.objects.select_related("lot__tender", "organisation"), pk=pk)
    if not can_mend_reading(request.user, bid):
        raise refused(request, bid)
    if request.method == "POST":
        return answer(request, bid)
    return page(request, bid)


def refused(request: HttpRequest, bid: Bid) -> Exception:
    tender = bid.lot.tender
    return refusal(request.user, tender) if can_open(request.user, tender) else PermissionDenied()


def answer(request: HttpRequest, bid: Bid) -> HttpResponse:
    """Do what was asked; a refusal shows the page again with the reason that was typed."""
    now, reason = database_now(), request.POST.get("reason", "")
    try:
        if "again" in request.POST:
            services.read_again(actor=person(request), bid=bid, now=now)
            messages.success(request, "La lecture est relancée.")
        else:
            services.declare_unreadable(actor=person(request), bid=bid, reason=reason, now=now)
            messages.success(request, "L’offre est déclarée illisible ; le motif est au journal.")
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return page(request, bid, reason)
    return redirect("tenders:officer_detail", bid.lot.tender.reference)


def page(request: HttpRequest, bid: Bid, reason: str = "") -> HttpResponse:
    tender = bid.lot.tender
    context = {
        "bid": bid,
        "tender": tender,
        "stuck": services.is_stuck(bid),
        "reason": reason,
        "back_url": reverse("tenders:officer_detail", args=[tender.reference]),
    }
    return render(request, "bids/stuck_reading.html", context)
