"""The officer opens the bids."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from audit.clock import database_now
from tenders.models import Tender
from ui.components import Progress

from .. import services
from ..hub import reading_progress, sealed_counts
from ..models import Bid
from ..permissions import can_open, can_see_submissions
from .common import person, public_tender

READ = Progress("Lecture des classeurs", done=1, total=1, state="done")


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
    return confirmation(request, tender)


@login_required
@never_cache
@require_safe
def reading_json(request: HttpRequest, reference: str) -> JsonResponse:
    """Answer how far the reading of the workbooks is: `ui.components.Progress.as_json`."""
    tender = public_tender(reference)
    if not can_see_submissions(request.user, tender):
        raise PermissionDenied
    progress = reading_progress(list(Bid.objects.filter(lot__tender=tender).select_related("lot__tender")))
    return JsonResponse((progress or READ).as_json())


def confirmation(request: HttpRequest, tender: Tender) -> HttpResponse:
    """Say what opening does; before the deadline only when it will be possible (R. 2132-9)."""
    now = database_now()
    context = {
        "tender": tender,
        "now": now,
        "cancel_url": reverse("tenders:officer_detail", args=[tender.reference]),
        "confirm_tone": "primary",
    }
    if tender.deadline_at is None or now <= tender.deadline_at:
        return render(request, "bids/open_too_early.html", context)
    return render(request, "bids/open.html", {**context, "counts": sealed_counts(tender)})
