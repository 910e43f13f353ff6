"""The officer opens the bids."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from audit.clock import database_now

from .. import services
from ..hub import sealed_counts
from ..permissions import can_open
from .common import person, public_tender


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_bids(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for confirmation, then open; once opened the page leads back to the consultation."""
    tender = public_tender(reference)
    if not can_open(request.user, tender):
        raise PermissionDenied
    if request.method == "POST":
        try:
            services.open_bids(actor=person(request), tender=tender)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, "Les plis sont ouverts. La lecture des classeurs a commencé.")
        return redirect("tenders:officer_detail", tender.reference)
    now = database_now()
    due = tender.deadline_at is not None and now > tender.deadline_at
    context = {
        "tender": tender,
        "now": now,
        "due": due,
        # Before the deadline not even the number of deposits is told (R. 2132-9).
        "counts": sealed_counts(tender) if due else None,
        "cancel_url": reverse("tenders:officer_detail", args=[tender.reference]),
        "confirm_tone": "primary",
    }
    return render(request, "bids/open.html", context)
