"""Asking for a computation, and giving it up."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from accounts.models import User
from audit.clock import database_now

from ..models import CapacityRun
from ..services import cancel_run, request_run
from .access import readable_bid


@login_required
@require_POST
def launch(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the run of one bid."""
    bid = readable_bid(request, pk)
    try:
        request_run(bid=bid, actor=cast("User", request.user), now=database_now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"Le calcul de capacité de {bid.organisation} est demandé.")
    return redirect("scoring:progress", reference=bid.lot.tender.reference)


@login_required
@require_POST
def cancel(request: HttpRequest, run_id: str) -> HttpResponse:
    """Give up a run that is not over."""
    run = get_object_or_404(
        CapacityRun.objects.select_related("bid__lot__tender", "bid__organisation"), pk=run_id
    )
    readable_bid(request, run.bid_id)
    try:
        cancel_run(run=run, actor=cast("User", request.user), now=database_now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"Le calcul de capacité de {run.bid.organisation} est annulé.")
    return redirect("scoring:progress", reference=run.bid.lot.tender.reference)
